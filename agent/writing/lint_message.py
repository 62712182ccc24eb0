"""Lint rules on the message itself: to whom, from what, in which thread, and that it is nothing but text.

L07–L09 and L22–L25. Each function returns None if its rule is kept, else the detail to put into the rule's sentence.
"""

from __future__ import annotations

import re
from email.utils import getaddresses

from agent.reading import Address, Part, is_no_reply
from agent.tracking import is_relay, same_organisation
from agent.writing import lint_words
from agent.writing.lint_case import Case, sign_off
from agent.writing.thread import reply_subject, well_formed

LONGEST_NEW_SUBJECT = 60
"""Characters of a subject of our own; the subject of a thread is kept whatever its length."""

_PHONE = re.compile(r"(?<![\w:/.])\+?\(?[0-9](?:[ ()/.-]{0,2}[0-9]){7,}")
_TAG = re.compile(r"</?[A-Za-z][^>\n]*>")
_RECEIPTS = ("Disposition-Notification-To", "Return-Receipt-To", "X-Confirm-Reading-To")


def not_one_recipient(case: Case) -> str | None:
    """L07: one To, and neither Cc nor Bcc."""
    to = [address for _, address in getaddresses(case.headers.get_all("To", []))]
    if case.headers["Cc"] is not None or case.headers["Bcc"] is not None:
        return "a copy to others"
    return None if len(to) == 1 and to[0] == case.draft.to else f"{len(to)} recipients"


def nobody_reads(case: Case) -> str | None:
    """L08: not a no-reply or dead address, nor a relay through which no person ever wrote."""
    address = case.draft.to
    to = Address("", address)
    if is_no_reply(to) or address.lower() in {a.lower() for a in case.action.application.dead_addresses}:
        return address
    relayed = is_relay(to.domain) or any(f".{to.domain}".endswith(f".{vendor}") for vendor in lint_words.VENDORS)
    return address if relayed and not _a_person_wrote_from(address, case) else None


def wrong_party(case: Case) -> str | None:
    """L09: to the side it is for: the referee, the agency where there is one, another employer than the offer's.

    What is meant for others never comes back to the user.
    """
    action, to = case.action, case.draft.to.lower()
    referee, offer = action.grounds.referee, action.grounds.offer
    if case.me.is_me(to):
        return "this address is your own"
    if case.demands.to_referee:
        return None if referee is not None and referee.address.lower() == to else "they are not the referee"
    if case.demands.of_other_offer and offer is not None and offer.by is not None:
        return "the offer is their own" if _same_house(to, offer.by.address or "") else None
    past_the_agency = bool(action.application.agency) and action.to.part is Part.INTERVIEWER
    return "an agency stands between" if past_the_agency and not _at_the_agency(case) else None


def _same_house(one: str, other: str) -> bool:
    return one == other.lower() or same_organisation(one.rpartition("@")[2], other.rpartition("@")[2])


def _at_the_agency(case: Case) -> bool:
    """Whether the reader is at the agency themselves, and interviewed for it."""
    consultants = (p.address for p in case.action.application.people if p.part is Part.CONSULTANT)
    return any(address and _same_house(case.draft.to.lower(), address) for address in consultants)


def _a_person_wrote_from(address: str, case: Case) -> bool:
    envelopes = [m.envelope for m in case.action.application.received if m.human]
    known = {a.address.lower() for e in envelopes for a in (e.sender, *e.reply_to) if a is not None}
    return address.lower() in known


def several_applications(case: Case) -> str | None:
    """L22: the occasion, the application and the message answered belong together."""
    application, answered = case.action.application, case.action.answers
    if case.action.occasion.application != application.id:
        return "the occasion is another application's"
    known = {m.envelope.fingerprint for m in application.mails}
    return None if answered is None or answered.envelope.fingerprint in known else "the message answered is another's"


def wrong_signature(case: Case) -> str | None:
    """L23: signed as the profile says, and no telephone number but the profile's."""
    if not case.draft.text.rstrip().endswith(sign_off(case.me)):
        return "the signature is not yours"
    number = _PHONE.search(case.own_words)
    mine = re.sub(r"\D", "", case.me.phone)
    return f'"{number[0]}"' if number and re.sub(r"\D", "", number[0]) != mine else None


def not_plain_text(case: Case) -> str | None:
    """L24: text and nothing else: no HTML, no receipt asked for."""
    if case.headers.get_content_type() != "text/plain":
        return case.headers.get_content_type()
    receipt = next((name for name in _RECEIPTS if case.headers[name] is not None), None)
    tag = _TAG.search(case.own_words)
    return receipt or (f'"{tag[0]}"' if tag else None)


def wrong_thread(case: Case) -> str | None:
    """L25: in a thread its subject and ids, else a short subject without alarm."""
    answered, subject = case.action.answers, case.draft.subject
    if answered is None or not reply_subject(answered.envelope.subject):
        alarm = re.search(r"\burgent\b|\bdringend\b|!", subject, re.IGNORECASE)
        too_long = len(subject) > LONGEST_NEW_SUBJECT
        return f"{len(subject)} characters" if too_long else f'"{alarm[0]}"' if alarm else None if subject else "none"
    if subject != reply_subject(answered.envelope.subject):
        return "it is not the thread's"
    wanted = answered.envelope.message_id if well_formed(answered.envelope.message_id) else None
    threaded = case.headers["In-Reply-To"] == wanted and (wanted or "") in (case.headers["References"] or "")
    return None if threaded else "In-Reply-To or References is missing"
