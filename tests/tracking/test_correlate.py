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


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Data Engineer", "Data Engineer, Payments"),
        ("Data Engineer (Payments) - Lisbon", "Data Engineer"),
        ("Data Engineer", "Payments Data Engineer"),
        ("Nurse, Night Shift", "Nurse"),
        ("Data Engineer at Acme", "Data Engineer, Acme Ltd"),
    ],
)
@pytest.mark.parametrize("kind", [Kind.INTERVIEW_INVITE, Kind.ACKNOWLEDGEMENT, Kind.REJECTION])
def test_a_closer_description_is_the_same_role_where_it_is_the_only_one_there(
    ours: str, theirs: str, kind: Kind
) -> None:
    named = mail(kind, 9, facts(company="Acme", role=theirs), sender=EVE)
    assert known(correlate(case(opened("acme", "Acme Ltd", ours), GLOBEX), named)) == "acme"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Product Manager", "Product Marketing Manager"),
        ("Store Manager", "Assistant Store Manager"),
        ("Store Manager, North", "Store Manager"),
    ],
)
def test_what_may_be_another_role_at_one_company_is_a_question(ours: str, theirs: str) -> None:
    named = mail(Kind.INTERVIEW_INVITE, 9, facts(company="Acme", role=theirs), sender=EVE)
    directory = case(opened("acme", "Acme", ours), *((NURSE,) if "North" in ours else ()))
    assert candidates(correlate(directory, named)) == ("acme",)


def test_a_second_acknowledgement_of_a_closer_role_is_a_question() -> None:
    directory = case(ACME, FIRST)
    second = mail(Kind.ACKNOWLEDGEMENT, 9, facts(company="Acme", role="Data Engineer, Payments"), sender=EVE)
    assert candidates(correlate(directory, second)) == ("acme",)


def test_a_closer_role_that_lives_beside_a_closed_one_of_that_very_name_is_a_question() -> None:
    closer = opened("closer", "Acme", "Data Engineer, Payments")
    named = mail(Kind.INTERVIEW_INVITE, 9, facts(company="Acme", role="Data Engineer"), sender=EVE)
    assert candidates(correlate(case(ACME, REJECTED, closer), named)) == ("acme", "closer")


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


def test_a_machines_address_proves_nothing() -> None:
    machine = mail(Kind.EMPLOYER_REPLY, 1, automated=Automated.NO_REPLY)
    assert isinstance(
        correlate(case(ACME, filed("acme", machine)), mail(Kind.EMPLOYER_REPLY, 9, sender=EVE)), Unrelated
    )
    again = mail(Kind.EMPLOYER_REPLY, 9, automated=Automated.NO_REPLY)
    assert isinstance(correlate(case(ACME, WROTE), again), Unrelated)


def test_a_known_person_who_names_no_role_is_a_question_where_the_employer_has_two() -> None:
    assert candidates(correlate(case(ACME, WROTE, NURSE), mail(Kind.EMPLOYER_REPLY, 9))) == ("acme", "nurse")
    unclear = correlate(case(ACME, WROTE, NURSE), mail(Kind.UNSURE, 9))
    assert isinstance(unclear, Unrelated)


def test_of_two_roles_of_one_person_the_likelier_is_meant() -> None:
    plain = opened("plain", "Acme", "Data Engineer, Payments")
    both = case(ACME, WROTE, plain, filed("plain", mail(Kind.EMPLOYER_REPLY, 2)))
    assert known(correlate(both, mail(Kind.EMPLOYER_REPLY, 9, facts(role="Data Engineer")))) == "acme"


@pytest.mark.parametrize("kind", [Kind.NOT_JOB, Kind.UNSURE, Kind.EMPLOYER_REPLY])
def test_a_known_person_of_one_live_application_is_enough_whatever_the_wording(kind: Kind) -> None:
    unclear = mail(kind, 9, confidence=0.4)
    assert known(correlate(case(ACME, WROTE, GLOBEX), unclear)) == "acme"


def test_a_known_person_at_a_public_provider_writes_of_other_things_too() -> None:
    private = Address("Ann Lee", "ann.lee@gmail.com")
    wrote = filed("acme", mail(Kind.EMPLOYER_REPLY, 1, sender=private))
    assert isinstance(correlate(case(ACME, wrote), mail(Kind.NOT_JOB, 9, sender=private)), Unrelated)
    assert known(correlate(case(ACME, wrote), mail(Kind.EMPLOYER_REPLY, 9, sender=private))) == "acme"


def test_a_known_person_who_names_another_employer_or_role_is_not_taken_at_their_address() -> None:
    for said in (facts(company="Initech"), facts(role="Welder")):
        assert isinstance(correlate(case(ACME, WROTE), mail(Kind.NOT_JOB, 9, said)), Unrelated)


