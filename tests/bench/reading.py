"""Measures reading on labelled mail: `python -m tests.bench.reading [FOLDER ...]`, or `make bench-reading FOLDER=...`.

Of any folder in the corpus' format or of letters (see `tests.labelled`; without a folder, our own letters, those seen
and those not): precision, recall and F1 of each kind, the confusion matrix, coverage, error by source, facts,
calibration, and speed beside mail-parser alone in the same run. `--readme FILE` puts the short table between its marks.
`--held-out` reads each message by weights learned without its source and takes minutes; see `tests.learning.held_out`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import mailparser

from agent.reading import Kind, Reader, Reading, Unreadable
from tests.bench import scoring
from tests.bench.scoring import Outcome, Share, outcome
from tests.bench.shipped import reader_for
from tests.labelled import LETTERS, UNSEEN, Labelled, labelled
from tests.learning.held_out import HeldOut

ROUNDS = 3
MARKS = ("<!-- reading: measured -->", "<!-- reading: end -->")
"""Between these lines a README quotes the table."""

HELD_OUT = (
    "Each source is read by weights learned without it. Only the weights are held out: phrases and thresholds are not."
)

Row = tuple[str, ...]
ReaderOf = Callable[[Labelled], Reader]
"""Who reads a message."""


def by_shipped_rules(m: Labelled) -> Reader:
    """The reader that everybody has."""
    return reader_for(m.me)


def read(messages: Sequence[Labelled], reader_of: ReaderOf = by_shipped_rules) -> list[Outcome]:
    """Every message, read for the user it came to."""
    return [outcome(m, understood(m, reader_of)) for m in messages]


def understood(m: Labelled, reader_of: ReaderOf = by_shipped_rules) -> Reading | Unreadable:
    """One message, as received."""
    return reader_of(m).read(m.raw, received_at=m.received_at, outbound=False, threads=m.threads)


def report(title: str, outcomes: Sequence[Outcome], *, mistakes: bool) -> Iterator[str]:
    """Everything but speed, as lines of text."""
    yield f"== {title}: {len(outcomes)} messages"
    yield from headline(outcomes)
    yield from ("", *columns(kinds_table(outcomes)), "", "label \\ read", *columns(confusion_table(outcomes)))
    yield from ("", *columns(facts_table(outcomes)), "", *columns(calibration_table(outcomes)))
    yield from ("", *columns(sources_table(outcomes)), "")
    if mistakes:
        yield from scoring.mistakes(outcomes)
        for name, score in scoring.facts(outcomes).items():
            yield f"{name}: wrong {' '.join(score.wrong) or '-'}; invented {' '.join(score.invented) or '-'}"


def headline(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The figures that come first."""
    counts = scoring.confusion(outcomes)
    moves, ordinary = scoring.false_moves(outcomes), scoring.ordinary(outcomes)
    yield f"macro-F1 {scoring.macro_f1(counts):.3f} over {len(scoring.labelled_kinds(counts))} kinds"
    yield f"false moves {len(moves)} of {ordinary} ordinary mails" + "".join(
        f"\n  {o.message.name} {o.kind}" for o in moves
    )
    unsure = scoring.unsure(outcomes)
    yield f"unsure {unsure.part} of {unsure.of} ({percent(unsure)})"
    yield f"calibration error {scoring.calibration_error(scoring.calibration(outcomes)):.3f}"
    held = [o.message.name for o in outcomes if o.kind not in {Kind.NOT_JOB, Kind.UNSURE} and not passes(o.message)]
    yield f"held back by the sieve though understood: {' '.join(held) or 'none'}"


def passes(message: Labelled) -> bool:
    """Whether the sieve lets a message through by its own words."""
    return reader_for(message.me).passes(message.raw, frozenset(), frozenset())


def kinds_table(outcomes: Sequence[Outcome]) -> list[Row]:
    """Of each kind: how many labelled and read, precision, recall, F1."""
    counts = scoring.confusion(outcomes)
    rows: list[Row] = [("kind", "labelled", "read", "precision", "recall", "F1")]
    for kind in Kind:
        right, found = scoring.precision(counts, kind), scoring.recall(counts, kind)
        if right.of or found.of:
            f1 = f"{scoring.f1(counts, kind):.3f}" if found.of else ""
            rows.append((kind, str(found.of), str(right.of), figure(right.share), figure(found.share), f1))
    return rows


