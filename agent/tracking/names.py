"""Names of organisations and roles, made comparable: when are two of them the same, and when only alike?

Nothing here knows an application. Comparing is cautious: what is merely near is said to be near, so that the caller
can ask the user. Keys are for looking up, never for showing.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import Final

Tokens = tuple[str, ...]

SLUG_LIMIT: Final = 40
"""Longest identifier of an application, in characters: short enough to type, long enough to recognise."""

_CACHED: Final = 4096
"""Names kept ready; a job search has hundreds, each asked for again with every mail of its thread."""

_LEGAL_FORM: Final = re.compile(
    "ab|ag|aktiengesellschaft|as|asa|bv|bvba|co|company|corp|corporation|cv|dac|doo|eg|ek|ev|gbr|ggmbh|gmbh|inc"
    "|incorporated|kft|kg|kgaa|kk|lda|limited|llc|llp|lp|ltd|ltda|mbh|nv|oe|ohg|oy|oyj|plc|pte|pty|pvt|sa|sab|sarl|sas"
    "|sasu|sca|scop|se|sl|slu|snc|spa|srl|sro|uab|ug|vof|zrt"
)
"""Common legal forms as they stand at the end of a name, once its dots are gone."""

_JOINT: Final = re.compile("and|de|e|en|et|och|og|und|y")
"""What is left dangling when a legal form is taken off: "& Co", "S.A. de C.V."."""

_ARTICLES: Final = frozenset({"the"})
_STOP_WORDS: Final = frozenset({"a", "an", "and", "at", "for", "in", "of", "or", "the", "to"})

_LEVELS: Final = {
    "entry": "junior",
    "junior": "junior",
    "jr": "junior",
    "mid": "mid",
    "middle": "mid",
    "midlevel": "mid",
    "senior": "senior",
    "sr": "senior",
    "staff": "staff",
    "lead": "lead",
    "principal": "principal",
    "i": "1",
    "1": "1",
    "ii": "2",
    "2": "2",
    "iii": "3",
    "3": "3",
    "iv": "4",
    "4": "4",
}
"""Words that say how senior a role is, and what they stand for. They tell two roles apart only where both say one."""

_WORK_MODE: Final = re.compile(
    "contract|full|fulltime|hybrid|job|level|onsite|part|parttime|permanent|position|remote|role|teilzeit|time|vollzeit"
)
"""Words of advertisements that belong to the terms of a role and not to its name."""

_RANKS: Final = frozenset(
    {
        *(
            "apprentice",
            "assistant",
            "associate",
            "chief",
            "coordinator",
            "deputy",
            "director",
            "executive",
            "graduate",
        ),
        *("head", "intern", "internship", "manager", "officer", "supervisor", "team", "trainee", "vice", "vp"),
    }
)
"""Words that, added to a title, make it another person's job and not a closer description of the same."""

_TEAM_WORDS: Final = frozenset(
    {
        *("acquisition", "career", "careers", "department", "hiring", "hr", "human", "job", "jobs", "no", "people"),
        *("recruiter", "recruiting", "recruitment", "reply", "resources", "resourcing", "talent", "team", "via"),
    }
)
"""What senders put around the name of their organisation."""

_UNDECOMPOSED: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
    | {"&": " and ", "+": " plus ", "#": " sharp "}
)
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_DOTS: Final = re.compile(r"[.'’‘]")
_BRACKETED: Final = re.compile(r"\([^()]*(?:\)|$)|\[[^\[\]]*(?:\]|$)|\{[^{}]*(?:\}|$)")
_GENDER: Final = re.compile(r"\b[mwfhdx](?:\s?[/|*]\s?[mwfhdx]){1,3}\b|\ball genders\b|[*:_/]-?in(?:nen)?\b")
_REQUISITION: Final = re.compile(
    r"(?<!\w)#\s?\w*\d[\w-]*|\b(?:req(?:uisition)?|ref(?:erence)?|job|vacancy)\s?(?:id|no|nr|number)?\s?[:#.-]\s?\w*\d[\w-]*"
    r"|\b(?:jr|r|req)-?\d{3,}\b|\b\d{5,}\b"
)
_WORD: Final = re.compile(r"[^\W_]+")
_SEPARATE: Final = re.compile(r"[^\s,;:|@()\[\]\u2013\u2014]+")
_COMPANY_SIGNS: Final = re.compile("株式会社|有限会社|合同会社|有限公司|주식회사")


class Likeness(IntEnum):
    """How two names compare, from plainly different to plainly the same."""

    OTHER = 0
    NEAR = 1  # one says more than the other; only the user knows whether it is the same
    UNSTATED = 2  # one of the two is not known
    ALIKE = 3  # the same but for a seniority only one of them states
    SAME = 4


def compare_organisations(one: str, other: str) -> Likeness:
    """How two names of organisations compare; "Acme" and "Acme Robotics" are only near, and may be namesakes."""
    mine, theirs = organisation_key(one), organisation_key(other)
    if not (mine and theirs):
        return Likeness.UNSTATED
    if mine == theirs:
        return Likeness.SAME
    short, long = sorted((mine, theirs), key=len)
    return Likeness.NEAR if long[: len(short)] == short else Likeness.OTHER


