"""Names that agree with the sender's own domain: `Fern & Moss` in a letter from `fernmoss.example`.

A domain alone proves no name; a name the letter states, beside a domain that spells it, needs no other proof. Domains
many share (`senders.mail`), and those of systems that send for others, agree with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from agent.reading.facts.naming import LONGEST_NAME, key_of
from agent.reading.parsing.guards import Failure, attempt
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.sentences import LONGEST

SHORTEST = 4
"""Letters from which a domain's label is telling; shorter ones may be anybody's initials."""

_ADDED = re.compile(r"^(?:join|get|try|use|team|mail)(?=.{4})|(?<=.{4})(?:hq|app|inc|corp|group|careers|jobs|hr|team)$")
_FURTHER = r"(?: (?:& |and |of )?[^\W\d_a-zà-öø-ÿ][\w'’&-]*){0,3}"
_WITHIN_A_NAME = re.compile(
    r"(?<![^\W_])(?!(?:At|The|From|With|Hi|Hello|Dear|Join|Joining|About|Welcome|To|In|For|Why|Here|Team|And)\s)"
    r"[^\W\d_a-zà-öø-ÿ]\w*\s$"
)
_BETWEEN = r"(?:[ .'’-]|\s?&\s?|\sand\s)?"


def label_of(domain: str, book: Phrasebook) -> str:
    """The letters of the part of a domain its owner chose; empty when others share the domain, or it tells nothing."""
    if not domain or any(book.sender_is(which, domain) for which in ("ats", "boards", "tests", "mail")):
        return ""
    own = attempt(lambda: _suffixes().privatesuffix(domain))
    label = "" if isinstance(own, Failure) or own is None else re.sub("[^a-z0-9]", "", own.partition(".")[0].lower())
    return label if len(label) >= SHORTEST else ""


def agrees(name: str, label: str) -> bool:
    """Whether a domain's label spells a name, or its beginning, or adds something usual to it."""
    key = key_of(name)
    if not label or len(key) < SHORTEST:
        return False
    stem = _ADDED.sub("", label)
    return key in {label, stem} or key.startswith((label, stem)) or (len(key) > SHORTEST and label.startswith(key))


def names_spelling(label: str, text: str, book: Phrasebook, *, whole_line: bool) -> Iterator[str]:
    """Every name in a text that the label spells; in a whole line with the capitalised words that go on with it."""
    if not label:
        return
    for match in _spelled(_ADDED.sub("", label)).finditer(text[:LONGEST]):
        if _WITHIN_A_NAME.search(text[max(0, match.start() - LONGEST_NAME) : match.start()]):
            continue
        before = match["of"].split(" ", 1)[0].lower()
        prefix = "" if before in _stops(book) | book.labels["role_words"] else match["of"]
        kept = [prefix + match["name"]]
        for word in match["further"].split() if whole_line else ():
            if word.lower().rstrip("s") in book.labels["role_words"] or word.lower() in _stops(book):
                break
            kept.append(word)
        while kept[1:] and kept[-1] in {"&", "and", "of"}:
            kept.pop()
        yield " ".join(kept)


def _stops(book: Phrasebook) -> frozenset[str]:
    return book.labels["generic"] | book.labels["team"] | book.labels["titles"]


@lru_cache(maxsize=256)
def _spelled(label: str) -> re.Pattern[str]:
    letters = _BETWEEN.join(map(re.escape, label))
    return re.compile(
        rf"(?<![\w@./-])(?P<of>(?:[^\W\d_a-zà-öø-ÿ]\w+ of (?:the )?)?)(?=[^\W_a-zà-öø-ÿ])(?P<name>(?i:{letters}))"
        rf"(?![^\W_]|[@]|\.\w)(?P<further>{_FURTHER})"
    )


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
