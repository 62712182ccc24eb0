"""Recognising a message by its header: tolerant of everything, surprised by nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from agent.mailstore.headers import date_of, seen
from agent.ports import Box


def test_ids_recipients_and_date_are_read() -> None:
    raw = (
        b"Message-Id: <a@x>\r\nIN-REPLY-TO: <b@x> (Ann's message)\r\nReferences: <0@x>\r\n <b@x> <0@x>\r\n"
        b'To: "Lee, Ann" <Ann@X.example>, bo@y.example\r\nCc: =?utf-8?q?J=C3=B6?= <jo@z.example>\r\n'
        b"Date: Mon, 2 Mar 2026 10:00:00 -0000\r\n\r\nTo: not@header.example\r\n"
    )
    found = seen(Box.SENT, 7, 3, raw, None)
    assert (found.message_id, found.in_reply_to, found.references) == ("<a@x>", ("<b@x>",), ("<0@x>", "<b@x>"))
    assert found.to == ("ann@x.example", "bo@y.example", "jo@z.example")
    assert found.sent_at == datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def test_what_is_not_well_formed_is_absent() -> None:
    raw = b"Message-ID: <two words@x>\r\nIn-Reply-To: none\r\nTo: undisclosed-recipients:;\r\nDate: soon\r\n\r\n"
    found = seen(Box.DRAFTS, 7, 3, raw, "d")
    assert (found.message_id, found.in_reply_to, found.to, found.sent_at, found.digest) == (None, (), (), None, "d")


def test_a_message_without_any_header_is_seen_all_the_same() -> None:
    assert seen(Box.DRAFTS, 7, 3, b"", None).message_id is None
    assert date_of(b"\r\n\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000") is None


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    for name in (b"", b"To: ", b"Date: ", b"References: ", b"Message-ID: "):
        seen(Box.DRAFTS, 7, 3, name + raw, None)
