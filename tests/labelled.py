"""Labelled mail to measure reading on: a corpus folder of labelled messages, or letters of our own.

A corpus folder holds `mail.jsonl`, one message a line: `id`, `label` (a kind), `alt` (other acceptable kinds), `kind`
(`real`, `synthetic` or `template`), `source`, `lang`, `learn`, `company`, `role`, `interview_time`, `interview_when`,
and the message as `subject`, `from`, `date`, `text`, or as the file in `eml/` that `file` names. Letters are TOML
files; what they hold is explained in `tests/reading/letters/README.md`. Nothing is judged here.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agent.reading import Identity, Kind, thread_hash

LETTERS = Path(__file__).parent / "reading" / "letters"
UNSEEN = LETTERS / "unseen"
"""Letters that are measured, and not read by who writes phrases."""

RECEIVED = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
"""When a message without a Date is taken to have come."""

EARLIER = "<earlier@example.org>"
"""The message of the user's that a letter answers."""

SAM = Identity("Sam Doe", ("sam@example.org",), "Europe/London", "GB")
JANE = Identity("Jane Doe", ("jane.doe@example.org",), "America/New_York", "US")
"""Who received the letters; who is taken to have received a corpus."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The facts a message states, as its labels say; None or empty where it does not state them.

    `when` is an interview's time in words that leave something open (`Thu 03-21 13:00`): only what is said is compared.
    """

    company: str | None = None
    role: str | None = None
    requisition: str | None = None
    agency: str | None = None
    interview: tuple[datetime, ...] = ()
    from_calendar: bool = False
    when: str = ""
    timezone: str | None = None
    minutes: int | None = None
    medium: str | None = None
    promised_by: date | None = None
    deadline: datetime | None = None
    away_until: date | None = None
    channel: str | None = None
    no_contact: bool = False
    salary: str | None = None
    starts: date | None = None
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message with what it is and says.

    `source` groups messages of one origin; `origin` is `real`, `synthetic`, `template` or `ours`. `complete`: what is
    not labelled is not stated, so that finding it is a mistake. `threads`: those the service would know by then.
    `scam`: a fake, whose kind is what it pretends to be.
    """

    name: str
    raw: bytes
    kind: Kind
    also: frozenset[Kind]
    source: str
    origin: str
    language: str
    me: Identity
    received_at: datetime
    learn: bool = False
    complete: bool = False
    threads: frozenset[str] = frozenset()
    scam: bool = False
    expected: Expected = field(default_factory=Expected)

    def is_right(self, kind: Kind) -> bool:
        """Whether a kind is the label or another acceptable one."""
        return kind is self.kind or kind in self.also


def labelled(folder: Path) -> tuple[Labelled, ...]:
    """The messages of a corpus folder, or the letters of a file or a folder, without those in folders below it."""
    if (folder / "mail.jsonl").is_file():
        return tuple(_corpus(folder))
    files = [folder] if folder.is_file() else sorted(folder.glob("*.toml"))
    if not files:
        raise FileNotFoundError(f"{folder} has neither mail.jsonl nor letters (*.toml)")
    return tuple(message for file in files for message in letters_of(file))


@cache
def letters_of(file: Path) -> tuple[Labelled, ...]:
    """The letters of one file."""
    table = tomllib.loads(file.read_text("utf-8"))
    language = str(table.get("language", "en"))
    return tuple(
        _letter(f"{file.stem}[{number}]", file.stem, language, letter)
        for number, letter in enumerate(table.get("letter", ()))
    )


def _letter(name: str, source: str, language: str, letter: Mapping[str, Any]) -> Labelled:
    at = datetime.fromisoformat(str(letter["date"]))
    return Labelled(
        name=name,
        raw=message_of(letter, name),
        kind=Kind(letter["kind"]),
        also=frozenset(map(Kind, letter.get("also", ()))),
        source=source,
        origin="ours",
        language=str(letter.get("language", language)),
        me=SAM,
        received_at=at,
        learn=True,
        complete=True,
        threads=frozenset({thread_hash(EARLIER)}) if letter.get("reply") else frozenset(),
        scam=bool(letter.get("scam")),
        expected=Expected(
            company=letter.get("company"),
            role=letter.get("role"),
            requisition=letter.get("requisition"),
            agency=letter.get("agency"),
            interview=tuple(_instant(start) for start in letter.get("interview", ())),
            from_calendar="ics" in letter,
            timezone=letter.get("timezone"),
            minutes=letter.get("minutes"),
            medium=letter.get("medium"),
            promised_by=_day(letter.get("promised_by")),
            deadline=_deadline(letter.get("deadline")),
            away_until=_day(letter.get("away_until")),
            channel=letter.get("channel"),
            no_contact=bool(letter.get("no_contact")),
            salary=letter.get("salary"),
            starts=_day(letter.get("starts")),
            people=tuple((str(person["name"]), str(person["part"])) for person in letter.get("people", ())),
        ),
    )


def message_of(letter: Mapping[str, Any], name: str) -> bytes:
    """The letter as bytes, as it would have come."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=998))
    message["From"] = letter["from"]
    message["To"] = "Sam Doe <sam@example.org>"
    message["Subject"] = letter["subject"]
    message["Date"] = datetime.fromisoformat(str(letter["date"]))
    message["Message-ID"] = f"<{name.replace('[', '-').rstrip(']')}@letters.example>"
    if letter.get("reply"):
        message["In-Reply-To"] = message["References"] = EARLIER
    for key, value in letter.get("headers", {}).items():
        if key not in message:
            message[key] = value
    body = str(letter["body"]).strip() + "\n"
    if quotes := str(letter.get("quotes", "")).strip():
        older = "\n".join(f"> {line}".rstrip() for line in quotes.splitlines())
        body += f"\nOn Mon, 2 Mar 2026 at 09:12, Sam Doe <sam@example.org> wrote:\n{older}\n"
    message.set_content(body, subtype="html" if letter.get("html") else "plain")
    if calendar := str(letter.get("ics", "")).strip():
        method = next((line[7:].strip() for line in calendar.splitlines() if line.startswith("METHOD:")), "REQUEST")
        octets = "\r\n".join([*calendar.splitlines(), ""]).encode()
        message.make_mixed()
        message.add_attachment(
            octets, maintype="text", subtype="calendar", params={"method": method}, disposition="inline"
        )
    return message.as_bytes()


