"""What the frame of a message says of the writer's organisation: display name, signature, sign-off, calendar, subject.

Everything here is a `Claim`: a name, where it stood, and whether it needs another to bear it out. Weighing is in
`company`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.reading.facts.domain import agrees
from agent.reading.facts.frame import Frame, is_title, person_in
from agent.reading.facts.naming import (
    LOOKS_LIKE_A_NAME,
    behind,
    clean_name,
    is_of_an_agency,
    key_of,
    looks_like_a_firm,
    parts_of,
    without_team,
)
from agent.reading.kinds.structure import main_event
from agent.reading.message import Message
from agent.reading.model import QUOTE_LIMIT, Identity
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.plain import folded
from agent.reading.phrases.sentences import own_subject

MOST_WORDS = 6
"""Words of the longest name that stands alone on a line."""

_BRACKETS = re.compile(r"^\s*\[([^\[\]]{2,60})\]")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)\s*(?:20\d\d)?[\s,–-]*(?P<name>[^,|·•©.\n]{2,60})", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:<>|<->|\s[xX\u00d7+]\s|[|:;!?()\[\]]|\s/\s|\s[-–—]\s|,\s|\s&\s(?=[A-Z])|(?<=\d)\.\s)\s*")
_CLEAR = re.compile(r"\s(?:with|at|bei|chez|bij|@)\s")
"""What stands between a role and its company, and never within a role."""

_SMALL = re.compile(
    r"\s(?:with|at|and|from|for|to|of|bei|von|und|für|chez|de|et|pour|en|con|y|para|bij|van|met|voor|w/|@)\s"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A name that may be the organisation's; one that is not `sure` needs another claim, or the domain, beside it."""

    name: str
    quote: str
    source: str
    sure: bool
    agency: bool = False


def claims(message: Message, frame: Frame, book: Phrasebook, me: Identity) -> Iterator[Claim]:
    """Every claim of the frame, the display name's first."""
    yield from _display_name(message, frame, book)
    yield from _signature(frame, book)
    yield from _footer(message, book)
    event = main_event(message)
    yield from _heading(own_subject(message.envelope.subject), "subject", frame, book, me)
    yield from _heading(event.summary if event else "", "calendar", frame, book, me)


def _display_name(message: Message, frame: Frame, book: Phrasebook) -> Iterator[Claim]:
    """`Acme Hiring Team`, `Acme via Greenhouse`, `Ann Lee (Acme)`, `Ann from Acme`; `Acme` alone needs bearing out."""
    sender = message.envelope.sender
    if sender is None or not frame.own or book.sender_is("boards", sender.domain):
        return
    rest = frame.own
    if frame.person:
        rest = rest[rest.find(frame.person) + len(frame.person) :]
        rest = _without_link(rest.strip(" ,;|/()-–—@"), book)
    found = [
        (part, name)
        for part in parts_of(rest)
        if (name := clean_name(without_team(part, book, frame.labels), book))
        and not frame.is_foreign(name)
        and LOOKS_LIKE_A_NAME.match(name)
    ]
    telling = [one for one in found if agrees(one[1], frame.labels, book) or looks_like_a_firm(one[1], book)]
    for part, name in (telling or found)[:1]:
        beside = bool(frame.person) or without_team(part, book) != part
        sure = beside or _is_an_organisation(name, message, frame, book)
        agency = is_of_an_agency(part if frame.person else name, book)
        yield Claim(name, frame.shown[:QUOTE_LIMIT], "display", sure, agency)


def _is_an_organisation(name: str, message: Message, frame: Frame, book: Phrasebook) -> bool:
    """Whether a system's display name is a customer's: written for, a firm's by its words, or one the letter uses."""
    sender = message.envelope.sender
    if sender is None or not book.sender_is("ats", sender.domain):
        return False
    if frame.relay and (frame.shown.endswith(frame.own) or " " not in name):
        return True
    return looks_like_a_firm(name, book) or (" " not in name and f" {name}" in f" {message.text}")


def _without_link(text: str, book: Phrasebook) -> str:
    """`from Fern` is Fern."""
    first, _, rest = text.partition(" ")
    return rest if first.lower() in book.labels["of"] else text


