"""Which drafts the rules would place for an application, each with its occasion, window, recipient and reason.

A situation starts from an anchor: an interview, a promise, the last word of the other side, the application's opening.
The anchor names the occasion, so the occasion never changes while the situation lasts and is never used for another.
Whether anything speaks against a draft is not asked here; that is what `gates` is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from agent.deciding import words
from agent.deciding.case import Case
from agent.deciding.correspondence import Purpose, utc
from agent.deciding.model import Occasion, Rule, Situation, Window
from agent.deciding.recipients import interviewers, message_to_answer, recipient
from agent.deciding.timing import window
from agent.reading import Kind, Part, Person, Reading
from agent.tracking import DraftRecord, Fate, Interview, Outcome, Stage

_UNANSWERED = frozenset({Stage.APPLIED, Stage.ACKNOWLEDGED})
_BEYOND_STATUS = frozenset({Stage.OFFER})
"""Stages in which asking how things stand makes no sense."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft a rule would place.

    `since` is the instant from which newer doubtful mail puts it in question. `fingerprints` are the messages it rests
    on. `placed` tells that its occasion has had its draft already: it is then only looked at to see if it still holds.
    """

    case: Case
    rule: Rule
    occasion: Occasion
    window: Window
    since: datetime
    because: str
    to: Person | None = None
    answers: Reading | None = None
    interview: Interview | None = None
    fingerprints: tuple[str, ...] = ()
    placed: bool = False

    @property
    def address(self) -> str:
        """The recipient's address in lower case; empty when there is none."""
        return _address(self.to)

    @property
    def asks(self) -> bool:
        """Whether it asks how things stand; thanks ask nothing."""
        return self.rule.situation in STATUS


STATUS = frozenset({Situation.PROMISE_PASSED, Situation.INTERVIEW_SILENCE, Situation.APPLICATION_SILENCE})
"""Situations whose draft asks the other side something."""


def candidates(case: Case) -> Iterator[Candidate]:
    """Every draft the enabled rules would place for an application, due or not."""
    for rule in case.rules.rules:
        if rule.enabled:
            yield from SITUATIONS[rule.situation](case, rule)


def anchor_of(draft: DraftRecord, application: str) -> str:
    """The anchor in a stored occasion; see `Occasion`."""
    return draft.occasion.removeprefix(f"{application}/{draft.rule}/").rpartition("/")[0]


def _interview_held(case: Case, rule: Rule) -> Iterator[Candidate]:
    """One thank-you per person and day, however many rounds that day had."""
    meetings = sorted((i for i in case.meetings if not i.cancelled and i.held is not False), key=case.end)
    days = [list(rounds) for _, rounds in groupby(meetings, key=lambda i: case.calendar.day(case.end(i)))]
    for index, rounds in enumerate(days):
        next_day = case.end(days[index + 1][0]) if index + 1 < len(days) else None
        thanked = _thanks_for(case, rule, rounds, next_day)
        for person, interview in _to_thank(case, rule, rounds, thanked):
            yield _thank_you(case, rule, person, interview, thanked)


def _thanks_for(case: Case, rule: Rule, rounds: list[Interview], until: datetime | None) -> tuple[DraftRecord, ...]:
    """The thank-yous placed for one day's interviews.

    They bear an interview's key. One whose key no interview has any more (a calendar has since replaced words) counts
    for the last day that had ended when it was placed.
    """
    keys, known = {i.key for i in rounds}, {i.key for i in case.meetings}
    start = case.end(rounds[0])
    own = [d for d in case.application.drafts if d.rule == rule.name and utc(d.placed_at) >= start]
    return tuple(
        d
        for d in own
        if (key := anchor_of(d, case.application.id).rpartition(":")[0]) in keys
        or (key not in known and (until is None or utc(d.placed_at) < until))
    )


