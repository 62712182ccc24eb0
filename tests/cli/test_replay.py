"""`afterword replay`: the diary and the JSON, whose mail it is, what other rules would change, and slips of the pen."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agent.cli import replay
from agent.ports import Box, Posted
from agent.settings import Rules, shipped_rules
from tests.cli.conftest import ONCE, SHIPPED
from tests.cli.terminal import Terminal
from tests.mails import NORTHWIND, SOUTHGATE, newsletter
from tests.year import as_mbox

GOLDEN = Path(__file__).parent / "golden"


def on(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def search() -> tuple[Posted, ...]:
    """An interview, an answer in good time, and an application nobody ever answers; some tulips."""
    return (
        Posted(on(3), Box.INBOX, SOUTHGATE.acknowledges(on(3))),
        Posted(on(5), Box.INBOX, newsletter(1, on(5))),
        Posted(on(9, 10), Box.INBOX, NORTHWIND.invites(on(9, 10), on(12, 14))),
        Posted(on(9, 12), Box.SENT, NORTHWIND.hears("yes", on(9, 12), "That suits me, see you then.")),
        Posted(on(24, 11), Box.INBOX, NORTHWIND.writes("no", on(24, 11), "We regret that you were not successful.")),
    )


@pytest.fixture
def mailbox(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An mbox with that search, at a terminal without a configuration."""
    monkeypatch.delenv("AFTERWORD_CONFIG")
    monkeypatch.setattr(replay, "shipped_rules", _rules)
    monkeypatch.setattr(replay, "load_rules", ONCE)
    path = terminal.home / "jobs.mbox"
    path.write_bytes(as_mbox(search()))
    return path


def _rules(folder: Path | None = None) -> Rules:
    return SHIPPED if folder is None else shipped_rules(folder)


def lines(terminal: Terminal, *words: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in terminal.types("replay", "--json", *map(str, words)).splitlines()]


def later_rules(terminal: Terminal, **changes: str) -> Path:
    """A folder of rules in which one question comes later, or as said."""
    folder = terminal.home / "rules"
    (folder / "templates").mkdir(parents=True)
    shipped = (Path(__file__).parent.parent.parent / "rules" / "timing.toml").read_text()
    table = re.search(r"^\[rule\.status-no-promise\].*\n(?:(?!\[).*\n)*", shipped, re.MULTILINE)
    assert table is not None
    text = table[0]
    for key, value in changes.items():
        text = re.sub(rf"^{key} .*$\n", "", text, flags=re.MULTILINE)
        text = text.rstrip("\n") + f"\n{key} = {value}\n"
    (folder / "timing.toml").write_text(text)
    return folder


SHOWN = {"replay": (), "replay-from": ("--from", "2026-03-13", "--until", "2026-03-26")}


@pytest.mark.parametrize("name", SHOWN)
def test_the_diary_reads_as_it_was_approved(terminal: Terminal, mailbox: Path, name: str) -> None:
    told = terminal.types("replay", str(mailbox), *SHOWN[name])
    approved = GOLDEN / f"{name}.txt"
    if os.environ.get("AFTERWORD_APPROVE"):  # writes what is printed now, to be read and committed
        approved.write_text(told)
    assert told == approved.read_text()
    assert all(len(line) <= 80 and line == line.rstrip() for line in told.splitlines())


def test_what_other_rules_would_change_reads_as_it_was_approved(terminal: Terminal, mailbox: Path) -> None:
    folder = later_rules(terminal, after='"8 business days"', suggest='"10 business days"', until='"20 business days"')
    template = Path("rules/templates/thank_you.en.txt")
    text = (Path(__file__).parent.parent.parent / template).read_text()
    (folder / "templates" / template.name).write_text(text.replace("Dear {{ name }}", "Hello {{ name }}"))
    told = terminal.types("replay", str(mailbox), "--diff", str(folder))
    approved = GOLDEN / "replay-diff.txt"
    if os.environ.get("AFTERWORD_APPROVE"):
        approved.write_text(told)
    assert told == approved.read_text()


