"""A mailbox lived through again: what becomes known when, what is drafted, and what a made-up user does about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.deciding import Gate
from agent.happenings import Asked, Drafted, Filed, Held, Moved, NotWritten, Presumed, TakenBack, Told
from agent.ports import Box, Posted
from agent.replaying import Coming, World, play
from agent.tracking import (
    ApplicationOpened,
    Closed,
    Corrected,
    DraftBecame,
    Fate,
    LessonRemoved,
    MailFiled,
    Outcome,
    Stage,
    replay,
)
from agent.writing import Templates
from tests.fakes import FakeMailstore
from tests.mails import NORTHWIND, SOUTHGATE, Employer, letter, newsletter
from tests.scenarios import player
from tests.scenarios.player import SAM, rules
from tests.year import year


def on(day: int, hour: int = 9, minute: int = 0, month: int = 3) -> datetime:
    """An instant in 2026; London keeps UTC until 29 March."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


INVITED, ANSWERED, INTERVIEW, THANKS, QUESTION = on(9, 10), on(9, 12), on(12, 14), on(12, 17), on(19, 10)
INBOX, SENT = Box.INBOX, Box.SENT


def invitation(employer: Employer = NORTHWIND) -> tuple[Posted, Posted]:
    """The user was asked to an interview and said yes."""
    return (
        Posted(INVITED, INBOX, employer.invites(INVITED, INTERVIEW)),
        Posted(ANSWERED, SENT, employer.hears("yes", ANSWERED, "That suits me, see you then.")),
    )


def world(**more: object) -> World:
    return World(rules().reader(SAM), rules().book, rules().templates, SAM, **more)  # type: ignore[arg-type]  # fields


def told(coming: Iterable[Coming], made: World | None = None, **more: datetime) -> list[Told]:
    return list(play(made or world(), coming, **more))


def drafts(happened: Iterable[Told]) -> list[str]:
    return [f"{d.at:%d %H:%M} {d.action.rule.name} to {d.intent.to}" for d in happened if isinstance(d, Drafted)]


THANKED = "12 17:00 thank-you to priya.shah@northwind.example"
ASKED_AFTER = "19 09:00 status-no-promise to ann.lee@northwind.example"


def test_a_mail_is_known_from_the_instant_it_was_received() -> None:
    first, *_ = told(invitation())
    assert isinstance(first, Filed)
    assert first.at == INVITED
    assert isinstance(first.event, ApplicationOpened)


def test_drafts_appear_when_the_plan_says_so_and_not_only_when_mail_comes() -> None:
    assert drafts(told(invitation()))[0] == THANKED


def test_each_change_of_stage_is_told_once_from_none_on() -> None:
    refusal = Posted(on(16), INBOX, NORTHWIND.writes("no", on(16), "We regret that you have not been successful."))
    moves = [(m.before, m.application.stage) for m in told((*invitation(), refusal)) if isinstance(m, Moved)]
    assert moves == [(None, Stage.INTERVIEWING), (Stage.INTERVIEWING, Stage.CLOSED)]


def test_a_draft_nobody_touched_is_taken_back_when_the_user_writes_their_own_letter() -> None:
    own = Posted(on(12, 18), SENT, NORTHWIND.hears("own", on(12, 18), "Thank you for today."))
    to_priya = letter("Sam Doe <sam@example.org>", "Thanks", "<own-2@example.org>", on(12, 19), "Thank you!\n")
    to_priya = to_priya.replace(b"To: Sam Doe <sam@example.org>", b"To: Priya Shah <priya.shah@northwind.example>")
    happened = told((*invitation(), own, Posted(on(12, 19), SENT, to_priya)))
    taken = [t for t in happened if isinstance(t, TakenBack)]
    assert [t.at for t in taken if t.intent and t.intent.rule == "thank-you"] == [on(12, 19)]
    assert not any(isinstance(f, Filed) and isinstance(f.event, DraftBecame) for f in happened)


def sends(after: timedelta) -> object:
    return lambda drafted: [(drafted.at + after, Fate.SENT)]


def deletes(drafted: Drafted) -> list[tuple[datetime, Fate]]:
    return [(drafted.at + timedelta(hours=1), Fate.DELETED)]


def test_a_user_who_sends_drafts_has_them_among_their_sent_mail_and_is_followed_up_for() -> None:
    made = world(user=sends(timedelta(hours=1)))
    happened = told(invitation(), made)
    assert drafts(happened)[:2] == [THANKED, ASKED_AFTER]
    application = made.applications["northwind"]
    assert {draft.fate for draft in application.drafts} == {Fate.SENT}
    assert len(application.sent) == 1 + len(application.drafts)


