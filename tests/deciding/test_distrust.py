"""Drafts are held back where a message behind them is not to be believed; known people are not distrusted anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.deciding import Gate
from agent.reading import Evidence, Facts, Kind, Part, Person, Reading, Trust
from agent.tracking import Corrected
from tests.deciding.story import BEN, Story, at, mail

DUE, ASK = "2026-03-19 10:00", "status-no-promise"
FEE = Evidence("trust.fee", "pay the registration fee", "text")
BORROWED = Evidence("trust.look-alike", "paypa1.com looks like paypal.com", "header")


def interviewed() -> Story:
    return Story().meets("2026-03-12 14:00", BEN)


def suspect(when: str, *signs: Evidence, sender: Person | None = None) -> Reading:
    who = sender or Person("Ann Lee", "ann@acme.example", Part.RECRUITER)
    return replace(
        mail(at(when), Kind.EMPLOYER_REPLY, sender=who, trust=Trust.SUSPECT),
        distrust=signs,
    )


def person(address: str, name: str = "Ann Lee") -> Person:
    return Person(name, address, Part.RECRUITER)


def test_a_message_with_signs_of_a_fake_holds_drafts_back_and_says_why() -> None:
    story = interviewed().files(suspect("2026-03-12 16:00", FEE))
    assert story.gate(DUE, ASK) is Gate.UNTRUSTED
    why = story.why(DUE, ASK)
    assert "ann@acme.example" in why
    assert "asks you to pay something to get the job (“pay the registration fee”)" in why


def test_an_older_message_of_the_same_side_is_enough() -> None:
    story = interviewed().files(suspect("2026-03-05 16:00", FEE))
    assert story.gate(DUE, ASK) is Gate.UNTRUSTED


def test_a_suspect_message_of_others_stands_in_nobodys_way() -> None:
    stranger = person("hr@elsewhere.example", "H. R.")
    story = interviewed().files(suspect("2026-03-05 16:00", FEE, sender=stranger))
    assert story.gate(DUE, ASK) is None


def test_a_draft_that_lies_in_drafts_is_withdrawn_when_the_fake_shows() -> None:
    story = interviewed().live("2026-03-19 12:00")
    assert story.placed
    story.files(suspect("2026-03-20 10:00", FEE)).live("2026-03-20 12:00")
    assert any("looks like a fake" in w.reason.sentence for w in story.withdrawn)


def test_whoever_the_user_wrote_to_is_known_but_not_what_they_ask_for() -> None:
    known = interviewed().writes("2026-03-05 17:00")
    assert replace_events(known, suspect("2026-03-05 16:00", BORROWED)).gate(DUE, ASK) is None
    assert replace_events(known, suspect("2026-03-05 16:00", FEE)).gate(DUE, ASK) is Gate.UNTRUSTED


def replace_events(story: Story, more: Reading) -> Story:
    return replace(story, events=list(story.events[1:])).files(more)


@pytest.mark.parametrize("domain", ["acme-careers.example", "acmejobs.example"])
def test_a_newcomer_whose_domain_resembles_the_employers_is_not_written_to(domain: str) -> None:
    newcomer = person(f"ann@{domain}")
    story = interviewed().gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, sender=newcomer)
    assert story.gate(DUE, ASK) is Gate.UNTRUSTED
    assert f"{domain} looks like acme.example" in story.why(DUE, ASK)


def test_a_date_set_back_makes_nobody_an_old_acquaintance() -> None:
    newcomer = mail(at("2026-03-12 16:00"), Kind.EMPLOYER_REPLY, sender=person("ann@acme-careers.example"))
    backdated = replace(newcomer, envelope=replace(newcomer.envelope, fingerprint="0", sent_at=at("2026-03-05 16:00")))
    assert interviewed().files(backdated, newcomer).gate(DUE, ASK) is Gate.UNTRUSTED


def test_whoever_came_first_or_was_brought_in_is_no_impostor() -> None:
    other = person("ben@acme-careers.example", "Ben Cole")
    first = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, sender=other)
    assert first.meets("2026-03-12 14:00").gate(DUE, ASK) is None
    brought = Story().gets("2026-03-04 10:00", Kind.EMPLOYER_REPLY, facts=Facts(people=(other,)))
    brought.meets("2026-03-12 14:00").gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, sender=other)
    assert brought.gate(DUE, ASK) is None
    written = interviewed().writes("2026-03-05 09:00", to="ben@acme-careers.example")
    written.gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, sender=other)
    assert written.gate(DUE, ASK) is not Gate.UNTRUSTED


def test_a_namesake_of_somebody_known_who_writes_from_a_free_mailbox_is_not_answered() -> None:
    free = person("annlee.acme@gmail.com")
    story = interviewed().gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, sender=free)
    assert story.gate(DUE, ASK) is Gate.UNTRUSTED
    assert "wrote from ann@acme.example before" in story.why(DUE, ASK)


def test_a_small_employer_may_write_from_a_free_mailbox_all_along() -> None:
    free = person("oakbakery@gmail.com", "Oak Bakery")
    story = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, sender=free)
    story.gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, sender=free)
    assert story.gate("2026-03-25 10:00", ASK) is not Gate.UNTRUSTED


def test_a_message_the_user_has_said_the_kind_of_is_believed() -> None:
    fake = suspect("2026-03-12 16:00", FEE)
    said = Corrected("acme", at("2026-03-13 09:00"), "kind", "employer_reply", fake.envelope.fingerprint)
    assert interviewed().files(fake).has(said).gate(DUE, ASK) is None
