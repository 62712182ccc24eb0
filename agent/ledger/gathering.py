"""Writing one batch of a mailbox: its readings, what was passed over, what could not be read, and its cursor.

After any batch, every UID it named is in exactly one of those places. Runs inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Row,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from agent.ledger import codec
from agent.ledger.tables import (
    mailboxes,
    missing,
    passed_over,
    passed_over_threads,
    reading_contacts,
    reading_threads,
    readings,
    unreadable,
)
from agent.ports import Box, Cursor, Filing, Gathered, PassedOver
from agent.reading import Reading, Unreadable
from agent.tracking import counterparts

AT_ONCE = 500
"""Values named in one statement; databases bound how many (32,766 in SQLite, 65,535 in PostgreSQL)."""

MAILBOX = select(mailboxes.c.id, mailboxes.c.uidvalidity, mailboxes.c.uid).where(
    mailboxes.c.account == bindparam("account"), mailboxes.c.box == bindparam("box")
)
ADVANCE = update(mailboxes).where(mailboxes.c.id == bindparam("mailbox"))
AROUND = {
    table: select(table.c.uid).where(
        table.c.mailbox == bindparam("mailbox"), table.c.uid.between(bindparam("low"), bindparam("high"))
    )
    for table in (passed_over, missing)
}
"""What every batch asks; built once, for building costs more than asking."""

Item = TypeVar("Item")
ThreadHash = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Place:
    """A mailbox in one UIDVALIDITY."""

    mailbox: int
    uidvalidity: int


def write(connection: Connection, account: str, gathered: Gathered, thread_hash: ThreadHash) -> None:
    """Write one batch and its cursor."""
    place = _advance(connection, account, gathered.box, gathered.cursor)
    _forget(connection, place, gathered)
    _write_readings(connection, place, gathered.readings, thread_hash)
    _write_unreadable(connection, place, gathered.unreadable)
    _write_passed_over(connection, place, gathered.passed_over)
    _insert(connection, missing, ({"mailbox": place.mailbox, "uid": uid} for uid in set(gathered.missing)))


def in_pieces(items: Iterable[Item]) -> Iterator[Sequence[Item]]:
    """The same items, no more than `AT_ONCE` at a time."""
    rest = list(items)
    for start in range(0, len(rest), AT_ONCE):
        yield rest[start : start + AT_ONCE]


def _advance(connection: Connection, account: str, box: Box, cursor: Cursor) -> _Place:
    """Move the cursor on, never back. A new UIDVALIDITY makes the UIDs of what was passed over meaningless."""
    known = _mailbox(connection, account, box)
    if known is None:
        row = {"account": account, "box": box.value, "uidvalidity": cursor.uidvalidity, "uid": cursor.uid}
        made = connection.scalar(insert(mailboxes).returning(mailboxes.c.id), row)
        return _Place(made, cursor.uidvalidity)
    same = known.uidvalidity == cursor.uidvalidity
    if not same:
        for table in (passed_over, missing):
            connection.execute(delete(table).where(table.c.mailbox == known.id))
    uid = max(known.uid, cursor.uid) if same else cursor.uid
    connection.execute(ADVANCE, {"mailbox": known.id, "uidvalidity": cursor.uidvalidity, "uid": uid})
    return _Place(known.id, cursor.uidvalidity)


def _mailbox(connection: Connection, account: str, box: Box) -> Row[int, int, int] | None:
    return connection.execute(MAILBOX, {"account": account, "box": box.value}).first()


def _forget(connection: Connection, place: _Place, gathered: Gathered) -> None:
    """Take away what an earlier look at the same UIDs wrote."""
    uids = {
        *(uid for uid, _ in gathered.readings),
        *(uid for uid, _ in gathered.unreadable),
        *(message.uid for message in gathered.passed_over),
        *gathered.missing,
    }
    if not uids:
        return
    for table in (passed_over, missing):
        around = {"mailbox": place.mailbox, "low": min(uids), "high": max(uids)}
        for some in in_pieces(uids.intersection(connection.scalars(AROUND[table], around))):
            connection.execute(delete(table).where(table.c.mailbox == place.mailbox, table.c.uid.in_(some)))


def _write_readings(
    connection: Connection, place: _Place, found: Sequence[tuple[int, Reading]], thread_hash: ThreadHash
) -> None:
    by_name = {reading.envelope.fingerprint: (uid, reading) for uid, reading in found}
    known = _known(connection, readings.c.fingerprint, by_name)
    moved = ({"name": name, **_at(place, by_name[name][0])} for name in known)
    _execute(connection, update(readings).where(readings.c.fingerprint == bindparam("name")), moved)
    new = {name: pair for name, pair in by_name.items() if name not in known}
    _insert(connection, readings, (_reading_row(place, uid, reading) for uid, reading in new.values()))
    _insert(connection, reading_threads, _threads_of((r for _, r in new.values()), thread_hash))
    contacts = (
        {"fingerprint": name, "address": address}
        for name, (_, reading) in new.items()
        for address in counterparts(reading)
    )
    _insert(connection, reading_contacts, contacts)
    _forget_unreadable(connection, by_name)


def _reading_row(place: _Place, uid: int, reading: Reading) -> dict[str, object]:
    return {
        "fingerprint": reading.envelope.fingerprint,
        **_at(place, uid),
        "written_at": reading.at,
        "filing": Filing.PENDING.value,
        "candidates": [],
        "because": "",
        "reading": codec.write_reading(reading),
    }


def _threads_of(found: Iterable[Reading], thread_hash: ThreadHash) -> Iterator[dict[str, object]]:
    for reading in found:
        envelope = reading.envelope
        ids = {*envelope.thread, *([envelope.message_id] if envelope.message_id else [])}
        for thread in {thread_hash(message_id) for message_id in ids}:
            yield {"fingerprint": envelope.fingerprint, "thread": thread}


def _write_unreadable(connection: Connection, place: _Place, found: Sequence[tuple[int, Unreadable]]) -> None:
    """Keep what could not be read, unless another time it could."""
    by_name = {message.fingerprint: (uid, message) for uid, message in found}
    _forget_unreadable(connection, by_name)
    read = _known(connection, readings.c.fingerprint, by_name)
    rows = (
        {"fingerprint": name, **_at(place, uid), "received_at": message.received_at, "reason": message.reason}
        for name, (uid, message) in by_name.items()
        if name not in read
    )
    _insert(connection, unreadable, rows)


def _forget_unreadable(connection: Connection, names: Iterable[str]) -> None:
    for some in in_pieces(names):
        connection.execute(delete(unreadable).where(unreadable.c.fingerprint.in_(some)))


def _write_passed_over(connection: Connection, place: _Place, found: Sequence[PassedOver]) -> None:
    by_uid = {message.uid: message for message in found}
    _insert(connection, passed_over, ({"mailbox": place.mailbox, "uid": uid} for uid in by_uid))
    threads = (
        {"thread": thread, "mailbox": place.mailbox, "uid": message.uid}
        for message in by_uid.values()
        for thread in set(message.thread)
    )
    _insert(connection, passed_over_threads, threads)


def _at(place: _Place, uid: int) -> dict[str, int]:
    return {"mailbox": place.mailbox, "uidvalidity": place.uidvalidity, "uid": uid}


def _known(connection: Connection, column: ColumnElement[str], names: Iterable[str]) -> frozenset[str]:
    pieces = (connection.scalars(select(column).where(column.in_(some))) for some in in_pieces(names))
    return frozenset(name for piece in pieces for name in piece)


def _insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    _execute(connection, insert(table), rows)


def _execute(connection: Connection, statement: Insert | Update, rows: Iterable[Mapping[str, object]]) -> None:
    """Run a statement once for each row, in one go; not at all without rows."""
    if values := list(rows):
        connection.execute(statement, values)
