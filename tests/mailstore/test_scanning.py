"""Scanning where the server misbehaves: no mail is lost, none blocks the rest, an ill server is asked again later."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from agent.errors import ServerError
from agent.mailstore import ImapMailstore, Throttled
from agent.mailstore.scanning import GIVE_UP, Bodies
from agent.ports import Batch, Box, Cursor
from tests.mailstore.conftest import IMPATIENT, WHEN, MakeStore, Server, mail
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Fault, FaultProxy, Kind
from tests.servers.scripted import Peer, Reply, ScriptedServer, opened, refusing, untagged

SINCE = date(2026, 1, 1)
DATE = b'INTERNALDATE " 2-Mar-2026 10:00:00 +0000"'


@dataclass
class Mailbox:
    """A scripted mailbox: messages by UID, some of which bring bad luck."""

    messages: dict[int, bytes]
    garbled: frozenset[int] = frozenset()
    refused: frozenset[int] = frozenset()
    deadly: frozenset[int] = frozenset()
    vanished: frozenset[int] = frozenset()
    internal_date: bytes = DATE
    asked: list[tuple[int, ...]] = field(default_factory=list)

    def answers(self) -> dict[str, Reply]:
        last = max(self.messages, default=0)
        return {
            "EXAMINE": opened(exists=len(self.messages), uidnext=last + 1),
            "SEARCH": untagged(b"SEARCH " + b" ".join(b"%d" % uid for uid in self.messages)),
            "FETCH": self.fetch,
        }

    def fetch(self, peer: Peer, tag: bytes, arguments: bytes) -> None:
        uids = [uid for uid in self.messages if uid in _uids(arguments)]
        if b"BODY" not in arguments:
            line = b"* 1 FETCH (UID %d RFC822.SIZE %d %s)\r\n"
            lines = [line % (uid, len(self.messages[uid]), self.internal_date) for uid in uids]
            peer.send(b"".join(lines) + tag + b" OK done\r\n")
            return
        self.asked.append(tuple(uids))
        if self.deadly & set(uids):
            peer.hang_up()
            return
        for uid in uids:
            if uid in self.garbled:
                peer.send(b"* 1 FETCH (UID %d BODY[] {3}\r\nabc))) )\r\n" % uid)
            elif uid not in self.vanished | self.refused:
                raw = self.messages[uid]
                peer.send(b"* 1 FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (uid, len(raw), raw))
        peer.send(tag + (b" NO some cannot be had\r\n" if self.refused & set(uids) else b" OK done\r\n"))


def _uids(arguments: bytes) -> set[int]:
    found: set[int] = set()
    for part in arguments.partition(b" ")[0].split(b","):
        first, _, last = part.partition(b":")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def scanned(store: ImapMailstore, cursor: Cursor | None = None) -> tuple[list[int], list[int], list[Batch]]:
    batches = list(store.scan(Box.INBOX, cursor, SINCE))
    return [m.uid for b in batches for m in b.messages], [u for b in batches for u in b.missing], batches


def mails(*uids: int) -> dict[int, bytes]:
    return {uid: mail(uid) for uid in uids}


@pytest.mark.parametrize("luck", ["garbled", "refused", "vanished"])
def test_one_bad_message_is_missing_and_the_others_are_read(make_store: MakeStore, luck: str) -> None:
    box = Mailbox(mails(1, 2, 3, 4), **{luck: frozenset({2})})  # type: ignore[arg-type] # the one field named
    with ScriptedServer(box.answers()) as server:
        have, missing, batches = scanned(make_store(server))
    assert (have, missing) == ([1, 3, 4], [2])
    assert batches[-1].cursor == Cursor(7, 4)
    assert batches[-1].done == batches[-1].total == 4


def test_a_message_that_vanished_before_its_size_was_asked_is_missing(server: Server, make_store: MakeStore) -> None:
    store = make_store(server, body_limit=1000)
    uids = [server.deliver("INBOX", mail(n, body="x" * 2000), WHEN) for n in range(3)]
    scan = store.scan(Box.INBOX, None, SINCE)
    server.deliver("INBOX", mail(9), WHEN)
    server.remove("INBOX", uids[1])
    found = list(scan)
    assert [m.uid for b in found for m in b.messages][:2] == [uids[0], uids[2]]


def test_a_server_that_gives_nothing_at_all_is_ill_and_nothing_is_called_missing(make_store: MakeStore) -> None:
    box = Mailbox(mails(*range(1, 9)), refused=frozenset(range(1, 9)))
    with ScriptedServer(box.answers()) as server, pytest.raises(ServerError, match="none of its messages"):
        scanned(make_store(server))


@pytest.mark.parametrize(
    ("answer", "pause"),
    [
        (b"NO [UNAVAILABLE] try again later", 0),
        (b"BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds", 299.961),
        (b"NO [OVERQUOTA] Account exceeded command or bandwidth limits.", 3600),
    ],
)
def test_a_busy_server_is_asked_again_later(make_store: MakeStore, answer: bytes, pause: float) -> None:
    box = Mailbox(mails(1, 2))
    with ScriptedServer({**box.answers(), "FETCH": refusing(answer)}) as server:
        with pytest.raises(ServerError) as raised:
            scanned(make_store(server))
        assert (raised.value.pause if isinstance(raised.value, Throttled) else 0) == pytest.approx(pause)


def test_a_message_the_connection_always_dies_on_is_given_up_and_the_rest_is_read(make_store: MakeStore) -> None:
    box = Mailbox(mails(*range(1, 41)), deadly=frozenset({17}))
    with ScriptedServer(box.answers()) as server:
        store = make_store(server)
        cursor, have, missing, deaths = None, [], [], 0
        for _ in range(30):
            try:
                for batch in store.scan(Box.INBOX, cursor, SINCE):
                    cursor = batch.cursor
                    have += [m.uid for m in batch.messages]
                    missing += list(batch.missing)
                break
            except ServerError:
                deaths += 1
    assert missing == [17]
    assert have == [uid for uid in range(1, 41) if uid != 17]
    assert deaths == GIVE_UP
    assert box.asked.count((17,)) == 3


def test_one_lost_connection_makes_no_message_missing(make_store: MakeStore) -> None:
    box = Mailbox(mails(1, 2, 3), deadly=frozenset({2}))
    with ScriptedServer(box.answers()) as server:
        store = make_store(server)
        with pytest.raises(ServerError):
            scanned(store)
        box.deadly = frozenset()
        have, missing, _ = scanned(store)
    assert (have, missing) == ([1, 2, 3], [])


def test_where_the_connection_died_lumps_shrink_until_one_is_left() -> None:
    bodies = Bodies()
    uids = list(range(1, 601))
    sizes: list[list[int]] = []
    for _ in range(5):
        plan = [list(lump) for lump in bodies.plan(Box.INBOX, 7, uids)]
        assert [uid for lump in plan for uid in lump] == uids
        lump = next(lump for lump in plan if 300 in lump)
        sizes.append(lump)
        bodies.blame(Box.INBOX, 7, lump)
    assert [len(lump) for lump in sizes] == [500, 100, 20, 4, 1]


def test_an_unreadable_time_of_arrival_is_replaced_by_the_date_header(make_store: MakeStore) -> None:
    box = Mailbox({1: mail(1), 2: mail(2, Date="soon")}, internal_date=b'INTERNALDATE "99-Foo-2026 10:00:00 +0000"')
    with ScriptedServer(box.answers()) as server:
        _, missing, (batch,) = scanned(make_store(server))
    assert [m.received_at for m in batch.messages] == [datetime(2026, 3, 2, 10, 0, tzinfo=UTC)]
    assert missing == [2]


def test_a_server_that_lies_about_a_size_still_gives_no_more_than_the_cap(make_store: MakeStore) -> None:
    raw = mail(1, body="x" * 5000)
    box = Mailbox({1: raw})
    lie = box.answers()

    def fetch(peer: Peer, tag: bytes, arguments: bytes) -> None:
        if b"BODY" in arguments:
            box.fetch(peer, tag, arguments)
        else:
            peer.send(b"* 1 FETCH (UID 1 RFC822.SIZE 12 " + DATE + b")\r\n")
            peer.ok(tag)

    with ScriptedServer({**lie, "FETCH": fetch}) as server:
        _, _, (batch,) = scanned(make_store(server, body_limit=1000))
    (message,) = batch.messages
    assert (message.raw, message.truncated, message.size) == (raw[:1000], True, len(raw))


def test_a_literal_beyond_all_measure_is_not_kept(make_store: MakeStore) -> None:
    size = 33 * 1024 * 1024
    box = Mailbox(mails(1, 2))

    def fetch(peer: Peer, tag: bytes, arguments: bytes) -> None:
        if b"BODY" in arguments and 1 in _uids(arguments):
            peer.send(b"* 1 FETCH (UID 1 BODY[] {%d}\r\n" % size, *(b"x" * 1024 * 1024 for _ in range(33)), b")\r\n")
            arguments = re.sub(rb"^1:2", b"2", arguments)
        if b"1 " not in arguments[:2]:
            box.fetch(peer, tag, arguments)
        else:
            peer.ok(tag)

    with ScriptedServer({**box.answers(), "FETCH": fetch}) as server:
        have, missing, _ = scanned(make_store(server))
    assert (have, missing) == ([2], [1])


def test_a_large_mailbox_is_searched_in_windows(make_store: MakeStore) -> None:
    uids = [5, 49_999, 50_001, 250_000]
    box = Mailbox(mails(*uids))

    def search(peer: Peer, tag: bytes, arguments: bytes) -> None:
        first, last = (int(n) for n in arguments.split()[1].split(b":"))
        inside = b"".join(b" %d" % uid for uid in uids if first <= uid <= last)
        peer.send(b"* SEARCH" + inside + b"\r\n" + tag + b" OK done\r\n")

    answers = {**box.answers(), "SEARCH": search, "EXAMINE": opened(exists=120_000, uidnext=250_001)}
    with ScriptedServer(answers) as server:
        have, _, _ = scanned(make_store(server))
        assert server.said(b"SEARCH") == 5
    assert have == uids


def test_the_last_message_which_every_server_gives_for_an_open_range_is_not_read_twice(make_store: MakeStore) -> None:
    box = Mailbox(mails(1, 2, 3))
    with ScriptedServer(box.answers()) as server:
        assert scanned(make_store(server), Cursor(7, 3)) == ([], [], [])


def test_a_mailbox_replaced_during_the_scan_ends_it(make_store: MakeStore) -> None:
    box = Mailbox({uid: mail(uid, body="x" * 3_000_000) for uid in (1, 2)})
    with ScriptedServer(box.answers()) as server:
        store = make_store(server, body_limit=4_000_000)
        scan = store.scan(Box.INBOX, None, SINCE)
        next(scan)
        server.answers["EXAMINE"] = opened(uidvalidity=8)
        store.fetch(Box.SENT, 1, [1])
        with pytest.raises(ServerError):
            list(scan)


def test_a_mailbox_without_uidvalidity_cannot_be_read(make_store: MakeStore) -> None:
    with ScriptedServer({"EXAMINE": untagged(b"4 EXISTS")}) as server, pytest.raises(ServerError, match="UIDVALIDITY"):
        scanned(make_store(server))


@pytest.mark.server
@pytest.mark.parametrize("kind", ["cut", "reset", "stall"])
def test_after_a_lost_connection_the_scan_goes_on_at_the_cursor(
    dovecot: Dovecot, make_store: MakeStore, kind: Kind
) -> None:
    fault = Fault(kind, match=b"Mail 7")
    uids = [dovecot.deliver("INBOX", mail(n, body="x" * 1_000_000), WHEN) for n in range(10)]
    with FaultProxy(dovecot.port, (fault,)) as proxy:
        store = make_store(dovecot, proxy, timeouts=IMPATIENT)
        scan = store.scan(Box.INBOX, None, SINCE)
        first = next(scan)
        with pytest.raises(ServerError):
            next(scan)
        rest, missing, _ = scanned(store, first.cursor)
        assert ([m.uid for m in first.messages] + rest, missing) == (uids, [])


@pytest.mark.server
def test_a_server_that_trickles_is_given_up_by_the_overall_deadline(dovecot: Dovecot, make_store: MakeStore) -> None:
    dovecot.deliver("INBOX", mail(1, body="x" * 100_000), WHEN)
    with FaultProxy(dovecot.port, (Fault("trickle", match=b"Mail 1"),)) as proxy:
        store = make_store(dovecot, proxy, timeouts=IMPATIENT)
        with pytest.raises(ServerError, match="in time"):
            scanned(store)
