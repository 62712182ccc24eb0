"""The ledger's place on disk: made private, refused when it is not, and held by one Afterword at a time.

A ledger says where somebody applied and who answered, so nobody else on the machine may read it. Nothing is mended
behind the user's back: where a mode is too wide, the message holds the command to type. No SQL is spoken here.
"""

from __future__ import annotations

import fcntl
import os
import shlex
import stat
from pathlib import Path

from agent.errors import LedgerError

DIRECTORY_MODE = 0o700
FILE_MODE = 0o600
OTHERS = stat.S_IRWXG | stat.S_IRWXO
COMPANIONS = ("-wal", "-shm", ".lock")
"""What lies beside the ledger: SQLite's log and its index, which take the ledger's own mode, and the lock."""


def prepare(path: Path) -> None:
    """Make the directory (0700) and an empty ledger file (0600) where missing, then insist that they are private.

    The file is made here, before SQLite opens it, because SQLite would make it as wide as the umask allows.
    Raises `LedgerError` when something cannot be made or is open to others.
    """
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=DIRECTORY_MODE, parents=True, exist_ok=True)
            path.parent.chmod(DIRECTORY_MODE)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE))
    except OSError as error:
        raise LedgerError(f"cannot make the ledger {path}: {error.strerror}") from error
    insist(path)


def insist(path: Path) -> None:
    """Refuse a ledger that is missing, is not a file, or that group or others may touch."""
    if not path.exists():
        raise LedgerError(f"there is no ledger at {path} yet: `afterword run` or `afterword once` makes one")
    if not path.is_file():
        raise LedgerError(f"the ledger {path} is not a file")
    files = [path, *(path.with_name(path.name + end) for end in COMPANIONS)]
    _insist_private(path.parent, DIRECTORY_MODE)
    for file in files:
        if file.exists():
            _insist_private(file, FILE_MODE)


def _insist_private(path: Path, mode: int) -> None:
    found = stat.S_IMODE(path.stat().st_mode)
    if found & OTHERS:
        command = f"chmod {mode:o} {shlex.quote(str(path))}"
        raise LedgerError(f"{path} is open to other users of this machine (mode {found:04o}): type `{command}`")


class Held(LedgerError):
    """Another process holds the lock."""


class Lock:
    """The right to run on one ledger: held by one process at a time, given up when it ends, however it ends."""

    def __init__(self, path: Path) -> None:
        """Take the lock beside the ledger `path`; raises `Held` when another process holds it."""
        self._path = path.with_name(path.name + ".lock")
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
        except OSError as error:
            raise LedgerError(f"cannot lock the ledger {path}: {error.strerror}") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(self._file, 32, 0).decode("ascii", "replace").strip()
            os.close(self._file)
            who = f" (process {holder})" if holder else ""
            raise Held(f"another Afterword{who} is using the ledger {path}: stop it, then try again") from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Give it up. The file stays: removing it would let two processes lock two different files."""
        os.close(self._file)
