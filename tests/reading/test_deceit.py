"""Fakes are told by their sender and their words, with reasons; honest mail that speaks of the same things is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.reading import Address, Automated, Kind, Reading, Trust, told
from agent.reading.message import Message
from agent.settings import shipped_rules
from tests.labelled import LETTERS, SAM, labelled
from tests.reading.handmade import WEDNESDAY, letter, understand

INTERVIEW = "We would like to invite you to an interview for the Analyst role. When are you free next week?"


def signs(message: Message) -> set[str]:
    """The names of the signs that make a message suspect."""
    reading = understand(message)
    assert (reading.trust is Trust.SUSPECT) is bool(reading.distrust)
    return {evidence.rule.removeprefix("trust.") for evidence in reading.distrust}


def raw(sender: str, more: str = "", text: str = INTERVIEW) -> bytes:
    head = f"From: {sender}\nTo: sam@example.org\nSubject: Your application\nDate: Wed, 11 Mar 2026 10:00:00 +0000\n"
    return f"{head}{more}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode()


def read(message: bytes, anchor: str | None = None) -> Reading:
    reading = shipped_rules().reader(SAM, anchor).read(message, received_at=WEDNESDAY)
    assert isinstance(reading, Reading)
    return reading


@pytest.mark.parametrize(
    ("sender", "name", "reply_to", "sign"),
    [
        ("ann@acme.example", "Ann Lee", "hr.office77@gmail.com", "reply-to"),
        ("recruiting@gmail.com", '"ann@acme.example"', "", "named-address"),
        ("recruiting@gmail.com", "acmecorp.com careers", "", "named-domain"),
        ("hr@webmail.example", "Sam Doe", "", "own-name"),
        ("hr@webmail.example", "Rеcruiting Team", "", "hidden-letters"),  # noqa: RUF001 - a Cyrillic letter
        ("hr@xn--pypal-4ve.com", "PayPal HR", "", "hidden-letters"),
        ("hr@paypa1.com", "PayPal HR", "", "look-alike"),
        ("hr@microsoft-careers.com", "Microsoft", "", "look-alike"),
        ("no-reply@linkedln.com", "LinkedIn", "", "look-alike"),
    ],
)
def test_a_sender_who_passes_for_somebody_is_suspect_with_the_reason(
    sender: str, name: str, reply_to: str, sign: str
) -> None:
    answers = (Address("", reply_to),) if reply_to else ()
    message = letter(INTERVIEW, "Your interview", sender, name, reply_to=answers)
    assert sign in signs(message)
    assert understand(message).kind is understand(letter(INTERVIEW, "Your interview")).kind


@pytest.mark.parametrize(
    ("sender", "name", "reply_to"),
    [
        ("no-reply@us.greenhouse-mail.io", "Acme", "ann@acme.example"),
        ("notification@smartrecruiters.com", "ann@acme.example", "acme.jobs@gmail.com"),
        ("ann@acme.example", "Ann Lee", "reply+8f2@inbound.lever.co"),
        ("ann@acme.com", "Ann Lee", "ann@acme.co.uk"),
        ("ann@acme.com", "Ann Lee", "jobs@acme-group.com"),
        ("info@oakbakery.example", "Oak Bakery", "oakbakery@gmail.com"),
        ("oakbakery@gmail.com", "Oak Bakery", ""),
        ("jobs@acme.example", "'ann@foxgrove.example' via Jobs", ""),
        ("hr@bookingcorp.example", "Bookingcorp.com", ""),
        ("dev@studio.example", "Node.js Berlin", ""),
        ("ng@studio.example", "Mr.Ng", ""),
        ("ann@gem.com", "Ann", ""),
        ("ann@yahoo.com.au", "Ann", ""),
        ("ann@recruiter.com", "Ann", ""),
        ("ann@careers.microsoft.com", "Microsoft", ""),
        ("dana@company.example", "דנה כהן", ""),
    ],
)
def test_relays_branches_small_shops_and_odd_names_are_not(sender: str, name: str, reply_to: str) -> None:
    answers = (Address("", reply_to),) if reply_to else ()
    assert signs(letter(INTERVIEW, "Your interview", sender, name, reply_to=answers)) == set()


def test_an_answer_that_leads_to_another_company_is_not_enough_by_itself() -> None:
    elsewhere = (Address("", "jobs@foxgrove.example"),)
    assert signs(letter(INTERVIEW, "Your interview", reply_to=elsewhere)) == set()
    hurry = f"{INTERVIEW} Reply within 24 hours."
    assert signs(letter(hurry, "Your interview", reply_to=elsewhere)) == {"reply-to", "urgent"}


def test_mailing_lists_may_send_answers_where_they_like() -> None:
    elsewhere = (Address("", "somebody@gmail.com"),)
    assert signs(letter(INTERVIEW, "Your interview", reply_to=elsewhere, automated=Automated.BULK)) == set()


@pytest.mark.parametrize(
    "sender",
    [
        "Ann\u202e moc.emca <ann@other.example>",
        "A\u200bcme Recruiting <ann@other.example>",
        "=?utf-8?b?QeKAi2NtZQ==?= <ann@other.example>",
    ],
)
def test_characters_nobody_sees_in_a_name_are_a_sign_though_they_are_cleaned_away(sender: str) -> None:
    reading = read(raw(sender))
    assert [e.rule for e in reading.distrust] == ["trust.hidden-letters"]
    assert "\u202e" not in reading.envelope.sender.name if reading.envelope.sender else False


def test_names_written_from_right_to_left_turn_the_direction_honestly() -> None:
    assert read(raw("\u202bדנה כהן\u202c <dana@company.example>")).distrust == ()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("You have to pay the registration fee of 50 EUR before the interview.", "fee"),
        ("The processing fee will be refunded with your first salary.", "fee"),
        ("Please buy three gift cards for the team and send me the codes.", "gift"),
        ("We will mail you a check which you deposit by mobile deposit.", "cheque"),
        ("Receive the packages at your home address and forward the packages to our customers.", "passing"),
        (
            "Payments are received on your personal account; keep your commission and send the rest in Bitcoin.",
            "passing",
        ),
        ("Send us your online banking username and password for direct deposit.", "login"),
        ("Bitte überweisen Sie die Gebühr vorab.", "fee"),
        ("Sie empfangen Pakete zu Hause und sollen die Pakete weiterleiten.", "passing"),
        ("Vous devez régler les frais de dossier avant l'entretien.", "fee"),
        ("Il faut recevoir des colis à votre domicile et réexpédier les colis.", "passing"),
        ("Debe abonar la tasa de inscripción para la entrevista.", "fee"),
        ("Recibirá paquetes en casa para reenviarlos.", "passing"),
        ("U moet de kosten voor de screening betalen: de borgsom eerst overmaken.", "fee"),
        ("Pakketten ontvangen en doorsturen vanuit huis.", "passing"),
    ],
)
def test_what_no_employer_asks_is_enough_alone(text: str, sign: str) -> None:
    assert sign in signs(letter(f"{INTERVIEW}\n\n{text}", "Your interview"))


@pytest.mark.parametrize(
    "text",
    [
        "Bring your passport; send us a copy of your passport and your bank details for payroll today.",
        "Add me on WhatsApp and send your bank account number within 24 hours.",
        "No experience required, paid weekly. You can text me on WhatsApp. We will get back to you within 48 hours.",
        "We never ask candidates to pay a registration fee or to buy gift cards.",
        "Beware of recruitment fraud. Scammers may ask you to:\n- pay a processing fee\n- buy gift cards",
        "We will pay your visa fee and reimburse your travel expenses with your first salary.",
        "Our agency's fee is paid by the client.",
        "You will need to pay for your train ticket; travel costs will be reimbursed with your first salary.",
        "To receive payments into your bank account, please send us your IBAN.",
        "You will receive a package at your home address with your laptop.",
        "Please check your mail and deposit your CV on our portal.",
        "As Payments Analyst you will process refunds, gift card codes and cheque deposits for our clients.",
        "The role covers parcel operations: you will lead the team that forwards packages to customers.",
    ],
)
def test_what_employers_do_ask_and_warnings_of_fraud_are_not(text: str) -> None:
    assert signs(letter(f"{INTERVIEW}\n\n{text}", "Your interview")) == set()


def test_weak_signs_count_only_beside_a_middling_one() -> None:
    chat = f"{INTERVIEW} The interview is held on Telegram."
    assert signs(letter(chat, "Your interview")) == set()
    assert signs(letter(f"{chat} Reply within 24 hours.", "Your interview")) == {"chat", "urgent"}


def test_a_large_name_from_a_free_mailbox_counts_with_another_sign() -> None:
    text = "Thank you for applying to Microsoft. The interview for the Analyst role at Microsoft is held on Telegram."
    found = signs(letter(text, "Your application to Microsoft", "jane.talent@gmail.com", "Jane"))
    assert {"chat", "borrowed-name", "free-mail"} <= found


def test_what_is_old_or_ones_own_or_no_job_mail_is_not_looked_at() -> None:
    fee = f"{INTERVIEW} You have to pay the registration fee of 50 EUR."
    own = letter(fee, "My interview", "sam@example.org", "Sam Doe")
    assert understand(own).distrust == ()
    assert understand(letter(INTERVIEW, "Your interview", quoted=fee)).distrust == ()
    away = letter("I am out of the office until 20 March.", "Out of office: hello", automated=Automated.AUTO_REPLIED)
    assert understand(replace(away, text=away.text + fee)).distrust == ()


def test_suspicion_outweighs_a_providers_word_and_failure_outweighs_suspicion() -> None:
    fake = "You have to pay the registration fee of 50 EUR before the interview."
    verdicts = {
        "pass": (Trust.VERIFIED, Trust.SUSPECT),
        "none": (Trust.UNVERIFIED, Trust.SUSPECT),
        "fail": (Trust.FAILED, Trust.FAILED),
    }
    for verdict, (honest, suspect) in verdicts.items():
        vouched = f"Authentication-Results: mx.home.example; dmarc={verdict} header.from=acme.example\n"
        assert read(raw("ann@acme.example", vouched), "mx.home.example").trust is honest
        reading = read(raw("ann@acme.example", vouched, f"{INTERVIEW} {fake}"), "mx.home.example")
        assert reading.trust is suspect
        assert "pay something" in told(reading.distrust[0])


def test_every_sign_quotes_what_it_rests_on() -> None:
    reading = read(raw("PayPal <hr@paypa1.com>", text=f"{INTERVIEW} You have to pay the registration fee."))
    quotes = {evidence.rule: evidence.quote for evidence in reading.distrust}
    assert quotes["trust.look-alike"] == "paypa1.com looks like paypal.com"
    assert "registration fee" in quotes["trust.fee"]


@pytest.mark.slow
def test_of_our_letters_the_scams_are_suspect_and_no_honest_one_is() -> None:
    reader = shipped_rules().reader(SAM)
    scams, missed, wronged = 0, [], []
    for file in sorted(LETTERS.glob("*.toml")):
        for one in labelled(file):
            reading = reader.read(one.raw, received_at=one.received_at)
            suspect = isinstance(reading, Reading) and reading.trust is Trust.SUSPECT
            scams += one.scam
            missed += [one.name] if one.scam and not suspect else []
            # Among mail about no job there is ordinary spam, which may well be suspect.
            wronged += [one.name] if suspect and not one.scam and one.kind is not Kind.NOT_JOB else []
    assert wronged == []
    assert scams >= 25
    assert len(missed) <= scams // 10, missed


def test_a_kind_is_the_same_with_and_without_signs() -> None:
    assert understand(letter(INTERVIEW, "Your interview", "hr@paypa1.com", "Sam Doe")).kind in {
        Kind.INTERVIEW_INVITE,
        Kind.INTERVIEW_SCHEDULED,
    }
