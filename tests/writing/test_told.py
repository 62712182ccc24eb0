"""What the user told, as a letter can say it, and what is left out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agent.tracking import Debriefed, Noted
from agent.writing.told import interest_in, news_in, own_sentence, points_in, topic_for
from tests.writing.records import HELD, INTERVIEW, application

PRIYA, TOM = ("Priya Nair",), ("Tom Ellis",)


def note(text: str, hours: float = 1) -> Noted:
    return Noted("x", HELD + timedelta(hours=hours), text)


def debrief(topics: str = "", interest: str = "", interview: str = INTERVIEW.key) -> Debriefed:
    return Debriefed("x", HELD + timedelta(hours=2), interview, (("topics", topics), ("interest", interest)))


@pytest.mark.parametrize(
    ("topics", "priya", "tom"),
    [
        ("the billing system", "the billing system", "the billing system"),
        ("Priya: The billing system.\nTom: pipelines", "the billing system", "pipelines"),
        ("Priya Nair: pipelines\nforecasts", "pipelines", "forecasts"),
        ("Nair: pipelines", "pipelines", ""),
        ("Somebody Else: pipelines", "", ""),
        ("- forecasting port delays", "forecasting port delays", "forecasting port delays"),
        ("I was nervous about SQL", "", ""),
        ("They are slow. Money is short.", "", ""),
        ("wir sprachen über Geld", "", ""),
        ("a very long account of everything that was said that afternoon in that room", "", ""),
        ("see https://example.org", "", ""),
        ("", "", ""),
    ],
)
def test_a_debriefs_topics_are_for_whom_they_name_and_must_look_like_topics(topics: str, priya: str, tom: str) -> None:
    app = application(notes=(), debriefs=(debrief(topics),))
    assert (topic_for(app, INTERVIEW, PRIYA), topic_for(app, INTERVIEW, TOM)) == (priya, tom)


@pytest.mark.parametrize(
    ("notes", "topic"),
    [
        (("topic: one", "topic: two"), "two"),
        (("topic: one\ntopic: two",), "two"),
        (("topic: Priya: hers", "topic: everyone's"), "hers"),
        (("topic: Tom: his",), "the debrief's"),
        (("something else",), "the debrief's"),
        (("topic: how we would do it",), "how we would do it"),
    ],
)
def test_a_note_goes_before_the_debrief_and_a_persons_own_before_everyones(notes: tuple[str, ...], topic: str) -> None:
    made = tuple(note(text, n + 1) for n, text in enumerate(notes))
    assert topic_for(application(notes=made, debriefs=(debrief("the debrief's"),)), INTERVIEW, PRIYA) == topic


def test_what_was_told_of_another_interview_is_not_this_ones_topic() -> None:
    other = debrief("something else", "1", interview="uid-9")
    app = application(notes=(note("topic: before", -1),), debriefs=(other,))
    assert topic_for(app, INTERVIEW, PRIYA) == ""
    assert topic_for(app, None, PRIYA) == ""
    assert interest_in(app, INTERVIEW) is None


@pytest.mark.parametrize(
    ("answer", "interest"),
    [
        ("4", 4),
        ("5/5", 5),
        ("2 - hardly", 2),
        ("1", 1),
        ("0", None),
        ("6", None),
        ("10", None),
        ("yes", None),
        ("", None),
    ],
)
def test_interest_is_a_figure_from_one_to_five(answer: str, interest: int | None) -> None:
    assert interest_in(application(debriefs=(debrief(interest=answer),)), INTERVIEW) == interest


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("my train stood still", "My train stood still."),
        ("Done already!", "Done already!"),
        ("  two\nlines ", "Two lines."),
        ("", ""),
        ("x" * 400, ""),
        ("see https://example.org", ""),
        ("{{ role }}", ""),
    ],
)
def test_the_users_own_words_become_a_sentence_or_nothing(text: str, sentence: str) -> None:
    assert own_sentence(text) == sentence


def test_news_is_the_latest_note_that_says_so() -> None:
    app = application(notes=(note("news: one"), note("other"), note("News: I passed my exam")))
    assert news_in(app) == "I passed my exam."
    assert news_in(application(notes=())) == ""


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("the move", "the move"),
        ("the move; my teaching", "the move and my teaching"),
        ("- the move\n- my teaching.\n- the team", "the move, my teaching and the team"),
        ("a;b;c;d;e", "a, b, c and d"),
        (" ; ", ""),
    ],
)
def test_points_are_listed_as_one_says_them(points: str, said: str) -> None:
    assert points_in(points, "en") == said
