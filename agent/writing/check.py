"""Tells a template's author what is wrong with it, before it is ever used: slips of the pen, then the lint on samples.

Only the text is judged; whether a rule uses the template is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from agent.deciding import Situation
from agent.writing.composing import draft_of
from agent.writing.dates import WORDS, days_in
from agent.writing.demands import DEMANDS
from agent.writing.lint import lint
from agent.writing.lint_content import TOO_SIMILAR, similarity
from agent.writing.model import Problem
from agent.writing.salutation import GREETINGS
from agent.writing.samples import ME, sample_actions
from agent.writing.template import Template, body, parse, wordings_for
from agent.writing.values import values

_VALUE = re.compile(r"\{\{[^}]*\}\}")


def template_problems(name: str, source: str, situation: Situation | None = None) -> tuple[Problem, ...]:
    """What is wrong with a template file, in order of lines.

    `name` is the file's name (`thank_you.en.txt`), `situation` that of the rule that uses it, where known: without it
    a template of the user's own naming is not measured.
    """
    stem, language = _named(name)
    if not stem:
        return (Problem("template", "a template's file name is NAME.LANGUAGE.txt, such as thank_you.en.txt"),)
    template, problems = parse(source)
    if problems:
        return problems
    unmeasured = {"L01", "L02", "L05"} if situation is None and stem not in DEMANDS else set()
    alike = (p for familiar in _registers(language) for p in _alike(template, stem, language, familiar=familiar))
    found = [*_typed_days(template, language), *alike, *_findings(template, stem, language, situation)]
    kept = {(p.line, p.lint, p.sentence): p for p in found if p.lint not in unmeasured}
    return tuple(kept[key] for key in sorted(kept))


def _named(name: str) -> tuple[str, str]:
    """The template's name and language out of a file's."""
    match name.split("."):
        case [stem, language, "txt"] if stem and language:
            return stem, language
        case _:
            return "", ""


def _registers(language: str) -> tuple[bool, ...]:
    """Whether the reader is a familiar one: both, where the language makes a difference."""
    return (False, True) if language in GREETINGS else (False,)


def _findings(template: Template, stem: str, language: str, situation: Situation | None) -> Iterator[Problem]:
    """The lint of every wording on every sample."""
    for action, familiar in product(sample_actions(stem, situation), _registers(language)):
        spoken = replace(action, application=replace(action.application, language=language, familiar=familiar))
        for wording in wordings_for(template, familiar=familiar):
            draft = draft_of(spoken, ME, template, wording, language)
            yield from (replace(p, line=wording.number) for p in lint(draft, spoken, ME, language=language))


def _typed_days(template: Template, language: str) -> Iterator[Problem]:
    """Days and weekdays written into the template itself: they would be the same in every letter (L19)."""
    weekdays = WORDS[language].weekdays if language in WORDS else ()
    sentences = (sentence for wording in template.wordings for part in wording.paragraphs for sentence in part)
    for line in (line for sentence in (template.subject, *sentences) for line in sentence):
        text = _VALUE.sub(" ", line.source)
        typed = [words for _, words in days_in(text)] + [day for day in weekdays if re.search(rf"\b{day}\b", text)]
        if typed:
            told = (
                f'"{typed[0]}" would stand in every letter; a day comes from the records, as {{{{ interview_date }}}}'
            )
            yield Problem("L19", told, line.number)


def _alike(template: Template, stem: str, language: str, *, familiar: bool) -> Iterator[Problem]:
    """L20 between the wordings: two people who compare their letters should not find the same one."""
    known = values(sample_actions(stem)[0], ME, language)
    texts = [(w.number, body(w, known)) for w in wordings_for(template, familiar=familiar)]
    for i, (number, text) in enumerate(texts):
        for other_number, other in texts[:i]:
            alike = similarity(text, other)
            if alike >= TOO_SIMILAR:
                sentence = f"this wording is {alike:.0%} the same as the one of line {other_number}"
                yield Problem("L20", sentence, number)
