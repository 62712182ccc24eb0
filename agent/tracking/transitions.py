"""The state machine: which kind of mail moves an application where, as one literal table, and the steps it consists of.

The rules, all of them:

1. Only the other side's mail moves a stage, and only when it is believed: a confidence of at least `CONFIDENT` and a
   kind other than `unsure`. Everything else is kept and moves nothing.
2. A mail moves an application forward to the stage `MOVES` names, skipping stages if need be, and never back.
3. A meeting means `interviewing`, unless it is a phone screen and the first meeting of all: then it means `screening`.
   A recording to be made alone (`one-way-video`) is no meeting but an `assessment`, whatever it is called.
4. An approach by a recruiter means `screening` only in an application in which the user has written before it.
5. A rejection closes from any stage. It also settles an application presumed closed by silence.
6. Closed by silence: any mail that says something about the application reopens it at the stage it had reached, if a
   person wrote it or its kind names a stage. Closed by a rejection: an invitation, a fixed interview or an offer does.
7. Closed by the user's word: no mail changes that, only `Reopened` or a correction does. The mail is kept.
8. Presumed silence does not close what is closed already, nor where a person's mail of before arrived only after it.

What else a mail teaches (people, promises, names) is in `facts`; interviews are in `interviews`; the picture of this
table is drawn in `diagram`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from agent.reading import Direction, Kind, Reading
from agent.tracking.events import Closed, Outcome
from agent.tracking.interviews import others
from agent.tracking.model import UNATTENDED, Application, Stage
from agent.tracking.order import instant

CONFIDENT: Final = 0.75
"""Least confidence of a reading that is believed: three in four. A wrong move costs the user more than a missed one,
so "likelier than not" is too little; below it the user is asked. `RuleBook.confident` starts there too.
"""


@dataclass(frozen=True, slots=True)
class Move:
    """What one kind of mail does to an application.

    `stage` is where it leads at least, `outcome` how it closes. `reopens` lists the outcomes it takes an application
    back from. `answers` tells that it is the definite word a promise was about. `speaks` tells that it says something
    about the application at all; what does not speak teaches nothing and breaks no silence.
    """

    stage: Stage | None = None
    outcome: Outcome | None = None
    reopens: frozenset[Outcome] = frozenset()
    answers: bool = False
    speaks: bool = True


_SILENCE: Final = frozenset({Outcome.NO_RESPONSE})
_SILENCE_OR_REJECTION: Final = frozenset({Outcome.NO_RESPONSE, Outcome.REJECTED})

MOVES: Final[Mapping[Kind, Move]] = MappingProxyType(
    {
        Kind.ACKNOWLEDGEMENT: Move(Stage.ACKNOWLEDGED, reopens=_SILENCE),
        Kind.RECRUITER_OUTREACH: Move(Stage.SCREENING, reopens=_SILENCE),
        Kind.ASSESSMENT: Move(Stage.ASSESSMENT, reopens=_SILENCE),
        Kind.INTERVIEW_INVITE: Move(Stage.INTERVIEWING, reopens=_SILENCE_OR_REJECTION, answers=True),
        Kind.INTERVIEW_SCHEDULED: Move(Stage.INTERVIEWING, reopens=_SILENCE_OR_REJECTION, answers=True),
        Kind.INTERVIEW_RESCHEDULED: Move(Stage.INTERVIEWING, reopens=_SILENCE),
        Kind.INTERVIEW_CANCELLED: Move(reopens=_SILENCE),
        Kind.OFFER: Move(Stage.OFFER, reopens=_SILENCE_OR_REJECTION, answers=True),
        Kind.REJECTION: Move(outcome=Outcome.REJECTED, answers=True),
        Kind.INFO_REQUEST: Move(reopens=_SILENCE),
        Kind.REFERENCE_REQUEST: Move(reopens=_SILENCE),
        Kind.EMPLOYER_REPLY: Move(reopens=_SILENCE),
        Kind.JOB_ALERT: Move(speaks=False),
        Kind.OUT_OF_OFFICE: Move(speaks=False),
        Kind.BOUNCE: Move(speaks=False),
        Kind.NOT_JOB: Move(speaks=False),
        Kind.UNSURE: Move(speaks=False),
    }
)
"""Every kind and what it does; see the rules above."""

MEETING_KINDS: Final = frozenset({Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED})
"""Kinds that may turn out to be about a phone screen or a recording (rule 3)."""

SCREEN_WORDS: Final = ("phone screen", "screening call", "screening interview", "recruiter screen")
"""Words, in subject or evidence, that make a meeting a phone screen although no medium was stated."""

_RANK: Final = {stage: rank for rank, stage in enumerate(Stage)}


def moved(application: Application, reading: Reading, at: datetime) -> Application:
    """The application after one mail from the other side, as far as stage and outcome go (rules 1 to 7).

    The mail itself, and the interview it fixes, must be in the application already.
    """
    move = MOVES[reading.kind]
    if reading.direction is Direction.OUTBOUND or not believed(reading) or application.closed_by_user:
        return application
    if application.closed:
        return _moved_though_closed(application, reading, at)
    if move.outcome is not None:
        return close(application, move.outcome, at)
    return _advanced(application, _target(application, reading))


def believed(reading: Reading) -> bool:
    """Whether a reading is sure enough to act upon (rule 1)."""
    return reading.confidence >= CONFIDENT and reading.kind is not Kind.UNSURE


def speaks(reading: Reading) -> bool:
    """Whether a reading is believed and says something about the application."""
    return believed(reading) and MOVES[reading.kind].speaks


def earlier(one: Stage, other: Stage) -> bool:
    """Whether stage `one` comes before stage `other`."""
    return _RANK[one] < _RANK[other]


def close(application: Application, outcome: Outcome | None, at: datetime, *, by_user: bool = False) -> Application:
    """The application, ended; it remembers the stage it had reached."""
    return replace(application, stage=Stage.CLOSED, outcome=outcome, closed_at=at, closed_by_user=by_user)


def reopen(application: Application, stage: Stage | None = None) -> Application:
    """The application, open at `stage`, by default at the one it had reached."""
    to = stage or application.reached
    return replace(application, stage=to, reached=to, outcome=None, closed_at=None, closed_by_user=False)


def close_by_event(application: Application, event: Closed) -> Application:
    """The application after the user's word, or after long silence (rules 7 and 8)."""
    if event.outcome is not Outcome.NO_RESPONSE:
        return close(application, event.outcome, event.at, by_user=True)
    if application.closed or _silence_was_broken(application, event.at):
        return application
    return close(application, event.outcome, event.at)


