"""Who is on the other side of each message, found anew: those one is to meet were not counted when it was stored."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from agent.ledger.codec import read_reading
from agent.tracking import counterparts

revision = "0002"
down_revision = "0001"

AT_ONCE = 500
"""Messages taken up at a time."""


def upgrade() -> None:
    """Add the addresses that are missing; those that are known stay."""
    connection = op.get_bind()
    contacts = sa.table("reading_contacts", sa.column("fingerprint"), sa.column("address"))
    known = {(row.fingerprint, row.address) for row in connection.execute(sa.select(contacts))}
    readings = sa.table("readings", sa.column("fingerprint"), sa.column("reading"))
    for some in connection.execute(sa.select(readings)).partitions(AT_ONCE):
        rows = [
            {"fingerprint": row.fingerprint, "address": address}
            for row in some
            for address in counterparts(read_reading(row.reading, row.fingerprint))
            if (row.fingerprint, address) not in known
        ]
        if rows:
            connection.execute(sa.insert(contacts), rows)