def compare_roles(one: str, other: str) -> Likeness:
    """How two titles compare, the order of words aside; different seniorities make different roles."""
    (mine, my_level), (theirs, their_level) = _role(one), _role(other)
    if not (mine and theirs):
        return Likeness.UNSTATED
    if my_level and their_level and my_level != their_level:
        return Likeness.OTHER
    if mine == theirs:
        return Likeness.SAME if my_level == their_level else Likeness.ALIKE
    return Likeness.NEAR if set(mine) <= set(theirs) or set(theirs) <= set(mine) else Likeness.OTHER


def qualifies(one: str, other: str) -> bool:
    """Whether one title is the other with a closer description before or behind it: "Analyst, Smart Tariffs".

    What is put in between, or adds a rank, makes another role: "Product Marketing Manager", "Assistant Buyer".
    """
    short, long = sorted((_telling(one), _telling(other)), key=len)
    if not short or len(short) == len(long):
        return False
    before, behind = long[: len(long) - len(short)], long[len(short) :]
    added = behind if long[: len(short)] == short else before if long[len(before) :] == short else None
    return added is not None and not _RANKS & set(added)


def without_organisation(title: str, organisation: str) -> str:
    """A title without the organisation's name at its end: "Analyst, Acme" and "Analyst at Acme" say "Analyst"."""
    name, words = organisation_key(organisation), list(_SEPARATE.finditer(title))
    for at in range(1, len(words)) if name else ():
        if organisation_key(title[words[at].start() :]) == name:
            return title[: words[at].start()].rstrip(" ,;:|@([-\u2013\u2014").removesuffix(" at").rstrip(" ,")
    return title


def shows(sender: str, organisation: str) -> bool:
    """Whether a sender's display name is an organisation's: "Acme Hiring Team", "Ann Lee, Acme Robotics"."""
    name, words = organisation_key(organisation), _words(_plain(sender))
    if not name or not words:
        return False
    if len(name) > 1 and any(words[at : at + len(name)] == name for at in range(len(words))):
        return True
    bare = sender_key(sender)
    return organisation_key(" ".join(bare)) == name or (0 < len(bare) < len(words) and name[: len(bare)] == bare)


def sender_key(sender: str) -> Tokens:
    """The words of a display name without what any employer could send under: nothing is left of "Hiring Team"."""
    return tuple(word for word in _words(_plain(sender)) if word not in _TEAM_WORDS)


@lru_cache(_CACHED)
def organisation_key(name: str) -> Tokens:
    """The words of an organisation's name without case, accents, punctuation, article and legal form."""
    words = _words(_COMPANY_SIGNS.sub(" ", _plain(name)))
    start = 1 if len(words) > 1 and words[0] in _ARTICLES else 0
    end = len(words)
    while end > start + 1 and _is_form(words[end - 1]):
        end -= 1
    return words[start:end]


def role_key(title: str) -> Tokens:
    """The words of a title without seniority, bracketed matter, gender marks, requisition and terms, sorted."""
    return _role(title)[0]


def requisition_key(number: str) -> str:
    """A requisition number without case and punctuation; empty when it is too short to tell anything apart."""
    key = "".join(_words(_plain(number.replace("#", " "))))
    return key if len(key) >= 3 else ""  # noqa: PLR2004 - "1" or "42" is some list's counter, not a requisition


def slug(company: str, role: str) -> str:
    """A friendly identifier in ASCII: from the company, else from the role, else `application`."""
    for words in (organisation_key(company), _words(_plain(role))):
        text = "-".join(word for word in words if word.isascii())
        if text:
            return text[:SLUG_LIMIT].rstrip("-")
    return "application"


@lru_cache(_CACHED)
def _role(title: str) -> tuple[Tokens, frozenset[str]]:
    """A title's telling words, sorted and without repetition, and what it says of seniority."""
    levels = frozenset(_LEVELS[word] for word in _title_words(title) if word in _LEVELS)
    return tuple(sorted(set(_telling(title)))), levels


def _telling(title: str) -> Tokens:
    """A title's telling words, as they stand."""
    words = _title_words(title)
    return tuple(w for w in words if not (w in _LEVELS or w in _STOP_WORDS or _WORK_MODE.fullmatch(w)))


def _title_words(title: str) -> Tokens:
    plain = _BRACKETED.sub(" ", unicodedata.normalize("NFKC", title).casefold())
    return _words(_plain(_REQUISITION.sub(" ", _GENDER.sub(" ", plain))))


def _is_form(word: str) -> bool:
    return bool(_LEGAL_FORM.fullmatch(word) or _JOINT.fullmatch(word))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_UNDECOMPOSED)
    return unicodedata.normalize("NFC", _DOTS.sub("", _ACCENTS.sub("", folded)))


def _words(text: str) -> Tokens:
    return tuple(_WORD.findall(text))
