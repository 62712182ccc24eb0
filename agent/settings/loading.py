"""Finds config.toml, reads it and makes `Settings` of it, or tells everything that is wrong with it at once.

It opens no password, no ledger and no rule file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, InitSettingsSource, PydanticBaseSettingsSource

from agent.errors import ConfigError, ConfigProblem
from agent.reading import Identity
from agent.settings.fields import WEEKDAYS
from agent.settings.locate import KeyPath
from agent.settings.model import (
    Account,
    Command,
    CompanyRules,
    Credential,
    MailboxNames,
    Override,
    PasswordSource,
    Profile,
    Referee,
    SecretFile,
    Security,
    Settings,
    Working,
)
from agent.settings.overlays import OVERLAYS
from agent.settings.sentences import problems_of
from agent.settings.shape import AccountShape, ConfigShape, MeShape, PasswordShape, WorkingShape
from agent.settings.source import Source, read_source
from agent.settings.words import PATH, shown

PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}
"""The usual ports (RFC 8314 §7.3, RFC 9051 §2.1)."""

BY_ENVIRONMENT = ("ledger", "profile", "pause", "first_scan_days", "poll_minutes", "rules_dir")
"""Top-level keys that `AFTERWORD_…` may set; none of them is a secret."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of reading a config: its source, and either settings or problems."""

    source: Source
    settings: Settings | None
    problems: tuple[ConfigProblem, ...]


def load(path: Path, environ: Mapping[str, str]) -> Settings:
    """Read config.toml. Raises `ConfigError` with every problem at once."""
    outcome = read_config(path, environ)
    if outcome.settings is None:
        raise ConfigError(outcome.problems)
    return outcome.settings


def find_config(explicit: str | None, environ: Mapping[str, str]) -> Path:
    """Where config.toml is: `--config`, `$AFTERWORD_CONFIG`, `$XDG_CONFIG_HOME/afterword/`, `~/.config/afterword/`.

    Raises `ConfigError` when there is none; the first two are taken at their word and not passed over.
    """
    named = explicit or environ.get("AFTERWORD_CONFIG", "")
    usual = base_folder(environ, "XDG_CONFIG_HOME", ".config") / "afterword" / "config.toml"
    path = expand(named, Path(), environ) if named else usual
    if path.exists():
        return path
    said_by = "--config" if explicit else "$AFTERWORD_CONFIG" if named else ""
    what = f"there is no such file, named by {said_by}" if said_by else "there is no configuration yet"
    instead = "copy config.example.toml there and edit it; `afterword demo` needs none"
    raise ConfigError((ConfigProblem(str(path), 0, "", what, instead),))


def read_config(path: Path, environ: Mapping[str, str]) -> Outcome:
    """As `load`, but hands out the problems instead of raising them."""
    source = read_source(path)
    if source.values is None:
        return Outcome(source, None, source.problems)
    from_environment = {k: v for k in BY_ENVIRONMENT if (v := environ.get(f"AFTERWORD_{k.upper()}"))}
    place = _Place(path.absolute().parent, environ)
    found = _missing({**source.values, **from_environment}, place, source)
    shape = None
    try:
        shape = _validated(source.values, from_environment)
    except ValidationError as error:
        found += problems_of(error, source, ConfigShape)
    problems = _in_order(*source.problems, *(_blame(p, from_environment) for p in found))
    return Outcome(source, None if problems or shape is None else _settings(shape, place, source), problems)


def _in_order(*problems: ConfigProblem) -> tuple[ConfigProblem, ...]:
    return tuple(sorted(problems, key=lambda p: p.line))


def _blame(problem: ConfigProblem, from_environment: Mapping[str, str]) -> ConfigProblem:
    """A problem with a value that came from the environment is laid to the variable, not to a line of the file."""
    if problem.key not in from_environment:
        return problem
    return ConfigProblem(f"$AFTERWORD_{problem.key.upper()}", 0, "", problem.what, problem.instead)


