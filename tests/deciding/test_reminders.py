"""What the user is reminded of, since when and until when, and that nothing is drafted by it."""

from __future__ import annotations

from dataclasses import replace

from agent.deciding import Context, Errand, Reminder, decide
from agent.reading import Address, Deadline, Facts, Kind, Part, Person, Slot
from agent.tracking import Corrected, Debriefed, Form, OfferRecorded, Outcome, RefereeNamed
from tests.deciding.story import BEN, LONDON, LONG_AGO, ME, Story, at, mail, said, shipped


def standing(story: Story, when: str, errand: Errand) -> list[Reminder]:
    return [r for r in story.plan(when).reminders if r.errand is errand]


def debriefed(when: str, interview: str = "uid-1", **answers: str) -> Debriefed:
    return Debriefed("acme", at(when), interview, tuple(answers.items()))


def test_a_mail_that_waits_for_an_answer_is_told_after_a_day_until_it_is_answered() -> None:
    slot = Slot(at("2026-03-12 10:00"), at("2026-03-12 11:00"), LONDON, "Thursday at ten")
    story = Story().gets("2026-03-06 10:00", Kind.INTERVIEW_INVITE, facts=Facts(proposed=(slot,)))
    assert not standing(story, "2026-03-07 09:59", Errand.ANSWER_OWED)
    (reminder,) = standing(story, "2026-03-07 10:00", Errand.ANSWER_OWED)
    assert reminder.reason.sentence == (
        "Acme asked you to agree a time for an interview on Fri 6 March and waits for you; an answer within a day is "
        "courtesy, and silence can be read as a no."
    )
    assert reminder.points == ("They proposed Thu 12 March at 10:00.",)
    story.writes("2026-03-08 10:00")
    assert not standing(story, "2026-03-08 10:01", Errand.ANSWER_OWED)


def test_nothing_is_owed_to_an_employer_whose_application_is_closed() -> None:
    story = Story().gets("2026-03-06 10:00", Kind.INFO_REQUEST).ends("2026-03-07 08:00", Outcome.WITHDRAWN)
    assert not standing(story, "2026-03-09 10:00", Errand.ANSWER_OWED)


def test_a_deadline_is_told_two_days_and_one_day_before_and_not_after() -> None:
    due = replace(Facts(), deadline=Deadline(at("2026-03-12 17:00"), "by Thursday at five"))
    story = Story().gets("2026-03-06 10:00", Kind.ASSESSMENT, facts=due)
    numbers = {
        when: [r.occasion.n for r in standing(story, when, Errand.DEADLINE_NEAR)]
        for when in ("2026-03-10 16:59", "2026-03-10 17:00", "2026-03-11 17:00", "2026-03-12 17:00")
    }
    assert list(numbers.values()) == [[], [1], [2], []]


def test_a_deadline_on_a_day_off_counts_as_the_last_business_day_before_it() -> None:
    story = Story().has(OfferRecorded("acme", at("2026-03-09 10:00"), Form.WRITTEN, at("2026-03-15 12:00")))
    (reminder,) = standing(story, "2026-03-11 17:30", Errand.DEADLINE_NEAR)
    assert "is due on Sun 15 March at 12:00" in reminder.reason.sentence
    assert reminder.at == at("2026-03-11 17:00"), "48 hours before Friday's close of business"


def test_the_answer_to_an_offer_that_was_given_is_not_asked_for() -> None:
    story = Story().has(OfferRecorded("acme", at("2026-03-09 10:00"), Form.WRITTEN, at("2026-03-13 12:00")))
    story.ends("2026-03-10", Outcome.ACCEPTED)
    assert not standing(story, "2026-03-12 14:00", Errand.DEADLINE_NEAR)


def test_a_debrief_is_asked_for_after_two_hours_and_once_more_until_it_is_written() -> None:
    story = Story().meets("2026-03-12 14:00", BEN)
    assert not standing(story, "2026-03-12 16:59", Errand.DEBRIEF_MISSING)
    assert [r.occasion.n for r in standing(story, "2026-03-12 17:00", Errand.DEBRIEF_MISSING)] == [1]
    assert [r.occasion.n for r in standing(story, "2026-03-13 15:00", Errand.DEBRIEF_MISSING)] == [2]
    assert not standing(story, "2026-03-16 09:00", Errand.DEBRIEF_MISSING)
    story.has(debriefed("2026-03-12 18:00", topics="billing"))
    assert not standing(story, "2026-03-12 18:00", Errand.DEBRIEF_MISSING)


def test_before_the_next_interview_what_was_written_down_comes_back() -> None:
    story = Story().meets("2026-03-12 14:00", BEN).meets("2026-03-19 14:00", BEN, uid="uid-2", told="2026-03-13 10:00")
    story.has(debriefed("2026-03-12 18:00", hardest="Why leave?", learned="Two teams", shape="4"))
    assert not standing(story, "2026-03-18 13:00", Errand.INTERVIEW_NEAR)
    (reminder,) = standing(story, "2026-03-18 14:00", Errand.INTERVIEW_NEAR)
    assert reminder.points == ("The hardest question: Why leave?", "What you learned: Two teams")
    assert not standing(story, "2026-03-19 14:00", Errand.INTERVIEW_NEAR)


