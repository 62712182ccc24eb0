"""From bytes to a reading: total, consistent with the sieve, and precise on mail nobody here wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading import (
    Direction,
    Kind,
    Reader,
    Reading,
    Unreadable,
    almanac_from,
    classifier_from,
    phrasebook_from,
    thread_hash,
)
from agent.reading import reader as reader_module
from tests.bench import reading as bench
from tests.bench import scoring
from tests.labelled import labelled
from tests.reading.handmade import SAM, WEDNESDAY, raw, reader
from tests.reading.test_kinds import PLAIN

CONCERNED = frozenset(Kind) - {Kind.NOT_JOB, Kind.UNSURE}


def read(message: bytes) -> Reading:
    """A message that can be read, read."""
    reading = reader().read(message, received_at=WEDNESDAY)
    assert isinstance(reading, Reading)
    return reading


def test_a_message_is_read_from_its_bytes() -> None:
    reading = read(
        raw(
            "Dear Sam,\n\nThank you for applying to the Night Nurse position at Fern Hospital. We have received your "
            "application and will be in touch within two weeks.\n\nKind regards,\nCora Field\nTalent Acquisition",
            "Your application for Night Nurse (R-1024)",
            "Fern Hospital Careers <no-reply@hire.lever.co>",
        )
    )
    facts = reading.facts
    assert (reading.kind, reading.direction) == (Kind.ACKNOWLEDGEMENT, Direction.INBOUND)
    assert reading.confidence > 0.9
    assert facts.company is not None
    assert facts.role is not None
    assert facts.requisition is not None
    assert facts.promise is not None
    assert (facts.company.value, facts.role.value, facts.requisition.value) == (
        "Fern Hospital",
        "Night Nurse",
        "R-1024",
    )
    assert facts.promise.end.isoformat() == "2026-03-25"
    assert facts.language == "en"


def test_no_bytes_are_unreadable_not_an_error() -> None:
    reading = reader().read(b"", received_at=WEDNESDAY)
    assert isinstance(reading, Unreadable)


def test_what_cannot_be_understood_is_unreadable_not_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(reader_module, "sentences_of", fail)
    reading = reader().read(raw("Your interview is confirmed."), received_at=WEDNESDAY)
    assert isinstance(reading, Unreadable)
    assert "RuntimeError" in reading.reason


@given(st.binary(max_size=400))
def test_any_bytes_give_a_reading_or_are_unreadable(junk: bytes) -> None:
    assert isinstance(reader().read(junk, received_at=WEDNESDAY), Reading | Unreadable)


@given(st.text(max_size=200), st.text(max_size=80).map(lambda text: " ".join(text.split())))
def test_any_text_gives_a_reading(text: str, subject: str) -> None:
    printable = "".join(letter for letter in subject if letter.isprintable())
    assert 0 <= read(raw(text.replace("\r", "").encode("utf-8", "replace").decode(), printable)).confidence <= 1


@given(
    st.lists(st.sampled_from([text for _, text in PLAIN]), min_size=1, max_size=4),
    st.sampled_from(["", "Your application", "Re: Hello"]),
)
def test_whatever_is_of_concern_passes_the_sieve(texts: list[str], subject: str) -> None:
    message = raw("\n\n".join(texts), subject)
    if read(message).kind in CONCERNED:
        assert reader().passes(message, frozenset(), frozenset())


def test_absence_notes_and_bounces_pass_the_sieve() -> None:
    away = raw("I am on annual leave until Monday.", "Automatic reply: Hello", Auto_Submitted="auto-replied")
    assert read(away).kind is Kind.OUT_OF_OFFICE
    assert reader().passes(away, frozenset(), frozenset())
    bounce = raw(
        "Your message could not be delivered.", "Undeliverable: Hello", "Mail System <mailer-daemon@mx.example>"
    )
    assert read(bounce).kind is Kind.BOUNCE
    assert reader().passes(bounce, frozenset(), frozenset())


def test_ordinary_mail_does_not_pass_the_sieve() -> None:
    assert not reader().passes(raw("Shall we have dinner on Saturday?", "Dinner"), frozenset(), frozenset())


def test_a_reader_without_phrases_is_sure_of_nothing() -> None:
    empty = Reader(phrasebook_from([]), almanac_from([]), classifier_from({}), SAM)
    reading = empty.read(raw("Your interview is confirmed."), received_at=WEDNESDAY)
    assert isinstance(reading, Reading)
    assert reading.kind is Kind.NOT_JOB


def test_a_message_the_sieve_holds_back_is_not_read_any_further() -> None:
    told = raw("You were not selected for the next stage. We chose to proceed with other people.", "Hello")
    reading = read(told)
    assert (reading.kind, reading.direction) == (Kind.NOT_JOB, Direction.INBOUND)
    assert [evidence.rule for evidence in reading.evidence] == ["not_job.no-word-of-a-job"]
    assert reading.envelope.subject == "Hello"
    expected = reader().read(told, received_at=WEDNESDAY, contacts={"ann.lee@acme.example"})
    assert isinstance(expected, Reading)
    assert expected.kind is Kind.REJECTION


def test_mail_of_the_user_s_own_is_read_whatever_its_words() -> None:
    mine = raw("See you then.", "Re: Thursday").replace(b"ann.lee@acme.example", b"sam@example.org")
    reading = read(mine)
    assert (reading.kind, reading.direction) == (Kind.NOT_JOB, Direction.OUTBOUND)
    assert [evidence.rule for evidence in reading.evidence] == ["direction.outbound"]


CORPUS = os.environ.get("AFTERWORD_CORPUS", "")
FLOORS = {
    Kind.OFFER: 0.97,
    Kind.REJECTION: 0.97,
    Kind.INTERVIEW_INVITE: 0.97,
    Kind.INTERVIEW_SCHEDULED: 0.97,
    Kind.ACKNOWLEDGEMENT: 0.95,
    Kind.ASSESSMENT: 0.97,
}
"""The least share of the verdicts of a kind that have to be right."""


@pytest.mark.slow
def test_precision_and_false_moves_hold_on_a_corpus() -> None:
    if not CORPUS:
        pytest.skip("needs a corpus of labelled mail: set AFTERWORD_CORPUS to its folder")
    outcomes = bench.read(labelled(Path(CORPUS)))
    counts = scoring.confusion(outcomes)
    shares = {kind: scoring.precision(counts, kind).share for kind in FLOORS}
    assert {str(k): share for k, share in shares.items() if share is not None and share < FLOORS[k]} == {}
    assert 1000 * len(scoring.false_moves(outcomes)) <= scoring.ordinary(outcomes)
    assert (scoring.recall(counts, Kind.REJECTION).share or 0) >= 0.95
    assert all(bench.passes(o.message) for o in outcomes if o.kind not in {Kind.NOT_JOB, Kind.UNSURE})


def test_a_few_words_say_more_in_a_thread_known_to_be_about_a_job() -> None:
    answer = raw("Could we please reschedule? Something has come up here.", "Thursday").replace(
        b"Subject:", b"In-Reply-To: <mine@example.org>\r\nSubject:", 1
    )
    alone = reader().read(answer, received_at=WEDNESDAY)
    known = reader().read(answer, received_at=WEDNESDAY, threads={thread_hash("<mine@example.org>")})
    assert isinstance(alone, Reading)
    assert isinstance(known, Reading)
    assert alone.kind in {Kind.NOT_JOB, Kind.UNSURE}
    assert known.kind is Kind.INTERVIEW_RESCHEDULED
