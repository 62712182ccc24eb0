"""A message of a story as reading would hand it on, had it been a real one: envelope, kind and facts.

Reading itself is tested on whole mails elsewhere; a story begins where a message has been understood.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from agent.reading import (
    Address,
    Automated,
    Direction,
    Envelope,
    Evidence,
    Facts,
    Identity,
    Kind,
    Person,
    Reading,
    Trust,
)

SURE = 1.0


def a_letter(
    number: int,
    at: datetime,
    kind: Kind,
    me: Identity,
    other: Person,
    facts: Facts,
    automated: Automated | None,
    *,
    mine: bool = False,
    trust: Trust = Trust.UNKNOWN,
    confidence: float = SURE,
    distrust: tuple[Evidence, ...] = (),
    rule: str = "told",
    message_id: str = "",
) -> Reading:
    """A message from `other`, or from the user to them. `number` tells letters of one instant apart."""
    key = sha256(repr((number, at, kind, other.address, mine)).encode()).hexdigest()
    them = Address(other.name, other.address or "")
    return Reading(
        envelope=Envelope(
            fingerprint=key,
            received_at=at,
            sent_at=at,
            message_id=message_id or f"<{key[:16]}@mail.example>",
            sender=me.address if mine else them,
            to=(them if mine else me.address,),
            subject="About the job",
            automated=automated,
        ),
        direction=Direction.OUTBOUND if mine else Direction.INBOUND,
        kind=kind,
        confidence=confidence,
        evidence=(Evidence(rule, "words"),),
        facts=facts,
        trust=trust,
        distrust=distrust,
    )


def in_copy(letter: Reading, *others: Person) -> Reading:
    """The same message with others in Cc."""
    cc = tuple(Address(other.name, other.address or "") for other in others)
    return replace(letter, envelope=replace(letter.envelope, cc=cc))
