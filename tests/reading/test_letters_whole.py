"""Whole letters, with their footers and advertisements, from bytes to facts; they stand in `letters.toml`."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from agent.reading import Kind, Reading, thread_hash
from tests.reading.handmade import reader

LETTERS: list[dict[str, str]] = tomllib.loads(Path(__file__).with_name("letters.toml").read_text("utf-8"))["letter"]
RECEIVED = datetime(2026, 3, 11, 10, 0, tzinfo=UTC)
QUOTED = """
On Tue, 10 Mar 2026 at 09:00, Sam Doe <sam@example.org> wrote:
> Hello,
>
> thank you for the interview and for telling me more about the job.
>
> Sam
"""


def read(letter: dict[str, str]) -> Reading:
    """The letter as it would arrive, read."""
    message = EmailMessage()
    message["From"] = letter["from"]
    message["To"] = "Sam Doe <sam@example.org>"
    message["Subject"] = letter["subject"]
    message["Date"] = "Wed, 11 Mar 2026 10:00:00 +0000"
    message["Message-ID"] = "<9@letters.example>"
    if letter.get("machine"):
        message["Auto-Submitted"] = "auto-generated"
    if letter.get("bulk"):
        message["Precedence"] = "bulk"
    if letter.get("reply"):
        message["In-Reply-To"] = message["References"] = "<8@example.org>"
    if letter.get("reply_to"):
        message["Reply-To"] = letter["reply_to"]
    body = letter["body"].strip() + "\n" + (QUOTED if letter.get("quotes") else "")
    message.set_content(body, subtype="html" if letter.get("html") else "plain")
    known = {thread_hash("<8@example.org>")} if letter.get("reply") else set()
    reading = reader().read(message.as_bytes(), received_at=RECEIVED, threads=known)
    assert isinstance(reading, Reading)
    return reading


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: str(letter["subject"]))
def test_a_whole_letter_is_understood(letter: dict[str, str]) -> None:
    reading = read(letter)
    if letter.get("asked"):
        assert reading.kind in {letter["kind"], Kind.UNSURE, Kind.NOT_JOB}
        return
    assert reading.kind == letter["kind"]
    facts = reading.facts
    assert (facts.company.value if facts.company else "") == letter.get("company", "")
    assert (facts.role.value if facts.role else "") == letter.get("role", "")
    assert (str(facts.promise.end) if facts.promise else "") == letter.get("promise", "")
    assert facts.no_contact is None
