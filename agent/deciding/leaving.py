"""Leave taken of an employer: because the user withdrew, declined an offer, or accepted a job elsewhere.

Only where a person was in touch; a bare application is simply left, or withdrawn in the portal it was made in. Nothing
here closes or reopens an application: that is the user's word, or the letter itself once they sent it (`ending`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from agent.deciding import words
from agent.deciding.anchored import anchored
from agent.deciding.candidate import Candidate, Objection, drafts_on
from agent.deciding.case import Case
from agent.deciding.correspondence import utc
from agent.deciding.manner import Manner, rules_in_manner
from agent.deciding.model import NOTHING_MORE, Gate, Grounds, Rule
from agent.deciding.search import Acceptance
from agent.tracking import Fate, Outcome


def withdrawn(case: Case, rule: Rule) -> Iterator[Candidate]:
    """A letter of withdrawal after the user said that they withdrew, unless another draft takes leave already."""
    closed_at = case.application.closed_at
    if case.application.outcome is not Outcome.WITHDRAWN or closed_at is None or not case.in_touch:
        return
    others = rules_in_manner(case.rules, Manner.LEAVING) - {rule.name}
    if _said_before(case, closed_at) or any(
        d.rule in others and d.fate is not Fate.WITHDRAWN for d in case.application.drafts
    ):
        return
    did = f"withdrew from {words.matter(case.application)}"
    yield from _said_by_the_user(case, rule, closed_at, did, NOTHING_MORE)


def offer_declined(case: Case, rule: Rule) -> Iterator[Candidate]:
    """A letter that declines an offer, after the user said that they did."""
    application = case.application
    closed_at = application.closed_at
    if application.outcome is not Outcome.DECLINED or closed_at is None or application.offer is None:
        return
    if _said_before(case, closed_at):
        return
    did = f"declined the offer of {words.matter(application)}"
    yield from _said_by_the_user(case, rule, closed_at, did, Grounds(offer=application.offer))


def _said_by_the_user(case: Case, rule: Rule, closed_at: datetime, did: str, grounds: Grounds) -> Iterator[Candidate]:
    """The letter for an end the user spoke of; what they wrote since the business day before may have said it."""
    day = case.own_calendar.back(case.own_calendar.day(utc(closed_at)), 1)
    yield from anchored(
        case,
        rule,
        anchor=_closing(closed_at),
        start=utc(closed_at),
        since=_morning(case, day),
        because=f"You {did} on {words.on(case.home, utc(closed_at))}",
        grounds=grounds,
    )


def accepted_elsewhere(case: Case, rule: Rule) -> Iterator[Candidate]:
    """A letter of withdrawal because the user accepted another job: from every live application with a person in it.

    One placed before the user closed the application as withdrawn themselves is still the right one.
    """
    application, acceptance = case.application, case.elsewhere.acceptance
    if acceptance is None:
        return
    anchor = f"accepted-{acceptance.application}"
    placed_before = application.outcome is Outcome.WITHDRAWN and drafts_on(case, rule, anchor)
    if not case.in_touch or (application.closed and not placed_before):
        return
    firm_at = [utc(acceptance.offer.made_at)] if acceptance.offer is not None else []
    yield from anchored(
        case,
        rule,
        anchor=anchor,
        start=max([acceptance.at, *firm_at]),
        since=_morning(case, case.own_calendar.day(acceptance.at)),
        because=f"You accepted the job at {acceptance.about} on {words.on(case.home, acceptance.at)}, and "
        f"{words.place(application)} still counts on you",
        objection=_objection(case, acceptance),
    )


def _objection(case: Case, acceptance: Acceptance) -> Objection | None:
    """Nobody withdraws on the strength of a word, or of an offer that may yet fall through (gov.uk; ACAS)."""
    if acceptance.doubt:
        return Objection(Gate.DOUBT, f"{acceptance.doubt}, before anything is withdrawn elsewhere.")
    if acceptance.firm:
        return None
    lacking = "hangs on a condition" if acceptance.offer and acceptance.offer.conditional else "is not in writing"
    return Objection(
        Gate.OFFER_NOT_FIRM,
        f"You accepted the job at {acceptance.about}, but as far as is known the offer {lacking} still; it is wise to "
        f"wait for that before you withdraw from {words.matter(case.application)}.",
    )


def _said_before(case: Case, closed_at: datetime) -> bool:
    """Whether the letter was sent by the time the application was closed, perhaps because of it."""
    return case.left_at is not None and case.left_at <= utc(closed_at)


def _closing(closed_at: datetime) -> str:
    """The anchor of an end; after a reopening there may be another."""
    return f"closed@{utc(closed_at):%Y%m%dT%H%M%S%fZ}"


def _morning(case: Case, day: date) -> datetime:
    """When a day begins for the user. What they wrote themselves by then on may have been their leave."""
    return case.own_calendar.at(day, time())
