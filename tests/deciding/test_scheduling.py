"""Times: invitations answered, times offered in vain, interviews nobody came to, and interviews to be moved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.deciding import Gate
from agent.reading import Automated, Facts, Kind, Part, Person
from agent.rehearsing import message_id
from agent.tracking import Corrected, DraftBecame, Fate, Noted, Outcome, Wish
from tests.deciding.story import ANN, BEN, Story, at, mail, meeting, promise

REPLY, STALL, NO_SHOW, MOVE = "schedule-reply", "schedule-stall", "no-show", "reschedule"
TUESDAY, WEDNESDAY = "2026-03-24 10:00", "2026-03-25 14:00"
ANSWER, ABSENT, MOVING, EXCUSE = (
    *(Wish.ANSWER_INVITATION, Wish.ASK_AFTER_NO_SHOW),
    *(Wish.MOVE_INTERVIEW, Wish.EXCUSE_ABSENCE),
)
MACHINE = Person("", "no-reply@acme.example", Part.CONTACT)


def invited() -> Story:
    return Story().gets("2026-03-19 10:00", Kind.INTERVIEW_INVITE)


def offered() -> Story:
    """The user's times were drafted at once, and sent."""
    return invited().wishes("2026-03-19 12:00", ANSWER, TUESDAY, WEDNESDAY)


# R1: an invitation answered


def test_an_invitation_is_answered_with_the_users_own_times_at_once_and_in_its_thread() -> None:
    story = offered().live("2026-03-20")
    assert story.drafts == ["Thu 2026-03-19 12:00 schedule-reply to ann@acme.example"]
    (action,) = story.placed
    assert action.answers == story.first_mail
    assert action.grounds.wish is not None
    assert [slot.quote for slot in action.grounds.wish.slots] == [TUESDAY, WEDNESDAY]
    assert "asked you to agree a time for an interview on Thu 19 March" in action.reason.sentence


def test_without_times_of_the_users_nothing_is_drafted_and_nothing_announced() -> None:
    assert invited().plan("2026-03-19 12:00").upcoming == ()
    assert invited().wishes("2026-03-19 12:00", ANSWER).live("2026-04-20").drafts == []


def test_times_said_before_a_newer_proposal_are_no_answer_to_it() -> None:
    story = invited().wishes("2026-03-19 09:00", ANSWER, TUESDAY)
    assert story.drafted("2026-03-19 12:00") == []
    again = offered().gets("2026-03-20 10:00", Kind.INTERVIEW_INVITE).live("2026-03-21")
    assert again.withdrawn, "the earlier answer no longer answers what they ask"
    assert len(again.drafts) == 1


def test_a_reply_is_drafted_in_the_evening_too_and_to_whom_a_consultant_stands_before() -> None:
    story = Story().gets(
        "2026-03-19 18:00", Kind.INTERVIEW_INVITE, facts=Facts(people=(replace(ANN, part=Part.CONSULTANT),))
    )
    story.has(Corrected("acme", at("2026-03-19 18:30"), "agency", "Bright Talent"))
    assert story.wishes("2026-03-19 20:00", ANSWER, TUESDAY).drafted("2026-03-19 20:00") == [
        "schedule-reply to ann@acme.example"
    ]


@pytest.mark.parametrize("kind", [Kind.INTERVIEW_SCHEDULED, Kind.REJECTION, Kind.OFFER])
def test_once_things_have_moved_on_an_invitation_is_not_answered(kind: Kind) -> None:
    facts = meeting(at("2026-03-26 10:00")) if kind is Kind.INTERVIEW_SCHEDULED else Facts()
    story = offered().gets("2026-03-19 11:00", kind, facts=facts)
    assert REPLY not in " ".join(story.drafted("2026-03-19 12:00"))
    late = offered().gets("2026-03-19 15:00", kind, facts=facts).live("2026-03-20")
    assert [w.occasion.split("/")[1] for w in late.withdrawn] == [REPLY]


def test_times_that_have_passed_are_never_offered_and_a_draft_that_names_one_is_taken_back() -> None:
    story = invited().wishes("2026-03-19 12:00", ANSWER, "2026-03-20 09:00", TUESDAY)
    assert story.drafted("2026-03-20 10:00") == ["schedule-reply to ann@acme.example"], "one of them lies ahead"
    story.live("2026-03-21")
    assert story.withdrawn[0].reason.sentence == (
        "A time named in the draft has passed, so it can no longer be sent as it is."
    )
    assert len(story.drafts) == 1, "it does not come again"
    assert invited().wishes("2026-03-19 12:00", ANSWER, "2026-03-19 11:00").drafted("2026-03-19 12:00") == []


