"""Make the plan: from all applications, the rules and an instant, what to do now, what comes next, what is held back.

`decide` is pure and settles: once its actions are carried out, deciding again at the same instant says nothing more,
and no action comes up before `next_due` unless something happens first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from agent.deciding.candidate import Candidate
from agent.deciding.contacts import Contacts
from agent.deciding.correspondence import utc
from agent.deciding.gates import passing, too_late
from agent.deciding.manner import ASIDE, PERISHABLE, Manner
from agent.deciding.memory import Memory, Possible
from agent.deciding.model import Action, Context, Gate, HeldBack, PlaceDraft, Plan, Reason, Reminder, RuleBook, Upcoming
from agent.deciding.reminders import double_submission, to_call
from agent.deciding.submissions import submissions_of
from agent.deciding.waits import Stop
from agent.tracking import Application

_SETTLED = frozenset(
    {
        Gate.OWN_EMPLOYER,
        Gate.USER_WROTE,
        Gate.DISMISSED,
        Gate.NO_CONTACT,
        Gate.ACCEPTED,
        Gate.OFFER_NOT_FIRM,
        Gate.INCOMPLETE,
    }
)
"""Gates the user has nothing more to learn from once the time for a draft is over."""


@dataclass(slots=True)
class _Draft:
    """A plan in the making. `busy` are the applications in which a question or answer lies in Drafts already."""

    now: datetime
    memory: Memory
    contacts: Contacts = field(default_factory=Contacts)
    actions: list[Action] = field(default_factory=list)
    upcoming: list[Upcoming] = field(default_factory=list)
    held: list[HeldBack] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    due: list[datetime] = field(default_factory=list)
    busy: set[str] = field(default_factory=set)


def decide(
    applications: Iterable[Application],
    rules: RuleBook,
    now: datetime,
    context: Context,
    memory: Memory | None = None,
) -> Plan:
    """The plan for one instant, the same whatever order the applications come in.

    `now` is aware. Drafts are considered in the order they fell due, so that of two to one person the older one wins.
    With a `memory` that is handed in again for the next plan, only what has become otherwise is worked out anew; the
    plan is the same without it.
    """
    plan = _Draft(utc(now), memory or Memory())
    found: list[tuple[Candidate, Stop | None]] = []
    ordered = sorted(applications, key=lambda a: a.id)
    notebook = plan.memory.notebook(ordered)
    submitted = submissions_of(ordered)
    for one in plan.memory.consider(ordered, rules, now, context):
        plan.reminders += plan.memory.reminded(one, notebook, plan.now)
        if one.case.application.id in submitted:
            plan.reminders += double_submission(one.case, submitted[one.case.application.id], plan.now)
        plan.contacts.add(one.contacts)
        plan.actions += one.actions
        plan.due += one.due
        plan.busy |= {one.case.application.id} if one.busy else set()
        found += one.drafts
    for candidate, stop in sorted(found, key=lambda draft: (draft[0].window.earliest, str(draft[0].occasion))):
        _place(candidate, stop, plan)
    plan.due += plan.memory.search.due(now)
    plan.due += [u.at for u in plan.upcoming] + [h.until for h in plan.held if h.until is not None]
    return Plan(
        now=now,
        actions=tuple(plan.actions),
        upcoming=tuple(sorted(plan.upcoming, key=lambda u: (u.at, str(u.occasion)))),
        held=tuple(plan.held),
        reminders=tuple(sorted(plan.reminders, key=lambda r: (r.at, str(r.occasion)))),
        next_due=min((at for at in plan.due if at > plan.now), default=None),
    )


def _place(candidate: Candidate, stop: Stop | None, plan: _Draft) -> None:
    """Add a candidate to the plan: as an action, as upcoming, as held back, or not at all."""
    stop = stop or _open_draft(candidate, plan)
    if stop is not None:
        _hold(candidate, stop, stop.until, plan)
        return
    at, stop = _possible_at(candidate, plan)
    if at is None or at >= candidate.window.until:
        _hold(candidate, stop or too_late(candidate), None, plan)
    elif at == plan.now:
        plan.actions.append(_draft(candidate, plan.now))
        plan.contacts.note(candidate, plan.now)
        if candidate.rule.situation not in ASIDE:
            plan.busy.add(candidate.case.application.id)
        if candidate.manner in PERISHABLE:
            plan.due.append(candidate.window.until)
    elif stop is None or plan.now < candidate.window.earliest:
        plan.upcoming.append(Upcoming(candidate.occasion, at, _reason(candidate), candidate.to))
    else:
        _hold(candidate, stop, at, plan)


def _open_draft(candidate: Candidate, plan: _Draft) -> Stop | None:  # G4
    """Whether a question lies in Drafts already: one thing at a time. Thanks ask nothing and stand in nobody's way.

    Who leaves need not settle what else lies there, and a referee has nothing to do with it.
    """
    if candidate.manner in {Manner.LEAVING, Manner.BRIEFING}:
        return None
    if candidate.case.application.id not in plan.busy or Gate.DRAFT_OPEN in candidate.rule.exempt:
        return None
    return Stop(Gate.DRAFT_OPEN, "Another draft for this application waits in Drafts; send it or delete it first.")


def _possible_at(candidate: Candidate, plan: _Draft) -> Possible:
    """When a draft may appear; before its time has come, that hangs on nothing but who is written to when."""
    if candidate.window.earliest <= plan.now:
        return _found_possible(candidate, plan)
    contacts = plan.contacts.to(candidate.address)
    known = plan.memory.possible(candidate, contacts)
    if known is None:
        known = _found_possible(candidate, plan)
        plan.memory.note(candidate, contacts, known)
    return known


def _found_possible(candidate: Candidate, plan: _Draft) -> Possible:
    """The first instant from now on at which nothing passing is in the way, and the first thing that is.

    Every gate asked here names when it opens, later than the instant it was asked about, so this comes to an end.
    """
    at, first = max(plan.now, candidate.window.earliest), None
    while True:
        if not candidate.rule.any_hour:
            at = candidate.calendar.in_hours(at)
        stop = passing(candidate, at) or plan.contacts.stop(candidate, at)
        if stop is None:
            return at, first
        first = first or stop
        if stop.until is None:
            return None, first
        at = stop.until


def _hold(candidate: Candidate, stop: Stop, until: datetime | None, plan: _Draft) -> None:
    """Note what is held back, once it would be due; what is settled for good, only while it would have been time."""
    settled = candidate.case.application.closed or stop.gate in _SETTLED
    over = settled and plan.now >= candidate.window.until
    if candidate.window.earliest <= plan.now and not over:
        reason = Reason(stop.sentence, candidate.rule.name, candidate.rule.source, stop.fingerprints)
        plan.held.append(HeldBack(candidate.occasion, stop.gate, reason, until))
        if stop.gate is Gate.CHANNEL:
            plan.reminders += to_call(candidate, plan.now)
    elif until is not None:
        plan.due.append(until)


def _draft(candidate: Candidate, now: datetime) -> PlaceDraft:
    assert candidate.to is not None  # noqa: S101 - the gate of G6 has been passed
    return PlaceDraft(
        occasion=candidate.occasion,
        application=candidate.case.application,
        rule=candidate.rule,
        to=candidate.to,
        window=candidate.window,
        reason=_reason(candidate),
        at=now,
        answers=candidate.answers,
        interview=candidate.interview,
        grounds=candidate.grounds,
    )


def _reason(candidate: Candidate) -> Reason:
    why = candidate.rule.reason.strip().rstrip(".")
    sentence = f"{candidate.because}; {why}." if why else f"{candidate.because}."
    return Reason(sentence, candidate.rule.name, candidate.rule.source, candidate.fingerprints)
