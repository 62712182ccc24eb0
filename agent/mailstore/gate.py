"""The one place that says which IMAP commands may go out; every byte to the server passes here.

The gate reads the outgoing stream as the server would: lines, and the literal of an APPEND. A line that does not match
the table below in full, its arguments included, never reaches the socket, whoever wrote it. So nothing can be marked
as read, moved or sent to Trash, no mailbox can be created, and text from a mail cannot become a command.

What is not listed does not exist: CLOSE and EXPUNGE (they remove what others marked), STORE and SELECT outside a
withdrawal, COPY, MOVE, CREATE, DELETE, RENAME, ENABLE, and BODY without PEEK.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

QUOTED = rb'"(?:[ !#-\[\]-~]|\\["\\])*"'
_NUMBER = rb"[1-9][0-9]{0,9}"
_RANGE = _NUMBER + rb"(?::" + _NUMBER + rb")?"
_DATE = rb"[0-9]{1,2}-[A-Z][a-z]{2}-[0-9]{4}"
_BODY = rb"BODY\.PEEK\[(?:HEADER(?:\.FIELDS \([A-Z -]+\))?)?\](?:<0\." + _NUMBER + rb">)?"
_ITEM = rb"(?:UID|INTERNALDATE|RFC822\.SIZE|" + _BODY + rb")"

MOST_UIDS = 500
"""Most UIDs or ranges in one command: Dovecot refuses lines of 64 kB, RFC 7162 recommends 8 kB."""

_RANGES = _RANGE + rb"(?:," + _RANGE + rb"){0,%d}" % (MOST_UIDS - 1)
ALLOWED: dict[bytes, bytes] = {
    b"CAPABILITY": rb"",
    b"ID": rb"NIL|\(" + QUOTED + rb"(?: " + QUOTED + rb")*\)",
    b"STARTTLS": rb"",
    b"LOGIN": QUOTED + rb" " + QUOTED,
    b"AUTHENTICATE": rb"PLAIN|XOAUTH2|OAUTHBEARER",
    b"NAMESPACE": rb"",
    b"LIST": rb'"" "\*"',
    b"UID SEARCH": rb"UID " + _NUMBER + rb":(?:" + _NUMBER + rb"|\*)(?: SINCE " + _DATE + rb")?",
    b"UID FETCH": _RANGES + rb" \(" + _ITEM + rb"(?: " + _ITEM + rb")*\)",
    b"IDLE": rb"",
    b"NOOP": rb"",
    b"LOGOUT": rb"",
}
"""The commands that may go out at any time, with their arguments as a regular expression."""

ON_MAILBOXES = ("EXAMINE", "STATUS", "APPEND", "SELECT", "UID STORE", "UID EXPUNGE")
"""The commands `Gate` allows besides, each for certain mailboxes or one UID only; see `Gate._special`."""

_ALWAYS = {name: re.compile(arguments) for name, arguments in ALLOWED.items()}
_LINE = re.compile(rb"[A-Z]+[0-9]+ ((?:UID )?[A-Z]+)(?: (.*))?")
_LITERAL = re.compile(rb" \{([0-9]{1,9})\}\Z")
_CONTINUATION = re.compile(rb"[A-Za-z0-9+/]*={0,2}|\*")


class ForbiddenCommand(RuntimeError):
    """Our own program tried to send what it must never send. A bug, not the server's fault; nothing was sent."""


class Gate:
    """What one connection may send. Knows the mailboxes that may be read, the one drafts go to, and their names."""

    def __init__(self) -> None:
        self._readable: frozenset[bytes] = frozenset()
        self._drafts: bytes | None = None
        self._withdrawing: int | None = None
        self._pending = bytearray()
        self._literal = 0
        self._before = b""

    def open_to(self, readable: Iterable[bytes], drafts: bytes | None) -> None:
        """Allow EXAMINE of these mailboxes, and APPEND to `drafts`; names quoted as they go out."""
        self._readable = frozenset(readable)
        self._drafts = drafts

    @contextmanager
    def withdrawing(self, uid: int) -> Iterator[None]:
        """While the context lasts, allow what removes this one UID from Drafts."""
        self._withdrawing = uid
        try:
            yield
        finally:
            self._withdrawing = None

    def admit(self, chunk: bytes) -> bytes:
        """Take what the program wants to send, and give what may go out now: whole lines, and literals.

        Raises `ForbiddenCommand`, and forgets the line, when it is not on the list.
        """
        self._pending += chunk
        out = bytearray()
        while self._pending:
            if self._literal:
                taken = self._take(min(self._literal, len(self._pending)))
                self._literal -= len(taken)
            elif (end := self._pending.find(b"\r\n")) >= 0:
                taken = self._take(end + 2)
                self._check(taken[:-2])
            else:
                break
            out += taken
        return bytes(out)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._pending[:size])
        del self._pending[:size]
        return taken

    def _check(self, line: bytes) -> None:
        name, arguments = self._command(line)
        if not self._allowed(name, arguments):
            self._pending.clear()
            raise ForbiddenCommand(f"{name.decode('ascii', 'replace')[:20] or 'a broken line'} is not allowed here")
        literal = _LITERAL.search(line)
        self._literal = int(literal[1]) if literal else 0
        self._before = name or (self._before if self._before == b"AUTHENTICATE" else b"")

    def _command(self, line: bytes) -> tuple[bytes, bytes]:
        match = _LINE.fullmatch(line)
        return (match[1], match[2] or b"") if match else (b"", line)

    def _allowed(self, name: bytes, arguments: bytes) -> bool:
        if not name:
            return self._continues(arguments)
        always = _ALWAYS.get(name)
        if always is not None:
            return always.fullmatch(arguments) is not None
        return self._special(name, arguments)

    def _continues(self, line: bytes) -> bool:
        """What may follow a command without a tag: DONE, a SASL response, the line end after a literal."""
        if self._before == b"IDLE":
            return line == b"DONE"
        if self._before == b"AUTHENTICATE":
            return _CONTINUATION.fullmatch(line) is not None
        return self._before == b"APPEND" and line == b""

    def _special(self, name: bytes, arguments: bytes) -> bool:
        drafts, uid = self._drafts, self._withdrawing
        if name == b"EXAMINE":
            return arguments in self._readable
        if drafts is None:
            return False
        if name == b"APPEND":
            return re.fullmatch(re.escape(drafts) + rb" \(\\Draft \\Seen\) \{[1-9][0-9]{0,8}\}", arguments) is not None
        return (name, arguments) in {
            (b"STATUS", drafts + b" (UIDVALIDITY UIDNEXT)"),
            *(((b"SELECT", drafts),) if uid else ()),
            *(((b"UID STORE", rb"%d +FLAGS (\Deleted)" % uid),) if uid else ()),
            *(((b"UID EXPUNGE", b"%d" % uid),) if uid else ()),
        }


def quoted(argument: str | bytes) -> bytes:
    """An argument as an IMAP quoted string. Text must be printable ASCII; bytes (a mailbox's name) may have 8 bits.

    Raises `ForbiddenCommand` on control characters, and on text that is not ASCII: the guard against injection.
    """
    raw = argument if isinstance(argument, bytes) else _ascii(argument)
    if re.search(rb"[\x00-\x1f\x7f]", raw):
        raise ForbiddenCommand("a control character in an argument")
    return b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def _ascii(text: str) -> bytes:
    try:
        return text.encode("ascii")
    except UnicodeEncodeError:
        raise ForbiddenCommand("an argument that is not ASCII") from None
