"""Lives a story through: wakes at every event and whenever a plan says so, does what it says, and notes what came.

This is the daemon's day without mail server, ledger and clock: what happens is folded by tracking, what to do is
decided by deciding, and what is decided is carried out without a hitch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from agent.deciding import Action, Context, Memory, PlaceDraft, Plan, RuleBook, WithdrawDraft, decide
from agent.reading import Facts, Kind, Part, Person
from agent.rehearsing.conditions import EVERY_RULE
from agent.rehearsing.letters import a_letter
from agent.rehearsing.scene import Act, Scene
from agent.tracking import (
    Application,
    Closed,
    DraftBecame,
    DraftPlaced,
    DraftRecord,
    Event,
    Fate,
    MailFiled,
    replay,
)

WATCHED = timedelta(days=100)
"""How long a story is watched after its last sentence, where it does not say."""

SENDING = timedelta(minutes=10)
"""How long after a draft appears it is sent, by a user who sends every draft."""

WAKES = 2_000
"""More wakes than any story needs; one that needs more would never end."""


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done, and when."""

    at: datetime
    action: Action

    @property
    def rule(self) -> str:
        """The rule that did it; empty for what no rule does."""
        if isinstance(self.action, PlaceDraft):
            return self.action.rule.name
        return self.action.reason.rule if isinstance(self.action, WithdrawDraft) else ""


@dataclass(slots=True)
class Play:
    """A story being lived through by some rules, and what came of it. `idle` are acts that found no draft."""

    scene: Scene
    rules: RuleBook
    ends: datetime
    events: list[Event] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    idle: list[Act] = field(default_factory=list)

    def applications(self, now: datetime) -> list[Application]:
        """The applications as far as they are known at an instant."""
        return list(replay(e for e in self.events if e.at <= now).values())

    def plan(self, now: datetime) -> Plan:
        """What deciding says at an instant."""
        return decide(self.applications(now), self.rules, now, self.context(now))

    def context(self, now: datetime) -> Context:
        """What deciding has to know beside."""
        return self.scene.context(now)


@dataclass(slots=True)
class _Known:
    """The applications as they were last looked at; one about which nothing has happened since stays the very same."""

    _counts: dict[str, int] = field(default_factory=dict)
    _applications: dict[str, Application] = field(default_factory=dict)

    def at(self, play: Play, now: datetime) -> list[Application]:
        """The applications at an instant, none earlier than the last."""
        own: dict[str, list[Event]] = {}
        for event in play.events:
            if event.at <= now:
                own.setdefault(event.application, []).append(event)
        for name, events in own.items():
            if self._counts.get(name) != len(events):
                self._counts[name] = len(events)
                self._applications |= replay(events)
        return list(self._applications.values())


def played(scene: Scene, ground: RuleBook, until: datetime | None = None) -> Play:
    """Live through a scene by these rules, at least until an instant the story speaks of."""
    ends = scene.ends or max(scene.last, until or scene.last) + WATCHED
    play = Play(scene, scene.book(ground), ends, list(scene.events))
    acts = sorted(scene.acts, key=lambda act: act.at)
    now, memory, known = scene.begins, Memory(), _Known()
    for _ in range(WAKES):
        now = _awake(scene, now)
        if now > ends:
            break
        while acts and acts[0].at <= now:
            acts = _acted(play, acts)
        plan = decide(known.at(play, now), play.rules, now, play.context(now), memory)
        for action in plan.actions:
            play.done.append(Done(now, action))
            play.events += carried_out(action, now)
            acts = _with_habits(play, acts, action, now)
        later = [at for at in (*(e.at for e in play.events), *scene.turns) if at > now] + [a.at for a in acts]
        now = min([*later, *([plan.next_due] if plan.next_due else [])], default=ends + WATCHED)
    return play


def _awake(scene: Scene, now: datetime) -> datetime:
    """The instant itself, or when the computer is switched on again."""
    return max([until for since, until in scene.off if since <= now < until], default=now)


def _acted(play: Play, acts: list[Act]) -> list[Act]:
    """Do the first act, with the draft it is about; the acts that remain."""
    act, *others = acts
    fates = {"send": Fate.SENT, "edit": Fate.EDITED, "delete": Fate.DELETED}
    draft = _lying(play, act)
    if draft is None:
        play.idle.append(act)
        return others
    application, record = draft
    if act.verb == "send":
        play.events.append(_sent(play, application, record, act.at))
    play.events.append(DraftBecame(application.id, act.at, record.occasion, fates[act.verb], "seen so"))
    return others


def _lying(play: Play, act: Act) -> tuple[Application, DraftRecord] | None:
    """The last draft placed that still lies there: of the rule named, or of the story's own where it has one there."""
    lying = [(a, d) for a in play.applications(act.at) for d in a.drafts if d.open]
    lying.sort(key=lambda one: one[1].placed_at)
    rule = act.rule or play.scene.rule
    person = play.scene.known(act.to)
    if person is not None:
        lying = [one for one in lying if one[1].to == person.address]
    own = [one for one in lying if one[1].rule == rule]
    found = own if own or act.rule else lying
    return found[-1] if found else None


def _sent(play: Play, application: Application, record: DraftRecord, at: datetime) -> MailFiled:
    """The message a draft becomes when it is sent as it is."""
    known = next((p for p in application.people if p.address == record.to), None)
    to = known or Person("", record.to, Part.CONTACT)
    number, me = len(play.events), play.scene.me
    letter = a_letter(number, at, Kind.NOT_JOB, me, to, Facts(), None, mine=True, message_id=record.message_id)
    return MailFiled(application.id, at, letter, "you sent it")


def _with_habits(play: Play, acts: list[Act], action: Action, now: datetime) -> list[Act]:
    """The acts still to come, with the sending of this draft where the user sends them all."""
    if not isinstance(action, PlaceDraft) or not play.scene.sends & {EVERY_RULE, action.rule.name}:
        return acts
    act = Act(now + SENDING, "send", "", action.rule.name, 0)
    return sorted([*acts, act], key=lambda act: act.at)


def message_id(occasion: str) -> str:
    """The message id of an occasion's draft."""
    return f"<{sha256(occasion.encode()).hexdigest()[:16]}@draft.example>"


def carried_out(action: Action, now: datetime) -> tuple[Event, ...]:
    """The events that follow when an action is done without a hitch."""
    if isinstance(action, PlaceDraft):
        occasion, answers = str(action.occasion), action.answers
        placed = DraftPlaced(
            application=action.application.id,
            at=now,
            occasion=occasion,
            rule=action.rule.name,
            message_id=message_id(occasion),
            to=action.to.address or "",
            answers=answers.envelope.message_id if answers else None,
        )
        return (placed,)
    if isinstance(action, WithdrawDraft):
        return (DraftBecame(action.application, now, action.occasion, Fate.WITHDRAWN, action.reason.sentence),)
    return (Closed(action.application, now, action.outcome, action.reason.sentence),)
