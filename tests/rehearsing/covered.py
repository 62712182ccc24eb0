"""What stories cover: a row for every rule, and one for every edge case, written into rules/stories/COVERED.md.

python -m tests.rehearsing.covered      writes the page anew, after rules, templates or stories have changed
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from agent.rehearsing import Conditions, Story
from agent.settings.rehearsal import shipped_stories
from agent.settings.rulefiles import find_rule_files
from tests.rehearsing.shipped import shelf

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "rules" / "stories" / "COVERED.md"
FACING = "Which stories and tests tell which rule and which edge case. Written by `make stories`; a test compares."


@dataclass(frozen=True, slots=True)
class EdgeCase:
    """One edge case: what it is about, the tests that tell it beside stories, or why nothing does."""

    number: int
    what: str
    tests: tuple[str, ...]
    left_out: str


def edge_cases() -> tuple[EdgeCase, ...]:
    """All of them, in order."""
    table = tomllib.loads((HERE / "edge_cases.toml").read_text("utf-8"))
    return tuple(
        EdgeCase(one["number"], one["what"], tuple(one.get("tests", ())), one.get("left_out", ""))
        for one in table["case"]
    )


def stories() -> tuple[Story, ...]:
    """Every shipped story."""
    return shipped_stories(find_rule_files(None))


def page() -> str:
    """The whole page."""
    told = stories()
    rules = "\n".join(_rules(told))
    cases = "\n".join(_cases(told))
    return (
        f"# What the stories cover\n\n{FACING}\n\n## Rules\n\n"
        f"| code | rule | stories | letters in | edge cases |\n|---|---|---|---|---|\n{rules}\n\n## Edge cases\n\n"
        f"| | | stories | tests |\n|---|---|---|---|\n{cases}\n"
    )


def _rules(told: Iterable[Story]) -> Iterator[str]:
    languages: defaultdict[str, set[str]] = defaultdict(set)
    for name in find_rule_files(None).templates:
        template, language, _ = name.split(".", 2)
        languages[template].add(language)
    rules = shelf().book(Conditions())
    known = [(r.code, r.name, ", ".join(sorted(languages[r.template]))) for r in rules.rules]
    known += [(r.code, r.name, "a reminder") for r in rules.reminders]
    known += [("", "all rules together", "")]
    for code, name, letters in sorted(known, key=lambda row: (not row[0], int(row[0].removeprefix("R") or 0))):
        own = [story for story in told if (story.rule or "all rules together") == name]
        cases = sorted({case for story in own for case in story.cases})
        yield f"| {code} | {name} | {len(own)} | {letters} | {', '.join(map(str, cases))} |"


def _cases(told: Iterable[Story]) -> Iterator[str]:
    counts: defaultdict[int, int] = defaultdict(int)
    for number in (number for story in told for number in story.cases):
        counts[number] += 1
    for case in edge_cases():
        tests = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in case.tests)
        yield f"| {case.number} | {case.what} | {counts[case.number] or ''} | {tests or case.left_out} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
