"""Silence, and what it is about: of all the user may be waiting for, the latest thing only is ever asked about.

So no two rules write for one silence: after the times they offered, what they handed in, an interview, or the
application itself, in this order of precedence where instants tie. A date the other side named has a rule of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from agent.deciding import words
from agent.deciding.anchored import anchored
from agent.deciding.candidate import Candidate, after_interview, anchor_of, number_of
from agent.deciding.case import Case
from agent.deciding.correspondence import Purpose, Side, Turn, plausible, utc
from agent.deciding.model import Grounds, Rule, Situation
from agent.reading import Kind, Part, Person, Reading
from agent.tracking import UNATTENDED, Fate, Stage

_UNANSWERED = frozenset({Stage.APPLIED, Stage.ACKNOWLEDGED})

BEYOND_STATUS = frozenset({Stage.OFFER})
"""Stages in which asking how things stand makes no sense."""

_MOVING_ON = frozenset(
    {
        Kind.ASSESSMENT,
        Kind.INTERVIEW_INVITE,
        Kind.INTERVIEW_SCHEDULED,
        Kind.INTERVIEW_RESCHEDULED,
        Kind.OFFER,
        Kind.REJECTION,
    }
)
"""Kinds after which nobody waits any more for what was handed in before."""

_FINAL_AFTER = frozenset(
    {Situation.PROMISE_PASSED, Situation.INTERVIEW_SILENCE, Situation.TASK_SILENCE, Situation.TEST_SILENCE}
)
"""Questions a last word may follow. One about an application stays the only one, and times offered are asked twice."""


class Matter(Enum):
    """What the user waits to hear about."""

    APPLICATION = "application"
    INTERVIEW = "interview"
    HANDED_IN = "handed in"
    SLOTS = "slots"


@dataclass(frozen=True, slots=True)
class Silence:
    """What the user waits for. `turn` is their own turn it rests on, `request` what that answered; see `Matter`."""

    matter: Matter
    turn: Turn | None = None
    request: Turn | None = None


def silence_of(case: Case) -> Silence:
    """What the user waits to hear about, by the latest of what they did and what happened."""
    slots = handed = test = None
    for turn in case.exchange.turns:
        if turn.side is Side.THEIRS:
            if turn.human or turn.kind in _MOVING_ON or turn.kind is Kind.INTERVIEW_CANCELLED:
                slots = None
            if is_test(turn):
                handed, test = None, turn
            elif turn.kind in _MOVING_ON:
                handed = test = None
        elif case.offers_times(turn):
            slots = turn
        elif test is not None and _hands_in(turn, test, handed):
            handed = turn
    over = case.end(case.held[-1]) if case.held else None
    if slots is not None and (over is None or slots.at > over):
        return Silence(Matter.SLOTS, slots, slots.request)
    if handed is not None and (over is None or handed.at > over):
        return Silence(Matter.HANDED_IN, handed, test)
    return Silence(Matter.APPLICATION if over is None else Matter.INTERVIEW)


def is_test(turn: Turn) -> bool:
    """Whether a message asks for a test or a task; an interview to be recorded alone is one, whatever it is called."""
    meeting = None if turn.mail is None else turn.mail.facts.meeting
    return turn.kind is Kind.ASSESSMENT or (meeting is not None and meeting.medium == UNATTENDED)


def _hands_in(turn: Turn, test: Turn, before: Turn | None) -> bool:
    """Whether a turn of the user's is what they were asked for, by mail or, by their word, by a portal.

    After the first, what follows at once or before the deadline is the thing itself ("I will send it on Friday").
    """
    if turn.draft is not None or (turn.mail is None and turn.channel != "portal"):
        return False
    if before is None or turn.channel == "portal":
        return before is None or before.channel != "portal"
    limit = _deadline(test)
    return before.channel != "portal" and (
        turn.purpose is Purpose.COURTESY or (limit is not None and turn.at <= utc(limit))
    )


def _deadline(test: Turn) -> datetime | None:
    stated = None if test.mail is None else test.mail.facts.deadline
    return stated.at if stated is not None and plausible(stated.at) else None


def interview_silence(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Silence since the last of: an interview, a person's word, the user's answer to a request."""
    if case.application.stage in BEYOND_STATUS or promise_has_its_own_rule(case):
        return
    if silence_of(case).matter is not Matter.INTERVIEW:
        return
    last = case.held[-1]
    begins: list[tuple[datetime, str, str]] = [(case.end(last), last.key, after_interview(case, last))]
    sign = case.last_sign
    if sign is not None:
        begins.append((sign.at, sign.key, last_word(case, sign)))
    answers = (turn for turn in case.exchange.mine if turn.purpose is Purpose.ANSWER)
    begins += [(turn.at, turn.key, _answered(case, turn)) for turn in answers]
    start, anchor, because = max(begins)
    also = last.names if anchor == last.key else ()
    yield from anchored(case, rule, anchor=anchor, also=also, start=start, since=start, because=because)


