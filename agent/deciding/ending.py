"""What ends: an application silent for too long, or left by a letter that was sent; a draft whose reason has gone.

All is quiet. An application closed for silence is inactive, not rejected, and any mail reopens it; one that was left
has ended as the letter says. A draft is only named here, and whether it is still exactly ours, and may be taken away,
is seen where the drafts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from agent.deciding import words
from agent.deciding.candidate import Candidate
from agent.deciding.case import Case
from agent.deciding.correspondence import SAYING_NOTHING, Purpose, plausible, utc
from agent.deciding.gates import premise
from agent.deciding.manner import AFTER_INTERVIEW, MANNERS, PERISHABLE, Manner, rules_in_manner
from agent.deciding.model import CloseLeft, CloseSilent, Reason, Rule, Situation, WithdrawDraft
from agent.deciding.scheduling import times_passed
from agent.deciding.timing import after
from agent.deciding.wishes import means_no
from agent.reading import Direction
from agent.tracking import (
    Closed,
    Corrected,
    Debriefed,
    DraftRecord,
    Event,
    Fate,
    InterviewNoted,
    Noted,
    OfferRecorded,
    Outcome,
    RefereeNamed,
    Reopened,
    Stage,
    Wished,
)

_DEALINGS = (Noted, Corrected, Reopened, Wished, OfferRecorded, Debriefed, RefereeNamed, InterviewNoted)
"""Events that tell of the user's own dealing with an application."""

CLOSING_RULE = "close_after"
"""The name under which a `CloseSilent` gives its reason: the setting it comes from."""


def silent_close(case: Case) -> CloseSilent:
    """Presume an application closed, because its silence has lasted too long."""
    about, since = words.matter(case.application), words.on(case.home, _last_stir(case))
    request = case.exchange.open_request
    quiet = f"Nothing has been heard about {about} since {since}"
    if request is not None:
        quiet = f"They {words.wish(request.kind)} about {about}, and nothing has happened since {since}"
    sentence = f"{quiet}; it is filed as inactive, not as rejected, and any message from them opens it again."
    return CloseSilent(case.application.id, Reason(sentence, CLOSING_RULE))


def closes_at(case: Case) -> datetime | None:
    """When silence will have lasted too long; None while something is under way that forbids to presume anything.

    `close_after` since the last sign of life or the last day the advert takes applications, but never within
    `close_after_interview` of an interview, nor within `close_after_nudge` of the user's last question (etiquette §7)
    or of the moment at which one may be asked about what was put on hold.
    Where they named the day after which silence means no, it is that day.
    """
    application, rules = case.application, case.rules
    waiting = application.id in case.context.in_question or case.context.first_read_at is None
    if application.closed or application.keep_open or application.stage is Stage.OFFER or waiting:
        return None
    if case.ahead(case.now) is not None:
        return None
    stirred, theirs = _last_stir(case), _their_own_end(case)
    if theirs is not None and stirred <= theirs:
        return theirs
    ends = [after(at, rules.close_after, case.calendar) for at in (stirred, *_advert_closes(case))]
    ends += [after(case.end(i), rules.close_after_interview, case.calendar) for i in case.held[-1:]]
    asked = [*sorted(_questions(case))[-1:], *([case.hold_over] if case.hold_over is not None else [])]
    ends += [after(at, rules.close_after_nudge, case.calendar) for at in asked]
    return max(ends)


def _advert_closes(case: Case) -> tuple[datetime, ...]:
    """The end of the last day on which applications are taken, where it is known: until then nobody has chosen."""
    day = case.application.closing
    return () if day is None or not plausible(day) else (case.calendar.closes(day),)


def _their_own_end(case: Case) -> datetime | None:
    """The close of the day after which, as they wrote, silence means no; None once they have met the user since."""
    promise = case.promise
    mail = None if promise is None else case.mails.get(promise.fingerprint)
    if promise is None or not means_no(mail):
        return None
    met_since = any(case.end(i) > utc(promise.stated_at) for i in case.held)
    return None if met_since else case.calendar.closes(promise.span.end)


def left(case: Case) -> CloseLeft | None:
    """The end of an open application whose letter of leave was sent, unless the user has said since how it stands."""
    farewell = case.farewell
    if farewell is None or case.left_at is None or case.application.closed:
        return None
    said = (e for e in case.application.events if isinstance(e, Closed) or _is_about_the_stage(e))
    if any(utc(e.at) >= case.left_at for e in said):
        return None
    rule = next(r for r in case.rules.rules if r.name == farewell.rule)
    outcome = Outcome.DECLINED if rule.situation is Situation.OFFER_DECLINED else Outcome.WITHDRAWN
    sentence = f"You took leave of {words.place(case.application)} on {words.on(case.home, case.left_at)}."
    return CloseLeft(case.application.id, outcome, Reason(sentence, rule.name, rule.source))


def _is_about_the_stage(event: Event) -> bool:
    return isinstance(event, Corrected) and event.field == "stage"


def ended(case: Case, by: CloseSilent | CloseLeft) -> Case:
    """The case as it will be once it has ended so."""
    application = replace(case.application, stage=Stage.CLOSED, outcome=by.outcome, closed_at=case.now)
    return replace(case, application=application)


def withdrawals(case: Case, found: Iterable[Candidate]) -> Iterator[WithdrawDraft]:
    """The drafts that lie in Drafts untouched, and no longer ought to.

    `found` are the application's candidates. A draft of a rule that is switched off or gone is left alone.
    """
    by_occasion = {str(c.occasion): c for c in found}
    rules = {rule.name: rule for rule in case.rules.rules if rule.enabled}
    sent = {t.draft.occasion for t in case.exchange.mine if t.draft is not None}
    for draft in case.application.drafts:
        if draft.fate is Fate.PLACED and draft.rule in rules and draft.occasion not in sent:
            reason = _gone(case, draft, rules[draft.rule], by_occasion.get(draft.occasion))
            if reason is not None:
                yield WithdrawDraft(draft.occasion, case.application.id, reason)


