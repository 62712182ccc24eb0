"""Placing one draft at most once, and seeing what became of it: the outbox's state machine.

    INTENDED ─► APPENDING ─► PLACED ─► SETTLED (sent, deleted, withdrawn)
                    │
                    ├─► REFUSED    the server said no: nothing is stored, try again later
                    └─► AMBIGUOUS  the answer was lost: look for the draft; only after a long wait append again

Every arrow is one ledger transaction, and the one before APPEND is durable before a byte goes out. The bytes are kept,
so every try is the same message. An APPEND may land long after its connection died; that is why a second try waits
`SETTLE`. Where a function takes `ours`, it looks at those intents only: one ledger may serve several accounts.
What is not done here: deciding whether to write, composing, and speaking IMAP.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agent.deciding import MANNERS, Manner, PlaceDraft
from agent.ports import AppendAmbiguous, AppendRefused, Intent, Ledger, Mailstore, OutboxState, Seen
from agent.tracking import DraftBecame, DraftPlaced, Event, Fate

SETTLE = timedelta(minutes=15)
"""How long a lost APPEND is given to land before it is tried again. A follow-up is never urgent."""

MAX_TRIES = 3
"""Appends of one draft before the user is told instead."""

RETRY_REFUSED = timedelta(hours=1)
"""How long after a refusal (a full mailbox, say) the same draft is tried again."""

GONE = timedelta(hours=24)
"""How long a draft may be missing before it counts as deleted: an open editor or a delayed sending also hides it."""

MEMORY = timedelta(days=180)
"""How long a text is remembered so that no other to the same organisation is too much like it (etiquette, L20)."""

IN_FLIGHT = (OutboxState.APPENDING, OutboxState.AMBIGUOUS)
"""States in which nobody knows yet whether there is a draft."""

Ours = Callable[[Intent], bool]
"""Whether an intent is one of this account's."""


