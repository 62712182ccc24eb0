"""The offer an application has: what mail and the user's word say of it. What to do about it is decided elsewhere.

A mail that makes an offer is one in writing. What is written replaces what was said; a word of the user's on an offer
replaces what was read of it. What a later statement leaves open stays as it was known.
"""

from __future__ import annotations

from dataclasses import replace

from agent.reading import Kind, Part, Person, Reading
from agent.tracking.events import Form, OfferRecorded
from agent.tracking.model import Application, Offer, Stage
from agent.tracking.transitions import believed, earlier


def offered(application: Application, reading: Reading) -> Application:
    """The application after one mail of the other side, as far as an offer goes."""
    if reading.kind is not Kind.OFFER or not believed(reading):
        return application
    known, deadline, sender = application.offer, reading.facts.deadline, reading.envelope.sender
    offer = Offer(
        made_at=reading.at,
        form=Form.WRITTEN,
        answer_by=deadline.at if deadline else None if known is None else known.answer_by,
        conditional=known is not None and known.conditional,
        by=None if sender is None or not reading.human else Person(sender.name, sender.address, Part.CONTACT),
        fingerprint=reading.envelope.fingerprint,
    )
    return replace(application, offer=offer)


def offer_recorded(application: Application, event: OfferRecorded) -> Application:
    """The application after the user's word on an offer, which also brings an open one to that stage."""
    known = application.offer
    offer = Offer(
        made_at=event.at,
        form=event.form,
        answer_by=event.answer_by or (None if known is None else known.answer_by),
        conditional=event.conditional,
        by=None if known is None else known.by,
        fingerprint="" if known is None else known.fingerprint,
    )
    after = replace(application, offer=offer)
    if application.closed or not earlier(application.stage, Stage.OFFER):
        return after
    return replace(after, stage=Stage.OFFER, reached=Stage.OFFER)
