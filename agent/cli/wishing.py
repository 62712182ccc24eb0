"""What the user wants a draft for, told with `note --wants`: a reply with their times, another time, an apology.

It makes the event, and says what is wrong with the words or why nothing will come of them; `userword` files it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from agent.cli.desk import Desk
from agent.deciding import Situation
from agent.errors import UserError
from agent.reading import Slot
from agent.tracking import Application, Wish, Wished

Words = Mapping[str, str | bool | tuple[str, ...] | None]
"""The options of the command, by name."""

WANTS: Final[Mapping[str, Wish]] = {
    "reply": Wish.ANSWER_INVITATION,
    "move": Wish.MOVE_INTERVIEW,
    "excuse": Wish.EXCUSE_ABSENCE,
    "no-show": Wish.ASK_AFTER_NO_SHOW,
    "more-time": Wish.MORE_TIME,
}
"""What may stand after `--wants`."""

_SITUATION: Final[Mapping[Wish, Situation]] = {
    Wish.ANSWER_INVITATION: Situation.INVITATION_TO_ANSWER,
    Wish.MOVE_INTERVIEW: Situation.INTERVIEW_TO_MOVE,
    Wish.EXCUSE_ABSENCE: Situation.INTERVIEW_TO_MOVE,
    Wish.ASK_AFTER_NO_SHOW: Situation.INTERVIEW_MISSED_BY_THEM,
    Wish.MORE_TIME: Situation.TIME_WANTED,
}

_ALONE: Final = {
    "contact": "a call or the like",
    "offer": "an offer",
    "referee": "a referee",
    "held": "an interview you had",
}
"""Options that make a note of their own."""

HOUR: Final = timedelta(hours=1)
"""How long an interview is taken to last where the user says only when it may begin."""

_SLOT = re.compile(r"\s*(\d{4}-\d\d-\d\d)[ T]+(\d\d?:\d\d)(?:\s*-\s*(\d\d?:\d\d))?\s*", re.ASCII)


def wish_told(desk: Desk, application: Application, at: datetime, text: str, words: Words) -> Iterator[Wished]:
    """The wish of `--wants`, with `--slot` and `--until`; TEXT is its reason. Raises `UserError`."""
    starts, until = words["slot"], words["until"]
    chosen = starts if isinstance(starts, tuple) else ()
    if not words["wants"]:
        for option, given in (("--slot", chosen), ("--until", until)):
            if given:
                raise UserError(f"{option} says more of a wish; add --wants, as in --wants reply")
        return
    for option, what in _ALONE.items():
        if words.get(option):
            raise UserError(f"--wants is a note of its own; note {what} separately")
    wish = WANTS[str(words["wants"])]
    slots = tuple(_ahead(one, desk.zone, at) for one in chosen)
    if wish is Wish.ANSWER_INVITATION and not slots:
        example = '--slot "2026-03-24 10:00"'
        raise UserError(f"say which times suit you, or which one you accept, as in {example}")
    if wish is Wish.MORE_TIME and slots:
        raise UserError("more time is asked for until a day; write --until 2026-03-30 instead of --slot")
    if wish is not Wish.MORE_TIME and until:
        raise UserError("--until belongs to --wants more-time")
    _check_interview(application, wish, at)
    day = None if until is None else _day(str(until))
    if day is not None and day <= at.astimezone(desk.zone).date():
        raise UserError(f"--until {until} is over already")
    yield Wished(application.id, at, wish, slots, day, text.strip())


def what_comes(desk: Desk, wish: Wished) -> str:
    """Why nothing will come of a wish, where the rule for it is off; else where to see what comes."""
    rules = [rule for rule in desk.rules.book.rules if rule.situation is _SITUATION[wish.wish]]
    if any(rule.enabled for rule in rules):
        return f"`afterword plan` shows the draft, or what it waits for; {wish.application} gets it at the next pass."
    names = ", ".join(rule.name for rule in rules) or "for this"
    return f"Nothing will be drafted, though: the rule {names} is off; switch it on in config.toml, under [rules]."


def _check_interview(application: Application, wish: Wish, at: datetime) -> None:
    """That there is an interview the wish can be about."""
    there = [i for i in application.interviews if not i.cancelled]
    if wish is Wish.MOVE_INTERVIEW and not any(i.start > at for i in there):
        raise UserError(f"{application.id} has no interview ahead that could be moved")
    begun = any(i.start <= at for i in there)
    if wish in {Wish.EXCUSE_ABSENCE, Wish.ASK_AFTER_NO_SHOW} and not begun:
        raise UserError(f"{application.id} has no interview that could have been missed")


def _ahead(text: str, zone: tzinfo, at: datetime) -> Slot:
    """A time that is not over yet."""
    slot = slot_told(text, zone)
    if slot.start.astimezone(UTC) <= at:
        raise UserError(f"{text!r} is over already")
    return slot


def slot_told(text: str, zone: tzinfo) -> Slot:
    """`2026-03-24 10:00`, perhaps with `-11:00`, else an hour, by the user's clock. Raises `UserError`."""
    parts = _SLOT.fullmatch(text)
    if parts is None:
        raise UserError(f'{text!r} is not a time; write it as "2026-03-24 10:00" or "2026-03-24 10:00-11:00"')
    day = _day(parts[1])
    start = datetime.combine(day, _clock(parts[2], text), zone)
    end = start + HOUR if parts[3] is None else datetime.combine(day, _clock(parts[3], text), zone)
    if end <= start:
        raise UserError(f"{text!r} ends before it begins")
    return Slot(start, end, zone.key if isinstance(zone, ZoneInfo) else None, text.strip())


def _clock(text: str, whole: str) -> time:
    hour, minute = (int(part) for part in text.split(":"))
    try:
        return time(hour, minute)
    except ValueError:
        raise UserError(f"{whole!r} is not a time of day") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"{text!r} is not a day; write it as 2026-03-20") from None
