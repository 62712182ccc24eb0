"""What may be an organisation's name: cleaned of what does not belong to it, compared, told from a team's or a role's.

Judges single names by their look and by the word lists of the phrasebook (`[labels]`); which of several names a message
means is weighed in `company`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from agent.reading.model import QUOTE_LIMIT
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.plain import folded

LONGEST_NAME = 60
LONGEST_TEAM = 6
"""Words the longest of the team's names has: "the talent acquisition team of"."""

CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
LOOKS_LIKE_A_NAME = re.compile(
    rf"^(?:{CAPITAL}|\d+[^\W\d_]|[a-z]{{1,2}}(?=[A-Z]))\S*(?:(?:\s+(?:&|\+|[a-z]{{1,3}}|para|with|voor|zum|zur)){{0,2}}\s+(?:{CAPITAL}|\d)\S*)*$"
)
"""Capitalised words, with small ones of up to three letters between them: `Bank of the West`, `Moulin de la Roche`."""

_EDGES = " \t,.:;!?\"'“”„’‘«»()[]<>&+|·•*_–—-"
_LEVELS = frozenset({"i", "ii", "iii", "iv", "v"})
_NOT_LETTERS = re.compile(r"[^a-z0-9]")
_NUMBERED = re.compile(r"(?<![a-z])\d{3}|\d{4}|[@/\\<>£$€]|https?:|www\.|^\d+\S?$|^\d+ | \d+$")
"""What no organisation has in its name, though headings and addresses do; but `Orchard360` has."""

_WORD = re.compile(r"[^\W_]+")
_LEADING_QUOTE = re.compile(r"^[\"'“„«‘(\[]+")
_PARTS = re.compile(r"\s*(?:[|·•,/]|\s[-–—:]\s|:\s|\s@\s?)\s*")


def key_of(name: str, book: Phrasebook) -> str:
    """A name as it is compared: without legal form, article, case and punctuation."""
    words = folded(name).replace("&", " & ").split()
    while words and (words[-1].strip(".,") in book.labels["legal"] or words[-1] in {"&", "+"}):
        words.pop()
    while len(words) > 1 and words[0] in book.labels["before_company"]:
        words.pop(0)
    return _NOT_LETTERS.sub("", "".join(words))


def clean_name(name: str, book: Phrasebook, *, may_sound_like_a_role: bool = False, worded: bool = False) -> str:
    """A name without what does not belong to it; empty when it cannot be a company's.

    `worded`: words around it say that it is one, as in "careers at Swift Re"; one of its words may be anybody's then.
    """
    words = _cut(" ".join(name.split()), book.labels["via"])[0].split()
    words = _before_a_role(words, book)
    lowered = [word.lower().strip(_EDGES) for word in words]
    first, last = 0, len(words)
    while first < last and (lowered[first] in book.labels["before_company"] or not lowered[first]):
        first += 1
    while last > first and (lowered[last - 1] in book.labels["after_company"] or not lowered[last - 1]):
        last -= 1
    cleaned = _LEADING_QUOTE.sub("", " ".join(words[first:last])).rstrip(_EDGES.replace(".", "").replace(")", ""))
    cleaned = cleaned.rstrip(")") if cleaned.count(")") > cleaned.count("(") else cleaned
    if cleaned.endswith(".") and "." not in cleaned.rpartition(" ")[2][:-1]:
        cleaned = cleaned.rstrip(".")
    if _is_of_an_occasion(cleaned.lower(), book, wholly=worded):
        return ""
    return cleaned if _may_be_a_name(cleaned, book, may_sound_like_a_role=may_sound_like_a_role) else ""


def _is_of_an_occasion(lowered: str, book: Phrasebook, *, wholly: bool) -> bool:
    """Whether the first word or the last one is of a heading, such as `Interview`; or all of them, if `wholly`."""
    occasions, words = book.labels["occasions"], lowered.split()
    if wholly:
        return all(word in occasions for word in words)
    return any(word in occasions for word in (*words[:1], *words[-1:]))


def _may_be_a_name(name: str, book: Phrasebook, *, may_sound_like_a_role: bool) -> bool:
    lowered = name.lower()
    return not (
        len(name) < 2  # noqa: PLR2004 - one letter is an initial
        or len(name) > LONGEST_NAME
        or lowered in book.labels["generic"]
        or lowered in book.labels["team"]
        or lowered.partition(" ")[0].rstrip(".") in book.labels["courtesy"]
        or _NUMBERED.search(name)
        or is_of_an_office(name, book)
        or name.isdigit()
        or (not may_sound_like_a_role and sounds_like_a_role(name, book))
    )


def is_of_an_office(name: str, book: Phrasebook) -> bool:
    """Whether every word of a name is any firm's or office's: `Services`, `Payroll Desk`, `Global Talent`."""
    anybodys = _offices(
        *(book.labels[label] for label in ("organisation", "places", "team", "generic", "titles", "legal", "agency"))
    )
    return all(word in anybodys or word in {"&", "and"} for word in name.lower().split())


@lru_cache(maxsize=8)
def _offices(*sets: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*sets)


def looks_like_a_firm(name: str, book: Phrasebook) -> bool:
    """Whether a name has a word that firms have and people do not: `Nimbus Freight`, `Kettle & Cub`, `Fern GmbH`."""
    words = [word.strip(".,").removesuffix("'s") for word in name.lower().split()]
    return any(
        word in book.labels["organisation"] or word in book.labels["legal"] or word in {"&", "+"} for word in words
    )


