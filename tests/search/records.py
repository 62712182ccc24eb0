"""Plain questions to what is on record of an application when a draft appears, or at the end of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.utils import parseaddr

from agent.deciding import MANNERS, Manner
from agent.happenings import Drafted
from agent.reading import Direction, Kind, Reading
from agent.tracking import (
    Application,
    Corrected,
    DraftBecame,
    Fate,
    Form,
    Interview,
    MailFiled,
    Noted,
    OfferRecorded,
    RefereeNamed,
    Stage,
    Wish,
    Wished,
)
from tests.search.cast import RELAYS
from tests.search.lived import Lived
from tests.search.offices import business_days_later

KNOWN_RELAYS = frozenset(RELAYS)
ASKING = frozenset(
    {
        Kind.RECRUITER_OUTREACH,
        Kind.INTERVIEW_INVITE,
        Kind.ASSESSMENT,
        Kind.INFO_REQUEST,
        Kind.REFERENCE_REQUEST,
        Kind.OFFER,
    }
)
REOPENING = frozenset({Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.OFFER})
SAYING_NOTHING = frozenset({Kind.OUT_OF_OFFICE, Kind.BOUNCE, Kind.JOB_ALERT, Kind.NOT_JOB, Kind.UNSURE})


def mails(application: Application) -> tuple[Reading, ...]:
    """What was written between the user and the employer; letters to referees are another matter."""
    return tuple(m for m in application.mails if not application.is_private(m))


def sure(mail: Reading) -> bool:
    return mail.confidence >= 0.75 and mail.kind is not Kind.UNSURE


def lies_or_sent(lived: Lived, drafted: Drafted, at: datetime) -> datetime | None:
    """Since when a draft counts at an instant: when it was sent by then, else placed; None once it was gone by then."""
    fate, since = Fate.PLACED, drafted.at
    for event in lived.applications[drafted.application.id].events:
        if isinstance(event, DraftBecame) and event.occasion == drafted.intent.occasion and event.at <= at:
            fate, since = event.fate, event.at if event.fate is Fate.SENT else since
    return None if fate in {Fate.DELETED, Fate.WITHDRAWN} else since


def ended_by_rejection(drafted: Drafted) -> datetime | None:
    """When they had said no, if that stood when a draft appeared."""
    found: datetime | None = None
    for mail in mails(drafted.application):
        if sure(mail) and mail.kind is Kind.REJECTION:
            found = found or mail.at
        elif sure(mail) and mail.kind in REOPENING:
            found = None
    return None if drafted.application.closed_by_user else found


def asked_and_unanswered(drafted: Drafted) -> Reading | None:
    """What a person asked of the user as the last thing either side wrote or said, but for machines."""
    last: Reading | None = None
    for mail in mails(drafted.application):
        if mail.direction is Direction.OUTBOUND:
            last = None
        elif mail.human and sure(mail) and mail.kind not in SAYING_NOTHING:
            last = mail if mail.kind in ASKING else None
        elif mail.kind in {Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED}:
            last = None
    if last is None:
        return None
    spoken = any(n.contact and n.at > last.at for n in drafted.application.notes)
    met = last.kind is Kind.INTERVIEW_INVITE and any(
        not i.cancelled and i.start > last.at for i in drafted.application.interviews
    )
    return None if spoken or met else last


def promised(drafted: Drafted) -> date | None:
    """The day they named last, if nobody there has been heard of since."""
    day: date | None = None
    for event in drafted.application.events:
        if isinstance(event, Corrected) and event.field == "promise":
            day = date.fromisoformat(event.value) if event.value else None
        elif isinstance(event, MailFiled) and sure(event.reading) and event.reading.kind not in SAYING_NOTHING:
            span = event.reading.facts.promise
            heard = event.reading.direction is Direction.INBOUND and event.reading.human
            day = span.end if span is not None else None if heard else day
    met = (i.start.date() for i in drafted.application.interviews if not i.cancelled and i.start <= drafted.at)
    return None if day is None or any(start > day for start in met) else day


def by_hand(drafted: Drafted) -> tuple[Reading, ...]:
    """What the user wrote by hand; a calendar's answer is no letter."""
    drafts = {d.message_id for d in drafted.application.drafts}
    own = (m for m in drafted.application.sent if m.envelope.message_id not in drafts)
    return tuple(m for m in own if all(evidence.rule != "calendar.reply" for evidence in m.evidence))


def wrote_to(mail: Reading, address: str) -> bool:
    return address.lower() in {a.address.lower() for a in (*mail.envelope.to, *mail.envelope.cc)}


