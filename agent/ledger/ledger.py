"""The ledger itself: every method one transaction, durable when it returns.

Events are appended and never touched again; all else says how far the reading has come. No clock is read here: who
records something says when. The details of a batch are in `gathering`, of drafts in `outbox`, of opening in `opening`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select, update

from agent.errors import LedgerError
from agent.ledger import codec, gathering, outbox, tables
from agent.ledger.backend import Backend
from agent.ledger.place import Lock
from agent.ports import Box, Cursor, Filing, Gathered, Intent, Ledger, OutboxState, Question, StoredReading
from agent.reading import Unreadable, thread_hash
from agent.tracking import ApplicationOpened, Event

FILED = tables.readings.c.filing == Filing.FILED.value
IN_ORDER = (tables.readings.c.written_at, tables.readings.c.fingerprint)
"""Readings are ordered by time of writing; the fingerprint settles ties, so that the order is always the same."""


class SqlLedger(Ledger):
    """A `Ledger` on a database; made by `open_ledger`. Every method may raise `agent.errors.LedgerError`."""

    def __init__(self, backend: Backend, lock: Lock | None = None) -> None:
        """Use a database that is up to date, and give the lock up on closing."""
        self._backend = backend
        self._lock = lock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the database and the lock go; closing twice does nothing more."""
        self._backend.engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def cursor(self, account: str, box: Box) -> Cursor | None:
        """How far this mailbox has been read."""
        wanted = select(tables.mailboxes.c.uidvalidity, tables.mailboxes.c.uid)
        wanted = wanted.where(tables.mailboxes.c.account == account, tables.mailboxes.c.box == box.value)
        with self._backend.transaction() as connection:
            row = connection.execute(wanted).first()
        return None if row is None else Cursor(row.uidvalidity, row.uid)

    def record(self, account: str, gathered: Gathered) -> None:
        """Write one batch and its cursor, which never goes back within one UIDVALIDITY.

        A message known by its fingerprint keeps its reading and filing; only where it lies is written anew. What is
        named here takes the place of what an earlier look at the same UIDs wrote.
        """
        with self._backend.transaction() as connection:
            gathering.write(connection, account, gathered, thread_hash)

    def first_read_at(self, account: str) -> datetime | None:
        """When the account was first read to the end."""
        with self._backend.transaction() as connection:
            return connection.scalar(select(tables.first_reads.c.at).where(tables.first_reads.c.account == account))

    def mark_first_read(self, account: str, at: datetime) -> None:
        """Set it, once; a later call changes nothing."""
        with self._backend.transaction() as connection:
            known = connection.scalar(select(tables.first_reads.c.at).where(tables.first_reads.c.account == account))
            if known is None:
                connection.execute(insert(tables.first_reads).values(account=account, at=at))

    def pending(self, limit: int) -> tuple[StoredReading, ...]:
        """Up to `limit` readings not filed yet, oldest first by time of writing."""
        return self._stored(_stored().where(tables.readings.c.filing == Filing.PENDING.value).limit(limit))

    def file(
        self, filings: Sequence[tuple[StoredReading, Sequence[Event]]], recorded_at: datetime, known: int | None = None
    ) -> bool:
        """Record what was done with each reading, and the events that follow from it; all or nothing.

        Nothing, and False, when `known` is not how many events there are.
        """
        with self._backend.transaction() as connection:
            if known is not None and connection.scalar(select(func.count()).select_from(tables.events)) != known:
                return False
            _file(connection, [stored for stored, _ in filings])
            rows = (
                _event_row(event, recorded_at, stored.reading.envelope.fingerprint)
                for stored, followed in filings
                for event in followed
            )
            _append(connection, rows)
        return True

    def homes(self) -> Mapping[str, str]:
        """The account each application lives in: that of the newest message filed to it."""
        wanted = select(tables.readings.c.application, tables.mailboxes.c.account).join_from(
            tables.readings, tables.mailboxes
        )
        with self._backend.transaction() as connection:
            rows = connection.execute(wanted.where(FILED).order_by(*IN_ORDER)).all()
        return {row.application: row.account for row in rows}

    def threads(self) -> frozenset[str]:
        """Hashed ids of every message filed to an application, of those it answers, and of our own drafts."""
        wanted = (
            select(tables.reading_threads.c.thread)
            .join_from(tables.reading_threads, tables.readings)
            .where(FILED)
            .distinct()
        )
        with self._backend.transaction() as connection:
            filed = connection.scalars(wanted).all()
            ours = connection.scalars(select(tables.outbox.c.message_id).where(tables.outbox.c.message_id != "")).all()
        return frozenset((*filed, *(thread_hash(message_id) for message_id in ours)))

    def contacts(self) -> frozenset[str]:
        """Addresses of people on the other side of any application, lower case."""
        wanted = (
            select(tables.reading_contacts.c.address)
            .join_from(tables.reading_contacts, tables.readings)
            .where(FILED)
            .distinct()
        )
        with self._backend.transaction() as connection:
            return frozenset(connection.scalars(wanted))

    def passed_over_in(self, account: str, threads: frozenset[str]) -> tuple[tuple[Box, int, int], ...]:
        """(box, uidvalidity, uid) of messages passed over that turn out to belong to one of these threads."""
        wanted = select(
            tables.mailboxes.c.box, tables.mailboxes.c.uidvalidity, tables.passed_over_threads.c.uid
        ).join_from(
            tables.passed_over_threads, tables.mailboxes, tables.passed_over_threads.c.mailbox == tables.mailboxes.c.id
        )
        found: set[tuple[Box, int, int]] = set()
        with self._backend.transaction() as connection:
            for some in gathering.in_pieces(sorted(threads)):
                these = wanted.where(
                    tables.mailboxes.c.account == account, tables.passed_over_threads.c.thread.in_(some)
                )
                found.update((Box(row.box), row.uidvalidity, row.uid) for row in connection.execute(these))
        return tuple(sorted(found))

    def append_events(self, events: Sequence[Event], recorded_at: datetime) -> None:
        """Append, in this order."""
        with self._backend.transaction() as connection:
            _append(connection, (_event_row(event, recorded_at) for event in events))

    def events(self, application: str | None = None) -> tuple[Event, ...]:
        """All events, or those of one application, in the order recorded."""
        wanted = select(tables.events.c.seq, tables.events.c.event, tables.events.c.source)
        if application is not None:
            wanted = wanted.where(tables.events.c.application == application)
        with self._backend.transaction() as connection:
            rows = connection.execute(wanted.order_by(tables.events.c.seq)).all()
        return tuple(_with_source(codec.read_event(row.event, row.seq), row.source) for row in rows)

    def readings(self, fingerprint_prefix: str) -> tuple[StoredReading, ...]:
        """Readings whose fingerprint starts so, oldest first by time of writing; all for an empty prefix."""
        return self._stored(
            _stored().where(tables.readings.c.fingerprint.startswith(fingerprint_prefix, autoescape=True))
        )

    def questions(self) -> tuple[Question, ...]:
        """Ambiguous readings that wait for the user, oldest first."""
        waiting = self._stored(_stored().where(tables.readings.c.filing == Filing.AMBIGUOUS.value))
        return tuple(Question(stored.reading, stored.candidates, stored.because) for stored in waiting)

    def unreadable(self) -> tuple[Unreadable, ...]:
        """Messages that could not be read, oldest first."""
        with self._backend.transaction() as connection:
            rows = connection.execute(
                select(tables.unreadable).order_by(tables.unreadable.c.received_at, tables.unreadable.c.fingerprint)
            )
            return tuple(Unreadable(row.fingerprint, row.received_at, row.reason) for row in rows)

    def intents(self, *states: OutboxState) -> tuple[Intent, ...]:
        """The outbox, oldest first; all when no state is named."""
        with self._backend.transaction() as connection:
            return outbox.intents(connection, states)

    def intend(self, intent: Intent) -> bool:
        """Insert unless the occasion is known; tells whether it was new."""
        with self._backend.transaction() as connection:
            return outbox.add(connection, intent)

    def update_intent(self, intent: Intent, events: Sequence[Event] = ()) -> None:
        """Replace the row of this occasion, together with the events that follow, recorded at their own instant.

        Once a draft has been tried its bytes and ids stay what they are; a change of them is refused.
        """
        with self._backend.transaction() as connection:
            outbox.replace(connection, intent)
            _append(connection, (_event_row(event, event.at, intent.occasion) for event in events))

    def verify(self) -> tuple[str, ...]:
        """Examine the whole ledger: sentences on what is wrong, none when it is sound. Takes a while on a large one."""
        with self._backend.transaction() as connection:
            damage = self._backend.defects(connection)
            happened = connection.execute(
                select(tables.events.c.seq, tables.events.c.event).order_by(tables.events.c.seq)
            ).all()
            read = connection.execute(
                select(tables.readings.c.fingerprint, tables.readings.c.reading).order_by(*IN_ORDER)
            ).all()
        complaints = (
            *(_complaint(codec.read_event, row.event, row.seq) for row in happened),
            *(_complaint(codec.read_reading, row.reading, row.fingerprint) for row in read),
        )
        return (*damage, *(complaint for complaint in complaints if complaint))

    def _stored(self, wanted: Select[Any]) -> tuple[StoredReading, ...]:
        with self._backend.transaction() as connection:
            rows = connection.execute(wanted).all()
        return tuple(_stored_reading(row) for row in rows)


