"""Which meeting a message fixes, moves or calls off: the calendar's if there is one, else the text's.

Its medium and link are read from the words around it. Whether it is an interview at all is decided in `kinds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from agent.reading.facts.people import calendar_people
from agent.reading.facts.slots import DEFAULT_LENGTH, MailTime
from agent.reading.facts.zones import zone
from agent.reading.kinds.structure import main_event
from agent.reading.message import CalendarEvent, Message
from agent.reading.model import QUOTE_LIMIT, Identity, Kind, Meeting, Person, Slot
from agent.reading.phrases.sentences import Sentence

FIXING = frozenset({Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED, Kind.INTERVIEW_CANCELLED})
"""Kinds that speak of one meeting; an invitation proposes several."""

_VIDEO_LINK = re.compile(
    r"https?://[^\s<>\"')]*(?:zoom\.us|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|webex\.com|whereby\.com|"
    r"gotomeeting\.com|chime\.aws|bluejeans\.com|jitsi|meet\.goto\.com|skype\.com)[^\s<>\"')]*",
    re.IGNORECASE,
)
_MEDIA = (
    (
        "one-way-video",
        re.compile(r"\b(?:one-way|on-demand|pre-?recorded|asynchronous)\s+(?:video\s+)?interview", re.IGNORECASE),
    ),
    (
        "video",
        re.compile(
            r"\b(?:video|zoom|microsoft teams|ms teams|google meet|webex|skype|virtual|via teams|on teams)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "onsite",
        re.compile(
            r"\b(?:on-?site|in person|in-person|our (?:\w+ ){0,2}offices?|at our|arrive at|reception|visitor)\b",
            re.IGNORECASE,
        ),
    ),
    ("phone", re.compile(r"\b(?:phone|telephone|call you (?:on|at)|will call|ring you|dial)\b", re.IGNORECASE)),
)
_OLD = re.compile(r"\b(?:from|originally|instead of|previously|was|old)\b[^.;]{0,30}$", re.IGNORECASE)


def find_meeting(
    message: Message, sentences: Iterable[Sentence], slots: tuple[Slot, ...], kind: Kind, mail: MailTime, me: Identity
) -> Meeting | None:
    """The one meeting a message is about, or None when it fixes none or does not say when."""
    text = " ".join(sentence.written for sentence in sentences)
    event = main_event(message)
    if event is not None and isinstance(event.start, datetime):
        around = f"{event.summary} {event.location} {event.description} {text}"
        link = _link(message, around)
        people = tuple(calendar_people(message, me))
        return Meeting(_event_slot(event, mail), event.uid, event.sequence, _medium(around, link), link, people)
    if kind not in FIXING or not slots:
        return None
    link = _link(message, text)
    return Meeting(_meant(slots, kind, text), medium=_medium(text, link), link=link)


def with_people(meeting: Meeting, people: tuple[Person, ...]) -> Meeting:
    """The meeting with those the text says will be there, where the calendar named nobody."""
    return (
        meeting
        if meeting.people
        else Meeting(meeting.slot, meeting.uid, meeting.sequence, meeting.medium, meeting.link, people)
    )


def _event_slot(event: CalendarEvent, mail: MailTime) -> Slot:
    """The calendar's own times; floating ones are read where the mail was written."""
    start = event.start if isinstance(event.start, datetime) else mail.at
    end = event.end if isinstance(event.end, datetime) else start + DEFAULT_LENGTH
    known = event.timezone if event.timezone and zone(event.timezone) else None
    start, end = _aware(start, mail), _aware(end, mail)
    if end <= start:
        end = start + DEFAULT_LENGTH
    return Slot(start, end, known, (event.summary or "calendar")[:QUOTE_LIMIT])


def _aware(moment: datetime, mail: MailTime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=mail.assumed)


def _meant(slots: tuple[Slot, ...], kind: Kind, text: str) -> Slot:
    """Of several: the new one of a move; else all of one day as one stretch (an agenda), or the first."""
    if kind is Kind.INTERVIEW_RESCHEDULED and len(slots) > 1:
        return next((slot for slot in slots if not _is_old(slot, text)), slots[-1])
    first = slots[0]
    same_day = [slot for slot in slots if slot.start.date() == first.start.date() and slot.start >= first.start]
    end = max(slot.end for slot in same_day)
    if kind is Kind.INTERVIEW_SCHEDULED and len(same_day) == len(slots) and end - first.start <= timedelta(hours=10):
        return Slot(first.start, end, first.timezone, first.quote)
    return first


def _is_old(slot: Slot, text: str) -> bool:
    """Whether the words before a time say that it no longer holds: `from Tuesday 3pm to …`, `originally …`."""
    clock = slot.start.strftime("%I").lstrip("0")
    match = re.search(
        rf"(?<!\d)0?{clock}(?:[:.]{slot.start:%M})?\s*[ap]|(?<!\d){slot.start:%H:%M}", text, re.IGNORECASE
    )
    return bool(match and _OLD.search(text[: match.start()]))


def _link(message: Message, text: str) -> str:
    linked = next((link for link in message.links if _VIDEO_LINK.match(link)), "")
    match = _VIDEO_LINK.search(text)
    return linked or (match[0].rstrip(".,;") if match else "")


def _medium(text: str, link: str) -> str:
    named = [medium for medium, pattern in _MEDIA if pattern.search(text)]
    if "one-way-video" in named:
        return "one-way-video"
    return "video" if link else next(iter(named), "")
