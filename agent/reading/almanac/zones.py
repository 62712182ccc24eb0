"""Time zones as people write them, as IANA names; an abbreviation that could be several is settled, or left open.

Names, places and abbreviations are those of the language files. Nothing is known here of where a mail comes from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from agent.reading.almanac.lexing import fold

_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+–-])\s?(\d{1,2})(?::?(\d{2}))?$")
_HALF_HOURS = {"+0530": "Asia/Kolkata", "+0930": "Australia/Darwin", "+0545": "Asia/Kathmandu"}
_OF_REGION = r"(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific|Etc)/[A-Za-z_+-]{2,30}(?:/[A-Za-z_]{2,30})?"
_REACH = 80
"""Characters behind a time in which its zone begins and ends."""


@dataclass(frozen=True)
class Zones:
    """What zones are called.

    `abbreviations` name places, perhaps `summer` behind one; `places` are in lower case, and those in `alone` name a
    zone without "time". `wordings` have `{place}` in them. `homes` are the zones a language is spoken in, by language;
    `countries` those of the last part of a domain.
    """

    abbreviations: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]
    wordings: tuple[str, ...]
    alone: frozenset[str] = frozenset()
    homes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _place(self) -> str:
        return "|".join(re.escape(place) for place in sorted(self.places, key=len, reverse=True)) or "(?!)"

    @cached_property
    def _worded(self) -> list[re.Pattern[str]]:
        found = []
        for wording in sorted(self.wordings, key=len, reverse=True):
            before, _, after = fold(wording).partition("{place}")
            # Some place by itself names a zone only where nothing goes on: "3pm Eastern", not "3pm Berlin office".
            ends = "" if before or after else r"(?=\s{0,3}(?:[).,;:/|]|$))"
            pattern = f"{_spaced(before)}(?P<place>{self._place}){_spaced(after)}(?![^\\W_]){ends}"
            found.append(re.compile(pattern))
        alone = "|".join(re.escape(name) for name in sorted(self.alone, key=len, reverse=True)) or "(?!)"
        return [*found, re.compile(f"(?P<place>{alone})(?![^\\W_])")]

    @cached_property
    def _written(self) -> re.Pattern[str]:
        short = "|".join(map(re.escape, sorted(self.abbreviations, key=len, reverse=True))) or "(?!)"
        return re.compile(
            rf"(?:(?:GMT|UTC)\s?[+–-]\s?\d{{1,2}}(?::?\d{{2}})?(?!\d)|(?:{short})(?!\w)|{_OF_REGION}"
            r"|[+-](?:0\d|1[0-4]):?(?:00|15|30|45)(?!\d))"
        )

    def at(self, text: str, start: int) -> tuple[str, int]:
        """The zone written at a place in a text and where it ends; an empty string when there is none."""
        while start < len(text) and text[start] in " ,([\t-–":
            start += 1
        match = self._written.match(text, start)
        if match:
            # "(UTC-05:00) Eastern Time": the offset is that of winter, the name is right all the year.
            named = self._named_at(text, match.end()) if _OFFSET.match(match[0]) else None
            return named or (match[0], match.end())
        return self._named_at(text, start) or ("", start)

    def _named_at(self, text: str, start: int) -> tuple[str, int] | None:
        while start < len(text) and text[start] in " )":
            start += 1
        rest = fold(text[start : start + _REACH])
        for pattern in self._worded:
            worded = pattern.match(rest)
            if worded:
                return text[start : start + worded.end()], start + worded.end()
        return None

    def named(self, written: str, near: tuple[tzinfo, ...], at: datetime) -> str | None:
        """The IANA name of a zone as written, or None when it is unknown or could be several.

        `near` are zones that settle an ambiguous abbreviation: the mail's own, the user's. `at` is a naive local time.
        """
        written = written.strip()
        if written in self.abbreviations:
            return _settled(self.abbreviations[written], near, at)
        if match := _OFFSET.match(written):
            return _fixed("+" if match[1] == "+" else "-", int(match[2]), match[3] or "00")
        if "/" in written:
            return written if zone(written) is not None else None
        folded = fold(written)
        worded = next((m for pattern in self._worded if (m := pattern.fullmatch(folded))), None)
        return self.places[worded["place"]] if worded else None


def _spaced(words: str) -> str:
    """A piece of a wording, with any white space between its words."""
    pattern = r"\s{1,3}".join(map(re.escape, words.split()))
    before = r"\s{1,3}" if words[:1].isspace() else ""
    after = r"\s{1,3}" if words[-1:].isspace() and words.strip() else ""
    return f"{before}{pattern}{after}"


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _settled(places: tuple[str, ...], near: tuple[tzinfo, ...], at: datetime) -> str | None:
    found = [place.partition(" ") for place in places]
    if len(found) == 1:
        return found[0][0]
    offsets = [other.utcoffset(at) for other in near]
    return next((name for name, _, season in found if _offset(name, season, at) in offsets), None)


def _offset(name: str, season: str, at: datetime) -> timedelta | None:
    """The place's offset then; none where the abbreviation is a summer's and it is winter."""
    place = zone(name)
    offset, in_winter = (place.utcoffset(then) if place else None for then in (at, at.replace(month=1, day=1)))
    return None if season and offset == in_winter else offset


def _fixed(sign: str, hours: int, minutes: str) -> str | None:
    """`UTC+2` is `Etc/GMT-2`: those names count westward."""
    if minutes != "00":
        return _HALF_HOURS.get(f"{sign}{hours:02}{minutes}")
    if timedelta(hours=hours) > timedelta(hours=14):
        return None
    return "UTC" if hours == 0 else f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
