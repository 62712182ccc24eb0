"""People of the other side, and what they say about reaching them."""

from __future__ import annotations

import pytest

from agent.reading import Address, Automated, Part
from agent.reading.message import Message
from tests.reading.handmade import event, letter, understand

REPLY = "We are still interviewing candidates for the Keeper role."


def people_of(message: Message) -> list[tuple[str, str | None, Part]]:
    """The people a message names."""
    return [(person.name, person.address, person.part) for person in understand(message).facts.people]


def test_the_writer_is_a_contact_with_an_address() -> None:
    assert people_of(letter(REPLY)) == [("Ann Lee", "ann.lee@acme.example", Part.CONTACT)]


@pytest.mark.parametrize(
    ("signature", "part"),
    [
        ("Ann Lee\nTalent Acquisition Partner", Part.RECRUITER),
        ("Ann Lee\nSenior Recruiter", Part.RECRUITER),
        ("Ann Lee\nRecruiting Coordinator", Part.COORDINATOR),
        ("Ann Lee\nRecruitment Consultant", Part.CONSULTANT),
        ("Ann Lee\nHead of Gardens", Part.CONTACT),
    ],
)
def test_a_signature_says_which_part_the_writer_plays(signature: str, part: Part) -> None:
    assert people_of(letter(REPLY, signature=signature)) == [("Ann Lee", "ann.lee@acme.example", part)]


def test_somebody_who_writes_for_a_client_is_a_consultant() -> None:
    message = letter("I came across your profile. My client is looking for a Keeper. Is this role of interest?")
    assert people_of(message) == [("Ann Lee", "ann.lee@acme.example", Part.CONSULTANT)]


def test_replies_go_where_the_mail_asks_for() -> None:
    message = letter(REPLY, reply_to=(Address("", "ann+42@reply.acme.example"),))
    assert people_of(message) == [("Ann Lee", "ann+42@reply.acme.example", Part.CONTACT)]


@pytest.mark.parametrize(
    ("sender", "name"),
    [("careers@acme.example", "Acme Careers"), ("no-reply@greenhouse.io", "Acme"), ("jobs@acme.example", "Jobs")],
)
def test_mailboxes_and_systems_are_no_people(sender: str, name: str) -> None:
    assert people_of(letter(REPLY, sender=sender, name=name)) == []


def test_whoever_signed_what_a_system_sent_is_named_without_its_address() -> None:
    message = letter(REPLY, sender="no-reply@greenhouse.io", name="Acme Hiring Team", signature="Cora Field\nRecruiter")
    assert people_of(message) == [("Cora Field", None, Part.RECRUITER)]


def test_a_signer_is_reached_where_the_system_says() -> None:
    message = letter(
        f"{REPLY}\n\nBest,\nCora Field",
        sender="no-reply@greenhouse.io",
        name="Acme",
        automated=Automated.NO_REPLY,
        reply_to=(Address("", "noreply@acme.example"), Address("", "cora@acme.example")),
    )
    assert people_of(message) == [("Cora Field", "cora@acme.example", Part.CONTACT)]


def test_one_person_in_several_places_is_named_once_with_the_address() -> None:
    cora = Address("Cora Field", "cora@acme.example")
    calendar = (event(organizer=cora),)
    signed = letter(REPLY, sender="no-reply@lever.co", name="Acme", signature="Cora Field", calendar=calendar)
    assert people_of(signed) == [("Cora Field", "cora@acme.example", Part.CONTACT)]
    wrote = letter(REPLY, sender=cora.address, name=cora.name, calendar=calendar)
    assert people_of(wrote) == [("Cora Field", "cora@acme.example", Part.CONTACT)]


def test_those_the_user_will_meet_are_interviewers() -> None:
    message = letter(
        "Your interview is confirmed for Friday at 9am. You will be meeting with Ines Park, Head of Gardens. "
        "Dr. Max Stone will be joining. You will also speak with Ann."
    )
    assert people_of(message) == [
        ("Ann Lee", "ann.lee@acme.example", Part.CONTACT),
        ("Ines Park", None, Part.INTERVIEWER),
        ("Max Stone", None, Part.INTERVIEWER),
    ]


def test_the_user_is_nobody_of_the_other_side() -> None:
    assert people_of(letter("Your interview is confirmed. Ann will be meeting with Sam Doe on Friday.")) == [
        ("Ann Lee", "ann.lee@acme.example", Part.CONTACT)
    ]


