"""The signs of structure that the classifier weighs beside a message's words, each by a name a person understands.

Who sends it and how, in which thread, what it carries, what the phrases say. Words themselves are read in `classifier`;
nothing is weighed here.
"""

from __future__ import annotations

from collections.abc import Iterator

from agent.reading.kinds.judging import Setting, Verdict
from agent.reading.message import Message
from agent.reading.model import Kind
from agent.reading.phrases.hits import Hits
from agent.reading.phrases.phrasebook import SENDERS, Phrasebook
from agent.reading.phrases.sentences import Sentence

MANY_LINKS = 6
NO_JOB_WORDS = "up to 0 words of a job"
CONCERNED = frozenset({"from ats", "from tests", "from boards", "answers about a job", "known to be about a job"})
"""Signs that a message is about a job though it has no word of one."""

LIST_FIELDS = ("list-unsubscribe", "list-id", "precedence", "feedback-id")


def signs_of(
    message: Message,
    sentences: tuple[Sentence, ...],
    hits: Hits,
    setting: Setting,
    judged: Verdict,
    book: Phrasebook,
    *,
    expected: bool,
) -> frozenset[str]:
    """All signs a message bears. `judged` is what the phrases say, `expected` as in `Reader.understand`."""
    return frozenset(
        (
            *_of_the_sender(message, book),
            *_of_the_thread(message, setting, expected=expected),
            *_of_the_content(message, sentences, setting),
            *_of_the_phrases(hits, judged),
        )
    )


def concerns_a_job(signs: frozenset[str]) -> bool:
    """Whether anything but its plain words says that a message is about a job."""
    return NO_JOB_WORDS not in signs or not CONCERNED.isdisjoint(signs)


def _of_the_sender(message: Message, book: Phrasebook) -> Iterator[str]:
    domain = message.envelope.sender.domain if message.envelope.sender else ""
    yield from (f"from {which}" for which in SENDERS if book.sender_is(which, domain))
    yield f"automated {message.envelope.automated}" if message.envelope.automated else "written by a person"
    fields = {name for name, _ in message.headers}
    yield from (f"has {name}" for name in LIST_FIELDS if name in fields)


def _of_the_thread(message: Message, setting: Setting, *, expected: bool) -> Iterator[str]:
    if message.envelope.thread:
        yield "in a thread"
    if expected:
        yield "known to be about a job"
    if setting.answers_about_a_job:
        yield "answers about a job"
    if message.quoted:
        yield "quotes"
    if message.forwarded:
        yield "forwards"


def _of_the_content(message: Message, sentences: tuple[Sentence, ...], setting: Setting) -> Iterator[str]:
    if message.calendar:
        yield "has a calendar"
    if message.attachments:
        yield "has a file"
    if message.links:
        yield "has many links" if len(message.links) > MANY_LINKS else "has a link"
    if setting.names_a_time:
        yield "names a time"
    if setting.promises:
        yield "promises"
    yield f"{_about(len(sentences))} sentences"


def _of_the_phrases(hits: Hits, judged: Verdict) -> Iterator[str]:
    for mark in ("job", "other"):
        found = len({hit.phrase.pattern for hit in hits.marked(mark)})
        yield f"{_about(found)} words of {'a job' if mark == 'job' else 'another matter'}"
    yield from {f"phrase {hit.phrase.group}" for hit in hits.counting if hit.strength != "unless"}
    if judged.kind is not Kind.UNSURE:
        yield f"phrases say {judged.kind}"


def _about(number: int) -> str:
    """A number, as far as it matters."""
    return next((f"up to {most}" for most in (0, 1, 3, 7, 15, 31) if number <= most), "very many")
