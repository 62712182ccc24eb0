"""Thanks after interviews: one note to each interviewer and day, else one to whoever arranged it, or to the agency.

The anchor of such a draft is an interview and a person. An interview may get another key later, when a calendar
replaces what was said in words; a note placed under any of its names counts as its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from agent.deciding.candidate import Candidate, address_of, after_interview, anchor_of, drafts_on, number_of
from agent.deciding.case import Case
from agent.deciding.correspondence import utc
from agent.deciding.model import Occasion, Rule, Situation
from agent.deciding.recipients import interviewers, message_to_answer, recipient
from agent.deciding.timing import window
from agent.reading import Part, Person
from agent.tracking import DraftRecord, Fate, Interview


def interview_held(case: Case, rule: Rule) -> Iterator[Candidate]:
    """One thank-you per person and day; none where an agency stands between, and the rule for that is on."""
    apart = any(r.enabled and r.situation is Situation.AGENCY_INTERVIEW_HELD for r in case.rules.rules)
    if not (case.application.agency and apart):
        yield from _thanks(case, rule)


def agency_interview_held(case: Case, rule: Rule) -> Iterator[Candidate]:
    """A word to the agency's consultant after each day of interviews; the client is left to them."""
    if case.application.agency:
        yield from _thanks(case, rule)


def _thanks(case: Case, rule: Rule) -> Iterator[Candidate]:
    """One note per person and day, however many rounds that day had."""
    meetings = sorted((i for i in case.meetings if not i.cancelled and i.held is not False), key=case.end)
    days = [list(rounds) for _, rounds in groupby(meetings, key=lambda i: case.calendar.day(case.end(i)))]
    for index, rounds in enumerate(days):
        next_day = case.end(days[index + 1][0]) if index + 1 < len(days) else None
        thanked = _thanks_for(case, rule, rounds, next_day)
        for person, interview in _to_thank(case, rule, rounds, thanked):
            yield _thank_you(case, rule, person, interview, thanked)


def _thanks_for(case: Case, rule: Rule, rounds: list[Interview], until: datetime | None) -> tuple[DraftRecord, ...]:
    """The thank-yous placed for one day's interviews.

    They bear a name of an interview: not always its present key, for a calendar may have replaced words since. One that
    names no interview at all counts for the last day that had ended when it was placed.
    """
    start = case.end(rounds[0])
    own = [d for d in case.application.drafts if d.rule == rule.name and utc(d.placed_at) >= start]
    return tuple(
        d
        for d in own
        if _is_of(key := anchor_of(d, case.application.id).rpartition(":")[0], rounds)
        or (not _is_of(key, case.meetings) and (until is None or utc(d.placed_at) < until))
    )


def _is_of(key: str, interviews: Iterable[Interview]) -> bool:
    return any(interview.is_called(key) for interview in interviews)


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
        because=after_interview(case, interview),
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
        return Occasion(application, rule.name, anchor_of(record, application), number_of(record))
    anchor = f"{interview.key}:{address_of(person) or 'nobody'}"
    return Occasion(application, rule.name, anchor, 1 + len(drafts_on(case, rule, anchor)))


def _refused_before(case: Case, rule: Rule, person: Person | None, interview: Interview) -> bool:
    """Whether the user already dealt with a thank-you for this interview, before it was moved."""
    names = {interview.key, *interview.names}
    earlier = drafts_on(case, rule, *(f"{name}:{address_of(person)}" for name in names))
    return any(d.fate is not Fate.WITHDRAWN for d in earlier)


def _was_to(draft: DraftRecord, person: Person) -> bool:
    return bool(person.address) and draft.to.lower() == address_of(person)
