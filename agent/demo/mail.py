"""The demo's six weeks of mail: `search.toml`, which a person can read and change, made into raw messages.

The same start and user give the same bytes. Nothing is delivered here, and no mail says what reading should make of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from importlib import resources
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText
from pydantic import BaseModel, ConfigDict, Field

from agent.ports import Box, Posted
from agent.reading import Identity

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

STYLES: Mapping[str, Callable[[date], str]] = {
    "day": lambda day: f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}",
    "nth": lambda day: f"{WEEKDAYS[day.weekday()]} {_nth(day.day)} {MONTHS[day.month - 1]}",
    "us": lambda day: f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}",
    "short": lambda day: f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}",
    "weekday": lambda day: WEEKDAYS[day.weekday()],
}
"""How `{day:18}` and its like are written out: the day so many days after the first, as people write days."""

YEAR = timedelta(days=366)
BLANK = re.compile(r"\{(\w+)(?::(\d+))?\}")


class Invitation(BaseModel):
    """A calendar part: `meeting` is shared by all mails about one meeting, `at` is a time of day in `zone`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    meeting: str
    method: Literal["REQUEST", "CANCEL"] = "REQUEST"
    sequence: int = 0
    day: int
    at: time
    minutes: int
    zone: str = "Europe/London"
    summary: str
    where: str = ""


