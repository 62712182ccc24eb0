"""`afterword demo`: six weeks of a made-up job search, lived through by the real cycle on an embedded mail server.

Only the clock and the mail are made up: a real IMAP connection, the shipped rules, the real ledger in a temporary
folder. The made-up user sends each draft an hour after it appears, but for those of the last days.
"""

from __future__ import annotations

import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table

from agent.cli.desk import Desk, open_desk
from agent.cli.views import print_applications
from agent.cli.words import FATE, GATE, KIND, day, short_day, title_of, who
from agent.cycle import Cycle, Pass
from agent.deciding import HeldBack, PlaceDraft
from agent.ports import Box, Intent
from agent.reading import Kind
from agent.tracking import Application

if TYPE_CHECKING:
    from agent.demo.server import EmbeddedServer

START = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/London"))
"""A Monday; the six weeks after it hold a change of the clocks and Easter."""

WEEKS = timedelta(weeks=6)
SENT_AFTER = timedelta(hours=1)
KEPT = timedelta(days=5)
"""Drafts of the last days stay in Drafts, so that there is something to look at."""

MAILBOX = {Box.INBOX: "INBOX", Box.SENT: "Sent", Box.DRAFTS: "Drafts"}

CONFIG = """\
me = {{ name = "Sam Doe", address = "sam@example.org", timezone = "Europe/London", country = "GB" }}
ledger = "{folder}/ledger.db"

[accounts.demo]
host = "127.0.0.1"
port = {port}
user = "{user}"
security = "none"
password = {{ command = ["printf", "%s", "{password}"] }}
"""


@dataclass(slots=True)
class Life:
    """What happened in six weeks."""

    passes: int = 0
    looked_at: int = 0
    placed: list[tuple[PlaceDraft, Intent]] = field(default_factory=list)
    held: dict[str, HeldBack] = field(default_factory=dict)
    last: Pass | None = None

    def remember(self, done: Pass) -> None:
        """Add one pass."""
        self.passes += 1
        self.looked_at += done.looked_at
        self.placed += done.placed
        self.held.update({f"{held.occasion} {held.gate}": held for held in done.plan.held})
        self.last = done


@click.command()
@click.option("--keep", is_flag=True, help="Leave the mail server up afterwards, for a mail client to look at.")
def demo(keep: bool) -> None:
    """Live through six weeks of a job search, on a mail server of its own. Needs no account and no network."""
    from agent.demo.server import EmbeddedServer  # noqa: PLC0415 - an extra, and needed here only

    console = Console()
    with tempfile.TemporaryDirectory(prefix="afterword-demo-") as folder, EmbeddedServer() as server:
        path = Path(folder) / "config.toml"
        path.write_text(CONFIG.format(folder=folder, port=server.port, user=server.user, password=server.password))
        desk = open_desk(path)
        began = time.monotonic()
        with desk.ledger() as ledger:
            store = desk.connect(desk.settings.accounts[0])
            try:
                cycle = desk.cycle(desk.settings.accounts[0], store, ledger)
                life = live(cycle, server, desk)
                kinds = Counter(stored.reading.kind for stored in ledger.readings(""))
                applications = cycle.applications()
            finally:
                store.close()
        console.print(
            f"Six weeks of Sam's job search, lived through in {time.monotonic() - began:.1f} s.\n", style="bold"
        )
        _tell(console, desk, life, applications, kinds)
        if keep:
            _keep(console, server, path)


def live(cycle: Cycle, server: EmbeddedServer, desk: Desk) -> Life:
    """Let mail arrive, time pass and drafts be sent, making a pass whenever the daemon would."""
    from agent.demo.mail import search  # noqa: PLC0415 - as above

    coming = list(search(START, desk.settings.me))
    life, now, end = Life(), START, START + WEEKS
    while now <= end:
        while coming and coming[0].at <= now:
            posted = coming.pop(0)
            server.deliver(MAILBOX[posted.box], posted.raw, posted.at)
        _send_drafts(server, life, now, end)
        done = cycle.run(now)
        life.remember(done)
        wakes = [coming[0].at] if coming else []
        wakes += [done.plan.next_due] if done.plan.next_due else []
        wakes += [now + SENT_AFTER] if server.messages("Drafts") and now < end - KEPT else []
        now = max(min([*wakes, now + timedelta(days=1)]), now + timedelta(minutes=1))
    return life


def _send_drafts(server: EmbeddedServer, life: Life, now: datetime, end: datetime) -> None:
    """Send what has lain in Drafts for an hour, as the user's own mail client would."""
    placed_at = {intent.message_id: action.at for action, intent in life.placed}
    for uid, raw in server.messages("Drafts").items():
        at = placed_at.get(str(message_from_bytes(raw)["Message-ID"]))
        if at is not None and at + SENT_AFTER <= now and at < end - KEPT:
            server.deliver("Sent", raw, now, ("\\Seen",))
            server.remove("Drafts", uid)


def _tell(console: Console, desk: Desk, life: Life, applications: dict[str, Application], kinds: Counter[Kind]) -> None:
    read = sum(kinds.values())
    console.print(f"Looked at {life.looked_at} messages in {life.passes} passes, and read {read} of them closely:")
    for kind, count in kinds.most_common():
        console.print(f"  {count:3} {KIND[kind]}", highlight=False)
    console.print("\nApplications", style="bold")
    print_applications(console, applications, desk.zone)
    console.print("\nDrafted, for Sam to read and send", style="bold")
    fates = {draft.occasion: draft.fate for a in applications.values() for draft in a.drafts}
    table = _grid()
    for action, intent in life.placed:
        table.add_row(
            short_day(action.at, desk.zone),
            f"{action.rule.name} to {who(action.to)}",
            f"{FATE[fates[intent.occasion]]}: {action.reason.sentence}",
        )
    console.print(table)
    console.print("\nHeld back, some of the reasons", style="bold")
    table = _grid()
    for held in _one_each(life.held.values()):
        title = title_of(applications[held.occasion.application])
        table.add_row(GATE[held.gate], f"{held.occasion.rule}, {title}", held.reason.sentence)
    console.print(table)
    if life.placed:
        _show_draft(console, *life.placed[0], desk)


def _grid() -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
    table.add_column(no_wrap=True)
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=3, overflow="fold")
    return table


def _one_each(held: Iterable[HeldBack]) -> list[HeldBack]:
    """The last of each gate: what was held back for the same reason reads alike."""
    return list({one.gate: one for one in held}.values())


def _show_draft(console: Console, action: PlaceDraft, intent: Intent, desk: Desk) -> None:
    console.print(f"\nOne draft in full, as it lay in Drafts on {day(action.at, desk.zone)}", style="bold")
    message = message_from_bytes(intent.raw, policy=policy.default)
    for name in ("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"):
        if message[name]:
            console.print(f"  {name}: {message[name]}", markup=False, highlight=False)
    console.print()
    for line in message.get_content().splitlines():
        console.print(f"  {line}", markup=False, highlight=False)


def _keep(console: Console, server: EmbeddedServer, config: Path) -> None:
    console.print("\nThe mail server stays up. Look at it with a mail client:", style="bold")
    console.print(
        f"  IMAP, no encryption, {server.host}:{server.port}, user {server.user}, password {server.password}\n"
        f"  neomutt -f imap://{server.user.replace('@', '%40')}:{server.password}@{server.host}:{server.port}/Drafts\n"
        f"  afterword --config {config} status\n"
        f"  afterword --config {config} plan --at {(START + WEEKS).date()}\n"
        "Ctrl-C ends it, and forgets everything.",
        markup=False,
        highlight=False,
    )
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    ended.wait()
