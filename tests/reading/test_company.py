"""Companies, agencies, roles and requisition numbers: found where they are named, absent where they are not."""

from __future__ import annotations

import pytest

from agent.reading.facts.naming import clean_name, key_of
from agent.reading.facts.role import clean_role
from tests.reading.handmade import letter, shipped, understand

RECEIVED = "We have received your application for the role."

COMPANIES: list[tuple[str, str, str, str | None]] = [
    ("Thank you for applying to Fern & Moss! " + RECEIVED, "", "", "Fern & Moss"),
    (
        "Thank you for your interest in the Keeper position at Fern Trading Company in York.",
        "",
        "",
        "Fern Trading Company",
    ),
    ("Thank you for applying to the Keeper position at University of the Moors.", "", "", "University of the Moors"),
    ("Thanks for your interest in joining iFern. " + RECEIVED, "", "", "iFern"),
    (RECEIVED, "Fern Hiring Team", "no-reply@ashbyhq.com", "Fern"),
    (RECEIVED, "Fern via Greenhouse", "no-reply@greenhouse.io", "Fern"),
    (RECEIVED, "Talent Acquisition at Fern", "x@fern.example", "Fern"),
    (RECEIVED, "Ann Lee (Fern)", "ann@fern.example", "Fern"),
    (RECEIVED, "Ann from Fern", "ann@fern.example", "Fern"),
    (RECEIVED, "Ann Lee", "ann@fern.example", None),
    (RECEIVED, "LinkedIn Recruiting", "jobs@linkedin.com", None),
    (RECEIVED + "\n\nCompany: Fern Ltd", "", "", "Fern Ltd"),
    ("Thank you for applying to Fern. " + RECEIVED + "\n\nThe Moss Team", "Fern Careers", "jobs@fern.example", "Fern"),
    (
        "Thank you for applying to Fern. Fern Trading Company has received your application.",
        "",
        "",
        "Fern Trading Company",
    ),
    (RECEIVED + "\n\nCompany: 2026", "", "", None),
    ("Thank you for applying to us. We have received your application for the role.", "", "", None),
    ("Thank you for applying to the Keeper position.", "", "", None),
    ("Thank you for applying to Senior Keeper Manager.", "", "", None),
    ("Your application was sent to Fern for the Keeper role.", "", "", "Fern"),
    ("Thank you for your interest in the Keeper position at Test Orchards in York.", "", "", "Test Orchards"),
    ("We thank you for your interest in career opportunities at Moor Re.", "", "", "Moor Re"),
    ("Thank you for your interest in the Keeper position at Orchard360.", "", "", "Orchard360"),
    ("Thank you for your interest in the Keeper position at 4711.", "", "", None),
    (
        "Thank you for your interest in joining the Fern Trading team. The Keeper position at Corporate is filled.",
        "",
        "",
        "Fern Trading",
    ),
    (
        "Thank you for your interest in the Keeper position at Fern Moss Oak, Inc. in York.\n\nFern Moss Oak, Inc.",
        "",
        "",
        "Fern Moss Oak, Inc",
    ),
    (
        "I am of the Talent Acquisition Team of Fern Trading. " + RECEIVED,
        "",
        "",
        "Fern Trading",
    ),
    (
        RECEIVED + " See your Fern profile, and the Fern calendar.\n\nThanks!\n\nThe Fern Team",
        "",
        "",
        "Fern",
    ),
    ("Fern is looking for a Keeper. Would you like a career with Fern? " + RECEIVED, "Fern", "", "Fern"),
    ("Fern is looking for a Keeper. " + RECEIVED + "\n\nFern", "Fern", "fern@moss.example", None),
]


@pytest.mark.parametrize(("text", "name", "sender", "expected"), COMPANIES)
def test_a_company_is_found_where_it_is_named(text: str, name: str, sender: str, expected: str | None) -> None:
    company = understand(letter(text, "", sender or "a@b.example", name)).facts.company
    assert (company.value if company else None) == expected
    assert company is None or company.value.split()[0] in company.quote


