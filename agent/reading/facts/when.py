"""Days and times of day as English mail writes them, found by an anchored grammar of our own.

A date without a year is the one nearest the mail's day; `03/04` is no date unless something settles which is the month.
Days and times are only found here; `slots` puts them together, `promise` reads intervals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from agent.reading.facts.zones import PATTERN as ZONE

LOOK_BACK = timedelta(days=60)
"""How far before the mail a date without a year may lie; any other is taken to be still to come."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTH = (
    r"(?P<month>(?i:january|february|march|april|june|july|august|september|october|november|december)|May\b|MAY\b|"
    r"(?i:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
WEEKDAY = (
    r"(?P<weekday>(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|"
    r"(?:Mon|Tues|Tue|Weds|Wed|Thurs|Thur|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN)\b\.?)"
)
_BEFORE = rf"(?:{WEEKDAY},?\s+(?:the\s+)?)?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d)(?!\d|:))?"
_ORDINAL = r"(?:st|nd|rd|th)?"


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day, and where it stands in the text."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time of day, perhaps with its end and zone as written. `window`: any time between the two, not all of it."""

    begins: time
    ends: time | None
    zone: str
    start: int
    end: int
    window: bool = False


def find_days(text: str, mail_day: date) -> list[FoundDay]:
    """Every day the text names, in order, relative days as of the mail's day. What is ambiguous is left out."""
    found: list[FoundDay] = []
    taken: list[tuple[int, int]] = []
    for pattern, read in _DAY_READERS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            # What was written as a date but makes none is not read in another way, either.
            taken.append(match.span())
            day = read(match, mail_day)
            if day is not None:
                found.append(FoundDay(day, *match.span()))
    return sorted(found, key=lambda other: other.start)


def find_times(text: str) -> list[FoundTime]:
    """Every time of day, in order; ranges as one."""
    found = list(_ranges(text))
    taken = [(other.start, other.end) for other in found]
    for match in _SINGLE.finditer(text):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        begins = _time(match["hour"], match["minute"], match["half"], match["word"])
        if begins is not None:
            found.append(FoundTime(begins, None, match["zone"] or "", match.start(), match.end()))
    return sorted(found, key=lambda other: other.start)


def weekday_number(name: str) -> int:
    """Monday is 0."""
    return WEEKDAYS.index(name[:3].lower())


def month_number(name: str) -> int:
    """January is 1."""
    return MONTHS.index(name[:3].lower()) + 1


