"""The user's word on an application; it wins over anything read.

A correction of `company`, `role` or `no_contact` settles the matter for good. A correction of `stage`, `promise` or
`interview_held` is a statement of its time: what the other side says later still counts. A value that makes no sense
changes nothing. A word on a message changes how that message is understood, which is done in `taught`; here it is only
kept.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final, TypeGuard

from agent.reading import Span
from agent.tracking.events import Corrected, Event, Outcome
from agent.tracking.interviews import same
from agent.tracking.model import Application, Interview, Promise, Stage
from agent.tracking.order import instant
from agent.tracking.transitions import close, reopen

MESSAGE_FIELDS: Final = frozenset({"kind", "company", "role", "application"})
"""What can be said of one message."""

_YES_NO = {"yes": True, "no": False}

NO_CONTACT_BY_USER = "you asked for no contact"
"""What `Application.no_contact` says when it was the user who wanted it."""


def corrected(application: Application, event: Corrected) -> Application:
    """The application after one correction, which is also kept in `corrections`."""
    after = replace(application, corrections=(*application.corrections, event))
    if is_on_message(event):
        return after
    value = event.value.strip()
    match event.field:
        case "company":
            after = replace(after, company=value)
        case "role":
            after = replace(after, role=value)
        case "stage":
            after = _stage(after, event, value.lower())
        case "interview_held":
            after = _interview_held(after, event, value.lower())
        case "promise":
            after = replace(after, promise=_promise(after, event, value))
        case "no_contact":
            after = _no_contact(after, value.lower())
        case "dismiss":
            after = replace(after, dismissed=tuple(dict.fromkeys((*after.dismissed, value))))
    return after


def is_on_message(event: Event) -> TypeGuard[Corrected]:
    """Whether an event is a word on one message, not on an application."""
    return isinstance(event, Corrected) and bool(event.fingerprint) and event.field in MESSAGE_FIELDS


def was_corrected(application: Application, field: str) -> bool:
    """Whether the user has said anything about a field of the application itself."""
    return any(word.field == field and not is_on_message(word) for word in application.corrections)


def _stage(application: Application, event: Corrected, value: str) -> Application:
    """To a stage, or, when the value is an outcome, to closed with that outcome."""
    if value in set(Outcome):
        return close(application, Outcome(value), event.at, by_user=True)
    if value == Stage.CLOSED:
        return close(application, application.outcome, event.at, by_user=True)
    return reopen(application, Stage(value)) if value in set(Stage) else application


def _interview_held(application: Application, event: Corrected, value: str) -> Application:
    interview = _meant(application, event)
    if interview is None or value not in _YES_NO:
        return application
    after = replace(interview, held=_YES_NO[value])
    return replace(application, interviews=tuple(after if i is interview else i for i in application.interviews))


def _meant(application: Application, event: Corrected) -> Interview | None:
    """The interview a correction is about: by the message or key named, else the last one begun."""
    interviews = application.interviews
    if not event.fingerprint:
        begun = [i for i in interviews if instant(i.start) <= instant(event.at)]
        return begun[-1] if begun else None
    for interview in interviews:
        if interview.is_called(event.fingerprint):
            return interview
    mails = (m.facts.meeting for m in application.mails if m.envelope.fingerprint == event.fingerprint)
    meeting = next(mails, None)
    return None if meeting is None else same(interviews, meeting)


def _promise(application: Application, event: Corrected, value: str) -> Promise | None:
    """A day they named, in ISO form; an empty value takes the promise away."""
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return application.promise
    return Promise(Span(day, day, value), event.at, None, event.fingerprint)


def _no_contact(application: Application, value: str) -> Application:
    if value not in _YES_NO:
        return application
    return replace(application, no_contact=NO_CONTACT_BY_USER if _YES_NO[value] else "")
