"""One account's mailstore: the port of `agent.ports`, on one connection made when needed and dropped in trouble.

Every error of the connection leaves here as `ServerError` or `LoginRefused`, and the next call connects anew; how long
to wait before it is the caller's business. One thread uses a mailstore; `Wakeup` is how others reach it.
"""

from __future__ import annotations

import imaplib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from agent.errors import AfterwordError, UserError
from agent.mailstore.account import Account
from agent.mailstore.appending import append, remove
from agent.mailstore.boxes import Found, Listed, find
from agent.mailstore.client import SafeClient, Status
from agent.mailstore.gate import MOST_UIDS, quoted
from agent.mailstore.headers import seen
from agent.mailstore.refusal import broken
from agent.mailstore.scanning import Bodies, batches, finished, new_uids
from agent.mailstore.waiting import HasFileno, Tally, Wake, Wakeup, is_ringing, listen
from agent.ports import Appended, Batch, Box, Cursor, Fence, Fetched, Seen

_TROUBLE = (imaplib.IMAP4.error, OSError, ValueError, LookupError, AttributeError, TypeError, EOFError)
"""What imaplib, imapclient, ssl and the socket raise when a server misbehaves."""
_HEADERS = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID IN-REPLY-TO REFERENCES TO CC BCC DATE)]"


