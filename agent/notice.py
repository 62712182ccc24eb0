"""The word to systemd (sd_notify): ready, alive, stopping. Silent where no supervisor listens.

A datagram to the socket named in `NOTIFY_SOCKET`; nothing is read, nothing else is sent, and nobody is waited for.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Tells the supervisor at `address`; an empty address tells nobody.

    `patience` is how many seconds its watchdog waits for a sign of life: for ever, without a watchdog.
    """

    address: str = ""
    patience: float = float("inf")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Notice:
        """Take what systemd gave; a leading `@` of the address stands for the abstract namespace."""
        address = environ.get("NOTIFY_SOCKET", "")
        microseconds = environ.get("WATCHDOG_USEC", "")
        patience = int(microseconds) / 1e6 if microseconds.isascii() and microseconds.isdigit() else 0.0
        return cls("\0" + address[1:] if address.startswith("@") else address, patience or float("inf"))

    def ready(self) -> None:
        """Started, and watching."""
        self._send("READY=1")

    def alive(self) -> None:
        """Feed the watchdog."""
        self._send("WATCHDOG=1")

    def status(self, text: str) -> None:
        """One line for `systemctl status`; never words from a mail."""
        self._send(f"STATUS={' '.join(text.split())}")

    def stopping(self) -> None:
        """On the way out."""
        self._send("STOPPING=1")

    def _send(self, text: str) -> None:
        if not self.address:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
            out.setblocking(False)
            out.sendto(text.encode(), self.address)
