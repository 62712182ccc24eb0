"""A vacancy put on hold, or a hiring freeze: no rejection, and for a long while nothing to ask about either.

Which of their messages put it on hold is found here; how long that is respected is the rule book's `on_hold`.
"""

from __future__ import annotations

from collections.abc import Iterable

from agent.deciding.correspondence import Side, Turn
from agent.reading import Kind

ON_HOLD = "on-hold"
"""The wording group by which they say so."""

_NO_NEWS = frozenset({Kind.ACKNOWLEDGEMENT, Kind.NOT_JOB})
"""Kinds of message that tell nothing of how things stand: after a receipt or small talk it is on hold still."""


def hold_of(turns: Iterable[Turn]) -> Turn | None:
    """Their latest message, in order of time, that put it on hold; None where a newer word of theirs ended that."""
    hold: Turn | None = None
    for turn in turns:
        if turn.side is Side.THEIRS and turn.kind not in _NO_NEWS:
            hold = turn if _puts_on_hold(turn) else None
    return hold


def _puts_on_hold(turn: Turn) -> bool:
    if turn.mail is None or turn.kind is not Kind.EMPLOYER_REPLY:
        return False
    return any(evidence.rule.rpartition(".")[2] == ON_HOLD for evidence in turn.mail.evidence)
