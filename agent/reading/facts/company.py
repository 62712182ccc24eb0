"""Which organisation a message is about, and which agency, if it comes from one.

Names are taken from wordings ("thank you for applying to …"), labels ("Company: …"), the frame of the message (display
name, signature, subject, calendar; see `signed`), and from what agrees with the sender's domain. A name that is not
sure by itself needs a second place or the domain; a person's name is none; absent is better than wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent.reading.facts.domain import agrees, label_of, names_spelling
from agent.reading.facts.naming import clean_name, key_of, of_an_agency
from agent.reading.facts.signed import claims
from agent.reading.message import Message
from agent.reading.model import QUOTE_LIMIT, Identity, Person, Said
from agent.reading.phrases.hits import Hits
from agent.reading.phrases.phrasebook import Named, Phrasebook
from agent.reading.phrases.sentences import Sentence

WORDED, FRAMED, LABELLED, SUPPORTED = 2.0, 2.0, 6.0, 1.5
"""How much a wording, the frame, a label and the domain weigh against each other."""

SHORT_LINE = 6
"""Words up to which a line is a heading or a signature's rather than a sentence."""

PERHAPS = "company-perhaps"
"""The patterns whose name may as well be a person's or a department's."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What somebody may mean by a company, where it was found, how much that weighs, and whether it is sure."""

    name: str
    quote: str
    source: str
    weight: float
    sure: bool
    agency: bool = False


def find_company(
    message: Message,
    sentences: Iterable[Sentence],
    named: Iterable[Named],
    hits: Hits,
    people: Iterable[Person],
    book: Phrasebook,
    me: Identity,
) -> tuple[Said | None, Said | None]:
    """The organisation and the agency; each None when the message does not name it."""
    sender = message.envelope.sender
    label = label_of(sender.domain, book) if sender else ""
    framed = [_Found(c.name, c.quote, c.source, FRAMED, c.sure, c.agency) for c in claims(message, book, me)]
    persons = _persons(message, people, me)
    worded = [*_worded(named, persons, book), *_labelled(message.text, book)]
    spelled = list(_spelled(message, sentences, label, book))
    found = _borne_out([*worded, *framed, *spelled], label, persons)
    own = [one for one in found if one.source in {"display", "signature", "domain"}]
    if not (hits.marked("agency") or any(one.agency for one in own) or _is_agency(label, own)):
        return _best(found, label), None
    keys = {key_of(one.name) for one in own}
    others = [one for one in found if not any(_same(key_of(one.name), key) for key in keys)]
    return _best(others, label), _best(own, label)


def _is_agency(label: str, own: list[_Found]) -> bool:
    """Whether the sender's own name says that they recruit for others, and their domain does not contradict it."""
    return any(of_an_agency(one.name) and (one.source == "domain" or agrees(one.name, label)) for one in own)


def _worded(named: Iterable[Named], persons: frozenset[str], book: Phrasebook) -> Iterator[_Found]:
    for one in named:
        # Beside a role, a name needs not be asked whether it is one: "at Northwind Traders".
        beside_a_role = "role" in one.names
        head, of, tail = one.names.get("company", "").partition(" of ")
        whose = tail if of and key_of(head) in persons else f"{head}{of}{tail}"
        name = clean_name(whose, book, may_sound_like_a_role=beside_a_role)
        if name:
            weight = WORDED + 0.5 * beside_a_role
            yield _Found(name, one.sentence.quote(), "wording", weight, sure=one.pattern.name != PERHAPS)


def _labelled(text: str, book: Phrasebook) -> Iterator[_Found]:
    for value, line in labelled_values(text, book.labels["company"]):
        if name := clean_name(value, book):
            yield _Found(name, line, "label", LABELLED, sure=True)


def labelled_values(text: str, labels: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Every (value, line) of lines like `Label: value`."""
    for line in text.splitlines():
        label, colon, value = line.strip().lstrip("-•*· ").partition(":")
        if colon and value.strip() and " ".join(label.lower().split()) in labels:
            yield " ".join(value.split()), " ".join(line.split())[:QUOTE_LIMIT]


def _spelled(message: Message, sentences: Iterable[Sentence], label: str, book: Phrasebook) -> Iterator[_Found]:
    """Names in the letter and its signature that the sender's domain spells."""
    sender = message.envelope.sender
    written = [(sentence.written, len(sentence.words) <= SHORT_LINE) for sentence in sentences] if label else []
    frame = [*message.signature.splitlines(), sender.name if sender else ""]
    for text, whole_line in (*written, *((line, True) for line in frame)):
        for name in names_spelling(label, text, book, whole_line=whole_line):
            if cleaned := clean_name(name, book):
                yield _Found(cleaned, text[:QUOTE_LIMIT], "domain", SUPPORTED, sure=True)


def _persons(message: Message, people: Iterable[Person], me: Identity) -> frozenset[str]:
    """The names of people, whole, first and last, as they are compared."""
    names = [*(person.name for person in people), me.name, *(answer.name for answer in message.envelope.reply_to)]
    keys = {key_of(text) for name in names for text in (name, name.partition(" ")[0], name.rpartition(" ")[2])}
    return frozenset(keys - {""})


def _borne_out(found: list[_Found], label: str, persons: frozenset[str]) -> list[_Found]:
    """Without people, and without what is not sure and stands alone."""
    found = [one for one in found if key_of(one.name) and key_of(one.name) not in persons]
    return [one for one in found if one.sure or agrees(one.name, label) or _is_said_elsewhere(one, found)]


def _is_said_elsewhere(one: _Found, found: list[_Found]) -> bool:
    key = key_of(one.name)
    # A subject and its calendar repeat each other, so they count as one place.
    frame = {"subject", "calendar"}
    return any(
        _same(key, key_of(other.name)) and other.source != one.source and not {one.source, other.source} <= frame
        for other in found
    )


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _best(found: list[_Found], label: str) -> Said | None:
    """The name that weighs most, in its commonest spelling; the first found among equals."""
    weights: dict[str, float] = {}
    for one in found:
        weights[key_of(one.name)] = weights.get(key_of(one.name), 0) + one.weight
    for key in weights:
        if agrees(key, label):
            weights[key] += SUPPORTED
    for key, one in {key_of(one.name): one for one in found}.items():
        # A short form speaks for the name it is short for: "Northwind" for "Northwind Traders".
        shorter = {key_of(other.name) for other in found if one.name.lower().startswith(f"{other.name.lower()} ")} - {
            key
        }
        weights[key] += sum(weights[other] for other in shorter)
    best = max(found, key=lambda one: weights[key_of(one.name)], default=None)
    return Said(best.name, best.quote) if best else None
