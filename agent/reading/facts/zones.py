"""Time zones as people write them, as IANA names; an abbreviation that could be several is settled, or left open.

Nothing is found in a text here (see `when`); a zone is only named.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_NEW_YORK, _CHICAGO, _DENVER, _LA = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
_LONDON, _BERLIN, _PARIS = "Europe/London", "Europe/Berlin", "Europe/Paris"

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("EST", "EDT", "ET"), (_NEW_YORK,)),
    **dict.fromkeys(("CDT", "CT"), (_CHICAGO,)),
    **dict.fromkeys(("MST", "MDT", "MT"), (_DENVER,)),
    **dict.fromkeys(("PST", "PDT", "PT"), (_LA,)),
    "CST": (_CHICAGO, "Asia/Shanghai"),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "BST": (_LONDON, "Asia/Dhaka"),
    "AST": ("America/Halifax", "Asia/Riyadh"),
    **dict.fromkeys(("GMT", "UTC", "Z"), ("UTC",)),
    **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), (_BERLIN,)),
    **dict.fromkeys(("EET", "EEST"), ("Europe/Helsinki",)),
    **dict.fromkeys(("WET", "WEST"), ("Europe/Lisbon",)),
    **dict.fromkeys(("AEST", "AEDT", "AET"), ("Australia/Sydney",)),
    "AWST": ("Australia/Perth",),
    "ACST": ("Australia/Adelaide",),
    **dict.fromkeys(("NZST", "NZDT"), ("Pacific/Auckland",)),
    "SGT": ("Asia/Singapore",),
    "HKT": ("Asia/Hong_Kong",),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "SAST": ("Africa/Johannesburg",),
    "GST": ("Asia/Dubai",),
}
"""The places an abbreviation may mean; with several, the mail has to settle it. `EST` in July means New York, too."""

_IN_SUMMER = frozenset({_LONDON, "Europe/Dublin"})
"""`BST` and `IST` are what London and Dublin call their summer time."""

PLACES: dict[str, str] = {
    "eastern": _NEW_YORK,
    "central": _CHICAGO,
    "mountain": _DENVER,
    "pacific": _LA,
    "uk": _LONDON,
    "british": _LONDON,
    "london": _LONDON,
    "dublin": "Europe/Dublin",
    "irish": "Europe/Dublin",
    "berlin": _BERLIN,
    "german": _BERLIN,
    "munich": _BERLIN,
    "central european": _BERLIN,
    "paris": _PARIS,
    "french": _PARIS,
    "amsterdam": "Europe/Amsterdam",
    "dutch": "Europe/Amsterdam",
    "brussels": "Europe/Brussels",
    "madrid": "Europe/Madrid",
    "zurich": "Europe/Zurich",
    "vienna": "Europe/Vienna",
    "stockholm": "Europe/Stockholm",
    "warsaw": "Europe/Warsaw",
    "rome": "Europe/Rome",
    "lisbon": "Europe/Lisbon",
    "new york": _NEW_YORK,
    "nyc": _NEW_YORK,
    "boston": _NEW_YORK,
    "toronto": "America/Toronto",
    "chicago": _CHICAGO,
    "denver": _DENVER,
    "san francisco": _LA,
    "los angeles": _LA,
    "seattle": _LA,
    "california": _LA,
    "indian": "Asia/Kolkata",
    "india": "Asia/Kolkata",
    "bangalore": "Asia/Kolkata",
    "singapore": "Asia/Singapore",
    "hong kong": "Asia/Hong_Kong",
    "tokyo": "Asia/Tokyo",
    "dubai": "Asia/Dubai",
    "tel aviv": "Asia/Jerusalem",
    "israel": "Asia/Jerusalem",
    "sydney": "Australia/Sydney",
    "melbourne": "Australia/Melbourne",
    "greenwich mean": "UTC",
}
"""`London time`, `Pacific Time`, `Central European Time`."""

_PLACE = "|".join(re.escape(place) for place in sorted(PLACES, key=len, reverse=True))
PATTERN = (
    r"(?P<zone>(?:GMT|UTC)\s?[+-]\s?\d{1,2}(?::?\d{2})?|"
    rf"(?:{'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})\b|"
    rf"(?i:(?:{_PLACE})(?:\s+(?:standard|daylight|summer))?(?:\s+time\b|(?=\s*[).,;]|\s*$)))|"
    r"(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific|Etc)/[A-Za-z_+-]+(?:/[A-Za-z_]+)?|"
    r"[+-](?:0\d|1[0-4]):?(?:00|15|30|45)\b)"
)
"""A zone as written behind a time; abbreviations in capitals only."""

_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+-])\s?(\d{1,2}):?(\d{2})?$")
_TIME_WORDS = re.compile(r"\s+(?:standard|daylight|summer)|\s+time", re.IGNORECASE)
_HALF_HOURS = {"+0530": "Asia/Kolkata", "+0930": "Australia/Darwin", "+0545": "Asia/Kathmandu"}


def zone_named(written: str, near: tuple[tzinfo, ...], at: datetime) -> str | None:
    """The IANA name of a zone as written, or None when it is unknown or could be several.

    `near` are zones that settle an ambiguous abbreviation: the mail's own, the user's. `at` is a naive local time.
    """
    written = written.strip()
    if written in ABBREVIATIONS:
        return _settled(ABBREVIATIONS[written], near, at)
    if match := _OFFSET.match(written):
        return _fixed(match[1], int(match[2]), match[3] or "00")
    if "/" in written:
        return written if zone(written) is not None else None
    return PLACES.get(" ".join(_TIME_WORDS.sub("", written).lower().split()))


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _settled(places: tuple[str, ...], near: tuple[tzinfo, ...], at: datetime) -> str | None:
    if len(places) == 1:
        return places[0]
    offsets = [other.utcoffset(at) for other in near]
    return next((place for place in places if _offset(place, at) in offsets), None)


def _offset(place: str, at: datetime) -> timedelta | None:
    """The place's offset then; none where the abbreviation is a summer's and it is winter."""
    found = zone(place)
    offset = found.utcoffset(at) if found else None
    return None if place in _IN_SUMMER and not offset else offset


def _fixed(sign: str, hours: int, minutes: str) -> str | None:
    """`UTC+2` is `Etc/GMT-2`: those names count westward."""
    if minutes != "00":
        return _HALF_HOURS.get(f"{sign}{hours:02}{minutes}")
    if timedelta(hours=hours) > timedelta(hours=14):
        return None
    return "UTC" if hours == 0 else f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
