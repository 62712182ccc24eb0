"""The page: what reaches a terminal is wrapped, and harmless."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from agent.cli.page import Page, cleaned, sentence


def page(width: int) -> tuple[Page, io.StringIO]:
    paper = io.StringIO()
    return Page(Console(file=paper, width=width, soft_wrap=True)), paper


@given(st.text())
def test_nothing_a_terminal_would_obey_is_left(text: str) -> None:
    assert not {unicodedata.category(letter) for letter in cleaned(text)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(max_size=300), st.integers(min_value=30, max_value=200))
def test_no_line_of_an_entry_is_wider_than_the_terminal(text: str, width: int) -> None:
    sheet, paper = page(width)
    sheet.entry(text, text)
    sheet.columns("interviewing", text, 12)
    assert all(cell_len(line) <= max(width, 38) for line in paper.getvalue().split("\n"))


@pytest.mark.parametrize(
    ("clause", "whole"),
    [("it is new", "It is new."), ("Who?", "Who?"), ("he said “no.”", "He said “no.”"), ("", "")],
)
def test_a_clause_becomes_a_sentence(clause: str, whole: str) -> None:
    assert sentence(clause) == whole


def test_an_entry_hangs_beneath_its_head() -> None:
    sheet, paper = page(30)
    sheet.entry("Northwind, Data Analyst and more", "They named no date, so a week is waited.")
    assert paper.getvalue() == (
        "  Northwind, Data Analyst\n    and more\n    They named no date, so a\n    week is waited.\n"
    )


def test_a_command_is_never_broken() -> None:
    sheet, paper = page(30)
    sheet.command("afterword correct harbourline-logistics --dismiss thank-you")
    assert paper.getvalue().count("\n") == 1