def test_every_line_has_the_same_head_and_comes_in_order_of_time(terminal: Terminal, mailbox: Path) -> None:
    told = lines(terminal, mailbox)
    assert all(list(line)[:5] == ["at", "type", "application", "company", "role"] for line in told)
    assert [line["at"] for line in told] == sorted(line["at"] for line in told)
    assert {line["type"] for line in told} <= {"event", "stage", "draft", "withdrawn", "refused", "closed", "held"}


def test_a_draft_is_told_whole(terminal: Terminal, mailbox: Path) -> None:
    thanks = next(line for line in lines(terminal, mailbox) if line["type"] == "draft")
    assert thanks["at"] == thanks["window"]["earliest"]
    assert (thanks["rule"], thanks["code"], thanks["to"]) == ("thank-you", "R2", "priya.shah@northwind.example")
    assert thanks["subject"] == "Re: Interview for Data Analyst at Northwind"
    assert thanks["text"].startswith("Dear Priya,\n\n")
    assert thanks["text"].endswith("\nSam Doe\n")
    assert thanks["answers"] == "<invite-1@northwind.example>"
    assert set(thanks["window"]) == {"earliest", "suggested", "until"}
    assert thanks["reason"].endswith(".")


def test_events_stages_gates_and_ends_are_told_with_their_reasons(terminal: Terminal, mailbox: Path) -> None:
    told = lines(terminal, mailbox)
    filed = next(line for line in told if line.get("event") == "mail_filed" and line["kind"] == "interview_scheduled")
    assert filed["message_id"] == "<invite-1@northwind.example>"
    assert filed["because"]
    stages = [(line["from"], line["to"], line["outcome"]) for line in told if line["type"] == "stage"]
    assert (None, "acknowledged", None) in stages
    assert ("interviewing", "closed", "rejected") in stages
    assert ("acknowledged", "closed", "no_response") in stages
    gates = [(line["application"], line["rule"], line["gate"]) for line in told if line["type"] == "held"]
    assert gates[0] == ("southgate", "after-application", "no_address")
    (closed,) = (line for line in told if line["type"] == "closed")
    assert closed["company"] == "Southgate"
    assert {line["rule"] for line in told if line["type"] == "withdrawn"} == {"thank-you", "status-no-promise"}


def test_a_maildir_a_folder_of_messages_and_an_mbox_tell_the_same(terminal: Terminal, mailbox: Path) -> None:
    maildir, folder = terminal.home / "Maildir", terminal.home / "saved"
    (maildir / "cur").mkdir(parents=True)
    (maildir / ".Sent" / "cur").mkdir(parents=True)
    folder.mkdir()
    for number, one in enumerate(search()):
        box = maildir / ".Sent" if one.box is Box.SENT else maildir
        (box / "cur" / f"{number}.M1.here:2,S").write_bytes(one.raw)
        (folder / f"{number}.eml").write_bytes(one.raw)
    drafts = [
        [(line["at"], line["to"]) for line in lines(terminal, path) if line["type"] == "draft"]
        for path in (mailbox, maildir, folder)
    ]
    assert drafts[0] == drafts[1] == drafts[2] != []


def test_mail_comes_when_the_last_server_says_so_and_not_when_its_writer_does(
    terminal: Terminal, mailbox: Path
) -> None:
    late = as_mbox((Posted(on(4, 15), Box.INBOX, SOUTHGATE.acknowledges(on(3))),))
    mailbox.write_bytes(late)
    assert lines(terminal, mailbox, "--me", "sam@example.org")[0]["at"] == "2026-03-04T15:00:00+00:00"


def test_a_mail_without_any_time_is_left_out_and_said_so(terminal: Terminal, mailbox: Path) -> None:
    path = mailbox.with_name("one.eml")
    path.write_bytes(re.sub(rb"Date:.*\r\n", b"", SOUTHGATE.acknowledges(on(3))))
    told = terminal.types("replay", str(path), "--me", "sam@example.org")
    assert "Left out, for nothing says when they came: 1 of the messages." in told


def test_whose_mail_it_is_shows_by_whom_most_of_it_is_from_or_to(terminal: Terminal, mailbox: Path) -> None:
    assert "The mail is taken to be sam@example.org's" in terminal.types("replay", str(mailbox))


