"""Fits the classifier's weights: a multinomial logistic regression over words, pairs, triples and signs of structure.

It learns from whole letters, with their signs, and from single sentences of `sentences/`, which count less; both are of
our own making. From a corpus of other people's mail, where one is given, only rows that allow it are learned from, and
they only say how much the words of our own letters weigh: no word enters the weights that we did not write. A word of
one language is another feature than the same word of another. The same input always gives the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from agent.reading import Kind
from agent.reading.kinds.classifier import (
    ANY,
    LABELS,
    MOST_SENTENCES,
    SCALE,
    SIGNS,
    tongue_of,
    word_groups,
)
from agent.reading.message import Message
from agent.reading.parsing.parse import parse
from agent.reading.phrases.plain import plain_form
from agent.settings import shipped_rules
from tests.bench.shipped import reader_for
from tests.labelled import Labelled

SENTENCES = Path(__file__).with_name("sentences")

RARE = 2
"""Words in fewer letters and sentences than this are a coincidence."""

SMALL = 0.4
"""Weights below this are left out: of one feature among a hundred, it changes no probability by a twentieth."""

STRENGTH = 60.0
"""The inverse of the regression's regularisation.

This, the two below and RARE were chosen by cross-validation over all English letters, those in `unseen/` among them,
whole styles held out."""

A_SENTENCE = 0.25
"""How much a sentence counts beside a letter."""

A_SIGN = 0.3
"""The value of a sign, where the words of a message have length one together."""

FOLDS = 4

Words = frozenset[tuple[str, str]]
"""(language, word or group of words)"""


@dataclass(frozen=True, slots=True)
class Example:
    """A letter or a sentence: what it is, where from, its words and its signs; `ours` when we wrote it."""

    name: str
    label: str
    source: str
    words: Words
    signs: frozenset[str]
    weight: float = 1.0
    ours: bool = True


def letters(messages: Sequence[Labelled]) -> list[Example]:
    """The messages that structure leaves to the classifier, as the reader sees them."""
    return [example for message in messages if message.learn and (example := _letter(message)) is not None]


def _letter(letter: Labelled) -> Example | None:
    reader = reader_for(letter.me)
    message = parse(letter.raw, letter.received_at)
    ours = letter.origin == "ours"
    if not isinstance(message, Message) or not (ours or reader.passes(letter.raw, letter.threads, frozenset())):
        return None
    sight = reader.look(message, expected=bool(letter.threads))
    if reader.settled(sight, own=False) is not None:
        return None
    words = frozenset(
        (tongue_of(s, sight.read.language), text)
        for s in sight.read.sentences[:MOST_SENTENCES]
        for text in word_groups(s.plain)
    )
    return Example(letter.name, letter.kind, letter.source, words, sight.signs, ours=ours)


@cache
def sentences() -> tuple[Example, ...]:
    """Every sentence of every collection: folders begin with the language, files are named for the label."""
    plain = partial(plain_form, contractions=shipped_rules().phrases.contractions)
    found: dict[tuple[str, str], str] = {}
    for file in sorted(SENTENCES.glob("*/*.txt")):
        label, language = file.stem, file.parent.name.partition("-")[0]
        if label not in LABELS:
            raise ValueError(f"{file.name} is named for no label; the labels are {', '.join(LABELS)}")
        for line in file.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                found.setdefault((language, plain(line)), label)
    return tuple(
        Example(
            line, label, "sentences", frozenset((language, text) for text in word_groups(line)), frozenset(), A_SENTENCE
        )
        for (language, line), label in found.items()
    )


class Fitted:
    """A fitted regression, with the words and signs it knows."""

    def __init__(self, examples: Sequence[Example]) -> None:
        """Fit it; every label has to occur."""
        counts = Counter(word for example in examples if example.ours for word in example.words)
        self.words = {word: i for i, word in enumerate(sorted(w for w, n in counts.items() if n >= RARE))}
        signs = sorted({sign for example in examples for sign in example.signs})
        self.signs = {sign: len(self.words) + i for i, sign in enumerate(signs)}
        self.model = LogisticRegression(C=STRENGTH, max_iter=150, tol=1e-3)
        # The sums are small: one thread adds them up five times as fast as several that wait for each other.
        with threadpool_limits(1):
            labels = [example.label for example in examples]
            self.model.fit(self.matrix(examples), labels, sample_weight=[example.weight for example in examples])
        self.labels: list[str] = list(self.model.classes_)

    def matrix(self, examples: Iterable[Example]) -> csr_matrix:
        """A row for each example: words of length one together, each sign `A_SIGN`."""
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        number = -1
        for number, example in enumerate(examples):
            known = [self.words[word] for word in example.words if word in self.words]
            borne = [self.signs[sign] for sign in example.signs if sign in self.signs]
            rows += [number] * (len(known) + len(borne))
            columns += known + borne
            values += [1 / sqrt(len(known) or 1)] * len(known) + [A_SIGN] * len(borne)
        shape = (number + 1, len(self.words) + len(self.signs))
        return csr_matrix((values, (rows, columns)), shape=shape)

    def files(self, scale: float) -> dict[str, list[str]]:
        """The lines of each file, for each label the most telling first."""
        lines: dict[str, list[str]] = {language: [] for language, _ in self.words}
        lines[SIGNS] = [f"{SCALE}\t{ANY}\t{scale:.2f}"]
        for label, start, row in zip(self.labels, self.model.intercept_, self.model.coef_, strict=True):
            lines[SIGNS].append(f"{label}\t{ANY}\t{start:.2f}")
            told = [(round(float(row[i]) * A_SIGN, 2), sign) for sign, i in self.signs.items()]
            lines[SIGNS] += [f"{label}\t{sign}\t{w:.2f}" for w, sign in sorted(told, key=_telling) if w]
            spoken = [(round(float(row[i]), 1), word) for word, i in self.words.items() if abs(row[i]) >= SMALL]
            for weight, (language, text) in sorted(spoken, key=_telling):
                lines[language].append(f"{label}\t{text}\t{weight:.1f}")
        return dict(sorted(lines.items()))


def _telling(one: tuple[float, object]) -> tuple[float, str]:
    return -one[0], str(one[1])


def learned(examples: Sequence[Example]) -> dict[str, list[str]]:
    """The lines of the files of weights, learned from letters and sentences."""
    return Fitted([*examples, *sentences()]).files(scale_of(examples, held_out(examples)))


def held_out(examples: Sequence[Example]) -> list[dict[Kind, float]]:
    """The scores of each letter, unscaled, by weights learned without all letters of its source."""
    told: list[dict[Kind, float]] = [{} for _ in examples]
    for kept, held in GroupKFold(FOLDS).split(examples, groups=[e.source for e in examples]):
        fitted = Fitted([*(examples[i] for i in kept), *sentences()])
        for i, row in zip(held, _scores(fitted, [examples[i] for i in held]), strict=True):
            told[i] = {kind: float(one) for kind, one in zip(_kinds(fitted), row, strict=True)}
    return told


def scale_of(examples: Sequence[Example], told: Sequence[Mapping[Kind, float]]) -> float:
    """By how much to multiply scores so that probabilities of letters not learned from are right (one temperature)."""
    labels = [list(one).index(Kind(e.label)) for one, e in zip(told, examples, strict=True)]
    scores = np.array([list(one.values()) for one in told])

    def loss(scale: float) -> float:
        scaled = scale * scores
        logs = scaled - np.log(np.exp(scaled - scaled.max(1, keepdims=True)).sum(1, keepdims=True))
        logs -= scaled.max(1, keepdims=True)
        return -float(np.mean(logs[np.arange(len(labels)), labels]))

    return round(float(minimize_scalar(loss, bounds=(0.1, 3.0), method="bounded").x), 2)


def _kinds(fitted: Fitted) -> list[Kind]:
    return [Kind(label) for label in fitted.labels if label != LABELS[-1]]


def _scores(fitted: Fitted, examples: Sequence[Example]) -> NDArray[np.float64]:
    """Unscaled scores of the kinds; a message is never `none`."""
    columns = [i for i, label in enumerate(fitted.labels) if label != LABELS[-1]]
    scores: NDArray[np.float64] = fitted.model.decision_function(fitted.matrix(examples))[:, columns]
    return scores
