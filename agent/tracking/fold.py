"""Events fold into applications: the only way an `Application` comes to be.

`replay` defines what an application is: its events, sorted by `order`, folded one by one. `fold` says the same thing
one event at a time. Both are total: every event is kept, in any stage; one that makes no sense changes nothing else.
What each event does is elsewhere: mail in `transitions`, `interviews` and `facts`, the user's word in `corrections`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from agent.reading import Direction, Kind, Reading
from agent.tracking.corrections import as_corrected, corrected, kinds
from agent.tracking.events import (
    ApplicationOpened,
    Closed,
    Corrected,
    DraftBecame,
    DraftPlaced,
    Event,
    Fate,
    MailFiled,
    Noted,
    Reopened,
)
from agent.tracking.facts import learned
from agent.tracking.interviews import arranged, stated_zone
from agent.tracking.model import Application, DraftRecord
from agent.tracking.order import follows, in_order, instant
from agent.tracking.transitions import believed, close_by_event, moved, reopen


def replay(events: Iterable[Event]) -> dict[str, Application]:
    """Every application, rebuilt from all events, in whatever order they come."""
    by_application: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_application[event.application].append(event)
    return {name: _folded(own) for name, own in by_application.items()}


def fold(application: Application | None, event: Event) -> Application:
    """The application after one more event; with None, the application this event begins.

    Agrees with `replay` whatever order events come in. When an event is older than the newest one folded, or changes
    how an earlier message is to be read, this application is refolded from all its events: late mail is rare, and the
    sum of a few dozen events is cheap.
    """
    if application is None:
        return _folded([event])
    if _rereads(event) or not follows(event, application.events[-1]):
        return _folded([*application.events, event])
    return _step(application, event, kinds(application.corrections))


def _folded(events: Sequence[Event]) -> Application:
    """One application from at least one event of its own."""
    ordered = in_order(events)
    said = kinds(ordered)
    application = Application(id=ordered[0].application, company="", role="", opened_at=ordered[0].at)
    for event in ordered:
        application = _step(application, event, said)
    return application


def _rereads(event: Event) -> bool:
    return isinstance(event, Corrected) and event.field == "kind"


def _step(application: Application, event: Event, said: Mapping[str, Kind]) -> Application:
    if isinstance(event, MailFiled):
        return _mail(application, event, as_corrected(event.reading, said))
    kept = replace(application, events=(*application.events, event))
    match event:
        case ApplicationOpened():
            after = _opened(kept, event)
        case DraftPlaced():
            after = _draft_placed(kept, event)
        case DraftBecame():
            after = _draft_became(kept, event)
        case Noted():
            after = replace(kept, notes=(*kept.notes, event))
        case Corrected():
            after = corrected(kept, event)
        case _:
            after = _ended_or_not(kept, event)
    return after


def _ended_or_not(application: Application, event: Closed | Reopened) -> Application:
    if isinstance(event, Closed):
        return close_by_event(application, event)
    return reopen(application) if application.closed else application


def _opened(application: Application, event: ApplicationOpened) -> Application:
    """What the opening states, where nothing is known yet: mail may have come before it, and it may come twice."""
    return replace(
        application,
        company=application.company or event.company,
        role=application.role or event.role,
        requisition=application.requisition or event.requisition,
        applied_at=application.applied_at or event.applied_at,
    )


def _mail(application: Application, event: MailFiled, reading: Reading) -> Application:
    events = (*application.events, event)
    if any(_same_message(mail, reading) for mail in application.mails):
        return replace(application, events=events)
    first = not application.mails
    kept = replace(application, events=events, mails=(*application.mails, reading))
    if reading.direction is Direction.OUTBOUND:
        return replace(kept, applied_at=kept.applied_at or event.at) if first else kept
    return moved(_interviewed(learned(kept, reading, event.at), reading), reading, event.at)


def _same_message(one: Reading, other: Reading) -> bool:
    """Whether two readings are of one message, delivered or stored twice.

    Some senders use one Message-ID for all their mail, so the instant has to agree as well.
    """
    mine, theirs = one.envelope, other.envelope
    if mine.fingerprint == theirs.fingerprint:
        return True
    same_id = mine.message_id is not None and mine.message_id == theirs.message_id
    return same_id and instant(one.at) == instant(other.at)


def _interviewed(application: Application, reading: Reading) -> Application:
    if not believed(reading):
        return application
    interviews = arranged(application.interviews, reading)
    if interviews is application.interviews:
        return application
    return replace(application, interviews=interviews, timezone=stated_zone(interviews))


def _draft_placed(application: Application, event: DraftPlaced) -> Application:
    if any(draft.occasion == event.occasion for draft in application.drafts):
        return application
    draft = DraftRecord(
        occasion=event.occasion,
        rule=event.rule,
        placed_at=event.at,
        message_id=event.message_id,
        to=event.to,
        answers=event.answers,
    )
    return replace(application, drafts=(*application.drafts, draft))


def _draft_became(application: Application, event: DraftBecame) -> Application:
    drafts = tuple(
        replace(draft, fate=event.fate, fate_at=event.at)
        # What was sent stays sent, whatever became of the copy in Drafts.
        if draft.occasion == event.occasion and draft.fate is not Fate.SENT
        else draft
        for draft in application.drafts
    )
    return replace(application, drafts=drafts)
