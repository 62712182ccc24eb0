"""Which organisation a message is about, and which agency, if it comes from one.

Names are taken from wordings ("thank you for applying to …"), labels ("Company: …"), the frame of the message (display
name, signature, subject, calendar; see `frame` and `signed`), and from what agrees with the sender's domain. A name not
sure by itself needs a second place or the domain; a person's name is none, nor is that of the system which sent it;
absent is better than wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from agent.reading.facts.domain import SHORTEST, agrees, house_of, names_spelling
from agent.reading.facts.frame import Frame, sends_for_others
from agent.reading.facts.naming import (
    CAPITAL,
    LOOKS_LIKE_A_NAME,
    by_length,
    clean_name,
    is_of_an_agency,
    is_of_an_office,
    key_of,
    labelled_values,
    looks_like_a_firm,
    may_be_a_persons,
    without_team,
)
from agent.reading.facts.signed import claims
from agent.reading.message import Message
from agent.reading.model import QUOTE_LIMIT, Identity, Person, Said
from agent.reading.phrases.hits import Hits
from agent.reading.phrases.phrase import Named
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.sentences import LONGEST, Sentence

WEIGHTS = {
    "label": 6.0,
    "wording": 3.0,
    "display": 2.0,
    "signature": 2.0,
    "domain": 1.5,
    "subject": 1.0,
    "calendar": 1.0,
}
"""How much the places where a name stands weigh against each other; each counts once."""

BESIDE_A_ROLE, SUPPORTED, ELSEWHERE = 2.5, 1.5, 0.75
"""What a role beside the name adds, a domain that spells it, and any place not listed above."""

SHORT_LINE = 6
"""Words up to which a line is a heading or a signature's rather than a sentence."""

PERHAPS = "company-perhaps"
"""The patterns whose name may as well be a person's or a department's."""

_FIRM = re.compile(rf"(?<![\w@./-]){CAPITAL}[\w'’]+(?: (?:& |and )?{CAPITAL}[\w'’]+){{1,3}}")
"""Two to four capitalised words."""

OWN = frozenset({"display", "signature", "domain"})
"""Where the writer's own organisation stands."""

MENTIONED = frozenset({"subject", "display", "perhaps", "footer"})
"""Where a firm's name stands that the letter's own words may bear out."""

_REPEATING = (frozenset({"subject", "calendar"}), frozenset({"display", "signature"}))
"""A subject and its calendar repeat each other, and so do the writer's names, so they count as one place."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What somebody may mean by a company, where it was found, how much that weighs, and whether it is sure."""

    name: str
    key: str
    quote: str
    source: str
    sure: bool
    agency: bool = False
    weight: float = field(default=0.0)


def find_company(
    message: Message,
    sentences: Iterable[Sentence],
    named: Iterable[Named],
    hits: Hits,
    people: Iterable[Person],
    frame: Frame,
    book: Phrasebook,
    me: Identity,
    *,
    applied_for: bool = True,
) -> tuple[Said | None, Said | None]:
    """The organisation and the agency; each None when the message does not name it.

    Where nothing was `applied_for`, as in an approach by a recruiter, the writer's own firm may recruit for another.
    """
    named = tuple(named)
    persons = _persons(message, people, frame, book, me) - _that_hire(named, frame, book)
    framed = [
        _found(c.name, c.quote, c.source, book, sure=c.sure, agency=c.agency) for c in claims(message, frame, book, me)
    ]
    worded = [*_worded(named, persons, book), *_labelled(message.text, book)]
    spelled = _spelled(message, sentences, frame, book) if frame.labels else ()
    everything = [*worded, *framed, *spelled]
    found = _borne_out(everything, message, frame, persons, book)
    own = [one for one in found if one.source in OWN or agrees(one.name, frame.labels, book)]
    if not _is_agency(hits, own, frame, book):
        if not applied_for:
            return _as_agency(_best(_worded_about(found, frame), frame, book), book)
        best = _best(found, frame, book)
        if best is None and frame.system:
            best = _best(_only_firm(sentences, frame, persons, book), frame, book)
        if best is None and not any(_competes(one, frame, persons, book) for one in everything):
            best = _by_house(message, frame, book)
        return _as_agency(best, book) if frame.system else (best, None)
    mine = {one.key for one in own}
    # Whom an agency writes for stands in its words; there a firm's name is nobody else's.
    loose = [
        one
        for one in everything
        if one not in found and looks_like_a_firm(one.name, book) and _stands(one, frame, persons)
    ]
    others = [one for one in (*found, *loose) if not any(_same(one.key, key) for key in mine)]
    if not others and not frame.system and applied_for:
        firms = _only_firm(sentences, frame, persons, book)
        others = [one for one in firms if not any(_same(one.key, key) for key in (*mine, *frame.labels))]
    return _best(others, frame, book), _best(own, frame, book)


