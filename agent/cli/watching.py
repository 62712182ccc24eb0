"""The commands that go to the mail server, `run` and `once`, and `check`, which looks whether they could.

Neither drafts anything by rules whose stories end otherwise than they should.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from agent.cli import exits
from agent.cli.account import journal, tell_pass
from agent.cli.desk import Desk, instant, open_rehearsed
from agent.cli.page import Page
from agent.cli.reloading import LiveDesk
from agent.cli.words import counted, listed
from agent.cycle import Cycle, Pass
from agent.cycle import Progress as Told
from agent.daemon import Watched, Watcher, watch
from agent.errors import AfterwordError, ConfigError, LoginRefused, ServerError
from agent.ledger import SqlLedger
from agent.mailstore import ImapMailstore
from agent.notice import Notice
from agent.ports import Box
from agent.settings import Account, Rehearsal, find_config, load, rehearsed
from agent.settings import check as check_settings


@click.command()
@click.option("--at", metavar="TIME", help="Pretend it is this time, as in 2026-03-19T14:30.")
@click.option("--backlog", is_flag=True, help="Also draft what was already due before the first reading.")
@click.pass_obj
def once(config: Path | None, at: str | None, backlog: bool) -> None:
    """Do one pass now: read new mail, decide, and put drafts into your Drafts folder.

    The very first pass only reads and plans. Nothing is ever sent.

    \b
    Example:  afterword once
    """  # noqa: D301 - \b is click's mark for lines it must not wrap
    desk = open_rehearsed(config)
    when = instant(at, desk.zone)
    page = Page()
    troubles: list[AfterwordError] = []
    with desk.ledger() as ledger:
        for account in desk.settings.accounts:
            try:
                done = _passed(desk, account, ledger, when, backlog=backlog)
            except (ConfigError, LoginRefused, ServerError) as trouble:
                troubles.append(trouble)  # the mail of the other accounts is read all the same
                continue
            if len(desk.settings.accounts) > 1:
                page.heading(account.name)
            tell_pass(page, done, desk.zone)
    for other in troubles[1:]:
        click.echo(exits.explain(other), err=True)
    if troubles:
        raise troubles[0]


def _passed(desk: Desk, account: Account, ledger: SqlLedger, when: datetime, *, backlog: bool) -> Pass:
    """One account's pass, with its progress shown."""
    store = desk.connect(account)
    try:
        with _progress() as told:
            return desk.cycle(account, store, ledger).run(when, release_backlog=backlog, progress=told)
    finally:
        store.close()


@contextmanager
def _progress() -> Iterator[Told]:
    """Show a bar for each mailbox of more than a few messages, where somebody is looking."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        tasks = {box: bar.add_task(f"Reading {box.value}", total=None, visible=False) for box in Box}

        def told(box: Box, done: int, total: int) -> None:
            bar.update(tasks[box], completed=done, total=total, visible=True)

        yield told


@click.command()
@click.pass_obj
def run(config: Path | None) -> int:
    """Watch your mail until stopped with Ctrl-C.

    This is what the background service runs: it does a pass whenever mail arrives or something falls due. An edit of
    config.toml or of your rules takes effect by itself; a broken one is told, and the rules from before stay.

    \b
    Example:  afterword run
    """  # noqa: D301 - as above
    desk = open_rehearsed(config)
    notice = Notice.from_environment(os.environ)
    live = LiveDesk(config, desk, partial(_edited, notice), open_rehearsed)
    with desk.ledger() as ledger:
        turn = threading.Lock()
        said = partial(_said, notice)
        poll = timedelta(minutes=desk.settings.poll_minutes)
        watchers = [Watcher(_watched(live, account, ledger), turn, poll, said) for account in desk.settings.accounts]
        click.echo(f"Watching {listed(account.name for account in desk.settings.accounts)}; Ctrl-C ends it.")
        asyncio.run(watch(watchers, notice, edited=live.changed))
    for watcher in watchers:
        if isinstance(watcher.crashed, AfterwordError):
            raise watcher.crashed
        if watcher.crashed is not None:
            click.echo(exits.place_of(watcher.crashed), err=True)
            return exits.BUG
    refused = [watcher.refused for watcher in watchers if watcher.refused is not None]
    if len(refused) == len(watchers):
        raise refused[0]
    return 0


def _watched(live: LiveDesk, account: Account, ledger: SqlLedger) -> Watched:
    def cycle(store: ImapMailstore) -> Cycle:
        return live.current().cycle(account, store, ledger)

    connect: Callable[[], ImapMailstore] = partial(live.desk.connect, account)
    return Watched(account.name, connect, cycle)


def _edited(notice: Notice, told: str) -> None:
    """What became of an edit of the configuration: whole for the journal, its first line for the status."""
    click.echo(told, err=True)
    notice.status(told.partition("\n")[0])


def _said(notice: Notice, account: str, told: Pass | AfterwordError) -> None:
    """One line for the journal, where there is something to say."""
    if isinstance(told, LoginRefused):
        click.echo(f"{account}: log-in refused, not tried again: {told}", err=True)
    elif isinstance(told, AfterwordError):
        click.echo(f"{account}: {told}; trying again", err=True)
        notice.status(f"{account}: not connected")
    else:
        line = journal(account, told)
        if line is not None:
            click.echo(line)
        notice.status(f"{account}: watching")


@click.command()
@click.pass_obj
def check(config: Path | None) -> int:
    """Check your configuration and the rules, and play the stories the rules carry.

    Every problem is told at once, with its file, its line and what to write instead. The mail server is not asked.
    Stories are tests in plain sentences; rules/stories/README.md tells how to write one. Where you changed a rule, it
    is also told which of the shipped stories would end otherwise now.

    \b
    Example:  afterword check
    """  # noqa: D301 - as above
    path = find_config(str(config) if config else None, os.environ)
    report = check_settings(path, os.environ)
    click.echo(str(report))
    if not report.sound:
        return exits.CONFIG
    begun = time.perf_counter()
    played = rehearsed(load(path, os.environ), news=True)
    for line in _stories_told(played, time.perf_counter() - begun):
        click.echo(line)
    return exits.CONFIG if played.problems else 0


def _stories_told(played: Rehearsal, seconds: float) -> Iterator[str]:
    """What came of the stories, and what the user's changes do to those shipped."""
    yield from map(str, played.problems)
    yield from played.news
    told = f"{counted(played.played, 'story', 'stories')} played in {seconds:.1f} s"
    if played.problems:
        problems = counted(len(played.problems), "problem")
        yield f"{told}; {problems} to mend, and until then `run` and `once` do nothing"
    else:
        yield f"{told}: each ended as it should"
