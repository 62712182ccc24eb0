"""One wording of the phrasebook and what it finds in a sentence: a phrase that says something, a pattern that names it.

Patterns are compiled on first need and given up when they take too long. Which wordings there are, and of which
language, is the phrasebook's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import regex

from agent.reading.phrases.picking import SLOT_PATTERNS
from agent.reading.phrases.plain import levelled
from agent.reading.phrases.sentences import Sentence
from agent.reading.phrases.wording import Items, plain_pattern, written_pattern

PATIENCE = 0.25
"""Seconds one phrase may take on one sentence; a phrase that takes longer does not match."""


@dataclass(frozen=True, eq=False)
class Phrase:
    """One wording of one named entry."""

    group: str
    name: str
    items: Items
    language: str = "en"

    @cached_property
    def topic(self) -> str:
        """The kind or the mark it belongs to."""
        return self.group.partition(".")[0]

    @cached_property
    def strength(self) -> str:
        """`strong`, `likely`, `weak` or `unless`; empty for a mark."""
        return self.group.partition(".")[2]

    @cached_property
    def rule(self) -> str:
        """The name evidence cites: the kind or mark, a dot, the entry's name."""
        return f"{self.topic}.{self.name}"

    @cached_property
    def pattern(self) -> str:
        """The wording as a regular expression for plain sentences."""
        return plain_pattern(self.items)

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        """Compiled on first need: most phrases are never tried."""
        return regex.compile(self.pattern)

    def span_in(self, sentence: Sentence) -> tuple[int, int] | None:
        """Where it stands in the plain sentence; None when it does not, or took longer than `PATIENCE`."""
        try:
            match = self._compiled.search(sentence.plain, timeout=PATIENCE)
        except TimeoutError:
            return None
        return match.span() if match else None


@dataclass(frozen=True, eq=False)
class NamePattern:
    """A wording that picks a company, a role, a requisition number or a person out of text as written."""

    group: str
    name: str
    items: Items
    language: str = "en"

    @cached_property
    def pattern(self) -> str:
        """The wording as a regular expression for text as written."""
        return written_pattern(self.items, SLOT_PATTERNS)

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        return regex.compile(self.pattern)

    def names_in(self, sentence: Sentence) -> dict[str, str]:
        """What the slots captured, without those that captured nothing."""
        try:
            match = self._compiled.search(f" {levelled(sentence.written)}", timeout=PATIENCE)
        except TimeoutError:
            return {}
        spans = {name: match.span(name) for name in match.groupdict()} if match else {}
        # One place further on in what was searched, because of the space before it.
        return {name: sentence.written[start - 1 : end - 1] for name, (start, end) in spans.items() if end > start}


@dataclass(frozen=True, slots=True)
class Named:
    """What one pattern picked out of one sentence."""

    sentence: Sentence
    pattern: NamePattern
    names: Mapping[str, str]
