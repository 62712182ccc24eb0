"""Which shape a ledger has, and how an older one becomes today's: the migrations carried in the package.

They run inside the caller's transaction, so one that is cut off leaves the ledger as it was. Users need no alembic.ini.
"""

from __future__ import annotations

from importlib import resources

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from agent.errors import LedgerError


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring a ledger, or an empty file, to the shape `to`. Raises `LedgerError` for what is newer or not a ledger."""
    if _current(connection) != ScriptDirectory.from_config(_config()).get_current_head():
        command.upgrade(_config(connection), to)


def insist_current(connection: Connection) -> None:
    """Refuse a ledger that has another shape than today's: one opened for reading is not changed."""
    if _current(connection) != ScriptDirectory.from_config(_config()).get_current_head():
        raise LedgerError("this ledger was made by an older Afterword: `afterword once` brings it up to date")


def _current(connection: Connection) -> str | None:
    """The revision written in the ledger, None for an empty one; refuses what is newer or not a ledger."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None and inspect(connection).get_table_names():
        raise LedgerError("this file holds something else than a ledger; name another file, or move it away")
    known = [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]
    if revision is not None and revision not in known:
        raise LedgerError(
            f"a newer Afterword made this ledger (its schema is {revision}, the newest known here {known[0]}):"
            " install the newer one again, or name another file"
        )
    return revision


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("agent.ledger") / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
