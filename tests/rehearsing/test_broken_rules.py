"""Shipped rules, broken in one way each: the story that notices says so in words a career adviser could mend it by.

A way of `broken.txt` is a key of a table of timing.toml with another value, the story that notices, and what it says.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from agent.rehearsing import SAM
from agent.settings import Settings, rehearsed, shipped_folder

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Way:
    """One way to break the rules."""

    title: str
    table: str
    key: str
    value: str
    story: str
    says: str


@cache
def ways() -> tuple[Way, ...]:
    """All ways of the golden file."""
    return tuple(_way(part) for part in re.split(r"(?m)^=== ", (HERE / "broken.txt").read_text("utf-8"))[1:])


def _way(part: str) -> Way:
    title, change, story, says = (*part.strip().split("\n", 3), "")[:4]
    table, _, pair = change.partition("] ")
    key, _, value = pair.partition(" = ")
    return Way(title, f"{table}]", key, value, story.removeprefix("--- "), says)


def broken(text: str, way: Way) -> str:
    """A timing.toml with one key of one table changed, or added to it."""
    before, heading, after = text.partition(f"\n{way.table}")
    own, rest = re.split(r"(?m)^(?=\[)", after, maxsplit=1)
    changed = re.sub(rf"(?m)^{way.key} *=.*$", f"{way.key} = {way.value}", own, count=1)
    assert heading
    if changed == own:
        first, _, others = own.partition("\n")
        changed = f"{first}\n{way.key} = {way.value}\n{others}"
    return before + heading + changed + rest


def said_of(way: Way, folder: Path) -> str:
    """What the story that notices says of rules broken in this way."""
    for name in ("stories", "templates"):
        shutil.copytree(str(shipped_folder() / name), folder / name)
    for file in (folder / "stories").glob("*.toml"):
        if way.story not in file.read_text("utf-8"):
            file.unlink()  # the others have nothing to say here, and take their time
    text = (shipped_folder() / "timing.toml").read_text("utf-8")
    (folder / "timing.toml").write_text(broken(text, way), "utf-8")
    settings = Settings(Path("config.toml"), SAM, (), Path("ledger.db"))
    problems = [str(p) for p in rehearsed(settings, shipped_rules=folder).problems]
    told = (p.replace(f"{folder}/", "") for p in problems if f'story "{way.story[:50]}' in p)
    return "\n".join(re.sub(r":\d+: story", ": story", one) for one in told)


@pytest.mark.slow
@pytest.mark.parametrize("way", ways(), ids=lambda way: way.title)
def test_a_broken_rule_is_told_by_the_story_it_breaks(way: Way, tmp_path: Path) -> None:
    assert said_of(way, tmp_path) == way.says
