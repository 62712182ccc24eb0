"""Names that agree with where a message came from: `Fern & Moss` in a letter from `fernmoss.example`.

A domain alone proves no name; a name the letter states, beside a domain that spells it, needs no other proof. Domains
many share (`senders.mail`) agree with nothing. Of a system that sends for others, what it keeps of its customer counts:
`fern@myworkday.com`, `no-reply@fern.recruitee.com`; and the system's own name is never the company's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from agent.reading.facts.naming import CAPITAL, LONGEST_NAME, is_of_an_office, key_of
from agent.reading.model import Address, Envelope
from agent.reading.parsing.failure import Failure, attempt
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.plain import folded
from agent.reading.phrases.sentences import LONGEST

SHORTEST = 4
"""Letters from which a domain's label is telling; shorter ones may be anybody's initials."""

SHORT_FORM = 6
"""Letters from which the beginning of a domain's label is telling."""

SYSTEMS = ("ats", "boards", "tests", "services")
"""The senders that write for others."""

_ADDED = re.compile(
    r"^(?:join|get|try|use|team|mail|uni|werkenbij)(?=.{4})|(?<=.{4})(?:hq|app|inc|corp|group|gruppe|groep|groupe|grupo|careers|jobs|hr|team"
    r"|ltd|gmbh|uk|usa|ai|mail)$"
)
_NOBODYS = re.compile(
    r"^(?:no-?_?reply|donotreply|do-not-reply|notifications?|system|support|mailer|hello|info|e?mail|candidates?|talent|hire|hiring|app|us|eu|ca|apac|emea"
    r"|workflow|autoreply|system|service|contact|updates?|jobs?|careers?|interviews?|messages?|mg|em|m|post|news|alerts?|scheduling)$"
)
"""Parts of a system's addresses that stand for none of its customers."""

_HIRING = re.compile(
    r"^(?:careers?|jobs?|recruit(?:ing|ment|ers?)?|hr|human-?resources|talent|hiring|people|staffing|earlycareers|graduates?|applications?"
    r"|bewerbung(?:en)?|karriere|personal|rh|drh|recrutement|rrhh|empleo|seleccion|talento|vacatures|sollicitaties|werkenbij)(?:[+._-].*)?$"
)
"""Mailboxes, and hosts, of those who hire: who writes from there hires for the owner of the domain."""

_ARRANGING = re.compile(r"^(?:interviews?|scheduling|calendar|cal|offers?|onboarding)(?:[+._-].*)?$")
"""Mailboxes of those who arrange what hiring needs: an employer has them, and so have systems."""

_OF_HIRING = re.compile(
    r"jobs|job$|^job|career|karriere|recruit|recrut|talent|hir(?:e|ing)|staff|personal|personeel|interim|empleo|vacature|executive|search|headhunt"
    r"|interview|assess|apply|candidate|bewerb|sollicit|rrhh|people$|rec$|hr$|rh$"
)
"""What the domains of agencies, boards and systems nobody has listed have in them; an employer's is of its trade."""

_FURTHER = r"(?: (?:& |and |of |und |et |y |en )?[^\W\d_a-zà-öø-ÿ][\w'’&-]*){0,3}"
_WITHIN_A_NAME = re.compile(r"(?<![^\W_])(?P<before>[^\W\d_a-zà-öø-ÿ]\w*)\s$")
_BETWEEN = r"(?:[ .'’-]|\s?&\s?|\s(?:and|und|et|y|e|en)\s)?"


def label_of(domain: str, book: Phrasebook) -> str:
    """The letters of the part of a domain its owner chose; empty when others share the domain, or it tells nothing."""
    if not domain or any(book.sender_is(which, domain) for which in (*SYSTEMS, "mail")):
        return ""
    return _telling(_chosen(domain))


