"""What writing hands on: a draft ready to be appended, or the reasons why it must not be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of the message lint, by its id in the etiquette (L01–L30), or `template` for a slip of the pen.

    `line` is the line of the template, 0 when the finding belongs to no line. A finding that is not `hard` does not
    keep a draft from being written; it is something the user may want to know before sending.
    """

    lint: str
    sentence: str
    line: int = 0
    hard: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """A message ready for APPEND: 7-bit bytes with CRLF line ends, and the parts others want to show or match.

    `text` has LF line ends. `remarks` are findings that did not stand in the way.
    """

    occasion: str
    message_id: str
    to: str
    subject: str
    text: str
    raw: bytes
    remarks: tuple[Problem, ...] = ()


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
