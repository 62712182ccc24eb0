"""The word to systemd: what is sent, to whom, and that it never disturbs."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.notice import Notice


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[tuple[socket.socket, str]]:
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(address)
        listener.settimeout(5)
        yield listener, address


def test_each_word_is_one_datagram(systemd: tuple[socket.socket, str]) -> None:
    listener, address = systemd
    notice = Notice.from_environment({"NOTIFY_SOCKET": address})
    notice.ready()
    notice.alive()
    notice.status("personal: watching\nMAINPID=1")
    notice.stopping()

    said = [listener.recv(200) for _ in range(4)]
    assert said == [b"READY=1", b"WATCHDOG=1", b"STATUS=personal: watching MAINPID=1", b"STOPPING=1"]


def test_an_address_in_the_abstract_namespace_is_understood() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind("")  # the system chooses a name in the abstract namespace
        name = listener.getsockname()[1:].decode()
        listener.settimeout(5)
        Notice.from_environment({"NOTIFY_SOCKET": f"@{name}"}).ready()
        assert listener.recv(20) == b"READY=1"


@pytest.mark.parametrize("environ", [{}, {"NOTIFY_SOCKET": ""}, {"NOTIFY_SOCKET": "/nowhere/at/all"}])
def test_without_a_supervisor_nothing_happens(environ: dict[str, str]) -> None:
    Notice.from_environment(environ).ready()


def test_a_supervisor_that_does_not_read_is_not_waited_for(systemd: tuple[socket.socket, str]) -> None:
    notice = Notice(systemd[1])
    for _ in range(2000):
        notice.alive()


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("120000000", 120.0), ("", float("inf")), ("0", float("inf")), ("soon", float("inf")), ("²", float("inf"))],
)
def test_the_watchdogs_patience_is_what_systemd_told(told: str, seconds: float) -> None:
    assert Notice.from_environment({"WATCHDOG_USEC": told}).patience == seconds
