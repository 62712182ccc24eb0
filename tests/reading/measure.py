"""Measures reading on labelled mail: precision and recall of every kind, false moves, speed.

`python -m tests.reading.measure FOLDER` prints a table. The folder holds `mail.jsonl` (one labelled message a line:
`label`, `alt`, `kind`, `subject`, `from`, `date`, `text`, `file`) and `eml/` with the raw messages that `file` names.
A false move is an ordinary mail read as a kind that opens an application or moves one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from time import perf_counter

from agent.reading import Identity, Kind, Phrasebook, Reader, Reading, Sieve, phrasebook_from
from agent.reading.parsing.parse import parse

PHRASES = Path(__file__).parents[2] / "rules" / "phrases"
STILL = frozenset({Kind.NOT_JOB, Kind.UNSURE, Kind.RECRUITER_OUTREACH, Kind.JOB_ALERT, Kind.OUT_OF_OFFICE, Kind.BOUNCE})
"""Kinds that neither open an application nor move one; an employer's reply does, in that it resets the silence."""

RECEIVED = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
ME = Identity("Jane Doe", ("jane.doe@example.org",), "America/New_York", "US")


@dataclass(slots=True)
class Tally:
    """Counts over one set of messages."""

    said: Counter[Kind] = field(default_factory=Counter)
    right: Counter[Kind] = field(default_factory=Counter)
    labelled: Counter[Kind] = field(default_factory=Counter)
    found: Counter[Kind] = field(default_factory=Counter)
    ordinary: int = 0
    false_moves: list[str] = field(default_factory=list)
    asked: int = 0
    held_back: list[str] = field(default_factory=list)

    def precision(self, kind: Kind) -> float:
        """Share of the messages read as a kind that are of it; 1 when none was."""
        return self.right[kind] / self.said[kind] if self.said[kind] else 1.0

    def recall(self, kind: Kind) -> float:
        """Share of a kind's messages that were read as it; 1 when there are none."""
        return self.found[kind] / self.labelled[kind] if self.labelled[kind] else 1.0

    @property
    def false_moves_per_thousand(self) -> float:
        """False moves for every 1,000 ordinary mails."""
        return 1000 * len(self.false_moves) / max(1, self.ordinary)


def shipped_phrasebook() -> Phrasebook:
    """The phrasebook as shipped."""
    return phrasebook_from([tomllib.loads(path.read_text("utf-8")) for path in sorted(PHRASES.glob("*.toml"))])


def rows_of(folder: Path) -> Iterator[dict[str, object]]:
    """The labelled messages of a corpus."""
    with (folder / "mail.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, object] = json.loads(line)
            yield row


def raw_of(row: dict[str, object], folder: Path) -> bytes:
    """The message of a row: the file it names, else a simple one made of its fields."""
    if row.get("file"):
        return (folder / "eml" / Path(str(row["file"])).name).read_bytes()
    message = EmailMessage(policy=SMTP)
    for name, key in (("Subject", "subject"), ("Date", "date")):
        if row.get(key):
            message[name] = " ".join(str(row[key]).split())
    sender = " ".join(str(row.get("from") or "").split())
    message["From"] = sender if "@" in sender else f'"{sender}" <someone@unknown.example>'
    message["To"] = ME.addresses[0]
    message.set_content(str(row.get("text") or ""))
    return message.as_bytes()


def tally(rows: Sequence[tuple[dict[str, object], bytes]], reader: Reader) -> Tally:
    """Read every message and count."""
    counts = Tally()
    for row, raw in rows:
        reading = reader.read(raw, received_at=RECEIVED, outbound=False)
        kind = reading.kind if isinstance(reading, Reading) else Kind.UNSURE
        label, alternatives = Kind(str(row["label"])), row.get("alt") or []
        right = kind is label or (isinstance(alternatives, list) and str(kind) in alternatives)
        counts.said[kind] += 1
        counts.right[kind] += right
        counts.labelled[label] += 1
        counts.found[label] += right
        if label is Kind.NOT_JOB and row["kind"] == "real":
            counts.ordinary += 1
            counts.asked += kind is Kind.UNSURE
            if kind not in STILL:
                counts.false_moves.append(f"{row['id']} {kind}")
        if kind not in {Kind.NOT_JOB, Kind.UNSURE} and not reader.passes(raw, frozenset(), frozenset()):
            counts.held_back.append(str(row["id"]))
    return counts


def table(counts: Tally) -> list[str]:
    """The counts as lines of text."""
    lines = [f"{'kind':24}{'labelled':>9}{'said':>7}{'precision':>11}{'recall':>9}"]
    lines += [
        f"{kind:24}{counts.labelled[kind]:>9}{counts.said[kind]:>7}{counts.precision(kind):>11.3f}{counts.recall(kind):>9.3f}"
        for kind in Kind
        if counts.labelled[kind] or counts.said[kind]
    ]
    lines.append(
        f"false moves: {len(counts.false_moves)} of {counts.ordinary} ordinary mails, "
        f"{counts.false_moves_per_thousand:.2f} per 1,000; asked about: {counts.asked}"
    )
    return lines


def speeds(rows: Sequence[tuple[dict[str, object], bytes]], reader: Reader) -> str:
    """Messages a second, of parsing alone, of reading, and of the sieve."""
    sieve = Sieve(shipped_phrasebook().sieve_words)
    started = perf_counter()
    passed = sum(sieve.passes(raw, frozenset(), frozenset()) for _, raw in rows)
    sifted = perf_counter()
    for _, raw in rows:
        parse(raw, RECEIVED)
    parsed = perf_counter()
    for _, raw in rows:
        reader.read(raw, received_at=RECEIVED, outbound=False)
    read = perf_counter()
    return (
        f"{len(rows) / (parsed - sifted):.0f} msgs/s parsing, "
        f"{len(rows) / (read - parsed):.0f} msgs/s parsing and reading; "
        f"the sieve {len(rows) / (sifted - started):.0f} msgs/s, {passed} of {len(rows)} pass"
    )


def main(arguments: Sequence[str]) -> None:
    """Print the tables of one corpus folder."""
    parser = argparse.ArgumentParser(description="Measure reading on labelled mail.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--real", action="store_true", help="only real mail")
    chosen = parser.parse_args(arguments)
    rows = [
        (row, raw_of(row, chosen.folder)) for row in rows_of(chosen.folder) if row["kind"] == "real" or not chosen.real
    ]
    reader = Reader(shipped_phrasebook(), ME)
    counts = tally(rows, reader)
    sys.stdout.write(
        "\n".join(
            [
                *table(counts),
                *counts.false_moves,
                f"held back by the sieve: {counts.held_back}",
                speeds(rows, reader),
                "",
            ]
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