def test_a_user_who_deletes_a_draft_never_sees_it_again() -> None:
    happened = told(invitation(), world(user=deletes))
    assert len(set(drafts(happened))) == len(drafts(happened))
    fates = [f.event.fate for f in happened if isinstance(f, Filed) and isinstance(f.event, DraftBecame)]
    assert set(fates) == {Fate.DELETED}


def test_a_user_who_edits_a_draft_keeps_it_even_when_its_reason_goes() -> None:
    refusal = Posted(on(13), INBOX, NORTHWIND.writes("no", on(13), "We regret that you have not been successful."))
    made = world(user=lambda drafted: [(drafted.at + timedelta(minutes=5), Fate.EDITED)])
    assert not any(isinstance(t, TakenBack) for t in told((*invitation(), refusal), made, until=on(14)))


def test_a_draft_that_was_really_sent_is_known_by_its_message_id() -> None:
    thanks = next(d for d in told(invitation()) if isinstance(d, Drafted))
    happened = told((*invitation(), Posted(on(12, 18), SENT, thanks.intent.raw)))
    sent = [f for f in happened if isinstance(f, Filed) and isinstance(f.event, DraftBecame)]
    assert [f.at for f in sent] == [on(12, 18)]


def test_a_draft_the_lint_refuses_is_told_once_with_its_reason() -> None:
    broken = Templates(tuple((name, f"{text}\n=== short\nPS!\n"[-18:]) for name, text in rules().templates.sources))
    made = World(rules().reader(SAM), rules().book, broken, SAM)
    refused = [r for r in told(invitation(), made) if isinstance(r, NotWritten)]
    assert [r.action.rule.name for r in refused].count("thank-you") == 1
    assert all(problem.sentence for r in refused for problem in r.refused.problems)


def test_what_holds_a_draft_back_is_told_when_the_gate_changes_and_not_again() -> None:
    receipt = Posted(on(2), INBOX, SOUTHGATE.acknowledges(on(2)))
    others = [Posted(on(day), INBOX, newsletter(day, on(day))) for day in range(3, 29)]
    held = [(h.held.occasion, h.held.gate) for h in told((receipt, *others)) if isinstance(h, Held)]
    assert held
    assert len(set(held)) == len(held)
    assert held[0][1] is Gate.NO_ADDRESS


def test_long_silence_closes_and_then_nothing_is_left_to_come() -> None:
    happened = told([Posted(on(2), INBOX, SOUTHGATE.acknowledges(on(2)))])
    *_, presumed, moved = happened
    assert isinstance(presumed, Presumed)
    assert isinstance(moved, Moved)
    assert moved.application.outcome is Outcome.NO_RESPONSE


def test_nothing_is_told_of_what_comes_after_the_end() -> None:
    assert all(t.at < on(12, 17) for t in told(invitation(), until=on(12, 17)))


def test_what_came_before_the_beginning_is_known_but_not_told_and_what_was_due_then_is_backlog() -> None:
    happened = told(invitation(), world(first_read_at=on(13)), begins=on(13))
    assert all(t.at >= on(13) for t in happened)
    first = happened[0]
    assert isinstance(first, Held)
    assert (first.held.occasion.rule, first.held.gate) == ("thank-you", Gate.BACKLOG)
    assert drafts(happened)[0] == ASKED_AFTER


def test_mail_passed_over_is_read_when_its_thread_turns_out_to_be_about_a_job() -> None:
    sender, answered = "Ann Lee <ann.lee@northwind.example>", NORTHWIND.id("invite-1")
    raw = letter(sender, "Re: Sam", NORTHWIND.id("early"), on(8), "Is that short for Samuel?\n", answered)
    early = Posted(on(8), INBOX, raw)
    made = world()
    told((early, *invitation()), made)
    assert made.applications["northwind"].mails[0].envelope.message_id == NORTHWIND.id("early")


def test_the_same_message_twice_counts_once() -> None:
    made = world()
    told((*invitation(), *invitation()), made)
    assert (made.count.looked_at, made.count.read) == (4, 2)


def test_a_message_only_the_user_can_place_is_asked_about_and_holds_drafts_back() -> None:
    other = Employer(NORTHWIND.company, "Archivist", NORTHWIND.recruiter, "Eve Ray")
    one, two = (Posted(on(2, h), INBOX, e.acknowledges(on(2, h))) for h, e in ((9, NORTHWIND), (10, other)))
    body = "Dear Sam,\n\nWe regret to inform you that you have not been successful.\n\nNorthwind\n"
    sender = "Northwind Careers <no-reply@northwind.example>"
    unclear = letter(sender, "Your application to Northwind", NORTHWIND.id("which"), on(4), body)
    two = Posted(two.at, INBOX, two.raw.replace(NORTHWIND.id("ack").encode(), b"<ack-2@northwind.example>"))
    happened = told((one, two, Posted(on(4), INBOX, unclear)))
    asked = [a for a in happened if isinstance(a, Asked)]
    assert [len(a.stored.candidates) for a in asked] == [2]
    assert drafts(happened) == []


