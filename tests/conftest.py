"""What holds for every test: Hypothesis is repeatable, nothing leaves this machine, servers hear what they may.

The last two are watched over the whole run, whatever the single tests assert, and reported at its end.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

import pytest
from hypothesis import settings

from tests.servers.record import ALLOWED, heard

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("quick", settings.get_profile("repeatable"), max_examples=20)
settings.load_profile("repeatable")

SMTP_PORTS = frozenset({25, 465, 587, 2525})
called: set[tuple[str, int]] = set()
"""Every address a socket of this process was told to connect to."""


def _overhear(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        called.add((str(arguments[1][0]), int(arguments[1][1])))


sys.addaudithook(_overhear)


def _wrong() -> list[str]:
    strangers = {host for host, _ in called if not _is_here(host)}
    found = [f"IMAP command outside the list: {name}" for name in sorted(set(heard) - ALLOWED)]
    found += [f"connection to another machine: {host}" for host in sorted(strangers)]
    return found + [f"SMTP connection: {host}:{port}" for host, port in sorted(called) if port in SMTP_PORTS]


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the whole run when a server heard what it must not, or a connection left this machine."""
    if _wrong() and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was heard."""
    if heard:
        total = ", ".join(f"{name} {count}" for name, count in sorted(heard.items()))
        terminalreporter.write_line(f"IMAP commands the recorded servers heard over this run: {total}")
    terminalreporter.write_line(f"SMTP connections over this run: {sum(port in SMTP_PORTS for _, port in called)}")
    for line in _wrong():
        terminalreporter.write_line(line, red=True)
