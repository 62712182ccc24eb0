"""What the cycle asks of the world: a mailstore and a ledger, as Protocols, and the values that cross them.

The rooms that touch the world implement these; the cycle and the placing of drafts know nothing else of them.
No code that does anything lives here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from agent.reading import Reading, Unreadable
from agent.tracking import Event


class Box(StrEnum):
    """The mailboxes that are read, by what they are for; their names on the server are the mailstore's business."""

    INBOX = "inbox"
    SENT = "sent"
    DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class Posted:
    """A message, when it reached the mailbox, and which mailbox that is."""

    at: datetime
    box: Box
    raw: bytes


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a mailbox has been read: the highest UID dealt with, in this UIDVALIDITY."""

    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message as the server gave it. `truncated` tells that `raw` was cut at the size cap; `size` is the whole."""

    box: Box
    uidvalidity: int
    uid: int
    received_at: datetime
    size: int
    raw: bytes
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """A few messages in order of UID, and the cursor that holds once they are durable.

    `done` and `total` count messages of this scan, for a progress bar. `missing` are UIDs the server listed but could
    not give (expunged meanwhile, or broken on the server).
    """

    box: Box
    messages: tuple[Fetched, ...]
    cursor: Cursor
    done: int
    total: int
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fence:
    """Drafts just before an APPEND: only a message with at least this UID can be the one appended."""

    uidvalidity: int
    uidnext: int


@dataclass(frozen=True, slots=True)
class Appended:
    """The server said OK. `uid` is APPENDUID's, when the server gave one."""

    uidvalidity: int | None
    uid: int | None


class AppendRefused(Exception):
    """The server said NO or BAD: nothing was stored."""


class AppendAmbiguous(Exception):
    """The connection died before the answer: the draft may or may not be stored. Never retried on the spot."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A message in Drafts or Sent as far as it matters for ours: its ids, recipients, and a digest of its text.

    `digest` is None where only the header was fetched.
    """

    box: Box
    uidvalidity: int
    uid: int
    message_id: str | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    to: tuple[str, ...]
    sent_at: datetime | None
    digest: str | None


class Mailstore(Protocol):
    """One account's mail, read-only but for appending drafts and withdrawing one that is still exactly ours.

    Every method may raise `agent.errors.ServerError` (try again later) or `agent.errors.LoginRefused`.
    """

    def scan(self, box: Box, cursor: Cursor | None, since: date) -> Iterator[Batch]:
        """Yield what is new after `cursor`; without a cursor, or when UIDVALIDITY changed, all since `since`."""
        ...

    def fetch(self, box: Box, uidvalidity: int, uids: Sequence[int]) -> tuple[Fetched, ...]:
        """Messages by UID; those that are gone, or all when UIDVALIDITY changed, are left out."""
        ...

    def fence(self) -> Fence:
        """UIDVALIDITY and UIDNEXT of Drafts, now."""
        ...

    def append(self, raw: bytes) -> Appended:
        r"""Append to Drafts with `\Draft \Seen`. Raises `AppendRefused` or `AppendAmbiguous`."""
        ...

    def drafts(self, since: Fence | None = None) -> tuple[Seen, ...]:
        """The messages in Drafts, with digests; after a fence, only those that came later."""
        ...

    def sent_since(self, when: date) -> tuple[Seen, ...]:
        """The headers of Sent since a day."""
        ...

    def withdraw(self, uidvalidity: int, uid: int, digest: str) -> bool:
        """Remove one draft, only if it is byte for byte (normalised) ours and the server can remove by UID alone."""
        ...


class OutboxState(StrEnum):
    """Where the placing of one draft stands; see `agent.placing`."""

    INTENDED = "intended"
    APPENDING = "appending"
    AMBIGUOUS = "ambiguous"
    PLACED = "placed"
    REFUSED = "refused"
    NEEDS_USER = "needs_user"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Intent:
    """One draft on its way into Drafts, with its bytes kept for good, so that every try is the same."""

    occasion: str
    application: str
    rule: str
    message_id: str
    to: str
    answers: str | None
    raw: bytes
    digest: str
    state: OutboxState
    decided_at: datetime
    tries: int = 0
    tried_at: datetime | None = None
    fence: Fence | None = None
    uidvalidity: int | None = None
    uid: int | None = None
    missing_since: datetime | None = None
    note: str = ""


