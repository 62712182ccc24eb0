"""Who is on the other side of a message, by envelope and calendar: the addresses a conversation is followed by."""

from __future__ import annotations

from collections.abc import Iterable

from agent.reading import Address, Direction, Reading


def counterparts(reading: Reading) -> frozenset[str]:
    """The people on the other side of a message: who wrote to the user, or whom the user wrote to; lower case.

    And whom the user is to meet, for thanks may go to them alone. A machine is nobody's contact, for a relay writes for
    a thousand employers; nor is a user who copies in themselves.
    """
    envelope = reading.envelope
    sender = () if envelope.sender is None else (envelope.sender,)
    if reading.direction is Direction.OUTBOUND:
        return _addresses((*envelope.to, *envelope.cc)) - _addresses(sender)
    meeting = reading.facts.meeting
    expected = frozenset(p.address.lower() for p in meeting.people if p.address) if meeting else frozenset[str]()
    return expected | (_addresses((*sender, *envelope.reply_to)) if reading.human else frozenset())


def _addresses(people: Iterable[Address]) -> frozenset[str]:
    return frozenset(person.address.lower() for person in people)
