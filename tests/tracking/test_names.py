"""When two names of organisations or roles are the same, alike, near or different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.tracking.names import (
    SLUG_LIMIT,
    Likeness,
    compare_organisations,
    compare_roles,
    organisation_key,
    qualifies,
    requisition_key,
    shows,
    slug,
    without_organisation,
)

ORGANISATIONS = [
    ("Acme", "ACME Ltd.", Likeness.SAME),
    ("Acme, Inc.", "The Acme Company", Likeness.SAME),
    ("Müller & Söhne GmbH & Co. KG", "Muller and Sohne", Likeness.SAME),
    ("Smørrebrød A/S", "Smorrebrod", Likeness.NEAR),
    ("Grupo Bimbo, S.A.B. de C.V.", "grupo bimbo", Likeness.SAME),
    ("株式会社メルカリ", "メルカリ", Likeness.SAME),
    ("AT&T", "AT & T Inc", Likeness.SAME),
    ("L’Oréal S.A.", "L'Oreal", Likeness.SAME),
    ("Acme", "Acme Robotics", Likeness.NEAR),
    ("Acme", "Globex", Likeness.OTHER),
    ("Robotics Acme", "Acme", Likeness.OTHER),
    ("", "Acme", Likeness.UNSTATED),
    ("...", "Acme", Likeness.UNSTATED),
    ("The", "the", Likeness.SAME),
    ("Co", "Co.", Likeness.SAME),
]

ROLES = [
    ("Software Engineer", "software engineer", Likeness.SAME),
    ("Engineer, Platform", "Platform Engineer (Berlin)", Likeness.SAME),
    ("Data Engineer (m/w/d)", "Data Engineer m/f/x", Likeness.SAME),
    ("Entwickler:in Backend", "Entwickler/in Backend [Remote]", Likeness.SAME),
    ("Product Manager - REQ-12345", "Product Manager #4411", Likeness.SAME),
    ("Product Manager, Job ID: 99-A7", "Product Manager", Likeness.SAME),
    ("Head of Sales", "Sales Head", Likeness.SAME),
    ("C# Developer", "C Developer", Likeness.NEAR),
    ("C++ Developer", "C# Developer", Likeness.OTHER),
    ("Senior Engineer", "Sr. Engineer", Likeness.SAME),
    ("Senior Engineer", "Engineer", Likeness.ALIKE),
    ("Senior Engineer", "Junior Engineer", Likeness.OTHER),
    ("Engineer II", "Engineer III", Likeness.OTHER),
    ("Graduate Programme 2026", "Graduate Programme 2027", Likeness.OTHER),
    ("Software Engineer Intern", "Software Engineer", Likeness.NEAR),
    ("Engineer", "Data Engineer", Likeness.NEAR),
    ("Reporting Analyst (Band 6", "Reporting Analyst", Likeness.SAME),
    ("Engineer", "Nurse", Likeness.OTHER),
    ("", "Nurse", Likeness.UNSTATED),
    ("Senior", "Nurse", Likeness.UNSTATED),
]


@pytest.mark.parametrize(("one", "other", "likeness"), ORGANISATIONS)
def test_organisations_compare_either_way_round(one: str, other: str, likeness: Likeness) -> None:
    assert compare_organisations(one, other) is compare_organisations(other, one) is likeness


@pytest.mark.parametrize(("one", "other", "likeness"), ROLES)
def test_roles_compare_either_way_round(one: str, other: str, likeness: Likeness) -> None:
    assert compare_roles(one, other) is compare_roles(other, one) is likeness


@pytest.mark.parametrize(("number", "key"), [("REQ-12 34", "req1234"), ("#7", ""), ("", ""), ("JR 0099", "jr0099")])
def test_requisition_numbers_lose_their_punctuation_and_short_ones_are_none(number: str, key: str) -> None:
    assert requisition_key(number) == key


@pytest.mark.parametrize(
    ("company", "role", "name"),
    [
        ("The Acme Robotics, Inc.", "Engineer", "acme-robotics"),
        ("", "Data Engineer", "data-engineer"),
        ("株式会社メルカリ", "Nurse", "nurse"),
        ("", "", "application"),
        ("International " * 5, "", "international-international-internationa"),
    ],
)
def test_an_identifier_is_friendly(company: str, role: str, name: str) -> None:
    assert slug(company, role) == name


@given(st.text(), st.text())
def test_no_name_is_too_odd_to_be_compared_or_shortened(one: str, other: str) -> None:
    name = slug(one, other)
    assert name.isascii()
    assert 1 <= len(name) <= SLUG_LIMIT
    assert compare_organisations(one, other) is compare_organisations(other, one)
    assert compare_roles(one, other) is compare_roles(other, one)
    assert compare_organisations(one, one) in {Likeness.SAME, Likeness.UNSTATED}
    assert organisation_key(f"the {one} ltd".upper()) == organisation_key(f"The {one} Ltd".upper())


@pytest.mark.parametrize(
    ("one", "other", "closer"),
    [
        ("Insight Analyst", "Insight Analyst, Smart Tariffs", True),
        ("Claims Data Analyst", "Senior Data Analyst", True),
        ("Product Manager", "Product Marketing Manager", False),
        ("Buyer", "Assistant Buyer", False),
        ("Sales", "Head of Sales", False),
        ("Buyer", "buyer", False),
        ("", "Buyer", False),
        ("Buyer", "Night Nurse", False),
    ],
)
def test_a_title_may_describe_the_same_role_more_closely(one: str, other: str, *, closer: bool) -> None:
    assert qualifies(one, other) is qualifies(other, one) is closer


@pytest.mark.parametrize(
    ("title", "organisation", "bare"),
    [
        ("Data Analyst, Acme Robotics", "Acme Robotics Ltd", "Data Analyst"),
        ("Data Analyst at Acme", "ACME", "Data Analyst"),
        ("Data Analyst (Acme)", "Acme", "Data Analyst"),
        ("Data Analyst @ Acme", "Acme", "Data Analyst"),
        ("Data Analyst, Acme Robotics", "Acme", "Data Analyst, Acme Robotics"),
        ("Acme", "Acme", "Acme"),
        ("Data Analyst", "", "Data Analyst"),
    ],
)
def test_an_organisation_at_the_end_of_a_title_is_no_part_of_it(title: str, organisation: str, bare: str) -> None:
    assert without_organisation(title, organisation) == bare


@pytest.mark.parametrize(
    ("sender", "organisation", "shown"),
    [
        ("Acme Robotics Careers", "Acme Robotics", True),
        ("Ann Lee, Acme Robotics", "Acme Robotics GmbH", True),
        ("Acme Talent Acquisition", "Acme Robotics", True),
        ("Acme", "Acme Ltd", True),
        ("Acme Miller", "Acme", False),
        ("Hiring Team", "Acme", False),
        ("", "Acme", False),
        ("Acme", "", False),
    ],
)
def test_a_display_name_may_be_an_organisations(sender: str, organisation: str, *, shown: bool) -> None:
    assert shows(sender, organisation) is shown
