"""A whole year of looking for work, the same for each seed: all its events in order, and what the user is like.

    told = year(seed=7, applications=8)

Several roles at one house, several houses through one consultant, one recruiter at two houses: all of it is frequent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from agent.happenings import Deed, Drafted, User
from agent.reading import Part, Person
from agent.tracking import Event, Fate
from tests.search.cast import ROLES, Cast, House
from tests.search.life import ME, Life
from tests.search.plots import lives

FIRST_DAY = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
FULL = 300
"""Applications of a very active year."""

DAYS = 330
"""Over so many days they are begun."""

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Year:
    """What happens in a year, in order of time, and what the user does with drafts.

    `paused` are the stretches for which the user said that nothing is to be drafted, `off` those in which the computer
    was off. `accepted` is the application whose offer is accepted, if one is. `ends` is when one stops looking.
    """

    seed: int
    events: tuple[Event, ...]
    user: User
    paused: tuple[Span, ...]
    off: tuple[Span, ...]
    accepted: str
    ends: datetime


def year(seed: int, applications: int = FULL) -> Year:
    """So many applications; fewer are begun in fewer days, so that as much goes on at a time.

    Where they are few, offers are more frequent than in life, so that there are some.
    """
    chance = Random(seed)  # noqa: S311 - the same year every time
    days = max(45, DAYS * applications // FULL)
    first = FIRST_DAY + timedelta(days=chance.randrange(1 + DAYS - days))
    chosen = _chosen(chance, applications)
    begun = sorted(chance.uniform(0, days) for _ in range(applications))
    drawn = _Drawn(chance, Cast(chance))
    told = [drawn.life(number, first + timedelta(days=day)) for number, day in enumerate(begun)]
    for number, life in enumerate(told):
        life.luck = 0.3 if applications < FULL // 4 else 0.08
        lives(life, accepted=number == chosen)
    events = sorted((event for life in told for event in life.events), key=lambda event: event.at)
    return Year(
        seed=seed,
        events=tuple(events),
        user=Habits(seed),
        paused=_stretches(chance, first, days, share=0.5, longest=9),
        off=_stretches(chance, first, days, share=0.6, longest=6),
        accepted=told[chosen].id if chosen >= 0 else "",
        ends=events[-1].at + timedelta(days=60),
    )


def _chosen(chance: Random, applications: int) -> int:
    """Which application it is whose offer is accepted: one of the last in a full year, any of a few; -1 for none."""
    first = applications * 3 // 4 if applications >= FULL // 4 else 0
    return chance.randrange(first, applications) if chance.random() < 0.7 else -1


def _stretches(chance: Random, first: datetime, days: int, *, share: float, longest: int) -> tuple[Span, ...]:
    if chance.random() > share:
        return ()
    begins = first + timedelta(days=chance.uniform(5, days))
    return ((begins, begins + timedelta(days=chance.uniform(1, longest))),)


@dataclass(slots=True)
class _Drawn:
    """Who is met: new people for the most part, often enough the same again."""

    chance: Random
    cast: Cast
    last: tuple[House, Person, House | None] | None = None
    agency: tuple[House, Person] | None = None

    def life(self, number: int, begun: datetime) -> Life:
        house, other, agency = self._whom()
        self.last = (house, other, agency)
        role = self.chance.choice(ROLES)
        begun = begun.replace(microsecond=0) + timedelta(seconds=number)
        return Life(
            f"a{number:03}-{house.domain.partition('.')[0]}", house, role, self.chance, self.cast, begun, other, agency
        )

    def _whom(self) -> tuple[House, Person, House | None]:
        lot = self.chance.random()
        if lot < 0.14 and self.last is not None:  # another role in the same house
            return self.last
        house = self.cast.house()
        if lot < 0.2 and self.last is not None and self.last[2] is None:  # they moved on, and kept their mailbox
            return house, self.last[1], None
        if lot < 0.42:
            if self.agency is None or self.chance.random() < 0.25:
                talent = self.cast.house(agency=True)
                self.agency = talent, self.cast.person(talent, Part.CONSULTANT)
            return house, self.agency[1], self.agency[0]
        return house, self.cast.person(house, Part.RECRUITER), None


@dataclass(frozen=True, slots=True)
class Habits:
    """Most drafts are sent some hours later, when the user is awake; some are edited, deleted, or left."""

    seed: int

    def __call__(self, drafted: Drafted) -> Iterable[Deed]:
        chance = Random(f"{self.seed} {drafted.intent.occasion}")  # noqa: S311 - as above
        lot = chance.random()
        later = _awake(
            drafted.at + timedelta(hours=chance.choice((0.3, 1, 3, 8, 20, 44)), seconds=chance.randrange(60))
        )
        if lot < 0.7:
            return [(later, Fate.SENT)]
        if lot < 0.8:
            edited = (drafted.at + timedelta(minutes=10), Fate.EDITED)
            return [edited, (later, Fate.SENT)] if chance.random() < 0.6 else [edited]
        return [(later, Fate.DELETED)] if lot < 0.89 else []


def _awake(at: datetime) -> datetime:
    local = at.astimezone(ZoneInfo(ME.timezone))
    if time(8) <= local.time() <= time(22):
        return at
    day = local.date() + timedelta(days=local.hour >= 22)
    return datetime.combine(day, time(8, at.second), local.tzinfo).astimezone(UTC)
