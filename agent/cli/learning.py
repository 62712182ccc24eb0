"""What can be learned from a correction beyond its one message, and what was: lessons, made and told.

Nothing is learned without being asked for by a flag. The command that lists lessons and takes them away is in
`lessons`; what a lesson makes of a message is decided in `agent.tracking`.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

from agent.cli.history import FINGERPRINT
from agent.cli.page import Page, sentence
from agent.cli.words import counted, lesson_says, who
from agent.errors import UserError
from agent.ledger import SqlLedger
from agent.reading import Direction, Kind, Reading
from agent.tracking import Event, LessonLearned, Scope, is_relay, moves, own_domain, taught_by

Field = Literal["kind", "company", "role", "application"]

Words = Mapping[Field, str]
"""What the user said of the message, by field; of `application` it is the name, or empty for none."""

Companies = Mapping[str, str]
"""The company of each application, by its name."""


def learned(
    happened: Sequence[Event],
    companies: Companies,
    reading: Reading,
    words: Words,
    scopes: Sequence[Scope],
    at: datetime,
) -> tuple[LessonLearned, ...]:
    """The lessons the user asks for, one for each word and scope; those in force already are not learned again.

    Raises `UserError` for what cannot be learned so, before anything is written.
    """
    lessons: list[LessonLearned] = []
    in_force = taught_by(happened).lessons.values()
    number = max((event.number for event in happened if isinstance(event, LessonLearned)), default=0)
    because = f"you said so of “{reading.envelope.subject or 'no subject'}”, by {_author(reading)}"
    for scope, word in ((scope, word) for scope in scopes for word in words.items()):
        whose = whose_of(reading, scope)
        field, value = _as_lesson(scope, *word, reading, companies)
        if any(
            (one.scope, one.field, one.value, set(one.whose)) == (scope, field, value, set(whose)) for one in in_force
        ):
            continue
        number += 1
        name, instead = reading.envelope.fingerprint, _as_read(reading, field)
        lessons.append(LessonLearned(number, at, scope, whose, field, value, name, because, instead))
    return tuple(lessons)


def whose_of(reading: Reading, scope: Scope) -> tuple[str, ...]:
    """The address, the domain or the message ids a lesson from this message would be about. Raises `UserError`."""
    envelope = reading.envelope
    if scope is Scope.THREAD:
        ids = (*envelope.thread, *([envelope.message_id] if envelope.message_id else ()))
        if not ids:
            raise UserError(
                "the message does not say which conversation it belongs to, so --thread would find no other"
            )
        return tuple(dict.fromkeys(ids))
    if reading.direction is Direction.OUTBOUND:
        raise UserError(f"you wrote this message yourself, so --{scope} would find no other; try --thread")
    if envelope.sender is None or not envelope.sender.domain:
        raise UserError(f"the message names no sender, so --{scope} would find no other")
    if scope is Scope.SENDER:
        return (envelope.sender.address.lower(),)
    own = own_domain(envelope.sender.address)
    if not own:
        many = f"the domain {envelope.sender.domain} is shared by many"
        raise UserError(f"{many}, so --domain says too much; try --sender")
    return (own,)


def tell_learned(page: Page, ledger: SqlLedger, lessons: Sequence[LessonLearned]) -> None:
    """What was learned, what it changes, and how to take it away."""
    touched = touched_by(ledger)
    for lesson in lessons:
        page.gap()
        page.say(f"Lesson {lesson.number}: {lesson_says(lesson)}. {_caution(lesson)}")
        page.say(f"So far it decides something about {how_many(touched[lesson.number])}. To take it away:")
        page.command(f"afterword lessons --remove {lesson.number}")
    if not lessons:
        page.say("The lesson was there already; `afterword lessons` lists it.")


CAUTION: Mapping[Field, str] = {
    "kind": "It is used where a message is not clear by its own words.",
    "company": "Where a message names another company, you are asked.",
    "role": "Where a message names another role, you are asked.",
    "application": "What you say of a single message comes first.",
}
"""What a lesson does not do, by its field."""


def _caution(lesson: LessonLearned) -> str:
    absolute = lesson.value == Kind.NOT_JOB and lesson.scope is not Scope.THREAD
    return "That counts whatever a message says." if absolute else CAUTION[lesson.field]


def tell_learnable(page: Page, happened: Sequence[Event], companies: Companies, reading: Reading, words: Words) -> None:
    """What could be learned beyond this message, each with the command that asks for it."""
    ways = tuple(_ways(happened, companies, reading, words))
    if not ways:
        return
    page.gap()
    page.say("No other message is changed. If the same holds for other mail, you can make it a lesson:")
    message = reading.envelope.fingerprint[:FINGERPRINT]
    options = " ".join(f"--{field} {shlex.quote(value or 'none')}" for field, value in words.items())
    for scope, lessons in ways:
        page.entry(sentence("; ".join(lesson_says(lesson) for lesson in lessons)))
        page.command(f"afterword correct {message} {options} --{scope}")


def how_many(touched: int) -> str:
    """`no message`, `1 message`, `2 messages`."""
    return counted(touched, "message") if touched else "no message"


def touched_by(ledger: SqlLedger) -> Counter[int]:
    """How many messages each lesson decides something about."""
    taught = taught_by(ledger.events())
    return Counter(number for stored in ledger.readings("") for number in taught.touching(stored.reading))


def _ways(
    happened: Sequence[Event], companies: Companies, reading: Reading, words: Words
) -> Iterator[tuple[Scope, tuple[LessonLearned, ...]]]:
    """Scopes in which the user's words may hold; a person does not write one kind of mail that moves things."""
    moving = "kind" in words and moves(Kind(words["kind"]))
    for scope in Scope:
        if moving and (reading.human or scope is Scope.THREAD):
            continue
        try:
            lessons = learned(happened, companies, reading, words, (scope,), reading.at)
        except UserError:
            continue
        if lessons:
            yield scope, lessons


def _as_lesson(scope: Scope, field: Field, value: str, reading: Reading, companies: Companies) -> tuple[Field, str]:
    """The field and value that are learned for a word in a scope. Raises `UserError` where that would go wrong."""
    if scope is Scope.THREAD:
        return field, value
    if field == "role":
        raise UserError(f"one sender writes about many roles, so --role is not learned by --{scope}; try --thread")
    if field == "application" and not value:
        raise UserError(f"for mail that is never about an application, say --kind not_job with --{scope}")
    if field == "application":
        # A sender may write about several applications at one employer: the role then tells which.
        field, value = "company", companies.get(value, "")
    if field == "company" and not value:
        raise UserError(f"the application names no company that could be learned by --{scope}; say it with --company")
    sender = reading.envelope.sender
    if sender is not None and is_relay(sender.domain):
        way_out = "try --thread" if field == "company" else "for adverts say --kind job_alert"
        if field == "company" or value == Kind.NOT_JOB or moves(Kind(value)):
            many = f"the address {sender.address} writes for many employers"
            raise UserError(f"{many}, so --{scope} says too much; {way_out}")
    return field, value


def _as_read(reading: Reading, field: Field) -> str:
    """What reading took the message to say, which the user says is wrong."""
    said = {"company": reading.facts.company, "role": reading.facts.role}.get(field)
    if said is not None:
        return said.value
    return reading.kind.value if field == "kind" else ""


def _author(reading: Reading) -> str:
    return "you" if reading.direction is Direction.OUTBOUND else who(reading.envelope.sender)
