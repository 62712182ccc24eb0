"""Reads the tables of days and times and has reading make an almanac of them, collecting every fault.

What such a table may hold is reading's; this finds the file and the line of what reading objects to.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable

from agent.errors import ConfigProblem
from agent.reading import Almanac, AlmanacError, almanac_from
from agent.settings.faults import faults_of
from agent.settings.source import parse, read_text


def read_times(files: Mapping[str, Traversable]) -> tuple[Almanac | None, tuple[ConfigProblem, ...]]:
    """The almanac of all files together, or every problem of every file."""
    texts = [read_text(file) for file in files.values()]
    sources = [parse(str(f), t) for f, t in zip(files.values(), texts, strict=True) if isinstance(t, str)]
    problems = [t for t in texts if isinstance(t, ConfigProblem)]
    problems += [p for s in sources for p in s.problems]
    if not problems:
        try:
            return _almanac(tuple(t for t in texts if isinstance(t, str))), ()
        except AlmanacError:
            pass
    for source in sources:
        if source.values is not None:
            problems += faults_of(source, lambda table: almanac_from([table]))
    return None, tuple(problems)


@lru_cache(maxsize=4)
def _almanac(texts: tuple[str, ...]) -> Almanac:
    """The almanac of these files; kept, for it keeps what it has compiled."""
    return almanac_from([tomllib.loads(text) for text in texts])
