"""How people and things are called in a letter: whom to greet and how, an organisation and a role as one says them.

Names come from records and are only ever shortened, never guessed: where no person's name is known, the answer is
an empty string, and the sentence that needs it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.writing.cleaning import believable

LONGEST_NAME = 64
"""Longest display name taken for a person's name, in characters (RFC 5322 sets none; longer ones are slogans)."""

_SHORTEST_SHOUT = 3

_TITLES = frozenset(
    {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "herr", "frau", "mme", "mlle", "madame", "monsieur"}
)
_GROUP_WORDS = frozenset({
    "accounts", "acquisition", "admin", "alert", "alerts", "bewerbung", "bewerbungen", "candidate", "candidates",
    "career", "careers", "carrières", "contact", "department", "desk", "director", "emploi", "group", "head",
    "hello", "hiring", "hr", "humaines", "inbox", "info", "interview", "interviews", "it", "jobs", "karriere",
    "mail", "mailbox", "manager", "no-reply", "noreply", "notification", "notifications", "office", "partner",
    "people", "personal", "personalabteilung", "recruiter", "recruiters", "recruiting", "recruitment",
    "recrutement", "resources", "ressources", "scheduler", "scheduling", "selection", "service", "services",
    "staffing", "support", "system", "talent", "talents", "team", "teams",
})  # fmt: skip
_CREDENTIALS = frozenset({
    "acca", "ba", "bsc", "cfa", "cipd", "cpa", "esq", "ii", "iii", "jr", "jr.", "ma", "mba", "mcipd", "md", "msc",
    "ph.d.", "phd", "phr", "pmp", "shrm-cp", "shrm-scp", "sphr", "sr", "sr.",
})  # fmt: skip
_LEGAL_FORMS = frozenset({
    "ab", "ag", "aps", "as", "asa", "b.v", "bv", "co", "corp", "corporation", "gmbh", "inc", "incorporated", "kg",
    "limited", "llc", "llp", "ltd", "mbh", "n.v", "nv", "oy", "oyj", "plc", "pte", "pty", "s.a", "s.l", "s.p.a",
    "s.r.l", "sa", "sarl", "sas", "se", "sl", "spa", "srl", "ug",
})  # fmt: skip
_NOT_IN_A_NAME = re.compile(r"[\d_!?&:;+*#%$=]|^\S+\.\S+$|^\S+ via ", re.IGNORECASE)
"""Figures, marks, what looks like the local part of an address, and one word "via" a platform: mostly a firm's."""

_TAIL = re.compile(r"\s*(?:[(\[|/•·].*|\s[-–—]\s.*|\s(?:via|from|at|@)\s.*)$", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s*(?:\[[^\]]*\]|\((?:[mwfdxghi*]\s*[/|,]\s*)+[mwfdxghi*]\s*\)"
    r"|\((?:all genders|remote|hybrid|on-?site|full[- ]time|part[- ]time|permanent|contract)\))",
    re.IGNORECASE,
)


def full_name(display: str, *firms: str) -> str:
    """A person's name, given name first, without department or firm; empty when it names none, or one of `firms`."""
    written = believable(display, LONGEST_NAME).strip("'\" ")
    name = _given_first(_TAIL.sub("", written), firms).strip(" ,.'\"")
    words = name.casefold().split()
    names_nobody = not words or _NOT_IN_A_NAME.search(written) or _GROUP_WORDS.intersection(words)
    return "" if names_nobody or _is_firm(name, firms) else name


def greeting_name(display: str, *firms: str) -> str:
    """The name to greet with, as the other side signs: "Ann" of "Ann Baker", "Dr Baker" of "Dr Ann Baker".

    A name of initials or a single word stands as it is. Capitals throughout are softened; in "BAKER Ann" the
    capitals mark the family name.
    """
    words = full_name(display, *firms).split()
    titles = [w for w in words if _is_title(w)]
    rest = [w for w in words if not _is_title(w)]
    if not rest:
        return ""
    if titles:
        return f"{titles[0]} {_softened(rest[-1])}"
    return _softened(_given(rest))


