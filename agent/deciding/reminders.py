"""What the user had better do themselves: answer, meet a deadline, write a debrief, prepare, name referees, call.

A reminder stands from its first moment until the errand is done or too long ago; it keeps no memory, and nothing is
drafted for it. The sentences are to the user alone, so they may say what no letter would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from agent.deciding import words
from agent.deciding.candidate import Candidate, after_interview
from agent.deciding.case import Case
from agent.deciding.correspondence import plausible, utc
from agent.deciding.errands import Errand, ReminderRule
from agent.deciding.lengths import Duration
from agent.deciding.model import Occasion, Reason, Reminder
from agent.deciding.notebook import Notebook
from agent.deciding.submissions import twice_submitted
from agent.deciding.timing import after, before
from agent.reading import Direction, Kind
from agent.tracking import Application, Interview, Stage

_PROPOSED = 4
"""Most of their proposed times that are repeated."""


@dataclass(frozen=True, slots=True)
class _Times:
    """When one is reminded of an errand, in order, and when it is too late for that."""

    moments: tuple[datetime, ...]
    ends: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """An errand that is open: about what (`anchor`), counted from `at`, or towards it when that lies `ahead`."""

    anchor: str
    at: datetime
    because: str
    ahead: bool = False
    points: tuple[str, ...] = ()
    fingerprints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminded:
    """The reminders that stand at an instant, and until when none comes or goes as long as the case is the same."""

    standing: tuple[Reminder, ...] = ()
    until: datetime | None = None


def reminded(case: Case, notebook: Notebook, now: datetime) -> Reminded:
    """The reminders that stand in a case at an instant; the case may have been worked out earlier."""
    found: list[Reminder] = []
    turning: list[datetime] = []
    for rule in case.rules.reminders:
        if rule.enabled and rule.errand in _ERRANDS and rule.name not in case.application.dismissed:
            for standing in _ERRANDS[rule.errand](case, notebook, now):
                times = _times(case, rule, standing)
                found += _of(case, rule, standing, times, now)
                turning += (*times.moments, times.ends)
    return Reminded(tuple(found), min((at for at in turning if at > now), default=None))


def to_call(candidate: Candidate, now: datetime) -> Iterator[Reminder]:
    """As `reminded`, for a draft that is held back because they would rather talk."""
    case = candidate.case
    if case.application.channel != "phone":
        return
    who = candidate.to.name if candidate.to and candidate.to.name else words.place(case.application)
    because = f"{words.start(who)} would rather be rung than written to. {candidate.because}"
    anchor = f"{candidate.rule.name}/{candidate.occasion.anchor}"
    points = tuple(_talking_points(candidate))
    standing = Standing(anchor, candidate.window.earliest, because, False, points, candidate.fingerprints)
    for rule in case.rules.reminders:
        if rule.enabled and rule.errand is Errand.CALL_THEM and rule.name not in case.application.dismissed:
            yield from _of(case, rule, standing, _times(case, rule, standing), now)


def _talking_points(candidate: Candidate) -> Iterator[str]:
    """What a letter would have said, as notes for a call."""
    case = candidate.case
    yield f"It is about {words.matter(case.application)}."
    if case.application.requisition:
        yield f"Their number for it is {case.application.requisition}."
    if candidate.interview is not None:
        yield f"You met on {words.on(case.home, utc(candidate.interview.start))}."
    if case.promise is not None:
        yield f"They named {words.day(case.promise.span.end)} for their answer."
    if candidate.asks:
        yield "Ask one thing: how things stand, and when you may expect to hear."
    else:
        yield "Thank them, and ask nothing more."


def _times(case: Case, rule: ReminderRule, standing: Standing) -> _Times:
    ends = standing.at if standing.ahead else after(standing.at, rule.until, case.calendar)
    return _Times(tuple(sorted(_moment(case, length, standing) for length in rule.when)), ends)


def _of(case: Case, rule: ReminderRule, standing: Standing, times: _Times, now: datetime) -> Iterator[Reminder]:
    """The reminder of one errand, if one of its moments has come and it is not over."""
    come = [at for at in times.moments if at <= now]
    if not come or now >= times.ends:
        return
    why = rule.reason.strip().rstrip(".")
    sentence = f"{standing.because}; {why}." if why else f"{standing.because}."
    occasion = Occasion(case.application.id, rule.name, standing.anchor, len(come))
    reason = Reason(sentence, rule.name, rule.source, standing.fingerprints)
    yield Reminder(occasion, rule.errand, come[-1], reason, standing.points)


def _moment(case: Case, length: Duration, standing: Standing) -> datetime:
    return before(standing.at, length, case.calendar) if standing.ahead else after(standing.at, length, case.calendar)


def _answer_owed(case: Case, _: Notebook, __: datetime) -> Iterator[Standing]:
    """They asked something of the user, and nothing went out since. A deadline is told by its own errand."""
    request = case.exchange.open_request
    if request is None or case.application.closed:
        return
    when = words.on(case.home, request.at)
    because = f"{words.start(words.place(case.application))} {words.wish(request.kind)} on {when} and waits for you"
    mail = request.mail
    proposed = () if mail is None else mail.facts.proposed
    times = [f"They proposed {words.moment(slot.start, case.home)}." for slot in islice(proposed, _PROPOSED)]
    fingerprints = () if mail is None else (request.key,)
    yield Standing(request.key, request.at, because, points=tuple(times), fingerprints=fingerprints)


def _deadline_near(case: Case, _: Notebook, __: datetime) -> Iterator[Standing]:
    """What is due: what a mail asks for by a day, and the answer to an offer.

    A deadline on a day nobody works is met on the last business day before it.
    """
    application, request = case.application, case.exchange.open_request
    if application.closed:
        return
    offer = application.offer if application.stage is Stage.OFFER else None
    if offer is not None and offer.answer_by is not None and plausible(offer.answer_by):
        due = utc(offer.answer_by)
        because = f"Your answer to the offer for {words.matter(application)} is due on {words.moment(due, case.home)}"
        mails = (offer.fingerprint,) if offer.fingerprint in case.mails else ()
        yield Standing(f"offer@{due:%Y%m%d}", case.calendar.at_the_latest(due), because, True, fingerprints=mails)
    deadline = None if request is None or request.mail is None else request.mail.facts.deadline
    if request is None or deadline is None or not plausible(deadline.at) or request.kind is Kind.OFFER:
        return
    due = utc(deadline.at)
    because = (
        f"{words.start(words.place(application))} {words.wish(request.kind)} on {words.on(case.home, request.at)}, and "
        f"it is due on {words.moment(due, case.home)}"
    )
    yield Standing(request.key, case.calendar.at_the_latest(due), because, True, fingerprints=(request.key,))


def _debrief_missing(case: Case, _: Notebook, __: datetime) -> Iterator[Standing]:
    """An interview was held, and how it went is written down nowhere."""
    written = {debrief.interview for debrief in case.application.debriefs}
    for interview in case.held:
        if not written.isdisjoint({interview.key, *interview.names}):
            continue
        command = f"afterword debrief {case.application.id}"
        because = after_interview(case, interview)
        yield Standing(
            interview.key, case.end(interview), because, points=(command,), fingerprints=_fixed_by(interview)
        )


def _interview_near(case: Case, notebook: Notebook, now: datetime) -> Iterator[Standing]:
    """An interview lies ahead: what was written down of those before it is of use now."""
    coming = case.ahead(now)
    if coming is None or utc(coming.start) <= now:
        return
    when = words.moment(utc(coming.start), case.home)
    because = f"You have an interview for {words.matter(case.application)} on {when}"
    points = notebook.before(case.application)
    yield Standing(coming.key, utc(coming.start), because, True, points, _fixed_by(coming))


def _references_asked(case: Case, _: Notebook, __: datetime) -> Iterator[Standing]:
    """They want references, and the user has not said whom they named."""
    asked = [
        mail
        for mail in case.application.received
        if mail.kind is Kind.REFERENCE_REQUEST and mail.direction is Direction.INBOUND and mail not in case.doubts
    ]
    if not asked or case.application.closed:
        return
    last = asked[-1]
    if any(utc(named.at) >= utc(last.at) for named in case.application.referees):
        return
    when = words.on(case.home, utc(last.at))
    because = f"{words.start(words.place(case.application))} asked you for references on {when}"
    yield Standing(last.envelope.fingerprint, utc(last.at), because, fingerprints=(last.envelope.fingerprint,))


def _work_mailbox(case: Case, _: Notebook, __: datetime) -> Iterator[Standing]:
    """A message about the job went to, or came from, the user's address at work."""
    me = case.context.me
    if not me.work_addresses or case.application.closed:
        return
    for mail in reversed(case.application.mails):
        envelope = mail.envelope
        senders = () if envelope.sender is None else (envelope.sender,)
        people = (*senders, *envelope.to, *envelope.cc)
        at_work = next((a.address for a in people if me.is_at_work(a.address)), None)
        if at_work is not None:
            when, about = words.on(case.home, utc(mail.at)), words.matter(case.application)
            because = f"A message about {about} of {when} shows in your mailbox at work, {at_work}"
            yield Standing(envelope.fingerprint, utc(mail.at), because, fingerprints=(envelope.fingerprint,))
            return


