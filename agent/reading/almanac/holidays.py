"""Holidays that people name a time by ("after Easter"), and their days in a year.

    12-25              a day of every year
    easter+49          so many days from Easter Sunday
    thursday 11-22     the first Thursday from 22 November on
    12-24..01-01       from the one to the other; one that ends before it begins ends in the next year

Whether an office is closed on a day is not known here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_DAY = re.compile(
    rf"easter(?P<days>[+-]\d{{1,3}})?|(?:(?P<weekday>{'|'.join(WEEKDAYS)}) )?(?P<month>\d\d)-(?P<day>\d\d)"
)


def is_holiday(text: str) -> bool:
    """Whether a text says when a holiday is."""
    return all(_day(part, 2024) is not None for part in text.split("..", 1))


def coming_holiday(text: str, day: date) -> tuple[date, date]:
    """Its first and its last day, the next time that it is not over on a day."""
    first, _, last = text.partition("..")
    years = (day.year - 1, day.year, day.year + 1)
    found = [(_of_year(first, year), _of_year(last or first, year)) for year in years]
    whole = [(begins, ends if ends >= begins else _next_year(last, ends)) for begins, ends in found]
    return next((holiday for holiday in whole if holiday[1] >= day), whole[-1])


def _next_year(text: str, day: date) -> date:
    return _of_year(text, day.year + 1)


def _of_year(text: str, year: int) -> date:
    return _day(text, year) or date(year, 12, 31)


def _day(text: str, year: int) -> date | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    if match["month"] is None:
        return _easter(year) + timedelta(days=int(match["days"] or 0))
    try:
        day = date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    ahead = (WEEKDAYS.index(match["weekday"]) - day.weekday()) % 7 if match["weekday"] else 0
    return day + timedelta(days=ahead)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
