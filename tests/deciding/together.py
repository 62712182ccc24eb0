"""A whole job search: several applications lived through `decide` together, as the daemon would.

    search = Together(acme, globex)
    search.live("2026-04-01", sends={"thank-you"})
    assert search.drafts == ["Thu 2026-03-12 17:00 thank-you to ben@acme.example", ...]

Each application is a `Story`; what `decide` says of one is carried out in its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from agent.deciding import (
    Action,
    Context,
    Gate,
    HeldBack,
    PlaceDraft,
    Plan,
    RuleBook,
    WithdrawDraft,
    decide,
)
from agent.reading import Deadline, Facts, Identity, Kind, Part, Person
from agent.rehearsing import carried_out
from agent.tracking import Application
from tests.deciding.story import LONG_AGO, ME, Story, at, meeting, shipped

ZOE = Person("Zoe Park", "zoe@globex.example", Part.RECRUITER)
GUS = Person("Gus Bell", "gus@globex.example", Part.INTERVIEWER)
IVY = Person("Ivy Wood", "ivy@initech.example", Part.RECRUITER)


def acme(**more: object) -> Story:
    """An application at Acme, in which nothing has happened yet."""
    return Story(**more)  # type: ignore[arg-type]  # the names are those of `Story`


def globex() -> Story:
    return Story(id="globex", company="Globex", role="Engineer")


def initech() -> Story:
    return Story(id="initech", company="Initech", role="Planner")


def interviewing(story: Story, who: Person, when: str = "2026-03-10 14:00") -> Story:
    """An interview that the recruiter fixed in words, with nobody else named."""
    uid = f"uid-{story.id}"
    return story.gets("2026-03-05 10:00", Kind.INTERVIEW_SCHEDULED, sender=who, facts=meeting(at(when), uid=uid))


def by(when: str, zone: str = "Europe/London") -> Facts:
    """The facts of a message that says by when the user is to answer."""
    return Facts(deadline=Deadline(at(when, zone), "by then"))


@dataclass
class Together:
    """Applications that are decided on together."""

    stories: tuple[Story, ...]
    rules: RuleBook = field(default_factory=shipped)
    me: Identity = ME
    in_question: frozenset[str] = frozenset()
    placed: list[PlaceDraft] = field(default_factory=list)
    withdrawn: list[WithdrawDraft] = field(default_factory=list)

    def __init__(self, *stories: Story, rules: RuleBook | None = None) -> None:
        self.stories, self.rules = stories, rules or shipped()
        self.placed, self.withdrawn = [], []

    def known(self, instant: datetime) -> list[Application]:
        """The applications as they are known at an instant; one that is not opened yet is not."""
        return [s.before(instant) for s in self.stories if s.opened <= instant]

    def plan(self, when: str | datetime) -> Plan:
        instant = at(when) if isinstance(when, str) else when
        context = Context(self.me, LONG_AGO, in_question=self.in_question)
        return decide(self.known(instant), self.rules, instant, context)

    def held(self, when: str, application: str, rule: str) -> HeldBack | None:
        wanted = (application, rule)
        return next((h for h in self.plan(when).held if (h.occasion.application, h.occasion.rule) == wanted), None)

    def gate(self, when: str, application: str, rule: str) -> Gate | None:
        held = self.held(when, application, rule)
        return None if held is None else held.gate

    def drafted(self, when: str) -> list[str]:
        """What is drafted at an instant, were the daemon to wake just then."""
        return [f"{a.application.id} {a.rule.name} to {a.to.address}" for a in self.plan(when).drafts]

    def live(self, until: str, *, sends: Iterable[str] = (), since: str = "2026-03-02 09:00") -> Together:
        """Wake at every event and whenever a plan says so, and do what it says. Drafts of rules in `sends` are sent."""
        now, end = at(since), at(until)
        while now < end:
            plan = self.plan(now)
            for action in plan.actions:
                self._carry_out(action, now, frozenset(sends))
            later = [e.at for s in self.stories for e in s.events if e.at > now]
            now = min([*later, *([plan.next_due] if plan.next_due else [])], default=end)
        return self

    def _carry_out(self, action: Action, now: datetime, sends: frozenset[str]) -> None:
        (event,) = carried_out(action, now)
        story = next(s for s in self.stories if s.id == event.application)
        story.has(event)
        if isinstance(action, PlaceDraft):
            self.placed.append(action)
            if action.rule.name in sends:
                story._send(action, now)  # noqa: SLF001 - a story among stories
        elif isinstance(action, WithdrawDraft):
            self.withdrawn.append(action)

    def told(self) -> Iterator[str]:
        zone = ZoneInfo(self.me.timezone)
        for a in self.placed:
            yield f"{a.at.astimezone(zone):%a %Y-%m-%d %H:%M} {a.application.id} {a.rule.name} to {a.to.address}"

    @property
    def drafts(self) -> list[str]:
        """Every draft placed so far: weekday, instant on the user's wall, application, rule and recipient."""
        return list(self.told())

    def drafts_by(self, *rules: str) -> list[str]:
        """Those of some rules only."""
        return [told for told, action in zip(self.told(), self.placed, strict=True) if action.rule.name in rules]
