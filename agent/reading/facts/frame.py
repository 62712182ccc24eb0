"""The frame of a message: whose name stands in From, whose below the letter, and what their addresses spell.

A display name may be a person's, a team's, a company's or a system's. It is a person's where the address spells it, or
where they sign with it; a company's where the domain spells it or a team's name stands beside it. Which company a
message is about is weighed in `company`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.reading.facts.domain import SYSTEMS, agrees, is_the_systems, labels_of, system_of
from agent.reading.facts.naming import (
    CAPITAL,
    behind,
    by_length,
    clean_name,
    parts_of,
    sounds_like_a_role,
    without_relay,
    without_team,
)
from agent.reading.message import Message
from agent.reading.model import Address, Identity
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.plain import folded

MAILBOXES = re.compile(
    r"^(?:no-?reply|do-?not-?reply|donot-?reply|notifications?|careers?|jobs?|recruit(?:ing|ment|er)?|hr|talent|hiring|info|contact|"
    r"support|team|people|hello|apply|applications?|scheduling|calendar|offers?|assessments?|postmaster|mailer-daemon|bounces?|"
    r"admin|office|interviews?|feedback|updates?|news(?:letter)?|alerts?|onboarding|payroll|graduates?|earlycareers|personal|bewerbung(?:en)?"
    r"|karriere|rh|drh|recrutement|accueil|rrhh|empleo|seleccion|talento|vacatures|sollicitaties|personeel|werkenbij|system|service)"
    r"(?:[+._-].*)?$",
    re.IGNORECASE,
)
"""Local parts of mailboxes that are no person's."""

CLOSING_LINES = 6
SIGNATURE_LINES = 12
LONGEST_LINE = 80
"""Characters of a line that may be a signature's; longer ones are sentences."""

_NAME = re.compile(r"^(?:[^\W\d_][\w'’-]*\.?)(?:\s+[^\W\d_][\w'’-]*\.?){1,3}$")
_ALONE = re.compile(rf"^{CAPITAL}(?:[^\W\d_]|['’-])+$")
_BESIDE = re.compile(r"\s*(?:\(|\||/|,\s|\s[-–—]\s)|\s+@\s?")
_PARTICLES = frozenset(
    {
        "le",
        "la",
        "de",
        "du",
        "des",
        "del",
        "los",
        "las",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "di",
        "da",
        "el",
        "al",
        "y",
        "i",
        "zu",
    }
)
"""Small words within people's names, whatever else they mean: `Martine Le Goff`."""

_OF_WORK = ("team", "generic", "role_words", "agency", "legal", "organisation")
"""Labels whose words stand in names of teams, roles, departments and firms."""

_SHORTEST = 3
_SENTENCE = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a letter.

    `shown` is the display name; `own` the same without the system that sends for it, `relay` that system. `person` is
    the writer's name, empty when no person can be told; `hires` tells that they write through an applicant system.
    `closing` are the last lines and the signature, `labels` what the addresses spell, `system` the letters of the
    system that sent it.
    """

    shown: str
    own: str
    relay: str
    person: str
    closing: tuple[str, ...]
    labels: tuple[str, ...]
    system: str
    hires: bool = False

    def is_foreign(self, name: str) -> bool:
        """Whether a name is that of the system in between rather than of anybody who writes."""
        return is_the_systems(name, self.system) or (bool(self.relay) and folded(name) == folded(self.relay))


def frame_of(message: Message, book: Phrasebook, me: Identity) -> Frame:
    """Look at From, at the addresses and at the letter's end."""
    envelope = message.envelope
    sender = envelope.sender
    shown = " ".join(sender.name.strip("\"' ").split()) if sender else ""
    own, relay = without_relay(shown, book)
    labels = labels_of(envelope, book)
    closing = closing_of(message, me)
    system = system_of(envelope, book)
    person = ""
    if sender is not None:
        addresses = (sender, *envelope.reply_to)
        name = person_in(own, book)
        if name and not is_the_systems(name, system):
            writes = not is_mailbox(sender) and not sends_for_others(sender, book)
            spelled = any(_is_spelled(name, address, book) for address in addresses)
            likely = (writes or spelled) and not agrees(name, labels, book)
            person = name if likely or _is_titled(own, book) or _signs(name, closing, book) else ""
    # Of "rosa@hire.lever.co" the first part is Rosa's, and no customer's.
    labels = tuple(label for label in labels if label not in folded(person).split())
    hires = bool(person) and sender is not None and book.sender_is("ats", sender.domain)
    return Frame(shown, own, relay, person, closing, labels, system, hires)


