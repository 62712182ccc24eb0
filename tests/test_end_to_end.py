"""The main job as its user does it: the command line, a config.toml, and a real Dovecot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.configured import write_config
from tests.servers.dovecot import Dovecot, require_dovecot
from tests.servers.proxy import FaultProxy
from tests.servers.record import ALLOWED, commands_in

pytestmark = [pytest.mark.server, pytest.mark.slow]

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "tests" / "scenarios" / "a_quiet_week_after_the_interview"
INVITATION = (STORY / "01-invitation.eml").read_bytes().replace(b"\n", b"\r\n")
ACCEPTANCE = (STORY / "02-acceptance.eml").read_bytes().replace(b"\n", b"\r\n")
NEWSLETTER = (
    b"From: News <news@shop.example>\r\nTo: sam@example.org\r\nSubject: Spring offers\r\n"
    b"Date: Sun, 08 Mar 2026 08:00:00 +0000\r\nMessage-ID: <n1@shop.example>\r\n\r\nTen per cent off all tulips.\r\n"
)


@dataclass(slots=True)
class User:
    """Somebody with a config.toml and a terminal."""

    home: Path
    server: Dovecot
    proxy: FaultProxy

    def writes_config(self) -> None:
        write_config(self.home, self.proxy.port, self.server.user, self.server.password)

    def types(self, *words: str, expect: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "agent", "--config", str(self.home / "config.toml"), *words],
            cwd=ROOT,
            env={**os.environ, "COLUMNS": "100"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def user(tmp_path: Path) -> Iterator[User]:
    require_dovecot()
    with Dovecot() as server, FaultProxy(server.port) as proxy:
        sam = User(tmp_path, server, proxy)
        sam.writes_config()
        yield sam


def everything(server: Dovecot) -> dict[str, bytes]:
    """Every message of every mailbox but Drafts, by file name, which holds its flags, and Dovecot's list of UIDs."""
    kept = [p for p in server.maildir.rglob("*") if p.is_file() and ".Drafts" not in str(p.relative_to(server.maildir))]
    mails = {str(p.relative_to(server.maildir)): p.read_bytes() for p in kept if p.parent.name in {"cur", "new"}}
    uids = {str(p.relative_to(server.maildir)): p.read_bytes() for p in kept if p.name == "dovecot-uidlist"}
    return mails | uids


def flags(server: Dovecot, box: str) -> dict[bytes, bytes]:
    with server.session() as client:
        client.select(f'"{box}"', readonly=True)
        lines = client.uid("FETCH", "1:*", "(FLAGS)")[1]
        return {line.split()[2]: line for line in lines if isinstance(line, bytes)}


def test_from_the_invitation_to_the_drafts_and_nothing_else_is_touched(user: User) -> None:
    server = user.server
    assert "all is well" in user.types("check")
    assert "first reading" in user.types("once", "--at", "2026-03-02T09:00")

    server.deliver("INBOX", NEWSLETTER, datetime(2026, 3, 8, 8, 0, tzinfo=UTC))
    server.deliver("INBOX", INVITATION, datetime(2026, 3, 9, 10, 12, tzinfo=UTC), (r"\Flagged",))
    server.deliver("Sent", ACCEPTANCE, datetime(2026, 3, 9, 12, 30, tzinfo=UTC), (r"\Seen",))
    before = everything(server)
    inbox_before, sent_before = flags(server, "INBOX"), flags(server, "Sent")

    user.types("once", "--at", "2026-03-09T18:00")
    assert server.messages("Drafts") == {}
    (application,) = json.loads(user.types("status", "--json"))
    assert (application["company"], application["role"]) == ("Northwind", "Data Analyst")
    assert application["stage"] == "interviewing"
    assert application["interviews"][0]["start"] == "2026-03-12T14:00:00+00:00"
    assert application["interviews"][0]["timezone"] == "Europe/London"

    user.types("once", "--at", "2026-03-12T16:59")
    assert server.messages("Drafts") == {}
    user.types("once", "--at", "2026-03-12T17:00")
    user.types("once", "--at", "2026-03-12T17:01")
    (raw,) = server.messages("Drafts").values()
    draft = message_from_bytes(raw, policy=policy.default)
    assert draft["To"] == "Priya Shah <priya.shah@northwind.example>"
    assert draft["In-Reply-To"] == "<invite-1@northwind.example>"
    assert "<invite-1@northwind.example>" in draft["References"].split()
    assert draft["Subject"] == "Re: Interview for Data Analyst at Northwind"
    assert draft["From"] == "Sam Doe <sam@example.org>"
    assert "Data Analyst" in draft.get_content()
    assert draft.get_content_type() == "text/plain"
    assert b"\\Draft" in next(iter(flags(server, "Drafts").values()))

    assert everything(server) == before
    assert flags(server, "INBOX") == inbox_before
    assert flags(server, "Sent") == sent_before
    assert set(commands_in(user.proxy.said)) <= ALLOWED


def test_a_week_of_silence_brings_one_question_and_the_user_can_ask_why(user: User) -> None:
    server = user.server
    user.types("once", "--at", "2026-03-02T09:00")
    server.deliver("INBOX", INVITATION, datetime(2026, 3, 9, 10, 12, tzinfo=UTC))
    server.deliver("Sent", ACCEPTANCE, datetime(2026, 3, 9, 12, 30, tzinfo=UTC), (r"\Seen",))
    user.types("once", "--at", "2026-03-12T17:00")
    (uid,) = server.messages("Drafts")
    server.deliver("Sent", server.messages("Drafts")[uid], datetime(2026, 3, 12, 17, 20, tzinfo=UTC), (r"\Seen",))
    server.remove("Drafts", uid)

    plan = json.loads(user.types("plan", "--at", "2026-03-18T12:00", "--json"))
    assert plan["drafts"] == []
    assert [coming["rule"] for coming in plan["upcoming"]] == ["status-no-promise"]
    user.types("once", "--at", "2026-03-18T16:00")
    assert server.messages("Drafts") == {}
    user.types("once", "--at", "2026-03-19T10:00")
    (raw,) = server.messages("Drafts").values()
    assert b"To: Ann Lee <ann.lee@northwind.example>" in raw

    why = user.types("why", "northwind", "--at", "2026-03-19T10:01")
    assert "invitation" in why
    assert "status-no-promise" in why
    assert "a week is patient" in why


def test_a_password_the_server_refuses_ends_with_77_and_is_not_shown(user: User) -> None:
    (user.home / "password").write_text("not the password")
    told = user.types("once", expect=77)
    assert "refused" in told
    assert "not the password" not in told


def test_a_server_that_is_not_there_ends_with_75(user: User) -> None:
    config = user.home / "config.toml"
    config.write_text(config.read_text().replace(f"port = {user.proxy.port}", "port = 1"))
    assert "try again later" in user.types("once", expect=75)


def test_a_broken_config_ends_with_78_and_says_where(user: User) -> None:
    config = user.home / "config.toml"
    config.write_text(config.read_text().replace("timezone", "timezon"))
    assert "config.toml:1: me.timezon" in user.types("check", expect=78)
