"""Offers: thanks, more time, paper that does not come, and word of one offer to other employers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from agent.deciding import Gate
from agent.reading import Facts, Kind, Trust
from agent.tracking import Corrected, DraftBecame, Fate, Form, Noted, OfferRecorded, Outcome, Wish, Wished
from tests.deciding.story import ANN, BEN, Story, at, promise, said, shipped
from tests.deciding.together import GUS, IVY, ZOE, Together, acme, by, globex, initech, interviewing

DEADLINE = "2026-03-27 17:00"
"""A Friday."""


def offered(story: Story, when: str = "2026-03-16 11:00", deadline: str = DEADLINE) -> Story:
    return story.gets(when, Kind.OFFER, facts=by(deadline))


def wish(
    when: str = "2026-03-17 10:00", until: str | None = "2026-04-03", reason: str = "I owe another firm a word"
) -> Wished:
    day = None if until is None else date.fromisoformat(until)
    return Wished("acme", at(when), Wish.MORE_TIME, until=day, reason=reason)


def verbal(when: str = "2026-03-12 16:00") -> OfferRecorded:
    return OfferRecorded("acme", at(when), Form.VERBAL)


class TestThanks:
    def test_a_written_offer_is_thanked_for_at_once_and_once(self) -> None:
        search = Together(offered(acme())).live("2026-03-27 12:00", sends={"offer-thanks"})
        assert search.drafts == ["Mon 2026-03-16 11:00 acme offer-thanks to ann@acme.example"]
        (draft,) = search.placed
        assert draft.grounds.offer is not None
        assert draft.grounds.offer.answer_by == at(DEADLINE)
        assert "in writing, to be answered by Fri 27 March at 17:00" in draft.reason.sentence

    def test_an_offer_by_night_is_thanked_for_in_the_morning_and_not_after_the_next_day(self) -> None:
        search = Together(offered(acme(), "2026-03-16 21:00"))
        assert search.drafted("2026-03-16 22:00") == []
        assert search.drafted("2026-03-17 09:00") == ["acme offer-thanks to ann@acme.example"]
        assert search.gate("2026-03-17 17:00", "acme", "offer-thanks") is Gate.LATE

    def test_who_has_answered_by_hand_is_not_made_to_thank_again(self) -> None:
        story = offered(acme()).writes("2026-03-16 12:00")
        assert Together(story).gate("2026-03-16 12:30", "acme", "offer-thanks") is Gate.USER_WROTE

    def test_neither_the_offer_nor_its_deadline_is_a_question_that_keeps_the_thanks_waiting(self) -> None:
        story = offered(acme())
        assert story.application.offer is not None
        assert Together(story).drafted("2026-03-16 11:00") == ["acme offer-thanks to ann@acme.example"]

    def test_an_offer_made_by_telephone_is_not_thanked_for_in_writing(self) -> None:
        story = acme().gets("2026-03-10 10:00", Kind.EMPLOYER_REPLY).has(verbal())
        assert Together(story).live("2026-03-16").drafts == []

    def test_thanks_lie_in_drafts_no_longer_than_the_offer_stands(self) -> None:
        search = Together(offered(acme(), deadline="2026-03-17 12:00")).live("2026-03-20")
        (gone,) = search.withdrawn
        assert gone.reason.sentence == "The offer of Acme is not as it was, so these thanks are out of date."
        turned = Together(offered(acme()).gets("2026-03-18 10:00", Kind.REJECTION)).live("2026-03-19")
        assert [w.occasion for w in turned.withdrawn] == ["acme/offer-thanks/offer/1"]

    def test_a_message_nobody_is_sure_of_after_the_offer_stops_them(self) -> None:
        story = offered(acme()).gets("2026-03-16 11:30", Kind.UNSURE, confidence=0.4)
        assert Together(story).gate("2026-03-16 12:00", "acme", "offer-thanks") is Gate.DOUBT


class TestMoreTime:
    def test_it_is_asked_for_with_a_reason_and_a_day(self) -> None:
        search = Together(offered(acme()).has(wish())).live("2026-03-24")
        assert search.drafts_by("offer-extension") == ["Tue 2026-03-17 10:00 acme offer-extension to ann@acme.example"]
        grounds = search.placed[-1].grounds
        assert (grounds.wish, grounds.offer) == (wish(), search.known(at("2026-03-18"))[0].offer)

    def test_the_request_takes_the_place_of_the_mere_thanks(self) -> None:
        search = Together(offered(acme()).has(wish())).live("2026-03-24")
        assert [w.occasion for w in search.withdrawn] == ["acme/offer-thanks/offer/1"]

    @pytest.mark.parametrize(
        ("lacking", "says"),
        [
            (wish(reason=" "), "gave no reason"),
            (wish(until=None), "did not say until when"),
            (wish(until="2026-03-27"), "no later than the one you have"),
        ],
    )
    def test_without_a_reason_or_a_later_day_it_is_held_back_and_the_thanks_stay(
        self, lacking: Wished, says: str
    ) -> None:
        search = Together(offered(acme()).has(lacking))
        held = search.held("2026-03-17 10:00", "acme", "offer-extension")
        assert held is not None
        assert held.gate is Gate.INCOMPLETE
        assert says in held.reason.sentence
        assert search.live("2026-03-18").drafts_by("offer-thanks")
        assert search.withdrawn == []

    def test_without_an_offer_on_record_there_is_nothing_to_ask_time_for(self) -> None:
        story = acme().gets("2026-03-10 10:00", Kind.EMPLOYER_REPLY).has(wish())
        held = Together(story).held("2026-03-17 10:00", "acme", "offer-extension")
        assert held is not None
        assert "none that waits for your answer is on record" in held.reason.sentence

    @pytest.mark.parametrize(
        ("deadline", "last"),
        [
            ("2026-03-27 17:00", "2026-03-25 17:00"),
            ("2026-03-28 12:00", "2026-03-26 17:00"),
            ("2026-03-30 09:00", "2026-03-26 17:00"),
            ("2026-04-07 12:00", "2026-04-01 17:00"),
        ],
        ids=["a Friday", "a Saturday", "a Monday", "after Easter"],
    )
    def test_two_business_days_before_the_deadline_it_is_too_late_and_a_weekend_makes_it_earlier(
        self, deadline: str, last: str
    ) -> None:
        late = at(last)
        story = offered(acme(), deadline=deadline).has(wish("2026-03-20 10:00", until="2026-04-20"))
        search = Together(story)
        (draft,) = [a for a in search.plan("2026-03-20 10:00").drafts if a.rule.name == "offer-extension"]
        assert draft.window.until == late
        assert draft.window.suggested <= late
        assert search.gate(last, "acme", "offer-extension") is Gate.LATE

    def test_the_time_is_asked_for_in_the_evening_too(self) -> None:
        search = Together(offered(acme()).has(wish("2026-03-21 20:00"))).live("2026-03-22")
        assert search.drafts_by("offer-extension") == ["Sat 2026-03-21 20:00 acme offer-extension to ann@acme.example"]

    def test_once_it_was_sent_a_second_request_is_held_back(self) -> None:
        again = wish("2026-03-23 10:00", until="2026-04-10")
        search = Together(offered(acme()).has(wish(), again)).live("2026-03-23 12:00", sends={"offer-extension"})
        assert len(search.drafts_by("offer-extension")) == 1
        held = search.held("2026-03-23 12:00", "acme", "offer-extension")
        assert held is not None
        assert "asked for some before" in held.reason.sentence

    def test_a_wish_worded_anew_takes_the_place_of_one_that_lies_in_drafts(self) -> None:
        better = wish("2026-03-18 10:00", reason="My present employer needs an answer too")
        search = Together(offered(acme()).has(wish(), better)).live("2026-03-19")
        assert len(search.drafts_by("offer-extension")) == 2
        assert len(search.withdrawn) == 2


class TestPaperThatDoesNotCome:
    def rung(self) -> Story:
        return acme().gets("2026-03-05 10:00", Kind.EMPLOYER_REPLY).has(verbal())

    def test_after_three_business_days_and_again_after_five_more_and_never_more(self) -> None:
        search = Together(self.rung()).live("2026-05-30", sends={"verbal-no-paper"})
        assert search.drafts == [
            "Tue 2026-03-17 09:00 acme verbal-no-paper to ann@acme.example",
            "Tue 2026-03-24 09:00 acme verbal-no-paper to ann@acme.example",
        ]

    def test_not_before_the_day_they_named_and_one_more(self) -> None:
        story = self.rung().gets("2026-03-13 10:00", Kind.EMPLOYER_REPLY, facts=promise("2026-03-25"))
        search = Together(story).live("2026-04-01")
        assert search.drafts == ["Thu 2026-03-26 09:00 acme verbal-no-paper to ann@acme.example"]

    def test_a_word_of_theirs_begins_the_wait_anew(self) -> None:
        story = self.rung().gets("2026-03-16 10:00", Kind.EMPLOYER_REPLY)
        assert Together(story).live("2026-04-01").drafts[0].startswith("Thu 2026-03-19 09:00")

    def test_not_once_the_paper_is_there(self) -> None:
        search = Together(offered(self.rung(), "2026-03-18 10:00")).live("2026-03-19")
        assert [w.occasion for w in search.withdrawn] == ["acme/verbal-no-paper/verbal-offer/1"]
        assert "no longer one by word of mouth" in search.withdrawn[0].reason.sentence
        assert search.drafts_by("offer-thanks") == ["Wed 2026-03-18 10:00 acme offer-thanks to ann@acme.example"]

    def test_a_lower_offer_in_writing_is_the_one_on_record(self) -> None:
        story = offered(self.rung(), "2026-03-13 10:00")
        assert story.application.offer is not None
        assert story.application.offer.form is Form.WRITTEN
        assert Together(story).live("2026-03-30").drafts_by("verbal-no-paper") == []


def with_offer_at_globex(deadline: str = DEADLINE, **more: object) -> Story:
    return globex().gets("2026-03-16 11:00", Kind.OFFER, sender=ZOE, facts=by(deadline), **more)


class TestOfferElsewhere:
    def test_who_has_interviewed_is_told_once_of_a_written_offer(self) -> None:
        search = Together(interviewing(acme(), ANN), with_offer_at_globex()).live(
            "2026-03-27", sends={"offer-elsewhere"}
        )
        assert search.drafts_by("offer-elsewhere") == ["Mon 2026-03-16 11:00 acme offer-elsewhere to ann@acme.example"]
        (told,) = [a for a in search.placed if a.rule.name == "offer-elsewhere"]
        assert told.grounds.offer is not None
        assert told.grounds.offer.answer_by == at(DEADLINE)
        assert told.window.until == at("2026-03-26 17:00")

    def test_also_before_an_interview_that_is_fixed(self) -> None:
        search = Together(interviewing(acme(), ANN, "2026-03-24 14:00"), with_offer_at_globex())
        assert search.drafted("2026-03-16 11:00")[0] == "acme offer-elsewhere to ann@acme.example"

    @pytest.mark.parametrize(
        "story",
        [
            acme().gets("2026-03-05 10:00", Kind.EMPLOYER_REPLY),
            interviewing(acme(), ANN).gets("2026-03-13 10:00", Kind.REJECTION),
            interviewing(acme(), ANN).has(Corrected("acme", at("2026-03-13 10:00"), "preferred", "no")),
            interviewing(acme(), ANN).has(OfferRecorded("acme", at("2026-03-13 10:00"), Form.VERBAL)),
        ],
        ids=["without an interview", "turned down", "not preferred", "offered as well"],
    )
    def test_nobody_else_is_told(self, story: Story) -> None:
        assert Together(story, with_offer_at_globex()).live("2026-03-25").drafts_by("offer-elsewhere") == []

    @pytest.mark.parametrize(
        "offer",
        [
            globex().has(OfferRecorded("globex", at("2026-03-16 11:00"), Form.VERBAL, at(DEADLINE))),
            globex().has(OfferRecorded("globex", at("2026-03-16 11:00"), Form.WRITTEN, at(DEADLINE), conditional=True)),
            with_offer_at_globex("2026-03-10 12:00"),
            with_offer_at_globex().ends("2026-03-16 11:00", Outcome.DECLINED),
            globex(),
        ],
        ids=["verbal", "conditional", "run out", "declined", "none"],
    )
    def test_of_nothing_but_a_written_offer_that_stands_is_ever_spoken(self, offer: Story) -> None:
        search = Together(interviewing(acme(), ANN), offer).live("2026-03-25")
        assert search.drafts_by("offer-elsewhere") == []

    def test_without_a_day_of_answer_the_user_is_asked_for_it(self) -> None:
        unknown = globex().gets("2026-03-16 11:00", Kind.OFFER, sender=ZOE)
        search = Together(interviewing(acme(), ANN), unknown)
        assert search.gate("2026-03-16 12:00", "acme", "offer-elsewhere") is Gate.INCOMPLETE
        unknown.has(OfferRecorded("globex", at("2026-03-16 13:00"), Form.WRITTEN, at(DEADLINE)))
        assert "acme offer-elsewhere to ann@acme.example" in search.drafted("2026-03-16 13:00")

    @pytest.mark.parametrize(
        "odd",
        [
            with_offer_at_globex().gets("2026-03-16 11:30", Kind.UNSURE, sender=ZOE, confidence=0.4),
            with_offer_at_globex(trust=Trust.SUSPECT),
        ],
        ids=["something unclear came since", "the mail is not to be trusted"],
    )
    def test_of_an_offer_that_may_not_stand_nothing_is_said(self, odd: Story) -> None:
        search = Together(interviewing(acme(), ANN), odd)
        assert search.gate("2026-03-16 12:00", "acme", "offer-elsewhere") is Gate.DOUBT

    def test_an_offer_the_user_vouches_for_is_not_doubted(self) -> None:
        odd = with_offer_at_globex(trust=Trust.SUSPECT)
        odd.has(OfferRecorded("globex", at("2026-03-16 11:20"), Form.WRITTEN, at(DEADLINE)))
        assert "acme offer-elsewhere to ann@acme.example" in Together(interviewing(acme(), ANN), odd).drafted(
            "2026-03-16 12:00"
        )

    def test_a_question_where_a_message_belongs_puts_the_offer_in_doubt(self) -> None:
        search = Together(interviewing(acme(), ANN), with_offer_at_globex())
        search.in_question = frozenset({"globex"})
        assert search.gate("2026-03-16 12:00", "acme", "offer-elsewhere") is Gate.DOUBT

    def test_of_two_offers_hours_apart_in_two_zones_the_one_that_ends_first_counts(self) -> None:
        mine = interviewing(acme(), ANN)
        ours = with_offer_at_globex("2026-03-27 18:00")
        theirs = initech().gets(
            "2026-03-16 11:00", Kind.OFFER, sender=IVY, facts=by("2026-03-27 13:00", "America/New_York")
        )
        search = Together(mine, ours, theirs).live("2026-03-26 12:00")
        told = [a.occasion.anchor for a in search.placed if a.rule.name == "offer-elsewhere"]
        assert told == ["offer-of-initech"]

    def test_when_that_offer_is_gone_the_note_is_taken_back(self) -> None:
        offer = with_offer_at_globex().ends("2026-03-18 10:00", Outcome.DECLINED)
        search = Together(interviewing(acme(), ANN), offer).live("2026-03-19")
        assert "acme/offer-elsewhere/offer-of-globex/1" in {w.occasion for w in search.withdrawn}

    def test_when_the_time_to_answer_is_over_it_is_taken_back_at_that_moment(self) -> None:
        search = Together(interviewing(acme(), ANN), with_offer_at_globex("2026-03-18 15:00")).live("2026-03-19")
        gone = next(w for w in search.withdrawn if w.application == "acme")
        assert gone.reason.sentence == "The offer that Acme was to hear of no longer waits for your answer."

    def test_who_told_them_by_hand_is_not_made_to_tell_again(self) -> None:
        mine = interviewing(acme(), ANN).writes("2026-03-16 11:30")
        search = Together(mine, with_offer_at_globex())
        assert search.gate("2026-03-16 12:00", "acme", "offer-elsewhere") is Gate.USER_WROTE

    def test_thanks_sent_since_are_no_word_of_the_offer(self) -> None:
        mine = acme().meets("2026-03-17 14:00", BEN)
        search = Together(mine, with_offer_at_globex("2026-04-10 17:00"))
        search.rules = replace(shipped(), rules=tuple(r for r in shipped().rules if r.name == "thank-you"))
        search.live("2026-03-18 12:00", sends={"thank-you"})
        search.rules = shipped()
        assert "acme offer-elsewhere to ann@acme.example" in search.drafted("2026-03-18 12:00")

    @pytest.mark.parametrize(
        "facts",
        [{"company": "ACME"}, {"company": "Acme Group"}, {"company": ""}],
        ids=["the same name", "the same domain", "no name"],
    )
    def test_an_employer_is_not_told_of_their_own_offer_for_another_role(self, facts: dict[str, str]) -> None:
        other = Story(id="second", role="Planner", **facts)  # type: ignore[arg-type]  # a name
        other.gets("2026-03-16 11:00", Kind.OFFER, sender=BEN, facts=by(DEADLINE))
        search = Together(interviewing(acme(), ANN), other).live("2026-03-25")
        assert search.drafts_by("offer-elsewhere") == []

    def test_nor_is_an_agency_told_of_the_offer_of_its_other_client(self) -> None:
        through = Facts(agency=said("Bright Talent"))
        other = with_offer_at_globex().gets("2026-03-04 10:00", Kind.EMPLOYER_REPLY, sender=ZOE, facts=through)
        mine = interviewing(acme().gets("2026-03-04 10:00", Kind.EMPLOYER_REPLY, facts=through), ANN)
        assert Together(mine, other).live("2026-03-25").drafts_by("offer-elsewhere") == []

    def test_one_person_who_recruits_for_both_is_written_to_without_a_wait(self) -> None:
        asked = Story(id="acme-two", role="Planner").gets("2026-03-05 10:00", Kind.EMPLOYER_REPLY)
        asked.writes("2026-03-13 10:00")
        search = Together(interviewing(acme(), ANN), asked, with_offer_at_globex())
        assert "acme offer-elsewhere to ann@acme.example" in search.drafted("2026-03-16 11:00")


def test_after_a_verbal_offer_nobody_asks_how_things_stand() -> None:
    story = acme().meets("2026-03-10 14:00", GUS).has(verbal())
    assert Together(story).live("2026-05-30").drafts_by("status-no-promise") == []


def test_a_draft_that_was_deleted_is_not_written_again() -> None:
    search = Together(offered(acme())).live("2026-03-16 11:30")
    search.stories[0].has(
        DraftBecame("acme", at("2026-03-16 11:30"), "acme/offer-thanks/offer/1", Fate.DELETED, "seen")
    )
    assert search.live("2026-03-20", since="2026-03-16 11:31").drafts == [
        "Mon 2026-03-16 11:00 acme offer-thanks to ann@acme.example"
    ]


def test_a_note_of_a_call_counts_as_an_answer() -> None:
    story = offered(acme(), "2026-03-16 08:00").has(Noted("acme", at("2026-03-16 08:30"), "rang Ann", "phone"))
    assert Together(story).gate("2026-03-16 09:00", "acme", "offer-thanks") is Gate.USER_WROTE