class ImapMailstore:
    """An account's mail over IMAP.

    `password` is asked just before each log-in, for the password or, with `account.oauth`, for an access token.
    `digest` gives the digest of a draft's text that says whether a draft is still exactly ours.
    """

    def __init__(self, account: Account, password: Callable[[], str], digest: Callable[[bytes], str]) -> None:
        self._account = account
        self._password = password
        self._digest = digest
        self._client: SafeClient | None = None
        self._found: dict[Box, Found] = {}
        self._listed: tuple[Listed, ...] = ()
        self._bodies = Bodies()
        self._read_up_to: tuple[int, int] | None = None

    # The connection

    def connect(self) -> None:
        """Connect and log in, unless that is done. Raises `LoginRefused` or `ServerError`."""
        with self._guard():
            self._session()

    def close(self) -> None:
        """Log out and hang up; never raises for the server's sake. The mailstore can be used again."""
        client, self._client = self._client, None
        if client:
            client.leave()

    def capabilities(self) -> tuple[str, ...]:
        """What the server says it can do, now that we are logged in."""
        with self._guard():
            return tuple(sorted(word.decode("ascii", "replace") for word in self._session().capabilities()))

    def mailboxes(self) -> tuple[Found, ...]:
        """INBOX, Drafts and Sent: which mailbox serves as each, and how that was found; for `doctor`."""
        with self._guard():
            self._session()
        return tuple(self._found.values())

    def all_mailboxes(self) -> tuple[str, ...]:
        """The names of all mailboxes of the account."""
        with self._guard():
            self._session()
        return tuple(sorted(mailbox.shown for mailbox in self._listed))

    def _session(self) -> SafeClient:
        if self._client is None:
            client = SafeClient(self._account)
            try:
                client.authenticate(self._password())
                self._orient(client)
            except BaseException:
                client.shutdown()
                raise
            self._client = client
        return self._client

    def _orient(self, client: SafeClient) -> None:
        """Find out which mailbox is which, and open the gate to these."""
        self._listed = client.mailboxes()
        foreign = client.foreign()
        wanted = {Box.DRAFTS: self._account.drafts, Box.SENT: self._account.sent}
        self._found = {box: find(box, self._listed, wanted.get(box, ""), foreign) for box in Box}
        drafts = self._found[Box.DRAFTS].raw
        client.gate.open_to(
            (quoted(found.raw) for found in self._found.values() if found.raw), quoted(drafts) if drafts else None
        )

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Drop the connection on any error, and give the connection's errors our names."""
        try:
            yield
        except UserError:
            raise
        except AfterwordError:
            self._drop()
            raise
        except _TROUBLE as error:
            self._drop()
            raise broken(self._account, error) from error
        except BaseException:
            self._drop()
            raise

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client:
            client.shutdown()

    def _name(self, box: Box) -> bytes:
        found = self._found[box]
        if not found.raw:
            names = ", ".join(sorted(m.shown for m in self._listed if m.selectable)) or "none at all"
            raise UserError(
                f"account {self._account.name}: no {box.value} mailbox: {found.how}. The server has: {names}. "
                f'Name the right one in config.toml, for example: {box.value} = "…"'
            )
        return found.raw

    def _open(self, box: Box) -> tuple[SafeClient, Status]:
        client = self._session()
        return client, client.examine(self._name(box))

    # Reading

    def scan(self, box: Box, cursor: Cursor | None, since: date) -> Iterator[Batch]:
        """Yield what is new after `cursor`; without a cursor, or when UIDVALIDITY changed, all since `since`.

        The last batch's cursor covers the whole mailbox as it was when the scan began. Where there is nothing to read
        and no cursor that holds, one empty batch brings the cursor.
        """
        with self._guard():
            client, status = self._open(box)
            known = cursor if cursor and cursor.uidvalidity == status.uidvalidity else None
            uids = new_uids(client, status, known.uid if known else 0, None if known else since)
        for batch in self._batches(box, status, uids):
            yield finished(batch, status) if batch.done == batch.total else batch
        if not uids and known is None:
            yield finished(Batch(box, (), Cursor(status.uidvalidity, 0), 0, 0), status)
        if box is Box.INBOX:
            self._read_up_to = status.uidvalidity, max(status.uidnext, uids[-1] + 1 if uids else 0)

    def _batches(self, box: Box, status: Status, uids: Sequence[int]) -> Iterator[Batch]:
        done = 0
        for asked in self._bodies.plan(box, status.uidvalidity, uids):
            lumps = None
            while True:
                with self._guard():
                    client = self._reopened(box, status)
                    lumps = lumps or self._bodies.take(client, box, status, asked)
                    lump = next(lumps, None)
                if lump is None:
                    break
                yield from batches(box, status.uidvalidity, lump, done, len(uids))
                done += len(lump.messages) + len(lump.missing)

    def _reopened(self, box: Box, status: Status) -> SafeClient:
        """The connection with this mailbox open, in case the caller did something else between two batches."""
        client = self._session()
        if client.selected != self._name(box) and client.examine(self._name(box)).uidvalidity != status.uidvalidity:
            raise ValueError("the mailbox was replaced while it was read")
        return client

    def fetch(self, box: Box, uidvalidity: int, uids: Sequence[int]) -> tuple[Fetched, ...]:
        """Messages by UID; those that are gone, or all when UIDVALIDITY changed, are left out."""
        with self._guard():
            client, status = self._open(box)
            if status.uidvalidity != uidvalidity:
                return ()
            wanted = sorted(set(uids))
            parts = [wanted[n : n + MOST_UIDS] for n in range(0, len(wanted), MOST_UIDS)]
            lumps = [lump for part in parts for lump in self._bodies.take(client, box, status, part)]
        return tuple(message for lump in lumps for message in lump.messages)

    def sent_since(self, when: date) -> tuple[Seen, ...]:
        """The headers of Sent since a day."""
        with self._guard():
            client, status = self._open(Box.SENT)
            uids = new_uids(client, status, 0, when)
            return tuple(
                seen(Box.SENT, status.uidvalidity, uid, header, None)
                for place in range(0, len(uids), MOST_UIDS)
                for uid, items in sorted(client.fetch(uids[place : place + MOST_UIDS], f"UID {_HEADERS}").found.items())
                if (header := items.get(b"BODY[HEADER")) is not None
            )

    # Drafts

    def fence(self) -> Fence:
        """UIDVALIDITY and UIDNEXT of Drafts, now."""
        with self._guard():
            client, status = self._open(Box.DRAFTS)
            if not status.uidnext:
                status = client.status(self._name(Box.DRAFTS))
            if not status.uidnext:
                raise ValueError("no UIDNEXT")
            return Fence(status.uidvalidity, status.uidnext)

    def append(self, raw: bytes) -> Appended:
        r"""Append to Drafts with `\Draft \Seen`.

        Raises `AppendRefused` when the server said NO or BAD, `AppendAmbiguous` when its answer never came. A
        connection that cannot be made raises `ServerError`: then nothing was sent at all.
        """
        with self._guard():
            client, name = self._session(), self._name(Box.DRAFTS)
        try:
            return append(client, name, raw)
        except BaseException:
            self._drop()
            raise

    def drafts(self, since: Fence | None = None) -> tuple[Seen, ...]:
        """The messages in Drafts, with digests; after a fence, only those that came later.

        A fence of another UIDVALIDITY fences nothing. A draft too large to have been ours has no digest.
        """
        with self._guard():
            client, status = self._open(Box.DRAFTS)
            fenced = since is not None and since.uidvalidity == status.uidvalidity
            uids = new_uids(client, status, since.uidnext - 1 if since and fenced else 0, None)
            return tuple(
                self._seen(message)
                for place in range(0, len(uids), MOST_UIDS)
                for lump in self._bodies.take(client, Box.DRAFTS, status, uids[place : place + MOST_UIDS])
                for message in lump.messages
            )

    def _seen(self, message: Fetched) -> Seen:
        digest = None if message.truncated else self._digest(message.raw)
        return seen(message.box, message.uidvalidity, message.uid, message.raw, digest)

    def withdraw(self, uidvalidity: int, uid: int, digest: str) -> bool:
        """Remove one draft, only if it is still exactly ours and the server can remove by UID alone.

        False means that it stays: it was changed, is gone, or the server has no UIDPLUS.
        """
        with self._guard():
            client, status = self._open(Box.DRAFTS)
            if status.uidvalidity != uidvalidity or not client.has_capability("UIDPLUS"):
                return False
            messages = [m for lump in self._bodies.take(client, Box.DRAFTS, status, [uid]) for m in lump.messages]
            if not any(self._seen(message).digest == digest for message in messages):
                return False
            return remove(client, self._name(Box.DRAFTS), uidvalidity, uid)

    # Waiting

    def wait(self, timeout: float, wake: HasFileno | int | None = None) -> Wake:
        """Wait for news in INBOX for at most so many seconds, or until `wake` can be read.

        News is anything since the last scan of INBOX. A `Wakeup` that was heard is silent afterwards. A dead or
        half-open connection raises `ServerError`, at the latest when IDLE is renewed.
        """
        ear = wake if wake is None or isinstance(wake, int) else wake.fileno()
        with self._guard():
            outcome = self._wait(time.monotonic() + timeout, ear)
        if outcome is Wake.WOKEN and isinstance(wake, Wakeup):
            wake.clear()
        return outcome

    def _wait(self, end: float, ear: int | None) -> Wake:
        while True:
            client, status = self._open(Box.INBOX)
            if self._is_news(status):
                return Wake.NEWS
            if is_ringing(ear):
                return Wake.WOKEN
            left = end - time.monotonic()
            if left <= 0:
                return Wake.TIMEOUT
            outcome = listen(client, Tally(status), min(left, self._pace(client)), ear)
            if outcome is not Wake.TIMEOUT:
                return outcome

    def _pace(self, client: SafeClient) -> float:
        timeouts = self._account.timeouts
        return timeouts.idle if client.has_capability("IDLE") else timeouts.poll

    def _is_news(self, status: Status) -> bool:
        """Whether mail came between the last scan, or the last look, and now."""
        now = status.uidvalidity, status.uidnext
        before, self._read_up_to = self._read_up_to, self._read_up_to or now
        return bool(before and status.uidnext and (now[0] != before[0] or now[1] > before[1]))
