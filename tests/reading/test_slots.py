"""Slots for an interview: a day, a time and a zone put together; and which one a message means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading import Address, Envelope, Identity, Kind, Slot
from agent.reading.almanac.mailtime import MailTime
from agent.reading.almanac.mailtime import mail_time as mail_time_of
from agent.reading.facts.slots import find_slots as slots_in
from agent.reading.message import Attendee, CalendarEvent
from agent.reading.phrases.ending import split_sentences
from tests.reading.handmade import SAM, WEDNESDAY, almanac, event, letter, understand


def mail_time(envelope: Envelope, me: Identity, language: str = "en") -> MailTime:
    """How the times of a mail are to be read."""
    return mail_time_of(envelope, me, almanac().zones, language)


def find_slots(sentences: Iterable[str], mail: MailTime) -> tuple[Slot, ...]:
    """The slots these sentences name."""
    return slots_in(sentences, mail, almanac())


BERLIN_NOON = datetime(2026, 3, 11, 12, 0, tzinfo=timezone(timedelta(hours=1)))

SLOTS: list[tuple[str, list[str]]] = [
    ("Thursday 19 March at 2:30pm.", ["2026-03-19T14:30:00+00:00/60"]),
    ("Thursday 19 March, 2:30-3:15 p.m. CET", ["2026-03-19T14:30:00+01:00/45"]),
    ("Can you do 2pm on Thursday 19 March?", ["2026-03-19T14:00:00+00:00/60"]),
    ("Date: 19 March 2026\nTime: 14:00\nTimezone: Europe/Berlin", ["2026-03-19T14:00:00+01:00/60"]),
    ("Time: 14:00\nDate: 19 March 2026", ["2026-03-19T14:00:00+00:00/60"]),
    ("Start: 19 March 2026 14:00\nEnd: 19 March 2026 14:20", ["2026-03-19T14:00:00+00:00/20"]),
    ("A 30-minute call on Friday at 9am.", ["2026-03-13T09:00:00+00:00/30"]),
    ("It takes an hour and a half, Friday at 9am.", ["2026-03-13T09:00:00+00:00/90"]),
    ("Half an hour on Friday at 9am. Please come 15 minutes early.", ["2026-03-13T09:00:00+00:00/30"]),
    ("A 5 minute test, or 900 minutes, on Friday at 9am.", ["2026-03-13T09:00:00+00:00/60"]),
    (
        "- Monday 16 March: 10:00 or 15:00\n- Tuesday 17 March: noon",
        ["2026-03-16T10:00:00+00:00/60", "2026-03-16T15:00:00+00:00/60", "2026-03-17T12:00:00+00:00/60"],
    ),
    ("Friday between 1 and 3pm", ["2026-03-13T13:00:00+00:00/60"]),
    ("Monday 2 February at 3pm", []),
    ("at 3pm", []),
    ("on Friday", []),
    ("Friday 13 March.\n\nA.\n\nB.\n\nC.\n\nLunch is at 12:30.", []),
    ("Monday 16 March at 14:00. Again: Monday 16 March at 14:00.", ["2026-03-16T14:00:00+00:00/60"]),
    ("Monday 30 March at 14:00", ["2026-03-30T14:00:00+01:00/60"]),
]


@pytest.mark.parametrize(("text", "expected"), SLOTS)
def test_slots_are_put_together_from_days_times_and_zones(text: str, expected: list[str]) -> None:
    slots = find_slots(split_sentences(text), mail_time(letter().envelope, SAM))
    found = [f"{slot.start.isoformat()}/{(slot.end - slot.start).seconds // 60}" for slot in slots]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Friday 9am", None),
        ("Friday 9am PST", "America/Los_Angeles"),
        ("Friday 9am IST", None),
        ("Friday 9am BST", None),
        ("3 July 9am BST", "Europe/London"),
    ],
)
def test_a_slot_tells_whether_its_zone_was_stated(text: str, zone: str | None) -> None:
    (slot,) = find_slots([text], mail_time(letter().envelope, SAM))
    assert slot.timezone == zone


def test_a_missing_zone_is_that_of_the_mails_date() -> None:
    (slot,) = find_slots(["Friday 9am"], mail_time(letter(sent_at=BERLIN_NOON).envelope, SAM))
    assert (slot.start.isoformat(), slot.timezone) == ("2026-03-13T09:00:00+01:00", None)


def test_a_date_in_utc_tells_nothing_so_the_users_zone_is_taken() -> None:
    summer = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    mail = mail_time(letter(sent_at=summer).envelope, SAM)
    assert find_slots(["Friday 9am"], mail)[0].start.isoformat() == "2026-07-03T09:00:00+01:00"


def test_without_a_date_the_day_of_arrival_counts() -> None:
    assert mail_time(letter(sent_at=None).envelope, SAM).day == date(2026, 3, 11)


def meeting_of(text: str, *calendar: CalendarEvent) -> str:
    """The start and end of the meeting a mail fixes."""
    meeting = understand(letter(text, "Your interview", calendar=calendar)).facts.meeting
    return f"{meeting.slot.start:%d %H:%M}-{meeting.slot.end:%H:%M}" if meeting else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Your interview has been moved from Tuesday 17 March at 3pm to Thursday 19 March at 11am.", "19 11:00-12:00"),
        (
            "Your interview has been rescheduled. Originally: Monday 16 March 10:00. New time: Monday 16 March 16:30.",
            "16 16:30-17:30",
        ),
        ("Your interview has been rescheduled to Monday 16 March 16:30.", "16 16:30-17:30"),
        (
            "Your interview is confirmed for Monday 16 March. Agenda: 9:00 design, 10:30 coding, 12:00 lunch.",
            "16 09:00-13:00",
        ),
        (
            "Your interview is confirmed for Monday 16 March at 9:00 and another on Friday 20 March at 9:00.",
            "16 09:00-10:00",
        ),
        ("Your interview on Monday 16 March at 9:00 has been cancelled.", "16 09:00-10:00"),
        ("Your interview is confirmed.", ""),
        ("We have received your application for the role. The office opens Monday 16 March at 9:00.", ""),
    ],
)
def test_of_several_times_the_one_that_is_meant_is_taken(text: str, expected: str) -> None:
    assert meeting_of(text) == expected


def test_the_calendar_wins_over_the_text() -> None:
    assert meeting_of("Your interview is on Friday at 9am.", event()) == "19 14:00-14:45"


def test_a_floating_time_is_read_where_the_mail_was_written() -> None:
    floating = datetime(2026, 3, 19, 14, 0)  # noqa: DTZ001 — floating is what is tested
    message = letter("See you!", sent_at=BERLIN_NOON, calendar=(event(start=floating, end=None, timezone=None),))
    meeting = understand(message).facts.meeting
    assert meeting is not None
    assert (meeting.slot.start.isoformat(), meeting.slot.timezone) == ("2026-03-19T14:00:00+01:00", None)
    assert meeting.slot.end - meeting.slot.start == timedelta(minutes=60)


def test_a_calendar_that_ends_before_it_starts_lasts_an_hour() -> None:
    assert meeting_of("", event(end=datetime(2026, 3, 19, 13, 0, tzinfo=UTC))) == "19 14:00-15:00"


def test_an_all_day_entry_gives_no_time() -> None:
    all_day = CalendarEvent(
        "REQUEST", "u", 0, date(2026, 3, 19), date(2026, 3, 20), None, summary="Interview: Clerk role"
    )
    reading = understand(letter("", calendar=(all_day,)))
    assert (reading.kind, reading.facts.meeting) == (Kind.INTERVIEW_SCHEDULED, None)


def test_the_calendar_names_who_will_be_there_and_keeps_its_uid() -> None:
    organizer = Address("Cora Field", "cora@acme.example")
    invited = (
        Attendee(Address("Ines Park", "ines@acme.example")),
        Attendee(Address("Sam Doe", "sam@example.org")),
        Attendee(Address("Room 4", "room4@resource.calendar.google.com")),
        Attendee(Address("", "max@acme.example")),
    )
    one = event(sequence=3, organizer=organizer, location="https://meet.google.com/abc")
    meeting = understand(letter("", calendar=(one_with(one, invited),))).facts.meeting
    assert meeting is not None
    assert (meeting.uid, meeting.sequence, meeting.medium) == ("uid-1@acme.example", 3, "video")
    assert [(p.name, p.address, str(p.part)) for p in meeting.people] == [
        ("Cora Field", "cora@acme.example", "coordinator"),
        ("Ines Park", "ines@acme.example", "interviewer"),
        ("", "max@acme.example", "interviewer"),
    ]


def test_every_event_of_a_calendar_is_a_meeting() -> None:
    first = event("REQUEST")
    assert isinstance(first.start, datetime)
    assert isinstance(first.end, datetime)
    later = replace(first, uid="uid-2", start=first.start + timedelta(days=1), end=first.end + timedelta(days=1))
    older = replace(later, start=first.start + timedelta(hours=1))
    newer = replace(later, sequence=1)
    off = replace(first, uid="uid-3", method="CANCEL")
    facts = understand(letter("Your interviews are confirmed.", calendar=(first, older, newer, off))).facts
    assert facts.meeting is not None
    starts = [(one.uid, one.slot.start) for one in (facts.meeting, *facts.further)]
    main, other = ("uid-1@acme.example", first.start), ("uid-2", newer.start)
    assert sorted(starts) == sorted([main, other])


def one_with(one: CalendarEvent, invited: tuple[Attendee, ...]) -> CalendarEvent:
    """The same event with attendees."""
    return CalendarEvent(
        one.method,
        one.uid,
        one.sequence,
        one.start,
        one.end,
        one.timezone,
        summary=one.summary,
        location=one.location,
        organizer=one.organizer,
        attendees=invited,
    )


@pytest.mark.parametrize(
    ("text", "medium", "link"),
    [
        ("Join https://acme.zoom.us/j/123.", "video", "https://acme.zoom.us/j/123"),
        ("It is a video call.", "video", ""),
        ("Please come to our office in Leeds.", "onsite", ""),
        ("Ann will call you on your mobile phone.", "phone", ""),
        ("It is a one-way video interview.", "one-way-video", ""),
        ("Bring a pen.", "", ""),
    ],
)
def test_the_medium_and_the_link_are_read_from_the_words(text: str, medium: str, link: str) -> None:
    meeting = understand(letter(f"Your interview is confirmed for Friday 13 March at 9am. {text}")).facts.meeting
    assert meeting is not None
    assert (meeting.medium, meeting.link) == (medium, link)


def test_a_link_behind_a_word_counts_as_well() -> None:
    links = ("https://acme.example/", "https://teams.microsoft.com/l/meetup-join/1")
    meeting = understand(letter("Your interview is confirmed for Friday at 9am.", links=links)).facts.meeting
    assert meeting is not None
    assert meeting.link == links[1]


def test_an_invitation_proposes_its_slots() -> None:
    text = "We would like to invite you to an interview for the role:\n\n- Mon 16 March 10:00\n- Tue 17 March 11:00"
    facts = understand(letter(text)).facts
    assert [slot.start.day for slot in facts.proposed] == [16, 17]
    assert facts.meeting is None


@given(st.text(alphabet="0123456789apm:-–/ MondayMarch\n", max_size=120))
def test_any_text_gives_slots_that_end_after_they_start(text: str) -> None:
    slots = find_slots(split_sentences(text), mail_time(letter().envelope, SAM))
    assert all(slot.start < slot.end and slot.start.tzinfo is not None for slot in slots)
    assert all(slot.start > WEDNESDAY - timedelta(days=1) for slot in slots)
