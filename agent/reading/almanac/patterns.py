"""Wordings as regular expressions over the codes of tokens: one character a token, so that nothing can be slow.

A wording has no unbounded repetition, and so has no pattern. What a match means is read in `days`, `clock` and `spans`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from agent.reading.almanac.lexing import (
    HUNDREDS,
    ONE_TO_TWELVE,
    OTHER,
    OTHER_NAME,
    OTHER_NUMBER,
    TO_23,
    TO_31,
    TO_59,
    TO_99,
    YEAR,
    ZERO,
    Token,
    fold,
    shape_of,
    tokens_of,
)
from agent.reading.almanac.wording import Choice, Item, Items, Words

MOST_FOUND = 24
"""Times of one sentence that are looked at, of each sort."""

DAY_HERE, TIME_HERE = "W", "V"
"""What stands in place of a day or a time that has been read."""

_FIRST_CODE = 0xE000
_BETWEEN = "[,()]?"
_NUMBERS = ONE_TO_TWELVE + TO_23 + TO_31 + TO_59 + TO_99 + HUNDREDS
NUMBERS = frozenset(_NUMBERS + ZERO + YEAR + OTHER_NUMBER)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

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


class Finder:
    """Finds wordings, the leftmost first and of those at one place the longest."""

    def __init__(self, sources: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]) -> None:
        """By key, pairs of a pattern with its groups numbered, and the names of these groups."""
        self._sources = [(key, source, names) for key, pairs in sources.items() for source, names in pairs]

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{source})" for _, source, _ in self._sources) or r"(?!)")

    @cached_property
    def _each(self) -> list[tuple[str, re.Pattern[str], tuple[str, ...]]]:
        return [(key, re.compile(source), names) for key, source, names in self._sources]

    def find(self, codes: str) -> Iterator[Found]:
        """The wordings in a text, at most `MOST_FOUND`."""
        at = 0
        for _ in range(MOST_FOUND):
            match = self._any.search(codes, at)
            if match is None:
                return
            found = self._longest_near(codes, match.start())
            if found is not None:
                yield found
            at = max(found.end if found else 0, match.start() + 1)

    def _longest_near(self, codes: str, start: int) -> Found | None:
        """The wording at a token, or one that begins within it and reaches further: a date is more than its day."""
        best = self.at(codes, start)
        for later in range(start + 1, best.end if best else start + 1):
            other = self.at(codes, later) if self._any.match(codes, later) else None
            if best and other and other.end > best.end:
                best = other
        return best

    def at(self, codes: str, start: int, end: int | None = None) -> Found | None:
        """The longest wording that begins at a token; with `end`, one that ends there."""
        best: Found | None = None
        for key, pattern, names in self._each:
            match = pattern.match(codes, start) if end is None else pattern.fullmatch(codes, start, end)
            if match is None:
                continue
            last = start + len(match[0].rstrip(",()."))
            if best is None or last > best.end:
                groups = [(n, *match.span(i)) for i, n in enumerate(names, 1) if match.start(i) >= 0]
                best = Found(key, start, last, tuple(sorted(groups, key=lambda group: group[1])))
        return best


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence as tokens, and their codes in one tongue."""

    written: str
    tokens: list[Token]
    codes: str

    def words(self, start: int, end: int) -> tuple[str, ...]:
        """The folded words among some tokens; marks are none."""
        return tuple(token.folded for token in self.tokens[start:end] if token.form != "mark")

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where tokens stand in the sentence."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def without(self, spans: list[tuple[int, int]], code: str) -> Text:
        """The same with a code in place of the tokens that have been read."""
        codes = list(self.codes)
        for start, end in spans:
            codes[start:end] = code * (end - start)
        return Text(self.written, self.tokens, "".join(codes))


class Lexicon:
    """The words of a tongue, each with three codes: in lower case, with a capital, in capitals."""

    def __init__(self) -> None:
        """Begin without any."""
        self._codes: dict[str, str] = {}

    def codes_of(self, word: str) -> str:
        """The codes that stand for a word; a word written with a capital has to have one, and so with two."""
        three = self._allocate(word)
        capital, capitals = word[:1].isupper(), len(word) > 1 and word.isupper()
        return three[2] if capitals else three[1:] if capital else three

    def _allocate(self, word: str) -> str:
        folded = fold(word)
        if folded not in self._codes:
            first = _FIRST_CODE + 3 * len(self._codes)
            self._codes[folded] = chr(first) + chr(first + 1) + chr(first + 2)
        return self._codes[folded]

    def code(self, word: str) -> str:
        """The code of a word as a mail writes it."""
        three = self._codes.get(fold(word))
        capital = word[:1].isupper()
        if three is None:
            return OTHER_NAME if capital else OTHER
        return three[2 if len(word) > 1 and word.isupper() else 1 if capital else 0]

    def knows(self, word: str) -> bool:
        """Whether the tongue has the word."""
        return fold(word) in self._codes