AGENCY = facts(agency="Bright Talent", role="Cook", people=(Person("Eve Ray", EVE.address, Part.CONSULTANT),))
VIA = (opened("bright", "", "Cook"), filed("bright", mail(Kind.ACKNOWLEDGEMENT, 1, AGENCY, sender=EVE)))


def test_a_consultant_writes_about_many_clients_and_has_to_say_which() -> None:
    for said in (facts(), facts(agency="Bright Talent"), facts(role="Cook, Night Shift", agency="Bright Talent")):
        vague = mail(Kind.INTERVIEW_INVITE, 9, said, sender=EVE)
        assert candidates(correlate(case(*VIA), vague)) == ("bright",)
    assert isinstance(correlate(case(*VIA), mail(Kind.NOT_JOB, 9, sender=EVE)), Unrelated)
    assert known(correlate(case(*VIA), mail(Kind.INTERVIEW_INVITE, 9, facts(role="Cook"), sender=EVE))) == "bright"
    assert known(correlate(case(*VIA), mail(Kind.NOT_JOB, 9, sent=True, to=(EVE,)))) == "bright"
    other = facts(role="Welder", agency="Bright Talent", company="Initech")
    assert isinstance(correlate(case(*VIA), mail(Kind.INTERVIEW_INVITE, 9, other, sender=EVE)), New)


def test_a_consultants_domain_supports_no_role() -> None:
    colleague = Address("Max", "max@bright.example")
    named = mail(Kind.INTERVIEW_INVITE, 9, facts(role="Cook"), sender=colleague)
    assert candidates(correlate(case(*VIA), named)) == ("bright",)
    assert candidates(correlate(case(*VIA), mail(Kind.INTERVIEW_INVITE, 9, sender=colleague))) == ()


def test_a_consultant_is_known_as_such_even_where_no_agency_was_named() -> None:
    consultant = facts(people=(Person("Eve Ray", EVE.address, Part.CONSULTANT),))
    wrote = filed("acme", mail(Kind.EMPLOYER_REPLY, 1, consultant, sender=EVE))
    assert candidates(correlate(case(ACME, wrote), mail(Kind.INTERVIEW_INVITE, 9, sender=EVE))) == ("acme",)


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
    closer = replace(role_only, facts=facts(role="Data Engineer, Payments"))
    assert candidates(correlate(case(ACME, NURSE), closer)) == ("acme",)
    assert isinstance(correlate(case(NURSE), role_only), New)
    assert isinstance(correlate(case(ACME), replace(role_only, facts=facts(role="Data Quality Engineer"))), New)


@pytest.mark.parametrize(
    ("sender", "said", "automated"),
    [
        (Address("Max Orr", "max@acme.example"), "Data Engineer", None),
        (Address("Max Orr", "max@mail.acme-jobs.example"), "Data Engineer, Payments", None),
        (Address("Acme Hiring Team", "no-reply@us.greenhouse-mail.io"), "Data Engineer", Automated.NO_REPLY),
        (Address("Acme Careers", "jobs@relay.example"), "Senior Data Engineer", Automated.NO_REPLY),
        (Address("Max Orr", "max@relay.example"), "Data Engineer, Acme Ltd", None),
        (Address("", "no-reply@acme.example"), "Data Engineer", Automated.NO_REPLY),
    ],
)
@pytest.mark.parametrize("kind", [Kind.INTERVIEW_INVITE, Kind.ACKNOWLEDGEMENT, Kind.EMPLOYER_REPLY])
def test_a_role_and_a_sender_that_fits_the_employer_are_enough(
    sender: Address, said: str, automated: Automated | None, kind: Kind
) -> None:
    message = mail(kind, 9, facts(role=said), sender=sender, automated=automated)
    found = correlate(case(ACME, GLOBEX), message)
    assert known(found) == "acme"
    assert said in found.because


@pytest.mark.parametrize(
    "sender",
    [
        Address("Max Orr", "acme@gmail.com"),
        Address("Hiring Team", "no-reply@us.greenhouse-mail.io"),
        Address("Acme Brown", "brown@relay.example"),
        Address("Max Orr", "max@acmeworld.example"),
        None,
    ],
)
def test_a_sender_that_only_resembles_the_employer_supports_nothing(sender: Address | None) -> None:
    message = mail(Kind.INTERVIEW_INVITE, 9, facts(role="Data Engineer"), sender=sender)
    assert candidates(correlate(case(ACME, GLOBEX), message)) == ("acme", "globex")


