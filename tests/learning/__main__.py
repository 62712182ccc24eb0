"""`make learn CORPUS=FOLDER` writes `rules/weights/` anew; `--check` says how well it reads other letters.

Without a corpus it learns from our own letters alone, and then takes ordinary mail for job mail more often.
The check learns without all letters of one style at a time, reads those, and prints precision and recall of the
likeliest kind; it writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.reading import columns, kinds_table
from tests.bench.scoring import Outcome, confusion, macro_f1
from tests.labelled import LETTERS, Labelled, labelled
from tests.learning.learning import held_out, learned, letters

WEIGHTS = Path(__file__).parents[2] / "rules" / "weights"
HEAD = (
    "# Learned by `make learn` from letters and sentences of our own, weighed against a corpus. Most telling first.\n"
)


def write(messages: Sequence[Labelled]) -> None:
    """Learn everything and write the files."""
    WEIGHTS.mkdir(exist_ok=True)
    for name, lines in learned(letters(messages)).items():
        (WEIGHTS / f"{name}.tsv").write_text(HEAD + "# kind\twords\tweight\n" + "\n".join(lines) + "\n", "utf-8")


def check(messages: Sequence[Labelled]) -> None:
    """Print how letters are read that were not learned from."""
    examples = letters(messages)
    by_name = {message.name: message for message in messages}
    outcomes = [
        Outcome(by_name[example.name], max(told, key=lambda kind: told[kind]), 1.0, None)
        for example, told in zip(examples, held_out(examples), strict=True)
    ]
    sys.stdout.write(f"macro-F1 {macro_f1(confusion(outcomes)):.3f}\n")
    sys.stdout.write("\n".join(columns(kinds_table(outcomes))) + "\n")


def main(arguments: Sequence[str]) -> None:
    """Write, or check."""
    parser = argparse.ArgumentParser(description="Learn the weights in rules/weights.")
    parser.add_argument("--check", action="store_true", help="how well letters are read that were not learned from")
    parser.add_argument(
        "--corpus", type=Path, metavar="FOLDER", help="a corpus; only rows that allow it are learned from"
    )
    chosen = parser.parse_args(arguments)
    corpus = labelled(chosen.corpus) if chosen.corpus else ()
    (check if chosen.check else write)((*labelled(LETTERS), *corpus))


if __name__ == "__main__":
    main(sys.argv[1:])
