"""A job search lived at random: whatever mail comes, the user does and the server loses, the laws hold."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import parseaddr
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from agent.deciding import WithdrawDraft
from agent.errors import ServerError
from agent.ledger import open_ledger
from agent.placing import GONE, SETTLE
from agent.ports import Box, OutboxState
from agent.tracking import DraftBecame, Fate
from tests.fakes import Stored, Trouble
from tests.mails import NORTHWIND, SOUTHGATE, Employer, newsletter
from tests.scenarios.player import World

pytestmark = pytest.mark.slow

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOSTILE = (
    b"",
    b"\x00\xff" * 50,
    b"Subject: =?utf-8?b?////?= interview\r\nDate: Thu, 99 Foo 2026 99:99\r\nMessage-ID: <\r\n\r\ninterview",
    b"From: Ann <ann@x.example>, <\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nDTSTART:26\r\ninterview",
    newsletter(1, START),
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n" * 500 + b"your application",
    b"From: sam@example.org\r\nTo: sam@example.org\r\nSubject: Your interview\r\n\r\nYour interview is at noon.\r\n",
)
SAYS = {
    "promise": "You will hear from us by the end of next week.",
    "reply": "We are still talking to other candidates for the role, and have not forgotten you.",
    "rejection": "Unfortunately, we have decided not to move forward with your application.",
    "question": "Could you please send us your references for the role?",
}
DEEDS = ("deletes", "edits", "sends", "changes and sends")
EMPLOYERS = st.sampled_from([NORTHWIND, SOUTHGATE])


class Search(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.world = World.new(self.folder)
        self.store = self.world.store
        self.now = START
        self.lost_at: datetime | None = None
        self.count = 0
        self.inbox: list[bytes] = []
        self.deleted: set[str] = set()
        self.edited: list[bytes] = []

    def teardown(self) -> None:
        """Let everything come to rest, and look once more."""
        self.store.troubles.clear()
        self.store.land()
        for later in (SETTLE, SETTLE, GONE):
            self.now += later
            self.looks()
            self.the_laws_hold()
        assert not self.world.ledger.verify()
        self.world.ledger.close()
        shutil.rmtree(self.folder)

    # What comes

    def gets(self, raw: bytes) -> None:
        self.inbox.append(raw)
        self.store.deliver(raw, self.now)

    @initialize(
        troubles=st.lists(st.sampled_from(Trouble), max_size=2),
        deeds=st.lists(st.sampled_from(DEEDS), min_size=1, max_size=2),
    )
    def has_been_to_two_interviews(self, troubles: list[Trouble], deeds: list[str]) -> None:
        """Begin where it becomes interesting: two notes of thanks were due, and the user has dealt with them."""
        self.looks()
        self.gets(NORTHWIND.invites(self.now, self.now + timedelta(days=1, hours=5)))
        self.gets(SOUTHGATE.invites(self.now, self.now + timedelta(days=2)))
        self.time_passes(180 * MINUTE, looking=True)
        self.store.troubles += troubles
        self.time_passes(timedelta(days=2), looking=True)
        self.time_passes(60 * MINUTE, looking=True)
        for deed in deeds:
            if self.settled:
                self.takes_up_a_draft(0, deed)
        self.time_passes(timedelta(days=7, hours=15), looking=True)

    @rule(
        employer=EMPLOYERS, what=st.sampled_from([*SAYS, "acknowledged", "invited", "moved", "off"]), by=st.booleans()
    )
    def hears(self, employer: Employer, what: str, *, by: bool) -> None:
        """Get something from an employer; `by` is whether in the thread, where that is a question."""
        self.count += 1
        soon = self.now + timedelta(days=2)
        if what == "acknowledged":
            self.gets(employer.acknowledges(self.now))
        elif what == "invited":
            self.gets(employer.invites(self.now, soon, self.count))
        elif what in {"moved", "off"}:
            tell = employer.moves if what == "moved" else employer.calls_off
            self.gets(tell(self.now, soon, self.count))
        else:
            thread = "invite-1" if by else None
            self.gets(employer.writes(f"{what}-{self.count}", self.now, SAYS[what], thread))

    @rule(raw=st.one_of(st.sampled_from(HOSTILE), st.binary(max_size=80)))
    def gets_rubbish(self, raw: bytes) -> None:
        self.gets(raw)

    # What the user does

    @rule(employer=EMPLOYERS, threaded=st.booleans())
    def writes(self, employer: Employer, *, threaded: bool) -> None:
        self.count += 1
        thread = "invite-1" if threaded else None
        raw = employer.hears(f"own-{self.count}", self.now, "Thank you, I am looking forward to it.", thread)
        self.store.deliver(raw, self.now, Box.SENT)

    @property
    def lying(self) -> list[Stored]:
        return self.store.boxes[Box.DRAFTS].messages

    @property
    def settled(self) -> bool:
        """Whether there are drafts, and it is known of each; of one that is not, nobody could say what became of it."""
        unsure = self.world.ledger.intents(OutboxState.APPENDING, OutboxState.AMBIGUOUS)
        return bool(self.lying) and not unsure

    @precondition(lambda self: self.settled)
    @rule(choice=st.integers(0, 9), what=st.sampled_from(DEEDS))
    def takes_up_a_draft(self, choice: int, what: str) -> None:
        raw = self._takes(choice)
        if what == "sends":
            self.store.deliver(raw, self.now, Box.SENT)
        elif what == "deletes":
            self.deleted.add(message_id(raw))
        else:
            raw = self._resaved(raw)
            self.store.deliver(raw, self.now, Box.DRAFTS if what == "edits" else Box.SENT)
            self.edited += [raw] if what == "edits" else []

    def _takes(self, choice: int) -> bytes:
        raw = self.store.remove(Box.DRAFTS, self.lying[choice % len(self.lying)].uid)
        if raw in self.edited:
            self.edited.remove(raw)
        return raw

    def _resaved(self, raw: bytes) -> bytes:
        """Save as a client does: another text, and a message id of its own."""
        self.count += 1
        return raw.replace(message_id(raw).encode(), b"<client-%d@example.org>" % self.count) + b"PS: hello.\r\n"

    # What time, the server and the machine do

    @rule(by=st.sampled_from([MINUTE, *(timedelta(hours=h) for h in (0.3, 3, 24, 72, 150))]), looking=st.booleans())
    def time_passes(self, by: timedelta, *, looking: bool) -> None:
        self.now += by
        if self.lost_at is not None and self.now - self.lost_at >= SETTLE - MINUTE:
            self.store.land()  # later than that, two drafts are nobody's fault
        if looking:
            self.looks()

    @rule(trouble=st.sampled_from(Trouble))
    def an_append_will_go_wrong(self, trouble: Trouble) -> None:
        self.store.troubles.append(trouble)

    @rule(box=st.sampled_from(Box))
    def a_mailbox_is_given_new_numbers(self, box: Box) -> None:
        self.store.renumber(box)

    @rule(can=st.booleans())
    def the_server_can_remove_by_uid(self, *, can: bool) -> None:
        self.store.can_withdraw = can

    @rule()
    def restarts(self) -> None:
        self.world.ledger.close()
        self.world.ledger = open_ledger(self.folder / "ledger.db")

    @rule()
    def looks(self) -> None:
        """Make a pass, and another one at the same instant, which has nothing left to place."""
        self.store.reconnect()
        appends = self.store.appends
        with suppress(ServerError):
            if any(isinstance(action, WithdrawDraft) for action in self.world.run(self.now).plan.actions):
                self.world.run(self.now)  # what takes the place of a draft taken back comes with the next plan
            drafts = [message.raw for message in self.lying]
            appended = self.store.appends
            again = self.world.run(self.now)
            assert again.placed == ()
            assert (again.looked_at, again.refused) == (0, ())
            assert (self.store.appends, [message.raw for message in self.lying]) == (appended, drafts)
        if self.store.appends > appends:
            self.lost_at = self.now

    # What always holds

    @invariant()
    def the_laws_hold(self) -> None:
        assert [message.raw for message in self.store.boxes[Box.INBOX].messages] == self.inbox
        ids = [message_id(message.raw) for message in self.lying]
        assert set(Counter(ids).values()) <= {1}, "two copies of one draft"
        assert self.deleted.isdisjoint(ids), "a deleted draft is back"
        assert all(raw in [message.raw for message in self.lying] for raw in self.edited), "an edited draft was touched"
        for message in self.lying:
            to = parseaddr(str(message_from_bytes(message.raw)["To"]))[1]
            assert "@" in to
            assert to != "sam@example.org"
            assert "reply" not in to

    @invariant()
    def nothing_is_called_withdrawn_that_the_user_had_changed(self) -> None:
        became = [event for event in self.world.ledger.events() if isinstance(event, DraftBecame)]
        edited = {event.occasion for event in became if event.fate is Fate.EDITED}
        assert not edited & {event.occasion for event in became if event.fate is Fate.WITHDRAWN}


def message_id(raw: bytes) -> str:
    return str(message_from_bytes(raw)["Message-ID"])


TestSearch = Search.TestCase
TestSearch.settings = settings(max_examples=15, stateful_step_count=12, suppress_health_check=list(HealthCheck))
