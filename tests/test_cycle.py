"""One pass after the other over a mailbox: what is read, filed, asked, drafted and taken back, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from agent.cycle import Cycle, Pass
from agent.deciding import CloseSilent, WithdrawDraft
from agent.errors import ServerError
from agent.placing import GONE, SETTLE
from agent.ports import Batch, Box, Cursor, OutboxState
from agent.tracking import DraftPlaced, Fate, Outcome
from agent.writing import Templates
from tests.fakes import FakeMailstore, Trouble
from tests.mails import NORTHWIND, SOUTHGATE, Employer, letter, newsletter
from tests.scenarios.player import World


def on(day: int, hour: int = 9, minute: int = 0, month: int = 3) -> datetime:
    """An instant in 2026; London keeps UTC until 29 March."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


START, INTERVIEW, THANKS, QUESTION = on(2), on(12, 14), on(12, 17), on(19, 10)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World.new(tmp_path)
    made.run(START)
    yield made
    made.ledger.close()


def invited(world: World, employer: Employer = NORTHWIND, interview: datetime = INTERVIEW) -> Pass:
    """The user was asked to an interview and said yes."""
    world.deliver(employer.invites(on(9, 10), interview))
    world.deliver(employer.hears("yes", on(9, 12), "That suits me, see you then."), Box.SENT)
    return world.run(on(9, 18))


def drafts(world: World) -> list[str]:
    return [str(message_from_bytes(m.raw)["To"]) for m in world.store.boxes[Box.DRAFTS].messages]


def placed(done: Pass) -> list[str]:
    return [f"{action.rule.name} to {intent.to}" for action, intent in done.placed]


def fates(done: Pass) -> list[Fate | None]:
    return [change.fate for change in done.changes]


def test_a_second_pass_at_once_reads_and_drafts_nothing(world: World) -> None:
    invited(world)
    assert placed(world.run(THANKS)) == ["thank-you to priya.shah@northwind.example"]

    again = world.run(THANKS)
    assert (again.looked_at, again.read, again.events, again.placed, again.changes) == (0, 0, (), (), ())
    assert again.plan.actions == ()
    assert len(drafts(world)) == 1


