"""Lengths of time as people write them, and the moments they lead to in the recipient's calendar.

Hours are counted in UTC, so that a change of the clocks neither adds nor loses one; days and business days are counted
on the recipient's wall. Which situation a count starts from is in `situations`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from agent.deciding.calendars import Calendar
from agent.deciding.lengths import Duration, Unit
from agent.deciding.manner import MANNERS, Manner
from agent.deciding.model import Rule, RuleBook, Situation, Window

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
Hours = tuple[tuple[time, time], ...]
"""Stretches of a day, each from its first moment up to its last."""

_SHAPE = re.compile(r"\s*(?P<amount>[0-9]{1,6})\s*(?P<unit>[a-z]+(?:[ -][a-z]+)?)\s*", re.IGNORECASE | re.ASCII)
_EXAMPLES = '"5 business days", "2 hours", "90 minutes" or "1 day"'
_MONDAY, _FRIDAY = 0, 4
NAMED_LENGTHS: Final[Mapping[str, Duration]] = {
    "same day": Duration(0, "days"),
    "next business morning": Duration(1, "business days"),
}
"""Lengths of time that have a name instead of a number."""
GOOD_HOURS: Final[Mapping[int, Hours]] = {
    day: ((time(9, 30), time(12)), (time(13), time(16))) for day in range(_MONDAY + 1, _FRIDAY)
}
"""When a question is best read, by weekday: from Tuesday to Thursday, but not at lunch (etiquette §1.12)."""

FAIR_HOURS: Final[Mapping[int, Hours]] = {
    _MONDAY: ((time(11), time(12)), (time(13), time(16))),
    _FRIDAY: ((time(9, 30), time(12)),),
}
"""Where those days come too late: Monday once the weekend's mail is read, Friday while there is still time."""

_LONGEST_SEARCH = 14
"""Days within which a good hour is looked for; there is none only where the office is shut that long."""

_WAITS = frozenset({Situation.INTERVIEW_SILENCE, Situation.APPLICATION_SILENCE})
"""Where nobody named a date, a slow season makes the wait longer."""


def parse_duration(text: str) -> Duration:
    """Read "5 business days", "2 hours", "90 minutes", "1 day" or "2 weeks" (which are 14 days).

    "same day" is the day on which something begins, "next business morning" when the office opens next.
    Raises ValueError with a sentence that says what to write instead.
    """
    named = NAMED_LENGTHS.get(" ".join(text.lower().replace("-", " ").split()))
    if named is not None:
        return named
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

    `earliest` is moved into office hours unless the rule may speak at any hour; `suggested`, being advice, always is,
    unless the office opens only when it is too late, and for a question into the hours in which one is best read.
    `until` is the close of the day it falls on, and is itself too late; where a draft appears only after that, it is
    the end of its day.
    """
    earliest = after(start, rule.after, calendar)
    extra = _slow_extra(rule, start, earliest, calendar, rules)
    earliest = _longer(earliest, extra, calendar)
    earliest = earliest if rule.any_hour else calendar.in_hours(earliest)
    suggested = _longer(after(start, rule.suggest, calendar), extra, calendar)
    until = _last_moment(_longer(after(start, rule.until, calendar), extra, calendar), earliest, calendar)
    best = _well_read(rule, calendar.in_hours(max(earliest, suggested)), until, calendar)
    return Window(earliest=earliest, suggested=best if best < until else earliest, until=until)


def further(rule: Rule) -> Rule:
    """The rule as it is for a draft after one that was sent in vain: `again` later, and suggested as long after."""
    if rule.again is None:
        return rule
    same_unit = rule.after.unit == rule.suggest.unit == rule.again.unit
    more = rule.suggest.amount - rule.after.amount if same_unit else 0
    return replace(rule, after=rule.again, suggest=replace(rule.again, amount=rule.again.amount + max(0, more)))


def _well_read(rule: Rule, instant: datetime, until: datetime, calendar: Calendar) -> datetime:
    """The best moment from an instant on to send what wants an answer. Thanks are exempt: they are best soon."""
    if MANNERS[rule.situation] not in {Manner.ASKING, Manner.RENEWING}:
        return instant
    best = (_first_in(hours, instant, until, calendar) for hours in (GOOD_HOURS, FAIR_HOURS))
    return next((moment for moment in best if moment is not None), instant)


def _first_in(hours: Mapping[int, Hours], instant: datetime, until: datetime, calendar: Calendar) -> datetime | None:
    """The first moment from an instant on that lies in these hours and in office hours, before it is too late."""
    first = calendar.day(instant)
    days = (first + timedelta(days=n) for n in range(_LONGEST_SEARCH))
    for day in (d for d in days if calendar.worked(d)):
        for opens, closes in hours.get(day.weekday(), ()):
            moment = max(instant, calendar.at(day, opens), calendar.opens(day))
            if moment < min(until, calendar.at(day, closes), calendar.closes(day)):
                return moment
    return None


def within(found: Window, rule: Rule, deadline: datetime, calendar: Calendar) -> Window:
    """A window that ends with a deadline, or the rule's `before` sooner; such moments are moved earlier, never later.

    One that ends before it begins is over already.
    """
    last = deadline if rule.before is None else before(deadline, rule.before, calendar)
    if rule.before is not None and rule.before.unit == "business days":
        last = calendar.closes(calendar.day(last))
    until = min(found.until, calendar.at_the_latest(last))
    return Window(found.earliest, max(found.earliest, min(found.suggested, until)), until)


def after(start: datetime, length: Duration, calendar: Calendar) -> datetime:
    """The instant so long after `start`, in UTC; business days end when the office opens."""
    if length.unit == "business days":
        return calendar.opens(calendar.add(calendar.day(start), length.amount))
    if length.unit == "days":
        local = start.astimezone(calendar.zone)
        return calendar.at(local.date() + timedelta(days=length.amount), local.time())
    return start.astimezone(UTC) + timedelta(**{length.unit: length.amount})


def before(end: datetime, length: Duration, calendar: Calendar) -> datetime:
    """The instant so long before `end`, in UTC; business days are counted back and begin when the office opens."""
    if length.unit == "business days":
        return calendar.opens(calendar.back(calendar.day(end), length.amount))
    if length.unit == "days":
        local = end.astimezone(calendar.zone)
        return calendar.at(local.date() - timedelta(days=length.amount), local.time())
    return end.astimezone(UTC) - timedelta(**{length.unit: length.amount})


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
    last = max(instant, calendar.closes(last_day), calendar.closes(calendar.day(earliest)))
    return last if last > earliest else calendar.at(calendar.day(earliest) + timedelta(days=1), time())
