"""What the user writes becomes these values, and the file is found where it says it is looked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from agent.errors import ConfigError
from agent.reading import Identity
from agent.settings import (
    Account,
    Command,
    Credential,
    MailboxNames,
    Override,
    Profile,
    SecretFile,
    Security,
    Settings,
    Working,
    find_config,
    load,
)

FULL = """
profile = "minimal"
overlays = ["uk", "academia", "uk"]
ledger = "state/ledger.db"
poll_minutes = 5
first_scan_days = 30
rules_dir = "~/rules"
pause = "until 2027-01-10"

[me]
name = " Sam Doe "
address = "Sam@Example.org"
addresses = ["sam@example.org", "sam@example.net"]
timezone = "America/New_York"
country = "us"
subdivision = "US-NY"
signature = "Sam\\n+1"
phone = "+1 212 555 0100"

[accounts.one]
host = "imap.example.org"
user = "sam"
password = { command = ["pass", "mail/sam"] }
authserv_id = "mx.example.org"
max_message_mb = 7
mailboxes.sent = "Gesendet"

[accounts.two]
host = "::1"
user = "sam"
security = "none"
password = { file = "secret" }

[accounts.three]
host = "imap.example.net"
user = "sam"
security = "starttls"
port = 1143
password.credential = "imap"

[working]
weekend = ["fri", "Saturday"]
opens = "8:30"
closes = 16:00:00
country = "DE"
subdivision = "BY"
days_off = [2027-01-02, "2027-01-03"]

[defaults]
ceiling = 3

[rules.thank-you]
after = "3 hours"

[companies."Acme Ltd"]
pause = 2027-02-01

