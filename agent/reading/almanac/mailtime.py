"""The time and place a mail was written in: what relative days, missing zones and `03/04` are read by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from agent.reading.almanac.zones import Zones, zone
from agent.reading.model import Envelope, Identity

_MONTH_FIRST = frozenset({"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"})
"""Where `03/04` is 4 March."""

_EITHER = frozenset({"America/Toronto"})
"""Where it may be both."""


@dataclass(frozen=True, slots=True)
class MailTime:
    """When and where a mail was written.

    `assumed` is the zone of times that state none; `near` are zones that settle an abbreviation. `language` is that of
    the mail. `place` is the zone its Date or its domain speaks for, None when neither does.
    """

    at: datetime
    assumed: tzinfo
    near: tuple[tzinfo, ...]
    language: str = "en"
    place: str | None = None

    @property
    def day(self) -> date:
        """The day it was written on, where it was written."""
        return self.at.astimezone(self.assumed).date()

    @property
    def day_first(self) -> bool | None:
        """Whether `03/04` is 3 April to its writer; None when that cannot be told. All but the English write so."""
        if self.language not in {"en", "other"}:
            return True
        return None if self.place is None or self.place in _EITHER else self.place not in _MONTH_FIRST


def mail_time(envelope: Envelope, me: Identity, zones: Zones, language: str = "en") -> MailTime:
    """How a mail's times are to be read: where its Date says it was written, else where its sender is likely to be.

    A Date with an offset of zero tells nothing: large services write it wherever they stand. An offset is no zone yet;
    the zone behind it, which knows of daylight saving, is that of the domain's country, the user's own, or one where
    the mail's language is spoken.
    """
    home: tzinfo = zone(me.timezone) or UTC
    country = _country(envelope, zones)
    sent, at = envelope.sent_at, envelope.occurred_at
    offset = sent.utcoffset() if sent and at == sent else None
    if not sent or not offset:
        place = country or _spoken_in(zones.homes.get(language, ()), at)
        assumed = (zone(place) if place else None) or home
        return MailTime(at, assumed, tuple(dict.fromkeys((assumed, home))), language, place)
    local = sent.replace(tzinfo=None)
    candidates = [name for name in (country, me.timezone, *zones.homes.get(language, ())) if name]
    named = next((name for name in candidates if _offset_of(name, local) == offset), None)
    own = (zone(named) if named else None) or timezone(offset)
    return MailTime(at, own, (own, home), language, named)


def _spoken_in(homes: tuple[str, ...], at: datetime) -> str | None:
    """Where a language is spoken, if it is the same time everywhere there."""
    offsets = {_offset_of(name, at.astimezone(UTC).replace(tzinfo=None)) for name in homes}
    return homes[0] if len(offsets) == 1 else None


def _offset_of(name: str, local: datetime) -> timedelta | None:
    place = zone(name)
    return place.utcoffset(local) if place else None


def _country(envelope: Envelope, zones: Zones) -> str | None:
    domain = envelope.sender.domain if envelope.sender else ""
    return zones.countries.get(domain.rpartition(".")[2])
