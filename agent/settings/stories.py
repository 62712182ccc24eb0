"""Reads the stories that rules carry: those beside a rule in `timing.toml`, and those in files of `stories/`.

Only their form is checked here; what their sentences say is for `agent.rehearsing`, and which rules judge them for
`rehearsal`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from agent.errors import ConfigProblem
from agent.rehearsing import Story
from agent.settings.locate import KeyPath, Lines
from agent.settings.ruleshape import StoriesShape, StoryShape, ToldShape
from agent.settings.sentences import problems_of
from agent.settings.source import Source, read_source
from agent.settings.words import shown, suggestion


def stories_of(
    shapes: Sequence[StoryShape], rule: str, source: Source, under: KeyPath, *, own: bool
) -> Iterator[Story]:
    """The stories of one list of tables, each with the lines of its sentences."""
    if not shapes:
        return
    lines = source.lines
    for index, shape in enumerate(shapes):
        path = (*under, index)
        said = shape.rule if isinstance(shape, ToldShape) else ""
        yield Story(
            rule=said or rule,
            title=shape.title,
            given=shape.given,
            expect=shape.expect,
            file=source.file,
            line=lines.of(path),
            lines=tuple(_lines_of(shape, path, lines)),
            cases=shape.case,
            own=own,
        )


def _lines_of(shape: StoryShape, path: KeyPath, lines: Lines) -> Iterator[int]:
    for key, sentences in (("given", shape.given), ("expect", shape.expect)):
        yield from (lines.of((*path, key, index)) for index in range(len(sentences)))


def read_stories(
    files: Iterable[Traversable], rules: Sequence[str], *, own: bool
) -> tuple[tuple[Story, ...], tuple[ConfigProblem, ...]]:
    """The stories of these files that are sound, and what is wrong with the others. `rules` are the names there are."""
    stories: list[Story] = []
    problems: list[ConfigProblem] = []
    for file in files:
        source = read_source(file)
        problems += source.problems
        if source.values is None:
            continue
        try:
            shape = StoriesShape.model_validate(source.values)
        except ValidationError as error:
            problems += problems_of(error, source, StoriesShape)
            continue
        problems += _unknown_rules(shape, source, rules)
        stories += stories_of(shape.story, shape.rule, source, ("story",), own=own)
    known = {*rules, ""}
    return tuple(story for story in stories if story.rule in known), tuple(problems)


def _unknown_rules(shape: StoriesShape, source: Source, rules: Sequence[str]) -> Iterator[ConfigProblem]:
    named: list[tuple[KeyPath, str]] = [(("rule",), shape.rule)]
    named += [(("story", index, "rule"), story.rule) for index, story in enumerate(shape.story)]
    for path, name in named:
        if name and name not in rules:
            yield source.problem(path, f"there is no rule {shown(name)}", suggestion(name, rules))
