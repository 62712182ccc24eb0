"""What every match of a wording contains: words and strings, so that a phrase need not be tried on sentences without.

A wording is spelled out as far as that can be done in few ways; what is always there is looked for first (see
`spotting`), and only then the whole wording. Nothing is matched here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from agent.reading.phrases.language import STOP_WORDS
from agent.reading.phrases.wording import Choice, Item, Items, Slot, Star, Word

MOST_LITERALS = 32
"""How many beginnings of a phrase are spelled out: enough for a few choices in a row."""

_SMALL = frozenset(word for words in STOP_WORDS.values() for word in words.split())
"""Words that stand in nearly every sentence, and tell little about one."""


@dataclass(frozen=True, slots=True)
class Literals:
    """Of each set, every plain sentence that matches contains one string, and of `words` one whole word.

    `exact`: and a sentence that contains one string, matches.
    """

    sets: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...] = ()
    exact: bool = False


class Spelling(NamedTuple):
    """Words a match may begin with; `open` while more may be put behind them."""

    text: str
    open: bool = True


_NO_MORE = (Spelling("", open=False),)


def has_a_word(items: Items) -> bool:
    """Whether a whole word is in every match."""
    return any(map(_always_there, items))


class Speller:
    """Spells wordings out, and remembers how the choices in them are: sets are used in many."""

    def __init__(self) -> None:
        """Begin without any."""
        # The choice is kept beside its spellings, so that no other object can come to bear its number.
        self._ends: dict[int, tuple[Choice, list[Spelling]]] = {}
        self._words: dict[int, tuple[Choice, frozenset[str]]] = {}

    def literals(self, items: Items) -> Literals:
        """What a sentence has to contain, piece by piece between `*` and slots."""
        whole = self._spellings(items)
        if all(open_ and text for text, open_ in whole):
            return Literals((frozenset(f"{text} " for text, _ in whole),), exact=True)
        sets = [max(found, key=_telling) for piece in _pieces(items) if (found := self._windows(piece))]
        sets.sort(key=_telling, reverse=True)
        return Literals(tuple(sets) or (frozenset({" "}),), tuple(self._needed(items)))

    def _windows(self, piece: Items) -> list[frozenset[str]]:
        """How a match may go on from each item of a piece; what may be nothing at all is left out."""
        spelled = (self._spellings(piece[start:]) for start in range(len(piece)))
        sets = (frozenset(f"{text} " if open_ else text for text, open_ in spellings) for spellings in spelled)
        return [texts for texts in sets if all(map(str.strip, texts))]

    def _spellings(self, items: Items) -> list[Spelling]:
        """The beginnings of a sequence, as far as it can be spelled out in at most so many ways."""
        found = [Spelling("")]
        for item in items:
            ends = self._ways(item)
            ways = sum(len(ends) if open_ else 1 for _, open_ in found)
            if ways > MOST_LITERALS:
                return [Spelling(f"{text} ", open=False) if open_ else Spelling(text, open_) for text, open_ in found]
            if not any(open_ for _, open_ in found):
                break
            found = [
                new
                for text, open_ in found
                for new in (
                    [Spelling(text + end, goes_on) for end, goes_on in ends] if open_ else (Spelling(text, False),)
                )
            ]
        return found

    def _ways(self, item: Item) -> list[Spelling]:
        """How a match may go on with an item."""
        if isinstance(item, Word):
            return [Spelling(f" {item.text}", not item.open_ended)]
        if not isinstance(item, Choice):
            return [Spelling(" ", open=False)]
        if id(item) not in self._ends:
            ends = [Spelling("")] if item.optional else []
            ends += [spelling for branch in item.branches for spelling in self._spellings(branch)]
            self._ends[id(item)] = item, ends
        return self._ends[id(item)][1]

    def _needed(self, items: Items) -> list[frozenset[str]]:
        """The whole words one of which every match has, item by item, where that can be told."""
        return [words for item in items if (words := self._words_of(item))]

    def _words_of(self, item: Item) -> frozenset[str]:
        if isinstance(item, Word):
            return frozenset() if item.open_ended else frozenset({item.text})
        if not isinstance(item, Choice) or item.optional:
            return frozenset()
        if id(item) not in self._words:
            branches = [self._needed(branch) for branch in item.branches]
            rarest = (min(sets, key=_commonness) for sets in branches) if all(branches) else ()
            self._words[id(item)] = item, frozenset().union(*rarest)
        return self._words[id(item)][1]


def _commonness(words: frozenset[str]) -> tuple[bool, int, list[str]]:
    return not words.isdisjoint(_SMALL), len(words), sorted(words)


def _always_there(item: Item) -> bool:
    """Whether a whole word of this item is in every match."""
    if isinstance(item, Word):
        return not item.open_ended
    return isinstance(item, Choice) and not item.optional and all(any(map(_always_there, b)) for b in item.branches)


def _pieces(items: Items) -> list[Items]:
    """The runs of items between stars and slots."""
    pieces: list[Items] = [()]
    for item in items:
        pieces = [*pieces, ()] if isinstance(item, Star | Slot) else [*pieces[:-1], (*pieces[-1], item)]
    return pieces


def _telling(texts: frozenset[str]) -> tuple[float, list[str]]:
    """Long strings are rarer than short ones, and a few are sooner looked for than many; small words are everywhere."""
    return min(map(_weight, texts)) - 0.1 * len(texts), sorted(texts)


def _weight(text: str) -> float:
    return sum(1.0 if word in _SMALL else 1.0 + len(word) for word in text.split())


def slots_in(items: Iterable[Item]) -> frozenset[str]:
    """The names of the slots in a wording, those in its choices too."""
    names: set[str] = set()
    for item in items:
        if isinstance(item, Slot):
            names.add(item.name)
        elif isinstance(item, Choice):
            names |= {name for branch in item.branches for name in slots_in(branch)}
    return frozenset(names)