def labels_of(envelope: Envelope, book: Phrasebook) -> tuple[str, ...]:
    """What the sender's address, and the one for answers, say of whose message it is."""
    addresses = [envelope.sender, *envelope.reply_to] if envelope.sender else []
    found: list[str] = []
    for address in addresses:
        if hires_for_itself(address, book):
            found.append(_telling(_chosen(address.domain)))
        elif any(book.sender_is(which, address.domain) for which in SYSTEMS):
            found += _tenants(address.local, address.domain)
        else:
            found.append(label_of(address.domain, book))
    return tuple(dict.fromkeys(label for label in found if label))


def system_of(envelope: Envelope, book: Phrasebook) -> str:
    """The letters of the system that sent it for somebody; empty when none did."""
    domain = envelope.sender.domain if envelope.sender and not hires_for_itself(envelope.sender, book) else ""
    return _letters(_chosen(domain)) if domain and any(book.sender_is(which, domain) for which in SYSTEMS) else ""


def hires_for_itself(address: Address, book: Phrasebook) -> bool:
    """Whether a service whose calendar or signature others use writes of its own jobs: `careers@` at its domain."""
    others = (which for which in SYSTEMS if which != "services")
    return (
        book.sender_is("services", address.domain)
        and not any(book.sender_is(which, address.domain) for which in others)
        and _is_of_hiring(address)
    )


def _is_of_hiring(address: Address) -> bool:
    """Whether a mailbox, or the host before the domain, is that of those who hire."""
    own = _chosen(address.domain)
    hosts = address.domain[: address.domain.find(f"{own}.")].split(".") if own else []
    return any(_HIRING.match(part) for part in (address.local.lower(), *hosts))


def house_of(address: Address, book: Phrasebook, *, team: bool) -> str:
    """The name an employer's own domain spells, where its mailbox or a `team`'s name is that of those who hire.

    Empty of a domain that others share, or that has a word of agencies, boards and systems in it.
    """
    hiring = _is_of_hiring(address) or team or bool(_ARRANGING.match(address.local.lower()))
    if not hiring or not (label_of(address.domain, book) or hires_for_itself(address, book)):
        return ""
    words = _chosen(address.domain).split("-")
    while len(words) > 1 and _HIRING.match(words[-1]):
        words.pop()
    if _OF_HIRING.search("".join(words)) or any(word in book.labels["agency"] for word in words):
        return ""
    return " ".join(word.capitalize() for word in words)


def is_the_systems(name: str, system: str) -> bool:
    """Whether a name is that of the system: `HackerRank`, `SAP SuccessFactors`, `Karat Candidate`."""
    words = [_letters(word) for word in folded(name).split()]
    return bool(system) and any(
        word == system or (len(word) >= SHORTEST and (system.startswith(word) or word.startswith(system)))
        for word in (*words, "".join(words))
    )


def _tenants(local: str, domain: str) -> list[str]:
    """The customer's name in a system's address: before the `@`, or before the system's own domain."""
    own = _chosen(domain)
    hosts = domain[: domain.find(own)].split(".") if own else []
    parts = [local.partition("+")[0], *hosts]
    return [
        label
        for part in parts
        if not _NOBODYS.match(part) and not any(c.isdigit() for c in part) and (label := _telling(part))
    ]


def _chosen(domain: str) -> str:
    own = attempt(lambda: _suffixes().privatesuffix(domain))
    return "" if isinstance(own, Failure) or own is None else own.partition(".")[0].lower()


def _telling(label: str) -> str:
    letters = _letters(label)
    return letters if len(letters) >= SHORTEST else ""


def _letters(label: str) -> str:
    return re.sub("[^a-z0-9]", "", label.lower())


def agrees(name: str, labels: tuple[str, ...], book: Phrasebook) -> bool:
    """Whether a label spells a name, or its beginning, or adds something usual to it."""
    key = key_of(name, book)
    return len(key) >= SHORTEST and any(_spells(label, key) for label in labels if label)


