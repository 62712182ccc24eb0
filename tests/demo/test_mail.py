"""The demo's mail is real mail: it parses, its threads hold, its invitations can be read, its days are right."""

from __future__ import annotations

import email
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from agent.demo.mail import MONTHS, WEEKDAYS, letters, search
from agent.ports import Box, Posted
from agent.reading import Identity

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 3, 2, 9, 0, tzinfo=LONDON)
SAM = Identity("Sam Doe", ("sam@example.org",), timezone="Europe/London")
MONDAYS = [START + timedelta(weeks=weeks) for weeks in (0, 1, 31, 43, 104)]
"""Some within summer time, one whose six weeks span a new year."""

DATED = re.compile(
    rf"\b({'|'.join(WEEKDAYS)}),? (?:(\d+)(?:st|nd|rd|th)? ({'|'.join(MONTHS)})|({'|'.join(MONTHS)}) (\d+))"
)


@cache
def told(start: datetime) -> tuple[Posted, ...]:
    return search(start, SAM)


def parsed(posted: Posted) -> EmailMessage:
    message = email.message_from_bytes(posted.raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def calendars(message: EmailMessage) -> list[Calendar]:
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    found = [Calendar.from_ical(part.get_content()) for part in parts]
    assert [part["content-type"].params["method"] for part in parts] == [str(c["method"]) for c in found]
    return found


def test_the_search_is_six_weeks_of_some_sixty_messages_in_order_of_time() -> None:
    posted = told(START)
    assert 55 <= len(posted) <= 70
    instants = [message.at for message in posted]
    assert instants == sorted(instants)
    assert len(set(instants)) == len(instants)
    assert instants[0] >= START
    assert timedelta(weeks=5) < instants[-1] - START < timedelta(weeks=6)


def test_the_file_tells_it_in_order_of_time_too() -> None:
    order = [(letter.day, letter.at) for letter in letters() if not letter.zone]
    assert order == sorted(order)


@pytest.mark.parametrize("start", MONDAYS, ids=lambda start: f"{start:%Y-%m-%d}")
def test_the_same_start_gives_the_same_bytes_and_every_start_all_of_them(start: datetime) -> None:
    assert search(start, SAM) == told(start)
    assert len(told(start)) == len(letters())


def test_a_search_that_would_not_start_on_a_monday_is_refused() -> None:
    with pytest.raises(ValueError, match="not on Tuesday 3 March"):
        search(START + timedelta(days=1), SAM)


def test_every_message_parses_without_defects_and_is_dated_when_it_was_posted() -> None:
    for posted in told(START):
        message = parsed(posted)
        parts = list(message.walk())
        assert [part.defects for part in parts] == [[]] * len(parts)
        assert message["date"].datetime == posted.at.replace(microsecond=0)
        assert message["from"].addresses[0].domain
        assert text_of(message).strip()


def test_every_blank_has_been_written_out() -> None:
    for posted in told(START):
        message = parsed(posted)
        whole = " ".join([text_of(message), message["subject"], *(c.to_ical().decode() for c in calendars(message))])
        assert not re.search(r"\{\w+(:\d+)?\}", whole)


def test_what_the_user_wrote_lies_in_sent_and_all_else_in_the_inbox() -> None:
    for posted in told(START):
        message = parsed(posted)
        mine = message["from"].addresses[0].addr_spec == "sam@example.org"
        assert posted.box == (Box.SENT if mine else Box.INBOX)
        assert mine or message["to"].addresses[0].addr_spec == "sam@example.org"


def test_another_user_is_written_to_by_their_own_name_in_their_own_zone() -> None:
    ann = Identity("Ann Åsgård", ("ann@example.net",), timezone="Europe/Oslo")
    first = search(START.replace(tzinfo=ZoneInfo("Europe/Oslo")), ann)[0]
    assert first.at == START.replace(tzinfo=ZoneInfo("Europe/Oslo"), hour=10, minute=5, second=12)
    assert parsed(first)["to"].addresses[0].display_name == "Ann Åsgård"
    assert "Hello Ann," in text_of(parsed(first))


def test_every_answer_names_a_message_that_came_before_it_and_its_whole_thread() -> None:
    thread_of: dict[str, tuple[str, ...]] = {}
    answers = 0
    for posted in told(START):
        message = parsed(posted)
        references = tuple((message["references"] or "").split())
        if references:
            answers += 1
            assert message["in-reply-to"].strip() == references[-1]
            assert references == (*thread_of[references[-1]], references[-1])
        assert message["message-id"] not in thread_of
        thread_of[message["message-id"].strip()] = references
    assert answers >= 25


def test_a_quotation_repeats_the_words_it_answers() -> None:
    known: dict[str, str] = {}
    quotations = 0
    for posted in told(START):
        message = parsed(posted)
        text = text_of(message)
        if "wrote:\n>" in text:
            quotations += 1
            quoted = [line.removeprefix(">").strip() for line in text.splitlines() if line.startswith(">")]
            assert set(quoted) <= {line.strip() for line in known[message["in-reply-to"].strip()].splitlines()}
        known[message["message-id"].strip()] = text
    assert quotations >= 8


def test_invitations_are_read_by_a_calendar_and_moves_and_cancellations_name_their_meeting() -> None:
    meetings: dict[str, list[tuple[str, int, datetime]]] = {}
    for posted in told(START):
        for calendar in calendars(parsed(posted)):
            (event,) = calendar.walk("VEVENT")
            start, end = event.decoded("dtstart"), event.decoded("dtend")
            assert posted.at < start < end
            assert event.decoded("dtstamp") == posted.at.astimezone(UTC)
            assert str(event["attendee"]) == "mailto:sam@example.org"
            meetings.setdefault(str(event["uid"]), []).append(
                (str(calendar["method"]), event.decoded("sequence"), start)
            )
    steps = sorted([(method, sequence) for method, sequence, _ in meeting] for meeting in meetings.values())
    assert steps == [
        [("REQUEST", 0)],
        [("REQUEST", 0)],
        [("REQUEST", 0), ("CANCEL", 1)],
        [("REQUEST", 0), ("REQUEST", 1)],
    ]
    moved = next(meeting for meeting in meetings.values() if [m for m, _, _ in meeting] == ["REQUEST", "REQUEST"])
    assert [start.astimezone(LONDON) for _, _, start in moved] == [
        datetime(2026, 3, 10, 14, 0, tzinfo=LONDON),
        datetime(2026, 3, 11, 15, 0, tzinfo=LONDON),
    ]


@pytest.mark.parametrize("start", MONDAYS, ids=lambda start: f"{start:%Y-%m-%d}")
def test_every_day_named_with_its_date_falls_on_that_weekday(start: datetime) -> None:
    named = 0
    for posted in told(start):
        message = parsed(posted)
        for weekday, day, month, us_month, us_day in DATED.findall(f"{message['subject']} {text_of(message)}"):
            number, name = int(day or us_day), MONTHS.index(month or us_month) + 1
            years = (posted.at.year, posted.at.year + 1)
            falls = [date(year, name, number) for year in years]
            near = min(falls, key=lambda candidate: abs(candidate - posted.at.date()))
            assert WEEKDAYS[near.weekday()] == weekday, (message["subject"], near)
            named += 1
    assert named >= 15


def test_the_promise_is_the_friday_of_the_third_week() -> None:
    texts = [text_of(parsed(posted)) for posted in told(START)]
    assert any("be in touch by Friday 20 March" in " ".join(text.split()) for text in texts)


def test_many_voices_are_heard_machines_people_and_strangers() -> None:
    messages = [parsed(posted) for posted in told(START)]
    senders = Counter(message["from"].addresses[0].domain for message in messages)
    automatic = [m for m in messages if m["auto-submitted"] or m["precedence"] or m["list-unsubscribe"]]
    html_only = [m for m in messages if m.get_body(("plain",)) is None]
    assert len(senders) >= 20
    assert senders["example.org"] >= 12
    assert len(automatic) >= 18
    assert len(html_only) >= 4
