"""Readings as JSON: what an older Afterword wrote is still read."""

from __future__ import annotations

import json
from dataclasses import replace

from agent.ledger.codec import read_event, read_reading, write_event, write_reading
from agent.reading import Facts, Said
from agent.tracking import MailFiled
from tests.ledger.values import MONDAY, reading

FAMILIAR = replace(reading("hello"), facts=Facts(language="de", address=Said("familiar", "danke dir")))


def without_address(text: str) -> str:
    """The JSON as written before readings said how somebody is addressed."""
    tree = json.loads(text)
    for fact in ("address", "further"):
        del tree.get("reading", tree)["facts"][fact]
    return json.dumps(tree)


def test_a_reading_keeps_how_the_user_is_addressed() -> None:
    assert read_reading(write_reading(FAMILIAR), "") == FAMILIAR


def test_a_reading_stored_before_it_told_how_the_user_is_addressed_is_read() -> None:
    old = read_reading(without_address(write_reading(FAMILIAR)), "")
    assert old == replace(FAMILIAR, facts=Facts(language="de"))


def test_an_event_stored_before_readings_told_how_the_user_is_addressed_is_read() -> None:
    event = MailFiled("a1", MONDAY, FAMILIAR, "same thread")
    old = read_event(without_address(write_event(event)), 1)
    assert isinstance(old, MailFiled)
    assert old.reading.facts.address is None
