"""The domains and people known so far, from all applications: who was there first, and who was brought in by whom.

It knows nothing of drafts; what to think of a newcomer who resembles somebody known is in `distrust`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from agent.deciding.correspondence import utc
from agent.reading import Direction, Lookalike, Reading, looks_like, organisational_domain
from agent.tracking import Application, is_relay


@dataclass(frozen=True, slots=True)
class Acquaintances:
    """When each registered domain was first seen. `introduced` are those that somebody else brought in, or the user."""

    since: dict[str, datetime] = field(default_factory=dict)
    introduced: frozenset[str] = frozenset()

    def imitated_by(self, domain: str) -> Lookalike | None:
        """The domain known longer that this one, come by itself, passes itself off as."""
        own = organisational_domain(domain)
        if own is None or own not in self.since or own in self.introduced or is_relay(domain):
            return None
        return looks_like(domain, (other for other, since in self.since.items() if since < self.since[own]))


def acquaintances_of(applications: Iterable[Application]) -> Acquaintances:
    """Go through all mail in the order it arrived: the Date is the sender's word, and an impostor would be first."""
    mails = sorted((m for a in applications for m in a.mails), key=lambda m: (arrived(m), m.envelope.fingerprint))
    since: dict[str, datetime] = {}
    introduced: set[str] = set()
    for mail in mails:
        sender = mail.envelope.sender
        own = (organisational_domain(sender.domain) or "") if sender and mail.direction is Direction.INBOUND else ""
        if own:
            since.setdefault(own, arrived(mail))
        for domain in _named(mail):
            if domain not in since:
                since[domain] = arrived(mail)
                introduced.add(domain)
    return Acquaintances(since, frozenset(introduced))


def arrived(mail: Reading) -> datetime:
    """When the server received a message."""
    return utc(mail.envelope.received_at)


def _named(mail: Reading) -> Iterator[str]:
    """The registered domains of everybody a message is addressed to or names with an address."""
    envelope = mail.envelope
    addresses = [a.address for a in (*envelope.to, *envelope.cc)] + [p.address or "" for p in mail.facts.people]
    for address in addresses:
        if domain := organisational_domain(address.rpartition("@")[2]):
            yield domain
