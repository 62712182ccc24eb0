"""Hostile shapes end in a clear outcome, soon; what is merely odd is read."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading.message import Message
from agent.reading.model import Unreadable
from agent.reading.parsing.failure import Failure, attempt
from agent.reading.parsing.guards import DEPTH_LIMIT, MESSAGE_LIMIT, PART_LIMIT, bounded
from agent.reading.parsing.parse import parse

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
HEAD = b"From: Ann Ames <ann@acme.example>\nTo: sam@home.example\nSubject: Your interview\nMIME-Version: 1.0\n"


def read(raw: bytes) -> Message:
    """Parse a message that has to be readable."""
    message = parse(raw, NOW)
    assert isinstance(message, Message), message
    return message


def nested(depth: int) -> bytes:
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level) for level in range(depth)
    )
    return HEAD + opening + b"Content-Type: text/plain\n\nThe core.\n"


def enclosed(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\n\n" * depth + b"Subject: core\n\nThe core.\n"


def parts(count: int) -> bytes:
    one = b"--b\nContent-Type: text/plain\n\nPart.\n"
    return HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n' + one * count + b"--b--\n"


HOSTILE = {
    "a header of two megabytes": (HEAD + b"X-Pad: 1\n" * 250_000 + b"\nHello there.\n", "header over 128 kB"),
    "a subject of a megabyte": (b"Subject: " + b"a" * 2**20 + b"\n" + HEAD + b"\nHello.\n", "header over 128 kB"),
    "encoded words without end": (
        HEAD.replace(b"Your interview", b"=?utf-8?q?a?= " * 8_000) + b"\nHello there.\n",
        "field over 16 kB cut: subject",
    ),
    "an encoded word in punycode": (HEAD.replace(b"Your", b"=?punycode?q?" + b"a-" * 7000 + b"?="), ""),
    "a hundred thousand recipients": (
        b"To: " + b"a@b.example, " * 100_000 + b"\n" + HEAD + b"\nHello there.\n",
        "header over 128 kB",
    ),
    "quotes that never close": (HEAD + b'Cc: "' + b'\\"' * 60_000 + b"\n\nHello there.\n", "field over 16 kB cut: cc"),
    "parameters without end": (
        HEAD + b"Content-Type: text/plain" + b"; a=b" * 12_000 + b"\n\nHello there.\n",
        "field over 4 kB cut: content-type",
    ),
    "fifty thousand parts": (parts(50_000), f"over {PART_LIMIT} parts"),
    "two thousand multiparts in each other": (nested(2000), "nested too deeply"),
    "two thousand messages in each other": (enclosed(2000), "nested too deeply"),
    "lines that almost are delimiters": (
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--bb\n" * 300_000,
        "multipart without parts",
    ),
    "a text of twenty megabytes": (
        HEAD + b"\n" + b"Hello there, this is a long line of text.\n" * 500_000,
        "over 512 kB",
    ),
    "an unclosed tag many times over": (HEAD + b"Content-Type: text/html\n\nHello there " + b"<a <!" * 200_000, ""),
    "entities with endless digits": (HEAD + b"Content-Type: text/html\n\nHello there &#" + b"9" * 9000 + b";", ""),
    "a body in punycode": (HEAD + b"Content-Type: text/plain; charset=punycode\n\n" + b"hello-" * 50_000, ""),
    "a body in idna": (HEAD + b"Content-Type: text/plain; charset=idna\n\n" + b"xn--a." * 50_000, ""),
    "a charset with a zero octet": (HEAD + b'Content-Type: text/plain; charset="utf-8\0"\n\nHello there.', ""),
    "a calendar of a megabyte": (
        HEAD + b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n" + b"ATTENDEE:mailto:a@b.example\n" * 40_000,
        "text/calendar part over 256 kB: left out",
    ),
    "one line of quotation marks": (HEAD + b"\n" + b">" * 300_000, ""),
    "flowed text without end": (HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"a \n" * 150_000, ""),
    "attributions without end": (HEAD + b"\n" + b"On 1 March wrote schrieb\n" * 20_000, ""),
    "zero octets": (HEAD.replace(b"Ann", b"A\0n\0n") + b"\nHel\0lo there.\n", ""),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_hostile_shape_is_read_or_refused_within_a_second_and_the_cut_is_recorded(shape: str) -> None:
    raw, defect = HOSTILE[shape]
    started = time.process_time()
    message = parse(raw, NOW)
    assert time.process_time() - started < 1.0
    assert isinstance(message, Message)
    assert any(defect in found for found in message.defects) or not defect, message.defects
    assert len(message.text) <= 200_000
    assert message.envelope.sender is not None or b"From" not in raw[:128_000]


def test_a_message_over_the_limit_is_read_as_far_as_the_limit_goes() -> None:
    message = read(HEAD + b"\nHello.\n" + b"x" * MESSAGE_LIMIT)
    assert "message over 32 MB: the rest is left out" in message.defects
    assert message.text.startswith("Hello.")


def test_a_header_within_the_limits_survives_one_beyond_them() -> None:
    message = read(HEAD + b"X-Pad: " + b"x" * 100_000 + b"\n\nHello.\n")
    assert message.envelope.subject == "Your interview"
    assert message.text == "Hello."


def test_text_inside_as_many_levels_as_are_allowed_is_read_and_one_level_more_is_not() -> None:
    assert read(nested(DEPTH_LIMIT)).text == "The core."
    assert read(nested(DEPTH_LIMIT + 1)).text == ""


def test_an_attachment_leaves_its_name_and_not_its_body() -> None:
    raw = (
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nHello there.\n--b\n'
        b'Content-Type: application/pdf; name="=?utf-8?q?Lebenslauf_f=C3=BCr_Ann.pdf?="\n'
        b"Content-Transfer-Encoding: base64\n\n" + b"QUJD" * 1000 + b"\n--b\n"
        b"Content-Type: image/png\nContent-Disposition: attachment; filename*=utf-8''Stra%C3%9Fe.png\n\nx\n--b--\n"
    )
    assert read(raw).attachments == ("Lebenslauf für Ann.pdf", "Straße.png")
    assert [part.body for part in bounded(raw).whole.parts] == [b"Hello there.", b"", b""]


def test_a_body_that_follows_without_a_blank_line_is_not_lost() -> None:
    assert "Hello there" in read(HEAD + b"Hello there, Sam.\nSee you: soon.\n").text


def test_only_the_topmost_unbroken_run_of_authentication_results_is_kept() -> None:
    results = b"Authentication-Results: "
    raw = results + b"mx; dkim=pass\n" + results + b"mx; spf=pass\nReceived: x\n" + results + b"mx; dmarc=pass\n"
    kept = [value for name, value in read(raw + HEAD + b"\nHello.\n").headers if name == "authentication-results"]
    assert kept == ["mx; dkim=pass", "mx; spf=pass"]


def test_a_mailbox_file_line_and_a_byte_order_mark_before_the_header_are_passed_over() -> None:
    for before in (b"From ann@acme.example Thu Mar  5 09:00:00 2026\n", b"\xef\xbb\xbf", b"\n\n"):
        assert read(before + HEAD + b"\nHello.\n").envelope.subject == "Your interview"


@pytest.mark.parametrize("raw", [b"", b"\n\n", b" \r\n\t"])
def test_an_empty_message_is_unreadable_with_a_plain_reason(raw: bytes) -> None:
    outcome = parse(raw, NOW)
    assert isinstance(outcome, Unreadable)
    assert outcome.reason == "the message is empty"
    assert outcome.received_at == NOW


def test_what_a_library_raises_becomes_a_value_that_quotes_nothing() -> None:
    def broken() -> int:
        raise LookupError("words of the mail")

    assert attempt(broken) == Failure("LookupError")


LINES = st.sampled_from(
    (
        b'Content-Type: multipart/mixed; boundary=b|Content-Type: multipart/alternative; boundary="b c"|--b|--b--|'
        b"--b c|Content-Type: message/rfc822|Content-Type: text/html|Content-Type: text/calendar; method=REQUEST|"
        b"Content-Transfer-Encoding: base64|Content-Transfer-Encoding: quoted-printable||> quoted|-- |BEGIN:VCALENDAR|"
        b'BEGIN:VEVENT|DTSTART;TZID=Europe/Berlin:20260305T100000|END:VEVENT|UID:1|<div style="display:none">|</div>|'
        b"On 3 March 2026 Ann wrote:|From: Ann <a@b.example>|Subject: =?x?q?a?=|Date: Thu, 5 Mar 2026 10:00:00 +9999|"
        b"Message-ID: <a@b>|\xff\xfe\x00|aGVsbG8=|=C3=|DURATION:-P1D|Content-Type: message/delivery-status|"
        b"Content-Disposition: attachment; filename*0*=x''%ff|\ttabbed"
    ).split(b"|")
)


@given(st.lists(LINES, max_size=40), st.binary(max_size=40))
def test_any_lines_in_any_order_give_a_message_or_a_reason(lines: list[bytes], tail: bytes) -> None:
    outcome = parse(b"\r\n".join(lines) + tail, NOW)
    assert isinstance(outcome, Message | Unreadable)
    if isinstance(outcome, Message):
        hash(outcome)
        outcome.text.encode("utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_give_a_message_or_a_reason(raw: bytes) -> None:
    assert isinstance(parse(raw, NOW), Message | Unreadable)
