"""Who is written to, and who never is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.deciding import Gate, PlaceDraft
from agent.reading import Address, Automated, Facts, Kind, Part, Person
from agent.tracking import Corrected, Noted, Outcome
from tests.deciding.story import ANN, BEN, EVE, Story, at, mail, promise, said, with_rule

DUE = "2026-03-19 10:00"
CAT = Person("Cat Orr", "cat@agency.example", Part.CONSULTANT)


def question(story: Story) -> list[str]:
    return [d.partition(" to ")[2] for d in story.drafted(DUE) if d.startswith("status")]


def test_the_last_person_who_wrote_is_asked() -> None:
    story = Story().meets("2026-03-12 14:00").gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, sender=EVE)
    assert question(story) == ["eve@acme.example"]


def test_who_named_the_date_is_asked_about_it() -> None:
    story = Story().meets("2026-03-12 14:00")
    story.gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, sender=EVE, facts=promise("2026-03-17"))
    story.gets("2026-03-13 16:00", Kind.EMPLOYER_REPLY, sender=ANN)
    assert question(story) == ["eve@acme.example"]


def test_a_date_named_by_a_machine_is_asked_about_with_a_person() -> None:
    story = Story().gets("2026-03-06 10:00", Kind.EMPLOYER_REPLY)
    story.gets("2026-03-07 10:00", Kind.ACKNOWLEDGEMENT, automated=Automated.NO_REPLY, facts=promise("2026-03-17"))
    assert question(story) == ["ann@acme.example"]


def test_a_promise_from_a_mailbox_that_is_not_read_is_asked_about_where_it_says_to_answer() -> None:
    unread = Person("Ann Lee", "notifications@acme.com", Part.RECRUITER)
    story = Story().meets("2026-03-12 14:00", BEN)
    story.gets(
        "2026-03-12 16:00",
        Kind.EMPLOYER_REPLY,
        sender=unread,
        reply_to="ann@hr.acme.com",
        facts=promise("2026-03-17"),
    )
    assert question(story) == ["ann@hr.acme.com"]


def test_a_promise_nobody_can_be_asked_about_falls_to_the_last_person_who_wrote() -> None:
    story = Story().meets("2026-03-12 14:00").has(Corrected("acme", at("2026-03-13"), "promise", "2026-03-17"))
    assert question(story) == ["ann@acme.example"]


def test_without_a_promise_there_is_no_promiser() -> None:
    story = Story(rules=with_rule("status-no-promise", to=("promiser",))).meets("2026-03-12 14:00")
    assert story.gate(DUE, "status-no-promise") is Gate.NO_ADDRESS


def test_an_interview_arranged_by_machines_alone_leaves_the_interviewer_to_be_asked() -> None:
    fixed = Story().meets("2026-03-12 14:00", BEN).first_mail
    by_machine = replace(fixed, envelope=replace(fixed.envelope, automated=Automated.NO_REPLY))
    assert question(Story().files(by_machine)) == ["ben@acme.example"]


def test_what_they_said_on_the_phone_starts_the_wait_anew_and_has_no_address() -> None:
    story = Story().meets("2026-03-12 14:00")
    story.has(Noted("acme", at("2026-03-13 10:00"), "she rang", "phone", "them"))
    assert question(story) == []
    assert story.drafted("2026-03-20 10:00") == ["status-no-promise to ann@acme.example"]


def test_an_agency_known_only_by_phone_has_no_address() -> None:
    story = Story().has(Noted("acme", at("2026-03-03 10:00"), "they rang", "phone", "them"))
    machine = {"automated": Automated.NO_REPLY, "facts": Facts(agency=said("Agency"))}
    story.gets("2026-03-04 10:00", Kind.ACKNOWLEDGEMENT, **machine)
    assert story.gate("2026-03-20 10:00", "after-application") is Gate.NO_ADDRESS


def test_an_agency_is_written_to_and_its_client_never() -> None:
    story = Story().gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY, sender=CAT, facts=Facts(agency=said("Agency")))
    story.meets("2026-03-12 14:00", BEN, EVE).gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, sender=ANN)
    assert story.drafted("2026-03-12 17:30") == ["agency-debrief to cat@agency.example"]
    assert question(story) == ["cat@agency.example"]


def test_an_agency_whose_consultant_nobody_named_is_whoever_wrote_first() -> None:
    first = replace(CAT, part=Part.CONTACT)
    story = Story().gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY, sender=first, facts=Facts(agency=said("Agency")))
    story.meets("2026-03-12 14:00", BEN)
    facts = Facts(people=(replace(ANN, part=Part.CONTACT),))
    story.gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, sender=ANN, facts=facts)
    assert story.drafted("2026-03-12 17:30") == ["agency-debrief to cat@agency.example"]


def test_an_interviewer_without_an_address_is_found_in_the_thread_by_full_name_only() -> None:
    nameless = (Person("Eve Ray", None, Part.INTERVIEWER), Person("Ben", None, Part.INTERVIEWER))
    story = Story().gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY, sender=EVE)
    story.gets("2026-03-03 11:00", Kind.EMPLOYER_REPLY, sender=replace(BEN, name="Ben"))
    story.meets("2026-03-12 14:00", *nameless)
    assert story.drafted("2026-03-12 17:30") == ["thank-you to eve@acme.example"]


def test_interviewers_nobody_has_an_address_of_are_thanked_through_who_arranged_it() -> None:
    dee = Person("Dee Fox", "dee@acme.example", Part.COORDINATOR)
    story = Story().meets("2026-03-12 14:00", Person("Ben", None, Part.INTERVIEWER), dee)
    assert story.drafted("2026-03-12 17:30") == ["thank-you to dee@acme.example"]


def test_who_stood_in_for_the_interviewers_stays_the_one_thanked() -> None:
    story = Story().meets("2026-03-12 14:00", Person("Eve Ray", None, Part.INTERVIEWER)).live("2026-03-13")
    story.gets("2026-03-13 10:00", Kind.EMPLOYER_REPLY, sender=EVE).live("2026-03-16")
    assert story.drafts == ["Thu 2026-03-12 17:00 thank-you to ann@acme.example"]
    assert story.withdrawn == []


@pytest.mark.parametrize(
    "address",
    [
        *("no-reply@acme.example", "noreply@acme.example", "do_not_reply@acme.example", "notifications@acme.example"),
        *("mailer-daemon@acme.example", "keine-antwort@acme.example", "ne-pas-repondre@acme.example"),
        *("bounce+x@acme.example", "jobs@us.greenhouse-mail.io", "x@hire.lever.co", "in@linkedin.com"),
        *("ann+8f3k2l9d8s7f6g5h@acme.example", "c0a8f9d2e4b1a7c3d9e0f1a2@acme.example", "not an address", "@x", ""),
        "sam@home.example",
    ],
)
def test_machines_relays_and_the_user_are_never_written_to(address: str) -> None:
    story = Story().meets("2026-03-12 14:00")
    story.events[1:] = []
    story.gets("2026-03-05 10:00", Kind.EMPLOYER_REPLY, sender=Person("Ann Lee", address, Part.CONTACT))
    story.meets("2026-03-12 14:00", told="2026-03-06 10:00").events.pop()
    assert question(story) == []


def test_a_relay_the_user_has_written_through_before_can_be_written_to_again() -> None:
    relay = Person("Ann Lee", "ann.12ab34cd@hire.lever.co", Part.CONTACT)
    story = Story().gets("2026-03-03 10:00", Kind.INFO_REQUEST, sender=relay)
    story.writes("2026-03-04 10:00", to=relay.address).gets("2026-03-05 10:00", Kind.EMPLOYER_REPLY, sender=relay)
    assert story.drafted("2026-03-20 10:00") == [f"after-application to {relay.address}"]


@pytest.mark.parametrize(
    ("reply_to", "goes_to"),
    [
        ("ann.lee@hr.acme.com", "ann.lee@hr.acme.com"),
        ("ann@thief.example", "ann@mail.acme.com"),
        ("", "ann@mail.acme.com"),
    ],
)
def test_an_answer_goes_elsewhere_only_within_the_organisation(reply_to: str, goes_to: str) -> None:
    ann = Person("Ann Lee", "ann@mail.acme.com", Part.CONTACT)
    story = Story().meets("2026-03-12 14:00")
    story.gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, sender=ann, reply_to=reply_to)
    assert question(story) == [goes_to]
    action = next(a for a in story.plan(DUE).actions if isinstance(a, PlaceDraft) and a.rule.name.startswith("status"))
    assert action.answers is not None, "and it answers that message"


def test_an_answer_goes_elsewhere_where_the_user_has_written_before() -> None:
    ann = Person("Ann Lee", "ann@acme.com", Part.CONTACT)
    story = Story().gets("2026-03-04 10:00", Kind.INFO_REQUEST, sender=ann)
    story.writes("2026-03-05 10:00", to="ann@private.example").meets("2026-03-12 14:00")
    story.gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, sender=ann, reply_to="ann@private.example")
    assert question(story) == ["ann@private.example"]


@pytest.mark.parametrize(
    ("name", "address", "asked"),
    [
        ("Ann Lee", "ann@acme.example", True),
        ("", "ann@acme.example", False),
        ("Ann Lee", "careers@acme.example", False),
        ("Acme Recruiting", "x@acme.example", False),
        ("ann@acme.example", "ann@acme.example", False),
    ],
)
def test_after_an_application_only_a_person_known_by_name_is_asked(name: str, address: str, asked: bool) -> None:
    story = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, sender=Person(name, address, Part.CONTACT))
    assert bool(story.drafted("2026-03-20 10:00")) is asked


def test_nobody_to_write_to_is_said_together_with_what_can_be_done() -> None:
    story = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, automated=Automated.NO_REPLY)
    assert "portal" in story.why("2026-03-20 10:00", "after-application")
    assert "none is guessed" in story.why("2026-03-20 10:00", "after-application")


def test_a_message_that_cannot_be_answered_is_passed_over_for_the_one_that_fixed_the_interview() -> None:
    story = Story().meets("2026-03-12 14:00")
    last = mail(at("2026-03-12 16:00"), Kind.EMPLOYER_REPLY, sender=EVE)
    story.files(replace(last, envelope=replace(last.envelope, message_id=None)))
    asked = next(a for a in story.plan(DUE).drafts if a.rule.name.startswith("status"))
    assert (asked.to.address, asked.answers) == ("eve@acme.example", story.first_mail)


def test_an_interviewer_who_never_wrote_is_thanked_in_the_thread_they_know() -> None:
    story = Story().meets("2026-03-12 14:00", BEN)
    (thanks,) = story.plan("2026-03-12 17:30").drafts
    assert thanks.answers == story.first_mail
    copied = mail(at("2026-03-09 10:00"), Kind.EMPLOYER_REPLY)
    copied = replace(copied, envelope=replace(copied.envelope, cc=(Address("Ben Cole", "Ben@acme.example"),)))
    (thanks,) = story.files(copied).plan("2026-03-12 17:30").drafts
    assert thanks.answers == copied


def test_without_any_message_of_a_person_a_new_thread_is_begun() -> None:
    fixed = Story().meets("2026-03-12 14:00", BEN).first_mail
    by_machine = replace(fixed, envelope=replace(fixed.envelope, automated=Automated.NO_REPLY))
    (thanks,) = Story().files(by_machine).plan("2026-03-12 17:30").drafts
    assert thanks.answers is None


def test_a_message_without_a_sender_is_answered_to_nobody() -> None:
    story = Story()
    odd = mail(at("2026-03-03 10:00"), Kind.ACKNOWLEDGEMENT)
    story.files(replace(odd, envelope=replace(odd.envelope, sender=None)))
    assert story.drafted("2026-03-20 10:00") == []


# Thanks after a rejection


def gracious() -> Story:
    return Story(rules=with_rule("rejection-thanks", enabled=True)).meets("2026-03-12 14:00")


def test_a_rejection_after_an_interview_may_be_thanked_for_the_next_morning() -> None:
    story = gracious().gets("2026-03-17 15:00", Kind.REJECTION, sender=EVE).live("2026-04-30", sends=("thank-you",))
    assert story.drafts[1:] == ["Wed 2026-03-18 09:00 rejection-thanks to eve@acme.example"]


def test_a_machines_rejection_is_thanked_for_to_the_person_one_had_spoken_to() -> None:
    story = gracious().gets("2026-03-17 15:00", Kind.REJECTION, automated=Automated.NO_REPLY)
    assert story.drafted("2026-03-18 10:00") == ["rejection-thanks to ann@acme.example"]


def test_a_rejection_without_any_human_contact_before_is_left_alone() -> None:
    story = Story(rules=with_rule("rejection-thanks", enabled=True)).gets("2026-03-17 15:00", Kind.REJECTION)
    assert story.drafted("2026-03-18 10:00") == []


def test_thanks_after_a_rejection_are_left_to_a_user_who_wrote_already() -> None:
    story = gracious().gets("2026-03-17 15:00", Kind.REJECTION).writes("2026-03-17 18:00")
    assert story.drafted("2026-03-18 10:00") == []
    withdrew = gracious().ends("2026-03-17 15:00", Outcome.WITHDRAWN)
    assert withdrew.drafted("2026-03-18 10:00") == ["withdraw to ann@acme.example"]
