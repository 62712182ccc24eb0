"""The settings' part of `afterword check`: every problem of config and rules at once, and what was found sound.

It writes nothing, asks for no password and plays no story (that is `rehearsal`'s); it only reads files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.errors import ConfigProblem
from agent.settings.loading import Outcome, expand, is_folder, overrides_in, read_config
from agent.settings.rules import choices_of, read_rules, together_wrong
from agent.settings.timing import Choices


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. The counts are of what is sound; `rules_on` are those that may place drafts."""

    config: Path
    problems: tuple[ConfigProblem, ...]
    accounts: int
    rules: int
    rules_on: int
    templates: int
    languages: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.problems

    def __str__(self) -> str:
        """The problems, one a line; then what was found sound."""
        off = self.rules - self.rules_on
        counts = (
            _counted(self.accounts, "account"),
            _counted(self.rules, "rule") + (f" ({off} off)" if off else ""),
            _counted(self.templates, "template"),
            f"phrases in {', '.join(self.languages)}" if self.languages else "no phrases",
        )
        verdict = (
            f"{_counted(len(self.problems), 'problem')} to mend" if self.problems else f"{self.config}: all is well"
        )
        return "\n".join((*map(str, self.problems), f"{verdict}; sound: {', '.join(counts)}"))


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def check(path: Path, environ: Mapping[str, str]) -> Report:
    """Look config.toml and every rule file over. Never raises for what is in them."""
    outcome = read_config(path, environ)
    choices, rules_dir = _about_rules(outcome, path, environ)
    found = read_rules(rules_dir, choices)
    together = together_wrong(outcome.settings, found.timing) if outcome.settings else ()
    problems = (*outcome.problems, *found.problems, *together)
    return Report(
        config=path,
        problems=problems,
        accounts=len(outcome.settings.accounts) if outcome.settings else 0,
        rules=len(found.timing.rules),
        rules_on=sum(rule.enabled for rule in found.timing.rules),
        templates=len(found.templates.sources),
        languages=found.reading.phrases.languages if found.reading else (),
    )


def _about_rules(outcome: Outcome, path: Path, environ: Mapping[str, str]) -> tuple[Choices, Path | None]:
    """What the config says about rules, also when the rest of it has faults."""
    if outcome.settings:
        return choices_of(outcome.settings), outcome.settings.rules_dir
    values: Mapping[str, Any] = outcome.source.values or {}
    named = environ.get("AFTERWORD_RULES_DIR") or values.get("rules_dir")
    folder = expand(named, path.absolute().parent, environ) if isinstance(named, str) and named.isprintable() else None
    # A folder that is not there has been told with the config.
    return Choices(path, overrides=overrides_in(outcome.source)), folder if folder and is_folder(folder) else None
