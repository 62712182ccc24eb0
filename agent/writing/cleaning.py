"""Makes text that came out of a mail fit to stand on one line of a draft: no controls, no bidi, no surprises.

Nothing is escaped or translated here: what cannot stand as it is, is taken out or turned down.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_VALUE = 100
"""Longest role, company or topic that is believed, in characters; real job titles stay well below it."""

_NOT_PROSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|://|[<>@\\]")


def one_line(text: str) -> str:
    """The text on one line, composed (NFC), without control, format (bidi) and surrogate characters.

    White space of every kind becomes single spaces.
    """
    kept = "".join(_plain(c) for c in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Zs", "Zl", "Zp"}:
        return " "
    return "" if category in {"Cf", "Cs"} else character


def believable(text: str, limit: int = LONGEST_VALUE) -> str:
    """The text on one line, or nothing if no person would write it so: too long, a link, an address, template marks."""
    line = one_line(text)
    return "" if len(line) > limit or _NOT_PROSE.search(line) else line
