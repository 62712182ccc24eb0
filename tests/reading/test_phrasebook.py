"""The little language of phrases, and the sentences that say what is wrong with a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading import PhrasebookError, phrasebook_from
from agent.reading.phrases import phrase as phrase_module
from agent.reading.phrases.ending import split_sentences
from agent.reading.phrases.phrase import Phrase
from agent.reading.phrases.plain import plain_form, spelled_out
from agent.reading.phrases.sentences import Sentence, own_subject, sentences_of
from agent.reading.phrases.wording import Word
from tests.reading.handmade import letter, shipped

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
    monkeypatch.setattr(phrase_module, "PATIENCE", 0.000001)
    monkeypatch.setattr(phrase_module, "plain_pattern", lambda _: r"(?: \w+)*(?: \w+)*(?: \w+)*x")
    slow = Phrase("rejection.strong", "slow", (Word("a"),))
    assert slow.span_in(sentence("a " * 400)) is None


def test_a_slow_pattern_of_names_picks_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrase_module, "PATIENCE", 0.000001)
    written = r"(?P<company>(?: \w+)*(?: \w+)*(?: \w+)*x)"
    monkeypatch.setattr(phrase_module, "written_pattern", lambda *_: written)
    slow = phrase_module.NamePattern("names", "slow", (Word("a"),))
    assert slow.names_in(sentence("a " * 400)) == {}


def test_names_are_picked_out_as_they_are_written() -> None:
    book = phrasebook_from([{"names": {"a": "thank~ * applying to <company>", "b": "the <role> position"}}])
    text = "Thank you for applying to Fox & Hound Ltd for the iOS Developer (Remote) position."
    names = {key: value for one in book.names_in(sentence(text)) for key, value in one.names.items()}
    assert names == {"company": "Fox & Hound Ltd", "role": "iOS Developer (Remote)"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’ENTRETIEN d'un été", " l entretien d un ete "),
        ("qu'il s'agit d'abord", " qu il s agit d abord "),
        ("aujourd'hui", " aujourd'hui "),
        ("Größe, señal, œuvre", " grosse senal oeuvre "),
        ("cafe\u0301 na\u00efve", " cafe naive "),
        ("Sam's boss didn't", " sam's boss did not "),
        ("Vous n'êtes pas retenu(e)", " vous n etes pas retenu "),
        ("les candidat·e·s", " les candidat "),
        ("los interesados/as y l@s candidat@s", " los interesados y l s candidatos "),
        ("Bewerber:innen, Bewerber*in, Leiter/-in", " bewerber bewerber leiter "),
        ("write to hr@acme.example", " write to hr acme example "),
        ("¿Puedes venir? ¡Gracias!", " puedes venir gracias "),
    ],
)
def test_accents_elisions_and_endings_for_either_sex_make_no_other_word(text: str, expected: str) -> None:
    assert plain_form(text, CONTRACTIONS) == expected


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("l'entretien est annulé", "L’entretien est annule."),
        ("l entretien est annule", "L'ENTRETIEN EST ANNULÉ."),
        ("wir möchten sie", "WIR MÖCHTEN SIE"),
        ("mañana", "MANANA"),
    ],
)
def test_a_phrase_and_a_mail_may_be_written_with_accents_or_without(wording: str, text: str) -> None:
    assert found(wording, text)


LANGUAGES = [
    {"language": "en", "sets": {"it": ["the chat"]}, "rejection": {"strong": {"same": "no {it}", "chat": "chat"}}},
    {"language": "fr", "sets": {"it": ["le chat"]}, "rejection": {"strong": {"same": "pas de {it}", "chat": "chat"}}},
]


def spoken(text: str, *more: dict[str, object]) -> set[str]:
    """The languages of the phrases that speak in a mail of this text."""
    book = phrasebook_from([*LANGUAGES, *more])
    return {p.language for s in sentences_of(letter(text), CONTRACTIONS) for p, _ in book.phrases_in(s)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We have seen the cat of your friend: chat.", {"en"}),
        ("Nous avons vu le chat de votre ami.", {"fr"}),
        ("Chat!", {"en", "fr"}),
        ("Nous avons vu le chat de votre ami.\n\nYou have not seen our chat with your friend.", {"en", "fr"}),
    ],
)
def test_the_phrases_of_a_language_are_silent_in_a_sentence_of_another(text: str, expected: set[str]) -> None:
    assert spoken(text) == expected


def test_names_keep_the_accents_of_the_mail() -> None:
    book = phrasebook_from([{"language": "fr", "names": {"a": "poste de <role> chez <company>"}}])
    text = "Votre candidature au poste de Comptable chez Crédit Bellerive."
    names = {key: value for one in book.names_in(sentence(text)) for key, value in one.names.items()}
    assert names["company"].rstrip(".") == "Crédit Bellerive"


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
        (
            "Reden Sie mit Hr. Fuchs, z. B. Am Montag, d. h. Bald.",
            ["Reden Sie mit Hr. Fuchs, z. B. Am Montag, d. h. Bald."],
        ),
        ("Kommen Sie am 17. März. Wir freuen uns.", ["Kommen Sie am 17. März.", "Wir freuen uns."]),
        ("Mme. Renard et M. Petit vous recevront.", ["Mme. Renard et M. Petit vous recevront."]),
        ("La Sra. Zorro, p. ej. Ana. Gracias.", ["La Sra. Zorro, p. ej. Ana.", "Gracias."]),
        ("Hola Sam. ¿Puedes venir? ¡Te esperamos!", ["Hola Sam.", "¿Puedes venir?", "¡Te esperamos!"]),
        ("Êtes-vous libre ? Merci. « Nous » attendons.", ["Êtes-vous libre ?", "Merci.", "« Nous » attendons."]),
        ("Spreek met dhr. De Vos, d.w.z. Morgen.", ["Spreek met dhr. De Vos, d.w.z. Morgen."]),
        ("Talk to HR. We wait.", ["Talk to HR.", "We wait."]),
        (
            "Hemos recibido su candidatura para el puesto de\nContable.",
            ["Hemos recibido su candidatura para el puesto de Contable."],
        ),
        ("Date de l'entretien : lundi\nLieu : Liège", ["Date de l'entretien : lundi", "Lieu : Liège"]),
        ("• Lundi\n➢ Mardi", ["• Lundi", "➢ Mardi"]),
        ("Votre dossier chez Renard S.A. Nous regrettons.", ["Votre dossier chez Renard S.A.", "Nous regrettons."]),
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
