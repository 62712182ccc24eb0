"""Reads the files of weights and has reading make a classifier of them, with the line of what is wrong.

What such a line may hold is reading's. The files are learned, not written; a user may still change a weight, or put a
file of the same name into the rules directory.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable

from agent.errors import ConfigProblem
from agent.reading import Classifier, WeightsError, classifier_from
from agent.settings.source import read_text

LARGEST = 8 * 1024 * 1024
"""Bytes of one file; the shipped ones together are smaller."""


def read_weights(files: Mapping[str, Traversable]) -> tuple[Classifier | None, tuple[ConfigProblem, ...]]:
    """The classifier of all files together, or the first problem of each file."""
    texts = {name: read_text(file, LARGEST) for name, file in files.items()}
    problems = [text for text in texts.values() if isinstance(text, ConfigProblem)]
    sound = {name: text for name, text in texts.items() if isinstance(text, str)}
    if not problems:
        try:
            return _classifier(tuple(sound.items())), ()
        except WeightsError:
            pass
    for name, text in sound.items():
        try:
            classifier_from({_stem(name): text.splitlines()})
        except WeightsError as error:
            problems.append(ConfigProblem(str(files[name]), error.line, "", error.sentence))
    return None, tuple(problems)


@lru_cache(maxsize=2)
def _classifier(texts: tuple[tuple[str, str], ...]) -> Classifier:
    """The classifier of these files; kept, for there are many lines."""
    return classifier_from({_stem(name): text.splitlines() for name, text in texts})


def _stem(name: str) -> str:
    return name.rpartition(".")[0]
