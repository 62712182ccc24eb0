"""Bytes of one message in, `Message` out; or `Unreadable` with a plain reason. Nothing in a mail makes it raise.

The order: the bytes taken apart within limits (`guards`), then the envelope, text and calendar into our own frozen
values. Says nothing of what the message means.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

from agent.reading.message import CalendarEvent, Message
from agent.reading.model import Envelope, Unreadable
from agent.reading.parsing import headers
from agent.reading.parsing.calendar import calendar_events
from agent.reading.parsing.entity import Entity
from agent.reading.parsing.envelope import decoded, envelope
from agent.reading.parsing.failure import Failure, attempt
from agent.reading.parsing.guards import bounded, bounded_fields
from agent.reading.parsing.html import LINK_LIMIT, Readable, looks_like_html, readable
from agent.reading.parsing.quotation import separate
from agent.reading.parsing.text import links, plain, prefer_html, tidy, unwrapped

_FORWARD_SUBJECT = re.compile(r"^\s*(?:fwd?|wg|tr|rv|doorst|i)\s?:", re.IGNORECASE)
_FAILED_RECIPIENT = re.compile(
    r"^(?:final|original)-recipient:\s*[\w-]+\s*;\s*<?([^\s<>]{3,320})>?", re.IGNORECASE | re.MULTILINE
)
DISGUISED = "hidden characters in the sender's name"
"""The defect of a From whose display name or address holds characters made to deceive the eye."""

_FORWARDED_FIELDS = ("From", "Date", "To", "Subject")
_PLAIN_WORD = re.compile(r"[A-Za-z0-9-]{1,40}")


def fingerprint(raw: bytes) -> str:
    """The SHA-256 (hex) of a message with its line ends made LF: the name of the message everywhere."""
    return hashlib.sha256(_unix(raw)).hexdigest()


def parse(raw: bytes, received_at: datetime, *, truncated: bool = False) -> Message | Unreadable:
    """Take one message apart. `truncated` says that the mailstore cut `raw` at its size cap.

    Never raises: a message no library can read is `Unreadable`, and what was cut or broken is in `Message.defects`.
    """
    unix = _unix(raw)
    name = hashlib.sha256(unix).hexdigest()
    if not unix or unix.isspace():
        return Unreadable(name, received_at, "the message is empty")
    message = attempt(lambda: _message(unix, name, received_at, truncated=truncated))
    if isinstance(message, Failure):
        return Unreadable(name, received_at, f"no parser could read it ({message.reason})")
    if message.envelope.sender is None and not (message.text or message.envelope.subject or message.calendar):
        return Unreadable(name, received_at, "it has neither a sender nor a subject nor any text")
    return message


def envelope_of(raw: bytes, received_at: datetime) -> Envelope | None:
    """The envelope alone, from the header; None when it names no sender, or no parser could read it.

    For a message whose body is of no interest: it costs a fraction of `parse`.
    """
    unix = _unix(raw)
    name = hashlib.sha256(unix).hexdigest()
    end = unix.find(b"\n\n")
    found = attempt(lambda: envelope(bounded_fields(unix[:end] if end >= 0 else unix), (), name, received_at))
    return None if isinstance(found, Failure) or found.sender is None else found


def _unix(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in raw else raw


def _message(unix: bytes, name: str, received_at: datetime, *, truncated: bool) -> Message:
    small = bounded(unix)
    whole = small.whole
    found = _Found()
    body = found.read(whole)
    told = envelope(whole.fields, found.enclosed_ids, name, received_at)
    kept = tuple((key, decoded(value)) for key, value in whole.fields)
    parts = separate(body.text, forwards=_FORWARD_SUBJECT.match(told.subject) is not None)
    disguised = (DISGUISED,) if headers.disguised(headers.words(whole.field("from"))[:1000]) else ()
    defects = (*small.defects, *found.defects, *disguised)
    return Message(
        envelope=told,
        text=unwrapped(parts.text) if body.hard_breaks else parts.text,
        quoted=parts.quoted,
        forwarded="\n\n".join(filter(None, (parts.forwarded, *found.forwarded))),
        signature=parts.signature,
        calendar=tuple(found.calendar),
        attachments=tuple(found.attachments),
        links=tuple(dict.fromkeys((*found.links, *links(body.text))))[:LINK_LIMIT],
        headers=kept,
        truncated=truncated,
        defects=(*defects, "all-quoted") if parts.doubtful else defects,
        disclaimer=parts.disclaimer,
        failed_recipients=found.failed_recipients(kept),
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """Readable text; `is_plain` when it came from a plain part, `hard_breaks` when its lines may have been wrapped."""

    text: str = ""
    is_plain: bool = False
    hard_breaks: bool = False


@dataclass
class _Found:
    """What the parts of one message hold beside its text."""

    calendar: list[CalendarEvent] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    forwarded: list[str] = field(default_factory=list)
    enclosed_ids: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)

    def read(self, part: Entity) -> _Body:
        """The text of a part; a message enclosed in it is noted apart and never mixed in."""
        if part.kind.startswith("message/"):
            self.enclosed(part)
            return _Body()
        if part.parts:
            bodies = [self.read(child) for child in part.parts]
            return _best(bodies) if part.kind == "multipart/alternative" else _joined(bodies)
        if part.is_calendar:
            self.meeting(part)
        elif part.kind in {"text/x-delivery-status", "text/rfc822-headers"}:
            self.report(_text(part))
        elif part.kind.startswith("text/") and not part.attached:
            return self.words(part)
        self.name(part)
        return _Body()

    def words(self, part: Entity) -> _Body:
        """Readable text of a text part; HTML that calls itself plain is HTML."""
        text = _text(part)
        if part.kind == "text/html" or looks_like_html(text):
            page: Readable = readable(text)
            self.links += page.links
            return _Body(tidy(page.text))
        flowed = part.parameters.get("format") == "flowed"
        delsp = flowed and part.parameters.get("delsp", "").lower() == "yes"
        return _Body(plain(text, flowed=flowed, delsp=delsp), is_plain=True, hard_breaks=not flowed)

    def meeting(self, part: Entity) -> None:
        """Read a calendar; one that comes twice, as part and as attachment, counts once."""
        method = part.parameters.get("method", "")
        for event in calendar_events(part.octets(), method if _PLAIN_WORD.fullmatch(method) else None):
            if event not in self.calendar:
                self.calendar.append(event)

    def enclosed(self, part: Entity) -> None:
        """Note the main fields and the text of an enclosed message; its own attachments and calendar are not ours."""
        for message in part.parts[:1]:
            inner = _Found()
            body = inner.read(message)
            stated = {key: headers.only_ascii(value) for key, value in reversed(message.fields)}
            named = [
                f"{name}: {headers.one_line(headers.words(stated[name.lower()]), 300)}"
                for name in _FORWARDED_FIELDS
                if name.lower() in stated
            ]
            self.forwarded.append("\n".join((*named, "", body.text, *inner.forwarded)).strip())
            self.enclosed_ids += headers.message_ids(stated.get("message-id", ""))[:1]

    def report(self, text: str) -> None:
        """Keep a delivery report, and the id of the message it is about where it quotes that message's header."""
        self.reports.append(text)
        about = re.search(r"^message-id:\s*(<\S{1,250}>)", text, re.IGNORECASE | re.MULTILINE)
        self.enclosed_ids += headers.message_ids(about[1]) if about else ()

    def name(self, part: Entity) -> None:
        """Note the file name of a part, if it has one."""
        name = headers.one_line(headers.words(part.name), headers.NAME_LIMIT)
        if name:
            self.attachments.append(name)

    def failed_recipients(self, kept: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
        """The addresses a delivery report names as failed."""
        named = [
            a for key, value in kept if key == "x-failed-recipients" for a in re.split(r"[\s,<>]+", value) if "@" in a
        ]
        return tuple(dict.fromkeys(a.lower() for a in (*named, *_FAILED_RECIPIENT.findall("\n".join(self.reports)))))[
            :50
        ]


def _text(part: Entity) -> str:
    return headers.decode(part.octets(), part.charset)


def _best(bodies: list[_Body]) -> _Body:
    """The plain alternative, unless it is empty or merely points to the HTML one."""
    told = [body for body in bodies if body.text]
    words = next((body for body in told if body.is_plain), None)
    page = next((body for body in reversed(told) if not body.is_plain), None)
    if words is None or page is None:
        return words or page or _Body()
    return page if prefer_html(words.text, page.text) else words


def _joined(bodies: list[_Body]) -> _Body:
    """The texts of parts that follow one another; one that only repeats another is left out."""
    told: list[_Body] = []
    for body in bodies:
        if body.text and not any(body.text in other.text for other in told):
            told.append(body)
    is_plain = all(body.is_plain for body in told)
    return _Body("\n\n".join(b.text for b in told), is_plain, bool(told) and all(b.hard_breaks for b in told))


__all__ = ["DISGUISED", "fingerprint", "parse"]
