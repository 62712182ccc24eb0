"""The people of the other side: who wrote, who invited, who will be there, and the part each plays.

Only people are named, never mailboxes: `careers@` and no-reply senders are left out, as is the user. Who writes is told
in `frame`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from agent.reading.facts.domain import agrees
from agent.reading.facts.frame import LONGEST_LINE, Frame, is_mailbox, is_title, person_in, sends_for_others
from agent.reading.facts.met import names_met
from agent.reading.facts.naming import labelled_values, parts_of
from agent.reading.kinds.structure import main_event
from agent.reading.message import CalendarEvent, Message
from agent.reading.model import Address, Identity, Part, Person
from agent.reading.phrases.hits import Hits
from agent.reading.phrases.phrase import Named
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.plain import plain_form
from agent.reading.phrases.sentences import Sentence

MOST_PEOPLE = 8
_PARTS = (("coordinators", Part.COORDINATOR), ("consultants", Part.CONSULTANT), ("recruiters", Part.RECRUITER))
"""The labels whose words in a title say which part; the first that fits is taken."""

_PEOPLE = re.compile(r";\s*|,\s*(?![^()]*\))|\s+(?:and|und|et|y|e|en|&)\s+(?![^()]*\))")
"""What stands between the people of a list, outside brackets."""

_SIGNATURE = 4
"""Lines from a name on in which a title may stand."""


def find_people(
    message: Message,
    sentences: Iterable[Sentence],
    named: Iterable[Named],
    hits: Hits,
    frame: Frame,
    book: Phrasebook,
    me: Identity,
    *,
    meeting: bool = False,
) -> tuple[Person, ...]:
    """Everybody named, the writer first; one entry for each address or name. `meeting`: the message is about one."""
    people: dict[str, Person] = {}
    found = [
        *_writer(message, hits, frame, book),
        *calendar_people(message, me),
        *_in_text(named, hits, frame, book, me),
        *(_listed(message, frame, book, me) if meeting else ()),
        *(_met(message, sentences, hits, frame, book, me) if meeting else ()),
    ]
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
    if event is not None:
        yield from people_of_event(event, me)


def people_of_event(event: CalendarEvent, me: Identity) -> Iterator[Person]:
    """The organizer and those invited to one event."""
    if event.organizer is not None and _is_person(event.organizer, me):
        yield Person(_shown(event.organizer), event.organizer.address, Part.COORDINATOR)
    organizer = event.organizer.address if event.organizer else ""
    for attendee in event.attendees:
        if attendee.address.address != organizer and _is_person(attendee.address, me):
            yield Person(_shown(attendee.address), attendee.address.address, Part.INTERVIEWER)


def _writer(message: Message, hits: Hits, frame: Frame, book: Phrasebook) -> Iterator[Person]:
    """Who wrote: the sender, or whoever signed a mail that a system or an office sent for them."""
    sender, envelope = message.envelope.sender, message.envelope
    agency = bool(hits.marked("agency"))
    answers = [other for other in envelope.reply_to if not is_mailbox(other)]
    if (
        sender is not None
        and envelope.automated is None
        and not is_mailbox(sender)
        and not sends_for_others(sender, book)
        and (name := frame.person or _signed(frame, book))
    ):
        address = envelope.reply_to[0].address if len(envelope.reply_to) == 1 else sender.address
        yield Person(name, address, _part_of(name, frame, book, agency=agency))
    elif name := frame.person or _signed(frame, book):
        yield Person(name, answers[0].address if answers else None, _part_of(name, frame, book, agency=agency))


def _in_text(named: Iterable[Named], hits: Hits, frame: Frame, book: Phrasebook, me: Identity) -> Iterator[Person]:
    """Those the user will talk to, by name."""
    meeting = {id(hit.sentence) for hit in hits.marked("meets")}
    for one in named:
        if id(one.sentence) not in meeting or one.sentence.where == "subject":
            continue
        name = person_in(one.names.get("person", "").rstrip("."), book)
        if name and name.lower() not in me.name.lower() and not agrees(name, frame.labels, book):
            yield Person(name, None, Part.INTERVIEWER)


def _met(
    message: Message, sentences: Iterable[Sentence], hits: Hits, frame: Frame, book: Phrasebook, me: Identity
) -> Iterator[Person]:
    """Those whom a letter about a meeting names behind words of meeting, and the rows of a plan; no promises."""
    other = {id(hit.sentence) for hit in hits.marked("promise")}
    about = [one for one in sentences if one.where == "text" and id(one) not in other]
    for name in names_met(message, about, book):
        if name.lower() not in me.name.lower() and not agrees(name, frame.labels, book):
            yield Person(name, None, Part.INTERVIEWER)


def _listed(message: Message, frame: Frame, book: Phrasebook, me: Identity) -> Iterator[Person]:
    """Those whom a line names as taking part: `Who: Ann Lee, Bo Reed`, `Ann Lee, Design Director`."""
    shown = [part for value in _lists(message.text, book) for part in _PEOPLE.split(value)]
    closing = frozenset(frame.closing)
    for line in message.text.splitlines():
        parts = list(parts_of(line))[:2] if len(line) <= LONGEST_LINE and line.strip() not in closing else []
        if len(parts) > 1 and " " in parts[0] and is_title(parts[1], book):
            shown.append(parts[0].lstrip("-•* "))
    for part in shown:
        name = person_in(part, book)
        if name and not is_title(name, book) and name.lower() not in me.name.lower():
            # "Jo Lund (HR)" sits in, and is the one to write to.
            hires = part.partition("(")[2].rstrip(") ").lower() in book.labels["recruiters"]
            yield Person(name, None, Part.RECRUITER if hires else Part.INTERVIEWER)


def _lists(text: str, book: Phrasebook) -> Iterator[str]:
    """What stands behind `Interviewers:`, or beside it in a table."""
    for value, _ in labelled_values(text, book.labels["interviewers"]):
        yield value
    for line in text.splitlines():
        label, bar, value = line.partition("|")
        if bar and len(line) <= LONGEST_LINE and " ".join(label.lower().split()) in book.labels["interviewers"]:
            yield value.strip()


def as_consultant(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The same people, the writer of an agency's mail as its consultant."""
    if not people or people[0].part not in {Part.CONTACT, Part.RECRUITER}:
        return people
    return (replace(people[0], part=Part.CONSULTANT), *people[1:])


