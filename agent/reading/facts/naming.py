"""What may be an organisation's name: cleaned of what does not belong to it, compared, told from a team's or a role's.

Judges single names by their look; which of several a message means is weighed in `company`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.plain import folded

LONGEST_NAME = 60

_LEGAL = re.compile(
    r"(?<![\s,])[\s,]+(?:inc|llc|ltd|limited|gmbh|corp|corporation|plc|ag|se|bv|pty|co|sa|sas|sarl|kg|llp)\.?$",
    re.IGNORECASE,
)
_VIA = re.compile(r"\s+(?:via|through|@|on behalf of|powered by)\s+.*$", re.IGNORECASE)
_SENDS_FOR = re.compile(r"^.{2,40}?\s+on behalf of\s+(?=\S)", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?<![\s,.:;!?\"'“”’)(&-])[\s,.:;!?\"'“”’)(&-](?:[\s,.:;!?\"'“”’)(&-]"
    r"|(?<=\s)(?:and|of|the|for|in|at|with|we|on|as|has|have|is|was|career|careers|jobs|team|location|office))*$",
    re.IGNORECASE,
)
"""One character or word at a time, and only where such a tail begins: a long one is gone through once."""

_LEADING = re.compile(r"^(?:the|our|your|a)\s+(?=\S)|^[\"'“(]+", re.IGNORECASE)
_OCCASIONS = frozenset(
    {"assessment", "assessments", "interview", "interviews", "offer", "offers", "application", "applications", "update"}
    | {"updates", "invitation", "confirmation", "screening", "opportunity", "alert", "alerts", "portal", "reminder"}
    | {"vacancy"}
)
"""What a mail is about: a name that ends so is no organisation's."""

_OF = re.compile(r"^(?:de |del |du |des |d['’]|chez |pour |para |en )", re.IGNORECASE)
"""What French and Spanish put between a team and its company."""

_LEVELS = frozenset({"i", "ii", "iii", "iv", "v", "intern"})
_NOT_LETTERS = re.compile(r"[^a-z0-9]")
_AGENCY = re.compile(
    r"\b(?:recruit\w*|staffing|search|headhunt\w*|resourcing|personnel|talent|int[ée]rim|ett|consultores)\b"
    r"|(?<=\w )(?:talento|talents|rh|rrhh)\b",
    re.IGNORECASE,
)


def key_of(name: str) -> str:
    """A name as it is compared: without legal form, article, case and punctuation."""
    return _NOT_LETTERS.sub("", folded(_LEGAL.sub("", _LEADING.sub("", name.strip()).strip(" .,"))))


def clean_name(name: str, book: Phrasebook, *, may_sound_like_a_role: bool = False) -> str:
    """A name without what does not belong to it; empty when it cannot be a company's."""
    name = _VIA.sub("", _SENDS_FOR.sub("", " ".join(name.split())))
    head, _, tail = name.partition(" for ")
    if tail and sounds_like_a_role(tail, book):
        name = head
    name = _TRAILING.sub("", _LEADING.sub("", name))
    generic = book.labels["generic"] | book.labels["team"]
    if not name or len(name) > LONGEST_NAME or name.lower() in generic or name.isdigit():
        return ""
    if name.lower().rpartition(" ")[2] in _OCCASIONS:
        return ""
    if not may_sound_like_a_role and sounds_like_a_role(name, book):
        return ""
    return name


def sounds_like_a_role(name: str, book: Phrasebook) -> bool:
    """Whether a name ends like a job title."""
    words = [word for word in re.findall(r"[a-z]+", folded(name)) if word not in _LEVELS]
    return bool(words) and words[-1] in book.labels["role_words"]


def without_team(name: str, book: Phrasebook) -> str:
    """A name without `Hiring Team` and the like before or behind it; empty when nothing else was there."""
    lowered = name.lower()
    for team in _longest_first(book.labels["team"]):
        if lowered == team:
            return ""
        if lowered.endswith(f" {team}"):
            return without_team(name[: -len(team)].strip(" -–|,"), book)
        if team in book.labels["team_before"] and lowered.startswith(f"{team} "):
            return _OF.sub("", name[len(team) :].strip(" -|:"))
        if lowered.startswith((f"{team} at ", f"{team} - ", f"{team} | ")):
            return name[len(team) :].removeprefix(" at ").strip(" -|")
    return name


@lru_cache(maxsize=8)
def _longest_first(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(sorted(words), key=len, reverse=True))


def of_an_agency(name: str) -> bool:
    """Whether a name says that its bearer recruits for others: `Foxgrove Search`, `Moss Staffing Group`."""
    return _AGENCY.search(name) is not None


def without_relay(shown: str) -> str:
    """A display name without the system that sends for it: `Acme via Greenhouse`, `Lever on behalf of Acme`."""
    return _VIA.sub("", _SENDS_FOR.sub("", " ".join(shown.strip("\"' ").split())))
