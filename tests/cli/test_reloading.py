"""An edit of the configuration while the service runs: a valid one is taken up, a broken one told, and passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.cli.desk import open_desk
from agent.cli.reloading import LiveDesk
from tests.cli.terminal import Terminal


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def live(terminal: Terminal, told: list[str]) -> LiveDesk:
    return LiveDesk(terminal.config, open_desk(terminal.config), told.append)


def add(config: Path, text: str) -> None:
    config.write_text(config.read_text() + text)


def after(live: LiveDesk) -> str:
    """When the thank-you appears, by the rules of now."""
    return str(next(rule.after for rule in live.current().rules.book.rules if rule.name == "thank-you"))


def test_while_nothing_is_edited_nothing_is_read_anew(live: LiveDesk, told: list[str]) -> None:
    before = live.desk
    assert not live.changed()
    assert live.current() is before
    assert told == []


def test_a_valid_edit_is_noticed_once_and_taken_up(live: LiveDesk, told: list[str], terminal: Terminal) -> None:
    add(terminal.config, '[rules.thank-you]\nafter = "4 hours"\n')
    assert [live.changed(), live.changed()] == [True, False]
    assert after(live) == "4 hours"
    assert told == ["the edited configuration is taken up"]


def test_a_broken_edit_is_told_once_with_its_line_and_the_rules_stay_until_it_is_mended(
    live: LiveDesk, told: list[str], terminal: Terminal
) -> None:
    whole = terminal.config.read_text()
    add(terminal.config, '[rules.thank-you]\nafter = "4 ours"\n')
    assert [after(live), after(live)] == ["2 hours", "2 hours"]
    (said,) = told
    assert "the rules from before still hold" in said
    assert 'rules.thank-you.after: "4 ours" is not a length of time; did you mean "4 hours"?' in said
    terminal.config.write_text(whole + '[rules.thank-you]\nafter = "4 hours"\n')
    assert after(live) == "4 hours"


def test_a_config_that_is_gone_for_a_moment_changes_nothing(
    live: LiveDesk, told: list[str], terminal: Terminal
) -> None:
    whole = terminal.config.read_text()
    terminal.config.unlink()
    assert after(live) == "2 hours"
    assert "still hold" in told[0]
    terminal.config.write_text(whole)
    assert after(live) == "2 hours"


def test_an_edit_of_the_users_own_rules_is_noticed_too(live: LiveDesk, told: list[str], terminal: Terminal) -> None:
    rules = terminal.home / "rules"
    (rules / "templates").mkdir(parents=True)
    terminal.config.write_text('rules_dir = "rules"\n' + terminal.config.read_text())
    assert after(live) == "2 hours"
    (rules / "templates" / "thank_you.en.txt").write_text("no subject, no wording")
    assert live.changed()
    live.current()
    assert "thank_you.en.txt" in told[-1]


def test_another_account_takes_a_restart_and_that_is_told(live: LiveDesk, told: list[str], terminal: Terminal) -> None:
    terminal.config.write_text(terminal.config.read_text().replace("port = 1", "port = 2"))
    live.current()
    assert told[-1] == "accounts or the ledger were changed too; that takes a restart"