def _validated(values: Mapping[str, Any], from_environment: Mapping[str, str]) -> ConfigShape:
    """The file's values with those of the environment on top. Raises pydantic's `ValidationError`."""

    class Environment(EnvSettingsSource):
        """The environment as given, not as the process has it."""

        def _load_env_vars(self) -> Mapping[str, str | None]:
            return {f"afterword_{key}": value for key, value in from_environment.items()}

        def prepare_field_value(self, _name: str, field: FieldInfo, value: object, _is_complex: bool) -> object:
            """The text as it is, but for whole numbers: there is no other way to write them here."""
            return int(value) if field.annotation is int and isinstance(value, str) and value.isdecimal() else value

    class Read(ConfigShape):
        """The shape with these two sources; values never pass as arguments, whose names could clash."""

        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], *_: PydanticBaseSettingsSource, **__: PydanticBaseSettingsSource
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return Environment(settings_cls), InitSettingsSource(settings_cls, dict(values))

    return cast("Callable[[], ConfigShape]", Read)()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where relative paths start, and the environment that says where home is."""

    folder: Path
    environ: Mapping[str, str]

    def path(self, text: str) -> Path:
        return expand(text, self.folder, self.environ)

    def named(self, value: object) -> Path | None:
        """The path a value names, when it is one that could be a path."""
        return self.path(value) if isinstance(value, str) and value.strip() and value.isprintable() else None


def expand(text: str, folder: Path, environ: Mapping[str, str]) -> Path:
    """A path as written: `~` is home, and a relative one starts at `folder`."""
    if text == "~" or text.startswith("~/"):
        return _home(environ) / text[2:]
    return folder / text


def base_folder(environ: Mapping[str, str], variable: str, fallback: str) -> Path:
    """A folder of the XDG Base Directory Specification; a relative one is to be ignored, says the specification."""
    named = Path(environ.get(variable, ""))
    return named if named.is_absolute() else _home(environ) / fallback


def _home(environ: Mapping[str, str]) -> Path:
    return Path(environ["HOME"]) if environ.get("HOME") else Path.home()


def _missing(values: Mapping[str, Any], place: _Place, source: Source) -> list[ConfigProblem]:
    """Files and folders that the config names and that are not there; looked for even where other keys are wrong."""
    problems = []
    accounts = values.get("accounts")
    for name, account in accounts.items() if isinstance(accounts, dict) else ():
        file = place.named(account.get("ca_file")) if isinstance(account, dict) else None
        if file and not is_file(file):
            what = f"there is no file {shown(str(file), PATH)}"
            problems.append(source.problem(("accounts", name, "ca_file"), what))
    folder = place.named(values.get("rules_dir"))
    if folder and not is_folder(folder):
        problems.append(
            source.problem(("rules_dir",), f"there is no folder {shown(str(folder), PATH)}", "make it first")
        )
    return problems


def is_file(path: Path) -> bool:
    """Whether there is such a file, as far as the system lets us see."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether there is such a folder, as far as the system lets us see."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _settings(shape: ConfigShape, place: _Place, source: Source) -> Settings:
    zone = ZoneInfo(shape.me.timezone)
    state = base_folder(place.environ, "XDG_STATE_HOME", ".local/state")
    return Settings(
        file=Path(source.file),
        me=_identity(shape.me),
        accounts=tuple(_account(name, account, place) for name, account in shape.accounts.items()),
        ledger=place.path(shape.ledger) if shape.ledger else state / "afterword" / "ledger.db",
        profile=Profile(shape.profile),
        overlays=tuple(dict.fromkeys(shape.overlays)),
        working=_working(shape.working, shape.me, source.lines.of(("working",))),
        paused_until=_midnight(shape.pause, zone) if shape.pause else None,
        company_pauses=tuple(
            (name, _midnight(company.pause, zone) if company.pause else None)
            for name, company in shape.companies.items()
            if company.pause or company.never
        ),
        overrides=overrides_in(source),
        companies=companies_in(source),
        referees=tuple(Referee(name, one.address, one.about) for name, one in shape.referees.items()),
        own_employers=shape.me.employer,
        own_employers_allowed=tuple(name for name, company in shape.companies.items() if company.own_employer),
        rules_dir=place.path(shape.rules_dir) if shape.rules_dir else None,
        first_scan_days=shape.first_scan_days,
        poll_minutes=shape.poll_minutes,
    )


