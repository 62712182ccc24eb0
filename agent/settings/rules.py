"""Loads the rules: the rule book for deciding, phrases, times and weights for reading, templates, and origins.

What each of them may hold is checked beside it (`timing`, `phrases`, `times`, `weights`, `templates`); here they come
together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
class Rules:
    """Everything the rule files say. `origins` tells by a rule's name where it stands."""

    book: RuleBook
    phrases: Phrasebook
    almanac: Almanac
    classifier: Classifier
    templates: Templates
    origins: Mapping[str, Origin]

    def reader(self, me: Identity, anchor: str | None = None) -> Reader:
        """A reader by these rules; `anchor` as for `agent.reading.Reader`."""
        return Reader(self.phrases, self.almanac, self.classifier, me, anchor)


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """All that was read, sound or not. `phrases`, `almanac`, `classifier`: None where a file has a fault."""

    timing: Timing
    phrases: Phrasebook | None
    almanac: Almanac | None
    classifier: Classifier | None
    templates: Templates
    problems: tuple[ConfigProblem, ...]
    exceptions: tuple[tuple[str, Timing], ...] = ()


def load_rules(settings: Settings) -> Rules:
    """Read the shipped rules and the user's changes. Raises `ConfigError` with every problem at once."""
    found = read_rules(settings.rules_dir, choices_of(settings))
    return _rules(found, together_wrong(settings, found.timing), calendar_of(settings, found.timing))


def shipped_rules(rules_dir: Path | None = None) -> Rules:
    """The rules without a config.toml, as when files are read or replayed; a folder's own files still win.

    Raises `ConfigError` with every problem at once.
    """
    return _rules(read_rules(rules_dir, Choices(Path("config.toml"))), (), {})


def _rules(found: RuleFindings, more: tuple[ConfigProblem, ...], calendar: Mapping[str, Any]) -> Rules:
    problems = (*found.problems, *more)
    if problems or found.phrases is None or found.almanac is None or found.classifier is None:
        raise ConfigError(problems)
    timing = found.timing
    book = book_of(timing, calendar, found.exceptions)
    return Rules(book, found.phrases, found.almanac, found.classifier, found.templates, timing.origins)


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
    }


def choices_of(settings: Settings) -> Choices:
    """What the settings say about rules."""
    return Choices(settings.file, settings.profile, settings.overlays, settings.overrides, settings.companies)


def read_rules(rules_dir: Path | None, choices: Choices) -> RuleFindings:
    """As `load_rules`, but hands out what is sound together with the problems."""
    files = find_rule_files(rules_dir)
    known = template_names(files.templates)
    timing = read_timing(files.timing, choices, known)
    exceptions = tuple((one.name, read_timing(files.timing, choices.at(one), known)) for one in choices.companies)
    phrases, phrase_problems = read_phrases(files.phrases)
    almanac, time_problems = read_times(files.times)
    classifier, weight_problems = read_weights(files.weights)
    situations = {rule.template: rule.situation for rule in timing.rules}
    templates, template_problems = read_templates(files.templates, situations, _proven(files, choices))
    problems = (
        *files.problems,
        *timing.problems,
        *(problem for _, other in exceptions for problem in other.problems),
        *phrase_problems,
        *time_problems,
        *weight_problems,
        *template_problems,
    )
    told = tuple(dict.fromkeys(problems))
    return RuleFindings(timing, phrases, almanac, classifier, templates, told, exceptions)


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
