"""A correlation becomes events, and applications get friendly names."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.reading import Kind, Reading
from agent.tracking import (
    Ambiguous,
    Application,
    ApplicationOpened,
    Directory,
    Event,
    MailFiled,
    Outcome,
    Stage,
    Unrelated,
    file,
    new_id,
    replay,
)
from agent.tracking.names import SLUG_LIMIT
from tests.tracking.mails import facts, mail, on
from tests.tracking.strategies import readings

ACK = mail(Kind.ACKNOWLEDGEMENT, 1, facts(company="Acme Ltd", role="Nurse", requisition="R-1234"), name="ack")


def take(directory: Directory, *mails: Reading) -> list[str]:
    """File messages as the cycle does; the ids of the applications they went to."""
    names = []
    for reading in mails:
        events = file(directory, reading)
        assert isinstance(events, tuple), events
        names.append([directory.fold(event).id for event in events][-1])
    return names


def test_a_new_application_is_opened_and_the_message_filed_at_the_instant_it_was_written() -> None:
    late = mail(Kind.ACKNOWLEDGEMENT, 1, facts(company="Acme Ltd", role="Nurse", requisition="R-1234"), late=3)
    events = file({}, late)
    because = "it is about Nurse at Acme Ltd, which is new"
    assert events == (
        ApplicationOpened("acme", on(1), "Acme Ltd", "Nurse", because, "R-1234", fingerprint=late.envelope.fingerprint),
        MailFiled("acme", on(1), late, because),
    )


def test_a_rejection_of_an_unknown_application_opens_and_closes_it() -> None:
    directory = Directory()
    take(directory, mail(Kind.REJECTION, 1, facts(company="Acme")))
    application = directory["acme"]
    assert (application.stage, application.outcome) == (Stage.CLOSED, Outcome.REJECTED)


def test_what_belongs_to_a_known_application_is_filed_there_once() -> None:
    directory = Directory()
    answer = mail(Kind.EMPLOYER_REPLY, 2, answers="ack")
    assert take(directory, ACK, answer) == ["acme", "acme"]
    assert file(directory, answer) == ()
    assert file(directory, ACK) == ()


def test_questions_and_strangers_are_handed_on() -> None:
    directory = Directory()
    take(directory, ACK, mail(Kind.ACKNOWLEDGEMENT, 1, facts(company="Acme", role="Cook"), name="cook"))
    assert isinstance(file(directory, mail(Kind.REJECTION, 5, facts(company="Acme"), sender=None)), Ambiguous)
    assert isinstance(file(directory, mail(Kind.NOT_JOB, 5)), Unrelated)


def test_names_clash_politely_and_stay_short() -> None:
    taken: list[str] = []
    for _ in range(11):
        taken.append(new_id(taken, "International Business of Very Long Names", ""))
    assert taken[0] == "international-business-of-very-long-name"
    assert taken[1] == "international-business-of-very-long-na-2"
    assert taken[10] == "international-business-of-very-long-n-11"
    assert max(map(len, taken)) == SLUG_LIMIT
    assert new_id({"acme", "acme-2"}, "Acme", "") == "acme-3"


@settings(max_examples=15)
@given(st.lists(readings(), max_size=6))
def test_filing_any_mail_makes_events_that_rebuild_the_same_directory(mails: list[Reading]) -> None:
    directory = Directory()
    happened: list[Event] = []
    for reading in mails:
        events = file(directory, reading)
        if isinstance(events, tuple):
            happened += events
            for event in events:
                directory.fold(event)
    assert replay(happened) == dict(directory)
    assert len(set(directory)) == sum(isinstance(event, ApplicationOpened) for event in happened)


@settings(max_examples=15)
@given(st.lists(readings(), max_size=6))
def test_a_directory_grown_mail_by_mail_answers_like_one_built_at_once(mails: list[Reading]) -> None:
    grown = Directory()
    for reading in mails:
        events = file(grown, reading)
        for event in events if isinstance(events, tuple) else ():
            grown.fold(event)
    built: dict[str, Application] = dict(grown)
    for reading in mails:
        assert file(grown, reading) == file(built, reading)
