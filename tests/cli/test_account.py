"""What `once` tells of a pass, and what the daemon writes to its log."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from agent.cli.account import journal, tell_pass
from agent.cli.page import Page
from agent.cycle import Pass
from agent.ports import Box
from tests.cli.search import LONDON, at
from tests.fakes import Trouble
from tests.scenarios.player import World

STORY = Path(__file__).parent.parent / "scenarios" / "a_quiet_week_after_the_interview"
INVITATION = (STORY / "01-invitation.eml").read_bytes().replace(b"\n", b"\r\n")


@pytest.fixture
def alive(tmp_path: Path) -> Iterator[World]:
    """A mailbox read once, with an interview in it that is over at 15:00 on 12 March."""
    world = World.new(tmp_path)
    world.run(at("2026-03-02T09:00"))
    world.deliver(INVITATION)
    world.run(at("2026-03-09T18:00"))
    yield world
    world.ledger.close()


def told(done: Pass) -> str:
    paper = io.StringIO()
    tell_pass(Page(Console(file=paper, width=80, soft_wrap=True)), done, LONDON)
    return paper.getvalue()


def test_the_first_pass_says_that_it_only_plans(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.deliver(INVITATION)
    done = world.run(at("2026-03-09T18:00"))
    world.ledger.close()
    assert told(done) == (
        "Looked at 1 message and read 1 closely: 1 belongs to your applications; 1 new\n"
        "application.\n"
        "This was the first reading, so nothing is drafted yet, whatever was already due:\n"
        "`afterword plan` shows what that is, `afterword once --backlog` drafts it.\n"
        "Next: Thu 12 Mar 17:00, a draft to Priya Shah <priya.shah@northwind.example> for\n"
        "northwind.\n"
        "Nothing changes before Thu 12 Mar 2026, 15:00, unless mail arrives.\n"
    )
    assert journal("personal", done) == "personal: first reading, nothing drafted; looked at 1, read 1, events 2"


def test_a_draft_is_told_with_whom_it_is_to(alive: World) -> None:
    done = alive.run(at("2026-03-12T17:00"))
    assert told(done).startswith(
        "No new mail.\n"
        "Thanks for an interview, to Priya Shah <priya.shah@northwind.example>: drafted.\n"
        "It lies in Drafts, for you to read and send.\n"
    )
    assert journal("personal", done) == "personal: drafted 1"


def test_a_draft_whose_answer_was_lost_is_told_to_be_looked_for(alive: World) -> None:
    alive.store.troubles.append(Trouble.LOST_AFTER)
    done = alive.run(at("2026-03-12T17:00"))
    assert "the answer was lost" in told(done)
    assert journal("personal", done) == "personal: not drafted 1"
    alive.store.reconnect()
    assert "it lies in Drafts" in told(alive.run(at("2026-03-12T17:05")))


def test_a_draft_that_was_sent_is_told(alive: World) -> None:
    alive.run(at("2026-03-12T17:00"))
    alive.user_does("sends", at("2026-03-12T17:30"))
    assert "The draft to priya.shah@northwind.example: you sent it (it is in Sent)." in told(
        alive.run(at("2026-03-12T18:00"))
    )


def test_a_quiet_pass_leaves_no_line_in_the_log(alive: World) -> None:
    assert journal("personal", alive.run(at("2026-03-10T09:00"))) is None


def test_no_word_of_any_mail_reaches_the_log(alive: World) -> None:
    alive.store.deliver(INVITATION.replace(b"invite-1", b"invite-2"), at("2026-03-10T09:00"), Box.INBOX)
    line = journal("personal", alive.run(at("2026-03-10T09:00"))) or ""
    assert re.fullmatch(r"personal: (looked at|read|events) \d+(, (looked at|read|events) \d+)*", line)
