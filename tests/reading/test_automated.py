"""Machines are told from people by the header; a relay is no machine."""

from datetime import UTC, datetime

import pytest

from agent.reading.message import Message
from agent.reading.model import Address, Automated
from agent.reading.parsing.automated import automated, is_no_reply
from agent.reading.parsing.parse import parse

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
ANN = "ann@acme.example"


def sign(
    *, sender: str = ANN, reply_to: str = "", subject: str = "Your application", **fields: str
) -> Automated | None:
    kept = {name.replace("_", "-"): value for name, value in fields.items()}
    answers = (Address("", reply_to),) if reply_to else ()
    return automated(lambda name: kept.get(name, ""), Address("", sender) if sender else None, answers, subject)


@pytest.mark.parametrize("value", ["auto-replied", "Auto-Replied; owner-email=x", "auto-replied (rejected)"])
def test_an_automatic_reply_says_so(value: str) -> None:
    assert sign(auto_submitted=value) is Automated.AUTO_REPLIED


@pytest.mark.parametrize(
    "fields",
    [
        {"x_autoreply": "yes"},
        {"x_autorespond": "Out of office"},
        {"precedence": "auto_reply"},
        {"x_ms_exchange_inbox_rules_loop": "ann@acme.example", "auto_submitted": "auto-generated"},
        {"content_type": "multipart/report; report-type=disposition-notification; boundary=b"},
    ],
)
def test_other_signs_of_an_automatic_reply(fields: dict[str, str]) -> None:
    assert sign(**fields) is Automated.AUTO_REPLIED


@pytest.mark.parametrize("value", ["auto-generated", "auto-notified", "Auto-Generated"])
def test_a_generated_message_says_so(value: str) -> None:
    assert sign(auto_submitted=value) is Automated.AUTO_GENERATED


@pytest.mark.parametrize(
    "fields", [{"precedence": "bulk"}, {"precedence": "List"}, {"precedence": "junk"}, {"list_id": "<l.x.example>"}]
)
def test_list_mail_is_bulk(fields: dict[str, str]) -> None:
    assert sign(**fields) is Automated.BULK


@pytest.mark.parametrize(
    "fields",
    [
        {"auto_submitted": "no"},
        {"x_auto_response_suppress": "All"},
        {"list_unsubscribe": "<mailto:u@ats.example>"},
        {"feedback_id": "1:2:3:ats"},
        {"x_mailer": "Greenhouse"},
        {"x_autoreply": "no"},
        {"precedence": "first-class"},
        {"return_path": "<>"},
        {"x_ms_exchange_inbox_rules_loop": "ann@acme.example"},
        {"content_type": "multipart/report; report-type=other"},
        {},
    ],
)
def test_what_proves_nothing_counts_for_nothing(fields: dict[str, str]) -> None:
    assert sign(**fields) is None


@pytest.mark.parametrize(
    "local",
    [
        "no-reply",
        "noreply",
        "No_Reply",
        "do-not-reply",
        "donotreply",
        "acme-noreply",
        "noreply2",
        "jobs-noreply",
        "notifications",
        "notification",
        "notify+abc",
        "bounces",
        "postmaster",
        "keine-antwort",
        "nicht-antworten",
        "alerts",
        "ne-pas-repondre",
        "no-responder",
        "niet-beantwoorden",
        "jobalerts",
        "auto-confirm",
        "unattended",
        "newsletter",
        "listserv",
        "owner-jobs",
        "jobs-request",
    ],
)
def test_an_address_nobody_reads_is_recognised(local: str) -> None:
    assert is_no_reply(Address("", f"{local}@acme.example"))
    assert sign(sender=f"{local}@acme.example") is Automated.NO_REPLY


@pytest.mark.parametrize(
    "address", ["retailermail@x.example", "nora.reply@x.example", "bounceback.jones@x.example", "careers@x.example"]
)
def test_an_address_that_only_sounds_so_is_a_persons(address: str) -> None:
    assert not is_no_reply(Address("", address))


def test_a_host_for_mail_without_answer_counts_as_well() -> None:
    assert is_no_reply(Address("", "acme@noreply.jobs.example"))
    assert not is_no_reply(Address("", "acme@noreplying.example"))


def test_a_relay_that_wants_answers_elsewhere_may_carry_a_persons_words() -> None:
    assert sign(sender="no-reply@ats.example", reply_to="reply+a1b2@ats.example") is None
    assert sign(sender="no-reply@ats.example", reply_to="no-reply@ats.example") is Automated.NO_REPLY
    assert sign(sender="ann-acme@candidates.ats.example") is None


@pytest.mark.parametrize(
    ("sender", "subject", "fields"),
    [
        (ANN, "x", {"content_type": 'multipart/report; report-type="delivery-status"; boundary=b'}),
        (ANN, "x", {"x_failed_recipients": "bo@x.example"}),
        ("MAILER-DAEMON@mx.example", "x", {}),
        ("postmaster@mx.example", "Undeliverable: Hello", {}),
        (ANN, "Mail delivery failed", {"return_path": "<>"}),
        ("", "Delivery Status Notification (Failure)", {"return_path": "< >"}),
    ],
)
def test_a_delivery_report_is_a_bounce(sender: str, subject: str, fields: dict[str, str]) -> None:
    assert sign(sender=sender, subject=subject, **fields) is Automated.BOUNCE


def test_a_postmaster_who_writes_is_only_no_reply() -> None:
    assert sign(sender="postmaster@mx.example", subject="Hello") is Automated.NO_REPLY


BOUNCE = b"""From: MAILER-DAEMON@mx.example
To: sam@home.example
Subject: Returned
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Bo@x.example
Action: failed
--b
Content-Type: %s

Message-ID: <mine@home.example>
Subject: Hello
--b--
"""


@pytest.mark.parametrize("kind", [b"message/rfc822", b"text/rfc822-headers"])
def test_a_bounce_names_who_was_not_reached_and_the_message_it_is_about(kind: bytes) -> None:
    message = parse(BOUNCE % kind, NOW)
    assert isinstance(message, Message)
    assert message.envelope.automated is Automated.BOUNCE
    assert message.failed_recipients == ("bo@x.example",)
    assert message.envelope.references == ("<mine@home.example>",)
    assert message.text == "It did not arrive."


def test_a_bounce_without_report_names_who_was_not_reached_in_its_header() -> None:
    message = parse(b"From: Mailer-Daemon@mx.example\nX-Failed-Recipients: Bo@x.example, <cy@x.example>\n\nSorry.", NOW)
    assert isinstance(message, Message)
    assert message.failed_recipients == ("bo@x.example", "cy@x.example")
