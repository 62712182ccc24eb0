"""`afterword read`: how mail would be understood, from files, without an account and without touching anything."""

from __future__ import annotations

import json
import mailbox
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import click

from agent.cli.desk import now
from agent.cli.shapes import reading_shape
from agent.cli.words import KIND, who
from agent.errors import ConfigError, UserError
from agent.reading import Identity, Reader, Reading, Unreadable
from agent.settings import find_config, load, load_rules, shipped_rules

NOBODY = Identity(name="", addresses=("nobody@invalid",))
"""Who reads when there is no configuration: nothing is from or to them."""

LARGEST = 25 * 1024 * 1024
"""Bytes of one message that are looked at; a server accepts little more."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def read(config: Path | None, paths: tuple[str, ...], as_json: bool) -> None:
    """Show how mail would be understood: .eml files, folders of them, an mbox, a Maildir, or - for standard input."""
    reader = _reader(config)
    for name in paths:
        for index, raw in enumerate(_messages(name)):
            reading = reader.read(raw[:LARGEST], received_at=_received(raw), truncated=len(raw) > LARGEST)
            click.echo(
                json.dumps(reading_shape(name, index, reading), ensure_ascii=False) if as_json else _told(name, reading)
            )


def _reader(config: Path | None) -> Reader:
    """Use the configuration where there is one; reading files needs none."""
    try:
        path = find_config(str(config) if config else None, os.environ)
    except ConfigError:
        if config is not None:
            raise
        return Reader(shipped_rules().phrases, NOBODY)
    settings = load(path, os.environ)
    return Reader(load_rules(settings).phrases, settings.me)


def _messages(name: str) -> Iterator[bytes]:
    if name == "-":
        yield sys.stdin.buffer.read()
        return
    path = Path(name)
    try:
        if path.is_dir():
            yield from _folder(path)
        elif _is_mbox(path):
            box = mailbox.mbox(path, create=False)
            yield from (box.get_bytes(key) for key in box.iterkeys())
        else:
            yield path.read_bytes()
    except OSError as trouble:
        raise UserError(f"cannot read {name}: {trouble.strerror}") from None


def _folder(path: Path) -> Iterator[bytes]:
    if (path / "cur").is_dir() and (path / "new").is_dir():
        files = sorted(file for part in ("cur", "new") for file in (path / part).iterdir())
    else:
        files = sorted(path.rglob("*.eml"))
    yield from (file.read_bytes() for file in files if file.is_file())


def _is_mbox(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"From "


def _received(raw: bytes) -> datetime:
    """Take the message's own Date for want of a server's; today where it has none."""
    head = raw[:65536].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    for line in head.split(b"\n"):
        if line[:5].lower() == b"date:":
            try:
                at = parsedate_to_datetime(line[5:].decode("ascii", "replace").strip())
                return at if at.tzinfo else at.replace(tzinfo=UTC)
            except (ValueError, TypeError, OverflowError, IndexError):
                break
    return now()


def _told(name: str, reading: Reading | Unreadable) -> str:
    if isinstance(reading, Unreadable):
        return f"{name}: cannot be read, {reading.reason}"
    facts = reading.facts
    lines = [f"{name}: {KIND[reading.kind]} ({reading.confidence:.0%})"]
    lines.append(f"  from {who(reading.envelope.sender)}: {reading.envelope.subject or '(no subject)'}")
    for label, said in (("company", facts.company), ("role", facts.role), ("channel", facts.channel)):
        lines += [f"  {label}: {said.value}"] if said else []
    if facts.meeting:
        slot = facts.meeting.slot
        lines.append(
            f"  interview: {slot.start:%a %-d %b %Y %H:%M} to {slot.end:%H:%M} {slot.timezone or '(zone not stated)'}"
        )
    lines += [f"  promised by: {facts.promise.end:%a %-d %b %Y}"] if facts.promise else []
    lines += [f"  deadline: {facts.deadline.at:%a %-d %b %Y %H:%M}"] if facts.deadline else []
    lines += [f"  because of “{e.quote}” [{e.rule}]" for e in reading.evidence]
    return "\n".join(lines)
