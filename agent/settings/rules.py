"""Loads the rules: the rule book for deciding, phrases, times and weights for reading, templates, and origins.

What each of them may hold is checked beside it (`timing`, `phrases`, `times`, `weights`, `templates`); here they come
together. Those for reading are many: commands that read no mail may leave them until they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from agent.deciding import QuietHours, RuleBook
from agent.errors import ConfigError, ConfigProblem
from agent.reading import Almanac, Classifier, Identity, Phrasebook, Reader
from agent.settings.model import Settings, Working
from agent.settings.phrases import read_phrases
from agent.settings.rulefiles import RuleFiles, find_rule_files
from agent.settings.templates import read_templates, template_names
from agent.settings.times import read_times
from agent.settings.timing import Choices, Origin, Timing, read_timing
from agent.settings.weights import read_weights
from agent.writing import Templates


@dataclass(frozen=True, slots=True)
class ForReading:
    """What the rule files say about reading mail."""

    phrases: Phrasebook
    almanac: Almanac
    classifier: Classifier


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the rule files say. `origins` tells by a rule's name where it stands.

    `for_reading` gives the rules for reading mail; it raises `ConfigError` where they are read only now, and are wrong.
    """

    book: RuleBook
    templates: Templates
    origins: Mapping[str, Origin]
    for_reading: Callable[[], ForReading]

    @property
    def phrases(self) -> Phrasebook:
        """The phrasebook."""
        return self.for_reading().phrases

    @property
    def almanac(self) -> Almanac:
        """The words of time."""
        return self.for_reading().almanac

    @property
    def classifier(self) -> Classifier:
        """The weights."""
        return self.for_reading().classifier

    def reader(self, me: Identity, anchor: str | None = None) -> Reader:
        """A reader by these rules; `anchor` as for `agent.reading.Reader`."""
        rules = self.for_reading()
        return Reader(rules.phrases, rules.almanac, rules.classifier, me, anchor)


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """All that was read, sound or not. `reading`: None where one of its files has a fault, or none was read."""

    timing: Timing
    reading: ForReading | None
    templates: Templates
    problems: tuple[ConfigProblem, ...]
    exceptions: tuple[tuple[str, Timing], ...] = ()


def load_rules(settings: Settings, *, for_reading: bool = True) -> Rules:
    """Read the shipped rules and the user's changes. Raises `ConfigError` with every problem at once.

    Not `for_reading`: what is for reading mail alone is left until it is asked for, and so are its problems.
    """
    found = read_rules(settings.rules_dir, choices_of(settings), for_reading=for_reading)
    more = together_wrong(settings, found.timing)
    return _rules(found, settings.rules_dir, more, calendar_of(settings, found.timing))


def shipped_rules(rules_dir: Path | None = None) -> Rules:
    """The rules without a config.toml, as when files are read or replayed; a folder's own files still win.

    Raises `ConfigError` with every problem at once.
    """
    return _rules(read_rules(rules_dir, Choices(Path("config.toml"))), rules_dir, (), {})


def _rules(
    found: RuleFindings, rules_dir: Path | None, more: tuple[ConfigProblem, ...], calendar: Mapping[str, Any]
) -> Rules:
    if problems := (*found.problems, *more):
        raise ConfigError(problems)
    timing, read = found.timing, found.reading
    later = cache(partial(_read_later, rules_dir))
    book = book_of(timing, calendar, found.exceptions)
    return Rules(book, found.templates, timing.origins, later if read is None else lambda: read)


def _read_later(rules_dir: Path | None) -> ForReading:
    """The rules for reading mail, when they are asked for."""
    read, problems = _for_reading(find_rule_files(rules_dir))
    if read is None:
        raise ConfigError(problems)
    return read


def _for_reading(files: RuleFiles) -> tuple[ForReading | None, tuple[ConfigProblem, ...]]:
    phrases, phrase_problems = read_phrases(files.phrases)
    almanac, time_problems = read_times(files.times)
    classifier, weight_problems = read_weights(files.weights)
    problems = (*phrase_problems, *time_problems, *weight_problems)
    if phrases is None or almanac is None or classifier is None:
        return None, problems
    return ForReading(phrases, almanac, classifier), problems


def book_of(timing: Timing, calendar: Mapping[str, Any], exceptions: Sequence[tuple[str, Timing]] = ()) -> RuleBook:
    """The rule book of these rules, on a calendar (further fields of the book), with those of single companies."""
    book = RuleBook(**{**timing.defaults, "rules": timing.rules, "reminders": timing.reminders, **calendar})
    others = tuple((name.strip().casefold(), book_of(other, calendar)) for name, other in exceptions)
    return replace(book, exceptions=others)


def calendar_of(settings: Settings, timing: Timing) -> dict[str, Any]:
    """What config.toml says of days, hours and pauses, as fields of the rule book."""
    return {
        "country": settings.working.country,
        "subdivision": settings.working.subdivision,
        "weekend": settings.working.weekend,
        "days_off": frozenset(settings.working.days_off),
        "quiet": _quiet(timing, settings.working),
        "paused_until": settings.paused_until,
        "company_pauses": settings.company_pauses,
        "own_employers": settings.own_employers,
        "own_employers_allowed": settings.own_employers_allowed,
    }


def choices_of(settings: Settings) -> Choices:
    """What the settings say about rules."""
    return Choices(settings.file, settings.profile, settings.overlays, settings.overrides, settings.companies)


def read_rules(rules_dir: Path | None, choices: Choices, *, for_reading: bool = True) -> RuleFindings:
    """As `load_rules`, but hands out what is sound together with the problems."""
    files = find_rule_files(rules_dir)
    known = template_names(files.templates)
    timing = read_timing(files.timing, choices, known)
    exceptions = tuple((one.name, read_timing(files.timing, choices.at(one), known)) for one in choices.companies)
    reading, reading_problems = _for_reading(files) if for_reading else (None, ())
    situations = {rule.template: rule.situation for rule in timing.rules}
    templates, template_problems = read_templates(files.templates, situations, _proven(files, choices))
    problems = (
        *files.problems,
        *timing.problems,
        *(problem for _, other in exceptions for problem in other.problems),
        *reading_problems,
        *template_problems,
    )
    told = tuple(dict.fromkeys(problems))
    return RuleFindings(timing, reading, templates, told, exceptions)


def _proven(files: RuleFiles, choices: Choices) -> frozenset[str]:
    """The shipped templates, as long as nobody uses them for something they were not written for."""
    own_rules = len(files.timing) > 1 or any(
        override.key in {"template", "situation"} for override in choices.overrides
    )
    return frozenset() if own_rules else files.shipped_templates


def together_wrong(settings: Settings, timing: Timing) -> tuple[ConfigProblem, ...]:
    """What is wrong only when config and rules, each sound by itself, are put together."""
    quiet = _quiet(timing, settings.working)
    if quiet.opens < quiet.closes:
        return ()
    what = f"opens at {quiet.opens:%H:%M} and closes at {quiet.closes:%H:%M}, with the hours of the rules"
    return (ConfigProblem(str(settings.file), settings.working.line, "working", what, "write both opens and closes"),)


def _quiet(timing: Timing, working: Working) -> QuietHours:
    """The rules' office hours, with those of `[working]` in their place where it names any."""
    ground: QuietHours = timing.defaults.get("quiet", QuietHours())
    return QuietHours(working.opens or ground.opens, working.closes or ground.closes)