def confusion_table(outcomes: Sequence[Outcome]) -> list[Row]:
    """Labels in rows, what was read in columns; only what occurs."""
    counts = scoring.confusion(outcomes)
    labels, read_as = scoring.labelled_kinds(counts), [k for k in Kind if any(said is k for _, said in counts)]
    rows: list[Row] = [("", *(short(kind) for kind in read_as))]
    rows += [(label, *(str(counts.get((label, said), 0) or ".") for said in read_as)) for label in labels]
    return rows


def facts_table(outcomes: Sequence[Outcome]) -> list[Row]:
    """Of each fact: how often stated, right, wrong, found where it is not stated."""
    rows: list[Row] = [("fact", "stated", "right", "wrong", "invented", "of stated", "of found")]
    for name, score in scoring.facts(outcomes).items():
        tally = (score.stated, score.right, len(score.wrong), len(score.invented))
        rows.append((name, *map(str, tally), figure(score.recall), figure(score.precision)))
    return rows


def calibration_table(outcomes: Sequence[Outcome]) -> list[Row]:
    """How sure reading was, and how often it was right."""
    rows: list[Row] = [("said", "was right", "verdicts")]
    return rows + [(f"{said:.2f}", f"{right:.2f}", str(n)) for said, right, n in scoring.calibration(outcomes)]


def sources_table(outcomes: Sequence[Outcome]) -> list[Row]:
    """The share of wrong kinds by source, `unsure` among them."""
    shares = scoring.by_source(outcomes)
    rows: list[Row] = [("source", "messages", "wrong", "share")]
    return rows + [(name, str(s.of), str(s.part), percent(s)) for name, s in shares.items()]


def speed(messages: Sequence[Labelled]) -> str:
    """Messages a second by mail-parser alone and by reading, in turns; the ratio is the median of the pairs."""
    for message in messages:
        # Phrases are compiled when they are first needed; that is done once in the life of the service.
        understood(message)
    pairs = []
    for _ in range(ROUNDS):
        alone = seconds(messages, lambda m: mailparser.parse_from_bytes(m.raw))
        ours = seconds(messages, understood)
        pairs.append((alone, ours))
    alone, ours = (median(side) for side in zip(*pairs, strict=True))
    ratio = median(b / a for a, b in pairs)
    count = len(messages)
    each = f"mail-parser alone {count / alone:.0f} messages/s, parsed and read {count / ours:.0f} messages/s"
    return f"{each}: {ratio:.2f} times the time"


def seconds(messages: Sequence[Labelled], work: Callable[[Labelled], object]) -> float:
    """How long the work on all messages takes; what it raises on broken mail is part of it."""
    started = perf_counter()
    for message in messages:
        try:
            work(message)
        except Exception:  # noqa: BLE001, S112 — mail-parser alone does raise on some of the broken mail
            continue
    return perf_counter() - started


def short_table(named: Sequence[tuple[str, Sequence[Outcome]]]) -> str:
    """The table a README quotes: a column for each collection."""
    counts = [scoring.confusion(outcomes) for _, outcomes in named]
    lines = ["| | " + " | ".join(f"{title} ({len(outcomes)})" for title, outcomes in named) + " |"]
    lines.append("|---|" + "---|" * len(named))
    lines.append(row("macro-F1 over the kinds labelled", (f"{scoring.macro_f1(c):.3f}" for c in counts)))
    for kind in (k for k in Kind if any(k in scoring.labelled_kinds(c) for c in counts)):
        pairs = ((scoring.precision(c, kind), scoring.recall(c, kind)) for c in counts)
        lines.append(
            row(
                f"`{kind}`: precision, recall",
                (f"{figure(p.share)}, {figure(r.share)}" if r.of else "" for p, r in pairs),
            )
        )
    moves = (f"{len(scoring.false_moves(o))} of {scoring.ordinary(o)}" for _, o in named)
    lines.append(row("ordinary mails that moved something", moves))
    lines.append(row("`unsure`", (percent(scoring.unsure(o)) for _, o in named)))
    scores = [scoring.facts(outcomes) for _, outcomes in named]
    for name in dict.fromkeys(name for score in scores for name in score):
        cells = (s[name] if name in s and s[name].stated else None for s in scores)
        lines.append(
            row(
                f"{name}: right of stated, of found",
                (f"{figure(c.recall)}, {figure(c.precision)}" if c else "" for c in cells),
            )
        )
    lines.append(
        row("calibration error", (f"{scoring.calibration_error(scoring.calibration(o)):.3f}" for _, o in named))
    )
    return "\n".join(lines) + "\n"


