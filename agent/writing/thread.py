"""How a draft takes its place in a thread: subject, In-Reply-To and References, and which of my addresses answers.

Ids come from mail and are hostile until they match; those that do not are dropped, never repaired.
"""

from __future__ import annotations

import re

from agent.deciding import PlaceDraft
from agent.reading import Address, Identity, Reading
from agent.writing.cleaning import one_line

LONGEST_SUBJECT = 250
"""Longest thread subject kept, in characters: unbroken, it still fits a line of 998 octets (RFC 5322 §2.1.1)."""

MOST_REFERENCES = 20
REFERENCES_OCTETS = 900
"""References stays one line below 998 octets: some clients lose the thread of a folded or longer one."""

_ID = re.compile(r"<[!-;=?-~]{1,250}>")
_PREFIX = re.compile(
    r"(?:re|aw|antw|antwort|sv|vs|vá|rif|res|rép|odp|ynt|回复|回覆|答复|答覆)"
    r"\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:\uff1a]\s*",
    re.IGNORECASE,
)
"""What mail programs put before the subject of an answer, counted or not; U+FF1A is the colon of Chinese ones."""


def reply_subject(subject: str) -> str:
    """`Re: ` and the thread's own subject, however many prefixes of whichever language it bore; empty without one."""
    core = one_line(subject)[: LONGEST_SUBJECT * 2]
    while prefix := _PREFIX.match(core):
        core = core[prefix.end() :]
    core = core[:LONGEST_SUBJECT].strip()
    return f"Re: {core}" if core else ""


def well_formed(message_id: str | None) -> bool:
    """Whether an id can stand in a header: printable ASCII in one pair of angle brackets, at most 252 octets."""
    return bool(message_id and _ID.fullmatch(message_id))


def references(answered: Reading) -> tuple[str, ...]:
    """The ids for References, the answered message last: at most 20 and 900 octets, keeping the first and the last.

    RFC 5322 §3.6.4: the parent's References, else its single In-Reply-To, then the parent's own id.
    """
    envelope = answered.envelope
    earlier = envelope.references or envelope.in_reply_to[:1]
    ids = [
        i for i in dict.fromkeys((*earlier, envelope.message_id)) if i and well_formed(i) and i != envelope.message_id
    ]
    if well_formed(envelope.message_id):
        ids.append(str(envelope.message_id))
    while len(ids) > MOST_REFERENCES or len(" ".join(ids)) > REFERENCES_OCTETS:
        del ids[1]
    return tuple(ids)


def my_address(action: PlaceDraft, me: Identity) -> Address:
    """Who the draft is from: the address of mine they wrote to, in this message or else the latest, or my first.

    Never one at work.
    """
    received = [m for m in reversed(action.application.received) if m is not action.answers]
    for reading in (action.answers, *received) if action.answers else received:
        for written_to in (*reading.envelope.to, *reading.envelope.cc):
            if me.is_me(written_to.address) and not me.is_at_work(written_to.address):
                return Address(me.name, written_to.address)
    return me.address
