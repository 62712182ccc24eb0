"""The interviews of an application, as mails fix, move and call them off.

An interview is known by its calendar UID (RFC 5545), by the fingerprint of the message that fixed it in words, or by
its time where the user noted it. Whether it was held is the user's word, in `corrections`, by a wish or by a note.
Nothing here looks at stages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from agent.reading import Kind, Meeting, Reading, Slot
from agent.tracking.events import InterviewNoted
from agent.tracking.model import Interview
from agent.tracking.order import instant
from agent.tracking.persons import merged

SAME_START: Final = timedelta(minutes=15)
"""A confirmation in words and a calendar this close together are one interview: people round, calendars do not."""

_PLACELESS: Final = frozenset({"UTC", "GMT", "Etc/UTC", "Etc/GMT", "Zulu"})

Interviews = tuple[Interview, ...]


def arranged(interviews: Interviews, reading: Reading) -> Interviews:
    """The interviews after one believed mail from the other side, in order of their start.

    An invitation fixes nothing, not even when it carries a tentative slot.
    """
    match reading.kind:
        case Kind.INTERVIEW_SCHEDULED:
            after, each = _fixed(interviews, reading), _fixed
        case Kind.INTERVIEW_RESCHEDULED:
            # The first may be a known one moved; what else the calendar holds says itself which it is.
            after, each = _moved(interviews, reading), _fixed
        case Kind.INTERVIEW_CANCELLED:
            after, each = _called_off(interviews, reading), _called_off
        case _:
            return interviews
    for meeting in reading.facts.further:
        after = each(after, replace(reading, facts=replace(reading.facts, meeting=meeting)))
    return tuple(sorted(after, key=lambda interview: (instant(interview.start), interview.key)))


def same(interviews: Sequence[Interview], meeting: Meeting) -> Interview | None:
    """The interview a meeting is about: the same UID, else the same start where one of the two comes from words."""
    for interview in interviews:
        if interview.from_calendar and interview.key == meeting.uid:
            return interview
    for interview in interviews:
        two_calendars = interview.from_calendar and meeting.uid is not None
        if not (interview.cancelled or two_calendars) and _together(interview, meeting):
            return interview
    return None


def others(interviews: Sequence[Interview], meeting: Meeting | None) -> Interviews:
    """The interviews that are not this meeting."""
    this = None if meeting is None else same(interviews, meeting)
    return tuple(interview for interview in interviews if interview is not this)


def missed(interviews: Interviews, at: datetime) -> Interviews:
    """The interviews once the user says, at an instant, that the one begun last did not take place."""
    begun = [i for i in interviews if not i.cancelled and instant(i.start) <= instant(at)]
    return _swap(interviews, begun[-1], replace(begun[-1], held=False)) if begun else interviews


def noted(interviews: Interviews, event: InterviewNoted) -> Interviews:
    """The interviews with one the user noted, in order of their start; a mail may tell of it after all."""
    meeting = Meeting(Slot(event.start, event.end, event.timezone, ""), None, people=event.people)
    known = same(interviews, meeting)
    after = (*interviews, _as_noted(event)) if known is None else _swap(interviews, known, _confirmed(known, event))
    return tuple(sorted(after, key=lambda interview: (instant(interview.start), interview.key)))


def noted_key(start: datetime) -> str:
    """What an interview is known by that no mail tells of."""
    return f"noted@{start.astimezone(UTC):%Y%m%dT%H%MZ}"


def stated_zone(interviews: Sequence[Interview]) -> str | None:
    """The zone of the latest interview of which a mail states one.

    UTC is how calendars write times, not where people are; and the user's own clock says nothing about theirs.
    """
    told = [i for i in interviews if i.fingerprint]
    zones = [i.timezone for i in told if i.timezone is not None and i.timezone not in _PLACELESS]
    return zones[-1] if zones else None


def _fixed(interviews: Interviews, reading: Reading) -> Interviews:
    meeting = reading.facts.meeting
    if meeting is None:
        return interviews
    known = same(interviews, meeting)
    if known is None:
        return (*interviews, _named(_from(meeting, reading), meeting, reading))
    return _swap(interviews, known, _named(_restated(known, meeting, reading), meeting, reading))


def _moved(interviews: Interviews, reading: Reading) -> Interviews:
    meeting = reading.facts.meeting
    pending = _latest_pending(interviews, reading)
    if meeting is None:
        # "We have to move it": the old slot is gone although the new one is not known yet.
        return interviews if pending is None else _swap(interviews, pending, replace(pending, cancelled=True))
    if same(interviews, meeting) is not None or pending is None:
        return _fixed(interviews, reading)
    return _swap(interviews, pending, _named(_taking_over(pending, meeting, reading), meeting, reading))


def _called_off(interviews: Interviews, reading: Reading) -> Interviews:
    meeting = reading.facts.meeting
    known = _latest_pending(interviews, reading) if meeting is None else same(interviews, meeting)
    if known is None or (meeting is not None and _outdated(known, meeting)):
        return interviews
    sequence = known.sequence if meeting is None else max(known.sequence, meeting.sequence)
    return _swap(interviews, known, replace(known, cancelled=True, sequence=sequence))


def _restated(known: Interview, meeting: Meeting, reading: Reading) -> Interview:
    """An interview after being stated again: a calendar outranks words, and a higher sequence a lower one."""
    if _outdated(known, meeting):
        return known
    if known.from_calendar and meeting.uid is None:
        return replace(known, medium=known.medium or meeting.medium, people=known.people or meeting.people)
    return _taking_over(known, meeting, reading)


def _taking_over(known: Interview, meeting: Meeting, reading: Reading) -> Interview:
    """An interview with the facts of a newer statement; what that leaves out stays, a moved slot was not held yet."""
    unmoved = instant(known.start) == instant(meeting.slot.start)
    return replace(
        known,
        key=meeting.uid or known.key,
        sequence=known.sequence if meeting.uid is None else meeting.sequence,
        start=meeting.slot.start,
        end=meeting.slot.end,
        timezone=meeting.slot.timezone or known.timezone,
        cancelled=False,
        held=known.held if unmoved else None,
        medium=meeting.medium or known.medium,
        people=meeting.people or known.people,
        fingerprint=reading.envelope.fingerprint,
        from_calendar=known.from_calendar or meeting.uid is not None,
    )


def _named(interview: Interview, meeting: Meeting, reading: Reading) -> Interview:
    names = {*interview.names, reading.envelope.fingerprint, *([meeting.uid] if meeting.uid else [])}
    return replace(interview, names=tuple(sorted(names)))


def _from(meeting: Meeting, reading: Reading) -> Interview:
    return Interview(
        key=meeting.uid or reading.envelope.fingerprint,
        sequence=meeting.sequence,
        start=meeting.slot.start,
        end=meeting.slot.end,
        timezone=meeting.slot.timezone,
        medium=meeting.medium,
        people=meeting.people,
        fingerprint=reading.envelope.fingerprint,
        from_calendar=meeting.uid is not None,
    )


def _as_noted(event: InterviewNoted) -> Interview:
    key = noted_key(event.start)
    return Interview(
        key=key,
        sequence=0,
        start=event.start,
        end=event.end,
        timezone=event.timezone,
        held=_was_held(event),
        people=event.people,
        names=(key,),
    )


def _confirmed(known: Interview, event: InterviewNoted) -> Interview:
    """An interview after the user noted it: its time is that of the mail, where there is one."""
    names = tuple(sorted({*known.names, noted_key(event.start)}))
    people = merged(known.people, event.people)
    after = replace(known, held=_was_held(event) or known.held, people=people, names=names)
    return after if known.fingerprint else replace(after, start=event.start, end=event.end)


def _was_held(event: InterviewNoted) -> bool | None:
    return True if instant(event.end) <= instant(event.at) else None


def _latest_pending(interviews: Interviews, reading: Reading) -> Interview | None:
    """The last interview not over when the mail was written; what words without a time must be about."""
    pending = [i for i in interviews if not i.cancelled and instant(i.end) > instant(reading.at)]
    return max(pending, key=lambda interview: instant(interview.start), default=None)


def _outdated(known: Interview, meeting: Meeting) -> bool:
    return known.key == meeting.uid and meeting.sequence < known.sequence


def _together(interview: Interview, meeting: Meeting) -> bool:
    return abs(instant(interview.start) - instant(meeting.slot.start)) <= SAME_START


def _swap(interviews: Interviews, old: Interview, new: Interview) -> Interviews:
    return tuple(new if interview is old else interview for interview in interviews)
