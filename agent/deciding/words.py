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


def start(text: str) -> str:
    """A text at the head of a sentence."""
    return text[:1].upper() + text[1:]


def place(application: Application) -> str:
    """The company's name, else the agency's, or `this employer` while nobody has named either."""
    return application.company.strip() or application.agency.strip() or "this employer"


def matter(application: Application) -> str:
    """`the role of Analyst at Acme`, `… through Bright Talent`, or what is known of it: `the job at Acme`."""
    role, company, agency = application.role.strip(), application.company.strip(), application.agency.strip()
    where = f" at {company}" if company else f" through {agency}" if agency else ""
    if role:
        return f"the role of {role}{where}"
    return f"the job{where or ' at this employer'}"


def wish(kind: Kind | None) -> str:
    """What they want of the user, in the past tense."""
    return "asked you for an answer" if kind is None else _WISHES.get(kind, "asked you for an answer")
