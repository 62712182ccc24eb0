"""What `plan`, `status`, `show` and `why` print, word for word: the texts stand in golden/ for a person to read."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

GOLDEN = Path(__file__).parent / "golden"
NOON = ("--at", "2026-03-18T12:00")

SHOWN = {
    "plan": ("plan", *NOON),
    "plan-to-draft-now": ("plan", "--at", "2026-03-19T10:00"),
    "status": ("status",),
    "show": ("show", "northwind"),
    "why-drafted": ("why", "northwind", *NOON),
    "why-held-back": ("why", "kestrel", *NOON),
    "why-closed": ("why", "oldcastle", *NOON),
}


@pytest.mark.parametrize("name", SHOWN)
def test_it_reads_as_it_was_approved(searching: Terminal, name: str) -> None:
    told = re.sub(r"timing\.toml:\d+", "timing.toml:LINE", searching.types(*SHOWN[name]))
    approved = GOLDEN / f"{name}.txt"
    if os.environ.get("AFTERWORD_APPROVE"):  # writes what is printed now, to be read and committed
        approved.write_text(told)
    assert told == approved.read_text()


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
@pytest.mark.parametrize("name", SHOWN)
def test_no_line_is_wider_than_the_terminal_but_for_commands(searching: Terminal, name: str, columns: int) -> None:
    searching.monkeypatch.setenv("COLUMNS", str(columns))
    for line in searching.types(*SHOWN[name]).splitlines():
        assert len(line) <= min(columns, 100) or line.lstrip().startswith("afterword ")
        assert line == line.rstrip()


def test_a_pipe_gets_no_escape_sequences(searching: Terminal) -> None:
    assert "\x1b" not in searching.types("why", "northwind", *NOON)


def test_a_colour_that_is_forced_yields_to_no_color(searching: Terminal) -> None:
    searching.monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m" in searching.types("status")
    searching.monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in searching.types("status")
