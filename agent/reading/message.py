"""One parsed message, as the rest of this room reads it; it never leaves the room, for it holds the body.

Values only: parsing is in `parse`, the calendar in `calendar`, text and quotation in `text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from agent.reading.model import Address, Envelope


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody invited: the calendar's CN and address, and the answer given (`ACCEPTED`, `NEEDS-ACTION`, …)."""

    address: Address
    answer: str = ""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One VEVENT of a calendar part.

    `method` is the calendar's METHOD in upper case (`REQUEST`, `CANCEL`, `REPLY`, `PUBLISH`, `COUNTER`, …).
    `start` and `end` are aware when the zone is known, naive when it is not (floating, or a TZID nobody knows), and
    plain dates for all-day events. `timezone` is the IANA name (`UTC` for Z times), None when unknown.
    """

    method: str
    uid: str
    sequence: int
    start: datetime | date | None
    end: datetime | date | None
    timezone: str | None
    summary: str = ""
    description: str = ""
    location: str = ""
    status: str = ""
    recurring: bool = False
    organizer: Address | None = None
    attendees: tuple[Attendee, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A message taken apart.

    `text` holds the sender's own new words in Unicode, paragraphs separated by blank lines, without quotations,
    forwarded matter and signature, which are kept apart. `headers` keeps the few others reading looks at, names in
    lower case, topmost first; of Authentication-Results only the topmost unbroken run, for anything below may be the
    sender's own. `attachments` are file names only; attachments are never opened. `disclaimer` holds legal paragraphs.
    `failed_recipients` are the addresses a delivery report says could not be reached, in lower case.
    `defects` are short names of what was broken or cut; `all-quoted` among them tells that `text` holds old words,
    because there were no new ones.
    """

    envelope: Envelope
    text: str
    quoted: str = ""
    forwarded: str = ""
    signature: str = ""
    calendar: tuple[CalendarEvent, ...] = ()
    attachments: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    truncated: bool = False
    defects: tuple[str, ...] = ()
    disclaimer: str = ""
    failed_recipients: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        """The topmost header of that (lower-case) name, or an empty string."""
        return next((value for key, value in self.headers if key == name), "")
