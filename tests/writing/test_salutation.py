"""How a letter begins: never by a guess at who somebody is."""

from __future__ import annotations

import pytest

from agent.writing.salutation import greeting


@pytest.mark.parametrize(
    ("display", "formal", "familiar"),
    [
        ("Frau Ann Baker", "Sehr geehrte Frau Baker", "Hallo Ann"),
        ("Herr Dr. Ben Cole", "Sehr geehrter Herr Dr. Cole", "Hallo Ben"),
        ("Prof. Dr. Clara Dean", "Guten Tag Prof. Dr. Clara Dean", "Hallo Clara"),
        ("Ms Ann Baker", "Sehr geehrte Frau Baker", "Hallo Ann"),
        ("Ann Baker", "Guten Tag Ann Baker", "Hallo Ann"),
        ("Baker, Ann", "Guten Tag Ann Baker", "Hallo Ann"),
        ("Mx Alex Baker", "Guten Tag Alex Baker", "Hallo Alex"),
        ("Frau Baker", "Sehr geehrte Frau Baker", "Hallo Frau Baker"),
        ("Dr. Baker", "Guten Tag Dr. Baker", "Hallo Dr. Baker"),
        ("Ann", "Guten Tag Ann", "Hallo Ann"),
        ("Acme Karriere", "", ""),
        ("Bewerbungen", "", ""),
        ("", "", ""),
    ],
)
def test_in_german_only_a_title_tells_a_woman_from_a_man(display: str, formal: str, familiar: str) -> None:
    assert greeting(display, "de", ("Acme",), familiar=False) == formal
    assert greeting(display, "de", ("Acme",), familiar=True) == familiar


@pytest.mark.parametrize(
    ("display", "formal", "familiar"),
    [
        ("Mme Anne Boulanger", "Bonjour Madame Boulanger", "Bonjour Anne"),
        ("Monsieur Paul Petit", "Bonjour Monsieur Petit", "Bonjour Paul"),
        ("Anne BOULANGER", "Bonjour Anne Boulanger", "Bonjour Anne"),
        ("Dr Anne Boulanger", "Bonjour Anne Boulanger", "Bonjour Anne"),
        ("Service recrutement", "", ""),
    ],
)
def test_nor_in_french(display: str, formal: str, familiar: str) -> None:
    assert greeting(display, "fr", (), familiar=False) == formal
    assert greeting(display, "fr", (), familiar=True) == familiar


@pytest.mark.parametrize(
    ("display", "language", "said"),
    [
        ("Ann Baker", "en", "Dear Ann"),
        ("Dr Ann Baker", "en", "Dear Dr Baker"),
        ("Hiring Team", "en", ""),
        ("Ann Baker", "nl", ""),
    ],
)
def test_in_english_there_is_one_way_and_an_unknown_language_has_none(display: str, language: str, said: str) -> None:
    assert {greeting(display, language, (), familiar=familiar) for familiar in (True, False)} == {said}
