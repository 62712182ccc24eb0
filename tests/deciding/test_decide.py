"""The plan as a whole: several applications together, what is taken back, what ends, and how it is said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from agent.deciding import CloseSilent, Context, Gate, PlaceDraft, Plan, WithdrawDraft, decide
from agent.deciding.words import matter
from agent.reading import Automated, Facts, Kind, Person
from agent.rehearsing import carried_out
from agent.tracking import Application, Corrected, DraftBecame, Fate, Noted, Outcome, Reopened
from tests.deciding.story import ANN, BEN, LONDON, LONG_AGO, ME, Story, arriving, at, restated, shipped

DUE = "2026-03-19 10:00"


def together(when: str, *stories: Story) -> Plan:
    return decide([s.before(at(when)) for s in stories], shipped(), at(when), Context(ME, LONG_AGO))


def drafts(plan: Plan) -> list[str]:
    return [f"{a.application.id} {a.rule.name}" for a in plan.actions if isinstance(a, PlaceDraft)]


def silent(name: str, company: str, start: str = "2026-03-12 14:00") -> Story:
    """An application with an interview by Ann and nothing since; her agency has her place many people."""
    return Story(id=name, company=company).meets(start, told="2026-03-06 10:00")


# G9


def test_one_person_is_not_asked_about_two_applications_within_a_week() -> None:
    first, second = silent("acme", "Acme"), silent("globex", "Globex", "2026-03-12 16:00")
    plan = together("2026-03-19 10:00", second, first)
    assert drafts(plan) == ["acme thank-you", "acme status-no-promise"]
    held = [h for h in plan.held if h.gate is Gate.PERSON_CONTACTED]
    assert {h.occasion.application for h in held} == {"globex"}
    assert held[-1].until == at("2026-03-26 09:00")
    assert "Ann Lee is written to about Acme already (on Thu 19 March)" in held[-1].reason.sentence


def test_a_mail_to_the_person_about_something_else_counts_and_one_a_week_old_does_not() -> None:
    wrote = silent("acme", "Acme")
    other = Story(id="globex", company="Globex").writes("2026-03-16 10:00")
    assert "acme status-no-promise" not in drafts(together(DUE, wrote, other))
    assert "acme status-no-promise" in drafts(together("2026-03-23 10:00", wrote, other))


def test_an_answer_to_the_persons_own_question_keeps_no_thanks_waiting() -> None:
    thanks = silent("acme", "Acme")
    other = Story(id="globex", company="Globex").gets("2026-03-11 10:00", Kind.INFO_REQUEST).writes("2026-03-11 12:00")
    assert drafts(together("2026-03-12 17:30", thanks, other)) == ["acme thank-you"]


def test_a_draft_in_drafts_and_one_sent_but_not_seen_yet_count_too() -> None:
    waiting = silent("acme", "Acme").live("2026-03-19 09:30")
    later = silent("globex", "Globex", "2026-03-12 16:00")
    assert "globex status-no-promise" not in drafts(together(DUE, waiting, later))
    for draft in waiting.application.drafts:
        waiting.has(DraftBecame("acme", at("2026-03-19 09:40"), draft.occasion, Fate.SENT, "gone from Drafts"))
    assert "globex status-no-promise" not in drafts(together(DUE, waiting, later))


def test_the_gate_about_persons_can_be_waived_for_a_rule() -> None:
    waived = tuple(replace(r, exempt=(Gate.PERSON_CONTACTED,)) for r in shipped().rules)
    both = [silent("acme", "Acme").application, silent("globex", "Globex").application]
    plan = decide(both, replace(shipped(), rules=waived), at(DUE), Context(ME, LONG_AGO))
    assert len([a for a in plan.actions if isinstance(a, PlaceDraft) and a.rule.name == "status-no-promise"]) == 2


def test_the_plan_does_not_depend_on_the_order_applications_come_in() -> None:
    stories = [silent(name, name) for name in ("a", "b", "c")]
    assert together(DUE, *stories) == together(DUE, *reversed(stories))


# Taking back


def withdrawn(story: Story, when: str) -> list[str]:
    return [a.reason.sentence for a in story.plan(when).actions if isinstance(a, WithdrawDraft)]


def thanked() -> Story:
    return Story().meets("2026-03-12 14:00", BEN).live("2026-03-12 18:00")


def test_a_thank_you_for_an_interview_that_turns_out_not_to_have_been_held_is_taken_back() -> None:
    story = thanked().has(Corrected("acme", at("2026-03-12 19:00"), "interview_held", "no", "uid-1"))
    assert withdrawn(story, "2026-03-12 19:30") == [
        "The interview with Acme was called off or moved, so the thanks can wait."
    ]


def test_an_interview_moved_after_its_time_is_thanked_for_when_it_has_been_held() -> None:
    story = thanked()
    fixed = restated(Story().meets("2026-03-17 14:00", BEN).first_mail, LONDON, sequence=1)
    moved = replace(arriving(fixed, "2026-03-12 19:00", "f" * 64), kind=Kind.INTERVIEW_RESCHEDULED)
    story.files(moved)
    story.live("2026-03-19")
    assert [w.occasion for w in story.withdrawn] == ["acme/thank-you/uid-1:ben@acme.example/1"]
    assert [str(a.occasion) for a in story.placed] == [
        "acme/thank-you/uid-1:ben@acme.example/1",
        "acme/thank-you/uid-1:ben@acme.example/2",
    ]


def test_a_draft_the_user_has_edited_is_never_touched() -> None:
    story = thanked()
    story.has(DraftBecame("acme", at("2026-03-12 18:30"), story.application.drafts[0].occasion, Fate.EDITED, ""))
    assert withdrawn(story.gets("2026-03-12 19:00", Kind.REJECTION), "2026-03-12 19:30") == []


def test_a_draft_seen_among_the_sent_mail_is_not_taken_back() -> None:
    story = thanked()
    sent = story.application.drafts[0]
    story.writes("2026-03-12 18:30", to=sent.to, message_id=sent.message_id)
    assert withdrawn(story, "2026-03-12 19:00") == []


def test_a_draft_to_an_address_that_bounced_is_taken_back() -> None:
    story = thanked().gets(
        "2026-03-12 19:00",
        Kind.BOUNCE,
        automated=Automated.BOUNCE,
        facts=Facts(people=(BEN,)),
    )
    assert withdrawn(story, "2026-03-12 19:30") == [
        "Mail to ben@acme.example came back, so the draft to that address is of no use."
    ]


def test_a_draft_whose_situation_is_past_is_taken_back() -> None:
    story = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT).live("2026-03-17 12:00")
    story.has(Corrected("acme", at("2026-03-17 13:00"), "stage", "offer"))
    assert withdrawn(story, "2026-03-17 14:00") == ["Things have moved on with Acme, so the draft is out of date."]


def test_drafts_of_a_rule_that_is_gone_are_left_alone() -> None:
    story = thanked().gets("2026-03-12 19:00", Kind.REJECTION)
    story.rules = replace(shipped(), rules=())
    assert withdrawn(story, "2026-03-12 19:30") == []


# Law 7


def test_a_draft_the_user_deleted_is_never_written_again() -> None:
    for fate in (Fate.DELETED, Fate.WITHDRAWN, Fate.STALE, Fate.SENT):
        story = thanked()
        story.has(DraftBecame("acme", at("2026-03-12 18:30"), story.application.drafts[0].occasion, fate, ""))
        story.placed.clear()
        story.live("2026-03-18")
        assert story.placed == [], fate


def test_a_calendar_that_comes_late_does_not_make_a_second_thank_you() -> None:
    calendar = Story().meets("2026-03-12 14:00", BEN).first_mail
    story = Story().files(restated(calendar, LONDON, uid=None)).live("2026-03-12 18:00")
    story.files(arriving(calendar, "2026-03-12 19:00", "e" * 64))
    story.live("2026-03-18")
    assert len(story.drafts) == 1
    assert story.withdrawn == []


# Ending


def test_an_application_is_not_given_up_within_six_weeks_of_an_interview() -> None:
    story = Story(opened=at("2026-01-02 09:00")).meets("2026-03-12 14:00", told="2026-01-03 10:00")
    closing = [a for a in story.plan("2026-04-26 12:00").actions if isinstance(a, CloseSilent)]
    assert closing == []
    closed = [a for a in story.plan("2026-04-27 12:00").actions if isinstance(a, CloseSilent)]
    assert "since Thu 12 March" in closed[0].reason.sentence
    assert "not as rejected" in closed[0].reason.sentence


def test_an_application_is_not_given_up_while_something_is_under_way() -> None:
    late = "2026-12-01 12:00"
    ahead = Story().meets("2027-01-12 14:00")
    offered = Story().gets("2026-03-10 10:00", Kind.OFFER)
    questioned = Story(in_question=frozenset({"acme"}))
    for story in (ahead, offered, questioned):
        assert story.plan(late).actions == ()


def test_what_the_user_does_keeps_an_application_open() -> None:
    noted = Story().has(Noted("acme", at("2026-04-10"), "still hoping"))
    reopened = Story().ends("2026-03-10", Outcome.NO_RESPONSE).has(Reopened("acme", at("2026-04-10"), "try again"))
    for story in (noted, reopened):
        assert story.plan("2026-04-20 12:00").actions == ()
        assert len(story.plan("2026-05-26 12:00").actions) == 1


def test_an_application_given_up_while_it_was_the_users_turn_is_told_so() -> None:
    story = Story().gets("2026-03-10 10:00", Kind.ASSESSMENT)
    sentence = story.plan("2026-05-01 12:00").actions[0].reason.sentence
    assert sentence.startswith("They asked you to do a test or task about the role of Analyst at Acme")


def test_a_late_question_of_ones_own_is_given_time_to_be_answered() -> None:
    story = Story().writes("2026-04-14 10:00")
    assert story.plan("2026-04-20 12:00").actions == ()
    assert len(story.plan("2026-05-06 12:00").actions) == 1


# Zones


def test_thanks_written_while_the_interview_may_already_be_over_are_thanks() -> None:
    fixed = Story().meets("2026-03-12 14:00", BEN).first_mail
    story = Story(me=replace(ME, timezone="America/New_York")).files(restated(fixed, None))
    assert story.drafted("2026-03-13 15:00") == ["thank-you to ben@acme.example"]
    story.writes("2026-03-12 16:00", to="ben@acme.example")
    assert story.drafted("2026-03-13 15:00") == []
    assert story.gate("2026-03-13 15:00", "thank-you") is Gate.USER_WROTE


def test_an_interview_whose_zone_nobody_stated_is_thanked_for_once_it_is_over_everywhere() -> None:
    fixed = Story().meets("2026-03-12 14:00", BEN).first_mail
    story = Story(me=replace(ME, timezone="America/New_York")).files(restated(fixed, None))
    upcoming = {u.occasion.rule: u.at for u in story.plan("2026-03-12 10:00").upcoming}
    assert upcoming["thank-you"] == at("2026-03-12 17:00", "America/New_York")


def test_days_and_hours_are_those_of_the_interviews_zone() -> None:
    fixed = Story().meets("2026-03-12 14:00").first_mail
    new_york = Story().files(restated(fixed, "America/New_York"))
    upcoming = {u.occasion.rule: u.at for u in new_york.plan("2026-03-12 20:00").upcoming}
    assert upcoming["status-no-promise"] == at("2026-03-19 09:00", "America/New_York")


# Words


def test_every_sentence_is_plain_english() -> None:
    story = Story().meets("2026-03-12 14:00", BEN)
    reasons = [a.reason.sentence for a in story.plan(DUE).actions if isinstance(a, PlaceDraft)]
    ended = "Your interview for the role of Analyst at Acme ended on Thu 12 March at 15:00; "
    assert reasons == [
        ended + "a short thank-you within a day is read, and is welcome.",
        ended + "they named no date, and a week is patient without being absent.",
    ]


def test_what_is_not_known_is_not_named() -> None:
    story = Story(company="", role="").meets("2026-03-12 14:00", Person("", "x@acme.example", BEN.part))
    plan = story.plan(DUE)
    assert "the job at this employer" in plan.actions[0].reason.sentence
    quiet = replace(shipped(), rules=tuple(replace(r, reason="") for r in shipped().rules))
    story.rules = quiet
    assert story.plan(DUE).actions[0].reason.sentence.endswith("at 15:00.")
    assert not re.search(r"[_{}]", plan.actions[0].reason.sentence)


@pytest.mark.parametrize(
    ("company", "role", "agency", "called"),
    [
        ("Acme", "Analyst", "", "the role of Analyst at Acme"),
        ("Acme", "", "", "the job at Acme"),
        ("Acme", "Analyst", "Bright", "the role of Analyst at Acme"),
        ("", "Analyst", "Bright", "the role of Analyst through Bright"),
        ("", "", "Bright", "the job through Bright"),
        ("", "Analyst", "", "the role of Analyst"),
    ],
)
def test_an_application_is_called_by_what_is_known_of_it(company: str, role: str, agency: str, called: str) -> None:
    assert matter(Application("a", company, role, at("2026-03-02"), agency=agency)) == called


def test_a_reason_names_the_messages_it_rests_on() -> None:
    story = Story().meets("2026-03-12 14:00", BEN)
    fixed = story.application.mails[0].envelope.fingerprint
    assert story.plan("2026-03-12 17:30").actions[0].reason.fingerprints == (fixed,)


# Waking


def test_the_next_time_to_decide_is_exactly_when_the_next_draft_is_due() -> None:
    story = Story().meets("2026-03-12 14:00", BEN)
    waking = at("2026-03-12 15:00")
    assert story.plan("2026-03-12 12:00").next_due == waking
    assert story.plan(waking).next_due == at("2026-03-12 17:00")
    almost = story.plan(at("2026-03-12 17:00") - timedelta(microseconds=1))
    assert (almost.actions, almost.next_due) == ((), at("2026-03-12 17:00"))


def test_nothing_to_wait_for_is_said_so() -> None:
    assert Story().ends("2026-03-03", Outcome.WITHDRAWN).plan("2026-03-04").next_due is None
    assert decide([], shipped(), at("2026-03-04"), Context(ME, None)) == Plan(at("2026-03-04"))


def test_carrying_out_a_closing_leaves_nothing_to_do() -> None:
    story = Story().meets("2026-03-12 14:00", ANN)
    now = at("2026-08-01 12:00")
    plan = story.plan(now)
    story.has(*(e for a in plan.actions for e in carried_out(a, now)))
    assert story.plan(now).actions == ()
