"""Profiles and overlays: which shipped rules are on, and where a country or trade is more patient.

Tables only, keyed by the `code` of a shipped rule. A rule the user wrote is never changed by them.
The figures are those of etiquette §9, and of §7 for the presumed end. An overlay moves a rule's whole window, so that
its length stays the same; it may also say whom the rule writes to, and what has to be known first.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from agent.settings.model import Profile

OFF: Mapping[Profile, frozenset[str]] = MappingProxyType(
    {
        Profile.SEED: frozenset({"R6"}),
        Profile.STANDARD: frozenset(),
        Profile.MINIMAL: frozenset({"R1", "R3", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R18", "R20"}),
    }
)
"""Rules that a profile leaves off. What is left to the minimal one is thanks, what they promised, offers and leave."""

Changes = Mapping[str, Any]
"""The keys of a rule's table that an overlay changes, as they are written there."""

PLAIN: Mapping[str, Changes] = MappingProxyType({})


def _window(after: str, suggest: str, until: str, **more: object) -> Changes:
    return MappingProxyType({"after": after, "suggest": suggest, "until": until, **more})


OVERLAYS: Mapping[str, Mapping[str, Changes]] = MappingProxyType(
    {
        "uk": PLAIN,
        "us": PLAIN,
        "agency": PLAIN,
        "de_at_ch": {
            "R5": _window("10 business days", "12 business days", "25 business days"),
            "R7": _window("10 business days", "11 business days", "25 business days"),
        },
        "fr": {"R2": _window("next business morning", "next business morning", "5 business days")},
        "public_uk": {
            "R4": _window("5 business days", "6 business days", "13 business days"),
            "R5": _window("10 business days", "12 business days", "25 business days"),
        },
        "us_federal": {
            "R5": _window("15 business days", "17 business days", "30 business days"),
            "R7": _window("20 business days", "21 business days", "35 business days", needs=("requisition",)),
        },
        "academia": {
            "R2": MappingProxyType({"to": ("contact", "coordinator")}),
            "R4": _window("5 business days", "6 business days", "13 business days"),
            "R5": _window("20 business days", "22 business days", "35 business days"),
        },
    }
)
"""What each overlay changes. `uk`, `us` and `agency` are the ground the shipped figures stand on: they move nothing."""

CLOSING: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "de_at_ch": {"close_after": "60 days"},
        "public_uk": {"close_after": "120 days"},
        "us_federal": {"close_after": "120 days"},
        "academia": {"close_after": "180 days"},
    }
)
"""How long silence lasts before an application is presumed closed, where an overlay has its own figure."""