def test_new_times_take_the_place_of_an_untouched_draft_and_wait_behind_an_edited_one() -> None:
    story = offered().wishes("2026-03-19 15:00", ANSWER, "2026-03-27 09:30").live("2026-03-20")
    assert [w.occasion for w in story.withdrawn] == [str(story.placed[0].occasion)]
    assert [d[4:20] for d in story.drafts] == ["2026-03-19 12:00", "2026-03-19 15:00"]
    edited = offered().live("2026-03-19 13:00")
    occasion = str(edited.placed[0].occasion)
    edited.has(DraftBecame("acme", at("2026-03-19 13:00"), occasion, Fate.EDITED, "seen"))
    edited.wishes("2026-03-19 15:00", ANSWER, "2026-03-27 09:30")
    assert edited.gate("2026-03-19 15:30", REPLY) is Gate.DRAFT_OPEN


def test_an_answer_written_by_hand_or_given_by_telephone_takes_ours_back() -> None:
    by_hand = offered().writes("2026-03-19 14:00").live("2026-03-20")
    rung = offered().has(Noted("acme", at("2026-03-19 14:00"), "rang Ann", "phone")).live("2026-03-20")
    for story in (by_hand, rung):
        assert [w.occasion.split("/")[1] for w in story.withdrawn] == [REPLY]
    before = invited().writes("2026-03-19 11:00").wishes("2026-03-19 12:00", ANSWER, TUESDAY)
    assert before.drafted("2026-03-19 12:00") == ["schedule-reply to ann@acme.example"], "the user wants it still"


def test_an_answer_waits_for_no_absence_no_other_channel_and_no_other_letter_to_the_same_person() -> None:
    story = offered().has(Corrected("acme", at("2026-03-19 11:00"), "channel", "phone"))
    assert story.drafted("2026-03-19 12:00") == ["schedule-reply to ann@acme.example"]


def test_a_message_nobody_understands_since_the_invitation_holds_the_answer_back() -> None:
    story = offered().gets("2026-03-19 11:00", Kind.UNSURE, confidence=0.4)
    assert story.gate("2026-03-19 12:30", REPLY) is Gate.DOUBT


def test_an_invitation_from_a_mailbox_nobody_reads_is_not_answered_there() -> None:
    story = Story().gets("2026-03-19 10:00", Kind.INTERVIEW_INVITE, sender=MACHINE, automated=Automated.NO_REPLY)
    assert story.wishes("2026-03-19 12:00", ANSWER, TUESDAY).gate("2026-03-19 12:00", REPLY) is Gate.NO_ADDRESS


def test_a_recording_to_be_made_alone_is_no_invitation_to_offer_times() -> None:
    alone = meeting(at("2026-03-26 10:00"), medium="one-way-video")
    story = Story().gets("2026-03-19 10:00", Kind.INTERVIEW_INVITE, facts=alone)
    assert story.wishes("2026-03-19 12:00", ANSWER, TUESDAY).drafted("2026-03-19 12:00") == []


def test_an_approach_can_be_answered_with_times_and_so_can_a_slot_they_had_to_give_up() -> None:
    approach = Story().gets("2026-03-19 10:00", Kind.RECRUITER_OUTREACH)
    given_up = Story().meets("2026-03-26 10:00").gets("2026-03-19 10:00", Kind.INTERVIEW_RESCHEDULED)
    for story in (approach, given_up):
        assert f"{REPLY} to ann@acme.example" in story.wishes("2026-03-19 12:00", ANSWER, TUESDAY).drafted(
            "2026-03-19 12:00"
        )


# R8: times offered in vain


def test_two_days_after_times_were_offered_in_vain_they_are_asked_and_once_more_after_five() -> None:
    story = invited().wishes("2026-03-19 12:00", ANSWER, "2026-04-09 10:00").live("2026-05-20", sends=(REPLY, STALL))
    assert story.drafts == [
        "Thu 2026-03-19 12:00 schedule-reply to ann@acme.example",
        "Mon 2026-03-23 09:00 schedule-stall to ann@acme.example",
        "Mon 2026-03-30 09:00 schedule-stall to ann@acme.example",
    ]
    wish = story.placed[1].grounds.wish
    assert wish is not None
    assert [slot.quote for slot in wish.slots] == ["2026-04-09 10:00"]


def test_an_answer_by_hand_offers_times_too_and_one_to_an_approach_does_not() -> None:
    story = invited().writes("2026-03-19 14:00").live("2026-03-27")
    assert story.drafts == ["Mon 2026-03-23 09:00 schedule-stall to ann@acme.example"]
    approach = Story().gets("2026-03-19 10:00", Kind.RECRUITER_OUTREACH).writes("2026-03-19 14:00").live("2026-04-10")
    assert STALL not in [a.rule.name for a in approach.placed]


