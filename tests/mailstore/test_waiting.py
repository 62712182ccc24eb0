"""Waiting for mail on lines that lose, split, merge and delay what is said: never deaf, never spinning, never stuck."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from agent.errors import ServerError
from agent.mailstore import Wake, Wakeup
from agent.mailstore.account import Timeouts
from agent.ports import Box
from tests.mailstore.conftest import IMPATIENT, MakeStore
from tests.servers.scripted import Peer, Reply, ScriptedServer, opened, refusing, untagged

Listening = Callable[[Reply], ScriptedServer]


@pytest.fixture(params=["plain", "tls"])
def wait_on(
    request: pytest.FixtureRequest, make_store: MakeStore, loopback_certificate: tuple[Path, ssl.SSLContext]
) -> Callable[..., Wake]:
    """Waits on a server that answers IDLE so, with and without TLS."""
    ca_file, context = loopback_certificate

    def wait(idle: Reply, seconds: float = 5.0, wake: Wakeup | None = None, timeouts: Timeouts = IMPATIENT) -> Wake:
        tls = request.param == "tls"
        with ScriptedServer({"IDLE": idle}, tls=context if tls else None) as server:
            security = {"security": "tls", "ca_file": str(ca_file)} if tls else {}
            return make_store(server, timeouts=timeouts, **security).wait(seconds, wake)

    return wait


def done(peer: Peer, tag: bytes, *before: bytes) -> None:
    assert peer.line() == b"DONE"
    peer.send(b"".join(before) + tag + b" OK idle done\r\n")


def saying(*packets: bytes) -> Reply:
    def idle(peer: Peer, tag: bytes, _: bytes) -> None:
        peer.send(*packets)
        done(peer, tag)

    return idle


@pytest.mark.parametrize(
    "packets",
    [
        pytest.param((b"+ idling\r\n", b"* 5 EXISTS\r\n"), id="one line after the other"),
        pytest.param((b"+ idling\r\n* 5 EXISTS\r\n",), id="in one packet with the plus"),
        pytest.param((b"* 5 EXISTS\r\n+ idling\r\n",), id="before the plus"),
        pytest.param((b"+ idling\r\n", b"* 5 EX", b"ISTS\r\n"), id="cut in two"),
        pytest.param((b"+ idling\r\n", *(b"%c" % c for c in b"* 5 EXISTS\r\n")), id="byte by byte"),
        pytest.param((b"+ idling\r\n* OK Still here\r\n* 5 EXISTS\r\n* 1 RECENT\r\n",), id="among other lines"),
        pytest.param((b"+ \r\n* 2 EXPUNGE\r\n* 4 EXISTS\r\n",), id="after one was expunged"),
        pytest.param((b"* OK hold on\r\n+ idling\r\n* 5 exists\r\n",), id="in lower case"),
    ],
)
def test_news_is_heard_however_it_comes(wait_on: Callable[..., Wake], packets: tuple[bytes, ...]) -> None:
    assert wait_on(saying(*packets)) is Wake.NEWS


@pytest.mark.parametrize(
    "noise",
    [
        b"",
        b"* OK Still here\r\n",
        b"* 2 FETCH (FLAGS (\\Seen))\r\n",
        b"* 4 EXISTS\r\n",
        b"* 3 EXPUNGE\r\n* 3 EXISTS\r\n",
        b"* 0 RECENT\r\n",
        b"* 5 EXI",
    ],
)
def test_what_is_no_news_does_not_end_the_waiting(wait_on: Callable[..., Wake], noise: bytes) -> None:
    def idle(peer: Peer, tag: bytes, _: bytes) -> None:
        peer.send(b"+ idling\r\n" + noise)
        assert peer.line() == b"DONE"
        peer.send(b"" if noise.endswith(b"\n") or not noise else b"STS-NOT\r\n", tag + b" OK done\r\n")

    assert wait_on(idle, 0.15) is Wake.TIMEOUT


def test_news_in_the_answer_to_done_counts(wait_on: Callable[..., Wake]) -> None:
    def idle(peer: Peer, tag: bytes, _: bytes) -> None:
        peer.send(b"+ idling\r\n")
        done(peer, tag, b"* 5 EXISTS\r\n")

    assert wait_on(idle, 0.05) is Wake.NEWS


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param(lambda peer: peer.hang_up(), id="hangs up"),
        pytest.param(lambda peer: peer.reset(), id="breaks off"),
        pytest.param(lambda peer: (peer.send(b"* 5 EXI"), peer.hang_up()), id="hangs up in a line"),
    ],
)
def test_a_connection_that_dies_is_noticed_at_once(
    wait_on: Callable[..., Wake], ending: Callable[[Peer], object]
) -> None:
    def idle(peer: Peer, _: bytes, __: bytes) -> None:
        peer.send(b"+ idling\r\n")
        ending(peer)

    before, spent = time.monotonic(), time.process_time()
    with pytest.raises(ServerError):
        wait_on(idle, 5.0)
    assert time.monotonic() - before < 2
    assert time.process_time() - spent < 1


def test_a_farewell_is_passed_on_in_the_servers_words(wait_on: Callable[..., Wake]) -> None:
    with pytest.raises(ServerError, match="Autologout; idle for too long"):
        wait_on(lambda peer, _, __: peer.send(b"+ idling\r\n", b"* BYE Autologout; idle for too long\r\n"))


def test_a_farewell_instead_of_the_plus_ends_the_waiting(wait_on: Callable[..., Wake]) -> None:
    with pytest.raises(ServerError, match="shutting down"):
        wait_on(lambda peer, _, __: (peer.send(b"* BYE shutting down\r\n"), peer.hang_up())[1])


def test_a_server_that_never_says_plus_is_given_up(wait_on: Callable[..., Wake]) -> None:
    with pytest.raises(ServerError, match="in time"):
        wait_on(lambda peer, _, __: peer.send(b"* OK in a moment\r\n"))


def test_a_half_open_connection_is_given_up_when_done_is_not_answered(wait_on: Callable[..., Wake]) -> None:
    def idle(peer: Peer, _: bytes, __: bytes) -> None:
        peer.send(b"+ idling\r\n")
        assert peer.line() == b"DONE"

    with pytest.raises(ServerError, match="in time"):
        wait_on(idle, 0.05)


def test_a_server_that_refuses_to_idle_is_an_error(wait_on: Callable[..., Wake]) -> None:
    with pytest.raises(ServerError, match="not now"):
        wait_on(refusing(b"NO not now"))


def test_a_line_without_end_is_given_up(wait_on: Callable[..., Wake]) -> None:
    with pytest.raises(ServerError):
        wait_on(lambda peer, _, __: peer.send(b"+ idling\r\n" + b"x" * 1_200_000))


def test_idle_is_renewed_and_still_hears(make_store: MakeStore) -> None:
    rounds = iter(range(10))

    def idle(peer: Peer, tag: bytes, _: bytes) -> None:
        peer.send(b"+ idling\r\n" + (b"* 5 EXISTS\r\n" if next(rounds) == 2 else b""))
        done(peer, tag)

    with ScriptedServer({"IDLE": idle}) as server:
        store = make_store(server, timeouts=Timeouts(connect=2, read=2, command=5, idle=0.05))
        assert store.wait(5) is Wake.NEWS
        assert server.said(b"IDLE") == 3


def test_a_bell_that_rang_before_is_heard_at_once(wait_on: Callable[..., Wake]) -> None:
    wakeup = Wakeup()
    wakeup.wake()
    wakeup.wake()
    try:
        assert wait_on(saying(b"+ idling\r\n"), 5, wakeup) is Wake.WOKEN
        assert not wakeup.is_set()
    finally:
        wakeup.close()


def test_a_bell_from_another_thread_is_heard_while_waiting(wait_on: Callable[..., Wake]) -> None:
    wakeup = Wakeup()

    def idle(peer: Peer, tag: bytes, _: bytes) -> None:
        peer.send(b"+ idling\r\n")
        wakeup.wake()
        done(peer, tag)

    try:
        assert wait_on(idle, 5, wakeup) is Wake.WOKEN
    finally:
        wakeup.close()


def test_without_idle_the_server_is_asked_now_and_then(make_store: MakeStore) -> None:
    answers = iter([b"", b"* 4 EXISTS\r\n", b"* 5 EXISTS\r\n"])

    def noop(peer: Peer, tag: bytes, _: bytes) -> None:
        peer.send(next(answers) + tag + b" OK\r\n")

    with ScriptedServer({"NOOP": noop}, capabilities=b"IMAP4rev1") as server:
        store = make_store(server, timeouts=Timeouts(connect=2, read=2, command=5, poll=0.03))
        assert store.wait(5) is Wake.NEWS
        assert (server.said(b"NOOP"), server.said(b"IDLE")) == (3, 0)


def test_without_idle_a_dead_connection_is_noticed_at_once(make_store: MakeStore) -> None:
    opening = opened()

    def examine(peer: Peer, tag: bytes, arguments: bytes) -> None:
        opening(peer, tag, arguments)
        peer.hang_up()

    with ScriptedServer({"EXAMINE": examine}, capabilities=b"IMAP4rev1") as server, pytest.raises(ServerError):
        make_store(server).wait(5)


def test_mail_that_came_after_the_scan_is_news_without_waiting(make_store: MakeStore) -> None:
    with ScriptedServer({"SEARCH": untagged(b"SEARCH"), "IDLE": saying(b"+ idling\r\n")}) as server:
        store = make_store(server, timeouts=IMPATIENT)
        list(store.scan(Box.INBOX, None, date(2026, 1, 1)))
        server.answers["EXAMINE"] = opened(exists=5, uidnext=6)
        assert store.wait(5) is Wake.NEWS
        assert server.said(b"IDLE") == 0


def test_a_store_waits_again_after_the_connection_was_lost(make_store: MakeStore) -> None:
    replies: Iterator[Reply] = iter([lambda peer, _, __: peer.hang_up(), saying(b"+ idling\r\n* 5 EXISTS\r\n")])

    def idle(peer: Peer, tag: bytes, rest: bytes) -> None:
        next(replies)(peer, tag, rest)

    with ScriptedServer({"IDLE": idle}) as server:
        store = make_store(server, timeouts=IMPATIENT)
        with pytest.raises(ServerError):
            store.wait(5)
        assert store.wait(5) is Wake.NEWS
        assert server.said(b"LOGIN") == 2


def test_ringing_a_full_bell_does_not_block() -> None:
    wakeup = Wakeup()

    def ring() -> None:
        for _ in range(10_000):
            wakeup.wake()

    ringer = threading.Thread(target=ring)
    ringer.start()
    ringer.join(10)
    assert not ringer.is_alive()
    wakeup.clear()
    assert not wakeup.is_set()
    wakeup.close()
