"""A mailbox lived through again on a simulated clock, by the same rooms as the daemon's, and with nothing at stake.

    world = World(reader, rules, templates, me)
    for told in play(world, messages):
        ...

What comes, mail or other events, becomes known at its own instant; it is read, filed and decided on as ever, at every
message and whenever a plan has something due. A draft lies in Drafts until the user of this world does something about
it, or mail of theirs turns out to be that draft. Nothing is fetched, stored or placed anywhere: what is told is all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

from agent.deciding import Action, Context, Gate, Memory, PlaceDraft, Plan, RuleBook, WithdrawDraft, decide
from agent.drafting import composed, ended, for_the_user
from agent.filing import filed
from agent.happenings import (
    Asked,
    Drafted,
    Filed,
    Held,
    Moved,
    NotWritten,
    Presumed,
    TakenBack,
    Told,
    User,
    leaves_drafts,
)
from agent.placing import Outbox, placement
from agent.ports import Box, Filing, Intent, OutboxState, Posted, StoredReading
from agent.reading import Identity, Reader, Reading, Unreadable, thread_hash, thread_of
from agent.sifting import Known, sift, threads_of
from agent.tracking import (
    Directory,
    DraftBecame,
    Event,
    Fate,
    LessonLearned,
    LessonRemoved,
    MailFiled,
    Stage,
    is_on_message,
    taught_by,
)
from agent.writing import Refused, Templates

LONGEST = timedelta(days=366)
"""How long after the last thing that comes it is waited for something to be due, at most."""

LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)
"""When mail was first read by who has always read it."""

Coming = Posted | Event
"""What may come: a message, or an event that is not read from one. Either has its instant in `at`."""

T_co = TypeVar("T_co", covariant=True)


class Living(Protocol[T_co]):
    """Whoever can be lived through: something comes, the user acts, it is decided; each tells what happened by it."""

    @property
    def next_due(self) -> datetime | None:
        """When there is something to decide or to do, unless something comes before."""
        ...

    def restless(self, now: datetime) -> bool:
        """Whether deciding at an instant may say more than the last time."""
        ...

    def take(self, one: Coming, now: datetime) -> Iterable[T_co]:
        """Something comes, and is known at `now`."""
        ...

    def act(self, now: datetime) -> Iterable[T_co]:
        """The user does what they had in mind to do by now."""
        ...

    def decide(self, now: datetime) -> Iterable[T_co]:
        """Decide, and do what there is to do at this instant."""
        ...


def play(
    world: Living[T_co], coming: Iterable[Coming], *, begins: datetime | None = None, until: datetime | None = None
) -> Iterator[T_co]:
    """Live through everything that comes, in order of time, and tell what happens as it happens.

    What comes before `begins` is known then but not told, and nothing is decided until then. It ends at `until`, else
    when nothing can come due any more, at the latest `LONGEST` after the last thing has come. Nothing later is known.
    """
    waiting = sorted(coming, key=lambda one: one.at, reverse=True)
    last = max([one.at for one in waiting[:1]] + ([begins] if begins else []), default=None)
    if last is None:
        return
    end, now = until or last + LONGEST, begins or waiting[-1].at
    if begins is not None:
        while waiting and waiting[-1].at < begins:
            for _ in world.take(waiting.pop(), begins):
                pass
        yield from world.decide(begins)
    while True:
        nexts = (waiting[-1].at if waiting else None, world.next_due)
        now = max(now, min((at for at in nexts if at is not None), default=end))
        if now >= end:
            return
        while waiting and waiting[-1].at <= now:
            yield from world.take(waiting.pop(), now)
        yield from world.act(now)
        if world.restless(now):
            yield from world.decide(now)


@dataclass(slots=True)
class Count:
    """How many messages there were, by what was done with them, and how many plans were made."""

    looked_at: int = 0
    read: int = 0
    unreadable: int = 0
    plans: int = 0


@dataclass(slots=True)
class World(Living[Told]):
    """Everything known so far, by one set of rules.

    `first_read_at` is as in `Context`; with None nothing is backlog, as if the mail had always been read. `user` says
    what becomes of each draft.
    """

    reader: Reader
    rules: RuleBook
    templates: Templates
    me: Identity
    user: User = leaves_drafts
    first_read_at: datetime | None = None
    applications: Directory = field(default_factory=Directory)
    count: Count = field(default_factory=Count)
    _next_plan: datetime | None = None
    _known: Known = field(default_factory=Known)
    _memory: Memory = field(default_factory=Memory)
    _stages: dict[str, Stage] = field(default_factory=dict)
    _companies: dict[str, str] = field(default_factory=dict)
    _drafts: dict[str, Intent] = field(default_factory=dict)
    _outbox: Outbox = field(init=False)
    _deeds: list[tuple[datetime, str, Fate]] = field(default_factory=list)
    _fingerprints: set[str] = field(default_factory=set)
    _passed_over: defaultdict[str, list[Posted]] = field(default_factory=lambda: defaultdict(list))
    _in_question: frozenset[str] = frozenset()
    _gates: dict[str, Gate] = field(default_factory=dict)
    _changed: bool = False

    def __post_init__(self) -> None:
        self._outbox = Outbox((), self._companies)

    @property
    def next_due(self) -> datetime | None:
        """When a plan may say more unless something comes before, or the user acts on what they have in mind."""
        instants = (self._next_plan, *(at for at, _, _ in self._deeds))
        return min((at for at in instants if at is not None), default=None)

    def restless(self, now: datetime) -> bool:
        """Whether deciding at an instant may say more than the last plan did."""
        return self._changed or (self._next_plan is not None and self._next_plan <= now)

    def take(self, one: Coming, now: datetime) -> Iterator[Told]:
        """Something comes, and is known at `now`.

        A word on a message, or a lesson, is a `ValueError`: it would change how mail was filed before.
        """
        if isinstance(one, Posted):
            self.count.looked_at += 1
            yield from self._look_at(one, now)
        elif is_on_message(one) or isinstance(one, LessonLearned | LessonRemoved):
            raise ValueError(f"what was filed is not filed anew for {one.type} {one.at}")
        else:
            if isinstance(one, MailFiled):
                self._known.follow(one.reading)
            self.applications.fold(one)
            yield from self._tell((one,), now)

    def act(self, now: datetime) -> Iterator[Told]:
        """The user does what they had in mind to do by now with drafts, as far as these still lie in Drafts."""
        due = sorted(deed for deed in self._deeds if deed[0] <= now)
        self._deeds = [deed for deed in self._deeds if deed[0] > now]
        for at, occasion, fate in due:
            intent = self._drafts[occasion]
            if fate is Fate.SENT and self._lies(intent):
                yield from self._look_at(Posted(at, Box.SENT, intent.raw), now)
            if self._lies(intent):
                yield from self._became(intent, fate, f"you {fate.value} it", now)

    def decide(self, now: datetime) -> Iterator[Told]:
        """Decide, and do what the plan says, until there is nothing left to do at this instant."""
        while True:
            plan = self._decided(now)
            told = [one for action in plan.actions for one in self._carry_out(action, now)]
            yield from told
            if not told:
                break
        self._changed = False
        instants = (at for at in (plan.next_due, self._memory.good_until) if at is not None and at > now)
        self._next_plan = min(instants, default=None)
        before, self._gates = self._gates, {str(held.occasion): held.gate for held in plan.held}
        for held in plan.held:
            if before.get(str(held.occasion)) is not held.gate:
                yield Held(now, self.applications[held.occasion.application], held)

    def _decided(self, now: datetime) -> Plan:
        self.count.plans += 1
        always = self.first_read_at is None
        context = Context(self.me, self.first_read_at or LONG_AGO, always, self._in_question)
        return decide(self.applications.values(), self.rules, now, context, self._memory)

    def _look_at(self, posted: Posted, now: datetime) -> Iterator[Told]:
        """Read a message, and what was passed over before and turns out to belong to what it is about."""
        coming = [posted]
        while coming:
            one = coming.pop()
            reading = sift(self.reader, self._known, one.box, one.raw, received_at=one.at)
            if reading is None:
                for thread in thread_of(one.raw):
                    self._passed_over[thread].append(one)
            elif isinstance(reading, Unreadable):
                self.count.unreadable += 1
            elif reading.envelope.fingerprint not in self._fingerprints:
                self.count.read += 1
                self._fingerprints.add(reading.envelope.fingerprint)
                yield from self._file(reading, one.box, now)
                followed = threads_of(reading) & self._known.threads
                coming += [late for thread in followed for late in self._passed_over.pop(thread, [])]

    def _file(self, reading: Reading, box: Box, now: datetime) -> Iterator[Told]:
        verdict = StoredReading(reading, box, 0, 0, Filing.PENDING)
        verdict, events = filed(self.applications, verdict, taught_by(()))
        if verdict.filing is Filing.AMBIGUOUS:
            self._in_question |= set(verdict.candidates)
            self._changed = True
            yield Asked(now, verdict)
        elif verdict.filing is Filing.FILED:
            self._known.follow(reading)
            yield from self._tell(events, now)
        own = reading.envelope.message_id
        sent = next((i for i in self._drafts.values() if box is Box.SENT and i.message_id == own), None)
        if sent is not None and self._lies(sent):
            yield from self._became(sent, Fate.SENT, "it is in Sent", now)

    def _tell(self, events: Iterable[Event], now: datetime) -> Iterator[Told]:
        """Tell events that have been folded, and where they have brought their application."""
        for event in events:
            self._changed = True
            application = self.applications[event.application]
            self._companies[application.id] = application.company
            yield Filed(now, application, event)
        for name in dict.fromkeys(event.application for event in events):
            yield from self._tell_stage(name, now)

    def _tell_stage(self, name: str, now: datetime) -> Iterator[Told]:
        application, before = self.applications[name], self._stages.get(name)
        if application.stage is not before:
            self._stages[name] = application.stage
            yield Moved(now, application, before)

    def _carry_out(self, action: Action, now: datetime) -> Iterator[Told]:
        if isinstance(action, PlaceDraft):
            if not self._outbox.is_in_the_way(action):
                yield self._draft(action, now)
        elif isinstance(action, WithdrawDraft):
            gone = DraftBecame(action.application, now, action.occasion, Fate.WITHDRAWN, action.reason.sentence)
            yield TakenBack(now, self.applications.fold(gone), action, self._drafts.get(action.occasion))
        else:
            yield Presumed(now, self.applications.fold(ended(action, now)), action)
            yield from self._tell_stage(action.application, now)

    def _draft(self, action: PlaceDraft, now: datetime) -> Drafted | NotWritten:
        made = composed(action, self._outbox, self.me, self.templates)
        if isinstance(made, Refused):
            self._outbox.note(for_the_user(action, made, now))
            return NotWritten(now, action.application, action, made)
        intent = replace(made, state=OutboxState.PLACED)
        self._outbox.note(intent)
        self._drafts[intent.occasion] = intent
        self._known.threads.add(thread_hash(intent.message_id))
        drafted = Drafted(now, self.applications.fold(placement(intent, now)), action, intent)
        self._deeds += [(at, intent.occasion, fate) for at, fate in self.user(drafted)]
        return drafted

    def _became(self, intent: Intent, fate: Fate, because: str, now: datetime) -> Iterator[Told]:
        event = DraftBecame(intent.application, now, intent.occasion, fate, because)
        self.applications.fold(event)
        yield from self._tell((event,), now)

    def _lies(self, intent: Intent) -> bool:
        """Whether a draft still lies in Drafts."""
        records = self.applications[intent.application].drafts
        return any(record.open for record in records if record.occasion == intent.occasion)
