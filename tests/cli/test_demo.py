"""`afterword demo`, the whole command: a server, six weeks, and an account of them."""

from __future__ import annotations

import pytest

from tests.cli.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.server]


def test_it_tells_what_was_read_drafted_and_held_back_and_what_to_do_next(terminal: Terminal) -> None:
    told = terminal.types("demo")
    parts = [
        "Six weeks of Sam's job search, lived through in ",
        "messages. It found ",
        "Sam's applications as they stand",
        "Drafts that appeared in Sam's Drafts folder",
        "Drafts that were held back",
        "One of them in full: ",
        "    From: Sam Doe <sam@example.org>",
        "    Sam Doe",
        "What to do next",
        "afterword check",
    ]
    places = [told.find(part) for part in parts]
    assert -1 not in places, dict(zip(parts, places, strict=True))
    assert places == sorted(places)
    assert all(len(line) <= 80 for line in told.splitlines())
    assert len(told.splitlines()) <= 100
    assert "thanks for an interview, to " in told
    assert "\x1b" not in told
