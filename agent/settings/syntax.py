"""Says in plain words what is wrong with a text that is not TOML, and on which line.

The parser's own message names what it expected; what a person meant is guessed here from the line it stopped in.
No part of the line is ever repeated: it may hold a password.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from agent.settings.locate import locate

AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
PAIR = re.compile(r"""\s*[\w."'-]+\s*[=:]?(?:(?!\"{3}|'{3}).)*[^,\[{(\s]\s*$""")
"""A line that seems to hold a whole statement: taking it out leaves the rest its meaning."""

QUOTES_NEEDED = ("text needs quotes", 'put " before and after it')
CLOSING_QUOTE = ("a closing quote is missing", "end the text with the same quote it begins with, \" or '")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of syntax. `column` is 0 where it would say nothing. `contained`: it spoils no line but its own."""

    line: int
    column: int
    what: str
    instead: str
    contained: bool


def explain(error: Exception, text: str) -> Fault:
    """Find the line that a parser's error is about, and say what is likely wrong there."""
    message = str(error)
    place = AT.search(message)
    begun = locate(text).last_statement
    last = text.count("\n") or 1
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (begun, 0)
    if _left_open(message):
        line, column = min(begun, line), 0
    if isinstance(error, RecursionError):
        message = "nested"
    line = min(line, last)
    here = text.split("\n")[line - 1]
    what, instead = _guess(message, here[: max(column - 1, 0)], here[max(column - 1, 0) :])
    return Fault(line, column, what, instead, contained=not _left_open(message) and PAIR.match(here) is not None)


def _left_open(message: str) -> bool:
    """Whether something begun earlier never ends: then the beginning is the place to look, not the end."""
    return message.startswith("Unclosed") or ("at end of document" in message and not message.startswith("Cannot"))


def _guess(message: str, before: str, after: str) -> tuple[str, str]:
    """What is wrong and what to write, from the parser's message and its line before and after the column."""
    for beginning, say in SAYINGS:
        if message.startswith(beginning):
            return say(before, after)
    return "this line cannot be read", 'a line is key = value or [table]; text stands in "quotes"'


def _bad_value(_: str, after: str) -> tuple[str, str]:
    word = re.split(r"[\s,#}\]]", after, maxsplit=1)[0]
    if not word:
        return 'the value is missing after "="', "write one, or take the line out"
    if word[0] in "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb`":
        return "these are not plain quotes", 'use the straight quote "'
    if word.lower() in {"true", "yes", "on"}:
        return "this is not how TOML says yes", "write true"
    if word.lower() in {"false", "no", "off"}:
        return "this is not how TOML says no", "write false"
    if word.lower() in {"none", "null", "nil"}:
        return "TOML has no word for nothing", "take the line out"
    return QUOTES_NEEDED


def _left_over(before: str, after: str) -> tuple[str, str]:
    value = re.split(r"=\s*", before, maxsplit=1)[-1].rstrip()
    if after.startswith("\r"):
        return "a stray carriage return", "save the file with Unix or Windows line ends"
    if re.fullmatch(r"\d{1,2}", value) and re.match(r":?\d", after):
        return "a time of day or a number with a zero in front needs quotes", 'write "09:00"'
    if re.match(r"[\d.+-]+$", value) and "=" not in after:
        return QUOTES_NEEDED
    if before.lstrip().startswith("["):
        return "something follows the closing bracket", "put what follows on a line of its own"
    return "something follows the value", 'put it on a line of its own; a " inside text is written \\"'


def _no_equals(_: str, after: str) -> tuple[str, str]:
    if after.startswith(":"):
        return '":" is not how TOML gives a value', "write key = value"
    if "=" in after:
        return "a key with a space in it needs quotes", 'write "key" = value'
    return 'there is no "=" after the key', "write key = value"


def _no_key(before: str, after: str) -> tuple[str, str]:
    if before.count("{") > before.count("}"):
        return "an inline table { … } has to stand on one line", "close it with } and put no comma before the }"
    if after.startswith("="):
        return 'the key before "=" is missing', "write key = value"
    if after.startswith(("//", ";", "--", "/*")):
        return "this is not how a comment begins", "write # before it"
    return "this line cannot be read", 'a line is key = value or [table]; text stands in "quotes"'


def _always(what: str, instead: str) -> Callable[[str, str], tuple[str, str]]:
    return lambda _before, _after: (what, instead)


ESCAPE = _always('a \\ between " begins an escape, and there is none like this', "write it twice, or use single quotes")
TWICE = _always("the key is written twice, or once as a value and once as a table", "keep one of the two")

SAYINGS: tuple[tuple[str, Callable[[str, str], tuple[str, str]]], ...] = (
    ("Invalid value", _bad_value),
    ("Expected newline or end of document", _left_over),
    ("Expected '=' after a key", _no_equals),
    ("Invalid statement", _no_key),
    ("Invalid initial character for a key", _no_key),
    ("Unterminated string", _always(*CLOSING_QUOTE)),
    ("Expected \"'", _always(*CLOSING_QUOTE)),
    ("Illegal character '\\n'", _always(*CLOSING_QUOTE)),
    ("Illegal character", _always("an invisible control character", "delete it and type the place anew")),
    ("Found invalid character", _always("an invisible control character", "delete it and type the place anew")),
    ("Unescaped '\\'", ESCAPE),
    ("Escaped character is not", ESCAPE),
    ("Invalid hex value", ESCAPE),
    ("Cannot overwrite a value", TWICE),
    ("Duplicate inline table key", TWICE),
    ("Cannot declare", _always("the table is written twice", "put all its keys under one heading")),
    ("Cannot mutate immutable", _always("a { … } table cannot be added to later", "write all its keys in one place")),
    ("Expected ']", _always("the closing bracket of the table's name is missing", "write [name]")),
    ("Unclosed array", _always("a comma or the closing ] of a list is missing", 'write ["one", "two"]')),
    ("Unclosed inline table", _always("a comma or the closing } is missing", "write { key = value, key = value }")),
    ("Invalid date or datetime", _always("there is no such day or time", "write a date as 2027-01-31")),
    ("Exceeds the limit", _always("the number is too long", "")),
    ("nested", _always("lists or tables are nested too deeply", "")),
)
"""What the parser says, by its beginning, and how to put it to a person. The first that fits is taken."""
