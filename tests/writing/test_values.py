"""What a template may say of the records of an offer, a wish, a referee and a plan, and when it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from agent.deciding import Grounds, PlaceDraft
from agent.reading import Facts, Kind, Part, Person, Reading, Slot
from agent.tracking import Form, Interview, Offer, Outcome, Wish, Wished
from agent.writing.values import VALUES, values
from tests.writing.records import HELD, INTERVIEW, LENA, ME, NOW, PRIYA, action, application, mail

DAY = timedelta(days=1)


def known(wish: PlaceDraft, language: str = "en") -> dict[str, str]:
    found = values(wish, ME, language)
    assert set(found) <= set(VALUES)
    return found


def wishing(*starts: datetime, wish: Wish = Wish.ANSWER_INVITATION, **more: object) -> PlaceDraft:
    slots = tuple(Slot(start, start + timedelta(hours=1), None, "") for start in starts)
    wished = Wished("x", NOW, wish, slots)
    return action("schedule_reply", grounds=Grounds(wish=replace(wished, **more)), interview=None)  # type: ignore[arg-type]


FRIDAY, MONDAY = datetime(2026, 3, 27, 9, 0, tzinfo=UTC), datetime(2026, 3, 30, 13, 0, tzinfo=UTC)


def test_the_times_of_a_wish_are_told_in_order_by_the_users_clock() -> None:
    found = known(wishing(MONDAY, FRIDAY, FRIDAY))
    assert found["slots"] == "Friday 27 March at 9:00 or Monday 30 March at 14:00 (London time)"
    assert "one_slot" not in found


def test_a_time_that_has_passed_is_not_offered_and_what_is_left_of_several_is_no_promise() -> None:
    found = known(wishing(NOW - DAY, MONDAY))
    assert found["slots"] == "Monday 30 March at 14:00 (London time)"
    assert found["own_slot"] == found["slots"]
    assert "one_slot" not in found
    assert not {"slots", "one_slot", "own_slot"} & set(known(wishing(NOW - DAY)))


def proposing(*starts: datetime, kind: Kind = Kind.INTERVIEW_INVITE, came: datetime = HELD) -> Reading:
    slots = tuple(Slot(start, start + timedelta(hours=1), None, "") for start in starts)
    return replace(mail(received_at=came, sent_at=came), kind=kind, facts=Facts(proposed=slots))


def test_only_a_time_that_they_proposed_is_accepted_and_any_other_is_offered() -> None:
    monday = "Monday 30 March at 14:00 (London time)"
    accepting = replace(wishing(MONDAY), answers=proposing(FRIDAY, MONDAY))
    assert known(accepting)["one_slot"] == monday
    assert "own_slot" not in known(accepting)
    for own in (wishing(MONDAY), replace(wishing(MONDAY), answers=proposing(FRIDAY))):
        assert known(own)["own_slot"] == monday
        assert "one_slot" not in known(own)
    assert not {"one_slot", "own_slot"} & set(
        known(replace(wishing(FRIDAY, MONDAY), answers=proposing(FRIDAY, MONDAY)))
    )


def test_what_counts_is_the_message_answered_and_their_latest_invitation() -> None:
    early, late = proposing(MONDAY), proposing(FRIDAY, came=HELD + DAY)

    def accepted(*mails: Reading) -> bool:
        wish = wishing(MONDAY)
        return "one_slot" in known(replace(wish, application=replace(wish.application, mails=mails)))

    assert accepted(early)
    assert accepted(late, proposing(MONDAY, came=HELD + 2 * DAY, kind=Kind.EMPLOYER_REPLY))
    assert not accepted(early, late)
    assert not accepted(early, proposing(came=HELD + DAY))


def test_a_reason_and_a_day_are_the_users_own() -> None:
    found = known(wishing(until=date(2026, 4, 8), reason="my exam is on that day"))
    assert (found["wanted_date"], found["reason"]) == ("Wednesday 8 April", "My exam is on that day.")
    assert not {"wanted_date", "reason"} & set(known(wishing()))


def about(interview: Interview, wish: Wish = Wish.MOVE_INTERVIEW) -> dict[str, str]:
    return known(action("reschedule_request", interview=interview, grounds=Grounds(wish=Wished("x", NOW, wish))))


def test_the_time_of_an_interview_is_told_with_its_zone_where_one_was_stated() -> None:
    there = replace(INTERVIEW, timezone="America/New_York")
    assert about(there)["interview_time"] == "10:00 (New York time)"
    assert about(replace(INTERVIEW, timezone="Mars/Olympus")).get("interview_time") is None


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (HELD, "14:00"),
        (HELD.astimezone(timezone(timedelta(hours=1))), None),
        (datetime(2026, 4, 2, 14, 0, tzinfo=UTC), None),
    ],
)
def test_where_none_was_stated_it_is_told_only_if_the_users_clock_agrees(start: datetime, told: str | None) -> None:
    assert about(replace(INTERVIEW, start=start, timezone=None)).get("interview_time") == told


def test_only_who_was_absent_missed_an_interview() -> None:
    assert about(INTERVIEW, Wish.EXCUSE_ABSENCE)["missed_date"] == "Thursday 12 March"
    assert "missed_date" not in about(INTERVIEW)


def test_an_interview_ahead_is_known_for_as_long_as_it_is_not_called_off() -> None:
    ahead = replace(INTERVIEW, key="2", start=FRIDAY, end=FRIDAY)
    app = application(interviews=(INTERVIEW, ahead), promise=None)
    assert known(action("withdraw", app=app))["coming_date"] == "Friday 27 March"
    off = replace(app, interviews=(INTERVIEW, replace(ahead, cancelled=True)))
    assert "coming_date" not in known(action("withdraw", app=off))


def test_a_letter_about_times_does_not_take_an_old_interview_for_the_one_to_come() -> None:
    assert "interview_date" not in known(action("schedule_reply", interview=None))
    assert known(action("withdraw", interview=None))["interview_date"] == "Thursday 12 March"


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (datetime(2026, 4, 3, 23, 59, tzinfo=UTC), "Friday 3 April"),
        (datetime(2026, 4, 3, 23, 59, tzinfo=timezone(timedelta(hours=-4))), "Friday 3 April"),
        (datetime(2026, 4, 4, 1, 0, tzinfo=timezone(timedelta(hours=9))), "Friday 3 April"),
    ],
)
def test_an_answer_is_due_on_the_earlier_of_two_days(due: datetime, day: str) -> None:
    offer = Offer(NOW, Form.WRITTEN, answer_by=due)
    assert known(action("offer_ack", grounds=Grounds(offer=offer)))["answer_by"] == day


def test_a_letter_about_an_offer_knows_the_applications_own_and_no_other_letter_does() -> None:
    app = application(offer=Offer(NOW, Form.WRITTEN), promise=None)
    assert known(action("decline_offer", app=app))["offer_date"] == "Wednesday 25 March"
    assert "offer_date" not in known(action("offer_timing", app=app))
    assert "offer_date" not in known(action("status_no_promise", app=app))


def test_a_role_is_accepted_only_by_an_application_that_ended_so() -> None:
    assert "accepted_role" not in known(action("reference_thanks"))
    for outcome, told in ((Outcome.ACCEPTED, "Operations Analyst"), (Outcome.DECLINED, None)):
        app = application(outcome=outcome, promise=None)
        assert known(action("reference_thanks", app=app)).get("accepted_role") == told


def test_the_closing_date_is_spoken_of_once_it_has_passed() -> None:
    for closing, told in ((date(2026, 3, 24), "24 March"), (date(2026, 3, 25), None)):
        app = application(closing=closing, interviews=(), promise=None)
        assert known(action("application_nudge", app=app)).get("closing_date") == told


def test_a_referee_is_told_of_the_recruiter_else_the_coordinator_else_whoever_wrote() -> None:
    recruiter = Person("Rosa Blum", "rosa@harbour.example", Part.RECRUITER)
    team = Person("Harbour Careers", "jobs@harbour.example", Part.RECRUITER)
    referee = Person("Paul Grant", "paul@grant.example", Part.CONTACT)

    def told(*people: Person) -> str | None:
        app = application(people=people, mails=(mail(PRIYA),), promise=None)
        return known(action("reference_headsup", app=app, to=referee)).get("contact_name")

    assert told(LENA, recruiter) == "Rosa Blum"
    assert told(LENA) == "Lena Ortiz"
    assert told(team) == "Priya Nair"


def test_the_month_one_met_in_is_that_of_the_last_interview_held() -> None:
    assert known(action("reconnect"))["met_month"] == "March 2026"
    assert "met_month" not in known(action("reconnect", app=application(interviews=(), promise=None), interview=None))


@pytest.mark.parametrize("language", ["de", "fr", "xx"])
def test_a_language_says_what_it_has_words_for(language: str) -> None:
    found = known(wishing(MONDAY), language)
    assert ("slots" in found) is (language != "xx")
