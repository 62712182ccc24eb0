"""The search as a whole: what one application has to know of the others, worked out once for a plan.

Written offers that wait for an answer, and acceptances. Who was written to when, across applications, is in `contacts`;
who is known from whose mail, in `acquaintances`. What follows from any of it is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from agent.deciding import words
from agent.deciding.correspondence import LAST, doubtful, utc
from agent.deciding.model import Context, RuleBook, Situation
from agent.reading import Kind, Reading, Trust
from agent.tracking import Application, Form, Offer, OfferRecorded, Outcome, Reopened, Stage, same_organisation


@dataclass(frozen=True, slots=True)
class OfferElsewhere:
    """A written offer without conditions that another application waits with, and why it is not sure, if it is not.

    `names` are those of the employer and the agency behind it, in lower case: neither is told of their own offer.
    """

    application: str
    about: str
    offer: Offer
    doubt: str = ""
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The user accepted a job. `offer` is what is on record of it, `doubt` why that is not sure, if it is not."""

    application: str
    about: str
    at: datetime
    offer: Offer | None = None
    doubt: str = ""

    @property
    def firm(self) -> bool:
        """Whether what was accepted is in writing and hangs on nothing more."""
        return self.offer is not None and self.offer.form is Form.WRITTEN and not self.offer.conditional


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What one application has to know of all others.

    `offers` begins with the one of another employer that is to be answered first, followed by any it was told of.
    `acceptance` is that of another job, unless the application is newer or was taken up again since.
    """

    offers: tuple[OfferElsewhere, ...] = ()
    acceptance: Acceptance | None = None


NOTHING_ELSEWHERE = Elsewhere()
"""There is nothing to know of the others."""


@dataclass(frozen=True, slots=True)
class Search:
    """Offers by application, the first to be answered first, and the latest acceptances, a firm one before others.

    `telling` are the names of the rules by which one employer is told of another's offer.
    """

    offers: Mapping[str, OfferElsewhere] = field(default_factory=dict)
    acceptances: tuple[Acceptance, ...] = ()
    telling: frozenset[str] = frozenset()

    def seen_from(self, application: Application) -> Elsewhere:
        """What an application has to know of all others."""
        if not self.offers and not self.acceptances:
            return NOTHING_ELSEWHERE
        first = next((o for o in self.offers.values() if not _their_own(o, application)), None)
        told = [o for o in map(self.offers.get, self._told(application)) if o is not None and o is not first]
        offers = (*([] if first is None else [first]), *told)
        return Elsewhere(offers, next((a for a in self.acceptances if _concerns(a, application)), None))

    def due(self, now: datetime) -> Iterable[datetime]:
        """When an offer on record will have run out."""
        ends = (utc(o.offer.answer_by) for o in self.offers.values() if o.offer.answer_by is not None)
        return (at for at in ends if at > utc(now))

    def _told(self, application: Application) -> dict[str, None]:
        own = (d for d in application.drafts if d.rule in self.telling)
        marks = (d.occasion.removeprefix(f"{application.id}/{d.rule}/").rpartition("/")[0] for d in own)
        return dict.fromkeys(mark.removeprefix(OFFER_OF) for mark in marks)


OFFER_OF = "offer-of-"
"""How an anchor begins that names the offer of another application."""


def search_of(applications: Iterable[Application], rules: RuleBook, now: datetime, context: Context) -> Search:
    """The search at an instant. Every application is looked at once."""
    offers: list[OfferElsewhere] = []
    acceptances: list[Acceptance] = []
    for application in applications:
        offer = open_offer(application, now)
        if offer is not None and offer.form is Form.WRITTEN and not offer.conditional:
            doubt = _doubt(application, offer, rules, context)
            offers.append(OfferElsewhere(application.id, words.place(application), offer, doubt, _names(application)))
        if application.outcome is Outcome.ACCEPTED and application.closed_at is not None:
            taken = application.offer
            doubt = "" if taken is None else _doubt(application, taken, rules, context)
            about = words.place(application)
            acceptances.append(Acceptance(application.id, about, utc(application.closed_at), taken, doubt))
    latest = sorted(acceptances, key=lambda a: (a.at, a.application))
    firm = [a for a in latest if a.firm]
    return Search(
        {o.application: o for o in sorted(offers, key=_urgency)},
        tuple(dict.fromkeys((*firm[-1:], *latest[-1:]))),
        frozenset(rule.name for rule in rules.rules if rule.situation is Situation.OFFER_ELSEWHERE),
    )


def open_offer(application: Application, now: datetime) -> Offer | None:
    """The offer an application waits with at an instant: not answered, not taken back, not run out."""
    offer = application.offer
    if offer is None or application.stage is not Stage.OFFER:
        return None
    return None if offer.answer_by is not None and utc(offer.answer_by) <= utc(now) else offer


def _names(application: Application) -> frozenset[str]:
    return frozenset({application.company.strip().casefold(), application.agency.strip().casefold()} - {""})


def _their_own(other: OfferElsewhere, application: Application) -> bool:
    """Whether an offer is this application's own, or made by the same employer or through the same agency."""
    if other.application == application.id or other.names & _names(application):
        return True
    by = other.offer.by
    domain = "" if by is None else (by.address or "").rpartition("@")[2]
    people = (p.address.rpartition("@")[2] for p in application.people if p.address)
    return bool(domain) and any(same_organisation(domain, theirs) for theirs in people)


def _urgency(offer: OfferElsewhere) -> tuple[datetime, str]:
    by = offer.offer.answer_by
    return LAST if by is None else utc(by), offer.application


def _concerns(acceptance: Acceptance, application: Application) -> bool:
    """Whether an acceptance ends the search this application belongs to."""
    if acceptance.application == application.id or utc(application.opened_at) > acceptance.at:
        return False
    return not any(isinstance(e, Reopened) and utc(e.at) > acceptance.at for e in application.events)


def _doubt(application: Application, offer: Offer, rules: RuleBook, context: Context) -> str:
    """Why it is not sure that an offer stands as recorded; empty where it is."""
    place = words.place(application)
    if application.id in context.in_question:
        return f"A message may belong to {words.matter(application)} or not; please say which"
    by = next((m for m in application.received if m.envelope.fingerprint == offer.fingerprint), None)
    if by is not None and by.trust in {Trust.FAILED, Trust.SUSPECT} and not _confirmed(application, by):
        return f"The message with the offer of {place} may not be theirs; please look"
    if any(doubtful(m, rules) and utc(m.at) >= utc(offer.made_at) for m in application.received):
        return f"Since the offer of {place} a message came that may say otherwise; please look"
    return ""


def _confirmed(application: Application, mail: Reading) -> bool:
    """Whether the user said themselves that there is such an offer."""
    said = (c for c in application.corrections if c.fingerprint == mail.envelope.fingerprint)
    by_word = any(c.field == "kind" and c.value == Kind.OFFER for c in said)
    return by_word or any(isinstance(e, OfferRecorded) for e in application.events)