def _as_agency(best: Said | None, book: Phrasebook) -> tuple[Said | None, Said | None]:
    """The company and no agency, unless the name itself says that it recruits for others."""
    return (None, best) if best and is_of_an_agency(best.value, book) else (best, None)


def _competes(one: _Found, frame: Frame, persons: frozenset[str], book: Phrasebook) -> bool:
    """Whether a name nothing bears out may yet be the company's."""
    return _stands(one, frame, persons) and (one.source == "footer" or one.sure or looks_like_a_firm(one.name, book))


def _by_house(message: Message, frame: Frame, book: Phrasebook) -> Said | None:
    """Where nothing else names it: whose domain it is, if those write who hire there, and nobody else is named."""
    sender = message.envelope.sender
    if sender is None or message.envelope.reply_to or frame.relay or frame.person:
        return None
    team = bool(frame.own) and is_of_an_office(frame.own, book) and not sends_for_others(sender, book)
    if frame.own and not team:
        return None
    house = clean_name(house_of(sender, book, team=team), book)
    shown = f"{frame.shown} <{sender.address}>" if frame.shown else sender.address
    return Said(house, shown[:QUOTE_LIMIT]) if house else None


def _worded_about(found: list[_Found], frame: Frame) -> list[_Found]:
    """What the letter's words, and not only its frame, name."""
    worded = {"wording", "label", "perhaps", "subject"}
    keys = {
        one.key
        for one in found
        if one.source in worded
        or (
            one.source == "domain"
            and not one.agency
            and one.quote.count(" ") > SHORT_LINE
            and one.quote not in frame.closing
        )
    }
    return [one for one in found if any(_same(one.key, key) for key in keys)]


def _found(name: str, quote: str, source: str, book: Phrasebook, *, sure: bool, agency: bool = False) -> _Found:
    return _Found(name, key_of(name, book), quote, source, sure, agency, WEIGHTS.get(source, ELSEWHERE))


def _is_agency(hits: Hits, own: list[_Found], frame: Frame, book: Phrasebook) -> bool:
    """Whether the writers say that they recruit for others: in their words, in their name, or in their domain's."""
    if hits.marked("agency") and (not frame.system or frame.hires):
        return True
    by_domain = any(label.endswith(by_length(book.labels["agency_domain"])) for label in frame.labels)
    return not frame.system and (by_domain or any(one.agency for one in own))


def _worded(named: Iterable[Named], persons: frozenset[str], book: Phrasebook) -> Iterator[_Found]:
    for one in named:
        # Beside a role, a name needs not be asked whether it is one: "at Northwind Traders".
        beside_a_role = "role" in one.names
        head, of, tail = one.names.get("company", "").partition(" of ")
        whose = tail if of and key_of(head, book) in persons else f"{head}{of}{tail}"
        sure = one.pattern.name != PERHAPS
        name = clean_name(whose, book, may_sound_like_a_role=beside_a_role, worded=sure)
        if name:
            source = "wording" if sure else one.sentence.where.replace("text", "perhaps")
            weight = WEIGHTS["wording"] * (1.0 if sure else 0.5) + BESIDE_A_ROLE * beside_a_role
            yield _Found(name, key_of(name, book), one.sentence.quote(), source, sure, weight=weight)


def _labelled(text: str, book: Phrasebook) -> Iterator[_Found]:
    for value, line in labelled_values(text, book.labels["company"]):
        if (name := clean_name(value, book)) and LOOKS_LIKE_A_NAME.match(name):
            yield _found(name, line, "label", book, sure=True)


def _spelled(message: Message, sentences: Iterable[Sentence], frame: Frame, book: Phrasebook) -> Iterator[_Found]:
    """Names in the letter and its signature that the sender's addresses spell."""
    written = [(sentence.written, len(sentence.words) <= SHORT_LINE) for sentence in sentences]
    around = [*message.signature.splitlines(), frame.own]
    for text, whole_line in (*written, *((line, True) for line in around)):
        for name in names_spelling(frame.labels, text, book, whole_line=whole_line):
            whose = without_team(name, book, frame.labels)
            if cleaned := clean_name(whose, book, may_sound_like_a_role=True):
                agency = is_of_an_agency(cleaned, book)
                yield _found(cleaned, text[:QUOTE_LIMIT], "domain", book, sure=True, agency=agency)


def _only_firm(sentences: Iterable[Sentence], frame: Frame, persons: frozenset[str], book: Phrasebook) -> list[_Found]:
    """Where one firm alone is mentioned, and who sent it writes for others, it is about that."""
    firms = [
        one
        for one in _firms(sentences, book)
        if _stands(one, frame, persons) and not any(key_of(half, book) in persons for half in one.name.split(" & "))
    ]
    shortest = min((one.key for one in firms), key=len, default="")
    return firms if all(one.key.startswith(shortest) for one in firms) else []


