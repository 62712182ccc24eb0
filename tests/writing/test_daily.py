"""The daily letter: what stands in it, what is left out, and that its tone is even."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from agent.deciding import Errand, Occasion, Plan, Reason, Reminder, Upcoming
from agent.reading import Kind, Part, Person, Span
from agent.tracking import Application, DraftRecord, Interview, Outcome, Promise, Stage
from agent.writing import Daily, daily
from tests.deciding.story import Story, at, mail

LONDON = ZoneInfo("Europe/London")
NOW = at("2026-03-12 08:00")


def application(name: str = "acme", *, talking: bool = True, stage: Stage = Stage.INTERVIEWING) -> Application:
    mails = (mail(at("2026-03-06 10:00"), Kind.EMPLOYER_REPLY),) if talking else ()
    return Application(name, name.title(), "Analyst", at("2026-03-02 09:00"), stage=stage, mails=mails)


def letter(*applications: Application, plan: Plan | None = None, questions: int = 0) -> Daily:
    return daily(plan or Plan(NOW), applications, questions, LONDON)


def draft(placed: str, occasion: str = "acme/thank-you/x/1") -> DraftRecord:
    return DraftRecord(occasion, "thank-you", at(placed), "<1@home.example>", "ben@acme.example", None)


def test_what_is_the_users_to_do_comes_first_with_what_to_have_at_hand() -> None:
    reason = Reason("The answer to the offer is due on Friday; early is safe.", "deadline-near")
    occasion = Occasion("acme", "deadline-near", "x")
    reminder = Reminder(occasion, Errand.DEADLINE_NEAR, NOW, reason, ("They said 17:00.",))
    told = letter(application(), plan=Plan(NOW, reminders=(reminder,)), questions=2)
    assert told.subject == "Your search on Thu 12 Mar: 2 for you to do"
    assert told.text.startswith(
        "For you to do\n\n- Acme, Analyst: The answer to the offer is due on Friday; early is safe.\n"
        "    They said 17:00.\n"
        "- 2 messages may belong to an application; `afterword status` asks which.\n"
    )


def test_a_draft_that_has_lain_for_more_than_three_days_is_mentioned_as_such() -> None:
    lying = replace(application(), drafts=(draft("2026-03-08 10:00"), draft("2026-03-11 10:00", "acme/x/y/1")))
    lines = letter(lying).text.splitlines()
    assert "- Acme, Analyst: to ben@acme.example, since Sun 8 Mar; send it or delete it," in lines
    assert "- Acme, Analyst: to ben@acme.example, since Wed 11 Mar." in lines


def test_the_week_ahead_holds_interviews_and_drafts_and_nothing_later() -> None:
    start, end = at("2026-03-16 14:00"), at("2026-03-16 15:00")
    soon = Upcoming(
        Occasion("acme", "r", "x"), at("2026-03-13 09:00"), Reason("", "r"), Person("Ann", None, Part.CONTACT)
    )
    late = replace(soon, at=at("2026-04-13 09:00"))
    meeting = replace(application(), interviews=(Interview("uid", 0, start, end, "Europe/London"),))
    text = letter(meeting, plan=Plan(NOW, upcoming=(soon, late))).text
    assert "- Fri 13 Mar: Acme, Analyst, a draft to Ann.\n- Mon 16 Mar: Acme, Analyst, interview, 14:00." in text
    assert "Apr" not in text


@pytest.mark.parametrize(
    ("applications", "says"),
    [
        ([application(), application("globex", talking=False)], "keep looking until you have signed"),
        ([application(stage=Stage.APPLIED)], "few to rest on"),
        ([], "No application is under way; a few good ones"),
        ([application(name) for name in ("acme", "globex", "initech")], "3 with a person on the other side"),
    ],
)
def test_how_the_search_stands_is_said_once_and_kindly(applications: Iterable[Application], says: str) -> None:
    text = " ".join(letter(*applications).text.split())
    assert says in text
    assert not any(word in text.casefold() for word in ("ghost", "reject", "fail", "!"))


def test_a_day_that_has_passed_is_told_without_blame() -> None:
    by = Promise(Span(at("2026-03-10 00:00").date(), at("2026-03-10 00:00").date(), "by Tuesday"), NOW, None, "x")
    assert "says nothing about you" in " ".join(letter(replace(application(), promise=by)).text.split())


def test_a_closed_application_is_not_counted() -> None:
    closed = replace(application(), stage=Stage.CLOSED, outcome=Outcome.REJECTED)
    assert "No application is under way" in letter(closed).text


def test_a_story_told_as_a_letter() -> None:
    story = Story().meets("2026-03-12 14:00")
    when = "2026-03-13 08:00"
    text = daily(story.plan(when), [story.before(at(when))], 0, LONDON).text
    assert "Your interview for the role of Analyst at Acme ended on Thu 12 March" in " ".join(text.split())


def test_an_empty_day_has_a_plain_subject() -> None:
    assert daily(Plan(NOW), [], 0, LONDON).subject == "Your search on Thu 12 Mar"
