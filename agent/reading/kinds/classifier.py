"""How likely a message is of each kind: a linear classifier over its words and over signs of its structure.

Phrases know the wordings somebody wrote down; this has learned, from letters of our own making, which words, pairs and
triples of words they share. The weights are text in `rules/weights/`, made by `make learn`: one file for each language,
and one for the signs. No file is opened here, nothing is learned, and no verdict is given: see `ruling`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, sqrt

from agent.reading.model import Kind
from agent.reading.phrases.sentences import Sentence

KINDS = tuple(kind for kind in Kind if kind not in {Kind.UNSURE, Kind.BOUNCE})
"""What a message may be, in the order of `LABELS`; a bounce is told by structure alone."""

LABELS = (*KINDS, "none")
"""What can be told apart: the kinds, and `none` for a sentence that decides nothing."""

SIGNS = "signs"
"""The name, in place of a language, of the weights of structure."""

ANY = "*"
"""In place of words: the weight that every message starts with."""

SCALE = "scale"
"""In place of a kind: by how much all weights are multiplied, so that a probability of 0.9 is right in nine of ten."""

_KNOWN_LABELS = frozenset({*LABELS, SCALE})

MOST_SENTENCES = 40
"""Sentences by which a message has said what it is."""

MOST_WORDS = 60
"""Words of one sentence that are looked at."""

Weights = Mapping[str, tuple[tuple[int, float], ...]]
"""By words, or by a sign: the places of labels in `LABELS`, and their weights."""


class WeightsError(ValueError):
    """A line of a file of weights is wrong: `line` counts from 1."""

    def __init__(self, line: int, sentence: str) -> None:
        """Keep both; the text is the sentence."""
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Classifier:
    """The weights of all languages and of the signs. One without weights finds every kind equally likely."""

    words: Mapping[str, Weights]
    signs: Weights
    start: tuple[float, ...] = (0.0,) * len(LABELS)
    scale: float = 1.0

    def likely(self, sentences: Sequence[Sentence], signs: Iterable[str], language: str) -> dict[Kind, float]:
        """The probability of each kind. `language` is the message's; a sentence may know better for itself."""
        told = [0.0] * len(self.start)
        found = self._found(sentences, language)
        for weights in found:
            for place, weight in weights:
                told[place] += weight
        share = sqrt(len(found) or 1)
        scores = [start + weight / share for start, weight in zip(self.start, told, strict=True)]
        for sign in signs:
            for place, weight in self.signs.get(sign, ()):
                scores[place] += weight
        scaled = [self.scale * score for score in scores[:-1]]
        top = max(scaled)
        odds = [exp(score - top) for score in scaled]
        total = sum(odds)
        return {kind: one / total for kind, one in zip(KINDS, odds, strict=True)}

    def telling(self, sentences: Sequence[Sentence], kind: Kind, language: str) -> list[tuple[float, Sentence]]:
        """The sentences that speak most for a kind, and how strongly; those that speak against it are left out."""
        place = LABELS.index(kind)
        found = []
        for sentence in sentences[:MOST_SENTENCES]:
            weights = self._found((sentence,), language)
            weight = sum(w for one in weights for where, w in one if where == place)
            if weight > 0:
                found.append((weight, sentence))
        return sorted(found, key=lambda one: -one[0])

    def _found(self, sentences: Sequence[Sentence], language: str) -> list[tuple[tuple[int, float], ...]]:
        """The weights of all words of the message that have any, each once."""
        found: list[tuple[tuple[int, float], ...]] = []
        seen: dict[str, set[str]] = {}
        for sentence in sentences[:MOST_SENTENCES]:
            tongue = tongue_of(sentence, language)
            if table := self.words.get(tongue):
                known = seen.setdefault(tongue, set())
                for text in [text for text in word_groups(sentence.plain) if text in table]:
                    if text not in known:
                        known.add(text)
                        found.append(table[text])
        return found


def tongue_of(sentence: Sentence, language: str) -> str:
    """The language whose words a sentence is weighed by: its own, else the message's, English where that is unknown."""
    if len(sentence.languages) == 1:
        return next(iter(sentence.languages))
    return "en" if language == "other" else language


def word_groups(plain: str) -> list[str]:
    """The words of a sentence in plain form, its pairs and its triples of words; all numbers are one word."""
    words = ["0" if word[0].isdigit() else word for word in plain.split()[:MOST_WORDS]]
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    return [*words, *pairs, *(f"{two} {word}" for two, word in zip(pairs, words[2:], strict=False))]


def classifier_from(files: Mapping[str, Sequence[str]]) -> Classifier:
    """Make a classifier of the lines of each language's file and of that called `signs`.

    A line is `kind TAB words TAB weight`; `#` begins a comment. Raises `WeightsError` for the first line that is wrong.
    """
    start, scale = [0.0] * len(LABELS), 1.0
    tables: dict[str, dict[str, dict[int, float]]] = {name: {} for name in files}
    places = {label: place for place, label in enumerate(LABELS)}
    for name, lines in files.items():
        table = tables[name]
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            label, text, weight = _fields(number, line)
            if label == SCALE:
                scale = weight
            elif text == ANY:
                start[places[label]] = weight
            else:
                table.setdefault(text, {})[places[label]] = weight
    frozen = {name: {text: tuple(found.items()) for text, found in table.items()} for name, table in tables.items()}
    signs = frozen.pop(SIGNS, {})
    return Classifier(frozen, signs, tuple(start), scale)


def _fields(number: int, line: str) -> tuple[str, str, float]:
    parts = line.rstrip("\n").split("\t")
    if len(parts) != 3 or not parts[1].strip():  # noqa: PLR2004 — label, words, weight
        raise WeightsError(number, "needs a kind, words and a weight, with a tab between them")
    label, text, weight = parts
    if label not in _KNOWN_LABELS:
        raise WeightsError(number, f"there is no kind {label!r}; there are {', '.join(LABELS)}")
    try:
        return label, text, float(weight)
    except ValueError:
        raise WeightsError(number, f"{weight!r} is no number; write one such as 1.25") from None
