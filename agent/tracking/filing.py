"""A message is put where it belongs: a correlation becomes events.

Identifiers are given here and nowhere else. Nothing is folded or stored here; the caller folds the events into its
directory before it files the next message.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import count

from agent.reading import Reading, Said
from agent.tracking.correlate import correlate
from agent.tracking.events import ApplicationOpened, Event, MailFiled
from agent.tracking.model import Ambiguous, Application, Known, New, Unrelated
from agent.tracking.names import SLUG_LIMIT, slug


def file(applications: Mapping[str, Application], reading: Reading) -> tuple[Event, ...] | Ambiguous | Unrelated:
    """The events that file a message, or why it is not filed. No events when this very message is filed already.

    Events bear the instant the message was written at, so that mail read late folds as if it had been read in time.
    """
    match correlate(applications, reading):
        case Known(application, because):
            if _is_filed(applications[application], reading):
                return ()
            return (MailFiled(application, reading.at, reading, because),)
        case New(because):
            return _opened(applications, reading, because)
        case asked:
            return asked


def new_id(taken: Container[str], company: str, role: str) -> str:
    """A friendly identifier not taken yet: ASCII, at most `SLUG_LIMIT` characters, numbered from 2 on a clash."""
    name = slug(company, role)
    if name not in taken:
        return name
    numbered = (f"{name[: SLUG_LIMIT - len(f'-{n}')].rstrip('-')}-{n}" for n in count(2))
    return next(candidate for candidate in numbered if candidate not in taken)


def _opened(applications: Mapping[str, Application], reading: Reading, because: str) -> tuple[Event, ...]:
    facts = reading.facts
    company, role = _words(facts.company), _words(facts.role)
    name = new_id(applications, company, role)
    opened = ApplicationOpened(
        application=name,
        at=reading.at,
        company=company,
        role=role,
        because=because,
        requisition=_words(facts.requisition),
    )
    return opened, MailFiled(name, reading.at, reading, because)


def _is_filed(application: Application, reading: Reading) -> bool:
    return any(mail.envelope.fingerprint == reading.envelope.fingerprint for mail in application.mails)


def _words(said: Said | None) -> str:
    return "" if said is None else said.value
