"""One TOML file as values with their places, or the plain reasons why it is none.

It does not know which keys are right; `sentences` and the shapes do.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from agent.errors import ConfigProblem
from agent.settings.locate import KeyPath, Lines, locate
from agent.settings.syntax import Fault, explain
from agent.settings.words import dotted

LIMIT = 1_000_000
"""Largest file read, in bytes; a hundred times what a person would write by hand."""

FAULTS = 20
"""At most so many faults of syntax are told at once; after that the file is something else altogether."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's values, and how to find their lines.

    `problems` are faults of syntax. Statements with a fault are left out of `values`; `values` is None when a fault
    leaves the rest without meaning.
    """

    file: str
    values: Mapping[str, Any] | None
    find_lines: Callable[[], Lines]
    problems: tuple[ConfigProblem, ...] = ()

    @property
    def lines(self) -> Lines:
        """The lines of the values; found when somebody asks, for a sound file nobody does."""
        return self.find_lines()

    def problem(self, path: KeyPath, what: str, instead: str = "") -> ConfigProblem:
        """A problem with the value at a path, placed on its line."""
        return ConfigProblem(self.file, self.lines.of(path), dotted(path), what, instead)


def read_source(path: Path | Traversable) -> Source:
    """Read and parse one file. Never raises for what the file is or holds."""
    text = read_text(path)
    if isinstance(text, ConfigProblem):
        return Source(str(path), None, partial(locate, ""), (text,))
    return parse(str(path), text)


def read_text(path: Path | Traversable, limit: int = LIMIT) -> str | ConfigProblem:
    """A file's text, with plain line ends and without a byte order mark, or what keeps it from being read."""
    try:
        raw = _read_bytes(path, limit)
    except OSError as error:
        return ConfigProblem(str(path), 0, "", *_unreadable(error))
    if len(raw) > limit:
        return ConfigProblem(str(path), 0, "", f"larger than {limit // 1_000_000} MB", "is it the right file?")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ConfigProblem(str(path), 1, "", "saved as UTF-16", "save it as UTF-8 in your editor")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return ConfigProblem(str(path), line, "", "a character that is not UTF-8", "save it as UTF-8 in your editor")
    return text.replace("\r\n", "\n")


def _read_bytes(path: Path | Traversable, limit: int) -> bytes:
    """At most one byte more than the limit, of ordinary files only: a pipe would be waited for."""
    if path.is_dir():
        raise IsADirectoryError
    if isinstance(path, Path) and path.exists() and not path.is_file():
        raise OSError("not an ordinary file")
    with path.open("rb") as file:
        return file.read(limit + 1)


def _unreadable(error: OSError) -> tuple[str, str]:
    match error:
        case FileNotFoundError():
            return "there is no such file", ""
        case IsADirectoryError():
            return "is a folder, not a file", "name the file in it"
        case PermissionError():
            return "may not be read by you", "see who owns it with ls -l, or chmod u+r"
        case _:
            return f"cannot be read ({error.strerror or error})", ""


def parse(file: str, text: str) -> Source:
    """Parse a text whose lines end with LF alone.

    After a fault within one `key = value` line the rest still has a meaning: that line is taken out and the rest is
    parsed, so that one slip does not hide the next.
    """
    # With a line end at the end, a fault there has a line and a column of its own.
    rest = text if text.endswith("\n") else text + "\n"
    faults: list[Fault] = []
    while len(faults) < FAULTS:
        try:
            values = tomllib.loads(rest)
        except (ValueError, RecursionError) as error:
            fault = explain(error, rest)
            faults.append(fault)
            if not fault.contained:
                break
            rest = _without_line(rest, fault.line)
        else:
            return Source(file, values, partial(locate, rest), tuple(_problem(file, f) for f in faults))
    return Source(file, None, partial(locate, rest), tuple(_problem(file, f) for f in faults))


def _without_line(text: str, line: int) -> str:
    lines = text.split("\n")
    lines[line - 1] = ""
    return "\n".join(lines)


def _problem(file: str, fault: Fault) -> ConfigProblem:
    column = f"column {fault.column}: " if fault.column else ""
    return ConfigProblem(file, fault.line, "", column + fault.what, fault.instead)
