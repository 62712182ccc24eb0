"""The outbox: one row an occasion, its bytes kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent.errors import LedgerError
from agent.ledger import SqlLedger, open_ledger
from agent.ports import Fence, OutboxState
from agent.tracking import DraftBecame, Fate
from tests.ledger.values import MONDAY, intent


def test_an_occasion_is_intended_once(ledger: SqlLedger) -> None:
    assert ledger.intend(intent())
    assert not ledger.intend(replace(intent(), raw=b"other words"))
    assert ledger.intents() == (intent(),)


def test_an_intent_comes_back_whole(path: Path) -> None:
    whole = replace(
        intent(),
        state=OutboxState.PLACED,
        tries=2,
        tried_at=MONDAY,
        fence=Fence(4_000_000_000, 12),
        uidvalidity=4_000_000_000,
        uid=12,
        missing_since=MONDAY + timedelta(days=1),
        note="edited",
        raw=bytes(range(256)),
    )
    with open_ledger(path) as ledger:
        ledger.intend(whole)
    with open_ledger(path) as ledger:
        assert ledger.intents() == (whole,)


def test_intents_are_given_oldest_first_and_by_state(ledger: SqlLedger) -> None:
    late, early = intent("late", days=2), intent("early", days=1)
    placed = intent("placed", state=OutboxState.PLACED)
    for one in (late, early, placed):
        ledger.intend(one)
    assert ledger.intents() == (placed, early, late)
    assert ledger.intents(OutboxState.INTENDED) == (early, late)
    assert ledger.intents(OutboxState.PLACED, OutboxState.REFUSED) == (placed,)


def test_an_update_replaces_the_row_and_appends_its_events_at_their_own_instant(ledger: SqlLedger) -> None:
    ledger.intend(intent())
    tried = replace(intent(), state=OutboxState.APPENDING, tries=1, tried_at=MONDAY, fence=Fence(1, 5))
    ledger.update_intent(tried)
    done = replace(tried, state=OutboxState.SETTLED, note="gone")
    event = DraftBecame("a1", MONDAY, intent().occasion, Fate.DELETED, "it is gone")
    ledger.update_intent(done, (event,))
    assert ledger.intents() == (done,)
    assert ledger.events() == (event,)


def test_an_update_of_an_unknown_occasion_is_refused_with_its_events(ledger: SqlLedger) -> None:
    event = DraftBecame("a1", MONDAY, intent().occasion, Fate.DELETED, "it is gone")
    with pytest.raises(LedgerError, match="no draft was intended for a1/status/1"):
        ledger.update_intent(intent(), (event,))
    assert ledger.events() == ()


def test_a_draft_that_has_been_tried_keeps_its_bytes(ledger: SqlLedger) -> None:
    ledger.intend(intent())
    reworded = replace(intent(), raw=b"Subject: Hello\r\n\r\nHello again\r\n", state=OutboxState.APPENDING)
    ledger.update_intent(reworded)
    with pytest.raises(LedgerError, match="keeps its bytes"):
        ledger.update_intent(replace(reworded, raw=b"something else"))
    with pytest.raises(LedgerError, match="keeps its bytes"):
        ledger.update_intent(replace(reworded, message_id="<other@example.org>"))
    assert ledger.intents() == (reworded,)
