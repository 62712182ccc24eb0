"""The domains and people known so far, from all applications: who was there first, and who was brought in by whom.

It knows nothing of drafts; what to think of a newcomer who resembles somebody known is in `distrust`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from agent.deciding.correspondence import utc
from agent.reading import Direction, KnownDomains, Lookalike, Reading, looks_like, organisational_domain
from agent.tracking import Application, is_relay


@dataclass(slots=True)
class Acquaintances:
    """When each registered domain was first seen. `introduced` are those that somebody else brought in, or the user.

    It is added to only, and by mail that came later than all it knows: no answer given before is another one after.
    """

    since: dict[str, datetime] = field(default_factory=dict)
    introduced: set[str] = field(default_factory=set)
    latest: datetime | None = None
    _layout: KnownDomains = field(default_factory=KnownDomains)

    def imitated_by(self, domain: str) -> Lookalike | None:
        """The domain known longer that this one, come by itself, passes itself off as."""
        own = organisational_domain(domain)
        if own is None or own not in self.since or own in self.introduced or is_relay(domain):
            return None
        near = self._layout.near(domain)
        return looks_like(domain, (other for other in near if self.since[other] < self.since[own]))

    def meet(self, mails: Iterable[Reading]) -> None:
        """Go through mail in the order it arrived: the Date is the sender's word, and an impostor would be first."""
        for mail in sorted(mails, key=lambda m: (arrived(m), m.envelope.fingerprint)):
            at = self.latest = arrived(mail)
            sender = mail.envelope.sender
            own = (organisational_domain(sender.domain) or "") if sender and mail.direction is Direction.INBOUND else ""
            if own and own not in self.since:
                self._add(own, at)
            for domain in _named(mail):
                if domain not in self.since:
                    self._add(domain, at)
                    self.introduced.add(domain)

    def _add(self, domain: str, at: datetime) -> None:
        self.since[domain] = at
        self._layout.add(domain)


def acquaintances_of(applications: Iterable[Application]) -> Acquaintances:
    """Everybody known from the mail of all applications."""
    known = Acquaintances()
    known.meet(m for a in applications for m in a.mails)
    return known


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
