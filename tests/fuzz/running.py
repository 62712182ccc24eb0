"""One target under the fuzzer, in a process of its own: `python -m tests.fuzz.running TARGET [libFuzzer options]`.

The targets are imported here and not above, so that our own modules are watched and nobody else's.
"""

from __future__ import annotations

import sys
import warnings

import atheris


def main(name: str, options: list[str]) -> None:
    """Be the process that is fuzzed; the fuzzer ends it."""
    warnings.simplefilter("ignore")
    with atheris.instrument_imports(include=["agent"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - see above
    target, seeds = TARGETS[name]
    target(seeds[0])  # whatever is made once is made before the fuzzer looks at the clock
    atheris.Setup([sys.argv[0], *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
