"""Killed anywhere, what a method returned from is there, and nothing of what it had not finished."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from agent.ledger import open_ledger
from agent.ports import Box, Cursor
from tests.ledger.values import ACCOUNT, MONDAY, intent, noted

MID_TRANSACTION = """
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from agent.ledger import open_ledger
from agent.ports import OutboxState
from tests.ledger.values import ACCOUNT, MONDAY, batch, filed, intent, noted, reading


class Interrupted(Sequence):
    '''Events of which the second never comes: the parent kills this process while it waits for it.'''

    def __len__(self):
        return 2

    def __getitem__(self, index):
        if index == 0:
            return noted("the first half")
        sys.stdout.write("half-way\\n")
        sys.stdout.flush()
        sys.stdin.read()
        raise AssertionError


ledger = open_ledger(Path(sys.argv[1]))
ledger.append_events([noted("before")], MONDAY)
ledger.intend(intent())
ledger.record(ACCOUNT, batch((1, reading("hello")), uid=1))
(stored,) = ledger.pending(1)
if sys.argv[2] == "filing":
    verdict, followed = filed(stored)
    ledger.file([(verdict, followed), (verdict, Interrupted())], MONDAY)
else:
    ledger.update_intent(replace(intent(), state=OutboxState.APPENDING), Interrupted())
"""

ENDLESS = """
import itertools
import sys
from pathlib import Path

from agent.ledger import open_ledger
from tests.ledger.values import ACCOUNT, MONDAY, batch, noted, reading

ledger = open_ledger(Path(sys.argv[1]))
for n in itertools.count(1):
    ledger.record(ACCOUNT, batch(*((n * 10 + k, reading(f"{n}-{k}")) for k in range(10)), uid=n * 10 + 9))
    ledger.append_events([noted(str(n))] * 3, MONDAY)
    sys.stdout.write(f"{n}\\n")
    sys.stdout.flush()
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *arguments]
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.mark.parametrize("during", ["filing", "updating"])
def test_killed_in_the_middle_of_a_transaction_nothing_of_it_remains(path: Path, during: str) -> None:
    with start(MID_TRANSACTION, str(path), during) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "half-way\n"
        with open_ledger(path, read_only=True) as onlooker:
            assert onlooker.events() == (noted("before"),)
        writer.send_signal(signal.SIGKILL)
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.events() == (noted("before"),)
    with open_ledger(path) as ledger:
        assert ledger.events() == (noted("before"),)
        assert len(ledger.pending(10)) == 1
        assert ledger.intents() == (intent(),)
        assert ledger.verify() == ()
        ledger.append_events([noted("after")], MONDAY)


@pytest.mark.slow
@pytest.mark.parametrize("answers", [1, 2, 7, 25])
def test_killed_at_any_moment_all_that_was_answered_for_is_there(path: Path, answers: int) -> None:
    with start(ENDLESS, str(path)) as writer:
        assert writer.stdout is not None
        answered = [int(writer.stdout.readline()) for _ in range(answers)][-1]
        writer.send_signal(signal.SIGKILL)
        answered = max([answered, *(int(line) for line in writer.stdout if line.endswith("\n"))])
    with open_ledger(path) as ledger:
        events, readings, cursor = ledger.events(), ledger.readings(""), ledger.cursor(ACCOUNT, Box.INBOX)
        assert ledger.verify() == ()
    done = len(readings) // 10
    assert done in {answered, answered + 1}
    assert len(readings) == done * 10
    assert cursor == Cursor(1, done * 10 + 9)
    assert events == tuple(noted(str(n)) for n in range(1, len(events) // 3 + 1) for _ in range(3))
    assert len(events) // 3 in {answered, answered + 1}
