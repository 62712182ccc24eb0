"""What the other side gets to read, from every shipped template in every language, wording and turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from agent.deciding import Grounds, PlaceDraft
from agent.writing import template_problems
from agent.writing.composing import draft_of
from agent.writing.demands import DEMANDS
from agent.writing.lint import lint
from agent.writing.lint_content import TOO_SIMILAR, similarity
from agent.writing.samples import ME
from tests.writing.golden import GOLDEN, SHIPPED, fitted, letters, page, samples, template
from tests.writing.records import LENA, action, changed
from tests.writing.records import ME as ROBIN

FILES = [name for name, _ in SHIPPED.sources]

FEWEST = {"thank_you": 4}
"""Wordings of a template: people on one panel get one each, of the other letters three are enough."""


def test_every_kind_of_letter_has_an_english_template_and_no_template_is_of_no_kind() -> None:
    assert {f"{name}.en.txt" for name in DEMANDS} == {name for name in FILES if ".en." in name}
    assert {name.partition(".")[0] for name in FILES} <= set(DEMANDS)


@pytest.mark.parametrize("file", FILES)
def test_a_template_has_wordings_enough(file: str) -> None:
    name, registers = file.partition(".")[0], Counter(wording.register for wording in template(file).wordings)
    fewest = FEWEST.get(name, 3)
    assert registers[""] + registers["formal"] >= fewest
    assert registers["familiar"] == 0 or registers["familiar"] >= fewest - 1


@pytest.mark.parametrize("file", FILES)
def test_its_letters_read_as_they_were_approved(file: str) -> None:
    """After a change: `python -m tests.writing.golden`, then read what it wrote."""
    assert page(file) == (GOLDEN / file).read_text("utf-8")


def test_no_page_is_left_of_a_template_that_is_gone() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(FILES)


def with_something_missing(full: PlaceDraft) -> Iterator[PlaceDraft]:
    """The same action with one record missing, then with that and the reader's name missing."""
    application, grounds = full.application, full.grounds
    to = full.to if grounds.referee else replace(full.to, name="")
    lacking = [
        changed(application, {name: None if name in {"applied_at", "promise"} else type(value)()})
        for name in ("requisition", "role", "company", "notes", "debriefs", "people", "applied_at", "promise")
        for value in [getattr(application, name)]
        if not (name == "notes" and full.rule.template == "reconnect")
        if not (name == "promise" and full.rule.template == "status_after_promise")
    ]
    for app in (application, *lacking):
        yield replace(full, application=app)
        yield replace(full, application=replace(app, mails=()), to=to)
    if grounds.wish is not None and full.rule.template != "offer_extension":
        yield replace(full, grounds=replace(grounds, wish=None))
    if full.interview is not None:
        yield replace(full, interview=replace(full.interview, timezone=None, people=()))


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_its_letters_keep_every_rule_of_the_lint_whatever_is_missing(file: str) -> None:
    language = file.split(".")[1]
    for sample in samples(file):
        for wording in template(file).wordings:
            for wish in with_something_missing(fitted(sample, wording)):
                written = draft_of(wish, ME, template(file), wording, language)
                assert [p for p in lint(written, wish, ME, language=language) if p.hard] == [], written.text
                assert "  " not in written.text
                assert "\n\n\n" not in written.text


@pytest.mark.parametrize("file", FILES)
def test_check_has_nothing_to_say_about_a_shipped_template(file: str) -> None:
    assert template_problems(file, dict(SHIPPED.sources)[file]) == ()


@pytest.mark.parametrize("file", FILES)
def test_no_two_wordings_are_the_same_letter(file: str) -> None:
    texts: dict[tuple[str, str], list[str]] = {}
    for turn, wording, draft in letters(file):
        texts.setdefault((turn, wording.register), []).append(draft.text)
    assert max(similarity(a, b) for same in texts.values() for a, b in combinations(same, 2)) < TOO_SIMILAR


def test_a_withdrawal_is_in_the_first_sentence() -> None:
    for _, _, draft in letters("withdraw.en.txt"):
        first = draft.text.split("\n\n")[1].split(". ")[0]
        assert "withdraw" in first


def test_nothing_is_said_of_an_offer_that_is_not_there() -> None:
    for sample in samples("offer_timing.en.txt"):
        for wording in template("offer_timing.en.txt").wordings:
            bluff = replace(sample, grounds=Grounds())
            written = draft_of(bluff, ME, template("offer_timing.en.txt"), wording, "en")
            assert "L18" in {p.lint for p in lint(written, bluff, ME)}


def test_without_a_name_the_team_is_greeted() -> None:
    wish = replace(
        action("status_no_promise"), to=replace(LENA, name="Harbour Careers", address="jobs@harbour.example")
    )
    written = draft_of(
        wish, ROBIN, template("status_no_promise.en.txt"), template("status_no_promise.en.txt").wordings[0], "en"
    )
    assert written.text.startswith("Dear hiring team,\n\n")
