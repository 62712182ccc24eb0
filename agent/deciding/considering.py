"""One application by itself: the drafts it could have, what ends in it, and until when all that stays true.

What others have to say, that a person was written to elsewhere say, is the plan's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from agent.deciding import scheduling
from agent.deciding.candidate import Candidate
from agent.deciding.case import Case
from agent.deciding.contacts import Contact, contacts_of
from agent.deciding.correspondence import utc
from agent.deciding.ending import closes_at, ended, expiries, left, silent_close, withdrawals
from agent.deciding.gates import lasting
from agent.deciding.manner import ASIDE
from agent.deciding.model import Action
from agent.deciding.situations import candidates
from agent.deciding.waits import Stop


@dataclass(frozen=True, slots=True)
class Considered:
    """What an application asks of a plan.

    `drafts` are those it could still have, each with the gate that does not open by the mere passing of time, if there
    is one. `busy` tells that a question or an answer lies in Drafts already. `due` is when it becomes another case by
    the mere passing of time, and `until` when anything said here may be otherwise.
    """

    case: Case
    drafts: tuple[tuple[Candidate, Stop | None], ...]
    actions: tuple[Action, ...]
    due: tuple[datetime, ...]
    busy: bool
    contacts: tuple[tuple[str, Contact], ...]
    until: datetime | None


def consider(case: Case) -> Considered:
    """Work out what an application asks of a plan at the instant of its case."""
    contacts = tuple(contacts_of(case))
    close = closes_at(case)
    turning = tuple(_turning_points(case, close))
    ending = left(case) or (silent_close(case) if close is not None and close <= case.now else None)
    if ending is not None:
        case = ended(case, ending)
    found = list(candidates(case))
    withdrawn = tuple(withdrawals(case, found))
    gone = {w.occasion for w in withdrawn}
    aside = {rule.name for rule in case.rules.rules if rule.situation in ASIDE}
    drafts = tuple((candidate, lasting(candidate)) for candidate in found if not candidate.placed)
    actions: tuple[Action, ...] = withdrawn if ending is None else (*withdrawn, ending)
    expiring = tuple(expiries(case, found))
    moments = (*turning, *expiring, *(at for draft in drafts for at in _moments(*draft)))
    return Considered(
        case=case,
        drafts=drafts,
        actions=actions,
        due=expiring if case.application.closed else (*turning, *expiring),
        busy=any(d.open and d.rule not in aside and d.occasion not in gone for d in case.application.drafts),
        contacts=contacts,
        until=case.now if actions else min((at for at in moments if at > case.now), default=None),
    )


def _turning_points(case: Case, close: datetime | None) -> Iterator[datetime]:
    """When an application becomes another case by the mere passing of time."""
    yield from (case.end(interview) for interview in case.meetings if not interview.cancelled)
    yield from scheduling.moments(case)
    if close is not None:
        yield close
    if case.hold_over is not None:
        yield case.hold_over
    if case.promise is not None:
        yield case.promise_over(case.promise)
    offer = case.application.offer
    if offer is not None and offer.answer_by is not None:
        yield utc(offer.answer_by)


def _moments(candidate: Candidate, stop: Stop | None) -> Iterator[datetime]:
    """When a draft is looked at with other eyes by the mere passing of time."""
    yield candidate.window.earliest
    yield candidate.window.until
    if stop is not None and stop.until is not None:
        yield stop.until
