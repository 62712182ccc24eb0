"""A made-up job search as events, so that what is printed does not hang on how any mail is read."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.ledger import open_ledger
from agent.reading import (
    Address,
    Direction,
    Envelope,
    Evidence,
    Facts,
    Kind,
    Meeting,
    Part,
    Person,
    Reading,
    Said,
    Slot,
)
from agent.reading.model import Automated
from agent.tracking import ApplicationOpened, DraftBecame, DraftPlaced, Event, Fate, MailFiled

LONDON = ZoneInfo("Europe/London")
SAM = Address("Sam Doe", "sam@example.org")
ANN = Address("Ann Lee", "ann.lee@northwind.example")
PRIYA = Person("Priya Shah", "priya.shah@northwind.example", Part.INTERVIEWER)
OCCASION = "northwind/thank-you/interview-1:priya.shah@northwind.example/1"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def letter(
    when: str,
    sender: Address,
    subject: str,
    kind: Kind,
    *evidence: Evidence,
    facts: Facts | None = None,
    to: Address = SAM,
    answers: str | None = None,
) -> Reading:
    name = sha256(f"{when}{subject}".encode()).hexdigest()
    machine = "noreply" in sender.address
    envelope = Envelope(
        fingerprint=name,
        received_at=at(when),
        sent_at=at(when),
        message_id=f"<{name[:8]}@{sender.domain}>",
        in_reply_to=(answers,) if answers else (),
        sender=sender,
        to=(to,),
        subject=subject,
        automated=Automated.NO_REPLY if machine else None,
    )
    direction = Direction.OUTBOUND if sender == SAM else Direction.INBOUND
    return Reading(envelope, direction, kind, 0.97, evidence, facts or Facts())


def named(company: str, role: str) -> Facts:
    return Facts(company=Said(company, company), role=Said(role, role))


def drafted() -> tuple[Event, ...]:
    """An interview held and thanked for."""
    slot = Slot(at("2026-03-12T14:00"), at("2026-03-12T15:00"), "Europe/London", "Thursday 12 March, 14:00")
    invitation = letter(
        "2026-03-09T10:12",
        ANN,
        "Interview for Data Analyst at Northwind",
        Kind.INTERVIEW_SCHEDULED,
        Evidence("calendar.request", "Interview: Data Analyst, Northwind", "calendar"),
        Evidence("interview_scheduled.look-forward", "We look forward to meeting you on Thursday."),
        Evidence("interview_scheduled.meeting-you", "We look forward to meeting you on Thursday."),
        facts=Facts(
            company=Said("Northwind", "Northwind"),
            role=Said("Data Analyst", "Data Analyst"),
            meeting=Meeting(slot, uid="interview-1", people=(PRIYA,)),
        ),
    )
    to_priya = Address(PRIYA.name, PRIYA.address or "")
    thanks = letter("2026-03-12T17:00", SAM, "Re: Interview for Data Analyst at Northwind", Kind.NOT_JOB, to=to_priya)
    because = "it is about Data Analyst at Northwind, which is new"
    return (
        ApplicationOpened("northwind", invitation.at, "Northwind", "Data Analyst", because),
        MailFiled("northwind", invitation.at, invitation, because),
        DraftPlaced(
            "northwind",
            at("2026-03-12T17:00"),
            OCCASION,
            "thank-you",
            thanks.envelope.message_id or "",
            to_priya.address,
            invitation.envelope.message_id,
        ),
        MailFiled("northwind", thanks.at, thanks, "it belongs to the conversation about Data Analyst at Northwind"),
        DraftBecame("northwind", at("2026-03-12T17:20"), OCCASION, Fate.SENT, "it is in Sent"),
    )


def held_back() -> tuple[Event, ...]:
    """An application to a company that shows no person's address."""
    receipt = letter(
        "2026-03-02T10:05",
        Address("Kestrel Energy Careers", "noreply@kestrel.example"),
        "We have your application",
        Kind.ACKNOWLEDGEMENT,
        Evidence("acknowledgement.thanks-for-applying", "Thank you for applying to Kestrel Energy as Insight Analyst."),
        facts=named("Kestrel Energy", "Insight Analyst"),
    )
    because = "it is about Insight Analyst at Kestrel Energy, which is new"
    return (
        ApplicationOpened("kestrel-energy", receipt.at, "Kestrel Energy", "Insight Analyst", because),
        MailFiled("kestrel-energy", receipt.at, receipt, because),
    )


def closed() -> tuple[Event, ...]:
    """An application turned down by a machine."""
    jobs = Address("Oldcastle Recruitment", "noreply@oldcastle.example")
    receipt = letter(
        "2026-03-03T14:10",
        jobs,
        "Application received",
        Kind.ACKNOWLEDGEMENT,
        facts=named("Oldcastle Insurance", "Data Analyst, Claims"),
    )
    refusal = letter(
        "2026-03-07T09:02",
        jobs,
        "Your application",
        Kind.REJECTION,
        Evidence("rejection.regret", "We regret to inform you that we will not be taking your application further."),
        facts=named("Oldcastle Insurance", "Data Analyst, Claims"),
    )
    because = "it is about Data Analyst, Claims at Oldcastle Insurance, which is new"
    return (
        ApplicationOpened("oldcastle-insurance", receipt.at, "Oldcastle Insurance", "Data Analyst, Claims", because),
        MailFiled("oldcastle-insurance", receipt.at, receipt, because),
        MailFiled("oldcastle-insurance", refusal.at, refusal, "it names Data Analyst, Claims at Oldcastle Insurance"),
    )


def write_search(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.append_events((*drafted(), *held_back(), *closed()), recorded_at=at("2026-03-13T09:00"))
        ledger.mark_first_read("personal", at("2026-03-01T09:00"))
