"""The form of a debrief: what the user fills in after an interview, at the terminal or in their mail client.

The questions and the reading of a filled form are in `agent.reading`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from agent.reading import NEXT_STEP_BY, QUESTIONS

_INTRODUCTION: Final = (
    "How did it go? Write below the questions you have an answer to, and leave the others.\n"
    "What you write is yours alone; it is brought back before your next interview."
)

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def form(application: str, interview: str, known: Mapping[str, str] = _NOTHING) -> str:
    """The form for one interview, with what has been answered already."""
    parts = [_INTRODUCTION, f"[interview:{application}#{interview}]"]
    number = 0
    for name, question in QUESTIONS.items():
        number += name != NEXT_STEP_BY
        counted = "" if name == NEXT_STEP_BY else f"{number}. "
        parts.append(f"{counted}[{name}] {question}\n{known.get(name, '')}".rstrip() + "\n")
    return "\n\n".join(parts)
