"""Made-up readings, drafts and batches to put into a ledger."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from agent.ports import Box, Cursor, Filing, Gathered, Intent, OutboxState, PassedOver, StoredReading
from agent.reading import Address, Automated, Direction, Envelope, Kind, Reading, Unreadable
from agent.tracking import ApplicationOpened, Event, MailFiled, Noted

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ACCOUNT = "personal"


def name(word: str) -> str:
    """A fingerprint."""
    return hashlib.sha256(word.encode()).hexdigest()


def reading(
    word: str,
    *,
    hours: float = 0,
    answers: tuple[str, ...] = (),
    sender: str = "ann@acme.example",
    to: tuple[str, ...] = ("sam@example.org",),
    direction: Direction = Direction.INBOUND,
    automated: Automated | None = None,
) -> Reading:
    at = MONDAY + timedelta(hours=hours)
    envelope = Envelope(
        fingerprint=name(word),
        received_at=at,
        sent_at=at,
        message_id=f"<{word}@acme.example>",
        references=answers,
        sender=Address("", sender),
        to=tuple(Address("", address) for address in to),
        subject=f"About {word}",
        automated=automated,
    )
    return Reading(envelope, direction, Kind.EMPLOYER_REPLY, 0.9)


def batch(
    *readings: tuple[int, Reading],
    uid: int = 10,
    uidvalidity: int = 1,
    box: Box = Box.INBOX,
    passed_over: tuple[PassedOver, ...] = (),
    unreadable: tuple[tuple[int, Unreadable], ...] = (),
    missing: tuple[int, ...] = (),
) -> Gathered:
    return Gathered(box, Cursor(uidvalidity, uid), readings, passed_over, unreadable, missing)


def opened(application: str = "a1") -> ApplicationOpened:
    return ApplicationOpened(application, MONDAY, "Acme Ltd", "Data analyst", "they wrote")


def noted(text: str, application: str = "a1") -> Noted:
    return Noted(application, MONDAY, text)


def filed(stored: StoredReading, application: str = "a1") -> tuple[StoredReading, tuple[Event, ...]]:
    verdict = StoredReading(
        stored.reading, stored.box, stored.uidvalidity, stored.uid, Filing.FILED, application, (), "same thread"
    )
    return verdict, (MailFiled(application, stored.reading.at, stored.reading, "same thread"),)


def intent(occasion: str = "a1/status/1", *, days: int = 0, state: OutboxState = OutboxState.INTENDED) -> Intent:
    return Intent(
        occasion=occasion,
        application="a1",
        rule="status",
        message_id=f"<{name(occasion)[:16]}@example.org>",
        to="ann@acme.example",
        answers="<hello@acme.example>",
        raw=b"Subject: Hello\r\n\r\nHello\r\n",
        digest=name("Hello"),
        state=state,
        decided_at=MONDAY + timedelta(days=days),
    )
