"""What phrases and classifier make of a message together: agreement, doubt, and who has to be surer than whom."""

from __future__ import annotations

import pytest

from agent.reading import Evidence, Kind
from agent.reading.kinds.classifier import KINDS
from agent.reading.kinds.judging import Verdict
from agent.reading.kinds.ruling import leaning, ruled
from agent.reading.kinds.signs import ANOTHER_MATTER, FROM_AN_OFFICE, NO_JOB_WORDS
from tests.reading.handmade import letter, reader

CONFIDENT = 0.75
"""From which a verdict is drafted on; see `agent.deciding`."""

JOB = frozenset({"up to 3 words of a job"})
"""The signs of a message about a job that bears no other."""

SILENT = Verdict(Kind.NOT_JOB, 1.0, (Evidence("not_job.nothing-said", "", "subject"),))


def named(kind: Kind, confidence: float = 0.85) -> Verdict:
    return Verdict(kind, confidence, (Evidence(f"{kind}.words", "so it says"),))


def likely(**found: float) -> dict[Kind, float]:
    rest = (1 - sum(found.values())) / (len(KINDS) - len(found))
    return {kind: found.get(kind.value, rest) for kind in KINDS}


def ruling(judged: Verdict, signs: frozenset[str] = JOB, **found: float) -> Verdict:
    return ruled(judged, likely(**found), [], signs)


def test_what_phrases_name_and_the_classifier_finds_possible_stands() -> None:
    assert ruling(named(Kind.OFFER), offer=0.6, not_job=0.4).kind is Kind.OFFER
    assert ruling(named(Kind.OFFER), offer=0.6).confidence > ruling(named(Kind.OFFER), offer=0.4).confidence


def test_what_the_classifier_doubts_is_said_too_quietly_to_draft_on() -> None:
    doubted = ruling(named(Kind.EMPLOYER_REPLY), employer_reply=0.25, not_job=0.7)
    assert doubted.kind is Kind.EMPLOYER_REPLY
    assert doubted.confidence < CONFIDENT


def test_a_rejection_is_never_overheard_but_one_that_is_hardly_possible_is_a_question() -> None:
    assert ruling(named(Kind.REJECTION), rejection=0.06, not_job=0.9).kind is Kind.REJECTION
    assert ruling(named(Kind.REJECTION), rejection=0.03, not_job=0.9).kind is Kind.UNSURE


def test_what_no_phrase_speaks_for_takes_a_surer_classifier() -> None:
    said = JOB | {"phrase recruiter_outreach.weak"}
    assert ruling(SILENT, said, recruiter_outreach=0.5).kind is Kind.RECRUITER_OUTREACH
    assert ruling(SILENT, JOB, recruiter_outreach=0.5).kind is Kind.UNSURE
    assert ruling(SILENT, JOB, recruiter_outreach=0.75).kind is Kind.RECRUITER_OUTREACH
    assert ruling(SILENT, JOB, info_request=0.55).kind is Kind.INFO_REQUEST


def test_a_poor_guess_is_not_worth_a_question_unless_phrases_have_one_or_the_thread_is_about_a_job() -> None:
    assert ruling(SILENT, JOB, recruiter_outreach=0.3, not_job=0.2).kind is Kind.NOT_JOB
    known = JOB | {"known to be about a job"}
    assert ruling(SILENT, known, recruiter_outreach=0.3, not_job=0.2).kind is Kind.UNSURE
    assert ruling(named(Kind.UNSURE, 0.4), JOB, recruiter_outreach=0.3, not_job=0.2).kind is Kind.UNSURE


@pytest.mark.parametrize(
    "signs",
    [
        JOB,
        frozenset({NO_JOB_WORDS, FROM_AN_OFFICE}),
        frozenset({NO_JOB_WORDS, "from ats"}),
        frozenset({NO_JOB_WORDS, "phrase rejection.likely"}),
    ],
)
def test_the_classifier_has_a_say_where_anything_tells_of_a_job(signs: frozenset[str]) -> None:
    assert ruling(SILENT, signs, rejection=0.9).kind is Kind.REJECTION


