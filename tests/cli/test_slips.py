"""What a slip, a missing file or a server that is away brings: one sentence, and the exit code that says whose turn."""

from __future__ import annotations

import re

import pytest

from tests.cli.terminal import Terminal

USAGE = 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["why", "nix"], "There is no application 'nix'; `afterword status` lists them."),
        (["show", "data"], "'data' could be any of: northwind, oldcastle-insurance. Name one of them."),
        (["plan", "--at", "noon"], "--at 'noon' is not a time; write 2026-03-19 or 2026-03-19T14:30"),
        (["correct", "northwind"], "Say what is to be corrected; `afterword correct --help` lists what can be."),
        (["correct", "northwind", "--dismiss", "nix"], "There is no rule 'nix'; the rules are after-application,"),
        (["correct", "northwind", "--promise", "soon"], "'soon' is not a day; write it as 2026-03-20."),
        (["correct", "kestrel", "--interview-held", "no"], "Kestrel-energy has no interview that could have been"),
        (["correct", "ffffff", "--kind", "offer"], "No message has a fingerprint that starts with 'ffffff'."),
        (["bogus"], "No such command 'bogus'."),
        (["show"], "Missing argument 'APPLICATION'."),
        (["add"], "Missing option '--company'."),
        (["read", "nowhere.eml"], "Cannot read nowhere.eml: No such file or directory."),
    ],
)
def test_a_slip_ends_with_2_and_one_sentence(searching: Terminal, words: list[str], sentence: str) -> None:
    told = searching.types(*words, expect=USAGE)
    assert sentence in told
    assert "Traceback" not in told


@pytest.mark.parametrize("command", ["plan", "status"])
def test_before_the_first_reading_it_is_said_what_to_do(terminal: Terminal, command: str) -> None:
    told = terminal.types(command)
    assert told.startswith("Nothing has been read yet. `afterword once` reads your mail; that first time it")
    assert not terminal.ledger.exists()


def test_before_the_first_reading_scripts_get_empty_answers(terminal: Terminal) -> None:
    assert terminal.asks("status") == []
    assert terminal.asks("plan", "--at", "2026-03-19")["drafts"] == []


def test_before_the_first_reading_no_application_can_be_named(terminal: Terminal) -> None:
    assert "`afterword once` reads your mail" in terminal.types("why", "acme", expect=USAGE)


def test_no_configuration_ends_with_78_and_says_where_it_is_looked_for(terminal: Terminal) -> None:
    terminal.monkeypatch.delenv("AFTERWORD_CONFIG")
    told = terminal.types("plan", expect=78)
    assert str(terminal.home / "nothing-here" / "afterword" / "config.toml") in told


def test_a_broken_configuration_ends_with_78_and_says_every_line(terminal: Terminal) -> None:
    terminal.config.write_text(terminal.config.read_text().replace("port = 1", 'port = "x"').replace("user", "usr"))
    told = terminal.types("status", expect=78)
    assert "problems in the configuration" in told
    assert "config.toml:6" in told
    assert "config.toml:7" in told


def test_check_tells_what_is_sound(terminal: Terminal) -> None:
    assert "all is well" in terminal.types("check")


STORY = """rule = "status-no-promise"
[[story]]
title  = "a quiet week"
given  = ["Thu 2026-03-12 14:00 interview with Ann at Acme"]
expect = "Fri 2026-03-20 draft to Ann"
"""


def test_check_plays_the_stories_and_tells_what_a_change_of_a_rule_does_to_them(terminal: Terminal) -> None:
    assert re.search(r"\d\d\d stories played in \d+\.\d s: each ended as it should\n", terminal.types("check"))
    with terminal.config.open("a") as config:
        config.write('[rules.status-no-promise]\nafter = "7 business days"\n')
    told = terminal.types("check")
    assert "shipped stories about status-no-promise" in told
    assert "instead of Thu 2026-03-19 09:00 draft to Ann" in told


@pytest.mark.parametrize("command", ["once", "run"])
def test_rules_whose_stories_fail_are_not_drafted_by(terminal: Terminal, command: str) -> None:
    stories = terminal.home / "own" / "stories"
    stories.mkdir(parents=True)
    (stories / "mine.toml").write_text(STORY)
    terminal.config.write_text(f'rules_dir = "own"\n{terminal.config.read_text()}')
    sentence = (
        'own/stories/mine.toml:5: story "a quiet week": expected is "Fri 2026-03-20 draft to Ann", but what came is '
        '"Thu 2026-03-19 09:00 draft to Ann"'
    )
    told = terminal.types("check", expect=78)
    assert sentence in told
    assert "1 problem to mend, and until then `run` and `once` do nothing" in told
    assert sentence in terminal.types(command, expect=78)
    assert "Nothing has been read yet" in terminal.types("plan"), "looking is always allowed"


def test_check_ends_with_78_when_something_is_wrong(terminal: Terminal) -> None:
    terminal.config.write_text(terminal.config.read_text().replace("me =", "mee ="))
    assert "to mend" in terminal.types("check", expect=78)


def test_a_server_that_is_away_ends_with_75(terminal: Terminal) -> None:
    assert "try again later" in terminal.types("once", expect=75)


def test_a_file_that_is_no_ledger_ends_with_74(terminal: Terminal) -> None:
    terminal.ledger.write_bytes(b"a shopping list, and not a ledger at all\n" * 50)
    terminal.ledger.chmod(0o600)
    assert "Traceback" not in terminal.types("plan", expect=74)


def test_a_bug_ends_with_70_and_shows_where(terminal: Terminal) -> None:
    terminal.monkeypatch.setattr("agent.cli.views.instant", lambda *_: 1 // 0)
    assert "ZeroDivisionError" in terminal.types("plan", expect=70)


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "run",
        "once",
        "plan",
        "status",
        "show",
        "why",
        "read",
        "check",
        "add",
        "note",
        "correct",
        "lessons",
        "close",
    ],
)
def test_every_command_explains_itself_with_an_example(terminal: Terminal, command: str) -> None:
    told = terminal.types(command, "--help")
    assert f"Example:  afterword {command}" in told


def test_the_version_is_told(terminal: Terminal) -> None:
    assert terminal.types("--version").startswith("afterword ")