def own_question(drafted: Drafted) -> Reading | None:
    """A letter the user wrote of their own accord, days after anything had happened, and to which nothing came."""
    letters = by_hand(drafted)
    if not letters or any(m.kind is Kind.ASSESSMENT for m in drafted.application.received):
        return None
    last = letters[-1]
    before = [m for m in mails(drafted.application) if m.direction is Direction.INBOUND and m.at < last.at]
    happened = [drafted.application.opened_at, *(m.at for m in before if m.human)]
    happened += [i.end for i in drafted.application.interviews if i.end < last.at]
    # what a machine sends in between does not answer a person's question in the user's place
    telling = [m for m in before if m.human or m.kind in ASKING]
    asked = any(m.kind in ASKING or m.facts.proposed for m in telling[-1:])
    unasked = not asked and last.at > business_days_later(max(happened), 2, drafted.application.timezone)
    return last if unasked and not something_happened(drafted, last.at) else None


def hand_written(drafted: Drafted) -> frozenset[str]:
    """To whom the user wrote by hand, or their calendar answered."""
    drafts = {d.message_id for d in drafted.application.drafts}
    own = (m for m in drafted.application.sent if m.envelope.message_id not in drafts)
    return frozenset(a.address.lower() for m in own for a in (*m.envelope.to, *m.envelope.cc))


def dead(drafted: Drafted) -> frozenset[str]:
    """Addresses from which mail came back, and nobody has written since."""
    gone: set[str] = set()
    for mail in drafted.application.received:
        if mail.kind is Kind.BOUNCE:
            gone |= {(p.address or "").lower() for p in mail.facts.people}
        elif mail.human and mail.envelope.sender is not None:
            gone.discard(mail.envelope.sender.address.lower())
    return frozenset(gone)


def given(drafted: Drafted) -> frozenset[str]:
    """Every address somebody gave: the other side in their mail, the user by their word. To referees only theirs."""
    application = drafted.application
    if MANNERS[drafted.action.rule.situation] is Manner.BRIEFING:
        return frozenset(e.address.lower() for e in application.events if isinstance(e, RefereeNamed))
    found: set[str] = set(hand_written(drafted))
    for mail in application.received:
        senders = [mail.envelope.sender] if mail.envelope.sender else []
        found |= {a.address.lower() for a in (*senders, *mail.envelope.reply_to, *mail.envelope.cc)}
        meeting = mail.facts.meeting
        people = (*mail.facts.people, *(meeting.people if meeting else ()))
        found |= {p.address.lower() for p in people if p.address}
    words = (e.value for e in application.events if isinstance(e, Corrected) and e.field == "contact")
    return frozenset(found | {parseaddr(word)[1].lower() for word in words})


def something_happened(drafted: Drafted, since: datetime) -> bool:
    """Whether anything gave a new reason to ask since an instant: theirs, an interview, or the user's own doing."""
    application = drafted.application
    own = {d.message_id for d in application.drafts if d.rule == drafted.action.rule.name}
    for event in application.events:
        if isinstance(event, MailFiled):
            theirs = event.reading.direction is Direction.INBOUND
            news = sure(event.reading) and (event.reading.human or event.reading.kind not in SAYING_NOTHING)
            if (news if theirs else event.reading.envelope.message_id not in own) and event.reading.at > since:
                return True
        elif isinstance(event, Noted | Corrected | Wished | OfferRecorded) and event.at > since:
            return True
    return any(since < i.end <= drafted.at and not i.cancelled for i in application.interviews)


def held_interviews(lived: Lived) -> Iterator[tuple[Application, tuple[Interview, ...]]]:
    """The interviews that were held with a person in time to be thanked for, those of one day together."""
    for application in lived.applications.values():
        days: dict[object, list[Interview]] = {}
        for interview in application.interviews:
            over = interview.end < lived.year.ends.replace(hour=0)
            attended = interview.medium != "one-way-video" and not interview.cancelled and interview.held is not False
            if over and attended and not _given_up(application, interview):
                days.setdefault(interview.end.date(), []).append(interview)
        yield from ((application, tuple(day)) for day in days.values())


def _given_up(application: Application, interview: Interview) -> bool:
    """Whether the user asked to move it, and no word says that it took place all the same."""
    moves = (w.at for w in application.wishes if w.wish is Wish.MOVE_INTERVIEW)
    return interview.held is None and any(timedelta() < interview.start - at < timedelta(days=12) for at in moves)


def offers_standing(lived: Lived, at: datetime) -> dict[str, datetime]:
    """By application, until when an offer in writing without conditions is to be answered that stands at an instant."""
    found: dict[str, datetime] = {}
    for application in lived.applications.values():
        by: datetime | None = None
        firm = False
        for event in application.events:
            if event.at > at:
                break
            if isinstance(event, MailFiled) and event.reading.kind is Kind.OFFER and sure(event.reading):
                deadline = event.reading.facts.deadline
                by, firm = deadline.at if deadline else by, True
            elif isinstance(event, OfferRecorded):
                by, firm = event.answer_by or by, event.form is Form.WRITTEN and not event.conditional
        if firm and by is not None and by > at and not _closed_by(application, at):
            found[application.id] = by
    return found


def _closed_by(application: Application, at: datetime) -> bool:
    return application.stage is Stage.CLOSED and application.closed_at is not None and application.closed_at <= at
