"""A person's plain word in a thread: how things stand, and by when the user will hear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from agent.reading import Kind, Reading
from agent.reading.message import Message
from tests.reading.handmade import letter, understand

CONFIDENT = 0.75


def answer(text: str, subject: str = "Re: Interview", quoted: str = "") -> Message:
    """A message that answers one of Sam's."""
    message = letter(text, subject, quoted=quoted)
    return replace(message, envelope=replace(message.envelope, in_reply_to=("<7@example.org>",)))


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("We have not forgotten you, we are still speaking to a few others.", None),
        ("We will come back to you next week.", date(2026, 3, 20)),
        ("Bear with us, the board has yet to meet.", None),
        ("I see the director on Monday and will let you know on Tuesday.", date(2026, 3, 17)),
    ],
)
def test_it_is_a_reply_that_moves_nothing(text: str, promised: date | None) -> None:
    reading = understand(answer(text))
    assert reading.kind is Kind.EMPLOYER_REPLY
    assert reading.confidence >= CONFIDENT
    assert all(one.rule.startswith("employer_reply.") for one in reading.evidence)
    assert (reading.facts.promise.end if reading.facts.promise else None) == promised


def test_a_promise_in_a_thread_about_a_job_is_a_reply() -> None:
    text = "Good to meet you on Monday. You can count on hearing from us by Thursday 19 March."
    reading = understand(answer(text))
    assert reading.kind is Kind.EMPLOYER_REPLY
    assert reading.facts.promise is not None
    assert reading.facts.promise.end == date(2026, 3, 19)


@pytest.mark.parametrize(
    "text",
    [
        "I am afraid I have disappointing news, but will call you on Friday.",
        "It is a no from the client, I will let you know what else comes up next week.",
    ],
)
def test_what_hints_at_a_decision_is_no_plain_reply(text: str) -> None:
    assert understand(answer(text)).kind in {Kind.UNSURE, Kind.REJECTION}


def test_the_quoted_letter_tells_what_it_is_about() -> None:
    quoted = "> thank you for telling me about the vacancy"
    assert understand(answer("You will hear from me on Friday.", "Re: Hello", quoted)).kind is Kind.EMPLOYER_REPLY
    assert understand(answer("You will hear from me on Friday.", "Re: Hello")).kind is Kind.NOT_JOB


def test_outside_a_thread_a_promise_needs_another_word() -> None:
    both = understand(letter("Great talking to you about the job. You will hear from us by Friday.", "Hello"))
    alone = understand(letter("You will hear from us about the job by Friday.", "Hello"))
    assert (both.kind, alone.kind is Kind.EMPLOYER_REPLY) == (Kind.EMPLOYER_REPLY, False)


def read_as(text: str) -> Reading:
    return understand(answer(text, "Re: your application"))


def test_a_call_at_a_fixed_hour_is_no_promise() -> None:
    reading = read_as("Perfect, I will call you on Thursday 12 March at 15:30 for your telephone interview.")
    assert reading.kind is Kind.INTERVIEW_SCHEDULED
    assert reading.facts.promise is None
