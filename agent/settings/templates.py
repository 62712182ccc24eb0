"""Reads the templates and lets writing look each of them over; it renders nothing."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable

from agent.deciding import Situation
from agent.errors import ConfigProblem
from agent.settings.source import read_text
from agent.writing import Problem, Templates, template_problems


def read_templates(
    files: Mapping[str, Traversable], situations: Mapping[str, Situation], proven: Container[str] = ()
) -> tuple[Templates, tuple[ConfigProblem, ...]]:
    """Every template, and every problem of every template. `situations` are those of the rules, by template name.

    The files named in `proven` are not looked over: trying every wording of the shipped ones at every start would
    double the time it takes, and they are tried by our own tests.
    """
    sources: list[tuple[str, str]] = []
    problems: list[ConfigProblem] = []
    for name, file in files.items():
        text = read_text(file)
        if isinstance(text, ConfigProblem):
            problems.append(text)
            continue
        sources.append((name, text))
        if name in proven:
            continue
        found = _looked_over(name, text, situations.get(name.partition(".")[0]))
        problems += [ConfigProblem(str(file), p.line, "", p.sentence) for p in found if p.hard]
    return Templates(tuple(sources)), tuple(problems)


@lru_cache(maxsize=256)
def _looked_over(name: str, text: str, situation: Situation | None) -> tuple[Problem, ...]:
    """What writing has to say of a template; kept, for it tries every wording."""
    return template_problems(name, text, situation)


def template_names(files: Mapping[str, Traversable]) -> frozenset[str]:
    """What rules call the templates there are."""
    return frozenset(name.partition(".")[0] for name in files)
