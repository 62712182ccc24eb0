"""The draft of a rule for one anchor: its occasion, window, recipient and thread, and whether it was placed before.

Most situations come to this once they know what they started from. Thanks after interviews and letters to referees have
a person in their anchor, and make their candidates themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from agent.deciding.candidate import Candidate, Objection, anchor_of, drafts_on, number_of
from agent.deciding.case import Case
from agent.deciding.correspondence import utc
from agent.deciding.lengths import Duration
from agent.deciding.manner import MANNERS, Manner
from agent.deciding.model import NOTHING_MORE, Grounds, Occasion, Rule, Window
from agent.deciding.recipients import message_to_answer, recipient
from agent.deciding.timing import further, window, within
from agent.tracking import DraftRecord, Fate

_AT_ONCE = Duration(0, "minutes")


def anchored(
    case: Case,
    rule: Rule,
    *,
    anchor: str,
    start: datetime,
    since: datetime,
    because: str,
    also: tuple[str, ...] = (),
    wait: Duration | None = None,
    deadline: datetime | None = None,
    in_thread: bool = True,
    grounds: Grounds = NOTHING_MORE,
    objection: Objection | None = None,
) -> Iterator[Candidate]:
    """The next draft of a rule for one anchor: after one that was sent in vain the wait begins anew.

    `also` are other names of the anchor, under which a draft may have been placed before. `wait` takes the place of the
    rule's own wait. `deadline` is the instant after which the draft makes no sense. One that is not `in_thread` begins
    a conversation of its own.
    """
    earlier = drafts_on(case, rule, anchor, *also)
    number = number_of(earlier[-1]) if earlier else 0
    anchor = anchor_of(earlier[-1], case.application.id) if earlier else anchor
    again = bool(earlier) and len(earlier) < rule.at_most and all(d.fate is Fate.SENT for d in earlier)
    to = recipient(case, rule)
    interview = case.held[-1] if case.held else None
    answers = None if to is None or not in_thread else message_to_answer(case, to, interview)
    resting_on = (anchor, *(() if answers is None else (answers.envelope.fingerprint,)))
    yield Candidate(
        case=case,
        rule=rule,
        occasion=Occasion(case.application.id, rule.name, anchor, number + 1 if again else max(1, number)),
        window=_window(case, _waiting(rule, wait), start, earlier[-1] if again else None, deadline),
        since=since,
        because=because,
        to=to,
        answers=answers,
        interview=interview,
        grounds=grounds,
        objection=objection,
        fingerprints=tuple(dict.fromkeys(f for f in resting_on if f in case.mails)),
        placed=bool(earlier) and not again,
    )


def _waiting(rule: Rule, wait: Duration | None) -> Rule:
    return rule if wait is None else replace(rule, after=wait, suggest=wait)


def _after_hold(case: Case, rule: Rule, found: Window, over: datetime) -> Window:
    """A window that lasts as long beyond what holds it back as it would have lasted beyond the situation's start."""
    at_once = window(replace(rule, after=_AT_ONCE, suggest=_AT_ONCE), over, case.calendar, case.rules)
    return Window(found.earliest, max(found.suggested, at_once.suggested), max(found.until, at_once.until))


def _window(case: Case, rule: Rule, start: datetime, sent: DraftRecord | None, deadline: datetime | None) -> Window:
    """The window from the situation's start, or from the draft that was sent in vain; no later than a deadline."""
    if sent is not None:
        start = max(start, utc(sent.fate_at or sent.placed_at))
        rule = further(rule)
    found = window(rule, start, case.calendar, case.rules)
    if case.hold_over is not None and found.earliest < case.hold_over and MANNERS[rule.situation] is Manner.ASKING:
        found = _after_hold(case, rule, found, case.hold_over)
    return found if deadline is None else within(found, rule, deadline, case.calendar)
