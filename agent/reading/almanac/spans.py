"""Intervals as people name them ("by the end of next week", "nach Ostern"), counted from the day of the mail.

Of an interval the end counts. Business days are Monday to Friday; holidays are known only where one is named. What an
interval is named for is read in `facts`.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from agent.reading.almanac.almanac import AMOUNT, Almanac
from agent.reading.almanac.days import (
    Calendar,
    FoundDay,
    coming_day,
    date_of,
    days_in,
    month_of,
)
from agent.reading.almanac.days import next_weekday as _next_weekday
from agent.reading.almanac.holidays import coming_holiday
from agent.reading.almanac.lexing import tokens_of
from agent.reading.almanac.mailtime import MailTime
from agent.reading.almanac.patterns import Found, Text
from agent.reading.almanac.telling import tongues_for
from agent.reading.almanac.tongue import Tongue
from agent.reading.model import QUOTE_LIMIT, Span

_FRIDAY = 4
_MONTHS = 12
_LEAST_HOURS = 12
"""Hours from which on they are an interval; fewer are how long a talk takes."""

_NEAR = 12
"""Characters between "end of day" and the day that is meant."""

Interval = tuple[date, date]


def find_span(text: str, mail: MailTime, almanac: Almanac) -> Span | None:
    """The first interval the text names that is not over, relative to the mail's day."""
    tokens = tokens_of(text)
    for tongue in tongues_for(tokens, mail, almanac):
        found = min(_intervals(tongue.text(text, tokens), tongue, mail), key=lambda one: one[:2], default=None)
        if found is not None:
            return Span(*found[2], text[:QUOTE_LIMIT])
    return None


def find_amount(text: str, mail: MailTime, almanac: Almanac) -> timedelta | None:
    """An interval that is named in hours, days or weeks, such as 48 hours: from one moment to another."""
    tokens = tokens_of(text)
    for tongue in tongues_for(tokens, mail, almanac):
        coded = tongue.text(text, tokens)
        for found in tongue.spans.find(coded.codes):
            unit = tongue.value("unit", coded, found)
            most = tongue.number(coded, found, "n", max(1, len(found.spans("n"))) - 1)
            counts = found.key in {"within", "in"} and not tongue.follows("not_amount", coded, found.end)
            if counts and most is not None and unit in {"hour", "day", "week"}:
                return timedelta(**{f"{unit}s": most})
    return None


