"""Stretches of time for an interview, put together from the days, times and zones a text names.

A time belongs to the day named before it, in the same sentence or shortly before, else to the one named after it. The
zone is the one stated; without one the mail's own is assumed, and the slot says so. Which slot is meant is not decided
here (see `meeting`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from agent.reading.almanac.almanac import Almanac
from agent.reading.almanac.clock import FoundTime
from agent.reading.almanac.days import FoundDay
from agent.reading.almanac.lexing import tokens_of
from agent.reading.almanac.mailtime import MailTime
from agent.reading.almanac.patterns import Found, Text
from agent.reading.almanac.telling import Told, tell, tongues_for
from agent.reading.almanac.tongue import Tongue
from agent.reading.almanac.zones import zone
from agent.reading.model import QUOTE_LIMIT, Slot

DEFAULT_LENGTH = timedelta(minutes=60)
"""An interview whose length nobody stated (etiquette, edge case 11)."""

REACH = 3
"""Sentences over which a day still holds for a time ("Date: …", "Time: …")."""

MOST_SLOTS = 12
MOST_TELLING = 100
"""Sentences with days or times that are looked at: nobody proposes that many, and a hostile mail costs no more."""

LONGEST = timedelta(hours=10)
SHORTEST_TALK, LONGEST_TALK = timedelta(minutes=10), timedelta(hours=8)

_BEFORE = 40
"""Characters before a day in which it may say that it no longer holds."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A slot, and whether the words before it say that it no longer holds: `from Tuesday 3pm to …`."""

    slot: Slot
    old: bool
    ends_one: bool


@dataclass(slots=True)
class _Reader:
    """What has been read so far, sentence by sentence."""

    mail: MailTime
    almanac: Almanac
    zone_written: str
    day: date | None = None
    age: int = 0
    told: int = 0
    waiting: tuple[tuple[FoundTime, str], ...] = ()


def find_slots(sentences: Iterable[str], mail: MailTime, almanac: Almanac) -> tuple[Slot, ...]:
    """The slots these sentences name, in order, without repetition; times of day without a day are none."""
    texts = tuple(sentences)
    slots: list[Slot] = []
    for placed in _placed(texts, mail, almanac):
        slot = placed.slot
        if placed.ends_one and slots and slots[-1].start < slot.start <= slots[-1].start + LONGEST:
            slots[-1] = replace(slots[-1], end=slot.start)
        else:
            slots.append(slot)
    lengths = {length for text in texts for length in find_lengths(text, mail, almanac)} if slots else set()
    length = lengths.pop() if len(lengths) == 1 else DEFAULT_LENGTH
    slots = [slot if slot.end > slot.start else replace(slot, end=slot.start + length) for slot in slots]
    return tuple({slot.start: slot for slot in reversed(slots)}.values())[::-1][:MOST_SLOTS]


def find_old(sentences: Iterable[str], mail: MailTime, almanac: Almanac) -> frozenset[datetime]:
    """The starts of the slots that these sentences say no longer hold."""
    return frozenset(placed.slot.start for placed in _placed(tuple(sentences), mail, almanac) if placed.old)


def find_lengths(text: str, mail: MailTime, almanac: Almanac) -> set[timedelta]:
    """The lengths of a talk that a sentence names, where they are plausible."""
    tokens = tokens_of(text)
    found = set()
    for tongue in tongues_for(tokens, mail, almanac):
        found |= set(_lengths(tongue.text(text, tokens), tongue))
    return found


def _placed(texts: tuple[str, ...], mail: MailTime, almanac: Almanac) -> Iterator[_Placed]:
    reader = _Reader(mail, almanac, _labelled_zone(texts, mail, almanac))
    for text in texts:
        if reader.told < MOST_TELLING:
            yield from _read(reader, text)


