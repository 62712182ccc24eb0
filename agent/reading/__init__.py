"""Bytes in, `Reading` out: what a message says, of which kind it is, and the facts it states, each with its evidence.

This room does no I/O and knows nothing of applications, rules of timing or drafts. Nothing in a mail makes it raise.
"""

from agent.reading.model import (
    Address,
    Automated,
    Deadline,
    Direction,
    Envelope,
    Evidence,
    Facts,
    Identity,
    Kind,
    Meeting,
    Part,
    Person,
    Reading,
    Said,
    Slot,
    Span,
    Trust,
    Unreadable,
)

__all__ = [
    "Address",
    "Automated",
    "Deadline",
    "Direction",
    "Envelope",
    "Evidence",
    "Facts",
    "Identity",
    "Kind",
    "Meeting",
    "Part",
    "Person",
    "Reading",
    "Said",
    "Slot",
    "Span",
    "Trust",
    "Unreadable",
]
