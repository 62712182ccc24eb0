"""The daily letter to oneself: what is yours to do, what lies in Drafts, what comes next, and how the search stands.

It is to the user and nobody else, and its tone is even: silence is "inactive", never a defeat, and no number is there
to shame. It decides nothing; every line is in the plan or in the applications already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from textwrap import fill
from typing import Final

from agent.deciding import Plan, Reminder, Upcoming
from agent.reading import Direction
from agent.tracking import Application, DraftRecord, Stage, believed
from agent.writing.cleaning import one_line

FEW: Final = 3
"""Fewer live applications with a person on the other side than this, and the letter says to keep applying (§7)."""

UNSENT: Final = timedelta(days=3)
"""A draft that has lain longer than this is mentioned (§7)."""

AHEAD: Final = timedelta(days=7)
"""How far ahead the letter looks."""

WIDTH: Final = 76


@dataclass(frozen=True, slots=True)
class Daily:
    """The letter: its subject, and its text with LF line ends."""

    subject: str
    text: str


def daily(plan: Plan, applications: Iterable[Application], questions: int, zone: tzinfo) -> Daily:
    """The letter for the day of the plan. `questions` is how many messages only the user can place."""
    known = {a.id: a for a in applications}
    errands = [line for reminder in plan.reminders for line in _errand(reminder, known)]
    if questions:
        said = "1 message may" if questions == 1 else f"{questions} messages may"
        errands.append(_item(f"{said} belong to an application; `afterword status` asks which."))
    parts = [
        ("For you to do", errands),
        ("In your Drafts, for you to read, change and send, or to delete", list(_drafts(known, plan.now, zone))),
        ("In the next seven days, if nothing happens before", list(_coming(plan, known, zone))),
        ("Your search", list(health(known.values(), plan.now))),
    ]
    body = "\n\n".join("\n".join((heading, "", *lines)) for heading, lines in parts if lines)
    day = _day(plan.now, zone)
    count = len(plan.reminders) + bool(questions)
    subject = f"Your search on {day}" + (f": {count} for you to do" if count else "")
    return Daily(subject, f"{body or 'Nothing to do, nothing to come.'}\n")


def health(applications: Iterable[Application], now: datetime) -> Iterator[str]:
    """How the search stands as a whole: is enough under way, does it hang on one, is a promise overdue."""
    live = [a for a in applications if not a.closed]
    if not live:
        yield _item("No application is under way; a few good ones this week would be a beginning.")
        return
    talking = [a for a in live if _with_a_person(a)]
    yield _item(f"{_counted(len(live), 'application')} under way, {len(talking)} with a person on the other side.")
    far = [a for a in live if a.stage in {Stage.INTERVIEWING, Stage.OFFER}]
    if far and len(talking) == 1:
        yield _item(
            f"All of it hangs on {_title(far[0])} just now. However well that goes: keep looking until you have signed."
        )
    elif len(talking) < FEW:
        yield _item("That is few to rest on; a few good applications this week would make you freer in each of them.")
    late = [a for a in live if a.promise is not None and a.promise.span.end < now.date()]
    if late:
        names = "; ".join(_title(a) for a in late)
        yield _item(f"The day they named has passed at {names}. Dates slip; it says nothing about you.")


def _errand(reminder: Reminder, known: dict[str, Application]) -> Iterator[str]:
    name = reminder.occasion.application
    title = _title(known[name]) if name in known else name
    yield _item(f"{title}: {reminder.reason.sentence}")
    yield from (_below(point) for point in reminder.points)


def _drafts(known: dict[str, Application], now: datetime, zone: tzinfo) -> Iterator[str]:
    lying = [(draft, a) for a in known.values() for draft in a.drafts if draft.open]
    for draft, application in sorted(lying, key=lambda one: (one[0].placed_at, one[0].occasion)):
        yield _item(f"{_title(application)}: to {draft.to}, since {_day(draft.placed_at, zone)}{_old(draft, now)}.")


def _old(draft: DraftRecord, now: datetime) -> str:
    return "; send it or delete it, it does not get better" if now - draft.placed_at > UNSENT else ""


def _coming(plan: Plan, known: dict[str, Application], zone: tzinfo) -> Iterator[str]:
    meetings = [
        (interview.start, f"interview, {interview.start.astimezone(zone):%H:%M}", a)
        for a in known.values()
        for interview in a.interviews
        if not interview.cancelled and plan.now < interview.start <= plan.now + AHEAD
    ]
    drafts = [(u.at, _letter(u), known[u.occasion.application]) for u in _soon(plan.upcoming, plan.now)]
    for at, what, application in sorted((*meetings, *drafts), key=lambda one: (one[0], one[2].id)):
        yield _item(f"{_day(at, zone)}: {_title(application)}, {what}.")


def _soon(upcoming: Sequence[Upcoming], now: datetime) -> Iterator[Upcoming]:
    return (u for u in upcoming if u.at <= now + AHEAD)


def _letter(coming: Upcoming) -> str:
    to = coming.to.name or coming.to.address if coming.to else ""
    return f"a draft to {to}" if to else "a draft"


def _with_a_person(application: Application) -> bool:
    return any(m.human and m.direction is Direction.INBOUND and believed(m) for m in application.mails)


def _title(application: Application) -> str:
    parts = (application.company or application.agency, application.role)
    return one_line(", ".join(part for part in parts if part)) or application.id


def _day(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%a %-d %b}"


def _counted(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"


def _item(text: str) -> str:
    return fill(one_line(text), WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)


def _below(text: str) -> str:
    return fill(one_line(text), WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
