"""The shipped rules do what the stories they carry say, and every rule, safety check and edge case is told of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agent.deciding import Gate
from agent.rehearsing import SAM, Conditions
from agent.settings import Settings, rehearsed
from agent.settings.model import Profile
from agent.settings.overlays import OVERLAYS
from tests.rehearsing.covered import PAGE, EdgeCase, edge_cases, page, stories
from tests.rehearsing.shipped import shelf

ROOT = Path(__file__).parents[2]


def test_every_shipped_story_ends_as_it_says() -> None:
    settings = Settings(Path("config.toml"), SAM, (), Path("ledger.db"))
    assert [str(problem) for problem in rehearsed(settings).problems] == []


def test_the_page_of_what_is_covered_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "`make stories` writes it anew"


def test_every_rule_reminder_safety_check_profile_and_overlay_is_told_of() -> None:
    told, book = stories(), shelf().book(Conditions())
    sentences = {sentence for story in told for sentence in (*story.given, *story.expect)}
    names = {*(rule.name for rule in book.rules), *(reminder.name for reminder in book.reminders)}
    assert names <= {story.rule for story in told}
    assert [gate for gate in Gate if not any(re.search(rf": {gate}\b", s) for s in sentences)] == []
    assert [profile for profile in Profile if f"with profile {profile}" not in sentences] == []
    assert [overlay for overlay in OVERLAYS if f"with overlay {overlay}" not in sentences] == []


def test_there_is_a_row_for_each_of_the_seventy_edge_cases() -> None:
    assert [case.number for case in edge_cases()] == list(range(1, 71))
    assert {number for story in stories() for number in story.cases} <= set(range(1, 71))


@pytest.mark.parametrize("case", edge_cases(), ids=lambda case: f"{case.number}-{case.what}")
def test_an_edge_case_is_told_by_a_story_or_a_test_that_is_there_or_is_left_out_for_a_reason(case: EdgeCase) -> None:
    told = any(case.number in story.cases for story in stories())
    assert told or case.tests or case.left_out
    assert not (case.left_out and (told or case.tests))
    for test in case.tests:
        file, _, name = test.partition("::")
        assert f"def {name}" in (ROOT / file).read_text("utf-8")


def test_a_hundred_and_twenty_stories_are_shipped_and_no_title_is_used_twice() -> None:
    titles = [(story.rule, story.title) for story in stories()]
    assert len(titles) >= 120
    assert len(set(titles)) == len(titles)
