"""One application as deciding looks at it: with its calendar, its correspondence and its interviews worked out once.

A `Case` answers plain questions; what follows from the answers is in `situations` and `gates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parseaddr
from functools import cached_property
from zoneinfo import ZoneInfo

from agent.deciding.acquaintances import Acquaintances
from agent.deciding.appointments import Appointment, appointments_of
from agent.deciding.calendars import Calendar, Calendars, zone_named
from agent.deciding.correspondence import (
    Correspondence,
    Purpose,
    Turn,
    asks_for_a_time,
    correspondence,
    doubtful,
    plausible,
    utc,
)
from agent.deciding.holds import hold_of
from agent.deciding.manner import Manner, rules_in_manner
from agent.deciding.model import Context, RuleBook
from agent.deciding.search import NOTHING_ELSEWHERE, Elsewhere
from agent.deciding.timing import after, after_day
from agent.reading import Kind, Reading
from agent.tracking import Application, DraftRecord, Fate, Form, Interview, Promise, Reopened, Stage, Wish, Wished


@dataclass(frozen=True)
class Case:
    """An application with what is derived from it, at one instant.

    `meetings` are its interviews with a person, `appointments` the user's wishes about them, `known` the domains known
    from all applications. `calendar` is the employer's, `own_calendar` the user's. `elsewhere` is what it has to know
    of the other applications.

    Without slots, so that every answer is worked out once.
    """

    application: Application
    rules: RuleBook
    context: Context
    now: datetime
    calendar: Calendar
    home: ZoneInfo
    opening: datetime
    meetings: tuple[Interview, ...]
    appointments: tuple[Appointment, ...]
    exchange: Correspondence
    mails: Mapping[str, Reading]
    known: Acquaintances
    own_calendar: Calendar
    elsewhere: Elsewhere = NOTHING_ELSEWHERE

    def end(self, interview: Interview) -> datetime:
        """When an interview is surely over, in UTC."""
        return surely_over(interview, self.application.timezone, self.context.me.timezone)

    def may_be_over(self, interview: Interview) -> datetime:
        """When an interview may be over at the earliest: what the user wrote after that may have been their thanks."""
        return perhaps_over(interview, self.application.timezone, self.context.me.timezone)

    @cached_property
    def held(self) -> tuple[Interview, ...]:
        """The interviews that have taken place, as far as anyone said, in order of their end."""
        return tuple(sorted((i for i in self.meetings if self.was_held(i)), key=self.end))

    def was_held(self, interview: Interview) -> bool:
        """Whether an interview has taken place by now."""
        return not interview.cancelled and interview.held is not False and self.end(interview) <= self.now

    def ahead(self, instant: datetime) -> Interview | None:
        """The next interview that is not over at an instant."""
        coming = (i for i in self.meetings if not i.cancelled and i.held is None and self.end(i) > instant)
        return min(coming, key=self.end, default=None)

    @cached_property
    def last_sign(self) -> Turn | None:
        """The last thing a person on the other side wrote or said, a rejection apart."""
        signs = (s for s in self.exchange.signs if s.kind is not Kind.REJECTION)
        return max(signs, key=lambda s: s.at, default=None)

    @cached_property
    def last_heard_at(self) -> datetime:
        """When the employer was last heard of: a person's word, an interview, an offer, else when it was opened."""
        ends = [self.end(i) for i in self.held]
        sign = [self.last_sign.at] if self.last_sign else []
        offer = self.application.offer
        told = [utc(offer.made_at)] if offer is not None and offer.form is Form.VERBAL else []
        return max([self.opening, *ends, *sign, *told])

    @cached_property
    def in_touch(self) -> bool:
        """Whether more than a receipt and a refusal passed: a person's word, or an interview held or fixed."""
        said = any(s.kind is not Kind.REJECTION and s.kind is not Kind.ACKNOWLEDGEMENT for s in self.exchange.signs)
        return said or any(not i.cancelled for i in self.meetings)

    @cached_property
    def farewell(self) -> DraftRecord | None:
        """The draft by which the user took leave, once it was sent, unless they took the application up again since."""
        leaving = rules_in_manner(self.rules, Manner.LEAVING)
        sent = [d for d in self.application.drafts if d.rule in leaving and d.fate is Fate.SENT]
        if not sent:
            return None
        last = max(sent, key=_settled_at)
        again = (e for e in self.application.events if isinstance(e, Reopened))
        return None if any(utc(e.at) > _settled_at(last) for e in again) else last

    @cached_property
    def left_at(self) -> datetime | None:
        """When that was."""
        return None if self.farewell is None else _settled_at(self.farewell)

    @cached_property
    def promise(self) -> Promise | None:
        """The date they named, as long as nothing has overtaken it.

        A person's message on that day or later, or an interview that begins after it, means they have moved on; so does
        a word that it is on hold.
        """
        promise = self.application.promise
        if promise is None or not plausible(promise.span.end):
            return None
        stated = utc(promise.stated_at)
        hold = self.hold
        if hold is not None and hold.at > stated and hold.key != promise.fingerprint:
            return None
        later = (s for s in self.exchange.signs if s.at > stated and s.key != promise.fingerprint)
        if any(self.calendar.day(s.at) >= promise.span.end for s in later):
            return None
        moved_on = any(self.calendar.day(i.start) > promise.span.end for i in self.held)
        return None if moved_on else promise

    @cached_property
    def hold(self) -> Turn | None:
        """Their message that put it on hold, as long as they have neither written nor met the user since."""
        hold = hold_of(self.exchange.turns)
        if hold is None or self.application.stage is Stage.OFFER:
            return None
        return None if any(self.end(i) > hold.at for i in self.held) else hold

    @cached_property
    def hold_over(self) -> datetime | None:
        """When it may be asked about again, though it was put on hold; None where it is not.

        Nor where the same message names a day: that counts instead.
        """
        hold, promise = self.hold, self.promise
        if hold is None or (promise is not None and promise.fingerprint == hold.key):
            return None
        return after(hold.at, self.rules.on_hold, self.calendar)

    def promise_over(self, promise: Promise) -> datetime:
        """When a date they named has passed, and a decent while after it."""
        return after_day(promise.span.end, self.rules.promise_buffer, self.calendar)

    def offers_times(self, turn: Turn) -> bool:
        """Whether by a turn the user told which times suit them: in answer to a request, or with a draft of theirs."""
        if turn.draft is not None:
            wish = self.wish_behind(turn.draft)
            return wish is not None and bool(wish.slots)
        return turn.mail is not None and turn.request is not None and asks_for_a_time(turn.request)

    def wish_behind(self, draft: DraftRecord) -> Wished | None:
        """The wish a draft was written for."""
        name = draft.occasion.rpartition("/")[0].rpartition(":")[2]
        return self._wishes.get(name)

    @cached_property
    def named_by_user(self) -> frozenset[str]:
        """The addresses of those the user named as their contact, in lower case."""
        told = (c.value for c in self.application.corrections if c.field == "contact")
        return frozenset(parseaddr(value)[1].lower() for value in told) - {""}

    @cached_property
    def _wishes(self) -> dict[str, Wished]:
        return {name_of(wish): wish for wish in self.application.wishes}

    @cached_property
    def doubts(self) -> tuple[Reading, ...]:
        """Messages of the other side that nobody is sure about."""
        return tuple(m for m in self.mails.values() if doubtful(m, self.rules))

    @cached_property
    def nudges(self) -> tuple[Turn, ...]:
        """What the user wrote of their own accord."""
        return tuple(t for t in self.exchange.mine if t.purpose is Purpose.OWN)


