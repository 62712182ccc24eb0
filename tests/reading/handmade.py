"""Messages built by hand, and a reader with the shipped phrasebook, for the tests of what a message says."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache

from agent.reading import Address, Almanac, Automated, Envelope, Identity, Phrasebook, Reader, Reading
from agent.reading.message import CalendarEvent, Message
from agent.settings import shipped_rules

SAM = Identity("Sam Doe", ("sam@example.org",), "Europe/London", "GB")
WEDNESDAY = datetime(2026, 3, 11, 10, 0, tzinfo=UTC)


@cache
def shipped() -> Phrasebook:
    """The shipped phrasebook, built once."""
    return shipped_rules().phrases


@cache
def almanac() -> Almanac:
    """The shipped almanac, built once."""
    return shipped_rules().almanac


@cache
def reader() -> Reader:
    """A reader for Sam."""
    return shipped_rules().reader(SAM)


def letter(
    text: str = "",
    subject: str = "Hello",
    sender: str = "ann.lee@acme.example",
    name: str = "Ann Lee",
    *,
    sent_at: datetime | None = WEDNESDAY,
    automated: Automated | None = None,
    signature: str = "",
    forwarded: str = "",
    quoted: str = "",
    links: tuple[str, ...] = (),
    reply_to: tuple[Address, ...] = (),
    calendar: tuple[CalendarEvent, ...] = (),
) -> Message:
    """A parsed message, as parsing would hand it on."""
    envelope = Envelope(
        fingerprint="f" * 64,
        received_at=WEDNESDAY if sent_at is None else sent_at,
        sent_at=sent_at,
        message_id="<1@acme.example>",
        sender=Address(name, sender) if sender else None,
        reply_to=reply_to,
        to=(Address("Sam Doe", "sam@example.org"),),
        subject=subject,
        automated=automated,
    )
    return Message(
        envelope,
        text,
        quoted=quoted,
        forwarded=forwarded,
        signature=signature,
        links=links,
        calendar=calendar,
    )


def understand(message: Message, *, outbound: bool | None = None) -> Reading:
    """What the shipped reader makes of a message."""
    return reader().understand(message, outbound=outbound)


def event(
    method: str = "REQUEST",
    summary: str = "Interview with Acme: Data Analyst",
    *,
    sequence: int = 0,
    start: datetime | None = datetime(2026, 3, 19, 14, 0, tzinfo=UTC),
    end: datetime | None = datetime(2026, 3, 19, 14, 45, tzinfo=UTC),
    timezone: str | None = "UTC",
    status: str = "",
    recurring: bool = False,
    location: str = "",
    organizer: Address | None = None,
) -> CalendarEvent:
    """One calendar event."""
    return CalendarEvent(
        method,
        "uid-1@acme.example",
        sequence,
        start,
        end,
        timezone,
        summary=summary,
        status=status,
        recurring=recurring,
        location=location,
        organizer=organizer,
    )


def raw(text: str, subject: str = "Hello", sender: str = "Ann Lee <ann.lee@acme.example>", **headers: str) -> bytes:
    """The bytes of a simple message; header names are written with `_` for `-`."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "sam@example.org"
    message["Subject"] = subject
    message["Date"] = "Wed, 11 Mar 2026 10:00:00 +0000"
    message["Message-ID"] = "<1@acme.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()
