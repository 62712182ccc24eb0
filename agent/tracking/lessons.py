"""What one lesson of the user's makes of one message; which lessons are asked is decided in `taught`.

A lesson was learned from one message and meets others that nobody has looked at. So it fills in what reading does not
know, and never quietly stands against what reading is sure of:

1. A kind is taken where reading is not sure. What reading is sure of stays as read where it says something about an
   application; but where reading makes the very mistake the lesson was learned from, the message becomes `unsure`, and
   the user is asked. Between two kinds that say nothing about an application, such as adverts, the lesson's is taken.
2. That mail of a sender, or of a domain, is not about a job is absolute: the user wants to hear no more of it.
3. A company is taken where none is named, where the mistake is made that it was learned from, or where nearly the same
   is named. Where another company is named, the message becomes `unsure`. A role, of a thread, likewise.
4. The user's own mail is of no kind to be learned, and is never in doubt; a thread's company or role it may take.
5. On mail that is not to be trusted, only a kind that says nothing is taken: anybody may borrow a sender's name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from agent.reading import Direction, Evidence, Kind, Reading, Said, Trust
from agent.tracking.events import LessonLearned, Scope
from agent.tracking.names import Likeness, compare_organisations, compare_roles
from agent.tracking.transitions import MOVES, believed, speaks

LEARNED: Final = 0.9
"""Confidence in a kind that a lesson gives: believed, but no word of the user's on this very message."""

DOUBT: Final = 0.5
"""Confidence in a message of which a lesson and reading say different things: a coin is no better."""

DISTRUSTED: Final = frozenset({Trust.FAILED, Trust.SUSPECT})

RULE: Final = "lesson."
"""What the rule of a piece of evidence begins with where a lesson decided; its number follows."""


def applied(reading: Reading, lesson: LessonLearned) -> Reading:
    """The message as one lesson has it understood, with the lesson among its evidence; the same where it has no say."""
    after = reading
    if lesson.field == "kind" and lesson.value in set(Kind) and reading.direction is Direction.INBOUND:
        after = _kind(reading, lesson, Kind(lesson.value))
    elif lesson.field in {"company", "role"} and lesson.value and reading.trust not in DISTRUSTED:
        after = _name(reading, lesson)
    if after is reading:
        return reading
    return replace(after, evidence=(*after.evidence, Evidence(f"{RULE}{lesson.number}", "", "lesson")))


def numbers(reading: Reading) -> tuple[int, ...]:
    """The lessons that decided something about a message, by its evidence."""
    rules = (evidence.rule for evidence in reading.evidence if evidence.where == "lesson")
    return tuple(int(rule.removeprefix(RULE)) for rule in rules)


def moves(kind: Kind) -> bool:
    """Whether mail of that kind changes how an application stands, or takes an interview away."""
    move = MOVES[kind]
    return move.stage is not None or move.outcome is not None or kind is Kind.INTERVIEW_CANCELLED


def _kind(reading: Reading, lesson: LessonLearned, kind: Kind) -> Reading:
    if reading.kind is kind and believed(reading):
        return reading
    if kind is Kind.NOT_JOB and lesson.scope is not Scope.THREAD:
        return replace(reading, kind=kind, confidence=1.0)
    if MOVES[kind].speaks and reading.trust in DISTRUSTED:
        return reading
    if speaks(reading):
        return _doubted(reading) if reading.kind == lesson.instead else reading
    if believed(reading) and MOVES[kind].speaks:
        return reading
    return replace(reading, kind=kind, confidence=LEARNED)


def _doubted(reading: Reading) -> Reading:
    return replace(reading, kind=Kind.UNSURE, confidence=min(reading.confidence, DOUBT))


def _name(reading: Reading, lesson: LessonLearned) -> Reading:
    """The company or the role, where nothing else is named."""
    facts, taught = reading.facts, Said(lesson.value, lesson.value)
    of_company = lesson.field == "company"
    stated = _words(facts.company if of_company else facts.role)
    compare = compare_organisations if of_company else compare_roles
    if stated == lesson.value:
        return reading
    same_mistake = bool(lesson.instead) and compare(stated, lesson.instead) is Likeness.SAME
    if not same_mistake and compare(stated, lesson.value) is Likeness.OTHER:
        return _doubted(reading) if speaks(reading) and reading.direction is Direction.INBOUND else reading
    return replace(reading, facts=replace(facts, company=taught) if of_company else replace(facts, role=taught))


def _words(said: Said | None) -> str:
    return "" if said is None else said.value