class Letter(BaseModel):
    """One entry of `search.toml`; what its keys mean is told there."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    name: str
    day: int
    at: time
    zone: str = ""
    sender: str = Field(alias="from")
    to: str = "{me}"
    subject: str
    answers: str = ""
    quotes: bool = False
    headers: dict[str, str] = {}
    body: str = ""
    html: str = ""
    invitation: Invitation | None = None


def search(start: datetime, me: Identity) -> tuple[Posted, ...]:
    """The whole search, in order of time, for a user whose first day is `start`: a Monday, 09:00 in their zone.

    Raises `ValueError` when `start` is another weekday, for then half the days named in the mail would be weekends.
    """
    first = start.astimezone(ZoneInfo(me.timezone)).date()
    if first.weekday() != 0:
        raise ValueError(f"a job search starts on a Monday, not on {STYLES['day'](first)}")
    told = _Telling(first, me)
    posted = [told.posted(letter) for letter in letters()]
    return tuple(sorted(posted, key=lambda message: message.at))


def letters() -> tuple[Letter, ...]:
    """The entries of `search.toml`, as written."""
    text = resources.files("agent.demo").joinpath("search.toml").read_text(encoding="utf-8")
    return tuple(Letter.model_validate(entry) for entry in tomllib.loads(text)["mail"])


@dataclass(frozen=True, slots=True)
class _Known:
    """What a later letter needs of an earlier one."""

    letter: Letter
    at: datetime
    message_id: str
    thread: tuple[str, ...]


class _Telling:
    """The letters told so far; each may answer one of them."""

    def __init__(self, first: date, me: Identity) -> None:
        self._first = first
        self._me = me
        self._known: dict[str, _Known] = {}

    def posted(self, letter: Letter) -> Posted:
        """One letter as a message."""
        known = self._place(letter)
        self._known[letter.name] = known
        message = EmailMessage(policy=SMTP)
        self._write_headers(message, known)
        self._write_body(message, letter)
        if letter.invitation is not None:
            self._invite(message, letter, letter.invitation, known.at)
        if message.is_multipart():
            message.set_boundary(f"=_{letter.name}")  # else it is drawn at random
        box = Box.SENT if letter.sender == "{me}" else Box.INBOX
        return Posted(known.at, box, message.as_bytes())

    def _place(self, letter: Letter) -> _Known:
        """Where the letter stands in time and in its thread. Answering what is not told yet is a `KeyError`."""
        at = self._instant(letter.day, letter.at, letter.zone or self._me.timezone)
        domain = parseaddr(self._fill(letter.sender))[1].rpartition("@")[2]
        message_id = f"<{letter.name}.{at:%Y%m%d}@{domain}>"
        answered = self._known[letter.answers] if letter.answers else None
        thread = (*answered.thread, answered.message_id) if answered else ()
        return _Known(letter, at, message_id, thread)

    def _write_headers(self, message: EmailMessage, known: _Known) -> None:
        letter = known.letter
        message["From"] = self._fill(letter.sender)
        message["To"] = self._fill(letter.to)
        message["Subject"] = self._fill(letter.subject)
        message["Date"] = format_datetime(known.at)
        message["Message-ID"] = known.message_id
        if known.thread:
            message["In-Reply-To"] = known.thread[-1]
            message["References"] = " ".join(known.thread)
        for name, value in letter.headers.items():
            message[name] = self._fill(value)

    def _write_body(self, message: EmailMessage, letter: Letter) -> None:
        if letter.html:
            message.set_content(self._fill(letter.html), subtype="html")
            return
        quotation = self._quotation(self._known[letter.answers]) if letter.quotes else ""
        message.set_content(self._fill(letter.body).strip() + "\n" + quotation)

    def _quotation(self, answered: _Known) -> str:
        """The answered letter below the answer, as mail clients put it there."""
        name = parseaddr(self._fill(answered.letter.sender))[0]
        lines = self._fill(answered.letter.body).strip().splitlines()
        quoted = "\n".join(f"> {line}".rstrip() for line in lines)
        return f"\nOn {STYLES['short'](answered.at)} {answered.at:%Y} at {answered.at:%H:%M}, {name} wrote:\n{quoted}\n"

    def _invite(self, message: EmailMessage, letter: Letter, invitation: Invitation, sent_at: datetime) -> None:
        start = self._instant(invitation.day, invitation.at, invitation.zone)
        event = Event()
        event.add("uid", f"{invitation.meeting}@calendar.example")
        event.add("sequence", invitation.sequence)
        event.add("dtstamp", sent_at.astimezone(ZoneInfo("UTC")))
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=invitation.minutes))
        event.add("summary", self._fill(invitation.summary))
        event.add("location", invitation.where)
        event.add("status", "CANCELLED" if invitation.method == "CANCEL" else "CONFIRMED")
        event.add("organizer", _calendar_address(self._fill(letter.sender)), encode=False)
        event.add("attendee", _calendar_address(self._fill("{me}"), RSVP="TRUE", PARTSTAT="NEEDS-ACTION"), encode=False)
        calendar = Calendar()
        calendar.add("prodid", "-//Made up//Demo//EN")
        calendar.add("version", "2.0")
        calendar.add("method", invitation.method)
        calendar.add_component(event)
        calendar.add_missing_timezones(start.date() - YEAR, start.date() + YEAR)
        text = calendar.to_ical().decode()
        message.add_alternative(text, subtype="calendar", params={"method": invitation.method})

    def _instant(self, day: int, at: time, zone: str) -> datetime:
        return datetime.combine(self._first + timedelta(days=day), at, ZoneInfo(zone))

    def _fill(self, text: str) -> str:
        """Write the blanks out. One that is not known here is a `KeyError`, so that a slip in the file is seen."""
        return BLANK.sub(self._blank, text)

    def _blank(self, blank: re.Match[str]) -> str:
        word, days = blank.groups()
        if days is not None:
            return STYLES[word](self._first + timedelta(days=int(days)))
        sender = self._me.address
        return {"me": f"{sender.name} <{sender.address}>", "name": sender.name, "first": sender.name.split()[0]}[word]


def _calendar_address(person: str, **parameters: str) -> vCalAddress:
    name, address = parseaddr(person)
    written = vCalAddress(f"mailto:{address}")
    for key, value in {"CN": name, **parameters}.items():
        written.params[key] = vText(value)
    return written


def _nth(number: int) -> str:
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # noqa: PLR2004 - English
    return f"{number}{ending}"
