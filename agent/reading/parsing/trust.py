"""Whether the user's own provider vouches for the sender, from Authentication-Results (RFC 8601).

Only results under a configured anchor count, for anybody can write such a header; whatever is unclear counts as not
verified. SPF alone never does: it speaks of the envelope, not of the From a person sees. Checks no signature itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from publicsuffixlist import PublicSuffixList

from agent.reading.message import Message
from agent.reading.model import Trust
from agent.reading.parsing.failure import Failure, attempt

WITHOUT_ID = "topmost-without-id"
"""The anchor for providers whose results name no server (Microsoft 365): only the topmost header, if it has no id."""

_HEADER_LIMIT = 4096
_METHOD = re.compile(r"^\s*([a-z0-9-]+)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)(?=\s|$)", re.IGNORECASE)
_PROPERTY = re.compile(r"(?<=\s)([a-z]+)\.([a-z0-9_-]+)\s*=\s*(\S+)", re.IGNORECASE)
_ID = re.compile(r"^\s*([^\s=;]+)(?:\s+\d+)?\s*$")
_OPAQUE = re.compile(r"[^A-Za-z0-9.@_-]")


@dataclass(frozen=True, slots=True)
class _Result:
    """One method's result, with its properties (`header.from`, `header.d`)."""

    method: str
    verdict: str
    properties: dict[str, str]


def trust_of(message: Message, anchor: str | None) -> Trust:
    """What the provider named by `anchor` says of the sender: `UNKNOWN` without one, and never better than proven.

    `anchor` is the literal authserv-id the provider writes, or `topmost-without-id`.
    """
    if not anchor:
        return Trust.UNKNOWN
    sender = message.envelope.sender
    results = list(_anchored([v for name, v in message.headers if name == "authentication-results"], anchor))
    if any(r.method == "dmarc" and r.verdict in {"fail", "permerror"} for r in results):
        return Trust.FAILED
    if sender is not None and any(_vouches(r, sender.domain) for r in results):
        return Trust.VERIFIED
    return Trust.UNVERIFIED


def _anchored(headers: list[str], anchor: str) -> Iterator[_Result]:
    """The results under the anchor: of the topmost header alone, or of the unbroken run of headers with its id."""
    split = [_split(value) for value in headers]
    if anchor.lower() == WITHOUT_ID:
        yield from _results(split[0]) if split and _METHOD.match(split[0][0]) else ()
        return
    for segments in takewhile(lambda s: _server(s[0]) == anchor.lower(), split):
        yield from _results(segments[1:])


def _server(segment: str) -> str:
    match = _ID.match(segment)
    return match[1].lower() if match else ""


def _results(segments: list[str]) -> Iterator[_Result]:
    for segment in segments:
        match = _METHOD.match(segment)
        if match:
            found: dict[str, str] = {}
            for kind, name, value in _PROPERTY.findall(segment):
                found.setdefault(f"{kind}.{name}".lower(), value.lower())
            yield _Result(match[1].lower(), match[2].lower(), found)


def _split(value: str) -> list[str]:
    """The segments between semicolons, without comments and with quoted strings made one harmless word.

    A header that is too long, or whose comments or quotations do not close, says nothing.
    """
    segments, depth, at = [""], 0, 0
    if len(value) > _HEADER_LIMIT:
        return segments
    while at < len(value):
        letter = value[at]
        if letter == "\\":
            at += 1
        elif letter == '"' and not depth:
            end = _quotation_end(value, at)
            segments[-1] += _OPAQUE.sub("_", value[at + 1 : end]) or "_"
            at = end
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            segments[-1] += " "
        elif not depth:
            segments = [*segments, ""] if letter == ";" else [*segments[:-1], segments[-1] + letter]
        if depth < 0:
            return [""]
        at += 1
    return segments if depth == 0 and at == len(value) else [""]


def _quotation_end(value: str, start: int) -> int:
    """The index of the closing quotation mark; past the end when there is none."""
    at = start + 1
    while at < len(value) and value[at] != '"':
        at += 2 if value[at] == "\\" else 1
    return at if at < len(value) else len(value) + 1


def _vouches(result: _Result, domain: str) -> bool:
    """Whether one result proves the From domain: DMARC about that domain, or DKIM signed by the same organisation."""
    if result.verdict != "pass" or not domain:
        return False
    if result.method == "dmarc":
        return aligned(result.properties.get("header.from", ""), domain)
    signer = result.properties.get("header.d") or result.properties.get("header.i", "").rpartition("@")[2]
    return result.method == "dkim" and aligned(signer, domain)


def aligned(one: str, other: str) -> bool:
    """Whether two domains are aligned in DMARC's relaxed sense (RFC 7489): of one registrant by the suffix list."""
    mine = organisational_domain(one)
    return mine is not None and mine == organisational_domain(other)


def organisational_domain(domain: str) -> str | None:
    """The registrable domain, in ASCII form; None for a public suffix or what is no domain."""
    return _registered(domain.strip(". ").lower()[:253])


@lru_cache(maxsize=256)
def _registered(plain: str) -> str | None:
    """The same of a domain in lower case; one message asks for its sender's again and again."""
    ascii_form = attempt(lambda: plain.encode("idna").decode())
    if isinstance(ascii_form, Failure) or "." not in ascii_form:
        return None
    found = attempt(lambda: _suffixes().privatesuffix(ascii_form))
    return found if isinstance(found, str) else None


@cache
def _suffixes() -> PublicSuffixList:
    """The list, with its private section: two customers of one mail host are not one organisation."""
    return PublicSuffixList()