@pytest.mark.parametrize(
    ("company", "domain", "fits"),
    [
        ("Harbour Freight Ltd", "harbour.example", True),
        ("Harbour & Sons", "harboursons.example", True),
        ("First Light Bank", "first.example", False),
        ("Oak Tree Foods", "oak.example", False),
    ],
)
def test_a_domain_may_bear_the_first_word_of_a_name_if_it_is_telling(company: str, domain: str, *, fits: bool) -> None:
    message = mail(Kind.INTERVIEW_INVITE, 9, facts(role="Cook"), sender=Address("Max", f"max@{domain}"))
    found = correlate(case(opened("a", company, "Cook")), message)
    assert isinstance(found, Known if fits else Ambiguous)


def test_a_colleague_of_a_known_person_supports_a_role() -> None:
    wrote = filed("acme", mail(Kind.EMPLOYER_REPLY, 1, sender=Address("Ann", "ann@trapmakers.example")))
    message = mail(Kind.INTERVIEW_INVITE, 9, facts(role="Data Engineer"), sender=Address("M", "m@trapmakers.example"))
    assert known(correlate(case(ACME, wrote, GLOBEX), message)) == "acme"
    machine = replace(message, envelope=replace(message.envelope, automated=Automated.NO_REPLY))
    assert candidates(correlate(case(ACME, wrote, GLOBEX), machine)) == ("acme", "globex")


def test_a_machine_is_known_again_by_the_name_it_sends_under() -> None:
    def by(name: str) -> Address:
        return Address(name, "no-reply@portal.example")

    def of(name: str, day: float, company: str, sender: str) -> tuple[Event, ...]:
        said = facts(role="Cook")
        first = mail(Kind.ACKNOWLEDGEMENT, day, said, sender=by(sender), automated=Automated.NO_REPLY)
        return opened(name, company, "Cook"), filed(name, first)

    tide = of("tide", 1, "", "Tidewater Health")
    message = mail(Kind.ASSESSMENT, 9, facts(role="Cook (Band 6"), sender=by("Tidewater Health"))
    machine = replace(message, envelope=replace(message.envelope, automated=Automated.NO_REPLY))
    assert known(correlate(case(*tide, *of("elm", 2, "", "Elm Surgery")), machine)) == "tide"
    for empty in ("Portal", "Careers", ""):
        service = replace(machine, envelope=replace(machine.envelope, sender=by(empty)))
        assert candidates(correlate(case(*of("tide", 1, "", empty), *of("elm", 2, "", empty)), service)) == (
            "elm",
            "tide",
        )


def test_two_applications_for_one_role_that_the_sender_fits_are_a_question() -> None:
    again = opened("acme-2", "Acme", "Data Engineer")
    message = mail(Kind.INTERVIEW_INVITE, 9, facts(role="Data Engineer"), sender=Address("M", "m@acme.example"))
    assert candidates(correlate(case(ACME, again, GLOBEX), message)) == ("acme", "acme-2")


def test_a_closer_role_with_a_fitting_sender_is_a_question_where_the_employer_has_two() -> None:
    sender = Address("M", "m@acme.example")
    closer = mail(Kind.INTERVIEW_INVITE, 9, facts(role="Data Engineer, Payments"), sender=sender)
    assert candidates(correlate(case(ACME, NURSE), closer)) == ("acme", "nurse")
    second = mail(Kind.ACKNOWLEDGEMENT, 9, facts(role="Data Engineer, Payments"), sender=sender)
    assert candidates(correlate(case(ACME, FIRST), second)) == ("acme",)


def test_a_role_at_an_employer_whose_people_write_from_elsewhere_is_not_meant() -> None:
    role_only = mail(Kind.INTERVIEW_INVITE, 9, facts(role="Data Engineer"), sender=EVE)
    assert isinstance(correlate(case(ACME, WROTE), role_only), New)
    assert candidates(correlate(case(ACME, WROTE, GLOBEX), role_only)) == ("globex",)


def test_the_users_own_words_about_a_role_need_a_fitting_recipient() -> None:
    wrote = mail(Kind.NOT_JOB, 9, facts(role="Data Engineer"), sent=True, to=(EVE,))
    assert isinstance(correlate(case(ACME), wrote), Unrelated)
    there = replace(wrote, envelope=replace(wrote.envelope, to=(Address("", "max@acme.example"),)))
    found = correlate(case(ACME), there)
    assert found == Known("acme", "it is about Data Engineer, and it is to max@acme.example")


# An application whose employer is not known


HIDDEN = opened("hidden", "", "Data Engineer")
SENT_BY_INITECH = filed("hidden", mail(Kind.ACKNOWLEDGEMENT, 1, sender=Address("Initech Jobs", "x@relay.example")))


