"""Who is written to: the first in the rule's order whose own address is known and leads to a person.

Addresses are never guessed, and never those of machines, of relays the user has not used before, or of mail that came
back (etiquette §4). An application through an agency goes through its consultant, whatever a rule says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from agent.deciding.case import Case
from agent.deciding.manner import Manner, rules_in_manner
from agent.deciding.model import Rule, Situation
from agent.reading import Address, Kind, Part, Person, Reading, is_no_reply
from agent.tracking import Fate, Interview, is_relay, same_organisation

ARRANGING = frozenset(
    {
        Kind.INTERVIEW_INVITE,
        Kind.INTERVIEW_SCHEDULED,
        Kind.INTERVIEW_RESCHEDULED,
        Kind.INTERVIEW_CANCELLED,
        Kind.RECRUITER_OUTREACH,
    }
)
"""Kinds of message by which times are arranged."""

_SOUNDS_UNREAD = re.compile(r"notification|mailer|bounce|postmaster|auto(?:mated|mailer)", re.IGNORECASE)
"""What only sounds as if nobody read it may be a person's; that doubt is enough not to write there."""

_TOKEN = re.compile(r"(?=(?:[^@]*[0-9]){3})[0-9a-z]{20,}|[0-9a-f]{8}-[0-9a-f]{4}-|\+[0-9a-z._-]{12,}", re.IGNORECASE)
_ROLE_MAILBOX = re.compile(
    r"(?:jobs?|careers?|karriere|hr|people|info|hello|hi|contact|kontakt|office|team|talent|recruit(?:ing|ment)?"
    r"|bewerbung(?:en)?|applications?|apply|hiring|personal|rh|recrutement|empleo|support|admin|mail)",
    re.IGNORECASE,
)


def recipient(case: Case, rule: Rule, interview: Interview | None = None) -> Person | None:
    """Whom a draft of this rule is to, or None when nobody can be written to.

    `interview` is the one it is about. After an application only, the person must be known by name, or be the user's
    own word.
    """
    found = (p for source in _sources(case, rule) for p in SOURCES[source](case, interview))
    named = rule.situation is Situation.APPLICATION_SILENCE
    return next((p for p in found if reachable(case, p) and (not named or _is_contact(case, p))), None)


def interviewers(case: Case, interview: Interview) -> tuple[Person, ...]:
    """The interviewers that can be written to themselves; none where an agency stands between."""
    people = () if case.application.agency else tuple(_interviewers(case, interview))
    return tuple(p for p in people if reachable(case, p))


def reachable(case: Case, person: Person) -> bool:
    """Whether a person has an address that leads to somebody, and not back to the user."""
    address = (person.address or "").lower()
    local, _, domain = address.rpartition("@")
    if not local or not domain or len(address.split()) != 1 or case.context.me.is_me(address):
        return False
    if address in {dead.lower() for dead in case.application.dead_addresses} or case.application.is_referee(address):
        return False
    if is_no_reply(Address("", address)) or _SOUNDS_UNREAD.search(local):
        return False
    return address in case.exchange.written_to or not (is_relay(domain) or _TOKEN.search(local))


def reply_address(case: Case, mail: Reading) -> Address | None:
    """Where an answer to a message goes.

    A Reply-To counts only within the sender's organisation, or where the user has written before; one that leads
    elsewhere is how answers are stolen.
    """
    sender = mail.envelope.sender
    if sender is None:
        return None
    for wanted in mail.envelope.reply_to:
        if wanted.address.lower() in case.exchange.written_to or same_organisation(wanted.domain, sender.domain):
            name = wanted.name or sender.name
            return Address(name, wanted.address)
    return sender


def message_to_answer(case: Case, person: Person, interview: Interview | None) -> Reading | None:
    """The message a draft to a person answers, so that it stands in the thread they know; None starts a new one.

    Their own last message, else the last that reached them too, else the one by which a person fixed the interview.
    Only a message with an id can be answered.
    """
    address = (person.address or "").lower()
    mails = [s.mail for s in reversed(case.exchange.signs) if s.mail is not None and s.mail.envelope.message_id]
    fixed_by = "" if interview is None else interview.fingerprint
    return (
        next((m for m in mails if _speaks_for(case, m, address)), None)
        or next((m for m in mails if _reached(m, address)), None)
        or next((m for m in mails if m.envelope.fingerprint == fixed_by), None)
    )


def _reached(mail: Reading, address: str) -> bool:
    return address in {a.address.lower() for a in (*mail.envelope.to, *mail.envelope.cc)}


def _sources(case: Case, rule: Rule) -> tuple[str, ...]:
    return ("consultant",) if case.application.agency else rule.to


def _speaks_for(case: Case, mail: Reading, address: str) -> bool:
    sender, answer = mail.envelope.sender, reply_address(case, mail)
    return any(a is not None and a.address.lower() == address for a in (sender, answer))


def _is_contact(case: Case, person: Person) -> bool:
    """Whether somebody may be asked about an application: a named human being, or whom the user named."""
    return (person.address or "").lower() in case.named_by_user or _is_somebody(case, person)


