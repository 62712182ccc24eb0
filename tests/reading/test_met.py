"""Whom a letter about a meeting says one will meet."""

from __future__ import annotations

import pytest

from agent.reading import Part
from tests.reading.handmade import letter, understand

MET = [
    (
        "Your interview is confirmed for Friday 13 March at 9am with Yusuf Karim and Lynne Ashby.",
        ["Yusuf Karim", "Lynne Ashby"],
    ),
    (
        "Your interview is confirmed for Friday 13 March at 9am with our site director Greg Tso (Ops) and Bo Reed.",
        ["Greg Tso", "Bo Reed"],
    ),
    ("Ihr Vorstellungsgespräch findet am Freitag, 13. März, um 9 Uhr mit Lena Vogt statt.", ["Lena Vogt"]),
    ("Votre entretien est confirmé pour le vendredi 13 mars à 9h avec Lucie Marchal.", ["Lucie Marchal"]),
    ("Tu entrevista queda confirmada para el viernes 13 de marzo a las 9:00 con Luis Abad.", ["Luis Abad"]),
    (
        "Wij bevestigen uw sollicitatiegesprek op vrijdag 13 maart om 9 uur. U spreekt Hans Terpstra en Loes Vink.",
        ["Hans Terpstra", "Loes Vink"],
    ),
    (
        "Your interview is confirmed.\n\n13 Mar 10:00 | Code | Arjun Sethi, Mila Kovac\n\n13 Mar 11:00 | Us | Bo Reed",
        ["Arjun Sethi", "Mila Kovac", "Bo Reed"],
    ),
    ("Your interview is confirmed for Friday 13 March at 9am. It is with Teams, bring a passport.", []),
    ("Your interview is confirmed for Friday 13 March at 9am. We will be in touch with Ann Other by Monday.", []),
]


@pytest.mark.parametrize(("text", "names"), MET)
def test_whom_one_meets_stands_behind_words_of_meeting_or_in_a_plan(text: str, names: list[str]) -> None:
    people = understand(letter(text)).facts.people
    assert [person.name for person in people if person.part is Part.INTERVIEWER] == names
