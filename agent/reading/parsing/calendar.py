"""Calendar parts: the meetings an invitation asks for, moves or calls off, with the zone only where it is stated.

icalendar reads the lines of one event at a time, so that a broken event spoils no other; zones are resolved here,
because icalendar remembers a zone one mail defined and would apply it to the next mail's. Recurrences are flagged,
never expanded; nothing is answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Component, Event, Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from agent.reading.message import Attendee, CalendarEvent
from agent.reading.model import Address
from agent.reading.parsing.failure import Failure, attempt
from agent.reading.parsing.guards import CALENDAR_LIMIT
from agent.reading.parsing.headers import clean, decode, one_line

EVENT_LIMIT = 50
ATTENDEE_LIMIT = 100
TEXT_LIMIT = 10_000
"""Longest description kept, in characters."""

_LINE_LIMIT = 20_000
_NESTING_LIMIT = 6
_PROPERTIES = frozenset(
    {"UID", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "ORGANIZER"}
    | {"ATTENDEE", "RRULE", "RDATE"}
)
_ZONE_PROPERTIES = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"})
_YEARLY = re.compile(
    r"FREQ=YEARLY(?:;(?:INTERVAL=1|(?:BYMONTH|BYDAY|BYMONTHDAY|UNTIL|WKST|BYHOUR|BYMINUTE)=[-+0-9A-Z,]{1,30}))*"
)
_TZID = re.compile(r";TZID=", re.IGNORECASE)
_ZONE_NAME = re.compile(r"(?!right/|posix/)[A-Z][A-Za-z0-9_+-]{1,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}")
_WINDOWS = {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}
_UTC_NAMES = frozenset({"utc", "etc/utc", "z", "zulu", "etc/zulu", "(utc)"})
_WORD = re.compile(r"[A-Za-z]+")
_AREAS = ("Africa_", "America_", "Asia_", "Atlantic_", "Australia_", "Europe_", "Pacific_", "US-")


def calendar_events(part: bytes, method: str | None) -> tuple[CalendarEvent, ...]:
    """The events of a calendar part, as many as can be read. `method` is the MIME parameter; the calendar's own wins.

    A calendar that states no method at all is a `PUBLISH`: something to take note of, not something asked.
    """
    if len(part) > CALENDAR_LIMIT:
        return ()
    text = part.decode("utf-16", "replace") if part[:2] in {b"\xff\xfe", b"\xfe\xff"} else decode(part, None)
    found: list[CalendarEvent] = []
    for calendar in _calendars(_tree(text)):
        stated = one_line(calendar.value("METHOD") or method or "PUBLISH", 20).upper()
        zones = _Zones(calendar)
        for block in calendar.named("VEVENT")[: EVENT_LIMIT - len(found)]:
            event = attempt(partial(_event, block, stated, zones))
            if not isinstance(event, Failure) and (event.uid or event.start):
                found.append(event)
    return tuple(found)


@dataclass
class _Block:
    """One component of a calendar: its content lines, unfolded, and the components within."""

    name: str
    lines: list[str] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)

    def named(self, name: str) -> list[_Block]:
        """The components of that name directly within."""
        return [block for block in self.blocks if block.name == name]

    def value(self, name: str) -> str:
        """The value of the first property of that name, or an empty string."""
        return next((line.partition(":")[2].strip() for line in self.lines if _property(line) == name), "")


def _property(line: str) -> str:
    return re.split("[;:]", line[:60], maxsplit=1)[0].strip().upper()


def _tree(text: str) -> _Block:
    """Sort the lines into components; one that is not closed ends where the next calendar or event begins."""
    root = _Block("")
    stack = [root]
    unfolded = re.sub(r"\r\n?|\n", "\n", text.replace("\ufeff", "")).replace("\n ", "").replace("\n\t", "")
    for line in unfolded.split("\n"):
        name, value = _property(line), line.partition(":")[2].strip().upper()
        if name == "BEGIN":
            keep = {"VCALENDAR": 1, "VEVENT": 2, "VTIMEZONE": 2}.get(value, len(stack))
            stack = stack[: max(1, min(keep, len(stack)))]
            block = _Block(value)
            stack[-1].blocks.append(block)
            stack = [*stack, block][:_NESTING_LIMIT]
        elif name == "END":
            at = next((i for i in range(len(stack) - 1, 0, -1) if stack[i].name == value), len(stack))
            stack = stack[:at]
        elif line.strip():
            stack[-1].lines.append(line.strip()[:_LINE_LIMIT])
    return root


def _calendars(root: _Block) -> Iterator[_Block]:
    """The calendars of a part; events that stand outside of any count as one."""
    yield from root.named("VCALENDAR")
    if root.named("VEVENT"):
        yield root


class _Moment(NamedTuple):
    """A time as stated, and the IANA name of its zone if that is known."""

    value: datetime | date | None
    zone: str | None


def _event(block: _Block, method: str, zones: _Zones) -> CalendarEvent:
    event = Event.from_ical("\r\n".join(("BEGIN:VEVENT", *_event_lines(block), "END:VEVENT", "")))
    start = _moment(event, "DTSTART", zones)
    return CalendarEvent(
        method=method,
        uid=_text(event, "UID", 250),
        sequence=_sequence(event),
        start=start.value,
        end=_end(start, event, zones),
        timezone=start.zone,
        summary=_text(event, "SUMMARY", 300),
        description=clean(str(_first(event, "DESCRIPTION") or ""))[:TEXT_LIMIT].strip(),
        location=_text(event, "LOCATION", 500),
        status=_text(event, "STATUS", 20).upper(),
        recurring="RRULE" in event or "RDATE" in event,
        organizer=_address(_first(event, "ORGANIZER")),
        attendees=tuple(_attendees(event)),
    )


def _event_lines(block: _Block) -> list[str]:
    """The lines icalendar is given: few, and with the zone's name out of its sight."""
    wanted = [line for line in block.lines if _property(line) in _PROPERTIES]
    guests = [line for line in wanted if _property(line) == "ATTENDEE"]
    rest = [line for line in wanted if _property(line) != "ATTENDEE"]
    return [
        *(_TZID.sub(";X-TZID=", line, count=1) if line[:2].upper() == "DT" else line for line in rest[:100]),
        *guests[:ATTENDEE_LIMIT],
    ]


