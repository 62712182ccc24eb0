"""How people, firms and roles are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.writing.names import full_name, greeting_name, said, spoken_role


@pytest.mark.parametrize(
    ("display", "greeting", "full"),
    [
        ("Ann Baker", "Ann", "Ann Baker"),
        ("Ann", "Ann", "Ann"),
        ("Baker, Ann", "Ann", "Ann Baker"),
        ("Baker, Ann (HR)", "Ann", "Ann Baker"),
        ("Ann Baker, PhD", "Ann", "Ann Baker"),
        ("Ann Baker, MCIPD, MBA", "Ann", "Ann Baker"),
        ("Ann Baker,", "Ann", "Ann Baker"),
        ("Ann Baker, Acme", "Ann", "Ann Baker"),
        ("Ann Baker, Head of Talent", "Ann", "Ann Baker"),
        ("van der Berg, Jan", "Jan", "Jan van der Berg"),
        ("Job Bot", "Job", "Job Bot"),
        ("Dr Ann Baker", "Dr Baker", "Dr Ann Baker"),
        ("Prof. Dr. Jörg Ölmann", "Prof. Ölmann", "Prof. Dr. Jörg Ölmann"),
        ("Ms Baker", "Ms Baker", "Ms Baker"),
        ("ANN BAKER", "Ann", "ANN BAKER"),
        ("ann baker", "Ann", "ann baker"),
        ("BAKER Ann", "Ann", "BAKER Ann"),
        ("DE LA CRUZ Maria", "Maria", "DE LA CRUZ Maria"),
        ("JJ Baker", "JJ", "JJ Baker"),
        ("A. Baker", "A. Baker", "A. Baker"),
        ("J. Michael Stone", "Michael", "J. Michael Stone"),
        ("J. R. Stone", "J. R. Stone", "J. R. Stone"),
        ("Jean-Luc Martin", "Jean-Luc", "Jean-Luc Martin"),
        ("Siobhán O’Neil", "Siobhán", "Siobhán O’Neil"),
        ("'Ann Baker'", "Ann", "Ann Baker"),
        ("Ann Baker (Acme)", "Ann", "Ann Baker"),
        ("Ann Baker | Acme", "Ann", "Ann Baker"),
        ("Ann Baker - Acme Talent", "Ann", "Ann Baker"),
        ("Ann from Acme", "Ann", "Ann"),
        ("Ann Okafor-Acme", "Ann", "Ann Okafor-Acme"),
        ("Ann Baker via Hireboard", "Ann", "Ann Baker"),
        ("王小明", "王小明", "王小明"),
        ("김 민수", "김 민수", "김 민수"),
        ("प्रिया नायर", "प्रिया नायर", "प्रिया नायर"),
    ],
)
def test_a_person_is_greeted_as_they_sign(display: str, greeting: str, full: str) -> None:
    assert greeting_name(display, "Acme") == greeting
    assert full_name(display, "Acme") == full


@pytest.mark.parametrize(
    "display",
    [
        "", "Acme", "Acme Ltd", "Acme Careers", "Talent Acquisition Team", "HR", "Recruiting", "no-reply",
        "ann@acme.example", "Jobs 24", "Eve, boss <boss@corp.example>", "x" * 65,
        "ann.baker", "ann_baker", "Ann Baker, Bridgehead", "The Hiring Team", "Acme Foods", "Dr",
        "Free Offer!", "Acmeville via Hireboard", "{{ 7*7 }}", "()",
    ],
)  # fmt: skip
def test_nobody_is_greeted_by_a_department_or_a_firm(display: str) -> None:
    assert greeting_name(display, "Acme Ltd") == ""


@pytest.mark.parametrize(
    ("company", "spoken"),
    [
        ("Acme Ltd", "Acme"),
        ("Acme Ltd.", "Acme"),
        ("Acme, Inc.", "Acme"),
        ("Müller & Söhne GmbH & Co. KG", "Müller & Söhne"),
        ("Harbour Pty Ltd", "Harbour"),
        ("Yum.", "Yum"),
        ("SE", "SE"),
        ("Co", "Co"),
        ("Yahoo!", "Yahoo!"),
        ("", ""),
    ],
)
def test_a_firm_is_called_without_its_legal_form(company: str, spoken: str) -> None:
    assert said(company) == spoken


@pytest.mark.parametrize(
    ("role", "spoken"),
    [
        ("Data Engineer (m/f/d)", "Data Engineer"),
        ("Data Engineer (w/m/d) [Remote]", "Data Engineer"),
        ("Data Engineer (full-time)", "Data Engineer"),
        ("Engineer (Platform)", "Engineer (Platform)"),
        ("Analyst role", "Analyst"),
        ("Analyst position.", "Analyst"),
        ("Position", "Position"),
        ("", ""),
    ],
)
def test_a_role_is_called_as_one_says_it(role: str, spoken: str) -> None:
    assert spoken_role(role) == spoken


@given(st.text(st.characters(), max_size=200), st.text(max_size=50))
def test_any_name_is_either_one_line_or_nothing(display: str, company: str) -> None:
    for name in (greeting_name(display, company), full_name(display, company), said(display), spoken_role(display)):
        assert len(name) <= 200
        assert "\n" not in name
        assert "\r" not in name
