"""A message is put where it belongs: a correlation becomes events.

Identifiers are given here and nowhere else. Nothing is folded or stored here; the caller folds the events into its
directory before it files the next message.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import count

from agent.reading import Answers, Kind, Reading, Said
from agent.tracking.correlate import correlate
from agent.tracking.events import ApplicationOpened, Debriefed, Event, MailFiled
from agent.tracking.model import Ambiguous, Application, Known, New, Unrelated
from agent.tracking.names import SLUG_LIMIT, slug
from agent.tracking.taught import NOTHING_TAUGHT, Home, Taught
from agent.tracking.transitions import believed


def file(
    applications: Mapping[str, Application], reading: Reading, taught: Taught = NOTHING_TAUGHT
) -> tuple[Event, ...] | Ambiguous | Unrelated:
    """The events that file a message, or why it is not filed. No events when this very message is filed already.

    Where the user has said where it belongs, it is put there; else it is correlated as it is understood. Events bear
    the instant the message was written at, so that mail read late folds as if it had been read in time. They keep what
    was read, and the lessons they rest on.
    """
    if reading.facts.debrief is not None:
        return _debrief(applications, reading, reading.facts.debrief)
    home = taught.home(reading)
    if home is not None:
        return _at_home(applications, reading, home)
    understood = taught.understood(reading)
    match correlate(applications, understood):
        case Known(application, because):
            known = applications[application]
            lessons = {*taught.touching(reading), *_rests_on(known)}
            return _filed(known, MailFiled(application, reading.at, reading, because, tuple(sorted(lessons))))
        case New(because):
            return _opened(applications, reading, taught, because)
        case Unrelated() if believed(reading) and understood.kind is Kind.UNSURE and taught.touching(reading):
            doubting = " and ".join(map(str, taught.touching(reading)))
            return Ambiguous((), f"your lesson {doubting} and its own words say different things")
        case asked:
            return asked


def _debrief(
    applications: Mapping[str, Application], reading: Reading, debrief: Answers
) -> tuple[Event, ...] | Unrelated:
    """A filled form is no mail of the application's, only the debrief it holds."""
    known = applications.get(debrief.application)
    if known is None:
        return Unrelated("it is a debrief of an application there is not")
    event = Debriefed(known.id, reading.at, debrief.interview, debrief.answers)
    return () if event in known.debriefs else (event,)


def new_id(taken: Container[str], company: str, role: str) -> str:
    """A friendly identifier not taken yet: ASCII, at most `SLUG_LIMIT` characters, numbered from 2 on a clash."""
    name = slug(company, role)
    if name not in taken:
        return name
    numbered = (f"{name[: SLUG_LIMIT - len(f'-{n}')].rstrip('-')}-{n}" for n in count(2))
    return next(candidate for candidate in numbered if candidate not in taken)


def _at_home(applications: Mapping[str, Application], reading: Reading, home: Home) -> tuple[Event, ...] | Unrelated:
    if not home.application:
        return Unrelated("you said that it belongs to no application")
    lessons = () if home.lesson is None else (home.lesson,)
    event = MailFiled(home.application, reading.at, reading, home.because, lessons)
    return _filed(applications.get(home.application), event)


def _opened(
    applications: Mapping[str, Application], reading: Reading, taught: Taught, because: str
) -> tuple[Event, ...]:
    facts = taught.understood(reading).facts
    company, role = _words(facts.company), _words(facts.role)
    name = new_id(applications, company, role)
    opened = ApplicationOpened(
        application=name,
        at=reading.at,
        company=company,
        role=role,
        because=because,
        requisition=_words(facts.requisition),
        fingerprint=reading.envelope.fingerprint,
    )
    return opened, MailFiled(name, reading.at, reading, because, taught.touching(reading))


def _rests_on(application: Application) -> set[int]:
    """The lessons without which what an application is known by might not be there, and a message not find to it.

    Rather too many than too few: a message that is filed again without need comes to the same place.
    """
    return {number for event in application.events if isinstance(event, MailFiled) for number in event.lessons}


def _filed(known: Application | None, event: MailFiled) -> tuple[Event, ...]:
    return () if known is not None and _is_filed(known, event.reading) else (event,)


def _is_filed(application: Application, reading: Reading) -> bool:
    return any(mail.envelope.fingerprint == reading.envelope.fingerprint for mail in application.mails)


def _words(said: Said | None) -> str:
    return "" if said is None else said.value