def _everyones(_: Intent) -> bool:
    """Take all of them."""
    return True


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one draft in this pass, for the account given to the user."""

    intent: Intent
    fate: Fate | None
    because: str


class Outbox:
    """All drafts so far, by occasion, and the organisation of each application: what a new draft has to fit in with."""

    def __init__(self, intents: Iterable[Intent], companies: Mapping[str, str]) -> None:
        self._intents = {intent.occasion: intent for intent in intents}
        self._companies = companies

    def get(self, action: PlaceDraft) -> Intent | None:
        """The draft of this occasion."""
        return self._intents.get(str(action.occasion))

    def note(self, intent: Intent) -> None:
        """Remember a draft, or what became of it."""
        self._intents[intent.occasion] = intent

    def is_in_the_way(self, action: PlaceDraft) -> bool:
        """Whether this occasion has had its turn, or a draft is under way for the same application or person."""
        had = self.get(action)
        if had is not None and had.state is not OutboxState.INTENDED:
            return True
        in_flight = (intent for intent in self._intents.values() if intent.state in IN_FLIGHT)
        return any(i.application == action.application.id or i.to == action.to.address for i in in_flight)

    def to_the_same(self, action: PlaceDraft) -> Iterator[bytes]:
        """The drafts of the last half year for the same organisation: none may read like another.

        Referees compare no letters: for one of them only what went to themselves counts.
        """
        organisation = action.application.company
        apart = MANNERS[action.rule.situation] is Manner.BRIEFING
        for intent in self._intents.values():
            same = organisation and self._companies.get(intent.application) == organisation
            read = (same or intent.application == action.application.id) and not (
                apart and intent.to != action.to.address
            )
            if read and action.at - intent.decided_at <= MEMORY:
                yield intent.raw


def place(store: Mailstore, ledger: Ledger, intent: Intent, now: datetime) -> Intent:
    """Bring a draft into Drafts: record the intent, the fence and the try, then append.

    An occasion that is known already is taken up where it stands, with the bytes of its first time; one whose fate is
    open or settled is left alone.
    """
    if not ledger.intend(intent):
        intent = next(known for known in ledger.intents() if known.occasion == intent.occasion)
    return _append(store, ledger, intent, now) if intent.state is OutboxState.INTENDED else intent


def placement(intent: Intent, now: datetime) -> DraftPlaced:
    """The event that a draft lies in Drafts."""
    return DraftPlaced(
        application=intent.application,
        at=now,
        occasion=intent.occasion,
        rule=intent.rule,
        message_id=intent.message_id,
        to=intent.to,
        answers=intent.answers,
    )


def recover(
    store: Mailstore, ledger: Ledger, now: datetime, wanted: Container[str] | None = None, ours: Ours = _everyones
) -> tuple[Change, ...]:
    """Find out what happened to appends whose answer was lost, and try again what failed and whose time has come.

    Of what failed, only the occasions `wanted` are tried again; without it, all are.
    """
    changes = []
    for intent in filter(ours, ledger.intents(*IN_FLIGHT, OutboxState.REFUSED)):
        landed = None if intent.state is OutboxState.REFUSED else _find(store, intent)
        if landed is not None:
            done = _placed(ledger, intent, landed.uidvalidity, landed.uid, now)
            changes.append(Change(done, Fate.PLACED, "it had reached the mailbox although the answer was lost"))
        elif intent.tries >= MAX_TRIES and _waited(intent, now):
            done = replace(intent, state=OutboxState.NEEDS_USER, note=f"not stored after {intent.tries} tries")
            ledger.update_intent(done)
            changes.append(Change(done, None, done.note))
        elif (wanted is None or intent.occasion in wanted) and _waited(intent, now):
            done = _append(store, ledger, intent, now)
            changes.append(Change(done, None, "it had not arrived, so it was tried again"))
        elif intent.state in IN_FLIGHT and _over(intent.tried_at, now):
            ledger.update_intent(replace(intent, state=OutboxState.REFUSED, note="it never arrived"))
    return tuple(changes)


def drop(ledger: Ledger, wanted: Iterable[str], ours: Ours = _everyones) -> None:
    """Settle intents that were never tried and that no plan asks for any more."""
    still = frozenset(wanted)
    for intent in filter(ours, ledger.intents(OutboxState.INTENDED)):
        if intent.occasion not in still:
            ledger.update_intent(replace(intent, state=OutboxState.SETTLED, note="no longer wanted"))


def reconcile(store: Mailstore, ledger: Ledger, now: datetime, ours: Ours = _everyones) -> tuple[Change, ...]:
    """Look at Drafts and Sent, and record what became of every draft that was placed."""
    known = ledger.intents()
    placed = [intent for intent in known if intent.state is OutboxState.PLACED and ours(intent)]
    if not placed:
        return ()
    drafts = store.drafts()
    sent = store.sent_since(min(i.decided_at for i in placed).date() - timedelta(days=1))
    written = frozenset(intent.message_id for intent in known)
    changes = (_look(ledger, intent, _View(drafts, sent, written), now) for intent in placed)
    return tuple(change for change in changes if change is not None)


def withdraw(store: Mailstore, ledger: Ledger, occasion: str, because: str, now: datetime) -> Change | None:
    """Take a draft back that lost its reason, if it is still exactly ours; else mark it stale for the user.

    A draft that is missing is neither: whether it was sent or deleted will show.
    """
    intent = next((i for i in ledger.intents(OutboxState.PLACED) if i.occasion == occasion), None)
    if intent is None or intent.uid is None or intent.uidvalidity is None or intent.missing_since is not None:
        return None
    if store.withdraw(intent.uidvalidity, intent.uid, intent.digest):
        return _became(ledger, intent, Fate.WITHDRAWN, because, now)
    return _became(ledger, intent, Fate.STALE, because, now)


def _append(store: Mailstore, ledger: Ledger, intent: Intent, now: datetime) -> Intent:
    fence = store.fence()
    trying = replace(intent, state=OutboxState.APPENDING, fence=fence, tried_at=now, tries=intent.tries + 1)
    ledger.update_intent(trying)
    try:
        answer = store.append(intent.raw)
    except AppendRefused as refusal:
        state = OutboxState.REFUSED if trying.tries < MAX_TRIES else OutboxState.NEEDS_USER
        refused = replace(trying, state=state, note=str(refusal))
        ledger.update_intent(refused)
        return refused
    except AppendAmbiguous as lost:
        unknown = replace(trying, state=OutboxState.AMBIGUOUS, note=str(lost))
        ledger.update_intent(unknown)
        return unknown
    if answer.uid is None or answer.uidvalidity is None:
        seen = _find(store, trying)
        if seen is None:
            unknown = replace(trying, state=OutboxState.AMBIGUOUS, note="the server said OK but shows no draft")
            ledger.update_intent(unknown)
            return unknown
        return _placed(ledger, trying, seen.uidvalidity, seen.uid, now)
    return _placed(ledger, trying, answer.uidvalidity, answer.uid, now)


def _placed(ledger: Ledger, intent: Intent, uidvalidity: int, uid: int, now: datetime) -> Intent:
    done = replace(intent, state=OutboxState.PLACED, uidvalidity=uidvalidity, uid=uid, note="")
    ledger.update_intent(done, (placement(intent, now),))
    return done


def _find(store: Mailstore, intent: Intent) -> Seen | None:
    """Look behind the fence first; where the user was quicker than we, the draft may already be sent."""
    behind = store.drafts(intent.fence)
    found = next((seen for seen in behind if seen.message_id == intent.message_id), None)
    if found is None and intent.tried_at is not None:
        sent = store.sent_since(intent.tried_at.date() - timedelta(days=1))
        found = next((seen for seen in sent if seen.message_id == intent.message_id), None)
    return found


def _waited(intent: Intent, now: datetime) -> bool:
    wait = RETRY_REFUSED if intent.state is OutboxState.REFUSED else SETTLE
    return intent.tried_at is None or now - intent.tried_at >= wait


def _over(since: datetime | None, now: datetime) -> bool:
    return since is not None and now - since >= GONE


@dataclass(frozen=True, slots=True)
class _View:
    """Drafts and Sent as they are; `written` are the message ids of all our drafts."""

    drafts: Sequence[Seen]
    sent: Sequence[Seen]
    written: frozenset[str]

    def answers_the_same(self, intent: Intent, seen: Seen) -> bool:
        """Whether a message may be this draft under an id a client gave it; another draft of ours is not."""
        if intent.to.lower() not in seen.to or seen.message_id in self.written:
            return False
        return intent.answers is None or intent.answers in seen.in_reply_to or intent.answers in seen.references


def _look(ledger: Ledger, intent: Intent, view: _View, now: datetime) -> Change | None:
    if any(seen.message_id == intent.message_id for seen in view.sent):
        return _became(ledger, intent, Fate.SENT, "it is in Sent", now)
    lying = _ours(intent, view)
    if lying is not None:
        return _still_there(ledger, intent, lying, now)
    if any(view.answers_the_same(intent, seen) and _after(seen, intent) for seen in view.sent):
        return _became(ledger, intent, Fate.SENT, "Sent holds an answer to the same message", now)
    if intent.missing_since is None:
        ledger.update_intent(replace(intent, missing_since=now))
        return None
    if _over(intent.missing_since, now):
        return _became(ledger, intent, Fate.DELETED, "it is gone from Drafts, and nothing like it was sent", now)
    return None


def _ours(intent: Intent, view: _View) -> Seen | None:
    """Find the draft: where we put it, else under its message id, else as an answer to the same message.

    Mail clients save under a new UID (all), with a new message id (Thunderbird, Gmail), never without In-Reply-To.
    """
    here = [d for d in view.drafts if (d.uidvalidity, d.uid) == (intent.uidvalidity, intent.uid)]
    same_id = [d for d in view.drafts if d.message_id == intent.message_id]
    same_thread = [d for d in view.drafts if view.answers_the_same(intent, d)]
    return next(iter((*here, *same_id, *same_thread)), None)


def _still_there(ledger: Ledger, intent: Intent, lying: Seen, now: datetime) -> Change | None:
    found = replace(intent, uidvalidity=lying.uidvalidity, uid=lying.uid, missing_since=None)
    if lying.digest == intent.digest:
        if found != intent:
            ledger.update_intent(found)
        return None
    if intent.note == Fate.EDITED.value:
        if found != intent:
            ledger.update_intent(found)
        return None
    edited = replace(found, note=Fate.EDITED.value)
    because = "its text is no longer the one we placed"
    ledger.update_intent(edited, (_event(edited, Fate.EDITED, because, now),))
    return Change(edited, Fate.EDITED, because)


def _after(seen: Seen, intent: Intent) -> bool:
    return seen.sent_at is not None and seen.sent_at >= intent.decided_at


def _event(intent: Intent, fate: Fate, because: str, now: datetime) -> Event:
    return DraftBecame(application=intent.application, at=now, occasion=intent.occasion, fate=fate, because=because)


def _became(ledger: Ledger, intent: Intent, fate: Fate, because: str, now: datetime) -> Change:
    """Record a fate; a stale draft stays under observation, every other one is settled."""
    state = OutboxState.PLACED if fate is Fate.STALE else OutboxState.SETTLED
    done = replace(intent, state=state)
    ledger.update_intent(done, (_event(intent, fate, because, now),))
    return Change(done, fate, because)
