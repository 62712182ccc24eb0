"""Size limits, kept on the raw bytes before any parser sees them: what is over a limit is cut, and the cut recorded.

Gives a smaller message with the same structure: only the header fields reading looks at, text and calendar parts up to
their caps, attachments by name alone. Every loop here is bounded by the size of the message, whatever it contains.
Decodes nothing and understands no text. The limits are those at which parsers were measured to stay quick
(128 kB header block, 16 kB field, 100 parts, depth 20); a message within them loses nothing that reading needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message as Part
from typing import TypeVar

from agent.reading.parsing.headers import charset

MESSAGE_LIMIT = 32 * 2**20
"""Octets of a message looked at; the mailstore's own cap is below it."""

HEADER_BLOCK_LIMIT = 128 * 1024
FIELD_LIMIT = 16 * 1024
PART_HEADER_LIMIT = 16 * 1024
CONTENT_FIELD_LIMIT = 4096
PART_LIMIT = 100
DEPTH_LIMIT = 20
TEXT_LIMIT = 512 * 1024
"""Octets kept of one text part, still encoded."""

ALL_TEXT_LIMIT = 2 * 2**20
CALENDAR_LIMIT = 256 * 1024
REPORT_LIMIT = 16 * 1024
"""Octets kept of a delivery report."""

_CANDIDATES = 10_000
"""Lines that look like a delimiter and are not, before a multipart is given up."""

_FIELDS_KEPT = frozenset(
    b"from sender reply-to to cc subject date message-id in-reply-to references return-path auto-submitted precedence "
    b"authentication-results content-language feedback-id importance organization errors-to user-agent "
    b"x-failed-recipients x-loop x-mailer x-ms-exchange-generated-message-source x-ms-exchange-inbox-rules-loop "
    b"x-originating-client x-report-abuse x-campaign-id x-campaignid x-mailgun-sid x-sg-eid x-ses-outgoing "
    b"x-pm-message-id x-entity-ref-id x-vacation x-mail-autoreply content-type content-disposition "
    b"content-transfer-encoding".split()
)
_PREFIXES_KEPT = (b"x-auto", b"list-", b"x-job", b"x-application", b"x-candidate")
_REPEATED = frozenset({b"authentication-results"})
_PART_FIELDS = (b"content-type", b"content-disposition", b"content-transfer-encoding")
_FIELDS_MOST = 200

_FIELD = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")
_HEADER_END = re.compile(rb"\n(?![!-9;-~]{1,200}[ \t]*:|[ \t])")
_FOLD = re.compile(rb"\n[ \t]+")
_PARAMETERS = ("format", "delsp", "method", "report-type")
_UNQUOTABLE = re.compile(r'["\\\x00-\x1f]')
_PLAIN_PARAMETER = re.compile(r"[A-Za-z0-9-]{1,40}")
_TRUNK = b"content-"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """A library raised; `reason` names the exception's class, never its text, which may quote the mail."""

    reason: str


