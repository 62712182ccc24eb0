"""Whether a domain passes itself off as one that is known: a pure function over two sets of letters.

Works on registered domains (`acme.co.uk` of `mail.acme.co.uk`). What is known, and what follows, is the caller's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from agent.reading.parsing.failure import Failure, attempt
from agent.reading.parsing.trust import organisational_domain

SHORTEST = 5
"""Letters from which one wrong letter is telling: of shorter names there are too many neighbours."""

SHORTEST_SPELLED = 4
"""Letters from which the same shapes, or a word put beside a name, are telling."""

_TWINS = {
    ord(twin): letter
    for letter, twins in {
        "a": "\u0430\u03b1",  # Cyrillic, then Greek and Armenian letters, named here by their numbers
        "b": "\u0432",
        "c": "\u0441",
        "d": "\u0501",
        "e": "3\u0435\u0454\u03b5",
        "h": "\u04bb\u043d",
        "i": "\u0456\u03b9",
        "j": "\u0458",
        "k": "\u043a\u03ba",
        "l": "1|\u04cf",
        "m": "\u043c",
        "n": "\u0578",
        "o": "0\u043e\u03bf\u0585",
        "p": "\u0440\u03c1",
        "q": "\u051b",
        "s": "5\u0455",
        "t": "\u0442\u03c4",
        "u": "\u057d\u03c5",
        "v": "\u03bd",
        "w": "\u051d",
        "x": "\u0445",
        "y": "\u0443",
    }.items()
    for twin in twins
}
_PAIRS = (("rn", "m"), ("vv", "w"))
_ADDED = re.compile(
    r"careers?|jobs?|hr|hiring|hire|recruit(?:ing|ment|er|ers)?|talent|staffing|offers?|payroll|onboarding|interviews?"
    r"|karriere|emplois?|empleos?|vacatures?|com"
)
"""Words put beside a name to sound like its recruiting; what groups and branches are called is not among them."""

_TYPED_FOR_COM = frozenset({"co", "cm", "om", "cam", "corn", "comm", "con"})


class Trick(StrEnum):
    """How a domain resembles another."""

    SHAPES = "shapes"  # letters that look alike: paypa1, rnicrosoft, Cyrillic
    ENDING = "ending"  # acme.co for acme.com
    INSIDE = "inside"  # acme.com.evil.example
    SPELLING = "spelling"  # one letter more, less, other or swapped
    ADDED = "added"  # acme-careers for acme


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A domain, the one it looks like, and the trick."""

    domain: str
    of: str
    trick: Trick


class KnownDomains:
    """Registered domains in ASCII form, laid out so that the few a domain could look like are found at once.

    Worth making of a list that is asked about often.
    """

    def __init__(self, domains: Iterable[str] = ()) -> None:
        """Take the domains."""
        self._domains: set[str] = set()
        self._most_labels = 0
        self._filed: dict[str, set[str]] = {}
        for domain in domains:
            self.add(domain)

    def add(self, domain: str) -> None:
        """Take one more, and file it by its name, its shape, and what is left without one letter."""
        self._domains.add(domain)
        self._most_labels = max(self._most_labels, domain.count(".") + 1)
        label = domain.partition(".")[0]
        for key in (label, f"={skeleton(label)}", *_shortened(label)):
            self._filed.setdefault(key, set()).add(domain)

    def near(self, domain: str) -> frozenset[str]:
        """Every known domain that `domain` could look like, and some others; itself, if it is known."""
        own = organisational_domain(domain)
        if own is None:
            return frozenset()
        label = own.partition(".")[0]
        parts = domain.lower().removesuffix(own).split(".")[:-1]
        inside = {
            ".".join(parts[start : start + count])
            for start in range(len(parts))
            for count in range(1, self._most_labels + 1)
        }
        keys = {f"={skeleton(label)}", label, *_shortened(label)}
        keys |= {label[:end] for end in range(1, len(label))} | {label[start:] for start in range(1, len(label))}
        found = {other for key in keys & self._filed.keys() for other in self._filed[key]}
        return frozenset(found | (inside & self._domains))


def looks_like(domain: str, known: Iterable[str]) -> Lookalike | None:
    """The known domain that this one passes itself off as, by the most telling trick; None when it is known itself.

    `known` are registered domains in ASCII form.
    """
    own = organisational_domain(domain)
    others = frozenset(known)
    if own is None or own in others:
        return None
    found = (Lookalike(own, other, trick) for other in sorted(others) if (trick := _trick(domain.lower(), own, other)))
    order = list(Trick)
    return min(found, key=lambda like: order.index(like.trick), default=None)


def mixes_scripts(domain: str) -> bool:
    """Whether one label of a domain mixes letters of scripts that look alike: Latin with Cyrillic or Greek."""
    return any(_mixed(shown(label)) for label in domain.split("."))


def mixed_words(text: str) -> bool:
    """Whether a word mixes letters of scripts that look alike."""
    return not text.isascii() and any(_mixed(word) for word in re.findall(r"[^\W\d_]{2,60}", text[:500]))


def shown(label: str) -> str:
    """A label as a mail client shows it, with its Punycode undone."""
    if not label.startswith("xn--"):
        return label
    decoded = attempt(lambda: label[:63].encode("ascii").decode("idna"))
    return label if isinstance(decoded, Failure) else decoded


def _trick(domain: str, own: str, other: str) -> Trick | None:
    label, _, suffix = own.partition(".")
    their_label, _, their_suffix = other.partition(".")
    if f".{other}." in f".{domain.removesuffix(own)}":
        return Trick.INSIDE
    if label == their_label:
        return Trick.ENDING if their_suffix == "com" and suffix in _TYPED_FOR_COM else None
    if len(their_label) < SHORTEST_SPELLED:
        return None
    if skeleton(label) == skeleton(their_label):
        return Trick.SHAPES
    if len(their_label) >= SHORTEST and suffix == their_suffix and one_edit(label, their_label):
        return Trick.SPELLING
    return Trick.ADDED if _is_added_to(label, their_label) else None


def _shortened(label: str) -> set[str]:
    """A name with each of its letters left out, marked: two names one edit apart share one of these, or one is it."""
    return {f"-{label[:at]}{label[at + 1 :]}" for at in range(len(label))} | {f"-{label}"}


def _is_added_to(label: str, name: str) -> bool:
    before, found, after = label.partition(name)
    if not found or (before and after):
        return False
    rest = before or after
    return _ADDED.fullmatch(rest.strip("-")) is not None


@lru_cache(maxsize=4096)
def skeleton(label: str) -> str:
    """What is left of a name when letters that look alike are the same, and hyphens and accents are nothing."""
    plain = unicodedata.normalize("NFKD", shown(label)).casefold().translate(_TWINS)
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c != "-")
    for pair, single in _PAIRS:
        plain = plain.replace(pair, single)
    return plain.replace("i", "l")


def one_edit(one: str, other: str) -> bool:
    """Whether one letter was added, left out, changed, or swapped with its neighbour. Linear in the length."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    return swapped or short[start + 1 :] == long[start + 1 :]


def _mixed(word: str) -> bool:
    scripts = {unicodedata.name(c, "").partition(" ")[0] for c in word[:100] if c.isalpha()}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})
