"""Times of day as a mail names them, ranges as one: in figures, on the hour, by halves and quarters, at noon.

A bare number is a time only behind a word such as "at", or behind a day. From one to seven without a mark means the
afternoon, since nobody meets a candidate at night.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time

from agent.reading.almanac.lexing import DAY_NUMBERS, SHAPES
from agent.reading.almanac.patterns import PERHAPS, SURE, TIME_HERE, Found, Text
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
class Clock:
    """Hours and minutes as said. `half` is `am`, `pm` or empty.

    `exact` tells that no half of the day is to be guessed, `last` the hour until which it is the second otherwise.
    """

    hours: int
    minutes: int
    half: str
    exact: bool
    last: int = 0


Clocks = Mapping[int, Clock]
"""By their token, the times that a text tells in more than a bare number."""


def clocked(text: Text, tongue: Tongue) -> tuple[Text, Clocks]:
    """The text with one token for each time that is more than a bare number, and what these say."""
    plain = tongue.without_lookalikes(text)
    spans: list[tuple[int, int, str]] = []
    clocks: dict[int, Clock] = {}
    less = 0
    for found in tongue.times.find(plain.codes):
        alone = plain.codes[found.start : found.end] == SHAPES["point"]
        clock = None if alone and not _among_others(plain, tongue, found) else _clock(plain, tongue, found)
        if clock is None or _time(clock) is None:
            continue
        clocks[found.start - less] = clock
        less += found.end - found.start - 1
        spans.append((found.start, found.end, PERHAPS if _may_be_length(plain, tongue, found) else SURE))
    return text.merged(spans), clocks


def clear_times(text: Text, tongue: Tongue, clocks: Clocks) -> tuple[list[FoundTime], Text]:
    """The times that are times by themselves, and the text without them; the text is one that is `clocked`."""
    times: list[FoundTime] = []
    taken: list[tuple[int, int]] = []
    for found in tongue.ranges.find(text.codes):
        time_ = _range(text, tongue, found, clocks, bare=found.key == "any")
        if time_:
            times.append(time_)
            taken.append((found.start, found.end))
    text = text.without(taken, TIME_HERE)
    single = [at for at, code in enumerate(text.codes) if code == SURE]
    times += [alone for at in single if (alone := _single(text, clocks[at], at, at + 1))]
    return times, text.without([(at, at + 1) for at in single], TIME_HERE)


def bare_times(text: Text, tongue: Tongue, clocks: Clocks) -> Iterator[FoundTime]:
    """Numbers that are times for what stands before them; days and clear times are to be taken out of the text."""
    taken = []
    for found in tongue.bare.find(text.codes):
        _, start, end = found.groups[0]
        if text.codes[start] != PERHAPS and not tongue.stands_alone(text, end):
            continue
        taken.append((start, end))
        if found.key == "range":
            within = tongue.ranges.at(text.codes, start)
            time_ = _range(text, tongue, within, clocks, bare=True) if within else None
        else:
            time_ = _bare(text, tongue, clocks, start, end)
        if time_:
            yield time_
    text = text.without(taken, TIME_HERE)
    for found in tongue.early.find(text.codes):
        _, start, end = found.groups[0]
        time_ = _bare(text, tongue, clocks, start, end) if _begins_free(text, start) else None
        if time_:
            yield time_


def _bare(text: Text, tongue: Tongue, clocks: Clocks, start: int, end: int) -> FoundTime | None:
    clock = _side(text, tongue, clocks, start, end)
    return _single(text, clock, start, end) if clock else None


def _among_others(text: Text, tongue: Tongue, found: Found) -> bool:
    """Whether `10.15` is one of several such, "9.00, 10.15 or 11.30": then they are times, not numbers."""
    dated = text.tokens[found.start].text.endswith(".") and found.end < len(text.codes)
    if dated or tongue.stands_before("weekday", text, found.start):
        return False
    clocks = {SHAPES["point"], SHAPES["clock"]}
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


def _single(text: Text, clock: Clock, start: int, end: int) -> FoundTime | None:
    begins = _time(clock)
    if begins is None:
        return None
    undecided = not clock.exact and not clock.half and begins.hour < NOON
    return FoundTime(begins, None, "", *text.place(start, end), open=undecided)


def _range(text: Text, tongue: Tongue, found: Found, clocks: Clocks, *, bare: bool) -> FoundTime | None:
    """Two times; a half of the day that only the second has is the first's, too, if that leaves them in order."""
    sides = sorted(found.spans("time") + found.spans("sure"))
    if _belongs_to_month(text, tongue, sides):
        return None
    first, second = (_side(text, tongue, clocks, *side) for side in sides)
    clear = any(text.codes[start] == SURE for start, _ in sides) or _are_points(text, sides)
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


def _are_points(text: Text, sides: list[tuple[int, int]]) -> bool:
    """Whether `10.00 to 14.15` are two times: full hours, or such as diaries have."""
    written = [text.tokens[start].text.rstrip(".") for start, _ in sides if text.codes[start] == SHAPES["point"]]
    return len(written) == len(sides) and all(one[-3:-2] == "." and one[-1] in "05" for one in written)


def _belongs_to_month(text: Text, tongue: Tongue, sides: list[tuple[int, int]]) -> bool:
    """Whether a bare number at one end is a day of the month: "March 12 - 2pm", "2pm, 12 March"."""
    (start, _), (start2, end2) = sides
    timed = {SURE, SHAPES["point"]}
    # In "19 March 2-4pm" the month has its day.
    dated = not frozenset(text.codes[max(0, start - 4) : max(0, start - 1)]).isdisjoint(DAY_NUMBERS)
    first = text.codes[start] not in timed and not dated and tongue.stands_before("month", text, start)
    return first or (text.codes[start2] not in timed and tongue.follows("month", text, end2))


def _side(text: Text, tongue: Tongue, clocks: Clocks, start: int, end: int) -> Clock | None:
    """One time by itself: one that is told, or a bare number."""
    if start in clocks:
        return clocks[start]
    group = "point" if text.codes[start] == SHAPES["point"] else "hour"
    return _clock(text, tongue, Found("exact", start, end, ((group, start, end),)))


def _clock(text: Text, tongue: Tongue, found: Found) -> Clock | None:
    """What a wording of a time says."""
    if ":" in found.key:
        fixed = _FIGURES.findall(found.key)
        return Clock(int(fixed[0]), int(fixed[1]), "", exact=True)
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
    return Clock(hours, minutes, half, exact=not spoken or not 1 <= hours <= NOON, last=last)


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
        start, end = found.spans("n")[0]
        if start > found.spans("hour")[0][0] and len("".join(text.words(start, end))) != 2:  # noqa: PLR2004 — "14 Uhr 05"
            # "14 Uhr, 3 Personen".
            return 0
        return minutes if found.key == "past" else -minutes
    return int(found.key)


def _time(clock: Clock) -> time | None:
    """A time of day, or None when no clock shows it."""
    hours = clock.hours
    if (hours, clock.minutes) == (HOURS, 0):
        return time.max.replace(second=0, microsecond=0)
    if clock.half and not 1 <= hours <= NOON:
        # "14 Uhr nachmittags" says it twice.
        return time(hours, clock.minutes) if NOON < hours < HOURS and clock.half == "pm" else None
    if clock.half:
        hours = hours % NOON + (NOON if clock.half == "pm" else 0)
    elif not clock.exact and 1 <= hours <= clock.last:
        hours += NOON
    return time(hours, clock.minutes) if hours < HOURS and clock.minutes < MINUTES else None
