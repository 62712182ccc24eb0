"""One role at one company that was sent in by two channels: directly and through an agency, or through two agencies.

Employers drop such candidates, or quarrel about the fee; only the user can say which channel it is to be. Whom drafts
go to is not decided here: that stays the channel of the first touch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent.reading import Kind, Reading
from agent.tracking import (
    Application,
    Likeness,
    believed,
    compare_organisations,
    compare_roles,
    organisation_key,
    own_domain,
)

_ONE_ROLE = frozenset({Likeness.SAME, Likeness.ALIKE})


@dataclass(frozen=True, slots=True)
class Twice:
    """A role that reached the employer in two ways, since `at`; `anchor` names the second one."""

    anchor: str
    at: datetime
    ways: str
    fingerprints: tuple[str, ...] = ()


def submissions_of(applications: Sequence[Application]) -> Mapping[str, Sequence[Application]]:
    """The open applications at companies where an agency stands between, each with all others there."""
    at: defaultdict[object, list[Application]] = defaultdict(list)
    for application in applications:
        if not application.closed:
            at[organisation_key(application.company) or application.id].append(application)
    groups = (group for group in at.values() if any(a.agency for a in group))
    return {application.id: group for group in groups for application in group}


def twice_submitted(application: Application, others: Sequence[Application]) -> Iterator[Twice]:
    """The second channels of an application: within it, and by another one opened before."""
    if application.closed:
        return
    if application.agency:
        yield from _within(application)
    for other in others:
        if _is_the_same(application, other) and _opened(other) < _opened(application):
            yield Twice(other.id, application.opened_at, _ways(other.agency, application.agency))


def _within(application: Application) -> Iterator[Twice]:
    """The first message that tells of another agency, or of an application made directly."""
    for mail in application.received:
        if not believed(mail):
            continue
        other = "" if mail.facts.agency is None else mail.facts.agency.value
        another = compare_organisations(application.agency, other) is Likeness.OTHER
        if another or _direct(application, mail):
            ways = _ways(application.agency, other if another else "")
            yield Twice(mail.envelope.fingerprint, mail.at, ways, (mail.envelope.fingerprint,))
            return


def _direct(application: Application, mail: Reading) -> bool:
    """Whether the employer's own system thanks the user for an application; an agency sends in none by that way."""
    if mail.kind is not Kind.ACKNOWLEDGEMENT or mail.facts.agency is not None or mail.facts.company is None:
        return False
    same = compare_organisations(application.company, mail.facts.company.value) is Likeness.SAME
    agency = {_domain(other) for other in application.received if other.facts.agency is not None}
    return same and _domain(mail) not in agency - {""}


def _domain(mail: Reading) -> str:
    return "" if mail.envelope.sender is None else own_domain(mail.envelope.sender.address)


def _is_the_same(application: Application, other: Application) -> bool:
    """Whether another application is for the same role at the same company, by another channel."""
    if other.id == application.id or other.closed or not (application.agency or other.agency):
        return False
    by_another = compare_organisations(application.agency, other.agency) is not Likeness.SAME
    company = compare_organisations(application.company, other.company) is Likeness.SAME
    return by_another and company and compare_roles(application.role, other.role) in _ONE_ROLE


def _opened(application: Application) -> tuple[datetime, str]:
    return application.opened_at, application.id


def _ways(first: str, second: str) -> str:
    if first and second:
        return f"through {first} and through {second}"
    return f"through {first or second} and directly"
