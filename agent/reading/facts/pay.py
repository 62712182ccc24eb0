"""What an offer pays and when the work begins: words for the user to see, never for a draft.

Sums that are a bonus or an allowance are told from the pay itself by the words around them. Nothing is converted or
added up; an amount is given as written, with the period that follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from agent.reading.almanac.almanac import Almanac
from agent.reading.almanac.mailtime import MailTime
from agent.reading.almanac.telling import tell
from agent.reading.facts.naming import by_length
from agent.reading.model import Said, Span
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.sentences import Sentence

NEAR = 60
"""Characters between a word and the sum or the day it speaks of."""

BESIDE = 22
"""Characters around a sum within which a word says that it is no pay: `sign-on bonus of …`."""

PAID, TIMED, OTHER, LARGE = 2.0, 1.5, -4.0, 0.5
"""How much a word for pay, a period, a word for something else, and four digits say for a sum."""

_CODES = r"(?:EUR|USD|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|INR|SGD|[€$£])"
_SUM = r"\d{1,3}(?:[.,'’\u00a0 ]\d{3})+(?:[.,]\d{2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"


def find_salary(sentences: Iterable[Sentence], book: Phrasebook) -> Said | None:
    """The sum that is most likely the pay; None when no sum is."""
    best: tuple[float, Said] | None = None
    for sentence in sentences:
        text = sentence.written
        if not any(map(str.isdigit, text)):
            continue
        for match in _amounts(book.labels["currency"], book.labels["pay_period"]).finditer(text):
            weight = _weight(text, match, book)
            if weight > 0 and (best is None or weight > best[0]):
                best = weight, Said(" ".join(match[0].split()).strip(" ,.;"), sentence.quote(match.start() / len(text)))
    return best[1] if best else None


def find_start(sentences: Iterable[Sentence], mail: MailTime, book: Phrasebook, almanac: Almanac) -> Span | None:
    """The day the work begins; None when the offer names none."""
    words = _words(book.labels["starts"])
    for sentence in sentences:
        text = sentence.written
        heard = [match.end() for match in words.finditer(text)] if sentence.where == "text" else []
        days = tell(text, mail, almanac).days if heard else ()
        for found in days:
            # "Mondays off to start with": only a day of the month is a date to begin on.
            dated = any(map(str.isdigit, text[found.start : found.end]))
            if dated and found.day >= mail.day and any(0 <= found.start - end <= NEAR for end in heard):
                return Span(found.day, found.day, sentence.quote(found.start / len(text)))
    return None


def _weight(text: str, match: re.Match[str], book: Phrasebook) -> float:
    before, after = (
        text[max(0, match.start() - BESIDE) : match.start()].lower(),
        text[match.end() : match.end() + BESIDE].lower(),
    )
    weight = PAID if _words(book.labels["salary"]).search(text) else 0.0
    weight += TIMED if match["period"] else 0.0
    weight += LARGE if sum(map(str.isdigit, match["sum"])) > 3 or match["sum"].lower().endswith("k") else 0.0  # noqa: PLR2004 - a thousand
    return weight + (OTHER if _words(book.labels["not_salary"]).search(f"{before} {after}") else 0.0)


@lru_cache(maxsize=16)
def _words(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, by_length(words))) or '(?!)'})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8)
def _amounts(currencies: frozenset[str], periods: frozenset[str]) -> re.Pattern[str]:
    named = "|".join(map(re.escape, by_length(currencies))) or "(?!)"
    times = "|".join(map(re.escape, by_length(periods))) or "(?!)"
    behind = rf"(?:{_CODES}|{named})(?!\w)"
    one = rf"(?:{_CODES}\s?)?(?:{_SUM})(?:\s?k\b)?(?:\s?{behind})?"
    marked = rf"(?:{_CODES}\s?(?=\d)|(?=(?:{_SUM})(?:\s?k)?\s?{behind}))"
    until = rf"(?:\s?(?:-|–|to|bis|a|à|tot|und|and)\s?{one})?"
    period = rf"(?P<period>(?:\s?,?\s?(?:{times})(?!\w))*)"
    return re.compile(rf"(?<![\w.,/])(?P<sum>{marked}{one}{until}){period}", re.IGNORECASE)