def _to_thank(
    case: Case, rule: Rule, rounds: list[Interview], thanked: tuple[DraftRecord, ...]
) -> Iterator[tuple[Person | None, Interview]]:
    """Each interviewer with the last of the day's interviews they were in, else whoever arranged it.

    Whoever was thanked in the interviewers' place stays the one, even when their addresses become known later.
    """
    panel = {(p.address or "").lower() for i in rounds for p in i.people if p.part is Part.INTERVIEWER}
    known = {p.address or "": (p, i) for i in rounds for p in interviewers(case, i)} if "interviewer" in rule.to else {}
    stood_in = [d for d in thanked if d.to.lower() not in panel | {address.lower() for address in known}]
    if stood_in:
        yield _person(case, stood_in[-1].to), rounds[-1]
    elif known:
        yield from known.values()
    else:
        yield recipient(case, rule, rounds[-1]), rounds[-1]


def _person(case: Case, address: str) -> Person:
    known = (p for p in case.application.people if (p.address or "").lower() == address.lower())
    return next(known, Person("", address, Part.CONTACT))


def _thank_you(
    case: Case, rule: Rule, person: Person | None, interview: Interview, thanked: tuple[DraftRecord, ...]
) -> Candidate:
    record = next((d for d in thanked if person is not None and _was_to(d, person)), None)
    fixed_by = None if interview.held else case.mails.get(interview.fingerprint)
    return Candidate(
        case=case,
        rule=rule,
        occasion=_thanks_occasion(case, rule, person, interview, record),
        window=window(rule, case.end(interview), case.calendar, case.rules),
        since=case.end(interview) if fixed_by is None else utc(fixed_by.at),
        because=_after_interview(case, interview),
        to=person,
        answers=None if person is None else message_to_answer(case, person, interview),
        interview=interview,
        fingerprints=() if fixed_by is None else (interview.fingerprint,),
        placed=record is not None or _refused_before(case, rule, person, interview),
    )


def _thanks_occasion(
    case: Case, rule: Rule, person: Person | None, interview: Interview, record: DraftRecord | None
) -> Occasion:
    """Named by interview and person. A slot that moved after a thank-you was withdrawn is another occasion."""
    application = case.application.id
    if record is not None:
        return Occasion(application, rule.name, anchor_of(record, application), _number(record))
    anchor = f"{interview.key}:{_address(person) or 'nobody'}"
    return Occasion(application, rule.name, anchor, 1 + len(_on(case, rule, anchor)))


def _refused_before(case: Case, rule: Rule, person: Person | None, interview: Interview) -> bool:
    """Whether the user already dealt with a thank-you for this interview, before it was moved."""
    earlier = _on(case, rule, f"{interview.key}:{_address(person)}")
    return any(d.fate is not Fate.WITHDRAWN for d in earlier)


