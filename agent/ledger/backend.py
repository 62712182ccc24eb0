"""What the ledger needs of a database: transactions, its errors as sentences, and an examination."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from agent.errors import LedgerError


@dataclass(frozen=True, slots=True)
class Backend:
    """One database: `explain` puts its errors into words for a person, `defects` says what is wrong with it."""

    engine: Engine
    explain: Callable[[SQLAlchemyError], LedgerError]
    defects: Callable[[Connection], tuple[str, ...]]

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing: durable when the block ends, undone when it raises. Raises `LedgerError`."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise self.explain(error) from error
