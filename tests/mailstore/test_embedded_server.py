"""The embedded server: starts at once, holds mail, and leaves nothing behind."""

from __future__ import annotations

import socket
import threading

import pytest

from agent.demo.server import EmbeddedServer
from tests.mailstore.conftest import WHEN, mail

pytestmark = pytest.mark.server


def test_it_holds_what_is_delivered_until_it_is_removed() -> None:
    with EmbeddedServer() as server:
        first, second = (server.deliver("INBOX", mail(n), WHEN, [r"\Seen"]) for n in (1, 2))
        assert server.messages("INBOX") == {first: mail(1), second: mail(2)}
        assert server.flags("INBOX", first) == {r"\Seen"}
        server.remove("INBOX", first)
        assert set(server.messages("INBOX")) == {second}


def test_it_leaves_neither_thread_nor_port_behind() -> None:
    threads = threading.active_count()
    with EmbeddedServer() as server, socket.create_connection((server.host, server.port), timeout=5) as sock:
        assert sock.recv(64).startswith(b"* OK")
    assert threading.active_count() == threads
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((server.host, server.port), timeout=5)


def test_a_port_that_is_taken_is_an_error_and_the_thread_ends() -> None:
    threads = threading.active_count()
    with EmbeddedServer() as server:
        second = EmbeddedServer(port=server.port)
        with pytest.raises(OSError, match="address already in use"):
            second.start()
    assert threading.active_count() == threads
