"""The plain form of a text, in which phrases are looked for: words only, lower case, without accents, spelled out.

Phrases and mail go through the same door, so either may be written with accents or without, with `l'entretien` or
`l’entretien`. Nothing is split into sentences here, and nothing is understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum()} | {
    code: chr(code).lower() for code in range(128) if chr(code).isalnum()
}
"""Words only, in lower case: the same as `_WORD` finds where all is ASCII and there is no apostrophe."""

_QUOTES = {"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "}  # noqa: RUF001
_LIGATURES = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}  # noqa: RUF001
_LATIN = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]
_MARKS = range(0x300, 0x370)


def _bare(letter: str) -> str:
    """A letter without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", letter) if ord(c) not in _MARKS)


_FOLDED = str.maketrans(
    {chr(code): bare for code in _LATIN if (bare := _bare(chr(code))) != chr(code)}
    | dict.fromkeys(map(chr, _MARKS), "")
    | {"\u00ad": "", "\u200b": ""}
    | _LIGATURES
    | _QUOTES
)
_LEVEL = str.maketrans(
    {chr(code): bare for code in _LATIN if (bare := _bare(chr(code))) != chr(code) and len(bare) == 1}
)

_ELISION = re.compile(r"\b([cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)'(?=[aeiouyh])")
"""`l'entretien`, `d'un`, `qu'il`: two words each. No English contraction looks like that."""

_EITHER_SEX = re.compile(
    r"(?<=[a-z]{2})(?:\((?:e|s|es|ne|te|le|ve|trice|euse|a|as|os|in|innen)\)|[\u00b7\u2022\u2027](?:e|s|es|ne|te|le|ve|trice|euse)"
    r"(?:[\u00b7\u2022\u2027]?s)?|/-?(?:e|ne|a|as|os|in|innen|trice|euse)|[:*_]in(?:nen)?)(?![^\W_])"
)
"""Endings put behind a word so that it speaks to everybody: `retenu(e)`, `candidat·e·s`, `interesado/a`."""

_BESIDE = re.compile(r"[(/:*_\u00b7\u2022\u2027](?<=[a-z].)[a-z-]")
"""What all of them have, found sooner than they are."""

_EITHER_VOWEL = re.compile(r"(?<=[a-z]{2})@(?=s?(?![\w.@-]))")


def folded(text: str) -> str:
    """Lower case, straight quotes, no accents: `Où` becomes `ou`, `groß` becomes `gross`."""
    text = text.lower()
    return text if text.isascii() else text.translate(_FOLDED)


def levelled(text: str) -> str:
    """Without accents, but letter by letter as long as it was, and in its own case: for finding where something is."""
    return text if text.isascii() else text.translate(_LEVEL)


def spelled_out(text: str, contractions: Mapping[str, str]) -> str:
    """Folded, with contractions in full and elisions apart: `won't` becomes `will not`, `l'été` becomes `l ete`."""
    text = folded(text)
    if "'" in text:
        for short, full in contractions.items():
            text = text.replace(short, full)
        text = _ELISION.sub(r"\1 ", text)
    return text


def plain_form(text: str, contractions: Mapping[str, str]) -> str:
    """Words only, each after one space, with a space at the end; words meant for either sex in the shorter form."""
    return in_a_row(plain_words(text, contractions))


def in_a_row(words: Sequence[str]) -> str:
    """Plain words as a plain form."""
    return f" {' '.join(words)} " if words else " "


def plain_words(text: str, contractions: Mapping[str, str]) -> list[str]:
    """The words of the plain form."""
    text = spelled_out(text, contractions)
    if _BESIDE.search(text):
        text = _EITHER_SEX.sub("", text)
    if "@" in text:
        text = _EITHER_VOWEL.sub("o", text)
    return text.translate(_SPACED).split() if text.isascii() and "'" not in text else _WORD.findall(text)