def _signed(frame: Frame, book: Phrasebook) -> str:
    """The name a signature, or a letter's last lines, begins with."""
    for line in frame.closing:
        head, *beside = (*parts_of(line), "")
        # "Fern Moss Oak, Inc." is a firm.
        name = "" if beside and beside[0].lower() in book.labels["legal"] else person_in(head, book)
        # A name that From bears as well, where From is no person, is a company's.
        if " " in name and not name.isupper() and not agrees(name, frame.labels, book) and name not in frame.own:
            return name
    return ""


def _part_of(name: str, frame: Frame, book: Phrasebook, *, agency: bool) -> Part:
    """What the title beside or below a name says; who writes for a client is a consultant."""
    first = name.partition(" ")[0]
    at = next((n for n, line in enumerate(frame.closing) if line.startswith(first)), len(frame.closing))
    titles = plain_form(" ".join((*frame.closing[at : at + _SIGNATURE], frame.shown))[:400], book.contractions)
    part = next(
        (part for label, part in _PARTS if any(f" {word} " in titles for word in book.labels[label])), Part.CONTACT
    )
    if part is Part.CONTACT and frame.hires:
        part = Part.RECRUITER
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
    return bool(address.address) and not me.is_me(address.address) and not is_mailbox(address) and not resource


def _shown(address: Address) -> str:
    return address.name if address.name and "@" not in address.name else ""