@pytest.mark.parametrize("role", ["Data Engineer", "Data Engineer, Payments", ""])
def test_an_employer_named_late_is_known_by_the_mail_it_sent_before(role: str) -> None:
    named = mail(Kind.INTERVIEW_INVITE, 9, facts(company="Initech", role=role), sender=EVE)
    assert known(correlate(case(HIDDEN, SENT_BY_INITECH, GLOBEX), named)) == "hidden"


def test_an_employer_named_late_without_such_a_sign_is_a_question_for_the_same_role_and_new_for_another() -> None:
    named = mail(Kind.INTERVIEW_INVITE, 9, facts(company="Initrode", role="Data Engineer"), sender=EVE)
    assert candidates(correlate(case(HIDDEN, SENT_BY_INITECH), named)) == ("hidden",)
    for role in ("Data Engineer, Payments", ""):
        assert isinstance(correlate(case(HIDDEN), replace(named, facts=facts(company="Initrode", role=role))), New)
    acknowledged = mail(Kind.ACKNOWLEDGEMENT, 9, facts(company="Initrode", role="Data Engineer"), sender=EVE)
    assert isinstance(correlate(case(HIDDEN, SENT_BY_INITECH), acknowledged), New)


# Nothing named


def test_a_person_at_the_employers_own_domain_need_name_nothing() -> None:
    colleague = mail(Kind.INTERVIEW_INVITE, 9, sender=Address("Max", "max@acme.example"))
    assert known(correlate(case(ACME, GLOBEX), colleague)) == "acme"
    assert candidates(correlate(case(ACME, NURSE), colleague)) == ("acme", "nurse")


def test_a_machine_at_the_employers_own_domain_that_names_nothing_is_a_question_if_it_is_about_an_application() -> None:
    machine = Address("", "no-reply@acme.example")
    sent = mail(Kind.ACKNOWLEDGEMENT, 9, sender=machine, automated=Automated.NO_REPLY)
    assert candidates(correlate(case(ACME, GLOBEX), sent)) == ("acme",)
    assert isinstance(correlate(case(ACME, GLOBEX), replace(sent, kind=Kind.EMPLOYER_REPLY)), Unrelated)


def test_a_domain_that_bears_only_part_of_the_name_is_a_question() -> None:
    freight = opened("freight", "Harbour Freight", "Cook")
    message = mail(Kind.EMPLOYER_REPLY, 9, sender=Address("Max", "max@harbour.example"))
    assert candidates(correlate(case(freight, GLOBEX), message)) == ("freight",)


def test_what_names_nothing_is_a_question_while_anything_lives() -> None:
    nameless = mail(Kind.INTERVIEW_SCHEDULED, 9, sender=EVE)
    assert candidates(correlate(case(ACME), nameless)) == ()
    assert isinstance(correlate(case(ACME, REJECTED), nameless), New)


@pytest.mark.parametrize("kind", [Kind.JOB_ALERT, Kind.NOT_JOB])
def test_newsletters_and_private_mail_belong_nowhere_whatever_they_name(kind: Kind) -> None:
    named = facts(company="Acme", role="Data Engineer")
    assert isinstance(correlate(case(ACME), mail(kind, 9, named)), Unrelated)
    assert isinstance(correlate(case(ACME, WROTE), mail(Kind.JOB_ALERT, 9, named)), Unrelated)


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
        mail(Kind.UNSURE, 9, sender=EVE),
        mail(Kind.UNSURE, 9, facts(company="Acme"), sender=EVE),
        mail(Kind.UNSURE, 9, facts(role="Data Engineer"), sender=EVE),
        mail(Kind.RECRUITER_OUTREACH, 9, facts(role="X")),
    ],
)
def test_doubt_that_names_no_known_role_belongs_nowhere(message: Reading) -> None:
    assert isinstance(correlate(case(ACME, WROTE), message), Unrelated)


def test_doubt_about_a_known_role_from_a_fitting_sender_is_a_question() -> None:
    doubtful = mail(Kind.UNSURE, 9, facts(role="Data Engineer"), sender=Address("Max", "max@acme.example"))
    assert candidates(correlate(case(ACME, GLOBEX), doubtful)) == ("acme",)


def test_a_doubtful_answer_from_an_unknown_employer_is_a_question_without_candidates() -> None:
    assert candidates(correlate(case(ACME), mail(Kind.OFFER, 9, facts(company="Initech"), confidence=0.6))) == ()


def test_a_doubtful_answer_from_a_known_employer_asks_which_of_those_applications_it_means() -> None:
    asked = correlate(
        case(ACME, NURSE), mail(Kind.ACKNOWLEDGEMENT, 9, facts(company="Acme"), confidence=0.6, sender=EVE)
    )
    assert candidates(asked) == ("acme", "nurse")
    assert "new" not in asked.because


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
