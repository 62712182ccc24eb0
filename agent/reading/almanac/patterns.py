"""Wordings as regular expressions over the codes of tokens: one character a token, so that nothing can be slow.

A wording has no unbounded repetition, and so has no pattern. What a match means is read in `days`, `clock` and `spans`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from agent.reading.almanac.lexicon import Lexicon, spellings
from agent.reading.almanac.lexing import (
    HUNDREDS,
    ONE_TO_TWELVE,
    OTHER_NUMBER,
    TO_23,
    TO_31,
    TO_59,
    TO_99,
    YEAR,
    ZERO,
    Token,
    tokens_of,
)
from agent.reading.almanac.wording import Choice, Group, Item, Items, Words

MOST_FOUND = 24
"""Times of one sentence that are looked at, of each sort."""

DAY_HERE, TIME_HERE = "W", "V"
"""What stands in place of a day or a time that has been read."""

SURE, PERHAPS = "U", "u"
"""What stands in place of a time that is one by itself, and of one that may as well be a length."""

_SMALL = frozenset({"which", "coming", "later"})
"""Groups with words that stand in any text, such as `the`."""

_BETWEEN = "[,()]?"
_NUMBERS = ONE_TO_TWELVE + TO_23 + TO_31 + TO_59 + TO_99 + HUNDREDS
NUMBERS = frozenset(_NUMBERS + ZERO + YEAR + OTHER_NUMBER)

Values = Mapping[str, Mapping[tuple[str, ...], str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A wording found among the tokens `start` to `end`, and the groups in it, each with its tokens, in order."""

    key: str
    start: int
    end: int
    groups: tuple[tuple[str, int, int], ...]

    def spans(self, group: str) -> list[tuple[int, int]]:
        """Where the tokens of a group stand."""
        return [(start, end) for name, start, end in self.groups if name == group]


class Piece(NamedTuple):
    """A piece of a pattern, the codes it may begin with, and whether it may be left out."""

    pattern: str
    firsts: frozenset[str]
    optional: bool = False


class Pattern:
    """The pattern of one wording, compiled when it is first tried, for most never are.

    A text without one of the codes of each of its `needs` cannot hold it; `telling` is the one that most texts lack.
    """

    def __init__(self, key: str, pieces: list[Piece], names: tuple[str, ...], telling: list[Piece]) -> None:
        """`names` are those of the groups, in the order they are numbered in; `telling` the pieces that mean something.

        Small words stand in any text, but few have a word for an hour or a day.
        """
        self.key = key
        self.names = names
        whole = in_a_row(pieces)
        self._source = whole.pattern
        self.firsts = whole.firsts
        self.needs = tuple(piece.firsts for piece in pieces if not piece.optional)
        self.telling = min((piece.firsts for piece in telling), key=len, default=min(self.needs, key=len))

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """As a regular expression."""
        return re.compile(self._source)


def in_a_row(pieces: list[Piece]) -> Piece:
    """Pieces one behind the other, as one."""
    firsts: set[str] = set()
    for piece in pieces:
        firsts |= piece.firsts
        if not piece.optional:
            break
    optional = all(piece.optional for piece in pieces)
    return Piece("".join(piece.pattern for piece in pieces), frozenset(firsts), optional)


def one_of(pieces: list[Piece], *, optional: bool = False) -> Piece:
    """Any of several pieces, as one; nothing matches none of them."""
    if not pieces:
        return NEVER
    pattern = f"(?:{'|'.join(piece.pattern for piece in pieces)}){'?' if optional else ''}"
    left_out = optional or any(piece.optional for piece in pieces)
    return Piece(pattern, frozenset().union(*(piece.firsts for piece in pieces)), left_out)


def codes(text: str) -> Piece:
    """Any one of some codes."""
    return Piece(f"[{re.escape(text)}]", frozenset(text))


NEVER = Piece("(?!)", frozenset())