@pytest.mark.parametrize(
    "name", ["", "ann.lee@acme.example", "Acme Recruiting Team", "Site Manager", "Best Regards", "A1 | B2"]
)
def test_what_is_no_name_names_nobody(name: str) -> None:
    assert people_of(letter("Your interview is confirmed for Friday at 9am", name=name)) == []


def test_a_message_without_a_sender_has_no_writer() -> None:
    assert people_of(letter(REPLY, sender="")) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Please give me a call on 555 0100.", "phone"),
        ("Feel free to text me on 555 0100.", "message"),
        ("Please reply via the candidate portal.", "portal"),
        ("I prefer email.", "email"),
        ("Talk soon.", None),
    ],
)
def test_the_channel_they_prefer_is_kept(text: str, value: str | None) -> None:
    channel = understand(letter(f"{REPLY} {text}")).facts.channel
    assert (channel.value if channel else None) == value
    assert channel is None or channel.quote == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We only contact successful applicants.", "only-the-chosen"),
        ("Only shortlisted candidates will be contacted.", "only-the-chosen"),
        ("If you do not hear from us within two weeks, please assume you were unsuccessful.", "silence-means-no"),
        ("Please do not call or write to us.", "do-not-ask"),
        ("Please do not reply to this email.", None),
        ("This is an automated message, do not respond to it; the mailbox is not monitored.", None),
        ("Please do not chase us for news of your application.", "do-not-ask"),
        ("Do ask us anything.", None),
    ],
)
def test_a_wish_not_to_be_asked_is_kept(text: str, value: str | None) -> None:
    wish = understand(letter(f"We have received your application for the Keeper role. {text}")).facts.no_contact
    assert (wish.value if wish else None) == value


def test_whoever_writes_through_an_applicant_system_hires() -> None:
    message = letter(REPLY, sender="no-reply@hire.lever.co", name="Cora Field", signature="Cora\nAcme")
    assert people_of(message) == [("Cora Field", None, Part.RECRUITER)]


MEETING = "Your interview is confirmed for Friday at 9am.\n\n"

LISTED: list[tuple[str, list[str]]] = [
    ("Who: Ines Park, Max Stone", ["Ines Park", "Max Stone"]),
    ("- Ines Park, Design Director\n- Max Stone, Engineer", ["Ines Park", "Max Stone"]),
    ("Interviewer: Ms Ines Park", ["Ines Park"]),
    ("Panel: Architect and one manager", []),
    ("Who: Sam Doe", []),
    ("Park House, Head Office", []),
]


@pytest.mark.parametrize(("text", "names"), LISTED)
def test_those_a_line_names_as_taking_part_are_interviewers(text: str, names: list[str]) -> None:
    end = (
        "We look forward to it.\nPlease be on time.\nBring a pen.\nUse the side door.\n\nRing twice.\nThanks!\nAnn Lee"
    )
    message = letter(f"{MEETING}{text}\n\n{end}")
    met = [person.name for person in understand(message).facts.people if person.part is Part.INTERVIEWER]
    assert met == names


def test_an_agencys_coordinator_stays_one() -> None:
    text = "My client is looking for a Keeper. We are still interviewing candidates for the role."
    message = letter(
        text, sender="ann@larkstaffing.example", signature="Ann Lee\nRecruiting Coordinator\nLark Staffing"
    )
    assert people_of(message)[0][2] is Part.COORDINATOR


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Interviewers: Ivy Ash; Jo Lund", {"Ivy Ash": Part.INTERVIEWER, "Jo Lund": Part.INTERVIEWER}),
        ("Interviewers: Ivy Ash and Jo Lund", {"Ivy Ash": Part.INTERVIEWER, "Jo Lund": Part.INTERVIEWER}),
        (
            "Interviewers | Ivy Ash (Site Manager), Jo Lund (HR)",
            {"Ivy Ash": Part.INTERVIEWER, "Jo Lund": Part.RECRUITER},
        ),
    ],
)
def test_a_list_of_interviewers_is_taken_apart(text: str, parts: dict[str, Part]) -> None:
    invited = "Your interview is confirmed for Monday 8 June 2026 at 10:00."
    people = understand(letter(f"{invited}\n\n{text}\n\nThe team", "Interview", "jobs@fern.example")).facts.people
    assert {person.name: person.part for person in people} == parts
