"""`python -m tests.fuzz [TARGET…] [--seconds N]`: fuzz each target for so long, one after the other.

A target runs in a process of its own, for the fuzzer ends it at the first finding; it is begun again until its time is
over. What broke a promise lies in `findings/` afterwards, under the target's name.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

from tests.fuzz.targets import TARGETS

FINDINGS = Path(__file__).parent / "findings"
SLOWEST = 10
"""Seconds one input may take while watched, which makes everything several times slower."""

LONGEST = 8_192
"""Bytes of one input: what is found by size is in `tests.reading.bombs`."""

MEMORY = 2_048
"""Megabytes one target may use, with the fuzzer's own."""

MOST = 10
"""Findings after which a target is left alone."""

_EXECUTIONS = re.compile(r"stat::number_of_executed_units:\s*(\d+)|^Done (\d+) runs", re.MULTILINE)
_COVERAGE = re.compile(r"cov: (\d+)")


def main(arguments: list[str]) -> int:
    """Fuzz, and print executions and findings of each target; the exit code tells whether anything was found."""
    parser = argparse.ArgumentParser(description="Look for input that breaks what reads hostile input.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all, if none is named")
    parser.add_argument("--seconds", type=int, default=60, help="how long each target is fuzzed (60)")
    chosen = parser.parse_args(arguments)
    found = sum(fuzz(name, chosen.seconds) for name in chosen.targets or TARGETS)
    return 1 if found else 0


def fuzz(name: str, seconds: int) -> int:
    """Fuzz one target for so long; how many findings there were."""
    end, executions, coverage, findings = monotonic() + seconds, 0, 0, 0
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(TARGETS[name][1]):
            (Path(corpus) / f"seed-{number}").write_bytes(seed)
        while (left := int(end - monotonic())) > 0 and findings < MOST:
            options = {"max_total_time": left, "timeout": SLOWEST, "rss_limit_mb": MEMORY, "max_len": LONGEST}
            given = [f"-{key}={value}" for key, value in options.items()]
            ran = subprocess.run(
                [
                    *(sys.executable, "-m", "tests.fuzz.running", name, *given, "-print_final_stats=1"),
                    *(f"-artifact_prefix={FINDINGS}/{name}-", corpus),
                ],
                capture_output=True,
                check=False,
                text=True,
                errors="replace",
            )
            executions += sum(int(a or b) for a, b in _EXECUTIONS.findall(ran.stderr)[:1])
            coverage = max([coverage, *map(int, _COVERAGE.findall(ran.stderr))])
            if ran.returncode:
                findings += 1
                sys.stdout.write(f"{name}: a finding\n{ran.stdout[-3000:]}\n{ran.stderr[-1500:]}\n")
    sys.stdout.write(f"{name}: {executions:,} executions in {seconds} s, coverage {coverage}, {findings} findings\n")
    sys.stdout.flush()
    return findings


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
