"""A message's own words as sentences, each beside a plain form in which phrases are looked for.

The plain form is made in `plain`, ends of sentences are found in `ending`; here a message is taken through both, and
every sentence learns which languages it may be in. Nothing is understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from agent.reading.message import Message
from agent.reading.model import QUOTE_LIMIT
from agent.reading.phrases.ending import split_sentences
from agent.reading.phrases.language import languages_in, languages_of, small_words_in
from agent.reading.phrases.plain import in_a_row, plain_words

MOST_LETTERS = 10_000
"""Characters of a mail's sentences that are looked at: four pages, and no letter says so late what matters."""

MOST_SENTENCES = 400
"""Nobody says what matters after four hundred sentences; it keeps the work on a huge mail bounded."""

LONGEST = 1_200
"""Characters of one sentence that are looked at."""

_OPENING, _CLOSING = frozenset("\"'“„«‘"), frozenset("\"'”“»’")
_REPLY = re.compile(
    r"^\s*(?:(?:re|ré|rép|aw|antw|sv|fwd?|wg|tr|rv|rif|rta|r|vs|enc|doorst)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: as written (white space collapsed), its plain form, and where it stood (`subject` or `text`).

    `languages` are those it may be in, whose phrases may speak here; empty when that is not known: it may be in any.
    """

    written: str
    plain: str
    words: frozenset[str]
    where: str
    languages: frozenset[str] = frozenset()

    @property
    def is_quoted(self) -> bool:
        """Whether all of it stands between quotation marks: somebody else's words, told of."""
        text = self.written.rstrip(" .,;")
        return len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING

    def quote(self, share: float = 0.0) -> str:
        """At most `QUOTE_LIMIT` characters of it, around the point that lies `share` (0 to 1) of the way through."""
        if len(self.written) <= QUOTE_LIMIT:
            return self.written
        middle = int(len(self.written) * share)
        start = max(0, min(middle - QUOTE_LIMIT // 3, len(self.written) - QUOTE_LIMIT))
        return self.written[start : start + QUOTE_LIMIT].strip()


def sentences_of(message: Message, contractions: Mapping[str, str]) -> tuple[Sentence, ...]:
    """The subject and the sender's own text, sentence by sentence; of a reply's subject see `is_reply`."""
    subject = own_subject(message.envelope.subject)
    written = [(subject, "subject")] if subject else []
    written += [(sentence[:LONGEST], "text") for sentence in split_sentences(message.text)[:MOST_SENTENCES]]
    reached = accumulate(len(text) for text, _ in written)
    written = [one for one, end in zip(written, reached, strict=True) if end <= MOST_LETTERS]
    rows = [plain_words(text, contractions) for text, _ in written]
    words = [frozenset(row) for row in rows]
    small = [small_words_in(found) for found in words]
    spoken = languages_in(small)
    return tuple(
        Sentence(text, in_a_row(row), found, where, languages_of(counts, spoken))
        for (text, where), row, found, counts in zip(written, rows, words, small, strict=True)
    )


def own_subject(subject: str) -> str:
    """The subject without `Re:` and its cousins, white space collapsed."""
    return " ".join(_REPLY.sub("", subject).split())


def is_reply(subject: str) -> bool:
    """Whether the subject is an older message's, kept by a reply or a forwarding."""
    return _REPLY.match(subject) is not None
