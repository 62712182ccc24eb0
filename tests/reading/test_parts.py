"""What is read in a short way is read as the libraries read it: addresses, types with their parameters, octets."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import Message as Shell

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mailparser import utils

from agent.reading.parsing.entity import described
from agent.reading.parsing.envelope import envelope
from agent.reading.parsing.failure import Failure, attempt
from agent.reading.parsing.guards import bounded

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)

words = st.lists(st.text("AbZz09&-'.", min_size=1, max_size=6), min_size=1, max_size=3).map(" ".join)
domains = st.text("abZ0.-", min_size=1, max_size=8)
specs = st.builds("{}@{}".format, st.text("abZ09._+=-'#&/!$*", min_size=1, max_size=8), domains)
shown = st.one_of(
    specs,
    st.builds("{} <{}>".format, words, specs),
    st.builds('"{}" <{}>'.format, words, specs),
    st.builds('"" <{}>'.format, specs),
    st.builds("{} {}".format, words, specs),
)
"""Addresses as people's programs write them, and near misses."""


@given(st.lists(shown, min_size=1, max_size=3), st.sampled_from([", ", ",", ",\t"]))
def test_plain_addresses_are_those_that_mail_parser_finds(written: list[str], comma: str) -> None:
    value = comma.join(written)
    found = [(name, address) for name, address in utils.get_addresses(value, decode_names=True) if address]
    told = envelope((("to", value),), (), "f", NOW).to
    if found or len(told) != 1:  # what mail-parser refuses may still be the one address a field plainly contains
        assert [address.address for address in told] == [_lowered(address) for _, address in found]
        expected = ["" if name.lower() == address.lower() else name.strip("' ") for name, address in found]
        assert [address.name for address in told] == expected


def _lowered(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower().rstrip('.')}"


kinds = st.sampled_from(["text/plain", "Text/HTML", "multipart/mixed", "text", "a/b/c", "text/x y", "", "/", "a/ics"])
values = st.one_of(
    st.sampled_from(["utf-8", '"utf-8"', '"a b"', '"a;b"', '"a\\"b"', "<a>", '"<a>"', "", '"', "a'b", '"b "', "=?q?="]),
    st.text('ab"\\;=<> -_é', max_size=6),
)
names = st.sampled_from(["charset", "boundary", "NAME", "name*", "name*0", "format"])
parameters = st.lists(st.builds("{}={}".format, names, values))


@given(kinds, parameters, st.sampled_from(["; ", ";", " ;\t"]))
def test_a_type_is_read_as_the_standard_library_reads_it(kind: str, listed: list[str], semicolon: str) -> None:
    stated = semicolon.join((kind, *listed)) if kind else ""
    part, shell = described(stated, "", ""), Shell()
    if stated:
        shell["content-type"] = stated
    assert part.kind == shell.get_content_type().replace(" ", "")
    assert part.boundary == _text(attempt(shell.get_boundary))
    name = _text(attempt(shell.get_filename))
    assert part.name.encode("utf-8", "surrogateescape") in {name.encode(), name.encode("latin-1", "replace")}
    listed_by_it = attempt(lambda: shell.get_params([]))
    if not isinstance(listed_by_it, Failure):
        charsets = [str(value) for key, value in listed_by_it[1:] if key.lower() == "charset"]
        assert part.parameters.get("charset") == (charsets[-1] if charsets else None)


def _text(found: object) -> str:
    """What the standard library found; nothing where it raised."""
    return found if isinstance(found, str) else ""


@pytest.mark.parametrize("encoding", ["", "7bit", "Quoted-Printable", "BASE64", "x-uuencode", "binary", "nonsense"])
@given(st.one_of(st.binary(max_size=60), st.text("QUJD=\n -_/+9", max_size=40).map(str.encode)))
def test_octets_are_those_the_standard_library_decodes(encoding: str, octets: bytes) -> None:
    octets = octets.replace(b"\r", b"")
    part, shell = described("text/plain", "", encoding), Shell()
    part.body = octets
    if encoding:
        shell["content-transfer-encoding"] = encoding
    shell.set_payload(octets.decode("ascii", "surrogateescape"))
    assert part.octets() == shell.get_payload(decode=True)


def test_text_within_a_part_is_never_taken_for_a_delimiter() -> None:
    inner = b"--c\nContent-Type: text/plain\n\nforged\n"
    raw = b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\n' + inner + b"\n--b--\n"
    assert [part.body for part in bounded(raw).whole.parts] == [inner]
