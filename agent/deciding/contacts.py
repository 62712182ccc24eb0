"""Who was written to when, across all applications, so that nobody is written to twice within a few days (G9).

Counts the user's sent mail, drafts that wait to be sent, and the drafts of the plan being made. Other applications
only: within one, the rules' own timing and the other gates see to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from agent.deciding import words
from agent.deciding.candidate import Candidate
from agent.deciding.case import Case
from agent.deciding.correspondence import Purpose, utc
from agent.deciding.manner import UNPROMPTED
from agent.deciding.model import Gate
from agent.deciding.timing import after
from agent.deciding.waits import Stop
from agent.tracking import Fate


@dataclass(frozen=True, slots=True)
class Contact:
    """One message to a person, sent or waiting: about which application, when, and whether it was an answer."""

    application: str
    about: str
    at: datetime
    answer: bool = False


@dataclass(slots=True)
class Contacts:
    """Every contact by address, in lower case."""

    _by_address: defaultdict[str, list[Contact]] = field(default_factory=lambda: defaultdict(list))

    def add(self, contacts: Iterable[tuple[str, Contact]]) -> None:
        """Take in those of an application."""
        for address, contact in contacts:
            self._by_address[address].append(contact)

    def to(self, address: str) -> tuple[Contact, ...]:
        """Every contact to an address so far."""
        return tuple(self._by_address.get(address, ()))

    def note(self, candidate: Candidate, at: datetime) -> None:
        """A draft of this plan is placed at an instant."""
        application = candidate.case.application
        contact = Contact(application.id, words.place(application), at)
        self._by_address[candidate.address].append(contact)

    def stop(self, candidate: Candidate, at: datetime) -> Stop | None:
        """The gate, if the person was written to too recently about something else.

        An answer to a person's own question keeps no thank-you waiting: being asked is not being pressed. What answers
        them, or cannot wait, waits for nothing here.
        """
        case = candidate.case
        if candidate.manner not in UNPROMPTED:
            return None
        others = (c for c in self._by_address.get(candidate.address, ()) if c.application != case.application.id)
        last = max((c for c in others if candidate.asks or not c.answer), key=lambda c: c.at, default=None)
        if last is None or Gate.PERSON_CONTACTED in candidate.rule.exempt:
            return None
        until = after(last.at, case.rules.person_gap, case.calendar)
        if at >= until:
            return None
        when = words.on(case.home, last.at)
        who = words.start(words.called(candidate.to))
        sentence = f"{who} is written to about {last.about} already (on {when}); {case.rules.person_gap} lie between."
        return Stop(Gate.PERSON_CONTACTED, sentence, until)


def contacts_of(case: Case) -> Iterator[tuple[str, Contact]]:
    """Every contact within one application so far, with the address written to."""
    application, about = case.application.id, words.place(case.application)
    for turn in case.exchange.mine:
        answer = turn.purpose is Purpose.ANSWER
        yield from ((address, Contact(application, about, turn.at, answer)) for address in turn.addresses)
    for draft in case.application.drafts:
        if draft.open or draft.fate is Fate.SENT:
            at = draft.fate_at if draft.fate is Fate.SENT and draft.fate_at else draft.placed_at
            yield draft.to.lower(), Contact(application, about, utc(at))
