"""How a letter begins in each language and register: "Dear Ann", "Sehr geehrte Frau Baker", "Bonjour Ann Baker".

Whether somebody is a woman or a man is never guessed from a first name: only a title they bear themselves tells it, and
without one they are greeted by their whole name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from agent.writing.names import greeting_name, titles_and_rest

_FEMALE = frozenset({"frau", "mrs", "ms", "miss", "mme", "mlle", "madame"})
_MALE = frozenset({"herr", "mr", "m", "monsieur"})
_LEARNED = MappingProxyType({"dr": "Dr.", "prof": "Prof.", "professor": "Prof."})


@dataclass(frozen=True, slots=True)
class Greetings:
    """A language's ways to begin: `she` and `he` by family name, `whole` by the whole name, `first` by the given one.

    `learned` tells that academic titles stand before the family name.
    """

    she: str
    he: str
    whole: str
    first: str
    learned: bool


GREETINGS: Mapping[str, Greetings] = MappingProxyType(
    {
        "de": Greetings(
            "Sehr geehrte Frau {name}", "Sehr geehrter Herr {name}", "Guten Tag {name}", "Hallo {name}", learned=True
        ),
        "fr": Greetings(
            "Bonjour Madame {name}", "Bonjour Monsieur {name}", "Bonjour {name}", "Bonjour {name}", learned=False
        ),
    }
)
"""The languages in which it matters how familiar one is."""


def greeting(display: str, language: str, firms: tuple[str, ...], *, familiar: bool) -> str:
    """The first words of a letter to a person of this display name; empty where it names no person."""
    name = greeting_name(display, *firms)
    ways = GREETINGS.get(language)
    if not name or ways is None:
        return f"Dear {name}" if name and language == "en" else ""
    titles, rest = titles_and_rest(display, *firms)
    plain = {t.casefold().rstrip(".") for t in titles}
    learned = [_LEARNED[t] for t in ("professor", "prof", "dr") if t in plain] if ways.learned else []
    if familiar:
        return ways.first.format(name=rest[0] if titles and len(rest) > 1 else name)
    family = " ".join([*learned, rest[-1]])
    if plain & _FEMALE:
        return ways.she.format(name=family)
    if plain & _MALE:
        return ways.he.format(name=family)
    return ways.whole.format(name=" ".join([*learned, *rest]))
