"""Six weeks of a job search lived on a simulated clock: mail arrives, passes are made, drafts are sent.

Only the clock and the mail are made up; the cycle, the mail server and the ledger are real. A pass is made when the
daemon would make one: when mail comes in, and when the plan has something due. Nothing is told here; how time goes on
is in `agent.replaying`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent.cycle import Cycle, Pass
from agent.deciding import HeldBack, PlaceDraft
from agent.ports import Box, Intent, Posted
from agent.reading import Identity
from agent.replaying import Coming, Living, play

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
class Life(Living[Pass]):
    """A mail server, the cycle at work on it, and what happened so far."""

    cycle: Cycle
    server: EmbeddedServer
    passes: int = 0
    looked_at: int = 0
    placed: list[tuple[PlaceDraft, Intent]] = field(default_factory=list)
    held: dict[str, HeldBack] = field(default_factory=dict)
    _lying: dict[str, datetime] = field(default_factory=dict)
    _next_pass: datetime | None = None
    _news: bool = False

    @property
    def next_due(self) -> datetime | None:
        """When the plan has something due, or a draft has lain in Drafts for as long as it will."""
        instants = (self._next_pass, *(at + SENT_AFTER for at in self._lying.values()))
        return min((at for at in instants if at is not None), default=None)

    def restless(self, now: datetime) -> bool:
        """Whether the daemon would wake: mail has come or gone, or something is due."""
        return self._news or (self._next_pass is not None and self._next_pass <= now)

    def take(self, one: Coming, now: datetime) -> Iterable[Pass]:  # noqa: ARG002 - mail bears its own instant
        """Deliver a message."""
        if isinstance(one, Posted):
            self.server.deliver(MAILBOX[one.box], one.raw, one.at)
            self._news |= one.box is Box.INBOX
        return ()

    def act(self, now: datetime) -> Iterable[Pass]:
        """Send what has lain in Drafts for an hour, as the user's own mail client would."""
        due = {name for name, at in self._lying.items() if at + SENT_AFTER <= now}
        for uid, raw in self.server.messages("Drafts").items() if due else ():
            if str(message_from_bytes(raw)["Message-ID"]) in due:
                self.server.deliver("Sent", raw, now, ("\\Seen",))
                self.server.remove("Drafts", uid)
                self._news = True
        self._lying = {name: at for name, at in self._lying.items() if name not in due}
        return ()

    def decide(self, now: datetime) -> Iterable[Pass]:
        """Make a pass."""
        done = self.cycle.run(now)
        self.passes += 1
        self.looked_at += done.looked_at
        self.placed += done.placed
        self.held.update({f"{held.occasion} {held.gate}": held for held in done.plan.held})
        self._lying |= {intent.message_id: now for _, intent in done.placed if now < END - KEPT}
        self._next_pass, self._news = done.plan.next_due, False
        yield done


def live(cycle: Cycle, server: EmbeddedServer, me: Identity) -> Life:
    """Live the six weeks."""
    from agent.demo.mail import search  # noqa: PLC0415 - an extra, and needed here only

    life = Life(cycle, server)
    for _ in play(life, search(START, me), begins=START, until=END):
        pass
    return life