class Filing(StrEnum):
    """What was done with a reading."""

    PENDING = "pending"
    FILED = "filed"
    AMBIGUOUS = "ambiguous"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class StoredReading:
    """A reading in the ledger, with where the message lies and what was done with it."""

    reading: Reading
    box: Box
    uidvalidity: int
    uid: int
    filing: Filing
    application: str | None = None
    candidates: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A message that shows no sign of being about a job, but answers others.

    `thread` holds the hashed ids it answers (see `agent.reading.thread_hash`): its thread may turn out to be about one.
    A message that answers nothing cannot, and leaves no trace but the cursor.
    """

    uid: int
    thread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that became of one batch; written in one transaction together with its cursor."""

    box: Box
    cursor: Cursor
    readings: tuple[tuple[int, Reading], ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    unreadable: tuple[tuple[int, Unreadable], ...] = ()
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A message only the user can place: which application is it?"""

    reading: Reading
    candidates: tuple[str, ...]
    because: str


class Ledger(Protocol):
    """What happened, durably. Every method is one transaction; after it returns, a power cut loses nothing of it."""

    def cursor(self, account: str, box: Box) -> Cursor | None:
        """How far this mailbox has been read."""
        ...

    def record(self, account: str, gathered: Gathered) -> None:
        """Write one batch and its cursor.

        A message already known by fingerprint is not written twice. A reading takes the place of a `PassedOver` with
        the same UID, and a missing message's `PassedOver` is forgotten.
        """
        ...

    def first_read_at(self, account: str) -> datetime | None:
        """When the account was first read to the end."""
        ...

    def mark_first_read(self, account: str, at: datetime) -> None:
        """Set it, once."""
        ...

    def pending(self, limit: int) -> tuple[StoredReading, ...]:
        """Readings not filed yet, oldest first by time of writing."""
        ...

    def file(
        self, filings: Sequence[tuple[StoredReading, Sequence[Event]]], recorded_at: datetime, known: int | None = None
    ) -> bool:
        """Record what was done with each reading, and the events that follow from it.

        `known` is how many events the verdicts rest on. Where others have happened since, nothing is written and the
        answer is False: look again.
        """
        ...

    def homes(self) -> Mapping[str, str]:
        """The account each application lives in: that of the newest message filed to it."""
        ...

    def threads(self) -> frozenset[str]:
        """Hashed message ids (see `thread_hash`) of every message that belongs to an application."""
        ...

    def contacts(self) -> frozenset[str]:
        """Addresses on the other side of any application, lower case."""
        ...

    def passed_over_in(self, account: str, threads: frozenset[str]) -> tuple[tuple[Box, int, int], ...]:
        """(box, uidvalidity, uid) of messages passed over that turn out to belong to one of these threads."""
        ...

    def append_events(self, events: Sequence[Event], recorded_at: datetime) -> None:
        """Append, in this order."""
        ...

    def events(self, application: str | None = None) -> tuple[Event, ...]:
        """All events, in the order recorded."""
        ...

    def readings(self, fingerprint_prefix: str) -> tuple[StoredReading, ...]:
        """Readings whose fingerprint starts so."""
        ...

    def questions(self) -> tuple[Question, ...]:
        """Ambiguous readings that wait for the user."""
        ...

    def intents(self, *states: OutboxState) -> tuple[Intent, ...]:
        """The outbox, oldest first; all when no state is named."""
        ...

    def intend(self, intent: Intent) -> bool:
        """Insert unless the occasion is known; tells whether it was new."""
        ...

    def update_intent(self, intent: Intent, events: Sequence[Event] = ()) -> None:
        """Replace the row of this occasion, together with the events that follow (recorded at their own instant)."""
        ...
