"""Which role a message is about, and under which number it is advertised.

Wordings ("the … position at …"), labels ("Job title: …") and, last, the parts of a subject are read. A role is given as
written, without a requisition number; nothing is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agent.reading.company import labelled_values
from agent.reading.message import Message
from agent.reading.model import Said
from agent.reading.phrasebook import Phrasebook
from agent.reading.sentences import Sentence

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
    r"\s*[(\[](?:[^()\[\]]*\d{3,}[^()\[\]]*|open|m/w/d|f/m/d|m/f/d|remote|hybrid)[)\]]", re.IGNORECASE
)
_LEADING = re.compile(
    r"^(?:(?:the|our|a|an|this|following|open|exciting|available|new|position|role|job|of|for|as|to|posted)\s+)+|^[\"'“\s-]+",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"^(?:JR|REQ|R)?[-_ ]?\d{4,}(?:-\d+)?(?:BR)?[\s:–-]+", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,.:;\"'”–-]+|\s+(?:position|role|job|opening|vacancy|opportunity|and|at|with|in|for|to|the|is|was|has))+$",
    re.IGNORECASE,
)
_SUBJECT_PARTS = re.compile(r"\s+[-–—|:]\s+|:\s+|\s+at\s+|\s+\|\s+")
_LOCATION = re.compile(r"\s+(?:at|with)\s+[A-Z].*$")


def find_role(message: Message, sentences: Iterable[Sentence], book: Phrasebook) -> tuple[Said | None, Said | None]:
    """The role and the requisition number; each None when the message does not name it."""
    sentences = tuple(sentences)
    return next(_roles(message, sentences, book), None), _requisition(sentences)


def clean_role(name: str) -> str:
    """A role without articles, brackets with numbers, and the words around it; empty when nothing sensible is left."""
    name = _LEADING_NUMBER.sub("", _LEADING.sub("", _BRACKETED.sub("", " ".join(name.split()))))
    name = _TRAILING.sub("", _LOCATION.sub("", name))
    name = _REQUISITION.sub("", name).strip(" -–,()")
    return name if 1 < len(name) <= LONGEST_ROLE else ""


def _roles(message: Message, sentences: tuple[Sentence, ...], book: Phrasebook) -> Iterator[Said]:
    """Candidates, the most telling first."""
    for value, line in labelled_values(message.text, book.labels["role"]):
        if (name := clean_role(value)) and _is_role(name, book):
            yield Said(name, line)
    worded = [
        Said(name, sentence.quote())
        for sentence in (*(s for s in sentences if s.where == "text"), *(s for s in sentences if s.where == "subject"))
        for _, names in book.names_in(sentence)
        if (name := clean_role(names.get("role", "")))
    ]
    yield from (said for said in worded if _is_role(said.value, book))
    for sentence in sentences:
        if sentence.where == "subject":
            for part in _SUBJECT_PARTS.split(sentence.written):
                if (name := clean_role(part)) and _is_role(name, book, whole=True):
                    yield Said(name, sentence.quote())


def _is_role(name: str, book: Phrasebook, *, whole: bool = False) -> bool:
    """Whether a name has a word that job titles have; `whole`: and none of those that only speak of them."""
    words = re.findall(r"[a-z]+", name.lower())
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
