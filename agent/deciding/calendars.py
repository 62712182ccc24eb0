"""Business calendars: which days are worked where the recipient is, and when the office there is open.

Weekends and public holidays differ by country and region, and are the recipient's, not the user's. This module knows
nothing of rules or applications, and never raises for a country or zone nobody knows: it then has no holidays, or the
user's zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from agent.deciding.hours import QuietHours, Season
from agent.deciding.model import RuleBook
from agent.deciding.zones import COUNTRY_OF_ZONE
from agent.reading import Identity

_DAY = timedelta(days=1)
_LONGEST_REST = 60
"""Days in a row without work after which a calendar is taken to be wrong, and the day at hand as worked."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days and hours of one office. `country` may be empty: then there are weekends, but no public holidays."""

    zone: ZoneInfo
    country: str = ""
    subdivision: str = ""
    weekend: frozenset[int] = frozenset({5, 6})
    quiet: QuietHours = field(default_factory=QuietHours)
    days_off: frozenset[date] = frozenset()
    slow_seasons: tuple[Season, ...] = ()
    _known: dict[date, bool] = field(default_factory=dict, init=False, repr=False, compare=False)
    _counted: dict[tuple[date, int], date] = field(default_factory=dict, init=False, repr=False, compare=False)
    _instants: dict[tuple[date, time], datetime] = field(default_factory=dict, init=False, repr=False, compare=False)

    def day(self, instant: datetime) -> date:
        """The calendar day an instant falls on there."""
        return instant.astimezone(self.zone).date()

    def worked(self, day: date) -> bool:
        """Whether it is a business day: neither weekend nor public holiday nor one of the user's days off."""
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = self._is_worked(day)
        return known

    def add(self, day: date, count: int) -> date:
        """The day `count` business days later; the day itself does not count, and 0 is the first worked day from it."""
        found = self._counted.get((day, count))
        if found is None:
            found = self._counted[day, count] = self._count(day, count)
        return found

    def back(self, day: date, count: int) -> date:
        """The day `count` business days earlier; the day itself does not count, 0 is the last worked day up to it."""
        found = day if count > 0 else self._last_worked(day)
        for _ in range(count):
            found = self._last_worked(found - _DAY)
        return found

    def at_the_latest(self, due: datetime) -> datetime:
        """The instant itself, or where it falls on a day nobody works, the close of the last business day before it.

        What the user has to do by a day is moved earlier, never later.
        """
        day = self.day(due)
        return due.astimezone(UTC) if self.worked(day) else self.closes(self._last_worked(day))

    def opens(self, day: date) -> datetime:
        """The instant the office opens on that day, in UTC."""
        return self.at(day, self.quiet.opens)

    def closes(self, day: date) -> datetime:
        """The instant the office closes on that day, in UTC."""
        return self.at(day, self.quiet.closes)

    def at(self, day: date, clock: time) -> datetime:
        """A clock time there, in UTC; one that summer time skips is taken as if the clocks had not changed yet."""
        found = self._instants.get((day, clock))
        if found is None:
            found = self._instants[day, clock] = datetime.combine(day, clock, self.zone).astimezone(UTC)
        return found

    def in_hours(self, instant: datetime) -> datetime:
        """The instant itself if the office is open then, else when it opens next. In UTC."""
        day = self.day(instant)
        if self.worked(day):
            if instant < self.opens(day):
                return self.opens(day)
            if instant < self.closes(day):
                return instant.astimezone(UTC)
        return self.opens(self._first_worked(day + _DAY))

    def slow_days(self, after: date, last: date) -> int:
        """How many days from the one after `after` up to `last` lie in a slow season."""
        span = ((after + _DAY * n) for n in range(1, (last - after).days + 1))
        return sum(any(season.covers(day, self.country) for season in self.slow_seasons) for day in span)

    def _count(self, day: date, count: int) -> date:
        found = day if count > 0 else self._first_worked(day)
        for _ in range(count):
            found = self._first_worked(found + _DAY)
        return found

    def _is_worked(self, day: date) -> bool:
        if day.weekday() in self.weekend or day in self.days_off:
            return False
        return not self.country or day not in _public_holidays(self.country, self.subdivision, day.year)

    def _last_worked(self, day: date) -> date:
        found = day
        for _ in range(_LONGEST_REST):
            if self.worked(found):
                return found
            found -= _DAY
        return day

    def _first_worked(self, day: date) -> date:
        found = day
        for _ in range(_LONGEST_REST):
            if self.worked(found):
                return found
            found += _DAY
        return day


@dataclass(slots=True)
class Calendars:
    """The calendars of one plan: one per time zone, made when first asked for."""

    rules: RuleBook
    me: Identity
    _made: dict[str | None, Calendar] = field(default_factory=dict)

    def of(self, timezone: str | None) -> Calendar:
        """The calendar of a recipient in that zone (an IANA name); without one, of the user's own zone."""
        if timezone not in self._made:
            self._made[timezone] = _calendar(timezone, self.rules, self.me)
        return self._made[timezone]


def _calendar(timezone: str | None, rules: RuleBook, me: Identity) -> Calendar:
    """The office's calendar: at home as the rules say; abroad, as its zone tells, by that country's own customs."""
    own = zone_named(me.timezone) or ZoneInfo("UTC")
    zone = zone_named(timezone) or own
    home = (rules.country or me.country).upper() or COUNTRY_OF_ZONE.get(own.key, "")
    country = home if zone.key == own.key else COUNTRY_OF_ZONE.get(zone.key, home)
    abroad = country != home
    return Calendar(
        zone=zone,
        country=country,
        subdivision="" if abroad else rules.subdivision.upper(),
        weekend=weekend_of(country) if abroad else rules.weekend,
        quiet=rules.quiet,
        days_off=rules.days_off,
        slow_seasons=rules.slow_seasons,
    )


@lru_cache(maxsize=64)
def zone_named(name: str | None) -> ZoneInfo | None:
    """The zone of that IANA name, or None when there is none."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # malformed, a directory of the database, unknown
        return None


def region_is_known(country: str, subdivision: str = "") -> bool:
    """Whether public holidays are known for a country (ISO 3166-1) and, where given, its subdivision."""
    known = holidays.list_supported_countries(include_aliases=True).get(country.upper())
    return known is not None and (not subdivision or subdivision.upper() in {name.upper() for name in known})


@lru_cache(maxsize=256)
def _public_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    if not region_is_known(country):
        return frozenset()
    region = subdivision if region_is_known(country, subdivision) else ""
    return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year, expand=False))


@lru_cache(maxsize=64)
def weekend_of(country: str) -> frozenset[int]:
    """The days off in a country, Monday 0; Saturday and Sunday where nobody knows."""
    if not region_is_known(country):
        return frozenset({5, 6})
    return frozenset(holidays.country_holidays(country, years=()).weekend)
