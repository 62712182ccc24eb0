"""An interview that no mail tells of, as the user notes it (etiquette, edge case 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from agent.reading import Kind, Part, Person
from agent.tracking import Application, Closed, Corrected, Interview, InterviewNoted, Outcome, Stage, noted_key
from tests.tracking.mails import APP, facts, mail, meeting, on, told

ANN = Person("Ann Lee", "ann@acme.example", Part.INTERVIEWER)
BEN = Person("Ben Cho", None, Part.INTERVIEWER)


def noted(day: float, *people: Person, hour: float = 14, at: float = 6) -> InterviewNoted:
    start = on(day, hour)
    return InterviewNoted(APP, on(at), start, start + timedelta(hours=1), "Europe/London", people)


def only(application: Application) -> Interview:
    (interview,) = application.interviews
    return interview


def test_an_interview_that_was_noted_counts_as_held_and_its_people_are_known() -> None:
    application = told(mail(Kind.ACKNOWLEDGEMENT, 0), noted(5, ANN))
    interview = only(application)
    assert (interview.key, interview.start, interview.end) == (noted_key(on(5, 14)), on(5, 14), on(5, 15))
    assert (interview.held, interview.people, interview.from_calendar) == (True, (ANN,), False)
    assert application.stage is Stage.INTERVIEWING
    assert ANN in application.people


def test_one_that_is_noted_before_it_is_over_was_not_held_yet() -> None:
    assert only(told(noted(7, ANN))).held is None


def test_a_calendar_that_tells_of_it_later_is_about_the_same_interview() -> None:
    stated = mail(Kind.INTERVIEW_SCHEDULED, 7, facts(interview=meeting(5, hour=14.1, uid="u")), name="m")
    interview = only(told(noted(5, ANN), stated))
    assert (interview.key, interview.start, interview.from_calendar) == ("u", on(5, 14.1), True)
    assert interview.people == (ANN,)
    assert interview.is_called(noted_key(on(5, 14)))


def test_a_calendar_that_told_of_it_before_keeps_its_time_and_learns_who_was_there() -> None:
    stated = mail(Kind.INTERVIEW_SCHEDULED, 1, facts(interview=meeting(5, uid="u", people=(BEN,))))
    interview = only(told(stated, noted(5, ANN, hour=14.2)))
    assert (interview.key, interview.start, interview.held) == ("u", on(5, 14), True)
    assert interview.people == (BEN, ANN)
    assert interview.is_called(noted_key(on(5, 14.2)))


def test_noted_twice_it_is_one_and_the_later_time_holds() -> None:
    interview = only(told(noted(5, ANN), replace(noted(5, BEN, hour=14.1), at=on(6, 10))))
    assert (interview.start, interview.people) == (on(5, 14.1), (ANN, BEN))


def test_two_hours_on_it_is_another_interview() -> None:
    assert len(told(noted(5, ANN), noted(5, BEN, hour=16)).interviews) == 2


def test_the_users_own_clock_says_nothing_about_where_the_employer_is() -> None:
    assert told(noted(5, ANN), mail(Kind.EMPLOYER_REPLY, 7)).timezone is None


def test_one_filed_as_inactive_is_open_again_and_one_the_user_closed_is_not() -> None:
    quiet = told(mail(Kind.ACKNOWLEDGEMENT, 0), Closed(APP, on(5), Outcome.NO_RESPONSE, ""), noted(5, ANN))
    assert (quiet.stage, quiet.outcome) == (Stage.INTERVIEWING, None)
    left = told(mail(Kind.ACKNOWLEDGEMENT, 0), Closed(APP, on(5), Outcome.WITHDRAWN, ""), noted(5, ANN))
    assert (left.stage, left.outcome) == (Stage.CLOSED, Outcome.WITHDRAWN)
    assert len(left.interviews) == 1


def test_the_users_word_that_it_did_not_take_place_is_about_it_too() -> None:
    key = noted_key(on(5, 14))
    assert only(told(noted(5, ANN), Corrected(APP, on(7), "interview_held", "no", key))).held is False
