"""What once broke a promise is kept, and breaks none any more; nor do the seeds the fuzzer begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

FINDINGS = sorted(p for p in (Path(__file__).parent / "findings").iterdir() if p.name.partition("-")[0] in TARGETS)


def test_what_the_fuzzer_found_breaks_nothing_any_more() -> None:
    for finding in FINDINGS:
        target, _ = TARGETS[finding.name.partition("-")[0]]
        target(finding.read_bytes())


@pytest.mark.parametrize(("name", "number"), [(n, i) for n, (_, seeds) in TARGETS.items() for i in range(len(seeds))])
def test_the_seeds_of_the_fuzzer_are_read(name: str, number: int) -> None:
    target, seeds = TARGETS[name]
    target(seeds[number])
