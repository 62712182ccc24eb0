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
from agent.reading.almanac.patterns import TIME_HERE, Found, Text
from agent.reading.almanac.tongue import Tongue

NOON, HOURS, MINUTES = 12, 24, 60
LONGEST_TALK = 8
"""Hours that a talk may take."""

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
        time_ = _range(text, tongue, found, bare=found.key == "any")
        if time_:
            times.append(time_)
            taken.append((found.start, found.end))
    text = tongue.without_lookalikes(text.without(taken, TIME_HERE))
    for found in tongue.times.find(text.codes):
        if text.codes[found.start : found.end].strip(".,()") == SHAPES["point"] and not _among_others(
            text, tongue, found
        ):
            continue
        clock = None if _may_be_length(text, tongue, found) else _clock(text, tongue, found)
        single = clock and _single(text, clock, found.start, found.end)
        if single:
            times.append(single)
            taken.append((found.start, found.end))
    return times, taken


def bare_times(text: Text, tongue: Tongue) -> Iterator[FoundTime]:
    """Numbers that are times for what stands before them; days and clear times are to be taken out of the text."""
    taken = []
    for found in tongue.bare.find(text.codes):
        inner = found.groups[0]
        if not _is_clear(text, inner[1], inner[2]) and not tongue.stands_alone(text, inner[2]):
            continue
        taken.append((inner[1], inner[2]))
        if found.key == "range":
            within = tongue.ranges.at(text.codes, inner[1], inner[2])
            time_ = _range(text, tongue, within, bare=True) if within else None
        else:
            clock = _side(text, tongue, inner[1], inner[2])
            time_ = _single(text, clock, inner[1], inner[2]) if clock else None
        if time_:
            yield time_
    text = text.without(taken, TIME_HERE)
    for found in tongue.early.find(text.codes):
        inner = found.groups[0]
        clock = _side(text, tongue, inner[1], inner[2]) if _begins_free(text, inner[1]) else None
        time_ = _single(text, clock, inner[1], inner[2]) if clock else None
        if time_:
            yield time_


def _among_others(text: Text, tongue: Tongue, found: Found) -> bool:
    """Whether `10.15` is one of several such, "9.00, 10.15 or 11.30": then they are times, not numbers."""
    dated = text.tokens[found.start].text.endswith(".") and found.end < len(text.codes)
    if dated or tongue.stands_before("weekday", text, found.start):
        return False
    clocks = {SHAPES["point"], SHAPES["clock"], TIME_HERE}
    after = _past_joint(text, tongue, found.end)
    behind = after > found.end and text.codes[after : after + 1] in clocks
    return behind or any(
        text.codes[at] in clocks and _past_joint(text, tongue, at + 1) == found.start
        for at in range(max(0, found.start - 3), found.start - 1)
    )


def _past_joint(text: Text, tongue: Tongue, at: int) -> int:
    """The token behind "or", or a comma."""
    return tongue.past("either", text, at + (text.codes[at : at + 1] == ","))


def _may_be_length(text: Text, tongue: Tongue, found: Found) -> bool:
    """Whether "deux heures", "2 uur" may as well be how long it takes: then it is a time only behind "at" or a day."""
    length = tongue.lengths.at(text.codes, found.start)
    if length is None or length.end < found.end:
        return False
    figures = _figures(text, found)
    hours = int(figures[0]) if figures else tongue.number(text, found, "hour") or 0
    return hours <= LONGEST_TALK


def _begins_free(text: Text, at: int) -> bool:
    """Whether a number is not that of the word before it: "10 on Wednesday", but not "round 2 on Wednesday"."""
    return at == 0 or text.codes[at - 1] in ",.;:!?"


def _single(text: Text, clock: _Clock, start: int, end: int) -> FoundTime | None:
    begins = _time(clock)
    if begins is None:
        return None
    undecided = not clock.exact and not clock.half and begins.hour < NOON
    return FoundTime(begins, None, "", *text.place(start, end), open=undecided)


def _range(text: Text, tongue: Tongue, found: Found, *, bare: bool) -> FoundTime | None:
    """Two times; a half of the day that only the second has is the first's, too, if that leaves them in order."""
    sides = sorted(found.spans("time") + found.spans("sure"))
    if _belongs_to_month(text, tongue, sides):
        return None
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


def _belongs_to_month(text: Text, tongue: Tongue, sides: list[tuple[int, int]]) -> bool:
    """Whether a bare number at one end is a day of the month: "March 12 - 2pm", "2pm, 12 March"."""
    (start, end), (start2, end2) = sides
    first = not _is_clear(text, start, end) and start > 0 and tongue.stands_before("month", text, start)
    return first or (not _is_clear(text, start2, end2) and tongue.follows("month", text, end2))


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
    if not places:
        return []
    figures = _FIGURES.findall(text.tokens[places[0]].text)
    # "1430 hrs" is written without a mark between.
    if len(figures) > 1 and len(figures[1]) == 1:
        return []
    return [figures[0][:2], figures[0][2:]] if len(figures[0]) > 2 else figures  # noqa: PLR2004 — two for hours


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
