"""What is fuzzed: functions from bytes to nothing, that raise when a promise is broken; and seeds to begin with.

A target must never raise, whatever it is given. `findings/` keeps what once made one raise, and is replayed by a test.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from agent.ledger.codec import read_reading, write_reading
from agent.reading import Address, Envelope, Identity, Reader, Trust, Unreadable
from agent.reading.message import Message
from agent.reading.model import QUOTE_LIMIT
from agent.reading.parsing.calendar import calendar_events
from agent.reading.parsing.parse import parse
from agent.reading.parsing.trust import WITHOUT_ID, trust_of
from agent.settings import shipped_folder, shipped_rules
from agent.settings.loading import read_config
from agent.settings.phrases import read_phrases
from agent.settings.templates import read_templates
from agent.settings.times import read_times
from agent.settings.timing import Choices, read_timing
from tests.labelled import RECEIVED
from tests.reading.bombs import CALENDAR, HEAD, HTML, MIXED, PLAIN, WORDS

SAM = Identity("Sam Doe", ("sam@example.org",), "Europe/London", "GB")
ANCHOR = "mx.home.example"

MAIL_SEEDS = (
    HEAD + PLAIN + WORDS + b"Thursday, 12 March 2026, 10:30 am - 11:00 am GMT\n\nBest regards,\nAnn Ames\nAcme Ltd\n",
    HEAD
    + HTML
    + b"<table><tr><td>Interview:</td><td>&nbsp;12.3.2026</td></tr></table><a href='https://x.example'>a</a>",
    HEAD + MIXED + b"--b\n" + PLAIN + WORDS + b"--b\nContent-Type: application/pdf; name=a.pdf\n\nAAAA\n--b--\n",
    HEAD + b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nV2Ugd291bGQgbGlrZSB0byBpbnZpdGUgeW91\n",
    HEAD + b"Content-Type: text/plain; format=flowed; delsp=yes\n\nWe regret to \ninform you\n> quoted \n> words\n",
    b"From: =?utf-8?q?J=C3=B6rg?= <joerg@acme.example>\nSubject: =?iso-8859-1?b?R2VzcHLkY2g=?=\n\nHallo,\n",
    (
        b"From: Mailer-Daemon\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
        b"Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; ann@acme.example\nAction: failed\n--b--\n"
    ),
    HEAD + b"In-Reply-To: <2@x.example>\n\nYes.\n\nOn Mon, 2 Mar 2026 at 09:12, Ann wrote:\n> When are you free?\n",
    HEAD
    + b"Content-Type: message/rfc822\n\nFrom: a@b.example\nSubject: offer\n\nWe are pleased to offer you the job.\n",
    HEAD + PLAIN + b"You have to pay a fee, by Telegram, before the end of next week; reply within 24 hours.\n",
)
CALENDAR_SEEDS = (
    (
        b"BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20260312T140000\nDURATION:PT45M\n"
        b"ORGANIZER;CN=Ann:mailto:ann@acme.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:sam@example.org\nEND:VEVENT\nEND:VCALENDAR\n"
    ),
    (
        b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\n"
        b"TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\n"
        b"DTSTART;TZID=Own:20260312T140000\nDTEND;VALUE=DATE:20260313\nSEQUENCE:2\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
    ),
    b"BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260312\nSUMMARY;LANGUAGE=de:Gespr\xc3\xa4ch\nDESCRIPTION:a\n c\nEND:VEVENT\n",
)
TRUST_SEEDS = (
    b"mx.home.example; dmarc=pass (p=NONE) header.from=acme.example; dkim=pass header.d=acme.example",
    b'spf=pass (sender IP is x) smtp.mailfrom="a;b"@acme.example; dmarc=fail action=none header.from=acme.example',
    b'mx.home.example 1; none\nmx.home.example; dkim/1=pass reason="x" header.i=@acme.example (a (b) c)',
)
RULE_SEEDS = (
    b'0language = "en"\n[sets]\nwe = ["we", "us"]\n[rejection.strong]\nno = ["{we} (will|can) not * [be]"]\n',
    b'0[names]\nrole = ["applying to <role> at <company>"]\n[contractions]\n"won\'t" = "will not"\n[scam]\nfee = "a"\n',
    b'1[rule.status]\nsituation = "interview_held_no_date_promised"\nafter = "5 days"\nto = ["promiser"]\n',
    b'1[defaults]\nquiet = "09:00-17:00"\n[[rule.x.story]]\ntitle = "t"\ngiven = ["Thu 2026-03-12 14:00 interview"]\n',
    b"2Subject: About the {{ role }}\n\nDear {{ first_name }},\n{% if a %}thank you{% endif %}\n",
    b'3me = { name = "Sam", address = "sam@example.org" }\n[accounts.a]\nhost = "x.example"\nuser = "s"\n',
    b'3first_scan_days = 9\npause = 2026-01-01\n[rules.thank-you]\nafter = "3 hours"\n[companies."A"]\npause = "x"\n',
    b'4language = "en"\n[words]\nmonday = ["monday", "mon"]\n',
)


@cache
def reader() -> Reader:
    """A reader with the shipped rules, and somebody known, so that the sieve holds nothing back."""
    rules = shipped_rules()
    return rules.reader(SAM, ANCHOR)


@cache
def scratch() -> Path:
    """A folder for rule files, in memory where there is such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - a private folder is made in it
    return Path(tempfile.mkdtemp(prefix="fuzz-", dir=memory if memory.is_dir() else None))


