"""When offices are open, and when they are slow: what a calendar is made of. The counting is done in `calendars`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When no draft appears: outside `opens`–`closes`, in the recipient's zone."""

    opens: time = time(9, 0)
    closes: time = time(17, 0)


@dataclass(frozen=True, slots=True)
class Season:
    """A stretch of the year in which offices are slow, both ends included, as (month, day); it may span New Year.

    `countries` are ISO 3166-1 codes; none means everywhere.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    countries: tuple[str, ...] = ()

    def covers(self, day: date, country: str) -> bool:
        """Whether the day lies in this season, for an office in that country."""
        if self.countries and country not in self.countries:
            return False
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


SLOW_SEASONS = (Season((12, 20), (1, 4)), Season((8, 1), (8, 31), ("DE", "ES", "FR", "IT")))
"""When silence means little (etiquette §1.3): the turn of the year, and August where August is holiday."""
