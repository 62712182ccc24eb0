"""A cheap gate over raw bytes: whether a message could concern a job at all, so that a first scan takes seconds.

It may let through what is of no interest, and must not hold back what is: whatever cannot be judged cheaply passes.
Parses nothing; a message that passes is read properly by `parse`.
"""

from __future__ import annotations

import binascii
import hashlib
import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from html.entities import codepoint2name

from ahocorasick_rs import BytesAhoCorasick, Implementation

from agent.reading.parsing.headers import message_ids
from agent.reading.parsing.headers import words as decoded_words

_SPACED = bytes.maketrans(b"\t\n\r", b"   ")
"""A phrase may be broken over two lines."""
_WIDE = (b"  ", b"\n ", b" \n", b"\t")
"""Where any of these stands, a phrase may be stretched over more than one octet of space."""

_HEX_START = re.compile(rb"[0-9a-f]{2}")
_VALUE = rb":[^\n]*(?:\n[ \t][^\n]*)*"
_FIELD = re.compile(
    rb"\n(references|in-reply-to|from|subject|sender|reply-to|content-type|content-transfer-encoding)" + _VALUE
)
_ANSWERS = frozenset({b"references", b"in-reply-to"})
_SPEAKING = frozenset({b"subject", b"from", b"sender", b"reply-to", b"content-type", b"content-transfer-encoding"})
"""The fields worth looking into beside the body: names of hosts and signatures on the way say nothing."""

_FIELD_REACH = 16_000
_ADDRESS = re.compile(rb"[^\s<>\"'(),;:]{1,128}@[^\s<>\"'(),;:]{1,253}")
_BASE64 = re.compile(rb"^content-transfer-encoding:\s*base64", re.MULTILINE)
_TEXT_TYPE = re.compile(rb"^content-type:\s*text/", re.MULTILINE)
_ANY_TYPE = re.compile(rb"^content-type:", re.MULTILINE)
_PASSED = (b"text/calendar", b"vcalendar", b".ics", b"utf-16", b"utf-32", b"utf-7", b"uuencode")
"""Signs that pass by themselves: a meeting, or an encoding that is too rare to be undone here."""

_PART_HEADER_REACH = 2000
_HASH_DIGITS = 16
_LARGEST = 8 * 2**20
"""Octets from which a message passes unread: looking for words would take more memory than it saves time."""

_BEGINNING = 4096
"""Octets of a message that are looked at before the whole is."""

_BASE64_PARTS = 100
"""Parts worth undoing here; a message with more is left to the reader proper."""


