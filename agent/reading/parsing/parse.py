"""Bytes of one message in, `Message` out; or `Unreadable` with a plain reason. Nothing in a mail makes it raise.

The order: size limits on the bytes (`guards`), mail-parser on what is left, then text, calendar and header fields into
our own frozen values. Says nothing of what the message means, beyond whether a machine wrote it (`automated`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message as Part
from functools import lru_cache, partial

import mailparser
from mailparser import core, dates, utils

from agent.reading.message import CalendarEvent, Message
from agent.reading.model import Address, Automated, Envelope, Unreadable
from agent.reading.parsing import headers
from agent.reading.parsing.automated import automated
from agent.reading.parsing.calendar import calendar_events
from agent.reading.parsing.guards import (
    Failure,
    attempt,
    bounded,
    bounded_fields,
    file_name,
    is_attachment,
    is_calendar,
)
from agent.reading.parsing.html import LINK_LIMIT, Readable, looks_like_html, readable
from agent.reading.parsing.quotation import separate
from agent.reading.parsing.text import links, plain, prefer_html, tidy, unwrapped

# mail-parser logs a warning for every odd part, with the mail's own words in it; defects are recorded here instead.
core.log.disabled = utils.log.disabled = True

_FORWARD_SUBJECT = re.compile(r"^\s*(?:fwd?|wg|tr|rv|doorst|i)\s?:", re.IGNORECASE)
_FAILED_RECIPIENT = re.compile(
    r"^(?:final|original)-recipient:\s*[\w-]+\s*;\s*<?([^\s<>]{3,320})>?", re.IGNORECASE | re.MULTILINE
)
DISGUISED = "hidden characters in the sender's name"
"""The defect of a From whose display name or address holds characters made to deceive the eye."""

_SHORT_FIELD = 200
"""Characters of a field of addresses that is remembered with what was found in it."""

_FORWARDED_FIELDS = ("From", "Date", "To", "Subject")


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
    envelope = attempt(lambda: _envelope(_header_alone(unix), _Found(), name, received_at))
    return None if isinstance(envelope, Failure) or envelope.sender is None else envelope


def _unix(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in raw else raw


def _message(unix: bytes, name: str, received_at: datetime, *, truncated: bool) -> Message:
    small = bounded(unix, name)
    mail = mailparser.parse_from_bytes(small.raw)
    kept = _headers(mail.message)
    found = _Found()
    body = found.read(mail.message)
    envelope = _envelope(_Header(mail.message, _parsed_in(mail), mail.date, mail.timezone), found, name, received_at)
    parts = separate(body.text, forwards=_FORWARD_SUBJECT.match(envelope.subject) is not None)
    written = next((headers.words(value) for key, value in mail.message.raw_items() if key.lower() == "from"), "")
    disguised = (DISGUISED,) if headers.disguised(written[:1000]) else ()
    defects = (*small.defects, *sorted(map(str, mail.defects_categories)), *found.defects, *disguised)
    return Message(
        envelope=envelope,
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


def _headers(part: Part) -> tuple[tuple[str, str], ...]:
    """The fields that are left, decoded, in their order."""
    return tuple((name.lower(), _decoded(value)) for name, value in part.raw_items())


def _decoded(value: object) -> str:
    return headers.clean(headers.words(value)).strip()


@dataclass(frozen=True, slots=True)
class _Header:
    """The header of a message, and what mail-parser makes of it: the addresses in a field, the Date and its offset."""

    part: Part
    parsed: Callable[[str], Iterable[Sequence[object]]]
    date: datetime | None
    offset: object

    def people(self, name: str) -> tuple[Address, ...]:
        """The addresses in a field."""
        return headers.addresses(self.parsed(name), self.part.get(name, ""))


def _parsed_in(mail: mailparser.MailParser) -> Callable[[str], Iterable[Sequence[object]]]:
    """What mail-parser found in the fields of addresses of a message it has parsed."""
    return lambda name: getattr(mail, "from_" if name == "from" else name.replace("-", "_")) or ()


def _header_alone(unix: bytes) -> _Header:
    """The header of a message whose body is not parsed: mail-parser is asked about single fields only."""
    end = unix.find(b"\n\n")
    part = Part()
    for name, value in bounded_fields(unix[:end] if end >= 0 else unix):
        part.set_raw(name.decode("ascii", "surrogateescape"), value.decode("ascii", "surrogateescape"))
    date = next((value for name, value in part.raw_items() if name == "date"), None)
    told = dates.parse_mail_date(date)
    return _Header(part, partial(_parsed_alone, part), told.value, told.timezone)


def _parsed_alone(part: Part, name: str) -> Iterable[Sequence[object]]:
    value = part.get(name)
    if isinstance(value, str) and len(value) <= _SHORT_FIELD:
        return _addresses_in(value)
    return _addresses_in.__wrapped__(value) if value else ()


@lru_cache(maxsize=512)
def _addresses_in(value: str) -> tuple[tuple[str, str], ...]:
    """What mail-parser finds in a field of addresses; most mail of a mailbox is to the same few."""
    found = utils.get_addresses(value, decode_names=True)
    return tuple(("" if shown == address else shown, address) for shown, address in found if address)


def _envelope(header: _Header, found: _Found, name: str, received_at: datetime) -> Envelope:
    part = header.part
    written = {key.lower(): value for key, value in reversed(list(part.raw_items()))}

    def told(key: str) -> str:
        return _decoded(written[key]) if key in written else ""

    sender = next(iter((*header.people("from"), *headers.addresses((), part.get("sender", "")))), None)
    subject = headers.one_line(told("subject"), headers.SUBJECT_LIMIT)
    reply_to = header.people("reply-to")
    sign = automated(told, sender, reply_to, subject)
    references = headers.message_ids(part.get("references", ""))
    return Envelope(
        fingerprint=name,
        received_at=received_at,
        sent_at=headers.sent_at(header.date, header.offset, part.get("date", "")),
        message_id=next(iter(headers.message_ids(part.get("message-id", ""))), None),
        in_reply_to=headers.message_ids(part.get("in-reply-to", "")),
        # A delivery report seldom says what it answers, but it encloses the message that came back.
        references=references or (tuple(found.enclosed_ids) if sign is Automated.BOUNCE else ()),
        sender=sender,
        reply_to=reply_to,
        to=header.people("to"),
        cc=header.people("cc"),
        subject=subject,
        automated=sign,
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

    def read(self, part: Part) -> _Body:
        """The text of a part; a message enclosed in it is noted apart and never mixed in."""
        kind = part.get_content_type()
        if kind.startswith("message/"):
            self.enclosed(part)
            return _Body()
        if part.is_multipart():
            bodies = [self.read(child) for child in _children(part)]
            return _best(bodies) if kind == "multipart/alternative" else _joined(bodies)
        if is_calendar(part):
            self.meeting(part)
        elif kind in {"text/x-delivery-status", "text/rfc822-headers"}:
            self.report(_text(part))
        elif kind.startswith("text/") and not is_attachment(part):
            return self.words(part, kind)
        self.name(part)
        return _Body()

    def words(self, part: Part, kind: str) -> _Body:
        """Readable text of a text part; HTML that calls itself plain is HTML."""
        text = _text(part)
        if kind == "text/html" or looks_like_html(text):
            page: Readable = readable(text)
            self.links += page.links
            return _Body(tidy(page.text))
        flowed = "flowed" in str(part.get("content-type", "")) and part.get_param("format") == "flowed"
        delsp = flowed and str(part.get_param("delsp", "")).lower() == "yes"
        return _Body(plain(text, flowed=flowed, delsp=delsp), is_plain=True, hard_breaks=not flowed)

    def meeting(self, part: Part) -> None:
        """Read a calendar; one that comes twice, as part and as attachment, counts once."""
        method = part.get_param("method")
        for event in calendar_events(_octets(part), method if isinstance(method, str) else None):
            if event not in self.calendar:
                self.calendar.append(event)

    def enclosed(self, part: Part) -> None:
        """Note the main fields and the text of an enclosed message; its own attachments and calendar are not ours."""
        for message in _children(part)[:1]:
            inner = _Found()
            body = inner.read(message)
            named = [
                f"{name}: {headers.one_line(headers.words(message[name]), 300)}"
                for name in _FORWARDED_FIELDS
                if name in message
            ]
            self.forwarded.append("\n".join((*named, "", body.text, *inner.forwarded)).strip())
            self.enclosed_ids += headers.message_ids(message.get("message-id", ""))[:1]

    def report(self, text: str) -> None:
        """Keep a delivery report, and the id of the message it is about where it quotes that message's header."""
        self.reports.append(text)
        about = re.search(r"^message-id:\s*(<\S{1,250}>)", text, re.IGNORECASE | re.MULTILINE)
        self.enclosed_ids += headers.message_ids(about[1]) if about else ()

    def name(self, part: Part) -> None:
        """Note the file name of a part, if it has one."""
        name = headers.one_line(headers.words(file_name(part)), headers.NAME_LIMIT)
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


def _children(part: Part) -> list[Part]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Part)] if isinstance(payload, list) else []


def _octets(part: Part) -> bytes:
    payload = attempt(lambda: part.get_payload(decode=True))
    return payload if isinstance(payload, bytes) else b""


def _text(part: Part) -> str:
    label = attempt(part.get_content_charset)
    return headers.decode(_octets(part), label if isinstance(label, str) else None)


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
