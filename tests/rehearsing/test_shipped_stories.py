"""The shipped rules do what the stories they carry say."""

from __future__ import annotations

from pathlib import Path

from agent.rehearsing import SAM
from agent.settings import Settings, rehearsed


def test_every_shipped_story_ends_as_it_says() -> None:
    settings = Settings(Path("config.toml"), SAM, (), Path("ledger.db"))
    assert [str(problem) for problem in rehearsed(settings).problems] == []
