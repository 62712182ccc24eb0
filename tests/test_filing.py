"""Filing beside somebody else: a verdict is written only upon the events it was made from, and a word is never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent.filing import file_pending, take_word
from agent.ledger import SqlLedger, open_ledger
from agent.ports import Box, Cursor, Filing, Gathered, StoredReading
from agent.reading import Answers, Kind, Reading
from agent.tracking import Corrected, Debriefed, LessonLearned, LessonRemoved, Noted, Scope, replay
from tests.tracking.mails import ANN, facts, mail, on

ACK = mail(Kind.ACKNOWLEDGEMENT, 1, facts(company="Acme", role="Nurse"), name="ack", sender=None)
TEST = mail(Kind.ASSESSMENT, 2, name="test")
ADVERTS = LessonLearned(
    1, on(3), Scope.SENDER, (ANN.address,), "kind", "job_alert", "test", "you said so", "assessment"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    with open_ledger(tmp_path / "state" / "ledger.db") as opened:
        yield opened


def reads(ledger: SqlLedger, *readings: Reading, uid: int = 1) -> None:
    numbered = tuple(enumerate(readings, uid))
    ledger.record("personal", Gathered(Box.INBOX, Cursor(1, uid + len(readings)), numbered))


def row(ledger: SqlLedger, reading: Reading) -> StoredReading:
    (stored,) = ledger.readings(reading.envelope.fingerprint)
    return stored


class Interrupted:
    """A ledger in which somebody else writes, once, just before a verdict is written."""

    def __init__(self, real: SqlLedger, meanwhile: Callable[[], None]) -> None:
        self._real, self._meanwhile = real, [meanwhile]
        self.refused = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the real one has
        return getattr(self._real, name)

    def file(self, *args: Any, **options: Any) -> bool:  # noqa: ANN401 - as the real one takes it
        while self._meanwhile:
            self._meanwhile.pop()()
        done = self._real.file(*args, **options)
        self.refused += not done
        return done


def test_a_lesson_learned_while_mail_is_being_filed_counts_for_that_mail(ledger: SqlLedger) -> None:
    reads(ledger, ACK, TEST)
    shared: Any = Interrupted(ledger, lambda: ledger.append_events([ADVERTS], on(3)))
    file_pending(shared, on(4))
    assert shared.refused == 1
    assert row(ledger, ACK).application == "acme"
    assert row(ledger, TEST).filing is Filing.AMBIGUOUS, "read as a test, taught to be an advert: the user is asked"


def test_a_word_said_while_something_else_happens_is_written_once(ledger: SqlLedger) -> None:
    reads(ledger, ACK)
    file_pending(ledger, on(4))
    shared: Any = Interrupted(ledger, lambda: ledger.append_events([Noted("acme", on(5), "called")], on(5)))
    word = Corrected("acme", on(5), "kind", "offer", "ack")
    take_word(shared, (word,), row(ledger, ACK), on(5))
    assert shared.refused == 1
    assert ledger.events().count(word) == 1


def test_after_a_crash_between_the_word_and_the_filing_the_next_pass_files(ledger: SqlLedger) -> None:
    reads(ledger, TEST, ACK)
    file_pending(ledger, on(4))
    reads(ledger, later := mail(Kind.UNSURE, 6, name="later", sender=None), uid=3)
    file_pending(ledger, on(6))
    opened = row(ledger, TEST).application
    assert opened is not None
    word = Corrected("", on(7), "application", opened, "later")

    class Dying(Interrupted):
        def pending(self, _limit: int) -> Any:  # noqa: ANN401 - it never answers
            raise KeyboardInterrupt

    dying: Any = Dying(ledger, lambda: None)
    with pytest.raises(KeyboardInterrupt):
        take_word(dying, (word,), row(ledger, later), on(7))
    assert row(ledger, later).filing is Filing.PENDING
    file_pending(ledger, on(8))
    assert row(ledger, later).application == opened


def test_what_a_lesson_opened_goes_with_the_lesson_and_all_that_was_filed_upon_it(ledger: SqlLedger) -> None:
    of_company = replace(ADVERTS, field="company", value="Initech", instead="")
    reads(ledger, TEST)
    source = row(ledger, TEST)
    ledger.append_events([of_company], on(3))
    file_pending(ledger, on(4))
    reads(ledger, offer := mail(Kind.OFFER, 5, name="offer", answers="test", sender=None), uid=2)
    file_pending(ledger, on(5))
    assert list(replay(ledger.events())) == ["initech"]
    assert row(ledger, offer).application == "initech"

    take_word(ledger, (LessonRemoved(1, on(6), "you took it away"),), source, on(6))
    (left,) = replay(ledger.events()).values()
    assert (left.company, left.lessons) == ("", ())
    assert {row(ledger, TEST).application, row(ledger, offer).application} == {left.id}


def test_a_question_about_an_application_that_is_gone_is_asked_anew(ledger: SqlLedger) -> None:
    reads(ledger, ACK, again := mail(Kind.ACKNOWLEDGEMENT, 3, facts(company="Acme", role="Cook"), sender=None))
    reads(ledger, vague := mail(Kind.REJECTION, 5, facts(company="Acme"), sender=None), uid=3)
    file_pending(ledger, on(6))
    assert row(ledger, vague).candidates == ("acme", "acme-2")
    take_word(
        ledger, (Corrected("acme-2", on(7), "application", "acme", "acknowledgement-3-in"),), row(ledger, again), on(7)
    )
    assert (row(ledger, again).application, row(ledger, vague).application) == ("acme", "acme")


def test_a_filled_form_is_filed_once_as_a_debrief_and_never_as_a_letter_to_them(ledger: SqlLedger) -> None:
    reads(ledger, ACK)
    written = mail(Kind.NOT_JOB, 2, sent=True, name="form")
    form = replace(written, facts=replace(written.facts, debrief=Answers("acme", "uid-1", (("hardest", "Why?"),))))
    stray = replace(written, facts=replace(form.facts, debrief=Answers("nobody", "", (("hardest", "Why?"),))))
    stray = replace(stray, envelope=replace(stray.envelope, fingerprint="stray"))
    reads(ledger, form, stray, uid=2)
    file_pending(ledger, on(4))
    take_word(ledger, (Corrected("acme", on(5), "kind", "offer", "ack"),), row(ledger, ACK), on(5))
    application = replay(ledger.events())["acme"]
    assert [d.answer("hardest") for d in application.debriefs] == ["Why?"]
    assert sum(isinstance(event, Debriefed) for event in ledger.events()) == 1
    assert application.sent == ()
    assert (row(ledger, form).filing, row(ledger, stray).filing) == (Filing.FILED, Filing.UNRELATED)
