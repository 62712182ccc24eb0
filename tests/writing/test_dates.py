"""Days in words that nobody can misread."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.writing.dates import WORDS, dated_weekdays, day_in_words, day_of, weekday_in_words, zone_of


@pytest.mark.parametrize(
    ("language", "day", "with_weekday"),
    [
        ("en", "12 March", "Thursday 12 March"),
        ("de", "12. März", "Donnerstag, 12. März"),
        ("fr", "12 mars", "jeudi 12 mars"),
        ("xx", None, None),
    ],
)
def test_a_day_is_written_with_its_month_by_name(language: str, day: str | None, with_weekday: str | None) -> None:
    assert day_in_words(date(2026, 3, 12), 2026, language) == day
    assert weekday_in_words(date(2026, 3, 12), 2026, language) == with_weekday


def test_another_year_is_written_out() -> None:
    assert weekday_in_words(date(2025, 12, 18), 2026, "en") == "Thursday 18 December 2025"


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Tokyo", date(2026, 3, 13)), ("America/New_York", date(2026, 3, 12)), (None, date(2026, 3, 12))],
)
def test_the_day_is_that_of_the_zone_that_was_stated(zone: str | None, day: date) -> None:
    assert day_of(datetime(2026, 3, 12, 22, 0, tzinfo=UTC), zone) == day


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "America", "\x00", "", None])
def test_a_zone_nobody_knows_is_no_zone(name: str | None) -> None:
    assert zone_of(name) is None


def test_the_last_instant_there_is_still_has_a_day() -> None:
    assert day_of(datetime.max.replace(tzinfo=UTC), "Asia/Tokyo") == date.max


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("on Thursday 12 March", True),
        ("on Tuesday 12 March", False),
        ("on Thursday, 12th of March 2026", True),
        ("on Thursday, March 12, 2026", True),
        ("on Wednesday, March 12 2025", True),
        ("am Donnerstag, 12. März", True),
        ("am Freitag, den 12. März", False),
        ("le jeudi 12 mars", True),
        ("on Friday 31 February", False),
    ],
)
def test_a_weekday_beside_a_date_is_compared_with_the_calendar(text: str, agrees: bool) -> None:
    (found,) = dated_weekdays(text)
    assert found.agrees(2026) is agrees


@pytest.mark.parametrize("text", ["", "on Thursday", "12 March", "Thursday at 12", "Thursday the band, 12 March"])
def test_a_weekday_or_a_date_alone_contradicts_nothing(text: str) -> None:
    assert list(dated_weekdays(text)) == []


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(sorted(WORDS)))
def test_what_is_written_is_read_back_as_the_same_day(day: date, language: str) -> None:
    (found,) = dated_weekdays(f"– {weekday_in_words(day, 2026, language)} –")
    assert (found.day, found.month, found.year or 2026) == (day.day, day.month, day.year)
    assert found.agrees(2026)
