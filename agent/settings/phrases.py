"""Reads the phrase tables and has reading make a phrasebook of them, collecting every fault and not only the first.

What a phrase may look like is reading's; this finds the file and the line of what reading objects to.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Any

from agent.errors import ConfigProblem
from agent.reading import Phrasebook, PhrasebookError, phrasebook_from
from agent.settings.faults import faults_of
from agent.settings.source import Source, parse, read_text

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
    return faults_of(source, lambda table: phrasebook_from([*others, table]))
