"""Days as a mail names them: with a month, in figures, by the day of the week, or by their distance.

A date without a year is the one nearest the mail's day; `03/04` is no date unless something settles which is the month.
Of the words only what they mean is known here; they stand in the almanac.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agent.reading.almanac.holidays import WEEKDAYS
from agent.reading.almanac.lexing import DASH, DAY_NUMBERS
from agent.reading.almanac.patterns import TIME_HERE, Found, Text
from agent.reading.almanac.tongue import Tongue

LOOK_BACK = timedelta(days=60)
"""How far before the mail a date without a year may lie; any other is taken to be still to come."""

_FIGURES = re.compile(r"\d+")
_MONTHS = 12
_WEEKS_ON = {"in a week": 1, "in two weeks": 2}


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day, and where it stands in the text.

    `half` is the half of the day that was named with it: `am`, `pm`. `relative`: it was named by its distance.
    """

    day: date
    start: int
    end: int
    half: str = ""
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """What dates are read by: the day of the mail, and whether `03/04` is in April."""

    today: date
    day_first: bool | None = None


def days_in(text: Text, tongue: Tongue, calendar: Calendar) -> tuple[list[FoundDay], list[tuple[int, int]]]:
    """Every day the text names, in order, and the tokens that were taken for one. What is ambiguous is left out."""
    days: list[FoundDay] = []
    taken: list[tuple[int, int]] = []
    for found in tongue.days.find(text.codes):
        start, end = found.start, found.end
        if _is_something_else(text, tongue, found):
            continue
        read = [] if _begins_range(text, found) else list(_read(text, tongue, found, calendar))
        if len(read) > 1 and _ends_range(text, found):
            # "10-12 or Thursday 19 March": the twelve is an hour.
            read, start = read[1:], found.spans("day")[1][0]
        if not read and found.spans("weekday") and not found.spans("month"):
            # "Friday 2": the second is no Friday, so it is some other number.
            end = found.spans("weekday")[0][1]
            read = list(_by_weekday(text, tongue, found, calendar.today))
            read = read if found.spans("day") else []
        taken.append((start, end))
        part = tongue.value("part", text, found) or ""
        relative = bool(found.spans("relative"))
        days += [FoundDay(day, *text.place(start, end), part, relative) for day in read]
    return days, taken


def _is_something_else(text: Text, tongue: Tongue, found: Found) -> bool:
    """A lone `14.30` or `24/7`, the number of a thing ("the 2nd round"), a name that is short for a day ("Sam")."""
    groups = {name for name, _, _ in found.groups}
    if groups == {"date"}:
        place, end = found.spans("date")[0]
        alone = text.codes[place] in "PS" and end - place == found.end - found.start
        return alone and TIME_HERE not in text.codes[max(0, place - 2) : found.end + 2]
    if "nth" in groups:
        return not tongue.stands_alone(text, found.spans("nth")[-1][1])
    place, end = found.spans("weekday")[0] if groups == {"weekday"} else (0, 0)
    beside_time = TIME_HERE in text.codes[max(0, place - 2) : end + 2]
    return end > place and tongue.is_short(text.tokens[place].text) and not beside_time


def _begins_range(text: Text, found: Found) -> bool:
    """Whether the number behind a day of the week is an hour: "Thursday 2-4"."""
    if {name for name, _, _ in found.groups} != {"weekday", "day"} or found.spans("day")[-1][1] != found.end:
        return False
    dash, number = text.codes[found.end : found.end + 1], text.codes[found.end + 1 : found.end + 2]
    return dash == DASH and number in DAY_NUMBERS and text.codes[found.end - 1] in DAY_NUMBERS


def _ends_range(text: Text, found: Found) -> bool:
    """Whether the first number of two days is the end of two hours."""
    first = found.spans("day")[:1]
    at = first[0][0] if first else 0
    return at > 1 and text.codes[at - 1] == DASH and text.codes[at - 2] in DAY_NUMBERS and found.start == at


def next_weekday(after: date, weekday: int) -> date:
    """The first such day after a day; Monday is 0."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def nearest_year(month: int, day: int, weekday: int | None, today: date) -> date | None:
    """The date without a year that a mail of a day means; None when there is none, or its weekday is wrong."""
    days = [found for year in (today.year - 1, today.year, today.year + 1) if (found := made(year, month, day))]
    days = [found for found in days if weekday is None or found.weekday() == weekday]
    return next((found for found in days if found >= today - LOOK_BACK), None)


def coming_day(day: int, weekday: int | None, today: date) -> date | None:
    """The next day of that number in a month, and of that weekday, if one is named."""
    for months in range(3):
        year, month = divmod(today.month - 1 + months, _MONTHS)
        found = made(today.year + year, month + 1, day)
        if found and found >= today and weekday in {None, found.weekday()}:
            return found
    return None


def made(year: int, month: int, day: int) -> date | None:
    """A date, or None when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_of(text: Text, tongue: Tongue, found: Found) -> int | None:
    """The day of the week in a match; Monday is 0."""
    name = tongue.value("weekday", text, found)
    return WEEKDAYS.index(name) if name else None


