"""A private Dovecot on loopback: real IMAP, started in a tenth of a second, everything below one temporary folder.

Runs as the user who runs the tests; started by root it drops to `nobody`, since Dovecot refuses mail access to uid 0.
    with Dovecot() as server: …            in a test
    python -m tests.servers.dovecot        by hand: prints where it listens, and serves until it is interrupted
"""

from __future__ import annotations

import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from tests.servers.scripted import certificate

BINARY = shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/usr/bin:" + os.environ.get("PATH", ""))

_CONFIG = """\
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
listen = 127.0.0.1
protocols = imap
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_home = {base}/mail/%u
mail_uid = {uid}
mail_gid = {gid}
disable_plaintext_auth = no
auth_mechanisms = plain login {mechanisms}
auth_failure_delay = 0
ssl = {ssl}
mail_max_userip_connections = 200
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {base}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {base}/users
  override_fields = uid={uid} gid={gid} home={base}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  {mailboxes}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = {ssl}
  }}
}}
service stats {{
  chroot =
}}
{extra}
"""

MARKED = r"""
  mailbox Drafts {
    auto = subscribe
    special_use = \Drafts
  }
  mailbox Sent {
    auto = subscribe
    special_use = \Sent
  }
"""
"""The usual mailboxes, marked as RFC 6154 has it."""

POOR = "imap_capability = IMAP4rev1 LITERAL+ ID"
"""Dovecot made to hide IDLE, UIDPLUS, SPECIAL-USE, NAMESPACE and all the rest."""


class Dovecot:
    """A running Dovecot with one user. `extra` is added to its configuration, `mailboxes` to its namespace."""

    host = "127.0.0.1"

    def __init__(self, *, mailboxes: str = MARKED, extra: str = "", tls: bool = False, mechanisms: str = "") -> None:
        self.user, self.password = "sam@example.org", 'pa"ss\\word {5}'
        self.base = Path(tempfile.mkdtemp(prefix="dvc", dir="/tmp"))
        self.port, self.tls_port = _free_port(), _free_port()
        self._mailboxes, self._extra, self._tls, self._mechanisms = mailboxes, extra, tls, mechanisms
        self._process: subprocess.Popen[bytes] | None = None
        self._postman: imaplib.IMAP4 | None = None
        root = os.geteuid() == 0
        self._owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.geteuid())

    @property
    def ca_file(self) -> Path:
        """The certificate authority of a server started with `tls`."""
        return self.base / "cert.pem"

    def __enter__(self) -> Self:
        self._write()
        owner = self._owner
        drop = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        with (self.base / "stderr.log").open("wb") as stderr:
            self._process = subprocess.Popen(
                [BINARY or "dovecot", "-F", "-c", str(self.base / "dovecot.conf")],
                env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(self.base)},
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                start_new_session=True,
                **drop,  # type: ignore[call-overload] # the keywords depend on who runs the tests
            )
        self._await_greeting()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._postman:
            self._postman.shutdown()
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        shutil.rmtree(self.base, ignore_errors=True)

    def _write(self) -> None:
        group = grp.getgrgid(self._owner.pw_gid).gr_name
        ssl = "no"
        extra = self._extra
        if self._tls:
            certificate(self.base)
            ssl = "yes"
            extra += f"\nssl_cert = <{self.base / 'server.pem'}\nssl_key = <{self.base / 'key.pem'}\n"
        config = _CONFIG.format(
            base=self.base, user=self._owner.pw_name, group=group, uid=self._owner.pw_uid, gid=self._owner.pw_gid,
            mechanisms=self._mechanisms, mailboxes=self._mailboxes, port=self.port, tls_port=self.tls_port,
            ssl=ssl, extra=extra,
        )  # fmt: skip
        (self.base / "dovecot.conf").write_text(config)
        (self.base / "users").write_text(f"{self.user}:{{PLAIN}}{self.password}::::::\n")
        for name in ("run", "state", "mail"):
            (self.base / name).mkdir()
        for path in (self.base, *self.base.rglob("*")):
            os.chown(path, self._owner.pw_uid, self._owner.pw_gid)

    def _await_greeting(self) -> None:
        patience = threading.Event()
        for _ in range(500):
            with suppress(OSError), socket.create_connection((self.host, self.port), timeout=1) as sock:
                if sock.recv(64).startswith(b"* OK"):
                    return
            patience.wait(0.01)
        raise RuntimeError((self.base / "stderr.log").read_text() + self.log())

    def log(self) -> str:
        """What Dovecot wrote into its log."""
        path = self.base / "dovecot.log"
        return path.read_text() if path.exists() else ""

    @property
    def maildir(self) -> Path:
        """The user's Maildir; `dovecot*` files in a mailbox's folder hold its UIDs."""
        return self.base / "mail" / self.user / "Maildir"

    @contextmanager
    def session(self) -> Iterator[imaplib.IMAP4]:
        """A connection of somebody else's, logged in: the user's other mail client."""
        with imaplib.IMAP4(self.host, self.port, timeout=10) as client:
            client.login(self.user, self.password)
            yield client

    def deliver(self, box: str, raw: bytes, when: datetime, flags: tuple[str, ...] = ()) -> int:
        """Put a message into a mailbox as if it had come at `when` (aware); its UID."""
        if self._postman is None:
            self._postman = imaplib.IMAP4(self.host, self.port, timeout=10)
            self._postman.login(self.user, self.password)
        status, answer = self._postman.append(f'"{box}"', f"({' '.join(flags)})", when, raw)
        assert status == "OK", answer
        told = self._postman.status(f'"{box}"', "(UIDNEXT)")[1][0]
        return int(told.rpartition(b"UIDNEXT ")[2].rstrip(b")")) - 1

    def remove(self, box: str, uid: int) -> None:
        """Delete a message for good, as the user would."""
        with self.session() as client:
            client.select(f'"{box}"')
            client.uid("STORE", str(uid), "+FLAGS", r"(\Deleted)")
            client.expunge()

    def messages(self, box: str) -> dict[int, bytes]:
        """The messages of a mailbox by UID."""
        with self.session() as client:
            client.select(f'"{box}"', readonly=True)
            uids = client.uid("SEARCH", "ALL")[1][0].split()
            return {int(uid): client.uid("FETCH", uid.decode(), "(BODY.PEEK[])")[1][0][1] for uid in uids}

    def renew_uidvalidity(self, box: str) -> None:
        """Make Dovecot forget the UIDs it gave in a mailbox."""
        folder = self.maildir if box == "INBOX" else self.maildir / f".{box}"
        for path in folder.glob("dovecot*"):
            path.unlink()
        (folder / "dovecot-uidlist").write_text("3 V1999999999 N1\n")
        os.chown(folder / "dovecot-uidlist", self._owner.pw_uid, self._owner.pw_gid)


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def require_dovecot() -> None:
    """Skip the test, saying so, where Dovecot is not installed."""
    if BINARY is None:
        pytest.skip("DOVECOT IS NOT INSTALLED: nothing here was tried on a real server (apt install dovecot-imapd)")


def main() -> None:
    """Serve until interrupted or terminated."""
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with Dovecot() as server:
        os.write(1, f"imap://{server.host}:{server.port} user {server.user} password {server.password}\n".encode())
        signal.sigwait(ends)


if __name__ == "__main__":
    main()
