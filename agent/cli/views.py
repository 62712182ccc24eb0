"""The commands that only look: `plan`, `status`, `show`, `why`. They read the ledger and touch nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, tzinfo
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from agent.cli.desk import find, instant, now, open_desk
from agent.cli.explain import reasoning, timeline
from agent.cli.shapes import application_shape, plan_shape
from agent.cli.words import GATE, day, short_day, stage_of, title_of, who
from agent.deciding import Plan
from agent.ports import Intent, OutboxState, Question
from agent.tracking import Application, replay

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
AT = click.option("--at", metavar="TIME", help="Pretend it is this time (ISO 8601).")


@click.command()
@AT
@JSON
@click.pass_obj
def plan(config: Path | None, at: str | None, as_json: bool) -> None:
    """Show what would be drafted now and next, and what is held back, each with its reason."""
    desk = open_desk(config)
    with desk.ledger(read_only=True) as ledger:
        made = desk.plan(ledger, instant(at, desk.zone))
        applications = replay(ledger.events())
    if as_json:
        click.echo(json.dumps(plan_shape(made), indent=2, ensure_ascii=False))
    else:
        print_plan(Console(), made, applications, desk.zone)


def print_plan(console: Console, made: Plan, applications: dict[str, Application], zone: tzinfo) -> None:
    """Print a plan in three parts, leaving out those that are empty."""
    console.print(f"Plan for {day(made.now, zone)}")
    _part(
        console,
        "To draft now",
        (
            (_title(applications, a.occasion.application), f"{a.rule.name} to {who(a.to)}", a.reason.sentence)
            for a in made.drafts
        ),
    )
    _part(
        console,
        "Next",
        (
            (
                _title(applications, u.occasion.application),
                f"{short_day(u.at, zone)} {u.occasion.rule}",
                u.reason.sentence,
            )
            for u in made.upcoming
        ),
    )
    _part(
        console,
        "Held back",
        (
            (_title(applications, h.occasion.application), f"{h.occasion.rule}: {GATE[h.gate]}", h.reason.sentence)
            for h in made.held
        ),
    )
    if not (made.actions or made.upcoming or made.held):
        console.print("\nNothing to draft, nothing coming, nothing held back.")
    if made.next_due is not None:
        console.print(f"\nNothing changes before {day(made.next_due, zone)}, unless mail arrives.")


def _title(applications: dict[str, Application], name: str) -> str:
    return title_of(applications[name]) if name in applications else name


def _part(console: Console, heading: str, rows: Iterable[tuple[str, str, str]]) -> None:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=False)
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=5, overflow="fold")
    count = 0
    for row in rows:
        count += 1
        table.add_row(*row)
    if count:
        console.print(f"\n{heading}", style="bold")
        console.print(table)


@click.command()
@JSON
@click.pass_obj
def status(config: Path | None, as_json: bool) -> None:
    """List all applications, and what waits for you."""
    desk = open_desk(config)
    with desk.ledger(read_only=True) as ledger:
        applications = replay(ledger.events())
        questions = ledger.questions()
        stuck = ledger.intents(OutboxState.NEEDS_USER)
    if as_json:
        shape = [application_shape(a) for a in _by_recency(applications.values())]
        click.echo(json.dumps(shape, indent=2, ensure_ascii=False))
        return
    console = Console()
    print_applications(console, applications, desk.zone)
    _print_waiting(console, questions, stuck, desk.zone)


def _by_recency(applications: Iterable[Application]) -> list[Application]:
    return sorted(applications, key=lambda a: (a.closed, -_last(a).timestamp(), a.id))


def _last(application: Application) -> datetime:
    return max((event.at for event in application.events), default=application.opened_at)


def print_applications(console: Console, applications: dict[str, Application], zone: tzinfo) -> None:
    """Print a table of applications, live ones first, the newest news on top."""
    if not applications:
        console.print("No applications yet. `afterword once` reads your mail; `afterword add` adds one by hand.")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("Application", "Company", "Role", "Stage", "Last"):
        table.add_column(heading, overflow="fold")
    for application in _by_recency(applications.values()):
        table.add_row(
            application.id,
            application.company or "?",
            application.role or "?",
            stage_of(application),
            short_day(_last(application), zone),
        )
    console.print(table)


def _print_waiting(console: Console, questions: Iterable[Question], stuck: Iterable[Intent], zone: tzinfo) -> None:
    for question in questions:
        envelope = question.reading.envelope
        console.print(
            f"\nWhich application is “{envelope.subject}” from {who(envelope.sender)} about? "
            f"(It came on {short_day(question.reading.at, zone)}.)",
            style="bold",
            markup=False,
        )
        choices = " or ".join(question.candidates) or "none of those known"
        console.print(f"  {question.because} Candidates: {choices}.", markup=False)
        console.print(f"  afterword correct {envelope.fingerprint[:10]} --application APP|new|none", markup=False)
    for intent in stuck:
        console.print(f"\nA draft for {intent.application} could not be placed: {intent.note}", markup=False)


@click.command()
@click.argument("application")
@JSON
@click.pass_obj
def show(config: Path | None, application: str, as_json: bool) -> None:
    """Show one APPLICATION with its timeline."""
    desk = open_desk(config)
    with desk.ledger(read_only=True) as ledger:
        found = find(replay(ledger.events()), application)
    if as_json:
        click.echo(json.dumps(application_shape(found, with_timeline=True), indent=2, ensure_ascii=False))
        return
    console = Console()
    console.print(title_of(found), style="bold", markup=False)
    console.print(f"{stage_of(found)}; known as {found.id}\n", markup=False)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for step in timeline(found):
        table.add_row(day(step.at, desk.zone), step.what)
    console.print(table, markup=False)


@click.command()
@click.argument("application")
@AT
@click.pass_obj
def why(config: Path | None, application: str, at: str | None) -> None:
    """Tell the reasoning about one APPLICATION, down to the quoted words."""
    desk = open_desk(config)
    with desk.ledger(read_only=True) as ledger:
        found = find(replay(ledger.events()), application)
        made = desk.plan(ledger, instant(at, desk.zone) if at else now())
        intents = ledger.intents()
    rules = {rule.name: rule for rule in desk.rules.book.rules}
    click.echo("\n".join(reasoning(found, made, rules, intents, desk.zone)))
