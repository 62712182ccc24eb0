"""The word list of stories, written out from the tables by which they are read; it cannot be out of date.

Shown in rules/stories/README.md, where a test compares it.
"""

from __future__ import annotations

from collections.abc import Iterable

from agent.rehearsing import conditions, expecting, mine, theirs
from agent.rehearsing.forms import Form

PARTS: tuple[tuple[str, Iterable[Form[object]]], ...] = (
    ("What you do, after the day", mine.FORMS),
    ("What they do, after the day", theirs.FORMS),
    ("What holds for the whole story, without a day", conditions.FORMS),
    ("What is expected", expecting.FORMS),
)


def word_list() -> str:
    """Every sentence there is, with its meaning, in Markdown."""
    return "\n".join(_part(title, forms) for title, forms in PARTS)


def _part(title: str, forms: Iterable[Form[object]]) -> str:
    rows = "\n".join(f"- `{form.shown}`: {form.means}" for form in forms)
    return f"### {title}\n\n{rows}\n"