@pytest.mark.parametrize(
    "answer",
    [
        mail(at("2026-03-20 10:00"), Kind.EMPLOYER_REPLY),
        mail(at("2026-03-20 10:00"), Kind.NOT_JOB),
        mail(at("2026-03-20 10:00"), Kind.INTERVIEW_SCHEDULED, facts=meeting(at("2026-03-24 10:00"))),
        mail(
            *(at("2026-03-20 10:00"), Kind.INTERVIEW_SCHEDULED),
            sender=MACHINE,
            automated=Automated.AUTO_GENERATED,
            facts=meeting(at("2026-03-24 10:00")),
        ),
        mail(at("2026-03-20 10:00"), Kind.INTERVIEW_INVITE),
        mail(at("2026-03-20 10:00"), Kind.INTERVIEW_CANCELLED),
    ],
    ids=["a person", "small talk", "fixed", "fixed by a calendar", "other times", "called off"],
)
def test_any_answer_ends_the_question_about_times(answer: object) -> None:
    story = offered().files(answer).live("2026-03-24", sends=(REPLY,))  # type: ignore[arg-type]  # a reading
    assert [a.rule.name for a in story.placed] == [REPLY]


def test_an_automatic_acknowledgement_an_absence_or_an_accepted_calendar_is_no_answer_to_the_times_offered() -> None:
    story = offered().gets("2026-03-20 10:00", Kind.ACKNOWLEDGEMENT, sender=MACHINE, automated=Automated.AUTO_GENERATED)
    story.gets("2026-03-20 11:00", Kind.OUT_OF_OFFICE, automated=Automated.AUTO_REPLIED)
    assert [a.rule.name for a in story.live("2026-03-24", sends=(REPLY,)).placed] == [REPLY, STALL]


def test_a_call_of_theirs_that_the_user_noted_ends_it_too() -> None:
    story = offered().has(Noted("acme", at("2026-03-20 10:00"), "Ann rang", "phone", "them"))
    assert [a.rule.name for a in story.live("2026-03-24", sends=(REPLY,)).placed] == [REPLY]


def test_when_the_last_time_has_passed_nothing_is_asked_about_it_any_more() -> None:
    story = invited().wishes("2026-03-19 12:00", ANSWER, "2026-03-20 15:00").live("2026-04-10", sends=(REPLY,))
    assert [a.rule.name for a in story.placed] == [REPLY]
    lying = invited().wishes("2026-03-19 12:00", ANSWER, "2026-03-23 15:00", WEDNESDAY)
    lying.live("2026-03-24", sends=(REPLY,))
    assert "has passed" in lying.withdrawn[0].reason.sentence, "it named a time that is over"


def test_a_date_they_named_for_their_answer_is_waited_for_instead() -> None:
    story = offered().gets("2026-03-20 10:00", Kind.EMPLOYER_REPLY, facts=promise("2026-03-23"))
    names = [a.rule.name for a in story.live("2026-03-26", sends=(REPLY,)).placed]
    assert names == [REPLY, "status-after-promise"]


def test_the_silence_after_times_offered_is_asked_about_by_one_rule_only() -> None:
    story = Story().meets("2026-03-05 10:00", BEN, told="2026-03-04 10:00")
    story.gets("2026-03-06 10:00", Kind.INTERVIEW_INVITE).wishes("2026-03-06 12:00", ANSWER, "2026-04-02 10:00")
    story.live("2026-04-30", sends=("thank-you", REPLY, STALL))
    assert [a.rule.name for a in story.placed] == ["thank-you", REPLY, STALL, STALL]


def test_a_rejection_or_withdrawal_ends_it() -> None:
    for story in (offered().gets("2026-03-20 10:00", Kind.REJECTION), offered().ends("2026-03-20", Outcome.WITHDRAWN)):
        names = [a.rule.name for a in story.live("2026-04-01", sends=(REPLY,)).placed]
        assert STALL not in names


# R9: nobody came


def waited(*slots: str, told: str = "2026-03-12 14:15") -> Story:
    return Story().meets("2026-03-12 14:00", BEN).wishes(told, ABSENT, *slots)


def test_when_nobody_came_whoever_fixed_it_is_written_to_the_same_day_and_nobody_is_thanked() -> None:
    story = waited(TUESDAY).live("2026-03-18")
    assert story.drafts == ["Thu 2026-03-12 14:20 no-show to ann@acme.example"]
    (action,) = story.placed
    assert action.interview is not None
    assert action.interview.start == at("2026-03-12 14:00")