def add_business_days(day: date, count: int) -> date:
    """The day so many Mondays to Fridays later."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() <= _FRIDAY
    return day


def _intervals(text: Text, tongue: Tongue, mail: MailTime) -> Iterator[tuple[int, int, Interval]]:
    """Every interval, with the place where it begins; at one place the longer wording is believed."""
    today = Calendar(mail.day, mail.day_first)
    days, _ = days_in(text, tongue, today)
    for found in (*tongue.amounts.find(text.codes), *tongue.spans.find(text.codes)):
        place, end = text.place(found.start, found.end)
        if any(day.start < end and place < day.end and day.end >= end and day.start <= place for day in days):
            continue
        named = _read(text, tongue, found, today)
        if named is None or named[1] < mail.day:
            continue
        yield place, place - end, named if named[1] > mail.day else _of_day_behind(days, end, named)
    yield from ((day.start, day.start - day.end, (mail.day, day.day)) for day in days if day.day >= mail.day)


def _of_day_behind(days: list[FoundDay], end: int, interval: Interval) -> Interval:
    """`by end of day Friday` is over on Friday, not today."""
    day = next((day.day for day in days if 0 <= day.start - end <= _NEAR and day.day >= interval[0]), None)
    return (interval[0], day) if day else interval


def _read(text: Text, tongue: Tongue, found: Found, today: Calendar) -> Interval | None:
    return (
        _worded(found.key, today.today)
        if AMOUNT.fullmatch(found.key)
        else _READERS[found.key](text, tongue, found, today)
    )


def _worded(key: str, day: date) -> Interval | None:
    """A wording that stands for an amount: `5 business days`, `end of month`."""
    match = AMOUNT.fullmatch(key)
    if match and match["count"]:
        return day, _after(day, int(match["count"]), match["unit"])
    return day, _last_day(day, key.removeprefix("end of "), 0)


def _amount(text: Text, tongue: Tongue, found: Found, today: Calendar) -> Interval | None:
    """`within 5 business days`, `in two to three weeks`."""
    day = today.today
    unit, counts = tongue.value("unit", text, found), max(1, len(found.spans("n")))
    least, most = tongue.number(text, found, "n"), tongue.number(text, found, "n", counts - 1)
    hours = unit == "hour" and (most or 1) < _LEAST_HOURS
    if hours or unit in {None, "minute"} or tongue.follows("not_amount", text, found.end):
        return None
    least, most = 1 if least is None else least, 1 if most is None else most
    start = day if found.key == "within" else _after(day, least, unit or "day")
    end = _after(day, most, unit or "day")
    return min(start, end), end


def _end_of(text: Text, tongue: Tongue, found: Found, today: Calendar) -> Interval | None:
    """`by the end of next week`, `Ende März`, `fin de mois`; `by mid-April`, which is less than `in mid-April`."""
    day, month, stage = today.today, month_of(text, tongue, found), tongue.value("stage", text, found) or "late"
    unit = tongue.value("unit", text, found) or "day"
    if month:
        year = tongue.number(text, found, "year") or day.year + (month < day.month)
        last = _month_end(year, month)
        return day, last.replace(day={"early": 10, "middle": 15, "first half": 15}.get(stage, last.day))
    if stage != "late" and unit == "week":
        return day, day + timedelta(days=7 * _weeks(text, tongue, found) - day.weekday() + 2)
    return day, _last_day(day, unit, _weeks(text, tongue, found))


def _period(text: Text, tongue: Tongue, found: Found, today: Calendar) -> Interval | None:
    """`early next week`, `later this month`, `mid-April`, `in March`."""
    day, stage, month = today.today, tongue.value("stage", text, found), month_of(text, tongue, found)
    ahead = _weeks(text, tongue, found)
    if month:
        year = tongue.number(text, found, "year") or day.year + (month < day.month)
        return _part_of_month(stage, day, year, month)
    unit = tongue.value("unit", text, found)
    if unit == "week":
        monday = day + timedelta(days=7 * ahead - day.weekday())
        first, last = _part_of(stage, 0, _FRIDAY, early=2, middle=(1, 3))
        end = monday + timedelta(days=last)
        # A week that is over is not meant: on a Saturday "this week" is the one that begins.
        return (max(day, monday + timedelta(days=first)), end) if end >= day else (day, end + timedelta(weeks=1))
    if unit == "month":
        return _part_of_month(stage, day, day.year, day.month + ahead)
    return (day, _last_day(day, unit, ahead)) if unit in {"quarter", "year"} else None


def _week(text: Text, tongue: Tongue, found: Found, today: Calendar) -> Interval | None:
    """`the week of the 14th`, `week commencing 16 March`, `KW 12`."""
    if found.spans("nth") and found.spans("month"):
        return _week_of_month(text, tongue, found, today.today)
    if found.spans("n"):
        return _calendar_week(tongue.number(text, found, "n") or 0, today.today)
    start = date_of(text, tongue, found, today)
    if start is None and not found.spans("month"):
        number = tongue.number(text, found, "day") or tongue.number(text, found, "nth") or 0
        start = coming_day(number, None, today.today)
    if start is None:
        return None
    monday = start - timedelta(days=start.weekday())
    return monday, monday + timedelta(days=_FRIDAY)


def _week_of_month(text: Text, tongue: Tongue, found: Found, day: date) -> Interval:
    """`the second week of January`: weeks begin on Mondays, the first with the first one."""
    month = month_of(text, tongue, found) or day.month
    first = date(tongue.number(text, found, "year") or day.year + (month < day.month), month, 1)
    weeks = (tongue.number(text, found, "nth") or 1) - 1
    monday = first + timedelta(days=-first.weekday() % 7 + 7 * weeks)
    return monday, monday + timedelta(days=_FRIDAY)


def _calendar_week(number: int, day: date) -> Interval | None:
    mondays = [monday for year in (day.year, day.year + 1) if (monday := _monday_of(year, number))]
    monday = next((monday for monday in mondays if monday + timedelta(days=6) >= day), None)
    return (monday, monday + timedelta(days=_FRIDAY)) if monday else None


def _monday_of(year: int, number: int) -> date | None:
    """The first day of a calendar week (ISO 8601)."""
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        return None


def _around_holiday(text: Text, tongue: Tongue, found: Found, today: Calendar) -> Interval | None:
    """`after Easter`: in the working week that follows, if three days of it are left; `before Christmas`."""
    day, name = today.today, tongue.value("holiday", text, found)
    first, last = coming_holiday(name, day) if name else (day, day)
    if found.key == "before":
        return (day, first - timedelta(days=1)) if first > day else None
    start = last + timedelta(days=1)
    friday = _friday(start)
    return start, friday if (friday - start).days >= 2 else friday + timedelta(weeks=1)  # noqa: PLR2004 — three days


def _by_day(text: Text, tongue: Tongue, found: Found, today: Calendar) -> Interval | None:
    """`by the 20th`."""
    number = tongue.number(text, found, "nth") or tongue.number(text, found, "day") or 0
    coming = coming_day(number, None, today.today)
    return (today.today, coming) if coming and tongue.stands_alone(text, found.end) else None


def _over(_text: Text, _tongue: Tongue, _found: Found, _today: Calendar) -> Interval | None:
    """`two weeks ago` is no time to come."""
    return None


_READERS = {
    "within": _amount,
    "in": _amount,
    "end": _end_of,
    "period": _period,
    "week": _week,
    "day": _by_day,
    "before": _around_holiday,
    "after": _around_holiday,
    "past": _over,
}
"""By the sorts of wordings in `[spans]`."""


def _weeks(text: Text, tongue: Tongue, found: Found) -> int:
    """How many weeks, months or years ahead is meant: 0 for this one."""
    return {"this": 0, "next": 1, "after next": 2}[tongue.value("which", text, found) or "this"]


def _last_day(day: date, unit: str, ahead: int) -> date:
    if unit == "week":
        return _friday(day) + timedelta(weeks=ahead)
    if unit == "month":
        return _month_end(day.year, day.month + ahead)
    if unit == "quarter":
        return _month_end(day.year, (day.month - 1) // 3 * 3 + 3 + 3 * ahead)
    return date(day.year + ahead, 12, 31) if unit == "year" else day


def _part_of_month(stage: str | None, day: date, year: int, month: int) -> Interval:
    last = _month_end(year, month)
    first, until = _part_of(stage, 1, last.day, early=10, middle=(11, 20))
    return max(day, last.replace(day=first)), last.replace(day=until)


def _part_of(stage: str | None, first: int, last: int, *, early: int, middle: tuple[int, int]) -> tuple[int, int]:
    half = (first + last) // 2
    parts = {"early": (first, early), "middle": middle, "late": (middle[1], last)}
    parts |= {"first half": (first, half), "second half": (half, last)}
    return parts.get(stage or "", (first, last))


def _after(day: date, count: int, unit: str) -> date:
    if unit == "hour":
        return day + timedelta(days=-(-count // 24))
    if unit in {"month", "quarter", "year"}:
        months = day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12}[unit]
        year, month = day.year + months // _MONTHS, months % _MONTHS + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    if unit == "business day":
        return add_business_days(day, count)
    return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _friday(day: date) -> date:
    """This week's; on a weekend, next week's."""
    return day if day.weekday() == _FRIDAY else _next_weekday(day, _FRIDAY)


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // _MONTHS, (month - 1) % _MONTHS + 1
    return date(year, month, calendar.monthrange(year, month)[1])
