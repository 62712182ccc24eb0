"""The days and times a sentence tells, in whatever language it is written: that of its mail, English, or its own.

Of two languages that read the same words, the mail's is believed. A day and a time are not put together here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from agent.reading.almanac.almanac import Almanac
from agent.reading.almanac.clock import NOON, FoundTime, bare_times, clear_times, clocked
from agent.reading.almanac.days import Calendar, FoundDay, days_in
from agent.reading.almanac.lexing import Token, tokens_of
from agent.reading.almanac.mailtime import MailTime
from agent.reading.almanac.patterns import DAY_HERE
from agent.reading.almanac.tongue import Tongue
from agent.reading.almanac.zones import Zones


@dataclass(frozen=True, slots=True)
class Told:
    """The days and times of one sentence, each in the order they stand."""

    days: tuple[FoundDay, ...]
    times: tuple[FoundTime, ...]


NOTHING = Told((), ())


def tell(text: str, mail: MailTime, almanac: Almanac) -> Told:
    """Every day and time that a sentence tells, relative days as of the mail's day."""
    tokens = tokens_of(text)
    calendar = Calendar(mail.day, mail.day_first)
    told = NOTHING
    for tongue in tongues_for(tokens, mail, almanac):
        more = _told(text, tokens, tongue, calendar, almanac.zones)
        told = _with(told, more) if more is not NOTHING else told
    return told


def tongues_for(tokens: list[Token], mail: MailTime, almanac: Almanac) -> Iterator[Tongue]:
    """The languages to read a sentence in: the mail's, English, and those one of whose months or weekdays it has."""
    sure = mail.language in almanac.languages
    first = dict.fromkeys(language for language in (mail.language, "en") if language in almanac.languages)
    rest = [almanac.tongue(language) for language in almanac.languages if language not in first]
    words = {token.folded for token in tokens}
    telling = [tongue for tongue in rest if tongue.tells(words)]
    if not sure:
        # Nobody knows what language it is: the one whose months or weekdays it has, before English.
        yield from telling
    yield from (almanac.tongue(language) for language in first)
    yield from telling if sure else (tongue for tongue in rest if tongue not in telling)


def _told(text: str, tokens: list[Token], tongue: Tongue, calendar: Calendar, zones: Zones) -> Told:
    coded = tongue.text(text, tokens)
    if not tongue.may_tell(coded):
        return NOTHING
    coded, clocks = clocked(coded, tongue)
    times, coded = clear_times(coded, tongue, clocks)
    days, taken = days_in(coded, tongue, calendar)
    coded = coded.without(taken, DAY_HERE)
    times += bare_times(coded, tongue, clocks)
    zoned = (_zoned(found, text, zones) for found in sorted(times, key=lambda found: found.start))
    return Told(tuple(days), tuple(_in_half(found, days) for found in zoned))


def _zoned(found: FoundTime, text: str, zones: Zones) -> FoundTime:
    """The time with the zone that stands behind it, or between its two ends."""
    written, end = zones.at(text, found.end)
    return replace(found, zone=written, end=end) if written else found


def _in_half(found: FoundTime, days: list[FoundDay]) -> FoundTime:
    """The time in the half of the day that its day was named with: "tomorrow afternoon at 2"."""
    half = next((day.half for day in reversed(days) if day.end <= found.start), "")
    half = half or next((day.half for day in days if day.start >= found.end), "")
    if half != "pm" or not found.open:
        return found
    return replace(found, begins=_later(found.begins), ends=_later(found.ends) if found.ends else None)


def _later(clock: time) -> time:
    return clock if clock.hour >= NOON else clock.replace(hour=clock.hour + NOON)


def _with(told: Told, more: Told) -> Told:
    """What another language reads besides, where the first has read nothing."""
    spans = [(day.start, day.end) for day in told.days] + [(one.start, one.end) for one in told.times]
    days = [found for found in more.days if not _overlaps(found, spans)]
    times = [found for found in more.times if not _overlaps(found, spans)]
    return Told(
        tuple(sorted((*told.days, *days), key=lambda found: found.start)),
        tuple(sorted((*told.times, *times), key=lambda found: found.start)),
    )


def _overlaps(found: FoundDay | FoundTime, spans: list[tuple[int, int]]) -> bool:
    return any(found.start < end and start < found.end for start, end in spans)
