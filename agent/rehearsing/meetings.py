"""Interviews in a story: fixed, moved, called off.

A short sentence, "Thu 2026-03-12 14:00 interview with Ann", says when the interview is; the message that fixed it is
then taken to have come three days before. With "on", the day in front is that of the message.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from agent.reading import Facts, Kind, Meeting, Part, Person, Slot
from agent.rehearsing.days import day_of
from agent.rehearsing.forms import Form, Found
from agent.rehearsing.model import SlipError
from agent.rehearsing.scene import Matter, Scene, Told, names_in
from agent.tracking import InterviewNoted, noted_key

NOTICE = timedelta(days=3)
"""How long before an interview it is fixed where the story does not say."""

NO_ADDRESS = " (no address)"
MEDIA = {"by phone": "phone", "by video": "video", "on site": "onsite", "recorded alone": "one-way-video"}


def _interview(scene: Scene, found: Found) -> None:
    start, told_at = _times(scene, found)
    names = tuple(name for name in names_in(found["people"]) if name != "nobody")
    matter = scene.matter(replace(found, at=told_at), *(name.removesuffix(NO_ADDRESS) for name in names))
    told_at = min(max(told_at, matter.opened_at), start)
    people = tuple(_interviewer(scene, matter, name) for name in names)
    options = found["options"]
    meeting = Told(
        uid=None if "in words" in options else f"interview-{len(matter.meetings) + 1}@{matter.id}.example",
        start=start,
        length=_length(options),
        zone=_zone(scene, matter, options),
        by=_arranger(scene, matter, people, options),
        people=people,
        medium=next((medium for words, medium in MEDIA.items() if words in options), "video"),
    )
    matter.meetings.append(meeting)
    _states(scene, matter, meeting, told_at, Kind.INTERVIEW_SCHEDULED)


def noted(scene: Scene, found: Found) -> None:
    """An interview the user noted: with "on" at the moment in front, else when it was over."""
    start, told_at = _times(scene, found)
    names = tuple(name for name in names_in(found["people"]) if name != "nobody")
    matter = scene.matter(found, *(name.removesuffix(NO_ADDRESS) for name in names))
    people = tuple(_interviewer(scene, matter, name) for name in names)
    length, zone = _length(found["options"]), scene.me.timezone
    told_at = told_at if "moment" in found else start + length
    told = Told(None, start, length, zone, people[0] if people else scene.person("no-reply", matter), people)
    told.fingerprint = noted_key(start)
    matter.meetings.append(told)
    matter.spoke += [p for p in people if p.address]
    scene.events.append(InterviewNoted(matter.id, told_at, start, start + length, zone, people))


def _length(options: str) -> timedelta:
    found = re.search(r"for (\d+) minutes", options)
    return timedelta(minutes=int(found[1]) if found else 60)


def _times(scene: Scene, found: Found) -> tuple[datetime, datetime]:
    """When the interview is, and when the message came that fixed it."""
    assert found.at is not None  # noqa: S101 - this form is looked for in dated sentences only
    if "moment" in found:
        return scene.moment(found["moment"]), found.at
    if not found.clock:
        raise SlipError("it is not said at what time the interview is", 'write it as in "Thu 2026-03-12 14:00 …"')
    return found.at, found.at - NOTICE


def _interviewer(scene: Scene, matter: Matter, name: str) -> Person:
    if name.endswith(NO_ADDRESS):
        return Person(name.removesuffix(NO_ADDRESS), None, Part.INTERVIEWER)
    return replace(scene.person(name, matter), part=Part.INTERVIEWER)


def _arranger(scene: Scene, matter: Matter, people: tuple[Person, ...], options: str) -> Person:
    """Who states it: whoever arranged it, else the first interviewer who can be written to, else a machine."""
    named = re.search(r"arranged by ([^,]+)", options)
    if named:
        return scene.person(named[1], matter, Part.COORDINATOR)
    reachable = next((person for person in people if person.address), None)
    return scene.person("no-reply", matter) if reachable is None else replace(reachable, part=Part.CONTACT)


def _zone(scene: Scene, matter: Matter, options: str) -> str | None:
    if "with no time zone" in options:
        return None
    return matter.place.zone if matter.place else scene.me.timezone


def _states(scene: Scene, matter: Matter, told: Told, at: datetime, kind: Kind) -> None:
    """The message that says when and with whom the interview is."""
    slot = Slot(told.start, told.start + told.length, told.zone, "then")
    meeting = Meeting(slot, told.uid, told.sequence, told.medium, "", told.people)
    filed = scene.gets(matter, at, kind, told.by, Facts(meeting=meeting))
    told.fingerprint = filed.reading.envelope.fingerprint


def meeting_of(scene: Scene, found: Found) -> tuple[Matter, Told]:
    """The interview a sentence is about: that of the day it names, else the last one told of."""
    matter = scene.matter(found)
    day = day_of(found["of"]) if "of" in found else None
    meetings = [m for m in matter.meetings if day is None or m.start.astimezone(scene.zone).date() == day]
    if not meetings:
        raise SlipError("no such interview has been told of", 'write before it "… interview with Ann on …"')
    return matter, meetings[-1]


def _moved(scene: Scene, found: Found) -> None:
    matter, meeting = meeting_of(scene, found)
    assert found.at is not None  # noqa: S101 - as above
    if "moment" not in found:
        scene.gets(matter, found.at, Kind.INTERVIEW_RESCHEDULED, meeting.by)
        return
    meeting.start = scene.moment(found["moment"])
    meeting.sequence += 1
    if "people" in found:
        meeting.people = tuple(_interviewer(scene, matter, name) for name in names_in(found["people"]))
    _states(scene, matter, meeting, found.at, Kind.INTERVIEW_RESCHEDULED)


def _called_off(scene: Scene, found: Found) -> None:
    matter, meeting = meeting_of(scene, found)
    assert found.at is not None  # noqa: S101 - as above
    meeting.sequence += 1
    _states(scene, matter, meeting, found.at, Kind.INTERVIEW_CANCELLED)


FORMS: tuple[Form[Callable[[Scene, Found], None]], ...] = (
    Form(
        "interview with {people}[ on {moment}]{options}",
        "an interview of an hour is fixed; with “on”, the day in front is when you were told, without, when it is",
        _interview,
    ),
    Form("interview[ of {day:of}] moved to {moment}[, with {people}]", "another time, by the calendar", _moved),
    Form("interview[ of {day:of}] moved", "it cannot be then, and no new time is known yet", _moved),
    Form("interview[ of {day:of}] (cancelled|called off)", "the interview is called off", _called_off),
)
"""What may become of interviews."""
