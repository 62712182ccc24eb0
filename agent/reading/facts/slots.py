"""Stretches of time for an interview, put together from the days, times and zones a text names.

A time belongs to the day named before it, in the same sentence or shortly before, else to the one named after it. The
zone is the one stated; without one the mail's own is assumed, and the slot says so. Which slot is meant is not decided
here (see `meeting`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from agent.reading.almanac.almanac import Almanac
from agent.reading.almanac.clock import FoundTime
from agent.reading.almanac.days import FoundDay
from agent.reading.almanac.lengths import find_lengths
from agent.reading.almanac.lexing import tokens_of
from agent.reading.almanac.mailtime import MailTime
from agent.reading.almanac.telling import NOTHING, Told, tell, tongues_for
from agent.reading.almanac.zones import zone
from agent.reading.model import QUOTE_LIMIT, Slot
from agent.reading.phrases.ending import split_sentences

DEFAULT_LENGTH = timedelta(minutes=60)
"""An interview whose length nobody stated (etiquette, edge case 11)."""

REACH = 3
"""Sentences over which a day still holds for a time ("Date: …", "Time: …")."""

MOST_SLOTS = 12
MOST_TELLING = 60
"""Sentences with days or times that are looked at: nobody proposes that many, and a hostile mail costs no more."""

LONGEST = timedelta(hours=10)

_BEFORE = 40
"""Characters before a day in which it may say that it no longer holds."""

_BESIDE = 8
"""Characters between a day and the time that belongs to it: `by Friday, at 5pm`."""

_AROUND = 1_000
"""Characters of a text around a mail in which the day that is meant is looked for."""

_DATE_LAST = re.compile(r"\d\.$")
_JOINT = 16
"""Characters between two days that are named as a choice."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A slot, and whether the words before it say that it no longer holds: `from Tuesday 3pm to …`."""

    slot: Slot
    old: bool
    ends_one: bool


@dataclass(slots=True)
class _Reader:
    """What has been read so far; the numbers are those of this sentence and of the one that named the days."""

    mail: MailTime
    almanac: Almanac
    zone_written: str
    days: tuple[date, ...] = ()
    named: int = 0
    number: int = 0
    waiting: tuple[tuple[FoundTime, str], ...] = ()
    otherwise: tuple[date, ...] = ()


def find_slots(
    sentences: Iterable[str], mail: MailTime, almanac: Almanac, around: Iterable[str] = ()
) -> tuple[Slot, ...]:
    """The slots these sentences name, in order, without repetition; times of day without a day are none.

    `around` are texts such as the subject, and the mail that is answered: where the sentences name no day at all, the
    only one that one of these names is meant.
    """
    telling = _telling(sentences, mail, almanac)
    slots: list[Slot] = []
    for placed in _placed(telling, mail, almanac, around):
        slot = placed.slot
        if placed.ends_one and slots and slots[-1].start < slot.start <= slots[-1].start + LONGEST:
            slots[-1] = replace(slots[-1], end=slot.start)
        else:
            slots.append(slot)
    length = _only_length(telling, mail, almanac) if slots else DEFAULT_LENGTH
    slots = [slot if slot.end > slot.start else replace(slot, end=slot.start + length) for slot in slots]
    return tuple({slot.start: slot for slot in reversed(slots)}.values())[::-1][:MOST_SLOTS]


def find_old(sentences: Iterable[str], mail: MailTime, almanac: Almanac) -> frozenset[datetime]:
    """The starts of the slots that these sentences say no longer hold."""
    return frozenset(
        placed.slot.start for placed in _placed(_telling(sentences, mail, almanac), mail, almanac) if placed.old
    )


def _telling(sentences: Iterable[str], mail: MailTime, almanac: Almanac) -> list[tuple[str, Told]]:
    """Every sentence with what it tells; behind so many that tell something, no more is read."""
    telling, count = [], 0
    for text in _whole(sentences):
        told = _possible(text, tell(text, mail, almanac), mail, almanac) if count < MOST_TELLING else NOTHING
        count += bool(told.days or told.times)
        telling.append((text, told))
    return telling


def _possible(text: str, told: Told, mail: MailTime, almanac: Almanac) -> Told:
    """What is told, without the days that a sentence leaves out: "any day except Wednesday"."""
    days = tuple(day for day in told.days if not _ends(text[: day.start], "except", mail, almanac))
    return told if len(days) == len(told.days) else replace(told, days=days)


