"""Which role a message is about.

Labels ("Job title: …") and wordings ("the … position at …") are read first; then the runs of capitalised words in the
subject, the letter and the calendar that have a word of job titles in them. A role is given as written, without a
requisition number; nothing is looked up. The words for it stand in the label tables of each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from agent.reading.facts.frame import Frame
from agent.reading.facts.naming import behind, key_of, labelled_values, sounds_like_a_role
from agent.reading.facts.requisition import SHAPED
from agent.reading.kinds.structure import main_event
from agent.reading.message import Message
from agent.reading.model import QUOTE_LIMIT, Identity, Said
from agent.reading.phrases.phrase import Named
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.plain import folded
from agent.reading.phrases.sentences import Sentence

LONGEST_ROLE = 100
MOST_WORDS = 10
SHORT_SUBJECT = 4
"""Words of a subject's part that may be a role though it is written small: `Vet tech opening`."""

SHORTEST_ENDING = 5
"""Letters from which the end of a compound is telling."""

EARLY = 12
"""Sentences in which a role may stand without a wording around it; after that they tell of the firm."""

LATE = 40
"""Sentences in which the only role a letter mentions is looked for."""

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_SEXES = re.compile(r"(?<![\w/])[HFMWDXNVGB*](?:\s?[/|,]\s?[HFMWDXNVGB*]){1,4}(?![\w/])", re.IGNORECASE)
"""`m/w/d`, `H/F`, `m/v/x`: for every sex."""

_LEADING_NUMBER = re.compile(r"^(?:JR|REQ|R)?[-_ ]?\d{4,}(?:-\d+)?(?:BR)?[\s:–-]+", re.IGNORECASE)
_EDGES = " \t,.:;!?\"'“”„’‘«»<>&+|·•*_–—-#"
_ELIDED = re.compile(r"^[dl]['’]", re.IGNORECASE)
_HARD = re.compile(r"\s+[-–—:/|•·]+\s+|[|;:!?\"“”„«»<>]+\s*|\.\s+|,\s+|\s+\+\s+")
"""What a role does not reach across."""

_AROUND_NUMBER = re.compile(r"\s*[-–—:,]?\s*#\s*(?:[-–—:,]\s)?\s*")
_LAST_PART = re.compile(r"^(.+?)(,\s+|\s+[-–—|]+\s+)([^,|]+)$")
_A_CLAUSE = re.compile(r"[a-z]{3,} |\d")
_TITLED = re.compile(r"^(?:[^\W\d_a-zà-öø-ÿ]|\d+(?:st|nd|rd|th)\b|[a-z](?=[A-Z])|[&(])")
_LEVEL = re.compile(r"^(?:\d{1,2}|I{1,3}|IV|V)[).]?$")
"""`Grade 4`, `Scientist II`."""

_WORDS = re.compile(r"[a-z]+")


def find_role(
    message: Message,
    sentences: tuple[Sentence, ...],
    named: Iterable[Named],
    frame: Frame,
    book: Phrasebook,
    company: Said | None,
    me: Identity,
) -> Said | None:
    """The role; None when the message does not name it."""
    roles = (
        Said(name, said.quote)
        for said in _roles(message, sentences, named, frame, book, me)
        if (name := _without_company(said.value, company, book))
    )
    return next(roles, None)


def clean_role(name: str, book: Phrasebook) -> str:
    """A role without articles, brackets with numbers, and the words around it; empty when nothing sensible is left."""
    name = _BRACKETS.sub(lambda match: "" if _is_beside(match[1], book) else match[0], " ".join(name.split()))
    name = SHAPED.sub("", _SEXES.sub("", _LEADING_NUMBER.sub("", name)))
    words = _without_employer(_balanced(name), book).split()
    before, after = book.labels["before_role"], book.labels["after_role"]
    first, last = 0, len(words)
    while first < last and (_bare(words[first]) in before or not _bare(words[first])):
        first += 1
    while last > first and (_bare(words[last - 1]) in after or not _bare(words[last - 1])):
        last -= 1
    kept = _ELIDED.sub("", " ".join(words[first:last])).strip(_EDGES)
    kept = kept.removeprefix("(").removesuffix("(").strip()
    return kept if 1 < len(kept) <= LONGEST_ROLE else ""


