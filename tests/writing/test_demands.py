"""What is asked of each kind of letter, and which kind an action asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.deciding import Situation
from agent.writing.demands import DEMANDS, kind_of, kind_of_situation
from agent.writing.values import VALUES
from tests.writing.records import LENA, action


@pytest.mark.parametrize("situation", list(Situation))
def test_every_situation_asks_for_a_kind_of_letter_of_its_own_sort(situation: Situation) -> None:
    wish = action("of_my_own")
    assert kind_of(replace(wish, rule=replace(wish.rule, situation=situation), to=LENA)) in DEMANDS
    assert kind_of_situation(situation) in DEMANDS


def test_every_situation_is_in_the_table_and_not_only_guessed_by_its_manner() -> None:
    kinds = {situation: kind_of_situation(situation) for situation in Situation}
    assert kinds[Situation.OFFER_ELSEWHERE] == "offer_timing"
    assert kinds[Situation.ACCEPTED_ELSEWHERE] == kinds[Situation.WITHDRAWN] == "withdraw"
    shared = {"withdraw", "assessment_nudge"}
    own = [kind for kind in kinds.values() if kind not in shared]
    assert len(own) == len(set(own))


def test_a_templates_own_name_goes_before_its_rules_situation() -> None:
    wish = action("closing_note")
    assert kind_of(wish) == "closing_note"
    assert kind_of(replace(wish, rule=replace(wish.rule, template="my_own"))) == "status_no_promise"


@pytest.mark.parametrize("kind", sorted(DEMANDS))
def test_the_figures_make_sense(kind: str) -> None:
    asked = DEMANDS[kind]
    assert 0 < asked.least < asked.usual < asked.most
    assert asked.questions[0] <= asked.questions[1] <= 1
    assert set(asked.names) <= set(VALUES)
    assert not (asked.final and asked.questions[1])
