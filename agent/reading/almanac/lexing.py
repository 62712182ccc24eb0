"""Cuts a sentence into tokens and gives each a shape: one character, so that grammars are plain regular expressions.

Numbers and clocks have the same shape in every language, words are those of a tongue (see `tongue`). Hyphens and
apostrophes inside words are nothing, so `mid-April` is two words, and so is `d'ici`. Nothing is understood here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MOST_TOKENS = 400
"""Tokens of one sentence that are looked at; a sentence of a mail has a tenth of them."""

_TOKEN = re.compile(
    r"(?P<plain>(?!GMT|UTC)[^\W\d_]++(?=\s|$))"
    r"|(?P<address>https?://\S+|\S{1,64}@\S+)"
    r"|(?P<iso>20\d\d-\d\d-\d\d(?!\d|-\d))"
    r"|(?P<money>[$€£]\s?\d[\d.,:]*|\d[\d.,]{0,12}\s?[%€$£])"
    r"|(?P<offset>(?:GMT|UTC)\s?[+–-]\s?\d{1,2}(?::?\d{2})?(?!\d))"
    r"|(?P<phone>\+\d[\d ()/.-]{7,20}\d)"
    r"|(?P<full>\d{1,2}(?:/\d{1,2}/|-\d{1,2}-|\.\s?\d{1,2}\.\s?(?=20\d\d)|\.\d{1,2}\.)(?:20\d\d|\d\d(?![.:]))(?![\w/]))"
    r"|(?P<clock>\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<military>[0-2]\d[0-5]\d(?=\s?(?:hrs|hours|hr|h|Uhr|uur|heures)\b))"
    r"|(?P<hours>\d{1,2}\s?[hHuU]\s?[0-5]\d(?!\d)|\d{1,2}[hH](?!\w))"
    r"|(?P<point>\d{1,2}\.\d\d?(?!\d|\.\d)\.?)"
    r"|(?P<slash>\d{1,2}/\d{1,2}(?![\w/]))"
    r"|(?P<number>\d+)"
    r"|(?P<half>[AaPp]\.\s?[Mm](?:\.|\b))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<joint>(?<=[^\W_])['’‘`-](?=[^\W\d_]))"
    r"|(?P<mark>[^\w\s])"
)
"""`joint` is passed over, and so is white space; `half` becomes the word `am` or `pm`.

`plain` is the commonest sort of `word`, found without trying the rest.
"""

_DASHES = "-–—\u2011\u2212"
_PLAIN = ",().:;/&+?!"
_PREFIXES = frozenset("#/.,_$€£+")

SHAPES = {"iso": "I", "full": "D", "clock": "T", "military": "T", "hours": "H", "point": "P", "slash": "S"}
"""The shapes of dates and clocks. `P` may be either: `14.30`, `12.03`."""

_NO_TIMES = frozenset({"address", "money", "offset", "phone"})

_REMEMBERED = 128
"""Texts whose tokens are kept: a sentence that may hold a slot, a promise and a deadline is looked at for each."""

OTHER, OTHER_NAME, OTHER_NUMBER, DASH = "x", "X", "z", "-"
"""Words the tongue does not know, in lower case and with a capital; numbers that count nothing; any dash."""

ONE_TO_TWELVE, TO_23, TO_31, TO_59, TO_99, HUNDREDS, YEAR, ZERO = "a", "b", "c", "d", "e", "f", "y", "0"
DAY_NUMBERS = frozenset(ONE_TO_TWELVE + TO_23 + TO_31)
"""The codes of numbers that a day of a month may have."""

_BOUNDS = ((0, ZERO), (12, ONE_TO_TWELVE), (23, TO_23), (31, TO_31), (59, TO_59), (99, TO_99))


class Token(NamedTuple):
    """A piece of a sentence, as written and where it stands.

    `folded` is a word in lower case without accents; `case` tells of a word whether it has a capital (1) or is in
    capitals (2). `shape` is that of anything but a word, which has none; `joined`: right behind a letter.
    """

    text: str
    start: int
    end: int
    folded: str = ""
    case: int = 0
    shape: str = ""
    joined: bool = False


def tokens_of(text: str) -> list[Token]:
    """The first tokens of a text, at most `MOST_TOKENS`."""
    return list(_cut(text))


@lru_cache(maxsize=_REMEMBERED)
def _cut(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        form = match.lastgroup or "mark"
        start, end = match.span()
        if form in {"plain", "word"}:
            found.append(word_token(match[0], start, end))
        elif form == "half":
            found.append(word_token(match[0][0] + match[0].rstrip(".")[-1], start, end))
        elif form != "joint":
            before = text[start - 1 : start]
            joined = form in {"number", "point", "slash"} and before.isalpha()
            found.append(Token(match[0], start, end, match[0], shape=_shape(form, match[0], before), joined=joined))
        if len(found) == MOST_TOKENS:
            break
    return tuple(found)


def word_token(text: str, start: int, end: int) -> Token:
    """A word as a token."""
    case = 2 if len(text) > 1 and text.isupper() else int(text[0].isupper())
    return Token(text, start, end, fold(text), case)


def fold(word: str) -> str:
    """A word as it is looked up: lower case, accents taken off, `ß` as `ss`."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower().replace("ß", "ss"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _shape(form: str, text: str, before: str) -> str:
    """The shape of what is no word; `before` is the character in front of it, if any."""
    if form == "mark":
        return DASH if text in _DASHES else text if text in _PLAIN else "#"
    # "#12", "1.2.3": it goes on with something else.
    if form in _NO_TIMES or (form != "iso" and before in _PREFIXES):
        return OTHER_NUMBER
    return _number_shape(text) if form == "number" else SHAPES[form]


def _number_shape(digits: str) -> str:
    if len(digits) > 4 or (len(digits) == 4 and not digits.startswith("20")):  # noqa: PLR2004 — years have four digits
        return OTHER_NUMBER
    value = int(digits)
    if len(digits) == 4:  # noqa: PLR2004 — as above
        return YEAR
    return next((shape for most, shape in _BOUNDS if value <= most), HUNDREDS)