def _bare(word: str) -> str:
    return word.lower().strip(_EDGES)


def _is_beside(bracketed: str, book: Phrasebook) -> bool:
    """Whether what stands in brackets is a number, for every sex, or where and how one works."""
    text = " ".join(bracketed.lower().split())
    digits = sum(map(str.isdigit, text))
    return digits > 2 or not text or bool(_SEXES.fullmatch(text)) or text in book.labels["beside_role"]  # noqa: PLR2004


def _without_employer(name: str, book: Phrasebook) -> str:
    """A role without ` at Fern` behind it, or another clause."""
    employer = behind(name, book.labels["at"])
    if employer and not employer[0].islower():
        name = name[: len(name) - len(employer)].rstrip().rpartition(" ")[0] or name
    return re.split(r"\s+and\s+I\b", name, maxsplit=1)[0]


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
    if company is not None and key_of(name, book) == key_of(company.value, book):
        return ""
    match = _LAST_PART.match(name)
    if match is None:
        return name
    head, tail = match[1].strip(), match[3].strip()
    whose = key_of(tail, book)
    named = company is not None and bool(whose) and key_of(company.value, book).startswith(whose)
    return head if named or (_A_CLAUSE.match(tail) and sounds_like_a_role(head, book)) else name


def _roles(
    message: Message,
    sentences: tuple[Sentence, ...],
    named: Iterable[Named],
    frame: Frame,
    book: Phrasebook,
    me: Identity,
) -> Iterator[Said]:
    """Candidates, the most telling first."""
    for value, line in labelled_values(message.text, book.labels["role"]):
        if (name := clean_role(value, book)) and is_role(name, book) and len(name.split()) <= MOST_WORDS:
            yield Said(name, line)
    in_text_first = sorted(named, key=lambda one: one.sentence.where == "subject")
    for one in in_text_first:
        name = clean_role(one.names.get("role", ""), book)
        if name and is_role(name, book):
            yield Said(name, one.sentence.quote())
    event = main_event(message)
    subject = next((s.written for s in sentences if s.where == "subject"), "")
    for text in (subject, event.summary if event else ""):
        for name in _headed(text.replace(me.name, " | ") if me.name else text, book):
            yield Said(name, text[:QUOTE_LIMIT])
    closing = frozenset(frame.closing)
    for sentence in sentences[:EARLY]:
        if sentence.where == "text" and sentence.written not in closing:
            for name in runs(sentence.written, book, announced=True):
                yield Said(name, sentence.quote())
    yield from _only_role(sentences[:LATE], closing, book)


def _only_role(sentences: tuple[Sentence, ...], closing: frozenset[str], book: Phrasebook) -> Iterator[Said]:
    """The one role of several words a letter mentions, announced or not; none where it mentions two."""
    found = {
        key_of(name, book): Said(name, sentence.quote())
        for sentence in sentences
        if sentence.where == "text" and sentence.written not in closing
        for run in runs(sentence.written, book, announced=False)
        if " " in (name := _behind_for(run, book))
    }
    for one in found.values() if len(found) == 1 else ():
        if sounds_like_a_role(_BRACKETS.sub("", one.value), book) and not _is_a_recruiters(one.value, book):
            yield one


def _behind_for(run: str, book: Phrasebook) -> str:
    """`Reasoning Test for the Data Analyst` is about the Data Analyst."""
    words = run.split()
    at = max((n for n, word in enumerate(words) if word in book.labels["for_role"] - {"of"}), default=-1)
    return clean_role(" ".join(words[at + 1 :]), book)