def may_be_a_persons(name: str, book: Phrasebook) -> bool:
    """Whether a name of two or three words looks as much like a person's as like a firm's: `Cobalt Meadow`."""
    return name.count(" ") in {1, 2} and not looks_like_a_firm(name, book)


def _before_a_role(words: list[str], book: Phrasebook) -> list[str]:
    """A name without the role it is beside: `Fern for the Site Manager`."""
    for at, word in enumerate(words):
        if at and word in book.labels["before_role"] and sounds_like_a_role(" ".join(words[at + 1 :]), book):
            return words[:at]
    return words


def sounds_like_a_role(name: str, book: Phrasebook) -> bool:
    """Whether a name ends like a job title."""
    words = [word for word in _WORD.findall(folded(name)) if word not in _LEVELS]
    return bool(words) and words[-1] in book.labels["role_words"]


def without_team(name: str, book: Phrasebook, labels: tuple[str, ...] = ()) -> str:
    """A name without `Hiring Team` and the like before or behind it; empty when nothing else was there.

    What one of the `labels` (see `domain`) spells is not taken apart: `Puente Talento` at `puentetalento.example`.
    """
    words = name.split()
    while words and not (labels and _is_spelled_out(words, book, labels)):
        bare = [word.lower().strip(",;:") for word in words]
        if bare[-1].strip("-–|/") == "":
            words.pop()
        elif size := _ending(bare, book.labels["team"]):
            words = words[:-size]
        else:
            break
    if not (labels and _is_spelled_out(words, book, labels)):
        words = _behind_team(words, book)
    return " ".join(words).strip(" -–—|/,:")


def _is_spelled_out(words: list[str], book: Phrasebook, labels: tuple[str, ...]) -> bool:
    key = key_of(" ".join(words), book)
    return any(key and label.startswith(key) for label in labels)


def _ending(words: list[str], known: frozenset[str]) -> int:
    """How many of the last words are one of those known; 0 when none are."""
    return next((n for n in range(min(LONGEST_TEAM, len(words)), 0, -1) if " ".join(words[-n:]) in known), 0)


def _behind_team(words: list[str], book: Phrasebook) -> list[str]:
    """What stands behind a team: `Talent Acquisition at Fern`, `Recrutement Ondine`, `Team Talent von Birkenblatt`."""
    bare = [word.lower().strip(",;:") for word in words]
    for n in range(min(LONGEST_TEAM, len(words) - 1), 0, -1):
        team = " ".join(bare[:n])
        stop = bare[n].strip("-–—|/") == "" or words[n - 1].endswith((":", ",")) or bare[n] in book.labels["of"]
        if team in book.labels["team_before"] or (stop and team in book.labels["team"]):
            rest = n
            while rest < len(words) and (bare[rest].strip("-–—|/") == "" or bare[rest] in book.labels["of"]):
                rest += 1
            return words[rest:]
    return words


def is_of_an_agency(name: str, book: Phrasebook) -> bool:
    """Whether a name says that its bearer recruits for others: `Foxgrove Search`, `Moss Staffing Group`."""
    words = _WORD.findall(name.lower())
    # "Talento Nubia" is a team of Nubia's, "Puente Talento" an agency.
    return any(
        word in book.labels["agency"] and (at or word not in book.labels["team"]) for at, word in enumerate(words)
    )


def without_relay(shown: str, book: Phrasebook) -> tuple[str, str]:
    """A display name and the system that sends for it: `Acme via Greenhouse`, `Lever on behalf of Acme`."""
    shown = " ".join(shown.split()).strip("\"' ")
    system, own = _cut(shown, book.labels["on_behalf"])
    return (own, system) if own else _cut(shown, book.labels["via"])


def _cut(text: str, links: frozenset[str]) -> tuple[str, str]:
    """What stands before one of some words, and behind it; all of the text where none of them is."""
    lowered = f"{text.lower()} "
    for link in by_length(links):
        at = lowered.find(f" {link} ")
        if at > 0:
            return text[:at].strip(), text[at + len(link) + 2 :].strip()
    return text, ""


def behind(text: str, links: frozenset[str]) -> str:
    """What stands behind one of some words, such as `at`; empty where none of them is."""
    return _cut(text, links)[1]


def parts_of(line: str) -> Iterator[str]:
    """The parts of a line that commas, bars, dashes and brackets hold apart: `Recruiter | Fern (York)`."""
    head, bracket, rest = line.partition("(")
    for text in (head, rest.partition(")")[0] if bracket else ""):
        yield from (part for part in (piece.strip(" *_-–—|,.") for piece in _PARTS.split(text)) if part)


@lru_cache(maxsize=32)
def by_length(words: frozenset[str]) -> tuple[str, ...]:
    """The longest first, so that `on behalf of` is found before `of`."""
    return tuple(sorted(sorted(words), key=len, reverse=True))


def labelled_values(text: str, labels: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Every (value, line) of lines like `Label: value`."""
    for line in text.splitlines():
        label, colon, value = line.strip().lstrip("-•*· ").partition(":")
        if colon and value.strip() and " ".join(label.lower().split()) in labels:
            yield " ".join(value.split()), " ".join(line.split())[:QUOTE_LIMIT]
