"""`afterword run` as systemd runs it: a process on a real Dovecot, with what lies between them breaking."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.ledger import open_ledger
from agent.ports import Box
from tests.configured import write_config
from tests.mails import NORTHWIND, letter
from tests.servers.dovecot import Dovecot, require_dovecot
from tests.servers.proxy import Fault, FaultProxy

pytestmark = [pytest.mark.server, pytest.mark.slow]

ROOT = Path(__file__).resolve().parent.parent
DEADLINE = 30.0
MARKER = "Xylophonquark"
WHEN = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
Notes = Callable[[str, object], None]


def eventually(condition: Callable[[], bool], what: str) -> float:
    """Wait until a condition holds; for how long, in seconds."""
    began, pause = time.monotonic(), threading.Event()
    while not condition():
        assert time.monotonic() - began < DEADLINE, what
        pause.wait(0.01)
    return time.monotonic() - began


@dataclass(slots=True)
class Service:
    """A config.toml, and what systemd does with it: start, listen, stop."""

    home: Path
    server: Dovecot
    proxy: FaultProxy
    systemd: socket.socket
    process: subprocess.Popen[bytes] | None = None
    told: list[str] = field(default_factory=list)

    def configure(self, password: str = "") -> None:
        write_config(self.home, self.proxy.port, self.server.user, password or self.server.password)

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "agent", "--config", str(self.home / "config.toml"), *words]

    def start(self) -> None:
        environment = {**os.environ, "NOTIFY_SOCKET": str(self.home / "notify"), "WATCHDOG_USEC": "600000"}
        with (self.home / "output").open("ab") as out:
            self.process = subprocess.Popen(self.command("run"), cwd=ROOT, env=environment, stdout=out, stderr=out)

    def types(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE, check=False
        )

    def output(self) -> str:
        return (self.home / "output").read_text()

    def hears(self, word: str, times: int = 1) -> bool:
        """Whether systemd has been told this so often."""
        try:
            while True:
                self.told.append(self.systemd.recv(200, socket.MSG_DONTWAIT).decode())
        except BlockingIOError:
            return self.told.count(word) >= times

    def looked(self, times: int = 1) -> bool:
        return self.hears("STATUS=personal: watching", times)

    def looks(self, times: int = 1) -> None:
        eventually(lambda: self.looked(times), self.output())

    def waits(self, connection: int = 1) -> None:
        """Until the process waits for news in IDLE, so often begun."""
        eventually(lambda: self.proxy.said.count(b"IDLE\r\n") >= connection, self.output())

    def ends(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Send a signal: the exit status, and how long the end took, in seconds."""
        assert self.process
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(DEADLINE), time.monotonic() - began

    def consistent(self) -> None:
        with open_ledger(self.home / "state" / "ledger.db", read_only=True) as ledger:
            assert ledger.verify() == ()

    def cursor(self) -> int:
        with open_ledger(self.home / "state" / "ledger.db", read_only=True) as ledger:
            cursor = ledger.cursor("personal", Box.INBOX)
        return cursor.uid if cursor else 0


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    require_dovecot()
    with (
        Dovecot() as server,
        FaultProxy(server.port) as proxy,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd,
    ):
        systemd.bind(str(tmp_path / "notify"))
        made = Service(tmp_path, server, proxy, systemd)
        made.configure()
        yield made
        if made.process and made.process.poll() is None:
            made.process.kill()
            made.process.wait()


def test_it_reads_wakes_on_new_mail_ends_when_asked_and_logs_no_word_of_it(
    service: Service, record_property: Notes
) -> None:
    marked = letter(
        f"{MARKER} Lee <{MARKER}@northwind.example>",
        f"{MARKER} interview",
        f"<{MARKER}@northwind.example>",
        WHEN,
        f"We would like to invite you to an interview for the {MARKER} position. {MARKER}\n",
        f"<{MARKER}-0@northwind.example>",
    )
    service.server.deliver("INBOX", marked, WHEN)
    service.start()
    service.looks()
    assert service.told[0] == "READY=1"
    service.waits()
    service.server.deliver("INBOX", NORTHWIND.invites(WHEN, WHEN), WHEN)
    latency = eventually(lambda: service.looked(2), service.output())
    eventually(lambda: service.hears("WATCHDOG=1", 3), "the watchdog is fed")
    service.waits(2)
    status, took = service.ends()

    record_property("wake-up latency, s", round(latency, 3))
    record_property("SIGTERM in IDLE, s", round(took, 3))
    assert latency < 5
    assert (status, took < 2) == (0, True)
    assert service.hears("STOPPING=1")
    assert service.cursor() == 2
    assert MARKER.lower() not in (service.output() + "".join(service.told)).lower()
    assert "northwind" not in service.output().lower()
    service.consistent()
    again = service.types("once")
    assert again.returncode == 0, again.stderr


