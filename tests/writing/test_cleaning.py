"""Text out of a mail is made fit to stand on one line, or turned down."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.writing.cleaning import believable, one_line


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Ann Baker", "Ann Baker"),
        ("  Ann\t\tBaker \r\n", "Ann Baker"),
        ("Ann\r\nBcc: eve@evil.example", "Ann Bcc: eve@evil.example"),
        ("Ann\x00Baker", "Ann Baker"),
        ("\u202eAnn\u202c Ba\u200bker", "Ann Baker"),
        ("Zoe\u0301", "Zoé"),
        ("a\u2028b\u2029c\u00a0d\x85e", "a b c d e"),
        ("\ud800x", "x"),
    ],
)
def test_a_line_has_no_control_no_bidi_and_single_spaces(raw: str, clean: str) -> None:
    assert one_line(raw) == clean


@given(st.text(st.characters()))
def test_whatever_comes_one_line_comes_out_and_stays_so(raw: str) -> None:
    line = one_line(raw)
    assert one_line(line) == line
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in line)
    assert line.encode().decode() == line


@pytest.mark.parametrize(
    "raw",
    [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{# note #}",
        "see https://evil.example",
        "<b>Acme</b>",
        "a@b",
        "a\\b",
        "x" * 101,
        "",
    ],
)
def test_what_no_person_would_call_a_role_is_not_believed(raw: str) -> None:
    assert believable(raw) == ""


@pytest.mark.parametrize("raw", ["Acme & Sons", "Head of R&D (m/w/d)", "C++ / Rust Engineer", "O’Neil", "x" * 100])
def test_what_a_person_would_call_a_role_is_kept(raw: str) -> None:
    assert believable(raw) == raw
