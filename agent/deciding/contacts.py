"""Who was written to when, across all applications, so that nobody is written to twice within a few days (G9).

Counts the user's sent mail, drafts that wait to be sent, and the drafts of the plan being made. Other applications
only: within one, the rules' own timing and the other gates see to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from agent.deciding import words
from agent.deciding.candidate import Candidate
from agent.deciding.case import Case
from agent.deciding.correspondence import Purpose, utc
from agent.deciding.lengths import Duration
from agent.deciding.manner import UNPROMPTED, Manner
from agent.deciding.model import Gate, Situation
from agent.deciding.timing import after
from agent.deciding.waits import Stop
from agent.tracking import Fate

MOST_HEADS_UPS: Final = 3
HEADS_UPS_WITHIN: Final = Duration(30, "days")
"""So many applications within so long a referee is told of before the user is asked (etiquette R19)."""

RENEWED_WITHIN: Final = Duration(180, "days")
"""One person is reminded of the user once within so long (etiquette R18)."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One message to a person, sent or waiting: about which application, when, by which rule if it was drafted here.

    `answer` tells that it answered a request of theirs.
    """

    application: str
    about: str
    at: datetime
    answer: bool = False
    rule: str = ""


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
        contact = Contact(application.id, words.place(application), at, rule=candidate.rule.name)
        self._by_address[candidate.address].append(contact)

    def stop(self, candidate: Candidate, at: datetime) -> Stop | None:
        """The gate, if the person was written to too recently or too often, by the measure of this draft's manner."""
        if candidate.manner is Manner.BRIEFING:
            return self._overloaded(candidate, at)
        if candidate.manner not in UNPROMPTED:
            return None
        return self._renewed(candidate, at) or self._written_to(candidate, at)

    def _overloaded(self, candidate: Candidate, at: datetime) -> Stop | None:
        """A referee was told of as many applications as one may ask of anybody; the user who names them again insists.

        Referees tire, and a tired one speaks badly of nobody and well of nobody (Ask a Manager).
        """
        case = candidate.case
        named = [r for r in case.application.referees if r.address.lower() == candidate.address]
        if candidate.rule.situation is not Situation.REFERENCE_GIVEN or len(named) > 1:
            return None
        times = self._times(candidate)
        if Gate.OVERLOAD in candidate.rule.exempt or len(times) < MOST_HEADS_UPS:
            return None
        until = after(times[-MOST_HEADS_UPS], HEADS_UPS_WITHIN, case.own_calendar)
        if at >= until:
            return None
        who = words.start(words.called(candidate.to))
        sentence = (
            f"{who} was told of {MOST_HEADS_UPS} other applications within {HEADS_UPS_WITHIN}; ask whether they mind "
            "one more, and name them here again to have it drafted."
        )
        return Stop(Gate.OVERLOAD, sentence, until)

    def _renewed(self, candidate: Candidate, at: datetime) -> Stop | None:
        """An old acquaintance was taken up already, not long ago."""
        times = self._times(candidate) if candidate.manner is Manner.RENEWING else []
        until = after(times[-1], RENEWED_WITHIN, candidate.calendar) if times else at
        if at >= until or Gate.PERSON_CONTACTED in candidate.rule.exempt:
            return None
        who, when = words.start(words.called(candidate.to)), words.on(candidate.case.home, times[-1])
        sentence = f"{who} had such a letter from you on {when}; {RENEWED_WITHIN} lie between two of them."
        return Stop(Gate.PERSON_CONTACTED, sentence, until)

    def _times(self, candidate: Candidate) -> list[datetime]:
        """When drafts for the same situation went to this person, in order."""
        situation = candidate.rule.situation
        same = {rule.name for rule in candidate.case.rules.rules if rule.situation is situation}
        return sorted(c.at for c in self._by_address.get(candidate.address, ()) if c.rule in same)

    def _written_to(self, candidate: Candidate, at: datetime) -> Stop | None:
        """The person was written to too recently about something else (G9).

        An answer to a person's own question keeps no thank-you waiting: being asked is not being pressed. What answers
        them, or cannot wait, waits for nothing here.
        """
        case = candidate.case
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
            yield draft.to.lower(), Contact(application, about, utc(at), rule=draft.rule)
