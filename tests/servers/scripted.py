"""An IMAP server that answers by script: what no real server does on demand, done at once and every time.

It keeps no mail. It answers the commands every session needs, and each test gives the answers it is about.
"""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import trustme

Reply = Callable[["Peer", bytes, bytes], None]
"""Answers one command: to whom, the command's tag, its arguments."""


class Peer:
    """The client as the server sees it."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._reader = sock.makefile("rb")

    def send(self, *chunks: bytes) -> None:
        """Send each chunk in a packet (and TLS record) of its own."""
        for chunk in chunks:
            self._sock.sendall(chunk)

    def line(self) -> bytes:
        """The client's next line, without its end; empty at the end of the stream."""
        return self._reader.readline().rstrip(b"\r\n")

    def literal(self, size: int) -> bytes:
        """So many bytes from the client."""
        return self._reader.read(size)

    def ok(self, tag: bytes, text: bytes = b"done") -> None:
        """Answer OK."""
        self.send(tag + b" OK " + text + b"\r\n")

    def hang_up(self) -> None:
        """Close the connection."""
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def reset(self) -> None:
        """Break the connection off with RST."""
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._reader.close()
        self._sock.close()


def untagged(*lines: bytes, text: bytes = b"done") -> Reply:
    """Answer with these untagged lines and OK."""

    def reply(peer: Peer, tag: bytes, _: bytes) -> None:
        peer.send(b"".join(b"* " + line + b"\r\n" for line in lines) + tag + b" OK " + text + b"\r\n")

    return reply


def refusing(answer: bytes) -> Reply:
    """Answer with a tagged line of our own: `NO [UNAVAILABLE] …`."""
    return lambda peer, tag, _: peer.send(tag + b" " + answer + b"\r\n")


def opened(exists: int = 4, uidnext: int = 5, uidvalidity: int = 7) -> Reply:
    """The answer to EXAMINE."""
    return untagged(
        b"%d EXISTS" % exists, b"OK [UIDVALIDITY %d] ok" % uidvalidity, b"OK [UIDNEXT %d] ok" % uidnext,
        text=b"[READ-ONLY] opened",
    )  # fmt: skip


class ScriptedServer:
    """Listens on loopback and answers every command with `answers`, else with the usual ones, else with BAD."""

    host = "127.0.0.1"
    user, password = "sam", "secret"

    def __init__(
        self,
        answers: Mapping[str, Reply] | None = None,
        capabilities: bytes = b"IMAP4rev1 IDLE UIDPLUS SPECIAL-USE",
        greeting: bytes = b"* OK ready\r\n",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.answers: dict[str, Reply] = {
            "CAPABILITY": untagged(b"CAPABILITY " + capabilities),
            "LOGIN": untagged(),
            "LIST": untagged(rb'LIST () "/" INBOX', rb'LIST (\Drafts) "/" Drafts', rb'LIST (\Sent) "/" Sent'),
            "EXAMINE": opened(),
            "NOOP": untagged(),
            "LOGOUT": untagged(b"BYE see you"),
            **(answers or {}),
        }
        self.commands: list[bytes] = []
        self._greeting, self._tls = greeting, tls
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._spawn(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sock in (self._listener, *self._sockets):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        for thread in self._threads:
            thread.join(5)

    def said(self, name: bytes) -> int:
        """How often a command came."""
        return sum(name in line.split()[1:3] for line in self.commands)

    def _spawn(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._sockets.append(sock)
                self._spawn(lambda sock=sock: self._serve(sock))  # type: ignore[misc] # the loop's variable, bound

    def _serve(self, sock: socket.socket) -> None:
        with suppress(OSError, ValueError):
            if self._tls:
                sock = self._tls.wrap_socket(sock, server_side=True)
                self._sockets.append(sock)
            peer = Peer(sock)
            peer.send(self._greeting)
            while line := peer.line():
                self.commands.append(line)
                tag, _, rest = line.partition(b" ")
                name, _, arguments = rest.partition(b" ")
                if name == b"UID":
                    name, _, arguments = arguments.partition(b" ")
                reply = self.answers.get(name.decode("ascii", "replace"), refusing(b"BAD unknown"))
                reply(peer, tag, arguments)


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate authority's file (`cert.pem`), and a server's context for loopback that it vouches for."""
    key, cert, authority = folder / "key.pem", folder / "server.pem", folder / "cert.pem"
    issuer = trustme.CA()
    issued = issuer.issue_cert("localhost", "127.0.0.1")
    issuer.cert_pem.write_to_path(authority)
    issued.private_key_pem.write_to_path(key)
    cert.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return authority, context
