"""The small change of readable problems: the nearest known word, and values shown safely on one line.

Nothing here knows what is being checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from agent.settings.locate import BARE, KeyPath

SHOWN = 60
"""Longest value repeated in a problem, in characters; enough to find it again."""

FEW = 12
"""Up to so many known words are listed when none is near."""

PATH = 4096
"""Longest path on the systems we run on; one is repeated whole."""

TYPES = {
    "str": "text",
    "bool": "true or false",
    "int": "a number",
    "float": "a number with a point",
    "list": "a list",
    "dict": "a table",
    "datetime": "a date with a time",
    "date": "a date",
    "time": "a time of day",
}
"""What a value of TOML is called, by its Python type."""


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known word most like this one, or an empty string when none is near enough to be a slip of the pen.

    `likeness` is difflib's ratio, 0 to 1; where many words are known it has to be higher to mean anything.
    """
    by_folded = {k.casefold(): k for k in known}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=likeness)
    return by_folded[near[0]] if near else ""


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did you mean "…"?`, else what there is to choose from when that is little, else nothing."""
    words = list(known)
    if near := nearest(word, words):
        return f'did you mean "{near}"?'
    return f"there are: {', '.join(words)}" if 0 < len(words) <= FEW else ""


def shown(value: str, longest: int = SHOWN) -> str:
    """A text in quotes, cut to so many characters, without anything that could break the line or move the cursor."""
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value)
    return f'"{clean if len(clean) <= longest else clean[: longest - 1] + "…"}"'


def type_word(value: object) -> str:
    """What TOML calls a value of this type: `text`, `a number`, `a list`."""
    return TYPES.get(type(value).__name__, "something else")


def dotted(path: KeyPath) -> str:
    """A path as one would write it: `accounts.personal.host`, `companies."Acme Ltd".pause`, `overlays[1]`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += ("." if text else "") + (part if part and set(part) <= BARE else shown(part))
    return text
