"""A message is looked at: passed over for its words, read, or found unreadable, by what is known to be about a job.

The cycle does so with what a mailbox holds, and a replay with what it once held. Nothing is fetched or stored here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from agent.ports import Box
from agent.reading import Direction, Kind, Reader, Reading, Unreadable, thread_hash
from agent.tracking import counterparts

NO_INTEREST = frozenset({Kind.NOT_JOB, Kind.JOB_ALERT})
"""Kinds whose threads and senders are not followed."""


@dataclass(slots=True)
class Known:
    """Threads and people already known to be about a job: their mail is read whatever words it uses."""

    threads: set[str] = field(default_factory=set)
    contacts: set[str] = field(default_factory=set)

    def learn(self, reading: Reading) -> None:
        """Follow the thread and the sender of a message that was read, if it may be about a job."""
        if reading.kind in NO_INTEREST:
            return
        self.threads |= threads_of(reading)
        sender = reading.envelope.sender
        if reading.direction is Direction.INBOUND and reading.human and sender is not None:
            self.contacts.add(sender.address.lower())

    def follow(self, reading: Reading) -> None:
        """Follow the thread and the people of a message that belongs to an application, whatever it says."""
        self.threads |= threads_of(reading)
        self.contacts |= counterparts(reading)


def threads_of(reading: Reading) -> frozenset[str]:
    """The hashed ids of a message and of those it answers; see `agent.reading.thread_hash`."""
    envelope = reading.envelope
    ids = (*envelope.thread, *((envelope.message_id,) if envelope.message_id else ()))
    return frozenset(thread_hash(message_id) for message_id in ids)


def sift(
    reader: Reader, known: Known, box: Box, raw: bytes, *, received_at: datetime, truncated: bool = False
) -> Reading | Unreadable | None:
    """What a message says; None where nothing in it, nor in what is known, makes it worth reading.

    What may be about a job is followed from then on.
    """
    if not (reader.passes(raw, known.threads, known.contacts) or _is_to(known, box, raw)):
        return None
    reading = reader.read(
        raw,
        received_at=received_at,
        outbound=True if box is Box.SENT else None,
        truncated=truncated,
        threads=known.threads,
        contacts=known.contacts,
    )
    if isinstance(reading, Reading):
        known.learn(reading)
    return reading


def _is_to(known: Known, box: Box, raw: bytes) -> bool:
    """Whether the user wrote this, and to somebody known, whatever about: it may be the word a draft would repeat."""
    if box is not Box.SENT:
        return False
    header = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    return any(contact.encode(errors="replace") in header for contact in known.contacts)
