"""Intervals people name ("by the end of next week", "in two to three weeks"), counted from the day of the mail.

Of an interval the end counts. Business days are Monday to Friday; holidays are not known here. What an interval is
named for is read in `promise`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from agent.reading.facts.when import MONTH, find_days, month_number, next_weekday
from agent.reading.model import QUOTE_LIMIT, Span

_FRIDAY = 4
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fourteen": 14, "a": 1, "an": 1, "couple": 2, "few": 4, "several": 5,
}  # fmt: skip
"""What number words count as; of the vague ones the patient end, for the end of an interval is what counts."""

_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<business>business|working|work|week)?[\s-]*(?P<unit>hour|day|week|month|fortnight)s?"
_PARTS = r"early|beginning of|start of|mid|middle of|mid-|late|later|end of|latter part of"
_PART = rf"(?:(?P<part>{_PARTS})[\s-]+(?:in\s+)?(?:the\s+)?)?"


def find_span(text: str, mail_day: date) -> Span | None:
    """The first interval the text names, relative to a day."""
    found = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            interval = read(match, mail_day)
            if interval is not None:
                found.append((match.start(), interval))
                break
    found += [(day.start, (mail_day, day.day)) for day in find_days(text, mail_day) if day.day >= mail_day]
    if not found:
        return None
    _, (start, end) = min(found, key=lambda item: item[0])
    return Span(start, end, text[:QUOTE_LIMIT]) if end >= mail_day else None


def add_business_days(day: date, count: int) -> date:
    """The day so many Mondays to Fridays later."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() <= _FRIDAY
    return day


_Interval = tuple[date, date]
_ReadInterval = Callable[[re.Match[str], date], _Interval | None]


def _amount(match: re.Match[str], day: date) -> _Interval | None:
    """`within 5 business days`, `in two to three weeks`, `in a couple of weeks`, `48 hours`."""
    least, most = _number(match["least"]), _number(match["most"] or match["least"])
    unit, business = match["unit"].lower(), bool(match["business"])
    open_start = (match["within"] or "").lower().startswith(("within", "up to", "allow", "over", "take")) or match[
        "next"
    ]
    start = day if open_start else _after(day, least, unit, business)
    return start, _after(day, most, unit, business)


def _coming(match: re.Match[str], day: date) -> _Interval | None:
    """`in the next week`, `in the coming days`, `over the coming weeks`."""
    word = match["unit"].lower()
    if word.startswith("day or"):
        return day, add_business_days(day, 2)
    if word == "days":
        return day, add_business_days(day, 5)
    if word == "weeks":
        return day, day + timedelta(weeks=4)
    return day, _after(day, 1, word, business=False)


def _end_of(match: re.Match[str], day: date) -> _Interval | None:
    """`by the end of next week`, `by month's end`, `by close of business`."""
    unit, following = match["unit"].lower(), (match["which"] or "").lower() in {"next", "the following", "following"}
    if unit in {"day", "business", "play", "today"}:
        return day, day
    if unit.startswith("w"):
        return day, _friday(day) + timedelta(weeks=following)
    if unit == "year":
        return day, date(day.year + following, 12, 31)
    return day, _month_end(day.year, day.month + following)


def _week(match: re.Match[str], day: date) -> _Interval | None:
    """`next week`, `early next week`, `later this week`."""
    monday = day - timedelta(days=day.weekday())
    if match["which"].lower() != "this":
        monday += timedelta(weeks=1)
    first, last = _part_of(match["part"], 0, _FRIDAY, early=2, middle=(1, 3))
    return max(day, monday + timedelta(days=first)), monday + timedelta(days=last)


def _week_of(match: re.Match[str], day: date) -> _Interval | None:
    """`the week of the 14th`, `week commencing 16 March`."""
    named = find_days(match["day"], day)
    if named:
        start = named[0].day
    else:
        number = re.search(r"\d{1,2}", match["day"])
        start_or_none = _coming_day_of_month(day, int(number[0])) if number else None
        if start_or_none is None:
            return None
        start = start_or_none
    monday = start - timedelta(days=start.weekday())
    return monday, monday + timedelta(days=_FRIDAY)


def _day_of_month(match: re.Match[str], day: date) -> _Interval | None:
    """`by the 20th`."""
    found = _coming_day_of_month(day, int(match["day"]))
    return (day, found) if found else None


def _month(match: re.Match[str], day: date) -> _Interval | None:
    """`in March`, `by mid-April`, `early in May`."""
    month = month_number(match["month"])
    return _part_of_month(match["part"], day, day.year + (month < day.month), month)


