"""What settings hands on: the user's choices as frozen values, checked and with every path made absolute.

Values only. How they may be written in the file is in `shape`; secrets are never among them, only where to find them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any

from agent.reading import Identity


class Security(StrEnum):
    """How the connection to the mail server is protected. `NONE` is accepted for loopback only."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class Profile(StrEnum):
    """Which shipped rules are on: those of the seed article, a closing note too, or only what is never a nudge."""

    SEED = "seed"
    STANDARD = "standard"
    MINIMAL = "minimal"


@dataclass(frozen=True, slots=True)
class Command:
    """The password is the first line a program prints; it is run without a shell."""

    args: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecretFile:
    """The password is the first line of a file only the user may read."""

    path: Path


@dataclass(frozen=True, slots=True)
class Credential:
    """The password is a credential of the service manager. `directory` is `$CREDENTIALS_DIRECTORY`, None when unset."""

    name: str
    directory: Path | None


PasswordSource = Command | SecretFile | Credential
"""Where a password comes from; see `secrets` for how it is fetched."""


@dataclass(frozen=True, slots=True)
class MailboxNames:
    """The mailboxes as the server names them; an empty name is found by its special use (RFC 6154)."""

    sent: str = ""
    drafts: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One mail account.

    `authserv_id` is the anchor of trust: the name under which the user's own provider writes
    `Authentication-Results` (RFC 8601); empty means that no such header is believed.
    """

    name: str
    host: str
    port: int
    user: str
    security: Security
    password: PasswordSource
    ca_file: Path | None = None
    mailboxes: MailboxNames = field(default_factory=MailboxNames)
    authserv_id: str = ""
    max_message_bytes: int = 5_000_000


@dataclass(frozen=True, slots=True)
class Working:
    """When drafts may appear: weekend as weekday numbers (Monday 0), hours of the day, holidays and days off.

    Hours that are None are those of the rules. `line` is where the table stands in config.toml.
    """

    weekend: frozenset[int] = frozenset({5, 6})
    opens: time | None = None
    closes: time | None = None
    country: str = ""
    subdivision: str = ""
    days_off: tuple[date, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True)
class Override:
    """One key of one rule, as config.toml changes it, and the line where it does. No rule: what holds for all.

    `table` is where it stands: `rules` holds those that draft, `reminders` those that remind.
    """

    rule: str
    key: str
    value: Any
    line: int
    table: str = "rules"


@dataclass(frozen=True, slots=True)
class CompanyRules:
    """How the rules differ for one company: further overlays, and changes of single keys."""

    name: str
    overlays: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class Referee:
    """Somebody the user may name as a reference. `about` is what they might speak of, where nothing else is said."""

    name: str
    address: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All of config.toml.

    `paused_until` is the instant at which drafts may appear again. `company_pauses` holds such an instant per company,
    None for never. `own_employers` is where the user works, `own_employers_allowed` where they apply all the same.
    `file` is where all this was read.
    """

    file: Path
    me: Identity
    accounts: tuple[Account, ...]
    ledger: Path
    profile: Profile = Profile.SEED
    overlays: tuple[str, ...] = ()
    working: Working = field(default_factory=Working)
    paused_until: datetime | None = None
    company_pauses: tuple[tuple[str, datetime | None], ...] = ()
    overrides: tuple[Override, ...] = ()
    companies: tuple[CompanyRules, ...] = ()
    referees: tuple[Referee, ...] = ()
    own_employers: tuple[str, ...] = ()
    own_employers_allowed: tuple[str, ...] = ()
    rules_dir: Path | None = None
    first_scan_days: int = 90
    poll_minutes: int = 15
