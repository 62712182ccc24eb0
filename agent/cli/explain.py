"""The reasoning behind an application, told to somebody who knows nothing of the program.

Turns events, drafts and the plan into sentences, down to the quoted words. It decides nothing and prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from agent.cli.words import FATE, KIND, OUTCOME, day, stage_of, title_of, who
from agent.deciding import Plan, Rule
from agent.ports import Intent, OutboxState
from agent.reading import Direction, Evidence, Reading
from agent.tracking import (
    Application,
    ApplicationOpened,
    Closed,
    Corrected,
    DraftBecame,
    DraftPlaced,
    Event,
    MailFiled,
    Noted,
    Reopened,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: when, what, and the grounds beneath it."""

    at: datetime
    what: str
    grounds: tuple[str, ...] = ()


def timeline(application: Application) -> tuple[Step, ...]:
    """Everything that happened to an application, oldest first."""
    return tuple(_step(event) for event in sorted(application.events, key=lambda event: event.at))


def reasoning(
    application: Application,
    plan: Plan,
    rules: Mapping[str, Rule],
    intents: Iterable[Intent],
    zone: tzinfo,
) -> tuple[str, ...]:
    """Say how the application stands, what was drafted, what is to come, what is held back, each with its reason."""
    lines = [f"{title_of(application)}: {stage_of(application)}.", *_standing(application, zone), ""]
    mine = [intent for intent in intents if intent.application == application.id]
    lines += _section("Drafted", _drafted(application, rules, zone))
    lines += _section("Could not be placed", _stuck(mine))
    lines += _section("Due now", _due(application.id, plan, zone))
    lines += _section("Next", _next(application.id, plan, zone))
    lines += _section("Held back", _held(application.id, plan, zone))
    if len(lines) == len(_standing(application, zone)) + 2:
        lines += ["Nothing was drafted, and nothing is planned: no rule applies as it stands.", ""]
    lines += _section("What this rests on", _grounds(application, zone))
    return tuple(lines[:-1])


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    body = [f"  {line}" for line in lines]
    return [heading, *body, ""] if body else []


def _standing(application: Application, zone: tzinfo) -> list[str]:
    lines = []
    if application.closed_at is not None:
        because = next((e.because for e in reversed(application.events) if isinstance(e, Closed)), "")
        lines.append(f"Closed on {day(application.closed_at, zone)}{': ' + because if because else ''}")
    for interview in application.interviews:
        state = " (called off)" if interview.cancelled else " (you missed it)" if interview.held is False else ""
        people = ", ".join(person.name or person.address or "" for person in interview.people)
        zoned = f" {interview.timezone}" if interview.timezone else ", the time zone was not stated"
        lines.append(f"Interview: {day(interview.start, zone)}{zoned}{' with ' + people if people else ''}{state}")
    if application.promise is not None:
        span = application.promise.span
        lines.append(f"They named a date: by {span.end:%a %-d %b %Y} (“{span.quote}”)")
    if application.no_contact:
        lines.append(f"They asked not to be contacted: “{application.no_contact}”")
    return lines


def _drafted(application: Application, rules: Mapping[str, Rule], zone: tzinfo) -> Iterator[str]:
    for draft in application.drafts:
        rule = rules.get(draft.rule)
        yield f"{day(draft.placed_at, zone)}: {_human(draft.rule)} to {draft.to}; now {FATE[draft.fate]}"
        if rule is not None:
            yield f"  because {rule.reason} ({_counted(rule)}; source: {rule.source})"
        became = [e for e in application.events if isinstance(e, DraftBecame) and e.occasion == draft.occasion]
        for event in became:
            yield f"  {day(event.at, zone)}: {FATE[event.fate]}, {event.because}"


def _counted(rule: Rule) -> str:
    return f"not before {rule.after}, best after {rule.suggest}, not after {rule.until}, at most {rule.at_most}"


def _stuck(intents: Iterable[Intent]) -> Iterator[str]:
    for intent in intents:
        if intent.state in {OutboxState.NEEDS_USER, OutboxState.REFUSED, OutboxState.AMBIGUOUS}:
            yield f"{_human(intent.rule)} to {intent.to}: {intent.note}"


def _due(application: str, plan: Plan, zone: tzinfo) -> Iterator[str]:
    for action in plan.drafts:
        if action.occasion.application == application:
            yield f"{_human(action.rule.name)} to {who(action.to)}, best by {day(action.window.suggested, zone)}"
            yield f"  {action.reason.sentence}"


def _next(application: str, plan: Plan, zone: tzinfo) -> Iterator[str]:
    for coming in plan.upcoming:
        if coming.occasion.application == application:
            yield f"{_human(coming.occasion.rule)} on {day(coming.at, zone)}, if nothing happens before"
            yield f"  {coming.reason.sentence}"


def _held(application: str, plan: Plan, zone: tzinfo) -> Iterator[str]:
    for held in plan.held:
        if held.occasion.application == application:
            until = f" (until {day(held.until, zone)})" if held.until else ""
            yield f"{_human(held.occasion.rule)}: {held.reason.sentence}{until}"


def _human(rule: str) -> str:
    return rule.replace("-", " ")


def _grounds(application: Application, zone: tzinfo) -> Iterator[str]:
    for step in timeline(application):
        yield f"{day(step.at, zone)}  {step.what}"
        for ground in step.grounds:
            yield f"    {ground}"


def _step(event: Event) -> Step:  # noqa: PLR0911 - one return for each kind of event reads best
    match event:
        case ApplicationOpened():
            return Step(event.at, f"Opened: {event.because}")
        case MailFiled():
            return Step(event.at, _mail(event.reading), (*_why_read(event.reading), f"Filed here: {event.because}"))
        case DraftPlaced():
            return Step(event.at, f"A draft was put into Drafts: {_human(event.rule)} to {event.to}")
        case DraftBecame():
            return Step(event.at, f"The draft is {FATE[event.fate]}: {event.because}")
        case Noted():
            contact = (
                f" ({event.contact}, {'you' if event.by == 'me' else 'they'} made contact)" if event.contact else ""
            )
            return Step(event.at, f"You noted{contact}: {event.text}")
        case Corrected():
            return Step(event.at, f"You corrected {event.field.replace('_', ' ')}: {event.value}")
        case Closed():
            return Step(event.at, f"Closed, {OUTCOME[event.outcome]}: {event.because}")
        case Reopened():
            return Step(event.at, f"Reopened: {event.because}")


def _mail(reading: Reading) -> str:
    subject = f"“{reading.envelope.subject}”" if reading.envelope.subject else "a message without a subject"
    if reading.direction is Direction.OUTBOUND:
        return f"You wrote {subject} to {', '.join(a.address for a in reading.envelope.to) or 'nobody'}"
    return f"{who(reading.envelope.sender)} wrote {subject}"


def _why_read(reading: Reading) -> Iterator[str]:
    if reading.direction is Direction.OUTBOUND:
        return
    yield f"Read as {KIND[reading.kind]}, {_sureness(reading.confidence)}"
    yield from (_evidence(evidence) for evidence in reading.evidence)


def _sureness(confidence: float) -> str:
    return f"{'sure' if confidence >= 0.9 else 'fairly sure' if confidence >= 0.75 else 'not sure'} ({confidence:.0%})"  # noqa: PLR2004


def _evidence(evidence: Evidence) -> str:
    where = {"subject": "in the subject", "calendar": "in the invitation", "header": "in the headers"}
    quote = f"“{evidence.quote}” " if evidence.quote else ""
    return f"{quote}{where.get(evidence.where, 'in the text')} [{evidence.rule}]"