class Finder:
    """Finds wordings, the leftmost first and of those at one place the longest."""

    def __init__(self, patterns: list[Pattern]) -> None:
        """Take the patterns; of two that match the same, the earlier counts."""
        needs = list(dict.fromkeys(need for pattern in patterns for need in pattern.needs))
        self._needs = [(need, 1 << number) for number, need in enumerate(needs)]
        self._patterns = [(p, sum(bit for need, bit in self._needs if need in p.needs)) for p in patterns]
        self.telling = frozenset().union(*(pattern.telling for pattern in patterns))

    def find(self, codes_: str) -> Iterator[Found]:
        """The wordings in a text, at most `MOST_FOUND`."""
        possible = self._possible(codes_)
        at, found = 0, 0
        while possible and at < len(codes_) and found < MOST_FOUND:
            best = self._furthest(codes_, at, possible)
            if best is not None:
                yield best
                found += 1
            at = max(best.end, at + 1) if best else at + 1

    def at(self, codes_: str, start: int) -> Found | None:
        """The longest wording that begins at a token."""
        return _longest(codes_, start, self._possible(codes_))

    def _possible(self, codes_: str) -> list[Pattern]:
        present = frozenset(codes_)
        missing = 0
        for need, bit in self._needs:
            if present.isdisjoint(need):
                missing |= bit
        return [pattern for pattern, bits in self._patterns if not bits & missing]

    def _furthest(self, codes_: str, start: int, possible: list[Pattern]) -> Found | None:
        """The wording at a token, or one that begins within it and reaches further: a date is more than its day."""
        best = _longest(codes_, start, possible)
        for later in range(start + 1, best.end if best else start):
            other = _longest(codes_, later, possible)
            # "3 November 10-12": the month has its day already.
            whole = best is not None and bool(best.spans("month") and best.spans("day"))
            if best and other and other.end > best.end and not (whole and other.spans("month")):
                best = other
        return best


