"""Mails of a made-up job search, for the tests that live through it: two employers, their people, and a shop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

ME = "Sam Doe <sam@example.org>"


@dataclass(frozen=True, slots=True)
class Employer:
    """Somebody who hires: a name, a domain, a role, and who writes and who asks the questions."""

    company: str
    role: str
    recruiter: str
    interviewer: str

    @property
    def domain(self) -> str:
        return f"{self.company.lower()}.example"

    def address(self, name: str) -> str:
        return f"{name.lower().replace(' ', '.')}@{self.domain}"

    def id(self, name: str) -> str:
        return f"<{name}@{self.domain}>"

    @property
    def subject(self) -> str:
        return f"Interview for {self.role} at {self.company}"

    def acknowledges(self, at: datetime) -> bytes:
        """What the tracking system of an employer sends by itself."""
        body = (
            f"Dear Sam,\n\nThank you for applying for the {self.role} position at {self.company}. We have received "
            "your application and will review it.\n\nKind regards,\nThe hiring team\n"
        )
        sender = f"{self.company} Careers <no-reply@{self.domain}>"
        return letter(sender, f"Your application for {self.role} at {self.company}", self.id("ack"), at, body)

    def invites(self, at: datetime, start: datetime, number: int = 1) -> bytes:
        """The recruiter asks the user to an interview with a calendar part."""
        body = (
            f"Hi Sam,\n\nThank you for applying for the {self.role} position at {self.company}. We would like to "
            f"invite you to an interview with {self.interviewer}. The invitation is attached.\n\nBest wishes,\n"
            f"{self.recruiter}\n"
        )
        return self._with_calendar(f"invite-{number}", at, start, body, self.subject, sequence=0)

    def moves(self, at: datetime, start: datetime, sequence: int) -> bytes:
        """The interview is put on another time."""
        body = "Hi Sam,\n\nWe had to move the interview; the new invitation is attached.\n\nBest wishes\n"
        subject = f"Updated invitation: {self.subject}"
        return self._with_calendar(f"moved-{sequence}", at, start, body, subject, sequence)

    def calls_off(self, at: datetime, start: datetime, sequence: int) -> bytes:
        """The interview is cancelled."""
        body = "Hi Sam,\n\nThe interview is cancelled, I am sorry. We will be in touch.\n\nBest wishes\n"
        subject = f"Cancelled: {self.subject}"
        return self._with_calendar(f"off-{sequence}", at, start, body, subject, sequence, "CANCEL")

    def writes(self, name: str, at: datetime, body: str, answers: str | None = "invite-1") -> bytes:
        """The recruiter writes, in the thread of the invitation unless told otherwise."""
        subject = f"Re: {self.subject}" if answers else "Hello again"
        sender = f"{self.recruiter} <{self.address(self.recruiter)}>"
        text = f"Hi Sam,\n\n{body}\n\nBest wishes,\n{self.recruiter}\n"
        return letter(sender, subject, self.id(name), at, text, self.id(answers) if answers else None)

    def hears(self, name: str, at: datetime, body: str, answers: str | None = "invite-1") -> bytes:
        """The user writes to the recruiter."""
        to = f"{self.recruiter} <{self.address(self.recruiter)}>"
        subject = f"Re: {self.subject}" if answers else "Hello"
        text = f"Hi,\n\n{body}\n\nSam\n"
        return letter(
            ME, subject, f"<{name}-{self.domain}@example.org>", at, text, self.id(answers) if answers else None, to
        )

    def _with_calendar(
        self, name: str, at: datetime, start: datetime, body: str, subject: str, sequence: int, method: str = "REQUEST"
    ) -> bytes:
        stamp = "%Y%m%dT%H%M%SZ"
        state = "CANCELLED" if method == "CANCEL" else "CONFIRMED"
        people = (
            f"ORGANIZER;CN={self.recruiter}:mailto:{self.address(self.recruiter)}\n"
            f"ATTENDEE;CN={self.interviewer};PARTSTAT=ACCEPTED:mailto:{self.address(self.interviewer)}\n"
            "ATTENDEE;CN=Sam Doe;PARTSTAT=NEEDS-ACTION:mailto:sam@example.org\n"
        )
        calendar = (
            f"BEGIN:VCALENDAR\nPRODID:-//{self.company}//EN\nVERSION:2.0\nMETHOD:{method}\nBEGIN:VEVENT\n"
            f"UID:interview@{self.domain}\nSEQUENCE:{sequence}\nSTATUS:{state}\n"
            f"DTSTAMP:{at.astimezone(UTC):{stamp}}\nDTSTART:{start.astimezone(UTC):{stamp}}\n"
            f"DTEND:{start.astimezone(UTC) + timedelta(hours=1):{stamp}}\n"
            f"SUMMARY:Interview: {self.role}, {self.company}\n{people}END:VEVENT\nEND:VCALENDAR\n"
        )
        text = (
            f"--b1\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"
            f"--b1\nContent-Type: text/calendar; charset=utf-8; method={method}\n\n{calendar}\n--b1--\n"
        )
        sender = f"{self.recruiter} <{self.address(self.recruiter)}>"
        return letter(sender, subject, self.id(name), at, text, kind='multipart/alternative; boundary="b1"')


def letter(
    sender: str,
    subject: str,
    message_id: str,
    at: datetime,
    body: str,
    answers: str | None = None,
    to: str = ME,
    kind: str = "text/plain; charset=utf-8",
) -> bytes:
    """One message, as the wire has it."""
    thread = f"In-Reply-To: {answers}\nReferences: {answers}\n" if answers else ""
    head = (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: {format_datetime(at)}\nMessage-ID: {message_id}\n"
        f"{thread}MIME-Version: 1.0\nContent-Type: {kind}\n"
    )
    return f"{head}\n{body}".encode().replace(b"\n", b"\r\n")


def newsletter(number: int, at: datetime) -> bytes:
    """Something for everybody."""
    sender, subject = "News <news@shop.example>", f"Spring offers {number}"
    return letter(sender, subject, f"<news-{number}@shop.example>", at, "Ten per cent off all tulips.\n")


NORTHWIND = Employer("Northwind", "Data Analyst", "Ann Lee", "Priya Shah")
SOUTHGATE = Employer("Southgate", "Web Developer", "Tom Berg", "Mia Wolf")