@pytest.mark.parametrize(
    ("name", "sender", "expected"),
    [
        ("", "careers@fern.example", "Fern"),
        ("Recruiting Team", "jobs@fern.example", "Fern"),
        ("", "no-reply@careers.fern-moss.example", "Fern Moss"),
        ("", "hr@fern-careers.example", "Fern"),
        ("", "calendar@fern.example", "Fern"),
        ("", "talent@google.com", "Google"),
        ("Ann Lee", "hr@fern.example", None),
        ("", "no-reply@fern.example", None),
        ("", "ann@fern.example", None),
        ("", "jobs@ferntalent.example", None),
        ("", "careers@fern-staffing.example", None),
        ("", "hr@gmail.com", None),
        ("", "jobs@hire.lever.co", None),
        ("", "calendar-notification@google.com", None),
    ],
)
def test_a_domain_names_its_owner_only_where_those_who_hire_write_from_it(
    name: str, sender: str, expected: str | None
) -> None:
    company = understand(letter(RECEIVED, "", sender, name)).facts.company
    assert (company.value if company else None) == expected
    assert company is None or sender in company.quote


def test_the_team_that_hires_is_no_agency() -> None:
    facts = understand(
        letter("Thank you for applying to Fern!\n\nFern Recruitment Team", "", "jobs@fern.example")
    ).facts
    assert facts.company is not None
    assert facts.company.value == "Fern"
    assert facts.agency is None


def test_the_subject_may_name_the_company() -> None:
    company = understand(letter(RECEIVED, "Your application to Fern Ltd")).facts.company
    assert company is not None
    assert company.value == "Fern Ltd"


def test_an_agency_is_not_the_company_it_writes_for() -> None:
    text = "I came across your profile. On behalf of our client, I am hiring for a Keeper. It is a role at Moss Ltd."
    facts = understand(letter(text, sender="tom@foxgrove.example", name="Tom Fox (Foxgrove Search)")).facts
    assert facts.agency is not None
    assert facts.company is not None
    assert (facts.agency.value, facts.company.value) == ("Foxgrove Search", "Moss Ltd")


def test_an_agency_that_does_not_name_its_client_leaves_the_company_open() -> None:
    text = "I came across your profile. My client is looking for a Keeper. Is this of interest?"
    facts = understand(letter(text, sender="tom@foxgrove.example", name="Foxgrove Recruiting")).facts
    assert facts.company is None
    assert facts.agency is not None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Fern Ltd.", "fern", True),
        ("The Fern", "Fern, Inc.", True),
        ("Fern & Moss", "Fern Moss", True),
        ("Fern", "Moss", False),
    ],
)
def test_names_are_compared_without_legal_form_and_punctuation(one: str, other: str, same: bool) -> None:
    assert (key_of(one, shipped()) == key_of(other, shipped())) is same


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Fern via Lever", "Fern"),
        ("Fern for the Site Manager", "Fern"),
        ("Fern for Moors", "Fern for Moors"),
        ("Monday", ""),
        ("2026", ""),
        ("x" * 61, ""),
        ("Senior Engineer II", ""),
        ("  the  Fern and ", "Fern"),
    ],
)
def test_a_name_is_cleaned_of_what_does_not_belong_to_it(name: str, expected: str) -> None:
    assert clean_name(name, shipped()) == expected


ROLES: list[tuple[str, str, str | None]] = [
    ("Thank you for applying for the Senior Data Engineer position at Fern.", "", "Senior Data Engineer"),
    ("We received your application for the role of Head of Gardens.", "", "Head of Gardens"),
    ("We received your application.\n\nJob title: Night Nurse (m/w/d)", "", "Night Nurse"),
    ("We received your application.", "Your application for Research Fellow at Fern", "Research Fellow"),
    ("We received your application.", "Application received - Web Developer", "Web Developer"),
    ("We received your application for the job.", "Interview invitation", None),
    ("We received your application for our Software Engineer, iOS role.", "", "Software Engineer, iOS"),
    ("We received your application for the position of 01406712 Site Manager.", "", "Site Manager"),
    ("We received your application for your dream job.", "", None),
    ("We received your application for the job.\n\nPosition: open", "", None),
]


