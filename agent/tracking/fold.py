"""Events fold into applications: the only way an `Application` comes to be.

`replay` defines what an application is: the events that are its own, as the user has it (`taught`), sorted by `order`
and folded one by one. `fold` says the same thing one event at a time, for events that are routed already. Both are
total: every event is kept, in any stage; one that makes no sense changes nothing else.
What each event does is elsewhere: mail in `transitions`, `interviews` and `facts`, the user's word in `corrections`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from agent.reading import Direction, Reading
from agent.tracking.corrections import corrected
from agent.tracking.debriefs import debriefed
from agent.tracking.events import (
    ApplicationOpened,
    Closed,
    Corrected,
    Debriefed,
    DraftBecame,
    DraftPlaced,
    Event,
    Fate,
    InterviewNoted,
    MailFiled,
    Noted,
    OfferRecorded,
    RefereeNamed,
    Reopened,
    Wish,
    Wished,
)
from agent.tracking.facts import learned
from agent.tracking.interviews import arranged, missed, stated_zone
from agent.tracking.model import Application, DraftRecord
from agent.tracking.offers import offer_recorded, offered
from agent.tracking.order import follows, in_order, instant
from agent.tracking.taught import NOTHING_TAUGHT, Taught, routed, taught_by
from agent.tracking.transitions import believed, close_by_event, moved, reopen
from agent.tracking.unmailed import interview_noted

_AFTER_ABSENCE = frozenset({Wish.ASK_AFTER_NO_SHOW, Wish.EXCUSE_ABSENCE})


def replay(events: Iterable[Event]) -> dict[str, Application]:
    """Every application, rebuilt from all events, in whatever order they come."""
    happened = tuple(events)
    taught = taught_by(happened)
    by_application: defaultdict[str, list[Event]] = defaultdict(list)
    for event in routed(happened, taught):
        by_application[event.application].append(event)
    return {name: _folded(own, taught) for name, own in by_application.items()}


def fold(application: Application | None, event: Event, taught: Taught = NOTHING_TAUGHT) -> Application:
    """The application after one more event of its own; with None, the application this event begins.

    Agrees with `replay` whatever order events come in, as long as `taught` stays the same. When an event is older than
    the newest one folded, this application is refolded from all its events: late mail is rare, and the sum of a few
    dozen events is cheap.
    """
    if application is None:
        return _folded([event], taught)
    if not follows(event, application.events[-1]):
        return _folded([*application.events, event], taught)
    return _step(application, event, taught)


def _folded(events: Sequence[Event], taught: Taught) -> Application:
    """One application from at least one event of its own."""
    ordered = in_order(events)
    application = Application(id=ordered[0].application, company="", role="", opened_at=ordered[0].at)
    for event in ordered:
        application = _step(application, event, taught)
    return application


def _step(application: Application, event: Event, taught: Taught) -> Application:  # noqa: C901, PLR0912 - a case for each event
    if isinstance(event, MailFiled):
        return _mail(_by_lessons(application, event, taught), event, taught.understood(event.reading))
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
        case Closed():
            after = close_by_event(kept, event)
        case Reopened():
            after = reopen(kept) if kept.closed else kept
        case Wished():
            after = _wished(kept, event)
        case OfferRecorded():
            after = offer_recorded(kept, event)
        case Debriefed():
            after = debriefed(kept, event)
        case RefereeNamed():
            after = replace(kept, referees=(*kept.referees, event))
        case InterviewNoted():
            after = interview_noted(kept, event)
        case _:
            after = kept  # lessons are nobody's own, and are here only if somebody folds them
    return after


def _by_lessons(application: Application, event: MailFiled, taught: Taught) -> Application:
    """The application with the lessons that decided something about a message of its own."""
    touching = [taught.lessons[number] for number in taught.touching(event.reading)] if taught.lessons else []
    if not touching:
        return application
    known = {lesson.number: lesson for lesson in (*application.lessons, *touching)}
    return replace(application, lessons=tuple(known[number] for number in sorted(known)))


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
    if application.is_private(reading):
        return kept
    if reading.direction is Direction.OUTBOUND:
        return replace(kept, applied_at=kept.applied_at or event.at) if first else kept
    return moved(offered(_interviewed(learned(kept, reading, event.at), reading), reading), reading, event.at)


def _wished(application: Application, event: Wished) -> Application:
    """A wish is kept; one about an interview that somebody missed also says that it was not held."""
    interviews = missed(application.interviews, event.at) if event.wish in _AFTER_ABSENCE else application.interviews
    return replace(application, wishes=(*application.wishes, event), interviews=interviews)


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
