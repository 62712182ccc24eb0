"""How things are called when we speak to the user: kinds, stages, outcomes, fates, days and times.

Only vocabulary and dates; no tables and no decisions.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from agent.deciding import Gate
from agent.reading import Address, Kind, Person
from agent.tracking import Application, Fate, Outcome, Stage

KIND = {
    Kind.ACKNOWLEDGEMENT: "an acknowledgement of your application",
    Kind.RECRUITER_OUTREACH: "a recruiter writing about a job you did not apply for",
    Kind.INTERVIEW_INVITE: "an invitation to an interview",
    Kind.INTERVIEW_SCHEDULED: "an interview with a fixed time",
    Kind.INTERVIEW_RESCHEDULED: "an interview moved to another time",
    Kind.INTERVIEW_CANCELLED: "an interview called off",
    Kind.ASSESSMENT: "a test or task for you",
    Kind.INFO_REQUEST: "a request for something from you",
    Kind.REFERENCE_REQUEST: "a request for references",
    Kind.EMPLOYER_REPLY: "a reply that changes nothing",
    Kind.OFFER: "an offer",
    Kind.REJECTION: "a rejection",
    Kind.JOB_ALERT: "a job alert",
    Kind.OUT_OF_OFFICE: "an out-of-office reply",
    Kind.BOUNCE: "a mail that could not be delivered",
    Kind.NOT_JOB: "nothing to do with an application",
    Kind.UNSURE: "unclear",
}
"""What a message is, as the object of "I read it as …"."""

STAGE = {
    Stage.APPLIED: "applied",
    Stage.ACKNOWLEDGED: "acknowledged",
    Stage.SCREENING: "screening",
    Stage.ASSESSMENT: "assessment",
    Stage.INTERVIEWING: "interviewing",
    Stage.OFFER: "offer",
    Stage.CLOSED: "closed",
}

OUTCOME = {
    Outcome.REJECTED: "turned down",
    Outcome.WITHDRAWN: "you withdrew",
    Outcome.ACCEPTED: "accepted",
    Outcome.DECLINED: "you declined",
    Outcome.NO_RESPONSE: "inactive, no answer",
}

FATE = {
    Fate.PLACED: "in Drafts",
    Fate.EDITED: "in Drafts, edited by you",
    Fate.SENT: "sent",
    Fate.DELETED: "deleted by you",
    Fate.WITHDRAWN: "taken back",
    Fate.STALE: "in Drafts, out of date",
}

GATE = {
    Gate.BALL_WITH_USER: "your turn",
    Gate.USER_WROTE: "you wrote",
    Gate.CLOSED: "closed",
    Gate.DRAFT_OPEN: "draft waiting",
    Gate.NO_CONTACT: "asked not to",
    Gate.NO_ADDRESS: "no address",
    Gate.PROMISE_OPEN: "date promised",
    Gate.OUT_OF_OFFICE: "out of office",
    Gate.PERSON_CONTACTED: "same person",
    Gate.CAP_REACHED: "enough written",
    Gate.INTERVIEW_AHEAD: "interview ahead",
    Gate.DOUBT: "unsure",
    Gate.BACKLOG: "before my time",
    Gate.DISMISSED: "dismissed",
    Gate.UNTRUSTED: "sender unproven",
    Gate.CHANNEL: "call instead",
    Gate.LATE: "too late",
    Gate.PAUSED: "paused",
}
"""A gate in two or three words, for a narrow column; the sentence beside it says the rest."""


def stage_of(application: Application) -> str:
    """The stage, and how it ended where it has."""
    if application.outcome is not None:
        return f"closed: {OUTCOME[application.outcome]}"
    return STAGE[application.stage]


def title_of(application: Application) -> str:
    """Company and role, as far as they are known."""
    return ", ".join(part for part in (application.company, application.role) if part) or application.id


def day(at: datetime, zone: tzinfo) -> str:
    """`Thu 12 Mar 2026, 17:00` in the user's zone."""
    return f"{at.astimezone(zone):%a %-d %b %Y, %H:%M}"


def short_day(at: datetime, zone: tzinfo) -> str:
    """`Thu 12 Mar 17:00` in the user's zone, for tables."""
    return f"{at.astimezone(zone):%a %-d %b %H:%M}"


def who(person: Address | Person | None) -> str:
    """A person by name and address, as far as they are known."""
    if person is None:
        return "an unknown sender"
    if person.name and person.address:
        return f"{person.name} <{person.address}>"
    return person.name or person.address or "an unknown sender"
