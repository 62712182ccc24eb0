"""How config.toml may be written: its tables and keys, their types, defaults and bounds; every one forbids the unknown.

Values that must agree are checked at the later of the two, so that a fault elsewhere never hides one here. Paths and
passwords are not looked at; `load` and `secrets` do that.
"""

from __future__ import annotations

from datetime import time
from ipaddress import ip_address
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from agent.settings.fields import (
    WEEKDAYS,
    Address,
    Clock,
    Country,
    Day,
    Flag,
    Host,
    Text,
    Until,
    Weekday,
    Whole,
    Zone,
    choice,
    subdivision_of,
    words_of,
    wrong,
)
from agent.settings.model import Profile, Security
from agent.settings.overlays import OVERLAYS
from agent.settings.words import shown

SOURCES = ("command", "file", "credential")

WHERE_INSTEAD = (
    'write password = { command = ["pass", "show", "mail/sam"] }, '
    'or { file = "~/.config/afterword/password" }, or { credential = "imap" }'
)


class Shape(BaseModel):
    """A table that knows its keys and never repeats a value in an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def _one_or_more(value: object) -> object:
    """One name, or a list of them."""
    return (value,) if isinstance(value, str) else value


class MeShape(Shape):
    """`[me]`: who drafts are from and whose mail is read."""

    name: Text = Field(examples=['"Sam Doe"'])
    address: Address = Field(default="", examples=['"sam@example.org"'])
    addresses: tuple[Address, ...] = Field(default=(), validate_default=True, examples=['["sam.doe@example.net"]'])
    timezone: Zone = "UTC"
    country: Country = ""
    subdivision: str = ""
    signature: str = Field(default="", max_length=2000)
    phone: Text = ""
    employer: Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)] = Field(default=(), examples=['"Acme Ltd"'])
    work_addresses: tuple[Address, ...] = Field(default=(), examples=['["sam.doe@acme.example"]'])

    @field_validator("work_addresses")
    @classmethod
    def _apart(cls, work: tuple[str, ...], seen: ValidationInfo) -> tuple[str, ...]:
        own = {seen.data.get("address"), *seen.data.get("addresses", ())}
        for address in work:
            if address in own:
                raise wrong(f"{shown(address)} is among your other addresses too", "keep it in one of the two places")
        return work

    @field_validator("addresses")
    @classmethod
    def _at_least_one(cls, addresses: tuple[str, ...], seen: ValidationInfo) -> tuple[str, ...]:
        if not addresses and seen.data.get("address") == "":
            raise wrong("is missing", 'write address = "sam@example.org"', absent=True, about="address")
        return addresses

    @field_validator("subdivision")
    @classmethod
    def _subdivision_known(cls, subdivision: str, seen: ValidationInfo) -> str:
        return subdivision_of(seen.data["country"], subdivision) if "country" in seen.data else subdivision


class MailboxShape(Shape):
    """`mailboxes = { … }` of an account: names on the server, where finding them by use would go wrong."""

    sent: Text = ""
    drafts: Text = ""


def _source_of_password(value: object) -> object:
    """One source, and no password itself. The value is never repeated."""
    if isinstance(value, str):
        raise wrong("a password does not belong in this file", WHERE_INSTEAD)
    if not isinstance(value, dict):
        raise wrong("does not say where the password is", WHERE_INSTEAD)
    if "env" in value:
        raise wrong("every program you start can read an environment variable", WHERE_INSTEAD)
    named = [key for key in SOURCES if key in value]
    if len(named) > 1:
        raise wrong(f"names {len(named)} places for one password ({', '.join(named)})", "keep one of them")
    if not value:
        raise wrong("does not say where the password is", WHERE_INSTEAD, absent=True)
    return value


class PasswordShape(Shape):
    """`password = { … }`: exactly one place where the password is found."""

    command: tuple[Text, ...] = Field(default=(), min_length=1, examples=['["pass", "show", "mail/sam"]'])
    file: Text = Field(default="", examples=['"~/.config/afterword/password"'])
    credential: Text = Field(default="", examples=['"imap"'], pattern=r"^[^/]+$")


class AccountShape(Shape):
    """`[accounts.NAME]`: one mail account."""

    host: Host = Field(examples=['"imap.example.org"'])
    port: Whole = Field(default=0, ge=1, le=65535, examples=["993"])
    user: Text = Field(examples=['"sam@example.org"'])
    security: Annotated[str, choice(words_of(Security), "security")] = Security.TLS.value
    password: Annotated[PasswordShape, BeforeValidator(_source_of_password)] = Field(
        examples=['{ command = ["pass", "show", "mail/sam"] }']
    )
    ca_file: Text = ""
    mailboxes: MailboxShape = MailboxShape()
    authserv_id: Text = ""
    max_message_mb: Whole = Field(default=5, ge=1, le=100)

    @field_validator("security")
    @classmethod
    def _open_only_at_home(cls, security: str, seen: ValidationInfo) -> str:
        if security == Security.NONE and not _loopback(seen.data.get("host", "localhost")):
            raise wrong('"none" would send your password readably over the network', 'write "tls" or "starttls"')
        return security


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def later_than(opens: time | None, closes: time) -> time:
    """Check `closes` against `opens` of the same table, when that is known and sound."""
    if opens is not None and closes <= opens:
        raise wrong(f"{closes:%H:%M} is not after opens, {opens:%H:%M}", 'write it as in "17:00"')
    return closes


class WorkingShape(Shape):
    """`[working]`: when drafts may appear."""

    weekend: tuple[Weekday, ...] = Field(default=WEEKDAYS[5:], examples=['["Saturday", "Sunday"]'])
    opens: Clock | None = None
    closes: Clock | None = None
    country: Country = ""
    subdivision: str = ""
    days_off: tuple[Day, ...] = Field(default=(), examples=["[2027-05-14]"])

    @field_validator("weekend")
    @classmethod
    def _some_day_left(cls, weekend: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(weekend)) == len(WEEKDAYS):
            raise wrong("leaves no working day", "name the days on which nobody works")
        return weekend

    @field_validator("closes")
    @classmethod
    def _after_opening(cls, closes: time, seen: ValidationInfo) -> time:
        return later_than(seen.data.get("opens"), closes)

    @field_validator("subdivision")
    @classmethod
    def _subdivision_known(cls, subdivision: str, seen: ValidationInfo) -> str:
        return subdivision_of(seen.data["country"], subdivision) if "country" in seen.data else subdivision


class CompanyShape(Shape):
    """`[companies."Acme Ltd"]`: no drafts to this company, for a while or ever, or by other rules than elsewhere."""

    overlays: tuple[Annotated[str, choice(OVERLAYS, "overlay")], ...] = Field(default=(), examples=['["public_uk"]'])
    rules: dict[str, dict[str, Any]] = Field(default_factory=dict)
    pause: Until | None = None
    own_employer: Flag = False
    never: Flag = Field(default=False, validate_default=True)

    @field_validator("never")
    @classmethod
    def _one_of_two(cls, never: bool, seen: ValidationInfo) -> bool:
        differs = any(seen.data.get(key, True) for key in ("overlays", "rules", "own_employer"))
        if "pause" in seen.data and not never and seen.data["pause"] is None and not differs:
            raise wrong("says nothing", 'write pause = "until 2027-01-10" or never = true', absent=True, about="")
        if never and seen.data.get("pause") is not None:
            raise wrong("never and pause contradict each other", "keep one of the two")
        return never


class RefereeShape(Shape):
    """`[referees."Jo Field"]`: somebody who speaks for the user, under the name by which the user calls them."""

    address: Address = Field(examples=['"jo@example.net"'])
    about: Text = ""


class ConfigShape(BaseSettings):
    """All of config.toml. The simple top-level keys can also be set as `AFTERWORD_KEY` in the environment."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, env_prefix="AFTERWORD_", validate_default=False
    )

    me: MeShape = Field(examples=['{ name = "Sam Doe", address = "sam@example.org" }'])
    accounts: dict[str, AccountShape] = Field(min_length=1, examples=["a table such as [accounts.personal]"])
    ledger: Text = ""
    profile: Annotated[str, choice(words_of(Profile), "profile")] = Profile.SEED.value
    overlays: tuple[Annotated[str, choice(OVERLAYS, "overlay")], ...] = Field(default=(), examples=['["uk"]'])
    working: WorkingShape = WorkingShape()
    pause: Until | None = None
    defaults: dict[str, Any] = Field(default_factory=dict)
    rules: dict[str, dict[str, Any]] = Field(default_factory=dict)
    reminders: dict[str, dict[str, Any]] = Field(default_factory=dict)
    companies: dict[str, CompanyShape] = Field(default_factory=dict)
    referees: dict[str, RefereeShape] = Field(default_factory=dict)
    first_scan_days: Whole = Field(default=90, ge=1, le=3650)
    poll_minutes: Whole = Field(default=15, ge=1, le=1440)
    rules_dir: Text = ""
