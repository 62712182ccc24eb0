"""The words of a tongue as codes, one letter each, so that wordings become small patterns over them (see `patterns`).

Nothing is looked for here.
"""

from __future__ import annotations

from agent.reading.almanac.lexing import OTHER, OTHER_NAME, Token, fold

_FIRST_CODE = 0xE000

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class Lexicon:
    """The words of a tongue, each with three codes: in lower case, with a capital, in capitals."""

    def __init__(self) -> None:
        """Begin without any."""
        self._codes: dict[str, str] = {}

    def codes_of(self, word: str) -> str:
        """The codes that stand for a word; a word written with a capital has to have one, and so with two."""
        three = self._allocate(word)
        capital, capitals = word[:1].isupper(), len(word) > 1 and word.isupper()
        return three[2] if capitals else three[1:] if capital else three

    def _allocate(self, word: str) -> str:
        folded = fold(word)
        if folded not in self._codes:
            first = _FIRST_CODE + 3 * len(self._codes)
            self._codes[folded] = chr(first) + chr(first + 1) + chr(first + 2)
        return self._codes[folded]

    def code(self, token: Token) -> str:
        """The code of a token: its shape, or that of the word as the mail writes it."""
        if token.shape:
            return token.shape
        three = self._codes.get(token.folded)
        return three[token.case] if three else OTHER_NAME if token.case else OTHER

    def knows(self, word: str) -> bool:
        """Whether the tongue has a word, folded."""
        return word in self._codes


def spellings(wording: str) -> tuple[str, ...]:
    """A wording, and the same without umlauts as keyboards without them write it."""
    other = wording.translate(_UMLAUTS)
    return (wording,) if other == wording else (wording, other)
