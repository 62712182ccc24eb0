"""Lint rules on offers, and on what is not on record: who may speak of an offer, of deadlines and of money.

L12 as far as deadlines go, L17, L18 and L19. Each function returns None if its rule is kept, else the detail to put
into the rule's sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from agent.deciding import PlaceDraft
from agent.tracking import Form, Outcome
from agent.writing import lint_words
from agent.writing.clock import times_in
from agent.writing.dates import days_in
from agent.writing.lint_case import Case
from agent.writing.lint_tone import phrases
from agent.writing.told import news_in
from agent.writing.values import offer_of

_deadline = phrases(lint_words.DEADLINE)
_money = phrases(lint_words.MONEY)
_other_offer = phrases(lint_words.OTHER_OFFER)
_acceptance = phrases(lint_words.ACCEPTANCE)


def deadline(case: Case) -> str | None:
    """L12: a deadline is spoken of only where an offer has one."""
    speaks_of_offer = case.demands.about_offer or case.demands.of_other_offer
    return None if speaks_of_offer else _deadline(case)


def money(case: Case) -> str | None:
    """L17: money and conditions belong where their offer is answered, and nowhere else."""
    return None if case.demands.about_offer and not case.demands.final else _money(case)


def bluff(case: Case) -> str | None:
    """L18: another offer is mentioned where that is the matter of the letter, and only one that is there in writing."""
    if not case.demands.of_other_offer:
        return _other_offer(case)
    offer = case.action.grounds.offer
    return None if offer is not None and offer.form is Form.WRITTEN else "none is on record in writing"


def not_on_record(case: Case) -> str | None:
    """L19: the letter has what it rests on, and no day or time of day stands in it that no record gave."""
    missing = next((name for name in case.demands.rests_on if not RECORDS[name](case.action)), None)
    if missing is not None:
        return f"{missing} is not on record"
    accepting = _acceptance(case) if case.demands.about_offer else None
    return accepting or next(_unrecorded(case), None)


def _unrecorded(case: Case) -> Iterator[str]:
    """The days and times of day a reader would find in the letter, and nobody in the records."""
    recorded = "\n".join(case.values.values())
    days, times = {day for day, _ in days_in(recorded)}, {time for time, _ in times_in(recorded)}
    yield from (f'"{text}"' for day, text in days_in(case.own_words) if day not in days)
    yield from (f'"{text}"' for time, text in times_in(case.own_words) if time not in times)


def _day_wanted(action: PlaceDraft) -> bool:
    return action.grounds.wish is not None and action.grounds.wish.until is not None


RECORDS: Mapping[str, Callable[[PlaceDraft], bool]] = MappingProxyType(
    {
        "an offer": lambda action: offer_of(action) is not None or action.application.outcome is Outcome.DECLINED,
        "a day to ask for": _day_wanted,
        "anything new": lambda action: bool(news_in(action.application)),
    }
)
"""What a letter may rest on, by the words of `Demands.rests_on`."""