def _is_somebody(case: Case, person: Person) -> bool:
    """Whether a named human being, and not a department, is behind an address."""
    name = person.name.strip().casefold()
    local = (person.address or "").partition("@")[0]
    if not name or name == (person.address or "").casefold() or _ROLE_MAILBOX.fullmatch(local):
        return False
    company = case.application.company.strip().casefold()
    return not company or company not in name


def _promiser(case: Case, _: Interview | None) -> Iterator[Person]:
    promise = case.promise
    if promise is None:
        return
    if promise.by is not None:
        yield promise.by
    mail = case.mails.get(promise.fingerprint)
    if mail is not None and mail.human:
        yield from _sender_of(case, mail)


def _last_human(case: Case, _: Interview | None) -> Iterator[Person]:
    mails = (s.mail for s in reversed(case.exchange.signs) if s.mail is not None)
    yield from (person for mail in mails for person in _sender_of(case, mail))


def _first_human(case: Case) -> Iterator[Person]:
    mails = (s.mail for s in case.exchange.signs if s.mail is not None)
    yield from (person for mail in mails for person in _sender_of(case, mail))


def _sender(case: Case, _: Interview | None) -> Iterator[Person]:
    rejections = (m for m in reversed(case.application.received) if m.kind is Kind.REJECTION and m.human)
    yield from (person for mail in rejections for person in _sender_of(case, mail))


def _offerer(case: Case, _: Interview | None) -> Iterator[Person]:
    """Who made the offer in writing: the sender of its mail, if a person wrote it."""
    offer = case.application.offer
    mail = None if offer is None else case.mails.get(offer.fingerprint)
    if mail is not None and mail.human:
        yield from _sender_of(case, mail)


def _referees(case: Case, _: Interview | None) -> Iterator[Person]:
    """Whom the user named as references, by the user's own record."""
    yield from (Person(r.name, r.address, Part.CONTACT) for r in case.application.referees)


def _scheduler(case: Case, interview: Interview | None) -> Iterator[Person]:
    """Whoever fixed the interview, else asked for a time or fixed one last."""
    mails = [s.mail for s in reversed(case.exchange.signs) if s.mail is not None]
    fixed_by = "" if interview is None else interview.fingerprint
    arranging = [m for m in mails if m.envelope.fingerprint == fixed_by] + [m for m in mails if m.kind in ARRANGING]
    yield from (person for mail in arranging for person in _sender_of(case, mail))


def _asked(case: Case, _: Interview | None) -> Iterator[Person]:
    """Whom the user's last question of ours went to."""
    asking = rules_in_manner(case.rules, Manner.ASKING)
    sent = (d for d in reversed(case.application.drafts) if d.rule in asking and d.fate is Fate.SENT)
    for draft in sent:
        known = (p for p in case.application.people if (p.address or "").lower() == draft.to.lower())
        yield next(known, Person("", draft.to, Part.CONTACT))


def _sender_of(case: Case, mail: Reading) -> Iterator[Person]:
    address = reply_address(case, mail)
    if address is None:
        return
    known = (p for p in _people(case, None) if p.address and p.address.lower() == address.address.lower())
    person = next(known, Person("", None, Part.CONTACT))
    yield Person(address.name or person.name, address.address, person.part)


def _interviewers(case: Case, interview: Interview | None) -> Iterator[Person]:
    """Each interviewer once; an address missing in the invitation may be known from the thread, by the full name."""
    meetings = case.held[-1:] if interview is None else (interview,)
    seen: set[str] = set()
    for person in (p for m in meetings for p in m.people if p.part is Part.INTERVIEWER):
        address = person.address or _address_of(case, person.name)
        if address and address.lower() not in seen:
            seen.add(address.lower())
            yield Person(person.name, address, person.part)


def _address_of(case: Case, name: str) -> str | None:
    """The address of somebody of the same full name; a first name alone could be anybody's."""
    if len(name.split()) < 2:  # noqa: PLR2004 - a full name has two words at least
        return None
    same = (p for p in case.application.people if p.address and p.name.casefold() == name.casefold())
    return next((p.address for p in same), None)


def _of_parts(*parts: Part) -> Callable[[Case, Interview | None], Iterator[Person]]:
    def of_parts(case: Case, interview: Interview | None) -> Iterator[Person]:
        for part in parts:
            yield from (p for p in _people(case, interview) if p.part is part and p.address)

    return of_parts


def _people(case: Case, interview: Interview | None) -> Iterator[Person]:
    if interview is not None:
        yield from interview.people
    yield from case.application.people


def _consultants(case: Case, interview: Interview | None) -> Iterator[Person]:
    """The agency's consultant, else its recruiter, else whoever wrote first: that was the agency."""
    yield from _of_parts(Part.CONSULTANT, Part.RECRUITER)(case, interview)
    yield from _first_human(case)


SOURCES: Mapping[str, Callable[[Case, Interview | None], Iterator[Person]]] = {
    "consultant": _consultants,
    "promiser": _promiser,
    "last_human": _last_human,
    "coordinator": _of_parts(Part.COORDINATOR, Part.RECRUITER),
    "interviewer": _interviewers,
    "contact": _of_parts(Part.CONTACT, Part.RECRUITER),
    "sender": _sender,
    "offerer": _offerer,
    "referee": _referees,
    "scheduler": _scheduler,
    "asked": _asked,
}
"""The words a rule may use in `to`, and the people they mean, the likeliest first."""