def _longest(codes_: str, start: int, possible: list[Pattern]) -> Found | None:
    best: Found | None = None
    for pattern in possible:
        if codes_[start] not in pattern.firsts:
            continue
        match = pattern.compiled.match(codes_, start)
        last = start + len(match[0].rstrip(",().")) if match else start
        if match and last > (best.end if best else start):
            groups = [(n, *match.span(i)) for i, n in enumerate(pattern.names, 1) if match.start(i) >= 0]
            best = Found(pattern.key, start, last, tuple(sorted(groups, key=lambda group: group[1])))
    return best


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence as tokens, and their codes in one tongue."""

    written: str
    tokens: list[Token]
    codes: str

    def words(self, start: int, end: int) -> tuple[str, ...]:
        """The folded words among some tokens; marks are none."""
        return tuple(token.folded for token in self.tokens[start:end] if token.folded[:1].isalnum())

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where tokens stand in the sentence."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def without(self, spans: list[tuple[int, int]], code: str) -> Text:
        """The same with a code in place of the tokens that have been read."""
        codes_ = list(self.codes)
        for start, end in spans:
            codes_[start:end] = code * (end - start)
        return Text(self.written, self.tokens, "".join(codes_))

    def merged(self, spans: list[tuple[int, int, str]]) -> Text:
        """The same with one token for each span, of the code that is given with it; the spans are in order."""
        tokens: list[Token] = []
        codes_, at = "", 0
        for start, end, code in spans:
            begins, ends = self.place(start, end)
            whole = Token(self.written[begins:ends], begins, ends)
            tokens += [*self.tokens[at:start], whole]
            codes_ += self.codes[at:start] + code
            at = end
        return Text(self.written, [*tokens, *self.tokens[at:]], codes_ + self.codes[at:])


class Patterns:
    """Makes patterns over codes of wordings: what a group of words stands for is told once, here."""

    def __init__(self, words: Mapping[str, Mapping[str, tuple[str, ...]]], lexicon: Lexicon) -> None:
        """`words` are groups of meanings of wordings."""
        self._lexicon = lexicon
        self.values: dict[str, dict[tuple[str, ...], str]] = {}
        self._groups: dict[str, Piece] = {}
        for group, meanings in words.items():
            wordings = [(s, m) for m, texts in meanings.items() for text in texts for s in spellings(text)]
            self.values[group] = {
                tuple(t.folded for t in tokens_of(w) if t.folded[:1].isalnum()): m for w, m in wordings
            }
            self._groups[group] = self._any_of([wording for wording, _ in wordings])
        self._built_in()

    def _built_in(self) -> None:
        digits, days = codes(_NUMBERS), codes(ONE_TO_TWELVE + TO_23 + TO_31)
        mark, nth = self.piece("mark"), self.piece("nth")
        in_brackets = Piece(f"(?:\\({digits.pattern}\\))?", frozenset("("), optional=True)
        dot = Piece("\\.", frozenset("."))
        figures = {
            "n": in_a_row([one_of([digits, self.piece("number")]), in_brackets]),
            "day": one_of([in_a_row([days, one_of([mark, dot], optional=True)]), nth]),
            "nth": one_of([in_a_row([days, one_of([mark, dot])]), nth]),
            "year": codes(YEAR),
            "hour": one_of([codes(ZERO + ONE_TO_TWELVE + TO_23), self.piece("spoken")]),
            "clock": codes("THP"),
            "hours": codes("H"),
            "point": codes("P"),
            "date": codes("ISDP"),
            "sure": codes(SURE),
        }
        self._groups |= figures
        self._figures = frozenset((*figures, "time"))
        self._groups["time"] = one_of([codes(SURE + PERHAPS + "P"), self._groups["hour"]])

    def add_set(self, name: str, wordings: tuple[Items, ...]) -> None:
        """Name some wordings, so that others may use them."""
        self._groups[name] = one_of([self.whole(items) for items in wordings])

    def piece(self, group: str) -> Piece:
        """The pattern of a group; one that matches nothing when there is no such group."""
        return self._groups.get(group, NEVER)

    def whole(self, items: Items) -> Piece:
        """A wording as one piece, without numbered groups."""
        return in_a_row([self._item(item, None) for item in items])

    def of(self, key: str, items: Items) -> Pattern:
        """The pattern of a wording, its groups numbered."""
        names: list[str] = []
        pieces = [self._item(item, names) for item in items]
        telling = [p for item, p in zip(items, pieces, strict=True) if isinstance(item, Group) and self._means(item)]
        return Pattern(key, pieces, tuple(names), telling)

    def _means(self, group: Group) -> bool:
        """Whether a group stands for a number, a day, an hour, and not for small words or a set of wordings."""
        return (group.name in self.values and group.name not in _SMALL) or group.name in self._figures

    def _item(self, item: Item, names: list[str] | None) -> Piece:
        if isinstance(item, Choice):
            branches = [in_a_row([self._item(part, names) for part in branch]) for branch in item.branches]
            return one_of(branches, optional=item.optional)
        if isinstance(item, Words):
            return _spaced(one_of([self._words(spelled) for spelled in spellings(item.text)]))
        piece = self._groups[item.name]
        if names is None:
            return _spaced(piece)
        names.append(item.name)
        return _spaced(Piece(f"({piece.pattern})", piece.firsts))

    def _words(self, text: str) -> Piece:
        return in_a_row([self._token(token) for token in tokens_of(text)])

    def _token(self, token: Token) -> Piece:
        return codes(token.shape or self._lexicon.codes_of(token.text))

    def _any_of(self, wordings: list[str]) -> Piece:
        """Any of these words, with the full stop of an abbreviation; the longer ones first."""
        tokens = [tokens_of(wording) for wording in wordings]
        single = "".join(self._lexicon.codes_of(t[0].text) for t in tokens if len(t) == 1 and not t[0].shape)
        several = [
            self._words(wording)
            for wording, t in sorted(zip(wordings, tokens, strict=True), key=lambda pair: -len(pair[1]))
            if len(t) != 1 or t[0].shape
        ]
        found = one_of([*several, *([codes(single)] if single else [])])
        return Piece(f"(?:{found.pattern}\\.?)", found.firsts)


def _spaced(piece: Piece) -> Piece:
    return Piece(piece.pattern + _BETWEEN, piece.firsts, piece.optional)
