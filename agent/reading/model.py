"""What reading hands on: the values that say who wrote, what kind of message it is, and which facts it states.

No body text lives here: a `Reading` carries the envelope, the verdict and short quotations, so it may be stored.
This module holds values only; nothing is parsed, looked up or decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

QUOTE_LIMIT = 200
"""Longest quotation kept from a mail, in characters: enough to recognise the sentence, too little to be a copy."""


class Kind(StrEnum):
    """What a message says, as one word; spelled so in JSON, TOML and the ledger."""

    ACKNOWLEDGEMENT = "acknowledgement"
    RECRUITER_OUTREACH = "recruiter_outreach"
    INTERVIEW_INVITE = "interview_invite"
    INTERVIEW_SCHEDULED = "interview_scheduled"
    INTERVIEW_RESCHEDULED = "interview_rescheduled"
    INTERVIEW_CANCELLED = "interview_cancelled"
    ASSESSMENT = "assessment"
    INFO_REQUEST = "info_request"
    REFERENCE_REQUEST = "reference_request"
    EMPLOYER_REPLY = "employer_reply"
    OFFER = "offer"
    REJECTION = "rejection"
    JOB_ALERT = "job_alert"
    OUT_OF_OFFICE = "out_of_office"
    BOUNCE = "bounce"
    NOT_JOB = "not_job"
    UNSURE = "unsure"


class Direction(StrEnum):
    """Who wrote: the other side, or the user."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Automated(StrEnum):
    """Why a message is taken to be written by a machine (RFC 3834, bulk headers, or a no-reply address)."""

    AUTO_REPLIED = "auto-replied"
    AUTO_GENERATED = "auto-generated"
    BULK = "bulk"
    NO_REPLY = "no-reply"
    BOUNCE = "bounce"


class Trust(StrEnum):
    """Whether to believe a message: what the user's provider says of the sender, and if it looks like a fake.

    `FAILED` outweighs everything. `SUSPECT` (the signs are in `Reading.distrust`) outweighs a provider's word, for who
    deceives under a name of their own is authentic. `UNKNOWN` without a configured anchor.
    """

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    FAILED = "failed"
    SUSPECT = "suspect"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """The part a person plays in an application."""

    RECRUITER = "recruiter"
    INTERVIEWER = "interviewer"
    COORDINATOR = "coordinator"
    CONSULTANT = "consultant"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of RFC 5322: a display name, possibly empty, and an address with its domain in lower case."""

    name: str
    address: str

    @property
    def local(self) -> str:
        """The part before the last `@`."""
        return self.address.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """The part after the last `@`, lower case; empty when there is none."""
        return self.address.rpartition("@")[2] if "@" in self.address else ""


@dataclass(frozen=True, slots=True)
class Identity:
    """The user: whom mail is to, and whom a draft is from.

    `addresses` are all lower case, the first is the one drafts are written from. `work_addresses` are the user's too,
    but at their employer's: no draft leaves from there.
    `timezone` is an IANA name, `country` an ISO 3166-1 code in upper case.
    """

    name: str
    addresses: tuple[str, ...]
    timezone: str = "UTC"
    country: str = ""
    signature: str = ""
    phone: str = ""
    work_addresses: tuple[str, ...] = ()

    @property
    def address(self) -> Address:
        """The address drafts are written from."""
        return Address(self.name, self.addresses[0])

    def is_me(self, address: str) -> bool:
        """Whether an address is one of the user's own; plus-tags count as the same mailbox."""
        return _among(address, self.addresses) or self.is_at_work(address)

    def is_at_work(self, address: str) -> bool:
        """Whether an address is one of the user's at their employer's."""
        return _among(address, self.work_addresses)


