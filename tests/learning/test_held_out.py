"""A message is read by weights that were learned without its source, and by no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from agent.reading import Classifier
from agent.settings import shipped_rules
from tests.labelled import LETTERS, UNSEEN, Labelled, labelled
from tests.learning.held_out import HeldOut
from tests.learning.learning import Example


class Learner:
    """Learns nothing, and remembers from which sources it was asked to."""

    def __init__(self) -> None:
        self.asked: list[frozenset[str]] = []

    def __call__(self, examples: Sequence[Example]) -> Classifier:
        self.asked.append(frozenset(example.source for example in examples))
        return shipped_rules().classifier


def foreign(letter: Labelled, source: str, *, learn: bool) -> Labelled:
    return replace(letter, name=f"{source} {letter.name}", source=source, origin="real", learn=learn)


@pytest.mark.slow
def test_each_source_is_left_out_in_turn_and_learned_from_otherwise() -> None:
    first, second, *_ = labelled(LETTERS / "en-ats-greenhouse.toml")
    one, other = foreign(first, "one", learn=True), foreign(second, "other", learn=True)
    learner = Learner()
    held_out = HeldOut([one, other], learner)
    held_out.reader_of(one)
    held_out.reader_of(other)
    held_out.reader_of(first)
    assert [sorted({"one", "other", "en-ats-greenhouse"} & asked) for asked in learner.asked] == [
        ["en-ats-greenhouse", "other"],
        ["en-ats-greenhouse", "one"],
        ["one", "other"],
    ]


@pytest.mark.slow
def test_what_must_not_be_learned_from_never_is_and_all_of_it_shares_one_set_of_weights() -> None:
    first, second, *_ = labelled(LETTERS / "en-ats-greenhouse.toml")
    one, other = foreign(first, "one", learn=False), foreign(second, "other", learn=False)
    unseen = labelled(UNSEEN)[0]
    learner = Learner()
    held_out = HeldOut([one, other, unseen], learner)
    assert held_out.reader_of(one) is held_out.reader_of(other)
    held_out.reader_of(unseen)
    (asked,) = learner.asked
    assert not {"one", "other", unseen.source} & asked
    assert "en-ats-greenhouse" in asked
