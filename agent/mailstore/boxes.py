"""Which mailbox is which: INBOX by its name; Drafts and Sent by the user's word, the server's mark, or a known name.

Pure: it chooses among what LIST gave. Names are kept as the server spelled them and go back verbatim;
they are decoded (modified UTF-7) only to be compared and shown. A mailbox is never created.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from imapclient import imap_utf7

from agent.mailstore.names import NAMES
from agent.ports import Box

PARENTS = frozenset({"inbox", "[gmail]", "[google mail]"})
"""Mailboxes below which providers keep the special ones; a "Drafts" below anything else is somebody's archive."""

_LIST = re.compile(
    rb'\* X?LIST \((?P<flags>[^)]*)\) (?:"(?P<separator>\\?.)"|NIL) (?P<name>.*)', re.IGNORECASE | re.DOTALL
)
_QUOTED = re.compile(rb'"((?:[^"\\]|\\.)*)"')
_CLOSED = frozenset({b"\\noselect", b"\\nonexistent"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One mailbox of LIST: its name verbatim, its separator, its attributes in lower case."""

    name: bytes
    separator: str
    attributes: frozenset[bytes]

    @property
    def shown(self) -> str:
        """The name as a person reads it."""
        if not self.name.isascii():
            return self.name.decode("utf-8", "replace")  # against RFC 3501, but it happens
        try:
            return str(imap_utf7.decode(self.name))
        except (ValueError, IndexError):
            return self.name.decode("ascii")

    @property
    def selectable(self) -> bool:
        """Whether it can hold messages."""
        return not self.attributes & _CLOSED


@dataclass(frozen=True, slots=True)
class Found:
    """Which mailbox serves as `box`, under which name, and how that was found out; `name` is empty when none does."""

    box: Box
    name: str
    how: str
    raw: bytes = b""


def listed(responses: Iterable[Sequence[bytes | None]]) -> tuple[Listed, ...]:
    """The mailboxes of a LIST answer; a line that cannot be read is left out."""
    return tuple(found for pieces in responses if (found := _listed(pieces)))


def _listed(pieces: Sequence[bytes | None]) -> Listed | None:
    match = _LIST.fullmatch(pieces[0] or b"")
    if match is None:
        return None
    quoted = _QUOTED.match(match["name"])
    if len(pieces) > 1:
        name = pieces[1] or b""
    elif quoted:
        name = re.sub(rb"\\(.)", rb"\1", quoted[1])
    else:
        name = match["name"].partition(b" ")[0]
    separator = (match["separator"] or b"")[-1:].decode("latin-1")
    return Listed(name, separator, frozenset(match["flags"].lower().split()))


def find(box: Box, boxes: Sequence[Listed], wanted: str = "", foreign: Sequence[str] = ()) -> Found:
    """The mailbox for `box`. `wanted` is the user's word; `foreign` are prefixes of other people's mailboxes."""
    if box is Box.INBOX:
        return Found(box, "INBOX", "the name every server has", b"INBOX")
    own = [m for m in boxes if m.selectable and not any(m.shown.startswith(prefix) for prefix in foreign if prefix)]
    if wanted:
        named = next((m for m in own if wanted in {m.shown, m.name.decode("latin-1")}), None)
        return _found(
            box, named, "named in the configuration", f"{wanted} is named in the configuration, but not there"
        )
    marked = [m for m in own if b"\\" + box.value.encode() in m.attributes]
    if marked:
        return _found(box, min(marked, key=_depth), f"marked \\{box.value.capitalize()} by the server")
    known = [m for m in own if _is_known(m, box)]
    return _found(box, min(known, key=_depth, default=None), "known by its name", "no mailbox is marked or named so")


def _found(box: Box, mailbox: Listed | None, how: str, otherwise: str = "") -> Found:
    return Found(box, mailbox.shown, how, mailbox.name) if mailbox else Found(box, "", otherwise)


def _path(mailbox: Listed) -> list[str]:
    shown = mailbox.shown
    return shown.split(mailbox.separator) if mailbox.separator else [shown]


def _depth(mailbox: Listed) -> int:
    return len(_path(mailbox))


def _is_known(mailbox: Listed, box: Box) -> bool:
    *parents, last = (part.casefold() for part in _path(mailbox))
    return last in NAMES[box] and (not parents or (len(parents) == 1 and parents[0] in PARENTS))
