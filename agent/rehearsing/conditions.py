"""What a story says of the circumstances: profile and overlays, single figures, pauses, where the user lives, habits.

These sentences bear no day and hold for the whole story, wherever they stand in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from agent.rehearsing.days import day_of
from agent.rehearsing.forms import Form, Found
from agent.rehearsing.scene import Scene

Does = Callable[[Scene, Found], None]
EVERY_RULE = "*"
"""Stands for the drafts of all rules among the user's habits."""


def _profile(scene: Scene, found: Found) -> None:
    scene.conditions = replace(scene.conditions, profile=found["word"])


def _overlay(scene: Scene, found: Found) -> None:
    scene.conditions = replace(scene.conditions, overlays=(*scene.conditions.overlays, found["word"]))


def _switch(scene: Scene, found: Found) -> None:
    _change(scene, found["rule"] or scene.rule, "enabled", found["switch"] == "on")


def _figure(scene: Scene, found: Found) -> None:
    _change(scene, found["rule"] or scene.rule, found["word"], _value(found["value"]))


def _default(scene: Scene, found: Found) -> None:
    _change(scene, "", found["word"], _value(found["value"]))


def _change(scene: Scene, rule: str, key: str, value: object) -> None:
    scene.conditions = replace(scene.conditions, changes=(*scene.conditions.changes, (rule, key, value)))


def _value(text: str) -> object:
    """A value as a rule file would have it: a number, yes or no, a list of words, or words."""
    if text.isdecimal():
        return int(text)
    if text in {"true", "false"}:
        return text == "true"
    return [part.strip() for part in text.split(",")] if "," in text else text


def _paused(scene: Scene, found: Found) -> None:
    scene.paused_until = _midnight(scene, day_of(found["day"]))


def _company(scene: Scene, found: Found) -> None:
    until = _midnight(scene, day_of(found["day"])) if "day" in found else None
    scene.pauses.append((found["name"], until))


def _employer(scene: Scene, found: Found) -> None:
    scene.employers.append(found["name"])


def _allowed(scene: Scene, found: Found) -> None:
    scene.employers.append(found["name"])
    scene.allowed.append(found["name"])


def _midnight(scene: Scene, day: date) -> datetime:
    return datetime.combine(day, time(), scene.zone)


def _home(scene: Scene, found: Found) -> None:
    place = scene.place(found["place"])
    scene.me = replace(scene.me, timezone=place.zone, country=place.country)
    scene.country, scene.subdivision = place.country, place.subdivision


def _day_off(scene: Scene, found: Found) -> None:
    scene.days_off.add(day_of(found["day"]))


def _habit(scene: Scene, found: Found) -> None:
    scene.sends.add(found["rule"] or EVERY_RULE)


def _until(scene: Scene, found: Found) -> None:
    scene.ends = datetime.combine(day_of(found["day"]), time(23, 59), scene.zone)


FORMS: tuple[Form[Does], ...] = (
    Form("with me in {place}", "where you live: your clock, and the holidays at home", _home),
    Form("with profile {word}", "seed, standard or minimal", _profile),
    Form("with overlay {word}", "a country or trade, such as de_at_ch", _overlay),
    Form("with the rule {switch}", "the rule the story is about, switched on or off", _switch),
    Form("with the rule {rule} {switch}", "another rule, switched on or off", _switch),
    Form("with everything paused until {day}", "your pause", _paused),
    Form("with {day} off", "a day on which nothing is drafted", _day_off),
    Form("with {name} paused[ until {day}]", "your pause for one company", _company),
    Form("with {name} my employer", "where you work now: nothing is drafted to them", _employer),
    Form("with {name} my employer, and that is allowed", "you want to apply there all the same", _allowed),
    Form(
        "with {word} {value} for all rules", "one figure of [defaults], as in “with ceiling 2 for all rules”", _default
    ),
    Form("with {word} {value} for the rule {rule}", "one figure of another rule", _figure),
    Form("with {word} {value}", "one figure of the rule, as in “with after 7 business days”", _figure),
    Form("I send every draft[ by {rule}]", "ten minutes after it appears, as it is", _habit),
    Form(
        "nothing more until {day}", "how long the story is watched; else a hundred days after its last sentence", _until
    ),
)
"""The circumstances a story may name, each with a sentence of what it means."""