def test_an_interview_nobody_came_to_leaves_no_silence_to_ask_about() -> None:
    assert [a.rule.name for a in waited().live("2026-04-20").placed] == [NO_SHOW]


def test_the_interviewer_is_written_to_where_nobody_else_is_known() -> None:
    story = Story().gets(
        "2026-03-06 10:00",
        Kind.INTERVIEW_SCHEDULED,
        sender=MACHINE,
        automated=Automated.AUTO_GENERATED,
        facts=meeting(at("2026-03-12 14:00"), people=(BEN,)),
    )
    assert story.wishes("2026-03-12 14:30", ABSENT).drafted("2026-03-12 14:30") == ["no-show to ben@acme.example"]


def test_the_day_after_it_is_too_late_to_write_about_it() -> None:
    story = waited(told="2026-03-13 09:30")
    assert story.drafted("2026-03-13 10:00") == []
    assert story.gate("2026-03-13 10:00", NO_SHOW) is Gate.LATE
    evening = Story().meets("2026-03-12 18:30", BEN).wishes("2026-03-12 19:00", ABSENT)
    assert evening.drafted("2026-03-12 19:00") == ["no-show to ann@acme.example"]
    assert evening.drafted("2026-03-13 00:10") == []


@pytest.mark.parametrize(
    "news",
    [
        mail(at("2026-03-12 14:10"), Kind.EMPLOYER_REPLY),
        mail(at("2026-03-12 14:10"), Kind.INTERVIEW_RESCHEDULED, facts=meeting(at("2026-03-13 10:00"), sequence=1)),
        mail(
            *(at("2026-03-12 14:10"), Kind.INTERVIEW_RESCHEDULED),
            sender=MACHINE,
            automated=Automated.AUTO_GENERATED,
            facts=meeting(at("2026-03-13 10:00"), sequence=1),
        ),
        mail(at("2026-03-12 14:10"), Kind.INTERVIEW_CANCELLED, facts=meeting(at("2026-03-12 14:00"), sequence=1)),
    ],
    ids=["a word", "moved", "moved by a calendar", "called off"],
)
def test_once_they_have_been_in_touch_nobody_is_asked_where_they_were(news: object) -> None:
    story = waited().files(news)  # type: ignore[arg-type]  # a reading
    assert NO_SHOW not in " ".join(story.drafted("2026-03-12 14:30"))


def test_the_users_word_that_it_took_place_after_all_takes_the_letter_back() -> None:
    story = waited().has(Corrected("acme", at("2026-03-12 14:40"), "interview_held", "yes")).live("2026-03-13")
    assert [w.occasion.split("/")[1] for w in story.withdrawn] == [NO_SHOW]
    assert story.drafts[-1].endswith("thank-you to ben@acme.example")


def test_new_times_offered_after_nobody_came_are_asked_about_like_any_others() -> None:
    story = waited("2026-04-02 10:00").live("2026-03-18", sends=(NO_SHOW,))
    assert [a.rule.name for a in story.placed] == [NO_SHOW, STALL]
    assert [a.rule.name for a in waited().live("2026-03-18", sends=(NO_SHOW,)).placed] == [NO_SHOW]


# R10: an interview to be moved


def to_move(*slots: str, told: str = "2026-03-10 11:00") -> Story:
    return Story().meets("2026-03-12 14:00", BEN).wishes(told, MOVING, *slots, reason="I have to be in court that day.")


def test_an_interview_the_user_cannot_come_to_is_moved_by_a_letter_at_once() -> None:
    story = to_move(TUESDAY).live("2026-03-11")
    assert story.drafts == ["Tue 2026-03-10 11:00 reschedule to ann@acme.example"]
    (action,) = story.placed
    assert action.grounds.wish is not None
    assert action.grounds.wish.reason == "I have to be in court that day."


def test_from_its_start_on_the_user_is_told_to_ring_instead_and_a_letter_not_sent_is_taken_back() -> None:
    late = to_move()
    assert late.gate("2026-03-12 14:05", MOVE) is Gate.LATE
    assert "ring them rather than write" in late.why("2026-03-12 14:05", MOVE)
    story = to_move().live("2026-03-13")
    assert "ring them rather than write" in story.withdrawn[0].reason.sentence


def test_an_interview_the_user_asked_to_move_and_nobody_moved_is_not_taken_for_held() -> None:
    story = to_move().live("2026-04-10", sends=(MOVE,))
    assert [a.rule.name for a in story.placed] == [MOVE]
    story = to_move().has(Corrected("acme", at("2026-03-12 16:00"), "interview_held", "yes")).live("2026-03-13")
    assert story.drafts[-1].endswith("thank-you to ben@acme.example")


