"""The shipped rules under any conditions, and single stories told in a test."""

from __future__ import annotations

from functools import lru_cache

from agent.deciding import RuleBook
from agent.rehearsing import Conditions, Story, Verdict, rehearse
from agent.settings.rehearsal import Shelf, shipped_shelf
from agent.settings.rulefiles import find_rule_files


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    """The shipped rules, read once."""
    return shipped_shelf(find_rule_files(None))


def book(conditions: Conditions) -> RuleBook:
    """The shipped rules as a story wants them."""
    return shelf().book(conditions)


def told(rule: str, *given: str, expect: str | tuple[str, ...]) -> Story:
    """A story whose sentences stand on lines of their own, from 1."""
    wanted = (expect,) if isinstance(expect, str) else expect
    lines = tuple(range(1, len(given) + len(wanted) + 1))
    return Story(rule, "a story", given, wanted, "a.toml", 1, lines)


def came_of(rule: str, *given: str, expect: str | tuple[str, ...]) -> Verdict:
    """What comes of a story by the shipped rules."""
    return rehearse(told(rule, *given, expect=expect), book)


def objections(rule: str, *given: str, expect: str | tuple[str, ...]) -> list[str]:
    """Everything that is said against a story: slips with line and remedy, or what came instead and why."""
    verdict = came_of(rule, *given, expect=expect)
    slips = [f"{s.line}: {s.what}; {s.instead}" for s in verdict.slips]
    return slips + [f"{f.line}: {f.expected} | {f.happened} | {f.why}" for f in verdict.failures]
