"""One story, read, played and judged. This is the whole of a rehearsal; which stories there are is not known here."""

from __future__ import annotations

from agent.reading import Identity
from agent.rehearsing.expecting import claims_of, last_named
from agent.rehearsing.judging import Judge
from agent.rehearsing.model import Books, Slip, SlipError, Story, Verdict
from agent.rehearsing.playing import played
from agent.rehearsing.script import scene_of

SAM = Identity("Sam Doe", ("sam@home.example",), "Europe/London", "GB")
"""Whom a story is about that does not say otherwise: somebody in London."""


def rehearse(story: Story, books: Books, me: Identity = SAM) -> Verdict:
    """Live through a story by the rules its conditions ask for, and compare. Never raises for what is written in it."""
    scene, slips = scene_of(story, me)
    claims, more = claims_of(story, scene, whole=not slips)
    if slips or more:
        return Verdict(story, _told_once((*slips, *more)))
    try:
        ground = books(scene.conditions)
    except SlipError as slip:
        return Verdict(story, (Slip(story.line, slip.what, slip.instead),))
    play = played(scene, ground, last_named(claims, scene))
    return Verdict(story, failures=tuple(Judge(story, play).failures(claims)))


def slips_in(story: Story, me: Identity = SAM) -> tuple[Slip, ...]:
    """The sentences of a story that cannot be understood, without playing it."""
    scene, slips = scene_of(story, me)
    return _told_once((*slips, *claims_of(story, scene, whole=not slips)[1]))


def _told_once(slips: tuple[Slip, ...]) -> tuple[Slip, ...]:
    return tuple(dict.fromkeys(slips))
