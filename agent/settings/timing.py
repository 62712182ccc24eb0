"""Makes the rules: `timing.toml` as shipped, changed by profile and overlays, the user's file, and config.toml.

The user's word wins: a rule in the user's own file replaces the shipped one as a whole and is left alone by profile and
overlays; `[rules.NAME]` in config.toml changes single keys of whatever stands then.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from agent.deciding import ReminderRule, Rule
from agent.errors import ConfigProblem
from agent.rehearsing import Story
from agent.settings.locate import KeyPath, Lines
from agent.settings.model import CompanyRules, Override, Profile
from agent.settings.overlays import CLOSING, OFF, OVERLAYS
from agent.settings.ruleshape import DefaultsShape, ReminderShape, RuleShape, TimingShape, clearly_before, length
from agent.settings.sentences import problems_of
from agent.settings.source import Source, read_source
from agent.settings.stories import stories_of
from agent.settings.words import dotted, shown, suggestion


@dataclass(frozen=True, slots=True)
class Choices:
    """What config.toml says about rules."""

    file: Path
    profile: Profile = Profile.SEED
    overlays: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    companies: tuple[CompanyRules, ...] = ()

    def at(self, company: CompanyRules) -> Choices:
        """The choices that hold for one company."""
        overlays = tuple(dict.fromkeys((*self.overlays, *company.overlays)))
        return replace(self, overlays=overlays, overrides=(*self.overrides, *company.overrides), companies=())


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule stands, and what changed it since."""

    file: str
    line: int
    changed: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`timing.toml:47, after changed in config.toml:12`."""
        return ", ".join((f"{self.file}:{self.line}", *self.changed))


@dataclass(frozen=True, slots=True)
class Timing:
    """All rules with where they come from, and what holds for every rule (fields of `agent.deciding.RuleBook`)."""

    rules: tuple[Rule, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    reminders: tuple[ReminderRule, ...] = ()
    problems: tuple[ConfigProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    """One rule as it stands: its keys as written, the file and line, and what has changed it."""

    source: Source
    keys: Mapping[str, Any]
    changed: tuple[str, ...] = ()

    def with_keys(self, keys: Mapping[str, Any], by: str) -> _Table:
        """The same rule with some keys changed, unless none is."""
        return _Table(self.source, {**self.keys, **keys}, (*self.changed, by)) if keys else self


def read_timing(files: Sequence[Traversable], choices: Choices, templates: frozenset[str]) -> Timing:
    """Every rule of every file and of config.toml, with every problem; faulty rules are left out."""
    return timing_of([read_source(file) for file in files], choices, templates)


def timing_of(sources: Sequence[Source], choices: Choices, templates: frozenset[str]) -> Timing:
    """As `read_timing`, of files that have been read already, the shipped one first."""
    shipped = frozenset(_written_rules(sources[0])) if sources else frozenset()
    problems = [p for s in sources for p in s.problems]
    for source in sources:
        in_part = _copied_in_part(source, shipped)
        found = [*_shape_problems(source, in_part), *in_part.values(), *_unknown_templates(source, templates)]
        problems += sorted(found, key=lambda p: p.line)
    tables = _tables(sources, choices)
    config = _config_source(choices)
    of_config = _unknown_rules(config, choices, tables)
    rules: list[Rule] = []
    stories: list[Story] = []
    origins: dict[str, Origin] = {}
    for name, table in tables.items():
        shape, found = _rule(name, table, choices, config, templates)
        of_config += found
        if shape is not None:
            rules.append(shape.rule(name))
            origins[name] = _origin(name, table, choices)
            stories += stories_of(
                shape.story, name, table.source, ("rule", name, "story"), own=table.source is not sources[0]
            )
    reminders, of_reminders = _reminders(sources, choices, config)
    defaults, found = _defaults(sources, choices, config)
    problems += sorted([*of_config, *of_reminders, *found], key=lambda p: p.line)
    return Timing(tuple(rules), defaults, origins, tuple(stories), reminders, tuple(problems))


def _shape_problems(source: Source, in_part: Collection[str]) -> list[ConfigProblem]:
    """What is wrong with a file by itself; of rules copied in part, what they lack is told in one sentence instead."""
    written = {name: keys for name, keys in (source.values or {}).items() if name != "rule" or not in_part}
    if in_part:
        written["rule"] = {n: keys for n, keys in _written_rules(source).items() if n not in in_part}
    try:
        TimingShape.model_validate(written)
    except ValidationError as error:
        return problems_of(error, source, TimingShape)
    return []


def _copied_in_part(source: Source, shipped: frozenset[str]) -> dict[str, ConfigProblem]:
    """Shipped rules of which a file has only some keys: meant as a change, which belongs into config.toml."""
    if source.problems:
        return {}
    needed = [key for key, field in RuleShape.model_fields.items() if field.is_required()]
    lacking = {n: [k for k in needed if k not in keys] for n, keys in _written_rules(source).items() if n in shipped}
    return {
        name: source.problem(
            ("rule", name),
            f"takes the place of the shipped rule, but lacks {', '.join(keys)}",
            f"to change single keys write them in config.toml under [rules.{name}]",
        )
        for name, keys in lacking.items()
        if keys
    }


def _written_rules(source: Source) -> dict[str, Mapping[str, Any]]:
    """The rule tables of a file, whether or not they are sound; what is no table is passed over."""
    rules = (source.values or {}).get("rule", {})
    return {n: keys for n, keys in rules.items() if isinstance(keys, dict)} if isinstance(rules, dict) else {}


def _unknown_templates(source: Source, templates: frozenset[str]) -> list[ConfigProblem]:
    return [
        source.problem(("rule", name, "template"), *_no_template(keys["template"], templates))
        for name, keys in _written_rules(source).items()
        if isinstance(keys.get("template"), str) and keys["template"] not in templates
    ]


def _no_template(name: str, templates: frozenset[str]) -> tuple[str, str]:
    return f"no such template {shown(name)}", suggestion(name, sorted(templates))


def _tables(sources: Sequence[Source], choices: Choices) -> dict[str, _Table]:
    """The rules by name: the shipped ones as profile and overlays have them, replaced by those of the user's file."""
    tables: dict[str, _Table] = {}
    for i, source in enumerate(sources):
        for name, keys in _written_rules(source).items():
            table = _Table(source, keys)
            tables[name] = _adapted(table, choices) if i == 0 else table
    return tables


