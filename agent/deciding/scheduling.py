"""Times: an invitation to answer, times offered in vain, an interview nobody came to, and one the user has to move.

Apart from a question after times that were offered, all of it is written only because the user said so (`Wished`), with
the times they gave: which times suit them is nothing a mail can tell. A time that has passed is never offered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from agent.deciding import words
from agent.deciding.anchored import anchored
from agent.deciding.appointments import Appointment
from agent.deciding.candidate import Candidate, Objection, anchor_of, drafts_on
from agent.deciding.case import Case, name_of
from agent.deciding.correspondence import Side, Turn, asks_for_a_time, utc
from agent.deciding.model import Gate, Grounds, Occasion, Rule, Situation, Window
from agent.deciding.recipients import message_to_answer, recipient
from agent.deciding.silences import BEYOND_STATUS, Matter, promise_has_its_own_rule, silence_of
from agent.deciding.timing import window
from agent.reading import Kind, Reading
from agent.tracking import DraftRecord, Fate, Interview, Wish, Wished

_SETTLING = frozenset({Kind.INTERVIEW_SCHEDULED, Kind.OFFER, Kind.REJECTION})
"""Kinds after which an invitation of before needs no answer any more."""

_NEWS = frozenset(
    {Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED, Kind.INTERVIEW_CANCELLED}
)
"""Kinds that say what becomes of an interview, whoever or whatever wrote them."""


def moments(case: Case) -> Iterator[datetime]:
    """When, by the mere passing of time, times can no longer be offered, or an interview no longer be moved."""
    yield from (utc(slot.start) for wish in case.application.wishes for slot in wish.slots)
    yield from (a.start for a in case.appointments if a.wish.wish is Wish.MOVE_INTERVIEW)


def invitation_to_answer(case: Case, rule: Rule) -> Iterator[Candidate]:
    """They asked for a time, and the user has said which suit them. Without that there is nothing to write."""
    wish = _latest(case, Wish.ANSWER_INVITATION)
    request = None if wish is None else _asked_for_a_time(case)
    if wish is None or request is None or request.mail is None or request.at > utc(wish.at):
        return
    wanted = words.wish(request.kind)
    yield from _as_wished(
        case,
        rule,
        wish,
        about=request.key,
        since=request.at,
        answers=request.mail,
        because=f"{words.start(words.place(case.application))} {wanted} on {words.on(case.home, request.at)}, and you "
        "said which times suit you",
        needs_times=True,
    )


def interview_missed_by_them(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Nobody came, as the user says, and nobody has been in touch since it should have begun."""
    meant = _appointment(case, Wish.ASK_AFTER_NO_SHOW)
    if meant is None or not meant.stands or meant.interview.held is not False or _heard_since(case, meant.start):
        return
    day_over = case.calendar.at(case.calendar.day(meant.start) + timedelta(days=1), time())
    when = words.moment(meant.start, case.home)
    yield from _as_wished(
        case,
        rule,
        meant.wish,
        about=meant.interview.key,
        since=meant.start,
        start=meant.start,
        until=day_over,
        interview=meant.interview,
        because=f"Nobody came to your interview for {words.matter(case.application)} on {when}, as you said",
    )


def interview_to_move(case: Case, rule: Rule) -> Iterator[Candidate]:
    """The user cannot come, and says so while there is time to write; or could not, and wants to say sorry."""
    ahead, missed = _appointment(case, Wish.MOVE_INTERVIEW), _appointment(case, Wish.EXCUSE_ABSENCE)
    meant = max((a for a in (ahead, missed) if a is not None), key=lambda a: utc(a.wish.at), default=None)
    if meant is None or not meant.stands:
        return
    when = words.moment(meant.start, case.home)
    about = f"your interview for {words.matter(case.application)} on {when}"
    moving = meant is ahead
    if not moving and meant.interview.held is not False:
        return
    yield from _as_wished(
        case,
        rule,
        meant.wish,
        about=meant.interview.key,
        since=utc(meant.wish.at),
        until=meant.start if moving else None,
        interview=meant.interview,
        because=f"You asked to move {about}" if moving else f"You could not come to {about}",
        objection=_objection_to_moving(case, rule, meant) if moving else None,
    )


def slots_unanswered(case: Case, rule: Rule) -> Iterator[Candidate]:
    """The user offered times, and nobody has said a word since."""
    if case.application.stage in BEYOND_STATUS or promise_has_its_own_rule(case):
        return
    silence = silence_of(case)
    turn = silence.turn
    if silence.matter is not Matter.SLOTS or turn is None or _fixed_since(case, turn.at):
        return
    wish = None if turn.draft is None else case.wish_behind(turn.draft)
    if wish is not None and not _ahead(case, wish):
        return
    for candidate in anchored(
        case,
        rule,
        anchor=turn.key,
        start=turn.at,
        since=turn.at,
        because=f"You offered times for {words.matter(case.application)} on {words.on(case.home, turn.at)}, and nobody "
        "has answered",
        grounds=Grounds(wish=wish),
        deadline=_last_time(case, wish),
    ):
        if wish is None or not _offers_a_past_time(case, rule, candidate.occasion.anchor, wish):
            yield candidate


def times_passed(case: Case, draft: DraftRecord, rule: Rule) -> bool:
    """Whether a time that an untouched draft offers has passed since it was placed."""
    if rule.situation is Situation.SLOTS_UNANSWERED:
        behind = (t.draft for t in case.exchange.mine if t.key == anchor_of(draft, case.application.id))
        wish = next((case.wish_behind(d) for d in behind if d is not None), None)
    else:
        wish = case.wish_behind(draft)
    return wish is not None and _passed_since(case, draft, wish)


