"""Which organisation a message is about, and which agency, if it comes from one.

Names are taken from wordings ("thank you for applying to …"), from the sender's display name ("… Hiring Team") and from
labels ("Company: …"); the name most of them agree on is given. A sender's domain only supports a name, it proves none;
what is never a company (`labels.generic`, a system that sends for others) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent.reading.hits import Hits
from agent.reading.message import Message
from agent.reading.model import QUOTE_LIMIT, Address, Said
from agent.reading.phrasebook import Phrasebook
from agent.reading.sentences import Sentence

WORDED, NAMED, LABELLED, SUPPORTED = 2.0, 2.0, 3.0, 1.0
"""How much a wording, a display name, a label and the domain weigh against each other."""

LONGEST_NAME = 60
_SHORTEST_IN_DOMAIN = 4

_LEGAL = re.compile(
    r"[\s,]+(?:inc|llc|ltd|limited|gmbh|corp|corporation|plc|ag|se|bv|pty|co|sa|sas|sarl|kg|llp)\.?$", re.IGNORECASE
)
_VIA = re.compile(r"\s+(?:via|through|@|on behalf of|powered by)\s+.*$", re.IGNORECASE)
_BESIDE_A_PERSON = re.compile(
    r"^(?P<person>[^()|@]{2,40}?)\s*(?:\(|\s(?:from|at)\s|\s@\s?|\s[-–|]\s|,\s)(?P<company>[^()|]{2,60}?)\)?$"
)
_TRAILING = re.compile(
    r"(?:[\s,.:;!?\"'“”’)(&-]+|\s+(?:and|of|the|for|in|at|with|we|on|as|career|careers|jobs|team|location|office))+$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:the|our|your|a)\s+(?=\S)|^[\"'“(]+", re.IGNORECASE)
_LEVELS = frozenset({"i", "ii", "iii", "iv", "v", "intern"})
_NOT_LETTERS = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class _Found:
    """What somebody may mean by a company, where it was found, and how much that weighs."""

    name: str
    quote: str
    weight: float


def find_company(
    message: Message, sentences: Iterable[Sentence], hits: Hits, book: Phrasebook
) -> tuple[Said | None, Said | None]:
    """The organisation and the agency; each None when the message does not name it."""
    worded = [*_worded(sentences, book), *_labelled(message.text, book)]
    sender = _of_sender(message.envelope.sender, book)
    if not hits.marked("agency"):
        return _best([*worded, *sender], message), None
    own = {key_of(found.name) for found in sender}
    return _best([found for found in worded if key_of(found.name) not in own], message), _best(sender, message)


def key_of(name: str) -> str:
    """A name as it is compared: without legal form, article, case and punctuation."""
    return _NOT_LETTERS.sub("", _LEGAL.sub("", _LEADING.sub("", name.strip()).strip(" .,")).lower())


def clean_name(name: str, book: Phrasebook, *, may_sound_like_a_role: bool = False) -> str:
    """A name without what does not belong to it; empty when it cannot be a company's."""
    name = _VIA.sub("", " ".join(name.split()))
    head, _, tail = name.partition(" for ")
    if tail and _sounds_like_a_role(tail, book):
        name = head
    name = _TRAILING.sub("", _LEADING.sub("", name))
    generic = book.labels["generic"] | book.labels["team"]
    if not name or len(name) > LONGEST_NAME or name.lower() in generic or name.isdigit():
        return ""
    if not may_sound_like_a_role and _sounds_like_a_role(name, book):
        return ""
    return name


def _sounds_like_a_role(name: str, book: Phrasebook) -> bool:
    words = [word for word in re.findall(r"[a-z]+", name.lower()) if word not in _LEVELS]
    return bool(words) and words[-1] in book.labels["role_words"]


def _worded(sentences: Iterable[Sentence], book: Phrasebook) -> Iterator[_Found]:
    for sentence in sentences:
        for _, names in book.names_in(sentence):
            # Beside a role, a name needs not be asked whether it is one: "at Northwind Traders".
            beside_a_role = "role" in names
            name = clean_name(names.get("company", ""), book, may_sound_like_a_role=beside_a_role)
            if name:
                yield _Found(name, sentence.quote(), WORDED + 0.5 * beside_a_role)


def _labelled(text: str, book: Phrasebook) -> Iterator[_Found]:
    for value, line in labelled_values(text, book.labels["company"]):
        if name := clean_name(value, book):
            yield _Found(name, line, LABELLED)


def labelled_values(text: str, labels: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Every (value, line) of lines like `Label: value`."""
    for line in text.splitlines():
        label, colon, value = line.strip().lstrip("-•*· ").partition(":")
        if colon and value.strip() and " ".join(label.lower().split()) in labels:
            yield " ".join(value.split()), " ".join(line.split())[:QUOTE_LIMIT]


def _of_sender(sender: Address | None, book: Phrasebook) -> list[_Found]:
    """The company in a display name: `Acme Hiring Team`, `Acme via Greenhouse`, `Ann Lee (Acme)`, `Ann from Acme`."""
    if sender is None or not sender.name or book.sender_is("boards", sender.domain):
        return []
    shown = " ".join(sender.name.strip("\"' ").split())
    without_via = _VIA.sub("", shown)
    team = _without_team(without_via, book)
    if team and (team != without_via or without_via != shown):
        name = clean_name(team, book)
    else:
        match = _BESIDE_A_PERSON.match(without_via)
        beside = _without_team(match["company"], book) if match else ""
        name = clean_name(beside, book)
    return [_Found(name, shown[:QUOTE_LIMIT], NAMED)] if name else []


def _without_team(name: str, book: Phrasebook) -> str:
    """A name without `Hiring Team` and the like before or behind it; empty when nothing else was there."""
    for team in sorted(book.labels["team"], key=len, reverse=True):
        lowered = name.lower()
        if lowered == team:
            return ""
        if lowered.endswith(f" {team}"):
            return _without_team(name[: -len(team)].strip(" -–|,"), book)
        if lowered.startswith((f"{team} at ", f"{team} - ", f"{team} | ")):
            return name[len(team) :].removeprefix(" at ").strip(" -|")
    return name


def _best(found: list[_Found], message: Message) -> Said | None:
    """The name that weighs most, in its commonest spelling; the first found among equals."""
    sender = message.envelope.sender
    domain = _NOT_LETTERS.sub("", sender.domain) if sender else ""
    weights: dict[str, float] = {}
    for one in found:
        weights[key_of(one.name)] = weights.get(key_of(one.name), 0) + one.weight
    for key in weights:
        if len(key) >= _SHORTEST_IN_DOMAIN and key in domain:
            weights[key] += SUPPORTED
    for key, one in {key_of(one.name): one for one in found}.items():
        # A short form speaks for the name it is short for: "Northwind" for "Northwind Traders".
        shorter = {key_of(other.name) for other in found if one.name.lower().startswith(f"{other.name.lower()} ")} - {
            key
        }
        weights[key] += sum(weights[other] for other in shorter)
    best = max(found, key=lambda one: weights[key_of(one.name)], default=None)
    return Said(best.name, best.quote) if best else None
