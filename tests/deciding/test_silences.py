"""Silence after what was handed in, after a question, and after an application; agencies between; an end they named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.deciding import CloseSilent, Gate, decide
from agent.reading import Automated, Deadline, Facts, Kind, Part, Person, Said
from agent.tracking import Corrected, Noted
from tests.deciding.story import ANN, BEN, EVE, Story, at, mail, meeting, promise, said, shipped, with_rule

TASK, TEST, LAST, ASK = "task-silence", "test-silence", "closing-note", "status-no-promise"
MACHINE = Person("", "no-reply@acme.example", Part.CONTACT)
CAT = Person("Cat Dow", "cat@agency.example", Part.CONSULTANT)
STANDARD = with_rule(LAST, enabled=True)
SENT = ("thank-you", ASK, "status-after-promise", LAST, TASK)


def names(story: Story) -> list[str]:
    return [a.rule.name for a in story.placed]


# R11: handed in


def test_a_task_handed_in_by_mail_is_asked_about_after_a_week_of_silence() -> None:
    story = Story().gets("2026-03-05 10:00", Kind.ASSESSMENT).writes("2026-03-09 10:00").live("2026-04-30")
    assert story.drafts == ["Mon 2026-03-16 09:00 task-silence to ann@acme.example"]
    (action,) = story.placed
    assert action.grounds.submitted_at == at("2026-03-09 10:00")
    assert "You handed in the task" in action.reason.sentence


def test_a_test_sent_by_a_machine_and_taken_on_a_portal_is_asked_about_after_two() -> None:
    story = Story().gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY)
    story.gets("2026-03-05 10:00", Kind.ASSESSMENT, sender=MACHINE, automated=Automated.AUTO_GENERATED)
    story.has(Noted("acme", at("2026-03-09 10:00"), "took it", "portal")).live("2026-04-30")
    assert story.drafts == ["Mon 2026-03-23 09:00 test-silence to ann@acme.example"]


def test_a_recording_made_alone_is_a_test_and_thanks_nobody() -> None:
    alone = meeting(at("2026-03-06 10:00"), medium="one-way-video")
    story = Story().gets("2026-03-05 10:00", Kind.INTERVIEW_INVITE, facts=alone)
    story.has(Noted("acme", at("2026-03-09 10:00"), "recorded it", "portal")).live("2026-04-30")
    assert names(story) == [TASK]


def test_until_it_is_handed_in_the_ball_is_with_the_user_and_a_call_hands_nothing_in() -> None:
    waiting = Story().gets("2026-03-05 10:00", Kind.ASSESSMENT).live("2026-04-10")
    rung = Story().gets("2026-03-05 10:00", Kind.ASSESSMENT)
    rung.has(Noted("acme", at("2026-03-06 10:00"), "rang Ann about the task", "phone")).live("2026-04-10")
    assert names(waiting) == names(rung) == []


def test_what_is_promised_first_and_sent_before_the_deadline_is_counted_from_the_deadline() -> None:
    task = Facts(deadline=Deadline(at("2026-03-13 17:00"), "by Friday"))
    story = Story().gets("2026-03-05 10:00", Kind.ASSESSMENT, facts=task)
    story.writes("2026-03-05 11:00").writes("2026-03-12 18:00").live("2026-04-30")
    assert story.drafts == ["Fri 2026-03-20 09:00 task-silence to ann@acme.example"]
    assert story.placed[0].grounds.submitted_at == at("2026-03-12 18:00")


def test_a_question_by_hand_about_what_was_handed_in_takes_the_place_of_ours() -> None:
    story = Story().gets("2026-03-05 10:00", Kind.ASSESSMENT).writes("2026-03-09 10:00").writes("2026-03-13 10:00")
    assert story.gate("2026-03-17 10:00", TASK) is Gate.USER_WROTE


def test_a_persons_thanks_for_it_begin_the_wait_anew_and_a_date_they_name_is_waited_for() -> None:
    thanked = Story().gets("2026-03-05 10:00", Kind.ASSESSMENT).writes("2026-03-09 10:00")
    thanked.gets("2026-03-10 10:00", Kind.EMPLOYER_REPLY)
    assert thanked.live("2026-04-10").drafts == ["Tue 2026-03-17 09:00 task-silence to ann@acme.example"]
    story = Story().gets("2026-03-05 10:00", Kind.ASSESSMENT).writes("2026-03-09 10:00")
    story.gets("2026-03-10 10:00", Kind.EMPLOYER_REPLY, facts=promise("2026-03-18")).live("2026-04-10", sends=SENT)
    assert names(story) == ["status-after-promise"]


@pytest.mark.parametrize("kind", [Kind.INTERVIEW_INVITE, Kind.REJECTION, Kind.OFFER, Kind.ASSESSMENT])
def test_when_they_have_moved_on_what_was_handed_in_is_not_asked_about(kind: Kind) -> None:
    story = Story().gets("2026-03-05 10:00", Kind.ASSESSMENT).writes("2026-03-09 10:00")
    assert TASK not in names(story.gets("2026-03-13 10:00", kind).live("2026-04-10"))


def test_a_task_after_an_interview_and_an_interview_after_a_task_are_each_asked_about_once() -> None:
    after = Story().meets("2026-03-05 10:00", BEN, told="2026-03-04 10:00")
    after.gets("2026-03-06 10:00", Kind.ASSESSMENT).writes("2026-03-09 10:00").live("2026-04-10", sends=SENT)
    assert names(after) == ["thank-you", TASK]
    before = Story().gets("2026-03-03 10:00", Kind.ASSESSMENT).writes("2026-03-04 10:00")
    before.meets("2026-03-12 14:00", BEN).live("2026-04-10", sends=SENT)
    assert names(before) == ["thank-you", ASK]


# R6: one last word


def asked() -> Story:
    return Story(rules=STANDARD).meets("2026-03-12 14:00", BEN)


def test_after_an_unanswered_question_comes_one_last_word_to_the_same_person_and_never_another() -> None:
    story = asked().live("2026-07-01", sends=SENT)
    assert story.drafts[1:] == [
        "Thu 2026-03-19 09:00 status-no-promise to ann@acme.example",
        "Mon 2026-03-30 09:00 closing-note to ann@acme.example",
    ]
    assert story.placed[-1].grounds.asked_at == at("2026-03-19 09:10")
    assert "You asked about the role of Analyst at Acme on Thu 19 March, and nobody has answered" in (
        story.placed[-1].reason.sentence
    )


def test_the_last_word_is_off_unless_the_profile_has_it() -> None:
    story = Story().meets("2026-03-12 14:00", BEN).live("2026-07-01", sends=SENT)
    assert LAST not in names(story)
    assert not next(r for r in shipped().rules if r.name == LAST).enabled


def test_an_answer_or_a_question_by_hand_leaves_no_room_for_a_last_word() -> None:
    answered = asked().gets("2026-03-25 10:00", Kind.EMPLOYER_REPLY).live("2026-03-31", sends=SENT)
    assert LAST not in names(answered)
    by_hand = asked().writes("2026-03-26 10:00").live("2026-04-20", sends=SENT)
    assert LAST not in names(by_hand)


def test_there_is_no_second_last_word_even_after_they_were_heard_of_again() -> None:
    story = asked().gets("2026-04-02 10:00", Kind.EMPLOYER_REPLY).live("2026-07-01", sends=SENT)
    assert names(story).count(LAST) == 1
    assert names(story).count(ASK) == 2


def test_a_question_that_was_never_sent_and_one_about_an_application_have_no_last_word() -> None:
    assert LAST not in names(asked().live("2026-07-01", sends=("thank-you",)))
    applied = Story(rules=STANDARD).gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY)
    applied.live("2026-07-01", sends=(*SENT, "after-application"))
    assert names(applied) == ["after-application"]


def test_a_further_question_the_user_allows_comes_before_the_last_word() -> None:
    twice = [replace(r, at_most=2) if r.name == ASK else r for r in STANDARD.rules]
    story = Story(rules=replace(STANDARD, rules=tuple(twice))).meets("2026-03-12 14:00", BEN)
    story.live("2026-07-01", sends=SENT)
    assert names(story) == ["thank-you", ASK, ASK, LAST]


# R7: the closing date and the contact the user named


def test_an_application_is_asked_about_ten_days_after_the_advert_closed() -> None:
    story = Story().gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY)
    story.has(Corrected("acme", at("2026-03-03 12:00"), "closing", "2026-03-20")).live("2026-05-01")
    assert story.drafts == ["Tue 2026-04-07 09:00 after-application to ann@acme.example"]
    assert "were taken until Fri 20 March" in story.placed[0].reason.sentence


def test_an_advert_that_closed_before_the_application_changes_nothing_and_nor_does_a_mad_date() -> None:
    for day in ("2026-02-20", "9999-12-31", "0001-01-01"):
        story = Story().gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY)
        story.has(Corrected("acme", at("2026-03-03 12:00"), "closing", day)).live("2026-04-10")
        assert story.drafts == ["Tue 2026-03-17 09:00 after-application to ann@acme.example"]


@pytest.mark.parametrize(
    ("contact", "drafted"),
    [
        ("Dan Poe <dan@acme.example>", True),
        ("careers@acme.example", True),
        ("no-reply@acme.example", False),
        ("Dan Poe", False),
    ],
)
def test_whom_the_user_names_may_be_asked_about_an_application_but_no_machine(contact: str, drafted: bool) -> None:
    story = Story().has(Corrected("acme", at("2026-03-03 12:00"), "contact", contact)).live("2026-04-10")
    assert (names(story) == ["after-application"]) is drafted


def test_somebody_only_copied_in_is_never_asked_in_their_place() -> None:
    cc = replace(mail(at("2026-03-03 10:00"), Kind.NOT_JOB, mine=True, to="no-reply@acme.example"))
    referrer = replace(cc, envelope=replace(cc.envelope, cc=(replace(cc.envelope.to[0], address="ref@acme.example"),)))
    assert names(Story().files(referrer).live("2026-04-20")) == []


# R3: an agency between


def through_agency() -> Story:
    story = Story().gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY, sender=CAT, facts=Facts(agency=said("Agency")))
    return story.meets("2026-03-12 14:00", BEN, EVE)


def test_after_an_interview_through_an_agency_the_consultant_hears_how_it_went_and_no_interviewer_is_thanked() -> None:
    assert through_agency().live("2026-03-13").drafts == ["Thu 2026-03-12 16:00 agency-debrief to cat@agency.example"]


def test_where_that_rule_is_off_the_consultant_gets_the_thanks_to_pass_on() -> None:
    story = replace(through_agency(), rules=with_rule("agency-debrief", enabled=False)).live("2026-03-13")
    assert story.drafts == ["Thu 2026-03-12 17:00 thank-you to cat@agency.example"]


def test_who_wrote_to_the_consultant_after_the_interview_needs_no_draft() -> None:
    story = through_agency().writes("2026-03-12 15:30", to="cat@agency.example")
    assert story.gate("2026-03-12 16:30", "agency-debrief") is Gate.USER_WROTE


def test_thanks_to_interviewers_are_taken_back_when_it_turns_out_that_an_agency_stands_between() -> None:
    story = Story().meets("2026-03-12 14:00", BEN)
    story.gets(
        "2026-03-12 18:00", Kind.EMPLOYER_REPLY, sender=CAT, facts=Facts(agency=said("Bright Talent"), people=(CAT,))
    )
    story.live("2026-03-13")
    assert "Bright Talent stands between" in story.withdrawn[0].reason.sentence
    assert story.drafts[-1].endswith("agency-debrief to cat@agency.example")


# Silence that means no


def means_no(day: str, *, human: bool = True) -> dict[str, object]:
    until = promise(day).promise
    facts = Facts(no_contact=Said("silence-means-no", "assume you were unsuccessful"), promise=until)
    return {"facts": facts, "automated": None if human else Automated.NO_REPLY, "sender": ANN if human else MACHINE}


@pytest.mark.parametrize("human", [True, False])
def test_where_silence_means_no_by_a_day_nothing_is_asked_and_that_day_ends_it(human: bool) -> None:
    story = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, **means_no("2026-03-17", human=human))
    story.live("2026-06-01")
    assert names(story) == []
    assert story.application.closed_at == at("2026-03-17 17:00")
    assert story.application.outcome == "no_response"


def test_without_a_day_such_words_hold_the_question_back_and_the_usual_time_ends_it() -> None:
    facts = Facts(no_contact=Said("silence-means-no", "assume you were unsuccessful"))
    story = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, facts=facts).live("2026-06-01")
    assert names(story) == []
    assert story.application.closed_at == at("2026-04-17 10:00")


def test_such_a_day_ends_nothing_once_they_have_met_the_user_or_the_user_keeps_it_open() -> None:
    met = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, **means_no("2026-03-17"))
    met.meets("2026-03-12 14:00", BEN)
    assert not [a for a in met.plan("2026-03-18 10:00").actions if isinstance(a, CloseSilent)]
    kept = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, **means_no("2026-03-17"))
    kept.has(Corrected("acme", at("2026-03-04 10:00"), "keep_open", "yes"))
    assert not [a for a in kept.plan("2026-06-18 10:00").actions if isinstance(a, CloseSilent)]


def test_what_the_user_does_after_such_a_day_gives_it_the_usual_time() -> None:
    story = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, **means_no("2026-03-17"))
    story.has(Noted("acme", at("2026-03-17 18:00"), "rang them: still reading", "phone", "them"))
    later = replace(story, first_read_at=at("2026-03-18 09:00"))
    assert not [a for a in later.plan("2026-03-20 10:00").actions if isinstance(a, CloseSilent)]


# One silence, one question


def test_the_preferred_channel_holds_every_question_back_and_no_answer() -> None:
    story = Story().gets("2026-03-05 10:00", Kind.ASSESSMENT).writes("2026-03-09 10:00")
    story.has(Corrected("acme", at("2026-03-09 11:00"), "channel", "phone"))
    assert story.gate("2026-03-17 10:00", TASK) is Gate.CHANNEL


def test_two_roles_at_one_company_are_asked_about_days_apart_and_a_rejection_of_one_leaves_the_other() -> None:
    one, other = Story(id="acme-analyst"), Story(id="acme-engineer", role="Engineer")
    for story in (one, other):
        story.gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY)
    plan = decide([one.application, other.application], shipped(), at("2026-03-17 10:00"), one.context)
    assert len(plan.drafts) == 1
    assert [h.gate for h in plan.held] == [Gate.PERSON_CONTACTED]
    rejected = one.gets("2026-03-10 10:00", Kind.REJECTION).application
    plan = decide([rejected, other.application], shipped(), at("2026-03-17 10:00"), one.context)
    assert [d.application.id for d in plan.drafts if d.rule.name == "after-application"] == ["acme-engineer"]


def test_a_bounce_of_a_question_that_was_sent_moves_it_to_nobody_and_never_to_a_guess() -> None:
    story = Story().meets("2026-03-12 14:00").live("2026-03-20", sends=SENT)
    bounce = {"automated": Automated.BOUNCE, "facts": Facts(people=(Person("", "ann@acme.example", Part.CONTACT),))}
    story.gets("2026-03-20 10:00", Kind.BOUNCE, sender=Person("", "postmaster@acme.example", Part.CONTACT), **bounce)
    assert not story.plan("2026-03-27 10:00").drafts


def test_an_application_known_directly_and_through_an_agency_goes_through_the_agency() -> None:
    story = Story().gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY, sender=CAT, facts=Facts(people=(CAT,)))
    story.has(Corrected("acme", at("2026-03-04 10:00"), "agency", "Bright Talent"))
    story.gets("2026-03-05 10:00", Kind.EMPLOYER_REPLY, sender=ANN).live("2026-04-10")
    assert {a.to.address for a in story.placed} == {"cat@agency.example"}


def test_whoever_left_is_not_written_to_and_the_next_known_person_is() -> None:
    story = Story().meets("2026-03-12 14:00", BEN)
    left = Facts(people=(Person("", "ann@acme.example", Part.CONTACT),))
    postmaster = Person("", "postmaster@acme.example", Part.CONTACT)
    story.gets("2026-03-13 10:00", Kind.BOUNCE, sender=postmaster, automated=Automated.BOUNCE, facts=left)
    assert f"{ASK} to ben@acme.example" in story.drafted("2026-03-19 10:00")


def test_a_mailbox_several_people_answer_from_is_nobody_to_ask_about_an_application() -> None:
    one, other = (Person(name, "jobs@acme.example", Part.CONTACT) for name in ("Ann Lee", "Ben Cole"))
    story = Story().gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY, sender=one)
    story.gets("2026-03-04 10:00", Kind.EMPLOYER_REPLY, sender=other)
    assert story.gate("2026-03-18 11:00", "after-application") is Gate.NO_ADDRESS
