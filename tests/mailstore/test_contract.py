"""What the mailstore promises, kept on every server: the same test, a rich server or a poor one."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest

from agent.mailstore import Wake, Wakeup
from agent.ports import Box, Cursor, Fence
from tests.mailstore.conftest import WHEN, MakeStore, Server, digest, mail
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import FaultProxy

SINCE = date(2026, 1, 1)
_NOT_COMMANDS = {" ".join(line.split()[1:2]) for line in mail(99).decode().splitlines()}
"""The second words of a draft's own lines, which pass the recorder as well."""


def test_the_three_mailboxes_are_found(server: Server, make_store: MakeStore) -> None:
    found = {m.box: m.name for m in make_store(server).mailboxes()}
    assert found == {Box.INBOX: "INBOX", Box.DRAFTS: "Drafts", Box.SENT: "Sent"}


def test_a_first_scan_brings_every_message_since_the_day_in_order(server: Server, make_store: MakeStore) -> None:
    old = server.deliver("INBOX", mail(0), WHEN - timedelta(days=365))
    uids = [server.deliver("INBOX", mail(n), WHEN + timedelta(minutes=n)) for n in range(1, 6)]

    batches = list(make_store(server).scan(Box.INBOX, None, SINCE))

    messages = [m for b in batches for m in b.messages]
    assert [m.uid for m in messages] == uids
    assert old not in [m.uid for m in messages]
    assert [m.raw for m in messages] == [mail(n) for n in range(1, 6)]
    assert [m.received_at for m in messages] == [WHEN + timedelta(minutes=n) for n in range(1, 6)]
    assert all(m.received_at.tzinfo for m in messages)
    assert all(m.size == len(m.raw) and not m.truncated and m.box is Box.INBOX for m in messages)
    assert [(b.done, b.total) for b in batches] == [(5, 5)]


def test_a_second_scan_brings_only_what_came_since(server: Server, make_store: MakeStore) -> None:
    store = make_store(server)
    server.deliver("INBOX", mail(1), WHEN)
    cursor = list(store.scan(Box.INBOX, None, SINCE))[-1].cursor
    assert list(store.scan(Box.INBOX, cursor, SINCE)) == []

    uid = server.deliver("INBOX", mail(2), WHEN - timedelta(days=900))

    (batch,) = store.scan(Box.INBOX, cursor, SINCE)
    assert [m.uid for m in batch.messages] == [uid]
    assert batch.cursor == Cursor(cursor.uidvalidity, uid)


def test_what_lay_there_before_the_first_day_is_never_read_later(server: Server, make_store: MakeStore) -> None:
    store = make_store(server)
    server.deliver("INBOX", mail(1), WHEN)
    server.deliver("INBOX", mail(2), WHEN - timedelta(days=900))
    cursor = list(store.scan(Box.INBOX, None, SINCE))[-1].cursor
    assert list(store.scan(Box.INBOX, cursor, SINCE)) == []


def test_an_empty_mailbox_still_gets_a_cursor(server: Server, make_store: MakeStore) -> None:
    store = make_store(server)
    (batch,) = store.scan(Box.SENT, None, SINCE)
    assert (batch.messages, batch.total) == ((), 0)
    uid = server.deliver("Sent", mail(1), WHEN)
    (batch,) = store.scan(Box.SENT, batch.cursor, SINCE)
    assert [m.uid for m in batch.messages] == [uid]


def test_many_messages_come_in_batches_whose_cursors_climb(server: Server, make_store: MakeStore) -> None:
    uids = [server.deliver("INBOX", mail(n), WHEN) for n in range(255)]
    batches = list(make_store(server).scan(Box.INBOX, None, SINCE))
    assert [len(b.messages) for b in batches] == [250, 5]
    assert [b.cursor.uid for b in batches] == [uids[249], uids[254]]
    assert [(b.done, b.total) for b in batches] == [(250, 255), (255, 255)]


def test_a_scan_goes_on_although_another_mailbox_was_read_in_between(server: Server, make_store: MakeStore) -> None:
    store = make_store(server)
    uids = [server.deliver("INBOX", mail(n, body="x" * 400_000), WHEN) for n in range(12)]
    seen = []
    for batch in store.scan(Box.INBOX, None, SINCE):
        seen += [m.uid for m in batch.messages]
        assert store.drafts() == ()
    assert seen == uids


