"""Whether a message is to be believed, with every reason: the provider's word, then signs of deceit.

The label moves nothing by itself: it is for `deciding` to hold drafts back, and for the user to be told.
"""

from __future__ import annotations

from agent.reading.deceit.offer import offer_signs
from agent.reading.deceit.sender import sender_signs
from agent.reading.deceit.weighing import JUNK, SUSPECT, weighed
from agent.reading.facts.finding import Read
from agent.reading.model import Evidence, Facts, Identity, Kind, Trust
from agent.reading.phrases.phrasebook import Phrasebook

PASSED_OVER = frozenset({Kind.JOB_ALERT, Kind.OUT_OF_OFFICE, Kind.BOUNCE})
"""Kinds no draft rests on and nobody answers."""


def signs_of_deceit(read: Read, kind: Kind, facts: Facts, book: Phrasebook, me: Identity) -> tuple[Evidence, ...]:
    """Why a message of the other side is suspect, the weightiest first; empty when it is not.

    Mail without a word of jobs in it has to be more suspect than other mail: this is no filter of junk.
    """
    if kind in PASSED_OVER:
        return ()
    message = read.message
    signs = (*sender_signs(message, me, book), *offer_signs(message, read.sentences, read.hits, facts, book))
    return weighed(signs, at_least=SUSPECT if kind is not Kind.NOT_JOB or read.hits.marked("job") else JUNK)


def label(vouched: Trust, signs: tuple[Evidence, ...]) -> Trust:
    """The one word for it; see `Trust` for what outweighs what."""
    return Trust.SUSPECT if signs and vouched is not Trust.FAILED else vouched
