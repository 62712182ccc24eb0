"""A config.toml for tests that play the user: Sam's, with one account on a server of the test's own."""

from __future__ import annotations

from pathlib import Path

CONFIG = """\
me = {{ name = "Sam Doe", address = "sam@example.org", timezone = "Europe/London", country = "GB" }}
ledger = "{home}/state/ledger.db"

[accounts.personal]
host = "127.0.0.1"
port = {port}
user = "{user}"
security = "none"
password = {{ file = "{home}/password" }}
"""


def write_config(home: Path, port: int, user: str, password: str) -> None:
    """Write config.toml, and beside it the password in a file only its owner can read."""
    secret = home / "password"
    secret.write_text(password)
    secret.chmod(0o600)
    (home / "config.toml").write_text(CONFIG.format(home=home, port=port, user=user))
