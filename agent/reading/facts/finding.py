"""The facts a message states, gathered: each with its quotation, each absent when it is not said."""

from __future__ import annotations

from dataclasses import dataclass

from agent.reading.almanac.almanac import Almanac
from agent.reading.almanac.mailtime import MailTime
from agent.reading.facts.address import find_address
from agent.reading.facts.company import find_company
from agent.reading.facts.frame import frame_of
from agent.reading.facts.meeting import Surroundings, find_further, find_meeting, with_people
from agent.reading.facts.pay import find_salary, find_start
from agent.reading.facts.people import as_consultant, find_people
from agent.reading.facts.promise import find_absence, find_deadline
from agent.reading.facts.requisition import find_requisition
from agent.reading.facts.role import find_role
from agent.reading.message import Message
from agent.reading.model import Facts, Identity, Kind, Part, Said, Slot, Span
from agent.reading.phrases.hits import Hits
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.sentences import Sentence

WITH_DEADLINE = frozenset(
    {Kind.ASSESSMENT, Kind.OFFER, Kind.INFO_REQUEST, Kind.REFERENCE_REQUEST, Kind.INTERVIEW_INVITE}
)
MEETING = frozenset({Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED})
ONLY_IF = "only-if"
"""The phrases of `channel` that make of a wish an offer."""

WITHOUT_PROMISE = frozenset({Kind.REJECTION, Kind.OFFER, Kind.OUT_OF_OFFICE, Kind.RECRUITER_OUTREACH})
"""Who says no or yes, is away or has been told of no application promises no answer, whatever else they will send."""

WITHOUT_FACTS = frozenset({Kind.BOUNCE, Kind.JOB_ALERT})
"""A bounce quotes our own words, a job alert names many companies: neither states a fact about an application."""


SHORT = 120
"""Characters of a letter too short to tell its language by."""


@dataclass(frozen=True, slots=True)
class Read:
    """A message with all that was found in its words, ready for the facts to be gathered."""

    message: Message
    sentences: tuple[Sentence, ...]
    hits: Hits
    mail: MailTime
    slots: tuple[Slot, ...]
    promise: Span | None
    language: str


def find_facts(read: Read, kind: Kind, book: Phrasebook, almanac: Almanac, me: Identity, *, outbound: bool) -> Facts:
    """The facts of a message of this kind. Of the user's own mail, only whom and what it is about."""
    message, hits = read.message, read.hits
    language = read.language
    if not states_facts(kind) and not (outbound and kind is Kind.NOT_JOB):
        return Facts(language=language)
    # A letter of a few words may be in any language.
    book = book.speaking(language) if len(message.text) > SHORT else book
    named = tuple(one for sentence in read.sentences for one in book.names_in(sentence))
    frame = frame_of(message, book, me)
    people = find_people(message, read.sentences, named, hits, frame, book, me, meeting=kind in MEETING)
    company, agency = find_company(
        message, read.sentences, named, hits, people, frame, book, me, applied_for=kind is not Kind.RECRUITER_OUTREACH
    )
    people = tuple(person for person in people if company is None or person.name != company.value)
    people = as_consultant(people) if agency else people
    role = None if kind is Kind.OUT_OF_OFFICE else find_role(message, read.sentences, named, frame, book, company, me)
    requisition = find_requisition(read.sentences, book)
    if outbound:
        return Facts(company=company, role=role, requisition=requisition, language=language)
    away = kind is Kind.OUT_OF_OFFICE
    around = Surroundings(read.sentences, read.mail, me, almanac)
    meeting = find_meeting(message, read.slots, kind, around)
    interviewers = tuple(person for person in people if person.part is Part.INTERVIEWER)
    return Facts(
        company=company,
        role=role,
        requisition=requisition,
        agency=agency,
        people=people,
        meeting=with_people(meeting, interviewers) if meeting else None,
        proposed=read.slots if kind is Kind.INTERVIEW_INVITE else (),
        promise=None if kind in WITHOUT_PROMISE else _apart_from(read.promise, read.slots),
        deadline=find_deadline(read.sentences, hits, read.mail, almanac) if kind in WITH_DEADLINE else None,
        away_until=find_absence(read.sentences, hits, read.mail, almanac) if away else None,
        channel=_channel(hits),
        no_contact=_first(hits, "no_contact"),
        salary=find_salary(read.sentences, book) if kind is Kind.OFFER else None,
        starts=find_start(read.sentences, read.mail, book, almanac) if kind is Kind.OFFER else None,
        language=language,
        further=find_further(message, around) if len(message.calendar) > 1 else (),
        address=find_address(read.sentences, language, book),
    )


def states_facts(kind: Kind) -> bool:
    """Whether messages of a kind, from others, state facts about an application."""
    return kind not in WITHOUT_FACTS and kind is not Kind.NOT_JOB


def _apart_from(promise: Span | None, slots: tuple[Slot, ...]) -> Span | None:
    """A promise, unless its words fix the meeting: "she will call you on Friday at three"."""
    return promise if promise and not any(slot.quote[:80] in promise.quote for slot in slots) else None


def _channel(hits: Hits) -> Said | None:
    """How they ask to be answered: no offer to ring with questions, and nothing they ask not to do."""
    found = hits.marked("channel")
    barred = {id(hit.sentence) for hit in found if hit.phrase.name == ONLY_IF}
    barred |= {id(hit.sentence) for hit in hits.marked("no_contact")}
    wish = next((hit for hit in found if id(hit.sentence) not in barred), None)
    return Said(wish.phrase.name, wish.evidence.quote) if wish else None


def _first(hits: Hits, mark: str) -> Said | None:
    """The first hit of a mark, by the name of its phrase."""
    hit = next(iter(hits.marked(mark)), None)
    return Said(hit.phrase.name, hit.evidence.quote) if hit else None
