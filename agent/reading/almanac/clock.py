"""Times of day as a mail names them, ranges as one: in figures, on the hour, by halves and quarters, at noon.

A bare number is a time only behind a word such as "at", or behind a day. From one to seven without a mark means the
afternoon, since nobody meets a candidate at night.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from agent.reading.almanac.lexing import SHAPES
from agent.reading.almanac.patterns import Found, Text
from agent.reading.almanac.tongue import Tongue

NOON, HOURS, MINUTES = 12, 24, 60
EVENING = 7
"""Until this hour a time without a mark is one of the afternoon; an hour less where clocks count to twenty-four."""

_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time of day, perhaps with its end and zone as written. `window`: any time between the two, not all of it.

    `open` tells that it is before noon as written, and may be meant after: "at 9", "8:30" without more.
    """

    begins: time
    ends: time | None
    zone: str
    start: int
    end: int
    window: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Clock:
    """Hours and minutes as said. `half` is `am`, `pm` or empty.

    `exact` tells that no half of the day is to be guessed, `last` the hour until which it is the second otherwise.
    """

    hours: int
    minutes: int
    half: str
    exact: bool
    last: int = 0


def clear_times(text: Text, tongue: Tongue) -> tuple[list[FoundTime], list[tuple[int, int]]]:
    """The times that are times by themselves, and the tokens they take."""
    times: list[FoundTime] = []
    taken: list[tuple[int, int]] = []
    for found in tongue.ranges.find(text.codes):
        time_ = _range(text, tongue, found, bare=False)
        if time_:
            times.append(time_)
            taken.append((found.start, found.end))
    text = text.without(taken, "V")
    for found in tongue.times.find(text.codes):
        if text.codes[found.start : found.end].strip(".,(") == SHAPES["point"]:
            continue
        clock = _clock(text, tongue, found)
        single = clock and _single(text, clock, found.start, found.end)
        if single:
            times.append(single)
            taken.append((found.start, found.end))
    return times, taken


def bare_times(text: Text, tongue: Tongue) -> Iterator[FoundTime]:
    """Numbers that are times for what stands before them; days and clear times are to be taken out of the text."""
    for found in tongue.bare.find(text.codes):
        inner = found.groups[0]
        if not tongue.stands_alone(text, inner[2]):
            continue
        if found.key == "range":
            within = tongue.ranges.at(text.codes, inner[1], inner[2])
            time_ = _range(text, tongue, within, bare=True) if within else None
        else:
            clock = _side(text, tongue, inner[1], inner[2])
            time_ = _single(text, clock, inner[1], inner[2]) if clock else None
        if time_:
            yield time_


def _single(text: Text, clock: _Clock, start: int, end: int) -> FoundTime | None:
    begins = _time(clock)
    if begins is None:
        return None
    undecided = not clock.exact and not clock.half and begins.hour < NOON
    return FoundTime(begins, None, "", *text.place(start, end), open=undecided)


def _range(text: Text, tongue: Tongue, found: Found, *, bare: bool) -> FoundTime | None:
    """Two times; a half of the day that only the second has is the first's, too, if that leaves them in order."""
    sides = found.spans("time")
    first, second = _side(text, tongue, *sides[0]), _side(text, tongue, *sides[1])
    clear = any(_is_clear(text, start, end) for start, end in sides)
    if first is None or second is None or not (clear or bare) or not (clear or tongue.stands_alone(text, found.end)):
        return None
    if first.half and not second.half and not second.exact:
        second = replace(second, half=first.half if second.hours % NOON > first.hours % NOON else "pm")
    elif second.half and not first.half and not first.exact:
        same = first.hours % NOON <= second.hours % NOON and first.hours <= NOON
        first = replace(first, half=second.half if same else "am" if first.hours <= NOON else "")
    begins, ends = _time(first), _time(second)
    if begins and ends and ends <= begins and not second.half and second.hours < NOON:
        # "9 to 5", "11 to 1": from the morning into the afternoon.
        ends = _time(replace(second, half="pm"))
    if begins is None or ends is None or begins >= ends:
        return None
    undecided = not first.exact and not first.half and not second.half and ends.hour < NOON
    return FoundTime(begins, ends, "", *text.place(found.start, found.end), found.key == "any", undecided)


def _is_clear(text: Text, start: int, end: int) -> bool:
    """Whether a side of a range says that it is a time: more than one number, or one with minutes."""
    codes = text.codes[start:end].strip(".,()")
    return len(codes) > 1 or codes in {SHAPES["clock"], SHAPES["hours"]}


def _side(text: Text, tongue: Tongue, start: int, end: int) -> _Clock | None:
    """One time by itself."""
    while end > start and text.codes[end - 1] in ",()":
        end -= 1
    found = tongue.times.at(text.codes, start, end)
    if found is not None:
        return _clock(text, tongue, found)
    alone = Found("exact", start, end, (("hour", start, end),))
    if text.codes[start : start + 1] == SHAPES["point"]:
        alone = Found("exact", start, end, (("clock", start, start + 1),))
    return _clock(text, tongue, alone)


def _clock(text: Text, tongue: Tongue, found: Found) -> _Clock | None:
    """What a wording of a time says."""
    if ":" in found.key:
        fixed = _FIGURES.findall(found.key)
        return _Clock(int(fixed[0]), int(fixed[1]), "", exact=True)
    half = tongue.value("half", text, found) or ""
    figures = _figures(text, found)
    if figures:
        spoken = tongue.twelve_hours and not figures[0].startswith("0")
        hours, minutes = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
    else:
        number = tongue.number(text, found, "hour")
        if number is None:
            return None
        spoken = not text.tokens[found.spans("hour")[0][0]].text.startswith("0")
        hours, minutes = number, 0
    minutes += _shift(tongue, text, found)
    whole = hours * MINUTES + minutes
    if spoken and whole < MINUTES:
        # Half an hour before one is half past twelve.
        whole += NOON * MINUTES
    hours, minutes = divmod(whole, MINUTES)
    last = EVENING if tongue.twelve_hours else EVENING - 1
    return _Clock(hours, minutes, half, exact=not spoken or not 1 <= hours <= NOON, last=last)


def _figures(text: Text, found: Found) -> list[str]:
    """The hours and minutes of a clock in figures."""
    places = [start for name in ("clock", "hours", "point") for start, _ in found.spans(name)]
    return _FIGURES.findall(text.tokens[places[0]].text) if places else []


def _shift(tongue: Tongue, text: Text, found: Found) -> int:
    """Minutes past the hour that is named, or before it."""
    if found.key == "exact":
        return 0
    if found.key in {"past", "to"}:
        minutes = tongue.number(text, found, "n") or 0
        return minutes if found.key == "past" else -minutes
    return int(found.key)


def _time(clock: _Clock) -> time | None:
    """A time of day, or None when no clock shows it."""
    hours = clock.hours
    if clock.half and not 1 <= hours <= NOON:
        # "14 Uhr nachmittags" says it twice.
        return time(hours, clock.minutes) if NOON < hours < HOURS and clock.half == "pm" else None
    if clock.half:
        hours = hours % NOON + (NOON if clock.half == "pm" else 0)
    elif not clock.exact and 1 <= hours <= clock.last:
        hours += NOON
    return time(hours, clock.minutes) if hours < HOURS and clock.minutes < MINUTES else None
