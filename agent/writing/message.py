"""The bytes of a draft: a small text/plain message, ASCII on the wire, the same on every version of Python.

The headers are spelled here and not by `email.message.EmailMessage`: its folding writes encoded words far beyond
RFC 2047's 75 characters once lines may be long, encodes long message ids when they may not, and lets a subject that
looks like an encoded word decode into line breaks. Nothing is decided here, and nothing of a mail is trusted.
"""

from __future__ import annotations

import re
from base64 import b64encode
from binascii import b2a_qp
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.utils import format_datetime
from hashlib import sha256

from agent.reading import Address
from agent.writing.cleaning import one_line
from agent.writing.names import LONGEST_NAME

_WORD_OCTETS = 45
"""UTF-8 octets per encoded word: 60 characters of base64 and 12 around them stay below 75 (RFC 2047 §2)."""

_LINE_OCTETS = 76
_MAILBOX = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
)
_LONGEST_ADDRESS = 254
_NOT_A_NAME = re.compile(r'[@<>"]')


@dataclass(frozen=True, slots=True)
class Letter:
    """All that goes into the bytes; `references` ends with the id answered, `in_reply_to` is that id or None."""

    sender: Address
    to: Address
    subject: str
    text: str
    date: datetime
    message_id: str
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()


def wire(letter: Letter) -> bytes:
    """The message as bytes: 7-bit, CRLF line ends, a final CRLF. Addresses must be `mailable`."""
    encoding, body = _body(letter.text)
    lines = [f"{name}: {value}" for name, value in _headers(letter)]
    lines += [
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="utf-8"',
        f"Content-Transfer-Encoding: {encoding}",
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def mailable(address: str) -> str | None:
    """The address as it may stand in a header, its domain in ASCII (IDNA), or None if mail cannot carry it so."""
    local, _, domain = address.rpartition("@")
    try:
        ascii_address = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return None
    fits = len(ascii_address) <= _LONGEST_ADDRESS and _MAILBOX.fullmatch(ascii_address)
    return ascii_address if fits else None


def message_id_of(occasion: str, sender: str) -> str:
    """The one Message-ID of an occasion, at the sender's domain: the same whenever asked, and it names no tool.

    The sender's address is hashed in, for two users of one provider may have the same occasion.
    """
    token = sha256(f"{occasion}\n{sender}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"<{token}@{sender.rpartition('@')[2]}>"


def display_name(name: str) -> str:
    """A name fit for a header: one line, at most 64 characters; empty if it could be taken for an address."""
    line = one_line(name).strip("'\" ")
    return "" if _NOT_A_NAME.search(line) else line[:LONGEST_NAME].strip()


def _headers(letter: Letter) -> Iterator[tuple[str, str]]:
    yield "From", _mailbox(letter.sender)
    yield "To", _mailbox(letter.to)
    yield "Subject", _unstructured(one_line(letter.subject))
    yield "Date", format_datetime(letter.date)
    yield "Message-ID", letter.message_id
    if letter.in_reply_to:
        yield "In-Reply-To", letter.in_reply_to
    if letter.references:
        yield "References", " ".join(letter.references)


def _mailbox(address: Address) -> str:
    """One mailbox: the name quoted or encoded as it needs, then the address in angle brackets."""
    name, spec = display_name(address.name), mailable(address.address) or ""
    if not name:
        return spec
    if _must_encode(name):
        return f"{_encoded_words(name)}\r\n <{spec}>"
    return str(HeaderAddress(name, addr_spec=spec))


def _unstructured(text: str) -> str:
    return _encoded_words(text) if _must_encode(text) else text


def _must_encode(text: str) -> bool:
    """Whether plain text would be read as something else: beyond ASCII, or looking like an encoded word already."""
    return not text.isascii() or "=?" in text


def _encoded_words(text: str) -> str:
    """RFC 2047 words of at most 75 characters, each decoding by itself, one on a line."""
    words, chunk = [], ""
    for character in text:
        if len((chunk + character).encode()) > _WORD_OCTETS:
            words.append(chunk)
            chunk = ""
        chunk += character
    words.append(chunk)
    return "\r\n ".join(f"=?utf-8?B?{b64encode(w.encode()).decode('ascii')}?=" for w in words)


def _body(text: str) -> tuple[str, bytes]:
    """The transfer encoding and the encoded text: as it is where that is safe, else the shorter of the two others."""
    unix = "\n".join(text.splitlines()).rstrip("\n") + "\n"
    octets = unix.encode()
    if unix.isascii() and all(len(line) <= _LINE_OCTETS and not line.startswith("From ") for line in unix.split("\n")):
        return "7bit", octets.replace(b"\n", b"\r\n")
    quoted = b2a_qp(octets).replace(b"\n", b"\r\n")
    if len(quoted) <= len(octets) * 4 // 3 + len(octets) // 50:
        return "quoted-printable", quoted
    plain = b64encode(octets.replace(b"\n", b"\r\n"))
    return "base64", b"\r\n".join(plain[i : i + _LINE_OCTETS] for i in range(0, len(plain), _LINE_OCTETS)) + b"\r\n"
