"""The loop that keeps an account watched: wakes, back-off, signals and the word to systemd.

asyncio stands at the edge (signals, schedule, watchdog); each account has one thread with one blocking connection, and
one pass runs at a time, whatever the account. A pass runs at the start, when the server has news (IDLE), when the
plan's next instant has come, and every so many minutes regardless, for a connection may look alive and be dead.
This module is the only one below the command line that reads the clock. What a pass does is `agent.cycle`'s business.
"""

from __future__ import annotations

import asyncio
import random
import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from agent.cycle import Cycle, Pass
from agent.errors import AfterwordError, LoginRefused, ServerError
from agent.mailstore import ImapMailstore, Wakeup
from agent.notice import Notice

GRACE = 1.5
"""Seconds a watcher is given to end by itself. What it has not made durable then is done anew by the next start."""

HEARTBEAT = 20
"""Seconds between two looks at the machine's clocks and the watchers' health."""

SUSPENDED = 5
"""Seconds by which the boot clock may run ahead of the monotonic one before the machine must have slept."""

FIRST_DELAY, LONGEST_DELAY = 5.0, 900.0
"""Seconds of the first and of the longest wait after a failed connection; doubled in between, with full jitter."""

STUCK = 1800
"""Seconds a pass may take before the watchdog is no longer fed. A first reading of a large mailbox needs minutes."""


def clock() -> datetime:
    """Tell the time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place below the command line


@dataclass(frozen=True, slots=True)
class Watched:
    """An account to watch: its name, how to connect, and how to make its pass on a connection."""

    name: str
    connect: Callable[[], ImapMailstore]
    cycle: Callable[[ImapMailstore], Cycle]


@dataclass(slots=True)
class Watcher:
    """The thread of one account. `said` is told of every pass and of every trouble, in the watcher's thread."""

    account: Watched
    turn: threading.Lock
    poll: timedelta
    said: Callable[[str, Pass | AfterwordError], None]
    now: Callable[[], datetime] = clock
    refused: LoginRefused | None = None
    crashed: BaseException | None = None
    wakeup: Wakeup = field(default_factory=Wakeup)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _busy_since: float | None = None
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin watching."""
        self._thread = threading.Thread(target=self._run, name=f"watch-{self.account.name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end; it may be waiting on the server."""
        self._stopping.set()
        self.wakeup.wake()

    def join(self, seconds: float) -> None:
        """Wait for the end, but not for ever."""
        if self._thread is not None:
            self._thread.join(seconds)

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def healthy(self) -> bool:
        """Whether the thread runs and its pass, if one is under way, has not taken unreasonably long."""
        busy = self._busy_since
        return self.alive and (busy is None or time.monotonic() - busy < STUCK)

    def _run(self) -> None:
        delay = FIRST_DELAY
        try:
            while not self._stopping.is_set():
                try:
                    store = self.account.connect()
                except ServerError as trouble:
                    self.said(self.account.name, trouble)
                    self._stopping.wait(random.uniform(FIRST_DELAY / 2, delay))  # noqa: S311 - jitter is no secret
                    delay = min(delay * 2, LONGEST_DELAY)
                    continue
                delay = self._watch(store, delay)
        except LoginRefused as refusal:
            self.refused = refusal
            self.said(self.account.name, refusal)
        except BaseException as bug:
            self.crashed = bug
            raise

    def _watch(self, store: ImapMailstore, delay: float) -> float:
        """Pass after pass on one connection, until it fails or the end is asked for; the next delay in seconds."""
        try:
            while not self._stopping.is_set():
                done = self._pass(store)
                delay = FIRST_DELAY
                self.said(self.account.name, done)
                store.wait(self._patience(done), self.wakeup)
                self.wakeup.clear()
        except ServerError as trouble:
            self.said(self.account.name, trouble)
            self._stopping.wait(random.uniform(0, delay))  # noqa: S311 - jitter is no secret
            return min(delay * 2, LONGEST_DELAY)
        finally:
            store.close()
        return delay

    def _pass(self, store: ImapMailstore) -> Pass:
        with self.turn:
            self._busy_since = time.monotonic()
            try:
                return self.account.cycle(store).run(self.now())
            finally:
                self._busy_since = None

    def _patience(self, done: Pass) -> float:
        """Seconds until the next pass is due whatever the server says."""
        due = done.plan.next_due
        until_due = (due - self.now()).total_seconds() if due is not None else float("inf")
        return max(1.0, min(self.poll.total_seconds(), until_due))


async def watch(watchers: Sequence[Watcher], notice: Notice) -> None:
    """Run the watchers until SIGTERM, SIGINT, or until none is left; tell systemd how it stands."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    loop.add_signal_handler(signal.SIGHUP, _wake, watchers)
    for watcher in watchers:
        watcher.start()
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True})
    scheduler.add_job(Heart(watchers, notice, ended).beat, "interval", seconds=HEARTBEAT)
    scheduler.start()
    notice.ready()
    try:
        await ended.wait()
    finally:
        notice.stopping()
        scheduler.shutdown(wait=False)
        for watcher in watchers:
            watcher.stop()
        deadline = time.monotonic() + GRACE
        for watcher in watchers:
            watcher.join(max(0.0, deadline - time.monotonic()))


def _wake(watchers: Sequence[Watcher]) -> None:
    for watcher in watchers:
        watcher.wakeup.wake()


@dataclass(slots=True)
class Heart:
    """What is looked at every few seconds: did the machine sleep, is everyone well, is anyone left."""

    watchers: Sequence[Watcher]
    notice: Notice
    ended: asyncio.Event
    _ahead: float | None = None

    async def beat(self) -> None:
        """Wake everyone after a suspend, feed the watchdog if all are well, end when nobody is left."""
        ahead = _boot_clock_ahead()
        if self._ahead is not None and ahead - self._ahead > SUSPENDED:
            _wake(self.watchers)
        self._ahead = ahead
        if not any(watcher.alive for watcher in self.watchers):
            self.ended.set()
        elif all(watcher.healthy or watcher.refused for watcher in self.watchers):
            self.notice.alive()


def _boot_clock_ahead() -> float:
    """Seconds the machine has slept since boot: the monotonic clock stands still meanwhile, the boot clock does not."""
    with suppress(AttributeError, OSError):
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.monotonic()
    return 0.0
