"""How somebody asks to be answered, and that somebody asks not to be."""

from __future__ import annotations

import pytest

from agent.reading import Facts
from tests.reading.handmade import letter, reader

WISHES: list[tuple[str, str | None]] = [
    ("Thank you for your application. Give me a bell on 0117 496 0140, I am bad at email.", "phone"),
    ("Thank you for your application. Please ring me before 5 today.", "phone"),
    ("Thank you for your application. Text me on 07700 900412 to fix an interview.", "message"),
    ("Thank you for your application. Please reply through the candidate portal.", "portal"),
    ("Thank you for your application. Do not reply to this email.", None),
    ("Thank you for your application. This mailbox is not monitored.", None),
    ("Thank you for your application. Log in to your account to see its status.", None),
    ("Thank you for your application. If you have questions, ring me on 0117 496 0140.", None),
    ("Thank you for your application. Ring me with any questions on 0117 496 0140.", None),
    ("Vielen Dank für Ihre Bewerbung. Bitte antworten Sie nicht auf diese E-Mail.", None),
    ("Vielen Dank für Ihre Bewerbung. Rufen Sie mich bitte morgen an.", "phone"),
    ("Vielen Dank für Ihre Bewerbung. Bei Fragen rufen Sie mich an.", None),
    ("Danke für deine Bewerbung. Schreib mir am besten per WhatsApp.", "message"),
    ("Merci de votre candidature. Merci de ne pas répondre à ce message automatique.", None),
    ("Merci de votre candidature. Pouvez-vous me rappeler demain au 05 61 55 01 80 pour un entretien ?", "phone"),
    ("Merci de votre candidature. Connectez-vous à votre espace candidat.", None),
    ("Gracias por tu candidatura. Por favor, no respondas a este correo.", None),
    ("Gracias por tu candidatura. Llámame mañana y hablamos de la entrevista.", "phone"),
    ("Gracias por tu candidatura. Rogamos no llame por teléfono para preguntar por el proceso.", None),
    ("Bedankt voor je sollicitatie. Niet reageren op deze e-mail.", None),
    ("Bedankt voor je sollicitatie. Bel me even op 06 0000 0122 over het gesprek.", "phone"),
    ("Bedankt voor je sollicitatie. Heb je vragen, bel me dan even.", None),
]

SILENT = [
    "We will only be in touch if we would like to take your application further.",
    "If you have not heard from us within four weeks, please assume your application was unsuccessful.",
    "Shortlisted candidates only will be contacted about the application.",
    "Please do not call us about your application.",
]


def facts_of(text: str) -> Facts:
    """What a letter in a thread about a job states."""
    return reader().understand(letter(text), expected=True).facts


@pytest.mark.parametrize(("text", "channel"), WISHES)
def test_a_channel_is_one_they_ask_for(text: str, channel: str | None) -> None:
    said = facts_of(text).channel
    assert (said.value if said else None) == channel
    assert said is None or said.quote in text


@pytest.mark.parametrize("text", SILENT)
def test_who_does_not_want_to_be_asked_says_so(text: str) -> None:
    said = facts_of(f"Thank you, we have received your application. {text}").no_contact
    assert said is not None
    assert said.quote == text


def test_who_writes_of_their_own_waiting_asks_for_nothing() -> None:
    text = "About your application: if I don't hear back I'll assume you are busy."
    assert facts_of(text).no_contact is None
