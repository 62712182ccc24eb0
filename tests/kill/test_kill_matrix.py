"""Killed at any step of placing a draft and started again, the mailbox holds exactly one."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent.ledger import open_ledger
from agent.tracking import DraftPlaced
from tests.servers.dovecot import Dovecot, require_dovecot
from tests.servers.proxy import FaultProxy

ROOT = Path(__file__).resolve().parent.parent.parent
BEFORE = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 12, 17, 0, tzinfo=UTC)
LATER = (timedelta(minutes=1), timedelta(minutes=17), timedelta(minutes=34))
"""When the restarted process makes its passes: at once, and after the wait for a lost append."""

INVITATION = (ROOT / "tests/scenarios/one_interviewer/01-invitation.eml").read_bytes().replace(b"\n", b"\r\n")


@dataclass(slots=True)
class Bench:
    """A mailbox and a ledger on the eve of a draft, that can be brought back to it."""

    server: Dovecot
    port: int
    folder: Path
    passes: subprocess.Popen[str]

    def prepare(self) -> None:
        self.one(BEFORE - timedelta(days=7))
        self.server.deliver("INBOX", INVITATION, BEFORE - timedelta(hours=8))
        self.one(BEFORE)
        shutil.copytree(self.folder / "ledger", self.folder / "eve")

    def reset(self) -> None:
        shutil.rmtree(self.folder / "ledger")
        shutil.copytree(self.folder / "eve", self.folder / "ledger")
        for uid in self.server.messages("Drafts"):
            self.server.remove("Drafts", uid)

    def one(self, at: datetime, kill: int | None = None) -> tuple[int, list[str]]:
        order = {
            "port": self.port,
            "user": self.server.user,
            "password": self.server.password,
            "ledger": str(self.folder / "ledger" / "ledger.db"),
            "at": at.isoformat(),
            "kill": kill,
        }
        assert self.passes.stdin
        assert self.passes.stdout
        self.passes.stdin.write(json.dumps(order) + "\n")
        self.passes.stdin.flush()
        answer = json.loads(self.passes.stdout.readline())
        return answer["status"], answer["steps"]

    def placed(self) -> int:
        with open_ledger(self.folder / "ledger" / "ledger.db", read_only=True) as ledger:
            return sum(isinstance(event, DraftPlaced) for event in ledger.events())


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    require_dovecot()
    with (
        Dovecot() as server,
        FaultProxy(server.port) as recorder,
        subprocess.Popen(
            [sys.executable, "-m", "tests.kill.passes"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as passes,
    ):
        made = Bench(server, recorder.port, tmp_path_factory.mktemp("kill"), passes)
        made.prepare()
        yield made
        assert passes.stdin
        passes.stdin.close()


@pytest.mark.server
@pytest.mark.slow
def test_killed_at_any_step_and_started_again_there_is_exactly_one_draft(
    bench: Bench, record_property: Callable[[str, object], None]
) -> None:
    bench.reset()
    status, steps = bench.one(DUE)
    assert status == 0
    assert len(bench.server.messages("Drafts")) == 1
    assert "sent APPEND" in steps

    wrong = []
    for number, step in enumerate(steps, 1):
        bench.reset()
        killed, _ = bench.one(DUE, kill=number)
        after = [bench.one(DUE + later)[0] for later in LATER]
        drafts, placed = len(bench.server.messages("Drafts")), bench.placed()
        if (killed, after, drafts, placed) != (-signal.SIGKILL, [0, 0, 0], 1, 1):
            wrong.append((number, step, killed, after, drafts, placed))

    record_property("kill points", len(steps))
    assert wrong == []
