"""Events and readings come back as they were, in order, and are never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import LedgerError
from agent.ledger import SqlLedger, open_ledger
from agent.ports import Filing, Question
from agent.reading import Reading
from agent.tracking import Event
from tests.ledger.strategies import EVENTS, READINGS
from tests.ledger.values import ACCOUNT, MONDAY, batch, filed, name, noted, opened, reading


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlLedger]:
    """One ledger for all examples of a property, which is quick, and in which they also meet each other."""
    with open_ledger(tmp_path_factory.mktemp("lasting") / "ledger.db") as ledger:
        yield ledger


@settings(max_examples=40)
@given(happened=st.lists(EVENTS, min_size=1, max_size=6))
def test_any_events_come_back_equal_and_in_order(lasting: SqlLedger, happened: list[Event]) -> None:
    before = lasting.events()
    lasting.append_events(happened, MONDAY)
    after = lasting.events()
    assert after == (*before, *happened)
    for application in {event.application for event in happened}:
        assert lasting.events(application) == tuple(e for e in after if e.application == application)


@settings(max_examples=40)
@given(read=READINGS)
def test_any_reading_comes_back_equal_with_the_offsets_its_instants_had(lasting: SqlLedger, read: Reading) -> None:
    known = len(lasting.readings(read.envelope.fingerprint))
    lasting.record(ACCOUNT, batch((1, read)))
    stored = lasting.readings(read.envelope.fingerprint)
    (kept,) = (one.reading for one in stored if one.reading.envelope.fingerprint == read.envelope.fingerprint)
    if not known:
        assert kept == read
        sent, again = read.envelope.sent_at, kept.envelope.sent_at
        assert (sent and sent.utcoffset()) == (again and again.utcoffset())


def test_events_survive_closing_and_opening(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.append_events([opened(), noted("rang them")], MONDAY)
    with open_ledger(path) as ledger:
        assert ledger.events() == (opened(), noted("rang them"))


def test_text_no_database_can_store_is_mended_not_refused(ledger: SqlLedger) -> None:
    ledger.append_events([noted("caf\udce9 \ud800 and \0 nothing")], MONDAY)
    assert ledger.events() == (noted("caf? ? and \0 nothing"),)
    odd = replace(reading("odd"), envelope=replace(reading("odd").envelope, subject="\udcff"))
    ledger.record(ACCOUNT, batch((1, odd)))
    (stored,) = ledger.pending(1)
    ledger.file([(replace(stored, filing=Filing.AMBIGUOUS, because="\udcff\0"), ())], MONDAY)
    assert [question.because for question in ledger.questions()] == ["?\ufffd"]


def test_a_verdict_made_before_something_else_happened_is_not_written(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch((1, reading("hello"))))
    (stored,) = ledger.pending(10)
    ledger.append_events([noted("rang them")], MONDAY)
    assert not ledger.file([filed(stored)], MONDAY, known=0)
    assert (ledger.pending(10), ledger.events()) == ((stored,), (noted("rang them"),))
    assert ledger.file([filed(stored)], MONDAY, known=1)
    assert len(ledger.events()) == 2


def test_filing_records_the_verdict_and_its_events_together(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch((1, reading("hello"))))
    (stored,) = ledger.pending(10)
    verdict, followed = filed(stored)
    ledger.file([(verdict, (opened(), *followed))], MONDAY)
    assert ledger.pending(10) == ()
    assert ledger.readings("") == (verdict,)
    opening = replace(opened(), fingerprint=stored.reading.envelope.fingerprint)
    assert ledger.events() == (opening, *followed)


def test_filing_many_is_all_or_nothing(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch((1, reading("hello"))))
    (stored,) = ledger.pending(10)
    unknown = replace(stored, reading=reading("never recorded"))
    with pytest.raises(LedgerError, match="never recorded"):
        ledger.file([filed(stored), filed(unknown)], MONDAY)
    assert ledger.pending(10) == (stored,)
    assert ledger.events() == ()


def test_ambiguous_readings_become_questions_and_are_pending_no_more(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch((1, reading("hello"))))
    (stored,) = ledger.pending(10)
    asked = replace(stored, filing=Filing.AMBIGUOUS, candidates=("a1", "a2"), because="two roles at Acme")
    ledger.file([(asked, ())], MONDAY)
    assert ledger.questions() == (Question(reading("hello"), ("a1", "a2"), "two roles at Acme"),)
    assert ledger.pending(10) == ()


def test_every_event_says_when_it_was_recorded_and_what_led_to_it(ledger: SqlLedger, path: Path) -> None:
    ledger.record(ACCOUNT, batch((1, reading("hello"))))
    ledger.file([filed(ledger.pending(1)[0])], MONDAY + timedelta(days=3))
    with sqlite3.connect(path) as raw:
        rows = raw.execute("SELECT seq, application, type, at, recorded_at, source FROM events").fetchall()
    raw.close()
    assert rows == [
        (1, "a1", "mail_filed", "2026-03-02T09:00:00.000000Z", "2026-03-05T09:00:00.000000Z", name("hello"))
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET event = '{}'",
        "UPDATE events SET seq = 7",
        "DELETE FROM events",
        "REPLACE INTO events SELECT * FROM events",
        "INSERT INTO events SELECT * FROM events WHERE true ON CONFLICT DO UPDATE SET event = '{}'",
    ],
)
def test_not_even_sql_by_hand_changes_an_event(path: Path, statement: str) -> None:
    with open_ledger(path) as ledger:
        ledger.append_events([opened()], MONDAY)
    raw = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="events are never"):
        raw.execute(statement)
    raw.close()
    with open_ledger(path) as ledger:
        assert ledger.events() == (opened(),)


def test_an_event_of_a_type_not_known_here_is_named_and_not_guessed_at(ledger: SqlLedger, path: Path) -> None:
    ledger.append_events([opened()], MONDAY)
    _by_hand(path, '{"type": "interview_dreamt", "application": "a1"}')
    with pytest.raises(LedgerError, match=r"event 2 .*`interview_dreamt` is not known here, so a newer Afterword"):
        ledger.events()
    assert len(ledger.verify()) == 1


def test_an_event_with_a_broken_field_is_named(ledger: SqlLedger, path: Path) -> None:
    _by_hand(path, '{"type": "reopened", "application": "a1", "at": "yesterday", "because": ""}')
    with pytest.raises(LedgerError, match=r"event 1 .*\(reopened.at\)"):
        ledger.events()


def test_a_naive_instant_is_refused_because_it_names_no_instant(ledger: SqlLedger) -> None:
    with pytest.raises(LedgerError, match="has no UTC offset"):
        ledger.append_events([opened()], MONDAY.replace(tzinfo=None))
    assert ledger.events() == ()


def _by_hand(path: Path, event: str) -> None:
    raw = sqlite3.connect(path)
    raw.execute(
        "INSERT INTO events (application, type, at, recorded_at, source, event) VALUES ('a1', 'x', '', '', '', ?)",
        (event,),
    )
    raw.commit()
    raw.close()