def _whole(sentences: Iterable[str]) -> Iterator[str]:
    """The sentences, with those that were split behind the full stop of a date put together: "Mo 16.3. | 10 Uhr"."""
    before = ""
    for text in sentences:
        if len(before) < QUOTE_LIMIT and _DATE_LAST.search(before) and text[:1].isdigit():
            before = f"{before} {text}"
        else:
            if before:
                yield before
            before = text
    if before:
        yield before


def _placed(
    telling: list[tuple[str, Told]], mail: MailTime, almanac: Almanac, around: Iterable[str] = ()
) -> Iterator[_Placed]:
    if not any(told.times for _, told in telling):
        return
    zone_written = _only_zone(telling) or _labelled_zone(telling, mail, almanac)
    reader = _Reader(mail, almanac, zone_written)
    if not any(told.days for _, told in telling):
        reader.otherwise = _only_day(around, mail, almanac)
    for number, (text, told) in enumerate(telling):
        reader.number = number
        if told.days or told.times:
            yield from _read(reader, text, told)


def _only_day(around: Iterable[str], mail: MailTime, almanac: Almanac) -> tuple[date, ...]:
    """The one day still to come that the first of some texts to name any does; none if it names several."""
    for text in around:
        # "On Mon, 2 March, Sam Doe <sam@…> wrote:" is no day to meet on.
        told = [tell(one, mail, almanac) for one in split_sentences(text[:_AROUND]) if "@" not in one]
        days = {day.day for one in told for day in one.days if day.day > mail.day and not day.relative}
        if days:
            return tuple(days) if len(days) == 1 else ()
    return ()


def _only_length(telling: list[tuple[str, Told]], mail: MailTime, almanac: Almanac) -> timedelta:
    """The length that a text names, if it names one."""
    lengths = {length for text, told in telling[:MOST_TELLING] for length in find_lengths(text, told, mail, almanac)}
    return lengths.pop() if len(lengths) == 1 else DEFAULT_LENGTH


def _only_zone(telling: list[tuple[str, Told]]) -> str:
    """The zone behind a time, if all that state one state the same: then it holds for the others as well."""
    zones = {time_.zone for _, told in telling for time_ in told.times if time_.zone}
    return zones.pop() if len(zones) == 1 else ""


def _read(reader: _Reader, text: str, told: Told) -> list[_Placed]:
    waiting, reader.waiting = reader.waiting, ()
    ends = bool(told.times) and _begins_with_end(reader, text)
    day = told.days[0].day if told.days else None
    placed = [_place(reader, day, time_, quote, old=False, ends=False) for time_, quote in waiting if day]
    for time_ in told.times:
        if _is_limit(reader, text, told, time_):
            continue
        days = _days_of(time_, told, text, reader)
        moved = _is_moved(reader, text, told, time_)
        meant = replace(time_, begins=time_.ends or time_.begins, ends=None) if moved else time_
        if moved:
            before = replace(time_, ends=None)
            placed += [_place(reader, day, before, text[:QUOTE_LIMIT], old=True, ends=False) for day in days]
        old = _is_old(reader, text, told, meant)
        placed += [_place(reader, day, meant, text[:QUOTE_LIMIT], old=old, ends=ends) for day in days]
        if not days:
            reader.waiting += ((meant, text[:QUOTE_LIMIT]),)
    if told.days:
        reader.days, reader.named = _joined(told.days, told, text, reader), reader.number
    return [one for one in placed if _is_to_come(one.slot, reader.mail)]


def _is_to_come(slot: Slot, mail: MailTime) -> bool:
    """Whether nobody can have met by then; where it is not known in which zone, a day is allowed for."""
    sure = slot.timezone is not None or mail.place is not None
    return slot.start > mail.at - (timedelta(hours=1) if sure else timedelta(days=1))


def _days_of(time_: FoundTime, told: Told, text: str, reader: _Reader) -> tuple[date, ...]:
    """The day before it in the sentence, else the one after it, else the last one named; several, if joined by "or"."""
    before = tuple(found for found in told.days if found.end <= time_.start)
    if before:
        return _joined(before, told, text, reader)
    if told.days:
        return (told.days[0].day,)
    return reader.days if reader.days and reader.number - reader.named <= REACH else reader.otherwise


