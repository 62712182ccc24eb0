"""Times of day in words that say whose clock is meant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.writing.clock import CLOCKS, moments_in_words, time_in_words, times_in, zone_in_words

MONDAY = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 31, 13, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 31, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "hour", "half"),
    [("en", "9:00", "9:30"), ("de", "9:00 Uhr", "9:30 Uhr"), ("fr", "9 h", "9 h 30"), ("xx", None, None)],
)
def test_a_time_is_written_as_the_language_does(language: str, hour: str | None, half: str | None) -> None:
    assert time_in_words(MONDAY, language) == hour
    assert time_in_words(MONDAY.replace(minute=30), language) == half


@pytest.mark.parametrize(
    ("zone", "english", "german", "french"),
    [
        ("Europe/London", "London time", "Ortszeit London", "heure de Londres"),
        ("Europe/Zurich", "Zurich time", "Ortszeit Zürich", "heure de Zurich"),
        ("Europe/Amsterdam", "Amsterdam time", "Ortszeit Amsterdam", "heure d’Amsterdam"),
        ("America/New_York", "New York time", "Ortszeit New York", "heure de New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time", "Ortszeit Buenos Aires", "heure de Buenos Aires"),
        ("UTC", "UTC", "UTC", "UTC"),
        ("Etc/GMT+5", "UTC-5", "UTC-5", "UTC-5"),
        ("CET", "UTC+2", "UTC+2", "UTC+2"),
        ("Mars/Olympus", None, None, None),
        ("", None, None, None),
    ],
)
def test_a_zone_is_named_by_its_city_else_by_its_distance_from_utc(
    zone: str, english: str | None, german: str | None, french: str | None
) -> None:
    told = [zone_in_words(zone, MONDAY, language) for language in ("en", "de", "fr", "xx")]
    assert told == [english, german, french, None]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Monday 30 March at 10:00 or Tuesday 31 March at 14:00 (London time)"),
        ("de", "Montag, 30. März um 10:00 Uhr oder Dienstag, 31. März um 14:00 Uhr (Ortszeit London)"),
        ("fr", "lundi 30 mars à 10 h ou mardi 31 mars à 14 h (heure de Londres)"),
        ("xx", ""),
    ],
)
def test_moments_are_a_choice_by_one_clock(language: str, said: str) -> None:
    assert moments_in_words([MONDAY, TUESDAY], "Europe/London", 2026, language) == said


def test_times_of_one_day_name_it_once() -> None:
    assert moments_in_words([MONDAY, TUESDAY, LATER], "Europe/London", 2026, "en") == (
        "Monday 30 March at 10:00, or Tuesday 31 March at 14:00 or 16:30 (London time)"
    )
    assert moments_in_words([TUESDAY, LATER], "Europe/London", 2026, "en") == (
        "Tuesday 31 March at 14:00 or 16:30 (London time)"
    )


def test_a_city_is_right_on_both_sides_of_the_change_of_the_clocks_and_a_distance_is_told_for_each() -> None:
    before = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
    assert moments_in_words([before, MONDAY], "Europe/London", 2026, "en") == (
        "Friday 27 March at 9:00 or Monday 30 March at 10:00 (London time)"
    )
    assert moments_in_words([before, MONDAY], "CET", 2026, "en") == (
        "Friday 27 March at 10:00 (UTC+1) or Monday 30 March at 11:00 (UTC+2)"
    )


def test_another_year_is_written_out_and_nothing_is_no_choice() -> None:
    assert "2027" in moments_in_words([MONDAY.replace(year=2027)], "Europe/London", 2026, "en")
    assert moments_in_words([], "Europe/London", 2026, "en") == ""
    assert moments_in_words([datetime.max.replace(tzinfo=UTC)], "Asia/Tokyo", 2026, "en") == ""


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("at 9:30", [(9, 30)]),
        ("at 14:00 (London time)", [(14, 0)]),
        ("um 9:30 Uhr", [(9, 30)]),
        ("um 9 Uhr", [(9, 0)]),
        ("à 9 h 30 ou à 14 h", [(9, 30), (14, 0)]),
        ("at 3 pm, 12 a.m. or 12:15pm", [(15, 0), (0, 0), (12, 15)]),
        ("in 2026, 24/7, 9.5 of 10, 3:1, 100 h", []),
        ("version 3.11 of 5 parts", []),
    ],
)
def test_times_of_day_are_found_in_a_text(text: str, times: list[tuple[int, int]]) -> None:
    assert [time for time, _ in times_in(text)] == times


@given(
    at=st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30))])),
    language=st.sampled_from(sorted(CLOCKS)),
)
def test_every_time_that_is_written_is_found_again(at: datetime, language: str) -> None:
    assert [time for time, _ in times_in(time_in_words(at, language) or "")] == [(at.hour, at.minute)]
