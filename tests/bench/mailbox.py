"""A large mailbox of believable small mail, written straight into a Maildir; the same every time."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

WORDS = [
    "the",
    "and",
    "with",
    "from",
    "about",
    "over",
    "after",
    "before",
    "garden",
    "kitchen",
    "window",
    "river",
    "coffee",
    "train",
    "ticket",
    "weekend",
    "family",
    "picture",
    "recipe",
    "music",
    "concert",
    "library",
    "book",
    "letter",
    "summer",
    "winter",
    "morning",
    "evening",
    "parcel",
    "delivery",
    "invoice",
    "newsletter",
    "football",
    "holiday",
    "mountain",
    "bicycle",
    "market",
    "bread",
    "cheese",
    "neighbour",
    "school",
    "teacher",
    "children",
    "birthday",
    "present",
    "message",
    "update",
    "release",
    "version",
    "branch",
    "server",
    "meeting",
    "notes",
    "minutes",
    "agenda",
    "project",
    "budget",
    "photo",
    "camera",
    "street",
    "corner",
    "bridge",
]
JOB_MAILS = 300
"""Mails about applications, whatever the size of the mailbox: a long search, with its hundred applications or more."""

LAST = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def fill(maildir: Path, count: int) -> int:
    """Write so many messages of about 3 kB, spread over the eighty days before `LAST`; the bytes written."""
    chance = random.Random(count)  # noqa: S311 - the same mailbox every time
    cur = maildir / "cur"
    for name in ("cur", "new", "tmp"):
        (maildir / name).mkdir(parents=True, exist_ok=True)
    total = 0
    for number in range(count):
        at = LAST - timedelta(days=80) * (1 - number / count)
        raw = _job(number, at) if number % (count // JOB_MAILS) == 0 else _ordinary(number, at, chance)
        total += len(raw)
        path = cur / f"{int(at.timestamp())}.M{number}.bench:2,S"
        path.write_bytes(raw)
        os.utime(path, (at.timestamp(), at.timestamp()))
    owner = maildir.parent.parent.stat()
    for path in (maildir.parent, maildir, *maildir.iterdir(), *cur.iterdir()):
        os.chown(path, owner.st_uid, owner.st_gid)
    return total


def _ordinary(number: int, at: datetime, chance: random.Random) -> bytes:
    sender = chance.choice(("ben", "carla", "dora", "emil")) + "@" + chance.choice(("a.example", "b.example"))
    lines = [" ".join(chance.choices(WORDS, k=11)) for _ in range(30)]
    return _message(number, at, sender, " ".join(chance.choices(WORDS, k=5)), "\r\n".join(lines))


def _job(number: int, at: datetime) -> bytes:
    text = (
        f"Dear Sam,\r\n\r\nThank you for applying for the Analyst position at Company {number}.\r\n"
        "We have received your application and will review it.\r\n\r\nThe Talent Team\r\n"
    )
    return _message(number, at, f"jobs@company{number}.example", f"Your application to Company {number}", text)


def _message(number: int, at: datetime, sender: str, subject: str, text: str) -> bytes:
    head = (
        f"Return-Path: <{sender}>\r\nReceived: from mx{number % 9}.example (mx.example [192.0.2.{number % 250}])\r\n"
        f"\tby mail.example.org with ESMTPS id {number:08x}; {format_datetime(at)}\r\nFrom: <{sender}>\r\n"
        f"To: Sam Doe <sam@example.org>\r\nSubject: {subject}\r\nDate: {format_datetime(at)}\r\n"
        f"Message-ID: <{number}@bench.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    return (head + text + "\r\n").encode()
