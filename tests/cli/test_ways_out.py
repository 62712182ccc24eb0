"""Where the user may see it otherwise, the command that says so stands beneath; and `once` on a real connection."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.demo.server import EmbeddedServer
from agent.ports import Intent, OutboxState
from tests.cli.search import at
from tests.cli.terminal import Terminal
from tests.scenarios.player import World

STORY = Path(__file__).parent.parent / "scenarios" / "a_quiet_week_after_the_interview"
INVITATION = (STORY / "01-invitation.eml").read_bytes().replace(b"\n", b"\r\n")


def test_what_was_due_before_the_first_reading_can_be_asked_for(terminal: Terminal, world: World) -> None:
    world.deliver(INVITATION)
    world.run(at("2026-03-12T18:00"))
    told = terminal.types("plan", "--at", "2026-03-12T18:00")
    assert "Northwind, Data Analyst: from before the first reading" in told
    assert told.endswith("  To have drafted what was due before the first reading:\n    afterword once --backlog\n")


def test_where_they_asked_not_to_be_written_to_the_user_may_know_better(terminal: Terminal, world: World) -> None:
    world.run(at("2026-03-02T09:00"))
    world.deliver(INVITATION)
    world.run(at("2026-03-09T18:00"))
    terminal.types("correct", "northwind", "--no-contact", "yes")
    told = terminal.types("plan", "--at", "2026-03-12T17:00")
    assert "afterword correct northwind --no-contact no" in told


def test_a_draft_that_could_not_be_placed_is_told_until_the_application_ends(searching: Terminal, world: World) -> None:
    stuck = Intent(
        occasion="northwind/status-no-promise/x/1",
        application="northwind",
        rule="status-no-promise",
        message_id="",
        to="ann.lee@northwind.example",
        answers=None,
        raw=b"",
        digest="",
        state=OutboxState.NEEDS_USER,
        decided_at=at("2026-03-19T10:00"),
        note="not stored after 3 tries",
    )
    world.ledger.intend(stuck)
    told = searching.types("status")
    assert "northwind: status-no-promise to ann.lee@northwind.example\n    Not stored after 3 tries." in told
    assert "could not be placed" in searching.types("why", "northwind")
    searching.types("close", "northwind")
    assert "Not stored" not in searching.types("status")


@pytest.mark.server
@pytest.mark.slow
def test_once_reads_drafts_and_says_so(terminal: Terminal) -> None:
    with EmbeddedServer(password="secret") as server:
        terminal.config.write_text(terminal.config.read_text().replace("port = 1", f"port = {server.port}"))
        assert "This was the first reading" in terminal.types("once", "--at", "2026-03-02T09:00")
        server.deliver("INBOX", INVITATION, at("2026-03-09T10:12"))
        assert "1 new\napplication." in terminal.types("once", "--at", "2026-03-09T18:00")
        told = terminal.types("once", "--at", "2026-03-12T17:00")
        assert "Thanks for an interview, to Priya Shah" in told
        assert len(server.messages("Drafts")) == 1
        assert terminal.types("once", "--at", "2026-03-12T17:01").startswith("No new mail.\n")


@pytest.mark.server
@pytest.mark.slow
def test_once_reads_the_other_accounts_where_one_is_in_trouble(terminal: Terminal) -> None:
    with EmbeddedServer(password="secret") as server:
        mine = terminal.config.read_text()
        account = mine[mine.index("[accounts.") :]
        name = account[len("[accounts.") : account.index("]")]
        second = account.replace(f"[accounts.{name}]", "[accounts.second]").replace("port = 1", f"port = {server.port}")
        terminal.config.write_text(f"{mine}\n{second}")
        told = terminal.types("once", "--at", "2026-03-02T09:00", expect=75)
        assert "second\nNo new mail.\nThis was the first reading" in told
        assert "Connection refused" in told