def test_hard_questions_of_another_employer_come_back_too() -> None:
    here = Story().meets("2026-03-19 14:00", BEN)
    there = Story(id="globex", company="Globex")
    there.has(Debriefed("globex", at("2026-03-10 12:00"), "", (("hardest", "A gap in 2019?"), ("who", "Jo"))))
    now = at("2026-03-18 15:00")
    plan = decide([here.before(now), there.before(now)], shipped(), now, Context(ME, LONG_AGO))
    (reminder,) = [r for r in plan.reminders if r.errand is Errand.INTERVIEW_NEAR]
    assert reminder.points == ("A hard question elsewhere: A gap in 2019?",)


def test_references_asked_for_are_told_until_somebody_was_named() -> None:
    story = Story().gets("2026-03-09 10:00", Kind.REFERENCE_REQUEST)
    assert standing(story, "2026-03-09 11:00", Errand.REFERENCES_ASKED)
    story.has(RefereeNamed("acme", at("2026-03-09 12:00"), "Jo Field", "jo@home.example"))
    assert not standing(story, "2026-03-09 12:00", Errand.REFERENCES_ASKED)


def test_who_would_rather_be_rung_gets_no_draft_and_the_user_what_to_say() -> None:
    story = Story().meets("2026-03-12 14:00", BEN)
    story.gets("2026-03-13 10:00", Kind.EMPLOYER_REPLY, facts=Facts(channel=said("phone")))
    assert story.drafted("2026-03-20 10:00") == []
    calls = standing(story, "2026-03-20 10:00", Errand.CALL_THEM)
    assert [r.occasion.anchor.partition("/")[0] for r in calls] == ["thank-you", "status-no-promise"]
    question = calls[-1]
    assert question.points == (
        "It is about the role of Analyst at Acme.",
        "You met on Thu 12 March.",
        "Ask one thing: how things stand, and when you may expect to hear.",
    )


def test_a_reminder_dismissed_stays_away() -> None:
    story = Story().meets("2026-03-12 14:00", BEN)
    story.has(Corrected("acme", at("2026-03-12 16:00"), "dismiss", "debrief-missing"))
    assert not standing(story, "2026-03-12 18:00", Errand.DEBRIEF_MISSING)


def test_mail_that_shows_in_the_mailbox_at_work_is_told() -> None:
    me = replace(ME, work_addresses=("sam@globex.example",))
    story = Story(me=me).gets("2026-03-09 10:00", Kind.EMPLOYER_REPLY)
    assert "work-mailbox" not in {r.occasion.rule for r in story.plan("2026-03-09 12:00").reminders}
    known = mail(at("2026-03-10 10:00"), Kind.EMPLOYER_REPLY)
    story.files(replace(known, envelope=replace(known.envelope, cc=(Address("", "Sam+jobs@globex.example"),))))
    (told,) = [r for r in story.plan("2026-03-10 12:00").reminders if r.occasion.rule == "work-mailbox"]
    assert "shows in your mailbox at work, Sam+jobs@globex.example" in told.reason.sentence
    assert not [r for r in story.plan("2026-03-20 12:00").reminders if r.occasion.rule == "work-mailbox"]


class TestSentInTwice:
    def told(self, story: Story) -> list[str]:
        reminders = story.plan("2026-03-06 12:00").reminders
        return [r.reason.sentence for r in reminders if r.occasion.rule == "double-submission"]

    def through(self, agency: str) -> Story:
        facts = Facts(agency=said(agency), company=said("Acme"))
        jo = Person("Jo Park", "jo@bright.example", Part.CONSULTANT)
        return Story().gets("2026-03-03 10:00", Kind.RECRUITER_OUTREACH, sender=jo, facts=facts)

    def test_another_agency_in_the_same_application_is_told(self) -> None:
        story = self.through("Bright Talent")
        assert self.told(story) == []
        lou = Person("Lou Hart", "lou@harbour.example", Part.CONSULTANT)
        facts = Facts(agency=said("Harbour Search"))
        story.gets("2026-03-05 10:00", Kind.RECRUITER_OUTREACH, sender=lou, facts=facts)
        (sentence,) = self.told(story)
        assert "through Bright Talent and through Harbour Search, since Thu 5 March" in sentence

    def test_so_is_an_application_the_employers_own_system_thanks_for(self) -> None:
        story = self.through("Bright Talent")
        facts = Facts(company=said("Acme Ltd"))
        story.gets("2026-03-05 10:00", Kind.ACKNOWLEDGEMENT, facts=facts)
        (sentence,) = self.told(story)
        assert "through Bright Talent and directly" in sentence

    def test_the_agencys_own_receipt_is_no_second_channel(self) -> None:
        story = self.through("Bright Talent")
        jobs = Person("Bright Talent", "jobs@bright.example", Part.CONTACT)
        story.gets("2026-03-05 10:00", Kind.ACKNOWLEDGEMENT, sender=jobs, facts=Facts(company=said("Acme")))
        assert self.told(story) == []
