"""Whatever year of looking for work it was, certain things never happen in it, and certain others always do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.search.laws import LAWS
from tests.search.lived import Lived, live
from tests.search.year import year

APPLICATIONS = 5
SEEDS = range(240)
A_FEW = range(1000, 1004)

Law = Callable[[Lived], Iterator[str]]


@cache
def lived(seed: int) -> Lived:
    return live(year(seed, APPLICATIONS))


def broken(law: Law, seeds: range) -> list[str]:
    """What broke a law, each with the seed of its year."""
    return [f"seed {seed}: {what}" for seed in seeds for what in law(lived(seed))]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_in_a_few_years(law: Law) -> None:
    assert broken(law, A_FEW) == []


@pytest.mark.slow
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_in_hundreds_of_years(law: Law) -> None:
    assert broken(law, SEEDS) == []
