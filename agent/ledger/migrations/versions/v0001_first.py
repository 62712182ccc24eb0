"""The first shape: mailboxes, readings, what was passed over or could not be read, events, and the outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.String(27)
HASH = sa.String(64)
WORD = sa.String(16)


def upgrade() -> None:
    """Make every table."""
    _make_mailboxes()
    _make_readings()
    _make_passed_over()
    _make_events()
    _make_outbox()


def _make_mailboxes() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("box", WORD, nullable=False),
        sa.Column("uidvalidity", sa.BigInteger, nullable=False),
        sa.Column("uid", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("account", "box"),
        comment="How far each mailbox has been read",
    )
    op.create_table(
        "first_reads",
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("at", INSTANT, nullable=False),
        comment="When each account was first read to the end",
    )


def _make_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("fingerprint", HASH, primary_key=True),
        *_location(),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("filing", WORD, nullable=False),
        sa.Column("application", sa.Text),
        sa.Column("candidates", sa.JSON, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sa.Column("reading", sa.Text, nullable=False),
        comment="Messages understood, and what was done with each; no body text",
    )
    op.create_index("ix_readings_filing_written_at_fingerprint", "readings", ["filing", "written_at", "fingerprint"])
    op.create_table(
        "reading_threads",
        _child_of_reading(),
        sa.Column("thread", HASH, primary_key=True),
        comment="Hashed ids of a reading and of what it answers",
    )
    op.create_table(
        "reading_contacts",
        _child_of_reading(),
        sa.Column("address", sa.Text, primary_key=True),
        comment="Addresses of people on the other side of a reading, lower case",
    )
    op.create_table(
        "unreadable",
        sa.Column("fingerprint", HASH, primary_key=True),
        *_location(),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        comment="Messages that could not be read, with the reason",
    )


def _make_passed_over() -> None:
    op.create_table(
        "passed_over",
        *_key_of_uid(),
        comment="Messages, in their mailbox's present UIDVALIDITY, that show no sign of being about a job",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "passed_over_threads",
        sa.Column("thread", HASH, primary_key=True),
        sa.Column("mailbox", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("uid", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.ForeignKeyConstraint(["mailbox", "uid"], ["passed_over.mailbox", "passed_over.uid"], ondelete="CASCADE"),
        comment="Hashed ids of what they answer",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_passed_over_threads_mailbox_uid", "passed_over_threads", ["mailbox", "uid"])
    op.create_table(
        "missing",
        *_key_of_uid(),
        comment="UIDs the server listed, in the present UIDVALIDITY, but could not give",
    )


def _make_events() -> None:
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("application", sa.Text, nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        comment="What happened; append-only. `source` is the fingerprint of the message or the occasion that led to it",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_application_seq", "events", ["application", "seq"])


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("occasion", sa.Text, nullable=False),
        sa.Column("application", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("to", sa.Text, nullable=False),
        sa.Column("answers", sa.Text),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("tried_at", INSTANT),
        sa.Column("fence_uidvalidity", sa.BigInteger),
        sa.Column("fence_uidnext", sa.BigInteger),
        sa.Column("uidvalidity", sa.BigInteger),
        sa.Column("uid", sa.BigInteger),
        sa.Column("missing_since", INSTANT),
        sa.Column("note", sa.Text, nullable=False),
        sa.UniqueConstraint("occasion"),
        comment="Drafts on their way into Drafts, with their bytes",
    )


def _location() -> tuple[sa.Column[int], ...]:
    return (
        sa.Column("mailbox", sa.Integer, sa.ForeignKey("mailboxes.id"), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger, nullable=False),
        sa.Column("uid", sa.BigInteger, nullable=False),
    )


def _key_of_uid() -> tuple[sa.Column[int], ...]:
    return (
        sa.Column("mailbox", sa.Integer, sa.ForeignKey("mailboxes.id"), primary_key=True, autoincrement=False),
        sa.Column("uid", sa.BigInteger, primary_key=True, autoincrement=False),
    )


def _child_of_reading() -> sa.Column[str]:
    parent = sa.ForeignKey("readings.fingerprint", ondelete="CASCADE")
    return sa.Column("fingerprint", HASH, parent, primary_key=True)
