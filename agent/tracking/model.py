"""What tracking hands on: events (what happened, past tense), and the application they fold into.

Events are the only truth; an `Application` can always be rebuilt from them.
This module holds values only; the state machine is in `fold`, the matching in `correlate`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from agent.reading import Direction, Person, Reading, Span


class Stage(StrEnum):
    """How far an application has come; a stage never goes back except by reopening or the user's correction."""

    APPLIED = "applied"
    ACKNOWLEDGED = "acknowledged"
    SCREENING = "screening"
    ASSESSMENT = "assessment"
    INTERVIEWING = "interviewing"
    OFFER = "offer"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a closed application ended. `NO_RESPONSE` means inactive, never rejected: any later mail reopens it."""

    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NO_RESPONSE = "no_response"


class Fate(StrEnum):
    """What became of a draft."""

    PLACED = "placed"
    EDITED = "edited"
    SENT = "sent"
    DELETED = "deleted"
    WITHDRAWN = "withdrawn"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class ApplicationOpened:
    """An application came to be: from a message, or because the user said so (`add`)."""

    application: str
    at: datetime
    company: str
    role: str
    because: str
    requisition: str = ""
    applied_at: datetime | None = None
    type: Literal["application_opened"] = "application_opened"


@dataclass(frozen=True, slots=True)
class MailFiled:
    """A message, from either side, was found to belong to an application."""

    application: str
    at: datetime
    reading: Reading
    because: str
    type: Literal["mail_filed"] = "mail_filed"


@dataclass(frozen=True, slots=True)
class DraftPlaced:
    """A draft was put into Drafts. `occasion` is the idempotency key, `answers` the message id it replies to."""

    application: str
    at: datetime
    occasion: str
    rule: str
    message_id: str
    to: str
    answers: str | None
    type: Literal["draft_placed"] = "draft_placed"


@dataclass(frozen=True, slots=True)
class DraftBecame:
    """A placed draft was seen to have been edited, sent, deleted, or was withdrawn or went stale."""

    application: str
    at: datetime
    occasion: str
    fate: Fate
    because: str
    type: Literal["draft_became"] = "draft_became"


@dataclass(frozen=True, slots=True)
class Noted:
    """The user's own note. `contact` says that the user was in touch another way (`phone`, `portal`, …)."""

    application: str
    at: datetime
    text: str
    contact: Literal["", "phone", "portal", "in_person", "message"] = ""
    by: Literal["me", "them"] = "me"
    type: Literal["noted"] = "noted"


@dataclass(frozen=True, slots=True)
class Corrected:
    """The user's word on one field; it wins over anything read.

    `field` is `company`, `role`, `stage` (or an outcome, to close with), `kind` (of the message `fingerprint`),
    `interview_held` (`yes`/`no`, of the meeting `fingerprint` filed), `promise` (an ISO date, or empty for none),
    `no_contact` (`yes`/`no`) or `dismiss` (a rule's name).
    """

    application: str
    at: datetime
    field: str
    value: str
    fingerprint: str = ""
    type: Literal["corrected"] = "corrected"


@dataclass(frozen=True, slots=True)
class Closed:
    """The application ended by the user's word or by long silence (a rejection closes it by its mail instead)."""

    application: str
    at: datetime
    outcome: Outcome
    because: str
    type: Literal["closed"] = "closed"


@dataclass(frozen=True, slots=True)
class Reopened:
    """The user took a closed application up again."""

    application: str
    at: datetime
    because: str
    type: Literal["reopened"] = "reopened"


Event = ApplicationOpened | MailFiled | DraftPlaced | DraftBecame | Noted | Corrected | Closed | Reopened
"""Everything that can happen to an application."""


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
    `closed_by_user` tells that the user's word closed it, which no mail overrules.
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
    timezone: str | None = None
    reached: Stage = Stage.APPLIED
    closed_by_user: bool = False
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
