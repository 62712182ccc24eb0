"""Where somebody is, by the name of a city or country in a story: the time zone and the country's holidays.

Names are English, as in the time zone database and in the calendars of public holidays. It knows no streets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from holidays.registry import COUNTRIES

from agent.deciding import COUNTRY_OF_ZONE


@dataclass(frozen=True, slots=True)
class Place:
    """A time zone (IANA), a country (ISO 3166-1) and, where its holidays differ, a part of it (ISO 3166-2)."""

    zone: str
    country: str
    subdivision: str = ""


_PARTS: Mapping[str, Place] = {
    "england": Place("Europe/London", "GB", "ENG"),
    "scotland": Place("Europe/London", "GB", "SCT"),
    "wales": Place("Europe/London", "GB", "WLS"),
    "northern ireland": Place("Europe/London", "GB", "NIR"),
    "london": Place("Europe/London", "GB", "ENG"),
    "edinburgh": Place("Europe/London", "GB", "SCT"),
    "bavaria": Place("Europe/Berlin", "DE", "BY"),
    "munich": Place("Europe/Berlin", "DE", "BY"),
    "saxony": Place("Europe/Berlin", "DE", "SN"),
    "quebec": Place("America/Toronto", "CA", "QC"),
    "california": Place("America/Los_Angeles", "US", "CA"),
}
"""Parts of countries that people name, and that have a calendar of their own."""

_CALLED = {"the uk": "GB", "the us": "US", "the usa": "US", "the emirates": "AE", "great britain": "GB"}


def place_named(name: str) -> Place | None:
    """The place of that name, or None."""
    return _places().get(name.strip().casefold())


@cache
def _places() -> dict[str, Place]:
    first_zone: dict[str, str] = {}
    cities: dict[str, Place] = {}
    for zone, country in COUNTRY_OF_ZONE.items():
        first_zone.setdefault(country, zone)
        cities.setdefault(zone.rpartition("/")[2].replace("_", " ").casefold(), Place(zone, country))
    codes = {module.replace("_", " "): code for module, (_, code, *_others) in COUNTRIES.items()} | _CALLED
    countries = {name: Place(first_zone[code], code) for name, code in codes.items() if code in first_zone}
    the = {f"the {name}": place for name, place in countries.items()}
    return {**cities, **the, **countries, **_PARTS}
