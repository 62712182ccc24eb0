"""What an application learns from mail beside stage and interviews (edge cases 15 to 18, 29, 33, 41 to 43)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.reading import Address, Automated, Kind, Part, Person, Reading
from agent.tracking import DraftPlaced
from tests.tracking.mails import ANN, APP, facts, mail, meeting, on, span, told

LEE = Person("Ann Lee", "ann@acme.example", Part.CONTACT)
PROMISED = mail(Kind.EMPLOYER_REPLY, 1, facts(promise=span(9)), name="promise")


def test_a_promise_is_kept_with_who_made_it_and_when() -> None:
    promise = told(PROMISED).promise
    assert promise is not None
    assert (promise.span, promise.stated_at, promise.by, promise.fingerprint) == (span(9), on(1), LEE, "promise")


def test_the_latest_promise_counts() -> None:
    later = mail(Kind.EMPLOYER_REPLY, 4, facts(promise=span(20)))
    promise = told(later, PROMISED).promise
    assert promise is not None
    assert promise.span == span(20)


@pytest.mark.parametrize("kind", [Kind.REJECTION, Kind.OFFER, Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED])
def test_a_definite_answer_consumes_the_promise(kind: Kind) -> None:
    assert told(PROMISED, mail(kind, 4)).promise is None


@pytest.mark.parametrize("kind", [Kind.EMPLOYER_REPLY, Kind.OUT_OF_OFFICE, Kind.INTERVIEW_RESCHEDULED, Kind.ASSESSMENT])
def test_anything_else_leaves_the_promise_open(kind: Kind) -> None:
    assert told(PROMISED, mail(kind, 4)).promise is not None


def test_an_answer_may_make_a_promise_of_its_own_but_not_a_rejection() -> None:
    invite = told(PROMISED, mail(Kind.INTERVIEW_INVITE, 4, facts(promise=span(20))))
    assert invite.promise is not None
    assert invite.promise.span == span(20)
    assert told(PROMISED, mail(Kind.REJECTION, 4, facts(promise=span(20)))).promise is None


def test_a_machine_promises_for_nobody() -> None:
    promise = told(mail(Kind.ACKNOWLEDGEMENT, 1, facts(promise=span(9)), automated=Automated.NO_REPLY)).promise
    assert promise is not None
    assert promise.by is None


def test_whoever_reading_knows_as_recruiter_promises_as_recruiter() -> None:
    ann = Person("Ann", "ANN@acme.example", Part.RECRUITER)
    promise = told(mail(Kind.EMPLOYER_REPLY, 1, facts(promise=span(9), people=(ann,)))).promise
    assert promise is not None
    assert promise.by == ann


def test_a_doubtful_promise_and_the_users_own_are_none() -> None:
    assert told(replace(PROMISED, confidence=0.5)).promise is None
    assert told(mail(Kind.NOT_JOB, 1, facts(promise=span(9)), sent=True)).promise is None


def test_people_become_better_known_and_are_not_repeated() -> None:
    bob = Person("Bob Ray", None, Part.INTERVIEWER)
    mails = (
        mail(Kind.EMPLOYER_REPLY, 0, facts(people=(bob,))),
        mail(Kind.EMPLOYER_REPLY, 1, facts(people=(Person("bob ray", "bob@acme.example", Part.CONTACT),))),
        mail(Kind.INTERVIEW_SCHEDULED, 2, facts(interview=meeting(5, people=(replace(LEE, part=Part.COORDINATOR),)))),
    )
    assert told(*mails).people == (
        replace(LEE, part=Part.COORDINATOR),
        Person("Bob Ray", "bob@acme.example", Part.INTERVIEWER),
    )


def test_a_consultant_who_sits_in_on_an_interview_is_still_the_agencys() -> None:
    consultant = replace(LEE, part=Part.CONSULTANT)
    mails = (
        mail(Kind.EMPLOYER_REPLY, 0, facts(people=(consultant,))),
        mail(Kind.INTERVIEW_SCHEDULED, 2, facts(interview=meeting(5, people=(replace(LEE, part=Part.INTERVIEWER),)))),
    )
    assert told(*mails).people == (consultant,)


@pytest.mark.parametrize(
    "silent",
    [
        mail(Kind.EMPLOYER_REPLY, 0, automated=Automated.BULK),
        mail(Kind.EMPLOYER_REPLY, 0, sender=None),
        mail(Kind.EMPLOYER_REPLY, 0, confidence=0.5),
        mail(Kind.OUT_OF_OFFICE, 0),
        mail(Kind.NOT_JOB, 0, sent=True),
    ],
)
def test_machines_doubtful_mail_and_the_user_are_no_people_of_it(silent: Reading) -> None:
    assert told(silent).people == ()


def test_names_are_filled_once_and_by_believed_mail_only() -> None:
    doubtful = mail(Kind.ACKNOWLEDGEMENT, 0, facts(company="Initech"), confidence=0.6)
    first = mail(Kind.ACKNOWLEDGEMENT, 1, facts(company="Acme", requisition="R-1234", agency="Bright"))
    second = mail(Kind.EMPLOYER_REPLY, 2, facts(company="Globex", role="Engineer", requisition="R-9", agency="Dull"))
    application = told(doubtful, first, second)
    assert (application.company, application.role) == ("Acme", "Engineer")
    assert (application.requisition, application.agency) == ("R-1234", "Bright")


def test_the_latest_channel_counts() -> None:
    phone, nothing = mail(Kind.EMPLOYER_REPLY, 0, facts(channel="phone")), mail(Kind.EMPLOYER_REPLY, 2)
    assert told(phone, nothing).channel == "phone"
    assert told(phone, mail(Kind.EMPLOYER_REPLY, 1, facts(channel="portal")), nothing).channel == "portal"


def test_the_language_is_that_of_people_and_a_machines_only_until_they_write() -> None:
    machine = mail(Kind.ACKNOWLEDGEMENT, 0, facts(language="de"), automated=Automated.NO_REPLY)
    person = mail(Kind.EMPLOYER_REPLY, 1, facts(language="fr"))
    machine_again = mail(Kind.ACKNOWLEDGEMENT, 2, facts(language="de"), automated=Automated.NO_REPLY)
    assert told(machine).language == "de"
    assert told(machine, person, machine_again).language == "fr"


def test_how_people_address_the_user_is_what_the_last_person_who_told_it_did() -> None:
    polite = mail(Kind.ACKNOWLEDGEMENT, 0, facts(address="formal"))
    familiar = mail(Kind.EMPLOYER_REPLY, 1, facts(address="familiar"))
    nothing = mail(Kind.EMPLOYER_REPLY, 2)
    machine = mail(Kind.ACKNOWLEDGEMENT, 3, facts(address="familiar"), automated=Automated.NO_REPLY)
    assert not told(nothing).familiar
    assert not told(machine).familiar
    assert told(familiar, nothing).familiar
    assert told(polite, familiar, nothing).familiar
    assert not told(polite, machine).familiar
    assert not told(familiar, mail(Kind.EMPLOYER_REPLY, 4, facts(address="formal"))).familiar


def test_how_a_doubtful_mail_addresses_the_user_says_nothing() -> None:
    assert not told(mail(Kind.UNSURE, 0, facts(address="familiar"), confidence=0.1)).familiar


def test_a_wish_for_no_contact_is_believed_even_of_a_doubtful_mail() -> None:
    assert told(mail(Kind.UNSURE, 0, facts(no_contact="do not call"), confidence=0.1)).no_contact == "do not call"


def test_who_is_away_and_until_when_is_kept_by_address_and_the_latest_counts() -> None:
    away = mail(Kind.OUT_OF_OFFICE, 0, facts(away_until=span(9)), automated=Automated.AUTO_REPLIED)
    longer = mail(Kind.OUT_OF_OFFICE, 1, facts(away_until=span(16)), automated=Automated.AUTO_REPLIED)
    nobody = mail(Kind.OUT_OF_OFFICE, 2, facts(away_until=span(20)), sender=None)
    assert told(away, longer, nobody, mail(Kind.OUT_OF_OFFICE, 3)).away == (("ann@acme.example", span(16)),)


POSTMASTER = Address("", "mailer-daemon@relay.example")
BEN = Address("Ben", "ben@acme.example")


def bounce(day: float, *names: str, answers: str = "") -> Reading:
    people = tuple(Person("", name, Part.CONTACT) for name in names)
    return mail(Kind.BOUNCE, day, facts(people=people), sender=POSTMASTER, automated=Automated.BOUNCE, answers=answers)


TO_BOTH = mail(Kind.NOT_JOB, 0, sent=True, to=(ANN, BEN), name="sent")


def test_a_bounce_kills_the_address_it_names_among_those_written_to() -> None:
    named = bounce(1, "BEN@acme.example", "mailer-daemon@relay.example", "support@relay.example")
    assert told(TO_BOTH, named).dead_addresses == ("ben@acme.example",)


def test_a_bounce_that_names_none_kills_the_recipients_of_the_mail_it_answers() -> None:
    assert told(TO_BOTH, bounce(1, answers="sent")).dead_addresses == ("ann@acme.example", "ben@acme.example")


def test_a_bounce_of_a_draft_of_ours_kills_whom_it_was_to() -> None:
    placed = DraftPlaced(APP, on(0), "acme/x/y/1", "x", "<draft@mail.example>", "Ben@acme.example", None)
    assert told(placed, bounce(1, answers="draft")).dead_addresses == ("ben@acme.example",)


def test_a_bounce_of_unknown_mail_kills_what_it_names_but_not_its_sender() -> None:
    application = told(bounce(1, "x@acme.example", "mailer-daemon@relay.example"))
    assert application.dead_addresses == ("x@acme.example",)
    assert told(mail(Kind.BOUNCE, 1, sender=None)).dead_addresses == ()


def test_an_address_a_person_writes_from_is_alive_again() -> None:
    dead = (TO_BOTH, bounce(1, answers="sent"))
    assert told(*dead, mail(Kind.EMPLOYER_REPLY, 2)).dead_addresses == ("ben@acme.example",)
    machine = mail(Kind.EMPLOYER_REPLY, 2, automated=Automated.NO_REPLY)
    assert told(*dead, machine).dead_addresses == ("ann@acme.example", "ben@acme.example")
