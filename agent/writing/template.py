"""A template file understood: one sentence a line, alternatives below it, several wordings, and no logic at all.

    # a comment
    subject: Thank you – {{ role }} interview
    or: Thank you for the interview

    === first wording
    Dear {{ name }},
    or: Dear hiring team,

    One sentence on a line.
    A sentence that names an unknown value is left out, or replaced by the first `or:` line below it that can be filled.

    closing: Kind regards,

A wording headed `=== familiar` or `=== formal` is only for people one says `du` or `Sie` to; one without such a word is
for both. An empty line parts paragraphs. `closing:` ends a wording; the user's name or signature follows it by itself.
Only `{{ value }}` is understood, so a template cannot loop, compute or call. The values are in `values`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from itertools import product

import jinja2
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from agent.writing.model import Problem
from agent.writing.values import VALUES

LONGEST_TEMPLATE = 16_384
"""Most octets of a template file."""

LONGEST_LINE = 600
"""Most characters of one line; no sentence is longer, and it keeps the parser's recursion shallow."""

REGISTERS = ("familiar", "formal")
"""How one addresses the reader where a language makes the difference: as `du` or `tu`, or as `Sie` or `vous`."""

_MEANT = {
    **dict.fromkeys(("informal", "du", "tu", "duzen", "vertraut", "familier"), "familiar"),
    **dict.fromkeys(("sie", "vous", "siezen", "förmlich", "formell", "formel"), "formal"),
}
"""Other words for the registers, which are corrected rather than taken for a title of the wording."""

_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file that becomes text."""

    number: int
    source: str


Sentence = tuple[Line, ...]
"""Alternatives, best first: the first that can be filled is used, and none if none can."""


@dataclass(slots=True)
class Wording:
    """One way to say it: paragraphs of sentences, and the closing; `register` is empty where it fits both."""

    number: int
    register: str = ""
    paragraphs: list[list[Sentence]] = field(default_factory=list)
    closing: Sentence = ()


@dataclass(slots=True)
class Template:
    """A template file: subjects for a new thread, and one or more wordings."""

    subject: Sentence = ()
    wordings: list[Wording] = field(default_factory=list)


def parse(source: str) -> tuple[Template, tuple[Problem, ...]]:
    """Read a template file. The template may be used only if there is no problem; problems carry their line."""
    if len(source.encode("utf-8", "surrogatepass")) > LONGEST_TEMPLATE:
        return Template(), (_slip(0, f"the file is larger than {LONGEST_TEMPLATE // 1024} kB"),)
    reader = _Reader()
    for number, line in enumerate(source.lstrip("\ufeff").splitlines(), start=1):
        reader.read(Line(number, line.strip()))
    read = reader.template
    problems = [*reader.problems, *_missing_parts(read), *_missing_registers(read), *_line_problems(read)]
    return read, tuple(sorted(problems, key=lambda p: p.line))


def wordings_for(template: Template, *, familiar: bool) -> list[Wording]:
    """The wordings that fit a reader one is familiar with, or is not. Never none in a template without problems."""
    return [w for w in template.wordings if w.register in {"", "familiar" if familiar else "formal"}]


def mixtures(wordings: list[Wording]) -> Iterator[Wording]:
    """Further wordings, each of whose paragraphs is from another of these than the paragraph before it.

    Greeting and first paragraph stay together, and so do the last paragraph and the closing. Only wordings of as many
    paragraphs say the same thing in the same place.
    """
    for step, first in product(range(1, len(wordings)), range(len(wordings))):
        parts = [
            wordings[(first + step * place) % len(wordings)] for place in range(len(wordings[first].paragraphs) - 1)
        ]
        parts = [*parts[:1], *parts]
        if len({len(part.paragraphs) for part in parts}) == 1:
            paragraphs = [part.paragraphs[place] for place, part in enumerate(parts)]
            yield Wording(wordings[first].number, wordings[first].register, paragraphs, parts[-1].closing)


def fill(sentence: Sentence, values: dict[str, str]) -> str | None:
    """The first alternative that these values fill, or None. Call it only for a template without problems."""
    return next((text for line in sentence if (text := _filled(line, values)) is not None), None)


def fillings(sentence: Sentence, values: dict[str, str]) -> Iterator[str]:
    """Every alternative that these values fill, best first."""
    return (text for line in sentence if (text := _filled(line, values)) is not None)


def body(wording: Wording, values: dict[str, str]) -> str:
    """A wording as text up to its closing: the sentences that can be filled, paragraphs parted by an empty line."""
    paragraphs = [" ".join(t for s in sentences if (t := fill(s, values))) for sentences in wording.paragraphs]
    return "\n\n".join([*(p for p in paragraphs if p), fill(wording.closing, values) or ""]).rstrip()


def _filled(line: Line, values: dict[str, str]) -> str | None:
    try:
        return _compiled(line.source).render(values).strip()
    except UndefinedError:
        return None


@lru_cache(maxsize=1024)
def _compiled(source: str) -> jinja2.Template:
    """A line compiled once: the same few lines are filled at every cycle."""
    return _ENVIRONMENT.from_string(source)


class _Reader:
    """Puts lines where they belong, noting what is out of place."""

    def __init__(self) -> None:
        self.template = Template()
        self.problems: list[Problem] = []
        self._paragraph: list[Sentence] | None = None
        self._last: str = ""

    def read(self, line: Line) -> None:
        """Take the next line."""
        keyword, colon, rest = line.source.partition(":")
        value = Line(line.number, rest.strip())
        if line.source.startswith("#"):
            return
        if line.source.startswith("==="):
            self._wording(line)
        elif not line.source:
            self._paragraph = None
        elif colon and keyword.strip().lower() in {"subject", "or", "closing"}:
            getattr(self, f"_{keyword.strip().lower()}")(value)
        else:
            self._sentence(line)

    def _wording(self, line: Line) -> None:
        register, complaint = _register(line.source)
        if complaint:
            self.problems.append(_slip(line.number, complaint))
        self.template.wordings.append(Wording(line.number, register))
        self._paragraph, self._last = None, ""

    def _subject(self, line: Line) -> None:
        if self.template.wordings or self.template.subject:
            self.problems.append(
                _slip(line.number, 'there is one "subject:", above the first "==="; write others as "or:"')
            )
            return
        self.template.subject, self._last = (line,), "subject"

    def _closing(self, line: Line) -> None:
        if not self.template.wordings or self.template.wordings[-1].closing:
            self.problems.append(_slip(line.number, 'each wording has one "closing:", after its "===" line'))
            return
        self.template.wordings[-1].closing, self._last = (line,), "closing"

    def _or(self, line: Line) -> None:
        wording = self.template.wordings[-1] if self.template.wordings else None
        if self._last == "subject":
            self.template.subject += (line,)
        elif self._last == "closing" and wording:
            wording.closing += (line,)
        elif self._last == "sentence" and wording:
            wording.paragraphs[-1][-1] += (line,)
        else:
            self.problems.append(_slip(line.number, '"or:" stands below the line it can replace, and here is none'))

    def _sentence(self, line: Line) -> None:
        if not self.template.wordings or self.template.wordings[-1].closing:
            self.problems.append(_slip(line.number, 'text belongs between a "===" line and its "closing:"'))
            return
        if self._paragraph is None:
            self._paragraph = []
            self.template.wordings[-1].paragraphs.append(self._paragraph)
        self._paragraph.append((line,))
        self._last = "sentence"


def _register(heading: str) -> tuple[str, str]:
    """The register a wording's heading names, if it does, and what is wrong with how it does."""
    words = [w.strip(".,;:()").lower() for w in heading.lstrip("=").split()]
    named = [w for w in dict.fromkeys(words) if w in REGISTERS]
    if len(named) > 1:
        return "", "a wording is familiar or formal; without either word it is for both"
    if named:
        return named[0], ""
    meant = next(
        (c for w in words for c in (_MEANT.get(w), *get_close_matches(w, REGISTERS, n=1, cutoff=0.87)) if c), ""
    )
    return "", f'did you mean "=== {meant}"?' if meant else ""