def _first(event: Component, name: str) -> object:
    value = event.get(name)
    return value[0] if isinstance(value, list) and value else value


def _text(event: Component, name: str, limit: int) -> str:
    return one_line(str(_first(event, name) or ""), limit)


def _sequence(event: Component) -> int:
    digits = _text(event, "SEQUENCE", 9)
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _moment(event: Component, name: str, zones: _Zones) -> _Moment:
    """A time with the zone it states: none for a floating time, and none for a zone nobody knows."""
    prop = _first(event, name)
    value = attempt(lambda: getattr(prop, "dt", None))
    if not isinstance(value, datetime):
        return _Moment(value if isinstance(value, date) else None, None)
    if value.tzinfo is not None:
        return _Moment(value.astimezone(UTC), "UTC")
    params = getattr(prop, "params", {})
    return zones.place(value, str(params.get("X-TZID", "")))


def _end(start: _Moment, event: Component, zones: _Zones) -> datetime | date | None:
    """DTEND, else DTSTART and DURATION; absent when it is of another sort than the start, or before it."""
    length = attempt(lambda: getattr(_first(event, "DURATION"), "dt", None))
    end = _moment(event, "DTEND", zones).value
    if end is None and start.value is not None and isinstance(length, timedelta) and timedelta(0) <= length:
        later = attempt(lambda: _later(start.value, length))
        end = None if isinstance(later, Failure) else later
    return end if _alike(start.value, end) else None


