"""The letters as their readers get them: one file for each template and language, to be read from end to end.

`python -m tests.writing.golden` writes the files anew from the templates and samples; what changed shows in the diff.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from agent.deciding import PlaceDraft
from agent.writing import Draft, Templates
from agent.writing.composing import draft_of
from agent.writing.samples import ME, sample_actions
from agent.writing.template import Template, Wording, parse

TEMPLATES = Path(__file__).parents[2] / "rules" / "templates"
SHIPPED = Templates(tuple(sorted((f.name, f.read_text("utf-8")) for f in TEMPLATES.glob("*.txt"))))
GOLDEN = Path(__file__).parent / "golden"

TURNS = ("with everything on record", "with little on record", "another turn", "a further turn")


def template(file: str) -> Template:
    """A shipped template, which has no slip."""
    read, problems = parse(dict(SHIPPED.sources)[file])
    assert problems == ()
    return read


def samples(file: str) -> tuple[PlaceDraft, ...]:
    """What a template is tried on, in its language."""
    name, language, _ = file.split(".")
    return tuple(
        replace(action, application=replace(action.application, language=language)) for action in sample_actions(name)
    )


def fitted(action: PlaceDraft, wording: Wording) -> PlaceDraft:
    """The action, to a reader this wording is for."""
    return replace(action, application=replace(action.application, familiar=wording.register == "familiar"))


def letters(file: str) -> Iterator[tuple[str, Wording, Draft]]:
    """Every letter a template can make, with the turn it takes and its wording."""
    read, language = template(file), file.split(".")[1]
    for turn, action in zip(TURNS, samples(file), strict=False):
        for wording in read.wordings:
            yield turn, wording, draft_of(fitted(action, wording), ME, read, wording, language)


def page(file: str) -> str:
    """The letters of one template, one below the other."""
    parts, wordings = [f"{file}\n"], template(file).wordings
    for turn, wording, draft in letters(file):
        which = f"wording {wordings.index(wording) + 1}" + (f" ({wording.register})" if wording.register else "")
        parts.append(f"{'-' * 72}\n{turn}, {which}\nSubject: {draft.subject}\n\n{draft.text}")
    return "\n".join(parts)


def write() -> None:
    """Write every page, and remove those of templates that are gone."""
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.txt"):
        old.unlink()
    for file, _ in SHIPPED.sources:
        (GOLDEN / file).write_text(page(file), "utf-8")


if __name__ == "__main__":
    write()
