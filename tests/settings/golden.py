"""Reads the golden files: cases of broken configs and rules, each with the full text the user gets.

=== what is wrong in this case
+++ config.toml
the file, as broken
--- says
config.toml:1: the problem, as shown
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """Files to write, by name, and what is then said of them."""

    title: str
    files: dict[str, str]
    says: str


def cases(name: str) -> list[Case]:
    """All cases of a golden file."""
    return [_case(part) for part in re.split(r"(?m)^=== ", (HERE / name).read_text("utf-8"))[1:]]


def _case(part: str) -> Case:
    head, _, says = part.partition("--- says\n")
    title, *files = re.split(r"(?m)^\+\+\+ ", head)
    named = (file.partition("\n") for file in files)
    return Case(title.strip(), {file: text for file, _, text in named}, says.strip())


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
