"""Reads a story: its sentences become a scene that can be played, or slips, all of them at once.

Circumstances are read first, wherever they stand; all else in the order it is written. What is expected is read by
`expecting`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from agent.reading import Identity
from agent.rehearsing import conditions, mine, theirs
from agent.rehearsing.days import CLOCK, DAY, day_of
from agent.rehearsing.forms import Form, Found, asides, find, not_understood
from agent.rehearsing.model import Slip, SlipError, Story
from agent.rehearsing.scene import Scene

DATED: Sequence[Form[theirs.Does]] = (*mine.FORMS, *theirs.FORMS)
"""Sentences that begin with a day."""

UNDATED: Sequence[Form[conditions.Does]] = conditions.FORMS

_THEY = re.compile(r"^they (write|ask|ring|propose|prefer|chat)\b")
"""They write, as somebody writes."""

_DATED_LINE = re.compile(rf"(?P<day>{DAY})(?: (?P<clock>{CLOCK}))? (?P<rest>.+)")


def scene_of(story: Story, me: Identity) -> tuple[Scene, tuple[Slip, ...]]:
    """The scene a story tells of, and the sentences that could not be understood."""
    scene = Scene(me, story.rule)
    slips: list[Slip] = []
    order = sorted(
        range(len(story.given)), key=lambda i: (_DATED_LINE.fullmatch(story.given[i].strip()) is not None, i)
    )
    for index in order:
        scene.line = story.line_of(index)
        try:
            _take(scene, story.given[index].strip())
        except SlipError as slip:
            slips.append(Slip(scene.line, slip.what, slip.instead))
    if not scene.events and not slips:
        slips.append(Slip(story.line, "nothing happens in this story", "tell at least when the user applied"))
    return scene, tuple(sorted(slips, key=lambda slip: slip.line))


def _take(scene: Scene, sentence: str) -> None:
    dated = _DATED_LINE.fullmatch(sentence)
    if dated is None:
        _take_undated(scene, sentence)
        return
    at: datetime = scene.instant(day_of(dated["day"]), dated["clock"] or "")
    rest, found = asides(dated["rest"])
    hit = find(DATED, _THEY.sub(r"they \1s", rest))
    if hit is None:
        raise not_understood(dated["rest"], DATED)
    form, gaps = hit
    form.does(scene, replace(found, gaps=gaps, at=at, clock=dated["clock"] is not None))


def _take_undated(scene: Scene, sentence: str) -> None:
    hit = find(UNDATED, sentence)
    if hit is not None:
        hit[0].does(scene, Found(hit[1]))
        return
    if find(DATED, asides(sentence)[0]) is not None:
        raise SlipError(f'"{sentence}" does not say when', 'begin with the day, as in "Thu 2026-03-12 …"')
    raise not_understood(sentence, (*UNDATED, *DATED))
