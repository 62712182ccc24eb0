"""What tracking hands on: the application its events fold into, and where a message belongs.

Events, in `events`, are the only truth; an `Application` can always be rebuilt from them.
This module holds values only; the state machine is in `fold`, the matching in `correlate`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from agent.reading import Direction, Person, Reading, Span
from agent.tracking.events import (
    Corrected,
    Debriefed,
    Event,
    Fate,
    Form,
    LessonLearned,
    Noted,
    Outcome,
    RefereeNamed,
    Wished,
)

UNATTENDED = "one-way-video"
"""The medium of an interview recorded alone: there is nobody to thank, and nobody saw whether it was held."""


class Stage(StrEnum):
    """How far an application has come; a stage never goes back except by reopening or the user's correction."""

    APPLIED = "applied"
    ACKNOWLEDGED = "acknowledged"
    SCREENING = "screening"
    ASSESSMENT = "assessment"
    INTERVIEWING = "interviewing"
    OFFER = "offer"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview of an application.

    `key` is the calendar UID, or the fingerprint of the message that fixed it. `zoned` tells whether the zone was
    stated. `held` is the user's word (None: not said; it counts as held once its end has passed uncancelled).
    `from_calendar` tells that a calendar gave its facts, which then win over those read from text. `names` are all keys
    it could be known by: its UID and every message that stated it, so that what was said of one is said of all.
    """

    key: str
    sequence: int
    start: datetime
    end: datetime
    timezone: str | None
    cancelled: bool = False
    held: bool | None = None
    medium: str = ""
    people: tuple[Person, ...] = ()
    fingerprint: str = ""
    from_calendar: bool = False
    names: tuple[str, ...] = ()

    def is_called(self, name: str) -> bool:
        """Whether a key, or the fingerprint of a message that stated it, names this interview."""
        return name == self.key or name in self.names

    @property
    def attended(self) -> bool:
        """Whether somebody else is there: an interview recorded alone is a test, and has nobody to thank."""
        return self.medium != UNATTENDED

    def was_held(self, now: datetime) -> bool:
        """Whether the interview has taken place by `now`, as far as anyone said."""
        return not self.cancelled and self.held is not False and self.end <= now


@dataclass(frozen=True, slots=True)
class Promise:
    """A date they named ("you will hear from us by …"): the interval, who said so and when.

    The latest statement is the one kept.
    """

    span: Span
    stated_at: datetime
    by: Person | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer as it stands: by the latest mail or word about it.

    `form` is verbal only while nothing in writing has come. `answer_by` is when the user's answer is due, if anybody
    said so; `by` who made it in writing, `fingerprint` the message it came by.
    """

    made_at: datetime
    form: Form
    answer_by: datetime | None = None
    conditional: bool = False
    by: Person | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A draft placed for this application, and what became of it."""

    occasion: str
    rule: str
    placed_at: datetime
    message_id: str
    to: str
    answers: str | None
    fate: Fate = Fate.PLACED
    fate_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it still lies in Drafts, as placed or edited."""
        return self.fate in {Fate.PLACED, Fate.EDITED, Fate.STALE}


@dataclass(frozen=True, slots=True)
class Application:
    """One role at one organisation, as far as the events tell. `mails` and everything else is in order of time.

    `reached` is the stage it stands at while open, and the one it returns to when a closed one is reopened.
    `closed_by_user` tells that the user's word closed it, which no mail overrules. `mails` are as they are understood:
    with the user's words and lessons; `lessons` are those that decided something about one of them, by number.
    `closing` is the last day the advert takes applications, by the user's word; `keep_open` tells that silence must not
    close it; `preferred` that the user would rather have this job than one offered elsewhere.
    `familiar` tells that people there say `du` or `tu` to the user.
    """

    id: str
    company: str
    role: str
    opened_at: datetime
    stage: Stage = Stage.APPLIED
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    requisition: str = ""
    agency: str = ""
    applied_at: datetime | None = None
    mails: tuple[Reading, ...] = ()
    interviews: tuple[Interview, ...] = ()
    promise: Promise | None = None
    people: tuple[Person, ...] = ()
    away: tuple[tuple[str, Span], ...] = ()
    dead_addresses: tuple[str, ...] = ()
    drafts: tuple[DraftRecord, ...] = ()
    notes: tuple[Noted, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    dismissed: tuple[str, ...] = ()
    no_contact: str = ""
    channel: str = ""
    language: str = "en"
    familiar: bool = False
    timezone: str | None = None
    reached: Stage = Stage.APPLIED
    closed_by_user: bool = False
    lessons: tuple[LessonLearned, ...] = ()
    offer: Offer | None = None
    wishes: tuple[Wished, ...] = ()
    debriefs: tuple[Debriefed, ...] = ()
    referees: tuple[RefereeNamed, ...] = ()
    closing: date | None = None
    keep_open: bool = False
    preferred: bool = True
    events: tuple[Event, ...] = field(default=(), repr=False)

    @property
    def closed(self) -> bool:
        """Whether the application has ended."""
        return self.stage is Stage.CLOSED

    @property
    def received(self) -> tuple[Reading, ...]:
        """The other side's messages, oldest first."""
        return tuple(m for m in self.mails if m.direction is Direction.INBOUND)

    @property
    def sent(self) -> tuple[Reading, ...]:
        """The user's messages, oldest first."""
        return tuple(m for m in self.mails if m.direction is Direction.OUTBOUND)

    def is_referee(self, address: str) -> bool:
        """Whether an address is that of a referee the user named here, who is never on the other side."""
        return any(referee.address.lower() == address.lower() for referee in self.referees)

    def is_private(self, mail: Reading) -> bool:
        """Whether a message is between the user and referees of theirs: it says nothing of the employer's."""
        if not self.referees:
            return False
        if mail.direction is Direction.OUTBOUND:
            others = (*mail.envelope.to, *mail.envelope.cc)
        else:
            others = () if mail.envelope.sender is None else (mail.envelope.sender,)
        return bool(others) and all(self.is_referee(other.address) for other in others)


@dataclass(frozen=True, slots=True)
class Known:
    """A message belongs to this application."""

    application: str
    because: str


@dataclass(frozen=True, slots=True)
class New:
    """A message opens an application."""

    because: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A message could belong to several applications, or to none; the user is asked."""

    candidates: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Unrelated:
    """A message belongs to no application and opens none."""

    because: str


Correlation = Known | New | Ambiguous | Unrelated
"""Where a message belongs."""
