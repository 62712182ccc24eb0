"""Profiles and overlays: which shipped rules are on, and where a country or trade is more patient.

Tables only, keyed by the `code` of a shipped rule. A rule the user wrote is never changed by them.
The figures are those of etiquette §9; an overlay moves a rule's whole window, so that its length stays the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from agent.settings.model import Profile

OFF: Mapping[Profile, frozenset[str]] = MappingProxyType(
    {
        Profile.SEED: frozenset({"R6"}),
        Profile.STANDARD: frozenset(),
        Profile.MINIMAL: frozenset({"R5", "R7", "R18", "R20"}),
    }
)
"""Rules that a profile leaves off."""

Window = tuple[str, str, str]
"""`after`, `suggest` and `until` of a rule, in words."""

PLAIN: Mapping[str, Window] = MappingProxyType({})

OVERLAYS: Mapping[str, Mapping[str, Window]] = MappingProxyType(
    {
        "uk": PLAIN,
        "us": PLAIN,
        "agency": PLAIN,
        "de_at_ch": {"R5": ("10 business days", "12 business days", "25 business days")},
        "fr": {"R2": ("1 day", "1 day", "5 business days")},
        "public_uk": {
            "R4": ("5 business days", "6 business days", "13 business days"),
            "R5": ("10 business days", "12 business days", "25 business days"),
        },
        "us_federal": {
            "R5": ("15 business days", "17 business days", "30 business days"),
            "R7": ("20 business days", "21 business days", "35 business days"),
        },
        "academia": {
            "R4": ("5 business days", "6 business days", "13 business days"),
            "R5": ("20 business days", "22 business days", "35 business days"),
        },
    }
)
"""What each overlay changes. `uk`, `us` and `agency` are the ground the shipped figures stand on: they move nothing."""

CLOSING: Mapping[str, Mapping[str, str]] = MappingProxyType({"academia": {"close_after": "180 days"}})
"""How long silence lasts before an application is presumed closed, where an overlay has its own figure."""
