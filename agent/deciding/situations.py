"""Which drafts the rules would place for an application, each with its occasion, window, recipient and reason.

A situation starts from an anchor: an interview, a promise, the last word of the other side, the application's opening.
The anchor names the occasion, so the occasion never changes while the situation lasts and is never used for another.
Whether anything speaks against a draft is not asked here; that is what `gates` is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from agent.deciding import words
from agent.deciding.anchored import anchored
from agent.deciding.candidate import Candidate, after_interview
from agent.deciding.case import Case
from agent.deciding.correspondence import Purpose, Turn, utc
from agent.deciding.leaving import accepted_elsewhere, offer_declined, withdrawn
from agent.deciding.model import Rule, Situation
from agent.deciding.offers import offer_elsewhere, offer_made, time_wanted, verbal_offer
from agent.deciding.references import reference_given, reference_over
from agent.deciding.renewing import long_after
from agent.deciding.thanks import interview_held
from agent.reading import Kind, Part, Person, Reading
from agent.tracking import Application, Outcome, Stage

_UNANSWERED = frozenset({Stage.APPLIED, Stage.ACKNOWLEDGED})
_REOPENING = frozenset({Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.OFFER})
"""Kinds that take an application up again after a rejection."""

_BEYOND_STATUS = frozenset({Stage.OFFER})
"""Stages in which asking how things stand makes no sense."""


def candidates(case: Case) -> Iterator[Candidate]:
    """Every draft the enabled rules would place for an application, due or not."""
    for rule in case.rules.rules:
        if rule.enabled:
            yield from SITUATIONS[rule.situation](case, rule)


def _promise_passed(case: Case, rule: Rule) -> Iterator[Candidate]:
    promise = case.promise
    if promise is None or case.application.stage in _BEYOND_STATUS:
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


def _interview_silence(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Silence since the last of: an interview, a person's word, the user's answer to a request."""
    held = case.held
    if not held or case.application.stage in _BEYOND_STATUS or _promise_has_its_own_rule(case):
        return
    last = held[-1]
    begins: list[tuple[datetime, str, str]] = [(case.end(last), last.key, after_interview(case, last))]
    sign = case.last_sign
    if sign is not None:
        begins.append((sign.at, sign.key, _last_word(case, sign)))
    for turn in case.exchange.mine:
        if turn.purpose is Purpose.ANSWER:
            answered = f"You answered them about {words.matter(case.application)} on {words.on(case.home, turn.at)}"
            begins.append((turn.at, turn.key, answered))
    start, anchor, because = max(begins)
    also = last.names if anchor == last.key else ()
    yield from anchored(case, rule, anchor=anchor, also=also, start=start, since=start, because=because)


def _application_silence(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Silence since the application, where no interview has been fixed: after one, other rules speak."""
    application = case.application
    unanswered = application.stage in _UNANSWERED or (application.closed and not case.meetings)
    fixed = any(not interview.cancelled for interview in case.meetings)
    if fixed or not unanswered or _promise_has_its_own_rule(case):
        return
    yield from anchored(
        case,
        rule,
        anchor="opening",
        start=case.last_heard_at,
        since=case.opening,
        because=_waiting_since(case),
    )


def _waiting_since(case: Case) -> str:
    """What the user waits for: an answer to what a person wrote last, or to the application."""
    about, since = words.matter(case.application), words.on(case.home, case.opening)
    if case.last_sign is not None and case.last_sign.at > case.opening:
        return _last_word(case, case.last_sign)
    if case.application.applied_at is not None:
        return f"You applied for {about} on {since}"
    return f"Your application for {about} has been with them since {since}"


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


def _promise_has_its_own_rule(case: Case) -> bool:
    """Whether a date they named has passed: asking is then the business of the rule about promises."""
    promise = case.promise
    return promise is not None and case.now >= case.promise_over(promise)


def _last_word(case: Case, sign: Turn) -> str:
    about, when = words.matter(case.application), words.on(case.home, sign.at)
    return f"The last word about {about} came{_by(words.called(_sender_name(sign.mail)))} on {when}"


def _sender_name(mail: Reading | None) -> Person | None:
    sender = None if mail is None else mail.envelope.sender
    return None if sender is None else Person(sender.name, sender.address, Part.CONTACT)


def _by(who: str) -> str:
    return "" if who == "they" else f" from {who}"


SITUATIONS: Mapping[Situation, Callable[[Case, Rule], Iterator[Candidate]]] = {
    Situation.INTERVIEW_HELD: interview_held,
    Situation.PROMISE_PASSED: _promise_passed,
    Situation.INTERVIEW_SILENCE: _interview_silence,
    Situation.APPLICATION_SILENCE: _application_silence,
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
}
"""What each situation looks for."""
