"""What the user tells with `note --held`: an interview they had that no mail tells of.

It makes the event and says what is wrong with the words; `userword` files it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parseaddr

from agent.cli.desk import Desk
from agent.cli.wishing import Words, slot_told
from agent.errors import UserError
from agent.reading import Part, Person
from agent.tracking import InterviewNoted

_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")


def interview_told(desk: Desk, application: str, at: datetime, words: Words) -> Iterator[InterviewNoted]:
    """The interview of `--held`, with the people of `--with`. Raises `UserError`."""
    named = words["people"] if isinstance(words["people"], tuple) else ()
    if not words["held"]:
        if named:
            raise UserError('--with says who was there at an interview; add --held, as in --held "2026-03-12 14:00"')
        return
    for option in ("contact", "referee", "offer"):
        if words[option]:
            raise UserError(f"--held is a note of its own; note what belongs to --{option} separately")
    slot = slot_told(str(words["held"]), desk.zone)
    if slot.end.astimezone(UTC) > at:
        raise UserError(f"--held {words['held']!r} is not over yet; note it when it is")
    people = tuple(_person(desk, who) for who in named)
    yield InterviewNoted(application, at, slot.start, slot.end, slot.timezone, people)


def _person(desk: Desk, who: str) -> Person:
    """`Ann Lee <ann@acme.example>`, an address, or a name alone, to whom nothing can be written."""
    name, address = parseaddr(who) if "@" in who else (who.strip(), "")
    if ("@" in who and not _ADDRESS.fullmatch(address)) or not (name or address):
        raise UserError(f'{who!r} names nobody; write "Ann Lee <ann@acme.example>", or the name alone')
    if address and desk.settings.me.is_me(address):
        raise UserError(f"{address} is your own address; name those who interviewed you")
    return Person(name.strip(), address or None, Part.INTERVIEWER)