def _missing_registers(template: Template) -> Iterator[Problem]:
    """Who has a wording for the one register needs one for the other."""
    wordings = template.wordings
    for register, other in (REGISTERS, REGISTERS[::-1]):
        own = next((w for w in wordings if w.register == register), None)
        if own and not any(w.register in {"", other} for w in wordings):
            yield _slip(own.number, f'this wording is {register}, and there is none "=== {other}" for everybody else')


def _missing_parts(template: Template) -> Iterator[Problem]:
    if not template.subject:
        yield _slip(1, 'a "subject:" line is missing; it is used where the message opens a new thread')
    if not template.wordings:
        yield _slip(1, 'there is no wording; a line that begins with "===" opens one')
    for wording in template.wordings:
        if not wording.paragraphs:
            yield _slip(wording.number, "this wording has no text")
        if not wording.closing:
            yield _slip(wording.number, 'this wording has no "closing:" line, such as "closing: Kind regards,"')


def _line_problems(template: Template) -> Iterator[Problem]:
    sentences = [s for w in template.wordings for p in w.paragraphs for s in p]
    for sentence in (template.subject, *sentences, *(w.closing for w in template.wordings)):
        for line in sentence:
            complaint = _complaint(line.source)
            if complaint:
                yield _slip(line.number, complaint)


@lru_cache(maxsize=1024)
def _complaint(source: str) -> str:
    """What is wrong with one line, in words; empty when nothing is."""
    if len(source) > LONGEST_LINE:
        return f"a line has at most {LONGEST_LINE} characters; one sentence belongs on each"
    try:
        tree = _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        return f"this cannot be read ({error.message}); a value is written {{{{ role }}}}"
    except (RecursionError, ValueError, OverflowError):
        return "this cannot be read; a value is written {{ role }}"
    if any(not isinstance(n, nodes.Output | nodes.TemplateData | nodes.Name) for n in tree.find_all(nodes.Node)):
        return "only values such as {{ role }} can be used, not conditions, loops or calculations"
    return next((_unknown(n.name) for n in tree.find_all(nodes.Name) if n.name not in VALUES), "")


def _unknown(name: str) -> str:
    close = get_close_matches(name, VALUES, n=1)
    hint = f"did you mean {{{{ {close[0]} }}}}?" if close else f"there are {', '.join(sorted(VALUES))}"
    return f"there is no value {{{{ {name} }}}}; {hint}"


def _slip(line: int, sentence: str) -> Problem:
    return Problem("template", sentence, line)
