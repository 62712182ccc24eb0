"""The gate: what may go out is a short list, and nothing else leaves, whoever asks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.mailstore.client import SafeClient
from agent.mailstore.gate import ALLOWED, ON_MAILBOXES, ForbiddenCommand, Gate, quoted
from agent.ports import Box
from tests.mailstore.conftest import WHEN, MakeStore, digest, mail
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import FaultProxy
from tests.servers.scripted import ScriptedServer


def gate() -> Gate:
    made = Gate()
    made.open_to([b'"INBOX"', b'"Sent"', b'"Drafts"'], b'"Drafts"')
    return made


@pytest.mark.parametrize(
    "line",
    [
        b"CAPABILITY",
        b'ID ("name" "afterword")',
        b'LOGIN "sam" "pa\\"ss {5}"',
        b"AUTHENTICATE XOAUTH2",
        b'LIST "" "*"',
        b"NAMESPACE",
        b'EXAMINE "INBOX"',
        b'EXAMINE "Sent"',
        b'STATUS "Drafts" (UIDVALIDITY UIDNEXT)',
        b"UID SEARCH UID 5:*",
        b"UID SEARCH UID 1:50000 SINCE 1-Jan-2026",
        b"UID FETCH 1:4,7,9:10 (UID INTERNALDATE RFC822.SIZE)",
        b"UID FETCH 7 (UID BODY.PEEK[])",
        b"UID FETCH 7 (UID BODY.PEEK[]<0.2097152>)",
        b"UID FETCH 7 (UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID TO)])",
        b"IDLE",
        b"NOOP",
        b"LOGOUT",
        b"STARTTLS",
    ],
)
def test_what_is_on_the_list_goes_out_unchanged(line: bytes) -> None:
    assert gate().admit(b"ABCD1 " + line + b"\r\n") == b"ABCD1 " + line + b"\r\n"


@pytest.mark.parametrize(
    "line",
    [
        b'SELECT "INBOX"',
        b'SELECT "Drafts"',
        b'EXAMINE "Archive"',
        b"EXAMINE INBOX",
        b'STATUS "INBOX" (UNSEEN)',
        b"FETCH 1 (UID BODY.PEEK[])",
        b"UID FETCH 1 (BODY[])",
        b"UID FETCH 1 (UID RFC822)",
        b"UID FETCH 1:* (UID BODY.PEEK[])",
        b"UID FETCH " + b",".join(b"%d" % n for n in range(1, 1003, 2)) + b" (UID BODY.PEEK[])",
        b"SEARCH ALL",
        b'UID SEARCH HEADER Message-ID "x"',
        b"UID SEARCH UID 1:* {3+}",
        rb"UID STORE 1 +FLAGS (\Seen)",
        rb"UID STORE 1 +FLAGS (\Deleted)",
        b"UID EXPUNGE 1",
        b"EXPUNGE",
        b"CLOSE",
        b"UNSELECT",
        b'UID COPY 1 "Trash"',
        b'UID MOVE 1 "Trash"',
        b'CREATE "Pwned"',
        b'DELETE "Drafts"',
        b'RENAME "Drafts" "x"',
        b"ENABLE UTF8=ACCEPT",
        rb'APPEND "INBOX" (\Draft \Seen) {5}',
        rb'APPEND "Drafts" (\Seen) {5}',
        rb'APPEND "Drafts" (\Draft \Seen) {5+}',
        b"AUTHENTICATE CRAM-MD5",
        b"LOGIN sam secret",
        b"",
        b"DONE",
        b"noop",
    ],
)
def test_what_is_not_on_the_list_never_leaves(line: bytes) -> None:
    shut = gate()
    with pytest.raises(ForbiddenCommand):
        shut.admit(b"ABCD1 " + line + b"\r\n")
    assert shut.admit(b"ABCD2 NOOP\r\n") == b"ABCD2 NOOP\r\n"


def test_a_line_waits_until_it_is_whole_and_checked() -> None:
    shut = gate()
    assert shut.admit(b"ABCD1 NO") == b""
    assert shut.admit(b"OP\r") == b""
    assert shut.admit(b"\n") == b"ABCD1 NOOP\r\n"


def test_a_literal_passes_whatever_it_says_and_ends_where_it_was_announced() -> None:
    shut = gate()
    shut.admit(rb'ABCD1 APPEND "Drafts" (\Draft \Seen) {12}' + b"\r\n")
    assert shut.admit(b"X1 CREATE a\n") == b"X1 CREATE a\n"
    assert shut.admit(b"\r\n") == b"\r\n"
    with pytest.raises(ForbiddenCommand):
        shut.admit(b"X1 CREATE a\r\n")


def test_done_and_sasl_responses_pass_only_where_they_belong() -> None:
    shut = gate()
    assert shut.admit(b"ABCD1 IDLE\r\n") + shut.admit(b"DONE\r\n") == b"ABCD1 IDLE\r\nDONE\r\n"
    shut.admit(b"ABCD2 AUTHENTICATE PLAIN\r\n")
    assert shut.admit(b"AHNhbQBzZWNyZXQ=\r\n") == b"AHNhbQBzZWNyZXQ=\r\n"
    assert shut.admit(b"\r\n") == b"\r\n"
    with pytest.raises(ForbiddenCommand):
        shut.admit(b"A1 CREATE x\r\n")
    with pytest.raises(ForbiddenCommand):
        gate().admit(b"DONE\r\n")


def test_only_a_withdrawal_may_remove_and_only_its_own_uid() -> None:
    shut = gate()
    allowed = (b'SELECT "Drafts"', rb"UID STORE 7 +FLAGS (\Deleted)", b"UID EXPUNGE 7")
    forbidden = (
        b'SELECT "INBOX"',
        rb"UID STORE 8 +FLAGS (\Deleted)",
        rb"UID STORE 7 -FLAGS (\Deleted)",
        rb"UID STORE 7 +FLAGS (\Seen)",
        rb"UID STORE 7:9 +FLAGS (\Deleted)",
        b"UID EXPUNGE 7:8",
        b"EXPUNGE",
        b"CLOSE",
    )
    with shut.withdrawing(7):
        for line in allowed:
            assert shut.admit(b"A1 " + line + b"\r\n")
        for line in forbidden:
            with pytest.raises(ForbiddenCommand):
                shut.admit(b"A1 " + line + b"\r\n")
    for line in allowed:
        with pytest.raises(ForbiddenCommand):
            shut.admit(b"A1 " + line + b"\r\n")


def test_without_a_drafts_mailbox_nothing_can_be_appended() -> None:
    shut = Gate()
    with pytest.raises(ForbiddenCommand):
        shut.admit(rb'A1 APPEND "Drafts" (\Draft \Seen) {5}' + b"\r\n")


@given(st.binary(max_size=80), st.lists(st.integers(1, 79), max_size=5))
def test_no_bytes_however_cut_become_a_command_that_is_not_on_the_list(raw: bytes, cuts: list[int]) -> None:
    shut, out = gate(), b""
    places = [0, *sorted(cuts), len(raw)]
    try:
        for start, end in itertools.pairwise(places):
            out += shut.admit(raw[start:end])
    except ForbiddenCommand:
        pass
    for line in out.split(b"\r\n")[:-1]:
        name = b" ".join(line.split(b" ")[1:3] if b" UID " in line else line.split(b" ")[1:2])
        assert name in ALLOWED or name.decode() in ON_MAILBOXES


@given(st.text(max_size=40))
def test_an_argument_is_quoted_or_refused_and_never_more_than_one(text: str) -> None:
    try:
        argument = quoted(text)
    except ForbiddenCommand:
        assert not text.isascii() or any(ord(c) < 32 or ord(c) == 127 for c in text)
        return
    assert gate().admit(b"A1 LOGIN " + argument + b' "x"\r\n')


@pytest.mark.parametrize("hostile", ['x"\r\nZ1 CREATE Pwned\r\nZ2 NOOP "', "x\nZ1 NOOP", "x\x00y", "ü", "x\x7f"])
def test_hostile_text_is_refused_as_an_argument(hostile: str) -> None:
    with pytest.raises(ForbiddenCommand):
        quoted(hostile)


def test_a_mailbox_name_of_eight_bits_goes_back_as_it_came() -> None:
    assert quoted("Entwürfe".encode()) == b'"Entw\xc3\xbcrfe"'
    with pytest.raises(ForbiddenCommand):
        quoted(b"Drafts\r\nA1 NOOP")


@pytest.mark.server
def test_what_imapclient_itself_would_send_is_stopped_as_well(dovecot: Dovecot, make_store: MakeStore) -> None:
    with FaultProxy(dovecot.port) as proxy:
        store = make_store(dovecot, proxy)
        store.drafts()
        client = store._client  # noqa: SLF001 - to reach below the mailstore is the point here
        assert isinstance(client, SafeClient)
        attempts = (
            lambda: client.select_folder("INBOX"),
            lambda: client.create_folder("Pwned"),
            lambda: client.delete_folder("Sent"),
            lambda: client.add_flags([1], [rb"\Seen"]),
            lambda: client.delete_messages([1]),
            client.expunge,
            lambda: client.copy([1], "Sent"),
            lambda: client._raw_command_untagged(b"SEARCH", [b'x"\r\nZ1 CREATE Pwned\r\n']),  # noqa: SLF001 - likewise
            lambda: client._imap._simple_command("FETCH", "1", "(BODY[])"),  # noqa: SLF001 - likewise
        )
        for attempt in attempts:
            with pytest.raises(ForbiddenCommand):
                attempt()
        store.close()
        assert not proxy.commands & {"SELECT", "CREATE", "DELETE", "UID STORE", "EXPUNGE", "UID COPY", "FETCH", "STORE"}
        assert "Pwned" not in make_store(dovecot).all_mailboxes()


@pytest.mark.server
def test_a_hostile_mail_changes_nothing_that_goes_out(dovecot: Dovecot, make_store: MakeStore) -> None:
    hostile = 'x"\r\n Z1 CREATE Pwned\r\n Z2 NOOP "'
    dovecot.deliver("Sent", mail(1, Message_ID=f"<{hostile}>", In_Reply_To=hostile, References=hostile), WHEN)
    uid = dovecot.deliver("Drafts", mail(1, Message_ID=hostile, To=hostile), WHEN)
    with FaultProxy(dovecot.port) as proxy:
        store = make_store(dovecot, proxy)
        store.sent_since(WHEN.date())
        (seen,) = store.drafts()
        store.withdraw(seen.uidvalidity, uid, digest(b"something else"))
        list(store.scan(Box.SENT, None, WHEN.date()))
        store.close()
        assert b"Pwned" not in proxy.said


def test_a_password_never_shows_in_what_the_gate_says() -> None:
    with ScriptedServer() as _, pytest.raises(ForbiddenCommand) as raised:
        gate().admit(b'A1 LOGIN "sam" "sec\xffret"\r\n')
    assert "sec" not in str(raised.value)
