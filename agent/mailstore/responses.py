"""What a FETCH response says: item names and values, per UID. Pure; reads no socket and understands no mail.

imapclient's own parser goes through every byte of a response in Python; this one knows only the few items we ask for,
skips what it did not ask for, and gives up on one response without giving up on the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone

Items = dict[bytes, bytes | None]
"""Values by item name in upper case; `BODY[HEADER.FIELDS …]` under `BODY[HEADER`, `BODY[]<0>` under `BODY[]`."""

_FETCH = re.compile(rb"\* [0-9]+ FETCH \(", re.IGNORECASE)
_TOKEN = re.compile(
    rb"\s*(?:(?P<item>BODY\[[^\]]*\](?:<[0-9]+>)?)"
    rb'|"(?P<quoted>(?:[^"\\]|\\.)*)"'
    rb"|\{(?P<literal>[0-9]+)\}\Z"
    rb'|(?P<bracket>[()])|(?P<atom>[^\s()"{]+))',
    re.IGNORECASE,
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_INTERNALDATE = re.compile(rb"\s*(\d{1,2})-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
_MONTHS = {m: n for n, m in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


class Malformed(ValueError):
    """A response that is not what RFC 3501 says."""


def by_uid(responses: Iterable[Sequence[bytes | None]]) -> tuple[dict[int, Items], bool]:
    """The items of every message by UID, and whether some response could not be read.

    Other untagged responses, and FETCH responses without a UID (flags that changed meanwhile), are passed over.
    """
    found: dict[int, Items] = {}
    broken = False
    for pieces in responses:
        if not _FETCH.match(pieces[0] or b""):
            continue
        try:
            items = _items(pieces)
            uid = int(items.get(b"UID") or 0)
        except ValueError:
            broken = True
            continue
        if uid:
            found.setdefault(uid, {}).update(items)
    return found, broken


def _items(pieces: Sequence[bytes | None]) -> Items:
    values = _values(pieces)
    items: Items = {}
    for name in values:
        if not isinstance(name, bytes):
            raise Malformed("an item without a name")
        value = next(values, None)
        if value is None:
            raise Malformed("an item without a value")
        if not isinstance(value, Nested):
            items[_key(name)] = None if isinstance(value, Absent) else value
    return items


def _key(name: bytes) -> bytes:
    upper = name.upper()
    if upper.startswith(b"BODY[HEADER"):
        return b"BODY[HEADER"
    return b"BODY[]" if upper.startswith(b"BODY[]") else upper


class Nested:
    """A value in parentheses, which nobody asked for."""


class Absent:
    """NIL, or a literal too large to keep."""


_Value = bytes | Nested | Absent


def _values(pieces: Sequence[bytes | None]) -> Iterator[_Value]:
    """The values at the top of a response's parentheses, in order; raises `Malformed` unless they are closed."""
    depth = 0
    for at in range(0, len(pieces), 2):
        line = pieces[at] or b""
        place = line.index(b"(") if at == 0 else 0
        while place < len(line):
            token = _TOKEN.match(line, place)
            if token is None:
                raise Malformed("an unknown token")
            place = token.end()
            if token["bracket"] == b"(":
                depth += 1
                if depth == 2:  # noqa: PLR2004 - one pair of parentheses encloses the response itself
                    yield Nested()
            elif token["bracket"]:
                depth -= 1
            elif depth == 1:
                yield _value(token, pieces, at)
    if depth:
        raise Malformed("parentheses that do not match")


def _value(token: re.Match[bytes], pieces: Sequence[bytes | None], at: int) -> _Value:
    if token["literal"] is not None:
        literal = pieces[at + 1] if at + 1 < len(pieces) else None
        return Absent() if literal is None else literal
    if token["quoted"] is not None:
        return _ESCAPED.sub(rb"\1", token["quoted"])
    word = token["item"] or token["atom"]
    return Absent() if word.upper() == b"NIL" else word


def internal_date(value: bytes | None) -> datetime | None:
    """INTERNALDATE as an aware instant with its own offset; None when it cannot be read."""
    match = _INTERNALDATE.fullmatch(value or b"")
    if match is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == b"-" else 1)
    try:
        zone = timezone(offset) if offset else UTC
        return datetime(
            int(year), _MONTHS.get(month.lower(), 0), int(day), int(hour), int(minute), int(second), tzinfo=zone
        )
    except ValueError:
        return None


def ranges(uids: Iterable[int]) -> list[str]:
    """UIDs in ascending order as IMAP ranges: `[1, 2, 3, 7]` gives `["1:3", "7"]`."""
    runs: list[tuple[int, int]] = []
    for uid in sorted(set(uids)):
        if runs and uid == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], uid)
        else:
            runs.append((uid, uid))
    return [f"{first}:{last}" if last > first else str(first) for first, last in runs]


def numbers(responses: Iterable[Sequence[bytes | None]]) -> list[int]:
    """The UIDs of SEARCH responses, ascending."""
    lines = (pieces[0] or b"" for pieces in responses)
    lists = (line[9:].split() for line in lines if line[:9].upper() == b"* SEARCH ")
    return sorted({int(number) for words in lists for number in words if number.isdigit()})
