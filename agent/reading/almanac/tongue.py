"""One language, as far as times go: its words, its wordings as finders, and a sentence as its codes.

Made from a table by `almanac`; what a wording means is read in `days`, `clock` and `spans`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from agent.reading.almanac.lexicon import Lexicon
from agent.reading.almanac.lexing import OTHER, OTHER_NUMBER, Token, tokens_of, word_token
from agent.reading.almanac.patterns import (
    DAY_HERE,
    TIME_HERE,
    Finder,
    Found,
    Pattern,
    Patterns,
    Piece,
    Text,
    codes,
    in_a_row,
    one_of,
)
from agent.reading.almanac.wording import Items

Wordings = Mapping[str, tuple[Items, ...]]

_TELLING = ("month", "weekday", "relative")
_PAUSES = frozenset(f"{TIME_HERE}{DAY_HERE},.;:?!()-")
"""What may stand behind a bare number that is a time or a day."""

_COUNTING = {"n": ("number",), "hour": ("spoken",), "day": ("nth",), "nth": ("nth",), "year": ()}
"""The groups of words that the numbers of a group may be written in."""

_SHORTEST = 3
"""Letters of the shortest month that a word is made with: `Maiwoche`."""

_LONGEST_END = 6
"""Tokens of the longest wording that a text is looked at for ending with."""

_LONG = 4
"""Letters from which on a month or a day is told from a small word of another language."""


SETS = (
    "at",
    "on",
    "either",
    "goes_on",
    "limit",
    "due",
    "except",
    "afterwards",
    "onwards",
    "moves",
    "old",
    "new",
    "back",
    "until",
    "ends",
    "not_time",
    "zone_label",
    "not_length",
    "not_amount",
)
"""Sets that reading itself looks for; files may have others for their own wordings."""


@dataclass(frozen=True, slots=True)
class Words:
    """A language file, checked and taken apart."""

    language: str
    twelve_hours: bool
    groups: Mapping[str, Mapping[str, tuple[str, ...]]]
    sets: Mapping[str, tuple[Items, ...]]
    days: tuple[Items, ...]
    times: Wordings
    ranges: Wordings
    spans: Wordings
    amounts: Wordings
    lengths: Wordings
    media: Wordings
    abbreviations: tuple[str, ...] = ()


_LOOKED_FOR = (*SETS, "zone", "half")


class Tongue:
    """A language's words and wordings, ready to be found."""

    def __init__(self, words: Words) -> None:
        """Raises `KeyError` with the name of a group that a wording uses and nobody knows; see `almanac`."""
        self.language = words.language
        self.twelve_hours = words.twelve_hours
        self._lexicon = Lexicon()
        groups = {**words.groups, "zone": {name: (name,) for name in words.abbreviations}}
        patterns = self._patterns = Patterns(groups, self._lexicon)
        for name, wordings in words.sets.items():
            patterns.add_set(name, wordings)
        self.times = _finder(patterns, words.times)
        self.ranges = _finder(patterns, words.ranges)
        self.bare, self.early = Finder(_bare(patterns, words.ranges)), Finder(_early(patterns))
        self._not_time = re.compile(patterns.piece("not_time").pattern)
        self.days = _finder(patterns, {"day": words.days})
        self.spans = _finder(patterns, words.spans)
        finders = (self.times, self.ranges, self.bare, self.early, self.days)
        self._of_time = frozenset().union(*(finder.telling for finder in finders))
        self.amounts = _finder(patterns, words.amounts)
        self.lengths = _finder(patterns, words.lengths)
        self.media = _finder(patterns, words.media)
        self._telling = frozenset(
            folded[0]
            for group in _TELLING
            for folded in patterns.values.get(group, {})
            if len(folded) == 1 and len(folded[0]) >= _LONG
        )
        days, parts = ("weekday", "relative"), patterns.values.get("part", {})
        self._compounds = {
            day[0] + part[0]: len(day[0])
            for group in days
            for day in patterns.values.get(group, {})
            for part in parts
            if len(day) == len(part) == 1 and len(day[0]) >= _LONG
        }
        weeks = [unit[0] for unit, means in patterns.values.get("unit", {}).items() if means == "week"]
        months = [month[0] for month in patterns.values.get("month", {}) if len(month[0]) >= _SHORTEST]
        self._compounds |= {month + week: len(month) for month in months for week in weeks}
        self._short = frozenset(
            text for texts in words.groups["weekday"].values() for text in texts if text[:1].isupper()
        )
        self._follows = {
            name: re.compile(patterns.piece(name).pattern)
            for name in ("unit", "month", "weekday", "not_length", "not_amount")
        }
        self._sets = {name: re.compile(patterns.piece(name).pattern) for name in _LOOKED_FOR}

    def text(self, written: str, tokens: list[Token] | None = None) -> Text:
        """A sentence in the codes of this tongue; `tokens` if it has been cut already."""
        tokens = self._apart(tokens_of(written) if tokens is None else tokens)
        found = [self._lexicon.code(token) for token in tokens]
        for at, token in enumerate(tokens):
            if token.joined and at and not self._lexicon.knows(tokens[at - 1].folded):
                found[at] = OTHER_NUMBER
        return Text(written, tokens, "".join(found))

    def without_lookalikes(self, text: Text) -> Text:
        """The text without words that hold a word for a time but are none: `après-midi` is not noon."""
        codes = self._not_time.sub(lambda match: OTHER * len(match[0]), text.codes)
        return Text(text.written, text.tokens, codes)

    def may_tell(self, text: Text) -> bool:
        """Whether there is a word or a number without which there is no day and no time."""
        return not self._of_time.isdisjoint(text.codes)

    def tells(self, words: AbstractSet[str]) -> bool:
        """Whether there is a month, a day of the week or the like that no other language has by chance."""
        return not self._telling.isdisjoint(words)

    def value(self, group: str, text: Text, found: Found, which: int = 0) -> str | None:
        """What the words of a group in a match mean; of several the one numbered `which`."""
        spans = found.spans(group)
        if which >= len(spans):
            return None
        return self._patterns.values.get(group, {}).get(text.words(*spans[which]))

    def number(self, text: Text, found: Found, group: str, which: int = 0) -> int | None:
        """A number in figures, or in words, in a match."""
        spans = found.spans(group)
        if which >= len(spans):
            return None
        words = text.words(*spans[which])
        figures = next((word for word in words if word.isdecimal()), "")
        if figures:
            return int(figures)
        values = self._patterns.values
        known = next((k for name in _COUNTING[group] if (k := values.get(name, {}).get(words))), None)
        return int(known) if known else None

    def follows(self, name: str, text: Text, at: int) -> bool:
        """Whether a word of a group or a set comes next, perhaps behind a comma or a dash."""
        at += text.codes[at : at + 1] in {"-", ","}
        return self._follows[name].match(text.codes, at) is not None

    def behind(self, name: str, text: Text, start: int = 0, end: int | None = None) -> int | None:
        """The token behind a wording of a set, if there is one among the tokens."""
        match = self._sets[name].search(text.codes, start, len(text.codes) if end is None else end)
        return match.end() if match else None

    def past(self, name: str, text: Text, at: int) -> int:
        """The token behind a wording of a set that stands at a token; that token itself when none does."""
        match = self._sets[name].match(text.codes, at)
        return match.end() if match else at

    def ends_with(self, name: str, text: Text) -> bool:
        """Whether the text ends with a wording of a set."""
        return any(
            self._sets[name].fullmatch(text.codes, at) is not None
            for at in range(max(0, len(text.codes) - _LONGEST_END), len(text.codes))
        )

    def stands_before(self, name: str, text: Text, at: int) -> bool:
        """Whether a word of a group stands before a token, perhaps with a mark between."""
        return any(
            (match := self._follows[name].match(text.codes, start)) and match.end() + (text.codes[at - 1] in ",(") >= at
            for start in range(max(0, at - 2), at)
        )

    def begins(self, name: str, text: Text) -> bool:
        """Whether the sentence begins with a wording of a set."""
        return self._sets[name].match(text.codes) is not None

    def is_short(self, word: str) -> bool:
        """Whether a name of a weekday is one that needs its capital, since small words or names are spelled so."""
        return word in self._short

    def stands_alone(self, text: Text, at: int) -> bool:
        """Whether a bare number that ends at `at` is not the number of something that follows."""
        code = text.codes[at : at + 1]
        if not code or code in _PAUSES:
            return True
        goes_on = any(
            self._sets[name].match(text.codes, at) for name in ("goes_on", "either", "at", "on", "zone", "half")
        )
        return goes_on and not any(self._follows[name].match(text.codes, at) for name in ("unit", "month"))

    def _apart(self, tokens: list[Token]) -> list[Token]:
        """Words such as `Montagnachmittag` and `Aprilwoche` as the two they are made of."""
        if self._compounds.keys().isdisjoint(token.folded for token in tokens):
            return tokens
        apart: list[Token] = []
        for token in tokens:
            at = self._compounds.get(token.folded)
            if at is None:
                apart.append(token)
                continue
            middle = token.start + at
            apart.append(word_token(token.text[:at], token.start, middle))
            apart.append(word_token(token.text[at:], middle, token.end))
        return apart


