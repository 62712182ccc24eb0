"""imapclient made safe: the methods we use, each by UID, read-only, within deadlines and through the gate.

What imapclient 4.1 gets wrong is put right here: IDLE that loses bytes or spins, UID ranges that raise after the
transfer, arguments that are not checked, capabilities remembered from before the log-in, LITERAL+. Methods not
overridden still exist, but their commands do not pass the gate. Errors are imaplib's; `store` gives them their names.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from imapclient import IMAPClient, SocketTimeout

from agent.errors import LoginRefused
from agent.mailstore.account import Account
from agent.mailstore.boxes import Listed, listed
from agent.mailstore.gate import Gate, quoted
from agent.mailstore.refusal import is_passing, refused, troubled
from agent.mailstore.responses import Items, by_uid, numbers, ranges
from agent.mailstore.wire import Answer, Bye, Wire

_NUMBERS = re.compile(rb"\* (?:OK )?\[?(?:(UIDVALIDITY|UIDNEXT) ([0-9]+)\]|([0-9]+) (EXISTS))", re.IGNORECASE)
_STATUS_ITEM = re.compile(rb"(UIDVALIDITY|UIDNEXT) ([0-9]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
FAREWELL = 1.0
"""How long to wait for the answer to LOGOUT, in seconds."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Status:
    """A mailbox as EXAMINE found it; `uidnext` is 0 when the server did not say."""

    uidvalidity: int
    uidnext: int
    exists: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What a UID FETCH gave; `doubtful` when a response could not be read or the server did not say OK."""

    found: dict[int, Items]
    doubtful: bool


class SafeClient(IMAPClient):  # type: ignore[misc] # imapclient has no types; all that leaves this class has
    """One connection, from the greeting to the log-out. Not thread-safe; one thread uses it."""

    _imap: Wire

    def __init__(self, account: Account) -> None:
        """Connect, and secure the connection; raises what imaplib, ssl and socket raise."""
        self.account = account
        self.gate = Gate()
        self.selected = b""
        self._tls = ssl.create_default_context(cafile=account.ca_file or None) if account.security != "none" else None
        timeouts = account.timeouts
        super().__init__(
            account.host,
            account.port,
            ssl=account.security == "tls",
            ssl_context=self._tls,
            timeout=SocketTimeout(timeouts.connect, timeouts.read),
        )
        self._imap.debug = 0
        self.folder_encode = False
        self.normalise_times = False
        if account.security == "starttls":
            self._secure()

    def _create_IMAP4(self) -> Wire:  # noqa: N802 - the name is imapclient's
        return Wire(self.account, self.gate, self._tls)

    def _secure(self) -> None:
        try:
            self.starttls(self._tls)
        except BaseException:
            self.shutdown()
            raise

    # Logging in

    def authenticate(self, secret: str) -> None:
        """Log in with a password or an access token, as the account says. Raises `LoginRefused` or `ServerError`."""
        if not (self.account.user + secret).isprintable():
            raise LoginRefused(
                f"account {self.account.name}: a line break or control character in the password or user"
            )
        if self._imap.state == "NONAUTH":
            answer = self._log_in(secret)
            if not answer.ok:
                raise refused(self.account, answer.text.decode("utf-8", "replace"))
            self._imap.state = "AUTH"
        self._ask_capabilities()
        if self.has_capability("ID"):
            self._imap.run("ID", b'("name" "afterword")')

    def _log_in(self, secret: str) -> Answer:
        user = self.account.user
        if self.account.oauth == "XOAUTH2":
            return self._sasl("XOAUTH2", f"user={user}\1auth=Bearer {secret}\1\1", b"")
        if self.account.oauth == "OAUTHBEARER":
            escaped = user.replace("=", "=3D").replace(",", "=2C")
            return self._sasl("OAUTHBEARER", f"n,a={escaped},\1auth=Bearer {secret}\1\1", b"\1")
        if (user + secret).isascii() and not self.has_capability("LOGINDISABLED"):
            return self._imap.run("LOGIN", quoted(user), quoted(secret))
        return self._sasl("PLAIN", f"\0{user}\0{secret}", b"")

    def _sasl(self, mechanism: str, first: str, then: bytes) -> Answer:
        """AUTHENTICATE: our one response, then the one that lets the server tell why it refuses."""
        replies = iter((first.encode(),))
        try:
            self._imap.authenticate(mechanism, lambda _: next(replies, then))
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            return Answer("NO", str(error).encode())
        return Answer("OK", b"")

    def _ask_capabilities(self) -> None:
        """Ask again: a server may offer other things once it knows who asks."""
        lines = [(pieces[0] or b"").upper().split() for pieces in self._imap.run("CAPABILITY").responses]
        self._cached_capabilities = tuple(word for line in lines if line[1:2] == [b"CAPABILITY"] for word in line[2:])

    # Mailboxes

    def mailboxes(self) -> tuple[Listed, ...]:
        """Everything LIST gives."""
        return listed(self._ok(self._imap.run("LIST", '""', '"*"')).responses)

    def foreign(self) -> tuple[str, ...]:
        """The prefixes of other users' and shared mailboxes, where the server tells."""
        if not self.has_capability("NAMESPACE"):
            return ()
        try:
            _, *others = self.namespace()
        except (imaplib.IMAP4.error, ValueError, TypeError) as error:
            if isinstance(error, imaplib.IMAP4.abort):
                raise
            return ()
        return tuple(prefix.decode("utf-8", "replace") for spaces in others for prefix, _ in spaces or ())

    def examine(self, name: bytes) -> Status:
        """Open a mailbox read-only."""
        return self._open("EXAMINE", name)

    def open_drafts(self, name: bytes) -> Status:
        """Open Drafts for a withdrawal; the gate lets it pass only then."""
        return self._open("SELECT", name)

    def _open(self, command: str, name: bytes) -> Status:
        self.selected = b""
        answer = self._ok(self._imap.run(command, quoted(name)))
        self._imap.state = "SELECTED"
        self.selected = name
        told = {}
        for pieces in answer.responses:
            if match := _NUMBERS.match(pieces[0] or b""):
                told[(match[1] or match[4]).upper()] = int(match[2] or match[3])
        if not told.get(b"UIDVALIDITY"):
            raise troubled(self.account, "no UIDVALIDITY, so messages cannot be told apart reliably")
        return Status(told[b"UIDVALIDITY"], told.get(b"UIDNEXT", 0), told.get(b"EXISTS", 0))

    def status(self, name: bytes) -> Status:
        """UIDVALIDITY and UIDNEXT of Drafts without opening it."""
        answer = self._ok(self._imap.run("STATUS", quoted(name), "(UIDVALIDITY UIDNEXT)"))
        text = b" ".join(p or b"" for pieces in answer.responses for p in pieces)
        told = {match[1].upper(): int(match[2]) for match in _STATUS_ITEM.finditer(text)}
        return Status(told.get(b"UIDVALIDITY", 0), told.get(b"UIDNEXT", 0), 0)

    # Messages

    def search(self, first: int, last: int | None = None, since: date | None = None) -> list[int]:
        """UIDs from `first` to `last` (to the end without), received since a day, ascending."""
        criteria = f"UID {first}:{last or '*'}"
        if since:
            criteria += f" SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year:04d}"
        found = numbers(self._ok(self._imap.run("UID", "SEARCH", criteria)).responses)
        return [uid for uid in found if first <= uid <= (last or uid)]

    def fetch(self, uids: Sequence[int], items: str) -> Taken:
        """Items of these UIDs (at most `gate.MOST_UIDS`), marking nothing as read.

        Raises `ServerError` when the server is busy or throttling.
        """
        answer = self._imap.run("UID", "FETCH", ",".join(ranges(uids)), f"({items})")
        if not answer.ok and is_passing(text := answer.text.decode("utf-8", "replace")):
            raise troubled(self.account, text)
        found, broken = by_uid(answer.responses)
        return Taken(found, doubtful=broken or not answer.ok)

    def append(self, name: bytes, raw: bytes) -> Answer:
        r"""APPEND with `\Draft \Seen` and a synchronising literal. NO and BAD are answers; anything else is raised."""
        self._imap.literal = re.sub(rb"\r\n|\r|\n", b"\r\n", raw)  # type: ignore[assignment] # bytes is what imaplib sends
        return self._imap.run("APPEND", quoted(name), r"(\Draft \Seen)")

    def mark_deleted(self, uid: int) -> bool:
        """STORE on the one UID being withdrawn."""
        return self._imap.run("UID", "STORE", str(uid), r"+FLAGS (\Deleted)").ok

    def uid_expunge(self, uid: int) -> bool:
        """UID EXPUNGE of the one UID being withdrawn."""
        return self._imap.run("UID", "EXPUNGE", str(uid)).ok

    # Waiting

    def idle(self) -> list[bytes]:
        """Start IDLE; gives the untagged lines that came before the server's `+`."""
        self._idle_tag = self._imap.start("IDLE")
        lines: list[bytes] = []
        while not (line := self._imap.readline()).startswith(b"+"):
            if line.startswith(self._idle_tag):
                raise troubled(self.account, line.decode("utf-8", "replace"))
            if line.upper().startswith(b"* BYE"):
                raise Bye(line[6:].decode("utf-8", "replace").strip())
            lines.append(line)
        return lines

    def idle_check(self, timeout: float, wake: int | None = None) -> list[bytes]:
        """The next lines; none when the time is up or `wake` can be read. Raises `abort` when the connection died."""
        lines = []
        if self._imap.await_line(timeout, wake):
            lines.append(self._imap.readline())
            while self._imap.await_line(0):
                lines.append(self._imap.readline())
        return lines

    def idle_done(self) -> list[bytes]:
        """End IDLE within the read time-out; gives the lines that came meanwhile."""
        self._imap.send(b"DONE\r\n")
        return [pieces[0] or b"" for pieces in self._imap.finish(self._idle_tag).responses]

    def noop(self) -> list[bytes]:
        """Ask for news where there is no IDLE."""
        return [pieces[0] or b"" for pieces in self._ok(self._imap.run("NOOP")).responses]

    def leave(self) -> None:
        """Log out if the server still listens; close in any case."""
        with suppress(imaplib.IMAP4.error, OSError):
            self._imap.start("LOGOUT")
            self._imap.await_line(FAREWELL)
        self.shutdown()

    def _ok(self, answer: Answer) -> Answer:
        if not answer.ok:
            raise troubled(self.account, answer.text.decode("utf-8", "replace"))
        return answer
