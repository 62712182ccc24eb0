"""Old acquaintances, and thanks after a rejection that feedback follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.deciding import Gate
from agent.reading import Facts, Kind
from agent.tracking import Corrected, Form, Noted, OfferRecorded, Outcome
from tests.deciding.story import ANN, Story, at, said
from tests.deciding.together import Together, acme, globex, initech, interviewing

RENEWING, TURNED_DOWN = "reconnect", "2026-03-16 10:00"
SENT = ("thank-you", "rejection-thanks", RENEWING)


def news(when: str, text: str = "News: I finished the certificate you spoke of", application: str = "acme") -> Noted:
    return Noted(application, at(when), text)


def turned_down(story: Story | None = None) -> Story:
    return interviewing(story or acme(), ANN).gets(TURNED_DOWN, Kind.REJECTION)


def test_long_after_the_end_news_are_written_of_in_a_letter_of_its_own() -> None:
    search = Together(turned_down().has(news("2026-05-01 10:00"))).live("2027-06-01", sends=SENT)
    assert search.drafts_by(RENEWING) == ["Mon 2026-06-15 09:00 acme reconnect to ann@acme.example"]
    (draft,) = [a for a in search.placed if a.rule.name == RENEWING]
    assert (draft.answers, draft.interview is not None) == (None, True)
    assert draft.window.suggested >= at("2026-07-14 09:00")
    assert draft.window.until == at("2027-03-16 17:00")
    assert "you noted news on Fri 1 May" in draft.reason.sentence


def test_news_that_come_later_are_written_of_when_they_come() -> None:
    search = Together(turned_down().has(news("2026-08-11 19:00"))).live("2027-06-01", sends=SENT)
    assert search.drafts_by(RENEWING) == ["Wed 2026-08-12 09:00 acme reconnect to ann@acme.example"]


@pytest.mark.parametrize(
    "story",
    [
        turned_down(),
        turned_down().has(news("2026-05-01 10:00", "news:  ")),
        turned_down().has(news("2026-05-01 10:00", "They have news: a new office")),
        turned_down().has(news("2026-03-12 10:00")),
        acme().gets("2026-03-05 10:00", Kind.EMPLOYER_REPLY).gets(TURNED_DOWN, Kind.REJECTION).has(news("2026-05-01")),
        interviewing(acme(), ANN).ends(TURNED_DOWN, Outcome.WITHDRAWN).has(news("2026-05-01 10:00")),
        interviewing(acme(), ANN).ends(TURNED_DOWN, Outcome.ACCEPTED).has(news("2026-05-01 10:00")),
        turned_down().has(news("2027-03-20 10:00")),
    ],
    ids=["no news", "empty", "not news", "from before", "no interview", "withdrawn", "accepted", "a year later"],
)
def test_otherwise_nobody_is_bothered(story: Story) -> None:
    assert Together(story).live("2027-06-01", sends=SENT).drafts_by(RENEWING) == []


def test_who_asked_not_to_be_written_to_is_not() -> None:
    wish = Facts(no_contact=replace(said("do-not-ask"), quote="please do not contact us about this again"))
    story = interviewing(acme(), ANN).gets(TURNED_DOWN, Kind.REJECTION, facts=wish).has(news("2026-07-01 10:00"))
    assert Together(story).gate("2026-07-01 10:00", "acme", RENEWING) is Gate.NO_CONTACT
    word = turned_down().has(Corrected("acme", at("2026-03-17"), "no_contact", "yes"), news("2026-07-01 10:00"))
    assert Together(word).gate("2026-07-01 10:00", "acme", RENEWING) is Gate.NO_CONTACT


def test_one_person_gets_one_such_letter_in_half_a_year_whatever_the_application() -> None:
    other = turned_down(Story(id="acme-two", role="Planner"))
    other.has(news("2026-07-20 10:00", application="acme-two"))
    mine = turned_down().has(news("2026-06-16 10:00"), news("2026-12-20 10:00", "news: and another"))
    search = Together(mine, other).live("2027-01-10", sends=SENT)
    assert search.drafts_by(RENEWING) == [
        "Tue 2026-06-16 10:00 acme reconnect to ann@acme.example",
        "Mon 2026-12-14 09:00 acme-two reconnect to ann@acme.example",
    ]
    held = search.held("2026-08-03 10:00", "acme-two", RENEWING)
    assert held is not None
    assert "180 days lie between" in held.reason.sentence


def test_a_question_they_once_asked_is_no_answer_owed_after_the_end() -> None:
    story = interviewing(acme(), ANN).gets("2026-03-13 10:00", Kind.INFO_REQUEST)
    story.ends(TURNED_DOWN, Outcome.REJECTED).has(news("2026-07-01 10:00"))
    assert "acme reconnect to ann@acme.example" in Together(story).drafted("2026-07-01 10:00")


def test_who_wrote_by_hand_since_has_told_them() -> None:
    story = turned_down().has(news("2026-07-01 10:00")).writes("2026-07-01 10:30")
    assert Together(story).gate("2026-07-01 11:00", "acme", RENEWING) is Gate.USER_WROTE


def test_news_noted_after_an_acceptance_are_the_users_wish() -> None:
    taken = globex().has(OfferRecorded("globex", at("2026-03-20 10:00"), Form.WRITTEN))
    taken.ends("2026-03-23 10:00", Outcome.ACCEPTED)
    before = Together(turned_down().has(news("2026-03-18 10:00")), taken)
    assert before.gate("2026-07-01 10:00", "acme", RENEWING) is Gate.ACCEPTED
    after = Together(turned_down().has(news("2026-11-02 10:00")), taken)
    assert after.drafted("2026-11-02 10:00") == ["acme reconnect to ann@acme.example"]


class TestAfterARejection:
    def test_feedback_given_afterwards_is_thanked_for_only_if_nobody_thanked_before(self) -> None:
        thanked = turned_down().gets("2026-03-18 10:00", Kind.EMPLOYER_REPLY).gets("2026-03-19 10:00", Kind.REJECTION)
        search = Together(thanked).live("2026-06-01", sends={"rejection-thanks"})
        thanks = search.drafts_by("rejection-thanks")
        assert thanks == ["Tue 2026-03-17 09:00 acme rejection-thanks to ann@acme.example"]
        by_hand = turned_down().writes("2026-03-16 15:00").gets("2026-03-16 16:00", Kind.EMPLOYER_REPLY)
        assert Together(by_hand).live("2026-06-01").drafts_by("rejection-thanks") == []

    def test_one_rejected_role_leaves_the_other_at_the_same_company_alone(self) -> None:
        second = interviewing(Story(id="acme-two", role="Planner"), ANN, "2026-03-11 14:00")
        search = Together(turned_down(), second).live("2026-03-30")
        assert search.drafts_by("status-no-promise") != []
        assert not second.application.closed

    def test_one_recruiter_is_written_to_about_one_role_at_a_time(self) -> None:
        second = interviewing(Story(id="acme-two", role="Planner"), ANN, "2026-03-11 14:00")
        search = Together(interviewing(acme(), ANN), second, initech()).live("2026-04-30", sends={"status-no-promise"})
        when = [a.at for a in search.placed if a.rule.name == "status-no-promise"]
        assert len(when) == 2
        assert (when[1] - when[0]).days >= 7

    def test_invited_after_all_the_thanks_for_the_rejection_are_taken_back(self) -> None:
        story = turned_down().gets("2026-03-18 10:00", Kind.INTERVIEW_INVITE)
        search = Together(story).live("2026-03-19")
        assert "acme/rejection-thanks" in " ".join(w.occasion for w in search.withdrawn)
        assert not story.application.closed

    def test_a_late_rejection_of_a_bare_application_earns_no_thanks(self) -> None:
        story = acme().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT).ends("2026-04-20", Outcome.NO_RESPONSE)
        story.gets("2026-06-16 10:00", Kind.REJECTION)
        search = Together(story).live("2026-07-01")
        assert (search.drafts_by("rejection-thanks"), story.application.outcome) == ([], Outcome.REJECTED)
