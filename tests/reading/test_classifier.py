"""The classifier weighs words and signs as its files say, and says which sentences told it so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading import Kind, classifier_from
from agent.reading.kinds.classifier import KINDS, LABELS, MOST_WORDS, Classifier, WeightsError, word_groups
from agent.reading.phrases.plain import plain_form
from agent.reading.phrases.sentences import Sentence

ENGLISH = [
    "# kind, words, weight",
    "",
    "offer\tthe job is\t4.0",
    "offer\tyours\t2.0",
    "rejection\tnot\t5.0",
    "offer\tnot\t-3.0",
    "none\tyours\t9.0",
]
GERMAN = ["offer\tstelle\t4.0", "rejection\tdie\t3.0"]
STRUCTURE = ["scale\t*\t2.0", "not_job\t*\t1.0", "job_alert\tfrom boards\t6.0"]


def classifier() -> Classifier:
    return classifier_from({"en": ENGLISH, "de": GERMAN, "signs": STRUCTURE})


def sentence(text: str, *languages: str) -> Sentence:
    plain = plain_form(text, {})
    return Sentence(text, plain, frozenset(plain.split()), "text", frozenset(languages))


def best(found: dict[Kind, float]) -> Kind:
    return max(found, key=lambda kind: found[kind])


def test_words_and_signs_decide_together() -> None:
    told = classifier()
    assert best(told.likely([sentence("The job is yours.")], [], "en")) is Kind.OFFER
    assert best(told.likely([sentence("Not you.")], [], "en")) is Kind.REJECTION
    assert best(told.likely([sentence("Not you.")], ["from boards"], "en")) is Kind.JOB_ALERT
    assert best(told.likely([sentence("Hello there.")], ["a sign nobody knows"], "en")) is Kind.NOT_JOB


def test_a_sentence_is_weighed_by_the_words_of_its_own_language() -> None:
    told = classifier()
    assert best(told.likely([sentence("Die Stelle", "de")], [], "en")) is Kind.OFFER
    assert best(told.likely([sentence("die", "de", "en")], [], "en")) is Kind.NOT_JOB
    assert best(told.likely([sentence("die", "de", "en")], [], "de")) is Kind.REJECTION
    assert best(told.likely([sentence("die")], [], "xx")) is Kind.NOT_JOB


def test_probabilities_add_up_and_a_message_is_never_none() -> None:
    found = classifier().likely([sentence("It is yours, not theirs.")], ["from boards"], "en")
    assert sum(found.values()) == pytest.approx(1)
    assert set(found) == set(KINDS)


def test_the_scale_makes_probabilities_bolder() -> None:
    bold = classifier_from({"en": ENGLISH, "signs": ["scale\t*\t2.0"]})
    shy = classifier_from({"en": ENGLISH, "signs": ["scale\t*\t0.5"]})
    text = [sentence("The job is yours.")]
    assert bold.likely(text, [], "en")[Kind.OFFER] > shy.likely(text, [], "en")[Kind.OFFER]


def test_the_most_telling_sentence_comes_first_and_what_speaks_against_it_is_left_out() -> None:
    sentences = [sentence("Hello."), sentence("It is yours."), sentence("The job is yours."), sentence("Not now.")]
    told = [found.written for _, found in classifier().telling(sentences, Kind.OFFER, "en")]
    assert told == ["The job is yours.", "It is yours."]


def test_words_come_alone_in_pairs_and_in_threes_and_numbers_are_all_alike() -> None:
    assert word_groups(" see you at 3pm ") == [
        *("see", "you", "at", "0", "see you", "you at", "at 0"),
        *("see you at", "you at 0"),
    ]
    assert len(word_groups(" word" * 1000)) < 3 * MOST_WORDS


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("offer yours 2.0", "tab"),
        ("offer\t\t2.0", "tab"),
        ("offering\tyours\t2.0", "there is no kind 'offering'"),
        ("offer\tyours\ttwo", "'two' is no number"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(line: str, what: str) -> None:
    with pytest.raises(WeightsError, match=what) as error:
        classifier_from({"en": ["# fine", line]})
    assert error.value.line == 2


@given(st.lists(st.text(max_size=80), max_size=8), st.sampled_from(["en", "de", "fr", ""]))
def test_any_sentences_have_probabilities(texts: list[str], language: str) -> None:
    found = classifier().likely([sentence(text) for text in texts], [], language)
    assert len(found) == len(LABELS) - 1
    assert all(0 <= one <= 1 for one in found.values())