def test_a_big_message_is_cut_at_the_cap_and_says_so(server: Server, make_store: MakeStore) -> None:
    big, small = mail(1, body="0123456789" * 1000 + "\r\n"), mail(2)
    for raw in (big, small):
        server.deliver("INBOX", raw, WHEN)
    store = make_store(server, body_limit=5000)
    (batch,) = store.scan(Box.INBOX, None, SINCE)
    assert [(m.raw, m.size, m.truncated) for m in batch.messages] == [
        (big[:5000], len(big), True),
        (small, len(small), False),
    ]


def test_messages_are_fetched_by_uid_and_those_gone_are_left_out(server: Server, make_store: MakeStore) -> None:
    store = make_store(server)
    first, second = (server.deliver("INBOX", mail(n), WHEN) for n in (1, 2))
    (batch,) = store.scan(Box.INBOX, None, SINCE)
    validity = batch.cursor.uidvalidity
    server.remove("INBOX", first)
    assert [m.uid for m in store.fetch(Box.INBOX, validity, [second, first, 99_999])] == [second]
    assert store.fetch(Box.INBOX, validity + 1, [second]) == ()
    assert store.fetch(Box.INBOX, validity, []) == ()


def test_a_draft_is_appended_marked_and_found_behind_the_fence(server: Server, make_store: MakeStore) -> None:
    store = make_store(server)
    server.deliver("Drafts", mail(1), WHEN)
    fence = store.fence()
    raw = mail(
        2, To="Ann <Ann@Acme.example>, bo@acme.example", In_Reply_To="<1@acme.example>", References="<0@x> <1@x>"
    )

    appended = store.append(raw)

    (seen,) = store.drafts(fence)
    assert len(store.drafts()) == 2
    assert appended.uid in {None, seen.uid}
    assert seen.uid >= fence.uidnext
    assert (seen.box, seen.uidvalidity, seen.message_id) == (Box.DRAFTS, fence.uidvalidity, "<2@acme.example>")
    assert (seen.in_reply_to, seen.references) == (("<1@acme.example>",), ("<0@x>", "<1@x>"))
    assert (seen.to, seen.sent_at, seen.digest) == (("ann@acme.example", "bo@acme.example"), WHEN, digest(raw))
    assert server.messages("Drafts")[seen.uid] == raw


def test_a_fence_from_another_time_fences_nothing(server: Server, make_store: MakeStore) -> None:
    store = make_store(server)
    store.append(mail(1))
    assert len(store.drafts(Fence(uidvalidity=3, uidnext=1000))) == 1


def test_the_sent_messages_are_told_by_their_headers(server: Server, make_store: MakeStore) -> None:
    server.deliver("Sent", mail(1), WHEN - timedelta(days=100))
    uid = server.deliver("Sent", mail(2, In_Reply_To="<1@acme.example>", Cc="Bo <bo@x.example>"), WHEN)
    (seen,) = make_store(server).sent_since(date(2026, 2, 1))
    assert (seen.uid, seen.message_id, seen.in_reply_to) == (uid, "<2@acme.example>", ("<1@acme.example>",))
    assert (seen.to, seen.digest) == (("sam@example.org", "bo@x.example"), None)


def test_a_draft_is_withdrawn_only_while_it_is_exactly_ours(server: Server, make_store: MakeStore) -> None:
    store = make_store(server)
    kept, ours = server.deliver("Drafts", mail(1), WHEN), server.deliver("Drafts", mail(2), WHEN)
    validity, can = store.fence().uidvalidity, "UIDPLUS" in store.capabilities()

    assert not store.withdraw(validity, ours, digest(mail(3)))
    assert not store.withdraw(validity + 1, ours, digest(mail(2)))
    assert not store.withdraw(validity, 77_777, digest(mail(2)))
    assert set(server.messages("Drafts")) == {kept, ours}

    assert store.withdraw(validity, ours, digest(mail(2))) is can
    assert set(server.messages("Drafts")) == ({kept} if can else {kept, ours})


def test_waiting_ends_with_news_of_new_mail(server: Server, make_store: MakeStore) -> None:
    store = make_store(server)
    list(store.scan(Box.INBOX, None, SINCE))
    arrival = threading.Timer(0.05, lambda: server.deliver("INBOX", mail(1), WHEN))
    arrival.start()
    try:
        assert store.wait(10) is Wake.NEWS
    finally:
        arrival.join()


