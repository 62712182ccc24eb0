"""Reading FETCH and SEARCH responses: every server's spelling, and no response that spoils another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.mailstore.responses import by_uid, internal_date, numbers, ranges


@pytest.mark.parametrize(
    ("pieces", "items"),
    [
        ([b"* 1 FETCH (UID 7 BODY[] {3}", b"abc", b")"], {b"UID": b"7", b"BODY[]": b"abc"}),
        ([b"* 1 FETCH (BODY[] {3}", b"a)b", b" UID 7)"], {b"UID": b"7", b"BODY[]": b"a)b"}),
        ([b"* 1 fetch (uid 7 body[]<0> {3}", b"abc", b")"], {b"UID": b"7", b"BODY[]": b"abc"}),
        ([b'* 1 FETCH (UID 7 BODY[] "a\\"b")'], {b"UID": b"7", b"BODY[]": b'a"b'}),
        ([b"* 1 FETCH (UID 7 BODY[] NIL)"], {b"UID": b"7", b"BODY[]": None}),
        ([b"* 1 FETCH (UID 7 BODY[] {99}", None, b")"], {b"UID": b"7", b"BODY[]": None}),
        ([b"* 1 FETCH (FLAGS (\\Seen $X) UID 7 MODSEQ (12) RFC822.SIZE 5)"], {b"UID": b"7", b"RFC822.SIZE": b"5"}),
        (
            [b'* 1 FETCH (UID 7 BODY[HEADER.FIELDS ("TO" "CC")] {4}', b"To:x", b")"],
            {b"UID": b"7", b"BODY[HEADER": b"To:x"},
        ),
    ],
)
def test_items_are_told_in_every_servers_spelling(pieces: list[bytes | None], items: dict[bytes, bytes | None]) -> None:
    assert by_uid([pieces]) == ({7: items}, False)


@pytest.mark.parametrize(
    "line",
    [
        b"* 1 FETCH (UID 7",
        b"* 1 FETCH (UID)",
        b"* 1 FETCH ((UID 7) UID 8)",
        b'* 1 FETCH (UID 7 BODY[] abc"def)',
        b"* 1 FETCH (UID seven)",
        b"* 1 FETCH (UID 7))",
    ],
)
def test_a_broken_response_is_told_and_spoils_no_other(line: bytes) -> None:
    found, broken = by_uid([[line], [b"* 2 FETCH (UID 9 RFC822.SIZE 5)"]])
    assert broken
    assert found == {9: {b"UID": b"9", b"RFC822.SIZE": b"5"}}


def test_other_responses_and_flags_without_a_uid_are_passed_over() -> None:
    lines: list[list[bytes | None]] = [[b"* 5 EXISTS"], [b"* 1 FETCH (FLAGS (\\Seen))"], [b"* OK fine"], [None]]
    assert by_uid(lines) == ({}, False)


def test_a_message_told_in_two_responses_is_one() -> None:
    lines: list[list[bytes | None]] = [[b"* 1 FETCH (UID 7 RFC822.SIZE 5)"], [b'* 1 FETCH (UID 7 BODY[] "x")']]
    assert by_uid(lines) == ({7: {b"UID": b"7", b"RFC822.SIZE": b"5", b"BODY[]": b"x"}}, False)


@given(st.lists(st.binary(max_size=60), min_size=1, max_size=3))
def test_no_bytes_make_reading_a_response_raise(pieces: list[bytes]) -> None:
    by_uid([[b"* 1 FETCH (UID 7 " + pieces[0], *pieces[1:]]])
    by_uid([pieces])


@given(st.binary(max_size=500))
def test_a_literal_comes_out_byte_for_byte(raw: bytes) -> None:
    found, broken = by_uid([[b"* 1 FETCH (UID 7 BODY[] {%d}" % len(raw), raw, b")"]])
    assert (found[7][b"BODY[]"], broken) == (raw, False)


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        (b" 2-Mar-2026 10:00:00 +0000", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        (b"02-MAR-2026 10:00:00 -0530", datetime(2026, 3, 2, 10, tzinfo=timezone(-timedelta(hours=5, minutes=30)))),
        (b"31-Feb-2026 10:00:00 +0000", None),
        (b"02-Foo-2026 10:00:00 +0000", None),
        (b"02-Mar-2026 10:00:00 +9900", None),
        (b"yesterday", None),
        (None, None),
    ],
)
def test_the_time_of_arrival_is_aware_or_unknown(value: bytes | None, instant: datetime | None) -> None:
    assert internal_date(value) == instant
    assert instant is None or internal_date(value).utcoffset() == instant.utcoffset()  # type: ignore[union-attr] # known


@given(st.sets(st.integers(1, 3000)))
def test_ranges_name_exactly_the_uids_and_each_once(uids: set[int]) -> None:
    named: list[int] = []
    for part in ranges(uids):
        first, _, last = part.partition(":")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(uids)


def test_search_responses_are_joined_sorted_and_cleaned() -> None:
    assert numbers([[b"* SEARCH 9 2"], [b"* SEARCH"], [b"* 3 EXISTS"], [b"* search 2 5 (MODSEQ 7)"]]) == [2, 5, 9]
