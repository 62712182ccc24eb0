"""The sender's new words are told from old ones, signatures and disclaimers; in doubt nothing is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading.parsing.quotation import Separated, separate

NEW = "Thank you, Monday suits me."

ATTRIBUTIONS = [
    "On Mon, 2 Mar 2026 at 10:00, Ann Ames <ann@acme.example> wrote:",
    "On Mon, 2 Mar 2026 at 10:00, Ann Ames\n<ann@acme.example> wrote:",
    "On Monday, 2 March 2026, at 10:00,\nAnn Ames <ann@acme.example>\nwrote:",
    "Am 02.03.26 um 10:00 schrieb Ann Ames:",
    "Am Mo., 2. März 2026 um 10:00 Uhr schrieb Ann Ames <\nann@acme.example>:",
    "Le lun. 2 mars 2026 à 10:00, Ann Ames <ann@acme.example> a écrit :",
    "El lun, 2 mar 2026 a las 10:00, Ann Ames (<ann@acme.example>) escribió:",
    "Op ma 2 mrt 2026 om 10:00 schreef Ann Ames <ann@acme.example>:",
    "Op 2 maart 2026 10:00 heeft Ann Ames <ann@acme.example> het volgende geschreven:",
    "Ann Ames <ann@acme.example> schrieb am Mo., 2. März 2026, 10:00:",
    "Ann Ames schreef op 2-3-2026 om 10:00:",
    "Ann Ames <ann@acme.example> wrote:",
    "2026-03-02 10:00 Ann Ames wrote:",
]

HEADINGS = [
    "-----Original Message-----\nFrom: Ann\nSent: Monday\nTo: Sam\nSubject: Interview",
    "From: Ann Ames <ann@acme.example>\nSent: Monday, March 2, 2026 10:00\nTo: Sam\nSubject: Interview",
    "*From:* Ann Ames\n*Sent:* Monday\n*To:* Sam\n*Subject:* Interview",
    "________________________________\nVon: Ann Ames\nGesendet: Montag, 2. März 2026\nAn: Sam\nBetreff: Gespräch",
    "Gesendet: Montag, 2. März 2026 um 10:00 Uhr\nVon: Ann Ames\nAn: Sam\nBetreff: Gespräch",
    "De : Ann Ames\nEnvoyé : lundi 2 mars\nÀ : Sam\nObjet : Entretien",
    "De: Ann Ames\nEnviado: lunes\nPara: Sam\nAsunto: Entrevista",
    "Van: Ann Ames\nVerzonden: maandag\nAan: Sam\nOnderwerp: Gesprek",
    "-----Ursprüngliche Nachricht-----\nVon: Ann",
    "-----Message d'origine-----\nDe : Ann",
    "-----Oorspronkelijk bericht-----\nVan: Ann",
]

FORWARDS = [
    "---------- Forwarded message ---------\nFrom: Ann",
    "-------- Weitergeleitete Nachricht --------\nVon: Ann",
    "Begin forwarded message:\n\nFrom: Ann",
    "Anfang der weitergeleiteten Nachricht:\n\nVon: Ann",
    "---------- Message transféré ----------\nDe : Ann",
    "---------- Mensaje reenviado ----------\nDe: Ann",
    "---------- Doorgestuurd bericht ----------\nVan: Ann",
]


def take_apart(text: str) -> Separated:
    return separate(text, forwards=False)


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@pytest.mark.parametrize("old", ["> Would Monday suit you?", "Would Monday suit you?"])
def test_an_attribution_begins_old_words_with_or_without_marks(attribution: str, old: str) -> None:
    found = take_apart(f"{NEW}\n\n{attribution}\n\n{old}\n")
    assert found.text == NEW
    assert attribution in found.quoted
    assert old in found.quoted
    assert not found.doubtful


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_as_outlook_writes_it_begins_old_words(heading: str) -> None:
    found = take_apart(f"{NEW}\n\n{heading}\n\nWould Monday suit you?")
    assert found.text == NEW
    assert "Would Monday suit you?" in found.quoted


@pytest.mark.parametrize("heading", HEADINGS)
def test_under_a_subject_that_says_forward_the_letter_below_is_forwarded(heading: str) -> None:
    found = separate(f"{NEW}\n\n{heading}\n\nWould Monday suit you?", forwards=True)
    assert (found.text, found.quoted) == (NEW, "")
    assert "Would Monday suit you?" in found.forwarded


@pytest.mark.parametrize("mark", FORWARDS)
def test_forwarded_matter_is_kept_apart(mark: str) -> None:
    found = take_apart(f"{NEW}\n\n{mark}\nSubject: Interview\n\nWould Monday suit you?")
    assert found.text == NEW
    assert found.forwarded.startswith(mark)
    assert found.quoted == ""


def test_answers_between_quotations_stay() -> None:
    found = take_apart(
        "On 2 March 2026 Ann Ames wrote:\n> Does Monday suit you?\nYes, it does.\n"
        "> And where?\n> Here or there?\nHere, please."
    )
    assert found.text == "Yes, it does.\nHere, please."
    assert found.quoted.count(">") == 3


@pytest.mark.parametrize(
    "text",
    [
        "From: Berlin\nTo: Munich\nDate: 3 March\nPlease book the train.",
        "On Monday our manager wrote: we start at ten.",
        "As I wrote:\nplease come on Monday.",
        "Our values are written on the wall.",
        "Regards the position: please call.",
        "Best of all, we met at 10:00.",
    ],
)
def test_what_only_resembles_a_quotation_or_an_end_stays_whole(text: str) -> None:
    assert take_apart(text) == Separated(text)


@pytest.mark.parametrize(
    "text",
    [
        "> all of it\n> is quoted",
        "On 2 March 2026 Ann wrote:\n> hello",
        "---- Forwarded message ----\nFrom: Ann\n\nHello",
    ],
)
def test_when_nothing_would_be_left_all_is_kept_and_said_to_be_doubtful(text: str) -> None:
    found = take_apart(text)
    assert found.text == text
    assert found.doubtful


def test_nothing_stays_nothing() -> None:
    assert take_apart("") == Separated("")


CLOSINGS = ["Best regards,", "Kind regards", "Sincerely,", "Mit freundlichen Grüßen", "Viele Grüße", "Cordialement,"]
CLOSINGS += [
    "Bien cordialement",
    "Saludos,",
    "Atentamente,",
    "Met vriendelijke groet,",
    "Thanks!",
    "LG",
    "Freundliche Grüsse",
    "Mit freundlichem Gruß",
    "Herzliche Gruesse aus Graz,",
    "Liebe Grüße und bis bald",
    "Gruß",
    "Belle journée,",
    "Sincères salutations",
    "Reciba un cordial saludo,",
    "Vriendelijke groeten",
    "Hartelijke groet uit Gent,",
    "Groetjes,",
    "Hoogachtend,",
]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_names_after_a_closing_formula_are_the_signature_and_the_formula_stays(closing: str) -> None:
    found = take_apart(f"{NEW}\n\n{closing}\n\nAnn Ames\nHead of People | Acme Ltd\n+44 20 7946 0000")
    assert found.text == f"{NEW}\n\n{closing}"
    assert found.signature == "Ann Ames\nHead of People | Acme Ltd\n+44 20 7946 0000"


def test_the_signature_mark_cuts_what_follows() -> None:
    assert take_apart(f"{NEW}\n-- \nAnn Ames\nAcme") == Separated(NEW, signature="Ann Ames\nAcme")


def test_a_signature_mark_above_a_long_text_is_no_signature() -> None:
    long = "\n".join(f"Point {n} of the agenda" for n in range(40))
    assert take_apart(f"{NEW}\n--\n{long}").text == f"{NEW}\n--\n{long}"


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Get Outlook for iOS",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Verzonden met Outlook voor Android",
        "Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.",
        "Gesendet mit der GMX Mail App",
    ],
)
def test_a_telephones_own_line_is_signature(line: str) -> None:
    assert take_apart(f"{NEW}\n\n{line}") == Separated(NEW, signature=line)


@pytest.mark.parametrize(
    "after",
    [
        "PS: please bring your passport.",
        "Join the meeting: https://zoom.us/j/1",
        "Monday 9 March, 14:00",
        "We look forward to meeting you and will send the agenda on Friday.",
    ],
)
def test_what_says_something_after_the_closing_formula_stays_text(after: str) -> None:
    found = take_apart(f"{NEW}\n\nBest regards,\nAnn Ames\n\n{after}")
    assert found.text.endswith(after)
    assert found.signature.strip() == "Ann Ames"


@pytest.mark.parametrize(
    "legal",
    [
        "This e-mail is confidential and intended solely for the addressee.",
        "If you are not the intended recipient, please delete it.",
        "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie.",
        "Ce message et ses pièces jointes sont confidentiels.",
        "Este mensaje y sus adjuntos son confidenciales.",
        "Dit bericht is vertrouwelijk.",
        "Please consider the environment before printing this e-mail.",
    ],
)
def test_legal_paragraphs_are_kept_apart(legal: str) -> None:
    found = take_apart(f"{NEW}\n\n{legal}")
    assert (found.text, found.disclaimer) == (NEW, legal)


def test_a_confidential_offer_is_no_disclaimer() -> None:
    text = "The offer is confidential until you sign."
    assert take_apart(text) == Separated(text)


PIECES = [
    NEW,
    "",
    "> old",
    *ATTRIBUTIONS,
    *HEADINGS,
    *FORWARDS,
    *CLOSINGS,
    "-- ",
    "Ann Ames",
    "_____",
    "Sent from my iPhone",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.booleans())
def test_no_word_is_lost_whatever_the_order(pieces: list[str], forwards: bool) -> None:
    text = "\n".join(pieces)
    found = separate(text, forwards=forwards)
    everything = f"{found.text}\n{found.quoted}\n{found.forwarded}\n{found.signature}\n{found.disclaimer}"
    assert set(text.replace("_", " ").replace("-", " ").split()) <= set(
        everything.replace("_", " ").replace("-", " ").split()
    )
    assert found.text or not text.strip()
