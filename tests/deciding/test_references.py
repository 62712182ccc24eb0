"""Referees: told before they are called, spared when asked of often, thanked when it is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.deciding import Gate
from agent.reading import Address, Automated, Direction, Facts, Kind, Part, Person, Span, Trust
from agent.tracking import Corrected, DraftBecame, Fate, Form, OfferRecorded, Outcome, RefereeNamed, Reopened
from tests.deciding.story import ANN, BEN, Story, at, mail, said, shipped
from tests.deciding.together import Together, acme, globex, initech, interviewing

REFEREE_RULES = ("reference-headsup", "reference-thanks")


def jo(application: str = "acme", when: str = "2026-03-16 11:00", points: str = "the billing system") -> RefereeNamed:
    return RefereeNamed(application, at(when), "Jo Field", "jo@home.example", points)


def lou(when: str = "2026-03-16 11:00") -> RefereeNamed:
    return RefereeNamed("acme", at(when), "Lou Hart", "Lou@Elsewhere.example")


def named(*referees: RefereeNamed) -> Story:
    return acme().gets("2026-03-05 10:00", Kind.EMPLOYER_REPLY).has(*referees)


class TestAWordBeforehand:
    def test_each_referee_is_told_the_same_day_and_once(self) -> None:
        search = Together(named(jo(), lou())).live("2026-04-01")
        assert search.drafts_by(*REFEREE_RULES) == [
            "Mon 2026-03-16 11:00 acme reference-headsup to jo@home.example",
            "Mon 2026-03-16 11:00 acme reference-headsup to Lou@Elsewhere.example",
        ]
        assert search.placed[0].grounds.referee == jo()
        assert search.placed[0].answers is None
        assert search.placed[0].reason.sentence.startswith(
            "You named Jo Field as a reference for the role of Analyst at Acme on Mon 16 March"
        )

    def test_naming_somebody_again_with_other_points_writes_no_second_letter(self) -> None:
        search = Together(named(jo(), jo(when="2026-03-17 10:00", points="leading the team"))).live("2026-04-01")
        assert len(search.drafts_by("reference-headsup")) == 1

    def test_by_night_and_at_the_weekend_of_the_user_it_waits_whatever_the_employers_zone(self) -> None:
        story = named(jo(when="2026-03-20 18:00"))
        story.gets("2026-03-06 10:00", Kind.INTERVIEW_SCHEDULED, facts=Facts(company=said("Acme")))
        abroad = replace(story.application, timezone="Asia/Tokyo")
        assert abroad.timezone == "Asia/Tokyo"
        assert Together(story).live("2026-04-01").drafts_by("reference-headsup") == [
            "Mon 2026-03-23 09:00 acme reference-headsup to jo@home.example"
        ]

    @pytest.mark.parametrize(
        "wish",
        [
            lambda s: s.has(Corrected("acme", at("2026-03-13 10:00"), "no_contact", "yes")),
            lambda s: s.has(Corrected("acme", at("2026-03-13 10:00"), "channel", "phone")),
            lambda s: s.gets("2026-03-13 10:00", Kind.INFO_REQUEST),
            lambda s: s.gets("2026-03-13 10:00", Kind.REFERENCE_REQUEST, trust=Trust.SUSPECT),
            lambda s: s.gets(
                "2026-03-13 10:00",
                Kind.OUT_OF_OFFICE,
                automated=Automated.AUTO_REPLIED,
                facts=Facts(away_until=Span(at("2026-03-13").date(), at("2026-03-27").date(), "away")),
            ),
        ],
        ids=["no contact", "by telephone", "an answer owed", "not to be trusted", "away"],
    )
    def test_what_concerns_the_employer_concerns_no_referee(self, wish: object) -> None:
        story = named(jo())
        wish(story)  # type: ignore[operator]  # each is a function of a story
        assert Together(story).drafted("2026-03-16 11:00") == ["acme reference-headsup to jo@home.example"]

    def test_a_pause_of_the_company_does_not_hold_but_a_pause_of_everything_does(self) -> None:
        company = replace(shipped(), company_pauses=(("Acme", None),))
        assert Together(named(jo()), rules=company).drafted("2026-03-16 11:00") != []
        everything = replace(shipped(), paused_until=at("2026-03-18"))
        search = Together(named(jo()), rules=everything)
        assert search.gate("2026-03-16 11:00", "acme", "reference-headsup") is Gate.PAUSED

    def test_it_waits_for_no_other_draft_and_keeps_none_waiting(self) -> None:
        story = acme().meets("2026-03-02 14:00", BEN, told="2026-03-02 10:00").has(jo(when="2026-03-09 08:00"))
        search = Together(story).live("2026-03-12")
        assert [a.rule.name for a in search.placed] == ["thank-you", "reference-headsup", "status-no-promise"]

    def test_who_wrote_to_them_by_hand_has_told_them(self) -> None:
        story = named(jo()).writes("2026-03-16 11:10", to="jo@home.example")
        assert Together(story).gate("2026-03-16 11:20", "acme", "reference-headsup") is Gate.USER_WROTE
        other = named(jo()).writes("2026-03-16 11:10")
        assert Together(other).drafted("2026-03-16 11:20") == ["acme reference-headsup to jo@home.example"]

    @pytest.mark.parametrize("address", ["", "jo", "jo@", "jo field@home.example", "sam@home.example"])
    def test_without_an_address_of_theirs_nothing_is_guessed(self, address: str) -> None:
        story = named(RefereeNamed("acme", at("2026-03-16 11:00"), "Jo Field", address))
        held = Together(story).held("2026-03-16 11:00", "acme", "reference-headsup")
        assert held is not None
        assert (held.gate, held.reason.sentence) == (
            Gate.NO_ADDRESS,
            "No address is known at which this referee can be written to.",
        )

    def test_once_it_is_over_nobody_need_be_told_but_the_thanks_of_who_was_not(self) -> None:
        story = named(jo()).gets("2026-03-16 10:30", Kind.REJECTION)
        search = Together(story).live("2026-04-10")
        assert search.drafts_by(*REFEREE_RULES) == []
        late = Together(named(jo()).gets("2026-03-17 10:30", Kind.REJECTION)).live("2026-04-10")
        assert [w.occasion for w in late.withdrawn] == ["acme/reference-headsup/jo@home.example/1"]

    def test_an_acceptance_that_hangs_on_references_does_not_stop_it(self) -> None:
        story = named().has(OfferRecorded("acme", at("2026-03-13 10:00"), Form.WRITTEN, conditional=True))
        story.ends("2026-03-14 10:00", Outcome.ACCEPTED).has(jo())
        assert Together(story).drafted("2026-03-16 11:00") == ["acme reference-headsup to jo@home.example"]


class TestOverload:
    def busy_jo(self) -> tuple[Story, ...]:
        """Jo has been told of three applications, on three days."""
        names = {"one": "2026-03-03 10:00", "two": "2026-03-05 10:00", "three": "2026-03-10 10:00"}
        return tuple(Story(id=name, company=name.title()).has(jo(name, when)) for name, when in names.items())

    def test_a_fourth_within_thirty_days_is_asked_about(self) -> None:
        search = Together(*self.busy_jo(), named(jo())).live("2026-03-16 12:00")
        held = search.held("2026-03-16 12:00", "acme", "reference-headsup")
        assert len(search.drafts_by("reference-headsup")) == 3
        assert held is not None
        assert held.gate is Gate.OVERLOAD
        assert "Jo Field was told of 3 other applications within 30 days" in held.reason.sentence

    def test_the_user_who_names_them_again_insists(self) -> None:
        search = Together(*self.busy_jo(), named(jo(), jo(when="2026-03-16 15:00"))).live("2026-03-17")
        told = search.drafts_by("reference-headsup")
        assert told[-1] == "Mon 2026-03-16 15:00 acme reference-headsup to jo@home.example"

    def test_of_four_named_at_once_the_fourth_is_asked_about(self) -> None:
        at_once = [Story(id=name).has(jo(name)) for name in ("four", "one", "three", "two")]
        search = Together(*at_once).live("2026-03-20")
        assert len(search.placed) == 3

    def test_after_thirty_days_a_further_one_is_as_the_first(self) -> None:
        search = Together(*self.busy_jo(), named(jo(when="2026-04-02 11:00"))).live("2026-04-03")
        assert len(search.drafts_by("reference-headsup")) == 4

    def test_another_referee_is_told_all_the_same(self) -> None:
        search = Together(*self.busy_jo(), named(lou())).live("2026-03-17")
        assert search.drafts[-1].endswith("Lou@Elsewhere.example")

    def test_one_deleted_from_drafts_burdened_nobody(self) -> None:
        search = Together(*self.busy_jo(), named(jo())).live("2026-03-13")
        occasion = "one/reference-headsup/jo@home.example/1"
        search.stories[0].has(DraftBecame("one", at("2026-03-13 10:00"), occasion, Fate.DELETED, "seen"))
        assert "acme reference-headsup to jo@home.example" in search.drafted("2026-03-16 11:00")


class TestThanks:
    def over(self, outcome: Outcome = Outcome.REJECTED) -> Story:
        return named(jo(), lou(when="2026-03-16 12:00")).ends("2026-03-24 10:00", outcome)

    @pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.ACCEPTED, Outcome.WITHDRAWN, Outcome.NO_RESPONSE])
    def test_whatever_came_of_it_who_was_told_is_thanked(self, outcome: Outcome) -> None:
        search = Together(self.over(outcome)).live("2026-05-01", sends={"reference-headsup"})
        thanks = search.drafts_by("reference-thanks")
        assert thanks == [
            "Tue 2026-03-24 10:00 acme reference-thanks to jo@home.example",
            "Tue 2026-03-24 10:00 acme reference-thanks to Lou@Elsewhere.example",
        ]
        (one, _) = [a for a in search.placed if a.rule.name == "reference-thanks"]
        assert (one.window.suggested, one.window.until) == (at("2026-03-26 09:00"), at("2026-04-09 17:00"))

    def test_who_was_never_told_is_not_thanked(self) -> None:
        assert Together(self.over()).live("2026-05-01").drafts_by("reference-thanks") == []

    def test_silence_is_an_end_too(self) -> None:
        search = Together(named(jo())).live("2026-07-01", sends={"reference-headsup"})
        assert [d[4:14] for d in search.drafts_by("reference-thanks")] == ["2026-04-30"]

    def test_taken_up_again_they_can_wait(self) -> None:
        story = self.over().has(Reopened("acme", at("2026-03-25 10:00"), "all the same"))
        search = Together(story).live("2026-03-26", sends={"reference-headsup"})
        gone = [w for w in search.withdrawn if "reference-thanks" in w.occasion]
        assert len(gone) == 2
        assert gone[0].reason.sentence.startswith("The application at Acme is open again")

    def test_they_are_given_after_an_acceptance_elsewhere_as_well(self) -> None:
        other = globex().has(OfferRecorded("globex", at("2026-03-20 10:00"), Form.WRITTEN))
        other.ends("2026-03-23 10:00", Outcome.ACCEPTED)
        search = Together(self.over(Outcome.WITHDRAWN), other).live("2026-05-01", sends={"reference-headsup"})
        assert len(search.drafts_by("reference-thanks")) == 2


def test_two_roles_at_one_company_are_two_references() -> None:
    second = Story(id="acme-two", role="Planner").has(jo("acme-two"))
    search = Together(interviewing(named(jo()), ANN), second, initech()).live("2026-03-17")
    assert len(search.drafts_by("reference-headsup")) == 2


class TestTheirMail:
    """What goes between the user and a referee is filed here, perhaps, by its thread; it is none of the employer's."""

    JO = Person("Jo Field", "jo@home.example", Part.CONTACT)

    def test_a_referees_answer_is_no_sign_of_the_employer_and_makes_nobody_there(self) -> None:
        quiet = acme().meets("2026-03-10 14:00", BEN).has(jo(when="2026-03-11 11:00"))
        sent = {"reference-headsup", "thank-you"}
        asked = Together(quiet).live("2026-03-30", sends=sent).drafts_by("status-no-promise")
        answered = acme().meets("2026-03-10 14:00", BEN).has(jo(when="2026-03-11 11:00"))
        answered.gets("2026-03-12 10:00", Kind.EMPLOYER_REPLY, sender=self.JO)
        answered.gets("2026-03-12 11:00", Kind.REJECTION, sender=self.JO)
        answered.gets("2026-03-12 12:00", Kind.UNSURE, sender=self.JO, confidence=0.3)
        search = Together(answered).live("2026-03-30", sends=sent)
        assert search.drafts_by("status-no-promise") == asked != []
        assert not answered.application.closed
        assert len(answered.application.mails) > len(quiet.application.mails)

    def test_a_letter_to_a_referee_answers_nothing_they_asked(self) -> None:
        story = named().gets("2026-03-16 10:00", Kind.REFERENCE_REQUEST).has(jo())
        search = Together(story).live("2026-03-20", sends={"reference-headsup"})
        assert len(search.placed) == 1
        story.gets("2026-03-17 10:00", Kind.INFO_REQUEST)
        story.writes("2026-03-17 11:00", to="jo@home.example")
        assert Together(story.meets("2026-03-16 14:00", BEN)).gate("2026-03-18 10:00", "acme", "thank-you") is (
            Gate.BALL_WITH_USER
        )

    def test_a_letter_to_them_and_to_the_employer_is_the_employers_too(self) -> None:
        story = named(jo())
        both = replace(mail(at("2026-03-16 12:00"), Kind.NOT_JOB, mine=True), direction=Direction.OUTBOUND)
        envelope = replace(both.envelope, to=(Address("", "jo@home.example"), Address("", "ann@acme.example")))
        assert not story.application.is_private(replace(both, envelope=envelope))
        alone = replace(both.envelope, to=(Address("", "Jo@home.example"),))
        assert story.application.is_private(replace(both, envelope=alone))

    def test_nobody_but_the_rules_for_referees_writes_to_one(self) -> None:
        story = acme().gets("2026-03-03 10:00", Kind.EMPLOYER_REPLY, sender=self.JO).has(jo(when="2026-03-04 10:00"))
        search = Together(story).live("2026-05-30", sends={"reference-headsup"})
        assert {a.rule.name for a in search.placed} <= set(REFEREE_RULES)