@pytest.mark.parametrize(
    "signs",
    [frozenset({NO_JOB_WORDS}), JOB | {ANOTHER_MATTER}, frozenset({NO_JOB_WORDS, "phrase offer.likely"})],
)
def test_without_such_a_sign_or_about_another_matter_it_has_none(signs: frozenset[str]) -> None:
    assert ruling(SILENT, signs, rejection=0.95) == SILENT


@pytest.mark.parametrize("sign", ["to many", "greets many"])
def test_what_is_written_to_many_moves_no_application(sign: str) -> None:
    assert ruling(named(Kind.INTERVIEW_RESCHEDULED), JOB | {sign}, interview_rescheduled=0.9).kind is Kind.UNSURE
    assert ruling(SILENT, JOB | {sign}, interview_scheduled=0.9).kind is Kind.UNSURE
    from_system = JOB | {sign, "from ats"}
    assert ruling(named(Kind.REJECTION), from_system, rejection=0.9).kind is Kind.REJECTION


def test_the_likeliest_kind_is_leaned_to_where_phrases_name_none() -> None:
    assert leaning(SILENT, likely(offer=0.5)) is Kind.OFFER
    assert leaning(named(Kind.OFFER), likely(offer=0.11, not_job=0.8)) is Kind.OFFER
    assert leaning(named(Kind.OFFER), likely(offer=0.09, not_job=0.8)) is Kind.NOT_JOB


def signs(text: str, sender: str = "ann.lee@acme.example") -> frozenset[str]:
    return reader().look(letter(text, sender=sender)).signs


@pytest.mark.parametrize(
    "greeting",
    [
        *("All - please note:", "Hi all,", "Dear colleagues,", "Team,", "Hello everyone!"),
        *("Hallo zusammen,", "Liebe Kolleginnen und Kollegen,", "Bonjour à tous,", "Chers collègues,"),
        *("Hola a todos:", "Estimados compañeros,", "Beste collega's,", "Hoi allemaal,"),
    ],
)
def test_a_greeting_to_many_is_a_sign(greeting: str) -> None:
    assert "greets many" in signs(f"{greeting} the interviews have been moved.")


@pytest.mark.parametrize(
    "greeting",
    [
        *("Dear Sam,", "All the best for your interview.", "Dear Mr Doe,", "Team Acme would like to meet you."),
        *("Sehr geehrter Herr Doe,", "Bonjour Sam,", "Estimado Sam:", "Beste Sam,"),
    ],
)
def test_a_greeting_to_one_is_none(greeting: str) -> None:
    assert "greets many" not in signs(greeting)


@pytest.mark.parametrize(
    "local", ["careers", "hr", "talent.acquisition", "jobs-uk", "bewerbung", "no-reply+recruiting", "rrhh", "vacatures"]
)
def test_the_mailbox_of_those_who_hire_is_a_sign(local: str) -> None:
    assert FROM_AN_OFFICE in signs("Good morning.", f"{local}@acme.example")


@pytest.mark.parametrize("local", ["ann.lee", "christopher", "jobson", "info", "newsletter", "thrive"])
def test_other_mailboxes_are_none(local: str) -> None:
    assert FROM_AN_OFFICE not in signs("Good morning.", f"{local}@acme.example")


def test_a_message_that_speaks_more_of_another_matter_says_so_unless_a_hiring_system_sent_it() -> None:
    text = "Your application for the apartment is complete. We will look at your qualifications."
    assert ANOTHER_MATTER in signs(text)
    assert ANOTHER_MATTER not in signs(text, "no-reply@hire.lever.co")
    assert ANOTHER_MATTER not in signs("The job is yours, and with it a small apartment. Your salary is attached.")
