"""`afterword read`: how mail would be understood, from files, without an account and without touching anything."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from agent.cli.desk import now
from agent.cli.history import understood
from agent.cli.mailfiles import LARGEST, dated, messages
from agent.cli.page import Page, sentence
from agent.cli.shapes import reading_shape
from agent.cli.words import who
from agent.errors import ConfigError
from agent.reading import Identity, Reader, Reading, Unreadable
from agent.settings import find_config, load, load_rules, shipped_rules

NOBODY = Identity(name="", addresses=("nobody@invalid",))
"""Who reads when there is no configuration: nothing is from or to them."""


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
    for path, index, raw in messages(paths):
        reading = reader.read(raw[:LARGEST], received_at=dated(raw) or now(), truncated=len(raw) > LARGEST)
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