def _corpus(folder: Path) -> Iterator[Labelled]:
    with (folder / "mail.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            starts = row.get("interview_time")
            yield Labelled(
                name=str(row["id"]),
                raw=_row_message(row, folder),
                kind=Kind(row["label"]),
                also=frozenset(map(Kind, row.get("alt") or ())),
                source=str(row.get("source", "")),
                origin=str(row.get("kind", "")),
                language=str(row.get("lang", "")),
                me=JANE,
                received_at=_received(row),
                learn=bool(row.get("learn")),
                expected=Expected(
                    company=row.get("company"),
                    role=row.get("role"),
                    interview=(datetime.fromisoformat(starts),) if starts else (),
                    when=str(row.get("interview_when", "")),
                ),
            )


def _row_message(row: Mapping[str, Any], folder: Path) -> bytes:
    """The message of a row: the file it names, else a simple one made of its fields."""
    if row.get("file"):
        return (folder / "eml" / Path(str(row["file"])).name).read_bytes()
    message = EmailMessage(policy=SMTP)
    for name, key in (("Subject", "subject"), ("Date", "date")):
        if row.get(key):
            message[name] = " ".join(str(row[key]).split())
    sender = " ".join(str(row.get("from") or "").split())
    message["From"] = sender if "@" in sender else f'"{sender}" <someone@unknown.example>'
    message["To"] = JANE.addresses[0]
    message.set_content(str(row.get("text") or ""))
    return message.as_bytes()


def _received(row: Mapping[str, Any]) -> datetime:
    """When a message of a corpus came, for one whose own date is lost.

    A label such as `Thu 01-23` fits one year in five or six: the message came a few days before the last such day.
    Read as of another year, its weekday and its date would contradict each other.
    """
    named = re.search(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d\d)-(\d\d)\b", str(row.get("interview_when", "")))
    if row.get("date") or row.get("file") or named is None:
        return RECEIVED
    for year in range(RECEIVED.year, RECEIVED.year - 12, -1):
        with suppress(ValueError):
            day = RECEIVED.replace(year=year, month=int(named[2]), day=int(named[3]))
            if f"{day:%a}" == named[1]:
                return day - timedelta(days=4)
    return RECEIVED


def _instant(value: object) -> datetime:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(SAM.timezone))


def _day(value: object) -> date | None:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    return datetime.fromisoformat(str(value)).date()


def _deadline(value: object) -> datetime | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time(23, 59), ZoneInfo(SAM.timezone))
    return None if value is None else _instant(value)