def closing_of(message: Message, me: Identity) -> tuple[str, ...]:
    """The last lines of the letter and the signature's first ones; no sentences, no headings, no salutation."""
    lines = [line for line in message.text.splitlines() if line.strip()][-CLOSING_LINES:]
    signed = [line for line in message.signature.splitlines() if line.strip()][:SIGNATURE_LINES]
    shown = (" ".join(line.split()).strip(" *_-–—") for line in (*lines, *signed))
    return tuple(line for line in shown if line and _may_sign(line, me))


def _may_sign(line: str, me: Identity) -> bool:
    a_sentence = line[-1] in ".?" and line.count(" ") >= _SENTENCE
    greets = bool(me.name) and (me.name in line or line.rstrip(",:! ").endswith(me.name.partition(" ")[0]))
    return len(line) <= LONGEST_LINE and line[-1] != ":" and not a_sentence and not greets


def _is_titled(own: str, book: Phrasebook) -> bool:
    """`Olivia (Assistant)`."""
    return any(is_title(part, book) for part in list(parts_of(own))[1:])


def is_title(text: str, book: Phrasebook) -> bool:
    """Whether a part of a signature says what somebody is."""
    titles, roles = book.labels["titles"], book.labels["role_words"]
    words = text.lower().split()
    return (
        text.lower() in titles
        or sounds_like_a_role(text, book)
        or any(word in titles or word in roles for word in words)
    )


def person_in(shown: str, book: Phrasebook) -> str:
    """A person's name out of a display name or a line; empty when it names a team, a company or a role."""
    name = _BESIDE.split(shown.strip("\"' "))[0].strip()
    employer = behind(name, book.labels["at"] | book.labels["from"])
    words = name[: name.rfind(employer)].split()[:-1] if employer else name.split()
    while words and words[0].lower().rstrip(".") in book.labels["courtesy"]:
        words = words[1:]
    name = " ".join(words)
    if not (_NAME.match(name) or _ALONE.match(name)) or "@" in name or shown.lower() in book.labels["generic"]:
        return ""
    if any(word[0].islower() and word.lower() not in _PARTICLES for word in words):
        return ""
    return "" if _is_of_work(name, book) or not clean_name(name, book) or without_team(name, book) != name else name


def _is_of_work(name: str, book: Phrasebook) -> bool:
    """Whether a word of it is of a team, a role, a department or a firm, and not of a person."""
    labels = book.labels
    words = [word for word in name.lower().replace(".", "").split() if word not in _PARTICLES]
    return any(
        word not in labels["surnames"]
        and (any(word in labels[group] for group in _OF_WORK) or word.rstrip("s") in labels["role_words"])
        for word in words
    )


def _signs(name: str, closing: tuple[str, ...], book: Phrasebook) -> bool:
    """Whether a letter is signed so: by first name alone, by name above a title, or by name and something beside it."""
    first = name.partition(" ")[0]
    for at, line in enumerate(closing):
        if line.rstrip(",.!x ") == first and first != name:
            return True
        if line.startswith(
            (f"{name},", f"{name} |", f"{name} -", f"{first},", f"{first} |", f"{first} /", f"{first} (", f"{first} @")
        ):
            return True
        below = closing[at + 1] if at + 1 < len(closing) else ""
        # Below a person stands a title or a firm; below a firm perhaps "Powered by Lever".
        if line == name and below and not below.lower().startswith(by_length(book.labels["via"])):
            return True
    return False


def _is_spelled(name: str, address: Address, book: Phrasebook) -> bool:
    """Whether an address has a person's name before the `@`, first or last."""
    if sends_for_others(address, book) or is_mailbox(address):
        return False
    local = set(re.split(r"[^a-z]+", address.local.lower()))
    return any(len(word) >= _SHORTEST and word in local for word in folded(name).split())


def is_mailbox(address: Address) -> bool:
    """Whether an address is an office's and not a person's."""
    return MAILBOXES.match(address.local) is not None


def sends_for_others(address: Address, book: Phrasebook) -> bool:
    """Whether an address is a system's."""
    return any(book.sender_is(which, address.domain) for which in SYSTEMS)
