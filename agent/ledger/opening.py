"""Opening a ledger: its place made private, the lock taken, its shape brought up to date."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from agent.ledger import place, schema, sqlite
from agent.ledger.ledger import SqlLedger


def open_ledger(path: Path, *, read_only: bool = False, beside: bool = False) -> SqlLedger:
    """Open the ledger at `path`, making it when there is none; close it with `close`, or use it as a context.

    One process at a time may hold it, for as long as it has it open. `read_only` opens it without holding it, to look
    while the daemon runs. `beside` is for a short word of the user's: where the daemon holds the ledger, it is opened
    for writing all the same, since every method is one transaction and those take turns.
    Raises `LedgerError`, with what to do, when it is open to other users, in use, newer than this program, damaged, or
    (not held) not there yet or of an older shape.
    """
    if read_only:
        return _open_as_it_is(path, read_only=True)
    place.prepare(path)
    try:
        lock = place.Lock(path)
    except place.Held:
        if beside:
            return _open_as_it_is(path, read_only=False)
        raise
    return _open_and_hold(path, lock)


def _open_and_hold(path: Path, lock: place.Lock) -> SqlLedger:
    with ExitStack() as undo:
        undo.callback(lock.release)
        backend = sqlite.backend(path, read_only=False)
        undo.callback(backend.engine.dispose)
        with backend.transaction() as connection:
            schema.upgrade(connection)
            sqlite.guard(connection)
        undo.pop_all()
        return SqlLedger(backend, lock)


def _open_as_it_is(path: Path, *, read_only: bool) -> SqlLedger:
    place.insist(path)
    with ExitStack() as undo:
        backend = sqlite.backend(path, read_only=read_only)
        undo.callback(backend.engine.dispose)
        with backend.transaction() as connection:
            schema.insist_current(connection)
        undo.pop_all()
        return SqlLedger(backend)
