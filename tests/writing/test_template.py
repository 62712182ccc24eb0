"""A template file, read; and every slip of the pen told with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.writing.template import LONGEST_TEMPLATE, body, fill, parse

SMALL = """\
# a note to oneself
subject: About {{ role }}
or: A question

=== first
Dear {{ name }},
or: Dear hiring team,

I liked {{ topic }}.
I would like the {{ role }} role.
or: I would like the job.

Only {{ requisition }}.

closing: Bye, {{ full_name }},
or: Bye,
=== second
Hello.
closing: Yours,
"""


def test_a_sentence_that_cannot_be_filled_is_replaced_or_left_out() -> None:
    template, problems = parse(SMALL)
    assert problems == ()
    assert body(template.wordings[0], {}) == "Dear hiring team,\n\nI would like the job.\n\nBye,"
    assert body(template.wordings[0], {"name": "Ann", "role": "Chef", "topic": "soup", "full_name": "Ann B"}) == (
        "Dear Ann,\n\nI liked soup. I would like the Chef role.\n\nBye, Ann B,"
    )
    assert body(template.wordings[1], {}) == "Hello.\n\nYours,"
    assert fill(template.subject, {"role": "Chef"}) == "About Chef"
    assert fill(template.subject, {}) == "A question"


def test_a_value_is_never_read_as_a_template() -> None:
    template, _ = parse(SMALL)
    assert "I liked {{ role }}." in body(template.wordings[0], {"topic": "{{ role }}", "role": "Chef"})


def test_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    assert parse("\ufeff" + SMALL.replace("\n", "\r\n")) == parse(SMALL)


def with_line(line: str) -> str:
    return f"subject: x\n=== one\nDear all,\n{line}\nclosing: Bye,\n"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("the {{ rolle }} role", "did you mean {{ role }}?"),
        ("the {{ zzzzzz }} role", "there are accepted_role, answer_by"),
        ("the {{ role } role", "this cannot be read"),
        ("the {{ }} role", "this cannot be read"),
        ("the {% if role %}x{% endif %} role", "only values"),
        ("{% for i in range(10**9) %}x{% endfor %}", "only values"),
        ("{{ 'a' * 10**9 }}", "only values"),
        ("{{ role * 1000 }}", "only values"),
        ("{{ role|upper }}", "only values"),
        ("{{ role.__class__ }}", "only values"),
        ("{{ cycler() }}", "only values"),
        ("{{ " + "(" * 250 + " }}", "this cannot be read"),
        ("{{ " + "9" * 500 + " }}", "only values"),
        ("{% include 'x' %}", "only values"),
        ("x" * 601, "at most 600 characters"),
    ],
)
def test_only_known_values_can_be_named(line: str, hint: str) -> None:
    _, problems = parse(with_line(line))
    (problem,) = problems
    assert problem.line == 4
    assert problem.lint == "template"
    assert hint in problem.sentence


@pytest.mark.parametrize(
    ("source", "line", "hint"),
    [
        ("", 1, '"subject:" line is missing'),
        ("=== one\nHi,\nclosing: Bye,", 1, '"subject:" line is missing'),
        ("subject: x", 1, "there is no wording"),
        ("subject: x\n=== one\nclosing: Bye,", 2, "has no text"),
        ("subject: x\n=== one\nHi,", 2, 'no "closing:"'),
        ("subject: x\nHi,\n=== one\nHi,\nclosing: Bye,", 2, 'between a "===" line'),
        ("subject: x\n=== one\nHi,\nclosing: Bye,\nPS", 5, 'between a "===" line'),
        ("subject: x\nsubject: y\n=== one\nHi,\nclosing: Bye,", 2, 'one "subject:"'),
        ("subject: x\n=== one\nsubject: y\nHi,\nclosing: Bye,", 3, 'one "subject:"'),
        ("subject: x\nclosing: z\n=== one\nHi,\nclosing: Bye,", 2, 'one "closing:"'),
        ("subject: x\n=== one\nHi,\nclosing: Bye,\nclosing: Bye,", 5, 'one "closing:"'),
        ("or: z\nsubject: x\n=== one\nHi,\nclosing: Bye,", 1, "here is none"),
        ("subject: x\n=== one\nor: z\nHi,\nclosing: Bye,", 3, "here is none"),
        ("#" * (LONGEST_TEMPLATE + 1), 0, "larger than 16 kB"),
    ],
)
def test_what_is_out_of_place_is_told_with_its_line(source: str, line: int, hint: str) -> None:
    _, problems = parse(source)
    assert any(p.line == line and hint in p.sentence for p in problems), problems


def test_problems_come_in_order_of_lines() -> None:
    _, problems = parse("or: a\n{{ x }}\n=== b\n{{ nmae }}\n")
    assert [p.line for p in problems] == sorted(p.line for p in problems)


@given(st.text(st.characters(), max_size=300))
def test_any_text_can_be_read_as_a_template(source: str) -> None:
    template, problems = parse(source)
    assert problems or all(body(w, {}) is not None for w in template.wordings)


@given(st.text(st.sampled_from("{}%# ()'*|.role\n=:osubject"), max_size=80))
def test_any_confusion_of_marks_is_told_and_never_raised(line: str) -> None:
    parse(with_line(line))