def titles_and_rest(display: str, *firms: str) -> tuple[list[str], list[str]]:
    """The titles of a person's name, and its other words, capitals throughout softened; both empty for nobody."""
    words = full_name(display, *firms).split()
    return [w for w in words if _is_title(w)], [_softened(w) for w in words if not _is_title(w)]


def _given_first(name: str, firms: tuple[str, ...]) -> str:
    """`Baker, Ann` turned round; `Ann Baker, PhD` and `Ann Baker, Acme` without what follows the comma.

    Where the comma could mean either ("Garcia Lopez, Maria" or a firm nobody heard of), nothing.
    """
    head, comma, tail = (part.strip() for part in name.partition(","))
    words = tail.replace(",", " ").casefold().split()
    added = _GROUP_WORDS.intersection(words) or _is_firm(tail, firms)
    if not comma or added or all(w in _CREDENTIALS for w in words):
        return head
    is_family_name = len(head.split()) == 1 or head[0].islower()
    return f"{tail.partition(',')[0]} {head}" if is_family_name else ""


def _is_firm(name: str, firms: tuple[str, ...]) -> bool:
    """Whether one begins with all the words of the other: "Acme Careers London" and "Acme", "Acme" and "Acme Foods"."""
    words = name.casefold().split()
    for firm in (said(f).casefold().split() for f in firms):
        shorter = min(len(words), len(firm))
        if shorter and words[:shorter] == firm[:shorter]:
            return True
    return False


def _given(words: list[str]) -> str:
    """The given name of an untitled name; all of it in scripts without capitals, where the family name comes first."""
    plain = [w for w in words if not w.isupper()]
    if "".join(words).lower() == "".join(words).upper():
        return " ".join(words)
    if plain and words[0].isupper() and any(_is_capitals(w) for w in words):
        return plain[0]
    if not _is_initial(words[0]):
        return words[0]
    middle = words[1:-1]
    return middle[0] if middle and not _is_initial(middle[0]) else " ".join(words)


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _is_capitals(word: str) -> bool:
    """Shouted, and not initials such as "JJ"."""
    return word.isupper() and len(word) >= _SHORTEST_SHOUT


def _is_title(word: str) -> bool:
    return word.casefold().rstrip(".") in _TITLES


def _softened(word: str) -> str:
    return word.title() if word.islower() or _is_capitals(word) else word


def said(company: str) -> str:
    """An organisation as one says it in a sentence: without its legal form ("Acme" for "Acme Ltd.")."""
    words = believable(company).split()
    while len(words) > 1 and words[-1].casefold().strip(".,&") in _LEGAL_FORMS | {""}:
        words.pop()
    return " ".join(words).rstrip(".,;: ")


def spoken_role(role: str) -> str:
    """A role as one says it before the word "role": without "(m/f/d)", "[Remote]" and a trailing "role"."""
    words = believable(_ASIDE.sub("", role)).rstrip(".,;:- ").split()
    while len(words) > 1 and words[-1].casefold() in {"role", "position", "job", "vacancy"}:
        words.pop()
    return " ".join(words)


_AND = {"en": " and ", "de": " und ", "fr": " et "}
_OR = {"en": " or ", "de": " oder ", "fr": " ou "}


def listed(parts: Sequence[str], language: str, *, either: bool = False, apart: bool = False) -> str:
    """Several as one says them: "Ann, Ben and Cem", or with `either` "Ann, Ben or Cem"; commas only where unknown.

    `apart` sets a comma before the last, too, where a part holds such a word itself.
    """
    joined = (_OR if either else _AND).get(language, ", ")
    comma = "," if apart and joined != ", " else ""
    return f"{comma}{joined}".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
