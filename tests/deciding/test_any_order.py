"""The laws of deciding and writing while mails, days, replies, corrections, rule edits and restarts come as they
please: it settles (4), no doubt adds a draft (5), what the user dealt with stays so (7), and the same action gives the
same draft (9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from agent.deciding import CloseLeft, CloseSilent, Context, Memory, PlaceDraft, Plan, RuleBook, WithdrawDraft, decide
from agent.deciding.manner import MANNERS, UNPROMPTED, Manner
from agent.reading import Deadline, Facts, Kind, Part, Person, Reading
from agent.rehearsing import carried_out
from agent.tracking import (
    Application,
    ApplicationOpened,
    Closed,
    Corrected,
    Debriefed,
    DraftBecame,
    DraftRecord,
    Event,
    Fate,
    Form,
    MailFiled,
    Noted,
    OfferRecorded,
    Outcome,
    RefereeNamed,
    Reopened,
    Wish,
    Wished,
    replay,
)
from agent.writing import Draft, Refused, compose
from tests.deciding.story import ANN, BEN, EVE, LONG_AGO, ME, at, mail, meeting, promise, said, shipped, slot
from tests.writing.golden import SHIPPED

pytestmark = pytest.mark.slow

START = at("2026-03-02 09:00")
MACHINE = Person("", "no-reply@acme.example", Part.CONTACT)
NAMES = ("acme", "globex", "initech")
WHO = st.sampled_from((ANN, BEN, EVE, MACHINE))
KINDS = st.sampled_from([kind for kind in Kind if kind is not Kind.INTERVIEW_SCHEDULED])
LISTED = ("acknowledgement", "rejection", "offer", "employer_reply", "interview_invite")


def _edited(book: RuleBook, edit: str) -> RuleBook:
    """The rules after a user has been at them."""
    match edit:
        case "patient":
            return replace(book, rules=tuple(replace(r, suggest=r.until) for r in book.rules))
        case "all on":
            return replace(book, rules=tuple(replace(r, enabled=True) for r in book.rules))
        case "no thanks":
            return replace(book, rules=tuple(replace(r, enabled=r.name != "thank-you") for r in book.rules))
        case "german holidays":
            return replace(book, country="DE", subdivision="BY")
        case "a week off":
            return replace(book, days_off=frozenset((START + timedelta(days=n)).date() for n in range(14, 21)))
        case _:
            return shipped()


class Search(RuleBasedStateMachine):
    """Three applications, and everything that can happen to them."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.book = shipped()
        self.memory = Memory()
        self.events: list[Event] = [
            ApplicationOpened(name, START, name.title(), "Analyst", "added", applied_at=START) for name in NAMES
        ]
        self.dealt_with: set[str] = set()
        self.kept: Mapping[str, Application] = {}
        self.placed: list[PlaceDraft] = []

    @initialize(hours=st.lists(st.integers(20, 120), min_size=3, max_size=3), days=st.integers(0, 12))
    def begins_where_it_becomes_interesting(self, hours: list[int], days: int) -> None:
        """Three interviews are fixed, and some of them may be over when the rest begins."""
        for name, ahead, people in zip(NAMES, hours, ((BEN,), (BEN, EVE), ()), strict=True):
            facts = meeting(self.now + timedelta(hours=ahead), uid=f"{name}-uid-1", people=people)
            self.files(name, mail(self.now, Kind.INTERVIEW_SCHEDULED, facts=facts))
        self.time_passes(24 * days)

    # What comes

    def files(self, name: str, reading: Reading) -> None:
        self.events.append(MailFiled(name, reading.at, reading, "filed"))

    @rule(name=st.sampled_from(NAMES), kind=KINDS, sender=WHO, sure=st.booleans(), late=st.sampled_from((0, 0, 30)))
    def hears(self, name: str, kind: Kind, sender: Person, *, sure: bool, late: int) -> None:
        """Something they wrote; it may have been on its way for a while."""
        when = self.now - timedelta(hours=late)
        self.files(name, mail(when, kind, sender=sender, confidence=1.0 if sure else 0.5))

    @rule(name=st.sampled_from(NAMES), days=st.integers(0, 15), asks=st.booleans())
    def is_told_a_day(self, name: str, days: int, *, asks: bool) -> None:
        day = self.now + timedelta(days=days)
        facts = Facts(deadline=Deadline(day, "by then")) if asks else promise(day.date().isoformat())
        self.files(name, mail(self.now, Kind.ASSESSMENT if asks else Kind.EMPLOYER_REPLY, facts=facts))

    @rule(
        name=st.sampled_from(NAMES),
        hours=st.integers(1, 200),
        uid=st.sampled_from(("uid-1", "uid-2")),
        people=st.sampled_from(((), (BEN,), (BEN, EVE))),
        sequence=st.integers(0, 3),
    )
    def is_given_an_interview(self, name: str, hours: int, uid: str, people: tuple[Person, ...], sequence: int) -> None:
        start = self.now + timedelta(hours=hours)
        facts = meeting(start, uid=f"{name}-{uid}", people=people, sequence=sequence)
        self.files(name, mail(self.now, Kind.INTERVIEW_SCHEDULED, facts=facts))

    @rule(name=st.sampled_from(NAMES), what=st.sampled_from(("phone", "agency", "do-not-ask")))
    def is_told_how_to_write(self, name: str, what: str) -> None:
        facts = Facts(
            channel=said("phone") if what == "phone" else None,
            agency=said("Bright Talent") if what == "agency" else None,
            no_contact=said("do-not-ask") if what == "do-not-ask" else None,
        )
        self.files(name, mail(self.now, Kind.EMPLOYER_REPLY, facts=facts))

    # What the user does

    @rule(name=st.sampled_from(NAMES), to=st.sampled_from(("ann@acme.example", "ben@acme.example")))
    def writes(self, name: str, to: str) -> None:
        self.files(name, mail(self.now, Kind.NOT_JOB, mine=True, to=to))

    @rule(
        name=st.sampled_from(NAMES),
        wish=st.sampled_from(Wish),
        ahead=st.lists(st.integers(1, 200), max_size=2),
        until=st.none() | st.integers(1, 20),
    )
    def wishes(self, name: str, wish: Wish, ahead: list[int], until: int | None) -> None:
        slots = tuple(slot(self.now + timedelta(hours=hours)) for hours in ahead)
        day = None if until is None else (self.now + timedelta(days=until)).date()
        self.events.append(Wished(name, self.now, wish, slots, day, "I have to be elsewhere that morning."))

    @rule(name=st.sampled_from(NAMES), form=st.sampled_from(Form), days=st.none() | st.integers(1, 15))
    def has_an_offer(self, name: str, form: Form, days: int | None) -> None:
        due = None if days is None else self.now + timedelta(days=days)
        self.events.append(OfferRecorded(name, self.now, form, due))

    @rule(name=st.sampled_from(NAMES), what=st.sampled_from(("topic: billing", "news: I led a move.", "rang")))
    def notes(self, name: str, what: str) -> None:
        contact = "phone" if what == "rang" else ""
        self.events.append(Noted(name, self.now, what, contact))  # type: ignore[arg-type]  # one of its words

    @rule(name=st.sampled_from(NAMES))
    def names_a_referee(self, name: str) -> None:
        self.events.append(RefereeNamed(name, self.now, "Jo Field", "jo@home.example"))

    @rule(name=st.sampled_from(NAMES), days=st.integers(0, 9))
    def writes_a_debrief(self, name: str, days: int) -> None:
        day = (self.now + timedelta(days=days)).date().isoformat()
        self.events.append(Debriefed(name, self.now, f"{name}-uid-1", (("topics", "rotas"), ("next_step_by", day))))

    @rule(
        name=st.sampled_from(NAMES),
        word=st.sampled_from(
            (
                ("dismiss", "thank-you"),
                ("promise", "2026-03-20"),
                ("promise", ""),
                ("interview_held", "no"),
                ("closing", "2026-03-13"),
                ("keep_open", "yes"),
                ("preferred", "no"),
                ("no_contact", "yes"),
                ("no_contact", "no"),
                ("contact", "Dan Poe <dan@acme.example>"),
            )
        ),
    )
    def corrects(self, name: str, word: tuple[str, str]) -> None:
        self.events.append(Corrected(name, self.now, *word))

    @rule(kind=st.sampled_from(LISTED), choice=st.integers(0, 99))
    def says_what_a_message_is(self, kind: str, choice: int) -> None:
        mails = [e for e in self.events if isinstance(e, MailFiled)]
        if mails:
            about = mails[choice % len(mails)]
            word = Corrected(about.application, self.now, "kind", kind, about.reading.envelope.fingerprint)
            self.events.append(word)

    @rule(name=st.sampled_from(NAMES), outcome=st.sampled_from([o for o in Outcome if o is not Outcome.NO_RESPONSE]))
    def ends_it(self, name: str, outcome: Outcome) -> None:
        self.events.append(Closed(name, self.now, outcome, "the user said so"))

    @rule(name=st.sampled_from(NAMES))
    def takes_it_up_again(self, name: str) -> None:
        self.events.append(Reopened(name, self.now, "again"))

    @property
    def lying(self) -> list[tuple[Application, DraftRecord]]:
        return [(a, d) for a in self.known.values() for d in a.drafts if d.open]

    @precondition(lambda self: self.lying)
    @rule(choice=st.integers(0, 9), fate=st.sampled_from((Fate.EDITED, Fate.DELETED, Fate.SENT)))
    def deals_with_a_draft(self, choice: int, fate: Fate) -> None:
        application, draft = self.lying[choice % len(self.lying)]
        if fate is Fate.SENT:
            own = mail(self.now, Kind.NOT_JOB, mine=True, to=draft.to, message_id=draft.message_id)
            self.files(application.id, own)
        self.events.append(DraftBecame(application.id, self.now, draft.occasion, fate, "seen"))
        self.dealt_with.add(draft.occasion)

    @rule(edit=st.sampled_from(("patient", "all on", "no thanks", "german holidays", "a week off", "as shipped")))
    def edits_the_rules(self, edit: str) -> None:
        self.book = _edited(self.book, edit)

    @rule()
    def restarts(self) -> None:
        self.memory, self.kept = Memory(), {}

    # What time does

    @rule(hours=st.sampled_from((1, 3, 20, 24, 72, 168, 400)))
    def time_passes(self, hours: int) -> None:
        """Wake whenever a plan says so, as the daemon does."""
        end = self.now + timedelta(hours=hours)
        for _ in range(200):
            plan = self.lives()
            if plan.next_due is None or plan.next_due >= end:
                break
            assert plan.next_due > self.now
            self.now = plan.next_due
        self.now = end

    @property
    def known(self) -> Mapping[str, Application]:
        """All applications, those that have not changed being the very same values as before."""
        fresh = replay(self.events)
        kept = self.kept
        self.kept = {n: kept[n] if n in kept and kept[n] == a else a for n, a in fresh.items()}
        return self.kept

    def decides(self, *more: Event, fresh: bool = False) -> Plan:
        applications = replay([*self.events, *more]) if more or fresh else self.known
        memory = None if more or fresh else self.memory
        return decide(applications.values(), self.book, self.now, Context(ME, LONG_AGO), memory)

    @rule()
    def looks(self) -> None:
        self.lives()

    def lives(self) -> Plan:
        """Do what the plan says until it says no more, and hold every law to it."""
        for _ in range(3):  # what takes the place of a draft taken back comes with the next plan
            plan = self.decides()
            assert plan == self.decides(fresh=True), "a restart changes nothing"
            self.holds(plan)
            if not plan.actions:
                return plan
            self.events += [e for action in plan.actions for e in carried_out(action, self.now)]
            self.placed += plan.drafts
        assert self.decides().actions == (), "it settles"
        return self.decides()

    def holds(self, plan: Plan) -> None:
        for action in plan.actions:
            if isinstance(action, PlaceDraft):
                assert str(action.occasion) not in self.dealt_with, "what the user dealt with comes back"
                self.is_courteous(action)
                self.is_written_the_same_twice(action)
            elif isinstance(action, WithdrawDraft):
                assert action.occasion not in self.dealt_with, "a draft the user dealt with is taken away"
            else:
                assert isinstance(action, CloseSilent | CloseLeft)
        occasions = {str(d.occasion) for d in plan.drafts}
        odd = mail(self.now, Kind.UNSURE, sender=Person("Dan Poe", "dan@acme.example", Part.CONTACT), confidence=0.4)
        for name in NAMES:
            doubtful = self.decides(MailFiled(name, odd.at, odd, "filed"))
            here = {str(d.occasion) for d in doubtful.drafts if d.application.id == name}
            assert here <= occasions, "doubt adds a draft"
            # what doubt holds back here may leave its reader free for a letter about something else, one for one
            assert len(doubtful.drafts) <= len(plan.drafts), "doubt adds a draft elsewhere"

    def is_courteous(self, action: PlaceDraft) -> None:
        manner, application = MANNERS[action.rule.situation], action.application
        if manner in {Manner.ASKING, Manner.RENEWING}:
            assert self.now.astimezone(START.tzinfo).weekday() < 5
        if manner is Manner.ASKING:
            assert not application.closed
        if manner in UNPROMPTED:
            close = [
                one
                for one in self.placed
                if one.application.id != application.id
                and one.to.address == action.to.address
                and MANNERS[one.rule.situation] in UNPROMPTED
                and action.at - one.at < timedelta(days=5)
                and self.still_there(one)
            ]
            assert not close, "one person, two letters within five business days"

    def still_there(self, placed: PlaceDraft) -> bool:
        record = next(d for d in self.known[placed.application.id].drafts if d.occasion == str(placed.occasion))
        return record.fate in {Fate.PLACED, Fate.EDITED, Fate.SENT}

    def is_written_the_same_twice(self, action: PlaceDraft) -> None:
        once, again = compose(action, ME, SHIPPED), compose(action, ME, SHIPPED)
        assert once == again
        assert isinstance(once, Draft | Refused)
        if isinstance(once, Draft):
            assert once.to == action.to.address

    @invariant()
    def every_occasion_is_drafted_once(self) -> None:
        occasions = [str(action.occasion) for action in self.placed]
        assert len(occasions) == len(set(occasions))


TestSearch = Search.TestCase
TestSearch.settings = settings(max_examples=60, stateful_step_count=25, suppress_health_check=list(HealthCheck))
