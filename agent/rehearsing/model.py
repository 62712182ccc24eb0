"""What rehearsing hands on: a story as written, the conditions it is told under, and what came of playing it.

Values only. How a sentence is understood is in `forms` and the vocabularies, how a story is lived through in `playing`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.deciding import RuleBook


@dataclass(frozen=True, slots=True)
class Story:
    """A test of a rule in plain sentences: what happened, and what should come of it.

    `rule` is empty for a story about all rules together. `lines` are where the sentences stand in the file, those of
    `given` first. `cases` are the numbers of the etiquette's edge cases it tells. `own` tells the user's from the
    shipped ones.
    """

    rule: str
    title: str
    given: tuple[str, ...]
    expect: tuple[str, ...]
    file: str
    line: int
    lines: tuple[int, ...] = ()
    cases: tuple[int, ...] = ()
    own: bool = False

    def line_of(self, index: int) -> int:
        """The line of one sentence, those of `given` counted first; the story's own where it is not known."""
        return self.lines[index] if index < len(self.lines) else self.line


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a story says about the rules it is to be judged by; what it leaves open is as whoever wrote it has it.

    `changes` are a rule's name (empty for what holds for all), a key, and the value as it would stand in a rule file.
    """

    profile: str = ""
    overlays: tuple[str, ...] = ()
    changes: tuple[tuple[str, str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """A sentence that cannot be understood: where it stands, what is wrong, and what to write instead."""

    line: int
    what: str
    instead: str = ""


class SlipError(ValueError):
    """A sentence that cannot be understood; the text says why, `instead` what to write."""

    def __init__(self, what: str, instead: str = "") -> None:
        """Keep both; the line is added by whoever knows it."""
        super().__init__(what)
        self.what = what
        self.instead = instead


class UnknownNameError(SlipError):
    """A name nobody in the story bears; where a sentence of the story was not understood, perhaps only for that."""


Books = Callable[[Conditions], RuleBook]
"""The rules under some conditions. Raises `SlipError` for conditions that cannot be met."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that did not come as expected: on which line it stands, what came instead, and why."""

    line: int
    expected: str
    happened: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a story: nothing to say, slips in its sentences, or what ended otherwise than expected."""

    story: Story
    slips: tuple[Slip, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether it ended as it should."""
        return not self.slips and not self.failures