def _joined(days: tuple[FoundDay, ...], told: Told, text: str, reader: _Reader) -> tuple[date, ...]:
    """The last of some days, and those joined to it: "on the 18th or the 21st"."""
    found = [days[-1]]
    for day in reversed(days[:-1]):
        # Days that share their month are found as one: "the 18th or 21st of March".
        between = text[day.end : found[0].start] if day.end <= found[0].start else text[day.start : day.end]
        timed = any(day.end <= time_.start < found[0].start for time_ in told.times)
        if timed or (day.end <= found[0].start and len(between) > _JOINT) or not _says(reader, "either", between):
            break
        found.insert(0, day)
    return tuple(dict.fromkeys(day.day for day in found))


def _is_limit(reader: _Reader, text: str, told: Told, time_: FoundTime) -> bool:
    """Whether a time is one by which something has to be done or after which it may: "by half past eleven"."""
    if time_.ends is not None:
        return False
    before = text[: time_.start]
    # Of one day "from 3" may be when it begins; where several are offered it is when somebody is free.
    sets = ("limit", "afterwards", "except", *(("onwards",) if len(told.days) > 1 else ()))
    if any(_ends(before, name, reader.mail, reader.almanac) for name in sets):
        return True
    day = next((day for day in reversed(told.days) if 0 <= time_.start - day.end <= _BESIDE), None)
    if day is None:
        return False
    due = _ends(text[: day.start], "due", reader.mail, reader.almanac)
    return due or _begins(text[day.start : day.end], "due", reader.mail, reader.almanac)


def _is_moved(reader: _Reader, text: str, told: Told, time_: FoundTime) -> bool:
    """Whether two times are the old one and the new: "moves from 10.00 to 14.15"."""
    if time_.ends is None or time_.window or not text[time_.start].isalpha():
        return False
    since = max((day.end for day in told.days if day.end <= time_.start), default=0)
    return _says(reader, "moves", text[max(since, time_.start - _BEFORE) : time_.start])


def _ends(text: str, name: str, mail: MailTime, almanac: Almanac) -> bool:
    """Whether a piece of a sentence ends with a wording of a set."""
    tokens = tokens_of(text[-_BEFORE:])
    tongues = tongues_for(tokens, mail, almanac)
    return any(tongue.ends_with(name, tongue.text(text[-_BEFORE:], tokens)) for tongue in tongues)


def _says(reader: _Reader, name: str, text: str) -> bool:
    """Whether a piece of a sentence holds a wording of a set."""
    tokens = tokens_of(text)
    tongues = tongues_for(tokens, reader.mail, reader.almanac)
    return any(tongue.behind(name, tongue.text(text, tokens)) is not None for tongue in tongues)


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
    return _begins(text[:_BEFORE], "ends", reader.mail, reader.almanac)


def _begins(text: str, name: str, mail: MailTime, almanac: Almanac) -> bool:
    """Whether a piece of a sentence begins with a wording of a set."""
    tokens = tokens_of(text)
    return any(tongue.begins(name, tongue.text(text, tokens)) for tongue in tongues_for(tokens, mail, almanac))


def _is_old(reader: _Reader, text: str, told: Told, time_: FoundTime) -> bool:
    """Whether the words between what was named before and this say that it no longer holds."""
    day = next((day for day in reversed(told.days) if day.end <= time_.start), None)
    begins = day.start if day else time_.start
    ends = [day.end for day in told.days] + [other.end for other in told.times]
    ended = max((end for end in ends if end <= begins), default=0)
    return _says(reader, "old", text[max(ended, begins - _BEFORE) : begins])


def _labelled_zone(telling: list[tuple[str, Told]], mail: MailTime, almanac: Almanac) -> str:
    """The zone that a text names for all its times, as in "All times are CET"."""
    for text, _ in telling[:MOST_TELLING]:
        tokens = tokens_of(text)
        for tongue in tongues_for(tokens, mail, almanac):
            coded = tongue.text(text, tokens)
            label = tongue.behind("zone_label", coded)
            if label is not None:
                named = (almanac.zones.at(text, token.start)[0] for token in coded.tokens[label : label + 8])
                return next((written for written in named if written), "")
    return ""
