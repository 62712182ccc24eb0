"""A draft is told from an edited one by what a person would see, not by how a server stores it."""

from __future__ import annotations

import re
from base64 import b64encode
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.writing import draft_digest, draft_text
from tests.writing.records import ME, answering, draft, parsed

OURS = draft(answering(subject="Gespräch über die Stelle – nächste Woche, und noch ein paar Worte mehr dazu")).raw


def reencoded(charset: str, encoding: str) -> bytes:
    message = parsed(OURS)
    text = message.get_content()
    del message["Content-Transfer-Encoding"]
    message.set_content(text, charset=charset, cte=encoding)
    return message.as_bytes(policy=policy.SMTP)


def with_header(raw: bytes, line: bytes) -> bytes:
    return line + b"\r\n" + raw


def base64_body(raw: bytes) -> bytes:
    head, _, _ = raw.partition(b"\r\n\r\n")
    text = parsed(raw).get_content().encode()
    return re.sub(rb"(?m)^(Content-Transfer-Encoding: ).*", rb"\1base64", head) + b"\n\n" + b64encode(text)


@pytest.mark.parametrize(
    "stored",
    [
        OURS.replace(b"\r\n", b"\n"),
        OURS + b"\r\n\r\n",
        OURS.rstrip(b"\r\n"),
        reencoded("utf-8", "base64"),
        reencoded("utf-8", "8bit"),
        reencoded("utf-8", "quoted-printable"),
        base64_body(OURS),
        with_header(OURS, b"X-Mozilla-Draft-Info: internal/draft; vcard=0"),
        with_header(OURS, b"Received: by a.example; Wed, 25 Mar 2026 10:15:01 +0000"),
        re.sub(rb"(?m)^Date: .*\r\n", b"Date: Thu, 26 Mar 2026 08:00:00 +0000\r\n", OURS),
        re.sub(rb"(?m)^Message-ID: .*\r\n", b"Message-ID: <other@client.example>\r\n", OURS),
        message_from_bytes(OURS, policy=policy.default).as_bytes(),
        OURS.replace(b"\r\n =?", b"\r\n\t=?"),
        OURS.replace(b'charset="utf-8"', b"charset=UTF-8"),
    ],
)
def test_a_server_that_stores_it_differently_has_not_edited_it(stored: bytes) -> None:
    assert draft_digest(stored) == draft_digest(OURS)


def edited(old: str, new: str) -> bytes:
    message = parsed(OURS)
    text = message.get_content()
    assert old in text
    message.set_content(text.replace(old, new))
    return message.as_bytes()


def replaced_header(name: str, value: str) -> bytes:
    message = parsed(OURS)
    del message[name]
    message[name] = value
    return message.as_bytes()


def with_attachment() -> bytes:
    message = parsed(OURS)
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="cv.pdf")
    return message.as_bytes()


@pytest.mark.parametrize(
    "changed",
    [
        edited("Dear Priya,", "Hi Priya,"),
        edited("interested", "interested!"),
        replaced_header("Subject", "Re: something else"),
        replaced_header("To", "tom.ellis@harbour.example"),
        replaced_header("Cc", "tom.ellis@harbour.example"),
        replaced_header("Bcc", ME.address.address),
        with_attachment(),
        b"",
    ],
)
def test_what_the_user_changed_is_seen(changed: bytes) -> None:
    assert draft_digest(changed) != draft_digest(OURS)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff",
        b"Subject: =?utf-8?B?!!!?=\r\n\r\nx",
        b"Subject: =?nonsense?B?AAAA?=\r\n\r\nx",
        b"Content-Type: text/plain; charset=nonsense\r\n\r\nx",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\na\r\n--x--",
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!",
        b"Subject: " + b"x" * 9000 + b"\r\n\r\nx",
        b"To: " + b"(" * 5000 + b"\r\n\r\nx",
        b"x" * 300_000,
        b"Subject: \xff\xfe\r\n\r\nx",
    ],
)
def test_any_bytes_have_a_digest(raw: bytes) -> None:
    assert re.fullmatch("[0-9a-f]{64}", draft_digest(raw))


@given(st.binary(max_size=400))
def test_any_bytes_at_all_have_a_digest(raw: bytes) -> None:
    assert re.fullmatch("[0-9a-f]{64}", draft_digest(raw))


@given(st.integers(0, len(OURS) - 1), st.binary(max_size=6))
def test_a_damaged_draft_has_a_digest(place: int, damage: bytes) -> None:
    assert re.fullmatch("[0-9a-f]{64}", draft_digest(OURS[:place] + damage + OURS[place + 3 :]))


def test_the_words_of_a_draft_are_read_back_from_its_bytes() -> None:
    raw = (
        b"Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"Dear Zo=C3=AB,\r\n\r\nthank=\r\n you. \r\n"
    )
    assert draft_text(raw) == "Dear Zo\u00eb,\n\nthank you."


def test_words_that_cannot_be_read_are_none() -> None:
    assert draft_text(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n") == ""
