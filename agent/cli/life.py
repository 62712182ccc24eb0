"""Six weeks of a job search lived on a simulated clock: mail arrives, passes are made, drafts are sent.

Only the clock and the mail are made up; the cycle, the mail server and the ledger are real. A pass is made when the
daemon would make one: when mail comes in, and when the plan has something due. Nothing is told here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent.cycle import Cycle, Pass
from agent.deciding import HeldBack, PlaceDraft
from agent.ports import Box, Intent, Posted
from agent.reading import Identity

if TYPE_CHECKING:
    from agent.demo.server import EmbeddedServer

START = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/London"))
"""A Monday; the six weeks after it hold a change of the clocks and Easter."""

END = START + timedelta(weeks=6)

SENT_AFTER = timedelta(hours=1)
"""How long the made-up user lets a draft lie."""

KEPT = timedelta(days=5)
"""Drafts of the last days stay in Drafts, so that there is something to look at."""

MAILBOX = {Box.INBOX: "INBOX", Box.SENT: "Sent", Box.DRAFTS: "Drafts"}


@dataclass(slots=True)
class Life:
    """What happened in six weeks."""

    passes: int = 0
    looked_at: int = 0
    placed: list[tuple[PlaceDraft, Intent]] = field(default_factory=list)
    held: dict[str, HeldBack] = field(default_factory=dict)

    def remember(self, done: Pass) -> None:
        """Add one pass."""
        self.passes += 1
        self.looked_at += done.looked_at
        self.placed += done.placed
        self.held.update({f"{held.occasion} {held.gate}": held for held in done.plan.held})


def live(cycle: Cycle, server: EmbeddedServer, me: Identity) -> Life:
    """Live the six weeks."""
    from agent.demo.mail import search  # noqa: PLC0415 - an extra, and needed here only

    coming = list(search(START, me))
    life, now = Life(), START
    while now <= END:
        while coming and coming[0].at <= now:
            posted = coming.pop(0)
            server.deliver(MAILBOX[posted.box], posted.raw, posted.at)
        _send_drafts(server, life, now)
        done = cycle.run(now)
        life.remember(done)
        now = max(_wakes(coming, done, server, now), now + timedelta(minutes=1))
    return life


def _wakes(coming: list[Posted], done: Pass, server: EmbeddedServer, now: datetime) -> datetime:
    """When the next pass is due: at the next mail, at the plan's next instant, or when the user sends a draft."""
    wakes = [next((posted.at for posted in coming if posted.box is Box.INBOX), END + SENT_AFTER)]
    wakes += [done.plan.next_due] if done.plan.next_due else []
    wakes += [now + SENT_AFTER] if now < END - KEPT and server.messages("Drafts") else []
    return min(wakes)


def _send_drafts(server: EmbeddedServer, life: Life, now: datetime) -> None:
    """Send what has lain in Drafts for an hour, as the user's own mail client would."""
    placed_at = {intent.message_id: action.at for action, intent in life.placed}
    for uid, raw in server.messages("Drafts").items() if placed_at else ():
        at = placed_at.get(str(message_from_bytes(raw)["Message-ID"]))
        if at is not None and at + SENT_AFTER <= now and at < END - KEPT:
            server.deliver("Sent", raw, now, ("\\Seen",))
            server.remove("Drafts", uid)
