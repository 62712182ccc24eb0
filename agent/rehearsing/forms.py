"""Sentences with gaps: how a form such as "{who} writes that we will hear by {day}" is found in a line of a story.

A form is read by people as it stands, so there is no other grammar: `{…}` is a gap, `[…]` may be left out, `(…|…)` is
a choice. What a sentence does is the vocabularies' business; this module only finds which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, TypeVar

from agent.rehearsing.days import DAY, MOMENT
from agent.rehearsing.model import SlipError

_WORD = r"(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b|I\b)[A-Z][\w'’.&-]*"
NAME = rf"{_WORD}(?: (?:& )?{_WORD})*"
"""Somebody's or something's name: every word of it begins with a capital letter."""

WHO = rf"(?:no-reply|they|nobody|the jobs mailbox|[^\s@,]+@[^\s@,]+|{NAME}(?: of {NAME})?)"

OPTION = (
    r"by phone|by video|on site|recorded alone|in words|with no time zone|for \d{1,3} minutes"
    rf"|arranged by (?:no-reply|{NAME}(?: of {NAME})?)"
)
"""What may be said of an interview beside its time and its people."""

GAPS: Mapping[str, tuple[str, str]] = {
    "day": (DAY, "DAY"),
    "moment": (MOMENT, "DAY TIME"),
    "moments": (rf"{MOMENT}(?:(?:,| or|, or| and) {MOMENT})*", "DAY TIME, DAY TIME or DAY TIME"),
    "when": (rf"(?:{MOMENT}|{DAY})", "DAY [TIME]"),
    "who": (WHO, "WHO"),
    "people": (rf"{WHO}(?: \(no address\))?(?:(?:,| and|, and) {WHO}(?: \(no address\))?)*", "WHO, WHO and WHO"),
    "options": (rf"(?:, (?:{OPTION}))*", "[, OPTION, OPTION]"),
    "name": (NAME, "NAME"),
    "place": (rf"(?:the )?{NAME}", "PLACE"),
    "rule": (r"[a-z][a-z0-9-]*", "RULE"),
    "word": (r"[a-z_]+", "WORD"),
    "number": (r"\d{1,4}", "NUMBER"),
    "gate": (r"[a-z][a-z _-]*?", "GATE"),
    "switch": (r"on|off", "(on|off)"),
    "value": (r"\S.*", "VALUE"),
    "text": (r".+", "TEXT"),
}
"""What may stand in a gap, and what the gap is called where the forms are listed."""

LIKENESS = 0.55
"""Least likeness, by difflib's ratio, at which a form is proposed for a sentence nobody understands."""

Taker_co = TypeVar("Taker_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Form(Generic[Taker_co]):
    """One sentence of a vocabulary: how it is written, what it means, and what is done with it."""

    written: str
    means: str
    does: Taker_co

    @property
    def shown(self) -> str:
        """The form as it is listed, its gaps named: `WHO writes that we will hear by DAY`."""
        return re.sub(r"\{(\w+)(?::\w+)?\}", lambda gap: GAPS[gap[1]][1], self.written)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the gaps of one sentence, and what it says beside: of which company, role, agency and place.

    `at` is the instant of a dated sentence; `clock` tells whether it names a time of day.
    """

    gaps: Mapping[str, str] = field(default_factory=dict)
    at: datetime | None = None
    clock: bool = False
    company: str = ""
    role: str = ""
    agency: str = ""
    place: str = ""

    def __getitem__(self, gap: str) -> str:
        """What stands in a gap; empty when that part was left out."""
        return self.gaps.get(gap) or ""

    def __contains__(self, gap: str) -> bool:
        """Whether a part that may be left out is there."""
        return bool(self.gaps.get(gap))


@lru_cache(maxsize=512)
def pattern(written: str) -> re.Pattern[str]:
    """A form as a regular expression; its words are found whatever their case, its gaps are named groups."""
    parts = re.split(r"(\{\w+(?::\w+)?\}|[\[\]()|])", written)
    return re.compile("".join(_part(part) for part in parts))


def _part(part: str) -> str:
    signs = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", "": ""}
    if part in signs:
        return signs[part]
    if part.startswith("{"):
        kind, _, name = part[1:-1].partition(":")
        return f"(?P<{name or kind}>{GAPS[kind][0]})"
    return f"(?i:{re.escape(part)})"


def find(forms: Iterable[Form[Taker_co]], sentence: str) -> tuple[Form[Taker_co], Mapping[str, str]] | None:
    """The first form a sentence has, with what stands in its gaps."""
    for form in forms:
        match = pattern(form.written).fullmatch(sentence)
        if match is not None:
            return form, {name: text for name, text in match.groupdict().items() if text}
    return None


_ASIDES = {
    "company": re.compile(rf" at (?P<it>{NAME})"),
    "role": re.compile(rf" (?:as|about the role of) (?P<it>{NAME})"),
    "agency": re.compile(rf" through (?P<it>{NAME})"),
    "place": re.compile(rf" in (?P<it>(?:the )?{NAME})"),
}


def asides(sentence: str) -> tuple[str, Found]:
    """A sentence without its asides (at Acme, as Analyst, through Bright Talent, in New York), and what they say.

    Whatever follows a colon is the user's own text, and is left as it is.
    """
    head, colon, text = sentence.partition(": ")
    said: dict[str, str] = {}
    for name, aside in _ASIDES.items():
        match = aside.search(head)
        if match is not None:
            said[name] = match["it"]
            head = head[: match.start()] + head[match.end() :]
    found = Found(
        company=said.get("company", ""),
        role=said.get("role", ""),
        agency=said.get("agency", ""),
        place=said.get("place", ""),
    )
    return head + colon + text, found


def not_understood(sentence: str, forms: Sequence[Form[Taker_co]]) -> SlipError:
    """The slip for a sentence no form fits, with the form that comes nearest."""
    bones = _bones(sentence)
    likeness = {form.shown: _likeness(form, bones) for form in forms}
    best = max(likeness, key=lambda shown: likeness[shown], default="")
    near = f'the nearest known sentence is "{best}"' if best and likeness[best] >= LIKENESS else ""
    where = "all of them are in rules/stories/README.md"
    return SlipError(f'"{sentence}" is not a sentence stories know', f"{near}; {where}" if near else where)


def _likeness(form: Form[Taker_co], bones: str) -> float:
    """How like a sentence is to a form, with the parts that may be left out or without them."""
    whole = re.sub(r"[\[\]]", "", form.shown)
    bare = re.sub(r"\[[^\[\]]*\]", "", form.shown)
    either = (re.sub(r"\(([^()|]*)\|[^()]*\)", r"\1", text).casefold() for text in (whole, bare))
    return max(SequenceMatcher(None, bones, text).ratio() for text in either)


def _bones(sentence: str) -> str:
    """A sentence with its days, times and names taken for what they are."""
    text = re.sub(MOMENT, "DAY TIME", sentence)
    text = re.sub(DAY, "DAY", text)
    return re.sub(rf"(?<![\w]){NAME}", lambda m: "WHO" if m[0] not in {"DAY", "DAY TIME"} else m[0], text).casefold()
