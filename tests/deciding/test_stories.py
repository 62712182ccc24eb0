"""Whole stories, told in days: what comes, and what lies in Drafts when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.deciding import Duration
from agent.reading import Automated, Kind
from agent.tracking import ApplicationOpened, Corrected, DraftBecame, Fate, Outcome
from tests.deciding.story import BEN, EVE, Story, arriving, at, mail, meeting, promise, restated, shipped, with_rule

THANKED = ("thank-you",)


def test_after_an_interview_comes_a_thank_you_and_after_a_week_of_silence_one_question() -> None:
    story = Story().meets("2026-03-12 14:00", BEN).live("2026-04-30", sends=THANKED)
    assert story.drafts == [
        "Thu 2026-03-12 17:00 thank-you to ben@acme.example",
        "Thu 2026-03-19 09:00 status-no-promise to ann@acme.example",
    ]


def test_the_question_comes_although_the_thank_you_was_never_sent() -> None:
    story = Story().meets("2026-03-12 14:00", BEN).live("2026-04-30")
    assert [d[4:14] for d in story.drafts] == ["2026-03-12", "2026-03-19"]
    gone = [w.occasion.split("/")[1] for w in story.withdrawn]
    assert gone == ["status-no-promise", "thank-you"], "out of date first, closed by silence in the end"


def test_a_thank_you_written_by_hand_takes_ours_back_and_leaves_the_question() -> None:
    story = Story().meets("2026-03-12 14:00", BEN).writes("2026-03-13 09:30", to="ben@acme.example").live("2026-04-10")
    assert [w.occasion for w in story.withdrawn] == ["acme/thank-you/uid-1:ben@acme.example/1"]
    assert story.drafts[1:] == ["Thu 2026-03-19 09:00 status-no-promise to ann@acme.example"]


def test_a_date_they_name_is_waited_for_and_two_days_more() -> None:
    story = Story().meets("2026-03-12 14:00").gets("2026-03-13 10:00", Kind.EMPLOYER_REPLY, facts=promise("2026-03-27"))
    story.live("2026-04-20", sends=THANKED)
    assert story.drafts == [
        "Thu 2026-03-12 17:00 thank-you to ann@acme.example",
        "Tue 2026-03-31 09:00 status-after-promise to ann@acme.example",
    ]


def test_a_new_date_replaces_the_old_one() -> None:
    story = Story().meets("2026-03-12 14:00").gets("2026-03-13 10:00", Kind.EMPLOYER_REPLY, facts=promise("2026-03-18"))
    story.gets("2026-03-18 10:00", Kind.EMPLOYER_REPLY, facts=promise("2026-03-25")).live("2026-04-20", sends=THANKED)
    assert story.drafts[1:] == ["Fri 2026-03-27 09:00 status-after-promise to ann@acme.example"]


def test_an_answer_from_a_person_takes_the_question_back_and_starts_the_wait_anew() -> None:
    story = Story().meets("2026-03-12 14:00").gets("2026-03-19 15:00", Kind.EMPLOYER_REPLY)
    story.live("2026-04-30", sends=THANKED)
    assert story.drafts[1:] == [
        "Thu 2026-03-19 09:00 status-no-promise to ann@acme.example",
        "Thu 2026-03-26 09:00 status-no-promise to ann@acme.example",
    ]
    assert "was in touch on Thu 19 March" in story.withdrawn[0].reason.sentence


def test_small_talk_of_a_person_in_the_thread_is_a_sign_of_life_unless_the_user_says_otherwise() -> None:
    chat = mail(at("2026-03-17 15:00"), Kind.NOT_JOB)
    story = Story().meets("2026-03-12 14:00").files(chat)
    assert story.drafted("2026-03-19 10:00") == ["thank-you to ann@acme.example"]
    assert "status-no-promise to ann@acme.example" in story.drafted("2026-03-24 10:00")
    story.has(Corrected("acme", at("2026-03-17 16:00"), "kind", "not_job", chat.envelope.fingerprint))
    assert "status-no-promise to ann@acme.example" in story.drafted("2026-03-19 10:00")


def test_a_machine_answering_is_not_an_answer() -> None:
    story = Story().meets("2026-03-12 14:00")
    story.gets("2026-03-16 08:00", Kind.ACKNOWLEDGEMENT, automated=Automated.AUTO_GENERATED)
    story.live("2026-04-10", sends=THANKED)
    assert story.drafts[1:] == ["Thu 2026-03-19 09:00 status-no-promise to ann@acme.example"]


def test_a_rejection_ends_everything_but_a_word_of_thanks() -> None:
    story = Story().meets("2026-03-12 14:00").gets("2026-03-12 16:00", Kind.REJECTION).live("2026-06-30")
    assert story.drafts == ["Fri 2026-03-13 09:00 rejection-thanks to ann@acme.example"]


def test_after_a_rejection_nothing_is_written_where_even_thanks_are_not_wanted() -> None:
    story = Story(rules=with_rule("rejection-thanks", enabled=False)).meets("2026-03-12 14:00")
    assert story.gets("2026-03-12 16:00", Kind.REJECTION).live("2026-06-30").drafts == []


def test_a_rejection_takes_back_what_lies_in_drafts() -> None:
    story = Story().meets("2026-03-12 14:00", BEN).gets("2026-03-19 11:00", Kind.REJECTION).live("2026-03-20 08:00")
    assert len(story.drafts) == 2
    assert {w.reason.sentence for w in story.withdrawn} == {
        "They turned you down on Thu 19 March, so nothing more is written."
    }


def test_nothing_is_drafted_while_the_user_owes_a_reply_and_the_wait_starts_with_it() -> None:
    story = Story().meets("2026-03-12 14:00").gets("2026-03-16 10:00", Kind.INFO_REQUEST)
    story.writes("2026-03-24 10:00").live("2026-04-15", sends=THANKED)
    assert story.drafts[1:] == ["Tue 2026-03-31 09:00 status-no-promise to ann@acme.example"]


def test_a_next_interview_silences_the_question_until_it_is_over() -> None:
    story = Story().meets("2026-03-12 14:00").meets("2026-03-24 10:00", uid="uid-2", told="2026-03-16 10:00")
    story.live("2026-04-10", sends=THANKED)
    assert story.drafts == [
        "Thu 2026-03-12 17:00 thank-you to ann@acme.example",
        "Tue 2026-03-24 13:00 thank-you to ann@acme.example",
        "Tue 2026-03-31 09:00 status-no-promise to ann@acme.example",
    ]


def test_each_interviewer_of_a_panel_is_thanked_once_however_many_rounds_the_day_had() -> None:
    story = (
        Story()
        .meets("2026-03-12 10:00", BEN, EVE)
        .meets("2026-03-12 14:00", EVE, uid="uid-2", told="2026-03-06 11:00")
        .live("2026-03-13")
    )
    assert story.drafts == [
        "Thu 2026-03-12 13:00 thank-you to ben@acme.example",
        "Thu 2026-03-12 17:00 thank-you to eve@acme.example",
    ]


def test_an_interview_called_off_earns_no_thanks() -> None:
    story = Story().meets("2026-03-12 14:00", BEN).gets("2026-03-11 09:00", Kind.INTERVIEW_CANCELLED)
    assert story.live("2026-03-31").drafts == []


def test_silence_in_the_end_files_an_application_as_inactive() -> None:
    story = Story().meets("2026-03-12 14:00").live("2026-07-01", sends=("thank-you", "status-no-promise"))
    assert story.application.outcome is Outcome.NO_RESPONSE
    assert story.application.closed_at is not None
    assert (story.application.closed_at.date() - story.events[1].at.date()).days > 42


def test_after_an_application_a_named_person_is_asked_once_and_a_no_reply_address_never() -> None:
    known = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT).live("2026-05-01", sends=("after-application",))
    assert known.drafts == ["Tue 2026-03-17 09:00 after-application to ann@acme.example"]
    machine = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, automated=Automated.NO_REPLY).live("2026-05-01")
    assert machine.drafts == []


def test_a_daemon_that_was_off_does_not_make_up_for_it_in_a_burst() -> None:
    story = Story().meets("2026-03-12 14:00", BEN)
    assert story.drafted("2026-03-18 12:00") == ["thank-you to ben@acme.example"]
    assert story.drafted("2026-04-17 12:00") == []


def test_a_second_question_is_possible_where_the_user_wants_it_and_a_third_is_not() -> None:
    story = Story(rules=with_rule("status-no-promise", at_most=2)).meets("2026-03-12 14:00")
    story.live("2026-06-01", sends=("thank-you", "status-no-promise"))
    assert story.drafts[1:] == [
        "Thu 2026-03-19 09:00 status-no-promise to ann@acme.example",
        "Thu 2026-03-26 09:00 status-no-promise to ann@acme.example",
    ]


FIXED = mail(at("2026-03-06 10:00"), Kind.INTERVIEW_SCHEDULED, facts=meeting(at("2026-03-12 14:00"), people=(BEN,)))
IN_WORDS = restated(FIXED, "Europe/London", uid=None)


@pytest.mark.parametrize("fate", [Fate.SENT, Fate.DELETED, Fate.EDITED])
def test_a_calendar_that_comes_after_the_words_brings_no_second_draft(fate: Fate) -> None:
    story = Story().files(IN_WORDS).live("2026-03-12 18:00")
    assert story.drafts == ["Thu 2026-03-12 17:00 thank-you to ben@acme.example"]
    story.has(DraftBecame("acme", at("2026-03-12 18:00"), str(story.placed[0].occasion), fate, "seen"))
    story.live("2026-03-19 12:00")
    assert story.drafts[1:] == ["Thu 2026-03-19 09:00 status-no-promise to ann@acme.example"]
    story.has(DraftBecame("acme", at("2026-03-19 12:00"), str(story.placed[1].occasion), fate, "seen"))
    calendar = arriving(restated(IN_WORDS, "Europe/London"), "2026-03-06 10:05", "calendar")
    moved = replace(calendar, envelope=replace(calendar.envelope, received_at=at("2026-03-19 12:30")))
    story.files(moved).live("2026-04-20")
    assert story.application.interviews[0].key == "uid-1"
    assert len(story.drafts) == 2
    assert story.withdrawn == []


def test_a_second_rejection_of_the_same_application_earns_no_second_thanks() -> None:
    story = Story().meets("2026-03-12 14:00", BEN).gets("2026-03-16 10:00", Kind.REJECTION)
    story.gets("2026-03-18 10:00", Kind.REJECTION, automated=Automated.NO_REPLY)
    story.live("2026-04-20", sends=("thank-you", "rejection-thanks"))
    assert story.drafts[1:] == ["Tue 2026-03-17 09:00 rejection-thanks to ann@acme.example"]


def test_a_rejection_after_they_had_taken_it_up_again_is_another_occasion() -> None:
    story = Story().meets("2026-03-12 14:00", BEN).gets("2026-03-16 10:00", Kind.REJECTION)
    story.gets("2026-03-18 10:00", Kind.INTERVIEW_INVITE).gets("2026-03-24 10:00", Kind.REJECTION)
    story.live("2026-04-20", sends=("thank-you", "rejection-thanks"))
    assert story.drafts[1:] == [
        "Tue 2026-03-17 09:00 rejection-thanks to ann@acme.example",
        "Wed 2026-03-25 09:00 rejection-thanks to ann@acme.example",
    ]


def test_an_application_in_which_an_interview_is_fixed_is_not_asked_about_as_an_application() -> None:
    story = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT).meets("2026-03-12 14:00", BEN)
    story.has(Corrected("acme", at("2026-03-07"), "stage", "acknowledged"))
    for when in ("2026-03-09 10:00", "2026-03-17 10:00", "2026-03-26 10:00"):
        plan = story.plan(when)
        seen = [a.occasion.rule for a in plan.drafts] + [h.occasion.rule for h in plan.held]
        seen += [u.occasion.rule for u in plan.upcoming]
        assert "after-application" not in seen


def test_the_wait_after_an_application_is_told_from_what_is_known() -> None:
    def why(story: Story) -> str:
        return story.plan("2026-03-20 12:00").drafts[0].reason.sentence.partition(";")[0]

    added = Story().gets("2026-03-02 09:00", Kind.ACKNOWLEDGEMENT)
    assert why(added) == "You applied for the role of Analyst at Acme on Mon 2 March"
    answered = Story().gets("2026-03-05 10:00", Kind.EMPLOYER_REPLY)
    assert why(answered) == "The last word about the role of Analyst at Acme came from Ann Lee on Thu 5 March"
    opened = ApplicationOpened("acme", at("2026-03-02 09:00"), "", "Analyst", "a mail")
    read = Story(company="", events=[]).gets("2026-03-02 09:00", Kind.ACKNOWLEDGEMENT)
    read.events[0] = opened
    assert why(read) == "Your application for the role of Analyst has been with them since Mon 2 March"


def test_a_company_with_rules_of_its_own_is_asked_by_those() -> None:
    patient = with_rule("status-no-promise", after=Duration(8, "business days"), suggest=Duration(9, "business days"))
    story = Story(replace(shipped(), exceptions=(("acme", patient),))).meets("2026-03-12 14:00").live("2026-04-20")
    assert story.drafts[1:] == ["Tue 2026-03-24 09:00 status-no-promise to ann@acme.example"]
    other = Story(replace(shipped(), exceptions=(("globex", patient),))).meets("2026-03-12 14:00").live("2026-04-20")
    assert other.drafts[1:] == ["Thu 2026-03-19 09:00 status-no-promise to ann@acme.example"]
