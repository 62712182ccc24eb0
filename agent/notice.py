"""The word to systemd (sd_notify): ready, alive, stopping. Silent where no supervisor listens.

A datagram to the socket named in `NOTIFY_SOCKET`; nothing is read and nothing else is sent.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Tells the supervisor at `address`; an empty address tells nobody."""

    address: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Notice:
        """Take the address systemd gave; a leading `@` stands for the abstract namespace."""
        address = environ.get("NOTIFY_SOCKET", "")
        return cls("\0" + address[1:] if address.startswith("@") else address)

    def ready(self) -> None:
        """Started, and watching."""
        self._send("READY=1")

    def alive(self) -> None:
        """Feed the watchdog."""
        self._send("WATCHDOG=1")

    def status(self, text: str) -> None:
        """One line for `systemctl status`; never words from a mail."""
        self._send(f"STATUS={text}")

    def stopping(self) -> None:
        """On the way out."""
        self._send("STOPPING=1")

    def _send(self, text: str) -> None:
        if not self.address:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
            out.sendto(text.encode(), self.address)
