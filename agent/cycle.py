"""One pass over one account: gather what is new, file it, decide, apply.

    gather   mailstore ─► bytes ─► reading ─► ledger          (each batch with its cursor, in one transaction)
    file     ledger ─► reading ─► tracking ─► ledger          (oldest first, so that threads are met in order)
    decide   ledger ─► applications, rules, now ─► plan
    apply    plan ─► writing ─► placing ─► Drafts             (before each draft the mailbox is looked at once more)

It is safe to stop anywhere and to run again: what is durable is not done twice, what is not is done anew. The clock is
an argument. What is not here: the loop (`agent.daemon`), the filing (`agent.filing`), the protocol of placing one draft
(`agent.placing`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agent import placing
from agent.deciding import Action, Context, PlaceDraft, Plan, RuleBook, WithdrawDraft, decide
from agent.drafting import composed, ended, for_the_user
from agent.filing import file_pending
from agent.placing import Change, Outbox
from agent.ports import Batch, Box, Gathered, Intent, Ledger, Mailstore, PassedOver
from agent.reading import Identity, Reader, Reading, Unreadable, thread_of
from agent.sifting import Known, sift
from agent.tracking import Application, Event, replay
from agent.writing import Refused, Templates

Progress = Callable[[Box, int, int], None]
"""Told how many messages of a mailbox have been dealt with, and of how many."""


def _silent(_box: Box, _done: int, _total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass did, for the account given to the user."""

    plan: Plan
    first: bool
    looked_at: int = 0
    read: int = 0
    unreadable: int = 0
    events: tuple[Event, ...] = ()
    placed: tuple[tuple[PlaceDraft, Intent], ...] = ()
    refused: tuple[tuple[PlaceDraft, Refused], ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class _Count:
    looked_at: int = 0
    read: int = 0
    unreadable: int = 0

    def add(self, more: _Count) -> None:
        """Count these, too."""
        self.looked_at += more.looked_at
        self.read += more.read
        self.unreadable += more.unreadable


@dataclass(slots=True)
class _Going:
    """A pass under way: what it has seen and filed, and the plan that rests on it."""

    now: datetime
    first_read_at: datetime | None
    release_backlog: bool
    count: _Count
    events: tuple[Event, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class Cycle:
    """One account's pass, with all it needs; holds nothing between passes."""

    account: str
    store: Mailstore
    ledger: Ledger
    reader: Reader
    rules: RuleBook
    templates: Templates
    me: Identity
    first_scan: timedelta = timedelta(days=90)

    def run(self, now: datetime, *, release_backlog: bool = False, progress: Progress = _silent) -> Pass:
        """Do one pass at `now`.

        The very first pass places nothing: it reads, plans, and marks what was already due as backlog.
        `release_backlog` is the user's wish to have that drafted after all.
        Raises `agent.errors.ServerError` or `LoginRefused`; whatever was done until then is kept.
        """
        changes = placing.recover(self.store, self.ledger, now, wanted=(), ours=self._ours())
        count = self.gather(now, progress)
        events = file_pending(self.ledger, now)
        changes += placing.reconcile(self.store, self.ledger, now, self._ours())
        first_read_at = self.ledger.first_read_at(self.account)
        plan = self.decide(now, first_read_at, release_backlog=release_backlog)
        going = _Going(now, first_read_at, release_backlog, count, events, plan)
        done = self.apply(going)
        if first_read_at is None:
            self.ledger.mark_first_read(self.account, now)
        return replace(
            done,
            first=first_read_at is None,
            looked_at=count.looked_at,
            read=count.read,
            unreadable=count.unreadable,
            events=going.events,
            changes=changes + done.changes,
        )

    def gather(self, now: datetime, progress: Progress = _silent) -> _Count:
        """Read what is new in INBOX and Sent, each batch durable together with its cursor."""
        count = _Count()
        known = Known(set(self.ledger.threads()), set(self.ledger.contacts()))
        since = (now - self.first_scan).date()
        for box in (Box.INBOX, Box.SENT):
            for batch in self.store.scan(box, self.ledger.cursor(self.account, box), since):
                self.ledger.record(self.account, self._read(batch, known, count))
                progress(box, batch.done, batch.total)
        self._second_look(known, count)
        return count

    def applications(self) -> dict[str, Application]:
        """Every application, rebuilt from the events."""
        return replay(self.ledger.events())

    def decide(self, now: datetime, first_read_at: datetime | None, *, release_backlog: bool = False) -> Plan:
        """Make the plan; what another account's drafts box should get is left to that account's pass."""
        context = context_of(self.ledger, self.me, first_read_at, release_backlog=release_backlog)
        plan = decide(self.applications().values(), self.rules, now, context)
        homes = self.ledger.homes()
        mine = (a for a in plan.actions if homes.get(_application_of(a), self.account) == self.account)
        return replace(plan, actions=tuple(mine))

    def apply(self, going: _Going) -> Pass:
        """Do what the plan says, one action after the other."""
        now = going.now
        if going.plan.drafts:
            self._look_again(going)
        changes = list(self._resume(going.plan, now))
        written = Outbox(self.ledger.intents(), {a.id: a.company for a in self.applications().values()})
        placed: list[tuple[PlaceDraft, Intent]] = []
        refused: list[tuple[PlaceDraft, Refused]] = []
        for planned in going.plan.actions:
            if isinstance(planned, PlaceDraft):
                if written.is_in_the_way(planned):
                    continue
                self._look_again(going)
                action = next((d for d in going.plan.drafts if d.occasion == planned.occasion), None)
                if action is None:
                    continue
                outcome = self._draft(action, written, now)
                if isinstance(outcome, Refused):
                    refused.append((action, outcome))
                else:
                    placed.append((action, outcome))
            elif isinstance(planned, WithdrawDraft):
                change = placing.withdraw(self.store, self.ledger, planned.occasion, planned.reason.sentence, now)
                changes.extend([change] if change else [])
            else:
                self.ledger.append_events((ended(planned, now),), recorded_at=now)
        return Pass(going.plan, first=False, placed=tuple(placed), refused=tuple(refused), changes=tuple(changes))

    def _look_again(self, going: _Going) -> None:
        """Read what came while this pass was deciding, and decide anew: no draft is placed whose reason has gone.

        What an answer that came seconds ago makes wrong would lie in Drafts, and look right, until the next pass.
        """
        news = self.gather(going.now)
        if not news.looked_at:
            return
        going.count.add(news)
        going.events += file_pending(self.ledger, going.now)
        going.plan = self.decide(going.now, going.first_read_at, release_backlog=going.release_backlog)

    def _resume(self, plan: Plan, now: datetime) -> tuple[Change, ...]:
        """Forget what was intended and nobody wants any more; try again what failed and the plan still asks for."""
        wanted = frozenset(str(draft.occasion) for draft in plan.drafts)
        upcoming, held = (str(u.occasion) for u in plan.upcoming), (str(h.occasion) for h in plan.held)
        placing.drop(self.ledger, (*wanted, *upcoming, *held), self._ours())
        return placing.recover(self.store, self.ledger, now, wanted, self._ours())

    def _draft(self, action: PlaceDraft, written: Outbox, now: datetime) -> Intent | Refused:
        """Compose and place, or leave it to the user."""
        intent = composed(action, written, self.me, self.templates)
        if isinstance(intent, Refused):
            self.ledger.intend(for_the_user(action, intent, now))
            return intent
        done = placing.place(self.store, self.ledger, intent, now)
        written.note(done)
        return done

    def _ours(self) -> Callable[[Intent], bool]:
        """Whether an intent belongs to this account: where its application lives, its draft lies."""
        homes = self.ledger.homes()
        return lambda intent: homes.get(intent.application, self.account) == self.account

    def _read(self, batch: Batch, known: Known, count: _Count) -> Gathered:
        readings: list[tuple[int, Reading]] = []
        unreadable: list[tuple[int, Unreadable]] = []
        passed_over: list[PassedOver] = []
        for message in batch.messages:
            count.looked_at += 1
            found = sift(
                self.reader,
                known,
                message.box,
                message.raw,
                received_at=message.received_at,
                truncated=message.truncated,
            )
            if isinstance(found, Reading):
                count.read += 1
                readings.append((message.uid, found))
            elif isinstance(found, Unreadable):
                count.unreadable += 1
                unreadable.append((message.uid, found))
            elif thread := thread_of(message.raw):
                passed_over.append(PassedOver(message.uid, thread))
        return Gathered(batch.box, batch.cursor, tuple(readings), tuple(passed_over), tuple(unreadable), batch.missing)

    def _second_look(self, known: Known, count: _Count) -> None:
        """Read messages passed over for their words whose thread has turned out to be about a job."""
        for box, uidvalidity, uid in self.ledger.passed_over_in(self.account, frozenset(known.threads)):
            cursor = self.ledger.cursor(self.account, box)
            if cursor is None:
                continue
            messages = self.store.fetch(box, uidvalidity, (uid,))
            missing = () if messages else (uid,)
            batch = Batch(box, messages, cursor, done=0, total=0, missing=missing)
            self.ledger.record(self.account, self._read(batch, known, count))


def context_of(
    ledger: Ledger, me: Identity, first_read_at: datetime | None, *, release_backlog: bool = False
) -> Context:
    """What deciding has to know beside applications and rules, by what the ledger holds."""
    in_question = frozenset(name for asked in ledger.questions() for name in asked.candidates)
    return Context(me, first_read_at, release_backlog, in_question)


def _application_of(action: Action) -> str:
    return action.application.id if isinstance(action, PlaceDraft) else action.application
