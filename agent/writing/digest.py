"""Tells whether a draft on the server is still the one we placed: a digest of what a person would see changed.

It covers Subject, the recipients and the text, and not how they are encoded, folded or ordered, which servers change.
Anything that cannot be read so is digested as it is, and then simply is not ours: a doubt keeps a draft untouched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from hashlib import sha256

LONGEST_READ = 262_144
"""Octets up to which a draft is taken apart; ours are far smaller, so a larger one is not ours."""

LONGEST_HEADER = 8_192

_COVERED = ("Subject", "To", "Cc", "Bcc", "Reply-To")


def draft_digest(raw: bytes) -> str:
    """SHA-256 (hex) over the normalised Subject, recipients and text of a draft; total on any bytes."""
    return sha256(_seen(raw)).hexdigest()


def draft_text(raw: bytes) -> str:
    """The words of a draft we composed, to compare another with; total on any bytes."""
    try:
        payload = message_from_bytes(raw[:LONGEST_READ]).get_payload(decode=True)
    except (MessageError, LookupError, ValueError, RecursionError, AttributeError, TypeError):
        return ""
    return _normalised(payload.decode("utf-8", "replace")) if isinstance(payload, bytes) else ""


def _seen(raw: bytes) -> bytes:
    if len(raw) > LONGEST_READ:
        return raw
    try:
        message = message_from_bytes(raw)
        lines = [*_headers(message), *_parts(message)]
    except (MessageError, LookupError, ValueError, RecursionError, AttributeError, TypeError):
        return raw
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _headers(message: Message) -> Iterator[str]:
    for name in _COVERED:
        found = [str(v) for v in message.get_all(name, [])]
        if any(len(v) > LONGEST_HEADER for v in found):
            raise ValueError(name)
        unfolded = [re.sub(r"\r?\n(?=[ \t])", "", v) for v in found]
        yield f"{name}: {_subject(unfolded) if name == 'Subject' else _addresses(unfolded)}"


def _subject(found: list[str]) -> str:
    return " | ".join(_decoded(v) for v in found)


def _addresses(found: list[str]) -> str:
    return ", ".join(f"{_decoded(name)} <{address.lower()}>" for name, address in getaddresses(found))


def _decoded(value: str) -> str:
    """A header value in Unicode, white space collapsed."""
    parts = decode_header(value)
    text = "".join(p if isinstance(p, str) else p.decode(charset or "ascii", "replace") for p, charset in parts)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _parts(message: Message) -> Iterator[str]:
    """Each leaf of the message with its type: a draft that became HTML or got an attachment is no longer ours."""
    for part in message.walk():
        if part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        octets = payload if isinstance(payload, bytes) else b""
        charset = part.get_content_charset() or "ascii"
        yield f"{part.get_content_type()} {part.get_filename('')}"
        yield _normalised(octets.decode(charset if charset != "us-ascii" else "ascii", "replace"))


def _normalised(text: str) -> str:
    """Line ends unified, trailing white space and empty lines at the end gone."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n")
