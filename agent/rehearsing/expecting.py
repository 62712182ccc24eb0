"""What a story expects: the sentences there are for it, and what they claim.

Whether it came so is found in `judging`. Drafts are told completely: what is not expected must not come. Of all else
(withdrawn, held back, closed, reminders) only what is said is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Literal

from agent.deciding import Gate
from agent.rehearsing.days import DAY, day_of
from agent.rehearsing.forms import Form, Found, asides, find, not_understood
from agent.rehearsing.model import Slip, SlipError, Story, UnknownNameError
from agent.rehearsing.scene import Scene

What = Literal["draft", "none", "withdrawn", "held", "closed", "open", "kept", "reminder", "no reminder"]


@dataclass(frozen=True, slots=True)
class When:
    """A day, or an instant on it; `day` is by the user's clock. `at` is None where no time is told."""

    day: date
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a story expects. What is empty is left open. `until` is when a gate is to open."""

    what: What
    text: str
    line: int
    when: When | None = None
    to: str = ""
    rule: str = ""
    gate: Gate | None = None
    until: When | None = None
    company: str = ""
    role: str = ""


Makes = Callable[[Scene, Found, str], Claim]


def _when(scene: Scene, text: str) -> When | None:
    if not text:
        return None
    if re.fullmatch(DAY, text):
        return When(day_of(text))
    at = scene.moment(text)
    return When(at.astimezone(scene.zone).date(), at)


def _claim(what: What, scene: Scene, found: Found, text: str) -> Claim:
    return Claim(
        what=what,
        text=text,
        line=scene.line,
        when=_when(scene, found["when"]),
        to=_address(scene, found["who"]),
        rule=found["rule"],
        gate=_gate(found["gate"]) if "gate" in found else None,
        until=_when(scene, found["until"]),
        company=found.company,
        role=found.role,
    )


def _address(scene: Scene, name: str) -> str:
    """The address of somebody the story speaks of."""
    if not name or "@" in name:
        return name.lower()
    person = scene.known(name)
    if person is None or person.address is None:
        raise UnknownNameError(f"nobody called {name} appears in the story", "name somebody of whom it tells")
    return person.address.lower()


def _gate(text: str) -> Gate:
    word = text.strip().replace(" ", "_").replace("-", "_")
    if word not in set(Gate):
        raise SlipError(f'nothing that holds drafts back is called "{text}"', f"there are: {', '.join(Gate)}")
    return Gate(word)


FORMS: tuple[Form[Makes], ...] = (
    Form("no draft", "the rule drafts nothing", partial(_claim, "none")),
    Form(
        "{when} draft to {who}[ by {rule}]",
        "a draft appears; with a rule, one of another rule",
        partial(_claim, "draft"),
    ),
    Form("{when} withdrawn[ by {rule}]", "a draft that lay untouched is taken back", partial(_claim, "withdrawn")),
    Form("withdrawn {when}[ by {rule}]", "the same", partial(_claim, "withdrawn")),
    Form("not withdrawn", "no draft of the rule is taken back", partial(_claim, "kept")),
    Form(
        "[{when} ]held back: {gate}[ until {when:until}]",
        "a draft would be due, but a safety check stops it; without a day, on any day",
        partial(_claim, "held"),
    ),
    Form("{when} reminder[ by {rule}]", "you are reminded then", partial(_claim, "reminder")),
    Form("[{when} ]no reminder[ by {rule}]", "none stands then, or ever", partial(_claim, "no reminder")),
    Form(
        "{when} closed",
        "it ends by itself: inactive for silence, or as the letter says that you sent",
        partial(_claim, "closed"),
    ),
    Form("closed {when}", "the same", partial(_claim, "closed")),
    Form("stays open", "it has not ended by itself by the end", partial(_claim, "open")),
)
"""What may be expected, each with a sentence of what it means."""


def claims_of(story: Story, scene: Scene, *, whole: bool) -> tuple[tuple[Claim, ...], tuple[Slip, ...]]:
    """What a story claims, and the sentences that could not be understood.

    Where what happened is not known as a `whole`, a name nobody bears is no slip: it may stand in what is lacking.
    """
    claims: list[Claim] = []
    slips: list[Slip] = []
    for index, sentence in enumerate(story.expect, len(story.given)):
        scene.line = story.line_of(index)
        try:
            claims.append(_read(scene, sentence.strip()))
        except SlipError as slip:
            if isinstance(slip, UnknownNameError) and not whole:
                continue
            slips.append(Slip(scene.line, slip.what, slip.instead))
    return tuple(claims), tuple(slips)


def _read(scene: Scene, sentence: str) -> Claim:
    rest, found = asides(sentence)
    hit = find(FORMS, rest)
    if hit is None:
        raise not_understood(sentence, FORMS)
    form, gaps = hit
    return form.does(scene, replace(found, gaps=gaps), sentence)


def noon(when: When, scene: Scene) -> datetime:
    """The instant to look at for a claim: the one it names, else the early afternoon of its day."""
    return when.at or datetime.combine(when.day, time(13), scene.zone)


def last_named(claims: tuple[Claim, ...], scene: Scene) -> datetime | None:
    """The latest instant the claims speak of."""
    named = [noon(when, scene) + timedelta(days=1) for c in claims for when in (c.when, c.until) if when]
    return max(named, default=None)