def spellings(wording: str) -> tuple[str, ...]:
    """A wording, and the same without umlauts as keyboards without them write it."""
    other = wording.translate(_UMLAUTS)
    return (wording,) if other == wording else (wording, other)


class Patterns:
    """Makes patterns over codes of wordings: what a group of words stands for is told once, here."""

    def __init__(self, words: Mapping[str, Mapping[str, tuple[str, ...]]], lexicon: Lexicon) -> None:
        """`words` are groups of meanings of wordings."""
        self._lexicon = lexicon
        self.values: dict[str, dict[tuple[str, ...], str]] = {}
        self._groups: dict[str, str] = {}
        for group, meanings in words.items():
            wordings = [(s, m) for m, texts in meanings.items() for text in texts for s in spellings(text)]
            self.values[group] = {tuple(t.folded for t in tokens_of(w) if t.form != "mark"): m for w, m in wordings}
            self._groups[group] = self._any_of([wording for wording, _ in wordings])
        self._built_in()

    def _built_in(self) -> None:
        number, mark = self._groups.get("number", "(?!)"), self._groups.get("mark", "(?!)")
        digits = f"[{_NUMBERS}]"
        self._groups |= {
            "n": f"(?:(?:{digits}|{number})(?:\\({digits}\\))?)",
            "day": f"(?:[{ONE_TO_TWELVE}{TO_23}{TO_31}](?:{mark}|\\.)?|{self._groups.get('nth', '(?!)')})",
            "nth": f"(?:[{ONE_TO_TWELVE}{TO_23}{TO_31}](?:{mark}|\\.)|{self._groups.get('nth', '(?!)')})",
            "year": YEAR,
            "hour": f"(?:[{ZERO}{ONE_TO_TWELVE}{TO_23}]|{self._groups.get('spoken', '(?!)')})",
            "clock": "[THP]",
            "hours": "H",
            "point": "P",
            "date": "[ISDP]",
        }

    def add_group(self, name: str, source: str) -> None:
        """Name a pattern, so that wordings may use it."""
        self._groups[name] = source

    def knows(self, group: str) -> bool:
        """Whether wordings may use a group."""
        return group in self._groups

    def of(self, items: Items) -> tuple[str, tuple[str, ...]]:
        """The pattern of a wording with its groups numbered, and their names."""
        names: list[str] = []
        return self._sequence(items, names), tuple(names)

    def source_of(self, group: str) -> str:
        """The pattern of a group; one that matches nothing when there is no such group."""
        return self._groups.get(group, "(?!)")

    def source(self, items: Items) -> str:
        """The pattern of a wording without numbered groups."""
        return self._sequence(items, None)

    def _sequence(self, items: Items, names: list[str] | None) -> str:
        return "".join(self._item(item, names) for item in items)

    def _item(self, item: Item, names: list[str] | None) -> str:
        if isinstance(item, Choice):
            branches = "|".join(self._sequence(branch, names) for branch in item.branches)
            return f"(?:{branches}){'?' if item.optional else ''}"
        if isinstance(item, Words):
            return self._literal(item.text) + _BETWEEN
        source = self._groups[item.name]
        if names is None:
            return source + _BETWEEN
        names.append(item.name)
        return f"({source}){_BETWEEN}"

    def _literal(self, text: str) -> str:
        return "(?:" + "|".join(self._words(spelled) for spelled in spellings(text)) + ")"

    def _words(self, text: str) -> str:
        return "".join(
            f"[{self._lexicon.codes_of(token.text)}]" if token.form == "word" else re.escape(shape_of(token, ""))
            for token in tokens_of(text)
        )

    def _any_of(self, wordings: list[str]) -> str:
        """Any of these words, with the full stop of an abbreviation; the longer ones first."""
        tokens = [tokens_of(wording) for wording in wordings]
        single = "".join(self._lexicon.codes_of(t[0].text) for t in tokens if len(t) == 1 and t[0].form == "word")
        several = [
            self._words(wording)
            for wording, t in sorted(zip(wordings, tokens, strict=True), key=lambda pair: -len(pair[1]))
            if len(t) != 1 or t[0].form != "word"
        ]
        branches = [*several, *([f"[{single}]"] if single else [])]
        return f"(?:(?:{'|'.join(branches)})\\.?)" if branches else "(?!)"
