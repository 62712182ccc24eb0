"""What a replay tells, one value for each thing that happened, and what the user of a simulated world may do.

Values only; how they come about is in `agent.replaying`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from agent.deciding import CloseLeft, CloseSilent, HeldBack, PlaceDraft, WithdrawDraft
from agent.ports import Intent, StoredReading
from agent.tracking import Application, Event, Fate, Stage
from agent.writing import Refused


@dataclass(frozen=True, slots=True)
class Filed:
    """An event was recorded: mail found its application, the user sent a draft or said a word."""

    at: datetime
    application: Application
    event: Event


@dataclass(frozen=True, slots=True)
class Moved:
    """The application stands at another stage; `before` is None for one that has just come to be."""

    at: datetime
    application: Application
    before: Stage | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft was put into Drafts."""

    at: datetime
    application: Application
    action: PlaceDraft
    intent: Intent


@dataclass(frozen=True, slots=True)
class NotWritten:
    """A draft that was due broke the lint, and goes to the user instead."""

    at: datetime
    application: Application
    action: PlaceDraft
    refused: Refused


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A draft lost its reason and was taken out of Drafts. `intent` is None for one that was not placed here."""

    at: datetime
    application: Application
    action: WithdrawDraft
    intent: Intent | None


@dataclass(frozen=True, slots=True)
class Presumed:
    """The application ended by itself: for nothing was heard, or with the letter by which the user left."""

    at: datetime
    application: Application
    action: CloseSilent | CloseLeft


@dataclass(frozen=True, slots=True)
class Held:
    """A draft would be due, and a gate holds it back, another one than before."""

    at: datetime
    application: Application
    held: HeldBack


@dataclass(frozen=True, slots=True)
class Asked:
    """A message only the user can place."""

    at: datetime
    stored: StoredReading


Told = Filed | Moved | Drafted | NotWritten | TakenBack | Presumed | Held | Asked
"""Everything a replay tells. Each is told with the application as it was just after."""

Deed = tuple[datetime, Fate]
"""What the user does with a draft, and when: sends, edits or deletes it."""

User = Callable[[Drafted], Iterable[Deed]]
"""The user of a simulated world: what they will do with a draft that has just been put before them."""


def leaves_drafts(_: Drafted) -> Iterable[Deed]:
    """Touch no draft."""
    return ()