def test_where_that_is_not_clear_it_is_asked_for(terminal: Terminal, mailbox: Path) -> None:
    path = mailbox.with_name("one.eml")
    path.write_bytes(NORTHWIND.invites(on(9), on(12, 14)))
    told = terminal.types("replay", str(path), expect=2)
    assert "It is not clear whose mail this is" in told
    assert "--me ADDRESS" in told
    assert lines(terminal, path, "--me", "SAM@example.org")


def test_a_correspondence_of_two_is_told_apart_by_what_came_and_what_went(terminal: Terminal, mailbox: Path) -> None:
    mailbox.write_bytes(as_mbox(search()[2:]))
    assert "The mail is taken to be sam@example.org's" in terminal.types("replay", str(mailbox))


def test_a_configuration_gives_name_zone_and_rules(
    terminal: Terminal, mailbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERWORD_CONFIG", str(terminal.config))
    assert "times are those of Europe/London." in terminal.types("replay", str(mailbox))


def test_a_rules_folder_is_played_by(terminal: Terminal, mailbox: Path) -> None:
    folder = later_rules(terminal, enabled="false")
    rules = {line["rule"] for line in lines(terminal, mailbox, "--rules", folder) if line["type"] == "draft"}
    assert "status-no-promise" not in rules
    assert "thank-you" in rules


def test_a_draft_that_goes_is_told_with_what_holds_it_back_and_one_that_comes_as_new(
    terminal: Terminal, mailbox: Path
) -> None:
    folder = later_rules(terminal, enabled="false")
    (gone,) = lines(terminal, mailbox, "--diff", folder)
    assert (gone["change"], gone["rule"], gone["after"], gone["gate"]) == ("gone", "status-no-promise", None, None)
    assert gone["reason"] == "The rule status-no-promise is switched off."
    assert gone["settings"] == [{"rule": "status-no-promise", "key": "enabled", "before": "yes", "after": "no"}]


def test_a_draft_that_comes_too_late_is_gone_and_the_gate_is_named(terminal: Terminal, mailbox: Path) -> None:
    folder = later_rules(terminal, after='"9 business days"', suggest='"10 business days"', until='"20 business days"')
    (gone,) = lines(terminal, mailbox, "--diff", folder)
    assert (gone["change"], gone["gate"]) == ("gone", "closed")
    assert "turned you down" in gone["reason"]


def test_the_same_rules_change_nothing(terminal: Terminal, mailbox: Path) -> None:
    folder = later_rules(terminal)
    assert lines(terminal, mailbox, "--diff", folder) == []
    assert terminal.types("replay", str(mailbox), "--diff", str(folder)).startswith("Nothing would change")


def test_rules_that_cannot_be_read_are_told_as_ever(terminal: Terminal, mailbox: Path) -> None:
    folder = later_rules(terminal, after='"soonish"')
    for option in ("--rules", "--diff"):
        told = terminal.types("replay", str(mailbox), option, str(folder), expect=78)
        assert "timing.toml" in told
        assert "soonish" in told
    assert "no such folder" in terminal.types("replay", str(mailbox), "--rules", "nowhere", expect=78)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.mbox",), "Cannot read nowhere.mbox"),
        (("{mailbox}", "--me", "sam"), "is not an address"),
        (("{mailbox}", "--from", "yesterday"), "--from 'yesterday' is not a time"),
        (("{mailbox}", "--from", "2026-04-01", "--until", "2026-03-01"), "is not after --from"),
        (("{mailbox}", "--until", "9999-12-31"), "lies outside the years"),
    ],
)
def test_a_slip_is_told_in_a_sentence(terminal: Terminal, mailbox: Path, words: tuple[str, ...], said: str) -> None:
    told = terminal.types("replay", *(word.format(mailbox=mailbox) for word in words), expect=2)
    assert said in told


def test_what_is_no_mail_at_all_ends_well(terminal: Terminal, mailbox: Path) -> None:
    for raw in (b"", b"\x00\xff" * 5000, b"From x Mon Jan  1 00:00:00 2024\nDate: Mon, 99 Foo\nFrom: \xff <a@b\n\n"):
        mailbox.write_bytes(raw)
        assert lines(terminal, mailbox, "--me", "sam@example.org") == []
        assert "No drafts." in terminal.types("replay", str(mailbox), "--me", "sam@example.org")
