"""Bytes in, `Reading` out: the way of one message through this room.

Parsed, split into sentences, looked up in the phrasebook, judged by structure, then by phrases and the classifier
together, searched for facts and for signs of deceit. `Reader` holds what stays the same for all messages: the
phrasebook, the almanac, the classifier, the user, the trust anchor.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from agent.reading.almanac.almanac import Almanac
from agent.reading.almanac.mailtime import MailTime, mail_time
from agent.reading.deceit.judging import label, signs_of_deceit
from agent.reading.facts.debrief import debrief_in
from agent.reading.facts.finding import Read, find_facts, states_facts
from agent.reading.facts.meeting import FIXING
from agent.reading.facts.promise import find_promise
from agent.reading.facts.slots import find_slots
from agent.reading.kinds.classifier import Classifier
from agent.reading.kinds.judging import ABOUT_A_MEETING, Setting, Verdict, judge
from agent.reading.kinds.ruling import is_final, leaning, ruled
from agent.reading.kinds.signs import signs_of
from agent.reading.kinds.structure import (
    answers_about_a_job,
    main_event,
    only_forwarded,
    settled_by_structure,
)
from agent.reading.message import Message
from agent.reading.model import (
    QUOTE_LIMIT,
    Automated,
    Direction,
    Envelope,
    Evidence,
    Identity,
    Kind,
    Reading,
    Slot,
    Unreadable,
)
from agent.reading.parsing.failure import Failure, attempt
from agent.reading.parsing.parse import envelope_of, parse
from agent.reading.parsing.sieve import Sieve, thread_hash
from agent.reading.parsing.trust import trust_of
from agent.reading.phrases.ending import split_sentences
from agent.reading.phrases.hits import EARLY, Hits, find_hits
from agent.reading.phrases.language import language_of
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.plain import plain_form
from agent.reading.phrases.sentences import Sentence, is_reply, sentences_of

ASKING = frozenset({"interview_invite.availability", "interview_invite.pick-a-slot"})
"""Phrases that ask for a time."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A message as seen before a verdict: `judged` is what the phrases say, `signs` what else there is to weigh."""

    read: Read
    judged: Verdict
    signs: frozenset[str]