def test_mail_that_came_between_the_scan_and_the_waiting_is_news(server: Server, make_store: MakeStore) -> None:
    store = make_store(server)
    list(store.scan(Box.INBOX, None, SINCE))
    server.deliver("INBOX", mail(1), WHEN)
    assert store.wait(10) is Wake.NEWS
    cursor = list(store.scan(Box.INBOX, None, SINCE))[-1].cursor
    assert cursor.uid
    assert store.wait(0.05) is Wake.TIMEOUT


def test_another_thread_can_end_the_waiting(server: Server, make_store: MakeStore) -> None:
    store, wakeup = make_store(server), Wakeup()
    caller = threading.Timer(0.05, wakeup.wake)
    caller.start()
    try:
        assert store.wait(10, wakeup) is Wake.WOKEN
        assert not wakeup.is_set()
    finally:
        caller.join()
        wakeup.close()


def test_a_store_that_was_closed_can_be_used_again(server: Server, make_store: MakeStore) -> None:
    store = make_store(server)
    store.close()
    store.connect()
    store.close()
    store.close()
    assert store.drafts() == ()


def test_nothing_of_the_inbox_changes_whatever_is_done(server: Server, make_store: MakeStore) -> None:
    for number, flags in enumerate([(), (r"\Seen",), (r"\Flagged",), (r"\Answered", r"\Seen")]):
        server.deliver("INBOX", mail(number), WHEN, flags)
        server.deliver("Sent", mail(10 + number), WHEN, flags)
        server.deliver("Drafts", mail(20 + number), WHEN, (*flags, r"\Draft"))
    before = [_state(server, box) for box in ("INBOX", "Sent", "Drafts")]

    with FaultProxy(server.port) as proxy:
        store = make_store(server, proxy, body_limit=100)
        validity = list(store.scan(Box.INBOX, None, SINCE))[-1].cursor.uidvalidity
        uids = [m.uid for b in store.scan(Box.SENT, None, SINCE) for m in b.messages]
        store.fetch(Box.SENT, validity, uids)
        store.sent_since(SINCE)
        fence = store.fence()
        store.append(mail(99))
        (ours,) = (s for s in store.drafts(fence) if s.message_id == "<99@acme.example>")
        store = make_store(server, proxy)
        store.withdraw(fence.uidvalidity, ours.uid, digest(mail(99)))
        store.wait(0.05)
        store.close()

    after = [_state(server, box) for box in ("INBOX", "Sent", "Drafts")]
    assert after[:2] == before[:2]
    assert {uid: state for uid, state in after[2].items() if uid != ours.uid} == before[2]
    assert proxy.commands <= {
        "CAPABILITY", "ID", "LOGIN", "NAMESPACE", "LIST", "STATUS", "EXAMINE", "UID SEARCH", "UID FETCH", "APPEND",
        "IDLE", "NOOP", "LOGOUT", "SELECT", "UID STORE", "UID EXPUNGE", *_NOT_COMMANDS,
    }  # fmt: skip


def _state(server: Server, box: str) -> dict[int, tuple[bytes, frozenset[str]]]:
    return {uid: (raw, flags(server, box, uid)) for uid, raw in server.messages(box).items()}


def flags(server: Server, box: str, uid: int) -> frozenset[str]:
    if isinstance(server, Dovecot):
        with server.session() as client:
            client.select(box, readonly=True)
            answer = client.uid("FETCH", str(uid), "(FLAGS)")[1][0].decode()
            words = answer.partition("FLAGS (")[2].partition(")")[0].split()
            return frozenset(words) - {r"\Recent"}
    return server.flags(box, uid) - {r"\Recent"}


@pytest.mark.server
def test_a_new_uidvalidity_starts_the_scan_anew(dovecot: Dovecot, make_store: MakeStore) -> None:
    dovecot.deliver("INBOX", mail(1), WHEN)
    store = make_store(dovecot)
    cursor = list(store.scan(Box.INBOX, None, SINCE))[-1].cursor
    store.close()
    dovecot.renew_uidvalidity("INBOX")
    (batch,) = store.scan(Box.INBOX, cursor, SINCE)
    assert batch.cursor.uidvalidity != cursor.uidvalidity
    assert [m.raw for m in batch.messages] == [mail(1)]
    assert store.fetch(Box.INBOX, cursor.uidvalidity, [1]) == ()
