"""The loop that keeps accounts watched: wakes, back-off, signals and the word to systemd.

asyncio stands at the edge (signals, appointments, watchdog); each account has one thread with one blocking connection,
and one pass runs at a time, whatever the account. A pass runs at the start, when the server has news (IDLE), when the
plan's next instant has come, and every so many minutes regardless, for a connection may look alive and be dead.
This module is the only one below the command line that reads the clock. What a pass does is `agent.cycle`'s business.
"""

from __future__ import annotations

import asyncio
import random
import select
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
from agent.mailstore import ImapMailstore, Throttled, Wakeup
from agent.notice import Notice
from agent.ports import Box

GRACE = 0.75
"""Seconds the watchers are given to end by themselves. What they have not made durable then, the next start does."""

HEARTBEAT = 20.0
"""Seconds between two looks at the clocks and the watchers' health; fewer where systemd's watchdog is stricter."""

JUMP = 5.0
"""Seconds by which the clock may run away from the monotonic one between two looks. More is a sleep, or a set clock."""


def clock() -> datetime:
    """Tell the time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place below the command line


@dataclass(frozen=True, slots=True)
class Watched:
    """An account to watch: its name, how to connect, and how to make its pass on a connection."""

    name: str
    connect: Callable[[], ImapMailstore]
    cycle: Callable[[ImapMailstore], Cycle]


@dataclass(frozen=True, slots=True)
class Pace:
    """How eager a watcher is, in seconds.

    After trouble it rests for between half of `first` and `first`, doubled each time up to `longest`; a connection
    that held for `steady` makes good for all trouble before. `breath` lies between two passes at least, so that a
    server that cries news without end costs one pass a breath, and a flock of mails is read in one. A watcher that
    gives no sign of life for `stuck` longer than it had reason to is not well; every batch of mail is a sign.
    """

    first: float = 5.0
    longest: float = 900.0
    steady: float = 60.0
    breath: float = 1.0
    stuck: float = 1800.0


class _Ending(Exception):
    """The end was asked for in the middle of a pass."""


def _never() -> bool:
    """Nothing is ever edited."""
    return False


def _nothing(*_: object) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Watcher:
    """The thread of one account. `said` is told of every pass and of every trouble, in the watcher's thread."""

    account: Watched
    turn: threading.Lock
    poll: timedelta
    said: Callable[[str, Pass | AfterwordError], None]
    now: Callable[[], datetime] = clock
    pace: Pace = field(default_factory=Pace)
    refused: LoginRefused | None = None
    crashed: BaseException | None = None
    wakeup: Wakeup = field(default_factory=Wakeup)
    over: bool = False
    _appoint: Callable[[datetime], None] = _nothing
    _left: Callable[[], None] = _nothing
    _stopping: threading.Event = field(default_factory=threading.Event)
    _expected: float = float("inf")
    _thread: threading.Thread | None = None

    def start(self, appoint: Callable[[datetime], None] = _nothing, left: Callable[[], None] = _nothing) -> None:
        """Begin watching. `appoint` is asked to wake us at an instant, the last one asked for; `left` hears the end."""
        self._appoint, self._left = appoint, left
        self._thread = threading.Thread(target=self._run, name=f"watch-{self.account.name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end; it may be waiting on the server."""
        self._stopping.set()
        if not self.over:
            self.wakeup.wake()

    def join(self, seconds: float) -> None:
        """Wait for the end, but not for ever."""
        if self._thread is not None:
            self._thread.join(seconds)
        if self.over:
            self.wakeup.close()

    @property
    def healthy(self) -> bool:
        """Whether it goes on as it should, or has ended for a reason only the user can mend."""
        return self.refused is not None or (not self.over and time.monotonic() < self._expected)

    def _run(self) -> None:
        try:
            self._watch()
        except _Ending:
            pass
        except LoginRefused as refusal:
            self.refused = refusal
            self.said(self.account.name, refusal)
        except BaseException as bug:  # noqa: BLE001 - kept for whoever started us, who ends with it
            self.crashed = bug
        finally:
            self.over = True
            self._left()

    def _watch(self) -> None:
        """Connection after connection, with ever longer rests while none of them holds."""
        delay = self.pace.first
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                self._hold()
            except ServerError as trouble:
                if time.monotonic() - began >= self.pace.steady:
                    delay = self.pace.first
                self.said(self.account.name, trouble)
                self._rest(delay, trouble)
                delay = min(delay * 2, self.pace.longest)

    def _hold(self) -> None:
        """Pass after pass on one connection, until it fails or the end is asked for."""
        self._expect(within=0)
        store = self.account.connect()
        try:
            while not self._stopping.is_set():
                done = self._pass(store)
                self.said(self.account.name, done)
                self._wait(store, done)
        finally:
            store.close()

    def _pass(self, store: ImapMailstore) -> Pass:
        self._expected = float("inf")  # whoever has the turn answers for the wait
        with self.turn:
            self._expect(within=0)
            return self.account.cycle(store).run(self.now(), progress=self._moved)

    def _moved(self, _box: Box, _done: int, _total: int) -> None:
        """A batch is durable: a sign of life, and a good moment to end."""
        if self._stopping.is_set():
            raise _Ending
        self._expect(within=0)

    def _wait(self, store: ImapMailstore, done: Pass) -> None:
        """Until the server has news, somebody calls, the plan's next instant comes, or it is time to look anyway."""
        began, patience = time.monotonic(), self.poll.total_seconds()
        if done.plan.next_due is not None:
            self._appoint(done.plan.next_due)
        self._expect(within=patience)
        store.wait(patience, self.wakeup)
        self.wakeup.clear()
        self._stopping.wait(max(0.0, began + self.pace.breath - time.monotonic()))

    def _rest(self, delay: float, trouble: ServerError) -> None:
        """Leave the server alone: as long as it asked for whatever happens, and then until called or rested."""
        pause = trouble.pause if isinstance(trouble, Throttled) else 0.0
        jittered = random.uniform(delay / 2, delay)  # noqa: S311 - jitter is no secret
        self._expect(within=pause + jittered)
        self._stopping.wait(pause)
        self.wakeup.clear()
        if not self._stopping.is_set():
            bell = select.poll()
            bell.register(self.wakeup, select.POLLIN)
            bell.poll(jittered * 1000)

    def _expect(self, within: float) -> None:
        self._expected = time.monotonic() + within + self.pace.stuck


async def watch(
    watchers: Sequence[Watcher],
    notice: Notice,
    *,
    heartbeat: float = HEARTBEAT,
    grace: float = GRACE,
    now: Callable[[], datetime] = clock,
    edited: Callable[[], bool] = _never,
) -> None:
    """Run the watchers until SIGTERM, SIGINT, until one crashes or none is left; tell systemd how it stands.

    SIGHUP makes all of them look at once, and so does `edited`, asked at every heartbeat whether the configuration has
    changed: the next pass takes it up. A watcher that cannot end within `grace` seconds, for its server is silent,
    is left behind: it ends with the process, and what is durable stays.
    """
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    loop.add_signal_handler(signal.SIGHUP, _wake, watchers)
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True})
    scheduler.start()
    for watcher in watchers:
        watcher.start(_appointments(scheduler, watcher), _threadsafe(loop, lambda: _end_if_over(watchers, ended)))
    notice.ready()
    try:
        await _beat(watchers, notice, ended, min(heartbeat, notice.patience / 3), now, edited)
    finally:
        notice.stopping()
        scheduler.shutdown(wait=False)
        for watcher in watchers:
            watcher.stop()
        deadline = time.monotonic() + grace
        for watcher in watchers:
            watcher.join(max(0.0, deadline - time.monotonic()))


