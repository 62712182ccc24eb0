"""How a letter addresses the user, in the languages that tell."""

from __future__ import annotations

import pytest

from agent.reading import Reading
from tests.reading.handmade import letter, reader

FORMAL = [
    ("de", "Sehr geehrte Frau Doe, vielen Dank für die Zusendung der Unterlagen, die Prüfung dauert noch."),
    ("de", "Wir danken Ihnen für die Bewerbung und melden uns in der kommenden Woche wieder."),
    ("de", "Vielen Dank für Ihr Interesse an der Stelle und für die Unterlagen, wir prüfen sie gerade."),
    ("de", "Könnten Sie uns bis Freitag das Zeugnis schicken? Dann geht die Bewerbung in die nächste Runde."),
    ("fr", "Nous avons bien reçu votre candidature et nous reviendrons rapidement sur le sujet."),
    ("fr", "Le poste est pourvu, nous vous souhaitons bonne chance dans la suite de la recherche."),
    ("es", "Le agradecemos el interés en la vacante; el proceso de selección sigue su curso."),
    ("es", "El responsable de la vacante quiere hablar con usted el jueves por la mañana."),
    ("nl", "Hierbij bevestigen wij de ontvangst van uw sollicitatie naar de functie van planner."),
    ("nl", "Geachte heer Doe, de sollicitatie is ontvangen en wordt deze week bekeken door de commissie."),
]

FAMILIAR = [
    ("de", "Danke für deine Bewerbung, wir schauen sie uns diese Woche mit dem Team an."),
    ("de", "Wir haben die Bewerbung gelesen und würden Dich gerne im Interview kennenlernen."),
    ("de", "Passt dir das Interview am Donnerstag um 10?"),
    ("fr", "Merci pour ta candidature, on revient vers toi dans la semaine avec une réponse."),
    ("fr", "La candidature est bien arrivée et je t'appelle jeudi pour en parler avec l'équipe."),
    ("es", "Hemos leído tu candidatura y nos gustaría hablar contigo la semana que viene."),
    ("es", "Cuando tengamos una decisión sobre la vacante te escribimos, gracias por la paciencia."),
    ("nl", "Bedankt voor je sollicitatie, we nemen de brief deze week met het team door."),
    ("nl", "We hebben de sollicitatie gelezen en willen jou graag spreken over de functie."),
]

OPEN = [
    # "Sie" and "Ihr" at a beginning may be "they" and "her", in lower case they are.
    (
        "de",
        "Die Bewerbung liegt bei Frau Klein. Sie meldet sich. Ihre Kollegin hat die Unterlagen und prüft sie gerade.",
    ),
    ("de", "Die Bewerbung ist angekommen, mein Mann schaut am Wochenende und ruft dann zurück."),
    ("de", "Die Bewerbung ist da. Wir sind hier alle per Du und pflegen eine Du-Kultur, das Team ist klein."),
    ("fr", "Bien reçu, la candidature est transmise au chef d'atelier, le rendez-vous est pris avec lui jeudi."),
    ("es", "Su currículum está en la mesa del jefe de taller y la vacante sigue abierta, no hay nada decidido."),
    ("nl", "Het sollicitatiegesprek is om 14 u op de afdeling en duurt tot 15 u, de functie is nog open."),
    ("en", "Thank you for your application. You will hear from us, and we look forward to meeting you."),
    # Half of it this, half of it that.
    ("de", "Danke für deine Bewerbung im Team. Bitte senden Sie uns noch das Zeugnis der Schule."),
    ("nl", "Bedankt voor uw sollicitatie naar de functie. Wij nemen contact met je op voor het gesprek."),
]


def read(text: str, *, older: str = "") -> Reading:
    """A letter of a person about a job."""
    subject = "Re: Bewerbung, candidature, candidatura, sollicitatie"
    return reader().understand(letter(text, subject, quoted=older), expected=True)


@pytest.mark.parametrize(("language", "text"), FORMAL)
def test_a_letter_is_formal_by_its_words(language: str, text: str) -> None:
    said = read(text).facts.address
    assert said is not None, language
    assert said.value == "formal"
    assert said.quote in text


@pytest.mark.parametrize(("language", "text"), FAMILIAR)
def test_a_letter_is_familiar_by_its_words(language: str, text: str) -> None:
    said = read(text).facts.address
    assert said is not None, language
    assert said.value == "familiar"
    assert said.quote in text


@pytest.mark.parametrize(("language", "text"), OPEN)
def test_where_the_words_leave_it_open_nothing_is_said(language: str, text: str) -> None:
    assert read(text).facts.address is None, language


def test_what_is_quoted_addresses_somebody_else() -> None:
    ours = "Vielen Dank, dass Sie sich die Zeit nehmen. Ich freue mich auf Ihre Antwort."
    reading = read("Danke, die Unterlagen sind da. Wir haben sie an die Abteilung gegeben.", older=ours)
    assert reading.facts.address is None


def test_a_footer_that_says_sie_does_not_outweigh_a_letter_that_says_du() -> None:
    text = (
        "Danke für deine Bewerbung. Wir fanden deine Arbeiten stark und würden dich gern sehen. Passt dir Montag?"
        "\n\nBitte prüfen Sie, ob diese Mail gedruckt werden muss."
    )
    said = read(text).facts.address
    assert said is not None
    assert said.value == "familiar"
