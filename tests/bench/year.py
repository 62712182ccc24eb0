"""What a year of three hundred applications comes to: `python -m tests.bench.year`, with how many years, and how large.

Every year is lived through by the rules as shipped, by a user who sends most drafts, and held to the laws in
`tests/search/laws.py`. Printed are the drafts of each month by rule, what was taken back, what was held back by which
gate, what the lint refused, and the seconds of the processor.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tests.search.laws import LAWS
from tests.search.lived import Lived, live
from tests.search.year import FULL, year

MONTHS = 14
"""A year of applications, and what is still written about them after it."""


def main() -> None:
    """Live through the years asked for, and print a line for each and the tables of all together."""
    asked = argparse.ArgumentParser(description="What years of looking for work come to.")
    asked.add_argument("years", type=int, nargs="?", default=1, help="how many years")
    asked.add_argument("--applications", type=int, default=FULL, help="in each of them")
    asked.add_argument("--first", type=int, default=0, help="the seed of the first")
    wanted = asked.parse_args()
    lived: list[Lived] = []
    sys.stdout.write(_line("seed", ("events", "plans", "drafts", "taken back", "refused", "broken laws", "seconds")))
    for seed in range(wanted.first, wanted.first + wanted.years):
        one = live(year(seed, wanted.applications))
        broken = [what for law in LAWS for what in law(one)]
        figures = (one.events, one.plans, len(one.drafted), len(one.taken_back), len(one.refused), len(broken))
        sys.stdout.write(_line(str(seed), (*map(str, figures), f"{one.seconds:.1f}")))
        sys.stdout.writelines(f"      {what}\n" for what in broken)
        sys.stdout.flush()
        lived.append(one)
    sys.stdout.writelines(tables(lived))


def tables(lived: Sequence[Lived]) -> Iterator[str]:
    """Everything that is told of all years together, as lines."""
    many = len(lived)
    each = statistics.mean(len(one.applications) for one in lived)
    seconds = [one.seconds for one in lived]
    yield f"\n{many} years of {each:.0f} applications; each figure is the mean of a year.\n"
    yield f"seconds: {statistics.mean(seconds):.1f}, the longest {max(seconds):.1f}\n"
    yield from _by_month(lived)
    yield from _counted("taken back, by rule", (t.action.reason.rule for one in lived for t in one.taken_back), many)
    yield from _counted("held back, by gate", (h.held.gate.value for one in lived for h in one.held), many)
    yield from _counted(
        "refused, by lint",
        (f"{p.lint} {r.action.rule.name}" for one in lived for r in one.refused for p in r.refused.problems),
        many,
    )
    fates = (d.fate.value for one in lived for a in one.applications.values() for d in a.drafts)
    yield from _counted("what became of the drafts", fates, many)


def _by_month(lived: Sequence[Lived]) -> Iterator[str]:
    """Drafts of each month by rule; the first is that of the first draft."""
    counted: Counter[tuple[str, int]] = Counter()
    for one in lived:
        first = min((d.at for d in one.drafted), default=None)
        for drafted in one.drafted:
            assert first is not None
            month = (drafted.at.year - first.year) * 12 + drafted.at.month - first.month
            counted[drafted.action.rule.name, min(month, MONTHS - 1)] += 1
    rules = Counter[str]()
    for (rule, _), times in counted.items():
        rules[rule] += times
    yield "\n" + _line("drafts, by month", (*(str(n + 1) for n in range(MONTHS)), "all"), width=6)
    for rule, total in rules.most_common():
        months = (f"{counted[rule, n] / len(lived):.1f}" for n in range(MONTHS))
        yield _line(rule, (*months, f"{total / len(lived):.1f}"), width=6)
    sums = (sum(times for (_, month), times in counted.items() if month == n) / len(lived) for n in range(MONTHS))
    yield _line("all", (*(f"{total:.1f}" for total in sums), f"{rules.total() / len(lived):.1f}"), width=6)


def _counted(title: str, names: Iterable[str], years: int) -> Iterator[str]:
    counted: Mapping[str, int] = Counter(names)
    yield f"\n{title}\n"
    for name, times in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
        yield _line(f"  {name}", (f"{times / years:.2f}",))


def _line(name: str, cells: Iterable[str], width: int = 11) -> str:
    return f"{name:<28}" + "".join(f"{cell:>{width}}" for cell in cells) + "\n"


if __name__ == "__main__":
    main()