def _later(start: datetime | date | None, length: timedelta) -> datetime | date | None:
    """`start` and a length of real time: across a change of the clocks an hour stays an hour."""
    if isinstance(start, datetime) and start.tzinfo is not None:
        return (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    return start + length if start is not None else None


def _alike(start: datetime | date | None, end: datetime | date | None) -> bool:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return (start.tzinfo is None) == (end.tzinfo is None) and start <= end
    return type(start) is type(end) and start is not None and end is not None and start <= end


def _address(value: object) -> Address | None:
    spec = one_line(str(value or ""), 320)
    spec = spec[7:] if spec.lower().startswith("mailto:") else spec
    local, at, domain = spec.rpartition("@")
    if not (at and local and domain) or " " in spec:
        return None
    name = one_line(str(getattr(value, "params", {}).get("CN", "")), 200).strip("'\" ")
    return Address("" if name.lower() == spec.lower() else name, f"{local}@{domain.lower()}")


def _attendees(event: Component) -> Iterator[Attendee]:
    guests = event.get("ATTENDEE", [])
    for guest in (guests if isinstance(guests, list) else [guests])[:ATTENDEE_LIMIT]:
        address = _address(guest)
        if address is not None:
            yield Attendee(address, one_line(str(getattr(guest, "params", {}).get("PARTSTAT", "")), 20).upper())


@dataclass
class _Zones:
    """The zones a calendar may speak of: the world's, Windows' names for them, and those it defines itself."""

    calendar: _Block
    known: dict[str, tuple[tzinfo | None, str | None]] = field(default_factory=dict)

    def place(self, wall: datetime, tzid: str) -> _Moment:
        """A wall-clock time in the zone of that id, else of the calendar; naive when neither is known.

        RFC 5545 leaves a time without a zone to whoever reads it. The calendar's own zone, X-WR-TIMEZONE, is no part of
        it, but those who write it mean it so, and common calendars read it so; of a time with a zone it says nothing.
        A zone the calendar only defines gives the right instant, but it has no IANA name.
        """
        tzid = tzid or self.calendar.value("X-WR-TIMEZONE")
        if tzid not in self.known:
            self.known[tzid] = self.resolve(tzid)
        zone, name = self.known[tzid]
        if zone is None:
            return _Moment(wall, None)
        if name:
            return _Moment(wall.replace(tzinfo=zone), name)
        offset = attempt(wall.replace(tzinfo=zone).utcoffset)
        return _Moment(wall.replace(tzinfo=timezone(offset)) if isinstance(offset, timedelta) else wall, None)

    def resolve(self, tzid: str) -> tuple[tzinfo | None, str | None]:
        plain = tzid.strip("\"' ")
        defined = next((b for b in self.calendar.named("VTIMEZONE") if b.value("TZID").strip("\"' ") == plain), None)
        names = [plain.strip("/"), *_spellings(plain), defined.value("X-LIC-LOCATION") if defined else ""]
        for name in names:
            zone = _zone(name)
            if zone is not None:
                return zone, zone.key
        own = attempt(lambda: _own_zone(defined)) if defined else None
        return (own, None) if isinstance(own, tzinfo) else (None, None)


def _spellings(tzid: str) -> Iterator[str]:
    """Other spellings of an IANA name: Windows' names, a vendor's path before, other capitals, a dash as its slash."""
    yield _WINDOWS.get(tzid.lower(), "")
    if tzid.startswith("/"):
        pieces = tzid.strip("/").split("/")[:8]
        yield from ("/".join(pieces[at:]) for at in range(1, len(pieces)))
    yield _WORD.sub(lambda match: match[0].capitalize(), tzid)
    if tzid.startswith(_AREAS):
        yield re.sub("[_-]", "/", tzid, count=1)


def _zone(name: str) -> ZoneInfo | None:
    if name.lower() in _UTC_NAMES:
        return ZoneInfo("UTC")
    if not _ZONE_NAME.fullmatch(name) or name == "Factory":
        return None
    zone = attempt(lambda: ZoneInfo(name))
    return zone if isinstance(zone, ZoneInfo) else None


def _own_zone(defined: _Block) -> tzinfo | None:
    """The zone a VTIMEZONE describes, if it does so by yearly rules: others may take for ever to count."""
    lines = ["BEGIN:VTIMEZONE", "TZID:stated"]
    for block in defined.blocks[:20]:
        rule = block.value("RRULE").upper()
        if block.name not in {"STANDARD", "DAYLIGHT"} or (rule and not _YEARLY.fullmatch(rule)):
            return None
        kept = [line for line in block.lines if _property(line) in _ZONE_PROPERTIES]
        lines += [f"BEGIN:{block.name}", *kept[:10], f"END:{block.name}"]
    component = Timezone.from_ical("\r\n".join((*lines, "END:VTIMEZONE", "")))
    zone = component.to_tz(lookup_tzid=False) if isinstance(component, Timezone) else None
    return zone if isinstance(zone, tzinfo) else None
