"""The few headers by which a draft or a sent message is recognised: syntax only, no meaning, and never an error."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime

from agent.ports import Box, Seen

HEADER_LIMIT = 64 * 1024
"""So many bytes of header are looked at; what recognises a message stands near the top."""
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>")
_RECIPIENTS = ("To", "Cc", "Bcc")
_FIELD_LIMIT = 16 * 1024


def seen(box: Box, uidvalidity: int, uid: int, raw: bytes, digest: str | None) -> Seen:
    """What is known of a message from its bytes, or from its header alone. Addresses are in lower case."""
    header = _header(raw)
    ids = _ids(header, "Message-ID")
    return Seen(
        box,
        uidvalidity,
        uid,
        message_id=ids[0] if ids else None,
        in_reply_to=_ids(header, "In-Reply-To"),
        references=_ids(header, "References"),
        to=_recipients(header),
        sent_at=_date(header),
        digest=digest,
    )


def date_of(raw: bytes) -> datetime | None:
    """The Date header as an aware instant, for servers that do not know when a message came."""
    return _date(_header(raw))


def _header(raw: bytes) -> Message:
    head = raw[:HEADER_LIMIT].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return BytesHeaderParser().parsebytes(head + b"\n\n")


def _fields(header: Message, name: str) -> list[str]:
    return [str(value)[:_FIELD_LIMIT] for value in header.get_all(name, [])]


def _ids(header: Message, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_MESSAGE_ID.findall(" ".join(_fields(header, name)))))


def _recipients(header: Message) -> tuple[str, ...]:
    pairs = getaddresses([field for name in _RECIPIENTS for field in _fields(header, name)])
    return tuple(dict.fromkeys(address.lower() for _, address in pairs if "@" in address))


def _date(header: Message) -> datetime | None:
    for field in _fields(header, "Date")[:1]:
        try:
            date = parsedate_to_datetime(field)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        return date if date.tzinfo else date.replace(tzinfo=UTC)
    return None
