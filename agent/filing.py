"""What has been read is put where it belongs: pending readings are filed, and filed anew after the user's word.

Verdicts are made from the events at hand and written only if no other event has happened meanwhile, so that a command
of the user's and the daemon may file side by side. Where a message belongs is decided in `agent.tracking`; here the
verdict is carried to the ledger, together with the events that follow from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from agent.ports import Filing, Ledger, StoredReading
from agent.tracking import Ambiguous, Directory, Event, MailFiled, Taught, Unrelated, file, replay, routed, taught_by

FILE_AT_ONCE = 200
"""Readings filed in one transaction: bounds memory, and what is done anew after a crash."""

UNDECIDED = frozenset({Filing.AMBIGUOUS, Filing.UNRELATED})
"""Filings that are looked at anew when the message is understood in another way."""


def file_pending(ledger: Ledger, now: datetime) -> tuple[Event, ...]:
    """File what has been read and not filed yet, oldest first; the events that followed."""
    followed: list[Event] = []
    while ledger.pending(1):
        followed += _file_upon(ledger, ledger.events(), now)
    return tuple(followed)


def take_word(ledger: Ledger, events: Sequence[Event], told_of: StoredReading, now: datetime) -> None:
    """Record what the user said of a message, or a lesson learned or removed, and file anew what it changes.

    A message stays where it was filed, unless the user's word, or a lesson, says where it belongs, or what it was filed
    upon is gone. What was a question, or belonged nowhere, is looked at anew if it is understood in another way now.
    """
    while True:
        happened = ledger.events()
        changed = {row.reading.envelope.fingerprint: row for row in _restated(ledger, happened, events)}
        source = changed.pop(told_of.reading.envelope.fingerprint, told_of)
        filings = [(source, tuple(events)), *((row, ()) for row in changed.values())]
        if ledger.file(filings, recorded_at=now, known=len(happened)):
            break
    file_pending(ledger, now)


def _file_upon(ledger: Ledger, happened: Sequence[Event], now: datetime) -> list[Event]:
    """File until nothing is pending, or until somebody else has written an event; the events that followed."""
    taught = taught_by(happened)
    directory = Directory(replay(happened).values(), taught)
    followed: list[Event] = []
    while pending := ledger.pending(FILE_AT_ONCE):
        filings = [filed(directory, stored, taught) for stored in pending]
        if not ledger.file(filings, recorded_at=now, known=len(happened) + len(followed)):
            break
        followed.extend(event for _, events in filings for event in events)
    return followed


def filed(directory: Directory, stored: StoredReading, taught: Taught) -> tuple[StoredReading, tuple[Event, ...]]:
    """What is done with a reading, and the events that follow, which are folded into the directory."""
    verdict = file(directory, stored.reading, taught)
    if isinstance(verdict, Ambiguous):
        return replace(stored, filing=Filing.AMBIGUOUS, candidates=verdict.candidates, because=verdict.because), ()
    if isinstance(verdict, Unrelated):
        return replace(stored, filing=Filing.UNRELATED, because=verdict.because), ()
    for event in verdict:
        directory.fold(event)
    mail = next((event for event in verdict if isinstance(event, MailFiled)), None)
    if mail is None:
        because = "it is a debrief" if stored.reading.facts.debrief else "it is filed already"
        return replace(stored, filing=Filing.FILED, because=because), verdict
    return replace(stored, filing=Filing.FILED, application=mail.application, because=mail.because), verdict


def _restated(ledger: Ledger, before: Sequence[Event], more: Sequence[Event]) -> Iterator[StoredReading]:
    """The readings whose filing changes with a few more events: filed elsewhere, nowhere, or to be filed anew."""
    events = (*before, *more)
    earlier, taught = taught_by(before), taught_by(events)
    lies: dict[str, MailFiled] = {}
    known: set[str] = set()
    for event in routed(events, taught):
        known.add(event.application)
        if isinstance(event, MailFiled):
            lies[event.reading.envelope.fingerprint] = event
    for row in ledger.readings(""):
        if row.reading.facts.debrief is not None:
            continue
        mail, home = lies.get(row.reading.envelope.fingerprint), taught.home(row.reading)
        if mail is not None:
            if (row.filing, row.application) != (Filing.FILED, mail.application):
                yield _settled(row, Filing.FILED, mail.application, mail.because)
        elif home is not None and not home.application:
            yield _settled(row, Filing.UNRELATED, None, "you said that it belongs to no application")
        elif row.filing is Filing.FILED or (row.filing in UNDECIDED and _looks_different(row, earlier, taught, known)):
            yield _settled(row, Filing.PENDING, None, "")


def _settled(row: StoredReading, filing: Filing, application: str | None, because: str) -> StoredReading:
    return replace(row, filing=filing, application=application, candidates=(), because=because)


def _looks_different(row: StoredReading, before: Taught, after: Taught, known: set[str]) -> bool:
    """Whether there is reason to look anew: it is understood otherwise, or what it might belong to is gone."""
    return (
        before.understood(row.reading) != after.understood(row.reading)
        or before.home(row.reading) != after.home(row.reading)
        or not known.issuperset(row.candidates)
    )
