"""Every hostile shape has an outcome that is written down, within a bound of work that no clock decides."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from agent.reading import Kind, Phrasebook, PhrasebookError, Reading, Unreadable, phrasebook_from
from agent.reading.parsing.entity import Entity
from agent.reading.parsing.guards import ALL_TEXT_LIMIT, HEADER_BLOCK_LIMIT, bounded
from agent.reading.parsing.parse import parse
from tests.labelled import RECEIVED
from tests.reading.bombs import CALENDARS, HEADERS, PAGES, PARTS, SHAPES, TEXTS
from tests.reading.handmade import reader

CALLS = 8_000_000
"""Function calls, ours and the libraries', that reading one message may take; a long letter takes 30,000."""

KEPT = HEADER_BLOCK_LIMIT + ALL_TEXT_LIMIT + 2 * 2**20
"""Octets that are kept of a message at most: header, text and calendars."""

STILL_AN_INVITATION = {
    *HEADERS,
    *PARTS,
    *TEXTS,
} - {
    "50,000 parts",
    "disclaimers",
    "100,000 recipients",  # who writes to so many invites nobody in particular
    "5 MB of colons",
    "a header of 5 MB without an end",
    "5 MB of base64 that is text",
    "5 MB of quoted-printable",
    "32 MB of nothing",
    "multiparts nested 2,000 deep",
    "messages enclosed 2,000 deep",
    "lines that nearly are delimiters",
}
"""Shapes whose letter is read all the same, though what was added to it is not."""


def calls_of(work: Callable[[], object]) -> int:
    """How many function calls it takes to do something."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def octets_of(part: Entity) -> int:
    """What is kept of a part and of those within."""
    header = sum(len(name) + len(value) for name, value in part.fields)
    return header + len(part.body) + sum(map(octets_of, part.parts))


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_a_hostile_shape_ends_in_a_value_after_bounded_work(name: str) -> None:
    raw = SHAPES[name]()
    reader()  # made before anything is counted
    outcome: list[Reading | Unreadable] = []
    assert calls_of(lambda: outcome.append(reader().read(raw, received_at=RECEIVED))) < CALLS
    assert octets_of(bounded(raw).whole) < KEPT
    if name in STILL_AN_INVITATION:
        assert isinstance(outcome[0], Reading)
        assert outcome[0].kind in {Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED}, outcome[0].evidence


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_the_sieve_looks_at_a_hostile_shape_with_bounded_work(name: str) -> None:
    raw = SHAPES[name]()
    assert calls_of(lambda: reader().passes(raw, frozenset({"0"}), frozenset({"a@b.example"}))) < CALLS


@pytest.mark.parametrize("name", [*PARTS, *CALENDARS])
def test_what_is_cut_from_a_hostile_shape_is_recorded_or_nothing_was(name: str) -> None:
    message = parse(SHAPES[name](), RECEIVED)
    assert isinstance(message, Unreadable) or len(message.defects) < 20


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_any_size_becomes_a_text_of_bounded_size(name: str) -> None:
    message = parse(SHAPES[name](), RECEIVED)
    assert not isinstance(message, Unreadable)
    assert len(message.text) + len(message.quoted) <= 500_000
    assert "invite you to an interview" in message.text


BOMBS: dict[str, dict[str, object]] = {
    "things that may be there or not": {"scam": {"x": ["start " + "[a] " * 200 + "end"]}},
    "sets of sets of sets": {
        "sets": {"a": ["{b} {b}"] * 30, "b": ["{c} {c}"] * 30, "c": ["{d} {d}"] * 30, "d": ["x", "y"] * 10},
        "scam": {"x": ["{a} end"]},
    },
    "a set that names itself": {"sets": {"a": ["{a} x"]}, "scam": {"x": ["{a} end"]}},
    "brackets within brackets": {"scam": {"x": ["(" * 5_000 + "a" + ")" * 5_000]}},
    "contractions that grow": {"contractions": {f"a'{n}": f"a'{n + 1}a'{n + 1}" for n in range(40)}},
    "a contraction of 1 MB": {"contractions": {"a'": "a" * 1_000_000}},
    "stars": {"scam": {"x": ["a * a * a * a * a * end"]}},
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_phrase_that_could_be_read_in_too_many_ways_is_refused_with_a_sentence(name: str) -> None:
    refused: list[str] = []

    def build() -> None:
        try:
            phrasebook_from([BOMBS[name]])
        except PhrasebookError as error:
            refused.append(error.sentence)

    assert calls_of(build) < CALLS
    assert refused


def test_a_phrase_written_twice_in_a_choice_is_looked_for_once() -> None:
    book: Phrasebook = phrasebook_from([{"scam": {"x": ["(a|a) " * 20 + "* end"]}}])
    assert "|" not in book.phrases.phrases[0].pattern
