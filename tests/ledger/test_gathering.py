"""What becomes of a batch."""

from __future__ import annotations

from agent.ledger import SqlLedger
from agent.ports import Box, Cursor, PassedOver
from agent.reading import Automated, Direction, Unreadable, thread_hash
from tests.ledger.values import ACCOUNT, MONDAY, batch, filed, intent, name, reading

HELLO = thread_hash("<hello@acme.example>")


def test_an_account_never_read_has_no_cursor(ledger: SqlLedger) -> None:
    assert ledger.cursor(ACCOUNT, Box.INBOX) is None


def test_each_mailbox_of_each_account_has_its_own_cursor(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch(uid=7))
    ledger.record(ACCOUNT, batch(uid=3, box=Box.SENT))
    ledger.record("work", batch(uid=4_294_967_295, uidvalidity=4_294_967_295))
    assert ledger.cursor(ACCOUNT, Box.INBOX) == Cursor(1, 7)
    assert ledger.cursor(ACCOUNT, Box.SENT) == Cursor(1, 3)
    assert ledger.cursor("work", Box.INBOX) == Cursor(4_294_967_295, 4_294_967_295)
    assert ledger.cursor("work", Box.SENT) is None


def test_a_cursor_never_goes_back_within_one_uidvalidity(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch(uid=7))
    ledger.record(ACCOUNT, batch(uid=5))
    assert ledger.cursor(ACCOUNT, Box.INBOX) == Cursor(1, 7)


def test_a_new_uidvalidity_starts_the_cursor_anew(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch(uid=7))
    ledger.record(ACCOUNT, batch(uid=2, uidvalidity=9))
    assert ledger.cursor(ACCOUNT, Box.INBOX) == Cursor(9, 2)


def test_a_message_is_kept_once_however_often_it_is_seen(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch((1, reading("hello")), (2, reading("hello"))))
    ledger.record(ACCOUNT, batch((3, reading("hello"))))
    assert len(ledger.readings("")) == 1


def test_a_message_seen_again_after_a_new_uidvalidity_keeps_its_filing_and_changes_its_place(
    ledger: SqlLedger,
) -> None:
    ledger.record(ACCOUNT, batch((1, reading("hello"))))
    ledger.file([filed(ledger.pending(1)[0])], MONDAY)
    (before,) = ledger.readings("")
    ledger.record(ACCOUNT, batch((40, reading("hello")), uidvalidity=2))
    (after,) = ledger.readings("")
    assert (after.uidvalidity, after.uid) == (2, 40)
    assert (after.reading, after.filing, after.application) == (before.reading, before.filing, before.application)
    assert ledger.pending(10) == ()


def test_pending_gives_the_oldest_by_time_of_writing_then_by_fingerprint(ledger: SqlLedger) -> None:
    late, early, twin = reading("late", hours=5), reading("early", hours=-5), reading("twin", hours=-5)
    ledger.record(ACCOUNT, batch((1, late), (2, early), (3, twin)))
    expected = [*sorted([early, twin], key=lambda r: r.envelope.fingerprint), late]
    assert [stored.reading for stored in ledger.pending(10)] == expected
    assert [stored.reading for stored in ledger.pending(2)] == expected[:2]


def test_readings_are_found_by_the_start_of_their_fingerprint(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch((1, reading("hello")), (2, reading("there"))))
    assert [stored.reading for stored in ledger.readings(name("hello")[:10])] == [reading("hello")]
    assert ledger.readings("%") == ()


def test_a_passed_over_message_is_found_by_the_thread_it_answers(ledger: SqlLedger) -> None:
    other = thread_hash("<other@example.org>")
    ledger.record(
        ACCOUNT, batch(passed_over=(PassedOver(4, (other, HELLO)), PassedOver(5, ()), PassedOver(6, (HELLO,))))
    )
    ledger.record(ACCOUNT, batch(box=Box.SENT, passed_over=(PassedOver(4, (HELLO,)),)))
    assert ledger.passed_over_in(ACCOUNT, frozenset({HELLO, other})) == (
        (Box.INBOX, 1, 4),
        (Box.INBOX, 1, 6),
        (Box.SENT, 1, 4),
    )
    assert ledger.passed_over_in("work", frozenset({HELLO})) == ()
    assert ledger.passed_over_in(ACCOUNT, frozenset()) == ()


def test_more_threads_than_a_statement_holds_are_looked_up_all_the_same(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch(passed_over=(PassedOver(4, (HELLO,)),)))
    many = frozenset(thread_hash(f"<{n}@example.org>") for n in range(40_000))
    assert ledger.passed_over_in(ACCOUNT, many | {HELLO}) == ((Box.INBOX, 1, 4),)