def _wake(watchers: Sequence[Watcher]) -> None:
    for watcher in watchers:
        watcher.wakeup.wake()


def _appointments(scheduler: AsyncIOScheduler, watcher: Watcher) -> Callable[[datetime], None]:
    async def ring() -> None:
        watcher.wakeup.wake()

    def appoint(at: datetime) -> None:
        scheduler.add_job(ring, "date", run_date=at, id=watcher.account.name, replace_existing=True)

    return appoint


def _threadsafe(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> Callable[[], None]:
    def soon() -> None:
        with suppress(RuntimeError):  # the loop has closed: nobody asks any more
            loop.call_soon_threadsafe(call)

    return soon


def _end_if_over(watchers: Sequence[Watcher], ended: asyncio.Event) -> None:
    if any(watcher.crashed for watcher in watchers) or all(watcher.over for watcher in watchers):
        ended.set()


async def _beat(
    watchers: Sequence[Watcher],
    notice: Notice,
    ended: asyncio.Event,
    every: float,
    now: Callable[[], datetime],
    edited: Callable[[], bool],
) -> None:
    """Feed the watchdog while all are well; wake everyone for an edit, or when the clock has jumped.

    Appointments miss a jump: they are kept by the monotonic clock, which stands still while the machine sleeps. And the
    watchdog must not starve when the clock is set back: that is why the beat itself is not an appointment.
    """
    ahead = _ahead(now)
    while not ended.is_set():
        before, ahead = ahead, _ahead(now)
        if abs(ahead - before) > JUMP or edited():
            _wake(watchers)
        if all(watcher.healthy for watcher in watchers):
            notice.alive()
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), every)


def _ahead(now: Callable[[], datetime]) -> float:
    """Seconds by which the clock is ahead of the monotonic one."""
    return now().timestamp() - time.monotonic()
