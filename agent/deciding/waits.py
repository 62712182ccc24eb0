"""What makes a draft wait: gates that open by themselves, at a time that is known.

Each says when it opens. The gates that only an event can open, and the order in which all are asked, are in `gates`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agent.deciding import words
from agent.deciding.candidate import Candidate
from agent.deciding.correspondence import plausible, utc
from agent.deciding.manner import UNPROMPTED, Manner
from agent.deciding.model import Gate, Situation
from agent.tracking import Promise

_COUNTING_FROM_PROMISES = frozenset({Situation.PROMISE_PASSED, Situation.VERBAL_OFFER})
"""Situations whose own wait takes a named date into account."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A gate that is shut, the sentence that says why, and when it opens by itself, if it does."""

    gate: Gate
    sentence: str
    until: datetime | None = None
    fingerprints: tuple[str, ...] = ()


def paused(candidate: Candidate, at: datetime) -> Stop | None:
    """Everything, or this company, is paused by the user."""
    case = candidate.case
    everything = case.rules.paused_until
    if everything is not None and at < utc(everything):
        end = words.moment(utc(everything), case.home)
        return Stop(Gate.PAUSED, f"You paused everything until {end}.", utc(everything))
    if candidate.manner is Manner.BRIEFING:
        return None
    company = case.application.company.strip().casefold()
    ends = [until for name, until in case.rules.company_pauses if name.strip().casefold() == company]
    if None in ends:
        return Stop(Gate.PAUSED, f"You paused {words.place(case.application)} until you say otherwise.")
    last = max((utc(until) for until in ends if until is not None), default=None)
    if last is None or at >= last:
        return None
    return Stop(Gate.PAUSED, f"You paused {words.place(case.application)} until {words.moment(last, case.home)}.", last)


def out_of_office(candidate: Candidate, at: datetime) -> Stop | None:
    """The addressee is away, or back for less than a day (G8)."""
    case = candidate.case
    if candidate.manner not in UNPROMPTED:
        return None
    for who, span in case.application.away:
        if who.lower() != candidate.address or not plausible(span.end):
            continue
        back = case.calendar.opens(case.calendar.add(span.end, 1))
        if case.calendar.day(at) >= span.start and at < back:
            until = words.day(span.end)
            sentence = f"{words.called(candidate.to)} is away until {until}; a day to catch up is left after that."
            return Stop(Gate.OUT_OF_OFFICE, words.start(sentence), back)
    return None


def promise_passing(candidate: Candidate, at: datetime) -> Stop | None:
    """The named date and its buffer are not over, for the rule about promises itself (G7)."""
    promise = candidate.case.promise
    if promise is None or candidate.rule.situation is not Situation.PROMISE_PASSED:
        return None
    return _not_before(candidate, promise, at)


def promise_open(candidate: Candidate) -> Stop | None:
    """The named date and its buffer are not over, for questions that rest on no promise (G7)."""
    promise = candidate.case.promise
    if promise is None or not candidate.asks or candidate.rule.situation in _COUNTING_FROM_PROMISES:
        return None
    return _not_before(candidate, promise, candidate.case.now)


def _not_before(candidate: Candidate, promise: Promise, at: datetime) -> Stop | None:
    case = candidate.case
    until = case.promise_over(promise)
    who = words.called(promise.by)
    named = f"{words.start(who)} named {words.day(promise.span.end)}"
    stop = Stop(
        Gate.PROMISE_OPEN,
        f"{named} for their answer; nothing is asked before that day and {case.rules.promise_buffer} more have passed.",
        until,
        (promise.fingerprint,) if promise.fingerprint in case.mails else (),
    )
    return stop if at < until else None


def on_hold(candidate: Candidate, at: datetime) -> Stop | None:
    """They wrote that it is on hold, and that is not long ago."""
    case = candidate.case
    if case.hold is None or case.hold_over is None or not candidate.asks or at >= case.hold_over:
        return None
    when = words.on(case.home, case.hold.at)
    sentence = (
        f"{words.start(words.place(case.application))} wrote on {when} that it is on hold, which is no rejection; "
        f"nothing is asked for {case.rules.on_hold}, unless they write again."
    )
    return Stop(Gate.ON_HOLD, sentence, case.hold_over, (case.hold.key,))


def on_hold_now(candidate: Candidate) -> Stop | None:
    """The same, now."""
    return on_hold(candidate, candidate.case.now)


def interview_passing(candidate: Candidate, at: datetime) -> Stop | None:
    """An interview would still lie ahead when the question is due (G11)."""
    return _ahead(candidate, at) if candidate.asks else None


def silence_ends_soon(candidate: Candidate) -> Stop | None:
    """An interview lies ahead (G11): a promise may outlast it, silence cannot."""
    return None if candidate.rule.situation is Situation.PROMISE_PASSED else interview_ahead(candidate)


def interview_ahead(candidate: Candidate) -> Stop | None:
    """An interview lies ahead now (G11)."""
    return _ahead(candidate, candidate.case.now) if candidate.asks else None


def _ahead(candidate: Candidate, at: datetime) -> Stop | None:
    case = candidate.case
    coming = case.ahead(at)
    if coming is None:
        return None
    when = words.moment(coming.start, case.home)
    sentence = f"You have an interview with {words.place(case.application)} on {when}; ask them there."
    return Stop(Gate.INTERVIEW_AHEAD, sentence, case.end(coming), (coming.fingerprint,) if coming.fingerprint else ())


def backlog(candidate: Candidate) -> Stop | None:
    """It was due before the account was first read, or that reading is not finished."""
    case = candidate.case
    context = case.context
    if candidate.window.earliest > case.now:
        return None
    if context.first_read_at is None:
        return Stop(Gate.BACKLOG, "Your mail has not been read to the end yet; until then nothing is drafted.")
    if context.release_backlog or candidate.window.earliest > context.first_read_at:
        return None
    since = words.on(case.home, context.first_read_at)
    return Stop(Gate.BACKLOG, f"This was due before your mail was first read on {since}; it waits for your word.")