def application_silence(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Silence since the application or its closing date, where no interview is fixed: after one, other rules speak.

    The user's answer to a request of theirs begins it anew, as their last word does.
    """
    application = case.application
    unanswered = application.stage in _UNANSWERED or (application.closed and not case.meetings)
    fixed = any(not interview.cancelled for interview in case.meetings)
    if fixed or not unanswered or promise_has_its_own_rule(case):
        return
    if silence_of(case).matter is not Matter.APPLICATION:
        return
    known = application.closing is not None and plausible(application.closing)
    closing = case.calendar.closes(application.closing) if known and application.closing else None
    answered = max((t for t in case.exchange.mine if t.purpose is Purpose.ANSWER), key=lambda t: t.at, default=None)
    turn = answered if answered is not None and answered.at > case.last_heard_at else None
    began = case.last_heard_at if turn is None else turn.at
    open_longer = closing is not None and closing > began
    yield from anchored(
        case,
        rule,
        anchor="opening",
        start=closing if closing is not None and open_longer else began,
        since=case.opening,
        because=_waiting_since(case, turn, open_longer=open_longer),
    )


def _answered(case: Case, turn: Turn) -> str:
    return f"You answered them about {words.matter(case.application)} on {words.on(case.home, turn.at)}"


def _waiting_since(case: Case, answered: Turn | None, *, open_longer: bool) -> str:
    """What the user waits for: an answer to what a person wrote last, or to the application."""
    application, about, since = case.application, words.matter(case.application), words.on(case.home, case.opening)
    if open_longer and application.closing is not None:
        return f"Applications for {about} were taken until {words.day(application.closing)}"
    if answered is not None:
        return _answered(case, answered)
    if case.last_sign is not None and case.last_sign.at > case.opening:
        return last_word(case, case.last_sign)
    if application.applied_at is not None:
        return f"You applied for {about} on {since}"
    return f"Your application for {about} has been with them since {since}"


def task_silence(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Silence since a task was handed in that a person had set."""
    yield from _after_handing_in(case, rule, by_person=True)


def test_silence(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Silence since a test was taken that a machine had sent."""
    yield from _after_handing_in(case, rule, by_person=False)


def _after_handing_in(case: Case, rule: Rule, *, by_person: bool) -> Iterator[Candidate]:
    """Silence since the last of: what was handed in, its deadline, a person's word."""
    if case.application.stage in BEYOND_STATUS or promise_has_its_own_rule(case):
        return
    silence = silence_of(case)
    turn, test = silence.turn, silence.request
    if silence.matter is not Matter.HANDED_IN or turn is None or test is None or test.human is not by_person:
        return
    what = "task" if by_person else "test"
    handed_in = f"You handed in the {what} for {words.matter(case.application)} on {words.on(case.home, turn.at)}"
    limit = _deadline(test)
    start, anchor, because = max(turn.at, turn.at if limit is None else utc(limit)), turn.key, handed_in
    sign = case.last_sign
    if sign is not None and sign.at > start:
        start, anchor, because = sign.at, sign.key, last_word(case, sign)
    grounds = Grounds(submitted_at=turn.at)
    yield from anchored(case, rule, anchor=anchor, start=start, since=turn.at, because=because, grounds=grounds)


def question_unanswered(case: Case, rule: Rule) -> Iterator[Candidate]:
    """A question of ours was sent, as often as its rule allows, and nobody answered: one last word, and never two."""
    if case.application.stage in BEYOND_STATUS:
        return
    asked = _last_question(case)
    if asked is None or asked[0] <= case.last_heard_at:
        return
    at, anchor = asked
    own = [d for d in case.application.drafts if d.rule == rule.name and d.fate is not Fate.WITHDRAWN]
    if any(anchor_of(d, case.application.id) != anchor for d in own):
        return
    when = words.on(case.home, at)
    yield from anchored(
        case,
        rule,
        anchor=anchor,
        start=at,
        since=case.last_heard_at,
        because=f"You asked about {words.matter(case.application)} on {when}, and nobody has answered",
        grounds=Grounds(asked_at=at),
    )


def _last_question(case: Case) -> tuple[datetime, str] | None:
    """When the last question was sent that no further one may follow, and a name for it."""
    rules = {r.name: r for r in case.rules.rules if r.situation in _FINAL_AFTER}
    seen = {t.draft.occasion: t.at for t in case.exchange.mine if t.draft is not None}
    sent = [
        (seen.get(d.occasion) or utc(d.fate_at or d.placed_at), d)
        for d in case.application.drafts
        if d.rule in rules and (d.fate is Fate.SENT or d.occasion in seen)
    ]
    if not sent:
        return None
    at, draft = max(sent, key=lambda one: one[0])
    if number_of(draft) < rules[draft.rule].at_most:
        return None
    return at, f"{draft.rule}:{anchor_of(draft, case.application.id)}"


def promise_has_its_own_rule(case: Case) -> bool:
    """Whether a date they named has passed: asking is then the business of the rule about promises."""
    promise = case.promise
    return promise is not None and case.now >= case.promise_over(promise)


def last_word(case: Case, sign: Turn) -> str:
    """Half a sentence: since when the other side has been silent."""
    about, when = words.matter(case.application), words.on(case.home, sign.at)
    return f"The last word about {about} came{_by(words.called(_sender_name(sign.mail)))} on {when}"


def _sender_name(mail: Reading | None) -> Person | None:
    sender = None if mail is None else mail.envelope.sender
    return None if sender is None else Person(sender.name, sender.address, Part.CONTACT)


def _by(who: str) -> str:
    return "" if who == "they" else f" from {who}"
