"""The debrief: thirteen questions to oneself after an interview, and the answers read back from a filled form.

A form is plain text that survives a mail client: quoted, wrapped or moved about, an answer is found by the mark in
brackets above it. The form itself is written by `agent.writing`; what the answers are used for is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from agent.reading.model import Answers

NEXT_STEP_BY: Final = "next_step_by"
"""The answer that holds the day they named, in ISO form."""

QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "who": "Who was there: names, titles, and what did each of them care about?",
        "topics": 'What did you talk about? A line for each person, such as "Ann: moving the billing system".',
        "asked": "What did they ask, as near to their own words as you can?",
        "answers": "Which of your answers went well, and which badly?",
        "hardest": "Which question was the hardest, what were they after, and what would have been a better answer?",
        "forgot": "What did you forget to say?",
        "learned": "What did you learn about the role, the team and their troubles? Did anything warn you?",
        "terms": "Were salary, start or notice spoken of?",
        "next_step": "What is the next step, who takes it, and how will you hear of it?",
        NEXT_STEP_BY: "By which day, as in 2026-03-27?",
        "references": "Did they ask for references?",
        "interest": "Do you still want it, from 1 (no) to 5 (very much)?",
        "actions": "What will you do before the next interview? Three things at most.",
        "shape": "How were your preparation, energy and punctuality, from 1 to 5?",
    }
)
"""Every question by its name, in the order asked (etiquette §6). The day of the next step belongs to the ninth."""

LONGEST_ANSWER: Final = 4_000
"""Most characters of one answer that are kept."""

LONGEST_FORM: Final = 200_000
"""Most characters of a form that are looked at; more is no form."""

_MARK: Final = re.compile(r"^[>\s]*(?:[0-9]{1,2}\.\s*)?\[(?P<name>[a-z_]{2,20})\]", re.MULTILINE)
_INTERVIEW: Final = re.compile(r"\[interview:(?P<application>[a-z0-9-]{1,80})#(?P<key>[^\]\s]{0,300})\]")
_FEWEST_MARKS: Final = 3
"""Marks that make a text a form: one or two could be anything in brackets."""


def answers_in(text: str) -> dict[str, str]:
    """The answers of a form, by the question's name; empty where the text is no form. Unanswered ones are left out."""
    marks = [m for m in _MARK.finditer(text[:LONGEST_FORM]) if m["name"] in QUESTIONS]
    if len({m["name"] for m in marks}) < _FEWEST_MARKS:
        return {}
    found: dict[str, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        block = text[mark.end() : following.start() if following else LONGEST_FORM]
        answer = _cleaned(_after_question(block, QUESTIONS[mark["name"]]))
        if answer:
            found.setdefault(mark["name"], answer[:LONGEST_ANSWER])
    return found


def interview_in(text: str) -> tuple[str, str] | None:
    """Which application and interview a form is about, or None."""
    found = _INTERVIEW.search(text[:LONGEST_FORM])
    return None if found is None else (found["application"], found["key"])


def debrief_in(text: str) -> Answers | None:
    """The debrief a filled form makes, or None. An answer that is none, such as a day nobody can read, is left out."""
    about = interview_in(text)
    answers = tuple((name, answer) for name, answer in answers_in(text).items() if not fault(name, answer))
    return Answers(*about, answers) if about and answers else None


def fault(name: str, answer: str) -> str:
    """What is wrong with an answer that has a form of its own; empty when nothing is."""
    if name == NEXT_STEP_BY and answer:
        try:
            date.fromisoformat(answer)
        except ValueError:
            return "write the day as in 2026-03-27, or leave it empty"
    if name == "interest" and answer and answer[:1] not in "12345":
        return "write a number from 1 to 5, or leave it empty"
    return ""


def _after_question(block: str, question: str) -> str:
    """The block without the question it begins with, wherever a mail client broke its lines."""
    words = r"[\s>]+".join(re.escape(word) for word in question.split())
    return re.sub(rf"\A[\s>]*{words}", "", block)


def _cleaned(block: str) -> str:
    """An answer without quotation marks of a mail client, empty lines at its ends, and the sign-off of the form."""
    lines = (re.sub(r"\A(?:>\s?)+", "", line).rstrip() for line in block.split("\n-- \n", 1)[0].splitlines())
    return "\n".join(lines).strip()
