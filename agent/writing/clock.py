"""Times of day in words, with whose clock is meant: "14:00 (London time)". Days are in `dates`.

A zone is named by the city of its IANA name, which is right in summer and in winter; where the name holds no city, by
its distance from UTC. Only languages whose words are in the table are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from agent.writing.dates import local, weekday_in_words, zone_of
from agent.writing.names import listed


@dataclass(frozen=True, slots=True)
class ClockWords:
    """A language's ways: a time of day on the hour and off it, a day with a time, a zone by its city, its own names.

    `vowel` is the zone's pattern before a vowel, where that makes a difference.
    """

    hour: str
    minutes: str
    day_at: str
    zone: str
    vowel: str
    cities: Mapping[str, str]


CLOCKS: Mapping[str, ClockWords] = MappingProxyType(
    {
        "en": ClockWords("{hour}:00", "{hour}:{minute:02}", "{day} at {time}", "{city} time", "{city} time", {}),
        "de": ClockWords(
            "{hour}:00 Uhr",
            "{hour}:{minute:02} Uhr",
            "{day} um {time}",
            "Ortszeit {city}",
            "Ortszeit {city}",
            MappingProxyType(
                {
                    "Athens": "Athen", "Brussels": "Brüssel", "Bucharest": "Bukarest", "Copenhagen": "Kopenhagen",
                    "Kyiv": "Kiew", "Lisbon": "Lissabon", "Luxembourg": "Luxemburg", "Prague": "Prag", "Rome": "Rom",
                    "Singapore": "Singapur", "Vienna": "Wien", "Warsaw": "Warschau", "Zurich": "Zürich",
                }
            ),
        ),
        "fr": ClockWords(
            "{hour} h",
            "{hour} h {minute:02}",
            "{day} à {time}",
            "heure de {city}",
            "heure d’{city}",
            MappingProxyType(
                {
                    "Algiers": "Alger", "Athens": "Athènes", "Brussels": "Bruxelles", "Bucharest": "Bucarest",
                    "Copenhagen": "Copenhague", "Lisbon": "Lisbonne", "London": "Londres", "Montreal": "Montréal",
                    "Singapore": "Singapour", "Vienna": "Vienne", "Warsaw": "Varsovie",
                }
            ),
        ),
    }
)  # fmt: skip
"""Cities that are not listed are spelled as in their zone's name."""

_TIME = re.compile(
    r"(?<![\w.:])(?:(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?!\d)"
    r"|(?P<bare>[0-9]{1,2})(?=\s?(?:[ap]\.?m\b|Uhr\b|h\b))(?:\s?h\s?(?P<after>[0-9]{2})(?!\d))?)"
    r"(?:\s?(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
"""A clock as our languages write it: 9:30, 9.30 only where "am", "Uhr" or "h" tells that it is one."""

_UTC = frozenset({"UTC", "GMT", "Etc/UTC", "Etc/GMT", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "Zulu", "UCT"})


def time_in_words(at: datetime, language: str) -> str | None:
    """`9:30`, by the clock of the instant's own zone; None in a language without words."""
    words = CLOCKS.get(language)
    if words is None:
        return None
    pattern = words.minutes if at.minute else words.hour
    return pattern.format(hour=at.hour, minute=at.minute)


def zone_in_words(timezone: str, at: datetime, language: str) -> str | None:
    """`London time` for Europe/London; `UTC+1` where the name holds no city; None where zone or language is unknown."""
    words = CLOCKS.get(language)
    if zone_of(timezone) is None or words is None:
        return None
    area, _, place = timezone.rpartition("/")
    if timezone in _UTC:
        return "UTC"
    if not area or area == "Etc":
        return _distance(local(at, timezone))
    city = words.cities.get(place.replace("_", " "), place.replace("_", " "))
    pattern = words.vowel if city[:1].lower() in "aàâeéèiîoôu" else words.zone
    return pattern.format(city=city)


def moments_in_words(moments: Sequence[datetime], timezone: str, year: int, language: str) -> str:
    """Several moments in their order as a choice, by the clock of one zone, which is named at the end.

    "Monday 30 March at 10:00, or Tuesday 31 March at 14:00 or 16:30 (London time)"; each day has its year where it is
    not `year`. Where the zone's name changes between them, each has its own. Empty if there is nothing to choose from.
    """
    words = CLOCKS.get(language)
    there = [at for moment in moments if (at := local(moment, timezone)) is not None]
    if not there or words is None:
        return ""
    zones = [zone_in_words(timezone, at, language) for at in there]
    shared = len(set(zones)) == 1
    days: dict[date, list[str]] = {}
    for at, zone in zip(there, zones, strict=True):
        time = time_in_words(at, language) or ""
        days.setdefault(at.date(), []).append(time if shared else f"{time} ({zone})")
    told = [
        words.day_at.format(day=weekday_in_words(day, year, language), time=listed(times, language, either=True))
        for day, times in days.items()
    ]
    apart = any(len(times) > 1 for times in days.values())
    return listed(told, language, either=True, apart=apart) + (f" ({zones[0]})" if shared else "")


def times_in(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Every time of day in a text as (hour, minute) of twenty-four hours, with the words that tell it."""
    for found in _TIME.finditer(text):
        hour, half = int(found["hour"] or found["bare"]), (found["half"] or "").lower()[:1]
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        yield (hour, int(found["minute"] or found["after"] or 0)), found[0]


def _distance(at: datetime | None) -> str | None:
    """`UTC+1`, `UTC-3:30`."""
    offset = None if at is None else at.utcoffset()
    if offset is None:
        return None
    sign = "-" if offset < timedelta() else "+"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"UTC{sign}{hours}:{minutes:02}" if minutes else f"UTC{sign}{hours}"
