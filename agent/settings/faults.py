"""Every fault of one table that reading objects to, though it objects to one at a time; each with its line in the file.

What a table may hold is reading's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from agent.errors import ConfigProblem
from agent.reading import AlmanacError, PhrasebookError
from agent.settings.locate import KeyPath
from agent.settings.source import Source

FAULTS = 50
"""At most so many faults of one file are told at once."""


def faults_of(source: Source, build: Callable[[Mapping[str, Any]], object]) -> list[ConfigProblem]:
    """Every fault of one file: what `build` objects to is taken out, until it objects to nothing more."""
    table = deepcopy(dict(source.values or {}))
    taken: list[KeyPath] = []
    problems: list[ConfigProblem] = []
    while len(problems) < FAULTS:
        try:
            build(table)
        except (PhrasebookError, AlmanacError) as error:
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