def _this_or_next_month(match: re.Match[str], day: date) -> _Interval | None:
    """`next month`, `later this month`."""
    return _part_of_month(match["part"], day, day.year, day.month + (match["which"].lower() != "this"))


def _part_of_month(part: str | None, day: date, year: int, month: int) -> _Interval | None:
    last = _month_end(year, month)
    first, until = _part_of(part, 1, last.day, early=10, middle=(11, 20))
    return max(day, last.replace(day=first)), last.replace(day=until)


def _part_of(part: str | None, first: int, last: int, *, early: int, middle: tuple[int, int]) -> tuple[int, int]:
    word = (part or "").lower()
    if word.startswith(("early", "beginning", "start")):
        return first, early
    if word.startswith("mid"):
        return middle
    if word.startswith(("late", "end", "latter")):
        return middle[1], last
    return first, last


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _after(day: date, count: int, unit: str, business: bool) -> date:
    if unit == "hour":
        return day + timedelta(days=-(-count // 24))
    if unit == "month":
        month = day.month + count
        year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    if unit == "day" and business:
        return add_business_days(day, count)
    return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _friday(day: date) -> date:
    """This week's; on a weekend, next week's."""
    return day if day.weekday() == _FRIDAY else next_weekday(day, _FRIDAY)


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _coming_day_of_month(day: date, number: int) -> date | None:
    for months in range(3):
        month = day.month + months
        year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
        if number <= calendar.monthrange(year, month)[1] and date(year, month, max(number, 1)) >= day:
            return date(year, month, max(number, 1))
    return None


def _abbreviated(match: re.Match[str], day: date) -> _Interval | None:
    """`EOD`, `EOW`, `EOM`."""
    word = match["word"]
    if word == "EOW":
        return day, _friday(day)
    return day, _month_end(day.year, day.month) if word == "EOM" else day


_ABOUT = r"(?:(?:about|around|approximately|roughly|at least|up to|another)\s+)?"
_WITHIN = r"(?:(?P<within>within|in|over|inside|after|takes?|take up to|allow(?:\s+up\s+to)?|up to|for)\s+)?"
_COMING = r"(?:the\s+)?(?:(?P<next>next|coming|following)\s+)?(?:a\s+)?"
_LEAST_MOST = rf"(?P<least>{_NUMBER})\)?(?:\s*(?:-|–|—|to|or)\s*(?P<most>{_NUMBER}))?"
_NOT_AN_INTERVAL = r"(?!\s+(?:ago|before|prior|early|interview|call|assessment|test|long|of experience))"
_COMING_UNIT = r"(?P<unit>days|weeks|week|month|fortnight|day or two|day or so)"
_END_OF_WHICH = r"(?:(?P<which>this|next|the following|following|the current|the)\s+)?"
_NAMED_MONTH = rf"(?-i:(?=[A-Z])){MONTH}(?!\w|\s+\d)"
_THIS_OR_NEXT = r"(?P<which>this|next|the following|the coming)"

_PATTERNS: tuple[tuple[str, _ReadInterval], ...] = (
    (r"\bweek\s+(?:of|commencing|beginning|starting)\s+(?P<day>(?:the\s+)?[\w ,]{1,20})", _week_of),
    (r"\b(?:by|before|until|on)\s+the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?(?-i:[A-Z]))", _day_of_month),
    (
        rf"\b{_WITHIN}{_ABOUT}{_COMING}{_LEAST_MOST}\s*-?\s*(?:of\s+)?\(?\d*\)?\s*{_UNIT}\b{_NOT_AN_INTERVAL}",
        _amount,
    ),
    (rf"\b(?:within|in|over|during)\s+the\s+(?:next|coming)\s+{_COMING_UNIT}\b", _coming),
    (rf"\b(?:the\s+)?(?:end|close)\s+of\s+{_END_OF_WHICH}(?P<unit>day|week|month|year|business|play|today)\b", _end_of),
    (rf"(?<!end of )(?<!end of the )\b{_PART}{_THIS_OR_NEXT}\s+week\b", _week),
    (rf"(?<!end of )\b{_PART}{_THIS_OR_NEXT}\s+month\b", _this_or_next_month),
    (rf"\b(?:by|in|during|until|before|of|sometime in|around)\s+(?:the\s+)?{_PART}{_NAMED_MONTH}", _month),
    (r"\b(?-i:(?P<word>EOD|COB|EOW|EOM))\b", _abbreviated),
)
_READERS = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in _PATTERNS)
