"""Placing one draft at most once, and seeing what became of it: the outbox's state machine.

    INTENDED ─► APPENDING ─► PLACED ─► SETTLED (sent, deleted, withdrawn)
                    │
                    ├─► REFUSED    the server said no: nothing is stored, try again later
                    └─► AMBIGUOUS  the answer was lost: look for the draft; only after a long wait append again

Every arrow is one ledger transaction, and the one before APPEND is durable before a byte goes out. The bytes are kept,
so every try is the same message. An APPEND may land long after its connection died; that is why a second try waits
`SETTLE`. What is not done here: deciding whether to write, composing, and speaking IMAP.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

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

IN_FLIGHT = (OutboxState.APPENDING, OutboxState.AMBIGUOUS, OutboxState.REFUSED)
"""States in which nobody knows yet whether there will be a draft."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one draft in this pass, for the account given to the user."""

    intent: Intent
    fate: Fate | None
    because: str


def place(store: Mailstore, ledger: Ledger, intent: Intent, now: datetime) -> Intent:
    """Bring a draft into Drafts: record the intent, the fence and the try, then append.

    An occasion that is known already is taken up where it stands, with the bytes of its first time; one whose fate is
    open or settled is left alone.
    """
    if not ledger.intend(intent):
        intent = next(known for known in ledger.intents() if known.occasion == intent.occasion)
    return _append(store, ledger, intent, now) if intent.state is OutboxState.INTENDED else intent


def recover(store: Mailstore, ledger: Ledger, now: datetime) -> tuple[Change, ...]:
    """Find out what happened to appends whose answer was lost, and try those again whose time has come."""
    changes = []
    for intent in ledger.intents(*IN_FLIGHT):
        landed = None if intent.state is OutboxState.REFUSED else _find(store, intent)
        if landed is not None:
            done = _placed(ledger, intent, landed.uidvalidity, landed.uid, now)
            changes.append(Change(done, Fate.PLACED, "it had reached the mailbox although the answer was lost"))
        elif _may_retry(intent, now):
            done = _append(store, ledger, intent, now)
            changes.append(Change(done, None, "it had not arrived, so it was tried again"))
        elif intent.tries >= MAX_TRIES and _waited(intent, now):
            done = replace(intent, state=OutboxState.NEEDS_USER, note=f"not stored after {intent.tries} tries")
            ledger.update_intent(done)
            changes.append(Change(done, None, done.note))
    return tuple(changes)


def drop(ledger: Ledger, wanted: Iterable[str]) -> None:
    """Settle intents that were never tried and that no plan asks for any more."""
    still = frozenset(wanted)
    for intent in ledger.intents(OutboxState.INTENDED):
        if intent.occasion not in still:
            ledger.update_intent(replace(intent, state=OutboxState.SETTLED, note="no longer wanted"))


def reconcile(store: Mailstore, ledger: Ledger, now: datetime) -> tuple[Change, ...]:
    """Look at Drafts and Sent, and record what became of every draft that was placed."""
    placed = ledger.intents(OutboxState.PLACED)
    if not placed:
        return ()
    drafts = store.drafts()
    sent = store.sent_since(min(i.decided_at for i in placed).date() - timedelta(days=1))
    changes = (_look(ledger, intent, drafts, sent, now) for intent in placed)
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
    event = DraftPlaced(
        application=intent.application,
        at=now,
        occasion=intent.occasion,
        rule=intent.rule,
        message_id=intent.message_id,
        to=intent.to,
        answers=intent.answers,
    )
    ledger.update_intent(done, (event,))
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


def _may_retry(intent: Intent, now: datetime) -> bool:
    return intent.tries < MAX_TRIES and _waited(intent, now)


def _look(ledger: Ledger, intent: Intent, drafts: Sequence[Seen], sent: Sequence[Seen], now: datetime) -> Change | None:
    if any(seen.message_id == intent.message_id for seen in sent):
        return _became(ledger, intent, Fate.SENT, "it is in Sent", now)
    lying = _ours(intent, drafts)
    if lying is not None:
        return _still_there(ledger, intent, lying, now)
    if any(_answers_the_same(intent, seen) and _after(seen, intent) for seen in sent):
        return _became(ledger, intent, Fate.SENT, "Sent holds an answer to the same message", now)
    if intent.missing_since is None:
        ledger.update_intent(replace(intent, missing_since=now))
        return None
    if now - intent.missing_since >= GONE:
        return _became(ledger, intent, Fate.DELETED, "it is gone from Drafts, and nothing like it was sent", now)
    return None


def _ours(intent: Intent, drafts: Sequence[Seen]) -> Seen | None:
    """Find the draft: where we put it, else under its message id, else as an answer to the same message.

    Mail clients save under a new UID (all), with a new message id (Thunderbird, Gmail), never without In-Reply-To.
    """
    here = [d for d in drafts if (d.uidvalidity, d.uid) == (intent.uidvalidity, intent.uid)]
    same_id = [d for d in drafts if d.message_id == intent.message_id]
    same_thread = [d for d in drafts if _answers_the_same(intent, d)]
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


def _answers_the_same(intent: Intent, seen: Seen) -> bool:
    if intent.to.lower() not in seen.to:
        return False
    return intent.answers is None or intent.answers in seen.in_reply_to or intent.answers in seen.references


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
