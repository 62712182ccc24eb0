"""The JSON of `afterword replay`: one object for each thing that happened, and for each draft other rules would change.

Times are ISO 8601 in UTC; what is absent is null.
"""

from __future__ import annotations

from datetime import UTC, datetime

from agent.cli.differing import Change
from agent.cli.letters import subject_of, text_of
from agent.cli.shapes import Shape
from agent.deciding import PlaceDraft
from agent.happenings import Asked, Drafted, Filed, Held, Moved, NotWritten, Presumed, TakenBack, Told
from agent.tracking import Application, DraftBecame, Event, MailFiled


def told_shape(told: Told) -> Shape:  # noqa: PLR0911 - one return for each sort of thing reads best
    """One line of `afterword replay --json`."""
    if isinstance(told, Asked):
        return _asked(told)
    match told:
        case Filed():
            return _shape("event", told.at, told.application, _event(told.event))
        case Moved():
            outcome = told.application.outcome
            stages = {"from": told.before, "to": told.application.stage, "outcome": outcome}
            return _shape("stage", told.at, told.application, {k: v and v.value for k, v in stages.items()})
        case Drafted():
            letter = {"subject": subject_of(told.intent.raw), "text": text_of(told.intent.raw)}
            return _shape("draft", told.at, told.application, _draft(told.action) | letter)
        case NotWritten():
            why = {"reason": "; ".join(problem.sentence for problem in told.refused.problems)}
            return _shape("refused", told.at, told.application, _draft(told.action) | why)
        case TakenBack():
            to = told.intent.to if told.intent else None
            own = {"rule": told.action.reason.rule, "occasion": told.action.occasion, "to": to}
            return _shape("withdrawn", told.at, told.application, own | {"reason": told.action.reason.sentence})
        case Presumed():
            outcome = told.application.outcome
            own = {"outcome": outcome.value if outcome else None, "reason": told.action.reason.sentence}
            return _shape("closed", told.at, told.application, own)
        case Held():
            return _shape("held", told.at, told.application, _held(told))


def change_shape(change: Change) -> Shape:
    """One line of `afterword replay --diff --json`."""
    draft = change.after or change.before
    application = draft.application if draft else None
    return {
        "change": change.what,
        "application": application.id if application else None,
        "company": (application.company or None) if application else None,
        "role": (application.role or None) if application else None,
        "occasion": change.occasion,
        "rule": draft.action.rule.name if draft else None,
        "code": (draft.action.rule.code or None) if draft else None,
        "to": draft.intent.to if draft else None,
        "before": _time(change.before.at) if change.before else None,
        "after": _time(change.after.at) if change.after else None,
        "seconds": round(change.by.total_seconds()) if change.by is not None else None,
        "gate": change.gate.value if change.gate else None,
        "reason": change.reason or None,
        "settings": [
            {"rule": one.rule or None, "key": one.key, "before": one.before, "after": one.after}
            for one in change.settings
        ],
        "text_before": text_of(change.before.intent.raw) if change.before else None,
        "text_after": text_of(change.after.intent.raw) if change.after else None,
    }


def _shape(kind: str, at: datetime, application: Application | None, own: Shape) -> Shape:
    return {
        "at": _time(at),
        "type": kind,
        "application": application.id if application else None,
        "company": (application.company or None) if application else None,
        "role": (application.role or None) if application else None,
        **own,
    }


def _event(event: Event) -> Shape:
    mail = event.reading if isinstance(event, MailFiled) else None
    because: str | None = getattr(event, "because", None)
    return {
        "event": event.type,
        "direction": mail.direction.value if mail else None,
        "kind": mail.kind.value if mail else None,
        "confidence": round(mail.confidence, 3) if mail else None,
        "message_id": mail.envelope.message_id if mail else None,
        "fate": event.fate.value if isinstance(event, DraftBecame) else None,
        "candidates": [],
        "because": because or None,
    }


def _asked(told: Asked) -> Shape:
    """A message only the user can place, as an event of no application."""
    reading = told.stored.reading
    own = {
        "event": "question",
        "direction": reading.direction.value,
        "kind": reading.kind.value,
        "confidence": round(reading.confidence, 3),
        "message_id": reading.envelope.message_id,
        "fate": None,
        "candidates": list(told.stored.candidates),
        "because": told.stored.because,
    }
    return _shape("event", told.at, None, own)


def _draft(action: PlaceDraft) -> Shape:
    window = action.window
    return {
        "occasion": str(action.occasion),
        "rule": action.rule.name,
        "code": action.rule.code or None,
        "to": action.to.address,
        "subject": None,
        "text": None,
        "window": {
            "earliest": _time(window.earliest),
            "suggested": _time(window.suggested),
            "until": _time(window.until),
        },
        "reason": action.reason.sentence,
        "source": action.reason.source or None,
        "answers": action.answers.envelope.message_id if action.answers else None,
    }


def _held(told: Held) -> Shape:
    held = told.held
    return {
        "occasion": str(held.occasion),
        "rule": held.occasion.rule,
        "gate": held.gate.value,
        "reason": held.reason.sentence,
        "until": _time(held.until),
    }


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None