def row(title: str, cells: Iterator[str]) -> str:
    """One line of a Markdown table."""
    return f"| {title} | {' | '.join(cells)} |"


def columns(rows: Sequence[Row]) -> Iterator[str]:
    """Rows as text, the first column to the left."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for cells in rows:
        first, *others = (
            cell.ljust(w) if not i else cell.rjust(w) for i, (cell, w) in enumerate(zip(cells, widths, strict=True))
        )
        yield "  ".join((first, *others))


def figure(share: float | None) -> str:
    """Three places, or nothing."""
    return "" if share is None else f"{share:.3f}"


def percent(share: Share) -> str:
    """A share in percent, one place."""
    return f"{100 * (share.share or 0):.1f} %"


def short(kind: Kind) -> str:
    """A column's heading."""
    return "".join(word[:3] for word in kind.split("_"))


def quote(readme: Path, table: str) -> None:
    """Put the table between the marks of a README. Raises `ValueError` where it has none."""
    text = readme.read_text("utf-8")
    start, end = text.index(MARKS[0]) + len(MARKS[0]), text.index(MARKS[1])
    readme.write_text(f"{text[:start]}\n{table}{text[end:]}", "utf-8")


def collections(folders: Sequence[Path]) -> list[tuple[str, tuple[Labelled, ...]]]:
    """What is measured, with titles: a corpus in two parts, real mail and made-up mail; letters as they lie."""
    if not folders:
        return [("our letters", labelled(LETTERS)), ("our letters, not read for the phrases", labelled(UNSEEN))]
    found = []
    for folder in folders:
        messages = labelled(folder)
        parts = [tuple(m for m in messages if (m.origin == "real") is real) for real in (True, False)]
        if all(parts):
            found += [(f"{folder.name}, real mail", parts[0]), (f"{folder.name}, made-up mail", parts[1])]
        found.append((folder.name, messages))
    return found


def main(arguments: Sequence[str]) -> None:
    """Print everything; write the table where it is wanted."""
    parser = argparse.ArgumentParser(description="Measure reading on labelled mail.")
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    parser.add_argument("--mistakes", action="store_true", help="name every message that was misread")
    parser.add_argument("--markdown", type=Path, help="write the short table to this file")
    parser.add_argument("--readme", type=Path, help="put the short table between the marks of this file")
    parser.add_argument("--held-out", action="store_true", help="read each source by weights learned without it")
    chosen = parser.parse_args(arguments)
    parts = collections(chosen.folders)
    reader_of = (
        HeldOut([m for _, messages in parts for m in messages]).reader_of if chosen.held_out else by_shipped_rules
    )
    named = [(title, read(messages, reader_of), messages) for title, messages in parts]
    for title, outcomes, messages in named:
        for line in report(title, outcomes, mistakes=chosen.mistakes):
            sys.stdout.write(line + "\n")
        sys.stdout.write(f"{HELD_OUT if chosen.held_out else speed(messages)}\n\n")
    table = short_table([(title, outcomes) for title, outcomes, _ in named])
    sys.stdout.write(table)
    if chosen.markdown:
        chosen.markdown.write_text(table, "utf-8")
    if chosen.readme:
        quote(chosen.readme, table)


if __name__ == "__main__":
    main(sys.argv[1:])
