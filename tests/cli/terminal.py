"""Somebody at a terminal: a config.toml, a ledger, and what they see when they type a command."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from agent.cli import main
from agent.settings import Rules, Settings, load_rules

CONFIG = """\
me = {{ name = "Sam Doe", address = "sam@example.org", timezone = "Europe/London", country = "GB" }}
ledger = "{home}/state/ledger.db"

[accounts.personal]
host = "127.0.0.1"
port = 1
user = "sam@example.org"
security = "none"
password = {{ command = ["printf", "secret"] }}
"""


@dataclass(slots=True)
class Terminal:
    home: Path
    monkeypatch: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[str]

    @property
    def config(self) -> Path:
        return self.home / "config.toml"

    @property
    def ledger(self) -> Path:
        return self.home / "state" / "ledger.db"

    def sits_down(self) -> None:
        """Write the config, and begin with an environment that says nothing."""
        self.config.write_text(CONFIG.format(home=self.home))
        self.ledger.parent.mkdir(mode=0o700)
        for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
            self.monkeypatch.delenv(name, raising=False)
        self.monkeypatch.setenv("AFTERWORD_CONFIG", str(self.config))
        self.monkeypatch.setenv("XDG_CONFIG_HOME", str(self.home / "nothing-here"))
        self.monkeypatch.setenv("COLUMNS", "80")

    def types(self, *words: str, expect: int = 0, feeding: bytes = b"") -> str:
        """What `afterword WORDS` prints, on both streams, given that it ends with `expect`."""
        self.monkeypatch.setattr(sys, "argv", ["afterword", *words])
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(feeding)))
        with pytest.raises(SystemExit) as ended:
            main()
        seen = self.captured.readouterr()
        assert (ended.value.code or 0) == expect, seen
        return seen.out + seen.err

    def asks(self, *words: str) -> Any:  # noqa: ANN401 - JSON is of any shape
        """What `afterword WORDS --json` prints, taken apart."""
        return json.loads(self.types(*words, "--json"))


def once_only(load: Callable[..., Rules] = load_rules) -> Callable[..., Rules]:
    """Read the shipped rules once for all tests: they are the same each time, and it takes a second."""
    kept: dict[str, Rules] = {}

    def loaded(settings: Settings, *, for_reading: bool = True) -> Rules:
        if settings.overrides or settings.rules_dir:
            return load(settings, for_reading=for_reading)
        key = repr((settings.me, settings.profile, settings.overlays, settings.working, settings.paused_until))
        if key not in kept:
            kept[key] = load(settings)
        return kept[key]

    return loaded
