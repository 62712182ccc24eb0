from __future__ import annotations

from pathlib import Path

import pytest

from agent.cli import desk, read
from agent.settings import shipped_rules
from tests.cli.search import write_search
from tests.cli.terminal import Terminal, once_only
from tests.scenarios.player import World

ONCE = once_only()
SHIPPED = shipped_rules()


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal with a config and no ledger yet."""
    monkeypatch.setattr(desk, "load_rules", ONCE)
    monkeypatch.setattr(read, "load_rules", ONCE)
    monkeypatch.setattr(read, "shipped_rules", lambda: SHIPPED)
    made = Terminal(tmp_path, monkeypatch, capsys)
    made.sits_down()
    return made


@pytest.fixture
def searching(terminal: Terminal) -> Terminal:
    """A terminal of somebody with three applications: one drafted for, one held back, one closed."""
    write_search(terminal.ledger)
    return terminal


@pytest.fixture
def world(terminal: Terminal) -> World:
    """The mailbox behind the terminal's ledger; it holds the ledger, as the daemon does."""
    return World.new(terminal.ledger.parent)