def attempt(work: Callable[[], T]) -> T | Failure:
    """Run what calls a library on matter from outside: the one place where its exceptions turn into a value."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - libraries raise nearly anything on hostile input; a value comes back
        return Failure(type(error).__name__)


@dataclass(frozen=True, slots=True)
class Bounded:
    """A message within the limits, with LF line ends, and what had to be cut to make it so."""

    raw: bytes
    defects: tuple[str, ...]


def bounded(raw: bytes, seam: str) -> Bounded:
    """Cut a message (line ends LF) down to the limits. `seam` must not be foreseeable by the sender: a digest of `raw`.

    It becomes the delimiter of the multiparts written, so that no text can be taken for one.
    """
    cut = _begun(raw, seam.encode())
    if len(raw) > MESSAGE_LIMIT:
        cut.note("message over 32 MB: the rest is left out")
    fields, body = cut.header(0, len(cut.raw), HEADER_BLOCK_LIMIT)
    for name, value in cut.fields(fields):
        cut.out += (name, b": ", value, b"\n")
    cut.entity(fields, body, len(cut.raw), 0)
    return Bounded(b"".join(cut.out), tuple(dict.fromkeys(cut.defects)))


Fields = list[tuple[bytes, bytes]]


def bounded_fields(head: bytes) -> Fields:
    """The fields of a header (line ends LF) cut down to the limits, but for those that tell what the body is."""
    cut = _begun(head, b"")
    return list(cut.fields(cut.header(0, len(cut.raw), HEADER_BLOCK_LIMIT)[0]))


def _begun(raw: bytes, seam: bytes) -> _Cut:
    """A message at its first field: without what some programs put before it."""
    raw = raw[:MESSAGE_LIMIT].lstrip(b"\xef\xbb\xbf\n\r\t ")
    while raw.startswith((b"From ", b">From ")):
        raw = raw.partition(b"\n")[2]
    return _Cut(raw, seam)


def _kept(fields: Fields) -> Fields:
    """The fields reading looks at: the first of each name; of Authentication-Results the topmost unbroken run.

    What stands below another field may have been written by the sender, so a run of results ends there.
    """
    seen: set[bytes] = set()
    kept: Fields = []
    previous = b""
    for name, value in fields:
        fresh = name not in seen or (name in _REPEATED and previous == name)
        if fresh and (name in _FIELDS_KEPT or name.startswith(_PREFIXES_KEPT)):
            seen.add(name)
            kept.append((name, value))
        previous = name
    return kept[:_FIELDS_MOST]


@dataclass
class _Cut:
    """One message being cut: what is written so far, and the budgets left."""

    raw: bytes
    seam: bytes
    out: list[bytes] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    parts: int = 0
    text: int = 0

    def note(self, defect: str) -> None:
        self.defects.append(defect)

    def header(self, start: int, end: int, limit: int) -> tuple[Fields, int]:
        """The fields of the header that begins at `start`, unfolded, and where the body begins.

        A line that is neither field nor continuation ends the header, blank line or not.
        """
        stop, body = start, start
        if _FIELD.match(self.raw, start, end):
            last = _HEADER_END.search(self.raw, start, end)
            stop = body = last.start() + 1 if last else end
        body += self.raw.startswith(b"\n", body) and body < end
        if stop - start > limit:
            self.note(f"header over {limit // 1024} kB: the rest of it is left out")
            stop = self.raw.rfind(b"\n", start, start + limit) + 1 or start + limit
        lines = _FOLD.sub(b" ", self.raw[start:stop]).replace(b"\0", b"").split(b"\n")
        named = (line.partition(b":") for line in lines)
        return [(name.strip().lower(), value.strip()) for name, colon, value in named if colon], body

    def fields(self, fields: Fields) -> Iterator[tuple[bytes, bytes]]:
        """Those of a message's own fields that are kept, their values within the limit."""
        return ((n, self.field_value(n, value)) for n, value in _kept(fields) if not n.startswith(_TRUNK))

    def field_value(self, name: bytes, value: bytes) -> bytes:
        """A field's value within the limit; a list of addresses is cut between two, References in the middle."""
        if len(value) <= FIELD_LIMIT:
            return value
        self.note(f"field over 16 kB cut: {name.decode('ascii', 'replace')}")
        if name == b"references":
            return value[:1024] + b" " + value[-FIELD_LIMIT + 1024 :]
        value = value[:FIELD_LIMIT]
        return value.rpartition(b",")[0] or value if name in {b"to", b"cc", b"reply-to"} else value

    def entity(self, fields: Fields, start: int, end: int, depth: int) -> None:
        """Write one part: its content fields and what is kept of its body."""
        shape = Part()
        for name in _PART_FIELDS:
            value = next((v for n, v in fields if n == name), b"")
            if len(value) > CONTENT_FIELD_LIMIT:
                self.note(f"field over 4 kB cut: {name.decode()}")
            if value:
                shape[name.decode()] = value[:CONTENT_FIELD_LIMIT].decode("latin-1")
        kind = shape.get_content_type()
        boundary = attempt(shape.get_boundary)
        if kind.startswith("multipart/") and isinstance(boundary, str) and boundary:
            self.multipart(kind, boundary.encode("latin-1", "replace"), start, end, depth)
        elif kind in {"message/rfc822", "message/global"} and _identity_encoded(shape):
            self.enclosed(start, end, depth)
        else:
            self.leaf(shape, "text/plain" if kind.startswith("multipart/") else kind, start, end)

    def multipart(self, kind: str, boundary: bytes, start: int, end: int, depth: int) -> None:
        """Write a multipart with a delimiter of our own, and its parts up to the limits."""
        spans = list(self.spans(b"--" + boundary, start, end)) if depth < DEPTH_LIMIT else []
        if not spans:
            deep = depth >= DEPTH_LIMIT
            self.note("multipart nested too deeply: left out" if deep else "multipart without parts: taken as text")
            self.leaf(Part(), "text/plain", start, start if deep else end)
            return
        seam = b"%s-%d-%d" % (self.seam, depth, self.parts)
        self.out.append(b'content-type: %s; boundary="%s"\n\n' % (_token(kind), seam))
        for first, last in spans:
            if self.parts >= PART_LIMIT:
                self.note(f"over {PART_LIMIT} parts: the rest is left out")
                break
            self.parts += 1
            self.out.append(b"--" + seam + b"\n")
            fields, body = self.header(first, last, PART_HEADER_LIMIT)
            self.entity(fields, body, last, depth + 1)
            self.out.append(b"\n")
        self.out.append(b"--" + seam + b"--\n")

    def spans(self, mark: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where each part between delimiter lines begins and ends; a last one without its delimiter counts."""
        at = start if self.raw.startswith(mark, start) else self.raw.find(b"\n" + mark, start, end) + 1
        begin, tries = -1, 0
        while 0 < at + (at == start) <= end and tries < _CANDIDATES:
            tries += 1
            stop = self.raw.find(b"\n", at + len(mark), end)
            stop = end if stop < 0 else stop
            tail = self.raw[at + len(mark) : min(stop, at + len(mark) + 80)].rstrip(b" \t")
            if tail in {b"", b"--"}:
                if begin >= 0:
                    yield begin, max(at - 1, begin)
                begin = stop + 1 if tail == b"" else -1
                if tail:
                    return
            at = self.raw.find(b"\n" + mark, stop, end) + 1
        if 0 <= begin < end:
            yield begin, end

    def enclosed(self, start: int, end: int, depth: int) -> None:
        """Write a message enclosed in this one: its main fields, and its own parts one level deeper."""
        if depth >= DEPTH_LIMIT:
            self.note("message nested too deeply: left out")
            self.leaf(Part(), "text/plain", start, start)
            return
        fields, body = self.header(start, end, PART_HEADER_LIMIT)
        self.out.append(b"content-type: message/rfc822\n\n")
        for name, value in _kept(fields):
            if name in {b"from", b"to", b"subject", b"date", b"message-id"}:
                self.out += (name, b": ", self.field_value(name, value), b"\n")
        self.entity(fields, body, end, depth + 1)

    def leaf(self, shape: Part, kind: str, start: int, end: int) -> None:
        """Write a part without parts: text, calendar and delivery reports with their body, all else by name."""
        limit = self.allowance(shape, kind)
        kind = "text/x-delivery-status" if kind == "message/delivery-status" else kind
        kind = "application/octet-stream" if kind.startswith("message/") else kind
        self.out += (b"content-type: ", _token(kind), _parameters(shape), b"\n")
        for name in ("content-disposition", "content-transfer-encoding"):
            value = str(shape.get(name, ""))
            if value:
                self.out += (name.encode(), b": ", value.encode("latin-1", "replace"), b"\n")
        self.out.append(b"\n")
        if limit and end - start > limit:
            self.note(f"{kind} part over {limit // 1024} kB: " + ("left out" if is_calendar(shape) else "cut"))
            end = start if is_calendar(shape) else start + limit
        if limit:
            self.text += end - start
            self.out.append(self.raw[start:end])

    def allowance(self, shape: Part, kind: str) -> int:
        """Octets of this part's body worth keeping; 0 for an attachment."""
        if is_calendar(shape):
            return CALENDAR_LIMIT
        if kind in {"message/delivery-status", "text/rfc822-headers"}:
            return REPORT_LIMIT
        if not kind.startswith("text/") or is_attachment(shape):
            return 0
        return min(TEXT_LIMIT, max(ALL_TEXT_LIMIT - self.text, 1))


def file_name(part: Part) -> str:
    """The file name of a part, still encoded; empty when there is none."""
    if not any("name" in str(part.get(told, "")).lower() for told in ("content-disposition", "content-type")):
        return ""
    name = attempt(part.get_filename)
    return name if isinstance(name, str) else ""


def is_calendar(part: Part) -> bool:
    """Whether a part is a calendar, by its type or its file name."""
    return part.get_content_type() in {
        "text/calendar",
        "text/x-vcalendar",
        "application/ics",
        "application/calendar",
    } or file_name(part).lower().endswith((".ics", ".vcs"))


def is_attachment(part: Part) -> bool:
    """Whether a part is a file to keep rather than text to read."""
    return str(part.get("content-disposition", "")).strip().lower().startswith("attachment")


def _identity_encoded(shape: Part) -> bool:
    return str(shape.get("content-transfer-encoding", "")).strip().lower() in {"", "7bit", "8bit", "binary"}


def _token(kind: str) -> bytes:
    return re.sub(r"[^a-z0-9!#$&^_.+/-]", "", kind).encode("ascii", "ignore")


def _parameters(shape: Part) -> bytes:
    """The parameters reading needs, rewritten: a charset that is one, plain words, and the file name as it stood."""
    listed = attempt(shape.get_params)
    stated = [] if isinstance(listed, Failure) or listed is None else listed[1:]
    params = {str(name).lower(): str(value) for name, value in stated}
    codec = charset(params["charset"]) if params.get("charset") else None
    found = [f'; charset="{codec}"'] if codec else []
    plain = (name for name in _PARAMETERS if _PLAIN_PARAMETER.fullmatch(params.get(name, "")))
    found += [f'; {name}="{params[name]}"' for name in plain]
    if "filename" not in str(shape.get("content-disposition", "")).lower() and (name := file_name(shape)):
        found.append(f'; name="{_UNQUOTABLE.sub("", name)[:1000]}"')
    return "".join(found).encode("utf-8", "replace")
