"""The example is a config that works, and shows every key there is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from agent.deciding import QuietHours
from agent.settings import Credential, Settings, check, load, load_rules
from agent.settings.loading import BY_ENVIRONMENT
from agent.settings.ruleshape import DefaultsShape
from agent.settings.sentences import fields_at
from agent.settings.shape import SOURCES, ConfigShape

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def with_every_key(folder: Path) -> Path:
    """The example with the # of every optional key taken off, and what it names made to be there."""
    text = re.sub(r"(?m)^#(?=[a-z\[])", "", EXAMPLE.read_text("utf-8"))
    (folder / ".config/afterword/rules").mkdir(parents=True)
    (folder / ".config/afterword/ca.pem").touch()
    (folder / "config.toml").write_text(text, "utf-8")
    return folder / "config.toml"


def test_the_example_loads_as_it_is() -> None:
    settings = load(EXAMPLE, {"HOME": "/home/sam"})
    assert settings.me.address.address == "sam@example.org"
    assert settings.ledger == Path("/home/sam/.local/state/afterword/ledger.db")
    assert check(EXAMPLE, {"HOME": "/home/sam"}).sound


def test_the_example_loads_with_every_key(tmp_path: Path) -> None:
    config = with_every_key(tmp_path)
    environ = {"HOME": str(tmp_path)}
    assert [str(p) for p in check(config, environ).problems] == []
    settings = load(config, environ)
    rules = load_rules(settings)
    assert rules.book.quiet == QuietHours()
    assert settings.rules_dir == tmp_path / ".config/afterword/rules"


def written(value: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every path of keys, with the names the user gives to tables left out."""
    for key, below in value.items():
        named = bool(path) and path[-1] in {"accounts", "rules", "companies", "referees"}
        here = (*path, "*") if named else (*path, key)
        yield here
        if isinstance(below, dict):
            yield from written(below, here)


def known(shape: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every path of keys of a shape."""
    for key in shape.model_fields:
        yield (*path, key)
        for inner in ((key,), (key, "*")):
            below = fields_at(shape, inner)
            model = next((f for f in SHAPES if f.model_fields == below), None) if below else None
            if model:
                yield from known(model, (*path, *inner))


SHAPES = [s for s in BaseModel.__subclasses__() for s in (s, *s.__subclasses__())]


def test_every_key_there_is_appears_in_the_example_and_no_other(tmp_path: Path) -> None:
    config = tomllib.loads(with_every_key(tmp_path).read_text("utf-8"))
    shown = set(written(config))
    every = set(known(ConfigShape)) | {("defaults", key) for key in DefaultsShape.model_fields}
    alternatives = {("accounts", "*", "password", source) for source in SOURCES}
    assert sorted(every - shown - alternatives) == []
    of_rules = {path for path in shown if path[0] in {"rules", "reminders", "defaults"} or "rules" in path}
    assert all(path in every or path[-1] == "*" for path in shown - of_rules)


@pytest.mark.parametrize("source", SOURCES)
def test_every_way_to_name_a_password_that_the_example_shows_works(source: str, tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    way = re.search(rf"#   (\{{ {source} = .*? \}}) ", text)
    assert way
    config = tmp_path / "config.toml"
    config.write_text(re.sub(r"(?m)^password = .*", f"password = {way[1]}", text), "utf-8")
    password = load(config, {"HOME": str(tmp_path)}).accounts[0].password
    assert type(password).__name__ == {"command": "Command", "file": "SecretFile", "credential": "Credential"}[source]
    assert not isinstance(password, Credential) or password == Credential("imap", None)


def test_the_shown_defaults_are_the_defaults(tmp_path: Path) -> None:
    plain = load(EXAMPLE, {"HOME": str(tmp_path)})
    full = load(with_every_key(tmp_path), {"HOME": str(tmp_path)})
    same = ("profile", "ledger", "poll_minutes", "first_scan_days")
    assert all(getattr(plain, name) == getattr(full, name) for name in same)
    alike = ("security", "port", "max_message_bytes")
    assert all(getattr(plain.accounts[0], name) == getattr(full.accounts[0], name) for name in alike)
    assert (plain.working.weekend, plain.me.timezone) == (full.working.weekend, full.me.timezone)


def test_the_shown_defaults_of_rules_are_those_of_the_shipped_rules(tmp_path: Path) -> None:
    def book(settings: Settings) -> dict[str, object]:
        rules = load_rules(settings).book
        return {key: getattr(rules, key) for key in DefaultsShape.model_fields}

    environ = {"HOME": str(tmp_path)}
    assert book(load(EXAMPLE, environ)) == book(load(with_every_key(tmp_path), environ))


def test_the_example_names_the_keys_the_environment_may_set() -> None:
    text = re.sub(r"\n# ?", " ", EXAMPLE.read_text("utf-8"))
    assert f"{', '.join(BY_ENVIRONMENT[:-1])} and {BY_ENVIRONMENT[-1]} can also be set in the environment" in text
