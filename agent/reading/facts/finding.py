"""The facts a message states, gathered: each with its quotation, each absent when it is not said."""

from __future__ import annotations

from dataclasses import dataclass

from agent.reading.almanac.almanac import Almanac
from agent.reading.almanac.mailtime import MailTime
from agent.reading.facts.company import find_company
from agent.reading.facts.frame import frame_of
from agent.reading.facts.meeting import Surroundings, find_meeting, with_people
from agent.reading.facts.people import find_people
from agent.reading.facts.promise import find_absence, find_deadline, find_promise
from agent.reading.facts.role import find_role
from agent.reading.message import Message
from agent.reading.model import Facts, Identity, Kind, Part, Said, Slot
from agent.reading.phrases.hits import Hits
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.sentences import Sentence

WITH_DEADLINE = frozenset(
    {Kind.ASSESSMENT, Kind.OFFER, Kind.INFO_REQUEST, Kind.REFERENCE_REQUEST, Kind.INTERVIEW_INVITE}
)
WITHOUT_FACTS = frozenset({Kind.BOUNCE, Kind.JOB_ALERT})
"""A bounce quotes our own words, a job alert names many companies: neither states a fact about an application."""


@dataclass(frozen=True, slots=True)
class Read:
    """A message with all that was found in its words, ready for the facts to be gathered."""

    message: Message
    sentences: tuple[Sentence, ...]
    hits: Hits
    mail: MailTime
    slots: tuple[Slot, ...]
    language: str


def find_facts(read: Read, kind: Kind, book: Phrasebook, almanac: Almanac, me: Identity, *, outbound: bool) -> Facts:
    """The facts of a message of this kind. Of the user's own mail, only whom and what it is about."""
    message, hits = read.message, read.hits
    language = read.language
    if kind in WITHOUT_FACTS or (kind is Kind.NOT_JOB and not outbound):
        return Facts(language=language)
    named = tuple(one for sentence in read.sentences for one in book.names_in(sentence))
    frame = frame_of(message, book, me)
    people = find_people(message, named, hits, frame, book, me)
    company, agency = find_company(
        message, read.sentences, named, hits, people, frame, book, me, applied_for=kind is not Kind.RECRUITER_OUTREACH
    )
    role, requisition = find_role(message, read.sentences, named, book, company, me)
    if outbound:
        return Facts(company=company, role=role, requisition=requisition, language=language)
    away = kind is Kind.OUT_OF_OFFICE
    meeting = find_meeting(message, read.slots, kind, Surroundings(read.sentences, read.mail, me, almanac))
    interviewers = tuple(person for person in people if person.part is Part.INTERVIEWER)
    return Facts(
        company=company,
        role=role,
        requisition=requisition,
        agency=agency,
        people=people,
        meeting=with_people(meeting, interviewers) if meeting else None,
        proposed=read.slots if kind is Kind.INTERVIEW_INVITE else (),
        promise=None if away else find_promise(hits, read.mail, almanac),
        deadline=find_deadline(hits, read.mail, almanac) if kind in WITH_DEADLINE else None,
        away_until=find_absence(read.sentences, hits, read.mail, almanac) if away else None,
        channel=_first(hits, "channel"),
        no_contact=_first(hits, "no_contact"),
        language=language,
    )


def _first(hits: Hits, mark: str) -> Said | None:
    """The first hit of a mark, by the name of its phrase."""
    hit = next(iter(hits.marked(mark)), None)
    return Said(hit.phrase.name, hit.evidence.quote) if hit else None
