"""Companies named by the frame of a message: display name, signature, sign-off, subject, calendar, domain."""

from __future__ import annotations

import pytest

from agent.reading import Address
from agent.reading.facts.domain import agrees, label_of
from agent.reading.message import CalendarEvent
from tests.reading.handmade import event, letter, shipped, understand

INVITED = "We would like to invite you to an interview for the role."

SIGNED: list[tuple[str, str, str, str | None]] = [
    ("ivy@copse.example", "Ivy Ash", "Ivy Ash\nTalent Partner, Copse Timber", "Copse Timber"),
    ("ivy@hire.lever.co", "Ivy Ash", "Ivy Ash\nRecruiter at Copse", "Copse"),
    ("ivy@hire.lever.co", "Ivy Ash", "Ivy Ash\nSenior Recruiter | Copse Timber", "Copse Timber"),
    ("ivy@copse.example", "Ivy Ash", "Ivy Ash\nHR Manager\nCopse Timber", "Copse Timber"),
    ("ivy@copse.example", "Ivy Ash", "Ivy Ash\nRecruiter, North America", None),
    ("ivy@copse.example", "Ivy Ash", "Ivy Ash\nCopse of Analyst", "Copse"),
    ("ivy@copse.example", "Ivy Ash", "Ivy Ash\nOld Copse Road 7", None),
    ("ivy@careers.example", "Ivy Ash", "Ivy Ash\nThe Careers", None),
    ("ivy@copse.example", "Ivy Ash", "Ivy Ash\nRecruiter, Leeds", None),
    ("ivy@copse.example", "Ivy Ash", "Ivy Ash\nYours, truly", None),
    ("ivy@copse.example", "Ivy Ash", "Ivy Ash\nHead of Copse, copse.example", "Copse"),
    ("ivy@ash.example", "Ivy Ash", "Ivy Ash", None),
    ("ivy@gmail.com", "Ivy Ash", "Ivy Ash\nsent from Gmail", None),
    ("ivy@moorecopse.example", "Ivy Ash (Moore & Copse)", "Ivy", "Moore & Copse"),
    ("ivy@copse.example", "Ivy Ash at Copse", "Ivy", "Copse"),
    ("no-reply@us.greenhouse-mail.io", "Copse via Greenhouse", "", "Copse"),
    ("no-reply@us.greenhouse-mail.io", "Greenhouse on behalf of Copse", "", "Copse"),
]


@pytest.mark.parametrize(("sender", "name", "signature", "expected"), SIGNED)
def test_a_signature_or_a_display_name_tells_the_company(
    sender: str, name: str, signature: str, expected: str | None
) -> None:
    company = understand(letter(INVITED, "", sender, name, signature=signature)).facts.company
    assert (company.value if company else None) == expected


SUBJECTS: list[tuple[str, str, str | None, str | None]] = [
    ("Interview: Gardener Trainee, Copse Timber", "", "Copse Timber", "Gardener Trainee"),
    ("Gardener Trainee at Copse - interview", "", "Copse", "Gardener Trainee"),
    ("Hello", "Copse <> Sam Doe", "Copse", None),
    ("Hello", "Sam Doe / Copse: first interview", "Copse", None),
    ("Hello", "Interview: Sam Doe, Team Coordinator (Ivy, Ben)", None, "Team Coordinator"),
    ("Hello", "Ivy Ash / Sam Doe", None, None),
]


@pytest.mark.parametrize(("subject", "summary", "company", "role"), SUBJECTS)
def test_a_subject_or_a_calendar_names_the_company_if_the_domain_bears_it_out(
    subject: str, summary: str, company: str | None, role: str | None
) -> None:
    calendar: tuple[CalendarEvent, ...] = (event(summary=summary),) if summary else ()
    facts = understand(letter(INVITED, subject, "ivy@copse.example", "Ivy Ash", calendar=calendar)).facts
    found = (facts.company.value if facts.company else None, facts.role.value if facts.role else None)
    assert (found[0] or "").startswith(company or "") == (company is not None) or found[0] is company
    assert found[1] == role


TEXTS: list[tuple[str, str | None]] = [
    ("I have arranged a video interview with Rupert (gardens) and me on Tuesday at 3pm.", None),
    ("We would like to invite you to an interview. Rupert from the Growth team will join us.", None),
    ("We would like to invite you to an interview here at Willowmere.", "Willowmere"),
    (
        "We would like to invite you to an interview. You would enjoy joining Willowmere.\n\nThe Willowmere Team",
        "Willowmere",
    ),
    ("Rupert Moss of Willowmere would like to interview you for the role.", "Willowmere"),
    (
        "We have passed your details on to Willowmere for the role, and they would like to invite you to an interview.",
        "Willowmere",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_a_person_or_a_department_is_no_company(text: str, expected: str | None) -> None:
    sent = letter(text, "", "x@smartrecruiters.com", "", reply_to=(Address("Rupert Moss", "r@smartrecruiters.com"),))
    company = understand(sent).facts.company
    assert (company.value if company else None) == expected


ROLES: list[tuple[str, str | None]] = [
    ("Night Porter Assistant (Grade 4", "Night Porter Assistant"),
    ("Night Porter Assistant Grade 4)", "Night Porter Assistant Grade 4"),
    ("telephone interview, Night Assistant", "Night Assistant"),
    ("Chat about Night Assistant", "Night Assistant"),
    ("Night assistant, hotel client in the west end", "Night assistant"),
    ("Night Assistant, Housekeeping", "Night Assistant"),
    ("Hooray! Night Assistant", "Night Assistant"),
]


@pytest.mark.parametrize(("subject", "expected"), ROLES)
def test_a_role_in_a_subject_is_freed_of_what_stands_beside_it(subject: str, expected: str | None) -> None:
    role = understand(letter(INVITED, subject)).facts.role
    assert (role.value if role else None) == expected


def test_an_agency_that_signs_is_not_the_company() -> None:
    sent = letter(
        "We have put you forward to Willowmere for the Gardener role. They are still interviewing other candidates.",
        "",
        "bo@larkstaffing.example",
        "Bo Reed",
        signature="Bo Reed\nSenior Consultant, Lark Staffing Group",
    )
    facts = understand(sent).facts
    assert facts.agency is not None
    assert facts.company is not None
    assert (facts.agency.value, facts.company.value) == ("Lark Staffing Group", "Willowmere")


@pytest.mark.parametrize(
    ("domain", "label"),
    [
        ("mail.copse.example", "copse"),
        ("copse-timber.co.uk", "copsetimber"),
        ("gmail.com", ""),
        ("greenhouse.io", ""),
        ("bt.example", ""),
        ("", ""),
        ("..", ""),
    ],
)
def test_a_domain_tells_the_part_its_owner_chose(domain: str, label: str) -> None:
    assert label_of(domain, shipped()) == label


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("Copse", "copse", True),
        ("Copse Timber Ltd", "copse", True),
        ("Copse", "copsehq", True),
        ("Copse", "getcopse", True),
        ("Timber", "copsetimber", False),
        ("Cop", "copse", False),
        ("Copse", "", False),
    ],
)
def test_a_name_agrees_with_a_domain_that_spells_it(name: str, label: str, expected: bool) -> None:
    assert agrees(name, (label,), shipped()) is expected