def _read(reader: _Reader, text: str) -> list[_Placed]:
    told = tell(text, reader.mail, reader.almanac)
    reader.age += 1
    reader.told += bool(told.days or told.times)
    waiting, reader.waiting = reader.waiting, ()
    ends = bool(told.times) and _begins_with_end(reader, text)
    placed = [
        _place(reader, told.days[0].day, time_, quote, old=False, ends=False) for time_, quote in waiting if told.days
    ]
    for time_ in told.times:
        day = _day_of(time_, told.days, reader)
        if day is None:
            reader.waiting += ((time_, text[:QUOTE_LIMIT]),)
        else:
            old = _is_old(reader, text, told, time_)
            placed.append(_place(reader, day, time_, text[:QUOTE_LIMIT], old=old, ends=ends))
    if told.days:
        reader.day, reader.age = told.days[-1].day, 0
    return [one for one in placed if one.slot.start > reader.mail.at - timedelta(days=1)]


def _day_of(time_: FoundTime, days: tuple[FoundDay, ...], reader: _Reader) -> date | None:
    """The day before it in the sentence, else the one after it, else the last one named."""
    before = [found.day for found in days if found.end <= time_.start]
    if before:
        return before[-1]
    if days:
        return days[0].day
    return reader.day if reader.age <= REACH else None


def _place(reader: _Reader, day: date, time_: FoundTime, quote: str, *, old: bool, ends: bool) -> _Placed:
    """Aware instants; an end equal to the start stands for a length not stated."""
    local = datetime.combine(day, time_.begins)
    written = time_.zone or reader.zone_written
    name = reader.almanac.zones.named(written, reader.mail.near, local) if written else None
    where = (zone(name) if name else None) or reader.mail.assumed
    start = local.replace(tzinfo=where)
    end = start if time_.window or time_.ends is None else _at(day, time_.ends, where)
    return _Placed(Slot(start, end, name, quote), old, ends)


def _at(day: date, clock: time, where: tzinfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=where)


def _begins_with_end(reader: _Reader, text: str) -> bool:
    """Whether a sentence is labelled as the end of the one before: `Ende: 15:00`."""
    tokens = tokens_of(text[:_BEFORE])
    tongues = tongues_for(tokens, reader.mail, reader.almanac)
    return any(tongue.begins("ends", tongue.text(text, tokens)) for tongue in tongues)


def _is_old(reader: _Reader, text: str, told: Told, time_: FoundTime) -> bool:
    """Whether the words between what was named before and this say that it no longer holds."""
    day = next((day for day in reversed(told.days) if day.end <= time_.start), None)
    begins = day.start if day else time_.start
    ends = [day.end for day in told.days] + [other.end for other in told.times]
    ended = max((end for end in ends if end <= begins), default=0)
    before = text[max(ended, begins - _BEFORE) : begins]
    tokens = tokens_of(before)
    tongues = tongues_for(tokens, reader.mail, reader.almanac)
    return any(tongue.behind("old", tongue.text(before, tokens)) is not None for tongue in tongues)


def _labelled_zone(texts: tuple[str, ...], mail: MailTime, almanac: Almanac) -> str:
    """The zone that a text names for all its times, as in "All times are CET"."""
    for text in texts:
        tokens = tokens_of(text)
        for tongue in tongues_for(tokens, mail, almanac):
            coded = tongue.text(text, tokens)
            label = tongue.behind("zone_label", coded)
            if label is not None:
                named = (almanac.zones.at(text, token.start)[0] for token in coded.tokens[label : label + 8])
                return next((written for written in named if written), "")
    return ""


def _lengths(text: Text, tongue: Tongue) -> Iterator[timedelta]:
    for found in tongue.lengths.find(text.codes):
        if tongue.follows("not_length", text, found.end):
            continue
        length = (
            timedelta(minutes=int(found.key)) if found.key.isdecimal() else _counted(text, tongue, found.key, found)
        )
        if length and SHORTEST_TALK <= length <= LONGEST_TALK:
            yield length


def _counted(text: Text, tongue: Tongue, key: str, found: Found) -> timedelta | None:
    """So many minutes or hours."""
    hours = found.spans("hours")
    if hours:
        figures = text.tokens[hours[0][0]].text.lower().partition("h")
        return timedelta(hours=int(figures[0]), minutes=int(figures[2] or 0))
    number, unit = tongue.number(text, found, "n"), tongue.value("unit", text, found)
    if number is None or unit not in {"minute", "hour"}:
        return None
    half = timedelta(minutes=30) if key == "counted and a half" else timedelta()
    return timedelta(**{f"{unit}s": number}) + half
