"""The table of transitions as a Mermaid state diagram, so that what is documented can be checked against what is coded.

This module draws; it decides nothing.
"""

from __future__ import annotations

from itertools import pairwise

from agent.reading import Kind
from agent.tracking.events import Outcome
from agent.tracking.model import Stage
from agent.tracking.transitions import MEETING_KINDS, MOVES

_NOTE = """\
    note right of live
        A stage may be skipped, none is gone back to.
        Only mail that is believed moves anything.
    end note"""


def diagram() -> str:
    """Mermaid source of the state machine, ending in a newline. Within `live` a mail may also skip stages."""
    lines = [
        "stateDiagram-v2",
        "    [*] --> live",
        "    state live {",
        f"        [*] --> {Stage.APPLIED}",
        *(f"        {line}" for line in _forward()),
        "    }",
        *(f"    {line}" for line in (*_closings(), *_reopenings())),
        _NOTE,
    ]
    return "\n".join(lines) + "\n"


def _forward() -> list[str]:
    live = [stage for stage in Stage if stage is not Stage.CLOSED]
    return [f"{before} --> {after}: {_causes(after)}" for before, after in pairwise(live)]


def _causes(stage: Stage) -> str:
    kinds = [_condition(kind) for kind, move in MOVES.items() if move.stage is stage]
    if stage is Stage.SCREENING:
        meetings = " or ".join(kind for kind in MOVES if kind in MEETING_KINDS)
        kinds.append(f"a first phone screen ({meetings})")
    if stage is Stage.ASSESSMENT:
        kinds.append("a one-way video")
    return ", ".join(kinds)


def _condition(kind: Kind) -> str:
    return f"{kind} after the user wrote" if kind is Kind.RECRUITER_OUTREACH else str(kind)


def _closings() -> list[str]:
    mails = [f"live --> closed: {kind} ({move.outcome})" for kind, move in MOVES.items() if move.outcome]
    words = ", ".join(outcome for outcome in Outcome if outcome is not Outcome.NO_RESPONSE)
    return [
        *mails,
        f"closed --> closed: {Kind.REJECTION} after {Outcome.NO_RESPONSE}",
        f"live --> closed: long silence ({Outcome.NO_RESPONSE})",
        f"live --> closed: the user's word ({words})",
    ]


def _reopenings() -> list[str]:
    return [
        f"closed --> live: after {outcome}, {', '.join(k for k, move in MOVES.items() if outcome in move.reopens)}"
        for outcome in (Outcome.NO_RESPONSE, Outcome.REJECTED)
    ] + ["closed --> live: Reopened, Corrected"]
