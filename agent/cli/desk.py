"""What a command works with: the settings and rules, the ledger, and the way to an account's mail.

The wiring of all rooms, and nothing else; what to do with them is each command's own business.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.cycle import Cycle, context_of
from agent.deciding import Plan, decide
from agent.errors import ConfigError, UserError
from agent.ledger import SqlLedger, open_ledger
from agent.mailstore import Account as Connection
from agent.mailstore import ImapMailstore
from agent.reading import Reader
from agent.settings import Account, Rules, Settings, find_config, load, load_rules, password_of, rehearsed
from agent.tracking import Application, replay
from agent.writing import draft_digest


@dataclass(frozen=True, slots=True)
class Desk:
    """Settings and rules, read and valid."""

    settings: Settings
    rules: Rules

    @property
    def zone(self) -> tzinfo:
        """The user's time zone."""
        return ZoneInfo(self.settings.me.timezone)

    @contextmanager
    def ledger(self, *, read_only: bool = False, beside: bool = False) -> Iterator[SqlLedger]:
        """Open the ledger for the length of a block.

        One process at a time makes passes. The user's word (`beside`) may be written while another one does.
        """
        ledger = open_ledger(self.settings.ledger, read_only=read_only, beside=beside)
        try:
            yield ledger
        finally:
            ledger.close()

    def connect(self, account: Account) -> ImapMailstore:
        """Log in to an account's mail server."""
        store = ImapMailstore(connection_of(account), password_of(account), draft_digest)
        store.connect()
        return store

    def reader(self, account: Account) -> Reader:
        """Make the reader of an account's mail."""
        return self.rules.reader(self.settings.me, account.authserv_id or None)

    def cycle(self, account: Account, store: ImapMailstore, ledger: SqlLedger) -> Cycle:
        """Make one account's pass, ready to run."""
        return Cycle(
            account=account.name,
            store=store,
            ledger=ledger,
            reader=self.reader(account),
            rules=self.rules.book,
            templates=self.rules.templates,
            me=self.settings.me,
            first_scan=timedelta(days=self.settings.first_scan_days),
        )

    def plan(self, ledger: SqlLedger, now: datetime) -> Plan:
        """What would be done at `now`, by what the ledger knows; touches nothing."""
        read = [ledger.first_read_at(account.name) for account in self.settings.accounts]
        known = [at for at in read if at is not None]
        first_read_at = max(known) if len(known) == len(read) else None
        context = context_of(ledger, self.settings.me, first_read_at)
        return decide(replay(ledger.events()).values(), self.rules.book, now, context)


def open_desk(config: Path | None, *, reads_mail: bool = False) -> Desk:
    """Read configuration and rules; raises `ConfigError` with every problem in either.

    What is for reading mail is a second's work to load, so it waits until it is asked for, unless mail will be read.
    """
    settings = load(find_config(str(config) if config else None, os.environ), os.environ)
    rules = load_rules(settings, for_reading=reads_mail)
    if reads_mail:
        # They stay for good, and are so many that each search for what may be freed would go through little else.
        gc.freeze()
    return Desk(settings, rules)


def open_rehearsed(config: Path | None) -> Desk:
    """As `open_desk`, if the rules do what their stories say; raises `ConfigError` with every one that does not."""
    desk = open_desk(config, reads_mail=True)
    problems = rehearsed(desk.settings).problems
    if problems:
        raise ConfigError(problems)
    return desk


def connection_of(account: Account) -> Connection:
    """What the mailstore has to know of an account."""
    return Connection(
        name=account.name,
        host=account.host,
        user=account.user,
        port=account.port,
        security=account.security.value,
        ca_file=str(account.ca_file or ""),
        drafts=account.mailboxes.drafts,
        sent=account.mailboxes.sent,
        body_limit=account.max_message_bytes,
    )


def now() -> datetime:
    """Tell the time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - commands act at the present


def instant(text: str | None, zone: tzinfo, option: str = "--at") -> datetime:
    """Take an option's ISO 8601 day or instant, in the user's zone where it names none; the present without it."""
    if text is None:
        return now()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        message = f"{option} {text!r} is not a time; write 2026-03-19 or 2026-03-19T14:30, with an offset if you like"
        raise UserError(message) from None
    return at if at.tzinfo else at.replace(tzinfo=zone)


def find(applications: dict[str, Application], name: str) -> Application:
    """Pick the application a user means: its id, the start of it, or words of its company or role."""
    if name in applications:
        return applications[name]
    wanted = name.casefold()
    hits = [a for a in applications.values() if a.id.startswith(wanted)] or [
        a for a in applications.values() if wanted in f"{a.company} {a.role}".casefold()
    ]
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise UserError(f"{name!r} could be any of: {', '.join(sorted(a.id for a in hits))}. Name one of them.")
    raise UserError(f"there is no application {name!r}; `afterword status` lists them")