@pytest.mark.parametrize(("text", "subject", "expected"), ROLES)
def test_a_role_is_found_where_it_is_named(text: str, subject: str, expected: str | None) -> None:
    role = understand(letter(text, subject)).facts.role
    assert (role.value if role else None) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the open position of Baker", "Baker"),
        ("Baker (Remote)", "Baker"),
        ("R-1681 Baker", "Baker"),
        ("Baker at Fern", "Baker"),
        ("Baker - JR-000123", "Baker"),
        ("Baker position", "Baker"),
        ("", ""),
        ("B" * 101, ""),
    ],
)
def test_a_role_is_cleaned_of_numbers_and_frames(name: str, expected: str) -> None:
    assert clean_role(name, shipped()) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Your application for Baker (R-1681)", "R-1681"),
        ("Baker, Req ID: 169410BR", "169410BR"),
        ("Baker 2020-45452 position", "2020-45452"),
        ("Requisition #JR000123", "JR000123"),
        ("Baker, 65480BR.", "65480BR"),
        ("Job ID: 699335", "699335"),
        ("Reference: our letter", None),
        ("We have 12000 staff.", None),
        ("Ihre Kennziffer 2218/A", "2218/A"),
        ("The sift for 338120-A, reference 441-RAD-5510912", "441-RAD-5510912"),
        ("Reference: 12/05/2026", None),
        ("Reference: 2026", None),
        ("Job no: R2", None),
    ],
)
def test_a_requisition_number_is_known_by_label_or_shape(text: str, number: str | None) -> None:
    found = understand(letter(f"We received your application for the role.\n\n{text}")).facts.requisition
    assert (found.value if found else None) == number


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("Online tests - 338120", "338120"),
        ("Research Associate (10773)", "10773"),
        ("PC/2218 new interview date", "PC/2218"),
        ("Interview in 2026", None),
    ],
)
def test_a_bare_number_of_the_subject_is_a_requisition(subject: str, number: str | None) -> None:
    found = understand(letter("We received your application for the role.", subject)).facts.requisition
    assert (found.value if found else None) == number


RUNS: list[tuple[str, str, str | None]] = [
    (
        "Thanks for putting yourself forward for Audience Editor. We received your application for the role.",
        "",
        "Audience Editor",
    ),
    (
        "We received your application for the role.\n\nDigital Content Manager\n\n1.\n2.\n3.\n4.\n5.\nThanks.",
        "",
        "Digital Content Manager",
    ),
    ("We received your application for the role.\n\nSenior Recruiter\n\nThanks.", "", None),
    (
        "R-0091722 Operations Risk Analyst III has been added. We received your application for the role.",
        "",
        "Operations Risk Analyst III",
    ),
    ("We received your application for the role.", "Vet tech opening", None),
    ("We received your application for the role.", "mechanic job", "mechanic"),
    ("We received your application for the role.", "Acme hiring manager chat", None),
    ("We received your application for the role.", "Interview Risikoanalyst (m/w/d)", "Risikoanalyst"),
    ("We received your application for the role.", "Updated: Product Manager interview, round 2", "Product Manager"),
    ("We received your application at Fern Director.", "Fern Director", "Fern Director"),
]


@pytest.mark.parametrize(("text", "subject", "expected"), RUNS)
def test_a_role_is_a_run_of_capitals_with_a_title_in_it(text: str, subject: str, expected: str | None) -> None:
    role = understand(letter(text, subject)).facts.role
    assert (role.value if role else None) == expected


def test_a_company_that_is_called_like_a_role_is_none() -> None:
    message = letter("We at Fern Baker received your application for the role.", "Fern Baker", "ann@fernbaker.example")
    facts = understand(message).facts
    assert facts.company is not None
    assert (facts.company.value, facts.role) == ("Fern Baker", None)


def test_the_users_own_application_says_to_whom_and_for_what() -> None:
    message = letter(
        "I am writing to apply for the Night Nurse position at Fern Hospital.", sender="sam@example.org", name="Sam Doe"
    )
    facts = understand(message).facts
    assert facts.company is not None
    assert facts.role is not None
    assert (facts.company.value, facts.role.value) == ("Fern Hospital", "Night Nurse")


def test_mail_that_is_not_about_a_job_states_no_facts() -> None:
    facts = understand(letter("Dinner at Fern on Friday at 8pm?")).facts
    assert (facts.company, facts.role, facts.people, facts.meeting) == (None, None, (), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear Sam, your Route Planner interview kit is on its way.", "Route Planner"),
        ("Dear Sam, your Skills Check for the Route Planner is on its way.", "Route Planner"),
        ("Dear Sam, a Route Planner and then a Site Manager will write to you.", None),
        ("Dear Sam, our Senior Recruiter will write to you.", None),
    ],
)
def test_the_only_role_a_letter_mentions_is_what_it_is_about(text: str, expected: str | None) -> None:
    role = understand(letter(f"We have received your application.\n\n{text}", "Hello")).facts.role
    assert (role.value if role else None) == expected
