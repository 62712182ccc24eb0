"""The laws of deciding, on random histories: it settles, keeps quiet until it is time, and no doubt adds a draft."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from agent.deciding import Context, Gate, Memory, Occasion, PlaceDraft, Plan, Situation, WithdrawDraft, decide
from agent.deciding.manner import MANNERS, UNPROMPTED, Manner, rules_in_manner
from agent.reading import Deadline, Facts, Kind, Meeting, Part, Person, Reading, Slot, Span
from agent.rehearsing import carried_out, message_id
from agent.tracking import (
    Application,
    ApplicationOpened,
    Closed,
    Corrected,
    DraftBecame,
    DraftPlaced,
    DraftRecord,
    Event,
    Fate,
    Form,
    Interview,
    MailFiled,
    Noted,
    Offer,
    OfferRecorded,
    Outcome,
    Promise,
    RefereeNamed,
    Reopened,
    Stage,
    Wish,
    Wished,
    replay,
)
from tests.deciding.story import (
    ANN,
    BEN,
    EVE,
    LONG_AGO,
    ME,
    at,
    mail,
    meeting,
    promise,
    shipped,
    slot,
    with_rule,
)
from tests.tracking import strategies as wild

START = at("2026-03-02 09:00")
RULES = replace(with_rule("closing-note", enabled=True), close_after=replace(shipped().close_after, amount=30))
LEAVING, BRIEFING = rules_in_manner(RULES, Manner.LEAVING), rules_in_manner(RULES, Manner.BRIEFING)
RESTING_ON_ACME = frozenset({"offer-of-acme", "accepted-acme"})
CONTEXT = Context(ME, LONG_AGO)
NAMES = ("acme", "globex", "initech")


def _instants() -> SearchStrategy[datetime]:
    return st.integers(0, 40 * 24).map(lambda hours: START + timedelta(hours=hours))


def _mails() -> SearchStrategy[Reading]:
    kinds = [k for k in Kind if k is not Kind.INTERVIEW_SCHEDULED]
    theirs = st.builds(
        mail,
        _instants(),
        st.sampled_from(kinds),
        sender=st.sampled_from((ANN, EVE, Person("", "no-reply@acme.example", Part.CONTACT))),
        confidence=st.sampled_from((0.5, 1.0, 1.0)),
        rule=st.sampled_from(("a.rule", "employer_reply.on-hold")),
    )
    promised = st.builds(
        lambda when, days: mail(
            when, Kind.EMPLOYER_REPLY, facts=promise((when + timedelta(days=days)).date().isoformat())
        ),
        _instants(),
        st.integers(0, 15),
    )
    fixed = st.builds(
        lambda when, start, uid, people: mail(
            when, Kind.INTERVIEW_SCHEDULED, facts=meeting(start, uid=uid, people=people)
        ),
        _instants(),
        _instants(),
        st.sampled_from(("uid-1", "uid-2")),
        st.sampled_from(((), (BEN,), (BEN, EVE))),
    )
    mine = st.builds(
        mail,
        _instants(),
        st.just(Kind.NOT_JOB),
        mine=st.just(True),
        to=st.sampled_from(("ann@acme.example", "ben@acme.example")),
    )
    offers = st.builds(
        lambda when, days: mail(
            when, Kind.OFFER, facts=Facts(deadline=Deadline(when + timedelta(days=days), "by then"))
        ),
        _instants(),
        st.integers(0, 20),
    )
    return st.one_of(theirs, promised, fixed, fixed, offers, mine)


def _events(name: str) -> SearchStrategy[list[Event]]:
    filed: SearchStrategy[Event] = _mails().map(lambda m: MailFiled(name, m.at, m, "filed"))
    noted: SearchStrategy[Event] = st.builds(
        Noted,
        st.just(name),
        _instants(),
        st.just("rang"),
        st.sampled_from(("phone", "portal", "")),
        st.sampled_from(("me", "them")),
    )
    fields = st.sampled_from(
        (
            *(
                ("stage", str(Stage.OFFER)),
                ("interview_held", "no"),
                ("dismiss", "thank-you"),
                ("promise", "2026-03-20"),
            ),
            *(("agency", "Bright Talent"), ("closing", "2026-03-13"), ("keep_open", "yes"), ("channel", "phone")),
            ("contact", "Dan Poe <dan@acme.example>"),
        )
    )
    wished: SearchStrategy[Event] = st.builds(
        lambda when, wish, starts: Wished(name, when, wish, tuple(slot(start) for start in starts)),
        _instants(),
        st.sampled_from(Wish),
        st.lists(_instants(), max_size=2),
    )
    word: SearchStrategy[Event] = st.builds(lambda when, f: Corrected(name, when, *f), _instants(), fields)
    outcomes = st.sampled_from((Outcome.WITHDRAWN, Outcome.WITHDRAWN, Outcome.ACCEPTED, Outcome.DECLINED))
    end: SearchStrategy[Event] = st.builds(lambda when, how: Closed(name, when, how, "enough"), _instants(), outcomes)
    rest = st.lists(st.one_of(filed, filed, filed, filed, noted, word, wished, end, _users(name)), max_size=7)
    opening = ApplicationOpened(name, START, name.title(), "Analyst", "added", applied_at=START)
    return rest.map(lambda events: [opening, *events])


def _users(name: str) -> SearchStrategy[Event]:
    """What only the user can tell: offers, wishes, referees, news, and that it goes on after all."""
    days = st.none() | st.integers(0, 20)
    offer: SearchStrategy[Event] = st.builds(
        lambda when, form, days, hangs: OfferRecorded(
            name, when, form, None if days is None else when + timedelta(days=days), hangs
        ),
        *(_instants(), st.sampled_from(Form), days, st.booleans()),
    )
    wish: SearchStrategy[Event] = st.builds(
        lambda when, days, reason: Wished(
            name, when, Wish.MORE_TIME, (), None if days is None else (when + timedelta(days=days)).date(), reason
        ),
        *(_instants(), days, st.sampled_from(("", "I wait for another answer"))),
    )
    referee: SearchStrategy[Event] = st.builds(
        lambda when, who: RefereeNamed(name, when, who.title(), f"{who}@home.example"),
        *(_instants(), st.sampled_from(("jo", "lou"))),
    )
    news: SearchStrategy[Event] = _instants().map(lambda when: Noted(name, when, "news: I moved"))
    again: SearchStrategy[Event] = _instants().map(lambda when: Reopened(name, when, "after all"))
    return st.one_of(offer, wish, referee, news, again)


HISTORIES = st.tuples(*(_events(name) for name in NAMES)).map(lambda both: [e for events in both for e in events])


def _known(events: Sequence[Event], now: datetime) -> list[Application]:
    return list(replay(e for e in events if e.at <= now).values())


def _decide(events: Sequence[Event], now: datetime) -> Plan:
    return decide(_known(events, now), RULES, now, CONTEXT)


def _carry_out(events: list[Event], plan: Plan) -> list[Event]:
    return [*events, *(e for a in plan.actions for e in carried_out(a, plan.now))]


def _gates(plan: Plan) -> set[tuple[str, Gate]]:
    return {(str(h.occasion), h.gate) for h in plan.held}


@given(HISTORIES, _instants())
@settings(max_examples=60)
def test_deciding_settles(events: list[Event], now: datetime) -> None:
    after = _carry_out(events, _decide(events, now))
    assert _decide(after, now).actions == ()


@pytest.mark.slow
@given(HISTORIES, _instants(), st.lists(st.floats(0.0, 1.0, exclude_max=True), max_size=2))
@settings(max_examples=60)
def test_before_the_next_due_instant_nothing_new_is_done(
    events: list[Event], now: datetime, parts: list[float]
) -> None:
    past = [e for e in events if e.at <= now]
    plan = _decide(past, now)
    past = _carry_out(past, plan)
    due = _decide(past, now).next_due or now + timedelta(days=400)
    assert due > now
    last = due - timedelta(microseconds=1)
    for instant in (*(min(now + (due - now) * part, last) for part in parts), last):
        assert _decide(past, instant).actions == ()


def _sent(action: PlaceDraft, now: datetime) -> list[Event]:
    """The events that follow when a draft is sent as it was placed."""
    name, when, occasion = action.application.id, now + timedelta(minutes=10), str(action.occasion)
    own = mail(when, Kind.NOT_JOB, mine=True, to=action.to.address or "", message_id=message_id(occasion))
    return [MailFiled(name, when, own, "filed"), DraftBecame(name, when, occasion, Fate.SENT, "seen in Sent")]


def _lived(events: list[Event], *, sends: bool) -> tuple[list[PlaceDraft], list[Event]]:
    """Every draft of a hundred days, and all that happened, the drafts sent or left lying."""
    now, end = START, START + timedelta(days=100)
    placed: list[PlaceDraft] = []
    while now < end:
        plan = _decide(events, now)
        placed += plan.drafts
        events = _carry_out(events, plan)
        events += [e for a in plan.drafts if sends for e in _sent(a, now)]
        nexts = [*(e.at for e in events if e.at > now), *([plan.next_due] if plan.next_due else [])]
        now = min(nexts, default=end)
    return placed, events


@pytest.mark.slow
@given(HISTORIES, st.booleans())
@settings(max_examples=40)
def test_a_whole_life_breaks_no_rule_of_courtesy(events: list[Event], sends: bool) -> None:
    placed, lived = _lived(events, sends=sends)
    taken_back = {e.occasion: e.at for e in lived if isinstance(e, DraftBecame) and e.fate is Fate.WITHDRAWN}
    occasions = [str(a.occasion) for a in placed]
    assert len(set(occasions)) == len(occasions), "no draft is ever repeated"
    questions = [a for a in placed if MANNERS[a.rule.situation] is Manner.ASKING]
    for action in questions:
        local = action.at.astimezone(at("2026-03-02").tzinfo)
        assert local.weekday() < 5
        assert 9 <= local.hour < 17
        assert not action.application.closed
    unprompted = [a for a in placed if MANNERS[a.rule.situation] in UNPROMPTED]
    for one in unprompted:
        for other in unprompted:
            apart = one.application.id != other.application.id and one.to.address == other.to.address
            apart = apart and taken_back.get(str(one.occasion), other.at) >= other.at
            apart = apart and taken_back.get(str(other.occasion), one.at) >= one.at
            assert not apart or abs(one.at - other.at) >= timedelta(days=3), "five business days lie between"
    assert len([a for a in placed if a.rule.situation is Situation.QUESTION_UNANSWERED]) <= len(NAMES)


@pytest.mark.slow
@given(_events("acme"), st.booleans())
@settings(max_examples=60)
def test_no_two_rules_ask_about_one_silence(events: list[Event], sends: bool) -> None:
    placed, lived = _lived(events, sends=sends)
    asking = [a for a in placed if MANNERS[a.rule.situation] is Manner.ASKING]
    asking = [a for a in asking if a.rule.situation is not Situation.QUESTION_UNANSWERED]
    sent = {e.at for e in lived if isinstance(e, DraftBecame) and e.fate is Fate.SENT}
    news = [e.at for e in lived if not isinstance(e, DraftPlaced | DraftBecame) and e.at not in sent]
    for one, other in itertools.pairwise(asking):
        ends = [i.end for i in other.application.interviews]
        between = [at for at in (*news, *ends) if one.at < at <= other.at]
        assert one.rule.name == other.rule.name or between


@given(_events("acme"), _instants(), _instants(), st.booleans())
@settings(max_examples=60)
def test_a_message_nobody_is_sure_of_never_adds_a_draft(
    events: list[Event], now: datetime, when: datetime, unsure: bool
) -> None:
    odd = mail(
        min(when, now),
        Kind.UNSURE if unsure else Kind.EMPLOYER_REPLY,
        sender=Person("Dan Poe", "dan@acme.example", Part.CONTACT),
        confidence=0.6,
    )
    drafts = {str(a.occasion) for a in _decide(events, now).actions if isinstance(a, PlaceDraft)}
    doubtful = _decide([*events, MailFiled("acme", odd.at, odd, "filed")], now)
    assert {str(a.occasion) for a in doubtful.actions if isinstance(a, PlaceDraft)} <= drafts


@given(HISTORIES, _instants(), _instants())
@settings(max_examples=60)
def test_nor_one_that_rests_on_what_that_application_says_to_the_others(
    events: list[Event], now: datetime, when: datetime
) -> None:
    odd = mail(min(when, now), Kind.UNSURE, sender=Person("Dan Poe", "dan@acme.example", Part.CONTACT))
    drafts, doubtful = (
        {str(o) for o in _occasions(_decide(known, now)) if o.application == "acme" or o.anchor in RESTING_ON_ACME}
        for known in (events, [*events, MailFiled("acme", odd.at, odd, "filed")])
    )
    assert doubtful <= drafts


def _occasions(plan: Plan) -> Iterator[Occasion]:
    yield from (a.occasion for a in plan.actions if isinstance(a, PlaceDraft))


@pytest.mark.slow
@given(HISTORIES)
@settings(max_examples=60)
def test_of_an_offer_is_spoken_only_while_it_stands_and_after_an_acceptance_only_leave_is_taken(
    events: list[Event],
) -> None:
    now, end = START, START + timedelta(days=60)
    while now < end:
        plan, known = _decide(events, now), {a.id: a for a in _known(events, now)}
        taken = [a for a in known.values() if _taken_firmly(a)]
        for action in plan.drafts:
            if action.rule.situation is Situation.OFFER_ELSEWHERE:
                offers = [a.offer for a in known.values() if a.id != action.application.id and a.stage is Stage.OFFER]
                assert action.grounds.offer in offers
                assert _may_be_spoken_of(action.grounds.offer, now)
            if action.rule.name not in LEAVING | BRIEFING:
                before = [a.closed_at for a in taken if a.id != action.application.id and a.closed_at]
                again = [e.at for e in action.application.events if isinstance(e, Reopened | Noted)]
                assert all(any(at > closed for at in again) for closed in before)
        events = _carry_out(events, plan)
        nexts = [*(e.at for e in events if e.at > now), *([plan.next_due] if plan.next_due else [])]
        now = min(nexts, default=end)


def _taken_firmly(application: Application) -> bool:
    offer = application.offer
    firm = offer is not None and offer.form is Form.WRITTEN and not offer.conditional
    return firm and application.outcome is Outcome.ACCEPTED


def _may_be_spoken_of(offer: Offer | None, now: datetime) -> bool:
    if offer is None or offer.answer_by is None:
        return False
    return offer.form is Form.WRITTEN and not offer.conditional and offer.answer_by > now


@given(_events("acme"), _instants())
@settings(max_examples=60)
def test_an_application_in_question_gets_no_draft(events: list[Event], now: datetime) -> None:
    plan = decide(_known(events, now), RULES, now, replace(CONTEXT, in_question=frozenset({"acme"})))
    assert not [a for a in plan.actions if isinstance(a, PlaceDraft)]


@given(HISTORIES, _instants(), st.sampled_from(Fate), st.integers(0, 30))
@settings(max_examples=60)
def test_what_became_of_a_draft_never_makes_it_come_again_and_an_edited_one_is_never_taken_back(
    events: list[Event], now: datetime, fate: Fate, days: int
) -> None:
    plan = _decide(events, now)
    drafts = [a for a in plan.actions if isinstance(a, PlaceDraft)]
    later = now + timedelta(days=days)
    past = [*_carry_out(events, plan)]
    past += [DraftBecame(a.application.id, now, str(a.occasion), fate, "") for a in drafts]
    again = _decide(past, later)
    occasions = {str(a.occasion) for a in drafts}
    assert not occasions & {str(a.occasion) for a in again.actions if isinstance(a, PlaceDraft)}
    taken_back = {a.occasion for a in again.actions if isinstance(a, WithdrawDraft)}
    assert fate is Fate.PLACED or not occasions & taken_back


@given(HISTORIES, _instants())
@settings(max_examples=60)
def test_nothing_is_drafted_where_the_plan_holds_it_back_and_everything_is_said_in_sentences(
    events: list[Event], now: datetime
) -> None:
    plan = _decide(events, now)
    placed = {str(a.occasion) for a in plan.actions if isinstance(a, PlaceDraft)}
    assert not placed & {occasion for occasion, _ in _gates(plan)}
    sentences = [x.reason.sentence for x in (*plan.actions, *plan.held, *plan.upcoming)]
    assert all(s.endswith(".") and s[0].isupper() for s in sentences)
    assert plan.next_due is None or plan.next_due > now


@pytest.mark.slow
@given(st.lists(wild.applications(), max_size=2), wild.instants(), st.booleans())
@settings(max_examples=100)
def test_no_history_however_wild_makes_deciding_raise(
    applications: list[Application], now: datetime, released: bool
) -> None:
    named = [replace(a, id=f"{a.id}-{n}") for n, a in enumerate(applications)]
    plan = decide(named, RULES, now, Context(ME, LONG_AGO, released))
    assert plan == decide(reversed(named), RULES, now, Context(ME, LONG_AGO, released))


@pytest.mark.slow
@given(st.lists(st.sampled_from(Kind), max_size=3), st.sampled_from((1, 1969, 9999)), st.booleans())
def test_dates_beyond_all_reason_do_not_make_deciding_raise(kinds: list[Kind], year: int, first: bool) -> None:
    mad = datetime(year, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo")) if first else datetime(year, 12, 31, 23, tzinfo=UTC)
    mad = mad.astimezone(ZoneInfo("Asia/Tokyo")) if year == 1969 else mad
    end = min(mad, datetime(9999, 12, 31, 22, tzinfo=UTC))
    span = Span(mad.date(), mad.date(), "then")
    facts = Facts(
        promise=span,
        away_until=span,
        meeting=Meeting(Slot(mad, end, "America/New_York", "then"), "uid-9", 0, "video", "", (BEN,)),
    )
    sane = mail(START, Kind.INTERVIEW_SCHEDULED, facts=meeting(START + timedelta(hours=5)))
    filed = [mail(mad, kind, facts=facts) for kind in kinds] + [mail(START, kind, facts=facts) for kind in kinds]
    application = Application(
        *("acme", "Acme", "Analyst", mad),
        mails=(*filed, sane, mail(mad, Kind.NOT_JOB, mine=True)),
        notes=(Noted("acme", mad, "rang", "phone"),),
        promise=Promise(span, mad, ANN, "x"),
        away=(("ann@acme.example", span),),
        interviews=(
            Interview("k", 0, mad, end, None, people=(BEN,)),
            Interview("l", 0, START, START + timedelta(hours=1), None, people=(BEN,)),
        ),
        drafts=(DraftRecord("acme/status-no-promise/l/1", "status-no-promise", mad, "<x>", "ann@acme.example", None),),
    )
    paused = replace(RULES, company_pauses=(("Acme", mad), ("Acme", START)))
    for rules in (RULES, paused, replace(RULES, paused_until=mad)):
        for now in (START, START + timedelta(days=9)):
            decide([application], rules, now, CONTEXT)


@given(HISTORIES, st.lists(_instants(), min_size=3, max_size=12), st.lists(st.booleans(), min_size=12, max_size=12))
@settings(max_examples=100)
def test_a_plan_made_with_a_memory_is_the_plan_made_without(
    events: list[Event], instants: list[datetime], asked: list[bool]
) -> None:
    memory, applications = Memory(), dict[str, Application]()
    for now, in_question in zip(sorted(instants), asked, strict=False):
        # as whoever keeps a memory has them: what has not changed is the very same value
        fresh = {a.id: a for a in _known(events, now)}
        applications = {name: _the_same(applications.get(name), a) for name, a in fresh.items()}
        context = replace(CONTEXT, in_question=frozenset({"acme"} if in_question else ()))
        plan = decide(applications.values(), RULES, now, context, memory)
        assert plan == decide(fresh.values(), RULES, now, context)
        if len(events) % 2:  # what a plan asks for is not always done
            events = _carry_out(events, plan)


def _the_same(before: Application | None, now: Application) -> Application:
    return before if before is not None and before == now else now
