"""The bytes of a draft, looked at as bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading import Address
from agent.writing.message import Letter, display_name, mailable, message_id_of, wire
from agent.writing.thread import my_address
from tests.writing.records import ME, action, answering, draft, mail, parsed

LETTER = Letter(
    sender=Address("Robin Marsh", "robin@marsh.example"),
    to=Address("Priya Nair", "priya@harbour.example"),
    subject="Re: Interview",
    text="Dear Priya,\n\nThank you.\n",
    date=datetime(2026, 3, 25, 10, 15, tzinfo=UTC),
    message_id="<abc@marsh.example>",
)


def test_the_message_is_these_bytes_and_no_others() -> None:
    threaded = replace(LETTER, in_reply_to="<b@x.example>", references=("<a@x.example>", "<b@x.example>"))
    assert wire(threaded) == (
        b"From: Robin Marsh <robin@marsh.example>\r\n"
        b"To: Priya Nair <priya@harbour.example>\r\n"
        b"Subject: Re: Interview\r\n"
        b"Date: Wed, 25 Mar 2026 10:15:00 +0000\r\n"
        b"Message-ID: <abc@marsh.example>\r\n"
        b"In-Reply-To: <b@x.example>\r\n"
        b"References: <a@x.example> <b@x.example>\r\n"
        b"MIME-Version: 1.0\r\n"
        b'Content-Type: text/plain; charset="utf-8"\r\n'
        b"Content-Transfer-Encoding: 7bit\r\n"
        b"\r\n"
        b"Dear Priya,\r\n\r\nThank you.\r\n"
    )


def test_nothing_in_the_message_names_a_tool() -> None:
    raw = draft(answering()).raw.lower()
    assert not re.search(rb"(?m)^x-|user-agent|mailer|afterword", raw)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("short ASCII lines\n", "7bit"),
        ("a line " * 20 + "\n", "quoted-printable"),
        ("From our talk I took much.\n", "quoted-printable"),
        ("Grüße – und Dank\n" + "noch ein Satz ohne Umlaute, der den Anteil senkt\n" * 3, "quoted-printable"),
        ("王小明様、先日はお時間をいただきありがとうございました。\n", "base64"),
    ],
)
def test_the_text_is_encoded_as_it_needs_and_reads_back_the_same(text: str, encoding: str) -> None:
    raw = wire(replace(LETTER, text=text))
    message = parsed(raw)
    assert message["Content-Transfer-Encoding"] == encoding
    assert message.get_content().replace("\r\n", "\n") == text
    assert raw.isascii()
    assert raw.endswith(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    ("address", "on_the_wire"),
    [
        ("ann@acme.example", "ann@acme.example"),
        ("ann+jobs@acme.example", "ann+jobs@acme.example"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("änn@acme.example", None),
        ("", None),
        ("ann", None),
        ("@acme.example", None),
        ("ann@", None),
        ("a b@acme.example", None),
        ("a@b@acme.example", None),
        ("ann@acme..example", None),
        ("ann@acme.example\r\nBcc: eve@evil.example", None),
        ("ann@acme.example, eve@evil.example", None),
        ("a" * 250 + "@acme.example", None),
        ("ann@" + "a" * 64 + ".example", None),
    ],
)
def test_an_address_is_carried_as_it_is_or_not_at_all(address: str, on_the_wire: str | None) -> None:
    assert mailable(address) == on_the_wire


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ann Baker", "Ann Baker"),
        ("Ann\r\nBcc: eve", "Ann Bcc: eve"),
        ("Eve, boss@corp.example", ""),
        ("<script>", ""),
        ('Ann "The Boss" Baker', ""),
        ("x" * 80, "x" * 64),
        ("", ""),
    ],
)
def test_a_display_name_can_never_be_taken_for_an_address(name: str, shown: str) -> None:
    assert display_name(name) == shown


@pytest.mark.parametrize(
    "name", ["Baker, Ann", "Ann (Acme)", "O'Neil; Ann", "Zoë O’Neil " + "ö" * 40, "Ann =?utf-8?q?x?="]
)
def test_a_name_with_marks_of_its_own_is_quoted_or_encoded(name: str) -> None:
    raw = wire(replace(LETTER, to=Address(name, "ann@acme.example")))
    ((shown, address),) = getaddresses([message_from_bytes(raw)["To"]])
    assert address == "ann@acme.example"
    assert str(make_header(decode_header(shown))) == name


def test_a_nameless_recipient_is_a_bare_address() -> None:
    assert b"\r\nTo: ann@acme.example\r\n" in wire(replace(LETTER, to=Address("", "ann@acme.example")))


def test_a_subject_that_pretends_to_be_encoded_stays_what_it_is() -> None:
    subject = "=?utf-8?q?evil=0d=0aBcc:_eve@evil.example?= hello"
    message = parsed(wire(replace(LETTER, subject=subject)))
    assert message["Subject"] == subject
    assert message["Bcc"] is None


def test_every_encoded_word_keeps_to_the_75_characters_of_the_standard() -> None:
    raw = wire(replace(LETTER, subject="Größe und Übersicht der Aufgabe – " * 6))
    words = re.findall(rb"=\?\S+\?=", raw)
    assert len(words) > 3
    assert max(map(len, words)) <= 75


def test_the_message_id_is_the_occasions_and_the_users() -> None:
    one = message_id_of("app/rule/anchor/1", "robin@marsh.example")
    assert re.fullmatch(r"<[0-9a-f]{32}@marsh\.example>", one)
    assert message_id_of("app/rule/anchor/1", "robin@marsh.example") == one
    assert message_id_of("app/rule/anchor/2", "robin@marsh.example") != one
    assert message_id_of("app/rule/anchor/1", "sam@marsh.example") != one


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(name=st.text(st.characters(), max_size=120), subject=st.text(st.characters(), max_size=300))
def test_hostile_headers_parse_back_to_exactly_what_was_meant(name: str, subject: str) -> None:
    letter = replace(
        LETTER, to=Address(name, "ann@acme.example"), sender=replace(ME.address, name=name), subject=subject
    )
    raw = wire(letter)
    head = raw.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert names == [
        b"From", b"To", b"Subject", b"Date", b"Message-ID",
        b"MIME-Version", b"Content-Type", b"Content-Transfer-Encoding",
    ]  # fmt: skip
    assert raw.isascii()
    assert b"\x00" not in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")
    (to,) = parsed(raw)["To"].addresses
    assert to.addr_spec == "ann@acme.example"


@given(TEXT)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    unix = "\n".join(text.splitlines()).rstrip("\n") + "\n"
    raw = wire(replace(LETTER, text=unix))
    assert parsed(raw).get_content().replace("\r\n", "\n") == unix
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_no_draft_leaves_from_an_address_at_work() -> None:
    me = replace(ME, work_addresses=("robin@works.example",))
    asked = mail(to=(Address("", "robin@works.example"),))
    assert me.is_me("robin+jobs@works.example")
    assert my_address(action("status_no_promise", answers=asked), me).address == ME.addresses[0]
