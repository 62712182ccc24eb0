"""Drafts on their way into Drafts, as rows and back. Runs inside the caller's transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from agent.errors import LedgerError
from agent.ledger.tables import outbox
from agent.ports import Fence, Intent, OutboxState


def intents(connection: Connection, states: tuple[OutboxState, ...]) -> tuple[Intent, ...]:
    """Those in one of these states, or all when none is named; in the order decided, then in that of coming in."""
    wanted = select(outbox).order_by(outbox.c.decided_at, outbox.c.id)
    if states:
        wanted = wanted.where(outbox.c.state.in_([state.value for state in states]))
    return tuple(_intent(row) for row in connection.execute(wanted))


def add(connection: Connection, intent: Intent) -> bool:
    """Insert unless the occasion is known; tells whether it was new."""
    if connection.execute(select(outbox.c.id).where(outbox.c.occasion == intent.occasion)).first() is not None:
        return False
    connection.execute(insert(outbox).values(_row(intent)))
    return True


def replace(connection: Connection, intent: Intent) -> None:
    """Replace the row of this occasion. Raises `LedgerError` when there is none."""
    done = connection.execute(update(outbox).where(outbox.c.occasion == intent.occasion).values(_row(intent)))
    if done.rowcount != 1:
        raise LedgerError(f"no draft was intended for {intent.occasion}")


def _row(intent: Intent) -> dict[str, object]:
    return {
        "occasion": intent.occasion,
        "application": intent.application,
        "rule": intent.rule,
        "message_id": intent.message_id,
        "to": intent.to,
        "answers": intent.answers,
        "raw": intent.raw,
        "digest": intent.digest,
        "state": intent.state.value,
        "decided_at": intent.decided_at,
        "tries": intent.tries,
        "tried_at": intent.tried_at,
        "fence_uidvalidity": intent.fence.uidvalidity if intent.fence else None,
        "fence_uidnext": intent.fence.uidnext if intent.fence else None,
        "uidvalidity": intent.uidvalidity,
        "uid": intent.uid,
        "missing_since": intent.missing_since,
        "note": intent.note,
    }


def _intent(row: Row[Any]) -> Intent:
    fence = None if row.fence_uidvalidity is None else Fence(row.fence_uidvalidity, row.fence_uidnext)
    return Intent(
        occasion=row.occasion,
        application=row.application,
        rule=row.rule,
        message_id=row.message_id,
        to=row.to,
        answers=row.answers,
        raw=row.raw,
        digest=row.digest,
        state=OutboxState(row.state),
        decided_at=row.decided_at,
        tries=row.tries,
        tried_at=row.tried_at,
        fence=fence,
        uidvalidity=row.uidvalidity,
        uid=row.uid,
        missing_since=row.missing_since,
        note=row.note,
    )
