"""What the user told in notes, wishes and debriefs, as a letter can say it: a topic, news, reasons, points, interest.

The user's words stay theirs: they are put on one line, closed with a full stop where they stand as a sentence, and left
out where they were plainly not written for a letter. Nothing is summed up or reworded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.tracking import Application, Interview
from agent.writing.cleaning import believable, one_line
from agent.writing.names import listed

LONGEST_SENTENCE = 300
"""Longest reason or piece of news taken into a letter, in characters; a longer one is a letter of its own."""

LONGEST_POINT = 140
MOST_POINTS = 4

KEEN = 3
"""Interest from 1 to 5, from which one is keen (the debrief's own scale)."""

_NAMED_LINE = re.compile(r"^\s*([^:\n]{2,60}?)\s*:\s+(\S.*)$")
_TOPIC = re.compile(r"^\s*topic\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_NEWS = re.compile(r"^\s*news\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_TELLING = re.compile(
    r"[.!?;]|(?<!\w)(?:i|we|they|he|she|my|me|us|them|ich|wir|sie|er|mir|mich|uns|je|j['’]\w+|nous|ils|elles|on)(?!\w)",
    re.IGNORECASE,
)
"""What makes a line a remark of the user's to themselves, and not the name of a thing talked about."""

_MOST_TOPIC_WORDS = 12
_SMALL_WORD = re.compile(r"(?:The|A|An|How|What|Why|Our|Your|Their|Moving|Building)(?= )")


def topic_for(application: Application, interview: Interview | None, names: tuple[str, ...]) -> str:
    """What the user talked about with the person of these names, by a note or the debrief of the interview.

    A line that begins with somebody's name ("Ann: the billing system") is for that person alone, and goes before one
    for all. A note since the interview goes before the debrief, the later note before the earlier.
    """
    if interview is None:
        return ""
    theirs: list[str] = []
    everyones: list[str] = []
    for line, noted in _topic_lines(application, interview):
        person, topic = _person_and_topic(line)
        if person and not _is_one_of(person, names):
            continue
        said = _phrase(topic, strictly=not noted)
        (theirs if person else everyones).append(said)
    return next((t for t in (*theirs, *everyones) if t), "")


def news_in(application: Application) -> str:
    """What is new with the user, by their latest note that begins with `news:`; a sentence of its own."""
    found = [news for note in application.notes for news in _NEWS.findall(note.text)]
    return own_sentence(found[-1]) if found else ""


def own_sentence(text: str) -> str:
    """The user's words as a sentence: on one line, begun with a capital, closed; empty if too long for a letter."""
    line = believable(text, LONGEST_SENTENCE).rstrip(",;: ")
    if not line:
        return ""
    closed = line if line[-1] in ".!?…" else f"{line}."
    return closed[0].upper() + closed[1:]


def points_in(text: str, language: str) -> str:
    """What a referee might speak of, one point a line or between semicolons, as one says it in a sentence."""
    parts = (one_line(part).lstrip("-*•·– ").rstrip(".,;:!? ") for part in re.split(r"[\n;]", text))
    points = [p for part in parts if (p := believable(part, LONGEST_POINT))]
    return listed(points[:MOST_POINTS], language)


def interest_in(application: Application, interview: Interview | None) -> int | None:
    """How much the user still wants the job, 1 to 5, by the debrief of this interview; None when not told."""
    debriefs = [d for d in application.debriefs if _is_about(d.interview, interview)]
    found = re.match(r"\s*([1-5])(?!\d)", debriefs[-1].answer("interest")) if debriefs else None
    return int(found[1]) if found else None


def _topic_lines(application: Application, interview: Interview) -> Iterator[tuple[str, bool]]:
    """The lines that name a topic, best first, and whether they are from a note made for letters."""
    notes = [n.text for n in application.notes if n.at >= interview.start]
    yield from ((line, True) for text in reversed(notes) for line in reversed(_TOPIC.findall(text)))
    debriefs = [d for d in application.debriefs if _is_about(d.interview, interview)]
    yield from ((line, False) for d in reversed(debriefs) for line in d.answer("topics").splitlines())


def _is_about(key: str, interview: Interview | None) -> bool:
    return interview is not None and (not key or interview.is_called(key))


def _person_and_topic(line: str) -> tuple[str, str]:
    """Before and after the colon; whatever stands before one is taken for a name, so as to give it to nobody else."""
    named = _NAMED_LINE.match(line)
    return (named[1], named[2]) if named else ("", line)


def _is_one_of(person: str, names: tuple[str, ...]) -> bool:
    """Whether this is the name, or a part of it."""
    parts = {part.casefold() for name in names for part in (name, *name.split())}
    return one_line(person).casefold() in parts


def _phrase(topic: str, *, strictly: bool) -> str:
    """A topic as it stands in a sentence; a line of a debrief must look like the name of a thing."""
    line = believable(topic).strip("-*•·– ").rstrip(".,;:!? ")
    if strictly and (_TELLING.search(line) or len(line.split()) > _MOST_TOPIC_WORDS):
        return ""
    return line[:1].lower() + line[1:] if _SMALL_WORD.match(line) else line
