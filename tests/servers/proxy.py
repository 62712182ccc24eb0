"""A TCP proxy with faults, and a recorder of what the client says: one thread per connection and direction.

A fault waits for its bytes to pass in its direction and then does what it says, once. So a test can cut a connection in
the middle of a literal, or after the server stored a message and before its OK arrives.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self

from tests.servers.record import commands_in, heard

PACE = 0.001
"""Seconds between two bytes of a trickle."""

Kind = Literal["cut", "reset", "stall", "split", "trickle", "hold"]
Direction = Literal["up", "down"]


@dataclass
class Fault:
    """After `match` has passed, and `after` bytes more (less, when negative): what happens, once.

    cut: both sides see the end. reset: the client sees RST. stall: swallow all that follows in this direction.
    split: give the rest in two packets, the second when `release` is called. trickle: byte by byte from here on.
    hold: keep everything from here on and give it in one packet when `release` is called.
    """

    kind: Kind
    direction: Direction = "down"
    match: bytes = b""
    after: int = 0
    struck: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)
    spent: bool = False


class FaultProxy:
    """Passes a TCP connection on to `port`, with faults; `lines` is all the client said, over all connections."""

    host = "127.0.0.1"

    def __init__(self, port: int, faults: tuple[Fault, ...] = ()) -> None:
        self.faults = list(faults)
        self.said = b""
        self.connections = 0
        self._target = port
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._closing = False

    def __enter__(self) -> Self:
        self._spawn(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing = True
        for fault in self.faults:
            fault.release.set()
        for sock in (self._listener, *self._sockets):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        for thread in self._threads:
            thread.join(5)
        heard.update(commands_in(self.said))

    @property
    def lines(self) -> list[bytes]:
        """The client's lines, literals and all."""
        return self.said.split(b"\r\n")

    @property
    def commands(self) -> set[str]:
        """The names of the commands that went out; `UID X` counts as one."""
        return set(commands_in(self.said))

    def add(self, fault: Fault) -> Fault:
        """Lay a fault; it strikes the next time its bytes pass."""
        self.faults.append(fault)
        return fault

    def _spawn(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while not self._closing:
                client, _ = self._listener.accept()
                server = socket.create_connection((self.host, self._target))
                self.connections += 1
                for sock in (client, server):
                    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._sockets += [client, server]
                self._spawn(_Pump(self, client, server, "up").run)
                self._spawn(_Pump(self, server, client, "down").run)


class _Pump:
    """One direction of one connection."""

    def __init__(self, proxy: FaultProxy, source: socket.socket, sink: socket.socket, direction: Direction) -> None:
        self._proxy, self._source, self._sink, self._direction = proxy, source, sink, direction
        self._tail = b""

    def run(self) -> None:
        with suppress(OSError):
            while chunk := self._source.recv(65536):
                if self._direction == "up":
                    self._proxy.said += chunk
                if not self._pass(chunk):
                    return
            self._sink.shutdown(socket.SHUT_WR)

    def _pass(self, chunk: bytes) -> bool:
        """Give the chunk on, up to a fault; whether to go on."""
        for fault in self._proxy.faults:
            if fault.direction == self._direction and not fault.spent:
                seen = self._tail + chunk
                at = seen.find(fault.match)
                place = at + len(fault.match) + fault.after - len(self._tail)
                if at >= 0 and place <= len(chunk):
                    fault.spent = True
                    place = max(0, place)
                    self._sink.sendall(chunk[:place])
                    return self._strike(fault, chunk[place:])
        self._tail = (self._tail + chunk)[-4096:]
        self._sink.sendall(chunk)
        return True

    def _strike(self, fault: Fault, rest: bytes) -> bool:
        self._tail = b""
        if fault.kind in {"split", "hold"}:
            fault.struck.set()
            fault.release.wait(10)
            self._sink.sendall(rest if fault.kind == "split" else rest + self._waiting())
            return True
        if fault.kind == "trickle":
            fault.struck.set()
            for byte in rest:
                self._sink.sendall(bytes([byte]))
                fault.release.wait(PACE)
            return True
        if fault.kind == "stall":
            fault.struck.set()
            while self._source.recv(65536):
                pass
            return False
        if fault.kind == "reset":
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        for sock in (self._source, self._sink):
            if fault.kind == "cut" or sock is not self._client:
                with suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
        self._client.close() if fault.kind == "reset" else None
        fault.struck.set()
        return False

    @property
    def _client(self) -> socket.socket:
        return self._source if self._direction == "up" else self._sink

    def _waiting(self) -> bytes:
        """What has come meanwhile."""
        self._source.setblocking(False)
        try:
            return self._source.recv(65536)
        except BlockingIOError:
            return b""
        finally:
            self._source.setblocking(True)
