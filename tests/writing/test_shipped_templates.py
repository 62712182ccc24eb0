"""What the other side gets to read, from every shipped template in every wording."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import pytest

from agent.writing import template_problems
from agent.writing.composing import draft_of
from agent.writing.lint import lint
from agent.writing.lint_content import TOO_SIMILAR, similarity
from agent.writing.template import Template, parse
from tests.writing.records import LENA, ME, SHIPPED, SITUATIONS, action, changed

GOLDEN = Path(__file__).parent / "golden"

WORDINGS = {"thank_you": 5} | dict.fromkeys(sorted(set(SITUATIONS) - {"thank_you"}), 3)
EVERY_WORDING = [(name, n) for name, count in WORDINGS.items() for n in range(count)]


def template(name: str) -> Template:
    read, problems = parse(SHIPPED.source(name, "en") or "")
    assert problems == ()
    return read


def test_every_situation_has_a_template_and_none_is_left_over() -> None:
    assert {f"{name}.en.txt" for name in SITUATIONS} == {name for name, _ in SHIPPED.sources}
    assert {name: len(template(name).wordings) for name in SITUATIONS} == WORDINGS


@pytest.mark.parametrize(("name", "n"), EVERY_WORDING)
def test_a_wording_reads_as_it_was_approved(name: str, n: int) -> None:
    written = draft_of(action(name), ME, template(name), template(name).wordings[n], "en")
    approved = (GOLDEN / f"{name}.{n + 1}.txt").read_text("utf-8")
    assert f"Subject: {written.subject}\n\n{written.text}" == approved


@pytest.mark.parametrize(("name", "n"), EVERY_WORDING)
def test_a_wording_keeps_every_rule_of_the_lint_whatever_is_missing(name: str, n: int) -> None:
    full = action(name)
    app = full.application
    nameless = replace(full.to, name="")
    missing: tuple[dict[str, object], ...] = (
        {},
        {"requisition": ""},
        {"notes": ()},
        {"role": ""},
        {"company": ""},
        {"applied_at": None},
        {"promise": None},
    )
    for without, to in product(missing, (full.to, nameless)):
        mails = () if to is nameless else app.mails
        bare = replace(full, application=changed(replace(app, mails=mails), without), to=to)
        written = draft_of(bare, ME, template(name), template(name).wordings[n], "en")
        assert [p for p in lint(written, bare, ME) if p.hard] == []
        assert "  " not in written.text
        assert "\n\n\n" not in written.text


@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_no_two_wordings_are_the_same_letter(name: str) -> None:
    wish = action(name)
    texts = [draft_of(wish, ME, template(name), w, "en").text for w in template(name).wordings]
    assert max(similarity(a, b) for a, b in combinations(texts, 2)) < TOO_SIMILAR


@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_check_has_nothing_to_say_about_a_shipped_template(name: str) -> None:
    assert template_problems(f"{name}.en.txt", SHIPPED.source(name, "en") or "") == ()


def test_without_a_name_the_team_is_greeted() -> None:
    wish = replace(
        action("status_no_promise"), to=replace(LENA, name="Harbour Careers", address="jobs@harbour.example")
    )
    written = draft_of(wish, ME, template("status_no_promise"), template("status_no_promise").wordings[0], "en")
    assert written.text.startswith("Dear hiring team,\n\n")
