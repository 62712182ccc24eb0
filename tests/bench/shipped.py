"""The reader that is measured: one with the shipped rules, for each user that mail came to. Nothing is scored here."""

from __future__ import annotations

from functools import cache

from agent.reading import Identity, Reader
from agent.settings import shipped_rules


@cache
def reader_for(me: Identity) -> Reader:
    """A reader with the shipped rules."""
    return shipped_rules().reader(me)
