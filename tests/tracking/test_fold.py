"""Laws 2 and 3: fold is total, the order of arrival does not matter, replay rebuilds, and stages do not go back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.reading import Kind, Reading
from agent.tracking import (
    Application,
    ApplicationOpened,
    Corrected,
    DraftBecame,
    DraftPlaced,
    Event,
    Fate,
    MailFiled,
    Noted,
    Outcome,
    Reopened,
    Stage,
    Taught,
    believed,
    fold,
    replay,
    routed,
    taught_by,
)
from agent.tracking.order import in_order
from agent.tracking.transitions import MOVES, earlier
from tests.tracking.mails import APP, facts, filed, mail, on, told
from tests.tracking.strategies import IDS, events, readings

LAW = settings(max_examples=30)
"""Enough to try every kind of event many times over, and few enough to keep each law at about a second."""

HISTORIES = st.lists(events(), min_size=1, max_size=8)


def folded(happened: list[Event], taught: Taught | None = None) -> Application:
    """Events of one application folded one by one, with what they teach of messages."""
    known = taught_by(happened) if taught is None else taught
    application: Application | None = None
    for event in happened:
        application = fold(application, event, known)
    assert application is not None
    return application


@LAW
@given(HISTORIES)
def test_every_event_is_kept_whatever_it_is(happened: list[Event]) -> None:
    application = folded(happened)
    assert sorted(map(repr, application.events)) == sorted(map(repr, happened))


@LAW
@given(st.lists(events(st.sampled_from(IDS)), max_size=8))
def test_replay_says_what_folding_one_by_one_says(happened: list[Event]) -> None:
    taught = taught_by(happened)
    one_by_one: dict[str, Application] = {}
    for event in routed(happened, taught):
        one_by_one[event.application] = fold(one_by_one.get(event.application), event, taught)
    assert replay(happened) == one_by_one


@LAW
@given(HISTORIES.flatmap(lambda happened: st.tuples(st.just(happened), st.permutations(happened))))
def test_the_order_of_arrival_does_not_matter(both: tuple[list[Event], list[Event]]) -> None:
    in_time, shuffled = both
    assert folded(in_time) == folded(shuffled)
    assert replay(in_time) == replay(shuffled)


@LAW
@given(HISTORIES)
def test_a_stage_goes_back_only_by_reopening_or_correction(happened: list[Event]) -> None:
    before: Application | None = None
    for event in in_order(happened):
        after = fold(before, event)
        if before is not None and earlier(after.stage, before.stage):
            assert isinstance(event, Reopened | Corrected) or may_reopen(before, event)
        before = after


def may_reopen(application: Application, event: Event) -> bool:
    """The explicit reopenings of the table: of what a mail, or silence, has closed, to the stage it had reached."""
    if not isinstance(event, MailFiled) or application.closed_by_user:
        return False
    kinds = {kind for kind, move in MOVES.items() if application.outcome in move.reopens}
    said = {c.value for c in application.corrections if c.fingerprint == event.reading.envelope.fingerprint}
    return application.closed and (event.reading.kind in kinds or bool(said & kinds))


@LAW
@given(HISTORIES, readings(confidences=st.sampled_from((0.0, 0.5, 0.74))) | readings(st.just(Kind.UNSURE)))
def test_doubt_moves_no_stage_and_no_interview_and_makes_no_promise(happened: list[Event], doubtful: Reading) -> None:
    before = folded([event for event in happened if not isinstance(event, Corrected)] or filed(mail(Kind.OFFER, 0)))
    after = fold(before, MailFiled(APP, max(in_order(before.events)[-1].at, on(400)), doubtful, ""))
    assert not believed(doubtful)
    for field in ("stage", "outcome", "closed_at", "interviews", "promise", "people", "company", "role"):
        assert getattr(after, field) == getattr(before, field)


@LAW
@given(HISTORIES)
def test_replaying_what_an_application_kept_rebuilds_it(happened: list[Event]) -> None:
    for application in replay(happened).values():
        assert replay(application.events) == {application.id: application}


def test_events_before_the_opening_make_an_application_that_the_opening_fills() -> None:
    first = mail(Kind.ACKNOWLEDGEMENT, 1)
    opened = ApplicationOpened(APP, on(2), "Acme", "Engineer", "added", "REQ-1", on(0))
    application = folded([*filed(first), opened])
    assert (application.company, application.role, application.requisition) == ("Acme", "Engineer", "REQ-1")
    assert (application.opened_at, application.applied_at) == (on(1), on(0))
    assert application.stage is Stage.ACKNOWLEDGED


def test_an_opening_told_twice_changes_nothing_that_is_known() -> None:
    first = ApplicationOpened(APP, on(0), "Acme", "Engineer", "added")
    again = ApplicationOpened(APP, on(1), "Globex", "Welder", "added")
    application = folded([first, again])
    assert (application.company, application.role) == ("Acme", "Engineer")


def test_a_message_delivered_twice_counts_once() -> None:
    once = mail(Kind.OFFER, 1, name="offer")
    copy = replace(once, envelope=replace(once.envelope, fingerprint="another copy", received_at=on(1.1)))
    application = folded(filed(copy, once, once))
    assert application.mails == (once,)
    assert len(application.events) == 3


def test_two_messages_of_one_message_id_at_two_times_both_count() -> None:
    monday = mail(Kind.ACKNOWLEDGEMENT, 0, name="constant")
    friday = mail(Kind.EMPLOYER_REPLY, 4, name="constant")
    later = replace(friday, envelope=replace(friday.envelope, fingerprint="friday"))
    assert len(folded(filed(monday, later)).mails) == 2


def test_the_users_first_mail_is_the_application() -> None:
    application = told(mail(Kind.NOT_JOB, 0, sent=True), mail(Kind.NOT_JOB, 3, sent=True))
    assert application.applied_at == on(0)
    assert application.stage is Stage.APPLIED


def test_a_mail_of_the_users_after_theirs_is_an_answer_and_no_application() -> None:
    assert told(mail(Kind.INTERVIEW_INVITE, 0), mail(Kind.NOT_JOB, 1, sent=True)).applied_at is None


def test_a_draft_is_kept_with_what_became_of_it() -> None:
    placed = DraftPlaced(APP, on(1), "acme/thank-you/x/1", "thank-you", "<d@x>", "ann@acme.example", None)
    sent = DraftBecame(APP, on(2), "acme/thank-you/x/1", Fate.SENT, "seen in Sent")
    swept = DraftBecame(APP, on(3), "acme/thank-you/x/1", Fate.DELETED, "gone from Drafts")
    unheard = DraftBecame(APP, on(3), "acme/other/x/1", Fate.DELETED, "")
    application = folded([placed, replace(placed, at=on(1.5), message_id="<other@x>"), sent, swept, unheard])
    (draft,) = application.drafts
    assert (draft.message_id, draft.fate, draft.fate_at, draft.open) == ("<d@x>", Fate.SENT, on(2), False)


def test_notes_are_kept_and_move_nothing() -> None:
    note = Noted(APP, on(1), "they rang", "phone", "them")
    application = told(mail(Kind.ACKNOWLEDGEMENT, 0), note)
    assert application.notes == (note,)
    assert application.stage is Stage.ACKNOWLEDGED


def test_late_mail_gives_what_mail_in_time_gives() -> None:
    invite = mail(Kind.INTERVIEW_INVITE, 1)
    rejection = mail(Kind.REJECTION, 5, facts(company="Acme"))
    application = folded(filed(rejection, invite))
    assert application.mails == (invite, rejection)
    assert (application.stage, application.outcome) == (Stage.CLOSED, Outcome.REJECTED)
