"""Where a message belongs (edge cases 4, 26 to 35, 41 to 45, 48, 66)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from agent.reading import Address, Automated, Facts, Kind, Part, Person, Reading
from agent.tracking import (
    Ambiguous,
    Application,
    ApplicationOpened,
    Closed,
    Correlation,
    Directory,
    DraftPlaced,
    Event,
    Known,
    MailFiled,
    New,
    Outcome,
    Unrelated,
    correlate,
    replay,
)
from tests.tracking.mails import ANN, facts, mail, meeting, on
from tests.tracking.strategies import applications, readings

EVE = Address("Eve Ray", "eve@bright.example")


def opened(name: str, company: str, role: str, requisition: str = "") -> ApplicationOpened:
    return ApplicationOpened(name, on(0), company, role, "added", requisition)


def filed(name: str, reading: Reading) -> MailFiled:
    return MailFiled(name, reading.at, reading, "")


def case(*events: Event) -> Directory:
    return Directory(replay(events).values())


def candidates(correlation: Correlation) -> tuple[str, ...]:
    assert isinstance(correlation, Ambiguous), correlation
    return correlation.candidates


def known(correlation: Correlation) -> str:
    assert isinstance(correlation, Known), correlation
    return correlation.application


ACME = opened("acme", "Acme Ltd", "Data Engineer")
NURSE = opened("nurse", "Acme", "Nurse")
GLOBEX = opened("globex", "Globex", "Data Engineer")
FIRST = filed("acme", mail(Kind.ACKNOWLEDGEMENT, 1, name="first"))


# The thread


def test_an_answer_belongs_where_the_message_it_answers_does() -> None:
    found = correlate(case(ACME, FIRST, GLOBEX), mail(Kind.EMPLOYER_REPLY, 2, answers="first"))
    assert found == Known("acme", "it belongs to the conversation about Data Engineer at Acme Ltd")


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("sent", [True, False])
def test_the_thread_speaks_first_whatever_the_kind_and_the_direction(kind: Kind, *, sent: bool) -> None:
    stranger = Address("", "someone@else.example")
    message = mail(kind, 2, answers="first", sent=sent, sender=stranger, confidence=0.3)
    assert known(correlate(case(ACME, FIRST), message)) == "acme"


def test_a_message_that_was_answered_before_it_was_read_is_found_by_its_own_id() -> None:
    reply = filed("acme", mail(Kind.NOT_JOB, 2, sent=True, answers="original"))
    assert known(correlate(case(ACME, reply), mail(Kind.EMPLOYER_REPLY, 1, name="original"))) == "acme"


def test_our_own_draft_found_in_sent_belongs_to_its_application() -> None:
    draft = DraftPlaced("acme", on(1), "acme/x/y/1", "x", "<draft@mail.example>", ANN.address, None)
    assert known(correlate(case(ACME, draft), mail(Kind.NOT_JOB, 2, sent=True, name="draft"))) == "acme"
    assert known(correlate(case(ACME, draft), mail(Kind.UNSURE, 3, answers="draft"))) == "acme"


def test_of_two_threads_the_nearest_message_counts() -> None:
    second = filed("globex", mail(Kind.ACKNOWLEDGEMENT, 1, name="second"))
    reply = mail(Kind.EMPLOYER_REPLY, 2, answers="second")
    reply = replace(reply, envelope=replace(reply.envelope, references=("<first@mail.example>",)))
    assert known(correlate(case(ACME, FIRST, GLOBEX, second), reply)) == "globex"


def test_one_thread_of_two_applications_is_told_apart_by_role_by_what_lives_or_by_the_user() -> None:
    shared = (ACME, NURSE, FIRST, filed("nurse", mail(Kind.EMPLOYER_REPLY, 2, name="b", answers="first")))
    reply = mail(Kind.EMPLOYER_REPLY, 3, answers="first")
    assert candidates(correlate(case(*shared), reply)) == ("acme", "nurse")
    assert known(correlate(case(*shared), replace(reply, facts=facts(role="Nurse")))) == "nurse"
    over = Closed("acme", on(2), Outcome.WITHDRAWN, "")
    assert known(correlate(case(*shared, over), reply)) == "nurse"


def test_a_thread_reused_for_another_role_is_a_question() -> None:
    reused = mail(Kind.INTERVIEW_INVITE, 9, facts(company="Acme", role="Welder"), answers="first")
    found = correlate(case(ACME, FIRST), reused)
    assert candidates(found) == ("acme",)
    assert found.because.endswith("but is about Welder at Acme")


def test_a_thread_reused_for_another_role_at_another_employer_is_a_new_application() -> None:
    other = facts(company="Initech", role="Welder")
    assert isinstance(correlate(case(ACME, FIRST), mail(Kind.INTERVIEW_INVITE, 9, other, answers="first")), New)


def test_a_thread_reused_for_a_role_we_know_belongs_there() -> None:
    other = facts(company="Acme", role="Nurse")
    found = correlate(case(ACME, FIRST, NURSE), mail(Kind.REJECTION, 9, other, answers="first"))
    assert known(found) == "nurse"


def test_another_name_of_the_employer_does_not_break_a_thread() -> None:
    brand = facts(company="RoadRunner Traps", role="Data Engineer")
    assert known(correlate(case(ACME, FIRST), mail(Kind.INTERVIEW_INVITE, 9, brand, answers="first"))) == "acme"


# Calendar and requisition


def test_a_calendar_update_belongs_where_its_uid_does() -> None:
    first = filed("acme", mail(Kind.INTERVIEW_SCHEDULED, 1, facts(interview=meeting(5, uid="u"))))
    update = mail(Kind.INTERVIEW_CANCELLED, 3, facts(interview=meeting(5, uid="u")), sender=EVE, confidence=0.4)
    assert known(correlate(case(ACME, first), update)) == "acme"
    assert isinstance(correlate(case(ACME, first), replace(update, facts=facts(interview=meeting(5)))), Unrelated)


def test_a_requisition_number_is_enough_unless_the_employer_is_another() -> None:
    directory = case(opened("acme", "Acme", "Engineer", "REQ-1234"))
    assert known(correlate(directory, mail(Kind.REJECTION, 9, facts(requisition="req 1234")))) == "acme"
    elsewhere = facts(requisition="REQ-1234", company="Globex")
    assert isinstance(correlate(directory, mail(Kind.REJECTION, 9, elsewhere)), New)


# Organisation and role


@pytest.mark.parametrize("kind", [Kind.REJECTION, Kind.ACKNOWLEDGEMENT, Kind.EMPLOYER_REPLY, Kind.INTERVIEW_CANCELLED])
def test_organisation_and_role_find_the_application(kind: Kind) -> None:
    named = mail(kind, 9, facts(company="ACME, Inc.", role="Data Engineer (m/w/d)"), sender=EVE)
    assert correlate(case(ACME, NURSE, GLOBEX), named) == Known("acme", "it names Data Engineer at Acme Ltd")


def test_two_roles_at_one_company_without_a_role_are_a_question() -> None:
    assert candidates(correlate(case(ACME, NURSE), mail(Kind.REJECTION, 9, facts(company="Acme")))) == ("acme", "nurse")


def test_without_a_role_the_only_live_application_there_is_meant() -> None:
    rejected = filed("nurse", mail(Kind.REJECTION, 5))
    assert known(correlate(case(ACME, NURSE, rejected), mail(Kind.OFFER, 9, facts(company="Acme")))) == "acme"


def test_another_role_at_the_company_is_a_new_application() -> None:
    assert isinstance(correlate(case(ACME), mail(Kind.ACKNOWLEDGEMENT, 9, facts(company="Acme", role="Welder"))), New)


def test_a_role_that_says_more_or_less_is_a_question() -> None:
    more = facts(company="Acme", role="Data Engineer, Payments")
    assert candidates(correlate(case(ACME), mail(Kind.ACKNOWLEDGEMENT, 9, more))) == ("acme",)


def test_the_role_of_an_application_may_become_known() -> None:
    unnamed = opened("acme", "Acme", "")
    named = facts(company="Acme", role="Data Engineer")
    assert known(correlate(case(unnamed), mail(Kind.INTERVIEW_INVITE, 9, named))) == "acme"


def test_a_stated_seniority_chooses_between_two() -> None:
    senior, plain = opened("senior", "Acme", "Senior Engineer"), opened("plain", "Acme", "Engineer")
    directory = case(senior, plain)
    assert known(correlate(directory, mail(Kind.OFFER, 9, facts(company="Acme", role="Sr Engineer")))) == "senior"
    assert known(correlate(directory, mail(Kind.OFFER, 9, facts(company="Acme", role="Engineer")))) == "plain"
    assert known(correlate(case(senior), mail(Kind.OFFER, 9, facts(company="Acme", role="Engineer")))) == "senior"


def test_the_same_role_twice_is_a_question() -> None:
    again = opened("acme-2", "Acme", "Data Engineer")
    named = mail(Kind.OFFER, 9, facts(company="Acme", role="Data Engineer"))
    assert candidates(correlate(case(ACME, again), named)) == ("acme", "acme-2")


def test_a_namesake_with_the_same_role_is_a_question_and_with_another_role_a_new_application() -> None:
    namesake = facts(company="Acme Robotics", role="Data Engineer")
    assert candidates(correlate(case(ACME), mail(Kind.OFFER, 9, namesake, sender=EVE))) == ("acme",)
    assert isinstance(correlate(case(ACME), mail(Kind.OFFER, 9, facts(company="Acme Robotics", role="Cook"))), New)


REJECTED = filed("acme", mail(Kind.REJECTION, 5))


@pytest.mark.parametrize(("day", "new"), [(95, False), (96, True)])
def test_an_acknowledgement_long_after_the_end_is_of_a_new_application(day: int, *, new: bool) -> None:
    again = mail(Kind.ACKNOWLEDGEMENT, day, facts(company="Acme", role="Data Engineer"), sender=EVE)
    assert isinstance(correlate(case(ACME, REJECTED), again), New if new else Known)


def test_anything_else_long_after_the_end_belongs_there_by_its_role_and_is_a_question_without() -> None:
    late = mail(Kind.INTERVIEW_INVITE, 200, facts(company="Acme", role="Data Engineer"))
    assert known(correlate(case(ACME, REJECTED), late)) == "acme"
    assert candidates(correlate(case(ACME, REJECTED), replace(late, facts=facts(company="Acme")))) == ("acme",)


def test_an_agency_counts_until_it_names_its_client() -> None:
    via = filed("bright", mail(Kind.ACKNOWLEDGEMENT, 1, facts(agency="Bright Talent", role="Cook"), sender=EVE))
    directory = case(opened("bright", "", "Cook"), via)
    revealed = facts(agency="Bright Talent", company="Acme", role="Cook")
    assert known(correlate(directory, mail(Kind.INTERVIEW_INVITE, 3, revealed, sender=None))) == "bright"
    as_company = facts(company="Bright Talent", role="Cook")
    assert known(correlate(directory, mail(Kind.INTERVIEW_INVITE, 3, as_company, sender=None))) == "bright"


def test_two_agencies_with_one_client_are_the_same_application() -> None:
    direct = facts(company="Acme", role="Data Engineer", agency="Bright Talent")
    assert known(correlate(case(ACME), mail(Kind.ACKNOWLEDGEMENT, 3, direct, sender=EVE))) == "acme"


# People


WROTE = filed("acme", mail(Kind.EMPLOYER_REPLY, 1, name="wrote"))


def test_a_person_of_one_live_application_is_enough() -> None:
    assert known(correlate(case(ACME, WROTE, GLOBEX), mail(Kind.EMPLOYER_REPLY, 9))) == "acme"


def test_a_person_of_two_live_applications_is_a_question() -> None:
    both = case(ACME, WROTE, NURSE, filed("nurse", mail(Kind.EMPLOYER_REPLY, 2)))
    assert candidates(correlate(both, mail(Kind.EMPLOYER_REPLY, 9))) == ("acme", "nurse")
    assert known(correlate(both, mail(Kind.REJECTION, 9, facts(role="Nurse")))) == "nurse"


def test_a_person_at_a_second_company_later_is_not_the_first_application() -> None:
    second = facts(company="Initech", role="Data Engineer")
    assert isinstance(correlate(case(ACME, WROTE), mail(Kind.INTERVIEW_INVITE, 40, second)), New)


def test_a_person_of_a_closed_application_is_remembered_for_a_while() -> None:
    over = case(ACME, WROTE, REJECTED)
    assert known(correlate(over, mail(Kind.EMPLOYER_REPLY, 20))) == "acme"
    assert isinstance(correlate(over, mail(Kind.EMPLOYER_REPLY, 120)), Unrelated)


def test_a_person_at_a_similar_name_of_the_employer_is_enough() -> None:
    branch = facts(company="Acme Robotics", role="Data Engineer")
    assert known(correlate(case(ACME, WROTE), mail(Kind.INTERVIEW_INVITE, 9, branch))) == "acme"


def test_a_machines_address_and_a_domain_prove_nothing() -> None:
    machine = mail(Kind.EMPLOYER_REPLY, 1, automated=Automated.NO_REPLY)
    assert isinstance(correlate(case(ACME, filed("acme", machine)), mail(Kind.EMPLOYER_REPLY, 9)), Unrelated)
    again = mail(Kind.EMPLOYER_REPLY, 9, automated=Automated.NO_REPLY)
    assert isinstance(correlate(case(ACME, WROTE), again), Unrelated)
    colleague = mail(Kind.EMPLOYER_REPLY, 9, sender=Address("Max", "max@acme.example"))
    assert isinstance(correlate(case(ACME, WROTE), colleague), Unrelated)


def test_the_users_mail_to_a_known_person_belongs_there() -> None:
    assert known(correlate(case(ACME, WROTE), mail(Kind.NOT_JOB, 9, sent=True))) == "acme"


def test_an_out_of_office_and_a_bounce_belong_to_the_person_they_are_about() -> None:
    away = mail(Kind.OUT_OF_OFFICE, 9, automated=Automated.AUTO_REPLIED)
    dead = facts(people=(Person("", "Ann@acme.example", Part.CONTACT), Person("Relay", None, Part.CONTACT)))
    bounce = mail(Kind.BOUNCE, 9, dead, sender=None, automated=Automated.BOUNCE)
    assert known(correlate(case(ACME, WROTE), away)) == "acme"
    assert known(correlate(case(ACME, WROTE), bounce)) == "acme"
    assert isinstance(correlate(case(ACME, WROTE), mail(Kind.OUT_OF_OFFICE, 9, sender=EVE)), Unrelated)


# Nothing fits


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("named", [True, False])
def test_only_kinds_that_answer_an_application_open_one(kind: Kind, *, named: bool) -> None:
    always = {
        Kind.ACKNOWLEDGEMENT,
        Kind.INTERVIEW_INVITE,
        Kind.INTERVIEW_SCHEDULED,
        Kind.ASSESSMENT,
        Kind.OFFER,
        Kind.REJECTION,
    }
    if_named = {
        Kind.INFO_REQUEST,
        Kind.EMPLOYER_REPLY,
        Kind.REFERENCE_REQUEST,
        Kind.INTERVIEW_RESCHEDULED,
        Kind.INTERVIEW_CANCELLED,
    }
    found = correlate({}, mail(kind, 1, facts(company="Initech", role="Welder") if named else facts()))
    assert isinstance(found, New if kind in always or (named and kind in if_named) else Unrelated)


@pytest.mark.parametrize(
    ("said", "kind", "new"),
    [
        (facts(company="Initech", role="Welder"), Kind.NOT_JOB, True),
        (facts(company="Initech", role="Welder"), Kind.UNSURE, False),
        (facts(company="Initech", role="Welder"), Kind.OUT_OF_OFFICE, False),
        (facts(company="Initech"), Kind.NOT_JOB, False),
        (facts(role="Welder"), Kind.NOT_JOB, False),
    ],
)
def test_the_users_own_mail_opens_only_with_company_and_role(said: Facts, kind: Kind, *, new: bool) -> None:
    assert isinstance(correlate({}, mail(kind, 1, said, sent=True, to=(EVE,))), New if new else Unrelated)


def test_a_role_without_an_employer_is_a_question_where_it_could_be_one_we_know() -> None:
    role_only = mail(Kind.INTERVIEW_INVITE, 9, facts(role="Data Engineer"), sender=EVE)
    assert candidates(correlate(case(ACME, GLOBEX), role_only)) == ("acme", "globex")
    assert isinstance(correlate(case(NURSE), role_only), New)


@pytest.mark.parametrize("kind", [Kind.JOB_ALERT, Kind.NOT_JOB])
def test_newsletters_and_private_mail_belong_nowhere_whatever_they_name(kind: Kind) -> None:
    named = facts(company="Acme", role="Data Engineer")
    assert isinstance(correlate(case(ACME, WROTE), mail(kind, 9, named)), Unrelated)


NAMED = facts(company="Acme", role="Data Engineer")


@pytest.mark.parametrize(
    "message",
    [
        mail(Kind.UNSURE, 9, NAMED),
        mail(Kind.REJECTION, 9, NAMED, confidence=0.6),
        mail(Kind.RECRUITER_OUTREACH, 9, NAMED, sender=EVE),
    ],
)
def test_doubt_and_an_approach_about_a_known_role_are_a_question(message: Reading) -> None:
    assert candidates(correlate(case(ACME), message)) == ("acme",)
    assert candidates(correlate(case(ACME, opened("acme-2", "Acme", "Data Engineer")), message)) == ("acme", "acme-2")


@pytest.mark.parametrize(
    "message",
    [
        mail(Kind.UNSURE, 9),
        mail(Kind.UNSURE, 9, facts(company="Acme")),
        mail(Kind.RECRUITER_OUTREACH, 9, facts(role="X")),
    ],
)
def test_doubt_that_names_no_known_role_belongs_nowhere_not_even_by_its_sender(message: Reading) -> None:
    assert isinstance(correlate(case(ACME, WROTE), message), Unrelated)


def test_a_doubtful_answer_from_an_unknown_employer_is_a_question_without_candidates() -> None:
    assert candidates(correlate(case(ACME), mail(Kind.OFFER, 9, facts(company="Initech"), confidence=0.6))) == ()


# All of it


@settings(max_examples=25)
@given(applications("acme", 5), applications("globex", 5), readings())
def test_any_message_belongs_somewhere_and_for_a_reason(one: Application, other: Application, reading: Reading) -> None:
    directory = Directory((one, other))
    found = correlate(directory, reading)
    assert found == correlate(dict(directory), reading)
    assert found.because
    match found:
        case Known(application):
            assert application in directory
        case Ambiguous(names):
            assert set(names) <= set(directory)
            assert list(names) == sorted(set(names))
        case New() | Unrelated():
            pass
