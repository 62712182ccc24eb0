"""The one order events are folded in, whatever order they came in.

An event's place depends on the event alone: its instant, its type, when its message arrived, and last its own text.
So any shuffling of the same events sorts back into the same list, and of two copies of a message the one received
first leads. This module compares; it does not fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from agent.tracking.events import (
    ApplicationOpened,
    Closed,
    Corrected,
    Debriefed,
    DraftBecame,
    DraftPlaced,
    Event,
    InterviewNoted,
    LessonLearned,
    LessonRemoved,
    MailFiled,
    Noted,
    OfferRecorded,
    RefereeNamed,
    Reopened,
    Wished,
)

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_RANK: Final[dict[type, int]] = {
    ApplicationOpened: 0,
    MailFiled: 1,
    DraftPlaced: 2,
    DraftBecame: 3,
    Noted: 4,
    InterviewNoted: 5,
    Wished: 6,
    OfferRecorded: 7,
    Debriefed: 8,
    RefereeNamed: 9,
    Closed: 10,
    Reopened: 11,
    Corrected: 12,
    LessonLearned: 13,
    LessonRemoved: 14,
}
"""At the same instant: what opens comes first, what the user says about the rest comes last, so that it wins."""


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events sorted by instant and place; the same list for every permutation of the same events."""
    return sorted(events, key=_place)


def follows(event: Event, other: Event) -> bool:
    """Whether `event` has its place after `other`."""
    return _place(other) < _place(event)


def instant(at: datetime) -> timedelta:
    """An aware instant as time since 1970 in UTC.

    Two datetimes of one zone compare by the wall clock, which is wrong in the hour that is repeated in autumn.
    """
    return at - _EPOCH


class _Text:
    """An event's text as the last resort of a comparison; it is built only when two events tie."""

    __slots__ = ("_event",)

    def __init__(self, event: Event) -> None:
        self._event = event

    def __lt__(self, other: _Text) -> bool:
        return repr(self._event) < repr(other._event)


def _place(event: Event) -> tuple[timedelta, int, timedelta, _Text]:
    arrived = event.reading.envelope.received_at if isinstance(event, MailFiled) else event.at
    return instant(event.at), _RANK[type(event)], instant(arrived), _Text(event)
