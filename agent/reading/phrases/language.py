"""The language of a text, by its commonest small words: English, German, French, Spanish, Dutch, or another one.

And the languages a sentence may be in, which decide whose phrases may speak there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from agent.reading.phrases.plain import folded, plain_words

STOP_WORDS = {
    "en": "the and to of you we for your is with our in that have will are this at be as on it from",
    "de": "der die das und wir sie für ist mit zu den ihre ihnen von nicht ein eine auf dass haben im es bei uns "
    "ich du dir dich dein deine wird werden sind zum zur dem einen einem oder",
    "fr": "le la les et de vous nous votre pour est avec dans une des que sur pas au notre du en ce cette merci",
    "es": "el la los las y de que para usted su con en una por nuestro es no se del al gracias hemos como nos",
    "nl": "de het een en van wij je voor met is op dat niet uw we in te zijn ons jouw bij naar bedankt om aan "
    "ik jij heb hebt heeft hebben kan kunnen wordt zal ook deze dit maar onze nog",
}
"""The words that are nearly in every sentence."""

FEWEST = 3
"""Fewer such words than this say nothing; most mail is English, so that is assumed."""

SHORT = 20
"""Words up to which a text may well do without them."""

ENOUGH = 0.08
"""In a text of a language we know, at least this share of the words are its small words."""

TELLING = 2
"""So many small words of one language in a sentence, and it is not in one that has less than half of them there."""

SPOKEN = 0.25
"""A mail is also in a language that has at least this share of the small words of its main one."""

_SETS = {language: frozenset(folded(words).split()) for language, words in STOP_WORDS.items()}
_SMALL = frozenset().union(*_SETS.values())
_OF = {word: tuple(k for k, known in _SETS.items() if word in known) for known in _SETS.values() for word in known}


def language_of(text: str) -> str:
    """`en`, `de`, `fr`, `es`, `nl`, or `other`; a text too short to tell counts as English."""
    words = plain_words(text[:2000], {})
    small = [word for word in words if word in _OF]
    counts = {language: sum(map(known.__contains__, small)) for language, known in _SETS.items()}
    best = max(counts, key=lambda language: counts[language])
    if len(words) < SHORT:
        return best if counts[best] >= FEWEST else "en"
    return best if counts[best] >= max(FEWEST, ENOUGH * len(words)) else "other"


def languages_in(counts: Iterable[Mapping[str, int]]) -> frozenset[str]:
    """The languages a whole mail may be in, by the small words in its sentences; empty when they do not tell."""
    total: dict[str, int] = {}
    for counted in counts:
        for language, number in counted.items():
            total[language] = total.get(language, 0) + number
    best = max(total.values(), default=0)
    return frozenset(k for k, n in total.items() if n >= SPOKEN * best) if best >= FEWEST else frozenset()


def languages_of(counts: Mapping[str, int], otherwise: frozenset[str]) -> frozenset[str]:
    """The languages a sentence of these small words may be in; `otherwise` those of the mail around it."""
    best = max(counts.values(), default=0)
    return frozenset(k for k, n in counts.items() if 2 * n >= best) if best >= TELLING else otherwise


def small_words_in(words: AbstractSet[str]) -> dict[str, int]:
    """How many small words of each language are among the plain words of a sentence."""
    counts: dict[str, int] = {}
    for word in words & _SMALL:
        for language in _OF[word]:
            counts[language] = counts.get(language, 0) + 1
    return counts
