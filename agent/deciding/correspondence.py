"""Who wrote last, who owes whom an answer, and which of the user's messages were their own initiative.

Works on one application; derives everything from its mails, notes and drafts, and keeps nothing. Doubtful mail is no
sign of anything here: that it is there is for the gates to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from functools import cached_property
from operator import attrgetter

from agent.deciding.calendars import Calendar
from agent.deciding.manner import Manner, rules_in_manner
from agent.deciding.model import RuleBook
from agent.reading import Direction, Kind, Reading
from agent.tracking import UNATTENDED, Application, DraftRecord, Fate, Noted

ASKING = frozenset(
    {
        Kind.RECRUITER_OUTREACH,
        Kind.INTERVIEW_INVITE,
        Kind.ASSESSMENT,
        Kind.INFO_REQUEST,
        Kind.REFERENCE_REQUEST,
        Kind.OFFER,
    }
)
"""Kinds after which it is the user's turn."""

SAYING_NOTHING = frozenset({Kind.OUT_OF_OFFICE, Kind.BOUNCE, Kind.JOB_ALERT, Kind.NOT_JOB})
"""Kinds that are no word of the employer's about the application."""

_FIXING = frozenset({Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED})


class Side(Enum):
    """Whose turn it was."""

    THEIRS = "theirs"
    MINE = "mine"


class Purpose(Enum):
    """Why the user wrote: to answer a request, out of courtesy just after an event, or of their own accord."""

    ANSWER = "answer"
    COURTESY = "courtesy"
    OWN = "own"


_PURPOSES = {
    Manner.ASKING: Purpose.OWN,
    Manner.THANKING: Purpose.COURTESY,
    Manner.ANSWERING: Purpose.ANSWER,
    Manner.LEAVING: Purpose.COURTESY,
    Manner.RENEWING: Purpose.OWN,
    Manner.BRIEFING: Purpose.COURTESY,
}
"""Why the user sent a draft of ours, by the manner of its rule."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message or one noted contact. `key` names it for good; `human` tells that a person wrote.

    `asks` tells that it asks something of the user. `purpose`, `draft` and `request`, the turn of theirs it was the
    first answer to, belong to the user's turns. `channel` is how a noted contact was made.
    """

    at: datetime
    side: Side
    key: str
    human: bool = True
    kind: Kind | None = None
    asks: bool = False
    mail: Reading | None = None
    purpose: Purpose | None = None
    draft: DraftRecord | None = None
    request: Turn | None = None
    channel: str = ""

    @property
    def addresses(self) -> frozenset[str]:
        """To whom the user wrote, in lower case; of a noted contact nobody knows."""
        if self.mail is None:
            return frozenset()
        return frozenset(a.address.lower() for a in (*self.mail.envelope.to, *self.mail.envelope.cc))


@dataclass(frozen=True)
class Correspondence:
    """The exchange so far: every turn in order of time, and the request the user has not answered yet, if any."""

    turns: tuple[Turn, ...] = ()
    open_request: Turn | None = None

    @cached_property
    def mine(self) -> tuple[Turn, ...]:
        """The user's turns."""
        return tuple(t for t in self.turns if t.side is Side.MINE)

    @cached_property
    def signs(self) -> tuple[Turn, ...]:
        """What persons on the other side wrote or said."""
        return tuple(t for t in self.turns if t.side is Side.THEIRS and t.human)

    @cached_property
    def written_to(self) -> frozenset[str]:
        """The addresses the user has written to unprompted by a draft of ours, in lower case."""
        return frozenset[str]().union(*(t.addresses for t in self.mine if t.draft is None))


FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""The era in which one can count days without falling off the calendar: e-mail's, and far beyond any job search."""


def utc(instant: datetime) -> datetime:
    """The same instant in UTC, or the nearest within the era a mail can speak of.

    In UTC, because two instants of one zone would be compared by the clock on the wall.
    """
    if plausible(instant):
        return instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return FIRST if instant.year < FIRST.year else LAST


def plausible(when: date) -> bool:
    """Whether a day or instant lies in that era."""
    return FIRST.year <= when.year < LAST.year


def asks_for_a_time(turn: Turn) -> bool:
    """Whether a message of theirs wants to know when the user could come or talk."""
    if turn.mail is None or (turn.mail.facts.meeting is not None and turn.mail.facts.meeting.medium == UNATTENDED):
        return False
    moved = turn.kind is Kind.INTERVIEW_RESCHEDULED and turn.mail.facts.meeting is None
    return moved or turn.kind is Kind.INTERVIEW_INVITE or bool(turn.mail.facts.proposed)


def doubtful(mail: Reading, rules: RuleBook) -> bool:
    """Whether it is not sure what a message of the other side says."""
    unsure = mail.kind is Kind.UNSURE or mail.confidence < rules.confident
    return unsure and mail.direction is Direction.INBOUND and mail.kind not in SAYING_NOTHING


