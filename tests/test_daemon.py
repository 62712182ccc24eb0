"""When a watcher looks, how long it rests, and how all of it ends; last, the whole of it as a process on a server."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from agent.cycle import Pass, Progress
from agent.daemon import Pace, Watched, Watcher, clock, watch
from agent.deciding import Plan
from agent.errors import AfterwordError, LedgerError, LoginRefused, ServerError
from agent.mailstore import Throttled, Wake, Wakeup
from agent.notice import Notice
from agent.ports import Box

LONG = timedelta(hours=1)
EAGER = Pace(first=0.04, longest=0.16, breath=0.02)
DEADLINE = 20.0


@dataclass(slots=True)
class Account:
    """An account with a server that does as it is told: each step is an error to raise, or None to wait to be woken.

    A step is taken at every `connect`, and at every `wait`. Keeps the monotonic instants of connects and passes.
    """

    connecting: list[AfterwordError | None] = field(default_factory=list)
    waiting: list[AfterwordError | Wake | None] = field(default_factory=list)
    next_due: list[datetime] = field(default_factory=list)
    batches: int = 0
    stalled: threading.Event | None = None
    connects: list[float] = field(default_factory=list)
    passes: list[float] = field(default_factory=list)
    closed: int = 0
    crash: BaseException | None = None

    def watched(self, name: str = "personal") -> Watched:
        maker: Any = self
        return Watched(name, maker.connect, maker.cycle)

    def connect(self) -> Account:
        self.connects.append(time.monotonic())
        if self.connecting and (trouble := self.connecting.pop(0)):
            raise trouble
        return self

    def cycle(self, _store: object) -> Account:
        return self

    def run(self, now: datetime, progress: Progress) -> Pass:
        self.passes.append(time.monotonic())
        if self.crash:
            raise self.crash
        if self.stalled:
            self.stalled.wait(DEADLINE)
        for done in range(self.batches):
            progress(Box.INBOX, done, self.batches)
        return Pass(Plan(now, next_due=self.next_due.pop(0) if self.next_due else None), first=False)

    def wait(self, timeout: float, wake: Wakeup) -> Wake:
        step = self.waiting.pop(0) if self.waiting else None
        if isinstance(step, AfterwordError):
            raise step
        if step is not None:
            return step
        heard, _, _ = select.select([wake], [], [], timeout)
        return Wake.WOKEN if heard else Wake.TIMEOUT

    def close(self) -> None:
        self.closed += 1


@dataclass(slots=True)
class Told:
    """All that was said, and a way to wait for it."""

    lines: list[Pass | AfterwordError] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, _account: str, what: Pass | AfterwordError) -> None:
        with self.news:
            self.lines.append(what)
            self.news.notify_all()

    def until(self, count: int) -> None:
        with self.news:
            assert self.news.wait_for(lambda: len(self.lines) >= count, DEADLINE), self.lines


def watcher(
    account: Account, told: Told, pace: Pace = EAGER, poll: timedelta = LONG, name: str = "personal"
) -> Watcher:
    return Watcher(account.watched(name), threading.Lock(), poll, told, pace=pace)


@pytest.fixture
def started() -> Iterator[Callable[[Watcher], Watcher]]:
    running: list[Watcher] = []

    def start(made: Watcher) -> Watcher:
        made.start()
        running.append(made)
        return made

    yield start
    for made in running:
        made.stop()
        made.join(DEADLINE)
        assert made.over


def gaps(instants: Sequence[float]) -> list[float]:
    return [later - sooner for sooner, later in pairwise(instants)]


Start = Callable[[Watcher], Watcher]


def test_it_looks_at_the_start_and_when_called(started: Start) -> None:
    account, told = Account(), Told()
    made = started(watcher(account, told))
    told.until(1)
    made.wakeup.wake()
    told.until(2)
    assert len(account.connects) == 1


def test_it_looks_every_so_often_whatever_the_server_says(started: Start) -> None:
    told = Told()
    started(watcher(Account(), told, poll=timedelta(milliseconds=50)))
    told.until(4)


def test_a_server_that_hangs_up_at_once_each_time_is_left_alone_ever_longer(started: Start) -> None:
    account, told = Account(waiting=[ServerError("bye")] * 99), Told()
    started(watcher(account, told))
    told.until(12)  # a pass and a trouble, six times
    least = [EAGER.first / 2, EAGER.first, EAGER.longest / 2, EAGER.longest / 2]
    assert all(gap >= floor for gap, floor in zip(gaps(account.connects), least, strict=False))
    assert account.closed >= 5


def test_a_connection_that_held_makes_good_for_the_trouble_before(started: Start) -> None:
    hour = Pace(first=0.02, longest=3600, steady=0.05, breath=0.06)
    account, told = Account(waiting=[Wake.NEWS, ServerError("bye")] * 99), Told()
    started(watcher(account, told, pace=hour))
    told.until(30)  # doubled ten times, the rest would have been longer than the test


def test_a_server_that_cries_news_without_end_costs_one_pass_a_breath(started: Start) -> None:
    account, told = Account(waiting=[Wake.NEWS] * 99), Told()
    started(watcher(account, told))
    told.until(8)
    assert min(gaps(account.passes)) >= EAGER.breath


def test_a_call_ends_the_rest(started: Start) -> None:
    account, told = Account(connecting=[ServerError("no route")]), Told()
    made = started(watcher(account, told, pace=replace(EAGER, first=3600, longest=3600)))
    told.until(1)
    while len(told.lines) < 2:  # a call before the rest begins is not for it
        made.wakeup.wake()
        with told.news:
            told.news.wait(0.02)
    assert len(account.connects) == 2


def test_a_server_that_asks_to_be_left_alone_is_left_alone_whoever_calls(started: Start) -> None:
    account, told = Account(connecting=[Throttled("slow down", pause=0.3)]), Told()
    made = started(watcher(account, told))
    told.until(1)
    while len(told.lines) < 2:
        made.wakeup.wake()
        with told.news:
            told.news.wait(0.02)
    assert gaps(account.connects)[0] >= 0.3


def test_it_ends_while_it_rests(started: Start) -> None:
    for trouble in (ServerError("no route"), Throttled("slow down", pause=3600)):
        told = Told()
        made = started(watcher(Account(connecting=[trouble]), told, pace=replace(EAGER, first=3600, longest=3600)))
        told.until(1)
        made.stop()
        made.join(DEADLINE)
        assert made.over


def test_it_ends_between_two_batches_of_a_long_first_reading(started: Start) -> None:
    account, told = Account(batches=10**9), Told()
    made = started(watcher(account, told))
    made.stop()
    made.join(DEADLINE)
    assert made.over
    assert (made.crashed, told.lines) == (None, [])


def test_one_pass_runs_at_a_time(started: Start) -> None:
    turn, gate = threading.Lock(), threading.Event()
    first, second, told = Account(stalled=gate), Account(), Told()
    started(Watcher(first.watched(), turn, LONG, told, pace=EAGER))
    while not first.passes:
        threading.Event().wait(0.005)
    waiting = started(Watcher(second.watched("work"), turn, LONG, told, pace=replace(EAGER, stuck=-1.0)))
    while not second.connects:
        threading.Event().wait(0.005)
    assert not second.passes
    gate.set()
    told.until(2)
    assert waiting.over is False


def test_a_pass_that_gives_no_sign_of_life_is_not_well(started: Start) -> None:
    gate = threading.Event()
    account, told = Account(stalled=gate), Told()
    made = started(watcher(account, told, pace=replace(EAGER, stuck=0.05)))
    while made.healthy:
        threading.Event().wait(0.005)
    assert account.passes
    gate.set()
    told.until(1)
    while not made.healthy:  # the time to the next look is no reason for worry
        threading.Event().wait(0.005)


# All watchers together


def send(number: int) -> None:
    os.kill(os.getpid(), number)


def run(watchers: Sequence[Watcher], notice: Notice | None = None, **options: Any) -> float:  # noqa: ANN401 - those of watch
    """Watch until it ends by itself or by a signal, and not for ever; how long that took, in seconds."""
    late = threading.Timer(DEADLINE, send, [signal.SIGTERM])
    late.start()
    began = time.monotonic()
    asyncio.run(watch(watchers, notice or Notice(), **{"heartbeat": 0.02, "grace": 5.0, **options}))
    late.cancel()
    late.join()
    return time.monotonic() - began


def test_an_edit_of_the_configuration_makes_everyone_look() -> None:
    account, told = Account(), Told()
    edits = iter([False, True])

    def said(name: str, what: Pass | AfterwordError) -> None:
        told(name, what)
        if len(told.lines) == 2:
            send(signal.SIGTERM)

    made = Watcher(account.watched(), threading.Lock(), LONG, said, pace=EAGER)
    assert run([made], edited=lambda: bool(told.lines) and next(edits, False)) < DEADLINE
    assert len(account.passes) == 2


def test_it_looks_again_when_the_plans_next_instant_has_come() -> None:
    account, told = Account(next_due=[clock() + timedelta(seconds=0.3)]), Told()

    def said(name: str, what: Pass | AfterwordError) -> None:
        told(name, what)
        if len(told.lines) == 2:
            send(signal.SIGTERM)

    run([Watcher(account.watched(), threading.Lock(), LONG, said, pace=EAGER)])
    assert len(account.passes) == 2
    assert gaps(account.passes)[0] >= 0.2


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(hours=8)], ids=["set back", "asleep"])
def test_when_the_clock_has_jumped_everyone_looks(jump: timedelta) -> None:
    account, told = Account(), Told()

    asked = []

    def now() -> datetime:
        asked.append(clock())
        return asked[-1] + (jump if account.passes and len(asked) > 4 else timedelta())

    def said(name: str, what: Pass | AfterwordError) -> None:
        told(name, what)
        if len(told.lines) == 2:
            send(signal.SIGTERM)

    run([Watcher(account.watched(), threading.Lock(), LONG, said, pace=EAGER)], now=now)
    assert len(account.passes) == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_and_the_connections_are_closed(number: int) -> None:
    account = Account()
    run([Watcher(account.watched(), threading.Lock(), LONG, lambda *_: send(number))])
    assert account.closed == 1


def test_a_hang_up_signal_makes_everyone_look() -> None:
    account, told = Account(), Told()

    def said(name: str, what: Pass | AfterwordError) -> None:
        told(name, what)
        send(signal.SIGHUP if len(told.lines) == 1 else signal.SIGTERM)

    run([Watcher(account.watched(), threading.Lock(), LONG, said, pace=EAGER)])
    assert len(account.passes) == 2


def test_a_watcher_held_by_a_silent_server_is_left_behind() -> None:
    gate = threading.Event()
    account = Account(stalled=gate)
    threading.Timer(0.2, send, [signal.SIGTERM]).start()
    held = watcher(account, Told())
    took = run([held], grace=0.1)
    assert not held.over
    gate.set()
    held.join(DEADLINE)
    assert took < DEADLINE / 2


def test_a_crash_of_one_watcher_ends_all_at_once_and_is_kept() -> None:
    broken, well, told = Account(crash=LedgerError("the disk is full")), Account(), Told()
    watchers = [watcher(broken, told), watcher(well, told, name="work")]
    run(watchers, heartbeat=3600)
    assert [str(made.crashed) for made in watchers] == ["the disk is full", "None"]


def test_it_ends_at_once_when_every_login_is_refused() -> None:
    watchers = [watcher(Account(connecting=[LoginRefused("no")]), Told(), name=name) for name in ("personal", "work")]
    run(watchers, heartbeat=3600)
    assert all(made.refused for made in watchers)


def test_one_refused_login_leaves_the_others_at_work_and_the_watchdog_fed(tmp_path: Path) -> None:
    refused, well, told = Account(connecting=[LoginRefused("no")]), Account(), Told()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(DEADLINE)
        watchers = [watcher(refused, told), watcher(well, told, name="work")]

        def listen() -> None:
            told.until(2)
            for _ in range(5):
                while systemd.recv(100) != b"WATCHDOG=1":
                    pass
            send(signal.SIGTERM)

        listener = threading.Thread(target=listen)
        listener.start()
        run(watchers, Notice(str(tmp_path / "notify")))
        listener.join(DEADLINE)
    assert watchers[0].refused
    assert (watchers[1].refused, watchers[1].crashed) == (None, None)


def test_the_watchdog_is_not_fed_while_a_pass_is_stuck(tmp_path: Path) -> None:
    gate = threading.Event()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(DEADLINE)
        made = watcher(Account(stalled=gate), Told(), pace=replace(EAGER, stuck=0.0))
        threading.Timer(0.4, send, [signal.SIGTERM]).start()
        run([made], Notice(str(tmp_path / "notify"), patience=0.06), grace=0.05)
        gate.set()
        made.join(DEADLINE)
        said = [systemd.recv(100)]
        while said[-1] != b"STOPPING=1":
            said.append(systemd.recv(100))
    assert said.count(b"WATCHDOG=1") <= 2, "at most before the pass began"
    assert said[0] == b"READY=1"
