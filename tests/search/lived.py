"""A year lived through by the rooms of the daemon, and all that was told of it.

Beside what `World` knows of the world, the user may pause everything for a while, and the computer may be off.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from agent.deciding import RuleBook
from agent.happenings import Drafted, Held, NotWritten, TakenBack, Told
from agent.replaying import Coming, Living, World, play
from agent.tracking import Application, MailFiled
from tests.scenarios.player import rules
from tests.search.life import ME
from tests.search.year import Year


@dataclass(frozen=True, slots=True)
class Lived:
    """What was told of a year, and how the applications stand at its end. `seconds` are those of the processor."""

    year: Year
    book: RuleBook
    told: tuple[Told, ...]
    applications: Mapping[str, Application]
    seconds: float
    plans: int

    @property
    def events(self) -> int:
        return len(self.year.events)

    @property
    def drafted(self) -> tuple[Drafted, ...]:
        return tuple(one for one in self.told if isinstance(one, Drafted))

    @property
    def refused(self) -> tuple[NotWritten, ...]:
        return tuple(one for one in self.told if isinstance(one, NotWritten))

    @property
    def taken_back(self) -> tuple[TakenBack, ...]:
        return tuple(one for one in self.told if isinstance(one, TakenBack))

    @property
    def held(self) -> tuple[Held, ...]:
        return tuple(one for one in self.told if isinstance(one, Held))


def english() -> RuleBook:
    """The rules as shipped, for somebody who lives in England."""
    return replace(rules().book, country="GB", subdivision="ENG")


def live(year: Year, book: RuleBook | None = None) -> Lived:
    """Live through a year by some rules, those as shipped by default."""
    began = time.process_time()
    known = book or english()
    world = World(rules().reader(ME), known, rules().templates, ME, user=year.user)
    told = tuple(play(Search(world, year, known), year.events, until=year.ends))
    return Lived(year, known, told, dict(world.applications), time.process_time() - began, world.count.plans)


@dataclass(slots=True)
class Search(Living[Told]):
    """A world in which the user pauses everything at times, and the computer is off at others."""

    world: World
    year: Year
    book: RuleBook
    now: datetime = field(default=datetime.min.replace(tzinfo=UTC))

    @property
    def next_due(self) -> datetime | None:
        """As in the world; but off is off, and a pause is a change of the rules."""
        off = next((ends for begins, ends in self.year.off if begins <= self.now < ends), None)
        if off is not None:
            return off
        turns = (at for span in self.year.paused for at in span if at > self.now)
        return min((at for at in (self.world.next_due, *turns) if at is not None), default=None)

    def restless(self, now: datetime) -> bool:
        self.now = now
        return True

    def take(self, one: Coming, now: datetime) -> Iterator[Told]:
        """A letter comes when it comes, and is filed under the instant it was written at, as filing does."""
        if isinstance(one, MailFiled):
            one = replace(one, at=one.reading.at)
        yield from self.world.take(one, now)

    def act(self, now: datetime) -> Iterable[Told]:
        return self.world.act(now)

    def decide(self, now: datetime) -> Iterator[Told]:
        """Decide by the rules of this instant; nobody does while the computer is off."""
        self.now = now
        if any(begins <= now < ends for begins, ends in self.year.off):
            return
        paused = next((ends for begins, ends in self.year.paused if begins <= now < ends), None)
        turned = paused != self.world.rules.paused_until
        if turned:
            self.world.rules = replace(self.book, paused_until=paused)
        if turned or self.world.restless(now):
            yield from self.world.decide(now)
