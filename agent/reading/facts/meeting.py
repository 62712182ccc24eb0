"""Which meeting a message fixes, moves or calls off: the calendar's if there is one, else the text's.

Its medium and link are read from the words around it. Whether it is an interview at all is decided in `kinds`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from agent.reading.almanac.almanac import Almanac
from agent.reading.almanac.lexing import tokens_of
from agent.reading.almanac.mailtime import MailTime
from agent.reading.almanac.telling import tongues_for
from agent.reading.almanac.zones import zone
from agent.reading.facts.people import people_of_event
from agent.reading.facts.slots import DEFAULT_LENGTH, find_old
from agent.reading.kinds.structure import main_event
from agent.reading.message import CalendarEvent, Message
from agent.reading.model import QUOTE_LIMIT, Identity, Kind, Meeting, Person, Slot
from agent.reading.phrases.ending import split_sentences
from agent.reading.phrases.sentences import Sentence

FIXING = frozenset({Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED, Kind.INTERVIEW_CANCELLED})
"""Kinds that speak of one meeting; an invitation proposes several."""

MOST_FURTHER = 11
"""Events beside the main one that are looked at; nobody is interviewed so often at once."""

MEDIA_REACH = 6_000
"""Characters around a meeting in which its medium is looked for; the words of a huge mail say nothing more."""
_BY_WEIGHT = ("video", "onsite", "phone")
"""Of several media that are named, the first is meant: whoever meets by video leaves a telephone number as well."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a meeting is read by: the mail's sentences and time, the user, the words of time."""

    sentences: tuple[Sentence, ...]
    mail: MailTime
    me: Identity
    almanac: Almanac


def find_meeting(message: Message, slots: tuple[Slot, ...], kind: Kind, around_it: Surroundings) -> Meeting | None:
    """The one meeting a message is about, or None when it fixes none or does not say when."""
    mail, almanac = around_it.mail, around_it.almanac
    written = [sentence.written for sentence in around_it.sentences]
    text = "\n\n".join(written)
    event = main_event(message)
    if event is not None and isinstance(event.start, datetime):
        return _of_event(event, message, text, around_it)
    if kind not in FIXING or not slots:
        return None
    link = _link(message, text, almanac)
    old = find_old(written, mail, almanac) if kind is Kind.INTERVIEW_RESCHEDULED else frozenset()
    return Meeting(_meant(slots, kind, old), medium=_medium(text, link, mail, almanac), link=link)


def find_further(message: Message, around_it: Surroundings) -> tuple[Meeting, ...]:
    """What a calendar fixes beside its main event: every other event with a time, in order of their times."""
    main = main_event(message)
    text = "\n\n".join(sentence.written for sentence in around_it.sentences)
    latest: dict[str, CalendarEvent] = {}
    for event in message.calendar:
        known = latest.get(event.uid)
        same_act = main is not None and event.method == main.method and event.uid != main.uid
        if same_act and event.uid and isinstance(event.start, datetime):
            latest[event.uid] = event if known is None or known.sequence < event.sequence else known
    found = [_of_event(event, message, text, around_it) for event in list(latest.values())[:MOST_FURTHER]]
    return tuple(sorted(found, key=lambda meeting: meeting.slot.start))


def _of_event(event: CalendarEvent, message: Message, text: str, around_it: Surroundings) -> Meeting:
    around = f"{event.summary}\n\n{event.location}\n\n{event.description}\n\n{text}"
    link = _link(message, around, around_it.almanac)
    people = tuple(people_of_event(event, around_it.me))
    medium = _medium(around, link, around_it.mail, around_it.almanac)
    return Meeting(_event_slot(event, around_it.mail), event.uid, event.sequence, medium, link, people)


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


def _meant(slots: tuple[Slot, ...], kind: Kind, old: frozenset[datetime]) -> Slot:
    """Of several: the new one of a move; else all of one day as one stretch (an agenda), or the first."""
    if kind is Kind.INTERVIEW_RESCHEDULED and len(slots) > 1:
        new = [slot for slot in slots if slot.start not in old] or list(slots)
        # Where it says which was the old one, the next is the new; else the old one is named first.
        return new[0] if len(new) < len(slots) else new[-1]
    first = slots[0]
    same_day = [slot for slot in slots if slot.start.date() == first.start.date() and slot.start >= first.start]
    end = max(slot.end for slot in same_day)
    if kind is Kind.INTERVIEW_SCHEDULED and len(same_day) == len(slots) and end - first.start <= timedelta(hours=10):
        return Slot(first.start, end, first.timezone, first.quote)
    return first


def _link(message: Message, text: str, almanac: Almanac) -> str:
    linked = next((link for link in message.links if almanac.host.match(link)), "")
    match = almanac.host.search(text)
    return linked or (match[0].rstrip(".,;") if match else "")


def _medium(text: str, link: str, mail: MailTime, almanac: Almanac) -> str:
    """How one meets: the link says it, else the words, of which those that stand first."""
    named = [
        medium for sentence in split_sentences(text[:MEDIA_REACH]) for medium in _media_in(sentence, mail, almanac)
    ]
    if "one-way-video" in named:
        return "one-way-video"
    return "video" if link else next((medium for medium in _BY_WEIGHT if medium in named), "")


def _media_in(sentence: str, mail: MailTime, almanac: Almanac) -> Iterator[str]:
    tokens = tokens_of(sentence)
    for tongue in tongues_for(tokens, mail, almanac):
        yield from (found.key for found in tongue.media.find(tongue.text(sentence, tokens).codes))