def _spells(label: str, key: str) -> bool:
    stem = _ADDED.sub("", label)
    return key in {label, stem} or key.startswith((label, stem)) or (len(key) > SHORTEST and label.startswith(key))


def names_spelling(labels: tuple[str, ...], text: str, book: Phrasebook, *, whole_line: bool) -> Iterator[str]:
    """Every name in a text that a label spells; in a whole line with the capitalised words that go on with it."""
    squeezed = _squeezed(text[:LONGEST])
    for label in labels:
        stem = _ADDED.sub("", label)
        if stem in squeezed:
            yield from _names(stem, text, book, whole_line=whole_line)
        elif len(label) > SHORT_FORM and label[:SHORT_FORM] in squeezed:
            yield from _short_forms(label, text, book)


def _short_forms(label: str, text: str, book: Phrasebook) -> Iterator[str]:
    """What a firm calls itself among friends, within a sentence: `at Fernmoor` from `fernmoorestates.example`."""
    for match in _WITHIN.finditer(text[:LONGEST]):
        name = ""
        for word in match["words"].split():
            if not label.startswith(_letters(folded(name + word))):
                break
            name = f"{name} {word}".strip()
        if len(_letters(folded(name))) >= SHORT_FORM and not is_of_an_office(name, book):
            yield name


_WITHIN = re.compile(rf"(?<=[a-z,] )(?P<words>{CAPITAL}[\w'’]+(?: {CAPITAL}[\w'’]+){{0,2}})")
"""Capitalised words that do not begin a sentence."""


def _squeezed(text: str) -> str:
    """The letters of a text, and what may stand between the words of a name taken out: soon searched."""
    text = folded(text)
    for word in (" and ", " und ", " et ", " y ", " e ", " en "):
        text = text.replace(word, " ")
    return text.translate(_GAPS)


_GAPS = str.maketrans("", "", " .'&-’")


def _names(stem: str, text: str, book: Phrasebook, *, whole_line: bool) -> Iterator[str]:
    for match in _spelled(stem).finditer(text[:LONGEST]):
        before = _WITHIN_A_NAME.search(text[max(0, match.start() - LONGEST_NAME) : match.start()])
        if before and before["before"].lower() not in _stops(book):
            continue
        head = match["of"].partition(" ")[0]
        prefix = "" if head.isupper() or head.lower() in _stops(book) | book.labels["role_words"] else match["of"]
        kept = [prefix + match["name"]]
        for word in match["further"].split() if whole_line else ():
            if word.lower().rstrip("s") in book.labels["role_words"] or word.lower() in _stops(book):
                break
            kept.append(word)
        while kept[1:] and kept[-1] in {"&", "and", "of", "und", "et", "y", "en"}:
            kept.pop()
        yield " ".join(kept)


@lru_cache(maxsize=8)
def _joined(*sets: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*sets)


def _stops(book: Phrasebook) -> frozenset[str]:
    """Words beside a name that are no part of it, capitalised or not."""
    return _joined(
        book.labels["generic"],
        book.labels["team"],
        book.labels["titles"],
        book.labels["before_company"],
        book.labels["of"],
    )


@lru_cache(maxsize=256)
def _spelled(label: str) -> re.Pattern[str]:
    letters = _BETWEEN.join(map(_accented, label))
    of = rf"(?P<of>(?:{CAPITAL}\w+ (?:of|of the|de|de la|du|am|im|van) )?)"
    name = rf"(?=[^\W_a-zà-öø-ÿ])(?P<name>(?i:{letters}))"
    return re.compile(rf"(?<![\w@./-]){of}{name}(?![^\W_]|[@]|\.\w)(?P<further>{_FURTHER})")


_ACCENTS = {"a": "aàáâãäå", "c": "cç", "e": "eèéêë", "i": "iìíîï", "n": "nñ", "o": "oòóôõöø", "u": "uùúûü"}


def _accented(letter: str) -> str:
    return f"[{_ACCENTS[letter]}]" if letter in _ACCENTS else letter


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