def mail(raw: bytes) -> None:
    """Any bytes become a reading that says little at a time and survives the ledger."""
    reader().passes(raw, frozenset({"0"}), frozenset({"a@b.example"}))
    message = parse(raw, RECEIVED)
    if isinstance(message, Unreadable):
        return
    reading = reader().understand(message, expected=True)  # what `read` does, without its net below
    quotes = [e.quote for e in (*reading.evidence, *reading.distrust)]
    assert all(len(quote) <= 2 * QUOTE_LIMIT for quote in quotes), quotes
    assert not any(c in reading.envelope.subject for c in "\r\n\0\u202e"), reading.envelope.subject
    stored = write_reading(reading)
    assert write_reading(read_reading(stored, "")) == stored


def calendar(part: bytes) -> None:
    """Any calendar part becomes events, and the mail it comes in a reading."""
    for event in calendar_events(part, None):
        assert event.uid or event.start
    mail(HEAD + CALENDAR + part)


def authentication(header: bytes) -> None:
    """No results but the anchor's own verify anybody, and none without a pass."""
    values = header.decode("utf-8", "replace").split("\n")
    envelope = Envelope(fingerprint="f", received_at=RECEIVED, sender=Address("Ann", "ann@acme.example"))
    message = Message(envelope, "", headers=tuple(("authentication-results", value) for value in values))
    for anchor in (ANCHOR, WITHOUT_ID):
        verdict = trust_of(message, anchor)
        if verdict is Trust.VERIFIED:
            assert "pass" in values[0].lower() or len(values) > 1
            assert anchor == WITHOUT_ID or values[0].lower().lstrip().startswith(("(", ANCHOR, '"'))
    parsed = parse(b"Authentication-Results: " + header.replace(b"\n", b"\n ") + b"\n" + HEAD + PLAIN + WORDS, RECEIVED)
    assert isinstance(parsed, Message)
    assert all(name != "authentication-results" or len(value) < 2**15 for name, value in parsed.headers)


def rules(text: bytes) -> None:
    """Any rule file is sound or has problems, each with a sentence. The first byte says which file it is."""
    which, body = text[:1], text[1:]
    name = {b"0": "x.toml", b"1": "timing.toml", b"2": "thank_you.en.txt", b"3": "config.toml", b"4": "en.toml"}
    file = scratch() / name.get(which, "x.toml")
    file.write_bytes(body)
    if which == b"1":
        problems = read_timing(
            (shipped_folder() / "timing.toml", file), Choices(Path("config.toml")), frozenset()
        ).problems
    elif which == b"2":
        problems = read_templates({file.name: file}, {})[1]
    elif which == b"3":
        problems = read_config(file, {"HOME": str(scratch())}).problems
    elif which == b"4":
        problems = read_times({file.name: file})[1]
    else:
        problems = read_phrases({file.name: file})[1]
    assert all(problem.what and str(problem) for problem in problems)


Target = Callable[[bytes], None]
TARGETS: dict[str, tuple[Target, tuple[bytes, ...]]] = {
    "mail": (mail, MAIL_SEEDS),
    "calendar": (calendar, CALENDAR_SEEDS),
    "authentication": (authentication, TRUST_SEEDS),
    "rules": (rules, RULE_SEEDS),
}