def _moved_though_closed(application: Application, reading: Reading, at: datetime) -> Application:
    move = MOVES[reading.kind]
    if move.outcome is not None and application.outcome is Outcome.NO_RESPONSE:
        return close(application, move.outcome, at)
    if application.outcome not in move.reopens or not (reading.human or move.stage):
        return application
    return _advanced(reopen(application), _target(application, reading))


def _advanced(application: Application, stage: Stage | None) -> Application:
    if stage is None or not earlier(application.stage, stage):
        return application
    return replace(application, stage=stage, reached=stage)


def _target(application: Application, reading: Reading) -> Stage | None:
    if reading.kind is Kind.RECRUITER_OUTREACH and not application.sent:
        return None
    if reading.kind in MEETING_KINDS and _medium(reading) == UNATTENDED:
        return Stage.ASSESSMENT
    if reading.kind in MEETING_KINDS and _first_phone_screen(application, reading):
        return Stage.SCREENING
    return MOVES[reading.kind].stage


def _first_phone_screen(application: Application, reading: Reading) -> bool:
    if others(application.interviews, reading.facts.meeting):
        return False
    if _medium(reading):
        return _medium(reading) == "phone"
    said = " ".join((reading.envelope.subject, *(evidence.quote for evidence in reading.evidence))).casefold()
    return any(words in said for words in SCREEN_WORDS)


def _medium(reading: Reading) -> str:
    meeting = reading.facts.meeting
    return "" if meeting is None else meeting.medium


def _silence_was_broken(application: Application, at: datetime) -> bool:
    """Whether a person's mail, written before `at`, was still on its way then: the silence was none."""
    return any(
        instant(mail.envelope.received_at) > instant(at) for mail in application.received if mail.human and speaks(mail)
    )