def _objection_to_moving(case: Case, rule: Rule, meant: Appointment) -> Objection | None:
    """An interview that has begun is not moved by letter any more, and one that was moved once not again."""
    if case.now >= meant.start:
        when = words.moment(meant.start, case.home)
        return Objection(Gate.LATE, f"The interview with {_place(case)} began on {when}; ring them rather than write.")
    anchor, application = f"{meant.interview.key}:{name_of(meant.wish)}", case.application
    for draft in application.drafts:
        other = anchor_of(draft, application.id)
        asked = draft.rule == rule.name and other != anchor and draft.fate is Fate.SENT
        if asked and meant.interview.is_called(other.rpartition(":")[0]):
            when = words.on(case.home, utc(draft.fate_at or draft.placed_at))
            sentence = f"You asked them on {when} to move this interview; ring them if it has to be moved once more."
            return Objection(Gate.CAP_REACHED, sentence)
    return None


def _place(case: Case) -> str:
    return words.place(case.application)


def _as_wished(
    case: Case,
    rule: Rule,
    wish: Wished,
    *,
    about: str,
    since: datetime,
    because: str,
    start: datetime | None = None,
    until: datetime | None = None,
    answers: Reading | None = None,
    interview: Interview | None = None,
    needs_times: bool = False,
    objection: Objection | None = None,
) -> Iterator[Candidate]:
    """The one draft for one wish. `about` is what it is about; a wish said anew takes the place of an earlier one."""
    anchor = f"{about}:{name_of(wish)}"
    earlier = drafts_on(case, rule, anchor)
    if (needs_times and not _ahead(case, wish)) or any(_passed_since(case, draft, wish) for draft in earlier):
        return
    told = utc(wish.at)
    found = window(rule, told if start is None else start, case.calendar, case.rules)
    found = replace(found, earliest=max(found.earliest, told), suggested=max(found.suggested, told))
    to = recipient(case, rule, interview)
    if to is not None and (answers is None or not _is_from(answers, to.address)):
        answers = message_to_answer(case, to, interview)
    resting_on = (about, "" if interview is None else interview.fingerprint, _fingerprint(answers))
    yield Candidate(
        case=case,
        rule=rule,
        occasion=Occasion(case.application.id, rule.name, anchor),
        window=_ending_by(found, *(at for at in (until, _last_time(case, wish)) if at is not None)),
        since=since,
        because=because,
        to=to,
        answers=None if to is None else answers,
        interview=interview,
        grounds=Grounds(wish=wish),
        objection=objection,
        fingerprints=tuple(dict.fromkeys(f for f in resting_on if f in case.mails)),
        placed=bool(earlier),
    )


def _ending_by(found: Window, *ends: datetime) -> Window:
    """A window that ends at the first of some instants at the latest: it may be at night, when nobody waits."""
    until = min((found.until, *ends))
    return Window(found.earliest, max(found.earliest, min(found.suggested, until)), until)


def _is_from(mail: Reading, address: str | None) -> bool:
    sender = mail.envelope.sender
    return sender is not None and bool(mail.envelope.message_id) and sender.address.lower() == (address or "").lower()


def _fingerprint(mail: Reading | None) -> str:
    return "" if mail is None else mail.envelope.fingerprint


def _latest(case: Case, wish: Wish) -> Wished | None:
    return next((w for w in reversed(case.application.wishes) if w.wish is wish), None)


def _appointment(case: Case, wish: Wish) -> Appointment | None:
    """The interview the latest wish of a kind is about."""
    latest = _latest(case, wish)
    return next((a for a in case.appointments if a.wish is latest), None)


def _asked_for_a_time(case: Case) -> Turn | None:
    """The last message that asked for a time, unless things have moved on since."""
    found: Turn | None = None
    for turn in case.exchange.turns:
        if turn.side is Side.THEIRS and (asks_for_a_time(turn) or turn.kind is Kind.RECRUITER_OUTREACH):
            found = turn
        elif turn.side is Side.THEIRS and turn.kind in _SETTLING:
            found = None
    return None if found is None or _fixed_since(case, found.at) else found


def _heard_since(case: Case, instant: datetime) -> bool:
    """Whether they have said anything about it since an instant: a person anything, a machine what becomes of it."""
    theirs = (t for t in case.exchange.turns if t.side is Side.THEIRS and t.at > instant)
    return any(t.human or t.kind in _NEWS for t in theirs)


def _fixed_since(case: Case, instant: datetime) -> bool:
    """Whether an interview that was not over at an instant has been fixed since: by a message, or it was held."""
    for interview in case.meetings:
        stated = case.mails.get(interview.fingerprint)
        if interview.held and utc(interview.start) > instant:
            return True
        if not interview.cancelled and stated is not None and utc(stated.at) > instant < case.end(interview):
            return True
    return False


def _ahead(case: Case, wish: Wished) -> tuple[datetime, ...]:
    """When those of its times begin that have not passed; the letter names no others."""
    starts = (utc(slot.start) for slot in wish.slots)
    return tuple(start for start in starts if start > case.now)


def _last_time(case: Case, wish: Wished | None) -> datetime | None:
    return None if wish is None else max(_ahead(case, wish), default=None)


def _passed_since(case: Case, draft: DraftRecord, wish: Wished) -> bool:
    """Whether a time that was ahead when a draft was placed is not any more. What was sent stays as it was."""
    if draft.fate is not Fate.PLACED:
        return False
    return any(utc(draft.placed_at) < utc(slot.start) <= case.now for slot in wish.slots)


def _offers_a_past_time(case: Case, rule: Rule, anchor: str, wish: Wished) -> bool:
    return any(_passed_since(case, draft, wish) for draft in drafts_on(case, rule, anchor))
