"""The signs of structure that the classifier weighs beside a message's words, each by a name a person understands.

Who sends it and how, in which thread, what it carries, what the phrases say. Words themselves are read in `classifier`;
nothing is weighed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.reading.kinds.judging import Setting, Verdict
from agent.reading.message import Message
from agent.reading.model import Kind
from agent.reading.phrases.hits import Hits
from agent.reading.phrases.phrasebook import SENDERS, Phrasebook
from agent.reading.phrases.sentences import Sentence

MANY_LINKS = 6
MANY_RECIPIENTS = 3
NO_JOB_WORDS = "up to 0 words of a job"
ANOTHER_MATTER = "about another matter"
FROM_AN_OFFICE = "from those who hire"
EXPECTED = frozenset({"answers about a job", "known to be about a job"})
CONCERNED = EXPECTED | {"from ats", "from tests", "from boards", FROM_AN_OFFICE}
"""Signs that a message is about a job though it has no word of one."""

SYSTEMS = frozenset({"from ats", "from tests"})
MANY = frozenset({"to many", "greets many"})
_PLAINLY_SAID = {kind: frozenset({f"phrase {kind}.strong", f"phrase {kind}.likely"}) for kind in Kind}
_ANY_PLAINLY_SAID = frozenset().union(*_PLAINLY_SAID.values())

_OFFICE = re.compile(
    r"(?:^|[._+-])(?:careers?|jobs?|recruit(?:ing|ment|er|ers|ments)?|hr|humanresources|talents?|talentacquisition|hiring"
    r"|apply|applications?|interviews?|interviewing|peopleops|peopleteam|candidates?|assessments?"
    r"|bewerbung(?:en)?|karriere|personal(?:abteilung)?|stellen|ausbildung|recrutement|recrut|rh|drh|candidatures?|emploi|carrieres?"
    r"|rrhh|empleos?|seleccion|talento|reclutamiento|vacatures?|sollicitaties?|werving|personeel|werkenbij|hrm|loopbaan)"
    r"(?:$|[._+-])",
    re.IGNORECASE,
)
"""Local parts of the mailboxes of those who hire."""

_TO_ALL = re.compile(
    r"^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|greetings) )?(?:to )?"
    r"(?:all|everyone|everybody|team|folks|guys|gang|colleagues|staff|members|friends|ladies and gentlemen)$"
    r"|^(?:liebe|hallo|hi|sehr geehrte|guten (?:morgen|tag))"
    r" (?:alle|zusammen|kolleg\w*|team|mitglieder|leute|freunde)\b"
    r"|^(?:bonjour|salut|chers?|cheres?) (?:a tou\w+|tou\w+|collegues|amis|membres|l equipe)\b"
    r"|^(?:hola|buenas|buenos dias|estimad[oa]s|querid[oa]s)"
    r" (?:a tod\w+|tod\w+|companer\w+|equipo|amig[oa]s|soci[oa]s|compis)\b"
    r"|^(?:hallo|beste|dag|hoi|ha|lieve) (?:allemaal|iedereen|collega\W?s|team|leden|mensen|vrienden)\b"
)
"""How a message begins that is written to many, in plain form."""

LONGEST_GREETING = 60
_ENDS_GREETING = re.compile(r"[,:;!.–—]|\s-")
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
            *_of_who_is_addressed(message, sentences),
            *_of_the_thread(message, setting, expected=expected),
            *_of_the_content(message, sentences, setting),
            *_of_the_phrases(hits, judged, from_system=setting.from_ats),
        )
    )


def concerns_a_job(signs: frozenset[str], kind: Kind | None = None) -> bool:
    """Whether anything but its plain words says that a message is about a job, and nothing that it is not.

    A phrase of the `kind` in question says so too, be it too weak to name it alone; of any kind, where none is given.
    """
    if ANOTHER_MATTER in signs:
        return False
    said = _PLAINLY_SAID[kind] if kind else _ANY_PLAINLY_SAID
    return NO_JOB_WORDS not in signs or not CONCERNED.isdisjoint(signs) or not said.isdisjoint(signs)


def is_said(signs: frozenset[str], kind: Kind) -> bool:
    """Whether any phrase speaks for a kind."""
    return any(f"phrase {kind}.{strength}" in signs for strength in ("strong", "likely", "weak"))


def is_expected(signs: frozenset[str]) -> bool:
    """Whether a message stands where others about a job have stood."""
    return not EXPECTED.isdisjoint(signs)


def is_to_many(signs: frozenset[str]) -> bool:
    """Whether a message is written to many at once, by people and not by a system that hires."""
    return not MANY.isdisjoint(signs) and SYSTEMS.isdisjoint(signs)


def _of_the_sender(message: Message, book: Phrasebook) -> Iterator[str]:
    domain = message.envelope.sender.domain if message.envelope.sender else ""
    yield from (f"from {which}" for which in SENDERS if book.sender_is(which, domain))
    yield f"automated {message.envelope.automated}" if message.envelope.automated else "written by a person"
    if message.envelope.sender and _OFFICE.search(message.envelope.sender.local):
        yield FROM_AN_OFFICE
    fields = {name for name, _ in message.headers}
    yield from (f"has {name}" for name in LIST_FIELDS if name in fields)


def _of_who_is_addressed(message: Message, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    if len({address.address for address in (*message.envelope.to, *message.envelope.cc)}) > MANY_RECIPIENTS:
        yield "to many"
    first = next((sentence for sentence in sentences if sentence.where == "text"), None)
    if first and _TO_ALL.search(_greeting(first)):
        yield "greets many"


def _greeting(sentence: Sentence) -> str:
    """The words before the first comma, colon or dash, in plain form."""
    written = _ENDS_GREETING.split(sentence.written[:LONGEST_GREETING].lstrip(), maxsplit=1)[0]
    return " ".join(sentence.plain.split()[: len(written.split())])


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


def _of_the_phrases(hits: Hits, judged: Verdict, *, from_system: bool) -> Iterator[str]:
    jobs, others = (len({hit.phrase.pattern for hit in hits.marked(mark)}) for mark in ("job", "other"))
    yield f"{_about(jobs)} words of a job"
    yield f"{_about(others)} words of another matter"
    if others and others >= jobs and not from_system:
        yield ANOTHER_MATTER
    yield from {f"phrase {hit.phrase.group}" for hit in hits.counting if hit.strength != "unless"}
    if judged.kind is not Kind.UNSURE:
        yield f"phrases say {judged.kind}"


def _about(number: int) -> str:
    """A number, as far as it matters."""
    return next((f"up to {most}" for most in (0, 1, 3, 7, 15, 31) if number <= most), "very many")