def _finder(patterns: Patterns, wordings: Wordings) -> Finder:
    return Finder([patterns.of(key, items) for key, found in wordings.items() for items in found])


def _bare(patterns: Patterns, ranges: Wordings) -> list[Pattern]:
    """Numbers that are times because they stand behind "at", or behind a day, and ranges behind a day."""
    day, pause = codes(DAY_HERE), Piece("[,:(-]?", frozenset(",:(-"), optional=True)
    at = patterns.piece("at")
    at_perhaps = Piece(f"(?:{at.pattern})?", at.firsts, optional=True)
    behind = one_of([in_a_row([day, pause, at_perhaps]), at])
    time_ = patterns.piece("time")
    range_ = one_of([patterns.whole(items) for found in ranges.values() for items in found])
    return [
        Pattern("time", [behind, Piece(f"({time_.pattern})", time_.firsts)], ("time",), [time_]),
        Pattern("range", [day, pause, at_perhaps, Piece(f"({range_.pattern})", range_.firsts)], ("range",), [day]),
    ]


def _early(patterns: Patterns) -> list[Pattern]:
    """Numbers right in front of a day."""
    time_, on = patterns.piece("time"), patterns.piece("on")
    on_perhaps = Piece(f"(?:{on.pattern})?", on.firsts, optional=True)
    return [
        Pattern(
            "time",
            [Piece(f"({time_.pattern})", time_.firsts), on_perhaps, codes(DAY_HERE)],
            ("time",),
            [codes(DAY_HERE)],
        )
    ]
