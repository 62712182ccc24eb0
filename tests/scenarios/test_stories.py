"""Every story in this folder comes true."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.player import World, load, play

FOLDER = Path(__file__).parent
STORIES = sorted(path.parent for path in FOLDER.glob("*/story.toml"))


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_the_story_comes_true(folder: Path, tmp_path: Path) -> None:
    world = World.new(tmp_path)
    try:
        play(load(folder), world)
    finally:
        world.ledger.close()


def test_there_are_stories() -> None:
    assert len(STORIES) >= 8
