"""The desk of a running service: read anew when its files change, and kept as it was when they have become wrong.

What a valid edit may change takes effect with the next pass: rules, templates, phrases, profile, pauses, working days,
the user's own words. Which accounts are watched and where the ledger lies is settled at the start; that a restart is
needed for those is told.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from agent.cli.desk import Desk, open_desk
from agent.errors import ConfigError

Stamp = tuple[tuple[str, int, int], ...]
"""Every file with its time of change and its size."""


@dataclass(slots=True)
class LiveDesk:
    """The desk as the files last were when all was well with them. `told` hears what became of an edit, once for each.

    Watchers of several accounts share it, each in its own thread.
    """

    config: Path | None
    desk: Desk
    told: Callable[[str], None]
    read: Callable[[Path | None], Desk] = open_desk
    _stamp: Stamp = ()
    _noticed: Stamp = ()
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Remember the files as they were just read."""
        self._stamp = self._noticed = self._now()

    def changed(self) -> bool:
        """Whether a file is another than it was when last asked; reads none of them.

        Each edit is told once: a watcher that rests because its server is in trouble is not to be woken time and again.
        """
        before, self._noticed = self._noticed, self._now()
        return self._noticed != before

    def current(self) -> Desk:
        """The desk to work with now: read anew if a file has changed and all of them are valid."""
        with self._lock:
            stamp = self._now()
            if stamp != self._stamp:
                self._stamp = stamp
                self._take_up()
            return self.desk

    def _take_up(self) -> None:
        try:
            new = self.read(self.config)
        except ConfigError as wrong:
            count = len(wrong.problems)
            self.told(
                f"the edited configuration has {count} problem{'s' if count != 1 else ''} and is not taken up; the "
                f"rules from before still hold\n{wrong}"
            )
            return
        old, self.desk = self.desk, new
        self.told("the edited configuration is taken up")
        if (old.settings.accounts, old.settings.ledger) != (new.settings.accounts, new.settings.ledger):
            self.told("accounts or the ledger were changed too; that takes a restart")

    def _now(self) -> Stamp:
        return tuple(_stamps(self._files()))

    def _files(self) -> Iterator[Path]:
        yield self.desk.settings.file
        folder = self.desk.settings.rules_dir
        if folder is not None and folder.is_dir():
            yield from sorted(path for path in folder.rglob("*") if not path.name.startswith("."))


def _stamps(files: Iterator[Path]) -> Iterator[tuple[str, int, int]]:
    """The stamp of each file; one that has gone meanwhile has none."""
    for path in files:
        try:
            seen = path.stat()
        except OSError:
            continue
        yield str(path), seen.st_mtime_ns, seen.st_size
