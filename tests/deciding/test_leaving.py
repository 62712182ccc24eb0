"""Leave taken: after a withdrawal, after declining, and of all others after an acceptance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.deciding import CloseLeft, Gate, Rule
from agent.reading import Facts, Kind, Part, Person, Trust
from agent.tracking import (
    Closed,
    Corrected,
    DraftBecame,
    Fate,
    Form,
    Noted,
    OfferRecorded,
    Outcome,
    Reopened,
    Stage,
    Wish,
    Wished,
)
from tests.deciding.story import ANN, BEN, Story, at, said
from tests.deciding.together import IVY, ZOE, Together, acme, by, globex, initech, interviewing

LEAVING = ("withdraw", "withdraw-elsewhere", "decline-offer")


def accepted(form: Form | None = Form.WRITTEN, *, conditional: bool = False, when: str = "2026-03-16 10:00") -> Story:
    """Globex offered, and the user accepted on that Monday."""
    story = globex()
    if form is Form.WRITTEN:
        story.gets("2026-03-13 11:00", Kind.OFFER, sender=ZOE, facts=by("2026-03-20 17:00"))
    if form is Form.VERBAL or conditional:
        story.has(OfferRecorded("globex", at("2026-03-13 12:00"), form or Form.WRITTEN, conditional=conditional))
    return story.ends(when, Outcome.ACCEPTED)


class TestTheUsersOwnWithdrawal:
    def test_a_person_who_was_in_touch_is_told(self) -> None:
        search = Together(interviewing(acme(), ANN).ends("2026-03-12 11:00", Outcome.WITHDRAWN)).live("2026-03-30")
        assert search.drafts_by(*LEAVING) == ["Thu 2026-03-12 11:00 acme withdraw to ann@acme.example"]
        why = search.placed[-1].reason.sentence
        assert why.startswith("You withdrew from the role of Analyst at Acme on Thu 12 March")

    def test_an_interview_ahead_is_no_reason_to_wait(self) -> None:
        story = interviewing(acme(), ANN, "2026-03-20 14:00").ends("2026-03-12 11:00", Outcome.WITHDRAWN)
        assert Together(story).drafted("2026-03-12 11:00") == ["acme withdraw to ann@acme.example"]

    @pytest.mark.parametrize(
        "story", [acme(), acme().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT)], ids=["nobody", "a receipt"]
    )
    def test_a_bare_application_is_simply_left(self, story: Story) -> None:
        assert Together(story.ends("2026-03-12 11:00", Outcome.WITHDRAWN)).live("2026-03-30").drafts == []

    def test_through_an_agency_it_goes_to_the_consultant(self) -> None:
        kim = Person("Kim Agent", "kim@agency.example", Part.CONSULTANT)
        story = acme().gets(
            "2026-03-04 10:00", Kind.EMPLOYER_REPLY, sender=kim, facts=Facts(agency=said("Bright Talent"))
        )
        search = Together(interviewing(story, ANN).ends("2026-03-12 11:00", Outcome.WITHDRAWN))
        assert search.drafted("2026-03-12 11:00") == ["acme withdraw to kim@agency.example"]

    @pytest.mark.parametrize("written", ["2026-03-12 10:30", "2026-03-11 16:00", "2026-03-12 11:30"])
    def test_what_the_user_wrote_about_that_day_is_taken_for_their_leave(self, written: str) -> None:
        story = interviewing(acme(), ANN).writes(written).ends("2026-03-12 11:00", Outcome.WITHDRAWN)
        search = Together(story)
        assert search.gate("2026-03-12 12:00", "acme", "withdraw") is Gate.USER_WROTE

    def test_what_they_wrote_days_before_is_not(self) -> None:
        story = interviewing(acme(), ANN).writes("2026-03-09 10:30").ends("2026-03-12 11:00", Outcome.WITHDRAWN)
        assert Together(story).drafted("2026-03-12 11:00") == ["acme withdraw to ann@acme.example"]

    def test_nor_is_a_thank_you_drafted_here(self) -> None:
        story = acme().meets("2026-03-11 14:00", BEN).ends("2026-03-12 11:00", Outcome.WITHDRAWN)
        search = Together(story).live("2026-03-13", sends={"thank-you"})
        assert search.drafts_by(*LEAVING) == ["Thu 2026-03-12 11:00 acme withdraw to ann@acme.example"]

    def test_after_it_nothing_more_is_written_and_what_lay_in_drafts_is_taken_back(self) -> None:
        story = acme().meets("2026-03-10 14:00", BEN).ends("2026-03-18 11:00", Outcome.WITHDRAWN)
        search = Together(story).live("2027-06-01", sends={"withdraw"})
        assert search.drafts_by("withdraw") == search.drafts[-1:]
        assert {w.occasion.split("/")[1] for w in search.withdrawn} == {"thank-you", "status-no-promise"}

    def test_taken_up_again_the_letter_is_taken_back_and_a_second_withdrawal_has_its_own(self) -> None:
        story = interviewing(acme(), ANN).ends("2026-03-12 11:00", Outcome.WITHDRAWN)
        story.has(Reopened("acme", at("2026-03-12 12:00"), "after all")).ends("2026-03-19 11:00", Outcome.WITHDRAWN)
        search = Together(story).live("2026-03-20")
        assert len(search.drafts_by("withdraw")) == 2
        gone = next(w for w in search.withdrawn if w.occasion.split("/")[1] == "withdraw")
        assert "taken the application at Acme up again" in gone.reason.sentence

    def test_the_users_word_that_nobody_is_to_be_contacted_holds_here_too(self) -> None:
        story = interviewing(acme(), ANN).has(Corrected("acme", at("2026-03-12 10:00"), "no_contact", "yes"))
        story.ends("2026-03-12 11:00", Outcome.WITHDRAWN)
        assert Together(story).gate("2026-03-12 12:00", "acme", "withdraw") is Gate.NO_CONTACT


class TestDeclining:
    def test_an_offer_is_declined_in_a_letter_of_its_own(self) -> None:
        story = acme().gets("2026-03-10 10:00", Kind.OFFER, facts=by("2026-03-20 17:00"))
        search = Together(story.ends("2026-03-12 11:00", Outcome.DECLINED)).live("2026-03-30")
        assert search.drafts_by(*LEAVING) == ["Thu 2026-03-12 11:00 acme decline-offer to ann@acme.example"]
        assert search.placed[-1].grounds.offer is not None
        assert [w.occasion for w in search.withdrawn] == ["acme/offer-thanks/offer/1"]

    def test_an_offer_by_word_of_mouth_is_declined_in_writing_too(self) -> None:
        story = acme().gets("2026-03-05 10:00", Kind.EMPLOYER_REPLY)
        story.has(OfferRecorded("acme", at("2026-03-10 10:00"), Form.VERBAL)).ends("2026-03-12 11:00", Outcome.DECLINED)
        assert Together(story).drafted("2026-03-12 11:00") == ["acme decline-offer to ann@acme.example"]

    def test_where_there_was_no_offer_there_is_none_to_decline(self) -> None:
        story = interviewing(acme(), ANN).ends("2026-03-12 11:00", Outcome.DECLINED)
        assert Together(story).live("2026-03-20").drafts_by(*LEAVING) == []


class TestAcceptance:
    def test_every_other_employer_one_was_in_touch_with_is_told_at_once(self) -> None:
        ahead = interviewing(initech(), IVY, "2026-03-25 14:00")
        bare = Story(id="hooli", company="Hooli")
        search = Together(interviewing(acme(), ANN), ahead, bare, accepted()).live("2026-03-30")
        assert search.drafts_by(*LEAVING) == [
            "Mon 2026-03-16 10:00 acme withdraw-elsewhere to ann@acme.example",
            "Mon 2026-03-16 10:00 initech withdraw-elsewhere to ivy@initech.example",
        ]
        assert "You accepted the job at Globex on Mon 16 March, and Acme still counts on you" in (
            search.placed[-2].reason.sentence
        )

    def test_one_consultant_of_two_clients_is_told_of_both_without_a_wait(self) -> None:
        kim = Person("Kim Agent", "kim@agency.example", Part.CONSULTANT)
        through = Facts(agency=said("Bright Talent"))
        two = [s.gets("2026-03-04 10:00", Kind.EMPLOYER_REPLY, sender=kim, facts=through) for s in (acme(), initech())]
        search = Together(*two, accepted())
        assert search.drafted("2026-03-16 10:00") == [
            "acme withdraw-elsewhere to kim@agency.example",
            "initech withdraw-elsewhere to kim@agency.example",
        ]

    def test_open_drafts_of_any_other_kind_there_are_taken_back_with_that_reason(self) -> None:
        search = Together(acme().meets("2026-03-12 14:00", BEN), accepted()).live("2026-03-17")
        gone = [w for w in search.withdrawn if w.application == "acme"]
        assert [w.occasion.split("/")[1] for w in gone] == ["thank-you", "offer-elsewhere"]
        assert {w.reason.sentence for w in gone} == {
            "You accepted the job at Globex on Mon 16 March, so this is not written.",
            "You accepted the job at Globex on Mon 16 March, so this can go.",
        }

    def test_nothing_but_leave_is_written_anywhere_afterwards(self) -> None:
        mine = (
            acme().meets("2026-03-12 14:00", BEN).meets("2026-03-18 14:00", BEN, uid="uid-2", told="2026-03-07 10:00")
        )
        mine.gets("2026-03-19 10:00", Kind.REJECTION)
        search = Together(mine, interviewing(initech(), IVY), accepted()).live("2026-09-01")
        after = [a for a in search.placed if a.at > at("2026-03-16 10:00")]
        assert after == []
        assert search.gate("2026-03-18 18:00", "acme", "thank-you") is Gate.ACCEPTED

    @pytest.mark.parametrize(
        ("acceptance", "says"),
        [
            (accepted(Form.VERBAL), "the offer is not in writing still"),
            (accepted(None), "the offer is not in writing still"),
            (accepted(conditional=True), "the offer hangs on a condition still"),
        ],
        ids=["verbal", "no offer known", "conditional"],
    )
    def test_while_what_was_accepted_is_not_firm_it_is_wise_to_wait(self, acceptance: Story, says: str) -> None:
        search = Together(interviewing(acme(), ANN), acceptance)
        held = search.held("2026-03-16 10:00", "acme", "withdraw-elsewhere")
        assert held is not None
        assert held.gate is Gate.OFFER_NOT_FIRM
        assert says in held.reason.sentence
        assert "it is wise to wait" in held.reason.sentence

    def test_meanwhile_thanks_are_given_there_but_nothing_is_asked_and_nothing_taken_back(self) -> None:
        mine = (
            acme().meets("2026-03-10 14:00", BEN).meets("2026-03-17 10:00", BEN, uid="uid-2", told="2026-03-07 10:00")
        )
        search = Together(mine, accepted(Form.VERBAL)).live("2026-03-27")
        assert search.drafts == [
            "Tue 2026-03-10 17:00 acme thank-you to ben@acme.example",
            "Tue 2026-03-17 13:00 acme thank-you to ben@acme.example",
        ]
        assert search.withdrawn == []
        assert search.gate("2026-03-27 10:00", "acme", "status-no-promise") is Gate.ACCEPTED

    def test_once_it_comes_in_writing_leave_is_taken_then(self) -> None:
        acceptance = accepted(Form.VERBAL)
        acceptance.has(OfferRecorded("globex", at("2026-04-08 11:00"), Form.WRITTEN))
        search = Together(interviewing(acme(), ANN), acceptance).live("2026-04-20")
        assert search.drafts_by(*LEAVING) == ["Wed 2026-04-08 11:00 acme withdraw-elsewhere to ann@acme.example"]

    @pytest.mark.parametrize(
        "odd",
        [
            accepted().gets("2026-03-16 09:30", Kind.UNSURE, sender=ZOE, confidence=0.4),
            globex()
            .gets("2026-03-13 11:00", Kind.OFFER, sender=ZOE, trust=Trust.SUSPECT)
            .ends("2026-03-16 10:00", Outcome.ACCEPTED),
        ],
        ids=["something unclear came since", "the offer's mail is not to be trusted"],
    )
    def test_an_offer_in_doubt_is_nothing_to_withdraw_on(self, odd: Story) -> None:
        search = Together(interviewing(acme(), ANN), odd)
        assert search.gate("2026-03-16 10:00", "acme", "withdraw-elsewhere") is Gate.DOUBT

    def test_who_wrote_to_them_that_day_has_told_them(self) -> None:
        mine = interviewing(acme(), ANN).writes("2026-03-16 09:15")
        assert Together(mine, accepted()).gate("2026-03-16 10:00", "acme", "withdraw-elsewhere") is Gate.USER_WROTE

    def test_closing_them_oneself_afterwards_writes_no_second_letter(self) -> None:
        mine = interviewing(acme(), ANN).ends("2026-03-16 15:00", Outcome.WITHDRAWN)
        search = Together(mine, accepted()).live("2026-03-30")
        assert search.drafts_by(*LEAVING) == ["Mon 2026-03-16 10:00 acme withdraw-elsewhere to ann@acme.example"]
        assert "withdraw-elsewhere" not in {w.occasion.split("/")[1] for w in search.withdrawn}

    def test_an_application_begun_afterwards_is_another_search(self) -> None:
        later = acme(opened=at("2026-09-01 09:00")).gets("2026-09-02 10:00", Kind.EMPLOYER_REPLY)
        search = Together(later, accepted()).live("2026-10-30")
        assert search.drafts_by(*LEAVING) == []
        assert search.drafts

    def test_one_that_is_taken_up_again_afterwards_goes_on(self) -> None:
        mine = acme().meets("2026-03-17 14:00", BEN).has(Reopened("acme", at("2026-03-16 12:00"), "all the same"))
        search = Together(mine, accepted()).live("2026-03-19")
        assert search.drafts_by("thank-you") == ["Tue 2026-03-17 17:00 acme thank-you to ben@acme.example"]
        gone = [w.occasion.split("/")[1] for w in search.withdrawn if w.application == "acme"]
        assert gone == ["offer-elsewhere", "withdraw-elsewhere"]


class TestAnAcceptanceTakenBack:
    """The employer backs out; the user takes the application up again, or closes it as a rejection."""

    def test_letters_that_were_not_sent_are_taken_back(self) -> None:
        back = accepted().has(Reopened("globex", at("2026-03-17 10:00"), "they backed out"))
        search = Together(interviewing(acme(), ANN), back.ends("2026-03-17 10:01", Outcome.REJECTED)).live("2026-03-18")
        gone = next(w for w in search.withdrawn if w.occasion.split("/")[1] == "withdraw-elsewhere")
        assert gone.reason.sentence == "There is no acceptance on record any more that would end things with Acme."

    def test_where_leave_was_taken_nothing_is_ever_written_again(self) -> None:
        mine = acme().meets("2026-03-12 14:00", BEN)
        back = accepted().ends("2026-03-18 10:00", Outcome.REJECTED)
        search = Together(mine, back).live("2026-07-01", sends={"withdraw-elsewhere"})
        assert [a.rule.name for a in search.placed if a.at > at("2026-03-16 11:00")] == []
        assert search.gate("2026-03-24 10:00", "acme", "status-no-promise") is Gate.CLOSED

    def test_what_the_user_closed_stays_closed(self) -> None:
        mine = interviewing(acme(), ANN).ends("2026-03-16 15:00", Outcome.WITHDRAWN)
        search = Together(mine, accepted().ends("2026-03-18 10:00", Outcome.REJECTED)).live("2026-04-30")
        assert search.stories[0].application.outcome is Outcome.WITHDRAWN

    def test_until_the_user_takes_it_up_again(self) -> None:
        mine = acme().meets("2026-03-12 14:00", BEN).has(Reopened("acme", at("2026-03-18 11:00"), "they still want me"))
        back = accepted().ends("2026-03-18 10:00", Outcome.REJECTED)
        search = Together(mine, back).live("2026-04-01", sends={"withdraw-elsewhere"})
        assert search.drafts_by("status-no-promise") != []


def test_a_withdrawal_deleted_from_drafts_is_not_written_again() -> None:
    search = Together(interviewing(acme(), ANN), accepted()).live("2026-03-16 12:00")
    occasion = "acme/withdraw-elsewhere/accepted-globex/1"
    search.stories[0].has(DraftBecame("acme", at("2026-03-16 12:00"), occasion, Fate.DELETED, "seen"))
    assert len(search.live("2026-04-01", since="2026-03-16 12:01").drafts_by(*LEAVING)) == 1


def test_leave_is_taken_though_an_edited_question_still_lies_in_drafts() -> None:
    mine = acme().meets("2026-03-02 14:00", BEN, told="2026-03-02 10:00")
    search = Together(mine, accepted()).live("2026-03-12")
    asked = next(a for a in search.placed if a.rule.name == "status-no-promise")
    mine.has(DraftBecame("acme", at("2026-03-12 09:00"), str(asked.occasion), Fate.EDITED, "seen"))
    search.live("2026-03-17", since="2026-03-12 10:00")
    assert search.drafts_by(*LEAVING) == ["Mon 2026-03-16 10:00 acme withdraw-elsewhere to ann@acme.example"]


def test_a_wish_for_more_time_is_moot_after_an_acceptance() -> None:
    mine = acme().gets("2026-03-13 10:00", Kind.OFFER, facts=by("2026-03-27 17:00"))
    mine.has(Wished("acme", at("2026-03-16 11:00"), Wish.MORE_TIME, until=at("2026-04-03").date(), reason="I wait"))
    search = Together(mine, accepted())
    assert search.gate("2026-03-16 11:00", "acme", "offer-extension") is Gate.ACCEPTED
    assert mine.application.stage is Stage.OFFER


def test_a_note_of_a_call_from_them_is_contact_enough_to_take_leave() -> None:
    mine = (
        acme()
        .gets("2026-03-04 10:00", Kind.ACKNOWLEDGEMENT)
        .has(Noted("acme", at("2026-03-09 10:00"), "Ann rang", "phone", "them"))
    )
    search = Together(mine, accepted())
    assert search.drafted("2026-03-16 10:00") == ["acme withdraw-elsewhere to ann@acme.example"]


class TestALetterOfLeaveThatWasSent:
    def test_ends_the_application_as_withdrawn_at_the_pass_that_sees_it_sent(self) -> None:
        story = interviewing(acme(), ANN, "2026-03-25 14:00")
        search = Together(story, accepted()).live("2026-04-30", sends={"withdraw-elsewhere"})
        ended = story.application
        assert (ended.outcome, ended.closed_at) == (Outcome.WITHDRAWN, at("2026-03-16 10:10"))
        assert search.drafts_by(*LEAVING) == ["Mon 2026-03-16 10:00 acme withdraw-elsewhere to ann@acme.example"]
        (closing,) = [e for e in ended.events if isinstance(e, Closed)]
        assert closing.because == "You took leave of Acme on Mon 16 March."

    def test_ends_it_whatever_the_rule_is_called_and_as_declined_where_it_declines(self) -> None:
        story = acme().gets("2026-03-10 10:00", Kind.OFFER, facts=by("2026-03-20 17:00"))
        story.rules = replace(story.rules, rules=tuple(_called(r, "no-thanks") for r in story.rules.rules))
        story.ends("2026-03-12 11:00", Outcome.DECLINED).live("2026-03-12 12:00")
        story.has(Reopened("acme", at("2026-03-12 13:00"), "after all"))
        sent = next(d.occasion for d in story.application.drafts if d.rule == "no-thanks")
        story.has(DraftBecame("acme", at("2026-03-12 14:00"), sent, Fate.SENT, "it is in Sent")).live("2026-03-30")
        assert story.application.outcome is Outcome.DECLINED
        assert [d for d in story.drafts if "no-thanks" in d] == ["Thu 2026-03-12 11:00 no-thanks to ann@acme.example"]

    @pytest.mark.parametrize(
        "word",
        [
            Reopened("acme", at("2026-03-17 10:00"), "after all"),
            Corrected("acme", at("2026-03-17 10:00"), "stage", "interviewing"),
        ],
        ids=["reopened", "corrected"],
    )
    def test_ends_it_once_and_the_users_later_word_holds(self, word: Reopened | Corrected) -> None:
        story = interviewing(acme(), ANN, "2026-04-25 14:00").has(word)
        Together(story, accepted()).live("2026-03-30", sends={"withdraw-elsewhere"})
        assert story.application.stage is Stage.INTERVIEWING

    def test_is_none_while_it_lies_in_drafts_or_was_deleted(self) -> None:
        story = interviewing(acme(), ANN, "2026-04-25 14:00")
        search = Together(story, accepted()).live("2026-03-18")
        assert not story.application.closed
        (occasion,) = [d.occasion for d in story.application.drafts if d.rule in LEAVING]
        story.has(DraftBecame("acme", at("2026-03-18 10:00"), occasion, Fate.DELETED, "gone"))
        assert not [a for a in search.plan("2026-03-18 11:00").actions if isinstance(a, CloseLeft)]


def _called(rule: Rule, name: str) -> Rule:
    return replace(rule, name=name) if rule.name == "decline-offer" else rule
