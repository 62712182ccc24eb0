"""Offers: thanks for one, more time to answer it, a question about its paper, and word of it to other employers.

An offer is spoken of elsewhere only when it is in writing, without conditions, and its day of answer known.
What mail and the user said of an offer is tracking's; leaving on account of one is in `leaving`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from agent.deciding import words
from agent.deciding.anchored import anchored
from agent.deciding.candidate import Candidate, Objection, anchor_of
from agent.deciding.case import Case
from agent.deciding.correspondence import utc
from agent.deciding.lengths import Duration
from agent.deciding.model import Gate, Grounds, Rule
from agent.deciding.search import OFFER_OF, OfferElsewhere, open_offer
from agent.deciding.timing import after, after_day
from agent.tracking import Fate, Form, Offer, Stage, Wish, Wished

AFTER_PROMISED_PAPER: Final = Duration(1, "business days")
"""So long after the day they named for the paper it may be asked after (etiquette R14)."""


def offer_made(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Thanks for a written offer, once for an application. A request for more time gives thanks as well."""
    offer = open_offer(case.application, case.now)
    if case.application.closed:
        offer = case.application.offer
    if offer is None or offer.form is not Form.WRITTEN:
        return
    wish = _latest_wish(case)
    if wish is not None and _objection_to(case, rule, wish, offer) is None:
        return
    yield from anchored(
        case,
        rule,
        anchor="offer",
        start=utc(offer.made_at),
        since=_known_since(case, offer),
        because=f"They offered you {words.matter(case.application)} in writing{_by_when(case, offer)}",
        deadline=_deadline(offer),
        grounds=Grounds(offer=offer),
    )


def time_wanted(case: Case, rule: Rule) -> Iterator[Candidate]:
    """A request for more time to answer an offer, because the user wants one and says why."""
    wish = _latest_wish(case)
    if wish is None or case.application.closed:
        return
    offer = open_offer(case.application, case.now)
    made_at = [] if offer is None else [utc(offer.made_at)]
    yield from anchored(
        case,
        rule,
        anchor=_anchor(wish),
        start=max([utc(wish.at), *made_at]),
        since=utc(wish.at),
        because=f"You want more time to answer the offer of {words.place(case.application)}{_by_when(case, offer)}",
        deadline=None if offer is None else _deadline(offer),
        grounds=Grounds(offer=offer, wish=wish),
        objection=_objection_to(case, rule, wish, offer),
    )


def verbal_offer(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Asking when the paper may come, while an offer is one by word of mouth alone."""
    offer = open_offer(case.application, case.now)
    if offer is None or offer.form is not Form.VERBAL:
        return
    start, wait = _paper_due(case, rule)
    yield from anchored(
        case,
        rule,
        anchor="verbal-offer",
        start=start,
        since=utc(offer.made_at),
        because=f"They offered you {words.matter(case.application)}, and nothing in writing is known of since "
        f"{words.on(case.home, utc(offer.made_at))}",
        wait=wait,
        grounds=Grounds(offer=offer),
    )


def offer_elsewhere(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Telling an employer who has interviewed, or is about to, that an offer of another has to be answered."""
    application = case.application
    met = any(not i.cancelled and i.held is not False for i in case.meetings)
    if application.closed or application.stage is Stage.OFFER or not met or not application.preferred:
        return
    for other in case.elsewhere.offers:
        yield from anchored(
            case,
            rule,
            anchor=f"{OFFER_OF}{other.application}",
            start=utc(other.offer.made_at),
            since=utc(other.offer.made_at),
            because=f"{words.start(other.about)} offered you a job in writing{_by_when(case, other.offer)}, and "
            f"{words.place(application)} may want to know",
            deadline=_deadline(other.offer),
            grounds=Grounds(offer=other.offer),
            objection=_told_before(case, rule, other) or _objection_to_telling(other),
        )


def _told_before(case: Case, rule: Rule, other: OfferElsewhere) -> Objection | None:
    """One employer hears of one offer (etiquette R15): who speaks of a second one seems to play them off."""
    application = case.application
    for draft in application.drafts:
        another = anchor_of(draft, application.id) != f"{OFFER_OF}{other.application}"
        if draft.rule == rule.name and another and draft.fate is Fate.SENT:
            when = words.on(case.home, utc(draft.fate_at or draft.placed_at))
            return Objection(
                Gate.CAP_REACHED,
                f"You told {words.place(application)} of an offer on {when}; of another, speak to them by phone.",
            )
    return None


def _objection_to_telling(other: OfferElsewhere) -> Objection | None:
    if other.doubt:
        return Objection(Gate.DOUBT, f"{other.doubt}, for nothing is said of an offer that may not stand.")
    if other.offer.answer_by is None:
        return Objection(
            Gate.INCOMPLETE,
            f"Nobody has said by when the offer of {other.about} is to be answered; once you note that day, this can "
            "be drafted.",
        )
    return None


def _latest_wish(case: Case) -> Wished | None:
    wishes = (w for w in reversed(case.application.wishes) if w.wish is Wish.MORE_TIME)
    return next(wishes, None)


def _anchor(wish: Wished) -> str:
    return f"wish@{utc(wish.at):%Y%m%dT%H%M%S%fZ}"


def _objection_to(case: Case, rule: Rule, wish: Wished, offer: Offer | None) -> Objection | None:
    """What the request for more time lacks: a reason, a day, an offer to answer; or that it was made before."""
    what = f"You want more time to answer the offer of {words.place(case.application)}"
    if offer is None:
        return Objection(Gate.INCOMPLETE, f"{what}, but none that waits for your answer is on record; note it first.")
    if not wish.reason.strip():
        return Objection(
            Gate.INCOMPLETE, f"{what}, but gave no reason; one that is granted has a reason, so say it in a sentence."
        )
    if wish.until is None:
        return Objection(Gate.INCOMPLETE, f"{what}, but did not say until when; name the day you ask for.")
    if offer.answer_by is not None and wish.until <= case.calendar.day(utc(offer.answer_by)):
        return Objection(
            Gate.INCOMPLETE, f"{what}, but the day you name is no later than the one you have; name a later one."
        )
    asked = [d for d in case.application.drafts if d.rule == rule.name and d.fate is Fate.SENT]
    if any(anchor_of(d, case.application.id) != _anchor(wish) for d in asked):
        return Objection(Gate.CAP_REACHED, f"{what}, but asked for some before; if you must, ring them.")
    return None


def _paper_due(case: Case, rule: Rule) -> tuple[datetime, Duration | None]:
    """From when, and how long, to wait for the paper: as the rule says, but until after the day they named for it."""
    start, promise = case.last_heard_at, case.promise
    if promise is None:
        return start, None
    named = case.calendar.closes(promise.span.end)
    promised = after_day(promise.span.end, AFTER_PROMISED_PAPER, case.calendar)
    later = promised > after(start, rule.after, case.calendar)
    return (named, AFTER_PROMISED_PAPER) if later else (start, None)


def _known_since(case: Case, offer: Offer) -> datetime:
    """Since when the user could have answered: a word on an offer may come days after its mail."""
    mail = case.mails.get(offer.fingerprint)
    return utc(offer.made_at) if mail is None else min(utc(offer.made_at), utc(mail.at))


def _deadline(offer: Offer) -> datetime | None:
    return None if offer.answer_by is None else utc(offer.answer_by)


def _by_when(case: Case, offer: Offer | None) -> str:
    if offer is None or offer.answer_by is None:
        return ""
    return f", to be answered by {words.moment(utc(offer.answer_by), case.home)}"
