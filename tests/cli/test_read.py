"""`afterword read`: files as people have them, and the line of JSON that scripts rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.terminal import Terminal

STORY = Path(__file__).parent.parent / "scenarios" / "a_quiet_week_after_the_interview"
INVITATION = (STORY / "01-invitation.eml").read_bytes()
REJECTION = (
    b"From: Jobs <jobs@acme.example>\nTo: sam@example.org\nSubject: Your application\n"
    b"Date: Tue, 10 Mar 2026 09:00:00 +0000\nMessage-ID: <r1@acme.example>\n\n"
    b"Dear Sam,\n\nFrom Monday on we shall be closed.\nWe regret to inform you that you have not been successful.\n"
)
POSTMARK = b"From jobs@acme.example Tue Mar 10 09:00:00 2026\n"
KEYS = [
    "path",
    "index",
    "message_id",
    "kind",
    "confidence",
    "company",
    "role",
    "interview",
    "promised_by",
    "deadline",
    "channel",
    "sender",
    "automated",
    "trust",
    "evidence",
    "requisition",
    "agency",
    "people",
    "no_contact",
    "salary",
    "starts",
]


def lines(terminal: Terminal, *paths: object, feeding: bytes = b"") -> list[dict[str, Any]]:
    told = terminal.types("read", "--json", *map(str, paths), feeding=feeding)
    return [json.loads(line) for line in told.splitlines()]


def test_a_message_becomes_one_line_with_exactly_these_keys(terminal: Terminal) -> None:
    path = terminal.home / "invitation.eml"
    path.write_bytes(INVITATION)
    (line,) = lines(terminal, path)
    assert list(line) == KEYS
    assert (line["path"], line["index"]) == (str(path), 0)
    assert line["kind"] == "interview_scheduled"
    assert line["interview"] == {
        "start": "2026-03-12T14:00:00+00:00",
        "end": "2026-03-12T15:00:00+00:00",
        "timezone": "Europe/London",
    }
    assert line["automated"] is False
    assert line["promised_by"] is None
    assert {"rule", "quote", "where"} == set(line["evidence"][0])


def test_an_mbox_is_taken_apart_at_its_postmarks_only(terminal: Terminal) -> None:
    path = terminal.home / "jobs.mbox"
    path.write_bytes(POSTMARK + INVITATION + b"\n" + POSTMARK + REJECTION)
    assert [(line["index"], line["message_id"]) for line in lines(terminal, path)] == [
        (0, "<invite-1@northwind.example>"),
        (1, "<r1@acme.example>"),
    ]


def test_a_single_message_with_a_postmark_is_one_message(terminal: Terminal) -> None:
    path = terminal.home / "saved.eml"
    path.write_bytes(POSTMARK + REJECTION)
    (line,) = lines(terminal, path)
    assert line["message_id"] == "<r1@acme.example>"


def test_a_letter_that_quotes_a_postmark_is_one_message(terminal: Terminal) -> None:
    path = terminal.home / "letter.eml"
    path.write_bytes(REJECTION + b"\n" + POSTMARK + b"you wrote to us.\n")
    assert len(lines(terminal, path)) == 1


def test_a_calendar_file_by_itself_is_read_as_the_invitation_it_is(terminal: Terminal) -> None:
    path = terminal.home / "invite.ics"
    path.write_bytes(b"\xef\xbb\xbf" + INVITATION[INVITATION.index(b"BEGIN:VCALENDAR") : INVITATION.index(b"--b1--")])
    (line,) = lines(terminal, path)
    assert line["kind"] == "interview_scheduled"
    assert line["interview"]["start"] == "2026-03-12T14:00:00+00:00"


def test_standard_input_may_be_a_message_or_an_mbox(terminal: Terminal) -> None:
    assert [line["path"] for line in lines(terminal, "-", feeding=REJECTION)] == ["-"]
    both = POSTMARK + REJECTION + b"\n" + POSTMARK + INVITATION
    assert [line["index"] for line in lines(terminal, "-", feeding=both.replace(b"\n", b"\r\n"))] == [0, 1]


def test_a_folder_gives_its_letters_and_a_maildir_its_messages(terminal: Terminal) -> None:
    folder = terminal.home / "mail"
    for part in ("cur", "new", "tmp"):
        (folder / "Maildir" / part).mkdir(parents=True)
    (folder / "Maildir" / "cur" / "1.host:2,S").write_bytes(INVITATION)
    (folder / "Maildir" / "tmp" / "2.host").write_bytes(b"half written")
    (folder / "letter.EML").write_bytes(REJECTION)
    (folder / "notes.txt").write_text("not mail")
    assert [Path(line["path"]).name for line in lines(terminal, folder)] == ["1.host:2,S", "letter.EML"]


def test_a_folder_without_mail_is_said_to_be_one(terminal: Terminal) -> None:
    told = terminal.types("read", str(terminal.home / "state"), expect=2)
    assert told.startswith("There is no mail in ")


def test_no_configuration_is_needed(terminal: Terminal) -> None:
    terminal.monkeypatch.delenv("AFTERWORD_CONFIG")
    (line,) = lines(terminal, "-", feeding=REJECTION)
    assert line["kind"] == "rejection"


def test_a_configuration_named_and_missing_is_told(terminal: Terminal) -> None:
    terminal.types("--config", str(terminal.home / "none.toml"), "read", "-", expect=78)


def test_it_is_told_in_words(terminal: Terminal) -> None:
    told = terminal.types("read", "-", feeding=INVITATION)
    assert told.startswith("-\n  Ann Lee <ann.lee@northwind.example>: “Interview for Data Analyst at Northwind”\n")
    assert "Read as an interview with a fixed time; sure" in told
    assert "Company: Northwind" in told
    assert "Meeting: Thu 12 Mar 2026, 14:00 to 15:00 (Europe/London)" in told


def test_what_a_terminal_would_obey_is_not_passed_on(terminal: Terminal) -> None:
    evil = REJECTION.replace(b"Your application", b"\x1b]0;gotcha\x07\x1b[2J =?utf-8?q?=E2=80=AEevil?=")
    told = terminal.types("read", "-", feeding=evil)
    assert "\x1b" not in told
    assert "\u202e" not in told


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: REJECTION[:150] + tail))
def test_whatever_the_bytes_are_every_line_has_the_same_keys(terminal: Terminal, raw: bytes) -> None:
    for line in lines(terminal, "-", feeding=raw):
        unreadable = line.pop("unreadable", None)
        assert list(line) == KEYS
        assert (line["kind"] is None) == (unreadable is not None)
        assert line["automated"] in ({True, False} if unreadable is None else {None})


FAKE = (
    b"From: PayPal Careers <jobs@paypa1.com>\nTo: sam@example.org\nSubject: Your interview\n"
    b"Date: Tue, 10 Mar 2026 09:00:00 +0000\nMessage-ID: <f1@paypa1.com>\n\n"
    b"Dear Sam,\n\nWe would like to invite you to an interview. When are you free next week?\n\n"
    b"You have to pay the registration fee of 50 GBP before the interview.\n"
)


def test_a_fake_keeps_its_kind_and_every_reason_to_doubt_it_is_told(terminal: Terminal) -> None:
    path = terminal.home / "fake.eml"
    path.write_bytes(FAKE)
    (line,) = lines(terminal, path)
    assert (line["kind"], line["trust"]) == ("interview_invite", "suspect")
    doubts = {e["rule"]: e["quote"] for e in line["evidence"] if e["rule"].startswith("trust.")}
    assert doubts["trust.look-alike"] == "paypa1.com looks like paypal.com"
    assert "registration fee" in doubts["trust.fee"]
    told = " ".join(terminal.types("read", str(path)).split())
    assert (
        "Be careful: the sender's address looks like one of somebody else; “paypa1.com looks like paypal.com”" in told
    )
    assert "Be careful: it asks you to pay something to get the job" in told
