"""Stretches of time for an interview, put together from the days, times and zones a text names.

A time belongs to the day named before it, in the same sentence or shortly before, else to the one named after it. The
zone is the one stated; without one the mail's own is assumed, and the slot says so. Which slot is meant is not decided
here (see `meeting`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from agent.reading.facts.when import FoundDay, FoundTime, find_days, find_times
from agent.reading.facts.zones import PATTERN as ZONE
from agent.reading.facts.zones import zone, zone_named
from agent.reading.model import QUOTE_LIMIT, Envelope, Identity, Slot

DEFAULT_LENGTH = timedelta(minutes=60)
"""An interview whose length nobody stated (etiquette, edge case 11)."""

REACH = 3
"""Sentences over which a day still holds for a time ("Date: …", "Time: …")."""

MOST_SLOTS = 12
LONGEST = timedelta(hours=10)

_LENGTH = re.compile(
    r"(?<![\d.])(?:(?P<minutes>\d{2,3})\s*-?\s*(?:min|mins|minute|minutes)|(?P<hours>\d(?:\.\d)?|an|one|two|three)\s*-?\s*"
    r"(?:hour|hours|hr|hrs)(?P<half>\s+and\s+a\s+half)?|(?P<only>half an hour|half-hour))\b"
    r"(?!\s+(?:early|earlier|before|prior|late|in advance|ahead|notice|away|of the))",
    re.IGNORECASE,
)
_NUMBERS = {"an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0}
_LABELLED_ZONE = re.compile(rf"\b(?:time\s?zone|all times|times are|zone)\b[^.]{{0,20}}?\s\(?{ZONE}", re.IGNORECASE)
_END_LABEL = re.compile(r"^\s*(?:end|ends|end time|until|to)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MailTime:
    """The time a mail was written in: what relative days and missing zones are read by."""

    at: datetime
    assumed: tzinfo
    near: tuple[tzinfo, ...]

    @property
    def day(self) -> date:
        """The day it was written on, where it was written."""
        return self.at.astimezone(self.assumed).date()


def mail_time(envelope: Envelope, me: Identity) -> MailTime:
    """How a mail's times are to be read: in the zone of its Date, else in the user's.

    A machine's Date in UTC tells nothing of where anybody is, so the user's zone is taken for it.
    """
    home: tzinfo = zone(me.timezone) or UTC
    sent = envelope.sent_at
    at = envelope.occurred_at
    if sent is None or sent.tzinfo is None or at != sent:
        return MailTime(at, home, (home,))
    offset = sent.utcoffset() or timedelta()
    if not offset and envelope.automated is not None:
        return MailTime(at, home, (home,))
    own = timezone(offset)
    # The user's zone keeps daylight saving over the weeks; the Date header's is only an offset.
    same = home.utcoffset(sent.replace(tzinfo=None)) == offset
    return MailTime(at, home if same else own, (own, home))


@dataclass(slots=True)
class _Reader:
    """What has been read so far, sentence by sentence."""

    mail: MailTime
    zone_written: str
    day: date | None = None
    age: int = 0
    waiting: tuple[tuple[FoundTime, str], ...] = ()


def find_slots(sentences: Iterable[str], mail: MailTime) -> tuple[Slot, ...]:
    """The slots these sentences name, in order, without repetition; times of day without a day are none."""
    texts = tuple(sentences)
    labelled = next((match["zone"] for text in texts if (match := _LABELLED_ZONE.search(text))), "")
    reader = _Reader(mail, labelled)
    slots: list[Slot] = []
    for text in texts:
        for slot in _read(reader, text):
            if _END_LABEL.match(text) and slots and slots[-1].start < slot.start <= slots[-1].start + LONGEST:
                slots[-1] = replace(slots[-1], end=slot.start)
            else:
                slots.append(slot)
    lengths = {length for text in texts for length in _lengths(text)}
    length = lengths.pop() if len(lengths) == 1 else DEFAULT_LENGTH
    slots = [slot if slot.end > slot.start else replace(slot, end=slot.start + length) for slot in slots]
    return tuple({slot.start: slot for slot in reversed(slots)}.values())[::-1][:MOST_SLOTS]


def _read(reader: _Reader, text: str) -> list[Slot]:
    days, times = find_days(text, reader.mail.day), find_times(text)
    reader.age = reader.age + 1
    waiting, reader.waiting = reader.waiting, ()
    slots = [_slot(reader, days[0].day, time_, quote) for time_, quote in waiting if days]
    for time_ in times:
        day = _day_of(time_, days, reader)
        if day is not None:
            slots.append(_slot(reader, day, time_, text[:QUOTE_LIMIT]))
        else:
            reader.waiting += ((time_, text[:QUOTE_LIMIT]),)
    if days:
        reader.day, reader.age = days[-1].day, 0
    return [slot for slot in slots if slot is not None and slot.start > reader.mail.at - timedelta(days=1)]


def _day_of(time_: FoundTime, days: list[FoundDay], reader: _Reader) -> date | None:
    """The day before it in the sentence, else the one after it, else the last one named."""
    before = [found.day for found in days if found.end <= time_.start]
    if before:
        return before[-1]
    if days:
        return days[0].day
    return reader.day if reader.age <= REACH else None


def _slot(reader: _Reader, day: date, time_: FoundTime, quote: str) -> Slot | None:
    """Aware instants; an end equal to the start stands for a length not stated."""
    local = datetime.combine(day, time_.begins)
    name = (
        zone_named(time_.zone or reader.zone_written, reader.mail.near, local)
        if time_.zone or reader.zone_written
        else None
    )
    where = (zone(name) if name else None) or reader.mail.assumed
    start = local.replace(tzinfo=where)
    end = start if time_.window or time_.ends is None else _at(day, time_.ends, where)
    return Slot(start, end, name, quote)


def _at(day: date, clock: time, where: tzinfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=where)


def _lengths(text: str) -> list[timedelta]:
    found = []
    for match in _LENGTH.finditer(text):
        if match["only"]:
            found.append(timedelta(minutes=30))
        elif match["minutes"]:
            found.append(timedelta(minutes=int(match["minutes"])))
        else:
            hours = _NUMBERS.get(match["hours"].lower()) or float(match["hours"])
            found.append(timedelta(hours=hours + (0.5 if match["half"] else 0)))
    return [length for length in found if timedelta(minutes=10) <= length <= timedelta(hours=8)]
