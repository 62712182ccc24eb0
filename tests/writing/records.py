"""Believable records to write about, with every part open to change by a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar

from agent.deciding import Duration, Occasion, PlaceDraft, Reason, Rule, Situation, Window
from agent.reading import Address, Direction, Envelope, Identity, Kind, Part, Person, Reading, Span
from agent.tracking import Application, Interview, Noted, Promise, Stage
from agent.writing import Draft, Refused, Templates, compose

TEMPLATES = Path(__file__).parents[2] / "rules" / "templates"
SHIPPED = Templates(tuple(sorted((f.name, f.read_text("utf-8")) for f in TEMPLATES.glob("*.txt"))))

SITUATIONS = {
    "thank_you": Situation.INTERVIEW_HELD,
    "thank_you_to_coordinator": Situation.INTERVIEW_HELD,
    "status_after_promise": Situation.PROMISE_PASSED,
    "status_no_promise": Situation.INTERVIEW_SILENCE,
    "application_nudge": Situation.APPLICATION_SILENCE,
    "rejection_thanks": Situation.REJECTED_AFTER_CONTACT,
}

ME = Identity(
    name="Robin Marsh",
    addresses=("robin@marsh.example", "robin.marsh@post.example"),
    timezone="Europe/London",
    country="GB",
)
PRIYA = Person("Priya Nair", "priya.nair@harbour.example", Part.INTERVIEWER)
TOM = Person("Tom Ellis", "tom.ellis@harbour.example", Part.INTERVIEWER)
LENA = Person("Lena Ortiz", "lena.ortiz@harbour.example", Part.COORDINATOR)

HELD = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 25, 10, 15, tzinfo=UTC)

INTERVIEW = Interview("uid-1@harbour.example", 0, HELD, HELD + timedelta(hours=1), "Europe/London", people=(PRIYA, TOM))


Record = TypeVar("Record", Envelope, Application, PlaceDraft, Draft)


def changed(record: Record, changes: Mapping[str, object]) -> Record:
    """A record with some fields as the test names them."""
    return replace(record, **changes)  # type: ignore[arg-type]  # a test names only fields that there are


def mail(sender: Person = LENA, **envelope: object) -> Reading:
    """A message from the other side."""
    return _mail(sender, envelope)


def _mail(sender: Person, envelope: Mapping[str, object]) -> Reading:
    base = Envelope(
        fingerprint="f1",
        received_at=HELD - timedelta(days=3),
        message_id="<invite-7@harbour.example>",
        sender=Address(sender.name, sender.address or ""),
        to=(Address("Robin", "robin@marsh.example"),),
        subject="Interview for Operations Analyst",
    )
    return Reading(changed(base, envelope), Direction.INBOUND, Kind.INTERVIEW_SCHEDULED, 0.9)


def application(**changes: object) -> Application:
    """An application that has come as far as an interview."""
    base = Application(
        id="harbour-operations-analyst",
        company="Harbour Freight Analytics Ltd",
        role="Operations Analyst (m/f/d)",
        opened_at=HELD - timedelta(days=20),
        stage=Stage.INTERVIEWING,
        requisition="HFA-118",
        applied_at=datetime(2026, 2, 20, 18, 0, tzinfo=UTC),
        mails=(mail(),),
        interviews=(INTERVIEW,),
        promise=Promise(Span(date(2026, 3, 20), date(2026, 3, 20), "by 20 March"), HELD, PRIYA, "f1"),
        notes=(Noted("harbour-operations-analyst", HELD + timedelta(hours=3), "topic: forecasting port delays"),),
    )
    return changed(base, changes)


def action(template: str = "status_no_promise", app: Application | None = None, **changes: object) -> PlaceDraft:
    """The wish to place a draft with this template."""
    situation = SITUATIONS.get(template, Situation.INTERVIEW_SILENCE)
    days = Duration(5, "business days")
    recorded = app or _recorded(situation)
    base = PlaceDraft(
        occasion=Occasion(recorded.id, template, "uid-1@harbour.example"),
        application=recorded,
        rule=Rule(template, situation, days, days, days, 1, ("last_human",), template, "because", "made up"),
        to=LENA if template in {"thank_you_to_coordinator", "application_nudge"} else PRIYA,
        window=Window(NOW, NOW, NOW),
        reason=Reason("because", template),
        at=NOW,
        interview=next(iter(recorded.interviews), None),
    )
    return changed(base, changes)


def _recorded(situation: Situation) -> Application:
    if situation is Situation.APPLICATION_SILENCE:
        return application(interviews=(), notes=(), promise=None, stage=Stage.APPLIED)
    if situation is Situation.PROMISE_PASSED:
        return application()
    return application(promise=None)


def answering(template: str = "status_no_promise", **envelope: object) -> PlaceDraft:
    """The wish to answer a message with these headers."""
    answered = _mail(LENA, envelope)
    return action(template, app=application(mails=(answered,), promise=None), answers=answered)


def draft(
    wish: PlaceDraft, me: Identity = ME, templates: Templates = SHIPPED, sent_before: Sequence[str] = ()
) -> Draft:
    """The draft of an action that must not be refused."""
    written = compose(wish, me, templates, sent_before)
    assert isinstance(written, Draft), written
    return written


def refused(wish: PlaceDraft, me: Identity = ME, templates: Templates = SHIPPED) -> set[str]:
    """Which lint rules stand against an action."""
    written = compose(wish, me, templates)
    assert isinstance(written, Refused), written.text
    assert written.occasion == str(wish.occasion)
    return {p.lint for p in written.problems}


def parsed(raw: bytes) -> EmailMessage:
    """A message as the standard library's modern parser reads it."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def one_template(*sentences: str, greeting: str = "Dear {{ name }},", subject: str = "My application") -> Templates:
    """A user's own `status_no_promise` of these sentences."""
    text = "\n".join(sentences)
    source = f"subject: {subject}\n=== only\n{greeting}\n\n{text}\n\nclosing: Kind regards,\n"
    return Templates((("status_no_promise.en.txt", source),))
