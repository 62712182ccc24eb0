"""`afterword read`: how mail would be understood, from files, without an account and without touching anything."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import click

from agent.cli.desk import now
from agent.cli.history import understood
from agent.cli.page import Page, sentence
from agent.cli.shapes import reading_shape
from agent.cli.words import who
from agent.errors import ConfigError, UserError
from agent.reading import Identity, Reader, Reading, Unreadable
from agent.settings import find_config, load, load_rules, shipped_rules

NOBODY = Identity(name="", addresses=("nobody@invalid",))
"""Who reads when there is no configuration: nothing is from or to them."""

LARGEST = 25 * 1024 * 1024
"""Bytes of one message that are looked at; a server accepts little more."""

POSTMARK = re.compile(rb"From .*\d\d:\d\d.*\d{4}")
"""The line that begins a message in an mbox (RFC 4155, loosely); a sentence that begins so has no time and year."""

PLAUSIBLE = range(1970, 2200)
"""Years a Date may name to be taken for the time of arrival."""


CALENDAR = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
CALENDAR_HEADER = b"Subject: Invitation\nContent-Type: text/calendar; charset=utf-8\n\n"


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, for scripts.")
@click.pass_obj
def read(config: Path | None, paths: tuple[str, ...], as_json: bool) -> None:
    """Show how mail would be understood.

    PATH is a message saved as .eml, an mbox, a Maildir, a folder with any of these in it, or - for standard input. No
    account is needed and nothing is changed; with a configuration, your own rules are used.

    \b
    Example:  afterword read invitation.eml
              afterword read --json ~/Mail/jobs.mbox
    """  # noqa: D301 - \b is click's mark for lines it must not wrap
    reader = _reader(config)
    page = Page()
    for path, index, raw in _messages(paths):
        reading = reader.read(raw[:LARGEST], received_at=_received(raw), truncated=len(raw) > LARGEST)
        if as_json:
            click.echo(json.dumps(reading_shape(path, index, reading), ensure_ascii=False))
        else:
            page.gap()
            _tell(page, f"{path}, message {index + 1}" if index else path, reading)


def _reader(config: Path | None) -> Reader:
    """Use the configuration where there is one; reading files needs none."""
    try:
        path = find_config(str(config) if config else None, os.environ)
    except ConfigError:
        if config is not None:
            raise
        return shipped_rules().reader(NOBODY)
    settings = load(path, os.environ)
    return load_rules(settings).reader(settings.me)


def _messages(names: Iterable[str]) -> Iterator[tuple[str, int, bytes]]:
    """Every message, with the path it was found at and its place there."""
    for name in names:
        try:
            for path in _files(name):
                yield from ((path, index, raw) for index, raw in enumerate(_split(path)))
        except OSError as trouble:
            raise UserError(f"cannot read {name}: {trouble.strerror or 'it is not a file'}") from None


def _files(name: str) -> list[str]:
    """The file itself, or the mail below a folder: .eml, .mbox, and what lies in a Maildir's `cur` and `new`."""
    path = Path(name)
    if name == "-" or not path.is_dir():
        return [name]
    found = sorted(
        str(file)
        for file in path.rglob("*")
        if (file.suffix.lower() in {".eml", ".mbox"} or file.parent.name in {"cur", "new"}) and file.is_file()
    )
    if not found:
        raise UserError(f"there is no mail in {name}: neither .eml nor .mbox files, nor a Maildir")
    return found


def _split(path: str) -> Iterator[bytes]:
    """The messages of a file: many in an mbox, else one."""
    if path == "-":
        yield from _unpacked(sys.stdin.buffer)
        return
    with Path(path).open("rb") as file:
        yield from _unpacked(file)


def _unpacked(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Take an mbox apart at its postmarks; what does not begin with one is a single message, whatever it quotes.

    A calendar file by itself, as mail clients save invitations, is read as the mail it came in would be.
    """
    rest = iter(lines)
    first = next(rest, b"")
    if CALENDAR.match(first):
        yield b"".join((CALENDAR_HEADER, first, *rest))
        return
    if not POSTMARK.match(first):
        yield b"".join((first, *rest))
        return
    message: list[bytes] = []
    after_gap = False
    for line in rest:
        if after_gap and POSTMARK.match(line):
            yield b"".join(message)
            message = []
        else:
            message.append(line)
        after_gap = line in {b"\n", b"\r\n"}
    yield b"".join(message)


def _received(raw: bytes) -> datetime:
    """Take the message's own Date for want of a server's; the present where it has none that could be true."""
    head = raw[:65536].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    for line in head.split(b"\n"):
        if line[:5].lower() == b"date:":
            try:
                at = parsedate_to_datetime(line[5:].decode("ascii", "replace").strip())
            except (ValueError, TypeError, OverflowError, IndexError):
                break
            if at.year in PLAUSIBLE:
                return at if at.tzinfo else at.replace(tzinfo=UTC)
    return now()


def _tell(page: Page, name: str, reading: Reading | Unreadable) -> None:
    if isinstance(reading, Unreadable):
        page.say(f"{name}: cannot be read. {sentence(reading.reason)}")
        return
    page.say(name)
    page.say(f"{who(reading.envelope.sender)}: “{reading.envelope.subject or 'no subject'}”", 2)
    verdict, *evidence = understood(reading)
    page.say(verdict, 2)
    for line in _facts(reading):
        page.say(line, 2)
    for line in evidence:
        page.say(line, 4)


def _facts(reading: Reading) -> Iterator[str]:
    facts = reading.facts
    named = (("Company", facts.company), ("Agency", facts.agency), ("Role", facts.role), ("Number", facts.requisition))
    wishes = (("Contact by", facts.channel), ("Pay", facts.salary))
    for label, said in (*named, *wishes):
        if said:
            yield f"{label}: {said.value}"
    if facts.starts:
        yield f"Begins on: {facts.starts.start:%a %-d %b %Y}"
    if facts.no_contact:
        yield f"They ask not to be written to: “{facts.no_contact.quote}”"
    if facts.people:
        yield "People: " + ", ".join(f"{person.name or person.address} ({person.part})" for person in facts.people)
    if facts.meeting:
        slot = facts.meeting.slot
        zone = slot.timezone or "the time zone was not stated"
        yield f"Meeting: {slot.start:%a %-d %b %Y, %H:%M} to {slot.end:%H:%M} ({zone})"
    if facts.promise:
        yield f"They will be in touch by: {facts.promise.end:%a %-d %b %Y}"
    if facts.deadline:
        yield f"To be done by: {facts.deadline.at:%a %-d %b %Y, %H:%M}"
