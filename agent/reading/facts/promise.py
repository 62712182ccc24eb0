"""What people name a time for: what they promise, what the user has until, and how long somebody is away.

Everything is counted from the mail, never from today. The times themselves are read in `almanac`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta

from agent.reading.almanac.almanac import Almanac
from agent.reading.almanac.days import FoundDay
from agent.reading.almanac.lexing import tokens_of
from agent.reading.almanac.mailtime import MailTime
from agent.reading.almanac.spans import find_amount, find_span
from agent.reading.almanac.telling import Told, tell, tongues_for
from agent.reading.almanac.zones import zone
from agent.reading.model import Deadline, Kind, Span
from agent.reading.phrases.hits import Hit, Hits
from agent.reading.phrases.sentences import Sentence

_FIXING = (Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED)
"""A call at a fixed hour is an interview, no promise to write."""

_NO_PROMISE = frozenset({"duty", "no_contact"})
"""Marks of sentences whose time is the user's."""

SILENCE = "silence"
"""The phrases that say when to ask: a day of theirs in spite of the "if", unless silence is an answer by itself."""

_TOLD = "told"
"""The phrases that tell now what they might have promised to tell."""

_CONDITIONS = frozenset({"if", "si", "if-it-fits"})
_INVERTED = "inverted"
"""Names of phrases that are a condition; the other conditional phrases tell of habits, and of what comes later."""

_DAYS_END = time(23, 59)
_BESIDE = 5
"""Characters between a day and the time that belongs to it."""

_BEFORE = 24
"""Characters before a day that may say "by"."""


def find_promise(hits: Hits, mail: MailTime, almanac: Almanac) -> Span | None:
    """When they say they will be in touch, or have decided; the first such sentence, unless it asks the user."""
    fixed = {id(hit.sentence) for kind in _FIXING for hit in hits.of(kind)}
    for hit in hits.marked("promise"):
        if hit.sentence.where != "text" or not _promises(hit, hits):
            continue
        if id(hit.sentence) in fixed and tell(hit.sentence.written, mail, almanac).times:
            continue
        span = _promised_in(hit, mail, almanac)
        if span is not None:
            return replace(span, quote=hit.sentence.quote(hit.at / len(hit.sentence.plain)))
    return None


def _promised_in(promise: Hit, mail: MailTime, almanac: Almanac) -> Span | None:
    """The time behind the words of a promise, else before them; "today we tell you" is no time to come.

    "We meet on Thursday and will ring you on Friday": the day that follows the words is the one promised.
    """
    written = promise.sentence.written
    middle = int(len(written) * promise.at / len(promise.sentence.plain))
    spans = (find_span(text, mail, almanac) for text in (written[middle:], written))
    return next((span for span in spans if span is not None and span.end > mail.day), None)


def _promises(promise: Hit, hits: Hits) -> bool:
    """Whether a sentence with words of a promise makes one: it asks nothing, and hangs on nothing that comes first."""
    if _questions(promise.sentence):
        return False
    barred = [hit for mark in _NO_PROMISE for hit in hits.marked(mark) if hit.sentence is promise.sentence]
    told = any(hit.phrase.name == _TOLD and hit.sentence is promise.sentence for hit in hits.marked("promise"))
    if told:
        return False
    if promise.phrase.name == SILENCE:
        return not any(hit.topic == "no_contact" for hit in barred)
    return not any(hit.at < promise.at for hit in barred) and not _opens_with_if(promise, hits)


def _questions(sentence: Sentence) -> bool:
    """Whether a sentence asks: a question neither promises nor sets a date."""
    return sentence.written.rstrip().endswith("?")


def _opens_with_if(promise: Hit, hits: Hits) -> bool:
    """Whether a condition stands before a promise: "if you are not chosen, we will tell you within …"."""
    return any(
        hit.sentence is promise.sentence
        and ((hit.phrase.name in _CONDITIONS and hit.at < promise.at) or (hit.phrase.name == _INVERTED and hit.at <= 1))
        for mark in ("conditional", "hypothetical")
        for hit in hits.marked(mark)
    )


def find_deadline(sentences: Iterable[Sentence], hits: Hits, mail: MailTime, almanac: Almanac) -> Deadline | None:
    """Until when the user has to do something; a day without a time ends at midnight where the mail was written.

    A sentence that speaks of a deadline comes first, else one that asks for something "by" a day.
    """
    for hit in hits.marked("deadline"):
        found = _deadline_in(hit.sentence, mail, almanac) if _demands(hit.sentence, hits) else None
        if found is not None and found > mail.at:
            return Deadline(found, hit.sentence.quote())
    for sentence in sentences:
        limit = _limit_in(sentence, mail, almanac) if _asks(sentence, hits) else None
        if limit is not None and limit > mail.at:
            return Deadline(limit, sentence.quote())
    return None