def test_prepared_events_are_lived_through_like_mail() -> None:
    made = world()
    ended = Closed("northwind", on(13), Outcome.WITHDRAWN, "you said so")
    word = Corrected("northwind", on(10), "role", "Chief Analyst")
    happened = told((*invitation(), ended, word), made)
    assert [f.event for f in happened if isinstance(f, Filed)][-1] == ended
    assert made.applications["northwind"].role == "Chief Analyst"
    assert drafts(happened)[0] == THANKED
    assert not any("status" in draft for draft in drafts(happened))


def test_a_lesson_among_the_events_is_refused_for_it_would_change_the_past() -> None:
    with pytest.raises(ValueError, match="not filed anew"):
        told([LessonRemoved(1, on(3), "enough")])


def test_no_mail_at_all_is_an_empty_life() -> None:
    assert told([]) == []


# --- the same as the daemon -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Lived:
    """The same mail lived through by the real cycle, on a ledger and a mailbox in memory."""

    folder: Path
    placed: list[str] = field(default_factory=list)

    def live(self, posted: Sequence[Posted], until: datetime) -> player.World:
        made = player.World.new(self.folder)
        made.store = FakeMailstore()
        made.run(posted[0].at - timedelta(days=1))
        coming = list(posted)
        now = coming[0].at
        while now < until:
            while coming and coming[0].at <= now:
                one = coming.pop(0)
                made.store.deliver(one.raw, one.at, one.box)
            done = made.run(now)
            self.placed += [
                f"{action.at:%m-%d %H:%M} {intent.occasion} {intent.digest}" for action, intent in done.placed
            ]
            nexts = [*(one.at for one in coming[:1]), *([done.plan.next_due] if done.plan.next_due else [])]
            now = min(nexts, default=until)
        return made


@pytest.mark.slow
def test_a_replay_drafts_what_the_daemon_would_have_drafted_word_for_word(tmp_path: Path) -> None:
    posted = year(applications=14, messages=90, seed=4)
    until = posted[-1].at + timedelta(days=90)
    lived = Lived(tmp_path)
    made = lived.live(posted, until)
    again = world()
    happened = told(posted, again, until=until)
    replayed = [f"{d.at:%m-%d %H:%M} {d.intent.occasion} {d.intent.digest}" for d in happened if isinstance(d, Drafted)]
    assert replayed == lived.placed
    assert len(replayed) > 5
    stages = {name: (a.stage, a.outcome) for name, a in made.cycle.applications().items()}
    assert {name: (a.stage, a.outcome) for name, a in again.applications.items()} == stages
    made.ledger.close()


@cache
def small_year(seed: int) -> tuple[Posted, ...]:
    return year(applications=6, messages=30, seed=seed)


@pytest.mark.slow
@given(st.integers(0, 30), st.sampled_from(["leaves", "sends", "deletes"]))
@settings(max_examples=15)
def test_whatever_the_user_does_time_goes_on_no_draft_comes_twice_and_the_events_tell_it_all(
    seed: int, habit: str
) -> None:
    user = {"leaves": lambda _: (), "sends": sends(timedelta(hours=3)), "deletes": deletes}[habit]
    made = world(user=user)
    happened = told(small_year(seed), made)
    instants = [t.at for t in happened]
    assert instants == sorted(instants)
    occasions = [d.intent.occasion for d in happened if isinstance(d, Drafted)]
    assert len(set(occasions)) == len(occasions)
    events = [event for application in made.applications.values() for event in application.events]
    assert replay(events) == dict(made.applications)


@pytest.mark.slow
def test_a_year_of_three_hundred_applications_is_lived_through_and_every_letter_is_accounted_for() -> None:
    posted = year()
    made = world()
    happened = told(posted, made)
    assert made.count.looked_at == len(posted) == 3000
    assert len(made.applications) == 300
    assert made.count.plans < len(posted), "it is decided only where something may be otherwise"
    filed = {
        f.event.reading.envelope.fingerprint
        for f in happened
        if isinstance(f, Filed) and isinstance(f.event, MailFiled)
    }
    assert len(filed) == sum(len(a.mails) for a in made.applications.values())
    assert not any(isinstance(t, NotWritten) for t in happened)
