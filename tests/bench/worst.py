"""How long the dearest messages take to read, and how much memory: `python -m tests.bench.worst [FOLDER…]`.

Each message of our hostile shapes and of the folders (every file; `.ics` as the mail it comes in) is read in a process
of its own, forked when everything is loaded, so that one cannot spoil the figures of another. Prints the dearest ones
and whether all kept to a second of processor time and 200 MB.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agent.reading import Reader
from agent.settings import shipped_rules
from tests.labelled import RECEIVED, SAM
from tests.reading.bombs import CALENDAR, HEAD, SHAPES

SECONDS, MEGABYTES = 1.0, 200.0
"""What one message may take at most, of processor time and of memory."""

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """What one message took. `crashed` when its process did not end well."""

    name: str
    seconds: float
    megabytes: float
    crashed: bool

    def __str__(self) -> str:
        """One line of the table."""
        return f"{self.seconds:8.2f} s {self.megabytes:8.1f} MB  {self.name}{'  CRASHED' if self.crashed else ''}"


def messages(folders: list[Path]) -> Iterator[tuple[str, bytes]]:
    """Every shape and every file, with a name."""
    for name, shape in SHAPES.items():
        yield name, shape()
    for folder in folders:
        for file in sorted(folder.iterdir()):
            raw = file.read_bytes()
            yield file.name, HEAD + CALENDAR + raw if file.suffix == ".ics" else raw


def cost(name: str, raw: bytes, reader: Reader) -> Cost:
    """Read one message in a child process and ask the system what that took."""
    child = os.fork()
    if child == 0:
        reader.passes(raw, frozenset({"0"}), frozenset({"a@b.example"}))
        reader.read(raw, received_at=RECEIVED, contacts=frozenset({"ann@acme.example"}))
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    return Cost(name, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, status != 0)


def main(arguments: list[str]) -> int:
    """Print the dearest messages; the exit code tells whether all kept to the limits."""
    parser = argparse.ArgumentParser(description="Measure the dearest messages.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--shape", default="", help="only shapes whose name contains this")
    chosen = parser.parse_args(arguments)
    rules = shipped_rules()
    reader = rules.reader(SAM, "mx.x.example")
    reader.read(HEAD + b"\nWe would like to invite you to an interview.\n", received_at=RECEIVED)
    # These are made once in the life of a process, not for one message.
    for language in rules.almanac.languages:
        rules.almanac.tongue(language)
    rules.phrases.phrases.near(" interview ")
    rules.phrases.names.near(" interview ")
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    costs = [cost(name, raw, reader) for name, raw in messages(chosen.folders) if chosen.shape in name]
    by_time = sorted(costs, key=lambda c: -c.seconds)
    by_size = sorted(costs, key=lambda c: -c.megabytes)
    over = [c for c in costs if c.crashed or c.seconds > SECONDS or c.megabytes > MEGABYTES]
    lines = [
        f"{len(costs)} messages; {base:.0f} MB are used before the first is read",
        *map(str, by_time[:SHOWN]),
        "the largest:",
        *map(str, by_size[:SHOWN]),
        f"over {SECONDS:g} s or {MEGABYTES:g} MB: {len(over)}",
        *map(str, over),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
