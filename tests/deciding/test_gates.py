"""Every gate, shut and open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date

import pytest

from agent.deciding import CloseSilent, Duration, Gate, Situation
from agent.deciding.manner import MANNERS
from agent.deciding.situations import SITUATIONS
from agent.reading import Automated, Deadline, Facts, Kind, Part, Person, Said, Slot, Span, Trust
from agent.rehearsing import message_id
from agent.tracking import Corrected, DraftBecame, DraftPlaced, Fate, Noted, Outcome
from tests.deciding.story import (
    BEN,
    EVE,
    LONG_AGO,
    Story,
    at,
    mail,
    meeting,
    promise,
    rule,
    said,
    shipped,
    with_rule,
)

DUE = "2026-03-19 10:00"
"""A week after the interview: the question would be drafted now."""
THANKS_DUE = "2026-03-12 17:30"

ASK, THANK = "status-no-promise", "thank-you"


def interviewed() -> Story:
    return Story().meets("2026-03-12 14:00", BEN)


def test_without_any_gate_the_drafts_are_placed() -> None:
    assert interviewed().drafted(DUE) == ["thank-you to ben@acme.example", "status-no-promise to ann@acme.example"]
    assert interviewed().drafted(THANKS_DUE) == ["thank-you to ben@acme.example"]


SHUT: list[tuple[str, Gate, Callable[[Story], Story], str, str]] = [
    ("a request nobody answered", Gate.BALL_WITH_USER, lambda s: s.gets("2026-03-11 10:00", Kind.ASSESSMENT), DUE, ASK),
    (
        "a machine's request",
        Gate.BALL_WITH_USER,
        lambda s: s.gets("2026-03-13 10:00", Kind.ASSESSMENT, automated=Automated.AUTO_GENERATED),
        *(DUE, ASK),
    ),
    (
        "times they propose",
        Gate.BALL_WITH_USER,
        lambda s: s.gets(
            "2026-03-13 10:00",
            Kind.EMPLOYER_REPLY,
            facts=Facts(proposed=(Slot(at("2026-03-24 10:00"), at("2026-03-24 11:00"), None, "Tuesday?"),)),
        ),
        *("2026-03-20 10:00", ASK),
    ),
    (
        "a day by which they want an answer",
        Gate.BALL_WITH_USER,
        lambda s: s.gets(
            "2026-03-13 10:00", Kind.EMPLOYER_REPLY, facts=Facts(deadline=Deadline(at("2026-03-20"), "by Friday"))
        ),
        *("2026-03-20 10:00", ASK),
    ),
    (
        "a word that it is on hold",
        Gate.ON_HOLD,
        lambda s: s.gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, rule="employer_reply.on-hold"),
        *(DUE, ASK),
    ),
    ("an offer", Gate.BALL_WITH_USER, lambda s: s.gets("2026-03-12 16:00", Kind.OFFER), THANKS_DUE, THANK),
    (
        "a request made since the interview",
        Gate.BALL_WITH_USER,
        lambda s: s.gets("2026-03-12 16:00", Kind.INFO_REQUEST),
        *(THANKS_DUE, THANK),
    ),
    ("a question asked by hand", Gate.USER_WROTE, lambda s: s.writes("2026-03-17 10:00"), DUE, ASK),
    (
        "a call noted",
        Gate.USER_WROTE,
        lambda s: s.has(Noted("acme", at("2026-03-17 10:00"), "rang Ann", "phone")),
        *(DUE, ASK),
    ),
    (
        "thanks given by hand",
        Gate.USER_WROTE,
        lambda s: s.writes("2026-03-12 16:00", to="ben@acme.example"),
        *(THANKS_DUE, THANK),
    ),
    (
        "thanks left with the recruiter",
        Gate.USER_WROTE,
        lambda s: s.writes("2026-03-12 16:00", to="ann@acme.example"),
        *(THANKS_DUE, THANK),
    ),
    ("a rejection", Gate.CLOSED, lambda s: s.gets("2026-03-16 10:00", Kind.REJECTION), DUE, ASK),
    ("the user's withdrawal", Gate.CLOSED, lambda s: s.ends("2026-03-12 17:00", Outcome.WITHDRAWN), THANKS_DUE, THANK),
    (
        "a wish not to be asked, by a person and after the interview",
        Gate.NO_CONTACT,
        lambda s: s.gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, facts=wish("silence-means-no", "assume the worst")),
        *("2026-03-19 16:30", ASK),
    ),
    (
        "a wish not to be asked in the invitation itself",
        Gate.NO_CONTACT,
        lambda s: s.gets("2026-03-05 10:00", Kind.INTERVIEW_INVITE, facts=wish("do-not-ask", "please do not chase us")),
        *(DUE, ASK),
    ),
    (
        "a person's wish not to be written to",
        Gate.NO_CONTACT,
        lambda s: s.gets("2026-03-12 15:30", Kind.EMPLOYER_REPLY, facts=wish("do-not-ask", "please do not e-mail us")),
        *(THANKS_DUE, THANK),
    ),
    (
        "the user's own word that nobody is to be contacted",
        Gate.NO_CONTACT,
        lambda s: s.has(Corrected("acme", at("2026-03-12 16:00"), "no_contact", "yes")),
        *(THANKS_DUE, THANK),
    ),
    (
        "an address that bounced",
        Gate.NO_ADDRESS,
        lambda s: s.gets(
            "2026-03-13 10:05",
            Kind.BOUNCE,
            sender=Person("", "postmaster@acme.example", Part.CONTACT),
            automated=Automated.BOUNCE,
            facts=Facts(people=(replace(BEN, address="ann@acme.example"), BEN)),
        ),
        *(DUE, THANK),
    ),
    (
        "a date named and not over",
        Gate.PROMISE_OPEN,
        lambda s: s.gets("2026-03-13 10:00", Kind.EMPLOYER_REPLY, facts=promise("2026-03-19")),
        *("2026-03-20 10:00", ASK),
    ),
    (
        "an absence",
        Gate.OUT_OF_OFFICE,
        lambda s: s.gets(
            "2026-03-16 08:00",
            Kind.OUT_OF_OFFICE,
            automated=Automated.AUTO_REPLIED,
            facts=Facts(away_until=Span(date(2026, 3, 16), date(2026, 3, 20), "back on Monday")),
        ),
        *(DUE, ASK),
    ),
    (
        "another interview",
        Gate.INTERVIEW_AHEAD,
        lambda s: s.meets("2026-03-24 10:00", uid="uid-2", told="2026-03-12 16:00"),
        *(DUE, ASK),
    ),
    ("a message nobody is sure of", Gate.DOUBT, lambda s: s.gets("2026-03-16 10:00", Kind.UNSURE), DUE, ASK),
    (
        "a message understood badly",
        Gate.DOUBT,
        lambda s: s.gets("2026-03-16 10:00", Kind.EMPLOYER_REPLY, confidence=0.5),
        *(DUE, ASK),
    ),
    (
        "doubt about the interview itself",
        Gate.DOUBT,
        lambda s: s.gets("2026-03-11 10:00", Kind.UNSURE),
        *(THANKS_DUE, THANK),
    ),
    (
        "the user's dismissal",
        Gate.DISMISSED,
        lambda s: s.has(Corrected("acme", at("2026-03-13"), "dismiss", ASK)),
        *(DUE, ASK),
    ),
    (
        "a sender who may be another",
        Gate.UNTRUSTED,
        lambda s: s.gets("2026-03-12 16:00", Kind.EMPLOYER_REPLY, trust=Trust.FAILED),
        *("2026-03-19 10:00", ASK),
    ),
    (
        "a wish to be phoned",
        Gate.CHANNEL,
        lambda s: s.gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, facts=Facts(channel=said("phone"))),
        *(DUE, ASK),
    ),
    ("too late a day", Gate.LATE, lambda s: s, "2026-03-19 17:00", THANK),
]


@pytest.mark.parametrize(
    ("gate", "change", "when", "name"), [case[1:] for case in SHUT], ids=[case[0].replace(" ", "-") for case in SHUT]
)
def test_a_gate_holds_back(gate: Gate, change: Callable[[Story], Story], when: str, name: str) -> None:
    story = change(interviewed())
    assert story.gate(when, name) is gate
    assert not any(d.startswith(name) for d in story.drafted(when))
    sentence = story.why(when, name)
    assert sentence.endswith(".")
    assert "_" not in sentence
    assert sentence[0].isupper()


def wish(group: str, quote: str) -> Facts:
    """The facts of a message that says something about being contacted."""
    return Facts(no_contact=Said(group, quote))


MACHINE_WISH = wish("do-not-ask", "do not reply to this message")


@pytest.mark.parametrize("group", ["only-the-chosen", "silence-means-no", "do-not-ask"])
@pytest.mark.parametrize("automated", [None, Automated.NO_REPLY])
def test_any_such_words_hold_back_the_question_after_an_application(group: str, automated: Automated | None) -> None:
    story = Story().gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, facts=wish(group, "so"), automated=automated)
    story.gets("2026-03-04 10:00", Kind.EMPLOYER_REPLY)
    assert story.gate("2026-03-20 10:00", "after-application") is Gate.NO_CONTACT
    assert ("automated message" in story.why("2026-03-20 10:00", "after-application")) is (automated is not None)


def test_a_wish_without_a_sender_or_a_quotation_is_told_all_the_same() -> None:
    nobody = mail(at("2026-03-03 10:00"), Kind.ACKNOWLEDGEMENT, facts=wish("silence-means-no", " "))
    story = Story().files(replace(nobody, envelope=replace(nobody.envelope, sender=None)))
    story.gets("2026-03-04 10:00", Kind.EMPLOYER_REPLY)
    why = story.why("2026-03-20 10:00", "after-application")
    assert why == "They wrote on Tue 3 March: “silence-means-no”, so this is not written."


OPEN: list[tuple[str, Callable[[Story], Story], str, str]] = [
    ("an old invitation that was met by going", lambda s: s.gets("2026-03-05 10:00", Kind.INTERVIEW_INVITE), DUE, ASK),
    (
        "a machine's wish not to be answered",
        lambda s: s.gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, facts=MACHINE_WISH, automated=Automated.NO_REPLY),
        *(DUE, ASK),
    ),
    (
        "a machine's wish not to be answered, for thanks",
        lambda s: s.gets("2026-03-11 10:00", Kind.EMPLOYER_REPLY, facts=MACHINE_WISH, automated=Automated.NO_REPLY),
        *(THANKS_DUE, THANK),
    ),
    (
        "a wish from before there was any talk of an interview",
        lambda s: s.gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, facts=wish("only-the-chosen", "only the chosen")),
        *(DUE, ASK),
    ),
    (
        "what silence means, for thanks",
        lambda s: s.gets("2026-03-12 15:30", Kind.EMPLOYER_REPLY, facts=wish("silence-means-no", "assume")),
        *(THANKS_DUE, THANK),
    ),
    (
        "a wish not to be called, for thanks",
        lambda s: s.gets("2026-03-12 15:30", Kind.EMPLOYER_REPLY, facts=wish("do-not-ask", "please do not call")),
        *(THANKS_DUE, THANK),
    ),
    (
        "a wish taken back by the user",
        lambda s: s.gets("2026-03-12 15:30", Kind.EMPLOYER_REPLY, facts=wish("do-not-ask", "do not write")).has(
            Corrected("acme", at("2026-03-12 16:00"), "no_contact", "no")
        ),
        *(THANKS_DUE, THANK),
    ),
    (
        "a request answered",
        lambda s: s.gets("2026-03-03 10:00", Kind.INFO_REQUEST).writes("2026-03-04 10:00"),
        *(DUE, ASK),
    ),
    (
        "a request answered by phone",
        lambda s: s.gets("2026-03-03 10:00", Kind.INFO_REQUEST).has(
            Noted("acme", at("2026-03-04"), "told her", "phone")
        ),
        *(DUE, ASK),
    ),
    (
        "a request followed by a person's word that asks nothing",
        lambda s: s.gets("2026-03-03 10:00", Kind.INFO_REQUEST).gets("2026-03-04 10:00", Kind.EMPLOYER_REPLY),
        *(DUE, ASK),
    ),
    ("a request from before the interview", lambda s: s.gets("2026-03-11 10:00", Kind.INFO_REQUEST), THANKS_DUE, THANK),
    (
        "a calendar's answer to the invitation",
        lambda s: s.writes("2026-03-16 10:00", rule="calendar.reply"),
        *(DUE, ASK),
    ),
    (
        "an absence note of the user's own",
        lambda s: s.writes("2026-03-16 10:00", automated=Automated.AUTO_REPLIED),
        *(DUE, ASK),
    ),
    ("a line of courtesy the day after", lambda s: s.writes("2026-03-13 10:00"), DUE, ASK),
    (
        "a calendar's yes to an invitation",
        lambda s: s.gets("2026-03-13 10:00", Kind.INTERVIEW_INVITE, automated=Automated.AUTO_GENERATED).writes(
            "2026-03-13 11:00", rule="calendar.reply"
        ),
        *(DUE, ASK),
    ),
    (
        "an invitation to an interview fixed before it came",
        lambda s: s.gets("2026-03-11 10:00", Kind.INTERVIEW_INVITE),
        *(DUE, ASK),
    ),
    (
        "a machine's booking after an invitation",
        lambda s: s.gets("2026-03-04 10:00", Kind.INTERVIEW_INVITE).gets(
            "2026-03-05 10:00", Kind.INTERVIEW_SCHEDULED, automated=Automated.AUTO_GENERATED
        ),
        *(DUE, ASK),
    ),
    (
        "a note without any contact",
        lambda s: s.has(Noted("acme", at("2026-03-17"), "nice people")),
        *(DUE, ASK),
    ),
    (
        "an answer to somebody else",
        lambda s: s.gets("2026-03-12 15:10", Kind.INFO_REQUEST).writes("2026-03-12 16:00", to="ann@acme.example"),
        *(THANKS_DUE, THANK),
    ),
    (
        "an absence that is over",
        lambda s: s.gets(
            "2026-03-05 08:00",
            Kind.OUT_OF_OFFICE,
            automated=Automated.AUTO_REPLIED,
            facts=Facts(away_until=Span(date(2026, 3, 5), date(2026, 3, 10), "")),
        ),
        *(DUE, ASK),
    ),
    (
        "another interview called off",
        lambda s: s.meets("2026-03-24 10:00", uid="uid-2", told="2026-03-06 11:00").has(
            Corrected("acme", at("2026-03-07"), "interview_held", "no", "uid-2")
        ),
        *(DUE, ASK),
    ),
    ("doubt from before the silence", lambda s: s.gets("2026-03-05 10:00", Kind.UNSURE), DUE, ASK),
    (
        "doubt the user has settled",
        lambda s: s.files(odd := mail(at("2026-03-16 10:00"), Kind.UNSURE, automated=Automated.BULK)).has(
            Corrected("acme", at("2026-03-17"), "kind", "not_job", odd.envelope.fingerprint)
        ),
        *(DUE, ASK),
    ),
    (
        "an interview the user says was held",
        lambda s: s.gets("2026-03-11 10:00", Kind.UNSURE).has(
            Corrected("acme", at("2026-03-12 15:30"), "interview_held", "yes", "uid-1")
        ),
        *(THANKS_DUE, THANK),
    ),
    (
        "a wish for e-mail",
        lambda s: s.gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, facts=Facts(channel=said("email"))),
        *(DUE, ASK),
    ),
    (
        "a closed application taken up again by mail",
        lambda s: s.gets("2026-03-04 10:00", Kind.REJECTION).gets("2026-03-05 10:00", Kind.INTERVIEW_INVITE),
        *(DUE, ASK),
    ),
]


@pytest.mark.parametrize(
    ("change", "when", "name"), [case[1:] for case in OPEN], ids=[case[0].replace(" ", "-") for case in OPEN]
)
def test_a_gate_lets_through(change: Callable[[Story], Story], when: str, name: str) -> None:
    story = change(interviewed())
    assert any(d.startswith(name) for d in story.drafted(when)), story.plan(when).held


def test_an_exempt_rule_passes_the_gates_it_names() -> None:
    story = Story(rules=with_rule(ASK, exempt=(Gate.CHANNEL,))).meets("2026-03-12 14:00")
    story.gets("2026-03-03 10:00", Kind.ACKNOWLEDGEMENT, facts=Facts(channel=said("phone")))
    assert "status-no-promise to ann@acme.example" in story.drafted(DUE)


def test_a_rule_switched_off_says_nothing_at_all() -> None:
    story = Story(rules=with_rule(THANK, enabled=False)).meets("2026-03-12 14:00", BEN)
    plan = story.plan(THANKS_DUE)
    assert (plan.actions, plan.held) == ((), ())


# G4


def placed(story: Story, when: str, name: str, anchor: str, to: str = "ann@acme.example") -> Story:
    occasion = f"{story.id}/{name}/{anchor}/1"
    return story.has(DraftPlaced(story.id, at(when), occasion, name, message_id(occasion), to, None))


def test_a_question_lying_in_drafts_keeps_others_waiting_until_it_is_gone() -> None:
    story = placed(interviewed(), "2026-03-10 10:00", "status-after-promise", "earlier")
    edited = story.has(
        DraftBecame("acme", at("2026-03-10 11:00"), "acme/status-after-promise/earlier/1", Fate.EDITED, "")
    )
    assert edited.gate(DUE, ASK) is Gate.DRAFT_OPEN
    assert edited.gate(THANKS_DUE, THANK) is Gate.DRAFT_OPEN
    gone = edited.has(
        DraftBecame("acme", at("2026-03-11 11:00"), "acme/status-after-promise/earlier/1", Fate.DELETED, "")
    )
    assert gone.gate(DUE, ASK) is None


def test_of_two_questions_of_one_application_only_the_first_is_drafted() -> None:
    twin = replace(rule(ASK), name="another")
    story = Story(rules=replace(shipped(), rules=(*shipped().rules, twin))).meets("2026-03-12 14:00")
    assert [d for d in story.drafted(DUE) if "thank" not in d] == ["another to ann@acme.example"]
    assert story.gate(DUE, ASK) is Gate.DRAFT_OPEN


# G10


def test_after_four_messages_of_ones_own_it_is_enough() -> None:
    story = Story().meets("2026-03-12 14:00")
    for day in (16, 17, 18, 19):
        story.writes(f"2026-03-{day} 10:00")
    story.gets("2026-03-20 10:00", Kind.EMPLOYER_REPLY)
    assert story.gate("2026-03-30 10:00", ASK) is Gate.CAP_REACHED
    story.rules = replace(story.rules, ceiling=5)
    assert story.gate("2026-03-30 10:00", ASK) is None


def test_a_question_sent_but_not_yet_seen_counts_towards_the_ceiling() -> None:
    story = placed(interviewed(), "2026-03-10 10:00", ASK, "earlier")
    story.has(DraftBecame("acme", at("2026-03-10 12:00"), "acme/status-no-promise/earlier/1", Fate.SENT, ""))
    story.rules = replace(story.rules, ceiling=1)
    assert story.gate(DUE, ASK) is Gate.CAP_REACHED


# Doubt about which application


def test_a_message_that_may_belong_here_stops_drafts_until_it_is_placed() -> None:
    story = interviewed()
    story.in_question = frozenset({"acme"})
    assert story.gate(DUE, ASK) is Gate.DOUBT
    assert "please say which" in story.why(DUE, ASK)


# Backlog


def test_what_was_due_before_the_first_reading_is_never_drafted_in_a_burst() -> None:
    story = interviewed()
    story.first_read_at = at(DUE)
    assert story.gate("2026-03-19 11:00", ASK) is Gate.BACKLOG
    story.release_backlog = True
    assert story.gate("2026-03-19 11:00", ASK) is None


def test_before_the_first_reading_is_finished_everything_waits_and_is_only_planned() -> None:
    story = interviewed()
    story.first_read_at = None
    assert story.gate(DUE, ASK) is Gate.BACKLOG
    assert story.drafted(DUE) == []
    early = story.plan("2026-03-12 16:00")
    assert [u.occasion.rule for u in early.upcoming] == [THANK, ASK]
    assert story.plan("2026-12-01").actions == (), "silence cannot be known before all mail was read"


def test_what_falls_due_after_the_first_reading_is_drafted() -> None:
    story = interviewed()
    story.first_read_at = at("2026-03-18 10:00")
    assert "status-no-promise to ann@acme.example" in story.drafted(DUE)
    assert story.gate(DUE, THANK) is Gate.BACKLOG


# Pauses


def test_a_pause_holds_everything_back_and_says_until_when() -> None:
    story = interviewed()
    story.rules = replace(story.rules, paused_until=at("2026-03-21 12:00"))
    held = [h for h in story.plan(DUE).held if h.occasion.rule == ASK]
    assert [(h.gate, h.until) for h in held] == [(Gate.PAUSED, at("2026-03-23 09:00"))], "after the weekend, that is"
    assert story.drafted("2026-03-23 09:00") == ["status-no-promise to ann@acme.example"]


def test_a_company_is_paused_for_good_or_until_a_day_and_others_are_not() -> None:
    story = interviewed()
    story.rules = replace(shipped(), company_pauses=((" ACME ", None), ("Globex", None)))
    plan = story.plan(DUE)
    assert {(h.gate, h.until) for h in plan.held} == {(Gate.PAUSED, None)}
    assert "until you say otherwise" in story.why(DUE, ASK)
    story.rules = replace(shipped(), company_pauses=(("Acme", at("2026-03-23 10:00")),))
    assert story.plan(DUE).held[-1].until == at("2026-03-23 10:00")
    story.rules = replace(shipped(), company_pauses=(("Globex", None),))
    assert story.gate(DUE, ASK) is None


def test_a_pause_that_outlasts_the_window_leaves_no_hope() -> None:
    story = interviewed()
    story.rules = replace(shipped(), paused_until=at("2026-09-01 12:00"))
    assert {h.until for h in story.plan(DUE).held} == {None}


def test_a_pause_beyond_the_horizon_of_what_is_not_due_is_no_news() -> None:
    story = interviewed()
    story.rules = replace(shipped(), paused_until=at("2026-09-01 12:00"))
    plan = story.plan("2026-03-12 16:00")
    assert (plan.upcoming, plan.held) == ((), ())


# What is not due, or cannot be


def test_a_window_that_ends_before_the_office_opens_again_is_as_good_as_over() -> None:
    hours = {"after": Duration(1, "hours"), "suggest": Duration(1, "hours"), "until": Duration(5, "hours")}
    story = Story(rules=with_rule(ASK, **hours)).meets("2026-03-12 14:00")
    assert story.drafted("2026-03-12 16:30") == ["status-no-promise to ann@acme.example"]
    assert story.gate("2026-03-12 18:00", ASK) is Gate.LATE


def test_nothing_is_drafted_on_weekends_and_holidays_even_if_the_daemon_wakes_then() -> None:
    story = interviewed()
    for when in ("2026-03-21 10:00", "2026-04-03 10:00"):
        assert [d for d in story.drafted(when) if d.startswith(ASK)] == []
    plan = story.plan("2026-03-21 10:00")
    assert [(u.occasion.rule, u.at) for u in plan.upcoming] == [(ASK, at("2026-03-23 09:00"))]


def test_a_closed_application_is_not_talked_about_for_ever() -> None:
    story = interviewed().gets("2026-03-16 10:00", Kind.REJECTION)
    assert story.plan("2026-06-01").held == ()


def test_an_interview_recorded_alone_earns_neither_thanks_nor_questions() -> None:
    story = Story()
    fixed = mail(at("2026-03-06 10:00"), Kind.INTERVIEW_SCHEDULED)
    alone = meeting(at("2026-03-12 14:00"), medium="one-way-video", people=(BEN,))
    story.files(replace(fixed, facts=alone))
    assert story.drafted(DUE) == []


def test_a_missed_interview_earns_no_thanks() -> None:
    story = interviewed().has(Corrected("acme", at("2026-03-12 15:05"), "interview_held", "no", "uid-1"))
    assert story.plan(THANKS_DUE).actions == ()


def test_every_situation_has_a_manner_a_finder_and_a_rule_and_every_gate_a_test() -> None:
    assert set(MANNERS) == set(SITUATIONS) == {r.situation for r in shipped().rules} == set(Situation)
    elsewhere = {Gate.DRAFT_OPEN, Gate.CAP_REACHED, Gate.PERSON_CONTACTED, Gate.BACKLOG, Gate.PAUSED, Gate.INCOMPLETE}
    elsewhere |= {Gate.ACCEPTED, Gate.OFFER_NOT_FIRM, Gate.OVERLOAD, Gate.OWN_EMPLOYER}
    assert {case[1] for case in SHUT} | elsewhere == set(Gate)
    assert LONG_AGO.tzinfo is UTC


def test_what_the_user_wrote_is_told_only_while_a_draft_would_still_have_its_time() -> None:
    story = interviewed().writes("2026-03-12 16:00", to="ben@acme.example")
    assert story.why(THANKS_DUE, THANK) == (
        "You wrote to them yourself on Thu 12 March, after the interview, so no thanks are drafted."
    )
    assert story.gate("2026-03-19 16:59", THANK) is Gate.USER_WROTE
    assert story.gate("2026-03-19 17:00", THANK) is None
    turned_down = interviewed().gets("2026-03-16 10:00", Kind.REJECTION).writes("2026-03-16 11:00")
    why = turned_down.why("2026-03-17 10:00", "rejection-thanks")
    assert why.endswith("after their answer, so nothing more is drafted.")
    assert turned_down.gate("2026-03-20 12:00", "rejection-thanks") is None


def test_thanks_name_the_first_word_since_the_interview_and_questions_the_last() -> None:
    story = interviewed().writes("2026-03-12 16:00", to="ben@acme.example").writes("2026-03-16 10:00")
    story.writes("2026-03-18 10:00")
    assert "on Thu 12 March" in story.why("2026-03-19 10:00", THANK)
    assert "on Wed 18 March" in story.why("2026-03-19 10:00", ASK)


def test_a_sentence_begins_with_a_capital_even_where_the_employer_is_not_known() -> None:
    story = Story(company="").gets("2026-03-03 10:00", Kind.ASSESSMENT)
    story.meets("2026-03-12 14:00", BEN).gets("2026-03-16 10:00", Kind.INFO_REQUEST)
    assert story.why("2026-03-24 10:00", ASK).startswith("This employer asked you for something")
    agency = Story(company="").gets("2026-03-03 10:00", Kind.INFO_REQUEST, facts=Facts(agency=said("Bright Talent")))
    assert agency.why("2026-03-20 10:00", "after-application").startswith("Bright Talent asked you for something")


def test_what_a_rule_needs_to_be_known_is_asked_of_the_user() -> None:
    story = replace(interviewed(), rules=with_rule(ASK, needs=("requisition",)))
    assert story.gate(DUE, ASK) is Gate.INCOMPLETE
    assert "`afterword correct acme --requisition`" in story.why(DUE, ASK)
    story.has(Corrected("acme", at("2026-03-13 10:00"), "requisition", "AN-7"))
    assert story.gate(DUE, ASK) is None
    assert f"{ASK} to ann@acme.example" in story.drafted(DUE)


def test_an_application_the_user_wants_kept_open_is_never_closed_by_silence() -> None:
    story = interviewed().has(Corrected("acme", at("2026-03-13 10:00"), "keep_open", "yes"))
    assert not [a for a in story.plan("2026-12-01 10:00").actions if isinstance(a, CloseSilent)]
    story.has(Corrected("acme", at("2026-12-02 10:00"), "keep_open", "no"))
    assert [a for a in story.plan("2027-03-01 10:00").actions if isinstance(a, CloseSilent)]


def on_hold(when: str = "2026-03-16 10:00", **more: object) -> Story:
    return interviewed().gets(when, Kind.EMPLOYER_REPLY, rule="employer_reply.on-hold", **more)


def test_what_is_on_hold_is_asked_about_once_after_sixty_days_and_is_filed_as_inactive_only_after_that() -> None:
    story = on_hold().live("2026-12-01", sends=[ASK, THANK])
    asked = [draft for draft in story.drafts if THANK not in draft]
    assert asked == ["Fri 2026-05-15 10:00 status-no-promise to ann@acme.example"]
    assert story.application.closed_at == at("2026-06-08 09:00")


def test_what_is_on_hold_says_so_as_long_as_nothing_is_asked() -> None:
    assert on_hold().why("2026-03-24 10:00", ASK) == (
        "Acme wrote on Mon 16 March that it is on hold, which is no rejection; nothing is asked for 60 days, unless "
        "they write again."
    )


def test_how_long_a_hold_is_respected_can_be_chosen() -> None:
    story = on_hold()
    story.rules = replace(story.rules, on_hold=Duration(30, "days"))
    assert story.drafted("2026-04-15 10:30") == [f"{ASK} to ann@acme.example"]


def test_a_new_word_of_theirs_ends_a_hold() -> None:
    story = on_hold().gets("2026-03-30 10:00", Kind.EMPLOYER_REPLY)
    assert story.drafted("2026-04-08 10:00") == [f"{ASK} to ann@acme.example"]


@pytest.mark.parametrize("kind", [Kind.ACKNOWLEDGEMENT, Kind.NOT_JOB])
def test_a_receipt_and_small_talk_leave_on_hold_what_was(kind: Kind) -> None:
    story = on_hold().gets("2026-03-30 10:00", kind)
    assert story.gate("2026-04-10 10:00", ASK) is Gate.ON_HOLD


def test_a_hold_overtakes_the_day_they_had_named_before() -> None:
    story = interviewed().gets("2026-03-13 10:00", Kind.EMPLOYER_REPLY, facts=promise("2026-03-27"))
    story.gets("2026-03-17 10:00", Kind.EMPLOYER_REPLY, rule="employer_reply.on-hold").live("2026-07-01")
    assert [draft for draft in story.drafts if THANK not in draft] == [
        "Mon 2026-05-18 09:00 status-no-promise to ann@acme.example"
    ]


def test_a_day_named_in_the_word_of_the_hold_counts_instead() -> None:
    story = on_hold(facts=promise("2026-04-20"))
    assert story.drafted("2026-04-23 10:00") == ["status-after-promise to ann@acme.example"]


def test_a_question_that_lies_there_when_a_machine_tells_of_a_hold_is_taken_back() -> None:
    story = interviewed().live("2026-03-20")
    told = mail(
        at("2026-03-20 10:00"), Kind.EMPLOYER_REPLY, automated=Automated.NO_REPLY, rule="employer_reply.on-hold"
    )
    story.files(told).live("2026-03-21")
    assert [w.reason.rule for w in story.withdrawn] == [ASK]
    assert "on hold" in story.withdrawn[0].reason.sentence


def test_who_fixes_an_interview_after_a_hold_is_asked_after_it_as_ever() -> None:
    story = on_hold().meets("2026-04-02 14:00", EVE, uid="uid-2", told="2026-03-27 10:00")
    assert story.gate("2026-04-13 10:00", ASK) is None
    assert f"{ASK} to ann@acme.example" in story.drafted("2026-04-13 10:00")


def test_nothing_is_written_to_ones_own_employer_unless_it_is_allowed() -> None:
    story = Story(company="Acme Ltd").meets("2026-03-12 14:00", BEN)
    story.rules = replace(shipped(), own_employers=("ACME",))
    assert story.gate("2026-03-19 10:00", "status-no-promise") is Gate.OWN_EMPLOYER
    assert "own_employer = true" in story.why("2026-03-19 10:00", "status-no-promise")
    story.rules = replace(shipped(), own_employers=("Acme Robotics",))
    assert "may be your own employer" in story.why("2026-03-19 10:00", "status-no-promise")
    story.rules = replace(shipped(), own_employers=("Acme",), own_employers_allowed=("Acme Ltd",))
    assert "status-no-promise to ann@acme.example" in story.drafted("2026-03-19 10:00")


def test_a_company_nobody_has_named_is_not_taken_for_ones_employer() -> None:
    story = Story(company="").meets("2026-03-12 14:00", BEN)
    story.rules = replace(shipped(), own_employers=("Acme",))
    assert story.gate("2026-03-19 10:00", "status-no-promise") is not Gate.OWN_EMPLOYER