def test_the_first_pass_only_plans_and_the_user_may_release_what_was_due(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.deliver(NORTHWIND.invites(on(9, 10), INTERVIEW))
    first = world.run(on(13))
    assert first.first
    assert (first.placed, drafts(world)) == ((), [])
    assert not world.run(on(13, 10)).placed

    released = world.cycle.run(on(13, 11), release_backlog=True)
    assert not released.first
    assert placed(released) == ["thank-you to priya.shah@northwind.example"]


class Flawed:
    """A ledger or a mailstore, the real one but for one method, which raises."""

    def __init__(self, real: object, method: str, error: BaseException) -> None:
        self._real, self._method, self._error = real, method, error

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the real one has
        if name == self._method:
            raise self._error
        return getattr(self._real, name)


def dies_at(method: str, cycle: Cycle, now: datetime) -> None:
    """Make a pass that ends with the power cut at the first call of one of the ledger's methods."""
    flawed: Any = Flawed(cycle.ledger, method, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        replace(cycle, ledger=flawed).run(now)


@pytest.mark.parametrize("method", ["cursor", "record", "pending", "file", "homes", "events"])
def test_a_crash_while_reading_is_made_good_by_the_next_pass(world: World, method: str) -> None:
    world.deliver(NORTHWIND.invites(on(9, 10), INTERVIEW))
    dies_at(method, world.cycle, on(9, 18))
    world.run(on(9, 18))
    assert placed(world.run(THANKS)) == ["thank-you to priya.shah@northwind.example"]


@pytest.mark.parametrize("method", ["intents", "intend", "update_intent"])
def test_a_crash_while_drafting_is_made_good_by_the_next_pass(world: World, method: str) -> None:
    invited(world)
    dies_at(method, world.cycle, THANKS)
    for minutes in range(3):
        world.run(THANKS + minutes * MINUTE)
    assert drafts(world) == ["Priya Shah <priya.shah@northwind.example>"]
    assert sum(isinstance(event, DraftPlaced) for event in world.ledger.events()) == 1


def test_a_crash_at_the_end_of_the_first_pass_leaves_it_the_first(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.deliver(NORTHWIND.invites(on(9, 10), INTERVIEW))
    dies_at("mark_first_read", world.cycle, on(13))
    again = world.run(on(13, 10))
    assert again.first
    assert not again.placed


def test_a_draft_intended_before_a_crash_is_placed_as_it_was_composed_then(world: World) -> None:
    invited(world)
    dies_at("update_intent", world.cycle, THANKS)
    (intended,) = world.ledger.intents()
    assert intended.state is OutboxState.INTENDED

    done = world.run(THANKS + MINUTE)
    assert placed(done) == ["thank-you to priya.shah@northwind.example"]
    assert world.store.boxes[Box.DRAFTS].messages[0].raw == intended.raw


def test_mail_passed_over_is_read_once_its_thread_is_about_a_job(world: World) -> None:
    first = letter("Ann <ann@hill.example>", "Hello", "<a@hill.example>", on(3), "Hi Sam, call me.\n")
    second = letter("Ann <ann@hill.example>", "Re: Hello", "<b@hill.example>", on(4), "Ring?\n", "<a@hill.example>")
    for raw in (first, second):
        world.deliver(raw)
    assert world.run(on(4, 12)).read == 0

    about = "We would like to invite you to an interview for the Data Analyst role at Hill.\n"
    world.deliver(letter("Ann <ann@hill.example>", "Re: Hello", "<d@hill.example>", on(5), about, "<a@hill.example>"))
    done = world.run(on(5, 12))
    assert (done.looked_at, done.read) == (2, 2), "the invitation, and what answers the same"
    assert world.run(on(5, 12)).looked_at == 0


def test_mail_passed_over_that_is_gone_when_looked_for_again_is_forgotten(world: World) -> None:
    gone = letter("Ann <ann@hill.example>", "Re: Hello", "<b@hill.example>", on(4), "Ring?\n", "<a@hill.example>")
    uid = world.store.deliver(gone, on(4))
    world.run(on(4, 12))
    world.store.remove(Box.INBOX, uid)
    about = "We would like to invite you to an interview for the Data Analyst role at Hill.\n"
    world.deliver(letter("Ann <ann@hill.example>", "Re: Hello", "<d@hill.example>", on(5), about, "<a@hill.example>"))
    assert world.run(on(5, 12)).looked_at == 1
    assert world.ledger.passed_over_in("personal", world.ledger.threads()) == ()


def test_what_cannot_be_read_is_recorded_and_passed_over(world: World) -> None:
    world.store.deliver(b"", on(9))
    world.store.deliver(b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n" * 20_000, on(9))
    world.store.deliver(b"Subject: interview \xff\xfe\r\n\r\n\x00 interview", on(9))
    done = invited(world)
    assert done.looked_at == 5
    assert done.read >= 2
    assert done.unreadable == len(world.ledger.unreadable())
    assert world.run(on(9, 18)).looked_at == 0
    assert placed(world.run(THANKS)) == ["thank-you to priya.shah@northwind.example"]


def test_a_mailbox_given_new_numbers_has_nothing_filed_or_drafted_twice(world: World) -> None:
    invited(world)
    world.run(THANKS)
    before = world.ledger.events()
    for box in Box:
        world.store.renumber(box)
    for minutes in range(3):
        done = world.run(THANKS + minutes * MINUTE)
        assert (done.events, done.placed) == ((), ())
    assert world.ledger.events() == before
    assert len(drafts(world)) == 1


def test_a_mail_that_may_belong_to_two_applications_is_a_question_and_holds_drafts_back(world: World) -> None:
    other = Employer("Northwind", "Data Engineer", "Ann Lee", "Omar Diaz")
    invited(world)
    world.deliver(other.acknowledges(on(10)).replace(b"<ack@", b"<ack-2@"))
    world.run(on(10, 12))
    assert len(world.cycle.applications()) == 2
    body = "Unfortunately, we have decided not to move forward with your application.\n\nNorthwind\n"
    world.deliver(letter("Jobs <jobs@northwind.example>", "Your application at Northwind", "<q@n>", on(11), body))
    world.run(on(11, 12))
    (question,) = world.ledger.questions()
    assert len(question.candidates) == 2

    done = world.run(THANKS)
    assert (done.placed, drafts(world)) == ((), [])
    assert {held.gate.value for held in done.plan.held} == {"doubt"}


def test_a_draft_the_lint_refuses_is_told_once_and_never_placed(world: World) -> None:
    invited(world)
    sources = world.cycle.templates.sources
    loud = Templates(tuple((name, text.replace(".\n", "!!!\n")) for name, text in sources))
    tell = [replace(world.cycle, templates=loud).run(THANKS + n * MINUTE) for n in range(3)]
    assert [len(done.refused) for done in tell] == [1, 0, 0]
    assert [done.placed for done in tell] == [(), (), ()]
    (intent,) = world.ledger.intents()
    assert intent.state is OutboxState.NEEDS_USER
    assert intent.note
    assert drafts(world) == []


def test_while_nobody_knows_of_one_draft_no_other_goes_to_the_same_application(world: World) -> None:
    invited(world)
    world.store.troubles = [Trouble.LATE]
    (lost,) = world.run(THANKS).placed
    assert lost[1].state is OutboxState.AMBIGUOUS
    world.store.reconnect()
    world.ledger.update_intent(replace(lost[1], tried_at=QUESTION))

    assert placed(world.run(QUESTION)) == [], "the question is due, but the thanks may still land"
    world.store.land()
    assert fates(world.run(QUESTION + MINUTE)) == [Fate.PLACED]


def test_a_lost_append_that_never_lands_blocks_nothing_for_ever(world: World) -> None:
    invited(world)
    world.store.troubles = [Trouble.LOST_BEFORE]
    world.run(THANKS)
    world.store.reconnect()
    world.deliver(NORTHWIND.calls_off(on(12, 17, 5), INTERVIEW, 1))
    assert placed(world.run(THANKS + SETTLE)) == []
    world.run(THANKS + GONE)

    assert world.store.appends == 1, "what lost its reason is not tried again"
    assert [intent.state for intent in world.ledger.intents()] == [OutboxState.REFUSED]


def test_a_draft_the_server_refused_is_not_tried_again_once_its_reason_has_gone(world: World) -> None:
    invited(world)
    world.run(THANKS)
    world.user_does("sends", THANKS)
    world.store.troubles = [Trouble.NO]
    (refused,) = world.run(QUESTION).placed
    assert refused[1].state is OutboxState.REFUSED
    world.deliver(
        NORTHWIND.writes("no", QUESTION + MINUTE, "Unfortunately, we have decided to reject your application.")
    )
    world.run(QUESTION + timedelta(hours=2))
    assert drafts(world) == []


def test_a_refusal_is_tried_again_when_the_plan_still_asks_for_it(world: World) -> None:
    invited(world)
    world.store.troubles = [Trouble.NO]
    world.run(THANKS)
    assert drafts(world) == []
    world.run(THANKS + 30 * MINUTE)
    assert world.store.appends == 1
    world.run(THANKS + 60 * MINUTE)
    assert drafts(world) == ["Priya Shah <priya.shah@northwind.example>"]


def test_the_users_own_word_to_a_contact_counts_whatever_it_says_and_wherever_it_stands(world: World) -> None:
    invited(world)
    world.run(THANKS)
    world.user_does("sends", THANKS)
    world.deliver(NORTHWIND.hears("fresh", on(17, 12), "Just checking in, hope all is well.", answers=None), Box.SENT)
    done = world.run(QUESTION)
    assert placed(done) == []
    assert "user_wrote" in {held.gate.value for held in done.plan.held}


def test_the_users_other_mail_leaves_no_trace(world: World) -> None:
    invited(world)
    raw = letter("Sam Doe <sam@example.org>", "Tulips", "<t@example.org>", on(10), "Lovely.\n", to="mum@home.example")
    world.deliver(raw, Box.SENT)
    done = world.run(on(10, 12))
    assert (done.looked_at, done.read) == (1, 0)


def test_an_answer_before_the_draft_was_sent_takes_it_back(world: World) -> None:
    invited(world)
    world.run(THANKS)
    world.user_does("sends", THANKS)
    assert placed(world.run(QUESTION)) == ["status-no-promise to ann.lee@northwind.example"]
    world.deliver(NORTHWIND.writes("no", on(19, 11), "Unfortunately, we have decided to reject your application."))

    done = world.run(on(19, 12))
    assert [type(action) for action in done.plan.actions] == [WithdrawDraft]
    assert fates(done) == [Fate.WITHDRAWN]
    assert drafts(world) == []
    assert world.run(on(19, 12)).plan.actions == ()


def test_mail_the_user_has_archived_still_counts(world: World) -> None:
    invited(world)
    for message in tuple(world.store.boxes[Box.INBOX].messages):
        world.store.remove(Box.INBOX, message.uid)
    assert placed(world.run(THANKS)) == ["thank-you to priya.shah@northwind.example"]
    world.user_does("sends", THANKS)
    assert placed(world.run(QUESTION)) == ["status-no-promise to ann.lee@northwind.example"]


class Busy(FakeMailstore):
    """A mailbox to which mail comes while a pass goes on: as soon as both mailboxes have been scanned `after` times."""

    waiting: tuple[tuple[Box, bytes], ...] = ()
    after: int = 1

    def scan(self, box: Box, cursor: Cursor | None, since: date) -> Iterator[Batch]:
        yield from super().scan(box, cursor, since)
        if box is Box.SENT:
            self.after -= 1
            for mailbox, raw in self.waiting if self.after == 0 else ():
                self.deliver(raw, self.clock, mailbox)


def busy(world: World, *waiting: tuple[Box, bytes], after: int = 1) -> World:
    """The same world, its mailbox a busy one."""
    store = Busy(boxes=world.store.boxes, clock=world.store.clock)
    store.waiting, store.after = waiting, after
    return replace(world, store=store)


REJECTED = NORTHWIND.writes("no", on(19, 9, 59), "Unfortunately, we have decided to reject your application.")
ASKED = NORTHWIND.hears("ask", on(19, 9, 59), "How are things going?")


@pytest.mark.parametrize("news", [(Box.INBOX, REJECTED), (Box.SENT, ASKED)])
@pytest.mark.parametrize("after", [1, 2])
def test_a_draft_is_not_placed_when_its_reason_goes_while_the_pass_is_under_way(
    world: World, news: tuple[Box, bytes], after: int
) -> None:
    invited(world)
    world.run(THANKS)
    world.user_does("sends", THANKS)

    done = busy(world, news, after=after).run(QUESTION)
    assert (placed(done), drafts(world)) == ([], [])
    assert done.looked_at == 2
    assert [event.type for event in done.events].count("mail_filed") == 2
    assert world.run(QUESTION + MINUTE).placed == ()


def test_mail_that_changes_nothing_about_a_draft_does_not_hold_it_up(world: World) -> None:
    invited(world)
    done = busy(world, (Box.INBOX, newsletter(1, THANKS))).run(THANKS)
    assert placed(done) == ["thank-you to priya.shah@northwind.example"]


def test_where_the_server_cannot_remove_by_uid_a_stale_draft_is_told_once(world: World) -> None:
    world.store.can_withdraw = False
    invited(world)
    world.run(THANKS)
    world.deliver(NORTHWIND.calls_off(on(12, 18), INTERVIEW, 1))
    assert fates(world.run(on(12, 19))) == [Fate.STALE]
    assert fates(world.run(on(12, 20))) == []
    assert len(drafts(world)) == 1


def test_long_silence_files_an_application_as_inactive_and_any_mail_opens_it_again(world: World) -> None:
    world.deliver(NORTHWIND.acknowledges(on(3)))
    world.run(on(3, 12))
    done = world.run(on(20, month=5))
    assert [type(action) for action in done.plan.actions] == [CloseSilent]
    (application,) = world.cycle.applications().values()
    assert application.outcome is Outcome.NO_RESPONSE
    assert world.run(on(20, month=5)).plan.actions == ()

    world.deliver(NORTHWIND.invites(on(21, month=5), on(28, 14, month=5)))
    world.run(on(21, 12, month=5))
    (application,) = world.cycle.applications().values()
    assert not application.closed


def test_two_of_our_drafts_to_one_person_are_not_taken_for_each_other(world: World) -> None:
    alone = Employer("Northwind", "Data Analyst", "Ann Lee", "Ann Lee")
    invited(world, alone)
    assert placed(world.run(THANKS)) == ["thank-you to ann.lee@northwind.example"]
    world.user_does("deletes", THANKS)
    world.run(QUESTION)
    assert len(drafts(world)) == 1, "the question"
    world.user_does("sends", QUESTION + MINUTE)
    later = [world.run(QUESTION + timedelta(hours=hours)) for hours in (1, 26)]
    became = {change.intent.rule: change.fate for done in later for change in done.changes}
    assert became == {"status-no-promise": Fate.SENT, "thank-you": Fate.DELETED}


@dataclass(frozen=True, slots=True)
class Two:
    """Two accounts on one ledger, each with a mailbox of its own."""

    world: World
    other: FakeMailstore

    @property
    def cycles(self) -> Iterable[tuple[FakeMailstore, Cycle]]:
        cycle = self.world.cycle
        return (self.world.store, cycle), (self.other, replace(cycle, account="work", store=self.other))

    def run(self, now: datetime) -> list[Pass]:
        return [cycle.run(now) for _, cycle in self.cycles]


@pytest.fixture
def two(world: World) -> Two:
    made = Two(world, FakeMailstore())
    made.run(START)
    world.deliver(NORTHWIND.invites(on(9, 10), INTERVIEW))
    made.other.deliver(SOUTHGATE.invites(on(9, 11), INTERVIEW), on(9, 11))
    made.run(on(9, 18))
    return made


def lying(store: FakeMailstore) -> list[str]:
    return [str(message_from_bytes(m.raw)["To"]) for m in store.boxes[Box.DRAFTS].messages]


def test_of_two_accounts_each_gets_the_drafts_of_its_own_applications(two: Two) -> None:
    done = two.run(THANKS)
    assert [placed(d) for d in done] == [
        ["thank-you to priya.shah@northwind.example"],
        ["thank-you to mia.wolf@southgate.example"],
    ]
    assert lying(two.world.store) == ["Priya Shah <priya.shah@northwind.example>"]
    assert lying(two.other) == ["Mia Wolf <mia.wolf@southgate.example>"]


def test_one_account_alone_does_not_call_the_others_drafts_deleted(two: Two) -> None:
    two.run(THANKS)
    for days in range(1, 5):
        two.world.cycle.run(THANKS + timedelta(days=days, hours=-7))
    assert all(not intent.missing_since and intent.state is OutboxState.PLACED for intent in two.world.ledger.intents())


def test_one_account_does_not_try_the_others_lost_append_in_its_own_mailbox(two: Two) -> None:
    two.other.troubles = [Trouble.LOST_BEFORE]
    two.run(THANKS)
    for minutes in (20, 40, 60):
        two.world.cycle.run(THANKS + minutes * MINUTE)
    assert lying(two.world.store) == ["Priya Shah <priya.shah@northwind.example>"]
    two.other.reconnect()
    two.run(THANKS + 80 * MINUTE)
    assert lying(two.other) == ["Mia Wolf <mia.wolf@southgate.example>"]


def test_one_account_does_not_drop_what_the_other_intended_before_a_crash(two: Two) -> None:
    _, (_, cycle) = two.cycles
    dies_at("update_intent", cycle, THANKS)
    two.run(THANKS + MINUTE)
    assert lying(two.other) == ["Mia Wolf <mia.wolf@southgate.example>"]


def test_what_was_done_before_the_connection_died_is_kept(world: World) -> None:
    invited(world)
    world.run(THANKS)
    world.deliver(newsletter(1, on(13)))
    cut: Any = Flawed(world.store, "drafts", ServerError("cut"))
    with pytest.raises(ServerError):
        replace(world.cycle, store=cut).run(on(13, 12))
    assert world.run(on(13, 12)).looked_at == 0


def test_a_batch_is_told_of_once_it_is_durable(world: World) -> None:
    world.store.batch = 1
    for number in range(3):
        world.deliver(newsletter(number, on(3)))
    told: list[tuple[int, int, int]] = []

    def progress(box: Box, done: int, total: int) -> None:
        cursor = world.ledger.cursor("personal", box)
        told.append((done, total, cursor.uid if cursor else 0))

    world.cycle.run(on(4), progress=progress)
    assert told == [(1, 3, 1), (2, 3, 2), (3, 3, 3)]
