"""Header fields decode to clean values whatever stands in them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading.message import Message
from agent.reading.model import Address
from agent.reading.parsing import headers
from agent.reading.parsing.parse import fingerprint, parse

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)


def read(*fields: str) -> Message:
    message = parse("\r\n".join((*fields, "", "Hello there.")).encode("utf-8", "surrogateescape"), NOW)
    assert isinstance(message, Message), message
    return message


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?Gespr=C3=A4ch_am_Montag?=", "Gespräch am Montag"),
        ("=?UTF-8?B?R2VzcHLDpGNo?=", "Gespräch"),
        ("=?utf-8?q?one?= =?utf-8?q?_two?=\n three", "one two\n three"),
        ("=?utf-8?q?G=C3?= =?utf-8?q?=A4?=", "Gä"),
        ("=?iso-8859-1?q?Gespr=E4ch?=", "Gespräch"),
        ("=?iso-8859-1?q?=93quoted=94?=", "“quoted”"),
        ("=?us-ascii?q?Gespr=C3=A4ch?=", "Gespräch"),
        ("=?utf-8*en?q?with_language?=", "with language"),
        ("=?utf-8?b?SGVsbG8?=", "Hello"),
        ("=?utf-8?b?SGVsb?=", "Hel"),
        ("=?no-such?q?=E4?=", "ä"),
        ("=?base64?q?abc?=", "abc"),
        ("=?utf-8?b?a!bcde?=", "=?utf-8?b?a!bcde?="),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("=?utf-8?b?unfinished", "=?utf-8?b?unfinished"),
        ("=?iso-2022-jp?B?GyRCTExAXBsoQg==?=", "面接"),
        ("Gespr\udcc3\udca4ch", "Gespräch"),
        ("Gespr\udce4ch", "Gespräch"),
        ("broken \ud800 half", "broken ? half"),
    ],
)
def test_encoded_words_are_undone_and_what_is_broken_stays(value: str, text: str) -> None:
    assert headers.words(value) == text


@given(st.text(alphabet="=?_utf-8bqBQ C3A4 \n\udc80\ud800é", max_size=80))
def test_no_field_makes_the_decoders_raise(value: str) -> None:
    headers.clean(headers.words(value)).encode("utf-8")
    headers.message_ids(value)
    headers.addresses((), value)
    headers.sent_at(None, 0, value)


@given(
    st.binary(max_size=60), st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["punycode", "hex", "utf-16"]))
)
def test_any_octets_under_any_label_decode(octets: bytes, label: str | None) -> None:
    headers.clean(headers.decode(octets, label)).encode("utf-8")


@pytest.mark.parametrize(
    ("octets", "label", "text"),
    [
        ("für".encode("cp1252"), "iso-8859-1", "für"),
        ("für".encode(), "iso-8859-1", "für"),
        ("für".encode("cp1252"), "utf-8", "für"),
        ("für".encode(), None, "für"),
        ("für".encode()[:-2] + b"\xff", "utf-8", "fÃÿ"),
        ("für uns ganz und gär".encode() + b"\xc3", "utf-8", "für uns ganz und gär\ufffd"),
        ("面接".encode("gb18030"), "gb2312", "面接"),
        (b"\x81\x81\x81", "cp1252", "\ufffd\ufffd\ufffd"),
        (b"\xff\xff\x81", "euc-kr", "\ufffd\ufffd\ufffd"),
    ],
)
def test_a_wrong_charset_label_does_not_spoil_the_text(octets: bytes, label: str | None, text: str) -> None:
    assert headers.decode(octets, label) == text


@pytest.mark.parametrize(
    "label", ["idna", "punycode", "base64", "zip", "rot13", "unicode_escape", "undefined", "", "\0"]
)
def test_a_codec_that_is_no_charset_is_not_taken_for_one(label: str) -> None:
    assert headers.charset(label) is None


def test_invisible_and_turning_characters_are_stripped_and_letters_composed() -> None:
    assert headers.clean("Ann\u202egnp.exe\u200b a\u0308\u00ad\x07") == "Anngnp.exe ä"
    assert headers.one_line(" a\r\n\t b\u00a0c ", 100) == "a b c"
    assert headers.one_line("abcdef", 3) == "abc"


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("<a@b.example>", ("<a@b.example>",)),
        ("Message from Ann <a@b.example> of Monday", ("<a@b.example>",)),
        ("a@b.example", ()),
        ("<a b@c>", ()),
        ("<a@b> <a@b>\n <c@d>", ("<a@b>", "<c@d>")),
        ("<" + "x" * 251 + ">", ()),
        ("<ü@b>", ()),
    ],
)
def test_only_well_formed_ids_count(value: str, ids: tuple[str, ...]) -> None:
    assert headers.message_ids(value) == ids


def test_of_many_references_the_first_and_the_last_are_kept() -> None:
    message = read("From: a@b.example", "References: " + " ".join(f"<{n}@x.example>" for n in range(2000)))
    assert len(message.envelope.references) == headers.ID_LIMIT
    assert message.envelope.references[0] == "<0@x.example>"
    assert message.envelope.references[-1] == "<1999@x.example>"


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("Ann Ames <Ann@ACME.example>", Address("Ann Ames", "Ann@acme.example")),
        ('"Ames, Ann" <ann@acme.example>', Address("Ames, Ann", "ann@acme.example")),
        ("=?utf-8?q?J=C3=B6rg?= <j@acme.example>", Address("Jörg", "j@acme.example")),
        ('"=?utf-8?q?J=C3=B6rg?=" <j@acme.example>', Address("=?utf-8?q?J=C3=B6rg?=", "j@acme.example")),
        ("ann@acme.example", Address("", "ann@acme.example")),
        ("ann@acme.example (Ann Ames)", Address("Ann Ames", "ann@acme.example")),
        ("ann@acme.example <eve@evil.example>", Address("ann@acme.example", "eve@evil.example")),
        ("'Ann Ames' <ann@acme.example>", Address("Ann Ames", "ann@acme.example")),
        ("ann@acme.example <ann@acme.example>", Address("", "ann@acme.example")),
        ("Ann Ames [mailto:ann@acme.example]", Address("", "ann@acme.example")),
        ("Jörg <j@bücher.example>", Address("Jörg", "j@bücher.example")),
        ("Ann\u202e <ann@acme.example>", Address("Ann", "ann@acme.example")),
        ("Undisclosed:;", None),
        ("nobody", None),
        ("", None),
    ],
)
def test_the_sender_is_who_the_field_says(value: str, address: Address | None) -> None:
    assert read(f"From: {value}", "Subject: x").envelope.sender == address


def test_what_is_no_address_is_passed_over() -> None:
    assert headers.addresses([("Ann", "ann"), ("Bo", "bo@"), ("Cy", "cy cy@x.example")], "") == ()


def test_the_sender_field_stands_in_for_a_missing_from() -> None:
    sender = read("Sender: relay@acme.example", "Subject: x").envelope.sender
    assert sender == Address("", "relay@acme.example")


def test_recipients_and_reply_to_are_read_and_capped() -> None:
    many = ", ".join(f"p{n}@x.example" for n in range(300))
    envelope = read("From: a@b.example", f"To: {many}", "Cc: Bo <bo@x.example>", "Reply-To: hr@acme.example").envelope
    assert len(envelope.to) == headers.ADDRESS_LIMIT
    assert envelope.cc == (Address("Bo", "bo@x.example"),)
    assert envelope.reply_to == (Address("", "hr@acme.example"),)


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("Thu, 5 Mar 2026 10:00:00 +0100", datetime(2026, 3, 5, 10, tzinfo=timezone(timedelta(hours=1)))),
        ("5 Mar 26 10:00 EST", datetime(2026, 3, 5, 10, tzinfo=timezone(timedelta(hours=-5)))),
        ("Thu, 5 Mar 2026 10:00:00 +0530 (IST)", datetime(2026, 3, 5, 10, tzinfo=timezone(timedelta(hours=5.5)))),
        ("Thursday, 5 March 2026 10:00:00 +0000", datetime(2026, 3, 5, 10, tzinfo=UTC)),
        ("Thu, 5 Mar 2026 10:00:00 +9959", None),
        ("Thu, 5 Mar 2026 10:00:00", None),
        ("yesterday", None),
        ("Thu, 32 Mar 2026 10:00:00 +0000", None),
        ("Sat, 1 Jan 1600 00:00:00 +0000", datetime(1600, 1, 1, tzinfo=UTC)),
        ("", None),
    ],
)
def test_the_date_keeps_its_own_offset_or_is_absent(value: str, instant: datetime | None) -> None:
    found = read("From: a@b.example", f"Date: {value}").envelope.sent_at
    assert found == instant
    assert found is None or instant is None or found.utcoffset() == instant.utcoffset()


def test_the_fields_reading_needs_are_kept_by_lower_case_name_and_others_are_not() -> None:
    message = read(
        "From: a@b.example", "LIST-ID: <jobs.x.example>", "X-Auto-Foo: 1", "Received: by mx", "Precedence: bulk"
    )
    assert message.header("list-id") == "<jobs.x.example>"
    assert message.header("x-auto-foo") == "1"
    assert message.header("received") == ""
    assert [name for name, _ in message.headers][:3] == ["from", "list-id", "x-auto-foo"]


def test_the_fingerprint_is_the_same_whatever_the_line_ends() -> None:
    assert fingerprint(b"a\r\nb\r\n") == fingerprint(b"a\nb\n") == fingerprint(b"a\rb\r")
    assert fingerprint(b"a\n") != fingerprint(b"b\n")
