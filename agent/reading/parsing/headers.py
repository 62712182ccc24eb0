"""The header of a message, decoded: who, to whom, when, in which thread. Every function here is total.

Takes what mail-parser made of the (bounded) header and turns it into clean values. Does not judge what they mean: that
is `automated` and `trust`; and does not limit how much header there is: that is `guards`.
"""

from __future__ import annotations

import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from agent.reading.model import Address

ADDRESS_LIMIT = 200
"""Most addresses kept of one header field."""

ID_LIMIT = 20
"""Most message ids kept of one header field: the first, which names the thread, and the last ones."""

NAME_LIMIT = 200
"""Longest display name or subject part worth keeping, in characters."""

SUBJECT_LIMIT = 500
"""Longest subject kept, in characters; RFC 5322 allows a line 998 octets, people stop at a tenth of that."""

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>")
_ADDRESS = re.compile(r"[^\s<>\"'(),;:@\[\]]{1,128}@[^\s<>\"'(),;:@\[\]]{1,253}")
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,16000})\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]+")
"""Those of them that are ASCII."""

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_WEDGED = re.compile("(?<=[A-Za-z@.])[\u200b-\u200d\u2060\ufeff](?=[A-Za-z@.])")
_SURROGATE = re.compile("[\ud800-\udfff]")

_HOSTILE_CODECS = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape"}
)
"""Codecs that are no charset of a mail, or take quadratic time (`idna`, `punycode`)."""

_WEB_SENSE = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What a label means in practice (WHATWG Encoding Standard, §4.2): the superset that senders really use."""


def charset(label: str | None) -> str | None:
    """The codec a charset label stands for, or None when it names no charset of text."""
    try:
        codec = codecs.lookup((label or "").strip(" '\"").encode("ascii", "ignore").decode()[:40])
    except (LookupError, ValueError):
        return None
    is_text = getattr(codec, "_is_text_encoding", True)
    return _WEB_SENSE.get(codec.name, codec.name) if is_text and codec.name not in _HOSTILE_CODECS else None


def decode(octets: bytes, label: str | None) -> str:
    """Text of octets: by the label unless UTF-8 fits where a label of the Latin kind stands; never fails.

    A label `us-ascii` or `iso-8859-1` over UTF-8 octets is common, the opposite does not happen by chance.
    """
    codec = charset(label)
    likely = ("utf-8", codec) if codec in {None, "cp1252", "cp1254"} else (codec, "utf-8")
    for candidate in likely:
        try:
            return octets.decode(candidate or "utf-8")
        except (UnicodeError, LookupError):
            continue
    return _decode_broken(octets, codec)


def _decode_broken(octets: bytes, codec: str | None) -> str:
    """Text of octets that fit no charset: UTF-8 with gaps when most of it is, else the label's with gaps."""
    patched = octets.decode("utf-8", "replace")
    foreign = sum(1 for letter in patched if letter > "\x7f")
    if patched.count("\ufffd") * 2 <= foreign:
        return patched
    return octets.decode(codec if codec not in {None, "utf-8"} else "cp1252", "replace")


def clean(text: str) -> str:
    """Text in NFC without control, bidirectional and zero-width characters; line ends and tabs stay."""
    if text.isascii():
        return text if text.isprintable() else _CONTROL.sub("", text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text)))


def disguised(text: str) -> bool:
    """Whether a name holds characters that serve to deceive the eye: the direction turned, or nothing wedged in.

    Names in scripts written from right to left turn the direction honestly, and words of a few languages need joiners.
    """
    if _WEDGED.search(text):
        return True
    return _TURNING.search(text) is not None and not any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)


def one_line(text: str, limit: int) -> str:
    """Clean text on one line with single blanks, cut at `limit` characters."""
    return _BLANKS.sub(" ", clean(text[: limit * 20])).strip()[:limit]


def words(value: object) -> str:
    """A header field's text with its encoded words (RFC 2047) undone; what cannot be undone stays as it stands."""
    text = _octets_as_text(str(value))
    if "=?" not in text:
        return text
    joined = _BETWEEN_WORDS.sub(r"\1", text)
    out: list[str] = []
    end, pending = 0, (b"", "")
    for match in _ENCODED_WORD.finditer(joined):
        octets, label = _encoded_word(match), match[1].partition("*")[0].lower()
        if match.start() != end or label != pending[1]:
            out += [decode(*pending), joined[end : match.start()]]
            pending = (b"", label)
        # A character may be cut in two between words of one charset, so their octets are joined before decoding.
        pending, end = (pending[0] + octets, label), match.end()
    return "".join((*out, decode(*pending), joined[end:]))


def _octets_as_text(text: str) -> str:
    """Undo the surrogates by which the standard library carries octets beyond ASCII."""
    if text.isascii():
        return text
    return decode(text.encode("utf-8", "surrogateescape" if _only_escapes(text) else "replace"), None)


def only_ascii(text: str) -> str:
    """Text with a sign of replacement for every octet beyond ASCII."""
    return text.encode("ascii", "surrogateescape").decode("ascii", "replace")


def _only_escapes(text: str) -> bool:
    return all("\udc80" <= found <= "\udcff" for found in _SURROGATE.findall(text))


def _encoded_word(match: re.Match[str]) -> bytes:
    payload = match[3].encode("ascii", "ignore")
    if match[2] in "qQ":
        return binascii.a2b_qp(payload, header=True)
    letters = payload.rstrip(b"=")
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return match[0].encode()


def message_ids(value: object) -> tuple[str, ...]:
    """The well-formed ids of a field, in order, without repetition; of many, the first and the last ones."""
    found = tuple(dict.fromkeys(_MESSAGE_ID.findall(str(value))))
    return found if len(found) <= ID_LIMIT else (found[0], *found[1 - ID_LIMIT :])


def addresses(parsed: Iterable[Sequence[object]], value: object) -> tuple[Address, ...]:
    """The addresses mail-parser found in a field; when it found none, the one address the field plainly contains."""
    found = tuple(a for name, spec in parsed if (a := _address(str(name), str(spec))) is not None)
    if not found and len(bare := set(_ADDRESS.findall(words(value)[:1000]))) == 1:
        only = _address("", bare.pop())
        found = (only,) if only is not None else ()
    return found[:ADDRESS_LIMIT]


def _address(name: str, spec: str) -> Address | None:
    spec = one_line(_octets_as_text(spec), 320)
    local, at, domain = spec.rpartition("@")
    if not (at and local and domain) or " " in spec:
        return None
    shown = one_line(_octets_as_text(name), NAME_LIMIT).strip("'\" ")
    return Address("" if shown.lower() == spec.lower() else shown, f"{local}@{domain.lower().rstrip('.')}")


def sent_at(date: datetime | None, offset: object, value: object) -> datetime | None:
    """The Date with its own offset; mail-parser's reading first, then the standard library's laxer one, else None."""
    if date is not None:
        try:
            return date.astimezone(timezone(timedelta(hours=float(str(offset)))))
        except (ValueError, OverflowError):
            return None
    try:
        lax = parsedate_to_datetime(str(value)[:200])
        return lax if lax.tzinfo is not None and lax.astimezone(UTC) is not None else None
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
