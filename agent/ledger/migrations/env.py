"""What Alembic runs around the steps: it joins the transaction that `agent.ledger.schema` was handed."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from agent.ledger.tables import metadata

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