def test_a_reading_takes_the_place_of_what_was_passed_over(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch(passed_over=(PassedOver(4, (HELLO,)), PassedOver(5, (HELLO,)))))
    ledger.record(ACCOUNT, batch((4, reading("reply"))))
    assert ledger.passed_over_in(ACCOUNT, frozenset({HELLO})) == ((Box.INBOX, 1, 5),)


def test_a_message_that_is_gone_is_not_looked_for_again(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch(passed_over=(PassedOver(4, (HELLO,)),)))
    ledger.record(ACCOUNT, batch(missing=(4, 4)))
    assert ledger.passed_over_in(ACCOUNT, frozenset({HELLO})) == ()


def test_what_was_passed_over_in_an_old_uidvalidity_is_forgotten(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch(passed_over=(PassedOver(4, (HELLO,)),), missing=(3,)))
    ledger.record(ACCOUNT, batch(uidvalidity=2))
    assert ledger.passed_over_in(ACCOUNT, frozenset({HELLO})) == ()


def test_writing_the_same_batch_twice_changes_nothing(ledger: SqlLedger) -> None:
    broken = Unreadable(name("broken"), MONDAY, "no header ends")
    same = batch((1, reading("hello")), passed_over=(PassedOver(4, (HELLO,)),), unreadable=((2, broken),), missing=(3,))
    ledger.record(ACCOUNT, same)
    first = ledger.readings(""), ledger.passed_over_in(ACCOUNT, frozenset({HELLO})), ledger.unreadable()
    ledger.record(ACCOUNT, same)
    again = ledger.readings(""), ledger.passed_over_in(ACCOUNT, frozenset({HELLO})), ledger.unreadable()
    assert again == first


def test_what_could_not_be_read_is_kept_with_its_reason_until_it_can(ledger: SqlLedger) -> None:
    broken = Unreadable(name("hello"), MONDAY, "no header ends")
    ledger.record(ACCOUNT, batch(unreadable=((2, broken),)))
    assert ledger.unreadable() == (broken,)
    ledger.record(ACCOUNT, batch((2, reading("hello"))))
    assert ledger.unreadable() == ()
    ledger.record(ACCOUNT, batch(unreadable=((2, broken),)))
    assert ledger.unreadable() == ()


def test_threads_holds_what_filed_messages_are_and_answer(ledger: SqlLedger) -> None:
    ledger.record(ACCOUNT, batch((1, reading("reply", answers=("<hello@acme.example>",))), (2, reading("other"))))
    assert ledger.threads() == frozenset()
    (stored,) = ledger.readings(name("reply"))
    ledger.file([filed(stored)], MONDAY)
    assert ledger.threads() == {HELLO, thread_hash("<reply@acme.example>")}


def test_threads_holds_our_own_drafts_so_that_an_answer_to_one_is_known(ledger: SqlLedger) -> None:
    ledger.intend(intent())
    assert ledger.threads() == {thread_hash(intent().message_id)}


def test_contacts_are_the_people_on_the_other_side_of_filed_messages(ledger: SqlLedger) -> None:
    me = "sam@example.org"
    from_them = reading("hello", sender="Ann@acme.example")
    from_me = reading("reply", sender=me, to=("bob@acme.example", me), direction=Direction.OUTBOUND)
    machine = reading("receipt", sender="no-reply@relay.example", automated=Automated.NO_REPLY)
    stranger = reading("spam", sender="spam@elsewhere.example")
    ledger.record(ACCOUNT, batch((1, from_them), (2, from_me), (3, machine), (4, stranger)))
    mine = [stored for stored in ledger.pending(10) if stored.reading != stranger]
    ledger.file([filed(stored) for stored in mine], MONDAY)
    assert ledger.contacts() == {"ann@acme.example", "bob@acme.example"}


def test_an_application_lives_in_the_account_of_the_newest_message_filed_to_it(ledger: SqlLedger) -> None:
    ledger.record("work", batch((1, reading("new", hours=9))))
    ledger.record(ACCOUNT, batch((1, reading("old")), (2, reading("other"))))
    by_name = {stored.reading.envelope.subject: stored for stored in ledger.pending(10)}
    ledger.file(
        [
            filed(by_name["About new"], "a1"),
            filed(by_name["About old"], "a1"),
            filed(by_name["About other"], "a2"),
        ],
        MONDAY,
    )
    assert ledger.homes() == {"a1": "work", "a2": ACCOUNT}


def test_the_first_reading_of_an_account_is_marked_once(ledger: SqlLedger) -> None:
    assert ledger.first_read_at(ACCOUNT) is None
    ledger.mark_first_read(ACCOUNT, MONDAY)
    ledger.mark_first_read(ACCOUNT, MONDAY.replace(year=2027))
    assert ledger.first_read_at(ACCOUNT) == MONDAY
    assert ledger.first_read_at("work") is None
