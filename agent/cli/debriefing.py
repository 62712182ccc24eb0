"""`debrief`: how an interview went, asked at the terminal, taken from a filled form, or shown again.

The questions and the reading of a form are `agent.reading`'s, the form `agent.writing`'s; when to ask is decided by
`agent.deciding`. Here the answers are gathered and become an event.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TextIO

import click

from agent.cli.desk import find, now, open_desk
from agent.cli.page import Page
from agent.cli.words import counted, day, listed, title_of
from agent.errors import UserError
from agent.reading import QUESTIONS, answers_in, fault
from agent.tracking import Application, Debriefed, Interview, replay
from agent.writing import debrief_form


@click.command()
@click.argument("application")
@click.option("--interview", metavar="DAY", help="Of which day's interview; without it, the latest that was held.")
@click.option("--answer", "answers", multiple=True, metavar="NAME=TEXT", help="Answer one question, and ask none.")
@click.option("--form", is_flag=True, help="Print the form, to be filled in with any editor.")
@click.option("--from", "filled", type=click.File("r"), metavar="FILE", help="Take the answers of a filled form.")
@click.option("--show", is_flag=True, help="Show what you wrote down.")
@click.pass_obj
def debrief(
    config: Path | None,
    application: str,
    interview: str | None,
    answers: tuple[str, ...],
    form: bool,
    filled: TextIO | None,
    show: bool,
) -> None:
    """Write down how an interview went: thirteen questions, each of which you may leave out.

    What you answer is used: topics go into the thank-you, the day they named is waited for, and what was hard is
    brought back before your next interview. An answer given once is offered again, and can be changed.

    \b
    Example:  afterword debrief acme
              afterword debrief acme --answer "topics=Ann: moving the billing system"
              afterword debrief acme --form > form.txt   (fill it in)   afterword debrief acme --from form.txt
              afterword debrief acme --show
    """  # noqa: D301 - \b is click's mark for lines it must not wrap
    desk = open_desk(config)
    with desk.ledger(beside=not (form or show), read_only=form or show) as ledger:
        found = find(replay(ledger.events()), application)
        if show:
            _show(found, desk.zone)
            return
        meant = _interview(found, interview, now(), desk.zone)
        key = meant.key if meant else ""
        known = _known(found, meant)
        if form:
            click.echo(debrief_form(found.id, key, known))
            return
        given = _given(answers) or _from_form(filled) or _asked(found, meant, known, desk.zone)
        if not given:
            click.echo("Nothing was answered, so nothing is kept.")
            return
        everything = {name: text for name, text in {**known, **given}.items() if text}
        ledger.append_events((Debriefed(found.id, now(), key, tuple(everything.items())),), recorded_at=now())
    click.echo(f"Kept {counted(len(everything), 'answer')} on {found.id}.")


def _interview(application: Application, wanted: str | None, at: datetime, zone: tzinfo) -> Interview | None:
    """The interview meant: of that day, else the latest held; None where no mail told of any."""
    begun = [i for i in application.interviews if not i.cancelled and i.start <= at]
    if wanted is None:
        return max(begun, key=lambda i: i.start, default=None)
    of_day = [i for i in begun if i.start.astimezone(zone).date().isoformat() == wanted]
    if not of_day:
        days = sorted({i.start.astimezone(zone).date().isoformat() for i in begun})
        there = f"; there are those of {listed(days)}" if days else ""
        raise UserError(f"no interview of {application.id} was on {wanted!r}{there}")
    return of_day[-1]


def _known(application: Application, interview: Interview | None) -> dict[str, str]:
    """What has been answered of this interview before."""
    names = {""} if interview is None else {interview.key, *interview.names}
    return next((dict(d.answers) for d in reversed(application.debriefs) if d.interview in names), {})


def _given(answers: tuple[str, ...]) -> dict[str, str]:
    """The answers of the command line. Raises `UserError` for an unknown question or an answer that is none."""
    found: dict[str, str] = {}
    for answer in answers:
        name, equals, text = answer.partition("=")
        if not equals or name not in QUESTIONS:
            raise UserError(f"there is no question {name!r}; the questions are {', '.join(QUESTIONS)}")
        if wrong := fault(name, text.strip()):
            raise UserError(f"{name}: {wrong}")
        found[name] = text.strip()
    return found


def _from_form(filled: TextIO | None) -> dict[str, str]:
    if filled is None:
        return {}
    found = answers_in(filled.read())
    if not found:
        raise UserError("there is no answer in that file; `afterword debrief APP --form` prints the form to fill in")
    for name, text in found.items():
        if wrong := fault(name, text):
            raise UserError(f"{name}: {wrong}")
    return found


def _asked(
    application: Application, interview: Interview | None, known: Mapping[str, str], zone: tzinfo
) -> dict[str, str]:
    """Ask every question at the terminal; an empty answer keeps what is known."""
    when = f", {day(interview.start, zone)}" if interview else ""
    click.echo(f"{title_of(application)}{when}. Leave empty what you have no answer to; Ctrl-C keeps nothing.\n")
    found: dict[str, str] = {}
    for name, question in QUESTIONS.items():
        while True:
            text = click.prompt(question, default=known.get(name, ""), show_default=name in known).strip()
            if not (wrong := fault(name, text)):
                break
            click.echo(f"  {wrong}")
        if text:
            found[name] = text
    return found


def _show(application: Application, zone: tzinfo) -> None:
    page = Page()
    if not application.debriefs:
        page.say(f"Nothing is written down of {application.id} yet; `afterword debrief {application.id}` asks.")
    for written in application.debriefs:
        interview = next((i for i in application.interviews if i.is_called(written.interview)), None)
        page.heading(f"{title_of(application)}: {day(interview.start if interview else written.at, zone)}")
        for name, question in QUESTIONS.items():
            if answer := written.answer(name):
                page.entry(question, *answer.splitlines())
