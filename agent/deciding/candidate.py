"""A draft a rule would place, and how the drafts placed before are told by their occasions.

Values and plain questions; which candidates there are is found in `situations` and `thanks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agent.deciding import words
from agent.deciding.calendars import Calendar
from agent.deciding.case import Case
from agent.deciding.manner import MANNERS, Manner
from agent.deciding.model import NOTHING_MORE, Gate, Grounds, Occasion, Rule, Window
from agent.reading import Person, Reading
from agent.tracking import DraftRecord, Interview


@dataclass(frozen=True, slots=True)
class Objection:
    """What a situation itself has against its draft: the gate, and the sentence that says why."""

    gate: Gate
    sentence: str
    fingerprints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft a rule would place.

    `since` is the instant from which newer doubtful mail puts it in question. `fingerprints` are the messages it rests
    on. `placed` tells that its occasion has had its draft already: it is then only looked at to see if it still holds.
    `objection` is what its own situation has against it.
    """

    case: Case
    rule: Rule
    occasion: Occasion
    window: Window
    since: datetime
    because: str
    to: Person | None = None
    answers: Reading | None = None
    interview: Interview | None = None
    grounds: Grounds = NOTHING_MORE
    objection: Objection | None = None
    fingerprints: tuple[str, ...] = ()
    placed: bool = False

    @property
    def address(self) -> str:
        """The recipient's address in lower case; empty when there is none."""
        return address_of(self.to)

    @property
    def calendar(self) -> Calendar:
        """The calendar it is counted in: the employer's, or the user's own for a letter to a referee of theirs."""
        return self.case.own_calendar if self.manner is Manner.BRIEFING else self.case.calendar

    @property
    def asks(self) -> bool:
        """Whether it asks how things stand; thanks ask nothing."""
        return self.manner is Manner.ASKING

    @property
    def manner(self) -> Manner:
        """In what manner it is written."""
        return MANNERS[self.rule.situation]


def anchor_of(draft: DraftRecord, application: str) -> str:
    """The anchor in a stored occasion; see `Occasion`."""
    return draft.occasion.removeprefix(f"{application}/{draft.rule}/").rpartition("/")[0]


def drafts_on(case: Case, rule: Rule, *anchors: str) -> tuple[DraftRecord, ...]:
    """The drafts a rule has placed for any of these anchors, oldest first."""
    application = case.application
    own = (d for d in application.drafts if d.rule == rule.name)
    return tuple(d for d in own if anchor_of(d, application.id) in anchors)


def number_of(draft: DraftRecord) -> int:
    """Which draft of its occasion it is, from 1."""
    number = draft.occasion.rpartition("/")[2]
    return int(number) if number.isdecimal() else 1


def address_of(person: Person | None) -> str:
    """A person's address in lower case; empty when there is none."""
    return "" if person is None else (person.address or "").lower()


def after_interview(case: Case, interview: Interview) -> str:
    """Half a sentence: which interview is over since when."""
    about = words.matter(case.application)
    return f"Your interview for {about} ended on {words.moment(case.end(interview), case.home)}"
