"""The little language of phrases, and the sentences that say what is wrong with a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading import PhrasebookError, phrasebook_from
from agent.reading.phrases import phrasebook as phrasebook_module
from agent.reading.phrases.phrasebook import Phrase
from agent.reading.phrases.sentences import Sentence, own_subject, plain_form, spelled_out, split_sentences
from agent.reading.phrases.wording import Literals
from tests.reading.letters import shipped

CONTRACTIONS = {"won't": "will not", "n't": " not", "'ve": " have"}


def sentence(text: str) -> Sentence:
    form = plain_form(text, CONTRACTIONS)
    return Sentence(text, form, frozenset(form.split()), "text")


def found(wording: str, text: str, **sets: list[str]) -> bool:
    """Whether one phrase matches one sentence."""
    table = {"contractions": CONTRACTIONS, "sets": sets, "rejection": {"strong": {"it": wording}}}
    return bool(list(phrasebook_from([table]).phrases_in(sentence(text))))


@pytest.mark.parametrize(
    ("wording", "text", "expected"),
    [
        ("we regret to inform you", "Sadly, we REGRET to inform you, Sam, …", True),
        ("we regret to inform you", "we regretted to inform you", False),
        ("we won't proceed", "We will not proceed.", True),
        ("we will not proceed", "We won’t proceed.", True),
        ("not * forward", "not, as things stand, moving forward", True),
        ("not * forward", "not one two three four five six seven eight nine forward", False),
        ("not * * forward", "not one two three four five six seven eight nine forward", True),
        ("interview~ with us", "interviewing with us", True),
        ("interview with us", "interviewing with us", False),
        ("(role|job opening) is filled", "the job opening is filled", True),
        ("(role|job opening) is filled", "the opening is filled", False),
        ("[very] sorry", "very sorry", True),
        ("[very|so] sorry indeed", "sorry indeed", True),
        ("{proceed} with you", "take it further with you", True),
        ("{proceed} with you", "proceed with me", False),
        ("für die Prüf~ danken", "FÜR die Prüfung danken", True),
        ("für die Prüf~ danken", "fuer die Pruefung danken", True),
        ("für die Prüf~ danken", "fuer die Profung danken", False),
        ("[für|gegen] dich", "fuer dich", True),
        ("groß und weiß", "gross und weiss", True),
    ],
)
def test_a_phrase_matches_what_it_says(wording: str, text: str, expected: bool) -> None:
    assert found(wording, text, proceed=["proceed", "take it (further|on)"]) is expected


WRONG: list[tuple[dict[str, object], str, str]] = [
    ({"rejection": {"strong": {"a": ["we regret", "sorry ("]}}}, "rejection.strong.a[1]", "empty choice"),
    ({"rejection": {"strong": {"a": "sorry (we|you"}}}, "rejection.strong.a[0]", "close it with )"),
    ({"rejection": {"strong": {"a": "sorry (we]"}}}, "rejection.strong.a[0]", "does not close"),
    ({"rejection": {"strong": {"a": "sorry we)"}}}, "rejection.strong.a[0]", "closes nothing"),
    ({"rejection": {"strong": {"a": "sorry {them}"}}}, "rejection.strong.a[0]", "no set called {them}"),
    ({"sets": {"x": ["{x}"]}, "rejection": {"strong": {"a": "{x}"}}}, "rejection.strong.a[0]", "names itself"),
    ({"sets": {"x": ["a)"]}, "rejection": {"strong": {"a": "b {x}"}}}, "rejection.strong.a[0]", "cannot be read"),
    ({"rejection": {"strong": {"a": "sorry {them"}}}, "rejection.strong.a[0]", "come in pairs"),
    ({"rejection": {"strong": {"a": "* sorry"}}}, "rejection.strong.a[0]", "begins and ends with a word"),
    ({"rejection": {"strong": {"a": "a * b * c * d * e"}}}, "rejection.strong.a[0]", "more than 3 *"),
    ({"rejection": {"strong": {"a": "interview~ [very]"}}}, "rejection.strong.a[0]", "at least one whole word"),
    ({"rejection": {"strong": {"a": "at <company>"}}}, "rejection.strong.a[0]", "patterns of facts only"),
    ({"rejection": {"strong": {"a": 3}}}, "rejection.strong.a", "in quotation marks"),
    ({"rejection": {"strong": {"a": ["", "b"]}}}, "rejection.strong.a[0]", "in quotation marks"),
    ({"rejection": {"strong": "sorry"}}, "rejection.strong", "a table is expected"),
    ({"rejection": {"sure": {"a": "sorry"}}}, "rejection.sure", "strong, likely, weak, unless"),
    ({"refusal": {"strong": {"a": "sorry"}}}, "refusal", "no such group"),
    ({"names": {"a": "work at <firm>"}}, "names.a[0]", "<firm> is not known"),
    ({"labels": {"colour": ["red"]}}, "labels.colour", "not used"),
    ({"contractions": {"won't": 3}}, "contractions.won't", "in quotation marks"),
]


@pytest.mark.parametrize(("table", "path", "saying"), WRONG)
def test_a_wrong_entry_is_named_by_its_path_and_a_plain_sentence(
    table: dict[str, object], path: str, saying: str
) -> None:
    with pytest.raises(PhrasebookError, match=r"^[^:]+: ") as caught:
        phrasebook_from([table])
    assert caught.value.path == path
    assert saying in caught.value.sentence


def test_a_later_table_replaces_an_entry_of_the_same_name_and_adds_others() -> None:
    shipped_table = {"language": "en", "rejection": {"strong": {"regret": "we regret", "filled": "position filled"}}}
    mine = {"rejection": {"strong": {"regret": "sorry indeed"}, "weak": {"mine": "oh dear"}}}
    book = phrasebook_from([shipped_table, mine])
    rules = {
        phrase.rule for phrase, _ in book.phrases_in(sentence("sorry indeed, oh dear, position filled, we regret"))
    }
    assert rules == {"rejection.regret", "rejection.mine", "rejection.filled"}
    assert not list(book.phrases_in(sentence("we regret")))
    assert book.languages == ("en",)


def test_languages_have_sets_and_entries_of_their_own() -> None:
    english = {"sets": {"job": ["post"]}, "rejection": {"strong": {"filled": "{job} is filled"}}}
    dutch = {"language": "nl", "sets": {"job": ["baan"]}, "rejection": {"strong": {"filled": "{job} is vervuld"}}}
    book = phrasebook_from([dutch, english])
    assert [phrase.rule for phrase, _ in book.phrases_in(sentence("De baan is vervuld."))] == ["rejection.filled"]
    assert [phrase.rule for phrase, _ in book.phrases_in(sentence("The post is filled."))] == ["rejection.filled"]
    assert not list(book.phrases_in(sentence("De post is vervuld.")))


def test_a_phrase_that_takes_too_long_does_not_match(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrasebook_module, "PATIENCE", 0.000001)
    slow = Phrase("rejection.strong", "slow", r"(?: \w+)*(?: \w+)*(?: \w+)*x", Literals((frozenset({" a "}),)))
    assert slow.span_in(sentence("a " * 400)) is None


def test_a_slow_pattern_of_names_picks_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrasebook_module, "PATIENCE", 0.000001)
    slow = phrasebook_module.NamePattern("names", "slow", r"(?P<company>(?: \w+)*(?: \w+)*(?: \w+)*x)", Literals(()))
    assert slow.names_in(sentence("a " * 400)) == {}


def test_names_are_picked_out_as_they_are_written() -> None:
    book = phrasebook_from([{"names": {"a": "thank~ * applying to <company>", "b": "the <role> position"}}])
    text = "Thank you for applying to Fox & Hound Ltd for the iOS Developer (Remote) position."
    names = {key: value for one in book.names_in(sentence(text)) for key, value in one.names.items()}
    assert names == {"company": "Fox & Hound Ltd", "role": "iOS Developer (Remote)"}


@pytest.mark.parametrize(
    ("domain", "expected"), [("lever.co", True), ("hire.lever.co", True), ("clever.co", False), ("", False)]
)
def test_a_sender_is_known_by_its_domain_and_what_lies_below(domain: str, expected: bool) -> None:
    assert shipped().sender_is("ats", domain) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("We met Mr. Smith at 3 p.m. on Monday.", ["We met Mr. Smith at 3 p.m. on Monday."]),
        ("Thank you for your interest in the\nKeeper role.", ["Thank you for your interest in the Keeper role."]),
        ("- Monday\n- Tuesday", ["- Monday", "- Tuesday"]),
        ("Date: Monday\nTime: 3pm", ["Date: Monday", "Time: 3pm"]),
        ("Dear Sam,\n\nHello.", ["Dear Sam,", "Hello."]),
        ("You applied to Fox Ltd. Unfortunately, no.", ["You applied to Fox Ltd.", "Unfortunately, no."]),
        ("", []),
    ],
)
def test_text_is_split_where_its_writer_ended_a_sentence(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


def test_contractions_and_reply_marks_are_spelled_out_and_taken_off() -> None:
    assert spelled_out("We’ve won’t", CONTRACTIONS) == "we have will not"
    assert own_subject("RE: Fwd:  AW:  Your   application") == "Your application"


def wrong_path(wording: str) -> str:
    """Where a table with this one wording is said to be wrong; empty when it is not."""
    try:
        phrasebook_from([{"names": {"a": wording}, "rejection": {"strong": {"b": wording}}}])
    except PhrasebookError as error:
        return error.path
    return ""


@given(st.text(max_size=60))
def test_any_wording_gives_a_phrasebook_or_a_plain_error(wording: str) -> None:
    assert wrong_path(wording).partition("[")[0] in {"", "names.a", "rejection.strong.b"}


def test_every_shipped_phrase_can_match() -> None:
    phrases = set(shipped().phrases.phrases)
    patterns = set(shipped().names.phrases)
    assert len(phrases) > 400
    assert all(phrase.span_in(sentence("nothing of the kind")) is None for phrase in phrases)
    assert all(pattern.names_in(sentence("nothing of the kind")) == {} for pattern in patterns)