def _demands(sentence: Sentence, hits: Hits) -> bool:
    """Whether the date in a sentence is the user's: a question has to ask for something."""
    return not _questions(sentence) or "duty" in hits.marks_on(sentence)


def _asks(sentence: Sentence, hits: Hits) -> bool:
    """Whether a sentence may set the user a date: it is no promise, no condition and no plain question."""
    marks = hits.marks_on(sentence)
    plain = sentence.where == "text" and ("duty" in marks or not _questions(sentence))
    return plain and not marks & {"promise", "conditional", "no_contact"}


def _limit_in(sentence: Sentence, mail: MailTime, almanac: Almanac) -> datetime | None:
    """The day that words like "by" stand before, perhaps with a time."""
    text = sentence.written
    told = tell(text, mail, almanac)
    days = [found for found in told.days if found.day >= mail.day]
    limited = next((day for day in days if _is_limit(_before(day, told, text), mail, almanac)), None)
    return _moment(limited, told, mail, almanac) if limited else None


def find_absence(sentences: Iterable[Sentence], hits: Hits, mail: MailTime, almanac: Almanac) -> Span | None:
    """How long somebody is away: until the last day of absence, which is the day before the one they return on."""
    for sentence in sentences:
        away = any(hit.sentence is sentence for hit in hits.marked("away"))
        span = _absence_in(sentence, mail, almanac, away=away)
        if span is not None:
            return span
    return None


def _absence_in(sentence: Sentence, mail: MailTime, almanac: Almanac, *, away: bool) -> Span | None:
    text = sentence.written
    told = tell(text, mail, almanac)
    days = [found for found in told.days if found.day >= mail.day]
    tokens = tokens_of(text)
    coded = [(tongue, tongue.text(text, tokens)) for tongue in tongues_for(tokens, mail, almanac)]
    back = any(tongue.behind("back", one) is not None for tongue, one in coded)
    until = any(tongue.behind("until", one) is not None for tongue, one in coded)
    if days and (away or back or until):
        # "Away until 20 March, back on 23 March" names both; the last day is what is meant of it.
        last = days[-1].day - timedelta(days=1) if back else days[-1].day
        return Span(mail.day, max(last, mail.day), sentence.quote())
    span = find_span(text, mail, almanac) if away else None
    return replace(span, quote=sentence.quote()) if span else None


def _deadline_in(sentence: Sentence, mail: MailTime, almanac: Almanac) -> datetime | None:
    """A day, perhaps with a time; or an amount of hours, days or weeks from the mail."""
    text = sentence.written
    told = tell(text, mail, almanac)
    days = [found for found in told.days if found.day >= mail.day]
    if days:
        limited = next((day for day in days if _is_limit(_before(day, told, text), mail, almanac)), days[-1])
        return _moment(limited, told, mail, almanac)
    amount = find_amount(text, mail, almanac)
    if amount is not None:
        return mail.at.astimezone(mail.assumed) + amount
    span = find_span(text, mail, almanac)
    return datetime.combine(span.end, _DAYS_END, tzinfo=mail.assumed) if span else None


def _before(day: FoundDay, told: Told, text: str) -> str:
    """The words before a day, and before the time that stands right in front of it: "by 12 tomorrow"."""
    time_ = next((found for found in told.times if 0 <= day.start - found.end <= _BESIDE), None)
    return text[: time_.start if time_ else day.start]


def _is_limit(before: str, mail: MailTime, almanac: Almanac) -> bool:
    """Whether the words before a day say that something is due by it."""
    tokens = tokens_of(before[-_BEFORE:])
    return any(
        tongue.ends_with("limit", tongue.text(before[-_BEFORE:], tokens))
        for tongue in tongues_for(tokens, mail, almanac)
    )


def _moment(day: FoundDay, told: Told, mail: MailTime, almanac: Almanac) -> datetime:
    """The time that is told with a day, in its zone; else the end of the day."""
    times = [found for found in told.times if not found.window]
    if not times:
        return datetime.combine(day.day, _DAYS_END, tzinfo=mail.assumed)
    nearest = min(times, key=lambda found: max(found.start - day.end, day.start - found.end))
    local = datetime.combine(day.day, nearest.ends or nearest.begins)
    name = almanac.zones.named(nearest.zone, mail.near, local) if nearest.zone else None
    return local.replace(tzinfo=(zone(name) if name else None) or mail.assumed)
