"""Reads the phrase tables and has reading make a phrasebook of them, collecting every fault and not only the first.

What a phrase may look like is reading's; this finds the file and the line of what reading objects to.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Any

from agent.errors import ConfigProblem
from agent.reading import Phrasebook, PhrasebookError, phrasebook_from
from agent.settings.locate import KeyPath
from agent.settings.source import Source, parse, read_text

FAULTS = 50
"""At most so many faults of one file are told at once."""

SHARED = ("language", "sets", "contractions")
"""Groups that phrases of other files may use."""


def read_phrases(files: Mapping[str, Traversable]) -> tuple[Phrasebook | None, tuple[ConfigProblem, ...]]:
    """The phrasebook of all files together, or every problem of every file."""
    texts = [read_text(file) for file in files.values()]
    sources = [parse(str(f), t) for f, t in zip(files.values(), texts, strict=True) if isinstance(t, str)]
    problems = [t for t in texts if isinstance(t, ConfigProblem)]
    problems += [p for s in sources for p in s.problems]
    if not problems:
        try:
            return _phrasebook(tuple(t for t in texts if isinstance(t, str))), ()
        except PhrasebookError:
            pass
    for source in sources:
        if source.values is not None:
            problems += _faults(source, [_shared(s.values or {}) for s in sources if s is not source])
    return None, tuple(problems)


@lru_cache(maxsize=4)
def _phrasebook(texts: tuple[str, ...]) -> Phrasebook:
    """The book of these files; kept, for making it takes most of the time that loading takes."""
    return phrasebook_from([tomllib.loads(text) for text in texts])


def _shared(table: Mapping[str, Any]) -> dict[str, Any]:
    """What other files may use of a table, as far as it is sound by itself."""
    shared = {group: table[group] for group in SHARED if group in table}
    try:
        phrasebook_from([shared])
    except PhrasebookError:
        return {}
    return shared


def _faults(source: Source, others: Sequence[Mapping[str, Any]]) -> list[ConfigProblem]:
    """Every fault of one file: what reading objects to is taken out, until it objects to nothing more."""
    table = deepcopy(dict(source.values or {}))
    taken: list[KeyPath] = []
    problems: list[ConfigProblem] = []
    while len(problems) < FAULTS:
        try:
            phrasebook_from([*others, table])
        except PhrasebookError as error:
            path = path_in(table, error.path)
            problems.append(source.problem(_as_written(path, taken), error.sentence))
            if not path:
                break
            _take_out(table, path)
            taken.append(path)
        else:
            break
    return problems


def path_in(table: Mapping[str, Any], text: str) -> KeyPath:
    """A path as reading writes it (`rejection.strong.regret[1]`), as the keys and indices that lead there."""
    path: KeyPath = ()
    here: Any = table
    while text:
        if isinstance(here, list):
            index = re.match(r"\[(\d+)\]", text)
            if not index or int(index[1]) >= len(here):
                break
            path, here, text = (*path, int(index[1])), here[int(index[1])], text[index.end() :]
        elif isinstance(here, dict):
            key = next((k for k in sorted(here, key=len, reverse=True) if _leads(text, k)), None)
            if key is None:
                break
            path, here, text = (*path, key), here[key], text[len(key) :]
        else:
            break
        text = text.removeprefix(".")
    return path


def _leads(text: str, key: str) -> bool:
    return text.startswith(key) and text[len(key) : len(key) + 1] in {"", ".", "["}


def _take_out(table: dict[str, Any], path: KeyPath) -> None:
    *around, last = path
    here: Any = table
    for part in around:
        here = here[part]
    del here[last]


def _as_written(path: KeyPath, taken: Sequence[KeyPath]) -> KeyPath:
    """Where a path of the thinned-out table stands in the file: elements taken out before it are counted again."""
    for gone in reversed(taken):
        around, index = gone[:-1], gone[-1]
        at = len(around)
        if path[:at] == around and len(path) > at and isinstance(index, int):
            here = path[at]
            if isinstance(here, int) and here >= index:
                path = (*around, here + 1, *path[at + 1 :])
    return path
