"""Who stands behind a message: people, teams, firms, systems and agencies told apart, in five languages."""

from __future__ import annotations

import pytest

from agent.reading import Address, Part
from agent.reading.facts.domain import is_the_systems, labels_of, names_spelling, system_of
from agent.reading.facts.naming import clean_name, is_of_an_agency, without_relay, without_team
from tests.reading.handmade import letter, shipped, understand

RECEIVED = "We have received your application for the role."
INVITED = "We would like to invite you to an interview for the role."

FRAMES: list[tuple[str, str, str, str, str | None]] = [
    # From, its address, subject, the end of the letter, the company
    ("Ivy Ash", "no-reply@us.greenhouse-mail.io", "Copse Foods - a first chat", "Ivy\nCopse Foods", "Copse Foods"),
    ("Ivy Ash", "no-reply@us.greenhouse-mail.io", "References", "Ivy Ash\nCopse Timber", "Copse Timber"),
    ("Ivy Ash", "no-reply@us.greenhouse-mail.io", "References", "Ivy Ash", None),
    ("Ivy Ash", "no-reply@us.greenhouse-mail.io", "References", "Ivy | Copse Timber", "Copse Timber"),
    ("Ivy Ash via SmartRecruiters", "notification@smartrecruiters.com", "Re: coffee", "Ivy", None),
    ("Ivy Ash - Copse Foods", "copsefoods+email+1@talent.icims.com", "Next steps", "Ivy", "Copse Foods"),
    ("Copse Meadow", "no-reply@hire.lever.co", "Thanks for applying to Copse Meadow", "Copse Meadow", "Copse Meadow"),
    ("Copse Freight", "no-reply@hire.lever.co", "Your application", "", "Copse Freight"),
    ("Copse", "copse@myworkday.com", "Your application", "", "Copse"),
    ("Copse Talent Team", "no-reply@us.greenhouse-mail.io", "Hello", "", "Copse"),
    ("Workday", "copse@myworkday.com", "Your application", "Copse Recruiting", "Copse"),
    ("Calendly", "notifications@calendly.com", "Confirmed: interview", "", None),
    ("Copse Hiring Team via Docusign", "dse@docusign.net", "Please sign", "", "Copse"),
    ("GoodTime", "noreply@goodtime.io", "[Copse AI] Interview schedule", "", "Copse AI"),
    ("HR Desk", "hr@gmail.com", "Hello", "", None),
    ("Olivia (Assistant)", "olivia@paradox.ai", "Pick an interview time", "", None),
    ("Jobs", "jobs@copse.example", "Hello", "© 2026 Copse Ltd. All rights reserved.", "Copse Ltd"),
    ("Jobs", "jobs@other.example", "Hello", "(c) 2026 Copse Ltd", None),
    ("Jobs", "jobs@other.example", "Hello", "Copse Foods Ltd", "Copse Foods Ltd"),
    ("Ivy Ash", "ivy@other.example", "Hello", "Ivy / Copse Timber", "Copse Timber"),
    ("Ivy Ash", "ivy@other.example", "Hello", "Ivy\nEngineering Department", None),
    ("Martine Le Goff", "m.legoff@other.example", "Bonjour", "Martine Le Goff", None),
    ("Team Talent von Birkenblatt", "talent@birkenblatt.example", "Hallo", "", "Birkenblatt"),
    ("Recrutement Ondine", "rh@ondine.example", "Bonjour", "", "Ondine"),
    ("Werken bij Waterlijn", "no-reply@recruitee.com", "Hallo", "", "Waterlijn"),
    ("RRHH Hotel Serena", "rrhh@other.example", "Hola", "", "Hotel Serena"),
    ("EasyRECrue pour Banque Ondine", "contact@easyrecrue.com", "Bonjour", "", None),
]


@pytest.mark.parametrize(("name", "sender", "subject", "signed", "company"), FRAMES)
def test_the_frame_names_the_company_and_never_a_person_or_a_system(
    name: str, sender: str, subject: str, signed: str, company: str | None
) -> None:
    found = understand(letter(f"{INVITED}\n\nBest\n\n{signed}", subject, sender, name)).facts.company
    assert (found.value if found else None) == company
    assert found is None or found.quote


