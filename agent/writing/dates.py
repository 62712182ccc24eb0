"""Days in words that nobody can misread: the month by its name, the year where it is not the obvious one.

Only languages whose words are in the tables are written; for any other the answer is None, and the sentence is left
out rather than mixed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class DayWords:
    """A language's words: weekdays from Monday, months from January; patterns for a date, and for one with weekday."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    date: str
    dated: str


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WORDS = {
    "en": DayWords(
        _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        _words("January February March April May June July August September October November December"),
        "{day} {month}",
        "{weekday} {date}",
    ),
    "de": DayWords(
        _words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
        _words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        "{day}. {month}",
        "{weekday}, {date}",
    ),
    "fr": DayWords(
        _words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        _words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        "{day} {month}",
        "{weekday} {date}",
    ),
}


def day_in_words(day: date, year: int, language: str) -> str | None:
    """`12 March`, with its year when that is not `year`; None in a language without words."""
    words = WORDS.get(language)
    if words is None:
        return None
    text = words.date.format(day=day.day, month=words.months[day.month - 1])
    return text if day.year == year else f"{text} {day.year}"


def weekday_in_words(day: date, year: int, language: str) -> str | None:
    """`Thursday 12 March`, with its year when that is not `year`; None in a language without words."""
    words = WORDS.get(language)
    text = day_in_words(day, year, language)
    if words is None or text is None:
        return None
    return words.dated.format(weekday=words.weekdays[day.weekday()], date=text)


def month_in_words(day: date, language: str) -> str | None:
    """`March 2026`; None in a language without words."""
    words = WORDS.get(language)
    return None if words is None else f"{words.months[day.month - 1]} {day.year}"


def day_of(at: datetime, timezone: str | None) -> date:
    """The day of an instant in a zone by its IANA name; without one, or with one nobody knows, as the instant says."""
    return (local(at, timezone) or at).date()


def local(at: datetime, timezone: str | None) -> datetime | None:
    """An instant by the clock of a zone; None where nobody knows the zone, or its calendar does not reach so far."""
    zone = zone_of(timezone)
    try:
        return None if zone is None else at.astimezone(zone)
    except OverflowError:
        return None


def zone_of(timezone: str | None) -> tzinfo | None:
    """The zone of that name, or None: the name may come from a mail."""
    try:
        return ZoneInfo(timezone) if timezone else None
    except (KeyError, ValueError, OSError):
        return None


@dataclass(frozen=True, slots=True)
class DatedWeekday:
    """A weekday with its date as found in a text; `year` is None when it was not written."""

    text: str
    weekday: int
    day: int
    month: int
    year: int | None

    def agrees(self, year: int) -> bool:
        """Whether that date exists and falls on that weekday; `year` stands in for one that was not written."""
        try:
            return date(self.year or year, self.month, self.day).weekday() == self.weekday
        except ValueError:
            return False


def dated_weekdays(text: str) -> Iterator[DatedWeekday]:
    """Every weekday with a date in a text, day or month first, in all languages of the tables."""
    for words, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            month = found["month"] or found["month_first"]
            yield DatedWeekday(
                text=found[0],
                weekday=_place(words.weekdays, found["weekday"]),
                day=int(found["day"] or found["day_last"]),
                month=_place(words.months, month) + 1,
                year=int(found["year"]) if found["year"] else None,
            )


def days_in(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Every day of a month in a text as (day, month), with the words that name it, in all languages of the tables."""
    for words, pattern in _DAYS:
        for found in pattern.finditer(text):
            day, month = found["day"] or found["day_last"], found["month"] or found["month_first"]
            yield (int(day), words.months.index(month) + 1), found[0]


def _place(words: tuple[str, ...], word: str) -> int:
    return [w.casefold() for w in words].index(word.casefold())


def _pattern(words: DayWords) -> re.Pattern[str]:
    weekdays, months = "|".join(words.weekdays), "|".join(words.months)
    ordinal = r"(?:st|nd|rd|th|er|\.)?"
    return re.compile(
        rf"\b(?P<weekday>{weekdays}),?\s+(?:the\s+|den\s+)?"
        rf"(?:(?P<day>[0-9]{{1,2}}){ordinal}\s+(?:of\s+)?(?P<month>{months})"
        rf"|(?P<month_first>{months})\s+(?P<day_last>[0-9]{{1,2}}){ordinal})\b(?:,?\s+(?P<year>[12][0-9]{{3}})\b)?",
        re.IGNORECASE,
    )


def _days(words: DayWords) -> re.Pattern[str]:
    """A day of a month; the month in its own capitals, for "may" is a word, too."""
    months = "|".join(words.months)
    return re.compile(
        rf"\b(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+)?(?P<month>{months})"
        rf"|(?P<month_first>{months})\s+(?P<day_last>[0-9]{{1,2}})(?:st|nd|rd|th)?)\b"
    )


_DAYS = tuple((words, _days(words)) for words in WORDS.values())
_PATTERNS = tuple((words, _pattern(words)) for words in WORDS.values())