def double_submission(case: Case, applications: Sequence[Application], now: datetime) -> Iterator[Reminder]:
    """As `reminded`, for one role that reached the employer by two channels, by what is known of all applications."""
    for rule in case.rules.reminders:
        if rule.enabled and rule.errand is Errand.DOUBLE_SUBMISSION and rule.name not in case.application.dismissed:
            for twice in twice_submitted(case.application, applications):
                since = words.on(case.home, utc(twice.at))
                because = f"{words.start(words.matter(case.application))} reached them {twice.ways}, since {since}"
                standing = Standing(twice.anchor, utc(twice.at), because, fingerprints=twice.fingerprints)
                yield from _of(case, rule, standing, _times(case, rule, standing), now)


def _fixed_by(interview: Interview) -> tuple[str, ...]:
    return (interview.fingerprint,) if interview.fingerprint else ()


_ERRANDS: Mapping[Errand, Callable[[Case, Notebook, datetime], Iterable[Standing]]] = {
    Errand.ANSWER_OWED: _answer_owed,
    Errand.DEADLINE_NEAR: _deadline_near,
    Errand.DEBRIEF_MISSING: _debrief_missing,
    Errand.INTERVIEW_NEAR: _interview_near,
    Errand.REFERENCES_ASKED: _references_asked,
    Errand.WORK_MAILBOX: _work_mailbox,
}
"""What each errand looks for. A call takes the place of a draft and is found where drafts are placed; what was sent in
twice is found by looking at all applications."""
