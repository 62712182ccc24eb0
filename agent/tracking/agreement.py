"""How far one message and one application agree: in what they name, and in who writes.

Names are compared by `names`, domains by `domains`. What follows from an agreement is decided in `correlate`. The
sender's side only ever supports what a message says; by itself it proves little.
"""

from __future__ import annotations

from agent.reading import Address, Direction, Kind, Part, Reading
from agent.tracking.domains import Fit, fit, own_domain
from agent.tracking.model import Application
from agent.tracking.names import (
    Likeness,
    compare_organisations,
    compare_roles,
    qualifies,
    sender_key,
    shows,
    without_organisation,
)

MACHINE_REPLIES = frozenset({Kind.OUT_OF_OFFICE, Kind.BOUNCE})
"""Kinds a machine writes in the name of a person."""


def organisations(application: Application, reading: Reading) -> Likeness:
    """How the organisation stated compares: employers first, then agencies.

    An employer on one side and an agency on the other do not contradict: an agency may name its client late.
    """
    facts = reading.facts
    company = "" if facts.company is None else facts.company.value
    agency = "" if facts.agency is None else facts.agency.value
    employers = compare_organisations(application.company, company)
    agencies = compare_organisations(application.agency, agency)
    if employers is not Likeness.UNSTATED:
        return employers
    if agencies is not Likeness.UNSTATED:
        return agencies
    crossed = compare_organisations(application.company or application.agency, company or agency)
    return Likeness.SAME if crossed is Likeness.SAME else Likeness.UNSTATED


def roles(application: Application, reading: Reading) -> Likeness:
    """How the role stated compares; the employer's name at the end of a title is no part of it."""
    return compare_roles(*_titles(application, reading))


def qualified(application: Application, reading: Reading) -> bool:
    """Whether one of the two titles is the other with a closer description."""
    return qualifies(*_titles(application, reading))


def by_agency_only(application: Application, reading: Reading) -> bool:
    """Whether it is an agency alone that the two have in common."""
    said = reading.facts.company
    employer = compare_organisations(application.company, "" if said is None else said.value)
    return bool(application.agency) and employer is Likeness.UNSTATED


def role_of(reading: Reading) -> str:
    """The role stated; empty when there is none."""
    return "" if reading.facts.role is None else reading.facts.role.value


def named_organisations(reading: Reading) -> tuple[str, ...]:
    """The employer and the agency stated."""
    return tuple(said.value for said in (reading.facts.company, reading.facts.agency) if said is not None)


def supported_by(application: Application, reading: Reading) -> str:
    """What, beside its names, ties a message to an application, as half a sentence; empty when nothing does.

    For messages that name no organisation, or applications in which none is known. What an agency sends may be about
    any client of the agency's, so its sender supports nothing.
    """
    name = application.company
    if name and without_organisation(role_of(reading), name) != role_of(reading):
        return f"it names {name}"
    if not name and any(_sent_for(application, organisation) for organisation in named_organisations(reading)):
        return f"mail about it came from {named_organisations(reading)[0]} before"
    for address in other_side(reading):
        if shows(address.name, name) or fit(address.address, name) > Fit.NONE:
            return _side(reading, address)
        if _wrote_before(application, reading, address):
            return _side(reading, address)
    return ""


def at_home(application: Application, reading: Reading) -> Fit:
    """How well the sender's address fits the application's employer: by a known person there, or by its name."""
    fits = [Fit.NONE]
    for address in other_side(reading):
        fits += [fit(address.address, application.company)]
        fits += [Fit.WHOLE] if own_domain(address.address) in _home_domains(application) else []
    return max(fits)


def at_another_home(application: Application, reading: Reading) -> bool:
    """Whether a person writes from a domain that is not the employer's, where the employer's is known."""
    home = {d for d in _home_domains(application) if fit(d, application.company) > Fit.NONE}
    theirs = {own_domain(address.address) for address in other_side(reading)} - {""} if reading.human else set()
    return bool(home and theirs) and not home & theirs


def other_side(reading: Reading) -> tuple[Address, ...]:
    """Who is on the other side: the sender, or those the user wrote to."""
    envelope = reading.envelope
    if reading.direction is Direction.OUTBOUND:
        return envelope.to
    return () if envelope.sender is None else (envelope.sender,)


def people_meant(reading: Reading) -> tuple[str, ...]:
    """Addresses of people on the other side: a human sender, the user's recipients, or whom a machine's reply names."""
    if reading.kind is Kind.BOUNCE and reading.direction is Direction.INBOUND:
        return tuple(person.address for person in reading.facts.people if person.address)
    machine = not reading.human and reading.kind not in MACHINE_REPLIES
    if machine and reading.direction is Direction.INBOUND:
        return ()
    return tuple(address.address for address in other_side(reading))


def title_of(application: Application) -> str:
    """An application as the user knows it."""
    return _named(application.role, application.company or application.agency) or application.id


def stated(reading: Reading) -> str:
    """What a message says it is about; empty when it names nothing."""
    return _named(role_of(reading), next(iter(named_organisations(reading)), ""))


def _titles(application: Application, reading: Reading) -> tuple[str, str]:
    ours, theirs = application.role, role_of(reading)
    for organisation in (application.company, application.agency, *named_organisations(reading)):
        ours, theirs = without_organisation(ours, organisation), without_organisation(theirs, organisation)
    return ours, theirs


def _wrote_before(application: Application, reading: Reading, address: Address) -> bool:
    """Whether the same sender, or a colleague in the same domain, wrote in this application already.

    A machine that sends for several employers is told apart by the name it sends under.
    """
    if application.agency:
        return False
    if own_domain(address.address) in _home_domains(application) and not _by_machine(reading):
        return True
    return _tells(address) and any(m.envelope.sender == address for m in application.received)


def _by_machine(reading: Reading) -> bool:
    return reading.direction is Direction.INBOUND and not reading.human


def _tells(address: Address) -> bool:
    """Whether a display name tells one employer from another: not just "Careers", and not the sending service's own."""
    name = "".join(sender_key(address.name))
    return bool(name) and name not in "".join(c for c in address.domain if c.isalnum())


def _sent_for(application: Application, organisation: str) -> bool:
    """Whether an organisation's mail is in an application whose employer nobody has named yet."""
    senders = (m.envelope.sender for m in application.received)
    return any(shows(s.name, organisation) or fit(s.address, organisation) > Fit.NONE for s in senders if s is not None)


def _home_domains(application: Application) -> frozenset[str]:
    """The own domains of the people known there; none where an agency stands between."""
    if application.agency:
        return frozenset()
    people = (p.address for p in application.people if p.address and p.part is not Part.CONSULTANT)
    return frozenset(own_domain(address) for address in people) - {""}


def _side(reading: Reading, address: Address) -> str:
    who = f"{address.name} <{address.address}>" if address.name else address.address
    return f"it is from {who}" if reading.direction is Direction.INBOUND else f"it is to {who}"


def _named(role: str, organisation: str) -> str:
    return " at ".join(name for name in (role, organisation) if name)
