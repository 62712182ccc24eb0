"""What an application learns from one mail of the other side, beside its stage and its interviews.

Two degrees of caution. What only ever holds a draft back (no contact wanted, away, an address that bounces) is taken
from any mail. What could lead to a draft (names, people, promises) is taken only from mail that is believed and says
something about the application.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from agent.reading import Kind, Part, Person, Reading, Said, Span
from agent.tracking.corrections import was_corrected
from agent.tracking.model import Application, Promise
from agent.tracking.persons import merged, same_address
from agent.tracking.transitions import MOVES, speaks


def learned(application: Application, reading: Reading, at: datetime) -> Application:
    """The application with what this mail states. The mail must be in `application.mails` already."""
    careful = _cautioned(application, reading)
    return _told(careful, reading, at) if speaks(reading) else careful


def _cautioned(application: Application, reading: Reading) -> Application:
    no_contact = _no_contact(application, reading)
    away, dead = _away(application, reading), _dead_addresses(application, reading)
    if (no_contact, away, dead) == (application.no_contact, application.away, application.dead_addresses):
        return application
    return replace(application, no_contact=no_contact, away=away, dead_addresses=dead)


def _no_contact(application: Application, reading: Reading) -> str:
    """Their latest wish, in their own words; the user's word stands against it."""
    wish = reading.facts.no_contact
    if wish is None or was_corrected(application, "no_contact"):
        return application.no_contact
    return wish.quote.strip() or wish.value


def _told(application: Application, reading: Reading, at: datetime) -> Application:
    facts = reading.facts
    return replace(
        application,
        company=_filled(application, "company", application.company, facts.company),
        role=_filled(application, "role", application.role, facts.role),
        requisition=_filled(application, "requisition", application.requisition, facts.requisition),
        agency=_filled(application, "agency", application.agency, facts.agency),
        people=merged(application.people, _people(reading)),
        promise=_promise(application, reading, at),
        channel=_channel(application, facts.channel),
        language=_language(application, reading),
        familiar=_familiar(application, reading),
    )


def _filled(application: Application, field: str, known: str, said: Said | None) -> str:
    """A name: the first one stated stays, and the user's word stays even where it empties it."""
    return known if known or was_corrected(application, field) else _words(said)


def _channel(application: Application, said: Said | None) -> str:
    """The latest way they asked for; the user's word on it stays."""
    return application.channel if said is None or was_corrected(application, "channel") else said.value


def _words(said: Said | None) -> str:
    return "" if said is None else said.value


def _promise(application: Application, reading: Reading, at: datetime) -> Promise | None:
    """The latest promise; a definite answer consumes it, unless it makes a new one itself."""
    span = reading.facts.promise
    if span is not None and reading.kind is not Kind.REJECTION:
        return Promise(span, at, _speaker(reading), reading.envelope.fingerprint)
    return None if MOVES[reading.kind].answers else application.promise


def _speaker(reading: Reading) -> Person | None:
    """The person who wrote, with the part reading knows; None for a machine."""
    sender = reading.envelope.sender
    if sender is None or not reading.human:
        return None
    named = (p for p in reading.facts.people if same_address(p.address, sender.address))
    return next(named, Person(sender.name, sender.address, Part.CONTACT))


def _people(reading: Reading) -> tuple[Person, ...]:
    speaker = _speaker(reading)
    meeting = reading.facts.meeting
    return (
        *(() if speaker is None else (speaker,)),
        *reading.facts.people,
        *(() if meeting is None else meeting.people),
    )


def _language(application: Application, reading: Reading) -> str:
    """What people write to the user in; a machine's language counts only until a person has written."""
    person_wrote = any(mail.human and mail is not reading for mail in application.received)
    return reading.facts.language if reading.human or not person_wrote else application.language


def _familiar(application: Application, reading: Reading) -> bool:
    """How the last person who told it addresses the user; machines say `du` where people say `Sie`."""
    address = reading.facts.address
    return address.value == "familiar" if address is not None and reading.human else application.familiar


def _away(application: Application, reading: Reading) -> tuple[tuple[str, Span], ...]:
    sender, until = reading.envelope.sender, reading.facts.away_until
    if sender is None or until is None:
        return application.away
    return tuple({**dict(application.away), sender.address.lower(): until}.items())


def _dead_addresses(application: Application, reading: Reading) -> tuple[str, ...]:
    """Addresses mail could not reach; one that a person writes from is alive again."""
    dead = application.dead_addresses
    sender = reading.envelope.sender
    if reading.kind is Kind.BOUNCE:
        return tuple(dict.fromkeys((*dead, *_bounced(application, reading))))
    if sender is not None and reading.human:
        return tuple(address for address in dead if not same_address(address, sender.address))
    return dead


def _bounced(application: Application, reading: Reading) -> tuple[str, ...]:
    """Whom a bounce is about: named people the user wrote to, else the recipients of the mail it answers.

    Without either, all it names but its own sender: an address held back wrongly costs less than one tried again.
    """
    sender = reading.envelope.sender
    own = "" if sender is None else sender.address.lower()
    named = [p.address.lower() for p in reading.facts.people if p.address and p.address.lower() != own]
    answered = _recipients(application, frozenset(reading.envelope.thread))
    written_to = frozenset(_recipients(application, None))
    return tuple(address for address in named if address in written_to) or answered or tuple(named)


def _recipients(application: Application, ids: frozenset[str] | None) -> tuple[str, ...]:
    """Whom the user's mails and our drafts with these message ids, or with any, were to."""
    mails = (a.address for m in application.sent if ids is None or m.envelope.message_id in ids for a in m.envelope.to)
    drafts = (draft.to for draft in application.drafts if ids is None or draft.message_id in ids)
    return tuple(dict.fromkeys(address.lower() for address in (*mails, *drafts)))
