"""The form of a debrief, filled in as people and mail clients do, and read back."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from agent.reading import QUESTIONS, answers_in, fault, interview_in
from agent.writing import debrief_form

FILLED = {"topics": "Ann: the billing system\nBen: on-call", "next_step_by": "2026-03-27", "interest": "4"}
answers = st.dictionaries(
    st.sampled_from(sorted(QUESTIONS)),
    st.text(st.characters(codec="ascii", min_codepoint=32, exclude_characters="[]>"), min_size=1, max_size=60)
    .map(str.strip)
    .filter(bool),
)


def test_the_form_asks_thirteen_questions_and_names_the_interview() -> None:
    form = debrief_form("acme", "uid-1@calendar.example")
    assert "\n\n13. [shape]" in form
    assert "14." not in form
    assert interview_in(form) == ("acme", "uid-1@calendar.example")
    assert answers_in(form) == {}


@given(answers)
def test_what_was_filled_in_is_read_back(filled: dict[str, str]) -> None:
    assert answers_in(debrief_form("acme", "uid-1", filled)) == filled


def test_a_form_wrapped_and_quoted_by_a_mail_client_is_read_back() -> None:
    form = debrief_form("acme", "uid-1", FILLED)
    wrapped = "\n".join(textwrap.fill(line, 60) for line in form.splitlines())
    quoted = "\n".join(f"> {line}" for line in wrapped.splitlines())
    assert answers_in(wrapped) == FILLED
    assert answers_in(quoted) == FILLED
    assert interview_in(quoted) == ("acme", "uid-1")


def test_a_text_with_a_word_in_brackets_is_no_form() -> None:
    assert answers_in("[who] was it?\nI do not know.\n[topics] none") == {}


@given(st.text(max_size=400))
def test_no_text_makes_the_reading_of_a_form_raise(text: str) -> None:
    answers_in(text)
    interview_in(text)


def test_a_day_or_a_number_that_is_none_is_told() -> None:
    assert "2026-03-27" in fault("next_step_by", "soon")
    assert "1 to 5" in fault("interest", "very")
    assert [fault("next_step_by", "2026-03-27"), fault("interest", "5"), fault("who", "soon")] == ["", "", ""]
