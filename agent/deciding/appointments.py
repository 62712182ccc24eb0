"""Which interview a wish of the user's is about, and whether that still stands where it stood when they said so.

Values and plain questions about one application; what is written because of a wish is in `scheduling`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from agent.deciding.correspondence import utc
from agent.reading import Kind, Meeting, Reading
from agent.tracking import Interview, Wish, Wished

_SAME = timedelta(minutes=15)
"""Words round, calendars do not: two statements this close together are of one time."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A wish with the interview it is about, and the start that had when the user said so."""

    wish: Wished
    interview: Interview
    start: datetime

    @property
    def stands(self) -> bool:
        """Whether the interview has neither been moved nor called off since."""
        return not self.interview.cancelled and abs(utc(self.interview.start) - self.start) <= _SAME


def appointments_of(
    wishes: Sequence[Wished], interviews: Sequence[Interview], mails: Mapping[str, Reading]
) -> Iterator[Appointment]:
    """Each wish about an interview: one to be moved lies ahead when the user says so, one that was missed has begun."""
    stated = [(i, list(_stated(i, mails)), _called_off(i, mails)) for i in interviews] if wishes else []
    for wish in wishes:
        at = utc(wish.at)
        known = ((i, _start(i, starts, at)) for i, starts, gone in stated if gone is None or gone > at)
        there = [(start, i) for i, start in known if start is not None]
        if wish.wish is Wish.MOVE_INTERVIEW:
            found = min((one for one in there if one[0] > at), key=lambda one: one[0], default=None)
        elif wish.wish in {Wish.EXCUSE_ABSENCE, Wish.ASK_AFTER_NO_SHOW}:
            found = max((one for one in there if one[0] <= at), key=lambda one: one[0], default=None)
        else:
            continue
        if found is not None:
            yield Appointment(wish, found[1], found[0])


def _stated(interview: Interview, mails: Mapping[str, Reading]) -> Iterator[tuple[datetime, datetime]]:
    """Every start a message stated for an interview, with when it was written."""
    for name in interview.names:
        mail = mails.get(name)
        if mail is not None and mail.facts.meeting is not None:
            yield utc(mail.at), utc(mail.facts.meeting.slot.start)


def _called_off(interview: Interview, mails: Mapping[str, Reading]) -> datetime | None:
    """When an interview that is called off was, by the first message that may have done it."""
    if not interview.cancelled:
        return None
    off = (m for m in mails.values() if m.kind in {Kind.INTERVIEW_CANCELLED, Kind.INTERVIEW_RESCHEDULED})
    return min((utc(m.at) for m in off if _is_about(interview, m.facts.meeting)), default=None)


def _is_about(interview: Interview, meeting: Meeting | None) -> bool:
    if meeting is None or (meeting.uid is not None and interview.is_called(meeting.uid)):
        return True
    return abs(utc(interview.start) - utc(meeting.slot.start)) <= _SAME


def _start(interview: Interview, stated: Sequence[tuple[datetime, datetime]], at: datetime) -> datetime | None:
    """Where an interview stood at an instant: as stated last before it; None if nobody had spoken of it yet."""
    if not stated:
        return utc(interview.start)
    before = [one for one in stated if one[0] <= at]
    return max(before)[1] if before else None