def overrides_in(source: Source) -> tuple[Override, ...]:
    """What `[rules.NAME]`, `[reminders.NAME]` and `[defaults]` of a config change, with lines.

    What is not a table is passed over.
    """
    values = source.values or {}
    tables: list[tuple[str, str, KeyPath, object]] = [("", "rules", ("defaults",), values.get("defaults"))]
    for table in ("rules", "reminders"):
        if isinstance(named := values.get(table), dict):
            tables += [(name, table, (table, name), keys) for name, keys in named.items()]
    return tuple(
        Override(rule, key, value, source.lines.of((*path, key)), table)
        for rule, table, path, keys in tables
        if isinstance(keys, dict)
        for key, value in keys.items()
    )


def companies_in(source: Source) -> tuple[CompanyRules, ...]:
    """What a config changes for single companies; what is not of the right form is passed over."""
    written = (source.values or {}).get("companies")
    found = []
    for name, keys in written.items() if isinstance(written, dict) else ():
        overlays = keys.get("overlays", []) if isinstance(keys, dict) else []
        rules = keys.get("rules", {}) if isinstance(keys, dict) else {}
        overrides = tuple(
            Override(rule, key, value, source.lines.of(("companies", name, "rules", rule, key)))
            for rule, changes in (rules.items() if isinstance(rules, dict) else ())
            if isinstance(changes, dict)
            for key, value in changes.items()
        )
        known = tuple(one for one in overlays if one in OVERLAYS) if isinstance(overlays, list) else ()
        if known or overrides:
            found.append(CompanyRules(name, known, overrides))
    return tuple(found)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant a day begins for the user, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _identity(me: MeShape) -> Identity:
    return Identity(
        name=me.name,
        addresses=tuple(dict.fromkeys(a for a in (me.address, *me.addresses) if a)),
        timezone=me.timezone,
        country=me.country.upper(),
        signature=me.signature,
        phone=me.phone,
        work_addresses=tuple(dict.fromkeys(me.work_addresses)),
    )


def _account(name: str, account: AccountShape, place: _Place) -> Account:
    security = Security(account.security)
    return Account(
        name=name,
        host=account.host,
        port=account.port or PORTS[security],
        user=account.user,
        security=security,
        password=_password(account.password, place),
        ca_file=place.path(account.ca_file) if account.ca_file else None,
        mailboxes=MailboxNames(account.mailboxes.sent, account.mailboxes.drafts),
        authserv_id=account.authserv_id,
        max_message_bytes=account.max_message_mb * 1_000_000,
    )


def _password(password: PasswordShape, place: _Place) -> PasswordSource:
    if password.command:
        return Command(password.command)
    if password.file:
        return SecretFile(place.path(password.file))
    folder = place.environ.get("CREDENTIALS_DIRECTORY", "")
    return Credential(password.credential, Path(folder) if folder else None)


def _working(working: WorkingShape, me: MeShape, line: int) -> Working:
    """Holidays are those of `[working]`, else of where the user lives."""
    country, subdivision = (working.country, working.subdivision) if working.country else (me.country, me.subdivision)
    return Working(
        weekend=frozenset(WEEKDAYS.index(day) for day in working.weekend),
        opens=working.opens,
        closes=working.closes,
        country=country,
        subdivision=subdivision,
        days_off=working.days_off,
        line=line,
    )
