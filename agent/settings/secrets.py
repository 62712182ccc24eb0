"""Fetches a password from where the config says it is, each time it is asked for; keeps none and repeats none.

What a program prints or a file holds never appears in an error, nor does a program's own complaint, which may quote it.
"""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

from agent.errors import ConfigError, ConfigProblem, LoginRefused
from agent.settings.model import Account, Command, Credential, PasswordSource, SecretFile

COMMAND_SECONDS = 60.0
"""How long a password program may take; it may ask the user to unlock something."""

LONGEST = 10_000
"""Longest secret, in bytes. A longer file is some other file."""


def password_of(account: Account, seconds: float = COMMAND_SECONDS) -> Callable[[], str]:
    """How to get the password of an account; calling it fetches the password anew.

    The call raises `ConfigError` when what the config names is not there or not safe, and `LoginRefused` when a
    program was asked and would not give it (a locked store is not a fault of the config, and asking again at once
    would not help).
    """
    return lambda: _first_line(_fetched(account.password, account.name, seconds), account.name)


def _fetched(source: PasswordSource, account: str, seconds: float) -> bytes:
    match source:
        case Command(args):
            return _printed(args, account, seconds)
        case SecretFile(path):
            return _guarded(path, account)
        case Credential(name, directory):
            return _credential(name, directory, account)


def _first_line(raw: bytes, account: str) -> str:
    """The first line, as `pass` and its like print the password there and notes below it."""
    line = raw.splitlines()[0] if raw.splitlines() else b""
    try:
        password = line.decode()
    except UnicodeDecodeError:
        raise _problem(account, "the password is not UTF-8", "store it anew as plain text") from None
    if not password:
        raise _problem(account, "the password is empty", "store it anew, on the first line")
    return password


def _printed(args: tuple[str, ...], account: str, seconds: float) -> bytes:
    """What a program prints. It gets no input, so that one that asks on its input fails instead of waiting."""
    name = args[0]
    try:
        done = subprocess.run(  # noqa: S603  the user's own words in the user's own file, and no shell
            args,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except FileNotFoundError:
        raise _problem(account, f"there is no program {name}", "install it, or write its full path") from None
    except subprocess.TimeoutExpired:
        raise LoginRefused(f"{account}: {name} gave no password within {seconds:g} s; is the store locked?") from None
    except OSError as error:
        raise _problem(account, f"{name} cannot be run ({error.strerror})", "try it in a terminal") from None
    if done.returncode:
        raise LoginRefused(
            f"{account}: {name} gave no password (it ended with {done.returncode}); try the command in a terminal"
        )
    return done.stdout


def _guarded(path: Path, account: str) -> bytes:
    """A file's text, if nobody but its owner may read it."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise _problem(account, f"{path} is not a file", "name the file that holds the password")
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise _problem(account, f"others may read {path}", f"run: chmod 600 {path}")
        return _bounded(path, account)
    except FileNotFoundError:
        raise _problem(account, f"there is no file {path}", "write the password into it, then: chmod 600") from None
    except OSError as error:
        raise _problem(account, f"{path} cannot be read ({error.strerror})", "see who owns it with ls -l") from None


def _credential(name: str, directory: Path | None, account: str) -> bytes:
    """A credential the service manager set up for this service (systemd.exec(5), "Credentials")."""
    how = f"put LoadCredential={name}:/path/to/it into the unit"
    if directory is None:
        raise _problem(
            account, f"the credential {name} is given to the service only", f"start it by systemctl, or {how}"
        )
    try:
        return _bounded(directory / name, account)
    except OSError:
        raise _problem(account, f"the service has no credential {name}", how) from None


def _bounded(path: Path, account: str) -> bytes:
    with path.open("rb") as file:
        raw = file.read(LONGEST + 1)
    if len(raw) > LONGEST:
        raise _problem(account, f"{path} is too large to be a password", "name the file that holds the password")
    return raw


def _problem(account: str, what: str, instead: str) -> ConfigError:
    return ConfigError((ConfigProblem("password", 0, f"accounts.{account}.password", what, instead),))
