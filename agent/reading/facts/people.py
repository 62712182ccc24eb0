"""The people of the other side: who wrote, who invited, who will be there, and the part each plays.

Only people are named, never mailboxes: `careers@` and no-reply senders are left out, as is the user.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agent.reading.facts.domain import agrees, label_of
from agent.reading.facts.naming import clean_name
from agent.reading.kinds.structure import main_event
from agent.reading.message import Message
from agent.reading.model import Address, Identity, Part, Person
from agent.reading.phrases.hits import Hits
from agent.reading.phrases.phrasebook import Named, Phrasebook
from agent.reading.phrases.plain import plain_form

MAILBOXES = re.compile(
    r"^(?:no-?reply|do-?not-?reply|donot-?reply|notifications?|careers?|jobs?|recruit(?:ing|ment|er)?|hr|talent|hiring|info|contact|"
    r"support|team|people|hello|apply|applications?|scheduling|calendar|offers?|assessments?|postmaster|mailer-daemon|bounces?|"
    r"admin|office|interviews?|feedback|updates?|news(?:letter)?|alerts?)(?:[+._-].*)?$",
    re.IGNORECASE,
)
"""Local parts of mailboxes that are no person's."""

MOST_PEOPLE = 8
_NAME = re.compile(r"^[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){1,3}$")
_ALONE = re.compile(r"^[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['’.-])+$")
_TITLE = re.compile(r"^(?:(?:Mr|Ms|Mrs|Dr|Prof)\.?\s+)?")
_PARTS = (
    (("coordinator", "scheduling", "scheduler"), Part.COORDINATOR),
    (("consultant", "headhunter", "agency", "staffing"), Part.CONSULTANT),
    (
        (
            "recruiter",
            "recruiting",
            "talent",
            "sourcer",
            "hr",
            "human resources",
            "people partner",
            "people operations",
            "recruitment",
        ),
        Part.RECRUITER,
    ),
)
"""Which words in a signature or a name say which part; the first that fits is taken."""


def find_people(
    message: Message, named: Iterable[Named], hits: Hits, book: Phrasebook, me: Identity
) -> tuple[Person, ...]:
    """Everybody named, the writer first; one entry for each address or name."""
    people: dict[str, Person] = {}
    found = [*_writer(message, hits, book), *calendar_people(message, me), *_in_text(named, hits, book, me)]
    for person in found:
        known = _known(person, people)
        if known is None:
            people[person.address or person.name.lower()] = person
        elif people[known].address is None and person.address is not None:
            people[known] = Person(people[known].name, person.address, people[known].part)
    return tuple(people.values())[:MOST_PEOPLE]


def calendar_people(message: Message, me: Identity) -> Iterator[Person]:
    """The organizer, as coordinator, and those invited, as interviewers; not the user, not rooms and mailboxes."""
    event = main_event(message)
    if event is None:
        return
    if event.organizer is not None and _is_person(event.organizer, me):
        yield Person(_shown(event.organizer), event.organizer.address, Part.COORDINATOR)
    organizer = event.organizer.address if event.organizer else ""
    for attendee in event.attendees:
        if attendee.address.address != organizer and _is_person(attendee.address, me):
            yield Person(_shown(attendee.address), attendee.address.address, Part.INTERVIEWER)


def _writer(message: Message, hits: Hits, book: Phrasebook) -> Iterator[Person]:
    """Who wrote: the sender, or whoever signed a mail that a system sent for them."""
    sender, envelope = message.envelope.sender, message.envelope
    part = _part_of(f"{message.signature} {sender.name if sender else ''}", book, agency=bool(hits.marked("agency")))
    if (
        sender is not None
        and envelope.automated is None
        and not _is_mailbox(sender)
        and not _sends_for_others(sender, book)
    ):
        name = _person_name(sender.name, book) or _signed(message, book)
        if name:
            address = envelope.reply_to[0].address if len(envelope.reply_to) == 1 else sender.address
            yield Person(name, address, part)
            return
    name = _signed(message, book)
    answers = [other for other in envelope.reply_to if not _is_mailbox(other)]
    if name:
        yield Person(name, answers[0].address if answers else None, part)


def _in_text(named: Iterable[Named], hits: Hits, book: Phrasebook, me: Identity) -> Iterator[Person]:
    """Those the user will talk to, by name."""
    meeting = {id(hit.sentence) for hit in hits.marked("meets")}
    for one in named:
        if id(one.sentence) not in meeting or one.sentence.where == "subject":
            continue
        name = _person_name(_TITLE.sub("", one.names.get("person", "")).rstrip("."), book)
        if name and name.lower() not in me.name.lower():
            yield Person(name, None, Part.INTERVIEWER)


def _signed(message: Message, book: Phrasebook) -> str:
    """The name a signature, or a letter's last lines, begins with."""
    lines = [line.strip(" ,-–—*|") for line in message.signature.splitlines() if line.strip()][:3]
    lines += [line.strip(" ,") for line in message.text.splitlines() if line.strip()][-3:]
    sender = message.envelope.sender
    label = label_of(sender.domain, book) if sender and _is_mailbox(sender) else ""
    persons = (line for line in lines if _NAME.match(line) and not line.isupper() and not agrees(line, label))
    return next((name for line in persons if (name := _person_name(line, book))), "")


def _person_name(shown: str, book: Phrasebook) -> str:
    """A person's name out of a display name; empty when it names a team, a company or a role."""
    name = re.split(r"\s*(?:\(|\||,\s|\s[-–]\s|\s+(?:from|at|via|@)\s)", shown.strip("\"' "))[0].strip()
    if not (_NAME.match(name) or _ALONE.match(name)) or "@" in name:
        return ""
    lowered = name.lower()
    words = lowered.split()
    about = (
        book.labels["team"]
        | book.labels["generic"]
        | {
            "recruitment",
            "acquisition",
            "resources",
            "department",
            "group",
            "inc",
            "regards",
            "company",
            "university",
            "hiring",
            "resourcing",
            "health",
            "services",
            "cheers",
        }
    )
    if lowered in about or any(word in about or word.rstrip("s") in book.labels["role_words"] for word in words):
        return ""
    return name if clean_name(name, book) else ""


def _part_of(text: str, book: Phrasebook, *, agency: bool) -> Part:
    plain = plain_form(text[:400], book.contractions)
    part = next((part for words, part in _PARTS if any(f" {word} " in plain for word in words)), Part.CONTACT)
    return Part.CONSULTANT if agency and part in {Part.CONTACT, Part.RECRUITER} else part


def _known(person: Person, people: dict[str, Person]) -> str | None:
    """The key of an entry that is the same person: by address, by name, or by first name."""
    if person.address in people:
        return person.address
    for key, other in people.items():
        same = other.name.lower() == person.name.lower() or other.name.lower().startswith(f"{person.name.lower()} ")
        if same and (other.address is None or person.address is None):
            return key
    return None


def _is_person(address: Address, me: Identity) -> bool:
    resource = "resource.calendar" in address.domain or "group.calendar" in address.domain
    return bool(address.address) and not me.is_me(address.address) and not _is_mailbox(address) and not resource


def _is_mailbox(address: Address) -> bool:
    return MAILBOXES.match(address.local) is not None


def _sends_for_others(address: Address, book: Phrasebook) -> bool:
    return any(book.sender_is(which, address.domain) for which in ("ats", "boards", "tests"))


def _shown(address: Address) -> str:
    return address.name if address.name and "@" not in address.name else ""
