"""The user's word on an application; it wins over anything read.

A correction of `company`, `role`, `requisition` or `no_contact` settles the matter for good. A correction of `stage`,
`promise` or `interview_held` is a statement of its time: what the other side says later still counts. A value that
makes no sense changes nothing. A word on a message changes how that message is understood, which is done in `taught`;
here it is only kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from email.utils import parseaddr
from typing import Final, TypeGuard

from agent.reading import Part, Person, Span
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
    if is_on_message(event) or event.field not in _WORDS:
        return after
    return _WORDS[event.field](after, event, event.value.strip())


def is_on_message(event: Event) -> TypeGuard[Corrected]:
    """Whether an event is a word on one message, not on an application."""
    return isinstance(event, Corrected) and bool(event.fingerprint) and event.field in MESSAGE_FIELDS


def was_corrected(application: Application, field: str) -> bool:
    """Whether the user has said anything about a field of the application itself."""
    return any(word.field == field and not is_on_message(word) for word in application.corrections)


def _stage(application: Application, event: Corrected, value: str) -> Application:
    """To a stage, or, when the value is an outcome, to closed with that outcome."""
    value = value.lower()
    if value in set(Outcome):
        return close(application, Outcome(value), event.at, by_user=True)
    if value == Stage.CLOSED:
        return close(application, application.outcome, event.at, by_user=True)
    return reopen(application, Stage(value)) if value in set(Stage) else application


def _interview_held(application: Application, event: Corrected, value: str) -> Application:
    interview = _meant(application, event)
    if interview is None or value.lower() not in _YES_NO:
        return application
    after = replace(interview, held=_YES_NO[value.lower()])
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


def _promise(application: Application, event: Corrected, value: str) -> Application:
    """A day they named, in ISO form; an empty value takes the promise away, one that makes no sense changes nothing."""
    if not value:
        return replace(application, promise=None)
    day = _day(value)
    if day is None:
        return application
    return replace(application, promise=Promise(Span(day, day, value), event.at, None, event.fingerprint))


def _contact(application: Application, _: Corrected, value: str) -> Application:
    """Somebody the user knows there, `Name <address>`, before all others; without an address nothing changes."""
    name, address = parseaddr(value)
    if "@" not in address:
        return application
    others = tuple(p for p in application.people if (p.address or "").lower() != address.lower())
    return replace(application, people=(Person(name, address, Part.CONTACT), *others))


def _closing(application: Application, _: Corrected, value: str) -> Application:
    day = _day(value)
    return application if value and day is None else replace(application, closing=day)


def _day(value: str) -> date | None:
    """A day in ISO form; None for what is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _no_contact(application: Application, _: Corrected, value: str) -> Application:
    if value.lower() not in _YES_NO:
        return application
    return replace(application, no_contact=NO_CONTACT_BY_USER if _YES_NO[value.lower()] else "")


def _keep_open(application: Application, _: Corrected, value: str) -> Application:
    return replace(application, keep_open=_YES_NO.get(value.lower(), application.keep_open))


def _preferred(application: Application, _: Corrected, value: str) -> Application:
    return replace(application, preferred=_YES_NO.get(value.lower(), application.preferred))


def _dismiss(application: Application, _: Corrected, value: str) -> Application:
    return replace(application, dismissed=tuple(dict.fromkeys((*application.dismissed, value))))


_WORDS: Final[Mapping[str, Callable[[Application, Corrected, str], Application]]] = {
    "company": lambda application, _, value: replace(application, company=value),
    "role": lambda application, _, value: replace(application, role=value),
    "requisition": lambda application, _, value: replace(application, requisition=value),
    "agency": lambda application, _, value: replace(application, agency=value),
    "channel": lambda application, _, value: replace(application, channel=value.lower()),
    "contact": _contact,
    "stage": _stage,
    "interview_held": _interview_held,
    "promise": _promise,
    "no_contact": _no_contact,
    "closing": _closing,
    "keep_open": _keep_open,
    "preferred": _preferred,
    "dismiss": _dismiss,
}
"""What each word on an application changes."""
