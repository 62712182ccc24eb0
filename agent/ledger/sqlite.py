"""All that holds for SQLite only: how it is opened, how a transaction begins, the guards, and what its errors mean.

Nothing outside this module is peculiar to SQLite; on another server its counterpart takes its place.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from agent.errors import LedgerError
from agent.ledger.backend import Backend

EACH_CONNECTION = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)
WRITING = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA recursive_triggers = ON",
)
"""FULL syncs the log at every commit, so a power cut loses nothing. Most builds leave secure_delete off. Without
recursive triggers, INSERT OR REPLACE would delete behind the guards' back."""

READING = ("PRAGMA query_only = ON",)

GUARDS = {
    "events_are_never_changed": """
        BEFORE UPDATE ON events BEGIN
            SELECT RAISE(ABORT, 'events are never changed');
        END""",
    "events_are_never_removed": """
        BEFORE DELETE ON events BEGIN
            SELECT RAISE(ABORT, 'events are never removed');
        END""",
    "events_are_never_replaced": """
        BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE seq = NEW.seq) BEGIN
            SELECT RAISE(ABORT, 'events are never replaced');
        END""",
    "a_tried_draft_keeps_its_bytes": """
        BEFORE UPDATE ON outbox WHEN OLD.state <> 'intended'
            AND (NEW.raw <> OLD.raw OR NEW.message_id <> OLD.message_id OR NEW.occasion <> OLD.occasion) BEGIN
            SELECT RAISE(ABORT, 'a draft that has been tried keeps its bytes');
        END""",
}
"""Triggers that hold whoever writes, this program or a person with an SQL prompt."""

MEANINGS = (
    ("file is not a database", "it is damaged, or not a ledger"),
    ("malformed", "it is damaged"),
    ("disk is full", "the disk is full"),
    ("readonly", "it is open for reading only"),
    ("locked", "another program holds it; close that, then try again"),
    ("disk I/O error", "the disk failed"),
    ("unable to open", "it cannot be opened"),
)
"""What SQLite says, and the same for a person."""

DAMAGED = "move it and its -wal file away together and restore your last copy; the mail itself is not affected"


def backend(path: Path, *, read_only: bool) -> Backend:
    """The file at `path`, which must exist."""
    return Backend(_engine(path, read_only=read_only), partial(_explain, path), defects)


def _engine(path: Path, *, read_only: bool) -> Engine:
    """One connection, which threads share in turn."""
    url = URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query={"mode": "rw", "uri": "true"})
    made = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0)

    @event.listens_for(made, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver would begin transactions when it likes, and not before DDL
        for pragma in (*EACH_CONNECTION, *(READING if read_only else WRITING)):
            connection.cursor().execute(pragma)

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return made


def guard(connection: Connection) -> None:
    """Put the guards up; done at every opening, since a migration that rebuilds a table takes its triggers away."""
    for name, body in GUARDS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER IF NOT EXISTS {name} {body}")


def defects(connection: Connection) -> tuple[str, ...]:
    """What SQLite's own examination finds wrong, and guards that are missing; empty when all is well."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    orphans = len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
    triggers = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    return (
        *(f"the file is damaged: {line}" for line in found if line != "ok"),
        *([f"{orphans} rows belong to nothing"] if orphans else []),
        *(f"the guard `{name}` is gone" for name in GUARDS if name not in triggers),
    )


def _explain(path: Path, error: SQLAlchemyError) -> LedgerError:
    """One sentence for a person, for anything that can go wrong with the file."""
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    meaning = next((meaning for words, meaning in MEANINGS if words in said), said)
    remedy = f": {DAMAGED}" if "damaged" in meaning else ""
    return LedgerError(f"the ledger {path} cannot be used: {meaning}{remedy}")
