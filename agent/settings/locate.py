"""Says on which line of a TOML text a key, a table or an array element stands.

`tomllib` gives values without their places; this walks the same text once more and keeps only the places. It checks
nothing: on a text that is not TOML it stops where it is lost, and what was seen until then still holds.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

KeyPath = tuple[str | int, ...]
"""How to reach a value: keys of tables and indices of arrays, outermost first."""

BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
"""The characters of a key that needs no quotes (TOML 1.0, "Keys")."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Where things stand, in lines counted from 1. `last_statement` is where the last statement seen begins."""

    known: Mapping[KeyPath, int]
    last_statement: int

    def of(self, path: KeyPath) -> int:
        """The line of a value; for one that is not written, the line of the innermost table around it, else 1."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.known:
                return self.known[path[:length]]
        return 1


@lru_cache(maxsize=16)
def locate(text: str) -> Lines:
    """Find the line of everything in a TOML text whose lines end with LF alone."""
    walk = _Walk(text)
    with suppress(_Lost, RecursionError):
        walk.document()
    return Lines(walk.known, walk.line(walk.statement))


class _Lost(Exception):
    """The text is not what TOML would have here."""


class _Walk:
    """One pass over a text. `statement` is the offset at which the present statement begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.statement = 0
        self.known: dict[KeyPath, int] = {}
        self.counts: dict[KeyPath, int] = {}
        self.line_ends = [i for i, c in enumerate(text) if c == "\n"]

    def line(self, offset: int) -> int:
        return bisect_left(self.line_ends, offset) + 1

    def document(self) -> None:
        table: KeyPath = ()
        while self.skip_to_content():
            self.statement = self.at
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip_blanks()
            if self.at < len(self.text) and self.text[self.at] not in "\n#":
                raise _Lost

    def header(self) -> KeyPath:
        """`[a.b]` or `[[a.b]]`: the path that the following keys belong to."""
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        start = self.at
        self.at += brackets
        path = self.resolve(self.key())
        self.expect("]" * brackets)
        self.mark(path, start, anew=True)
        if brackets == 1:
            return path
        count = self.counts[path] = self.counts.get(path, 0) + 1
        self.mark((*path, count - 1), start)
        return (*path, count - 1)

    def resolve(self, key: tuple[str, ...]) -> KeyPath:
        """A header's key as a path: inside an array of tables, its latest table is meant."""
        path: KeyPath = ()
        for part in key[:-1]:
            path = (*path, part)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return (*path, *key[-1:])

    def pair(self, table: KeyPath) -> None:
        """`key = value`, in a table of either kind."""
        start = self.at
        path = (*table, *self.key())
        for length in range(len(table) + 1, len(path) + 1):
            self.mark(path[:length], start)
        self.expect("=")
        self.skip_blanks()
        self.value(path)

    def mark(self, path: KeyPath, offset: int, *, anew: bool = False) -> None:
        for length in range(1, len(path)):
            self.known.setdefault(path[:length], self.line(offset))
        if anew and path not in self.counts:
            self.known[path] = self.line(offset)
        self.known.setdefault(path, self.line(offset))

    def key(self) -> tuple[str, ...]:
        parts = [self.key_part()]
        while self.skip_blanks() == ".":
            self.at += 1
            parts.append(self.key_part())
        return tuple(parts)

    def key_part(self) -> str:
        quote = self.skip_blanks()
        start = self.at
        if quote and quote in "\"'":
            self.string(quote)
            return _unquoted(self.text[start : self.at])
        while self.at < len(self.text) and self.text[self.at] in BARE:
            self.at += 1
        if start == self.at:
            raise _Lost
        return self.text[start : self.at]

    def value(self, path: KeyPath) -> None:
        first = self.text[self.at : self.at + 1]
        if first and first in "\"'":
            triple = self.text.startswith(first * 3, self.at)
            self.string(first * 3 if triple else first)
        elif first == "[":
            self.array(path)
        elif first == "{":
            self.inline_table(path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}#\n":
                self.at += 1

    def string(self, quote: str) -> None:
        """Step over a string; a triple quote may be preceded by one or two more that belong to the text."""
        self.at += len(quote)
        while not self.text.startswith(quote, self.at):
            if self.at >= len(self.text) or (len(quote) == 1 and self.text[self.at] == "\n"):
                raise _Lost
            self.at += 2 if quote[0] == '"' and self.text[self.at] == "\\" else 1
        self.at += len(quote)
        while len(quote) > 1 and self.text.startswith(quote[0], self.at):
            self.at += 1

    def array(self, path: KeyPath) -> None:
        self.at += 1
        index = 0
        while self.skip_to_content() and self.text[self.at] != "]":
            self.mark((*path, index), self.at)
            self.value((*path, index))
            index += 1
            if self.skip_to_content() and self.text[self.at] == ",":
                self.at += 1
            elif self.text[self.at : self.at + 1] != "]":
                raise _Lost
        self.expect("]")

    def inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while self.skip_to_content() and self.text[self.at] != "}":
            self.pair(path)
            if self.skip_to_content() and self.text[self.at] == ",":
                self.at += 1
            elif self.text[self.at : self.at + 1] != "}":
                raise _Lost
        self.expect("}")

    def expect(self, mark: str) -> None:
        self.skip_blanks()
        if not self.text.startswith(mark, self.at):
            raise _Lost
        self.at += len(mark)

    def skip_blanks(self) -> str:
        """Step over spaces and tabs; gives the character that follows, empty at the end."""
        while self.at < len(self.text) and self.text[self.at] in " \t":
            self.at += 1
        return self.text[self.at : self.at + 1]

    def skip_to_content(self) -> bool:
        """Step over blanks, line ends and comments; tells whether anything is left."""
        while (here := self.skip_blanks()) and here in "\n#":
            end = self.text.find("\n", self.at)
            self.at = len(self.text) if end < 0 else end + 1
        return self.at < len(self.text)


def _unquoted(literal: str) -> str:
    """The key that a quoted literal stands for."""
    try:
        return str(tomllib.loads(f"key = {literal}")["key"])
    except tomllib.TOMLDecodeError as problem:
        raise _Lost from problem