def _headed(text: str, book: Phrasebook) -> Iterator[str]:
    """The roles of a subject: runs of capitalised words, or a short part written small."""
    yield from runs(text, book, announced=False)
    for part in _HARD.split(text):
        words = part.split()
        while words and _bare(words[-1]) in _frames(book):
            words.pop()
        while words and _bare(words[0]) in _frames(book):
            words.pop(0)
        small = clean_role(" ".join(words), book)
        if 0 < len(words) <= SHORT_SUBJECT and small and is_role(small, book, whole=True):
            yield small


def runs(text: str, book: Phrasebook, *, announced: bool) -> Iterator[str]:
    """Runs of capitalised words one of which job titles have.

    `announced`: only those behind `for`, `as` and their like, beside a requisition number, or alone on their line.
    """
    text = _BRACKETS.sub(lambda match: f" {_numbered(match[1])} " if _is_beside(match[1], book) else match[0], text)
    text = _AROUND_NUMBER.sub(" # ", SHAPED.sub(" # ", text))
    for part in _HARD.split(_SEXES.sub("", text)):
        words = part.split()
        at = 0
        while at < len(words):
            end = _run_end(words, at, book)
            name = clean_role(" ".join(words[at:end]), book) if end > at else ""
            beside_number = "#" in {*words[max(0, at - 1) : at], *words[end : end + 1]}
            alone = part == text.strip() and end - at == len(words) and not _is_a_recruiters(name, book)
            told = not announced or beside_number or alone or _is_announced(words, at, book)
            if name and told and is_role(name, book, whole=True):
                yield name
            at = max(end, at + 1)


def _numbered(bracketed: str) -> str:
    return "#" if sum(map(str.isdigit, bracketed)) > 2 else ""  # noqa: PLR2004 - "(Grade 4)" is no number of a job


def _is_a_recruiters(name: str, book: Phrasebook) -> bool:
    """Whether it is what those are called who hire: `Senior Recruiter` on a line is whom one will talk to."""
    return any(word in book.labels["recruiters"] for word in name.lower().split())


def _run_end(words: list[str], at: int, book: Phrasebook) -> int:
    """Where a run of capitalised words that begins at `at` ends; `at` when none begins there."""
    frames, within = _frames(book), book.labels["within_role"]
    end = at
    while end < len(words) and end - at < MOST_WORDS and _TITLED.match(words[end]) and _bare(words[end]) not in frames:
        end += 1
        while end < len(words) and _LEVEL.match(words[end]):
            end += 1
        gap = end
        while gap < len(words) and gap - end < 2 and words[gap] in within:  # noqa: PLR2004 - "de la", "in der"
            gap += 1
        if (
            end > at
            and gap > end
            and gap < len(words)
            and _TITLED.match(words[gap])
            and _bare(words[gap]) not in frames
        ):
            end = gap
    return end


def _is_announced(words: list[str], at: int, book: Phrasebook) -> bool:
    """Whether `for` stands before it, perhaps with an article between."""
    back = at - 1
    while back > 0 and words[back].lower() in book.labels["before_role"] - book.labels["for_role"]:
        back -= 1
    return back >= 0 and words[back].lower() in book.labels["for_role"]


def _frames(book: Phrasebook) -> frozenset[str]:
    """Words no role contains, capitalised or not: what the mail is, or who it is to."""
    return _framing(book.labels["about_role"], book.labels["occasions"])


@lru_cache(maxsize=2)
def _framing(*sets: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*sets)


def is_role(name: str, book: Phrasebook, *, whole: bool = False) -> bool:
    """Whether a name has a word that job titles have; `whole`: and none of those that only speak of them."""
    words = _WORDS.findall(folded(name))
    known = book.labels["role_words"]
    if not any(word in known or word.rstrip("s") in known or _ends_in_one(word, known) for word in words):
        return False
    return not (whole and _frames(book) & set(words)) and not {"your", "you", "we", "our"} & set(words)


def _ends_in_one(word: str, known: frozenset[str]) -> bool:
    """Whether a compound ends in a job title: `Risikoanalyst`, `Firmenkundenberater`, `logistiekmedewerker`."""
    return any(word[at:] in known for at in range(2, len(word) - SHORTEST_ENDING + 1))
