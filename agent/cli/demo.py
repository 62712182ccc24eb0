"""`afterword demo`: six weeks of a made-up job search on an embedded mail server, and an account of them.

How they are lived is in `life`; here the server is started, and what happened is told.
"""

from __future__ import annotations

import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agent.cli.desk import Desk, open_desk
from agent.cli.life import END, Life, live
from agent.cli.overview import STAGE_WIDTH, by_recency
from agent.cli.page import Page, capital
from agent.cli.words import (
    DRAFT,
    GATE,
    KINDS,
    by_name,
    counted,
    draft_of,
    listed,
    short_day,
    stage_of,
    title_of,
)
from agent.deciding import Gate, HeldBack, PlaceDraft, Situation
from agent.ports import Intent, StoredReading
from agent.reading import Direction, Kind
from agent.tracking import Application, Fate

if TYPE_CHECKING:
    from agent.demo.server import EmbeddedServer

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

PLAIN = frozenset({Gate.CLOSED, Gate.DRAFT_OPEN, Gate.DISMISSED})
"""Gates that need no explaining in a short account."""

HELD = 4
"""Reasons for holding back that are told."""

TOLD_FIRST = (
    Situation.PROMISE_PASSED,
    Situation.INTERVIEW_SILENCE,
    Situation.INTERVIEW_HELD,
    Situation.APPLICATION_SILENCE,
    Situation.REJECTED_AFTER_CONTACT,
)
"""Which draft is shown in full: the first of the first situation that came up."""


FATES = {
    Fate.PLACED: "in Drafts",
    Fate.EDITED: "edited",
    Fate.SENT: "sent",
    Fate.DELETED: "deleted",
    Fate.WITHDRAWN: "taken back",
    Fate.STALE: "out of date",
}
"""What became of Sam's drafts, in a word."""


@dataclass(frozen=True, slots=True)
class Lived:
    """Six weeks, and where they left things."""

    life: Life
    readings: Sequence[StoredReading]
    applications: dict[str, Application]
    seconds: float


@click.command()
@click.option("--keep", is_flag=True, help="Leave the mail server up afterwards, for a mail client to look at.")
def demo(keep: bool) -> None:
    """Live through six weeks of a made-up job search.

    A mail server of its own is started on this computer, with made-up mail; everything else is the real thing. Needs no
    account and no network, takes some seconds, and leaves nothing behind.

    \b
    Example:  afterword demo
    """  # noqa: D301 - \b is click's mark for lines it must not wrap
    from agent.demo.server import EmbeddedServer  # noqa: PLC0415 - an extra, and needed here only

    page = Page()
    with tempfile.TemporaryDirectory(prefix="afterword-demo-") as folder, EmbeddedServer() as server:
        config = Path(folder) / "config.toml"
        config.write_text(CONFIG.format(folder=folder, port=server.port, user=server.user, password=server.password))
        if page.console.is_terminal:
            page.say("Six weeks of a job search are being lived through; this takes some seconds …")
        desk = open_desk(config, reads_mail=True)
        lived = _live(desk, server)
        _tell(page, desk, lived)
        if keep:
            _keep(page, server, config)
        else:
            _tell_next(page)


def _live(desk: Desk, server: EmbeddedServer) -> Lived:
    account = desk.settings.accounts[0]
    began = time.monotonic()
    with desk.ledger() as ledger:
        store = desk.connect(account)
        try:
            cycle = desk.cycle(account, store, ledger)
            life = live(cycle, server, desk.settings.me)
            return Lived(life, ledger.readings(""), cycle.applications(), time.monotonic() - began)
        finally:
            store.close()


def _tell(page: Page, desk: Desk, lived: Lived) -> None:
    page.heading(f"Six weeks of Sam's job search, lived through in {lived.seconds:.0f} seconds")
    page.gap()
    page.say(_what_was_read(lived))
    page.heading("Sam's applications as they stand")
    for application in by_recency(lived.applications.values()):
        page.columns(stage_of(application), title_of(application), STAGE_WIDTH)
    page.heading("Drafts that appeared in Sam's Drafts folder")
    _tell_drafts(page, desk, lived)
    page.heading("Drafts that were held back")
    _tell_held(page, desk, lived)
    if lived.life.placed:
        _tell_draft(page, desk, lived.life.placed)


