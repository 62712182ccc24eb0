"""Lint rules on how a draft says it: nothing unresolved, no pressure, no blame, no bluff.

L10–L18 and L27. Each function returns None if its rule is kept, else the words it stumbled on. Names and
titles on record do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from agent.writing import lint_words
from agent.writing.lint_case import Case

_CAPITALS = re.compile(r"\b[^\W\d_]{4,}\b")


def phrases(table: tuple[str, ...]) -> Callable[[Case], str | None]:
    """A rule that none of these phrases occurs."""
    pattern = _whole_words(table)

    def found(case: Case) -> str | None:
        match = pattern.search(case.own_words)
        return f'"{match[0]}"' if match else None

    return found


def _whole_words(table: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(table)})(?!\w)", re.IGNORECASE)


_FILLER = _whole_words(lint_words.FILLER)
_PLACEHOLDER = re.compile(lint_words.PLACEHOLDER)


def placeholder(case: Case) -> str | None:
    """L11: nothing that still waits to be filled in."""
    found = _PLACEHOLDER.search(case.own_words) or _PLACEHOLDER.search(
        case.draft.subject if _opens_thread(case) else ""
    )
    return f'"{found[0]}"' if found else None


def filler(case: Case) -> str | None:
    """L14: no sentence of filler without a fact in it."""
    facts = [v for n, v in case.values.items() if n not in {"name", "full_name", "my_name", "phone"}]
    empty = (s for s in case.sentences if _FILLER.search(s) and not any(f in s for f in facts))
    return next((f'"{s}"' for s in empty), None)


def shouting(case: Case) -> str | None:
    """L16: at most one exclamation mark, no emoji, no word in capitals unless the records or the thread have it."""
    text = case.own_words
    if text.count("!") > 1:
        return "more than one exclamation mark"
    emoji = next((c for c in text if unicodedata.category(c) == "So"), None)
    if emoji:
        return f'"{emoji}"'
    seen = " ".join([*case.values.values(), case.draft.subject])
    loud = (w for w in _CAPITALS.findall(text) if w.isupper() and w not in seen)
    return next((f'"{w}"' for w in loud), None)


def _opens_thread(case: Case) -> bool:
    return case.action.answers is None