def correspondence(
    application: Application, events: Iterable[datetime], calendar: Calendar, rules: RuleBook
) -> Correspondence:
    """Tell the exchange of an application. `events` are when it was opened and when interviews ended.

    The first message after a request is its answer, whenever it comes. One that comes by the end of the business day
    after an event or after a person's message is courtesy, such as thanks. All else the user wrote unasked.
    """
    purposes = {name: purpose for manner, purpose in _PURPOSES.items() for name in rules_in_manner(rules, manner)}
    happened = sorted(utc(at) for at in events)
    turns: list[Turn] = []
    request: Turn | None = None
    last_sign: datetime | None = None
    for turn in sorted(_turns(application, rules), key=attrgetter("at")):
        if turn.side is Side.THEIRS:
            request = _request_after(request, turn)
            last_sign = turn.at if turn.human else last_sign
            turns.append(turn)
        elif turn.human:
            recent = [*(at for at in happened if at <= turn.at), *([last_sign] if last_sign else [])]
            turns.append(replace(turn, purpose=_purpose(turn, request, recent, purposes, calendar), request=request))
            request = None
        elif request is not None and request.kind is Kind.INTERVIEW_INVITE:
            request = None  # a calendar's "accepted" answers an invitation, and is no letter
    if request is not None and request.kind is Kind.INTERVIEW_INVITE and _met_since(application, request):
        request = None
    return Correspondence(tuple(turns), request)


def _request_after(request: Turn | None, turn: Turn) -> Turn | None:
    """What is asked of the user once this message of theirs is there too: a person's last word counts."""
    if turn.asks:
        return turn
    if turn.human or (request is not None and request.kind is Kind.INTERVIEW_INVITE and turn.kind in _FIXING):
        return None
    return request


def _purpose(
    turn: Turn, request: Turn | None, recent: list[datetime], purposes: Mapping[str, Purpose], calendar: Calendar
) -> Purpose:
    if turn.draft is not None:
        return purposes.get(turn.draft.rule, Purpose.OWN)
    if request is not None:
        return Purpose.ANSWER
    if not recent:
        return Purpose.OWN
    polite_until = calendar.closes(calendar.add(calendar.day(max(recent)), 1))
    return Purpose.COURTESY if turn.at < polite_until else Purpose.OWN


def _met_since(application: Application, request: Turn) -> bool:
    return any(not i.cancelled and utc(i.start) > request.at for i in application.interviews)


def _turns(application: Application, rules: RuleBook) -> Iterator[Turn]:
    for mail in application.mails:
        if doubtful(mail, rules) or application.is_private(mail):
            continue
        if mail.direction is Direction.OUTBOUND:
            yield _sent(application, mail)
        elif mail.kind not in SAYING_NOTHING or _is_small_talk(application, mail):
            yield _received(mail)
    for note in application.notes:
        if note.contact:
            yield _noted(note)


def _is_small_talk(application: Application, mail: Reading) -> bool:
    """Whether a person wrote in this application's thread, though not about a job as far as reading can tell.

    "Thanks, Sam!" is a sign of life too. Where the user has said that a message is about something else, it is not.
    """
    settled = (c.fingerprint for c in application.corrections if c.field == "kind")
    return mail.human and mail.kind is Kind.NOT_JOB and mail.envelope.fingerprint not in settled


def _received(mail: Reading) -> Turn:
    wants = mail.kind is Kind.EMPLOYER_REPLY and bool(mail.facts.proposed or mail.facts.deadline)
    return Turn(
        at=utc(mail.at),
        side=Side.THEIRS,
        key=mail.envelope.fingerprint,
        human=mail.human,
        kind=mail.kind,
        asks=wants or mail.kind in ASKING,
        mail=mail,
    )


def _sent(application: Application, mail: Reading) -> Turn:
    """The user's message; a calendar's answer or an absence note is a turn no human took."""
    by_machine = not mail.human or any(evidence.rule == "calendar.reply" for evidence in mail.evidence)
    return Turn(
        at=utc(mail.at),
        side=Side.MINE,
        key=mail.envelope.fingerprint,
        human=not by_machine,
        mail=mail,
        draft=None if by_machine else draft_behind(application, mail),
    )


def letters_to(application: Application, address: str) -> Iterator[Turn]:
    """What the user wrote to one address, be it part of the exchange or not, the latest first."""
    written = (m for m in reversed(application.sent) if address in {a.address.lower() for a in m.envelope.to})
    return (_sent(application, mail) for mail in written)


def _noted(note: Noted) -> Turn:
    at = utc(note.at)
    side = Side.MINE if note.by == "me" else Side.THEIRS
    return Turn(at=at, side=side, key=f"note@{at:%Y%m%dT%H%M%S%fZ}", channel=note.contact)


def draft_behind(application: Application, mail: Reading) -> DraftRecord | None:
    """Which of our drafts this message of the user's was: by its message id, else the one sent to the same person.

    Mail clients may give a message a new id when it is sent.
    """
    own = mail.envelope.message_id
    by_id = next((d for d in application.drafts if own and d.message_id == own), None)
    if by_id is not None:
        return by_id
    return next((d for d in application.drafts if d.fate is Fate.SENT and _first_to(application, d) is mail), None)


def _first_to(application: Application, draft: DraftRecord) -> Reading | None:
    """The first message to a draft's recipient since it was placed."""
    later = (m for m in application.sent if utc(m.at) >= utc(draft.placed_at))
    return next((m for m in later if draft.to.lower() in {a.address.lower() for a in m.envelope.to}), None)
