"""The commands that only look: `plan`, `digest`, `status`, `show`, `why`. They read the ledger and touch nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from agent.cli.agenda import tell_plan
from agent.cli.desk import Desk, find, instant, open_desk
from agent.cli.explain import Case, tell_why
from agent.cli.history import named, timeline
from agent.cli.overview import by_recency, tell_applications, tell_waiting
from agent.cli.page import Page
from agent.cli.shapes import Shape, application_shape, plan_shape, why_shape
from agent.cli.words import day, stage_of, title_of
from agent.deciding import Plan
from agent.errors import UserError
from agent.ledger import SqlLedger
from agent.ports import OutboxState
from agent.tracking import replay
from agent.writing import daily

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
AT = click.option("--at", metavar="TIME", help="Pretend it is this time, as in 2026-03-19T14:30.")

NOTHING_READ = "Nothing has been read yet. `afterword once` reads your mail; that first time it only plans."
"""What to do before there is a ledger."""


@click.command()
@AT
@JSON
@click.pass_obj
def plan(config: Path | None, at: str | None, as_json: bool) -> None:
    """Show what would be drafted now and next, and what is held back, each with its reason.

    It only looks: nothing is drafted by it, and the mail server is not asked.

    \b
    Example:  afterword plan
              afterword plan --at 2026-04-01
    """  # noqa: D301 - \b is click's mark for lines it must not wrap
    desk = open_desk(config)
    when = instant(at, desk.zone)
    with _ledger(desk) as ledger:
        made = desk.plan(ledger, when) if ledger else Plan(when)
        applications = replay(ledger.events()) if ledger else {}
    if as_json:
        _print(plan_shape(made))
    elif ledger is None:
        Page().say(NOTHING_READ)
    else:
        tell_plan(Page(), made, applications, desk.rules.book.rules, desk.zone)


@click.command()
@AT
@JSON
@click.pass_obj
def digest(config: Path | None, at: str | None, as_json: bool) -> None:
    """Print the daily letter to yourself: what is yours to do, what lies in Drafts, what comes, how the search stands.

    It only looks, and sends nothing; put it into a cron job or a shell's greeting if you like.

    \b
    Example:  afterword digest
    """  # noqa: D301 - as above
    desk = open_desk(config)
    when = instant(at, desk.zone)
    with _ledger(desk) as ledger:
        made = desk.plan(ledger, when) if ledger else Plan(when)
        applications = replay(ledger.events()) if ledger else {}
        questions = len(ledger.questions()) if ledger else 0
    letter = daily(made, applications.values(), questions, desk.zone)
    if as_json:
        _print({"subject": letter.subject, "text": letter.text})
    elif ledger is None:
        Page().say(NOTHING_READ)
    else:
        click.echo(f"{letter.subject}\n\n{letter.text}", nl=False)


@click.command()
@JSON
@click.pass_obj
def status(config: Path | None, as_json: bool) -> None:
    """List all applications, and what waits for your word.

    Live ones come first, those with the newest news on top. Below them stand the messages that could not be placed,
    each with the command that places it.

    \b
    Example:  afterword status
    """  # noqa: D301 - as above
    desk = open_desk(config)
    with _ledger(desk) as ledger:
        applications = replay(ledger.events()) if ledger else {}
        questions = ledger.questions() if ledger else ()
        intents = ledger.intents(OutboxState.NEEDS_USER) if ledger else ()
    if as_json:
        _print([application_shape(application) for application in by_recency(applications.values())])
    elif ledger is None:
        Page().say(NOTHING_READ)
    else:
        page = Page()
        tell_applications(page, applications, desk.zone)
        closed = {application.id for application in applications.values() if application.closed}
        tell_waiting(page, questions, [i for i in intents if i.application not in closed], desk.zone)


@click.command()
@click.argument("application")
@JSON
@click.pass_obj
def show(config: Path | None, application: str, as_json: bool) -> None:
    """Show one APPLICATION with everything that happened to it, oldest first.

    APPLICATION is its name in `afterword status`, the beginning of that, or words of the company or role.

    \b
    Example:  afterword show northwind
    """  # noqa: D301 - as above
    desk = open_desk(config)
    with _insisted(desk) as ledger:
        found = find(replay(ledger.events()), application)
    if as_json:
        _print(application_shape(found, with_timeline=True))
        return
    page = Page()
    page.title(title_of(found))
    page.say(f"{stage_of(found)}; known as {found.id}")
    page.gap()
    for step in timeline(found):
        page.entry(f"{day(step.at, desk.zone)}  {step.what}", *named(step))


@click.command()
@click.argument("application")
@AT
@JSON
@click.pass_obj
def why(config: Path | None, application: str, at: str | None, as_json: bool) -> None:
    """Tell how one APPLICATION stands, what happens next and why, down to the quoted words.

    APPLICATION is its name in `afterword status`, the beginning of that, or words of the company or role.

    \b
    Example:  afterword why northwind
    """  # noqa: D301 - as above
    desk = open_desk(config)
    with _insisted(desk) as ledger:
        found = find(replay(ledger.events()), application)
        case = Case.of(found, desk.plan(ledger, instant(at, desk.zone)), ledger.intents())
    if as_json:
        _print(why_shape(case))
    else:
        tell_why(Page(), case, desk.rules, desk.zone)


@contextmanager
def _ledger(desk: Desk) -> Iterator[SqlLedger | None]:
    """Open the ledger to look at it; None while there is none."""
    if not desk.settings.ledger.exists():
        yield None
        return
    with desk.ledger(read_only=True) as ledger:
        yield ledger


@contextmanager
def _insisted(desk: Desk) -> Iterator[SqlLedger]:
    with _ledger(desk) as ledger:
        if ledger is None:
            raise UserError(f"There are no applications yet. {NOTHING_READ}")
        yield ledger


def _print(shape: Shape | list[Shape]) -> None:
    click.echo(json.dumps(shape, indent=2, ensure_ascii=False))
