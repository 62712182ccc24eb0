"""Whole messages come out as values, on the development corpus as on a few letters of our own."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.reading.message import Message
from agent.reading.model import Address, Unreadable
from agent.reading.parsing.parse import fingerprint, parse

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)

LETTER = b"""Return-Path: <bounce@acme.example>\r
From: =?utf-8?q?Ann_Ames?= <Ann@ACME.example>\r
To: Sam Doe <sam@home.example>, bo@home.example\r
Cc: hr@acme.example\r
Reply-To: talent@acme.example\r
Subject: Re: =?utf-8?q?Gespr=C3=A4ch?=\r
Date: Thu, 5 Mar 2026 09:30:00 +0100\r
Message-ID: <2@acme.example>\r
In-Reply-To: <1@home.example>\r
References: <0@home.example> <1@home.example>\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary="outer"\r
\r
--outer\r
Content-Type: multipart/alternative; boundary="inner"\r
\r
--inner\r
Content-Type: text/plain; charset=utf-8; format=flowed\r
Content-Transfer-Encoding: quoted-printable\r
\r
Lieber Sam,\r
\r
gern am Montag, siehe https://acme.example/plan.\r
\r
Viele Gr=C3=BC=C3=9Fe\r
Ann\r
\r
Am 04.03.26 um 10:00 schrieb Sam Doe:\r
> Passt Montag?\r
--inner\r
Content-Type: text/html; charset=utf-8\r
\r
<p>Lieber Sam, gern am Montag.</p>\r
--inner--\r
--outer\r
Content-Type: application/pdf; name="Plan.pdf"\r
Content-Disposition: attachment; filename="Plan.pdf"\r
Content-Transfer-Encoding: base64\r
\r
JVBERi0=\r
--outer--\r
"""


def test_a_letter_comes_out_whole() -> None:
    message = parse(LETTER, NOW, truncated=True)
    assert isinstance(message, Message)
    assert message.text == "Lieber Sam,\n\ngern am Montag, siehe https://acme.example/plan.\n\nViele Grüße"
    assert message.signature == "Ann"
    assert message.quoted == "Am 04.03.26 um 10:00 schrieb Sam Doe:\n> Passt Montag?"
    assert message.attachments == ("Plan.pdf",)
    assert message.links == ("https://acme.example/plan",)
    assert message.truncated
    assert message.defects == ()
    envelope = message.envelope
    assert envelope.fingerprint == fingerprint(LETTER)
    assert envelope.sender == Address("Ann Ames", "Ann@acme.example")
    assert envelope.to == (Address("Sam Doe", "sam@home.example"), Address("", "bo@home.example"))
    assert envelope.cc == (Address("", "hr@acme.example"),)
    assert envelope.reply_to == (Address("", "talent@acme.example"),)
    assert envelope.subject == "Re: Gespräch"
    assert envelope.sent_at is not None
    assert envelope.sent_at.isoformat() == "2026-03-05T09:30:00+01:00"
    assert envelope.received_at == NOW
    assert envelope.message_id == "<2@acme.example>"
    assert envelope.in_reply_to == ("<1@home.example>",)
    assert envelope.references == ("<0@home.example>", "<1@home.example>")
    assert envelope.automated is None
    assert message.header("return-path") == "<bounce@acme.example>"


def test_line_ends_change_nothing() -> None:
    assert (
        parse(LETTER, NOW) == parse(LETTER.replace(b"\r\n", b"\n"), NOW) == parse(LETTER.replace(b"\r\n", b"\r"), NOW)
    )


def test_a_letter_cut_short_is_read_as_far_as_it_goes() -> None:
    for end in range(0, len(LETTER), 7):
        assert isinstance(parse(LETTER[:end], NOW, truncated=True), Message | Unreadable)
    cut = parse(LETTER[: LETTER.index(b"Viele")], NOW, truncated=True)
    assert isinstance(cut, Message)
    assert cut.text.startswith("Lieber Sam,\n\ngern am Montag")


def test_what_is_no_message_is_unreadable_with_a_reason() -> None:
    outcome = parse(b"\x00\x01\x02", NOW)
    assert outcome == Unreadable(
        fingerprint(b"\x00\x01\x02"), NOW, "it has neither a sender nor a subject nor any text"
    )


def test_a_library_that_raises_makes_one_message_unreadable_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> None:
        raise RecursionError("words of the mail")

    with monkeypatch.context() as patched:
        patched.setattr("mailparser.dates.parse_mail_date", broken)
        outcome = parse(LETTER, NOW)
    assert outcome == Unreadable(fingerprint(LETTER), NOW, "no parser could read it (RecursionError)")
    assert isinstance(parse(LETTER, NOW), Message)


def corpus(folder: str) -> list[Path]:
    """The files of one folder of the development corpus."""
    root = os.environ.get("AFTERWORD_CORPUS")
    if not root:
        pytest.skip("AFTERWORD_CORPUS names no folder with the development corpus")
    return sorted(path for path in (Path(root) / folder).iterdir() if path.suffix != ".jsonl")


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["mime", "eml", "ics"])
def test_every_message_of_the_corpus_has_a_result_within_a_second(folder: str) -> None:
    files = corpus(folder)
    assert files
    for path in files:
        raw = path.read_bytes()
        started = time.process_time()
        outcome = parse(raw, NOW)
        assert time.process_time() - started < 1.0, path.name
        assert isinstance(outcome, Message | Unreadable), path.name
        if isinstance(outcome, Message):
            hash(outcome)