def _adapted(table: _Table, choices: Choices) -> _Table:
    """A shipped rule as profile and overlays have it."""
    code = str(table.keys.get("code", ""))
    if code in OFF[choices.profile]:
        table = table.with_keys({"enabled": False}, f"off in profile {choices.profile}")
    for name in choices.overlays:
        table = table.with_keys(OVERLAYS[name].get(code, {}), f"as overlay {name} has it")
    return table


def _config_source(choices: Choices) -> Source:
    """config.toml as far as it is about rules, so that a problem finds its line."""
    known: dict[KeyPath, int] = {}
    for change in choices.overrides:
        known[_path(change)] = change.line
        known.setdefault(_path(change)[:-1], change.line)
    return Source(str(choices.file), None, lambda: Lines(known, 1))


def _path(change: Override) -> KeyPath:
    """Where in config.toml a change stands."""
    return (change.table, change.rule, change.key) if change.rule else ("defaults", change.key)


def _changes(choices: Choices, rule: str, table: str = "rules") -> dict[str, Any]:
    return {c.key: c.value for c in choices.overrides if c.rule == rule and c.table == table}


def _unknown_rules(
    config: Source, choices: Choices, tables: Mapping[str, object], table: str = "rules"
) -> list[ConfigProblem]:
    named = (c.rule for c in choices.overrides if c.rule and c.table == table)
    unknown = dict.fromkeys(name for name in named if name not in tables)
    what = f"there is no such {table.removesuffix('s')}"
    return [config.problem((table, name), what, suggestion(name, tables)) for name in unknown]