AGENCIES: list[tuple[str, str, str, str, str | None, str | None]] = [
    # the letter, its end, From, its address, the agency, the company
    (
        "Copse Foods loved your CV. " + INVITED,
        "Ivy\nLarkmoor Recruitment",
        "Ivy Ash",
        "ivy@larkmoorrec.example",
        "Larkmoor",
        "Copse Foods",
    ),
    (
        "The client liked your profile. " + INVITED,
        "Ivy\nLark Global",
        "Ivy Ash",
        "ivy@larkglobal.example",
        "Lark Global",
        None,
    ),
    (INVITED, "Marta / Puente Talento", "Marta Gil", "marta@puentetalento.example", "Puente Talento", None),
    ("My client is a bank. " + INVITED, "Ivy", "Ivy Ash", "ivy@lark.example", None, None),
]


@pytest.mark.parametrize(("text", "signed", "name", "sender", "agency", "company"), AGENCIES)
def test_an_agency_is_known_by_its_words_its_name_or_its_domain(
    text: str, signed: str, name: str, sender: str, agency: str | None, company: str | None
) -> None:
    facts = understand(letter(f"{text}\n\nBest\n\n{signed}", "Hello", sender, name)).facts
    assert (facts.agency.value if facts.agency else None) == agency
    assert (facts.company.value if facts.company else None) == company
    assert facts.people[0].part is Part.CONSULTANT


def test_whoever_approaches_about_a_job_may_do_so_for_another_firm() -> None:
    text = "I came across your profile and have a new opportunity for a Site Manager. Would you be open to a chat?"
    facts = understand(letter(f"{text}\n\nIvy\nCopse Timber", "Hello", "ivy@copsetimber.example", "Ivy Ash")).facts
    assert facts.company is None


@pytest.mark.parametrize(
    ("sender", "reply_to", "labels", "system"),
    [
        (Address("", "copse@myworkday.com"), (), ("copse",), "myworkday"),
        (Address("", "copsefoods+email+4f@talent.icims.com"), (), ("copsefoods",), "icims"),
        (Address("", "no-reply@copse.recruitee.com"), (), ("copse",), "recruitee"),
        (Address("", "no-reply@hire.lever.co"), (Address("", "ivy@copse.example"),), ("copse",), "lever"),
        (Address("", "ivy@gmail.com"), (), (), ""),
        (None, (), (), ""),
    ],
)
def test_addresses_spell_whose_message_it_is(
    sender: Address | None, reply_to: tuple[Address, ...], labels: tuple[str, ...], system: str
) -> None:
    message = letter(RECEIVED, sender=sender.address if sender else "", reply_to=reply_to)
    assert labels_of(message.envelope, shipped()) == labels
    assert system_of(message.envelope, shipped()) == system


@pytest.mark.parametrize(
    ("name", "system", "expected"),
    [
        ("SAP SuccessFactors", "successfactors", True),
        ("Trac", "trac", True),
        ("Copse", "lever", False),
        ("Copse", "", False),
    ],
)
def test_a_systems_own_name_is_nobody_elses(name: str, system: str, expected: bool) -> None:
    assert is_the_systems(name, system) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Copse Hiring Team", "Copse"),
        ("Talent Acquisition at Copse", "Copse"),
        ("Recruitment - Copse", "Copse"),
        ("Copse - HR", "Copse"),
        ("Copse Recruiting -", "Copse"),
        ("Service RH de Bellerive", "Bellerive"),
        ("Hiring Team", ""),
    ],
)
def test_a_team_is_taken_off_its_company(name: str, expected: str) -> None:
    assert without_team(name, shipped()) == expected


def test_what_the_domain_spells_is_not_taken_apart() -> None:
    assert without_team("Puente Talento RRHH", shipped(), ("puentetalento",)) == "Puente Talento"


@pytest.mark.parametrize(
    ("shown", "own", "system"),
    [
        ("Acme via Greenhouse", "Acme", "Greenhouse"),
        ("Greenhouse on behalf of Acme", "Acme", "Greenhouse"),
        ("Lever im Auftrag von Acme", "Acme", "Lever"),
        ("Acme", "Acme", ""),
    ],
)
def test_a_relay_is_told_from_whom_it_sends_for(shown: str, own: str, system: str) -> None:
    assert without_relay(shown, shipped()) == (own, system)


@pytest.mark.parametrize(("name", "expected"), [("Puente Talento", True), ("Talento Nubia", False), ("Copse", False)])
def test_an_agencys_name_says_that_it_recruits(name: str, expected: bool) -> None:
    assert is_of_an_agency(name, shipped()) is expected


