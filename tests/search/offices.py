"""When somebody is at work where a letter goes, counted here by hand, so that the daemon's counting is held to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

COUNTRIES = {
    "Europe/London": ("GB", "ENG"),
    "Europe/Berlin": ("DE", None),
    "Europe/Paris": ("FR", None),
    "America/New_York": ("US", None),
}
HOME = "Europe/London"
OPENS, CLOSES = time(9), time(17)


@cache
def _free(zone: str, year: int) -> frozenset[date]:
    country, part = COUNTRIES[zone]
    return frozenset(holidays.country_holidays(country, subdiv=part, years=year))


def is_worked(day: date, zone: str) -> bool:
    return day.weekday() < 5 and day not in _free(zone, day.year)


def is_open(at: datetime, zone: str | None) -> bool:
    """Whether the office there is open; where no zone is on record, the user's own country counts."""
    local = at.astimezone(ZoneInfo(zone or HOME))
    return is_worked(local.date(), zone or HOME) and OPENS <= local.time() < CLOSES


def business_days_later(at: datetime, count: int, zone: str | None) -> datetime:
    """When the office opens so many business days later; the day itself does not count."""
    return business_days_after(at.astimezone(ZoneInfo(zone or HOME)).date(), count, zone)


def business_days_after(day: date, count: int, zone: str | None) -> datetime:
    """The same, after a whole day."""
    zone = zone or HOME
    while count:
        day += timedelta(days=1)
        count -= is_worked(day, zone)
    return datetime.combine(day, OPENS, ZoneInfo(zone)).astimezone(UTC)
