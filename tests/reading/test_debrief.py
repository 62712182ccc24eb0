"""A filled form counts only when the user sent it to themselves, from their own Sent mailbox."""

from __future__ import annotations

import pytest

from agent.reading import Answers, Reading
from tests.reading.handmade import WEDNESDAY, reader

FORM = (
    "[interview:acme#uid-1]\n\n1. [who] Who was there: names, titles, and what did each of them care about?\nAnn\n\n"
    "5. [forgot]\n\n[next_step_by] By which day, as in 2026-03-27?\nsoon\n\n"
    "11. [interest] Do you still want it, from 1 (no) to 5 (very much)?\n4\n"
)


def sent(to: str, sender: str = "Sam Doe <sam@example.org>", *, outbound: bool | None = True) -> Answers | None:
    raw = (
        f"From: {sender}\nTo: {to}\nSubject: How did it go?\nMessage-ID: <1@home.example>\n"
        f"Date: Wed, 11 Mar 2026 10:00:00 +0000\n\n{FORM}"
    )
    reading = reader().read(raw.encode(), received_at=WEDNESDAY, outbound=outbound)
    assert isinstance(reading, Reading)
    return reading.facts.debrief


def test_a_form_sent_to_oneself_is_a_debrief_and_an_answer_that_is_none_is_left_out() -> None:
    assert sent("sam@example.org") == Answers("acme", "uid-1", (("who", "Ann"), ("interest", "4")))


@pytest.mark.parametrize("to", ["ann@acme.example", "sam@example.org, ann@acme.example"])
def test_a_form_that_went_to_somebody_else_is_none(to: str) -> None:
    assert sent(to) is None


def test_a_form_in_the_inbox_is_none_whoever_it_says_it_is_from() -> None:
    assert sent("sam@example.org", outbound=None) is None
    assert sent("sam@example.org", "Eve <eve@elsewhere.example>", outbound=None) is None
