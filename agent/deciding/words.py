"""Dates, names and places as a person would say them, for the sentences of a plan.

English only, and independent of the computer's language settings. The sentences themselves are where they are decided.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from agent.reading import Kind, Person
from agent.tracking import Application

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_WISHES = {
    Kind.RECRUITER_OUTREACH: "asked whether you are interested",
    Kind.INTERVIEW_INVITE: "asked you to agree a time for an interview",
    Kind.ASSESSMENT: "asked you to do a test or task",
    Kind.INFO_REQUEST: "asked you for something",
    Kind.REFERENCE_REQUEST: "asked you for references",
    Kind.OFFER: "made you an offer",
    Kind.EMPLOYER_REPLY: "asked you for an answer",
}


def day(when: date) -> str:
    """`Thu 19 March`; the year is left to the context."""
    return f"{_WEEKDAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}"


def on(zone: ZoneInfo, instant: datetime) -> str:
    """The day an instant falls on in a zone: `Thu 19 March`."""
    return day(instant.astimezone(zone).date())


def moment(instant: datetime, zone: ZoneInfo) -> str:
    """`Thu 19 March at 09:00`, as the clock on that wall says."""
    local = instant.astimezone(zone)
    return f"{day(local.date())} at {local:%H:%M}"


def called(person: Person | None) -> str:
    """What to call somebody: their name, else their address, else `they`."""
    return "they" if person is None else person.name.strip() or person.address or "they"


def place(application: Application) -> str:
    """The company's name, or `this employer` while nobody has named it."""
    return application.company.strip() or "this employer"


def matter(application: Application) -> str:
    """`the role of Analyst at Acme`, or `the job at Acme` while the role is not known."""
    role = application.role.strip()
    return f"the role of {role} at {place(application)}" if role else f"the job at {place(application)}"


def wish(kind: Kind | None) -> str:
    """What they want of the user, in the past tense."""
    return "asked you for an answer" if kind is None else _WISHES.get(kind, "asked you for an answer")
