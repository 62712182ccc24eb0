"""The little language in which the files of `rules/times/` say how times are worded.

    by the end of          these words in this order; case, commas and brackets do not matter
    (by|until|before)      one of these
    [the]                  perhaps
    {month}                any word of the group `month`, and what it means

A wording is only taken apart here; `tongue` makes patterns of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(r"\s*(?:(?P<mark>[()\[\]|])|\{(?P<group>[\w-]+)\}|(?P<words>[^\s()\[\]|{}]+)|(?P<wrong>[{}]))")
DEEPEST = 6
"""Brackets within brackets; more than that nobody can read."""


class WordingError(ValueError):
    """A wording that cannot be understood; the text says what is wrong with it, in plain words."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words as written, between two blanks or brackets."""

    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Any word of a group."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; or nothing at all, when `optional`."""

    branches: tuple[tuple[Item, ...], ...]
    optional: bool = False


Item = Words | Group | Choice
Items = tuple[Item, ...]


def parse_wording(wording: str) -> Items:
    """Take a wording apart. Raises `WordingError`."""
    pieces = [(match.lastgroup or "", match[match.lastgroup or 0]) for match in _PIECE.finditer(wording.strip())]
    wrong = next((text for form, text in pieces if form == "wrong"), "")
    if wrong:
        raise WordingError(f"{wrong!r} without its counterpart; a group is written {{month}}")
    items, rest = _sequence(pieces, 0)
    if rest:
        raise WordingError(f"{rest[0][1]!r} closes nothing; take it out or open it before")
    if all(isinstance(item, Choice) and item.optional for item in items):
        raise WordingError("something has to be there that is not in [ ]")
    return items


def groups_in(items: Items) -> frozenset[str]:
    """The names of all groups that a wording uses."""
    found: set[str] = set()
    for item in items:
        if isinstance(item, Group):
            found.add(item.name)
        elif isinstance(item, Choice):
            found |= {name for branch in item.branches for name in groups_in(branch)}
    return frozenset(found)


_Pieces = list[tuple[str, str]]


def _sequence(pieces: _Pieces, depth: int) -> tuple[Items, _Pieces]:
    items: list[Item] = []
    while pieces:
        (form, text), rest = pieces[0], pieces[1:]
        if form == "mark" and text in ")]|":
            break
        if form == "mark":
            item, pieces = _bracket(text, rest, depth + 1)
            items.append(item)
            continue
        items.append(Group(text) if form == "group" else Words(text))
        pieces = rest
    return tuple(items), pieces


def _bracket(opened: str, pieces: _Pieces, depth: int) -> tuple[Choice, _Pieces]:
    if depth > DEEPEST:
        raise WordingError("there are too many brackets within each other")
    closing = ")" if opened == "(" else "]"
    branches: list[Items] = []
    while True:
        items, pieces = _sequence(pieces, depth)
        if not items:
            raise WordingError(f"there is nothing between {opened!r}, '|' and {closing!r}")
        branches.append(items)
        if not pieces or pieces[0][1] not in {closing, "|"}:
            raise WordingError(f"{opened!r} is not closed; write {closing!r} behind it")
        if pieces[0][1] == closing:
            return Choice(tuple(branches), optional=opened == "["), pieces[1:]
        pieces = pieces[1:]
