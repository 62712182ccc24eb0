"""The JSON that scripts rely on: what each command prints with `--json`. Times are ISO 8601; what is absent is null."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from agent.cli.explain import Case
from agent.cli.history import timeline
from agent.cli.words import lesson_says
from agent.deciding import HeldBack, PlaceDraft, Plan, Reminder, Upcoming
from agent.reading import Person, Reading, Said, Unreadable
from agent.tracking import Application, LessonLearned

Shape = dict[str, Any]

READ_KEYS = (
    "path",
    "index",
    "message_id",
    "kind",
    "confidence",
    "company",
    "role",
    "interview",
    "promised_by",
    "deadline",
    "channel",
    "sender",
    "automated",
    "trust",
    "evidence",
    "requisition",
    "agency",
    "people",
    "no_contact",
    "salary",
    "starts",
)
"""The keys of one line of `afterword read --json`."""


def reading_shape(path: str, index: int, reading: Reading | Unreadable) -> Shape:
    """One line of `afterword read --json`. Of what cannot be read nothing is known but the reason.

    Signs of deceit are evidence whose rules begin with `trust.`.
    """
    if isinstance(reading, Unreadable):
        unknown: Shape = dict.fromkeys(READ_KEYS)
        return {**unknown, "path": path, "index": index, "evidence": [], "people": [], "unreadable": reading.reason}
    facts, envelope = reading.facts, reading.envelope
    slot = facts.meeting.slot if facts.meeting else None
    return {
        "path": path,
        "index": index,
        "message_id": envelope.message_id,
        "kind": reading.kind.value,
        "confidence": round(reading.confidence, 3),
        "company": _value(facts.company),
        "role": _value(facts.role),
        "interview": slot and {"start": _time(slot.start), "end": _time(slot.end), "timezone": slot.timezone},
        "promised_by": _time(facts.promise.end) if facts.promise else None,
        "deadline": _time(facts.deadline.at) if facts.deadline else None,
        "channel": _value(facts.channel),
        "sender": envelope.sender.address if envelope.sender else None,
        "automated": envelope.automated is not None,
        "trust": reading.trust.value,
        "evidence": [
            {"rule": e.rule, "quote": e.quote, "where": e.where} for e in (*reading.evidence, *reading.distrust)
        ],
        "requisition": _value(facts.requisition),
        "agency": _value(facts.agency),
        "people": [{"name": p.name, "address": p.address, "part": p.part.value} for p in facts.people],
        "no_contact": _value(facts.no_contact),
        "salary": _value(facts.salary),
        "starts": _time(facts.starts.start) if facts.starts else None,
    }


def plan_shape(plan: Plan) -> Shape:
    """`afterword plan --json`."""
    return {
        "now": _time(plan.now),
        "drafts": [_draft(action) for action in plan.drafts],
        "upcoming": [_upcoming(coming) for coming in plan.upcoming],
        "held": [_held(held) for held in plan.held],
        "reminders": [_reminder(reminder) for reminder in plan.reminders],
        "next_due": _time(plan.next_due),
    }


def _reminder(reminder: Reminder) -> Shape:
    return {
        "application": reminder.occasion.application,
        "reminder": reminder.occasion.rule,
        "errand": reminder.errand.value,
        "at": _time(reminder.at),
        "reason": reminder.reason.sentence,
        "points": list(reminder.points),
    }


def application_shape(application: Application, *, with_timeline: bool = False) -> Shape:
    """One application of `afterword status --json`; with its timeline, `afterword show --json`."""
    shape: Shape = {
        "application": application.id,
        "company": application.company or None,
        "role": application.role or None,
        "stage": application.stage.value,
        "outcome": application.outcome.value if application.outcome else None,
        "opened_at": _time(application.opened_at),
        "applied_at": _time(application.applied_at),
        "closed_at": _time(application.closed_at),
        "promised_by": _time(application.promise.span.end) if application.promise else None,
        "interviews": [
            {"start": _time(i.start), "end": _time(i.end), "timezone": i.timezone, "cancelled": i.cancelled}
            for i in application.interviews
        ],
        "drafts": [
            {"occasion": d.occasion, "rule": d.rule, "placed_at": _time(d.placed_at), "to": d.to, "fate": d.fate.value}
            for d in application.drafts
        ],
    }
    if with_timeline:
        shape["timeline"] = [
            {"at": _time(step.at), "what": step.what, "grounds": step.grounds, "message": step.message}
            for step in timeline(application)
        ]
    return shape


def why_shape(case: Case) -> Shape:
    """`afterword why --json`: the application with its timeline, and its share of the plan."""
    return {
        "now": _time(case.now),
        **application_shape(case.application, with_timeline=True),
        "due": [_draft(action) for action in case.due],
        "upcoming": [_upcoming(coming) for coming in case.upcoming],
        "held": [_held(held) for held in case.held],
        "stuck": [{"occasion": i.occasion, "rule": i.rule, "to": i.to or None, "reason": i.note} for i in case.stuck],
    }


def lesson_shape(lesson: LessonLearned, touched: int) -> Shape:
    """One lesson of `afterword lessons --json`; `touched` is how many messages it decides something about."""
    return {
        "lesson": lesson.number,
        "says": lesson_says(lesson),
        "scope": lesson.scope.value,
        "whose": list(lesson.whose),
        "field": lesson.field,
        "value": lesson.value or None,
        "message": lesson.fingerprint,
        "learned_at": _time(lesson.at),
        "because": lesson.because,
        "touched": touched,
    }


def _draft(action: PlaceDraft) -> Shape:
    return {
        "occasion": str(action.occasion),
        "application": action.application.id,
        "rule": action.rule.name,
        "to": _person(action.to),
        "earliest": _time(action.window.earliest),
        "suggested": _time(action.window.suggested),
        "until": _time(action.window.until),
        "reason": action.reason.sentence,
    }


def _upcoming(coming: Upcoming) -> Shape:
    return {
        "occasion": str(coming.occasion),
        "application": coming.occasion.application,
        "rule": coming.occasion.rule,
        "to": _person(coming.to),
        "at": _time(coming.at),
        "reason": coming.reason.sentence,
    }


def _held(held: HeldBack) -> Shape:
    return {
        "occasion": str(held.occasion),
        "application": held.occasion.application,
        "rule": held.occasion.rule,
        "gate": held.gate.value,
        "until": _time(held.until),
        "reason": held.reason.sentence,
    }


def _value(said: Said | None) -> str | None:
    return said.value if said else None


def _person(person: Person | None) -> str | None:
    return person.address if person else None


def _time(at: datetime | date | None) -> str | None:
    return at.isoformat() if at else None
