"""What happened, past tense: the events an application is folded from, and the user's lessons. They are the only truth.

Values only. How events fold is in `fold`; what the user's words and lessons do to a message is in `taught`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from agent.reading import Reading


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