class Reader:
    """Reads messages for one user with one set of rules. Total: nothing in a message makes `read` raise."""

    def __init__(
        self,
        phrasebook: Phrasebook,
        almanac: Almanac,
        classifier: Classifier,
        me: Identity,
        anchor: str | None = None,
    ) -> None:
        """`anchor` is the authserv-id of the user's provider, whose word on authenticity is believed; see `trust`."""
        self._book = phrasebook
        self._almanac = almanac
        self._classifier = classifier
        self._me = me
        self._anchor = anchor
        self._sieve = Sieve(phrasebook.sieve_words)

    def passes(self, raw: bytes, threads: AbstractSet[str], contacts: AbstractSet[str]) -> bool:
        """Whether a message is worth reading at all; see `Sieve.passes`."""
        return self._sieve.passes(raw, threads, contacts)

    def read(
        self,
        raw: bytes,
        *,
        received_at: datetime,
        outbound: bool | None = None,
        truncated: bool = False,
        threads: AbstractSet[str] = frozenset(),
        contacts: AbstractSet[str] = frozenset(),
    ) -> Reading | Unreadable:
        """Understand one message.

        `received_at` is the server's INTERNALDATE, aware. `outbound` is True for the Sent mailbox; None lets the sender
        decide. `truncated` tells that `raw` was cut at the size cap. `threads` and `contacts` are those known to be
        about a job, as `passes` takes them: in their mail a few words say much.
        """
        if not outbound and not self._sieve.passes(raw, threads, contacts):
            envelope = envelope_of(raw, received_at)
            if envelope is not None and not self._is_own(envelope, outbound):
                return _passed_over(envelope)
        message = parse(raw, received_at, truncated=truncated)
        if isinstance(message, Unreadable):
            return message
        reading = attempt(
            lambda: self.understand(message, outbound=outbound, expected=_expected(message, threads, contacts))
        )
        if isinstance(reading, Failure):
            return Unreadable(
                message.envelope.fingerprint, received_at, f"it could not be understood ({reading.reason})"
            )
        return reading

    def understand(self, message: Message, *, outbound: bool | None = None, expected: bool = False) -> Reading:
        """What a parsed message says. `expected`: its thread or its sender is known to be about a job."""
        own = self._is_own(message.envelope, outbound)
        sight = self.look(message, expected=expected)
        verdict = self.settled(sight, own=own) or self._ruled(sight)
        read = replace(sight.read, slots=(), promise=None) if own else self._with_slots(sight.read, verdict.kind)
        verdict = _fixed_after_all(verdict, read.hits, read.slots)
        facts = find_facts(read, verdict.kind, self._book, self._almanac, self._me, outbound=own)
        if outbound and self._only_to_me(message.envelope):
            facts = replace(facts, debrief=debrief_in(message.text))
        signs = () if own else signs_of_deceit(read, verdict.kind, facts, self._book, self._me)
        return Reading(
            envelope=message.envelope,
            direction=Direction.OUTBOUND if own else Direction.INBOUND,
            kind=verdict.kind,
            confidence=verdict.confidence,
            evidence=verdict.evidence,
            facts=facts,
            trust=label(trust_of(message, self._anchor), signs),
            distrust=signs,
        )

    def look(self, message: Message, *, expected: bool = False) -> Sight:
        """All that is seen in a message before a verdict is given: sentences, phrases, signs of structure."""
        book = self._book
        sentences = sentences_of(message, book.contractions)
        hits = find_hits(sentences, book, subject_is_old=is_reply(message.envelope.subject))
        language = language_of(message.text)
        mail = mail_time(message.envelope, self._me, self._almanac.zones, language)
        # Of a long mail the times it names decide nothing, so they are not looked for before somebody wants to know.
        slots = () if _is_long(sentences) else self._slots_in(message, sentences, hits, mail)
        promise = find_promise(hits, mail, self._almanac)
        domain = message.envelope.sender.domain if message.envelope.sender else ""
        setting = Setting(
            from_ats=book.sender_is("ats", domain) or book.sender_is("tests", domain),
            from_board=book.sender_is("boards", domain),
            bulk=message.envelope.automated is Automated.BULK,
            answers_about_a_job=expected or answers_about_a_job(message, book),
            promises=promise is not None,
            person_writes=message.envelope.automated is None,
            person_answers=message.envelope.automated is None and _answers(message),
            names_a_time=bool(slots),
        )
        judged = judge(hits, setting, message.envelope.subject)
        if judged.kind is Kind.INTERVIEW_INVITE:
            slots = slots or self._slots_in(message, sentences, hits, mail)
            judged = _fixed_after_all(judged, hits, slots)
        signs = signs_of(message, sentences, hits, setting, judged, book, expected=expected)
        return Sight(Read(message, sentences, hits, mail, slots, promise, language), judged, signs)

    def settled(self, sight: Sight, *, own: bool) -> Verdict | None:
        """The verdict of structure alone, where it decides."""
        message = sight.read.message
        calendar = find_hits(_calendar_sentences(message, self._book), self._book, subject_is_old=False)
        settled = settled_by_structure(message, sight.read.hits, calendar, outbound=own)
        if settled is None and message.forwarded and sight.judged.kind is Kind.NOT_JOB:
            forwarded = only_forwarded(message, self._book)
            return Verdict(Kind.UNSURE, 0.3, (forwarded,)) if forwarded else None
        return settled

    def _ruled(self, sight: Sight) -> Verdict:
        """The verdict of phrases and classifier together."""
        if is_final(sight.judged, sight.signs):
            return sight.judged
        sentences, language = sight.read.sentences, sight.read.language
        likely = self._classifier.likely(sentences, sight.signs, language)
        kind = leaning(sight.judged, likely)
        telling = self._classifier.telling(sentences, kind, language) if kind is not Kind.NOT_JOB else []
        return ruled(sight.judged, likely, telling, sight.signs)

    def _slots_in(
        self, message: Message, sentences: tuple[Sentence, ...], hits: Hits, mail: MailTime
    ) -> tuple[Slot, ...]:
        """The slots of a mail whose phrases speak of an interview."""
        interviews = any(hit.topic.startswith("interview") for hit in hits.counting)
        return _slots(message, sentences, hits, mail, self._almanac) if interviews else ()

    def _with_slots(self, read: Read, kind: Kind) -> Read:
        """With the slots that are still to be found.

        Those of a mail that no phrase, but the classifier finds to be about a meeting; those of a long one with facts.
        """
        if read.slots:
            return read
        if kind in ABOUT_A_MEETING:
            return replace(read, slots=_slots(read.message, read.sentences, read.hits, read.mail, self._almanac))
        if _is_long(read.sentences) and states_facts(kind):
            return replace(read, slots=self._slots_in(read.message, read.sentences, read.hits, read.mail))
        return read

    def _only_to_me(self, envelope: Envelope) -> bool:
        """Whether the user wrote it to themselves and nobody else."""
        to = (*envelope.to, *envelope.cc)
        return bool(to) and all(self._me.is_me(address.address) for address in to)

    def _is_own(self, envelope: Envelope, outbound: bool | None) -> bool:
        """Whether the user wrote it: what the mailbox says, else the sender."""
        return (
            outbound
            if outbound is not None
            else envelope.sender is not None and self._me.is_me(envelope.sender.address)
        )


