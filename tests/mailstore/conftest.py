"""The servers every promise is kept on: the embedded one, a Dovecot, and a Dovecot with little to offer."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agent.demo.server import EmbeddedServer
from agent.mailstore import Account, ImapMailstore, Timeouts
from tests.servers.dovecot import POOR, Dovecot, require_dovecot
from tests.servers.proxy import FaultProxy
from tests.servers.scripted import ScriptedServer, certificate

Server = EmbeddedServer | Dovecot
MakeStore = Callable[..., ImapMailstore]

WHEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
QUICK = Timeouts(connect=5, read=5, command=20, poll=0.2)
IMPATIENT = Timeouts(connect=2, read=0.25, command=1.0, idle=5, poll=5)


def digest(raw: bytes) -> str:
    """A digest that does not see line ends, as the real one does not."""
    return hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()


def mail(number: int = 1, body: str = "Hello.\r\n", **headers: str) -> bytes:
    """A small message, its headers as keywords."""
    fields = {
        "From": "Ann Lee <ann@acme.example>",
        "To": "Sam Doe <sam@example.org>",
        "Message-ID": f"<{number}@acme.example>",
        "Date": "Mon, 2 Mar 2026 10:00:00 +0000",
        "Subject": f"Mail {number}",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return ("".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n" + body).encode()


@pytest.fixture(
    params=[
        pytest.param("embedded", marks=pytest.mark.server),
        pytest.param("dovecot", marks=pytest.mark.server),
        pytest.param("poor", marks=pytest.mark.server),
    ]
)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server with nothing in it."""
    if request.param == "embedded":
        with EmbeddedServer() as embedded:
            yield embedded
    else:
        require_dovecot()
        with Dovecot(extra=POOR if request.param == "poor" else "") as dovecot:
            yield dovecot


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    """A Dovecot with nothing in it."""
    require_dovecot()
    with Dovecot() as running:
        yield running


@pytest.fixture
def make_store() -> Iterator[MakeStore]:
    """Makes mailstores on a server, a proxy or a script, and closes them in the end."""
    with ExitStack() as stack:

        def make(
            server: Server | ScriptedServer,
            through: FaultProxy | None = None,
            **account: Any,  # noqa: ANN401 - the fields of Account
        ) -> ImapMailstore:
            if through is None and not isinstance(server, ScriptedServer) and "port" not in account:
                through = stack.enter_context(FaultProxy(server.port))  # faultless: it records what is said
            fields = {"security": "none", "timeouts": QUICK, "port": (through or server).port, **account}
            made = Account("personal", server.host, server.user, **fields)
            store = ImapMailstore(made, lambda: server.password, digest)
            stack.callback(store.close)
            return store

        yield make


@pytest.fixture(scope="session")
def loopback_certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate authority's file, and the server's side of TLS."""
    return certificate(tmp_path_factory.mktemp("tls"))