def _tell_drafts(page: Page, desk: Desk, lived: Lived) -> None:
    """Every draft with its fate; the reason at the first of each sort, for the others read alike."""
    fates = {draft.occasion: draft.fate for a in lived.applications.values() for draft in a.drafts}
    explained: set[str] = set()
    for action, intent in lived.life.placed:
        fate = FATES[fates[intent.occasion]]
        head = f"{short_day(action.at, desk.zone)}  {draft_of(action.rule)}, to {action.to.name or action.to.address}"
        page.entry(f"{head}: {fate}", *([] if action.rule.name in explained else [action.reason.sentence]))
        explained.add(action.rule.name)


def _what_was_read(lived: Lived) -> str:
    received = [stored.reading for stored in lived.readings if stored.reading.direction is Direction.INBOUND]
    own = len(lived.readings) - len(received)
    kinds = Counter(reading.kind for reading in received if reading.kind is not Kind.NOT_JOB)
    others = lived.life.looked_at - own - kinds.total()
    told = listed(counted(count, *KINDS[kind]) for kind, count in kinds.most_common())
    return (
        f"In {lived.life.passes} passes Afterword looked at {lived.life.looked_at} messages. It found {told}. "
        f"{others} more were not about an application, and {own} were Sam's own."
    )


def _tell_held(page: Page, desk: Desk, lived: Lived) -> None:
    """One of each gate, the latest: what is held back for the same reason reads alike."""
    rules = by_name(desk.rules.book.rules)
    latest: dict[Gate, HeldBack] = {held.gate: held for held in lived.life.held.values()}
    telling = [held for gate, held in latest.items() if gate not in PLAIN]
    for held in telling[:HELD]:
        name = held.occasion.rule
        title = title_of(lived.applications[held.occasion.application])
        page.entry(f"{capital(GATE[held.gate])}: {draft_of(rules.get(name), name)}, {title}", held.reason.sentence)


def _rank(situation: Situation) -> int:
    return TOLD_FIRST.index(situation) if situation in TOLD_FIRST else len(TOLD_FIRST)


def _tell_draft(page: Page, desk: Desk, placed: Sequence[tuple[PlaceDraft, Intent]]) -> None:
    action, intent = min(placed, key=lambda one: _rank(one[0].rule.situation))
    page.heading(f"One of them in full: {DRAFT[action.rule.situation]}, {short_day(action.at, desk.zone)}")
    message = message_from_bytes(intent.raw, policy=policy.default)
    for name in ("From", "To", "Subject"):
        page.say(f"{name}: {message[name]}", 4)
    page.gap()
    for line in message.get_content().splitlines():
        if line:
            page.say(line, 4)
        else:
            page.gap()


def _tell_next(page: Page) -> None:
    page.heading("What to do next")
    page.say("To look around in Sam's mailbox, with your own mail client too:", 2)
    page.command("afterword demo --keep")
    page.say("To begin with yours: copy config.example.toml, fill in name and account, then", 2)
    page.command("afterword check    (is the configuration right?)")
    page.command("afterword once     (read the mail; the first time, nothing is drafted)")
    page.command("afterword plan     (what would be drafted, when and why)")


def _keep(page: Page, server: EmbeddedServer, config: Path) -> None:
    user = server.user.replace("@", "%40")
    page.heading("The mail server stays up")
    page.say(f"IMAP at {server.host}, port {server.port}, no encryption; user {server.user}, password", 2)
    page.say(f"{server.password}. For instance, in another terminal:", 2)
    page.command(f"neomutt -f imap://{user}:{server.password}@{server.host}:{server.port}/Drafts")
    page.command(f"export AFTERWORD_CONFIG={config}")
    for words in ("status", f"plan --at {END:%Y-%m-%d}", f"why harbourline --at {END:%Y-%m-%d}"):
        page.command(f"afterword {words}")
    page.say("Ctrl-C ends it, and forgets everything.", 2)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    ended.wait()
