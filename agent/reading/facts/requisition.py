"""The number a job is advertised under: known by the word before it, by its shape, or by its place in the subject.

Telephone numbers, sums, dates and the numbers of conference calls are none. What is found is given as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from agent.reading.facts.naming import by_length
from agent.reading.model import Said
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.plain import levelled
from agent.reading.phrases.sentences import Sentence

_NUMBER = r"(?P<number>(?=[\w/.-]*\d{2})[A-Za-z0-9][\w/-]{2,24}(?:\.\d+)?)"
SHAPED = re.compile(
    r"(?<![\w/.+-])(?:(?:JR|REQ|R|P|ID|JO|VAC|REF|NL|FR|DE|ES|BE)[-_ ]?\d{3,9}(?:-\d+)?|\d{4,8}BR|20\d\d-\d{3,6}"
    r"|\d{3}-[A-Z]{2,4}-\d{4,8}|[A-Z]\d{3,5}-\d\d-\d{3,5}|[A-Z]{2,4}/\d{3,6}|\d{4,6}[A-Z]{2})(?![\w/-])"
)
"""Numbers that are requisitions by their shape: `R-1681`, `65480BR`, `2020-45452`, `441-RAD-5510912`, `PC/2218`."""

_IN_SUBJECT = re.compile(r"(?:^|[-–—|:(\[#]\s?)(?P<number>\d{4,8})(?=\s?(?:$|[-–—|:)\]]))")
"""`Online tests - 338120`, `Research Associate (10773)`: a bare number of the subject's, apart from its words."""

_YEAR = re.compile(r"^(?:19|20)\d\d$")
_DATE = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}$|^\d{1,2}[/.-]\d{4}$")


def find_requisition(sentences: Iterable[Sentence], book: Phrasebook) -> Said | None:
    """The first number that a word before it, its shape or the subject makes a requisition."""
    numbered = [s for s in sentences if any(map(str.isdigit, s.written))]
    found = [one for s in numbered if (one := _announced(s, book))]
    found += [Said(match[0], s.quote()) for s in numbered if (match := SHAPED.search(s.written))]
    found += [
        Said(match["number"], s.quote())
        for s in numbered
        if s.where == "subject"
        for match in _IN_SUBJECT.finditer(s.written)
    ]
    return next((one for one in found if not _YEAR.match(one.value) and not _DATE.match(one.value)), None)


def _announced(sentence: Sentence, book: Phrasebook) -> Said | None:
    """`Job ID: 699335`, `ref 10773`, `Kennziffer 2218/A`."""
    for match in _labelled(book.labels["requisition"]).finditer(f" {levelled(sentence.written)}"):
        number = match["number"].strip("/-.")
        if sum(map(str.isdigit, number)) > 2 and not _DATE.match(number):  # noqa: PLR2004 - "R2" is a round, no number
            return Said(number, sentence.quote())
    return None


@lru_cache(maxsize=8)
def _labelled(labels: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(label).replace(r"\ ", " ") for label in by_length(labels))
    return re.compile(
        rf"(?<![\w-])(?:{words})(?:\s(?:id|number|code))?[\s.:#°º]{{1,4}}(?:n[or°º]\.?\s?|is\s)?#?{_NUMBER}(?![\w@]|\s\d)",
        re.IGNORECASE,
    )
