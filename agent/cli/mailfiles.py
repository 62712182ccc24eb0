"""Mail in files as people have it, taken apart into messages: .eml, mbox, Maildir, folders of these, standard input.

What a message says is not looked at here, but for the lines that tell when it was received.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from agent.errors import UserError

LARGEST = 25 * 1024 * 1024
"""Bytes of one message that are looked at; a server accepts little more."""

POSTMARK = re.compile(rb"From .*\d\d:\d\d.*\d{4}")
"""The line that begins a message in an mbox (RFC 4155, loosely); a sentence that begins so has no time and year."""

PLAUSIBLE = range(1970, 2200)
"""Years a Date may name to be taken for the time of arrival."""


CALENDAR = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
CALENDAR_HEADER = b"Subject: Invitation\nContent-Type: text/calendar; charset=utf-8\n\n"

LONGEST_HEAD = 65_536
"""Bytes of a message that are searched for its header."""


def messages(names: Iterable[str]) -> Iterator[tuple[str, int, bytes]]:
    """Every message, with the path it was found at and its place there."""
    for name in names:
        try:
            for path in _files(name):
                yield from ((path, index, raw) for index, raw in enumerate(_split(path)))
        except OSError as trouble:
            raise UserError(f"cannot read {name}: {trouble.strerror or 'it is not a file'}") from None


def _files(name: str) -> list[str]:
    """The file itself, or the mail below a folder: .eml, .mbox, and what lies in a Maildir's `cur` and `new`."""
    path = Path(name)
    if name == "-" or not path.is_dir():
        return [name]
    found = sorted(
        str(file)
        for file in path.rglob("*")
        if (file.suffix.lower() in {".eml", ".mbox"} or file.parent.name in {"cur", "new"}) and file.is_file()
    )
    if not found:
        raise UserError(f"there is no mail in {name}: neither .eml nor .mbox files, nor a Maildir")
    return found


def _split(path: str) -> Iterator[bytes]:
    """The messages of a file: many in an mbox, else one."""
    if path == "-":
        yield from _unpacked(sys.stdin.buffer)
        return
    with Path(path).open("rb") as file:
        yield from _unpacked(file)


def _unpacked(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Take an mbox apart at its postmarks; what does not begin with one is a single message, whatever it quotes.

    A calendar file by itself, as mail clients save invitations, is read as the mail it came in would be.
    """
    rest = iter(lines)
    first = next(rest, b"")
    if CALENDAR.match(first):
        yield b"".join((CALENDAR_HEADER, first, *rest))
        return
    if not POSTMARK.match(first):
        yield b"".join((first, *rest))
        return
    message: list[bytes] = []
    after_gap = False
    for line in rest:
        if after_gap and POSTMARK.match(line):
            yield b"".join(message)
            message = []
        else:
            message.append(line)
        after_gap = line in {b"\n", b"\r\n"}
    yield b"".join(message)


def headers(raw: bytes, *names: str) -> Iterator[tuple[str, str]]:
    """The named header fields of a message in the order they stand there, unfolded; names in lower case."""
    head = raw[:LONGEST_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    unfolded = re.sub(rb"\n[ \t]+", b" ", head)
    for line in unfolded.split(b"\n"):
        name, colon, value = line.partition(b":")
        called = name.decode("ascii", "replace").strip().lower()
        if colon and called in names:
            yield called, value.decode("utf-8", "replace").strip()


def dated(raw: bytes) -> datetime | None:
    """The instant of a message's own Date; None where it has none that could be true."""
    return next((at for _, value in headers(raw, "date") for at in [_instant(value)]), None)


def received(raw: bytes) -> datetime | None:
    """When a message was received: by the last server that says so, else by its own Date."""
    _, stamp = next(headers(raw, "received"), ("", ""))
    return (_instant(stamp.rpartition(";")[2]) if ";" in stamp else None) or dated(raw)


def _instant(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if at.year not in PLAUSIBLE:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
