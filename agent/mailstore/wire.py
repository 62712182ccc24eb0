"""The connection itself: a socket with deadlines, an own byte buffer, and the gate in front of every byte that leaves.

imaplib keeps the protocol's state; it reads and writes through here. Its buffered file is not used, because a buffered
file loses bytes when a time-out or a non-blocking read interrupts it, which is how IDLE goes deaf.
"""

from __future__ import annotations

import imaplib
import re
import selectors
import socket
import ssl
import time
from dataclasses import dataclass, field

from agent.mailstore.account import Account, is_loopback
from agent.mailstore.gate import Gate

LINE_LIMIT = 1_000_000
"""Longest line believed, in bytes; the answer to a SEARCH in windows stays well below."""
LITERAL_LIMIT = 32 * 1024 * 1024
"""Largest literal kept, in bytes; sizes are asked first and big messages cut, so only a lying server comes near."""
CHUNK = 256 * 1024
KEEPALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 15, "TCP_KEEPCNT": 4, "TCP_USER_TIMEOUT": 120_000}
"""A vanished peer is noticed after two minutes even while nothing is sent; seconds, the last in milliseconds."""

_LITERAL = re.compile(rb"\{([0-9]{1,12})\}\Z")
_PROSE = re.compile(rb"(?:\* (?:OK|NO|BAD|BYE|PREAUTH)|[A-Z]+[0-9]+) ")
_TAGGED = re.compile(rb"([A-Z]+[0-9]+) (OK|NO|BAD)(?: (.*))?", re.DOTALL)


class Bye(imaplib.IMAP4.abort):
    """The server hung up with a word; the text is the server's."""


