"""In what manner a situation makes one write; which gates concern a draft depends on this, not on the single situation.

A table only. What each gate does with it is in `gates` and `waits`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from agent.deciding.model import RuleBook, Situation


class Manner(Enum):
    """How a draft meets its reader.

    `ASKING` wants to know how things stand, and is what irritates when done wrongly. `THANKING` asks nothing.
    `ANSWERING` is the user's turn: they were asked, or want something themselves. `LEAVING` ends an application, so it
    may be written though that has ended. `RENEWING` takes up an old acquaintance. `BRIEFING` goes to a referee of the
    user's own, whom none of the employer's wishes concern.
    """

    ASKING = "asking"
    THANKING = "thanking"
    ANSWERING = "answering"
    LEAVING = "leaving"
    RENEWING = "renewing"
    BRIEFING = "briefing"


MANNERS: Mapping[Situation, Manner] = MappingProxyType(
    {
        Situation.INTERVIEW_HELD: Manner.THANKING,
        Situation.PROMISE_PASSED: Manner.ASKING,
        Situation.INTERVIEW_SILENCE: Manner.ASKING,
        Situation.APPLICATION_SILENCE: Manner.ASKING,
        Situation.REJECTED_AFTER_CONTACT: Manner.THANKING,
        Situation.OFFER_MADE: Manner.ANSWERING,
        Situation.TIME_WANTED: Manner.ANSWERING,
        Situation.VERBAL_OFFER: Manner.ASKING,
        Situation.OFFER_ELSEWHERE: Manner.ANSWERING,
        Situation.WITHDRAWN: Manner.LEAVING,
        Situation.ACCEPTED_ELSEWHERE: Manner.LEAVING,
        Situation.OFFER_DECLINED: Manner.LEAVING,
        Situation.LONG_AFTER: Manner.RENEWING,
        Situation.REFERENCE_GIVEN: Manner.BRIEFING,
        Situation.REFERENCE_OVER: Manner.BRIEFING,
        Situation.AGENCY_INTERVIEW_HELD: Manner.THANKING,
        Situation.QUESTION_UNANSWERED: Manner.ASKING,
        Situation.TASK_SILENCE: Manner.ASKING,
        Situation.TEST_SILENCE: Manner.ASKING,
        Situation.INVITATION_TO_ANSWER: Manner.ANSWERING,
        Situation.SLOTS_UNANSWERED: Manner.ASKING,
        Situation.INTERVIEW_MISSED_BY_THEM: Manner.ANSWERING,
        Situation.INTERVIEW_TO_MOVE: Manner.ANSWERING,
    }
)
"""Every situation's manner."""

UNPROMPTED = frozenset({Manner.ASKING, Manner.THANKING, Manner.RENEWING})
"""Manners that give way: to an answer owed, to another way they want to be reached, to an absence, to a letter just
written to the same person. The others answer somebody, or cannot wait."""


AFTER_INTERVIEW = frozenset({Situation.INTERVIEW_HELD, Situation.AGENCY_INTERVIEW_HELD})
"""Thanks for an interview."""

ASIDE = frozenset(s for s, manner in MANNERS.items() if manner in {Manner.THANKING, Manner.BRIEFING})
"""Situations whose drafts ask nothing of the employer: they wait beside any other, and keep none waiting."""


PERISHABLE = frozenset({Manner.ASKING, Manner.RENEWING})
"""Manners in which a draft does harm once its time is over, and is taken back then. Late thanks are the user's to
judge, and what answers somebody or cannot wait has an end of its own."""


def rules_in_manner(rules: RuleBook, *manners: Manner) -> frozenset[str]:
    """The names of the rules that write in one of these manners."""
    return frozenset(rule.name for rule in rules.rules if MANNERS[rule.situation] in manners)
