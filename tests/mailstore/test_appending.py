"""Appending a draft over a line that fails: refused, ambiguous or done, and never twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agent.errors import ServerError, UserError
from agent.ports import AppendAmbiguous, Appended, AppendRefused
from tests.mailstore.conftest import IMPATIENT, MakeStore, digest, mail
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Fault, FaultProxy, Kind
from tests.servers.scripted import Peer, Reply, ScriptedServer, opened, refusing, untagged

BIG = mail(1, body="A line of the draft.\r\n" * 4000)


def taking(answer: bytes) -> Reply:
    """Take the literal and answer so."""

    def append(peer: Peer, tag: bytes, arguments: bytes) -> None:
        peer.send(b"+ go on\r\n")
        peer.literal(int(arguments.rpartition(b"{")[2].rstrip(b"}")) + 2)
        peer.send(answer.replace(b"TAG", tag))

    return append


@pytest.mark.server
@pytest.mark.parametrize("kind", ["cut", "reset"])
def test_cut_in_the_middle_of_the_draft_it_is_ambiguous_and_not_stored(
    dovecot: Dovecot, make_store: MakeStore, kind: Kind
) -> None:
    with FaultProxy(dovecot.port) as proxy:
        store = make_store(dovecot, proxy)
        fence = store.fence()
        proxy.add(Fault(kind, "up", b"Message-ID: <1@acme.example>", after=1000))
        with pytest.raises(AppendAmbiguous):
            store.append(BIG)
        assert store.drafts(fence) == ()
        assert proxy.connections == 2


@pytest.mark.server
@pytest.mark.parametrize("kind", ["cut", "reset", "stall"])
def test_cut_before_the_answer_it_is_ambiguous_and_found_behind_the_fence(
    dovecot: Dovecot, make_store: MakeStore, kind: Kind
) -> None:
    with FaultProxy(dovecot.port) as proxy:
        store = make_store(dovecot, proxy, timeouts=IMPATIENT)
        fence = store.fence()
        proxy.add(Fault(kind, "down", b" OK [APPENDUID", after=-14))
        with pytest.raises(AppendAmbiguous):
            store.append(BIG)
        (seen,) = store.drafts(fence)
        assert (seen.message_id, seen.digest) == ("<1@acme.example>", digest(BIG))


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (taking(b"TAG OK [APPENDUID 7 42] done\r\n"), Appended(7, 42)),
        (taking(b"* 5 EXISTS\r\nTAG OK [APPENDUID 7 42] done\r\n"), Appended(7, 42)),
        (taking(b"TAG OK done\r\n"), Appended(None, None)),
        (taking(b"TAG NO [OVERQUOTA] the mailbox is full\r\n"), AppendRefused),
        (taking(b"TAG BAD no such thing\r\n"), AppendRefused),
        (refusing(b"NO [TRYCREATE] no such mailbox"), AppendRefused),
        (refusing(b"BAD too large"), AppendRefused),
        (taking(b""), AppendAmbiguous),
        (taking(b"* BYE shutting down\r\nTAG NO not stored\r\n"), AppendAmbiguous),
        (taking(b"nonsense\r\n"), AppendAmbiguous),
        (taking(b"TAG OK"), AppendAmbiguous),
        (lambda peer, _, __: peer.hang_up(), AppendAmbiguous),
    ],
)
def test_the_answer_to_an_append_is_told_for_what_it_is(
    make_store: MakeStore, reply: Reply, expected: Appended | type[Exception]
) -> None:
    with ScriptedServer({"APPEND": reply}) as server:
        store = make_store(server, timeouts=IMPATIENT)
        if isinstance(expected, Appended):
            assert store.append(mail()) == expected
        else:
            with pytest.raises(expected):
                store.append(mail())
        assert server.said(b"APPEND") == 1


def test_where_nobody_listens_nothing_was_sent_and_it_is_no_ambiguity(make_store: MakeStore) -> None:
    with ScriptedServer() as server:
        pass
    with pytest.raises(ServerError):
        make_store(server).append(mail())


def test_without_drafts_the_error_says_what_mailboxes_there_are(make_store: MakeStore) -> None:
    listing = untagged(rb'LIST () "/" INBOX', rb'LIST () "/" "Alte Post"', rb'LIST (\Noselect) "/" Drafts')
    with ScriptedServer({"LIST": listing}) as server:
        store = make_store(server)
        uses: tuple[Callable[[], object], ...] = (store.fence, store.drafts, lambda: store.append(mail()))
        for use in uses:
            with pytest.raises(UserError, match=r"no drafts mailbox.*Alte Post, INBOX"):
                use()
        assert server.said(b"APPEND") == server.said(b"CREATE") == 0
        assert server.said(b"LOGIN") == 1


@pytest.mark.parametrize(
    ("answers", "sent"),
    [
        ({"SELECT": opened(uidvalidity=8)}, b"SELECT"),
        ({"STORE": refusing(b"NO read-only")}, b"STORE"),
        ({"EXPUNGE": refusing(b"NO not today")}, b"EXPUNGE"),
        ({"SEARCH": untagged(b"SEARCH 3")}, b"SEARCH"),
    ],
)
def test_a_withdrawal_that_did_not_happen_is_not_claimed(
    make_store: MakeStore, answers: dict[str, Reply], sent: bytes
) -> None:
    raw = mail(3)

    def fetch(peer: Peer, tag: bytes, arguments: bytes) -> None:
        if b"BODY" in arguments:
            peer.send(b"* 1 FETCH (UID 3 BODY[] {%d}\r\n" % len(raw) + raw + b")\r\n")
        else:
            peer.send(b'* 1 FETCH (UID 3 RFC822.SIZE 9 INTERNALDATE " 2-Mar-2026 10:00:00 +0000")\r\n')
        peer.ok(tag)

    usual = {"FETCH": fetch, "SELECT": opened(), "STORE": untagged(), "EXPUNGE": untagged(), "SEARCH": untagged()}
    with ScriptedServer({**usual, **answers}) as server:
        assert make_store(server).withdraw(7, 3, digest(raw)) is False
        assert server.said(sent) == 1


def test_a_fence_is_asked_by_status_where_opening_does_not_tell(make_store: MakeStore) -> None:
    answers = {
        "EXAMINE": untagged(b"4 EXISTS", b"OK [UIDVALIDITY 7] ok"),
        "STATUS": untagged(b'STATUS "Drafts" (UIDNEXT 31 UIDVALIDITY 7)'),
    }
    with ScriptedServer(answers) as server:
        fence = make_store(server).fence()
        assert (fence.uidvalidity, fence.uidnext) == (7, 31)


def test_a_server_that_tells_no_uidnext_at_all_is_an_error(make_store: MakeStore) -> None:
    answers = {"EXAMINE": untagged(b"OK [UIDVALIDITY 7] ok"), "STATUS": untagged()}
    with ScriptedServer(answers) as server, pytest.raises(ServerError):
        make_store(server).fence()
