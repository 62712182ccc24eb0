"""An IMAP server inside this process, on loopback and in memory, for the demonstration and for tests.

It is pymap, an optional extra, in a thread of its own, with the special-use mailboxes pymap itself does not mark.
Not for anybody's real mail: everything is gone when it stops. pymap's inner classes are used, hence its exact pin.
"""

from __future__ import annotations

import asyncio
import threading
from argparse import Namespace
from collections.abc import AsyncIterator, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from agent.errors import UserError

try:
    from proxyprotocol.reader import ProxyProtocolReader
    from pymap.backend.dict import Config, Identity, Login, Session
    from pymap.backend.dict.filter import FilterSet
    from pymap.backend.dict.mailbox import MailboxSet
    from pymap.concurrent import Subsystem
    from pymap.config import BackendCapability
    from pymap.imap import IMAPServer
    from pymap.interfaces.login import IdentityInterface
    from pymap.parsing.message import AppendMessage
    from pymap.parsing.specials.fetchattr import FetchRequirement
    from pymap.parsing.specials.flag import Flag
    from pymap.selected import SelectedMailbox
    from pymap.user import Passwords, UserMetadata
    from pysasl.hashing import Cleartext
except ModuleNotFoundError as missing:
    raise UserError(
        f"the embedded mail server needs {missing.name}: install it with pip install 'afterword[demo]'"
    ) from missing

SPECIAL = {"Drafts": b"Drafts", "Sent": b"Sent", "Trash": b"Trash"}
"""The mailboxes beside INBOX, each with its special use (RFC 6154)."""
PATIENCE = 10.0
"""Seconds the server's thread is given for anything asked of it."""

_T = TypeVar("_T")


class _Config(Config):
    @property
    def backend_capability(self) -> BackendCapability:
        return BackendCapability(idle=True, object_id=True, multi_append=True, custom=[b"SPECIAL-USE"])


class _Session(Session):
    async def list_mailboxes(
        self,
        ref_name: str,
        filter_: str,
        subscribed: bool = False,
        selected: SelectedMailbox | None = None,
    ) -> tuple[Iterable[tuple[str, str | None, Sequence[bytes]]], SelectedMailbox | None]:
        listed, selected = await super().list_mailboxes(ref_name, filter_, subscribed, selected)
        return [(n, d, [*a, SPECIAL[n]] if n in SPECIAL else a) for n, d, a in listed], selected


class _Identity(Identity):
    @asynccontextmanager
    async def new_session(self) -> AsyncIterator[Session]:
        async with super().new_session() as session:
            yield _Session(session.owner, session.config, session.mailbox_set, session.filter_set)


class _Login(Login):
    async def authorize(self, authenticated: IdentityInterface, authzid: str) -> Identity:
        identity = await super().authorize(authenticated, authzid)
        return _Identity(identity.name, self, None, identity.roles)


class EmbeddedServer:
    """A running server: `with EmbeddedServer() as server:` and connect to `server.host`, `server.port` in the clear."""

    host = "127.0.0.1"

    def __init__(self, user: str = "sam@example.org", password: str = "afterword", port: int = 0) -> None:  # noqa: S107 - of a server on loopback, holding made-up mail
        self.user, self.password, self.port = user, password, port
        self._mailboxes = MailboxSet()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="embedded-imap", daemon=True)
        self._server: asyncio.Server | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Self:
        """Listen; with port 0 the system chooses one. Raises `OSError` when the port is taken."""
        self._thread.start()
        try:
            self._run(self._listen())
        except BaseException:
            self._end_thread()
            raise
        return self

    def stop(self) -> None:
        """Hang up on everybody and forget all mail."""
        self._run(self._hang_up())
        self._end_thread()

    def deliver(self, box: str, raw: bytes, when: datetime, flags: Iterable[str] = ()) -> int:
        """Put a message into a mailbox, as if it had come at `when` (aware); its UID."""
        return self._run(self._deliver(box, raw, when, frozenset(Flag(flag) for flag in flags)))

    def remove(self, box: str, uid: int) -> None:
        """Take a message away, as if the user had deleted it."""
        self._run(self._remove(box, uid))

    def messages(self, box: str) -> dict[int, bytes]:
        """The messages of a mailbox by UID."""
        return self._run(self._messages(box))

    def flags(self, box: str, uid: int) -> frozenset[str]:
        """The flags of a message."""
        return self._run(self._flags(box, uid))

    def _run(self, work: Coroutine[Any, Any, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def _end_thread(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    async def _listen(self) -> None:
        config = self._config()
        login = _Login(config)
        password = await Passwords(config).hash_password(self.password)
        await login.demo_user_identity.set(UserMetadata(config, self.user, password=password))
        for name in SPECIAL:
            await self._mailboxes.add_mailbox(name)
        config.set_cache[self.user] = (self._mailboxes, FilterSet())
        config.apply_context()
        serve = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(login, config))
        self._server = await asyncio.start_server(serve, self.host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    def _config(self) -> _Config:
        arguments = Namespace(
            demo_data=False, demo_user=self.user, demo_password=self.password, passlib_cfg=None, proxy_protocol=None
        )
        return _Config(
            arguments,
            host=self.host,
            port=self.port,
            tls_enabled=False,
            secure_auth=False,
            invalid_user_sleep=0.0,
            hash_context=Cleartext(),
            cpu_subsystem=Subsystem.for_asyncio(),
            demo_data=False,
            demo_user=self.user,
            demo_password=self.password,
        )

    async def _hang_up(self) -> None:
        if self._server:
            self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._loop.shutdown_default_executor()

    async def _deliver(self, box: str, raw: bytes, when: datetime, flags: frozenset[Flag]) -> int:
        mailbox = await self._mailboxes.get_mailbox(box)
        message = await mailbox.append(AppendMessage(raw, when, flags), recent=True)
        return message.uid

    async def _remove(self, box: str, uid: int) -> None:
        mailbox = await self._mailboxes.get_mailbox(box)
        await mailbox.delete([uid])

    async def _messages(self, box: str) -> dict[int, bytes]:
        mailbox = await self._mailboxes.get_mailbox(box)
        return {m.uid: bytes(await m.load_content(FetchRequirement.CONTENT)) async for m in mailbox.messages()}

    async def _flags(self, box: str, uid: int) -> frozenset[str]:
        mailbox = await self._mailboxes.get_mailbox(box)
        found = [m.permanent_flags async for m in mailbox.messages() if m.uid == uid]
        return frozenset(flag.value.decode() for flags in found for flag in flags)
