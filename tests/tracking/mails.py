"""Readings written short, for tests that tell a story: `mail(REJECTION, day=3, company="Acme")`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from agent.reading import (
    Address,
    Automated,
    Direction,
    Envelope,
    Evidence,
    Facts,
    Kind,
    Meeting,
    Person,
    Reading,
    Said,
    Slot,
    Span,
)
from agent.tracking import Application, Event, MailFiled, replay

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""Day 0 of every story."""

APP = "acme"
ANN = Address("Ann Lee", "ann@acme.example")
ME = Address("Sam Doe", "sam@home.example")


def on(day: float, hour: float = 9) -> datetime:
    """An instant of the story, in UTC."""
    return MONDAY + timedelta(days=day, hours=hour - 9)


def span(day: int) -> Span:
    """A day of March 2026, as someone named it."""
    return Span(date(2026, 3, day), date(2026, 3, day), f"by the {day}th")


def meeting(
    day: float,
    *,
    hour: float = 14,
    uid: str | None = None,
    sequence: int = 0,
    zone: str | None = "Europe/London",
    medium: str = "",
    people: tuple[Person, ...] = (),
) -> Meeting:
    """One hour at some day of the story."""
    start = on(day, hour)
    return Meeting(Slot(start, start + timedelta(hours=1), zone, "at two"), uid, sequence, medium, "", people)


def facts(
    *,
    company: str = "",
    role: str = "",
    requisition: str = "",
    agency: str = "",
    people: tuple[Person, ...] = (),
    promise: Span | None = None,
    away_until: Span | None = None,
    channel: str = "",
    no_contact: str = "",
    language: str = "en",
    address: str = "",
    interview: Meeting | None = None,
) -> Facts:
    """Facts whose quotation is their own value."""

    def said(value: str) -> Said | None:
        return Said(value, value) if value else None

    return Facts(
        company=said(company),
        role=said(role),
        requisition=said(requisition),
        agency=said(agency),
        people=people,
        meeting=interview,
        promise=promise,
        away_until=away_until,
        channel=said(channel),
        no_contact=said(no_contact),
        language=language,
        address=said(address),
    )


NOTHING = facts()


def mail(
    kind: Kind,
    day: float,
    said: Facts = NOTHING,
    *,
    sent: bool = False,
    name: str = "",
    answers: str = "",
    sender: Address | None = ANN,
    to: tuple[Address, ...] = (),
    automated: Automated | None = None,
    confidence: float = 0.9,
    subject: str = "Your application",
    quote: str = "",
    late: float = 0,
) -> Reading:
    """A reading of that kind; `name` makes its fingerprint and its message id, `late` is the days it was under way."""
    name = name or f"{kind}-{day}-{'out' if sent else 'in'}"
    envelope = Envelope(
        fingerprint=name,
        received_at=on(day + late),
        sent_at=on(day),
        message_id=f"<{name}@mail.example>",
        in_reply_to=(f"<{answers}@mail.example>",) if answers else (),
        sender=ME if sent else sender,
        to=to or ((ANN,) if sent else (ME,)),
        subject=subject,
        automated=automated,
    )
    direction = Direction.OUTBOUND if sent else Direction.INBOUND
    return Reading(envelope, direction, kind, confidence, (Evidence("a.rule", quote),) if quote else (), said)


def filed(*readings: Reading, app: str = APP) -> list[Event]:
    """The events that put these messages into one application."""
    return [MailFiled(app, reading.at, reading, "a test says so") for reading in readings]


def told(*parts: Event | Reading) -> Application:
    """The application that a story of messages and other events makes."""
    events = [filed(part)[0] if isinstance(part, Reading) else part for part in parts]
    return replay(events)[APP]