def month_of(text: Text, tongue: Tongue, found: Found) -> int | None:
    """The month in a match; January is 1."""
    number = tongue.value("month", text, found)
    return int(number) if number else None


def date_of(text: Text, tongue: Tongue, found: Found, calendar: Calendar) -> date | None:
    """The date in a match, with its month in words or all in figures."""
    return next(_dated(text, tongue, found, calendar), None)


def _read(text: Text, tongue: Tongue, found: Found, calendar: Calendar) -> Iterator[date]:
    relative = tongue.value("relative", text, found)
    if relative is not None:
        yield calendar.today + timedelta(days=int(relative))
    elif found.spans("month") or found.spans("date"):
        yield from _dated(text, tongue, found, calendar)
    elif found.spans("day") or found.spans("nth"):
        yield from _by_number(text, tongue, found, calendar.today)
    else:
        yield from _by_weekday(text, tongue, found, calendar.today)


def _by_number(text: Text, tongue: Tongue, found: Found, today: date) -> Iterator[date]:
    """`Tuesday 14`, `the 14th or the 15th`."""
    weekday = weekday_of(text, tongue, found)
    for group in ("day", "nth"):
        for which in range(len(found.spans(group))):
            day = coming_day(tongue.number(text, found, group, which) or 0, weekday, today)
            if day:
                yield day


def _dated(text: Text, tongue: Tongue, found: Found, calendar: Calendar) -> Iterator[date]:
    weekday = weekday_of(text, tongue, found)
    month = month_of(text, tongue, found)
    if month is None:
        for start, _ in found.spans("date"):
            day = _in_figures(text.tokens[start].text, weekday, calendar)
            if day:
                yield day
        return
    year = tongue.number(text, found, "year")
    for which in range(len(found.spans("day"))):
        number = tongue.number(text, found, "day", which) or 0
        # Of two days with one month, "12 and 13 March", the weekday is that of the first.
        day = _written(number, month, year, weekday if which == 0 else None, calendar.today)
        if day:
            yield day


def _written(day: int, month: int, year: int | None, weekday: int | None, today: date) -> date | None:
    """A date with a known month; one whose year and weekday contradict each other is none."""
    if year is None:
        return nearest_year(month, day, weekday, today)
    found = made(year, month, day)
    return found if found and weekday in {None, found.weekday()} else None


def _in_figures(written: str, weekday: int | None, calendar: Calendar) -> date | None:
    """`2026-03-12`, `12.03.2026`; `03/04` where something says which is the month."""
    numbers = [int(number) for number in _FIGURES.findall(written)]
    if len(numbers) == 3 and numbers[0] > _MONTHS * 100:  # noqa: PLR2004 — year, month, day
        return made(*numbers)
    first, second, *rest = numbers
    year = None if not rest else rest[0] + (2000 if rest[0] < 100 else 0)  # noqa: PLR2004 — "26" is 2026
    day_first = _written(first, second, year, weekday, calendar.today)
    if "." in written:
        return day_first
    month_first = _written(second, first, year, weekday, calendar.today)
    if day_first and month_first and day_first != month_first and calendar.day_first is not None:
        return day_first if calendar.day_first else month_first
    if day_first and month_first and day_first != month_first:
        return None
    return day_first or month_first


def _by_weekday(text: Text, tongue: Tongue, found: Found, today: date) -> Iterator[date]:
    """`Thursday` (the next one), `next Thursday` (next week's), `Thursday next week`, `Thursday week`."""
    weekday = weekday_of(text, tongue, found)
    if weekday is None:
        return
    weeks_ahead = {"this": 0, "next": 1, "after next": 2}
    which, coming = tongue.value("which", text, found), tongue.value("coming", text, found)
    if which is None and coming == "next":
        which = "next"
    if which is None:
        weeks = _WEEKS_ON.get(tongue.value("later", text, found) or coming or "", 0)
        yield next_weekday(today, weekday) + timedelta(weeks=weeks)
    else:
        yield today + timedelta(days=7 * weeks_ahead[which] - today.weekday() + weekday)
