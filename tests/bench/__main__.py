"""How deciding grows (see `deciding`), and the first scan of a large mailbox beside a bare imapclient loop.

That loop fetches the same bytes and parses nothing. Each run of the two is a process of its own, so that its peak
memory is its own; they take turns. Figures are medians.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from tests.bench import deciding
from tests.bench.mailbox import fill
from tests.servers.dovecot import Dovecot

SIZES = (5_000, 20_000)
ROUNDS = 3


def main() -> None:
    """Print both tables; of the scans, seconds and peak memory of both, and their ratio."""
    sys.stdout.write(f"{deciding.main()}\n")
    sys.stdout.flush()
    rows = [measure(size) for size in SIZES]
    line = "{:>9} {:>8} {:>9} {:>9} {:>7} {:>11} {:>11}\n"
    out = line.format("messages", "MB", "bare s", "ours s", "ratio", "bare MB", "ours MB")
    for size, megabytes, bare, ours in rows:
        ratio = statistics.median(o["seconds"] / b["seconds"] for b, o in zip(bare, ours, strict=True))
        out += line.format(
            size, f"{megabytes:.0f}", *(f"{median(runs, 'seconds'):.2f}" for runs in (bare, ours)), f"{ratio:.2f}",
            *(f"{median(runs, 'peak_mb'):.0f}" for runs in (bare, ours)),
        )  # fmt: skip
    sys.stdout.write(out)


def measure(size: int) -> tuple[int, float, list[dict[str, float]], list[dict[str, float]]]:
    """Both, in turns, on a fresh mailbox of that many messages."""
    with Dovecot() as server:
        total = fill(server.maildir, size)
        run("bare", server)  # Dovecot builds its index of the mailbox
        pairs = [(run("bare", server), run("ours", server)) for _ in range(ROUNDS)]
    return size, total / 1e6, [bare for bare, _ in pairs], [ours for _, ours in pairs]


def run(which: str, server: Dovecot) -> dict[str, float]:
    """One measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.scan", which, str(server.port), server.user, server.password],
        cwd=Path(__file__).parent.parent.parent,
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def median(runs: list[dict[str, float]], key: str) -> float:
    """The median of one figure."""
    return statistics.median(run[key] for run in runs)


if __name__ == "__main__":
    main()
