"""What they said about not being written to, and which drafts that concerns (G5).

An automated line ("we only contact those we shortlist", "do not reply to this address") is about applications in
general: it speaks against asking after an application, not against a word to people one has met. What a person asks
once interviews are under way is meant for the user. The user's own word concerns everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.deciding import words
from agent.deciding.candidate import Candidate
from agent.deciding.case import Case
from agent.deciding.correspondence import utc
from agent.deciding.manner import Manner
from agent.deciding.model import Gate, Situation
from agent.deciding.waits import Stop
from agent.reading import Direction, Kind, Part, Person, Reading

EXPLICIT = "do-not-ask"
"""The wording group that asks for something not to be done; the others only say what silence means."""

SILENCE_MEANS_NO = "silence-means-no"
"""The wording group that says: not hearing by a day is the answer."""

_INTERVIEWING = frozenset({Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED})
_CALLS = re.compile(r"\b(?:call|calls|calling|phone|phoning|telephone|ring)\b", re.IGNORECASE)
_LETTERS = re.compile(r"\b(?:contact|e-?mail|follow|write|reply|respond|chase)", re.IGNORECASE)


def no_contact(candidate: Candidate) -> Stop | None:
    """The gate of G5: by the user's word, or by the latest wish of theirs that concerns this draft."""
    case = candidate.case
    if not case.application.no_contact.strip() or candidate.manner is Manner.BRIEFING:
        return None
    wishes = list(_wishes(case))
    if any(c.field == "no_contact" for c in case.application.corrections) or not wishes:
        return Stop(Gate.NO_CONTACT, "You said that there is to be no contact here, so nothing is written.")
    for mail in reversed(wishes):
        if _concerns(mail, candidate):
            return Stop(Gate.NO_CONTACT, _sentence(mail, candidate), None, (mail.envelope.fingerprint,))
    return None


def means_no(mail: Reading | None) -> bool:
    """Whether a message says that hearing nothing means no: the day it names is then no promise to be in touch."""
    return mail is not None and mail.facts.no_contact is not None and mail.facts.no_contact.value == SILENCE_MEANS_NO


def _wishes(case: Case) -> Iterator[Reading]:
    mails = case.application.mails
    yield from (m for m in mails if m.direction is Direction.INBOUND and m.facts.no_contact is not None)


def _concerns(mail: Reading, candidate: Candidate) -> bool:
    """Whether a wish speaks against this draft: the later in the process, the more personal it has to be."""
    if candidate.rule.situation is Situation.APPLICATION_SILENCE:
        return True
    if not mail.human:
        return False
    if candidate.manner is Manner.RENEWING:
        return True
    return _while_interviewing(mail, candidate.case) if candidate.asks else _against_letters(mail)


def _while_interviewing(mail: Reading, case: Case) -> bool:
    begun = [utc(m.at) for m in case.application.received if m.kind in _INTERVIEWING]
    begun += [utc(i.start) for i in case.meetings]
    return bool(begun) and utc(mail.at) >= min(begun)


def _against_letters(mail: Reading) -> bool:
    """Whether somebody asked not to be written to; "please do not call" is no such wish."""
    wish = mail.facts.no_contact
    if wish is None or wish.value != EXPLICIT:
        return False
    return bool(_LETTERS.search(wish.quote)) or not _CALLS.search(wish.quote)


def _sentence(mail: Reading, candidate: Candidate) -> str:
    wish, when = mail.facts.no_contact, words.on(candidate.case.home, utc(mail.at))
    quote = "" if wish is None else wish.quote.strip() or wish.value
    if not mail.human:
        return (
            f"Their automated message of {when} says “{quote}”, so nothing is asked before a person there has "
            "interviewed you."
        )
    sender = mail.envelope.sender
    who = words.called(None if sender is None else Person(sender.name, sender.address, Part.CONTACT))
    return f"{words.start(who)} wrote on {when}: “{quote}”, so this is not written."