def _settled_at(draft: DraftRecord) -> datetime:
    return utc(draft.fate_at or draft.placed_at)


def name_of(wish: Wished) -> str:
    """What a wish is called in an occasion, for good."""
    return f"wish@{utc(wish.at):%Y%m%dT%H%M%S%fZ}"


def perhaps_over(interview: Interview, theirs: str | None, mine: str) -> datetime:
    """When an interview may be over at the earliest, in UTC: as `surely_over`, but the first of these ends counts."""
    return min(_ends(interview, theirs, mine))


def surely_over(interview: Interview, theirs: str | None, mine: str) -> datetime:
    """When an interview is over, in UTC, even if its time was meant in another zone.

    Where no zone was stated, the same clock time is tried where the employer is and where the user is, and the latest
    counts: thanking before the interview would be worse than thanking late.
    """
    return max(_ends(interview, theirs, mine))


def _ends(interview: Interview, theirs: str | None, mine: str) -> list[datetime]:
    end = utc(interview.end)
    if interview.timezone is not None:
        return [end]
    clock = interview.end.replace(tzinfo=None)
    zones = (zone_named(name) for name in (theirs, mine))
    return [end, *(clock.replace(tzinfo=zone).astimezone(UTC) for zone in zones if zone)]


def case_of(
    application: Application,
    rules: RuleBook,
    context: Context,
    now: datetime,
    calendars: Calendars,
    known: Acquaintances,
    elsewhere: Elsewhere = NOTHING_ELSEWHERE,
) -> Case:
    """Work an application out for one instant, by the rules that hold for its company."""
    rules = rules.at(application.company)
    calendar = calendars.of(application.timezone)
    opening = utc(application.applied_at or application.opened_at)
    meetings = tuple(i for i in application.interviews if i.attended and plausible(i.start) and plausible(i.end))
    mails = {m.envelope.fingerprint: m for m in application.mails if not application.is_private(m)}
    appointments = tuple(appointments_of(application.wishes, meetings, mails))
    meetings = tuple(_as_far_as_known(meetings, appointments, utc(now)))
    me = context.me.timezone
    ends = (surely_over(i, application.timezone, me) for i in meetings if not i.cancelled and i.held is not False)
    return Case(
        application=application,
        rules=rules,
        context=context,
        now=utc(now),
        calendar=calendar,
        home=calendars.of(None).zone,
        opening=opening,
        meetings=meetings,
        appointments=appointments,
        exchange=correspondence(application, (opening, *ends), calendar, rules),
        mails=mails,
        known=known,
        own_calendar=calendars.of(None),
        elsewhere=elsewhere,
    )


def _as_far_as_known(
    meetings: Iterable[Interview], appointments: Iterable[Appointment], now: datetime
) -> Iterator[Interview]:
    """The interviews; one the user asked to move, and nobody moved, does not count as held until they say so."""
    given_up = {a.interview.key for a in appointments if a.wish.wish is Wish.MOVE_INTERVIEW and a.stands}
    for interview in meetings:
        unsure = interview.held is None and interview.key in given_up and utc(interview.start) <= now
        yield replace(interview, held=False) if unsure else interview
