"""What a rehearsal says of a story that ends otherwise than it should: what came instead, and why."""

from __future__ import annotations

import pytest

from tests.rehearsing.shipped import came_of, objections

ASK, THANK, PROMISED = "status-no-promise", "thank-you", "status-after-promise"
APPLIED = "Mon 2026-03-02 applied to Acme as Analyst"
MET = "Thu 2026-03-12 14:00 interview with Ann at Acme"
PATIENT = "they named no date, and a week is patient without being absent."


def test_a_draft_on_another_day_is_told_with_the_reason_of_the_one_that_came() -> None:
    (said,) = objections(ASK, MET, expect="Wed 2026-03-18 draft to Ann")
    assert said == (
        "2: Wed 2026-03-18 draft to Ann | Thu 2026-03-19 09:00 draft to Ann | "
        f"Your interview for the job at Acme ended on Thu 12 March at 15:00; {PATIENT} "
        'The rule status-no-promise says after = "5 business days", until = "20 business days".'
    )


def test_a_draft_to_somebody_else_is_told() -> None:
    (said,) = objections(THANK, MET, "Fri 2026-03-06 Jo writes", expect="Thu 2026-03-12 draft to Jo")
    assert "| Thu 2026-03-12 17:00 draft to Ann |" in said


def test_a_draft_that_a_gate_held_back_is_told_with_the_gates_own_sentence() -> None:
    (said,) = objections(ASK, MET, "Tue 2026-03-17 I write to Ann", expect="Thu 2026-03-19 draft to Ann")
    assert said == (
        "3: Thu 2026-03-19 draft to Ann | no such draft | on that day it was held back (user_wrote): "
        "You wrote to them yourself on Tue 17 March; the next word is theirs."
    )


def test_a_draft_of_a_rule_that_is_off_or_has_no_reason_to_speak_is_told() -> None:
    assert (
        "the rule status-no-promise is switched off"
        in objections(ASK, MET, "with the rule off", expect="Thu 2026-03-19 draft to Ann").pop()
    )
    assert (
        "nothing in the story is then the rule's situation, promise_passed"
        in objections(PROMISED, MET, expect="Thu 2026-03-19 draft to Ann").pop()
    )


def test_a_draft_nobody_expected_is_told_with_its_reason() -> None:
    (said,) = objections(ASK, MET, expect="no draft")
    assert said.startswith("2: no draft | Thu 2026-03-19 09:00 draft to Ann | Your interview")
    answered = ("Thu 2026-03-19 15:00 Ann writes", "Thu 2026-03-26 Ann writes")
    assert [s.split(" | ")[0] for s in objections(ASK, MET, *answered, expect="Thu 2026-03-19 draft to Ann")] == [
        "4: nothing more",
        "4: nothing more",
    ]


@pytest.mark.parametrize(
    ("expected", "instead"),
    [
        ("held back: promise_open until Wed 2026-03-25", "held back: promise_open until Tue 2026-03-24 09:00"),
        ("held back: closed", "held back: promise_open until Tue 2026-03-24 09:00"),
        ("Mon 2026-03-30 held back: promise_open", "it was not held back"),
        ("withdrawn Mon 2026-03-30", "nothing was withdrawn"),
        ("closed Mon 2026-03-30", "closed Mon 2026-05-04 17:00"),
        ("stays open", "closed Mon 2026-05-04 17:00"),
    ],
)
def test_what_is_said_beside_drafts_is_looked_for(expected: str, instead: str) -> None:
    promise = "Fri 2026-03-13 10:00 Ann writes that we will hear by Fri 2026-03-20"
    said = objections(ASK, APPLIED, MET, promise, expect=("no draft", expected))
    assert [s.split(" | ")[1] for s in said] == [instead]


def test_a_draft_taken_back_is_told_where_it_should_have_stayed() -> None:
    given = (MET, "Thu 2026-03-19 15:00 Ann writes", "nothing more until Wed 2026-03-25")
    assert came_of(ASK, *given, expect=("Thu 2026-03-19 09:00 draft to Ann", "withdrawn Thu 2026-03-19 15:00")).passed
    (said,) = objections(ASK, *given, expect=("Thu 2026-03-19 draft to Ann", "not withdrawn"))
    assert "withdrawn Thu 2026-03-19 15:00 | Acme was in touch" in said


def test_an_act_with_a_draft_that_does_not_lie_there_is_told() -> None:
    (said,) = objections(
        ASK, MET, "Wed 2026-03-18 I send the draft by status-no-promise", expect="Thu 2026-03-19 draft to Ann"
    )
    assert said.startswith("2: a draft to send on Wed 2026-03-18 10:00 | no draft lay there | what was drafted in")


def test_a_draft_that_was_sent_is_a_letter_of_the_users() -> None:
    watched = "nothing more until Wed 2026-04-01"
    sent = (MET, "Thu 2026-03-19 12:00 I send the draft", "Mon 2026-03-23 Ann writes", watched)
    assert came_of(
        ASK, *sent, expect=("Thu 2026-03-19 draft to Ann", "Mon 2026-03-30 draft to Ann", "not withdrawn")
    ).passed


def test_drafts_of_other_rules_are_compared_only_where_they_are_named() -> None:
    assert came_of(
        ASK, MET, expect=("Thu 2026-03-12 17:00 draft to Ann by thank-you", "Thu 2026-03-19 draft to Ann")
    ).passed
    (said,) = objections(ASK, MET, expect=("Fri 2026-03-13 draft to Ann by thank-you", "Thu 2026-03-19 draft to Ann"))
    assert said.startswith("2: Fri 2026-03-13 draft to Ann by thank-you | no such draft")


def test_in_a_story_about_all_rules_every_draft_counts() -> None:
    (said,) = objections("", MET, expect="Thu 2026-03-19 draft to Ann by status-no-promise")
    assert said.startswith("2: nothing more | Thu 2026-03-12 17:00 draft to Ann by thank-you")


def test_a_story_of_several_applications_may_say_which_is_meant() -> None:
    given = (MET, "Thu 2026-03-12 10:00 interview with Bo at Globex")
    both = ("Thu 2026-03-19 draft to Ann at Acme", "Thu 2026-03-19 draft to Bo at Globex")
    assert came_of(ASK, *given, expect=both).passed
    (said,) = objections(ASK, *given, expect=("Thu 2026-03-19 draft to Ann at Globex", both[1]))
    assert "draft to Ann" in said


def test_while_the_computer_is_off_nothing_is_done() -> None:
    off = "Mon 2026-03-16 the computer is off until Mon 2026-03-23 12:00"
    assert came_of(ASK, MET, off, expect="Mon 2026-03-23 12:00 draft to Ann").passed
