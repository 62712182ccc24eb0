"""How a story's sentences are understood, and what is said of one that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.rehearsing import word_list
from agent.rehearsing.conditions import FORMS as CONDITIONS
from agent.rehearsing.expecting import FORMS as EXPECTED
from agent.rehearsing.forms import Form, pattern
from agent.rehearsing.mine import FORMS as MINE
from agent.rehearsing.theirs import FORMS as THEIRS
from tests.rehearsing.shipped import came_of, objections

ASK, THANK = "status-no-promise", "thank-you"
APPLIED = "Mon 2026-03-02 applied to Acme as Analyst"
MET = "Thu 2026-03-12 14:00 interview with Ann at Acme"
README = Path(__file__).parents[2] / "rules" / "stories" / "README.md"


def test_the_word_list_shown_to_readers_is_the_one_that_is_used() -> None:
    assert word_list().strip() in README.read_text("utf-8")


@pytest.mark.parametrize("form", [*MINE, *THEIRS, *CONDITIONS, *EXPECTED], ids=lambda form: form.written)
def test_every_form_says_what_it_means_and_can_be_found(form: Form[object]) -> None:
    assert form.means
    assert pattern(form.written).groups == form.written.count("{")


SLIPS: list[tuple[str, str]] = [
    ("Mon 2026-03-12 Ann writes", '2026-03-12 is a Thursday, not a Mon; write "Thu 2026-03-12", or mend the date'),
    ("2026-03-12 Ann writes", '2026-03-12 lacks its weekday; write "Thu 2026-03-12"'),
    ("Thu 2026-02-30 Ann writes", 'there is no day "2026-02-30"; write it as in "Thu 2026-03-12"'),
    ("Thu 1926-03-11 Ann writes", "the year 1926 is too far away; tell it in our days"),
    ("Thu 2026-03-12 25:00 Ann writes", 'there is no time "25:00"; write it as in "14:00"'),
    (
        "Thu 2026-03-12 14:00 Nowhere time Ann writes",
        'no place "Nowhere" is known; name a large city or a country, as in "09:00 New York time"',
    ),
    (
        "Thu 2026-03-12 Ann promises that we will hear by Fri 2026-03-20",
        '"Ann promises that we will hear by Fri 2026-03-20" is not a sentence stories know; the nearest known sentence',
    ),
    (
        "Thu 2026-03-12 xyzzy",
        '"xyzzy" is not a sentence stories know; all of them are in rules/stories/README.md',
    ),
    ("Ann writes", '"Ann writes" does not say when; begin with the day, as in "Thu 2026-03-12 …"'),
    (
        "Thu 2026-03-12 Ann writes at Globex as Clerk in Nowhere",
        'no place "Nowhere" is known; name a large city or a country, in English',
    ),
    (
        "Thu 2026-03-12 Ann writes as Clerk",
        'there is no application as Clerk; begin with a sentence such as "Mon 2026-03-02 applied to Acme as Analyst"',
    ),
    ("Thu 2026-03-12 they write", 'it is not known yet who they are; name somebody, or write "no-reply"'),
    ("Thu 2026-03-12 interview with Ann", "it is not said at what time the interview is"),
    ("Thu 2026-03-12 interview cancelled", "no such interview has been told of"),
    ("Thu 2026-03-12 I hand it in", "no test or task has been told of"),
    ("Thu 2026-03-12 I say that the last mail is fishy", 'there is no kind of message "fishy"; the kinds are acknow'),
    ("Thu 2026-03-12 I say that the last mail is offer", "there is no mail of theirs before this"),
    ("Thu 2026-03-12 applied to Acme as Analyst", "there is an application to Acme as Analyst already"),
    (
        "Thu 2026-03-12 Ann writes that we will hear between Fri 2026-03-20 and Mon 2026-03-16",
        "the first day comes after the last; write the earlier one first",
    ),
    ("with me in Narnia", 'no place "Narnia" is known; name a large city or a country, in English'),
]


@pytest.mark.parametrize(("sentence", "says"), SLIPS, ids=[sentence for sentence, _ in SLIPS])
def test_a_sentence_that_is_not_understood_is_told_with_its_line_and_a_remedy(sentence: str, says: str) -> None:
    (said,) = objections(ASK, APPLIED, sentence, expect="no draft")
    assert said.startswith(f"2: {says}")


@pytest.mark.parametrize(
    ("expected", "says"),
    [
        ("held back: somehow", 'nothing that holds drafts back is called "somehow"; there are: ball_with_user'),
        ("Thu 2026-03-19 draft to Zoe", "nobody called Zoe appears in the story; name somebody of whom it tells"),
        ("Thu 2026-03-20 draft to Ann", "2026-03-20 is a Friday, not a Thu"),
        ("a draft to Ann", '"a draft to Ann" is not a sentence stories know; the nearest known sentence is "DAY'),
    ],
)
def test_an_expectation_that_is_not_understood_is_told_likewise(expected: str, says: str) -> None:
    (said,) = objections(ASK, MET, expect=expected)
    assert said.startswith(f"2: {says}")


def test_a_sentence_that_is_not_understood_is_not_told_again_as_a_name_nobody_bears() -> None:
    (said,) = objections(ASK, MET.replace("Thu", "Fri"), expect="Thu 2026-03-19 draft to Ann")
    assert said.startswith("1: 2026-03-12 is a Thursday, not a Fri")


def test_all_slips_of_a_story_are_told_at_once() -> None:
    said = objections(ASK, "Tue 2026-03-12 Ann writes", "with me in Narnia", expect="held back: somehow")
    assert [line.partition(":")[0] for line in said] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("with profile sed", 'no such profile "sed"; did you mean "seed"?'),
        ("with overlay mars", 'no such overlay "mars"; there are: uk, us'),
        ("with aftr 7 business days", 'aftr there is no such key; did you mean "after"?'),
        ("with after 7 fortnights", "after"),
        ("with the rule thanks-you off", 'thanks-you there is no such rule; did you mean "thank-you"?'),
        ("with everyting paused until Fri 2026-03-20", "everyting there is no such key"),
    ],
)
def test_circumstances_that_cannot_be_met_are_told(change: str, says: str) -> None:
    (said,) = objections(ASK, MET, change, expect="no draft")
    assert said.startswith(f"1: {says}")


def test_a_story_in_which_nothing_happens_is_no_story() -> None:
    assert objections(ASK, "with profile seed", expect="no draft") == [
        "1: nothing happens in this story; tell at least when the user applied"
    ]


def test_a_sentence_that_may_be_about_either_of_two_applications_asks_which() -> None:
    both = (APPLIED, "Mon 2026-03-02 applied to Acme as Clerk")
    (said,) = objections(ASK, *both, "Tue 2026-03-03 rejection from Ann", expect="no draft")
    assert said == '3: this could be about several applications; say which: "at Acme as Analyst" or "at Acme as Clerk"'
    known = ("Tue 2026-03-03 rejection from Ann as Clerk", "Wed 2026-03-04 Ann writes")
    assert objections(ASK, *both, *known, expect="no draft") == []


def test_a_debrief_needs_a_question_for_every_answer() -> None:
    (said,) = objections(ASK, MET, "Thu 2026-03-12 18:00 I debrief: the billing system", expect="no draft")
    assert said.startswith("2: an answer lacks its question")


def test_times_are_by_the_users_clock_unless_a_place_is_named() -> None:
    there = "Thu 2026-03-12 14:00 New York time interview with Ann at Acme in New York"
    assert came_of(THANK, there, expect="Thu 2026-03-12 17:00 New York time draft to Ann").passed
    assert came_of(THANK, there, expect="Thu 2026-03-12 21:00 draft to Ann").passed


def test_what_follows_a_colon_is_the_users_own_text() -> None:
    notes = "Fri 2026-03-13 I note: topic: life at Globex as Clerk in New York"
    assert came_of(THANK, MET, notes, expect="Thu 2026-03-12 17:00 draft to Ann").passed
