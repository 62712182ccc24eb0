"""The little language phrases are written in, turned into regular expressions.

    we regret to inform you        these words in this order
    not * moving forward           `*` stands for up to eight words
    interview~                     `~` stands for any ending
    (role|job opening)             one of these
    [very] sorry                   perhaps
    {we} have decided              any wording of the set `we`
    applying to <company>          a name to be picked out (only in patterns of facts)

Punctuation and case are ignored; `ä`, `ö`, `ü` may be spelled `ae`, `oe`, `ue` in the mail. Nothing is matched here; a
wording is only read, and a pattern made of it. What a match of it has to contain is worked out in `literals`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

STAR_REACH = 8
"""How many words `*` may span: a clause, not a paragraph."""

MOST_STARS = 3
"""More of them in one phrase match nearly anything, slowly."""

MOST_WORDS = 5_000
"""How many words a phrase may have, those of its sets counted each time: as many as every shipped one together."""

MOST_OPTIONS = 12
"""How many things in a phrase may be there or not: each one more doubles the ways to read it."""

DEEPEST = 8
"""Brackets within brackets."""

_NAMED_SET = re.compile(r"\{([\w-]+)\}")
_TOKEN = re.compile(r"\s*(?:(?P<mark>[()\[\]|*])|\{(?P<set>[\w-]+)\}|<(?P<slot>\w+)>|(?P<word>[^\s()\[\]|*{}<>]+))")
_WITH_UMLAUT = re.compile(r"(?<![\w<{-])[\w'-]*[äöü][\w'-]*~?")
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WORD_PARTS = re.compile(r"[^\W_]+(?:'[^\W_]+)*~?")


class WordingError(ValueError):
    """A phrase that cannot be understood; the text says what is wrong with it, in plain words."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `open_ended` when any ending will do."""

    text: str
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Star:
    """Up to `STAR_REACH` words."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A name to be picked out."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; nothing at all, too, when `optional`."""

    branches: tuple[tuple[Item, ...], ...]
    optional: bool = False


Item = Word | Star | Slot | Choice
Items = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Sets:
    """The sets of a language, by name; `fold` spells contractions out as it will be done to the mail.

    A set is read once, however many phrases name it.
    """

    wordings: Mapping[str, tuple[str, ...]]
    fold: Callable[[str], str]
    _sizes: dict[str, int] = field(default_factory=dict)
    _choices: dict[tuple[str, int], Choice] = field(default_factory=dict)

    def size(self, wording: str) -> int:
        """How many words a wording comes to with its sets, more or less; a set within itself counts as nothing."""
        count = len(wording) // 500 + len(wording.split())
        for name in _NAMED_SET.findall(wording) if "{" in wording else ():
            if name not in self._sizes:
                self._sizes[name] = 0
                self._sizes[name] = sum(map(self.size, self.wordings.get(name, ())))
            count += self._sizes[name]
        return count

    def choice(self, name: str, depth: int) -> Choice:
        """A set as a choice, so many brackets and sets deep. Raises `WordingError`."""
        if name not in self.wordings:
            raise WordingError(f"there is no set called {{{name}}}")
        if depth > 4:  # noqa: PLR2004 — deeper than anyone writes on purpose: a set that names itself
            raise WordingError(f"the set {{{name}}} names itself")
        if (name, depth) not in self._choices:
            branches = []
            for wording in self.wordings[name]:
                items, rest = _sequence(self.tokens(wording), self, depth)
                if rest or not items:
                    raise WordingError(f"the entry {wording!r} of the set {{{name}}} cannot be read")
                branches.append(items)
            self._choices[name, depth] = Choice(tuple(dict.fromkeys(branches)))
        return self._choices[name, depth]

    def tokens(self, wording: str) -> list[tuple[str, str]]:
        """A wording cut into what it is written with."""
        return _tokens(self.fold(_umlauts_either_way(wording.lower())))


def parse_wording(wording: str, sets: Sets) -> Items:
    """Read one phrase. Raises `WordingError`."""
    if sets.size(wording) > MOST_WORDS:
        raise WordingError(f"with its sets it comes to more than {MOST_WORDS} words; split it in two")
    items, rest = _sequence(sets.tokens(wording), sets, depth=0)
    if rest:
        raise WordingError(f"{rest[0][1]!r} closes nothing; take it out or open it before")
    if sum(isinstance(item, Star) for item in items) > MOST_STARS:
        raise WordingError(f"there are more than {MOST_STARS} *; split the phrase in two")
    if _options(items) > MOST_OPTIONS:
        raise WordingError(f"there are more than {MOST_OPTIONS} [ ]; split the phrase in two")
    if not items or isinstance(items[0], Star) or isinstance(items[-1], Star):
        raise WordingError("a phrase begins and ends with a word, not with *")
    return items