[companies.Globex]
never = true
"""


def loaded(folder: Path, text: str, environ: dict[str, str] | None = None) -> Settings:
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "config.toml").write_text(text, "utf-8")
    return load(folder / "config.toml", {"HOME": str(folder), **(environ or {})})


def test_everything_written_becomes_a_value(tmp_path: Path) -> None:
    assert loaded(tmp_path, FULL, {"CREDENTIALS_DIRECTORY": "/run/credentials/x"}) == Settings(
        file=tmp_path / "config.toml",
        me=Identity(
            name="Sam Doe",
            addresses=("sam@example.org", "sam@example.net"),
            timezone="America/New_York",
            country="US",
            signature="Sam\n+1",
            phone="+1 212 555 0100",
        ),
        accounts=(
            Account(
                "one",
                "imap.example.org",
                993,
                "sam",
                Security.TLS,
                Command(("pass", "mail/sam")),
                None,
                MailboxNames("Gesendet", ""),
                "mx.example.org",
                7_000_000,
            ),
            Account("two", "::1", 143, "sam", Security.NONE, SecretFile(tmp_path / "secret")),
            Account(
                "three",
                "imap.example.net",
                1143,
                "sam",
                Security.STARTTLS,
                Credential("imap", Path("/run/credentials/x")),
            ),
        ),
        ledger=tmp_path / "state/ledger.db",
        profile=Profile.MINIMAL,
        overlays=("uk", "academia"),
        working=Working(
            frozenset({4, 5}),
            time(8, 30),
            time(16),
            "DE",
            "BY",
            (date(2027, 1, 2), date(2027, 1, 3)),
            line=41,
        ),
        paused_until=datetime(2027, 1, 10, 5, tzinfo=UTC),
        company_pauses=(("Acme Ltd", datetime(2027, 2, 1, 5, tzinfo=UTC)), ("Globex", None)),
        overrides=(Override("", "ceiling", 3, 50), Override("thank-you", "after", "3 hours", 53)),
        rules_dir=tmp_path / "rules",
        first_scan_days=30,
        poll_minutes=5,
    )


SHORT = """me = { name = "Sam", address = "sam@example.org", country = "GB", subdivision = "SCT" }
[accounts.personal]
host = "localhost"
user = "sam"
password = { credential = "imap" }
"""


def test_what_is_not_written_has_its_default(tmp_path: Path) -> None:
    settings = loaded(tmp_path, SHORT)
    assert settings.working == Working(country="GB", subdivision="SCT")
    assert settings.ledger == tmp_path / ".local/state/afterword/ledger.db"
    assert (settings.profile, settings.overlays, settings.overrides, settings.rules_dir) == (Profile.SEED, (), (), None)
    assert (settings.first_scan_days, settings.poll_minutes, settings.paused_until) == (90, 15, None)
    assert settings.me.timezone == "UTC"
    assert settings.accounts[0].password == Credential("imap", None)


@pytest.mark.parametrize(
    ("state", "ledger"),
    [("/var/state", "/var/state/afterword/ledger.db"), ("relative", ".local/state/afterword/ledger.db")],
)
def test_the_ledger_lies_where_the_base_directory_specification_says(state: str, ledger: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, SHORT, {"XDG_STATE_HOME": state}).ledger == tmp_path / ledger


def test_the_environment_overrides_the_simple_keys_and_no_other(tmp_path: Path) -> None:
    environ = {
        "AFTERWORD_POLL_MINUTES": "3",
        "AFTERWORD_PROFILE": "standard",
        "AFTERWORD_PAUSE": "until 2027-01-10",
        "AFTERWORD_FIRST_SCAN_DAYS": "",
        "AFTERWORD_LEDGER": "/srv/ledger.db",
        "AFTERWORD_ME": '{"name": "Eve"}',
        "AFTERWORD_ACCOUNTS": "[]",
    }
    settings = loaded(tmp_path, "poll_minutes = 30\n" + SHORT, environ)
    assert (settings.poll_minutes, settings.profile, settings.me.name) == (3, Profile.STANDARD, "Sam")
    assert settings.paused_until == datetime(2027, 1, 10, tzinfo=UTC)
    assert (settings.first_scan_days, settings.ledger) == (90, Path("/srv/ledger.db"))


def test_the_environment_mends_a_key_that_is_wrong_in_the_file(tmp_path: Path) -> None:
    assert loaded(tmp_path, 'profile = "x"\n' + SHORT, {"AFTERWORD_PROFILE": "seed"}).profile is Profile.SEED


@pytest.mark.parametrize("key", ["_env_file", "self", "_case_sensitive", "model_config"])
def test_a_key_that_means_something_to_the_library_is_an_unknown_key(key: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=f":1: {key}: there is no such key"):
        loaded(tmp_path, f'{key} = "x"\n' + SHORT)


def test_the_file_is_looked_for_where_the_example_says(tmp_path: Path) -> None:
    places = [tmp_path / "a.toml", tmp_path / "b.toml", tmp_path / "xdg/afterword/config.toml"]
    home = tmp_path / ".config/afterword/config.toml"
    for place in (*places, home):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    environ = {"HOME": str(tmp_path), "AFTERWORD_CONFIG": "~/b.toml", "XDG_CONFIG_HOME": str(tmp_path / "xdg")}
    assert find_config(str(places[0]), environ) == places[0]
    assert find_config(None, environ) == places[1]
    assert find_config(None, environ | {"AFTERWORD_CONFIG": ""}) == places[2]
    assert find_config(None, {"HOME": str(tmp_path)}) == home
    assert find_config(None, {"HOME": str(tmp_path), "XDG_CONFIG_HOME": "relative"}) == home


@pytest.mark.parametrize(
    ("explicit", "environ", "said"),
    [
        (None, {"HOME": "/nowhere"}, "/nowhere/.config/afterword/config.toml: there is no configuration yet; "),
        (None, {"AFTERWORD_CONFIG": "/nowhere/x"}, "/nowhere/x: there is no such file, named by $AFTERWORD_CONFIG; "),
        ("/nowhere/y", {"AFTERWORD_CONFIG": "/x"}, "/nowhere/y: there is no such file, named by --config; "),
    ],
)
def test_a_missing_file_comes_with_how_to_make_one(explicit: str | None, environ: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        find_config(explicit, environ)
    how = "copy config.example.toml there and edit it; `afterword demo` needs none"
    assert str(raised.value) == said + how


def test_without_a_home_in_the_environment_the_system_is_asked(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('ledger = "~/ledger.db"\n' + SHORT)
    assert load(tmp_path / "config.toml", {}).ledger == Path.home() / "ledger.db"


def test_a_path_too_long_for_the_system_is_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        loaded(tmp_path, f'rules_dir = "{"r" * 5000}"\n{SHORT}ca_file = "{"c" * 5000}"\n')
    assert [(p.line, p.what[:16]) for p in raised.value.problems] == [(1, "there is no fold"), (7, "there is no file")]
