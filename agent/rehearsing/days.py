"""Days and times as a story writes them: "Thu 2026-03-12", "Thu 2026-03-12 14:00", "… 09:00 New York time".

The weekday has to agree with the date: nobody reads a date and sees a Thursday. Days told in other words are not for
stories.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from agent.rehearsing.model import SlipError
from agent.rehearsing.places import place_named

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

YEARS = range(2000, 2100)
"""What a story is told of; beyond it the calendars of public holidays are guesses."""

CLOCK = r"\d{1,2}:\d{2}(?: [A-Z][\w'.-]*(?: [A-Z][\w'.-]*)* time)?"
DAY = r"(?:[A-Za-z]+\.? )?\d{4}-\d{1,2}-\d{1,2}"
MOMENT = rf"{DAY} {CLOCK}"

_DAY = re.compile(r"(?:(?P<weekday>[A-Za-z]+)\.? )?(?P<date>\d{4}-\d{1,2}-\d{1,2})")
_MOMENT = re.compile(rf"(?P<day>{DAY}) (?P<clock>{CLOCK})")


def day_of(text: str) -> date:
    """The day a text names. Raises `SlipError`, also where weekday and date do not agree."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise SlipError(f'"{text}" is not a day', 'write weekday, year, month and day, as in "Thu 2026-03-12"')
    try:
        day = date.fromisoformat(match["date"])
    except ValueError:
        raise SlipError(f'there is no day "{match["date"]}"', 'write it as in "Thu 2026-03-12"') from None
    if day.year not in YEARS:
        raise SlipError(f"the year {day.year} is too far away", "tell it in our days")
    right = WEEKDAYS[day.weekday()]
    said = match["weekday"]
    if said is None:
        raise SlipError(f"{day} lacks its weekday", f'write "{right[:3]} {day}"')
    if said not in {right, right[:3]}:
        raise SlipError(f"{day} is a {right}, not a {said}", f'write "{right[:3]} {day}", or mend the date')
    return day


def moment_of(text: str, zone: ZoneInfo) -> datetime:
    """The instant a text names, on a wall in `zone` unless it names another place's time. Raises `SlipError`."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise SlipError(f'"{text}" is not a day with a time', 'write it as in "Thu 2026-03-12 14:00"')
    return on_the_clock(day_of(match["day"]), match["clock"], zone)


def moments_of(text: str, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Every instant a text names, with commas or "or" between them."""
    return tuple(moment_of(m[0], zone) for m in _MOMENT.finditer(text))


def on_the_clock(day: date, clock: str, zone: ZoneInfo) -> datetime:
    """A clock time of a day ("09:00", "09:00 New York time") as an instant. Raises `SlipError`."""
    hour, _, place = clock.removesuffix(" time").partition(" ")
    there = place_named(place) if place else None
    if place and there is None:
        raise SlipError(f'no place "{place}" is known', 'name a large city or a country, as in "09:00 New York time"')
    try:
        at = time.fromisoformat(hour.zfill(5))
    except ValueError:
        raise SlipError(f'there is no time "{hour}"', 'write it as in "14:00"') from None
    return datetime.combine(day, at, ZoneInfo(there.zone) if there else zone)


def told(instant: datetime, zone: ZoneInfo) -> str:
    """`Thu 2026-03-12 14:00`, as the clock on a wall in a zone says."""
    return f"{_short(instant.astimezone(zone).date())} {instant.astimezone(zone):%H:%M}"


def told_day(instant: datetime, zone: ZoneInfo) -> str:
    """`Thu 2026-03-12`."""
    return _short(instant.astimezone(zone).date())


def _short(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.isoformat()}"