def _reminders(
    sources: Sequence[Source], choices: Choices, config: Source
) -> tuple[tuple[ReminderRule, ...], list[ConfigProblem]]:
    """Every reminder: as shipped, replaced by that of the user's file, changed key by key by config.toml."""
    tables: dict[str, Mapping[str, Any]] = {}
    for source in sources:
        written = (source.values or {}).get("reminder", {})
        named = written.items() if isinstance(written, dict) else ()
        tables |= {name: keys for name, keys in named if isinstance(keys, dict)}
    problems = _unknown_rules(config, choices, tables, "reminders")
    found: list[ReminderRule] = []
    for name, keys in tables.items():
        changes = _changes(choices, name, "reminders")
        try:
            ReminderShape.model_validate(dict(keys))
        except ValidationError:
            continue  # told with the file it stands in
        try:
            found.append(ReminderShape.model_validate({**keys, **changes}).reminder(name))
        except ValidationError as error:
            problems += problems_of(error, config, ReminderShape, ("reminders", name))
    return tuple(found), problems


def _rule(
    name: str, table: _Table, choices: Choices, config: Source, templates: frozenset[str]
) -> tuple[RuleShape | None, list[ConfigProblem]]:
    """A rule with config.toml's changes, and the faults of those; the faults of its file are told elsewhere."""
    changes = _changes(choices, name)
    under: KeyPath = ("rules", name)
    problems = []
    if isinstance(template := changes.get("template"), str) and template not in templates:
        problems.append(config.problem((*under, "template"), *_no_template(template, templates)))
    keys = {**table.keys, **_moved_along(table.keys, changes), **changes}
    try:
        return RuleShape.model_validate(keys), problems
    except ValidationError as error:
        found = problems_of(error, config, RuleShape, under)
        sound = _is_sound(table.keys)
        return None, problems + [p for p in found if sound or (*under, _key_of(p, name)) in config.lines.known]


def _key_of(problem: ConfigProblem, rule: str) -> str:
    return problem.key.removeprefix(dotted(("rules", rule))).lstrip(".").partition("[")[0].partition(".")[0]


def _is_sound(keys: Mapping[str, Any]) -> bool:
    try:
        RuleShape.model_validate(dict(keys))
    except ValidationError:
        return False
    return True


def _moved_along(keys: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Who only makes `after` later means the best moment to be later too, not before it."""
    if "after" not in changes or "suggest" in changes:
        return {}
    try:
        late = clearly_before(length(keys.get("suggest")), length(changes["after"]))
    except PydanticCustomError:
        return {}
    return {"suggest": changes["after"]} if late else {}


def _origin(name: str, table: _Table, choices: Choices) -> Origin:
    own = (c for c in choices.overrides if c.rule == name and c.table == "rules")
    by_config = (f"{c.key} changed in {choices.file}:{c.line}" for c in own)
    return Origin(table.source.file, table.source.lines.of(("rule", name)), (*table.changed, *by_config))


def _defaults(
    sources: Sequence[Source], choices: Choices, config: Source
) -> tuple[dict[str, Any], list[ConfigProblem]]:
    """What holds for every rule; later words win, key by key."""
    values: dict[str, Any] = {}
    for i, source in enumerate(sources):
        written = (source.values or {}).get("defaults", {})
        values |= written if isinstance(written, dict) else {}
        if i == 0:
            for name in choices.overlays:
                values |= CLOSING.get(name, {})
    try:
        ground = DefaultsShape.model_validate(values).chosen()
    except ValidationError:
        return {}, []  # told with the file it stands in
    try:
        return ground | DefaultsShape.model_validate(_changes(choices, "")).chosen(), []
    except ValidationError as error:
        return ground, problems_of(error, config, DefaultsShape, ("defaults",))
