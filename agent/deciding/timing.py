"""Lengths of time as people write them, and the moments they lead to in the recipient's calendar.

Hours are counted in UTC, so that a change of the clocks neither adds nor loses one; days and business days are counted
on the recipient's wall. Which situation a count starts from is in `situations`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

from agent.deciding.calendars import Calendar
from agent.deciding.model import Duration, Rule, RuleBook, Situation, Unit, Window

MOST: Final[Mapping[Unit, int]] = {
    "minutes": 100_000,
    "hours": 10_000,
    "days": 1_000,
    "business days": 500,
}
"""The longest length of time in each unit: more is a slip of the pen, and years of counting."""

_UNITS: Final[Mapping[str, Unit]] = {
    "minute": "minutes",
    "min": "minutes",
    "hour": "hours",
    "day": "days",
    "business day": "business days",
    "working day": "business days",
    "workday": "business days",
    "week": "days",
}
_SHAPE = re.compile(r"\s*(?P<amount>[0-9]{1,6})\s*(?P<unit>[a-z]+(?:[ -][a-z]+)?)\s*", re.IGNORECASE | re.ASCII)
_EXAMPLES = '"5 business days", "2 hours", "90 minutes" or "1 day"'
_WAITS = frozenset({Situation.INTERVIEW_SILENCE, Situation.APPLICATION_SILENCE})
"""Where nobody named a date, a slow season makes the wait longer."""


def parse_duration(text: str) -> Duration:
    """Read "5 business days", "2 hours", "90 minutes", "1 day" or "2 weeks" (which are 14 days).

    Raises ValueError with a sentence that says what to write instead.
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not a length of time; write a number and a unit, such as {_EXAMPLES}')
    word = match["unit"].lower().replace("-", " ")
    unit = _UNITS.get(word.removesuffix("s"))
    if unit is None:
        raise ValueError(f'"{match["unit"]}" is not a unit of time; write it like {_EXAMPLES}')
    amount = int(match["amount"]) * (7 if word.startswith("week") else 1)
    if amount > MOST[unit]:
        raise ValueError(f'"{text}" is too long; at most {MOST[unit]} {unit} are possible')
    return Duration(amount, unit)


def window(rule: Rule, start: datetime, calendar: Calendar, rules: RuleBook) -> Window:
    """When a draft of this rule may appear, for a situation that began at `start` (an aware instant).

    `earliest` is moved into office hours unless the rule may speak at any hour; `suggested`, being advice, always is.
    `until` is the close of the day it falls on, and is itself too late.
    """
    earliest = after(start, rule.after, calendar)
    extra = _slow_extra(rule, start, earliest, calendar, rules)
    earliest = _longer(earliest, extra, calendar)
    earliest = earliest if rule.any_hour else calendar.in_hours(earliest)
    suggested = _longer(after(start, rule.suggest, calendar), extra, calendar)
    until = _longer(after(start, rule.until, calendar), extra, calendar)
    return Window(
        earliest=earliest,
        suggested=calendar.in_hours(max(earliest, suggested)),
        until=_last_moment(until, earliest, calendar),
    )


def after(start: datetime, length: Duration, calendar: Calendar) -> datetime:
    """The instant so long after `start`, in UTC; business days end when the office opens."""
    if length.unit == "business days":
        return calendar.opens(calendar.add(calendar.day(start), length.amount))
    if length.unit == "days":
        local = start.astimezone(calendar.zone)
        return calendar.at(local.date() + timedelta(days=length.amount), local.time())
    return start.astimezone(UTC) + timedelta(**{length.unit: length.amount})


def after_day(day: date, length: Duration, calendar: Calendar) -> datetime:
    """The instant so long after a whole day, which is over when the office closes."""
    return after(calendar.closes(day), length, calendar)


def _slow_extra(
    rule: Rule, start: datetime, earliest: datetime, calendar: Calendar, rules: RuleBook
) -> Duration | None:
    if rule.situation not in _WAITS or not rules.slow_extra.amount:
        return None
    slow = calendar.slow_days(calendar.day(start), calendar.day(earliest))
    return rules.slow_extra if slow >= rules.slow_days else None


def _longer(instant: datetime, extra: Duration | None, calendar: Calendar) -> datetime:
    return instant if extra is None else after(instant, extra, calendar)


def _last_moment(instant: datetime, earliest: datetime, calendar: Calendar) -> datetime:
    """The close of the business day on which the window ends: never before the day it began on is over."""
    last_day = calendar.add(calendar.day(instant), 0)
    return max(instant, calendar.closes(last_day), calendar.closes(calendar.day(earliest)))
