"""The language of a text, by its commonest small words: English, German, French, Spanish, Dutch, or another one."""

from __future__ import annotations

from agent.reading.phrases.sentences import plain_form

STOP_WORDS = {
    "en": "the and to of you we for your is with our in that have will are this at be as on it from",
    "de": "der die das und wir sie für ist mit zu den ihre ihnen von nicht ein eine auf dass haben im es bei uns",
    "fr": "le la les et de vous nous votre pour est avec dans une des que sur pas au notre du en ce cette merci",
    "es": "el la los las y de que para usted su con en una por nuestro es no se del al gracias hemos como nos",
    "nl": "de het een en van wij je voor met is op dat niet uw we in te zijn ons jouw bij naar bedankt om aan",
}
"""The words that are nearly in every sentence."""

FEWEST = 3
"""Fewer such words than this say nothing; most mail is English, so that is assumed."""

SHORT = 20
"""Words up to which a text may well do without them."""

ENOUGH = 0.08
"""In a text of a language we know, at least this share of the words are its small words."""

_SETS = {language: frozenset(words.split()) for language, words in STOP_WORDS.items()}


def language_of(text: str) -> str:
    """`en`, `de`, `fr`, `es`, `nl`, or `other`; a text too short to tell counts as English."""
    words = plain_form(text[:2000], {}).split()
    counts = {language: sum(map(known.__contains__, words)) for language, known in _SETS.items()}
    best = max(counts, key=lambda language: counts[language])
    if len(words) < SHORT:
        return best if counts[best] >= FEWEST else "en"
    return best if counts[best] >= max(FEWEST, ENOUGH * len(words)) else "other"
