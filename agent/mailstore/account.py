"""Where an account's mail lies and how patient to be with its server. Values only; the secret is never among them."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Literal

from agent.errors import UserError

Security = Literal["tls", "starttls", "none"]
"""How the connection is protected; `none` is for a server on this very machine only."""

OAuth = Literal["", "XOAUTH2", "OAUTHBEARER"]
"""How an access token is presented; empty means that the secret is a password."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait for the server, in seconds.

    `connect` covers TCP and TLS, `read` one silence of the server, `command` a whole answer however slowly it
    trickles in. `idle` is how long one IDLE lasts: RFC 2177 asks for less than 29 minutes, routers on the way forget
    a quiet connection after ten or so. `poll` is the pace where the server has no IDLE.
    """

    connect: float = 15.0
    read: float = 30.0
    command: float = 300.0
    idle: float = 510.0
    poll: float = 120.0


@dataclass(frozen=True, slots=True)
class Account:
    """One IMAP account. `drafts` and `sent` name those mailboxes where the server does not tell them itself.

    `ca_file` adds a private certificate authority; verification is never turned off. `body_limit` is the most bytes
    read of one message: attachments make mail big, and they are never opened.
    """

    name: str
    host: str
    user: str
    port: int = 993
    security: Security = "tls"
    ca_file: str = ""
    drafts: str = ""
    sent: str = ""
    oauth: OAuth = ""
    body_limit: int = 2 * 1024 * 1024
    timeouts: Timeouts = field(default_factory=Timeouts)

    def __post_init__(self) -> None:
        if self.security == "none" and not is_loopback(self.host):
            raise UserError(
                f"account {self.name}: {self.host} is not this machine, so the password would cross the network in "
                'the clear; use security = "tls" or "starttls"'
            )


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0]).is_loopback
    except ValueError:
        return False