def _file(connection: Connection, verdicts: Sequence[StoredReading]) -> None:
    rows = [
        {
            "name": stored.reading.envelope.fingerprint,
            "filing": stored.filing.value,
            "application": stored.application,
            "candidates": list(stored.candidates),
            "because": stored.because,
        }
        for stored in verdicts
    ]
    change = update(tables.readings).where(tables.readings.c.fingerprint == bindparam("name"))
    if rows and connection.execute(change, rows).rowcount != len(rows):
        raise LedgerError("a message was filed that was never recorded; nothing of this filing is kept")


def _append(connection: Connection, rows: Iterable[Mapping[str, object]]) -> None:
    if values := list(rows):
        connection.execute(insert(tables.events), values)


def _event_row(event: Event, recorded_at: datetime, source: str = "") -> dict[str, object]:
    """An event as a row; `source` is the fingerprint of the message, or the occasion, that led to it."""
    return {
        "application": event.application,
        "type": event.type,
        "at": event.at,
        "recorded_at": recorded_at,
        "source": source,
        "event": codec.write_event(event),
    }


def _with_source(event: Event, source: str) -> Event:
    """An event whole: openings did not name the message that led to them at first, but their rows always did."""
    if isinstance(event, ApplicationOpened) and not event.fingerprint:
        return replace(event, fingerprint=source)
    return event


def _stored() -> Select[Any]:
    return (
        select(tables.readings, tables.mailboxes.c.box).join_from(tables.readings, tables.mailboxes).order_by(*IN_ORDER)
    )


def _stored_reading(row: Row[Any]) -> StoredReading:
    return StoredReading(
        reading=codec.read_reading(row.reading, row.fingerprint),
        box=Box(row.box),
        uidvalidity=row.uidvalidity,
        uid=row.uid,
        filing=Filing(row.filing),
        application=row.application,
        candidates=tuple(row.candidates),
        because=row.because,
    )


def _complaint(read: Callable[[str, Any], object], text: str, name: object) -> str:
    try:
        read(text, name)
    except LedgerError as error:
        return str(error)
    return ""
