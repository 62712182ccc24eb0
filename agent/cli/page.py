"""What is printed for people: headings, paragraphs and entries, wrapped to the terminal and safe to show.

Bold is used in a terminal only, and not with NO_COLOR. Text from a mail is cleaned of whatever a terminal might obey.
What the sentences say is not decided here.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

WIDEST = 100
"""Columns beyond which a line is hard to read, however wide the terminal."""

UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that a terminal may obey or show amiss: controls, direction marks, surrogates, line separators."""


def cleaned(text: str) -> str:
    """Make text from anywhere safe to show on one line."""
    return "".join(" " if unicodedata.category(letter) in UNSHOWN else letter for letter in text)


def capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Make a clause a sentence: a capital first, a full stop last."""
    text = text.strip()
    return capital(text if text.endswith((".", "!", "?", "…", ".”")) else f"{text}.") if text else ""


@dataclass(slots=True)
class Page:
    """Lines on their way to standard output, or to another console."""

    console: Console = field(
        default_factory=lambda: Console(
            markup=False, highlight=False, emoji=False, no_color="NO_COLOR" in os.environ, soft_wrap=True
        )
    )
    _begun: bool = False

    def title(self, text: str) -> None:
        """Print a line that stands out."""
        self._put(text, 0, 0, bold=True)

    def heading(self, text: str) -> None:
        """Begin a part, after an empty line."""
        self.gap()
        self.title(text)

    def gap(self) -> None:
        """Leave a line empty, but not at the top."""
        if self._begun:
            self.console.print()

    def say(self, text: str, indent: int = 0) -> None:
        """Print a paragraph."""
        self._put(text, indent, indent)

    def entry(self, head: str, *below: str) -> None:
        """Print one thing of a list: a head line, and the rest indented beneath it."""
        self._put(head, 2, 4)
        for text in below:
            self._put(text, 4, 4)

    def command(self, text: str, indent: int = 4) -> None:
        """Print something to be typed or copied: it is never broken."""
        self._line(" " * indent + text)

    def columns(self, left: str, right: str, width: int, indent: int = 2) -> None:
        """Print two columns, the left one `width` wide; the right one wraps within itself."""
        hanging = indent + width + 2
        first, *others = self._wrapped(right, hanging) or [""]
        self._line(" " * indent + cleaned(left).ljust(width) + "  " + first)
        for line in others:
            self._line(" " * hanging + line)

    def _put(self, text: str, indent: int, hanging: int, *, bold: bool = False) -> None:
        for number, line in enumerate(self._wrapped(text, hanging)):
            self._line(" " * (hanging if number else indent) + line, bold=bold)

    def _wrapped(self, text: str, indent: int) -> list[str]:
        width = max(20, min(self.console.width, WIDEST) - indent)
        return [line.plain.rstrip() for line in Text(cleaned(text)).wrap(self.console, width)]

    def _line(self, text: str, *, bold: bool = False) -> None:
        plain = self.console.no_color or not self.console.is_terminal
        self.console.print(Text(text.rstrip(), style="" if plain or not bold else "bold"))
        self._begun = True
