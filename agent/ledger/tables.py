"""The tables of the ledger as today's code sees them, and how instants and words lie in their columns.

How an older ledger becomes this one is in `migrations/`; a test holds the two together. No SQL is run here.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect


class Instant(TypeDecorator[datetime]):
    """An aware instant as UTC text of fixed width, so that the order of the texts is the order of time."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """`2026-03-02T09:00:00.000000Z`; a naive time is refused, for it names no instant."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"{value} has no UTC offset")
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """The same instant, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Words(TypeDecorator[str]):
    """Text that may quote a mail: what no database stores (lone surrogates, NUL) becomes `?` and U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """The storable form; any ordinary text is unchanged."""
        return None if value is None else value.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

mailboxes = Table(
    "mailboxes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account", Words, nullable=False),
    Column("box", String(16), nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    UniqueConstraint("account", "box"),
    comment="How far each mailbox has been read",
)

readings = Table(
    "readings",
    metadata,
    Column("fingerprint", String(64), primary_key=True),
    Column("mailbox", ForeignKey("mailboxes.id"), nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("written_at", Instant, nullable=False),
    Column("filing", String(16), nullable=False),
    Column("application", Words),
    Column("candidates", JSON, nullable=False),
    Column("because", Words, nullable=False),
    Column("reading", Text, nullable=False),
    Index(None, "filing", "written_at", "fingerprint"),
    comment="Messages understood, and what was done with each; no body text",
)

reading_threads = Table(
    "reading_threads",
    metadata,
    Column("fingerprint", ForeignKey("readings.fingerprint", ondelete="CASCADE"), primary_key=True),
    Column("thread", String(64), primary_key=True),
    comment="Hashed ids of a reading and of what it answers",
)

reading_contacts = Table(
    "reading_contacts",
    metadata,
    Column("fingerprint", ForeignKey("readings.fingerprint", ondelete="CASCADE"), primary_key=True),
    Column("address", Words, primary_key=True),
    comment="Addresses of people on the other side of a reading, lower case",
)

passed_over = Table(
    "passed_over",
    metadata,
    Column("mailbox", ForeignKey("mailboxes.id"), primary_key=True, autoincrement=False),
    Column("uid", BigInteger, primary_key=True, autoincrement=False),
    comment="Messages, in their mailbox's present UIDVALIDITY, that show no sign of being about a job",
    sqlite_with_rowid=False,
)

passed_over_threads = Table(
    "passed_over_threads",
    metadata,
    Column("thread", String(64), primary_key=True),
    Column("mailbox", Integer, primary_key=True, autoincrement=False),
    Column("uid", BigInteger, primary_key=True, autoincrement=False),
    ForeignKeyConstraint(["mailbox", "uid"], ["passed_over.mailbox", "passed_over.uid"], ondelete="CASCADE"),
    Index(None, "mailbox", "uid"),
    comment="Hashed ids of what they answer",
    sqlite_with_rowid=False,
)

unreadable = Table(
    "unreadable",
    metadata,
    Column("fingerprint", String(64), primary_key=True),
    Column("mailbox", ForeignKey("mailboxes.id"), nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("reason", Words, nullable=False),
    comment="Messages that could not be read, with the reason",
)

missing = Table(
    "missing",
    metadata,
    Column("mailbox", ForeignKey("mailboxes.id"), primary_key=True, autoincrement=False),
    Column("uid", BigInteger, primary_key=True, autoincrement=False),
    comment="UIDs the server listed, in the present UIDVALIDITY, but could not give",
)

events = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("application", Words, nullable=False),
    Column("type", String(32), nullable=False),
    Column("at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("source", Words, nullable=False),
    Column("event", Text, nullable=False),
    Index(None, "application", "seq"),
    comment="What happened; append-only. `source` is the fingerprint of the message or the occasion that led to it",
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("occasion", Words, nullable=False),
    Column("application", Words, nullable=False),
    Column("rule", Words, nullable=False),
    Column("message_id", Words, nullable=False),
    Column("to", Words, nullable=False),
    Column("answers", Words),
    Column("raw", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("decided_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("tried_at", Instant),
    Column("fence_uidvalidity", BigInteger),
    Column("fence_uidnext", BigInteger),
    Column("uidvalidity", BigInteger),
    Column("uid", BigInteger),
    Column("missing_since", Instant),
    Column("note", Words, nullable=False),
    UniqueConstraint("occasion"),
    comment="Drafts on their way into Drafts, with their bytes",
)

first_reads = Table(
    "first_reads",
    metadata,
    Column("account", Words, primary_key=True),
    Column("at", Instant, nullable=False),
    comment="When each account was first read to the end",
)