@pytest.mark.parametrize(
    "news",
    [
        mail(at("2026-03-10 15:00"), Kind.INTERVIEW_RESCHEDULED, facts=meeting(at(TUESDAY), sequence=1)),
        mail(at("2026-03-10 15:00"), Kind.INTERVIEW_CANCELLED, facts=meeting(at("2026-03-12 14:00"), sequence=1)),
    ],
    ids=["moved", "called off"],
)
def test_once_it_is_moved_or_called_off_the_letter_is_taken_back(news: object) -> None:
    story = to_move().files(news).live("2026-03-11")  # type: ignore[arg-type]  # a reading
    assert [w.occasion.split("/")[1] for w in story.withdrawn] == [MOVE]


def test_a_reminder_of_the_same_time_is_no_answer_to_the_request() -> None:
    story = to_move().gets("2026-03-10 15:00", Kind.INTERVIEW_SCHEDULED, facts=meeting(at("2026-03-12 14:00")))
    assert story.live("2026-03-11").withdrawn == []


def test_an_interview_is_asked_to_be_moved_once_and_a_second_time_is_better_said_by_telephone() -> None:
    story = to_move().live("2026-03-10 12:00", sends=(MOVE,))
    story.gets("2026-03-10 15:00", Kind.INTERVIEW_RESCHEDULED, facts=meeting(at(TUESDAY), sequence=1))
    story.wishes("2026-03-11 10:00", MOVING, WEDNESDAY)
    assert story.gate("2026-03-11 10:00", MOVE) is Gate.CAP_REACHED
    assert "ring them if it has to be moved once more" in story.why("2026-03-11 10:00", MOVE)


def test_the_next_interview_is_the_one_to_move_and_another_may_be_moved_after_it() -> None:
    story = to_move().meets("2026-03-26 10:00", uid="uid-2", told="2026-03-06 11:00")
    story.live("2026-03-10 12:00", sends=(MOVE,))
    assert story.placed[0].interview is not None
    assert story.placed[0].interview.key == "uid-1"
    story.gets("2026-03-11 09:00", Kind.INTERVIEW_CANCELLED, facts=meeting(at("2026-03-12 14:00"), sequence=1))
    story.wishes("2026-03-11 10:00", MOVING)
    assert story.drafted("2026-03-11 10:00") == ["reschedule to ann@acme.example"]


def test_who_missed_an_interview_says_sorry_once_and_thanks_nobody() -> None:
    story = Story().meets("2026-03-12 14:00", BEN).wishes("2026-03-12 15:30", EXCUSE, TUESDAY).live("2026-03-20")
    assert story.drafts[0] == "Thu 2026-03-12 15:30 reschedule to ann@acme.example"
    assert [a.rule.name for a in story.placed] == [MOVE]


def test_an_apology_already_made_by_telephone_or_an_interview_held_after_all_needs_no_letter() -> None:
    rung = Story().meets("2026-03-12 14:00", BEN).wishes("2026-03-12 15:30", EXCUSE)
    rung.has(Noted("acme", at("2026-03-12 15:40"), "rang Ann", "phone"))
    assert rung.gate("2026-03-12 16:00", MOVE) is Gate.USER_WROTE
    held = Story().meets("2026-03-12 14:00", BEN).wishes("2026-03-12 15:30", EXCUSE)
    held.has(Corrected("acme", at("2026-03-12 15:40"), "interview_held", "yes"))
    assert MOVE not in " ".join(held.drafted("2026-03-12 16:00"))


def test_a_wish_about_an_interview_nobody_knows_of_comes_to_nothing() -> None:
    for wish in (MOVING, EXCUSE, ABSENT):
        assert (
            Story()
            .gets("2026-03-06 10:00", Kind.EMPLOYER_REPLY)
            .wishes("2026-03-10 10:00", wish)
            .live("2026-03-12")
            .drafts
            == []
        )


def test_a_draft_of_ours_that_was_sent_under_another_id_still_counts_as_times_offered() -> None:
    story = offered().live("2026-03-19 12:05")
    occasion = str(story.placed[0].occasion)
    assert message_id(occasion)
    story.files(mail(at("2026-03-19 13:00"), Kind.NOT_JOB, mine=True, message_id="<other@mail.example>"))
    story.has(DraftBecame("acme", at("2026-03-19 13:01"), occasion, Fate.SENT, "seen in Sent"))
    story.live("2026-03-24")
    assert [a.rule.name for a in story.placed][-1] == STALL
