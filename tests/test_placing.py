"""One intent, at most one draft: whatever the server does, and whatever the user does with it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent import placing
from agent.deciding import Situation
from agent.ledger import SqlLedger, open_ledger
from agent.placing import GONE, MAX_TRIES, RETRY_REFUSED, SETTLE, Outbox, place, reconcile, recover, withdraw
from agent.ports import Box, Intent, OutboxState
from agent.tracking import DraftBecame, DraftPlaced, Fate
from agent.writing import draft_digest
from agent.writing.samples import sample_actions
from tests.fakes import FakeMailstore, Trouble

NOW = datetime(2026, 3, 12, 17, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
RAW = b"""\
From: Sam Doe <sam@example.org>\r
To: Ann Lee <ann@northwind.example>\r
Subject: Re: Interview\r
Date: Thu, 12 Mar 2026 17:00:00 +0000\r
Message-ID: <d1@example.org>\r
In-Reply-To: <invite@northwind.example>\r
References: <invite@northwind.example>\r
\r
Dear Ann,\r
\r
Thank you for today.\r
"""
INTENT = Intent(
    occasion="northwind/thank-you/i1/1",
    application="northwind",
    rule="thank-you",
    message_id="<d1@example.org>",
    to="ann@northwind.example",
    answers="<invite@northwind.example>",
    raw=RAW,
    digest=draft_digest(RAW),
    state=OutboxState.INTENDED,
    decided_at=NOW,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    opened = open_ledger(tmp_path / "ledger.db")
    yield opened
    opened.close()


@pytest.fixture
def store() -> FakeMailstore:
    return FakeMailstore()


def lying(store: FakeMailstore) -> int:
    return len(store.boxes[Box.DRAFTS].messages)


def state(ledger: SqlLedger) -> OutboxState:
    (intent,) = ledger.intents()
    return intent.state


def fates(ledger: SqlLedger) -> list[Fate]:
    return [event.fate for event in ledger.events() if isinstance(event, DraftBecame)]


def test_a_draft_is_placed_once_and_recorded(store: FakeMailstore, ledger: SqlLedger) -> None:
    done = place(store, ledger, INTENT, NOW)

    assert done.state is OutboxState.PLACED
    assert lying(store) == 1
    assert [type(event) for event in ledger.events()] == [DraftPlaced]


def test_the_same_occasion_again_changes_nothing(store: FakeMailstore, ledger: SqlLedger) -> None:
    place(store, ledger, INTENT, NOW)
    place(store, ledger, replace(INTENT, raw=RAW.replace(b"today", b"Thursday")), NOW + MINUTE)

    assert lying(store) == 1
    assert store.appends == 1


def test_without_appenduid_the_draft_is_found_behind_the_fence(store: FakeMailstore, ledger: SqlLedger) -> None:
    store.troubles = [Trouble.SILENT_OK]
    done = place(store, ledger, INTENT, NOW)

    assert done.state is OutboxState.PLACED
    assert done.uid == 1


@pytest.mark.parametrize("trouble", [Trouble.LOST_BEFORE, Trouble.LOST_AFTER, Trouble.LATE])
def test_a_lost_answer_ends_in_exactly_one_draft(store: FakeMailstore, ledger: SqlLedger, trouble: Trouble) -> None:
    store.troubles = [trouble]
    assert place(store, ledger, INTENT, NOW).state is OutboxState.AMBIGUOUS
    store.reconnect()
    recover(store, ledger, NOW + MINUTE)
    store.land()
    for minutes in (2, 16, 40):
        recover(store, ledger, NOW + minutes * MINUTE)

    assert lying(store) == 1
    assert state(ledger) is OutboxState.PLACED
    assert sum(isinstance(event, DraftPlaced) for event in ledger.events()) == 1


def test_nothing_is_tried_again_before_a_lost_append_had_time_to_land(store: FakeMailstore, ledger: SqlLedger) -> None:
    store.troubles = [Trouble.LOST_BEFORE]
    place(store, ledger, INTENT, NOW)
    store.reconnect()
    recover(store, ledger, NOW + SETTLE - MINUTE)
    assert store.appends == 1
    recover(store, ledger, NOW + SETTLE)
    assert store.appends == 2


def test_a_draft_sent_before_we_knew_of_it_is_not_written_again(store: FakeMailstore, ledger: SqlLedger) -> None:
    store.troubles = [Trouble.LOST_AFTER]
    place(store, ledger, INTENT, NOW)
    store.deliver(store.remove(Box.DRAFTS, 1), NOW + MINUTE, Box.SENT)
    store.reconnect()
    recover(store, ledger, NOW + SETTLE)
    reconcile(store, ledger, NOW + SETTLE)

    assert store.appends == 1
    assert fates(ledger) == [Fate.SENT]


def test_after_three_lost_tries_the_user_is_told(store: FakeMailstore, ledger: SqlLedger) -> None:
    store.troubles = [Trouble.LOST_BEFORE] * MAX_TRIES
    place(store, ledger, INTENT, NOW)
    for hours in range(1, 6):
        store.reconnect()
        recover(store, ledger, NOW + timedelta(hours=hours))

    assert store.appends == MAX_TRIES
    assert state(ledger) is OutboxState.NEEDS_USER


def test_a_refusal_is_tried_again_later_and_not_for_ever(store: FakeMailstore, ledger: SqlLedger) -> None:
    store.troubles = [Trouble.NO] * MAX_TRIES
    assert place(store, ledger, INTENT, NOW).state is OutboxState.REFUSED
    recover(store, ledger, NOW + RETRY_REFUSED - MINUTE)
    assert store.appends == 1
    recover(store, ledger, NOW + RETRY_REFUSED)
    recover(store, ledger, NOW + 3 * RETRY_REFUSED)
    recover(store, ledger, NOW + 9 * RETRY_REFUSED)

    assert store.appends == MAX_TRIES
    assert state(ledger) is OutboxState.NEEDS_USER


def test_an_intent_no_plan_asks_for_any_more_is_dropped(store: FakeMailstore, ledger: SqlLedger) -> None:
    ledger.intend(INTENT)
    placing.drop(ledger, wanted=())
    place(store, ledger, INTENT, NOW)

    assert state(ledger) is OutboxState.SETTLED
    assert store.appends == 0


def test_an_untouched_draft_is_left_alone(store: FakeMailstore, ledger: SqlLedger) -> None:
    place(store, ledger, INTENT, NOW)

    assert reconcile(store, ledger, NOW + timedelta(days=3)) == ()
    assert fates(ledger) == []


def test_a_draft_sent_unchanged_counts_as_sent(store: FakeMailstore, ledger: SqlLedger) -> None:
    place(store, ledger, INTENT, NOW)
    store.deliver(store.remove(Box.DRAFTS, 1), NOW + MINUTE, Box.SENT)
    reconcile(store, ledger, NOW + 2 * MINUTE)

    assert fates(ledger) == [Fate.SENT]


def test_a_client_that_leaves_the_draft_behind_after_sending_does_not_confuse_us(
    store: FakeMailstore, ledger: SqlLedger
) -> None:
    place(store, ledger, INTENT, NOW)
    store.deliver(RAW, NOW + MINUTE, Box.SENT)
    reconcile(store, ledger, NOW + 2 * MINUTE)

    assert fates(ledger) == [Fate.SENT]


def resaved(raw: bytes = RAW) -> bytes:
    """As a client saves an edited draft: another text, and a message id of its own."""
    return raw.replace(b"Thank you for today.", b"Thanks again!").replace(b"<d1@", b"<client-made@")


def test_an_edited_draft_is_recognised_by_its_thread_and_reported_once(store: FakeMailstore, ledger: SqlLedger) -> None:
    place(store, ledger, INTENT, NOW)
    store.remove(Box.DRAFTS, 1)
    store.deliver(resaved(), NOW + MINUTE, Box.DRAFTS)
    reconcile(store, ledger, NOW + 2 * MINUTE)
    reconcile(store, ledger, NOW + 3 * MINUTE)

    assert fates(ledger) == [Fate.EDITED]


def test_an_edited_draft_sent_under_another_id_counts_as_sent(store: FakeMailstore, ledger: SqlLedger) -> None:
    place(store, ledger, INTENT, NOW)
    store.remove(Box.DRAFTS, 1)
    store.deliver(resaved().replace(b"17:00:00", b"17:20:00"), NOW + 20 * MINUTE, Box.SENT)
    reconcile(store, ledger, NOW + 21 * MINUTE)

    assert fates(ledger) == [Fate.SENT]


def test_a_draft_that_vanishes_is_given_a_day_before_it_counts_as_deleted(
    store: FakeMailstore, ledger: SqlLedger
) -> None:
    place(store, ledger, INTENT, NOW)
    store.remove(Box.DRAFTS, 1)
    reconcile(store, ledger, NOW + MINUTE)
    reconcile(store, ledger, NOW + GONE)
    assert fates(ledger) == []
    reconcile(store, ledger, NOW + MINUTE + GONE)
    assert fates(ledger) == [Fate.DELETED]


def test_a_draft_that_comes_back_within_the_day_was_only_open_in_an_editor(
    store: FakeMailstore, ledger: SqlLedger
) -> None:
    place(store, ledger, INTENT, NOW)
    raw = store.remove(Box.DRAFTS, 1)
    reconcile(store, ledger, NOW + MINUTE)
    store.deliver(raw, NOW + 2 * MINUTE, Box.DRAFTS)
    reconcile(store, ledger, NOW + 3 * MINUTE)
    store.remove(Box.DRAFTS, 2)
    reconcile(store, ledger, NOW + GONE + 2 * MINUTE)

    assert fates(ledger) == []


def test_a_draft_is_found_again_after_the_mailbox_was_renumbered(store: FakeMailstore, ledger: SqlLedger) -> None:
    store.deliver(b"Subject: another draft\r\n\r\nx\r\n", NOW, Box.DRAFTS)
    place(store, ledger, INTENT, NOW)
    store.remove(Box.DRAFTS, 1)
    store.renumber(Box.DRAFTS)
    reconcile(store, ledger, NOW + MINUTE)

    (intent,) = ledger.intents()
    assert (intent.uidvalidity, intent.uid) == (2, 1)
    assert fates(ledger) == []


def test_a_draft_that_is_still_ours_can_be_taken_back(store: FakeMailstore, ledger: SqlLedger) -> None:
    place(store, ledger, INTENT, NOW)
    withdraw(store, ledger, INTENT.occasion, "they answered", NOW + MINUTE)

    assert lying(store) == 0
    assert fates(ledger) == [Fate.WITHDRAWN]


def test_a_draft_that_is_missing_is_not_called_stale(store: FakeMailstore, ledger: SqlLedger) -> None:
    place(store, ledger, INTENT, NOW)
    store.remove(Box.DRAFTS, 1)
    reconcile(store, ledger, NOW + MINUTE)

    assert withdraw(store, ledger, INTENT.occasion, "they answered", NOW + MINUTE) is None
    assert fates(ledger) == []


def test_a_draft_the_user_touched_is_not_taken_back_but_called_stale(store: FakeMailstore, ledger: SqlLedger) -> None:
    place(store, ledger, INTENT, NOW)
    store.boxes[Box.DRAFTS].messages[0].raw = resaved()
    withdraw(store, ledger, INTENT.occasion, "they answered", NOW + MINUTE)

    assert lying(store) == 1
    assert fates(ledger) == [Fate.STALE]


def test_a_letter_to_a_referee_is_compared_with_those_to_themselves_only() -> None:
    (sample, *_) = sample_actions("reference_headsup")
    headsup = replace(sample, rule=replace(sample.rule, situation=Situation.REFERENCE_GIVEN))
    other = replace(INTENT, application=sample.application.id, decided_at=sample.at, to="jo@home.example")
    own = replace(other, occasion="b", to=headsup.to.address or "", raw=b"theirs")
    assert list(Outbox((other, own), {}).to_the_same(headsup)) == [b"theirs"]
    (thanks, *_) = sample_actions("thank_you")
    mine = [replace(one, application=thanks.application.id, decided_at=thanks.at) for one in (other, own)]
    assert len(list(Outbox(mine, {}).to_the_same(thanks))) == 2
