"""`lessons`: what the user has taught beyond single messages, listed, and taken away."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import tzinfo
from pathlib import Path

import click

from agent.cli.correcting import message_of
from agent.cli.desk import Desk, now, open_desk
from agent.cli.history import FINGERPRINT
from agent.cli.learning import how_many, touched_by
from agent.cli.page import Page, capital
from agent.cli.shapes import lesson_shape
from agent.cli.words import counted, day, lesson_says
from agent.errors import UserError
from agent.filing import take_word
from agent.tracking import LessonLearned, LessonRemoved, taught_by


@click.command()
@click.option("--remove", type=click.IntRange(min=1), metavar="N", help="Take lesson N away.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@click.pass_obj
def lessons(config: Path | None, remove: int | None, as_json: bool) -> None:
    """List what you have taught beyond single messages, or take a lesson away.

    A lesson begins with `afterword correct MESSAGE` and one of --sender, --domain or --thread. It holds for mail to
    come and for mail that has been read. Once it is taken away, everything is as if you had never taught it; what you
    said of single messages stays.

    \b
    Example:  afterword lessons
              afterword lessons --remove 2
    """  # noqa: D301 - \b is click's mark for lines it must not wrap
    desk = open_desk(config)
    if remove is not None:
        _remove(desk, remove, quiet=as_json)
    in_force, touched = _known(desk)
    if as_json:
        shapes = [lesson_shape(lesson, touched[lesson.number]) for lesson in in_force.values()]
        click.echo(json.dumps(shapes, indent=2, ensure_ascii=False))
    elif remove is None:
        _list(Page(), in_force.values(), touched, desk.zone)


def _known(desk: Desk) -> tuple[Mapping[int, LessonLearned], Counter[int]]:
    """The lessons in force, and how many messages each decides something about; nothing before the first reading."""
    if not desk.settings.ledger.exists():
        return {}, Counter()
    with desk.ledger(read_only=True) as ledger:
        return taught_by(ledger.events()).lessons, touched_by(ledger)


def _remove(desk: Desk, number: int, *, quiet: bool) -> None:
    with desk.ledger(beside=True) as ledger:
        lesson = taught_by(ledger.events()).lessons.get(number)
        if lesson is None:
            raise UserError(f"there is no lesson {number}; `afterword lessons` lists them")
        touched = touched_by(ledger)[number]
        at = now()
        take_word(ledger, (LessonRemoved(number, at, "you took it away"),), message_of(ledger, lesson.fingerprint), at)
    if not quiet:
        page = Page()
        page.say(f"Lesson {number} is gone: {lesson_says(lesson)}.")
        if touched:
            page.say(
                f"{counted(touched, 'message')} it decided about {'is' if touched == 1 else 'are'} read without it now."
            )


def _list(page: Page, in_force: Iterable[LessonLearned], touched: Mapping[int, int], zone: tzinfo) -> None:
    known = tuple(in_force)
    if not known:
        page.say(
            "There are no lessons. After each `afterword correct MESSAGE …` you are told what could be learned from it."
        )
        return
    page.title("What you have taught")
    for lesson in known:
        since = f"Since {day(lesson.at, zone)}: {lesson.because}."
        page.entry(
            f"{lesson.number}  {capital(lesson_says(lesson))}",
            f"{since} It decides something about {how_many(touched[lesson.number])}.",
            f"Message {lesson.fingerprint[:FINGERPRINT]}",
        )
    page.gap()
    page.say("To take one away, by its number:")
    page.command(f"afterword lessons --remove {known[-1].number}")
