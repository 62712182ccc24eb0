"""Which drafts the rules would place for an application, each with its occasion, window, recipient and reason.

A situation starts from an anchor: an interview, a promise, the last word of the other side, the application's opening.
The anchor names the occasion, so the occasion never changes while the situation lasts and is never used for another.
Whether anything speaks against a draft is not asked here; that is what `gates` is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from agent.deciding import scheduling, silences, thanks, words
from agent.deciding.anchored import anchored
from agent.deciding.candidate import Candidate
from agent.deciding.case import Case
from agent.deciding.correspondence import utc
from agent.deciding.leaving import accepted_elsewhere, offer_declined, withdrawn
from agent.deciding.model import Rule, Situation
from agent.deciding.offers import offer_elsewhere, offer_made, time_wanted, verbal_offer
from agent.deciding.references import reference_given, reference_over
from agent.deciding.renewing import long_after
from agent.deciding.silences import BEYOND_STATUS
from agent.deciding.wishes import means_no
from agent.reading import Kind, Reading
from agent.tracking import Application, Outcome

_REOPENING = frozenset({Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.OFFER})
"""Kinds that take an application up again after a rejection."""


def candidates(case: Case) -> Iterator[Candidate]:
    """Every draft the enabled rules would place for an application, due or not."""
    for rule in case.rules.rules:
        if rule.enabled:
            yield from SITUATIONS[rule.situation](case, rule)


def _promise_passed(case: Case, rule: Rule) -> Iterator[Candidate]:
    promise = case.promise
    if promise is None or case.application.stage in BEYOND_STATUS or means_no(case.mails.get(promise.fingerprint)):
        return
    by = words.day(promise.span.end)
    said = words.called(promise.by)
    because = f"{'They' if said == 'they' else said} said you would hear about {words.matter(case.application)} by {by}"
    yield from anchored(
        case,
        rule,
        anchor=promise.fingerprint or "promise",
        start=case.calendar.closes(promise.span.end),
        since=utc(promise.stated_at),
        because=because,
    )


def _rejected_after_contact(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Thanks after a rejection, where there had been an interview or another message from a person."""
    application = case.application
    if application.outcome is not Outcome.REJECTED:
        return
    last = _rejection(application)
    if last is None:
        return
    spoken = any(s.kind is not Kind.REJECTION and s.kind is not Kind.ACKNOWLEDGEMENT for s in case.exchange.signs)
    if not case.held and not spoken:
        return
    yield from anchored(
        case,
        rule,
        anchor=last.envelope.fingerprint,
        start=utc(last.at),
        since=utc(last.at),
        because=f"They turned you down for {words.matter(application)} on {words.on(case.home, utc(last.at))}",
    )


def _rejection(application: Application) -> Reading | None:
    """The rejection that ended it: the first of the last row of them, for a machine may say it again after a person."""
    found: Reading | None = None
    for mail in application.received:
        if mail.kind is Kind.REJECTION:
            found = found or mail
        elif mail.kind in _REOPENING:
            found = None
    return found


SITUATIONS: Mapping[Situation, Callable[[Case, Rule], Iterator[Candidate]]] = {
    Situation.INTERVIEW_HELD: thanks.interview_held,
    Situation.PROMISE_PASSED: _promise_passed,
    Situation.INTERVIEW_SILENCE: silences.interview_silence,
    Situation.APPLICATION_SILENCE: silences.application_silence,
    Situation.REJECTED_AFTER_CONTACT: _rejected_after_contact,
    Situation.OFFER_MADE: offer_made,
    Situation.TIME_WANTED: time_wanted,
    Situation.VERBAL_OFFER: verbal_offer,
    Situation.OFFER_ELSEWHERE: offer_elsewhere,
    Situation.WITHDRAWN: withdrawn,
    Situation.ACCEPTED_ELSEWHERE: accepted_elsewhere,
    Situation.OFFER_DECLINED: offer_declined,
    Situation.LONG_AFTER: long_after,
    Situation.REFERENCE_GIVEN: reference_given,
    Situation.REFERENCE_OVER: reference_over,
    Situation.AGENCY_INTERVIEW_HELD: thanks.agency_interview_held,
    Situation.QUESTION_UNANSWERED: silences.question_unanswered,
    Situation.TASK_SILENCE: silences.task_silence,
    Situation.TEST_SILENCE: silences.test_silence,
    Situation.INVITATION_TO_ANSWER: scheduling.invitation_to_answer,
    Situation.SLOTS_UNANSWERED: scheduling.slots_unanswered,
    Situation.INTERVIEW_MISSED_BY_THEM: scheduling.interview_missed_by_them,
    Situation.INTERVIEW_TO_MOVE: scheduling.interview_to_move,
}
"""What each situation looks for."""
