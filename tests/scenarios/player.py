"""Plays a story through the real cycle and ledger, on a mailbox in memory."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agent.cycle import Cycle, Pass
from agent.ledger import SqlLedger, open_ledger
from agent.ports import Box
from agent.reading import Identity
from agent.settings import Rules, shipped_rules
from tests.fakes import FakeMailstore

SAM = Identity(
    name="Sam Doe", addresses=("sam@example.org",), timezone="Europe/London", country="GB", signature="Sam Doe"
)


@cache
def rules() -> Rules:
    """The shipped rules, loaded once."""
    return shipped_rules()


@dataclass(frozen=True, slots=True)
class Step:
    at: datetime
    deliver: tuple[str, ...] = ()
    send: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    stages: dict[str, str] = field(default_factory=dict)
    user: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    folder: Path
    title: str
    steps: tuple[Step, ...]


@dataclass(slots=True)
class World:
    """A mailbox, a ledger, and the cycle between them."""

    folder: Path
    ledger: SqlLedger
    store: FakeMailstore = field(default_factory=FakeMailstore)
    me: Identity = SAM

    @classmethod
    def new(cls, folder: Path, me: Identity = SAM) -> World:
        return cls(folder, open_ledger(folder / "ledger.db"), me=me)

    @property
    def cycle(self) -> Cycle:
        return Cycle(
            account="personal",
            store=self.store,
            ledger=self.ledger,
            reader=rules().reader(self.me),
            rules=rules().book,
            templates=rules().templates,
            me=self.me,
        )

    def run(self, now: datetime) -> Pass:
        self.store.clock = now
        return self.cycle.run(now)

    def deliver(self, raw: bytes, box: Box = Box.INBOX) -> None:
        """Deliver at the instant of the message's own Date."""
        head = raw.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
        date = next(line[5:].strip() for line in head.split("\r\n") if line.startswith("Date:"))
        self.store.deliver(raw, parsedate_to_datetime(date), box)

    def user_does(self, what: str, now: datetime) -> None:
        """Let the user deal with everything in Drafts."""
        for message in tuple(self.store.boxes[Box.DRAFTS].messages):
            raw = self.store.remove(Box.DRAFTS, message.uid)
            if what == "sends":
                self.store.deliver(raw, now + timedelta(minutes=5), Box.SENT)
            elif what == "edits":
                self.store.deliver(raw + b"PS: one more thing.\r\n", now, Box.DRAFTS)
            elif what != "deletes":
                raise ValueError(what)


def load(folder: Path) -> Story:
    table = tomllib.loads((folder / "story.toml").read_text())
    return Story(folder, table["title"], tuple(_step(step) for step in table["step"]))


def _step(table: dict[str, Any]) -> Step:
    weekday, _, day = table.pop("at").partition(" ")
    at = datetime.strptime(day, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(SAM.timezone))
    if f"{at:%a}" != weekday:
        raise ValueError(f"{day} is a {at:%a}, not a {weekday}")
    lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list)}
    return Step(at=at, **{**table, **lists})


def play(story: Story, world: World) -> None:
    """Make every step, and compare what it expects."""
    for step in story.steps:
        for box, names in ((Box.INBOX, step.deliver), (Box.SENT, step.send)):
            for name in names:
                world.deliver((story.folder / name).read_bytes().replace(b"\n", b"\r\n"), box)
        done = world.run(step.at)
        when = f"{story.folder.name}, {step.at:%a %d %b %H:%M}"
        assert tuple(f"{a.rule.name} to {i.to}" for a, i in done.placed) == step.drafts, when
        held = {f"{h.occasion.rule}: {h.gate.value}" for h in done.plan.held}
        assert set(step.held) <= held, f"{when}: held back are {sorted(held)}"
        stages = {
            name: a.outcome.value if a.outcome else a.stage.value for name, a in world.cycle.applications().items()
        }
        assert {name: stages.get(name) for name in step.stages} == step.stages, f"{when}: {stages}"
        if step.user:
            world.user_does(step.user, step.at)
