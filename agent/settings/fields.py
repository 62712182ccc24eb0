"""The types of single values in config.toml and rule files: each checks one value and says plainly what it needs.

Every check raises through `wrong`, so that the sentence reaches the user as written here. What belongs together across
several keys is checked in the shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

import holidays
from holidays.registry import COUNTRIES
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from agent.settings.words import nearest, shown, suggestion

CODE = 3
"""A name up to so long is a code; codes that look alike are different countries, so they are never guessed at."""

ABBREVIATED = 3
"""Fewest letters that name a day of the week, as in "Sat"."""

MANY = 20
"""Up to so many parts of a country are listed."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

YEARS = range(2000, 2101)
"""Days outside these are slips of the pen, and beyond what instants can be reckoned with in every zone."""


def wrong(what: str, instead: str = "", *, absent: bool = False, about: str | None = None) -> PydanticCustomError:
    """An error that says `what; instead`.

    `absent` tells that something is missing, which is not said of a file whose syntax already has faults. `about`
    lays it to another key of the same table, or to the table itself when empty.
    """
    return PydanticCustomError("wrong", "{what}", {"what": what, "instead": instead, "absent": absent, "about": about})


def choice(words: Iterable[str], called: str) -> AfterValidator:
    """One of these words; anything else is `no such {called}`, with the nearest."""
    known = tuple(words)

    def check(value: str) -> str:
        if value not in known:
            raise wrong(f"no such {called} {shown(value)}", suggestion(value, known))
        return value

    return AfterValidator(check)


def _one_line(value: str) -> str:
    if not value.strip():
        raise wrong("is empty", "write something, or take the line out")
    if not value.isprintable():
        raise wrong("holds a line break or another invisible character", "write it on one line")
    return value.strip()


def _address(value: str) -> str:
    if not re.fullmatch(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+", value):
        raise wrong(f"{shown(value)} is not an e-mail address", 'write only the address, as in "sam@example.org"')
    return value.lower()


def _host(value: str) -> str:
    if "://" in value or "/" in value:
        raise wrong("is a URL, not the name of a server", 'write only the name, as in "imap.example.org"')
    if re.fullmatch(r"[^:]+:\d+", value):
        raise wrong("holds a port", "write the name alone, and the port as port = 993")
    if re.search(r"[\s@]", value):
        raise wrong(f"{shown(value)} is not the name of a server", 'write it as in "imap.example.org"')
    return value


@cache
def _zones() -> frozenset[str]:
    """Every IANA zone; the tables carry a few entries that are none."""
    return frozenset(available_timezones() - {"Factory", "localtime", "posixrules"})


def _zone(value: str) -> str:
    if value in _zones():
        return value
    # By its city alone a zone is found too. Abbreviations are never proposed: they look alike and differ by hours.
    places = sorted(z for z in _zones() if "/" in z and not z.startswith("Etc/"))
    names = {z.rpartition("/")[2].replace("_", " "): z for z in places} | {z: z for z in ("UTC", *places)}
    near = names.get(nearest(value, names, 0.75))
    instead = f'did you mean "{near}"?' if near else 'write an IANA name such as "Europe/London"'
    raise wrong(f"no such time zone {shown(value)}", instead)


@cache
def countries() -> dict[str, list[str]]:
    """ISO 3166-1 codes of the countries whose public holidays are known, with their subdivisions' codes."""
    return holidays.list_supported_countries(include_aliases=False)


def _country(value: str) -> str:
    code = value.upper()
    if code in countries():
        return code
    raise wrong(f"no such country {shown(value)}", _country_meant(value))


def _country_meant(value: str) -> str:
    """The code of a country written by its name, its three letters, or an everyday code such as UK."""
    names: dict[str, str] = {}
    for module, (_class, code, *others) in COUNTRIES.items():
        if code in countries():
            names |= dict.fromkeys((module.replace("_", " "), *others), code)
    folded = {name.casefold(): code for name, code in names.items()}
    code = folded.get(value.casefold()) or folded.get(nearest(value, (n for n in folded if len(n) > CODE)), "")
    return f'did you mean "{code}"?' if code else 'write its ISO code of two letters, such as "GB" or "DE"'


def subdivision_of(country: str, value: str) -> str:
    """Check a subdivision (ISO 3166-2, without the country) against its country."""
    if not value:
        return value
    if not country:
        raise wrong("says a part of a country, but not of which", "write country as well", absent=True)
    known = countries()[country]
    if not known:
        raise wrong(f"{country} has no regional holidays that are known", "take the line out")
    code = value.upper().removeprefix(f"{country}-")
    if code not in known:
        near = suggestion(value, known)
        choose = near or f"take the line out, or write one of: {', '.join(known[:MANY])}{'…' * (len(known) > MANY)}"
        raise wrong(f"{country} has no part {shown(value)} with holidays of its own", choose)
    return code


def _clock(value: object) -> time:
    if isinstance(value, time):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        raise wrong("is not a time of day", 'write hours and minutes, as in "09:00"')
    hour, _, minute = value.partition(":")
    return time(int(hour), int(minute))


def _day(value: object) -> date:
    day = _as_date(value)
    if day is None:
        raise wrong("is not a date", "write year-month-day, as in 2027-01-10")
    if day.year not in YEARS:
        raise wrong(f"the year {day.year} is too far away", "write year-month-day, as in 2027-01-10")
    return day


def _as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return None
    try:
        return (
            date.fromisoformat(value.strip()) if isinstance(value, str) else value if isinstance(value, date) else None
        )
    except ValueError:
        return None


def _until(value: object) -> date:
    day = _as_date(value.strip().removeprefix("until") if isinstance(value, str) else value)
    if day is None or day.year not in YEARS:
        raise wrong("is not a day to pause until", 'write "until 2027-01-10"')
    return day


def _weekday(value: str) -> str:
    names = [n for n in WEEKDAYS if len(value) >= ABBREVIATED and n.casefold().startswith(value.casefold())]
    if len(names) != 1:
        raise wrong(f"no such day of the week {shown(value)}", suggestion(value, WEEKDAYS))
    return names[0]


Text = Annotated[str, AfterValidator(_one_line)]
Address = Annotated[str, AfterValidator(_address)]
Host = Annotated[str, AfterValidator(_host)]
Zone = Annotated[str, AfterValidator(_zone)]
Country = Annotated[str, AfterValidator(_country)]
Clock = Annotated[time, BeforeValidator(_clock)]
Day = Annotated[date, BeforeValidator(_day)]
Until = Annotated[date, BeforeValidator(_until)]
Weekday = Annotated[str, AfterValidator(_weekday)]
Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True)]


def words_of(members: type[StrEnum]) -> tuple[str, ...]:
    """An enumeration's words, as the user writes them."""
    return tuple(m.value for m in members)
