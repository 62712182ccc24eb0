"""What writing hands on: a draft ready to be appended, or the reasons why it must not be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A message ready for APPEND: 7-bit bytes with CRLF line ends, and the parts others want to show or match."""

    occasion: str
    message_id: str
    to: str
    subject: str
    text: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of the message lint, by its id in the etiquette (L01–L30)."""

    lint: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A draft that was not written, because it would have broken the lint; goes to the user, not into Drafts."""

    occasion: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Templates:
    """Template sources by file name (`thank_you.en.txt`): the shipped ones, overridden by the user's."""

    sources: tuple[tuple[str, str], ...]

    def source(self, name: str, language: str) -> str | None:
        """The template's text in a language, or None."""
        return dict(self.sources).get(f"{name}.{language}.txt")