def test_a_mail_that_cannot_be_understood_is_not_quoted_either(service: Service) -> None:
    raw = f"Subject: interview {MARKER}\r\nDate: {MARKER}\r\nFrom: <{MARKER}\r\nContent-Type: text/calendar\r\n\r\n"
    service.server.deliver("INBOX", raw.encode() + b"BEGIN:VCALENDAR\xff\r\n" + MARKER.encode(), WHEN)
    service.start()
    service.looks()
    assert service.ends()[0] == 0
    assert MARKER not in service.output()


@pytest.mark.parametrize("where", [b"* OK", b"[READ-ONLY]", b"+ idling"], ids=["greeting", "pass", "idle"])
def test_it_ends_in_time_while_the_server_is_silent(service: Service, record_property: Notes, where: bytes) -> None:
    fault = service.proxy.add(Fault("stall", match=where))
    service.start()
    eventually(fault.struck.is_set, "the server falls silent")
    service.hears("READY=1")
    eventually(lambda: service.hears("READY=1"), "systemd is told")
    status, took = service.ends()

    record_property("SIGTERM while stalled, s", round(took, 3))
    assert (status, took < 2) == (0, True), took
    service.consistent()
    assert service.types("once").returncode == 0


def test_a_connection_that_is_cut_is_made_anew_and_nothing_is_missed(service: Service) -> None:
    cut = service.proxy.add(Fault("cut", match=b"+ idling"))
    service.start()
    eventually(cut.struck.is_set, "the connection is cut")
    service.server.deliver("INBOX", NORTHWIND.invites(WHEN, WHEN), WHEN)
    service.looks(2)
    assert service.proxy.connections == 2
    assert service.cursor() == 1
    assert "trying again" in service.output()
    assert service.ends()[0] == 0


def test_killed_outright_it_goes_on_where_it_was(service: Service) -> None:
    service.server.deliver("INBOX", NORTHWIND.invites(WHEN, WHEN), WHEN)
    service.start()
    service.looks()
    assert service.ends(signal.SIGKILL)[0] == -signal.SIGKILL
    service.consistent()
    service.start()
    service.looks(2)
    assert service.ends()[0] == 0


def test_a_refused_login_ends_it_with_77_at_once(service: Service) -> None:
    service.configure("not the password")
    service.start()
    assert service.process
    assert service.process.wait(DEADLINE) == 77
    assert "refused" in service.output()
    assert "not the password" not in service.output()
    assert service.proxy.connections == 1


def test_a_second_one_says_that_another_runs(service: Service) -> None:
    service.start()
    service.looks()
    assert service.process
    second = service.types("run")
    assert second.returncode == 74
    assert f"nother Afterword (process {service.process.pid}) is using the ledger" in second.stderr
    assert service.ends()[0] == 0


def test_an_edit_takes_effect_without_a_restart_and_a_broken_one_is_told(service: Service) -> None:
    service.start()
    service.waits()
    config = service.home / "config.toml"
    whole = config.read_text()
    config.write_text(f'{whole}\n[rules.thank-you]\nafter = "4 ours"\n')
    broken = "STATUS=the edited configuration has 1 problem and is not taken up; the rules from before still hold"
    eventually(lambda: service.hears(broken), service.output())
    assert 'did you mean "4 hours"?' in service.output()
    config.write_text(f'{whole}\n[rules.thank-you]\nafter = "4 hours"\n')
    eventually(lambda: service.hears("STATUS=the edited configuration is taken up"), service.output())
    assert service.ends()[0] == 0
