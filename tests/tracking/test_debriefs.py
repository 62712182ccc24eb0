"""What a debrief teaches beside its words."""

from __future__ import annotations

from datetime import date

from agent.reading import Kind
from agent.tracking import Debriefed
from tests.tracking.mails import APP, facts, mail, on, span, told


def debrief(day: float, interview: str = "uid-1", **answers: str) -> Debriefed:
    return Debriefed(APP, on(day), interview, tuple(answers.items()))


def test_the_day_they_named_when_parting_is_a_promise() -> None:
    promise = told(debrief(4, next_step="they decide in March", next_step_by="2026-03-27")).promise
    assert promise is not None
    assert (promise.span.end, promise.span.quote) == (date(2026, 3, 27), "they decide in March")


def test_a_later_mail_names_a_new_day() -> None:
    named = mail(Kind.EMPLOYER_REPLY, 6, facts(promise=span(30)))
    promise = told(debrief(4, next_step_by="2026-03-27"), named).promise
    assert promise is not None
    assert promise.span.end == date(2026, 3, 30)


def test_a_day_that_is_none_leaves_the_promise_alone() -> None:
    named = mail(Kind.EMPLOYER_REPLY, 2, facts(promise=span(20)))
    promise = told(named, debrief(4, next_step_by="soon")).promise
    assert promise is not None
    assert promise.span.end == date(2026, 3, 20)


def test_of_two_debriefs_of_one_interview_the_later_counts_and_of_two_interviews_both() -> None:
    application = told(debrief(4, topics="one"), debrief(5, topics="two"), debrief(6, "uid-2", topics="three"))
    assert [d.answer("topics") for d in application.debriefs] == ["two", "three"]
    assert application.debriefs[0].answer("hardest") == ""
