"""Lengths of time, business calendars, office hours, and the changes of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.deciding import Duration, QuietHours, Season, parse_duration, region_is_known
from agent.deciding.calendars import Calendar, Calendars, weekend_of, zone_named
from agent.deciding.hours import SLOW_SEASONS
from agent.deciding.timing import MOST, after, further, window
from tests.deciding.story import ME, at, rule, shipped

ENGLAND = Calendar(ZoneInfo("Europe/London"), "GB", "ENG", slow_seasons=SLOW_SEASONS)
SCOTLAND = replace(ENGLAND, subdivision="SCT")
NEW_YORK = Calendar(ZoneInfo("America/New_York"), "US")


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("5 business days", Duration(5, "business days")),
        ("1 business day", Duration(1, "business days")),
        ("  2   Hours ", Duration(2, "hours")),
        ("90 minutes", Duration(90, "minutes")),
        ("1 day", Duration(1, "days")),
        ("2 weeks", Duration(14, "days")),
        ("3 working days", Duration(3, "business days")),
        ("0 days", Duration(0, "days")),
        ("same day", Duration(0, "days")),
        (" Next  business-morning", Duration(1, "business days")),
    ],
)
def test_a_length_of_time_is_read_as_people_write_it(text: str, length: Duration) -> None:
    assert parse_duration(text) == length


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("five days", "write a number and a unit"),
        ("5", "write a number and a unit"),
        ("-5 days", "write a number and a unit"),
        ("", "write a number and a unit"),
        ("5 fortnights", "is not a unit of time"),
        ("5 busines days", "is not a unit of time"),
        ("9999 business days", "at most 500 business days"),
        ("\N{ARABIC-INDIC DIGIT FIVE} days", "write a number and a unit"),
    ],
)
def test_a_slip_gets_a_sentence_that_says_what_to_write(text: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        parse_duration(text)


@given(st.sampled_from(list(MOST)), st.integers(0, 400))
def test_what_a_length_of_time_says_of_itself_can_be_read_again(unit: str, amount: int) -> None:
    length = Duration(amount, unit)  # type: ignore[arg-type]  # drawn from the units
    assert parse_duration(str(length)) == length


@pytest.mark.parametrize(
    ("calendar", "start", "count", "end"),
    [
        (ENGLAND, "2026-03-12", 5, "2026-03-19"),  # Thursday to Thursday
        (ENGLAND, "2026-03-13", 2, "2026-03-17"),  # Friday to Tuesday
        (ENGLAND, "2026-03-27", 5, "2026-04-07"),  # over Good Friday and Easter Monday
        (SCOTLAND, "2026-03-27", 5, "2026-04-06"),  # Easter Monday is worked there
        (ENGLAND, "2025-12-18", 5, "2025-12-29"),  # over Christmas and Boxing Day
        (ENGLAND, "2026-03-14", 1, "2026-03-16"),  # from a Saturday
        (ENGLAND, "2026-03-14", 0, "2026-03-16"),
        (ENGLAND, "2026-03-12", 0, "2026-03-12"),
        (replace(ENGLAND, country="IL", subdivision="", weekend=frozenset({4, 5})), "2026-03-12", 1, "2026-03-15"),
        (replace(ENGLAND, days_off=frozenset({date(2026, 3, 16)})), "2026-03-13", 1, "2026-03-17"),
        (replace(ENGLAND, country="", subdivision=""), "2026-03-27", 5, "2026-04-03"),  # no country, no holidays
    ],
)
def test_business_days_are_counted_in_the_recipients_calendar(
    calendar: Calendar, start: str, count: int, end: str
) -> None:
    assert calendar.add(date.fromisoformat(start), count) == date.fromisoformat(end)


def test_a_calendar_in_which_nobody_ever_works_does_not_hang() -> None:
    never = replace(ENGLAND, weekend=frozenset(range(7)))
    assert never.add(date(2026, 3, 12), 1) == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("there", "london"),
    [
        ("2026-03-20 15:00", "19:00"),  # New York is on summer time already
        ("2026-03-06 15:00", "20:00"),
        ("2026-03-30 15:00", "20:00"),
        ("2026-10-28 15:00", "19:00"),
    ],
)
def test_clock_times_across_the_atlantic_follow_each_sides_own_change(there: str, london: str) -> None:
    instant = NEW_YORK.at(datetime.fromisoformat(there).date(), time(15))
    assert f"{instant.astimezone(ZoneInfo('Europe/London')):%H:%M}" == london


def test_hours_are_counted_through_a_change_of_the_clocks() -> None:
    before = at("2026-03-29 00:30")
    assert after(before, Duration(2, "hours"), ENGLAND) == at("2026-03-29 03:30")
    assert after(at("2026-10-25 00:30"), Duration(2, "hours"), ENGLAND) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert after(before, Duration(1, "days"), ENGLAND) == at("2026-03-30 00:30")
    assert after(before, Duration(90, "minutes"), ENGLAND) - before.astimezone(UTC) == timedelta(minutes=90)


def test_a_day_is_the_recipients_day_not_that_of_greenwich() -> None:
    evening = at("2026-03-12 21:00", "America/Los_Angeles")  # already Friday in Greenwich
    calendar = Calendar(ZoneInfo("America/Los_Angeles"), "US")
    assert calendar.day(after(evening, Duration(5, "business days"), calendar)) == date(2026, 3, 19)


@pytest.mark.parametrize(
    ("instant", "moved"),
    [
        ("2026-03-12 08:59", "2026-03-12 09:00"),
        ("2026-03-12 09:00", "2026-03-12 09:00"),
        ("2026-03-12 16:59", "2026-03-12 16:59"),
        ("2026-03-12 17:00", "2026-03-13 09:00"),
        ("2026-03-13 18:00", "2026-03-16 09:00"),  # Friday evening
        ("2026-04-03 10:00", "2026-04-07 09:00"),  # Good Friday
    ],
)
def test_a_moment_outside_office_hours_moves_to_when_the_office_opens(instant: str, moved: str) -> None:
    assert ENGLAND.in_hours(at(instant)) == at(moved)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_a_moment_in_hours_is_never_earlier_never_at_night_and_never_on_a_day_off(instant: datetime) -> None:
    moved = ENGLAND.in_hours(instant)
    local = moved.astimezone(ENGLAND.zone)
    assert moved >= instant
    assert ENGLAND.worked(local.date())
    assert time(9) <= local.time() < time(17)
    assert ENGLAND.in_hours(moved) == moved


def test_a_recipient_abroad_has_the_holidays_and_the_weekend_of_that_country() -> None:
    calendars = Calendars(shipped(), ME)
    assert not calendars.of("America/New_York").worked(date(2026, 7, 3))  # Independence Day, observed
    assert calendars.of(None).worked(date(2026, 7, 3))
    assert calendars.of("Asia/Jerusalem").worked(date(2026, 3, 15))
    assert not calendars.of(None).worked(date(2026, 3, 15))
    assert calendars.of("Europe/London") == calendars.of(None) == calendars.of("Nowhere/City")


def test_without_a_country_in_the_settings_the_users_zone_tells_it() -> None:
    rules, me = replace(shipped(), country="", subdivision=""), replace(ME, country="")
    assert Calendars(rules, me).of(None).country == "GB"
    assert Calendars(rules, replace(me, timezone="UTC")).of(None).country == ""
    assert Calendars(replace(rules, country="xx"), me).of(None).worked(date(2026, 12, 25))
    assert Calendars(replace(rules, subdivision="??"), me).of(None).worked(date(2026, 3, 12))
    assert Calendars(rules, replace(me, timezone="Not/AZone")).of(None).zone.key == "UTC"


def test_weekends_differ_and_are_ordinary_where_nobody_knows() -> None:
    assert weekend_of("IL") == frozenset({4, 5})
    assert weekend_of("GB") == weekend_of("ZZ") == frozenset({5, 6})


@pytest.mark.parametrize("name", [None, "", "America", "../etc", "No/Where", "\x00", "a" * 300])
def test_a_zone_nobody_knows_is_none(name: str | None) -> None:
    assert zone_named(name) is None


@pytest.mark.parametrize(
    ("country", "subdivision", "known"),
    [("GB", "ENG", True), ("gb", "", True), ("GB", "XX", False), ("ZZ", "", False), ("DE", "by", True)],
)
def test_it_is_known_for_which_regions_holidays_are_known(country: str, subdivision: str, known: bool) -> None:
    assert region_is_known(country, subdivision) is known


# Windows


def test_a_thank_you_appears_two_hours_after_the_end_even_in_the_evening() -> None:
    found = window(rule("thank-you"), at("2026-03-12 18:30"), ENGLAND, shipped())
    assert found.earliest == at("2026-03-12 20:30")
    assert found.suggested == at("2026-03-13 09:00")
    assert found.until == at("2026-03-19 17:00")


def test_a_thank_you_for_a_morning_is_best_sent_the_same_day_and_for_friday_evening_on_monday() -> None:
    morning = window(rule("thank-you"), at("2026-03-12 11:00"), ENGLAND, shipped())
    friday = window(rule("thank-you"), at("2026-03-13 16:00"), ENGLAND, shipped())
    assert morning.suggested == morning.earliest == at("2026-03-12 13:00")
    assert friday.suggested == at("2026-03-16 09:00")


def test_a_question_appears_when_the_office_opens_on_the_fifth_business_day() -> None:
    found = window(rule("status-no-promise"), at("2026-03-12 15:00"), ENGLAND, shipped())
    assert (found.earliest, found.suggested) == (at("2026-03-19 09:00"), at("2026-03-24 09:30"))
    assert found.until == at("2026-04-13 17:00")


def test_a_slow_season_adds_a_week_to_a_wait_without_a_date_and_to_none_else() -> None:
    waiting = window(rule("status-no-promise"), at("2025-12-18 15:00"), ENGLAND, shipped())
    assert waiting.earliest == at("2026-01-06 09:00")
    promised = window(rule("status-after-promise"), at("2025-12-18 15:00"), ENGLAND, shipped())
    assert promised.earliest == at("2025-12-22 09:00")
    switched_off = replace(shipped(), slow_extra=Duration(0, "business days"))
    assert window(rule("status-no-promise"), at("2025-12-18 15:00"), ENGLAND, switched_off).earliest == at(
        "2025-12-29 09:00"
    )


def test_august_is_slow_in_france_and_not_in_england() -> None:
    rules = replace(shipped(), country="FR", subdivision="")
    french = Calendars(rules, replace(ME, country="FR", timezone="Europe/Paris")).of(None)
    paris = window(rule("status-no-promise"), at("2026-08-06 15:00", "Europe/Paris"), french, rules)
    london = window(rule("status-no-promise"), at("2026-08-06 15:00"), ENGLAND, shipped())
    assert french.day(paris.earliest) == date(2026, 8, 20)
    assert ENGLAND.day(london.earliest) == date(2026, 8, 13)


def test_a_season_may_span_new_year() -> None:
    season = Season((12, 20), (1, 4), ("GB",))
    assert [season.covers(date(2026, *day), "GB") for day in ((12, 20), (1, 4), (1, 5), (12, 19))] == [
        *(True, True, False, False)
    ]
    assert not season.covers(date(2026, 12, 25), "FR")


def test_a_window_in_hours_still_leaves_the_day_it_begins_on() -> None:
    short = replace(rule("status-no-promise"), after=Duration(1, "hours"), until=Duration(2, "hours"), any_hour=False)
    found = window(short, at("2026-03-12 18:00"), ENGLAND, shipped())
    assert found.earliest == at("2026-03-13 09:00")
    assert found.until == at("2026-03-13 17:00")


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - as above
    st.sampled_from([r.name for r in shipped().rules]),
    st.sampled_from([ENGLAND, SCOTLAND, NEW_YORK]),
)
def test_a_window_is_in_order_and_opens_in_office_hours(start: datetime, name: str, calendar: Calendar) -> None:
    found = window(rule(name), start, calendar, shipped())
    assert start <= found.earliest <= found.suggested <= found.until
    opens_in_time = calendar.in_hours(found.earliest) < found.until
    assert calendar.in_hours(found.suggested) == found.suggested or not opens_in_time
    if not rule(name).any_hour:
        assert calendar.in_hours(found.earliest) == found.earliest


def test_office_hours_are_the_users_to_choose() -> None:
    late = replace(ENGLAND, quiet=QuietHours(time(12), time(20)))
    assert late.in_hours(at("2026-03-12 09:00")) == at("2026-03-12 12:00")


@pytest.mark.parametrize(
    ("over", "best"),
    [
        ("2026-03-04 15:00", "2026-03-17 09:30"),  # seven business days later is Friday the 13th
        ("2026-03-05 15:00", "2026-03-17 09:30"),  # Monday
        ("2026-03-06 15:00", "2026-03-17 09:30"),  # Tuesday
        ("2026-03-10 15:00", "2026-03-19 09:30"),
        ("2026-03-26 15:00", "2026-04-08 09:30"),  # the Tuesday after Easter Monday would be the seventh
    ],
)
def test_a_question_is_best_read_on_a_tuesday_wednesday_or_thursday(over: str, best: str) -> None:
    assert window(rule("status-no-promise"), at(over), ENGLAND, shipped()).suggested == at(best)


def test_a_question_is_not_sent_at_lunch_and_on_monday_or_friday_only_where_later_is_too_late() -> None:
    in_hours = replace(rule("status-no-promise"), after=Duration(1, "hours"), suggest=Duration(1, "hours"))
    short = replace(in_hours, until=Duration(0, "days"))
    tuesday, monday, friday = "2026-03-10", "2026-03-09", "2026-03-13"
    expected = [
        (in_hours, f"{tuesday} 11:30", f"{tuesday} 13:00"),
        (in_hours, f"{tuesday} 15:30", "2026-03-11 09:30"),
        (in_hours, f"{friday} 09:00", "2026-03-17 09:30"),
        (short, f"{monday} 09:00", f"{monday} 11:00"),
        (short, f"{monday} 11:30", f"{monday} 13:00"),
        (short, f"{friday} 09:00", f"{friday} 10:00"),
        (short, f"{friday} 13:00", f"{friday} 14:00"),  # no hour that day is a good one any more
    ]
    for one, start, best in expected:
        assert window(one, at(start), ENGLAND, shipped()).suggested == at(best), start


def test_thanks_are_best_soon_whatever_the_weekday() -> None:
    assert window(rule("thank-you"), at("2026-03-13 10:00"), ENGLAND, shipped()).suggested == at("2026-03-13 12:00")


def test_the_best_hours_are_those_of_the_office_too() -> None:
    late = replace(ENGLAND, quiet=QuietHours(time(14), time(20)))
    night = replace(ENGLAND, quiet=QuietHours(time(17), time(23)))
    found = window(rule("status-no-promise"), at("2026-03-12 15:00"), late, shipped())
    assert found.suggested == at("2026-03-24 14:00")
    assert window(rule("status-no-promise"), at("2026-03-12 15:00"), night, shipped()).suggested == at(
        "2026-03-23 17:00"
    )


def test_same_day_lasts_as_long_as_the_day_does_for_what_may_appear_at_any_hour() -> None:
    same = replace(rule("thank-you"), after=Duration(20, "minutes"), until=Duration(0, "days"))
    assert window(same, at("2026-03-12 10:00"), ENGLAND, shipped()).until == at("2026-03-12 17:00")
    assert window(same, at("2026-03-12 18:00"), ENGLAND, shipped()).until == at("2026-03-13 00:00")


def test_a_further_draft_waits_as_long_as_its_rule_says_of_further_ones() -> None:
    twice = replace(rule("status-no-promise"), again=Duration(9, "business days"))
    later = further(twice)
    assert (later.after, later.suggest) == (Duration(9, "business days"), Duration(11, "business days"))
    assert further(rule("status-no-promise")) == rule("status-no-promise")
    assert further(replace(twice, again=Duration(9, "days"))).suggest == Duration(9, "days")
