"""Waiting for news in INBOX: IDLE where the server has it, else a question now and then; another thread can wake it.

IDLE is only a hint: what is new, the next scan finds out. So this module counts messages and reads none.
"""

from __future__ import annotations

import re
import select
import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from typing import Protocol

from agent.mailstore.client import SafeClient, Status
from agent.mailstore.wire import Bye

_COUNT = re.compile(rb"\* ([0-9]+) (EXISTS|EXPUNGE)\s*\Z", re.IGNORECASE)


class Wake(StrEnum):
    """Why the waiting ended: there may be new mail, somebody called, or the time was up."""

    NEWS = "news"
    WOKEN = "woken"
    TIMEOUT = "timeout"


class HasFileno(Protocol):
    """Anything `select` can wait for: it can be read from when it calls."""

    def fileno(self) -> int:
        """The file descriptor."""
        ...


class Wakeup:
    """A bell for the waiting thread; any other thread, or a signal handler, may ring it. Being heard silences it."""

    def __init__(self) -> None:
        self._ear, self._bell = socket.socketpair()
        self._ear.setblocking(False)
        self._bell.setblocking(False)

    def wake(self) -> None:
        """Ring. Ringing twice is ringing once."""
        with suppress(BlockingIOError):
            self._bell.send(b"!")

    def clear(self) -> None:
        """Fall silent; `ImapMailstore.wait` does so when it ends because of the bell."""
        with suppress(BlockingIOError):
            while self._ear.recv(4096):
                pass

    def is_set(self) -> bool:
        """Whether it rings."""
        return is_ringing(self.fileno())

    def fileno(self) -> int:
        """What to wait for."""
        return self._ear.fileno()

    def close(self) -> None:
        """Give the sockets back."""
        self._ear.close()
        self._bell.close()


def is_ringing(wake: int | None) -> bool:
    """Whether a wake-up lies waiting."""
    if wake is None:
        return False
    poll = select.poll()
    poll.register(wake, select.POLLIN)
    return bool(poll.poll(0))


class Tally:
    """How many messages the mailbox holds, as the server's untagged responses tell it."""

    def __init__(self, status: Status) -> None:
        self._exists = status.exists

    def grew(self, lines: Iterable[bytes]) -> bool:
        """Take in responses; whether one told of a new message. Raises `Bye` when one says farewell."""
        grown = False
        for line in lines:
            if line.upper().startswith(b"* BYE"):
                raise Bye(line[6:].decode("utf-8", "replace").strip())
            if match := _COUNT.match(line):
                count = int(match[1]) if match[2].upper() == b"EXISTS" else self._exists - 1
                grown |= count > self._exists
                self._exists = count
        return grown


def listen(client: SafeClient, tally: Tally, seconds: float, wake: int | None) -> Wake:
    """One round in the opened mailbox, of so many seconds at most. Raises imaplib's errors when the connection died."""
    end = time.monotonic() + seconds
    if not client.has_capability("IDLE"):
        outcome = _hear(client, tally, end, wake)
        grown = outcome is Wake.TIMEOUT and tally.grew(client.noop())
    else:
        grown = tally.grew(client.idle())
        outcome = Wake.NEWS if grown else _hear(client, tally, end, wake)
        grown = tally.grew(client.idle_done())
    return Wake.NEWS if grown and outcome is Wake.TIMEOUT else outcome


def _hear(client: SafeClient, tally: Tally, end: float, wake: int | None) -> Wake:
    while not is_ringing(wake):
        left = end - time.monotonic()
        if left <= 0:
            return Wake.TIMEOUT
        if tally.grew(client.idle_check(left, wake)):
            return Wake.NEWS
    return Wake.WOKEN
