"""The reader that is measured: one with the shipped rules, for each user that mail came to. Nothing is scored here."""

from __future__ import annotations

import gc
from functools import cache

from agent.reading import Identity, Reader
from agent.settings import Rules, shipped_rules


@cache
def reader_for(me: Identity) -> Reader:
    """A reader with the shipped rules."""
    return _rules().reader(me)


@cache
def _rules() -> Rules:
    """The shipped rules, kept as a running agent keeps them."""
    rules = shipped_rules()
    gc.freeze()
    return rules