@pytest.mark.parametrize(
    "name", ["Payroll Desk", "Dr Akande", "45K", "Zoom Meeting at https://x.example", "Unit 4", "Interview Copse", "An"]
)
def test_offices_people_and_numbers_are_no_company(name: str) -> None:
    assert clean_name(name, shipped()) == ""


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("Fern & Moss Timber wrote", "fernmoss", ["Fern & Moss Timber"]),
        ("Fern & Manager", "fern", ["Fern"]),
        ("University of Fern", "fernuni", []),
        ("Old Fern", "fern", []),
        ("The Fern", "fern", ["Fern"]),
        ("Ferñ", "fern", ["Ferñ"]),
        ("nothing", "fern", []),
    ],
)
def test_a_line_has_the_names_a_domain_spells(text: str, label: str, names: list[str]) -> None:
    assert list(names_spelling((label,), text, shipped(), whole_line=True)) == names


@pytest.mark.parametrize(
    ("text", "sender", "expected"),
    [
        (
            "We would like to invite you to an interview at Copsewood next week.",
            "ivy@copsewoodestates.example",
            "Copsewood",
        ),
        ("We would like you to interview. Copsewood was busy today.", "ivy@copsewoodestates.example", None),
        ("We would like to invite you to an interview at Global next week.", "ivy@globalcopse.example", None),
    ],
)
def test_a_firm_is_called_by_the_beginning_of_its_domain(text: str, sender: str, expected: str | None) -> None:
    found = understand(letter(f"Dear Sam,\n\n{text}\n\nIvy", "Hello", sender, "Ivy Ash")).facts.company
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Copse Mills had to move your interview to Monday at 10:00.", "Copse Mills"),
        ("Copse Mills had to move your interview to Monday at 10:00, so Briar Foods is first.", None),
        ("They had to move your interview to Monday at 10:00.", None),
    ],
)
def test_of_an_agencys_letter_the_one_firm_it_mentions_is_its_client(text: str, expected: str | None) -> None:
    facts = understand(
        letter(f"{text}\n\nIvy\nMoss Staffing", "New time", "ivy@moss-staffing.example", "Ivy Ash")
    ).facts
    assert facts.agency is not None
    assert (facts.company.value if facts.company else None) == expected


def test_a_trade_beside_a_firms_name_makes_it_an_agency() -> None:
    text = f"{INVITED}\n\nIvy Ash\nAsh & Copse - Executive Search"
    facts = understand(letter(text, "Hello", "ivy@ash-copse.example", "Ivy Ash")).facts
    assert facts.agency is not None
    assert facts.agency.value == "Ash & Copse"
    assert facts.company is None


def test_whoever_tells_of_their_own_firm_in_an_approach_hires_for_it() -> None:
    text = "I am the CTO of Copsewood, and we need somebody like you to join our team.\n\nAre you open to a new role?"
    facts = understand(letter(f"Hi Sam,\n\n{text}\n\nIvy", "Hello", "ivy@copsewood.example", "Ivy Ash")).facts
    assert facts.company is not None
    assert facts.company.value == "Copsewood"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The report that Briar Foods asked for is ready, and your application goes on.", "Briar Foods"),
        ("Your first interview: Briar & Moss\n\nYour interview is confirmed.", "Briar & Moss"),
        ("Sam Doe & Ivy Ash: your interview is confirmed.", None),
        ("Briar Foods asked for a report on your application, and so did Copse Mills.", None),
    ],
)
def test_of_a_systems_letter_the_one_firm_it_mentions_is_whom_it_is_about(text: str, expected: str | None) -> None:
    found = understand(letter(text, "Hello", "no-reply@hire.lever.co", "Ivy Ash")).facts.company
    assert (found.value if found else None) == expected


@pytest.mark.parametrize("name", ["TBD after submission", "Large bank vendor"])
def test_what_stands_for_a_client_not_named_is_no_company(name: str) -> None:
    text = f"{INVITED}\n\nClient: {name}\nClient location: York"
    assert understand(letter(text, "Hello", "ivy@other.example", "Ivy Ash")).facts.company is None


def test_an_agency_a_network_writes_for_is_not_the_company() -> None:
    facts = understand(letter("Your application was sent to Moss Search.", "", "no-reply@hire.lever.co")).facts
    assert facts.company is None
    assert facts.agency is not None
    assert facts.agency.value == "Moss Search"