def _signature(frame: Frame, book: Phrasebook) -> Iterator[Claim]:
    """`Talent Partner, Acme`; `Marta / Acme`; `Acme Hiring Team`; or the line below a name or a title."""
    signer = folded(frame.person).partition(" ")[0]
    below = False
    for line in frame.closing:
        introduced = False
        parts = list(parts_of(line))
        recruits = any(_is_an_agencys_trade(part, book) for part in parts)
        for number, part in enumerate(parts):
            employer = behind(part, book.labels["at"])
            house = agrees(without_team(part, book), frame.labels, book)
            if _is_persons(part, signer, book) or (is_title(part, book) and not house):
                introduced = True
                if not employer:
                    continue
            bare = without_team(employer or part, book, frame.labels)
            name = clean_name(bare, book)
            if not name or len(name.split()) > MOST_WORDS or not LOOKS_LIKE_A_NAME.match(name):
                continue
            whole = not any(word in book.labels["places"] for word in name.lower().split())
            headed = introduced or (below and number == 0)
            team = not employer and bare != part and _hires(part, bare)
            alone = name == line and looks_like_a_firm(name, book)
            sure = whole and (team or alone or (headed and " " in name) or (introduced and bool(employer)))
            agency = (recruits and house) or is_of_an_agency(
                part if _names_a_house(part, bare, frame, book) else bare, book
            )
            yield Claim(name, line[:QUOTE_LIMIT], "signature", sure, agency)
        below = introduced


def _is_an_agencys_trade(part: str, book: Phrasebook) -> bool:
    """Whether `Fern - Executive Search` says what Fern does; `Recruitment` beside a name may be a department's."""
    words = part.lower().split()
    return bool(words) and words[-1] in book.labels["agency"] and words[-1] not in book.labels["team"]


def _names_a_house(part: str, bare: str, frame: Frame, book: Phrasebook) -> bool:
    """Whether `Foxgrove Recruiting` may be a house, and not the department of a Foxgrove that writes, or its team."""
    words = part.lower().rpartition(" ")
    own = key_of(bare, book) in frame.labels or key_of(bare, book) == key_of(frame.own, book)
    return bare == part or not (own or words[2] in {"team", "department", "dept"})


def _hires(part: str, bare: str) -> bool:
    """`The Acme Hiring Team` speaks for a company; `The Acme Team` may be a department's."""
    return not part.lower().endswith(" team") or len(part.split()) - len(bare.split()) > 1


def _is_persons(part: str, signer: str, book: Phrasebook) -> bool:
    """Whether a part of a line is the writer's name, whole or first."""
    plain = folded(part)
    return bool(signer) and plain.partition(" ")[0] == signer and bool(person_in(part, book) or plain == signer)


def _footer(message: Message, book: Phrasebook) -> Iterator[Claim]:
    """`© 2026 Acme Ltd`: whose mail it is, or whose system sent it."""
    tail = f"{message.text[-600:]}\n{message.signature[-600:]}\n{message.disclaimer[-600:]}"
    match = _COPYRIGHT.search(tail) if "©" in tail or "opyright" in tail or "(c)" in tail else None
    name = clean_name(match["name"], book) if match else ""
    if match and name and LOOKS_LIKE_A_NAME.match(name):
        yield Claim(name, match[0].strip(), "footer", sure=False)


def _heading(text: str, source: str, frame: Frame, book: Phrasebook, me: Identity) -> Iterator[Claim]:
    """The parts of a subject or a calendar's summary; `[Acme]` before all else is whose mail it is."""
    bracket = _BRACKETS.match(text)
    seen: set[str] = set()
    for part in _PARTS.split(text[:QUOTE_LIMIT]):
        role = _speaks_of_a_role(part, book)
        pieces = (_CLEAR if role else _SMALL).split(part)
        for piece in pieces if role else (part, *pieces):
            name = clean_name(without_team(piece, book), book)
            if not name or name in seen or not LOOKS_LIKE_A_NAME.match(name) or name.lower() in me.name.lower():
                continue
            seen.add(name)
            sure = bracket is not None and bracket[1].strip() == piece and bool(frame.system)
            yield Claim(name, text[:QUOTE_LIMIT], source, sure)


def _speaks_of_a_role(part: str, book: Phrasebook) -> bool:
    return any(word in book.labels["role_words"] for word in re.split(r"[\s/]+", part.lower()))