def _passed_over(envelope: Envelope) -> Reading:
    """What is said of a message none of whose words concerns us; nobody looks at its body."""
    evidence = Evidence("not_job.no-word-of-a-job", envelope.subject[:QUOTE_LIMIT], "subject")
    return Reading(envelope, Direction.INBOUND, Kind.NOT_JOB, 0.99, (evidence,))


def _expected(message: Message, threads: AbstractSet[str], contacts: AbstractSet[str]) -> bool:
    sender = message.envelope.sender
    return (sender is not None and sender.address.lower() in contacts) or any(
        thread_hash(message_id) in threads for message_id in message.envelope.thread
    )


def _answers(message: Message) -> bool:
    """Whether a message stands in a thread, or has the words it answers below: the thread lets it pass the sieve."""
    return bool(message.envelope.thread or message.quoted) and not message.forwarded


def _is_long(sentences: tuple[Sentence, ...]) -> bool:
    return len(sentences) > EARLY


def _slots(
    message: Message, sentences: tuple[Sentence, ...], hits: Hits, mail: MailTime, almanac: Almanac
) -> tuple[Slot, ...]:
    """The slots of a mail about a meeting: of the sentences that speak of no deadline and no promise, else of all."""
    other = {id(hit.sentence) for mark in ("deadline", "promise") for hit in hits.marked(mark)}
    meant = {id(hit.sentence) for hit in hits.counting if hit.topic in FIXING}
    around = (message.envelope.subject, message.quoted)
    plain = [s.written for s in sentences if id(s) not in other or id(s) in meant]
    slots = find_slots(plain, mail, almanac, around)
    if slots or len(plain) == len(sentences):
        return slots
    return find_slots((s.written for s in sentences), mail, almanac, around)


def _fixed_after_all(verdict: Verdict, hits: Hits, slots: tuple[Slot, ...]) -> Verdict:
    """An invitation to the one time it names, without a question or a word that asks for another, fixes it."""
    if verdict.kind is not Kind.INTERVIEW_INVITE or len(slots) != 1 or "?" in slots[0].quote:
        return verdict
    asks = any(hit.phrase.rule in ASKING for hit in hits.counting)
    return verdict if asks else replace(verdict, kind=Kind.INTERVIEW_SCHEDULED)


def _calendar_sentences(message: Message, book: Phrasebook) -> tuple[Sentence, ...]:
    event = main_event(message)
    if event is None:
        return ()
    texts = [event.summary, *split_sentences(event.description)[:20]]
    plain = [(text, plain_form(text, book.contractions)) for text in texts if text]
    return tuple(Sentence(text, form, frozenset(form.split()), "calendar") for text, form in plain)
