"""Invitations are read as stated: the zone when there is one, nothing assumed when there is none."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading.message import Attendee, CalendarEvent, Message
from agent.reading.model import Address
from agent.reading.parsing.calendar import ATTENDEE_LIMIT, EVENT_LIMIT, calendar_events
from agent.reading.parsing.parse import parse

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
NAIVE = datetime(2026, 3, 9, 10, 0)  # noqa: DTZ001 - a floating time is what is tested
BERLIN = ZoneInfo("Europe/Berlin")


def calendar(*lines: str, method: str = "REQUEST", around: tuple[str, ...] = ()) -> bytes:
    event = ("BEGIN:VEVENT", "UID:u1@acme.example", *lines, "END:VEVENT")
    return "\r\n".join(("BEGIN:VCALENDAR", f"METHOD:{method}", *around, *event, "END:VCALENDAR", "")).encode()


def only(part: bytes, method: str | None = None) -> CalendarEvent:
    events = calendar_events(part, method)
    assert len(events) == 1, events
    return events[0]


def own_zone(*rules: str, tzid: str = "Customized Time Zone") -> tuple[str, ...]:
    standard = ("BEGIN:STANDARD", "DTSTART:16011028T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", *rules[:1])
    summer = ("BEGIN:DAYLIGHT", "DTSTART:16010325T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", *rules[1:])
    return ("BEGIN:VTIMEZONE", f"TZID:{tzid}", *standard, "END:STANDARD", *summer, "END:DAYLIGHT", "END:VTIMEZONE")


YEARLY = ("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3")


def test_an_invitation_is_read_with_all_that_matters() -> None:
    event = only(
        calendar(
            "DTSTART;TZID=Europe/Berlin:20260309T100000",
            "DTEND;TZID=Europe/Berlin:20260309T110000",
            "SEQUENCE:2",
            "SUMMARY:Interview\\, Acme",
            "DESCRIPTION:Dear Sam\\n\\nwelcome.",
            "LOCATION:Room\\; 4",
            "STATUS:confirmed",
            'ORGANIZER;CN="Ann Ames":MAILTO:Ann@ACME.example',
            "ATTENDEE;CN=Sam;PARTSTAT=needs-action:mailto:sam@home.example",
            "ATTENDEE:invalid",
        )
    )
    assert event == CalendarEvent(
        method="REQUEST",
        uid="u1@acme.example",
        sequence=2,
        start=datetime(2026, 3, 9, 10, tzinfo=BERLIN),
        end=datetime(2026, 3, 9, 11, tzinfo=BERLIN),
        timezone="Europe/Berlin",
        summary="Interview, Acme",
        description="Dear Sam\n\nwelcome.",
        location="Room; 4",
        status="CONFIRMED",
        organizer=Address("Ann Ames", "Ann@acme.example"),
        attendees=(Attendee(Address("Sam", "sam@home.example"), "NEEDS-ACTION"),),
    )


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ('"Europe/Berlin"', "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("w. europe standard time", "Europe/Berlin"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("America_New_York", "America/New_York"),
        ("US-Eastern", "US/Eastern"),
        ("Etc/UTC", "UTC"),
        ("UTC", "UTC"),
        ("Customized Time Zone", None),
        ('"(UTC+01:00) Amsterdam"', None),
        ("Mars/Olympus", None),
        ("../../etc/passwd", None),
        ("posix/Europe/Berlin", None),
        ("localtime", None),
        ("Factory", None),
        ("Europe", None),
        ("\u0661", None),
    ],
)
def test_a_zone_is_known_by_its_usual_names_and_else_the_time_stays_naive(tzid: str, zone: str | None) -> None:
    event = only(calendar(f"DTSTART;TZID={tzid}:20260309T100000"))
    assert event.timezone == zone
    assert event.start == (NAIVE.replace(tzinfo=ZoneInfo(zone)) if zone else NAIVE)


def test_a_time_in_utc_is_in_utc_and_a_floating_time_in_no_zone() -> None:
    zulu = only(calendar("DTSTART:20260309T100000Z"))
    assert (zulu.start, zulu.timezone) == (datetime(2026, 3, 9, 10, tzinfo=UTC), "UTC")
    floating = only(calendar("DTSTART:20260309T100000"))
    assert (floating.start, floating.timezone) == (NAIVE, None)


@pytest.mark.parametrize(("stated", "zone"), [("Europe/Berlin", "Europe/Berlin"), ("My calendar", None), ("", None)])
def test_the_calendars_own_zone_counts_for_floating_times_if_it_is_one(stated: str, zone: str | None) -> None:
    part = calendar("DTSTART:20260309T100000", around=(f"X-WR-TIMEZONE:{stated}",))
    assert only(part).timezone == zone
    assert only(calendar("DTSTART:20260309T100000Z", around=(f"X-WR-TIMEZONE:{stated}",))).timezone == "UTC"


def test_a_zone_is_known_in_other_capitals() -> None:
    assert only(calendar("DTSTART;TZID=America/New_york:20260309T100000")).timezone == "America/New_York"
    assert only(calendar("DTSTART;TZID=EUROPE/BERLIN:20260309T100000")).timezone == "Europe/Berlin"


def test_a_zone_the_calendar_defines_gives_the_instant_without_a_name() -> None:
    for day, offset in (("0309", 1), ("0709", 2)):
        event = only(calendar(f"DTSTART;TZID=Customized Time Zone:2026{day}T100000", around=own_zone(*YEARLY)))
        assert isinstance(event.start, datetime)
        assert event.start.tzinfo == timezone(timedelta(hours=offset))
        assert event.timezone is None


def test_a_zone_one_mail_defines_is_not_known_to_the_next() -> None:
    start = "DTSTART;TZID=Customized Time Zone:20260309T100000"
    assert only(calendar(start, around=own_zone(*YEARLY))).start != only(calendar(start)).start
    assert only(calendar(start)).start == NAIVE


def test_a_defined_zone_that_says_where_it_is_has_that_name() -> None:
    around = own_zone(*YEARLY)
    located = (*around[:2], "X-LIC-LOCATION:Europe/Berlin", *around[2:])
    assert (
        only(calendar("DTSTART;TZID=Customized Time Zone:20260309T100000", around=located)).timezone == "Europe/Berlin"
    )


@pytest.mark.parametrize(
    "rules",
    [
        ("RRULE:FREQ=SECONDLY", "RRULE:FREQ=YEARLY"),
        ("RRULE:FREQ=YEARLY;BYSETPOS=1", ""),
        ("TZOFFSETTO:+9900", ""),
        ("END:STANDARD", "BEGIN:VALARM"),
    ],
)
def test_a_zone_defined_by_rules_that_may_never_end_is_not_counted(rules: tuple[str, ...]) -> None:
    event = only(calendar("DTSTART;TZID=Customized Time Zone:20260309T100000", around=own_zone(*rules)))
    assert event.timezone is None


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (("DURATION:PT45M",), datetime(2026, 3, 28, 23, 45, tzinfo=UTC)),
        (("DURATION:P1D",), datetime(2026, 3, 29, 23, 0, tzinfo=UTC)),
        (("DURATION:-PT1H",), None),
        (("DURATION:PT-2H",), None),
        (("DURATION:soon",), None),
        ((), None),
        (("DTEND:20260328T220000Z",), None),
        (("DTEND:20260329T000000Z", "DURATION:PT5M"), datetime(2026, 3, 29, 0, 0, tzinfo=UTC)),
        (("DTEND:20260328T233000",), None),
        (("DTEND;VALUE=DATE:20260329",), None),
        (("DTEND:tomorrow",), None),
    ],
)
def test_the_end_is_stated_or_follows_from_the_duration(lines: tuple[str, ...], end: datetime | None) -> None:
    assert only(calendar("DTSTART:20260328T230000Z", *lines)).end == end


def test_an_hour_is_an_hour_over_the_change_of_the_clocks() -> None:
    event = only(calendar("DTSTART;TZID=Europe/Berlin:20260329T013000", "DURATION:PT1H"))
    assert isinstance(event.start, datetime)
    assert isinstance(event.end, datetime)
    assert event.end.astimezone(UTC) - event.start.astimezone(UTC) == timedelta(hours=1)


def test_all_day_and_floating_meetings_keep_plain_days_and_times() -> None:
    whole = only(calendar("DTSTART;VALUE=DATE:20260309", "DTEND;VALUE=DATE:20260310"))
    assert (whole.start, whole.end, whole.timezone) == (date(2026, 3, 9), date(2026, 3, 10), None)
    assert only(calendar("DTSTART;VALUE=DATE:20260309", "DURATION:P1D")).end == date(2026, 3, 10)
    assert only(calendar("DTSTART:20260309T100000", "DURATION:PT1H")).end == NAIVE + timedelta(hours=1)
    assert only(calendar("DTSTART:99991231T230000Z", "DURATION:P9D")).end is None


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "REPLY", "COUNTER", "PUBLISH"])
def test_the_calendars_method_wins_over_the_parts_and_none_means_publish(method: str) -> None:
    assert only(calendar("DTSTART:20260309T100000Z", method=method), "request").method == method
    bare = calendar("DTSTART:20260309T100000Z").replace(b"METHOD:REQUEST\r\n", b"")
    assert only(bare, method.lower()).method == method
    assert only(bare).method == "PUBLISH"


def test_recurrence_is_flagged_and_not_expanded() -> None:
    assert only(calendar("DTSTART:20260309T100000Z", "RRULE:FREQ=SECONDLY")).recurring
    assert not only(calendar("DTSTART:20260309T100000Z")).recurring


@pytest.mark.parametrize(("stated", "sequence"), [("3", 3), ("-1", 0), ("x", 0), ("", 0), ("99999999999", 999999999)])
def test_the_sequence_is_a_number_or_nought(stated: str, sequence: int) -> None:
    assert only(calendar("DTSTART:20260309T100000Z", f"SEQUENCE:{stated}")).sequence == sequence


def test_odd_calendars_are_read_as_far_as_they_go() -> None:
    whole = calendar("DTSTART:20260309T100000Z")
    assert len(calendar_events(b"\xef\xbb\xbf" + whole, None)) == 1
    assert len(calendar_events(whole.decode().encode("utf-16"), None)) == 1
    assert len(calendar_events(whole + whole, None)) == 2
    assert len(calendar_events(whole.replace(b"END:VEVENT\r\nEND:VCALENDAR\r\n", b""), None)) == 1
    assert len(calendar_events(whole.replace(b"END:VCALENDAR\r\n", b"") + whole, None)) == 2
    assert len(calendar_events(b"BEGIN:VEVENT\nUID:1\nDTSTART:20260309T100000Z\nEND:VEVENT", None)) == 1
    assert only(whole.replace(b"UID:u1@acme", b"UID:u1@\r\n acme")).uid == "u1@acme.example"
    assert only(whole.replace(b"\r\n", b"\r")).uid == "u1@acme.example"


def test_alarms_and_tasks_within_are_left_out_and_a_broken_event_spoils_no_other() -> None:
    alarm = ("BEGIN:VALARM", "DESCRIPTION:alarm", "DTSTART:20200101T000000Z", "END:VALARM")
    assert only(calendar(*alarm, "DTSTART:20260309T100000Z")).description == ""
    two = calendar("DTSTART:never", "no line at all", 'SUMMARY;X="open:x') + calendar("DTSTART:20260309T100000Z")
    assert [event.start for event in calendar_events(two, None)] == [None, datetime(2026, 3, 9, 10, tzinfo=UTC)]
    assert calendar_events(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:neither id nor time\nEND:VEVENT", None) == ()


def test_bombs_are_cut() -> None:
    guests = tuple(f"ATTENDEE:mailto:p{n}@x.example" for n in range(2000))
    assert len(only(calendar("DTSTART:20260309T100000Z", *guests)).attendees) == ATTENDEE_LIMIT
    events = b"".join(b"BEGIN:VEVENT\nUID:%d\nEND:VEVENT\n" % n for n in range(2000))
    assert len(calendar_events(b"BEGIN:VCALENDAR\n" + events, None)) == EVENT_LIMIT
    assert calendar_events(b"BEGIN:VEVENT\n" * 30_000, None) == ()
    assert calendar_events(calendar("DTSTART:20260309T100000Z", "X:" + "x" * 300_000), None) == ()
    nested = b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 5000 + b"BEGIN:VEVENT\nUID:1\nEND:VEVENT"
    assert len(calendar_events(nested, None)) == 1


INVITATION = calendar("DTSTART;TZID=Europe/Berlin:20260309T100000", "SUMMARY:Interview").decode()


@pytest.mark.parametrize(
    "fields",
    [
        'Content-Type: text/calendar; method=REQUEST; charset="UTF-8"',
        "Content-Type: application/ics; name=invite.ics\nContent-Disposition: attachment; filename=invite.ics",
        "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=Invite.ICS",
    ],
)
def test_a_calendar_is_found_in_a_message_as_part_or_as_attachment_and_once(fields: str) -> None:
    part = f"--b\n{fields}\n\n{INVITATION}\n"
    raw = f"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee you.\n{part}{part}--b--\n"
    message = parse(raw.encode(), NOW)
    assert isinstance(message, Message)
    assert [event.summary for event in message.calendar] == ["Interview"]
    assert message.text == "See you."


NAMES = [
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT",
    "BEGIN:VTIMEZONE",
    "BEGIN:STANDARD",
    "END:VEVENT",
    "END:VTIMEZONE",
    "END:VCALENDAR",
]
NAMES += [
    "DTSTART;TZID=X:20260309T100000",
    "DTSTART;VALUE=DATE:20260309",
    "DTEND:20260309",
    "DURATION:PT1H",
    "DURATION:-P9999999D",
]
NAMES += [
    "TZID:X",
    "TZOFFSETTO:+0100",
    "TZOFFSETFROM:junk",
    "RRULE:FREQ=YEARLY",
    "ORGANIZER;CN=:x",
    "ATTENDEE;=:",
    "UID:1",
    " folded",
    ":",
    ";",
]
NAMES += [
    "METHOD:\x00",
    "SEQUENCE:\u0663",
    "DTSTART;TZID=:",
    "DTSTART;VALUE=PERIOD:20260309T100000Z/PT1H",
    "DTSTART:20260309T100000Z,x",
]


@given(st.lists(st.sampled_from(NAMES), max_size=25))
def test_any_lines_in_any_order_give_events(lines: list[str]) -> None:
    for event in calendar_events("\n".join(lines).encode(), None):
        hash(event)