def next_weekday(after: date, weekday: int) -> date:
    """The first such day after a day."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def nearest_year(month: int, day: int, weekday: int | None, mail_day: date) -> date | None:
    """The date without a year that a mail of `mail_day` means; None when there is none, or its weekday is wrong."""
    days = [
        found for year in (mail_day.year - 1, mail_day.year, mail_day.year + 1) if (found := _date(year, month, day))
    ]
    days = [found for found in days if weekday is None or found.weekday() == weekday]
    return next((found for found in days if found >= mail_day - LOOK_BACK), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(match: re.Match[str], month: int, day: int, mail_day: date) -> date | None:
    """A date with a known month; one whose year and weekday contradict each other is none."""
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    if not match["year"]:
        return nearest_year(month, day, weekday, mail_day)
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)  # noqa: PLR2004 — "26" is 2026
    found = _date(year, month, day)
    return found if found and weekday in {None, found.weekday()} else None


def _month_named(match: re.Match[str], mail_day: date) -> date | None:
    return _written(match, month_number(match["month"]), int(match["day"]), mail_day)


def _iso(match: re.Match[str], _mail_day: date) -> date | None:
    return _date(int(match["year"]), int(match["month"]), int(match["day"]))


def _numeric(match: re.Match[str], mail_day: date) -> date | None:
    """`13/04`, `04/13`, `03.04.2026`; `03/04` only where the weekday, or their being equal, settles it."""
    first, second = int(match["first"]), int(match["second"])
    day_first = _written(match, second, first, mail_day) if second <= len(MONTHS) else None
    if match["mark"] == ".":
        return day_first
    month_first = _written(match, first, second, mail_day) if first <= len(MONTHS) else None
    if day_first and month_first and day_first != month_first:
        return None
    return day_first or month_first


def _relative(match: re.Match[str], mail_day: date) -> date | None:
    """`today`, `tomorrow`, `Thursday` (the next one), `next Thursday` (next week's)."""
    word = match["word"].lower() if match["word"] else ""
    if word in {"today", "tonight", "this afternoon", "this morning"}:
        return mail_day
    if word:
        return mail_day + timedelta(days=1 + word.startswith("day after"))
    weekday = weekday_number(match["weekday"])
    if (match["which"] or "").lower() == "next":
        return mail_day + timedelta(days=7 - mail_day.weekday() + weekday)
    return next_weekday(mail_day, weekday)


_Reader = Callable[[re.Match[str], date], date | None]
_DAY_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(r"(?<![\d-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"), _iso),
    (
        re.compile(rf"(?<![\w/.]){_BEFORE}(?P<day>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?{MONTH}(?![A-Za-z]){_YEAR}"),
        _month_named,
    ),
    (
        re.compile(rf"(?<!\w){_BEFORE}{MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}}){_ORDINAL}(?![\d:]|\s?[ap]m){_YEAR}"),
        _month_named,
    ),
    (
        re.compile(
            rf"(?<![\w/.-])(?:{WEEKDAY},?\s+)(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})"
            r"(?:(?P=mark)(?P<year>20\d\d|\d\d))?(?![\w/])"
        ),
        _numeric,
    ),
    (
        re.compile(
            r"(?<![\w/.-])(?P<weekday>(?!))?(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>20\d\d|\d\d)(?![\w/])"
        ),
        _numeric,
    ),
    (
        re.compile(
            rf"\b(?:(?P<word>(?i:today|tonight|this afternoon|this morning|(?:day after )?tomorrow))|"
            rf"(?:(?P<which>(?i:next|this|coming|following))\s+)?{WEEKDAY})(?![A-Za-z])"
        ),
        _relative,
    ),
)

_CLOCK = r"(?P<hour{0}>\d{{1,2}})(?:[:.h](?P<minute{0}>[0-5]\d))?"
_HALF = r"\s*(?P<half{0}>[AaPp])\.?\s?[Mm]\b\.?"
_BEHIND = rf"(?:\s*\(?{ZONE}\)?)?"
_RANGE = re.compile(
    rf"(?<![\w:.,/$€£-])(?:(?P<between>(?i:between))\s+)?{_CLOCK.format('')}(?:{_HALF.format('')})?"
    rf"\s*(?P<joint>-|–|—|(?i:to|until|till|and))\s*{_CLOCK.format('2')}(?:{_HALF.format('2')})?(?![\d:/%]){_BEHIND}"
)
_SINGLE = re.compile(
    rf"(?<![\w:.,/$€£+-])(?:(?P<word>(?i:noon|midday))|(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>[0-5]\d))?(?:{_HALF.format('')})?)"
    rf"(?![\d/%]|[:.]\d){_BEHIND}"
)
_NOON = 12


def _ranges(text: str) -> Iterator[FoundTime]:
    for match in _RANGE.finditer(text):
        half, half2 = match["half"], match["half2"]
        # "10am and 2pm" are two times, "between 10am and 2pm" is one.
        two = match["joint"].lower() == "and" and not match["between"]
        if two or not (half2 or (match["minute"] and match["minute2"])):
            continue
        ends = _time(match["hour2"], match["minute2"], half2, None)
        begins = _time(match["hour"], match["minute"], half or half2, None)
        if begins and ends and begins >= ends and not half and half2:
            begins = _time(match["hour"], match["minute"], "a", None)
        if begins and ends and begins < ends:
            yield FoundTime(begins, ends, match["zone"] or "", match.start(), match.end(), bool(match["between"]))


def _time(hour: str | None, minute: str | None, half: str | None, word: str | None) -> time | None:
    """A time of day; a bare number is none."""
    if word:
        return time(_NOON)
    if hour is None or (minute is None and half is None):
        return None
    hours = int(hour)
    if half:
        if not 1 <= hours <= _NOON:
            return None
        hours = hours % _NOON + (_NOON if half in "Pp" else 0)
    return time(hours, int(minute or 0)) if hours < 24 else None  # noqa: PLR2004 — hours of a day