@dataclass(slots=True)
class Answer:
    """How a command ended: OK, NO or BAD with its text, and the untagged responses that came before.

    A response is the pieces it came in: line, literal, line, literal, …, line. A literal above the limit is None.
    """

    status: str
    text: bytes
    responses: list[list[bytes | None]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the command succeeded."""
        return self.status == "OK"


class Wire(imaplib.IMAP4):
    """imaplib's protocol state over our own transport."""

    def __init__(self, account: Account, gate: Gate, context: ssl.SSLContext | None) -> None:
        self._account = account
        self._gate = gate
        self._context = context
        self._buffer = bytearray()
        self._deadline = 0.0
        super().__init__(account.host, account.port, account.timeouts.connect)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        """Connect, with TLS at once where the account says so."""
        self.host, self.port = host, port
        self.sock = socket.create_connection((host, port), timeout)
        try:
            self._tune()
            if self._account.security == "tls" and self._context:
                self.sock = self._context.wrap_socket(self.sock, server_hostname=host)
        except BaseException:
            self.sock.close()
            raise
        self.restart_deadline()

    def _tune(self) -> None:
        if self._account.security == "none" and not is_loopback(self.sock.getpeername()[0]):
            raise ConnectionRefusedError(f"{self.host} is not this machine, and the connection is not encrypted")
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in KEEPALIVE.items():
            if (option := getattr(socket, name, None)) is not None:
                self.sock.setsockopt(socket.IPPROTO_TCP, option, value)

    def starttls(self, ssl_context: ssl.SSLContext | None = None) -> tuple[str, list[None]]:  # type: ignore[override] # imaplib promises a Literal["OK"] it does not keep itself
        """Turn to TLS. Bytes that came in the clear behind the server's OK were smuggled in, and end the connection."""
        context = ssl_context or self._context
        if context is None or not self.run("STARTTLS").ok:
            raise self.error("the server refuses STARTTLS")
        if self._buffer:
            raise self.abort("unencrypted bytes behind the answer to STARTTLS")
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self._tls_established = True
        self.untagged_responses.clear()
        self._get_capabilities()
        return "OK", [None]

    def shutdown(self) -> None:
        """Close the socket; closing twice does no harm."""
        self.sock.close()

    def _log(self, line: str) -> None:
        """Keep nothing: imaplib would keep its last lines, passwords among them, for a debug print."""

    def _check_bye(self) -> None:
        bye = self.untagged_responses.get("BYE")
        if bye:
            raise Bye(_text(bye[-1]))

    # Sending: nothing but what the gate lets through.

    def send(self, data: bytes) -> None:  # type: ignore[override] # imaplib sends bytes, and nothing else, through here
        """Send what the gate admits; raises `ForbiddenCommand` before anything else of the line has left."""
        admitted = self._gate.admit(bytes(data))
        if admitted:
            self.sock.settimeout(self._account.timeouts.command)
            self.sock.sendall(admitted)

    def _new_tag(self) -> bytes:
        self.restart_deadline()  # a new command, a new deadline
        tag: bytes = super()._new_tag()  # type: ignore[misc] # typeshed leaves imaplib's inner methods out
        return tag

    def start(self, name: str, *arguments: bytes | str) -> bytes:
        """Send a command and return its tag; `finish` reads the answer."""
        tag: bytes = self._command(name, *arguments)
        return tag

    def run(self, name: str, *arguments: bytes | str) -> Answer:
        """Send a command and read its answer."""
        return self.finish(self.start(name, *arguments))

    def finish(self, tag: bytes) -> Answer:
        """Read up to the answer of the command with this tag, keeping the untagged responses. Raises `Bye`."""
        self.restart_deadline()
        if (early := self.tagged_commands.get(tag)) is not None:  # it came while imaplib waited for a continuation
            del self.tagged_commands[tag]
            return Answer(str(early[0]), bytes(early[1][0]))
        responses: list[list[bytes | None]] = []
        while True:
            pieces = self._pieces()
            line = pieces[0] or b""
            if line.startswith(b"* BYE"):
                raise Bye(_text(line[6:]))
            if line.startswith(b"* "):
                responses.append(pieces)
            elif (match := _TAGGED.fullmatch(line)) and match[1] in self.tagged_commands:
                del self.tagged_commands[match[1]]
                if match[1] == tag:
                    return Answer(match[2].decode(), match[3] or b"", responses)
                responses.clear()  # they belonged to a command whose answer nobody waits for
            else:
                raise self.abort("a response out of order")

    # Receiving: whole lines and literals, or an error within the deadline.

    def restart_deadline(self) -> None:
        """Give the server its full time again."""
        self._deadline = time.monotonic() + self._account.timeouts.command

    def readline(self) -> bytes:
        """One line with its end. Raises `abort` at the end of the stream, `TimeoutError` when it does not come."""
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > LINE_LIMIT:
                raise self.abort("a line without end")
            self._receive()
        return self._take(end + 1)

    def read(self, size: int) -> bytes:
        """Exactly so many bytes."""
        if len(self._buffer) >= size:
            return self._take(size)
        literal = bytearray(size)
        have = len(self._buffer)
        literal[:have] = self._buffer
        self._buffer.clear()
        with memoryview(literal) as view:
            while have < size:
                self._patience()
                count = self.sock.recv_into(view[have:])
                if not count:
                    raise self.abort("the server closed the connection")
                have += count
        return bytes(literal)

    def _skip(self, size: int) -> None:
        while size:
            size -= len(self.read(min(size, CHUNK)))

    def _pieces(self) -> list[bytes | None]:
        pieces: list[bytes | None] = []
        while True:
            line = self.readline().rstrip(b"\r\n")
            pieces.append(line)
            literal = _LITERAL.search(line) if line.endswith(b"}") else None
            if literal is None or _PROSE.match(line):
                return pieces
            size = int(literal[1])
            if size > LITERAL_LIMIT:
                self._skip(size)
                pieces.append(None)
            else:
                pieces.append(self.read(size))

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _patience(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the server's answer takes too long")
        self.sock.settimeout(min(left, self._account.timeouts.read))

    def _receive(self) -> None:
        self._patience()
        chunk = self.sock.recv(CHUNK)
        if not chunk:
            raise self.abort("the server closed the connection")
        self._buffer += chunk

    # Waiting: for a line or for somebody's wake-up, without losing a byte of either.

    def await_line(self, seconds: float, wake: int | None = None) -> bool:
        """Wait until a whole line lies ready (True), or until the time is up or `wake` can be read (False)."""
        end = time.monotonic() + seconds
        while b"\n" not in self._buffer:
            if not self._readable(max(0.0, end - time.monotonic()), wake):
                return False
            if len(self._buffer) > LINE_LIMIT:
                raise self.abort("a line without end")
            self._receive_ready()
        return True

    def _readable(self, seconds: float, wake: int | None) -> bool:
        """Whether the server sent something before the time was up and before the wake-up."""
        if isinstance(self.sock, ssl.SSLSocket) and self.sock.pending():
            return True
        with selectors.DefaultSelector() as selector:
            selector.register(self.sock, selectors.EVENT_READ)
            if wake is not None:
                selector.register(wake, selectors.EVENT_READ)
            ready = {key.fd for key, _ in selector.select(seconds)}
        return self.sock.fileno() in ready

    def _receive_ready(self) -> None:
        self.sock.settimeout(0)
        try:
            chunk = self.sock.recv(CHUNK)
        except (BlockingIOError, ssl.SSLWantReadError):
            return  # part of a TLS record; the rest is on its way
        if not chunk:
            raise self.abort("the server closed the connection")
        self._buffer += chunk


def _text(line: bytes | tuple[bytes, bytes]) -> str:
    raw = line if isinstance(line, bytes) else b" ".join(line)
    return raw.decode("utf-8", "replace")
