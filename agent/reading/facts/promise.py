"""What people name a time for: what they promise, what the user has until, and how long somebody is away.

Everything is counted from the mail, never from today. The times themselves are read in `intervals` and `when`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta

from agent.reading.facts.intervals import find_span
from agent.reading.facts.slots import MailTime
from agent.reading.facts.when import find_days, find_times
from agent.reading.facts.zones import zone, zone_named
from agent.reading.model import Deadline, Kind, Span
from agent.reading.phrases.hits import Hits
from agent.reading.phrases.sentences import Sentence

_FIXING = (Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED)
"""A call at a fixed hour is an interview, no promise to write."""


def find_promise(hits: Hits, mail: MailTime) -> Span | None:
    """When they say they will be in touch, or have decided; the first such sentence, unless it asks the user."""
    fixed = {id(hit.sentence) for kind in _FIXING for hit in hits.of(kind)}
    for hit in hits.marked("promise"):
        marks = hits.marks_on(hit.sentence)
        if hit.sentence.where == "text" and not marks & {"duty", "no_contact"} and id(hit.sentence) not in fixed:
            written = hit.sentence.written
            # "We meet on Thursday and will ring you on Friday": the day that follows the words is the one promised.
            after = written[int(len(written) * hit.at / len(hit.sentence.plain)) :]
            span = find_span(after, mail.day) or find_span(written, mail.day)
            if span is not None:
                return replace(span, quote=hit.sentence.quote(hit.at / len(hit.sentence.plain)))
    return None


def find_deadline(hits: Hits, mail: MailTime) -> Deadline | None:
    """Until when the user has to do something; a day without a time ends at midnight where the mail was written."""
    for hit in hits.marked("deadline"):
        found = _deadline_in(hit.sentence, mail)
        if found is not None and found > mail.at:
            return Deadline(found, hit.sentence.quote())
    return None


def find_absence(sentences: Iterable[Sentence], hits: Hits, mail: MailTime) -> Span | None:
    """How long somebody is away: until the last day of absence, which is the day before the one they return on."""
    for sentence in sentences:
        days = [found.day for found in find_days(sentence.written, mail.day) if found.day >= mail.day]
        marks = [hit for hit in hits.marked("away") if hit.sentence is sentence]
        if days and marks:
            returns = any(hit.phrase.name == "back" for hit in marks)
            last = days[-1] - timedelta(days=1) if returns else days[-1]
            return Span(mail.day, max(last, mail.day), sentence.quote())
    return None


def _deadline_in(sentence: Sentence, mail: MailTime) -> datetime | None:
    """A day, perhaps with a time; or an amount of hours, days or weeks from the mail."""
    text = sentence.written
    days = [found.day for found in find_days(text, mail.day) if found.day >= mail.day]
    if not days:
        return _amount_deadline(text, mail)
    times = [found for found in find_times(text) if not found.window]
    clock = times[-1].ends or times[-1].begins if times else time(23, 59)
    local = datetime.combine(days[-1], clock)
    name = zone_named(times[-1].zone, mail.near, local) if times and times[-1].zone else None
    return local.replace(tzinfo=(zone(name) if name else None) or mail.assumed)


def _amount_deadline(text: str, mail: MailTime) -> datetime | None:
    hours = re.search(r"\b(\d{1,3})\s*-?\s*hours?\b", text, re.IGNORECASE)
    if hours:
        return mail.at + timedelta(hours=int(hours[1]))
    span = find_span(text, mail.day)
    return datetime.combine(span.end, time(23, 59), tzinfo=mail.assumed) if span else None