def plain_pattern(items: Items) -> str:
    """A pattern for a plain sentence: lower-case words, each with one space before it, and a space at the end."""
    return _emit(items, _plain_word, rf"(?: \S+){{0,{STAR_REACH}}}?") + "(?= )"


def written_pattern(items: Items, slots: Mapping[str, str]) -> str:
    """A pattern for text as written, after a space; each `<slot>` captures what its pattern in `slots` says."""

    def emit_word(item: Word | Slot) -> str:
        if isinstance(item, Slot):
            return _GAP + slots[item.name]
        return rf"{_GAP}(?i:{re.escape(item.text)})" + (r"[^\W_]*" if item.open_ended else r"(?![^\W_])")

    return rf"(?<!{_GAP_CHARACTER})" + _emit(items, emit_word, rf"(?:{_GAP}[^\s]++){{0,{STAR_REACH}}}?")


_GAP_CHARACTER = r"[\s\"“”„«»¿¡'‘’(*,:#.–—-]"
_GAP = rf"(?:{_GAP_CHARACTER}++)"
"""What stands between words, taken whole, and a match begins where a gap does: a long one is gone through once."""


def _plain_word(item: Word | Slot) -> str:
    if isinstance(item, Slot):
        raise WordingError(f"<{item.name}> picks a name out and belongs into patterns of facts only")
    return f" {re.escape(item.text)}" + (r"\S*" if item.open_ended else "")


def _emit(items: Items, word: Callable[[Word | Slot], str], star: str) -> str:
    return "".join(_emit_item(item, word, star) for item in items)


def _emit_item(item: Item, word: Callable[[Word | Slot], str], star: str) -> str:
    if isinstance(item, Star):
        return star
    if isinstance(item, Choice):
        branches = "|".join(_emit(branch, word, star) for branch in item.branches)
        return f"(?:{branches})" + ("?" if item.optional else "")
    return word(item)


def _umlauts_either_way(wording: str) -> str:
    """A wording that takes `für` for `fuer`, too: a sentence of German keeps to one of the two, and so does a word."""
    if wording.isascii():
        return wording
    return _WITH_UMLAUT.sub(lambda match: f"({match[0]}|{match[0].translate(_DIGRAPHS)})", wording)


def _tokens(wording: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    while match := _TOKEN.match(wording, at):
        group = str(match.lastgroup)
        tokens.append((group, match[group]))
        at = match.end()
    if rest := wording[at:].strip():
        raise WordingError(f"{rest!r} cannot be read; braces and angles come in pairs")
    return tokens


def _sequence(tokens: list[tuple[str, str]], sets: Sets, depth: int) -> tuple[Items, list[tuple[str, str]]]:
    """Read items up to a closing mark or the end; the tokens left over come back."""
    items: list[Item] = []
    while tokens:
        group, text = tokens[0]
        if group == "mark" and text in ")]|":
            break
        tokens = tokens[1:]
        if group == "mark" and text in "([":
            choice, tokens = _choice(tokens, sets, "]" if text == "[" else ")", depth + 1)
            items.append(choice)
        else:
            items += _simple(group, text, sets, depth)
    return tuple(items), tokens


def _simple(group: str, text: str, sets: Sets, depth: int) -> tuple[Item, ...]:
    if group == "mark":
        return (Star(),)
    if group == "slot":
        return (Slot(text),)
    if group == "set":
        return (sets.choice(text, depth + 1),)
    return tuple(Word(part.rstrip("~"), part.endswith("~")) for part in _WORD_PARTS.findall(text))


def _choice(tokens: list[tuple[str, str]], sets: Sets, end: str, depth: int) -> tuple[Choice, list[tuple[str, str]]]:
    if depth > DEEPEST:
        raise WordingError(f"there are more than {DEEPEST} brackets within each other; use a set")
    branches: list[Items] = []
    while True:
        items, tokens = _sequence(tokens, sets, depth)
        if not items:
            raise WordingError("there is an empty choice; every | has words on both sides")
        branches.append(items)
        if not tokens:
            raise WordingError(f"a bracket is open at the end; close it with {end}")
        mark, tokens = tokens[0][1], tokens[1:]
        if mark == end:
            return Choice(tuple(dict.fromkeys(branches)), optional=end == "]"), tokens
        if mark != "|":
            raise WordingError(f"{mark!r} does not close what was opened; {end!r} would")


def _options(items: Items) -> int:
    """How many things may be there or not, the most on one way through."""
    inner = (item.optional + max(map(_options, item.branches), default=0) for item in items if isinstance(item, Choice))
    return sum(inner)
