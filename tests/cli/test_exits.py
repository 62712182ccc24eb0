"""How a command ends."""

from __future__ import annotations

import pytest

from agent.cli import exits
from agent.errors import AfterwordError


def test_every_error_of_ours_has_an_exit_code_of_its_own() -> None:
    assert set(exits.BY_ERROR) == set(AfterwordError.__subclasses__())
    assert len(set(exits.BY_ERROR.values())) == len(exits.BY_ERROR)


def test_a_bug_is_told_by_its_place_and_type_without_its_message() -> None:
    found: dict[str, str] = {}
    quoted = "words of a mail"
    with pytest.raises(KeyError, match=quoted) as caught:
        found[quoted]
    told = exits.place_of(caught.value)

    assert "KeyError" in told
    assert "test_exits.py" in told
    assert quoted not in told