def thread_hash(message_id: str) -> str:
    """The name under which a message id is remembered: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(message_id.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]


def thread_of(raw: bytes) -> tuple[str, ...]:
    """The hashed ids of the messages this one answers, as In-Reply-To and References name them."""
    return _thread(_fields(_header(_unix(raw))))


class Sieve:
    """The gate for a list of words. Words are found anywhere, inside longer words as well, in any case of letters.

    All words are looked for at once (Aho and Corasick), so that their number costs nothing.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words in any case; words with letters beyond ASCII are looked for in the common encodings."""
        needed = sorted({form for word in words if word.strip() for form in _spellings(" ".join(word.lower().split()))})
        self._words = BytesAhoCorasick([*needed, *_PASSED], implementation=Implementation.DFA)
        self._swallowed = [w for w in needed if _HEX_START.match(w)]

    def passes(self, raw: bytes, threads: AbstractSet[str], contacts: AbstractSet[str]) -> bool:
        """Whether to read this message: it has a word or a calendar, answers a known thread, or is from a contact.

        `threads` are hashes as of `thread_hash`, `contacts` addresses in lower case.
        """
        if len(raw) > _LARGEST:
            return True
        raw = _unix(raw)
        header = _header(raw)
        fields = _fields(header)
        if contacts and not contacts.isdisjoint(_senders(fields)):
            return True
        if threads and not threads.isdisjoint(_thread(fields)):
            return True
        speaking = [value for name, value in fields if name in _SPEAKING]
        return self._speaks(b"\n".join((*speaking, raw[len(header) :])), speaking)

    def _speaks(self, spoken: bytes, fields: list[bytes]) -> bool:
        """Whether a word occurs, as it stands or once the encodings are undone."""
        lowered = spoken.lower()
        if b"quoted-printable" not in lowered and self._has_word(lowered[:_BEGINNING]):
            return True  # most mail that passes does so for its first words
        if b"quoted-printable" in lowered:
            # Undoing takes `=ac` for one octet, so words that begin like one are looked for in what is not undone too.
            if self._has_word(binascii.a2b_qp(spoken).lower()) or any(w in lowered for w in self._swallowed):
                return True
        elif self._has_word(lowered):
            return True
        encoded = (_undone(value) for value in fields if b"=?" in value)
        parts = lowered.count(b"base64")
        if parts > _BASE64_PARTS:
            return True
        texts = _base64_texts(spoken, lowered) if parts else ()
        return any(self._has_word(text) for text in (*encoded, *texts))

    def _has_word(self, lowered: bytes) -> bool:
        # What stands in a text stands in it as well once every stretch of space is one blank.
        wide = any(gap in lowered for gap in _WIDE)
        return bool(
            self._words.find_matches_as_indexes(b" ".join(lowered.split()) if wide else lowered.translate(_SPACED))
        )


def _spellings(word: str) -> Iterable[bytes]:
    """A word as octets: as it is, and with other letters as UTF-8, Latin-1 or an HTML entity, in either case."""
    if word.isascii():
        return (word.encode(),)
    raised = "".join(c if c.isascii() else c.upper() for c in word)
    entity = "".join(f"&{codepoint2name[ord(c)]};" if ord(c) in codepoint2name else c for c in word)
    forms = [form.encode() for form in (word, raised, entity.lower())]
    forms += [form.encode("latin-1", "replace") for form in (word, raised)]
    # bytes.lower() leaves octets beyond ASCII alone, so each spelling is lowered in the same way.
    return [form.lower() for form in forms if b"?" not in form]


def _unix(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n") if b"\r\n" in raw else raw


def _header(raw: bytes) -> bytes:
    end = raw.find(b"\n\n")
    return raw[:end] if end >= 0 else raw


def _fields(header: bytes) -> list[tuple[bytes, bytes]]:
    """The fields that matter here: the name in lower case, and the field as it stands, name and folds included."""
    # The bytes searched begin one octet before the header, so that every field follows a line end.
    found = _FIELD.finditer(b"\n" + header.lower())
    return [(match[1], header[match.start() : match.end() - 1][:_FIELD_REACH]) for match in found]


def _thread(fields: list[tuple[bytes, bytes]]) -> tuple[str, ...]:
    found = (i for name, value in fields if name in _ANSWERS for i in message_ids(value.decode("latin-1")))
    return tuple(dict.fromkeys(thread_hash(i) for i in found))


def _senders(fields: list[tuple[bytes, bytes]]) -> list[str]:
    found = (a for name, value in fields if name == b"from" for a in _ADDRESS.findall(value))
    return [address.decode("utf-8", "replace").lower() for address in found]


def _undone(value: bytes) -> bytes:
    """A field with its encoded words undone, in lower case."""
    return decoded_words(value.decode("latin-1")).lower().encode("utf-8", "replace")


def _base64_texts(raw: bytes, lowered: bytes) -> Iterable[bytes]:
    """The decoded text parts that are base64, in lower case; a part that cannot be decoded yields what can be."""
    for match in _BASE64.finditer(lowered):
        before = max(lowered.rfind(b"\n--", 0, match.start()), lowered.rfind(b"\n\n", 0, match.start()), 0)
        start = lowered.find(b"\n\n", match.end())
        header = lowered[max(before, match.start() - _PART_HEADER_REACH) : max(start, match.end())]
        if start >= 0 and (_TEXT_TYPE.search(header) or not _ANY_TYPE.search(header)):
            end = lowered.find(b"\n--", start)
            yield _unbase64(raw[start : end if end >= 0 else len(raw)])


def _unbase64(body: bytes) -> bytes:
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
    whole = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4)).lower()
