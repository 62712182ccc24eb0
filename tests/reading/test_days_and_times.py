"""Days, times of day and zones, as English mail writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading.almanac.clock import FoundTime
from agent.reading.almanac.days import FoundDay
from agent.reading.almanac.mailtime import MailTime
from agent.reading.almanac.telling import tell
from agent.reading.almanac.zones import zone
from agent.reading.phrases.language import language_of
from tests.reading.handmade import almanac

WEDNESDAY = date(2026, 3, 11)


def mail_of(day: date, language: str = "en", place: str | None = None) -> MailTime:
    """A mail of a day, at noon in UTC."""
    at = datetime.combine(day, time(12), tzinfo=UTC)
    return MailTime(at, UTC, (ZoneInfo("Europe/London"),), language, place)


def find_days(text: str, day: date, language: str = "en", place: str | None = None) -> tuple[FoundDay, ...]:
    """The days a text names."""
    return tell(text, mail_of(day, language, place), almanac()).days


def find_times(text: str, language: str = "en") -> tuple[FoundTime, ...]:
    """The times of day a text names."""
    return tell(text, mail_of(WEDNESDAY, language), almanac()).times


DAYS: list[tuple[str, list[str]]] = [
    ("on 12 March", ["2026-03-12"]),
    ("March 12th", ["2026-03-12"]),
    ("Thu 12 Mar", ["2026-03-12"]),
    ("Thursday, March 12, 2026", ["2026-03-12"]),
    ("the 12th of March 2026", ["2026-03-12"]),
    ("2026-03-12", ["2026-03-12"]),
    ("13/04/2026", ["2026-04-13"]),
    ("04/13/2026", ["2026-04-13"]),
    ("03/04/2026", []),
    ("05/05/2026", ["2026-05-05"]),
    ("Friday 03/04/2026", ["2026-04-03"]),
    ("Wed 03/04/2026", ["2026-03-04"]),
    ("03.04.2026", ["2026-04-03"]),
    ("13/04/26", ["2026-04-13"]),
    ("Monday 13/4", ["2026-04-13"]),
    ("open 24/7", []),
    ("31 February", []),
    ("99/99/2026", []),
    ("Thursday, March 21st", []),
    ("Friday, 11 July 2026", []),
    ("12 January", ["2026-01-12"]),
    ("5 January", ["2027-01-05"]),
    ("today", ["2026-03-11"]),
    ("tomorrow", ["2026-03-12"]),
    ("the day after tomorrow", ["2026-03-13"]),
    ("Thursday", ["2026-03-12"]),
    ("Wednesday", ["2026-03-18"]),
    ("next Thursday", ["2026-03-19"]),
    ("this Friday and next Monday", ["2026-03-13", "2026-03-16"]),
    ("we may 3 times, or march 4 abreast", ["2026-03-04"]),
    ("version 2.10 of room 3", []),
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_days_are_read_as_of_the_day_of_the_mail(text: str, expected: list[str]) -> None:
    assert [found.day.isoformat() for found in find_days(text, WEDNESDAY)] == expected


def test_a_january_date_in_a_december_mail_is_next_years() -> None:
    (found,) = find_days("on 12 January", date(2025, 12, 20))
    assert found.day == date(2026, 1, 12)


def test_a_day_that_the_years_around_do_not_have_is_none() -> None:
    assert find_days("29 February", WEDNESDAY) == ()


TIMES: list[tuple[str, list[tuple[time, time | None, str]]]] = [
    ("at 2pm", [(time(14), None, "")]),
    ("at 2:30 p.m.", [(time(14, 30), None, "")]),
    ("at 9.30am", [(time(9, 30), None, "")]),
    ("14:00 CET", [(time(14), None, "CET")]),
    ("14h30", [(time(14, 30), None, "")]),
    ("12am and 12pm", [(time(0), None, ""), (time(12), None, "")]),
    ("noon", [(time(12), None, "")]),
    ("2:30–3:15 p.m.", [(time(14, 30), time(15, 15), "")]),
    ("10:00 AM - 11:00 AM AEST", [(time(10), time(11), "AEST")]),
    ("11 - 1pm", [(time(11), time(13), "")]),
    ("from 2pm to 3pm GMT+2", [(time(14), time(15), "GMT+2")]),
    ("10:00 to 10:45 (London time)", [(time(10), time(10, 45), "London time")]),
    ("3pm Eastern", [(time(15), None, "Eastern")]),
    ("16:00 Europe/Berlin", [(time(16), None, "Europe/Berlin")]),
    ("between 1 and 3pm", [(time(13), time(15), "")]),
    ("in 3 days, room 14, 50% of 2-3 people", []),
    ("at 25:00 or 0pm", []),
    ("at 13:00pm", [(time(13), None, "")]),
    ("15:00 - 14:00", [(time(15), None, ""), (time(14), None, "")]),
    ("$12:00", []),
    ("Monday 15 to 14", []),
    ("Monday at 25.30", []),
    ("Monday at 2.5", []),
    ("Monday 2.5 - 3pm", [(time(15), None, "")]),
    ("March 12 - 2pm", [(time(14), None, "")]),
    ("Friday 24:00", [(time(23, 59), None, "")]),
    ("twenty past two", [(time(14, 20), None, "")]),
    ("tomorrow afternoon between 8:30 and 9", [(time(20, 30), time(21), "")]),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times_of_day_are_read_with_their_end_and_zone(
    text: str, expected: list[tuple[time, time | None, str]]
) -> None:
    assert [(found.begins, found.ends, found.zone) for found in find_times(text)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [("nl", "om tien over tien", "10:10"), ("de", "um halb eins", "12:30")],
)
def test_minutes_are_told_past_the_hour_and_before_it(language: str, text: str, expected: str) -> None:
    assert "".join(f"{found.begins:%H:%M}" for found in find_times(text, language)) == expected


@pytest.mark.parametrize(
    ("language", "place", "expected"),
    [
        ("en", "Europe/London", "2026-04-03"),
        ("en", "America/New_York", "2026-03-04"),
        ("en", "America/Toronto", None),
        ("en", None, None),
        ("de", None, "2026-04-03"),
    ],
)
def test_a_date_in_figures_is_read_as_where_it_was_written(
    language: str, place: str | None, expected: str | None
) -> None:
    found = find_days("on 03/04/2026", WEDNESDAY, language, place)
    assert [str(day.day) for day in found] == ([expected] if expected else [])


def test_any_time_between_two_is_a_window() -> None:
    assert [found.window for found in find_times("between 1 and 3pm, or from 4pm to 5pm")] == [True, False]


LONDON, KOLKATA, CHICAGO = ZoneInfo("Europe/London"), ZoneInfo("Asia/Kolkata"), ZoneInfo("America/Chicago")
AT = datetime(2026, 7, 1, 12)  # noqa: DTZ001 — a time of day whose zone is the question


@pytest.mark.parametrize(
    ("written", "near", "expected"),
    [
        ("EST", (LONDON,), "America/New_York"),
        ("CET", (LONDON,), "Europe/Berlin"),
        ("IST", (KOLKATA,), "Asia/Kolkata"),
        ("IST", (LONDON,), "Europe/Dublin"),
        ("IST", (CHICAGO,), None),
        ("CST", (timezone(timedelta(hours=8)),), "Asia/Shanghai"),
        ("CST", (CHICAGO,), "America/Chicago"),
        ("BST", (LONDON,), "Europe/London"),
        ("GMT+2", (LONDON,), "Etc/GMT-2"),
        ("UTC-05:00", (LONDON,), "Etc/GMT+5"),
        ("UTC+0", (LONDON,), "UTC"),
        ("+05:30", (LONDON,), "Asia/Kolkata"),
        ("+03:15", (LONDON,), None),
        ("UTC+20", (LONDON,), None),
        ("Europe/Madrid", (LONDON,), "Europe/Madrid"),
        ("Europe/Atlantis", (LONDON,), None),
        ("New York time", (LONDON,), "America/New_York"),
        ("Pacific Daylight Time", (LONDON,), "America/Los_Angeles"),
        ("Middle Earth time", (LONDON,), None),
    ],
)
def test_a_zone_is_named_or_left_open(written: str, near: tuple[ZoneInfo, ...], expected: str | None) -> None:
    assert almanac().zones.named(written, near, AT) == expected


def test_no_zone_has_an_impossible_name() -> None:
    assert zone("../secrets") is None
    assert zone("") is None


@given(st.text(max_size=200), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_any_text_has_days_and_times_in_order(text: str, day: date) -> None:
    for found in (find_days(text, day), find_times(text)):
        starts = [one.start for one in found]
        assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you for your application to the position, we will be in touch.", "en"),
        ("Vielen Dank für Ihre Bewerbung, wir haben sie erhalten und melden uns bei Ihnen mit der Antwort.", "de"),
        ("Nous avons bien reçu votre candidature et vous remercions pour le temps que vous avez pris.", "fr"),
        ("Gracias por su interés en la vacante, nos pondremos en contacto con usted para los próximos pasos.", "es"),
        ("Bedankt voor je sollicitatie, wij nemen zo snel mogelijk contact met je op over de vacature.", "nl"),
        ("Kiitos hakemuksestasi tehtävään. " * 10, "other"),
        ("Hello", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_its_small_words(text: str, expected: str) -> None:
    assert language_of(text) == expected