def _firms(sentences: Iterable[Sentence], book: Phrasebook) -> Iterator[_Found]:
    """Names in the letter that begin or end with a word firms have."""
    for sentence in sentences:
        for match in _FIRM.finditer(sentence.written[:LONGEST]):
            name = clean_name(match[0], book)
            ends = (name.rpartition(" ")[2], name.partition(" ")[0])
            named = " & " in name or any(looks_like_a_firm(end, book) for end in ends)
            if " " in name and named and not is_of_an_agency(name, book):
                yield _found(name, sentence.quote(), "mentioned", book, sure=True)


def _persons(
    message: Message, people: Iterable[Person], frame: Frame, book: Phrasebook, me: Identity
) -> frozenset[str]:
    """The names of people, whole, first and last, as they are compared."""
    # "A conversation with Pellucid": one word that is met is no person for that.
    met = [person.name for person in people if person.address or " " in person.name]
    names = [*met, frame.person, me.name]
    names += [answer.name for answer in message.envelope.reply_to if not agrees(answer.name, frame.labels, book)]
    keys = {key_of(text, book) for name in names for text in (name, name.partition(" ")[0], name.rpartition(" ")[2])}
    return frozenset(keys - {""})


def _that_hire(named: Iterable[Named], frame: Frame, book: Phrasebook) -> frozenset[str]:
    """A display name of one word that is no writer's after all, as two sentences say: "Fern is looking for …"."""
    if " " in frame.person or not frame.person or any(frame.person in line for line in frame.closing):
        return frozenset()
    said = {
        one.sentence.plain for one in named if one.pattern.name != PERHAPS and one.names.get("company") == frame.person
    }
    return frozenset({key_of(frame.person, book)}) if len(said) > 1 else frozenset()


def _borne_out(
    found: list[_Found], message: Message, frame: Frame, persons: frozenset[str], book: Phrasebook
) -> list[_Found]:
    """Without people and systems, and without what is not sure and stands alone."""
    found = [one for one in found if _stands(one, frame, persons)]
    return [
        one
        for one in found
        if one.sure
        or (one.source == "perhaps" and looks_like_a_firm(one.name, book))
        or agrees(one.name, frame.labels, book)
        or _is_said_elsewhere(one, found, book)
        or (one.source in MENTIONED and _is_mentioned(one, message.text, book, system=bool(frame.system)))
    ]


def _stands(one: _Found, frame: Frame, persons: frozenset[str]) -> bool:
    return bool(one.key) and one.key not in persons and not frame.is_foreign(one.name)


def _is_said_elsewhere(one: _Found, found: list[_Found], book: Phrasebook) -> bool:
    """Whether it stands in another place, too; what may be a person's has to be sure there."""
    person = may_be_a_persons(one.name, book)
    return any(
        _same(one.key, other.key)
        and other.source != one.source
        and not any({one.source, other.source} <= places for places in _REPEATING)
        and (other.sure or not person)
        for other in found
    )


def _is_mentioned(one: _Found, text: str, book: Phrasebook, *, system: bool) -> bool:
    """Whether the letter uses a name that can hardly be a person's, beside the place it was found in."""
    single = " " not in one.name and not system
    if may_be_a_persons(one.name, book) or (single and one.source != "perhaps"):
        return False
    # "The Fern Team" may be a department's; a firm's name stands elsewhere, too.
    wanted = 3 if single else 2 if one.source in {"perhaps", "footer"} else 1
    return len(one.name) >= SHORTEST and text.count(one.name) >= wanted


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _best(found: list[_Found], frame: Frame, book: Phrasebook) -> Said | None:
    """The name that weighs most, where it is said best; the first found among equals."""
    weights: dict[str, dict[str, float]] = {}
    for one in found:
        places = weights.setdefault(one.key, {})
        places[one.source] = max(places.get(one.source, 0.0), one.weight)
    sums = {key: sum(places.values()) for key, places in weights.items()}
    for key in sums:
        if agrees(key, frame.labels, book):
            sums[key] += SUPPORTED
    # A short form speaks for the name it is short for: "Northwind" for "Northwind Traders".
    solid = {one.key for one in found if one.source not in {"subject", "calendar", "perhaps"}}
    total = {
        key: own + sum(sums[other] for other in sums if other != key and key.startswith(other)) * (key in solid)
        for key, own in sums.items()
    }
    best = max(found, key=lambda one: (total[one.key], one.weight), default=None)
    return Said(best.name, best.quote) if best else None
