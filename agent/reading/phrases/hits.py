"""Which phrases of the phrasebook a message contains, sentence by sentence, and which of them count.

A phrase does not count in a sentence that takes it back (`unless`), nor in the subject that a reply merely kept, nor,
for what moves an application, in a sentence about what may happen (`conditional`, `hypothetical`) or in a quoted one.
Here phrases are found; what they add up to is decided in `kinds`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agent.reading.model import Evidence, Kind
from agent.reading.phrases.phrase import Phrase
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.sentences import Sentence

MOVING = frozenset(
    {
        Kind.REJECTION,
        Kind.OFFER,
        Kind.INTERVIEW_INVITE,
        Kind.INTERVIEW_SCHEDULED,
        Kind.INTERVIEW_RESCHEDULED,
        Kind.INTERVIEW_CANCELLED,
        Kind.ASSESSMENT,
        Kind.INFO_REQUEST,
        Kind.REFERENCE_REQUEST,
    }
)
"""Kinds that say something has happened, which a sentence with "if" does not."""

EARLY = 40
"""Sentences into a mail by which it has said what it is; after that phrases meet by chance."""

_FREE_OF_CONDITIONS = frozenset(str(kind) for kind in Kind if kind not in MOVING)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found in a sentence, beginning at `at` in its plain form."""

    phrase: Phrase
    sentence: Sentence
    at: int

    @property
    def topic(self) -> str:
        """The kind or the mark the phrase belongs to."""
        return self.phrase.topic

    @property
    def strength(self) -> str:
        """`strong`, `likely` or `weak`; empty for a mark."""
        return self.phrase.strength

    @property
    def evidence(self) -> Evidence:
        """The hit as evidence, with the words around it."""
        share = self.at / len(self.sentence.plain)
        return Evidence(self.phrase.rule, self.sentence.quote(share), self.sentence.where)


@dataclass(frozen=True, slots=True)
class Hits:
    """All that was found. `counting` are the kinds' phrases that count, `marks` everything else by its mark."""

    counting: tuple[Hit, ...]
    marks: dict[str, tuple[Hit, ...]]

    def of(self, kind: Kind) -> tuple[Hit, ...]:
        """The hits that speak for a kind, in the order they stand in the mail."""
        return tuple(hit for hit in self.counting if hit.topic == kind)

    def marked(self, mark: str) -> tuple[Hit, ...]:
        """The hits of a mark (`job`, `promise`, …)."""
        return self.marks.get(mark, ())

    def marks_on(self, sentence: Sentence) -> frozenset[str]:
        """The marks a sentence bears."""
        return frozenset(mark for mark, hits in self.marks.items() if any(hit.sentence is sentence for hit in hits))


def find_hits(sentences: Iterable[Sentence], book: Phrasebook, *, subject_is_old: bool) -> Hits:
    """Look every sentence up in the phrasebook. `subject_is_old`: a reply kept the subject, so it decides nothing."""
    counting: list[Hit] = []
    marks: dict[str, list[Hit]] = {}
    for number, sentence in enumerate(sentences):
        found = [Hit(phrase, sentence, at) for phrase, at in book.phrases_in(sentence)]
        for hit in found:
            if not hit.strength:
                marks.setdefault(hit.topic, []).append(hit)
        if number <= EARLY and not (subject_is_old and sentence.where == "subject"):
            counting += _counting(found)
    return Hits(tuple(counting), {mark: tuple(hits) for mark, hits in marks.items()})


def _counting(found: list[Hit]) -> list[Hit]:
    """The hits of one sentence that count there."""
    taken_back = {hit.topic for hit in found if hit.strength == "unless"}
    return [
        hit
        for hit in found
        if hit.strength not in {"", "unless"}
        and hit.topic not in taken_back
        and not (hit.topic in MOVING and hit.sentence.is_quoted)
        and (hit.topic in _FREE_OF_CONDITIONS or not _is_conditional(hit, found))
    ]


def _is_conditional(hit: Hit, found: list[Hit]) -> bool:
    return any(other.topic == "hypothetical" or (other.topic == "conditional" and other.at < hit.at) for other in found)
