"""Takes the bytes of a message apart into its parts, within limits: what is over one is cut, and the cut recorded.

Gives the parts as a tree: only the header fields reading looks at, text and calendar parts up to their caps,
attachments by name alone. Every loop here is bounded by the size of the message, whatever it contains. Decodes nothing
and understands no text. The limits are those at which parsers were measured to stay quick (128 kB header block, 16 kB
field, 100 parts, depth 20); a message within them loses nothing that reading needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from agent.reading.parsing.entity import Entity, Fields, described

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
_ENCLOSED_FIELDS = frozenset({b"from", b"to", b"subject", b"date", b"message-id"})
_FIELDS_MOST = 200

_FIELD = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")
_HEADER_END = re.compile(rb"\n(?![!-9;-~]{1,200}[ \t]*:|[ \t])")
_FOLD = re.compile(rb"\n[ \t]+")
_TRUNK = b"content-"

Lines = list[tuple[bytes, bytes]]
"""Header fields: names in lower case and values, unfolded."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A message within the limits, and what had to be cut to make it so."""

    whole: Entity
    defects: tuple[str, ...]


def bounded(raw: bytes) -> Bounded:
    """Take a message (line ends LF) apart, cut down to the limits."""
    cut = _begun(raw)
    if len(raw) > MESSAGE_LIMIT:
        cut.note("message over 32 MB: the rest is left out")
    lines, body = cut.header(0, len(cut.raw), HEADER_BLOCK_LIMIT)
    fields = cut.fields(_kept(lines))
    whole = cut.entity(lines, body, len(cut.raw), 0)
    whole.fields = fields
    return Bounded(whole, tuple(dict.fromkeys(cut.defects)))


def bounded_fields(head: bytes) -> Fields:
    """The fields of a header (line ends LF) cut down to the limits, but for those that tell what the body is."""
    cut = _begun(head)
    return cut.fields(_kept(cut.header(0, len(cut.raw), HEADER_BLOCK_LIMIT)[0]))


def _begun(raw: bytes) -> _Cut:
    """A message at its first field: without what some programs put before it."""
    raw = raw[:MESSAGE_LIMIT].lstrip(b"\xef\xbb\xbf\n\r\t ")
    while raw.startswith((b"From ", b">From ")):
        raw = raw.partition(b"\n")[2]
    return _Cut(raw)


def _kept(lines: Lines) -> Lines:
    """The fields reading looks at: the first of each name; of Authentication-Results the topmost unbroken run.

    What stands below another field may have been written by the sender, so a run of results ends there.
    """
    seen: set[bytes] = set()
    kept: Lines = []
    previous = b""
    for name, value in lines:
        fresh = name not in seen or (name in _REPEATED and previous == name)
        if fresh and (name in _FIELDS_KEPT or name.startswith(_PREFIXES_KEPT)):
            seen.add(name)
            kept.append((name, value))
        previous = name
    return kept[:_FIELDS_MOST]


@dataclass
class _Cut:
    """One message being cut: what had to be, and the budgets left."""

    raw: bytes
    defects: list[str] = field(default_factory=list)
    parts: int = 0
    text: int = 0

    def note(self, defect: str) -> None:
        self.defects.append(defect)

    def header(self, start: int, end: int, limit: int) -> tuple[Lines, int]:
        """The fields of the header that begins at `start`, and where the body begins.

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

    def fields(self, lines: Lines) -> Fields:
        """A message's own fields, their values within the limit, without those that describe its body."""
        return tuple(
            (n.decode("ascii", "surrogateescape"), self.value(n, value).decode("ascii", "surrogateescape"))
            for n, value in lines
            if not n.startswith(_TRUNK)
        )

    def value(self, name: bytes, value: bytes) -> bytes:
        """A field's value within the limit; a list of addresses is cut between two, References in the middle."""
        if len(value) <= FIELD_LIMIT:
            return value
        self.note(f"field over 16 kB cut: {name.decode('ascii', 'replace')}")
        if name == b"references":
            return value[:1024] + b" " + value[-FIELD_LIMIT + 1024 :]
        value = value[:FIELD_LIMIT]
        return value.rpartition(b",")[0] or value if name in {b"to", b"cc", b"reply-to"} else value

    def entity(self, lines: Lines, start: int, end: int, depth: int) -> Entity:
        """One part, with what is kept of its body."""
        told: list[str] = []
        for name in _PART_FIELDS:
            value = next((v for n, v in lines if n == name), b"")
            if len(value) > CONTENT_FIELD_LIMIT:
                self.note(f"field over 4 kB cut: {name.decode()}")
            told.append(value[:CONTENT_FIELD_LIMIT].decode("latin-1"))
        kind, disposition, encoding = told
        part = described(kind, disposition, encoding)
        if part.kind.startswith("multipart/") and part.boundary:
            return self.multipart(part, start, end, depth)
        if part.kind in {"message/rfc822", "message/global"} and part.is_bare:
            return self.enclosed(start, end, depth)
        if part.kind.startswith("multipart/"):
            part.kind = "text/plain"
        return self.leaf(part, start, end)

    def multipart(self, part: Entity, start: int, end: int, depth: int) -> Entity:
        """A multipart with its parts up to the limits."""
        mark = b"--" + part.boundary.encode("latin-1", "replace")
        spans = list(self.spans(mark, start, end)) if depth < DEPTH_LIMIT else []
        if not spans:
            deep = depth >= DEPTH_LIMIT
            self.note("multipart nested too deeply: left out" if deep else "multipart without parts: taken as text")
            return self.leaf(Entity(), start, start if deep else end)
        whole = Entity(part.kind)
        for first, last in spans:
            if self.parts >= PART_LIMIT:
                self.note(f"over {PART_LIMIT} parts: the rest is left out")
                break
            self.parts += 1
            lines, body = self.header(first, last, PART_HEADER_LIMIT)
            whole.parts.append(self.entity(lines, body, last, depth + 1))
        return whole

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

    def enclosed(self, start: int, end: int, depth: int) -> Entity:
        """A message enclosed in this one: its main fields, and its own parts one level deeper."""
        if depth >= DEPTH_LIMIT:
            self.note("message nested too deeply: left out")
            return self.leaf(Entity(), start, start)
        lines, body = self.header(start, end, PART_HEADER_LIMIT)
        fields = self.fields([one for one in _kept(lines) if one[0] in _ENCLOSED_FIELDS])
        inner = self.entity(lines, body, end, depth + 1)
        inner.fields = fields
        return Entity("message/rfc822", parts=[inner])

    def leaf(self, part: Entity, start: int, end: int) -> Entity:
        """A part without parts: text, calendar and delivery reports with their body, all else by name."""
        limit = self.allowance(part)
        if part.kind == "message/delivery-status":
            part.kind = "text/x-delivery-status"
        elif part.kind.startswith("message/"):
            part.kind = "application/octet-stream"
        if limit and end - start > limit:
            self.note(f"{part.kind} part over {limit // 1024} kB: " + ("left out" if part.is_calendar else "cut"))
            end = start if part.is_calendar else start + limit
        if limit:
            self.text += end - start
            part.body = self.raw[start:end]
        return part

    def allowance(self, part: Entity) -> int:
        """Octets of this part's body worth keeping; 0 for an attachment."""
        if part.is_calendar:
            return CALENDAR_LIMIT
        if part.kind in {"message/delivery-status", "text/rfc822-headers"}:
            return REPORT_LIMIT
        if not part.kind.startswith("text/") or part.attached:
            return 0
        return min(TEXT_LIMIT, max(ALL_TEXT_LIMIT - self.text, 1))