def _promise_passed(case: Case, rule: Rule) -> Iterator[Candidate]:
    promise = case.promise
    if promise is None or case.application.stage in _BEYOND_STATUS:
        return
    by = words.day(promise.span.end)
    said = words.called(promise.by)
    because = f"{'They' if said == 'they' else said} said you would hear about {words.matter(case.application)} by {by}"
    yield from _nudge(
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
    begins: list[tuple[datetime, str, str]] = [(case.end(last), last.key, _after_interview(case, last))]
    sign = case.last_sign
    if sign is not None:
        who = words.called(_sender_name(sign.mail))
        wrote = f"The last word about {words.matter(case.application)} came{_by(who)} on {words.on(case.home, sign.at)}"
        begins.append((sign.at, sign.key, wrote))
    for turn in case.exchange.mine:
        if turn.purpose is Purpose.ANSWER:
            answered = f"You answered them about {words.matter(case.application)} on {words.on(case.home, turn.at)}"
            begins.append((turn.at, turn.key, answered))
    start, anchor, because = max(begins)
    yield from _nudge(case, rule, anchor=anchor, start=start, since=start, because=because)


def _application_silence(case: Case, rule: Rule) -> Iterator[Candidate]:
    application = case.application
    unanswered = application.stage in _UNANSWERED or (application.closed and not case.meetings)
    if case.held or not unanswered or _promise_has_its_own_rule(case):
        return
    yield from _nudge(
        case,
        rule,
        anchor="opening",
        start=case.last_heard_at,
        since=case.opening,
        because=f"You applied for {words.matter(application)} on {words.on(case.home, case.opening)}",
    )


def _rejected_after_contact(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Thanks after a rejection, where there had been an interview or another message from a person."""
    application = case.application
    rejections = [m for m in application.received if m.kind is Kind.REJECTION]
    if application.outcome is not Outcome.REJECTED or not rejections:
        return
    last = rejections[-1]
    spoken = any(s.kind is not Kind.REJECTION and s.kind is not Kind.ACKNOWLEDGEMENT for s in case.exchange.signs)
    if not case.held and not spoken:
        return
    yield from _nudge(
        case,
        rule,
        anchor=last.envelope.fingerprint,
        start=utc(last.at),
        since=utc(last.at),
        because=f"They turned you down for {words.matter(application)} on {words.on(case.home, utc(last.at))}",
    )


def _nudge(
    case: Case, rule: Rule, *, anchor: str, start: datetime, since: datetime, because: str
) -> Iterator[Candidate]:
    """The next draft of a rule for one anchor: after one that was sent in vain the wait begins anew."""
    earlier = _on(case, rule, anchor)
    again = bool(earlier) and len(earlier) < rule.at_most and all(d.fate is Fate.SENT for d in earlier)
    if again:
        start = utc(earlier[-1].fate_at or earlier[-1].placed_at)
    to = recipient(case, rule)
    interview = case.held[-1] if case.held else None
    answers = None if to is None else message_to_answer(case, to, interview)
    resting_on = (anchor, *(() if answers is None else (answers.envelope.fingerprint,)))
    yield Candidate(
        case=case,
        rule=rule,
        occasion=Occasion(case.application.id, rule.name, anchor, len(earlier) + 1 if again else max(1, len(earlier))),
        window=window(rule, start, case.calendar, case.rules),
        since=since,
        because=because,
        to=to,
        answers=answers,
        interview=interview,
        fingerprints=tuple(dict.fromkeys(f for f in resting_on if f in case.mails)),
        placed=bool(earlier) and not again,
    )


def _promise_has_its_own_rule(case: Case) -> bool:
    """Whether a date they named has passed: asking is then the business of the rule about promises."""
    promise = case.promise
    return promise is not None and case.now >= case.promise_over(promise)


def _on(case: Case, rule: Rule, anchor: str) -> tuple[DraftRecord, ...]:
    application = case.application
    own = (d for d in application.drafts if d.rule == rule.name)
    return tuple(d for d in own if anchor_of(d, application.id) == anchor)


def _number(draft: DraftRecord) -> int:
    number = draft.occasion.rpartition("/")[2]
    return int(number) if number.isdecimal() else 1


def _was_to(draft: DraftRecord, person: Person) -> bool:
    return bool(person.address) and draft.to.lower() == _address(person)


def _address(person: Person | None) -> str:
    return "" if person is None else (person.address or "").lower()


def _sender_name(mail: Reading | None) -> Person | None:
    sender = None if mail is None else mail.envelope.sender
    return None if sender is None else Person(sender.name, sender.address, Part.CONTACT)


def _by(who: str) -> str:
    return "" if who == "they" else f" from {who}"


def _after_interview(case: Case, interview: Interview) -> str:
    about = words.matter(case.application)
    return f"Your interview for {about} ended on {words.moment(case.end(interview), case.home)}"


SITUATIONS: Mapping[Situation, Callable[[Case, Rule], Iterator[Candidate]]] = {
    Situation.INTERVIEW_HELD: _interview_held,
    Situation.PROMISE_PASSED: _promise_passed,
    Situation.INTERVIEW_SILENCE: _interview_silence,
    Situation.APPLICATION_SILENCE: _application_silence,
    Situation.REJECTED_AFTER_CONTACT: _rejected_after_contact,
}
"""What each situation looks for."""