def _gone(case: Case, draft: DraftRecord, rule: Rule, candidate: Candidate | None) -> Reason | None:
    if draft.to.lower() in {dead.lower() for dead in case.application.dead_addresses}:
        return Reason(f"Mail to {draft.to} came back, so the draft to that address is of no use.", rule.name)
    if candidate is None:
        return Reason(_what_changed(case, draft, rule), rule.name)
    stop = premise(candidate)
    if stop is not None:
        return Reason(stop.sentence, rule.name, "", stop.fingerprints)
    over = candidate.manner in PERISHABLE and case.now >= candidate.window.until
    return Reason(_outlived(candidate), rule.name, rule.source) if over else None


def expiries(case: Case, found: Iterable[Candidate]) -> Iterator[datetime]:
    """When drafts that lie there untouched will be out of date by the mere passing of time."""
    lying = {draft.occasion for draft in case.application.drafts if draft.fate is Fate.PLACED}
    for candidate in found:
        if candidate.manner in PERISHABLE and str(candidate.occasion) in lying:
            yield candidate.window.until


def _outlived(candidate: Candidate) -> str:
    over = words.on(candidate.case.home, candidate.window.until)
    return f"The time for this ended on {over}, so the draft is out of date; sent later it does more harm than good."


_OUTDATED = {
    Situation.OFFER_MADE: "The offer of {place} is not as it was, so these thanks are out of date.",
    Situation.TIME_WANTED: "Your request for more time at {place} is out of date.",
    Situation.VERBAL_OFFER: "The offer of {place} is no longer one by word of mouth alone, so there is nothing to ask.",
    Situation.OFFER_ELSEWHERE: "The offer that {place} was to hear of no longer waits for your answer.",
    Situation.WITHDRAWN: "You have taken the application at {place} up again, so nothing is withdrawn.",
    Situation.ACCEPTED_ELSEWHERE: "There is no acceptance on record any more that would end things with {place}.",
    Situation.OFFER_DECLINED: "You no longer decline the offer of {place}.",
    Situation.LONG_AFTER: "The application at {place} is open again, so no old acquaintance is taken up.",
    Situation.REFERENCE_GIVEN: "This referee is no longer to be told about {place}.",
    Situation.REFERENCE_OVER: "The application at {place} is open again, so the thanks to your referee can wait.",
}
"""What to say of a draft whose situation has passed, where that is plain from the situation itself."""


def _what_changed(case: Case, draft: DraftRecord, rule: Rule) -> str:
    acceptance = case.elsewhere.acceptance
    if acceptance is not None and acceptance.firm and MANNERS[rule.situation] not in {Manner.LEAVING, Manner.BRIEFING}:
        return f"You accepted the job at {acceptance.about} on {words.on(case.home, acceptance.at)}, so this can go."
    if rule.situation is Situation.ACCEPTED_ELSEWHERE and case.application.closed:
        return f"Things have come to an end with {words.place(case.application)} already, so nothing is withdrawn."
    if rule.situation in _OUTDATED:
        return _OUTDATED[rule.situation].format(place=words.place(case.application))
    if rule.situation in AFTER_INTERVIEW:
        between = rule.situation is Situation.INTERVIEW_HELD and case.application.agency
        called_off = (
            f"The interview with {words.place(case.application)} was called off or moved, so the thanks can wait."
        )
        return f"{between} stands between, so a word goes to them, not to the client." if between else called_off
    return _moved_on(case, draft, rule)


def _moved_on(case: Case, draft: DraftRecord, rule: Rule) -> str:
    """What has happened to what a draft asks for or offers."""
    sign = case.last_sign
    if times_passed(case, draft, rule):
        return "A time named in the draft has passed, so it can no longer be sent as it is."
    if sign is not None and sign.at > utc(draft.placed_at):
        when = words.on(case.home, sign.at)
        return f"{words.start(words.place(case.application))} was in touch on {when}, so the question is out of date."
    return f"Things have moved on with {words.place(case.application)}, so the draft is out of date."


def _last_stir(case: Case) -> datetime:
    """The last sign of life: of theirs, or of the user's own dealing with the application."""
    application = case.application
    mails = (m for m in application.mails if m.direction is Direction.INBOUND and m.kind not in SAYING_NOTHING)
    stirs = [case.opening, application.opened_at, *(m.at for m in mails)]
    stirs += [e.at for e in application.events if isinstance(e, _DEALINGS)]
    stirs += [note.at for note in application.notes]
    stirs += [t.at for t in (*case.exchange.signs, *case.exchange.mine) if t.purpose in {None, Purpose.ANSWER}]
    stirs += [case.end(i) for i in case.held]
    stirs += [case.calendar.closes(promise.span.end) for promise in [case.promise] if promise is not None]
    return max(utc(at) for at in stirs)


def _questions(case: Case) -> Iterator[datetime]:
    """When the user asked of their own accord, or a draft that asks was put before them."""
    yield from (turn.at for turn in case.nudges)
    asking = rules_in_manner(case.rules, Manner.ASKING)
    for draft in case.application.drafts:
        if draft.rule in asking and draft.fate is not Fate.DELETED:
            yield utc(draft.fate_at if draft.fate is Fate.SENT and draft.fate_at else draft.placed_at)
