"""Which role a message is about, and under which number it is advertised.

Wordings ("the … position at …"), labels ("Job title: …") and, last, the parts of a subject are read. A role is given as
written, without a requisition number; nothing is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agent.reading.facts.company import labelled_values
from agent.reading.facts.naming import key_of, sounds_like_a_role
from agent.reading.kinds.structure import main_event
from agent.reading.message import Message
from agent.reading.model import QUOTE_LIMIT, Identity, Said
from agent.reading.phrases.phrasebook import Named, Phrasebook
from agent.reading.phrases.plain import folded
from agent.reading.phrases.sentences import Sentence

LONGEST_ROLE = 100

_REQUISITION = re.compile(
    r"(?<![\w/])(?:JR|REQ|R|P|ID|JO)[-_ ]?\d{3,9}(?:-\d+)?\b|(?<![\w/])\d{4,8}BR\b|(?<![\w/-])20\d\d-\d{3,6}\b"
)
"""Numbers that are requisitions by their shape: `R-1681`, `JR-000123`, `65480BR`, `2020-45452`."""

_LABELLED = re.compile(
    r"\b(?:req(?:uisition)?|job|position|vacancy|posting|reference|ref)\.?\s*(?:ref\.?\s*)?(?:id|number|no\.?|nr\.?|#|code)?"
    r"\s*[:#]\s*(?P<number>(?=[\w/-]*\d{3})[\w][\w/-]{2,24})",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\s*[(\[](?:[^()\[\]]*\d{3,}[^()\[\]]*|open|m/w/d|f/m/d|m/f/d|[hfm]/[hfm](?:/[hfmxnb]+)?|remote|hybrid)[)\]]",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:the|our|a|an|this|following|open|exciting|available|new|position|role|job|of|for|as|to|posted"
    r"|un|une|le|la|son|sa|notre|futur|future|premier|première|candidature|annonce|poste|offre|stage|au|de|el|una|candidatura|puesto|vacante|oferta"
    r"|(?:chat|call|talk|conversation|interview|meeting)(?=\s+(?:about|for|re|regarding)\s)|about|regarding)\s+)+"
    r"|^(?:poste |puesto )?d['’]|^[\"'“«\s-]+",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"^(?:JR|REQ|R)?[-_ ]?\d{4,}(?:-\d+)?(?:BR)?[\s:–-]+", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?<![\s,.:;\"'”»–-])[\s,.:;\"'”»–-](?:[\s,.:;\"'”»–-]|(?<=\s)[HFM]/[HFM](?:/[HFMXNB]++)?"
    r"|(?<=\s)(?:position|role|job|opening|vacancy|opportunity|and|at|with|in|for|to|the|is|was|has))*$",
    re.IGNORECASE,
)
"""One character or word at a time, and only where such a tail begins: a long one is gone through once."""

_SUBJECT_PARTS = re.compile(r"\s+[-–—|:/]\s+|[:!?]\s+|\s+at\s+|\s+<>\s+")
_LAST_PART = re.compile(r"^(.+?)(,\s+|\s+[-–—|]\s+)([^,|]+)$")
_A_CLAUSE = re.compile(r"[a-z]{3,} ")
_AND_I = re.compile(r"\s+and\s+I\b.*$")
_BRACKET = re.compile(r"\([^()]*\)")
_TALK = re.compile(r"\b(?:interview|screen(?:ing)?|call|chat|meeting|conversation|round)\b", re.IGNORECASE)
_LOCATION = re.compile(r"\s+(?:at|with)\s+[A-Z].*$")


def find_role(
    message: Message,
    sentences: tuple[Sentence, ...],
    named: Iterable[Named],
    book: Phrasebook,
    company: Said | None,
    me: Identity,
) -> tuple[Said | None, Said | None]:
    """The role and the requisition number; each None when the message does not name it."""
    roles = (
        Said(name, said.quote)
        for said in _roles(message, sentences, named, book, me)
        if (name := _without_company(said.value, company, book))
    )
    return next(roles, None), _requisition(sentences)


def clean_role(name: str) -> str:
    """A role without articles, brackets with numbers, and the words around it; empty when nothing sensible is left."""
    name = _LEADING_NUMBER.sub("", _LEADING.sub("", _BRACKETED.sub("", " ".join(name.split()))))
    name = _TRAILING.sub("", _LOCATION.sub("", _AND_I.sub("", name)))
    name = _balanced(_REQUISITION.sub("", name)).strip(" -–,")
    return name if 1 < len(name) <= LONGEST_ROLE else ""


def _balanced(name: str) -> str:
    """A name without a bracket that was cut off: one opened and not closed, or closed and not opened."""
    for opening, closing in ("()", "[]"):
        if name.count(opening) > name.count(closing):
            name = name[: name.rindex(opening)]
        elif name.count(closing) > name.count(opening):
            name = name.replace(closing, "")
    return name.replace("()", "")


def _without_company(name: str, company: Said | None, book: Phrasebook) -> str:
    """A role without what follows its comma or dash, when that is the company, or a clause."""
    head, comma, tail = _last_part(name)
    if (
        comma
        and company is not None
        and key_of(tail, book)
        and key_of(company.value, book).startswith(key_of(tail, book))
    ):
        return head
    if comma and _A_CLAUSE.match(tail) and sounds_like_a_role(head, book):
        return head
    return name


def _without_talk(name: str) -> str:
    """What follows the comma, when a talk stands before it: `telephone screening, Night Porter`."""
    first, _, rest = name.partition(", ")
    return rest if rest and _TALK.search(first) else name


def _last_part(name: str) -> tuple[str, str, str]:
    match = _LAST_PART.match(name)
    return (match[1].strip(), match[2], match[3].strip()) if match else (name, "", "")


def _roles(
    message: Message, sentences: tuple[Sentence, ...], named: Iterable[Named], book: Phrasebook, me: Identity
) -> Iterator[Said]:
    """Candidates, the most telling first."""
    for value, line in labelled_values(message.text, book.labels["role"]):
        if (name := clean_role(value)) and _is_role(name, book):
            yield Said(name, line)
    in_text_first = sorted(named, key=lambda one: one.sentence.where == "subject")
    worded = [
        Said(name, one.sentence.quote()) for one in in_text_first if (name := clean_role(one.names.get("role", "")))
    ]
    yield from (said for said in worded if _is_role(said.value, book))
    event = main_event(message)
    subject = next((s.written for s in sentences if s.where == "subject"), "")
    summary = _BRACKET.sub("", event.summary).replace(me.name, "") if event else ""
    for text in (subject, summary):
        for part in _SUBJECT_PARTS.split(text):
            if (name := _without_talk(clean_role(part))) and _is_role(name, book, whole=True):
                yield Said(name, text[:QUOTE_LIMIT])


def _is_role(name: str, book: Phrasebook, *, whole: bool = False) -> bool:
    """Whether a name has a word that job titles have; `whole`: and none of those that only speak of them."""
    words = re.findall(r"[a-z]+", folded(name))
    known = book.labels["role_words"]
    if not any(word in known or word.rstrip("s") in known for word in words):
        return False
    about = {
        "interview",
        "application",
        "assessment",
        "offer",
        "update",
        "your",
        "you",
        "thank",
        "thanks",
        "invitation",
        "we",
        "job",
        "jobs",
    }
    return not (whole and about & set(words)) and not {"your", "you", "we", "our"} & set(words)


def _requisition(sentences: tuple[Sentence, ...]) -> Said | None:
    for sentence in sentences:
        match = _LABELLED.search(sentence.written)
        number = match["number"] if match else None
        if number is None:
            shaped = _REQUISITION.search(sentence.written)
            number = shaped[0] if shaped else None
        if number:
            return Said(number.strip("/-"), sentence.quote())
    return None