def _among(address: str, addresses: tuple[str, ...]) -> bool:
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}" in addresses or address.lower() in addresses


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who wrote to whom, when, and in which thread: all of a message but its body.

    `fingerprint` is the SHA-256 (hex) of the raw bytes with line ends normalised; it names the message everywhere.
    Message ids keep their angle brackets and are well formed, else absent.
    `sent_at` is the Date header with its own offset kept; `received_at` is the server's INTERNALDATE.
    """

    fingerprint: str
    received_at: datetime
    sent_at: datetime | None = None
    message_id: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    automated: Automated | None = None

    @property
    def occurred_at(self) -> datetime:
        """When the message was written: its Date if that is plausible, else when the server received it.

        A Date more than a day after arrival is a wrong clock; more than ten years before it, a broken header.
        """
        if self.sent_at is None:
            return self.received_at
        ahead = self.sent_at - self.received_at
        return self.sent_at if timedelta(days=-3650) < ahead <= timedelta(days=1) else self.received_at

    @property
    def thread(self) -> tuple[str, ...]:
        """Every message id this one answers, nearest last, without repetition."""
        return tuple(dict.fromkeys((*self.references, *self.in_reply_to)))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why reading said so: the rule that spoke, and the words it spoke about.

    `rule` is the rule's name in `rules/`, or the name of a structural test such as `calendar.request`.
    `where` is one of `subject`, `text`, `calendar`, `header`.
    """

    rule: str
    quote: str
    where: str = "text"


@dataclass(frozen=True, slots=True)
class Said:
    """A fact in words, with the words it was found in."""

    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the other side; the address is absent when only the name was mentioned."""

    name: str
    address: str | None
    part: Part


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time for an interview.

    `start` and `end` are aware instants. `timezone` is the IANA name the message stated; None when it stated none and
    the instant rests on an assumption (then `start` is in the zone of the mail's Date header, else of the user).
    """

    start: datetime
    end: datetime
    timezone: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting the message fixes, moves or calls off.

    `uid` is the calendar UID, or None when the meeting was read from text. `sequence` follows RFC 5545; 0 from text.
    `medium` is one of `video`, `phone`, `onsite`, `one-way-video`, or empty when not said.
    """

    slot: Slot
    uid: str | None = None
    sequence: int = 0
    medium: str = ""
    link: str = ""
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of days someone named ("by the end of next week"); its end is what counts."""

    start: date
    end: date
    quote: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The instant by which the user has to do something (a test, an offer's answer)."""

    at: datetime
    quote: str


@dataclass(frozen=True, slots=True)
class Answers:
    """A debrief form the user filled in and sent to themselves: about which interview, and the answers by question."""

    application: str
    interview: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message states. What it does not say is absent; nothing is guessed.

    `further` are meetings beside `meeting`, where one calendar fixes several: a morning of three talks.
    `salary` and `starts` are an offer's, kept to be shown; no draft speaks of them. `address` is how the writer
    addresses the user where the language tells: `formal` or `familiar`.
    `debrief` is found only in what lies in the user's Sent mailbox and went to nobody else. `salary` and `starts` are
    an offer's, kept to be shown; no draft speaks of them.
    """

    company: Said | None = None
    role: Said | None = None
    requisition: Said | None = None
    agency: Said | None = None
    people: tuple[Person, ...] = ()
    meeting: Meeting | None = None
    proposed: tuple[Slot, ...] = ()
    promise: Span | None = None
    deadline: Deadline | None = None
    away_until: Span | None = None
    channel: Said | None = None
    no_contact: Said | None = None
    salary: Said | None = None
    starts: Span | None = None
    language: str = "en"
    address: Said | None = None
    further: tuple[Meeting, ...] = ()
    debrief: Answers | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One message understood: its envelope, its kind with evidence, and the facts found. Holds no body text.

    `distrust` are the signs of deceit that make `trust` what it is, their rules named `trust.…`; see `deceit`.
    """

    envelope: Envelope
    direction: Direction
    kind: Kind
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    facts: Facts = field(default_factory=Facts)
    trust: Trust = Trust.UNKNOWN
    distrust: tuple[Evidence, ...] = ()

    @property
    def at(self) -> datetime:
        """When the message was written."""
        return self.envelope.occurred_at

    @property
    def human(self) -> bool:
        """Whether a person seems to have written it."""
        return self.envelope.automated is None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message that could not be read: recorded with its reason and passed over, never raised."""

    fingerprint: str
    received_at: datetime
    reason: str
