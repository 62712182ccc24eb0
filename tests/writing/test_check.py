"""What a template's author is told before the template is ever used."""

from __future__ import annotations

import pytest

from agent.deciding import Situation
from agent.writing import template_problems
from tests.writing.records import SHIPPED

GOOD = SHIPPED.source("status_no_promise", "en") or ""


@pytest.mark.parametrize(
    "name", ["", "thank_you", "thank_you.txt", "thank_you.en.html", ".en.txt", "a..txt", "a.b.c.txt"]
)
def test_a_file_name_tells_the_template_and_its_language(name: str) -> None:
    (problem,) = template_problems(name, GOOD)
    assert "NAME.LANGUAGE.txt" in problem.sentence


def test_a_slip_of_the_pen_is_told_with_its_line() -> None:
    (problem,) = template_problems("status_no_promise.en.txt", GOOD.replace("{{ company }}", "{{ compny }}", 1))
    assert problem.line == GOOD[: GOOD.index("{{ company }}")].count("\n") + 1
    assert "did you mean {{ company }}?" in problem.sentence


@pytest.mark.parametrize("day", ["12 March 2026", "by Friday", "Thursday 12 March"])
def test_a_day_typed_into_a_template_is_told_with_its_line_even_when_it_is_the_samples_own(day: str) -> None:
    old = "I know that a good decision takes its time."
    found = template_problems("status_no_promise.en.txt", GOOD.replace(old, f"I hope to hear from you on {day}."))
    typed = [p for p in found if p.lint == "L19" and "would stand in every letter" in p.sentence]
    assert [p.line for p in typed] == [GOOD[: GOOD.index(old)].count("\n") + 1]


@pytest.mark.parametrize(
    ("old", "new", "lint"),
    [
        ("I know that a good decision takes its time.", "I am still waiting.", "L12"),
        ("I know that a good decision takes its time.", "See the CV attached.", "L10"),
        ("I know that a good decision takes its time.", "Is it so?", "L02"),
        ("I know that a good decision takes its time.", "I hope for [something].", "L11"),
    ],
)
def test_the_lint_speaks_of_the_wording_it_means(old: str, new: str, lint: str) -> None:
    (problem,) = template_problems("status_no_promise.en.txt", GOOD.replace(old, new))
    assert problem.lint == lint
    assert GOOD.splitlines()[problem.line - 1] == "=== second wording"


def test_two_wordings_that_are_all_but_the_same_are_told_apart() -> None:
    start = GOOD.index("=== first")
    first = GOOD[start : GOOD.index("=== second")]
    (problem,) = template_problems("status_no_promise.en.txt", GOOD[:start] + first + first)
    assert problem.lint == "L20"
    assert problem.line == GOOD[:start].count("\n") + 1 + first.count("\n")


def test_a_template_of_ones_own_naming_is_measured_only_if_its_situation_is_known() -> None:
    short = "subject: Hello\n=== one\nDear {{ name }},\n\nAbout {{ role }} at {{ company }}.\n\nclosing: Bye,\n"
    assert template_problems("mine.en.txt", short) == ()
    told = template_problems("mine.en.txt", short, Situation.INTERVIEW_HELD)
    assert {(p.lint, p.hard) for p in told} == {("L01", False), ("L05", True), ("L06", True)} - {("L06", True)}
