"""Those a letter says the user will meet: named behind words such as "with", or in the lines of a day's plan.

Only names of two words or with a courtesy title are taken: what stands alone behind "with" may be a firm, a team or a
tool. Who writes is told in `frame`, who is listed in `people`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agent.reading.facts.frame import is_title, person_in
from agent.reading.message import Message
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.sentences import Sentence

LONGEST_ROW = 140
"""Characters of a line of a plan; longer ones are sentences."""

MOST_SENTENCES = 60
MOST_NAMES = 8

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_SMALL = r"(?:(?:van|von|de|der|den|du|la|le|di|da|del)\s){0,2}"
_NAME = rf"{_CAPITAL}[\w'’-]{{0,30}}\.?(?:\s{_SMALL}{_CAPITAL}[\w'’-]{{1,30}}){{0,3}}"
_NAMED = re.compile(_NAME)
_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"(?:\s?\([^()]{1,60}\))?(?:,\s(?!and\b)|,?\s(?:and|und|et|y|e|en|&)\s)")
"""What stands between two people who are named together, with what the first is in brackets."""

_CLOCK = re.compile(r"\b\d{1,2}(?:[:.h]\d{2}|\s?[ap]\.?m)\b", re.IGNORECASE)
_BETWEEN = 3
"""Small words between "with" and a name: `with our site director Greg Tso`."""


def names_met(message: Message, about: Iterable[Sentence], book: Phrasebook) -> Iterator[str]:
    """The names in those sentences of a letter about a meeting, and in the rows of its plan."""
    found = [name for sentence in list(about)[:MOST_SENTENCES] for name in _behind_words(sentence.written, book)]
    found += [name for line in message.text.splitlines() for name in _in_row(line, book)]
    yield from dict.fromkeys(found[:MOST_NAMES])


def _behind_words(text: str, book: Phrasebook) -> Iterator[str]:
    cues = book.labels["met_behind"]
    for word in _WORD.finditer(text):
        if word[0].lower() in cues:
            yield from _names_from(text, word.end(), book)


def _names_from(text: str, at: int, book: Phrasebook) -> Iterator[str]:
    """The names that begin at a place, perhaps behind small words, and those joined to them."""
    for _ in range(_BETWEEN + 1):
        while text[at : at + 1] == " ":
            at += 1
        word = _WORD.match(text, at)
        if word is None or not word[0].islower():
            break
        at = word.end()
    while (match := _NAMED.match(text, at)) is not None:
        name = _person(match[0], book)
        if not name:
            return
        yield name
        joint = _JOINT.match(text, match.end())
        if joint is None:
            return
        at = joint.end()


def _person(text: str, book: Phrasebook) -> str:
    """A person's name: of two words, or one with its courtesy title."""
    courtesy = text.partition(" ")[0].rstrip(".").lower() in book.labels["courtesy"]
    name = person_in(text, book)
    if not name or is_title(name, book):
        return ""
    if " " in name:
        return name
    return text if courtesy and len(text.split()) > 1 else ""


def _in_row(line: str, book: Phrasebook) -> Iterator[str]:
    """`10:00 | Coding | Ann Lee, Bo Reed`: the cells of a row with a time that are names and nothing else."""
    if "|" not in line or len(line) > LONGEST_ROW or not _CLOCK.search(line):
        return
    for cell in line.split("|")[1:]:
        names = [_person(part.strip(), book) for part in re.split(r",\s|\s(?:and|und|et|y|en|&)\s", cell)]
        if all(names):
            yield from names
