"""Referees: a word to each before they are called, and thanks when it is over, whatever came of it.

A referee is the user's own acquaintance: the address is by their record, the days and hours are the user's, and nothing
the employer wished concerns the letter. How often one person may be asked is in `contacts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from agent.deciding import words
from agent.deciding.candidate import Candidate, drafts_on, number_of
from agent.deciding.case import Case
from agent.deciding.correspondence import utc
from agent.deciding.model import Grounds, Occasion, Rule, Situation
from agent.deciding.timing import window
from agent.reading import Part, Person
from agent.tracking import Fate, RefereeNamed


def reference_given(case: Case, rule: Rule) -> Iterator[Candidate]:
    """A letter to everybody the user has named as a reference here, by what they said of them last."""
    for referee in _referees(case):
        named = utc(referee.at)
        because = (
            f"You named {referee.name or referee.address} as a reference for {words.matter(case.application)} on "
            f"{words.on(case.home, named)}"
        )
        yield _letter(case, rule, referee, named, because)


def reference_over(case: Case, rule: Rule) -> Iterator[Candidate]:
    """Thanks to every referee who was written to, once the application has ended."""
    ended = case.application.closed_at
    if not case.application.closed or ended is None:
        return
    told = _told(case)
    for referee in _referees(case):
        if referee.address.lower() in told:
            because = (
                f"{words.start(words.matter(case.application))} is over since {words.on(case.home, utc(ended))}, and "
                f"{referee.name or referee.address} stood by you"
            )
            yield _letter(case, rule, referee, utc(ended), because)


def _referees(case: Case) -> Iterator[RefereeNamed]:
    """Each referee once, in the order of their first naming, with what was said of them last."""
    latest = {referee.address.lower(): referee for referee in case.application.referees}
    yield from latest.values()


def _told(case: Case) -> frozenset[str]:
    """The referees a letter was sent to, by address."""
    rules = {rule.name for rule in case.rules.rules if rule.situation is Situation.REFERENCE_GIVEN}
    sent = (d for d in case.application.drafts if d.rule in rules and d.fate is Fate.SENT)
    return frozenset(d.to.lower() for d in sent)


def _letter(case: Case, rule: Rule, referee: RefereeNamed, start: datetime, because: str) -> Candidate:
    anchor = referee.address.lower()
    earlier = drafts_on(case, rule, anchor)
    return Candidate(
        case=case,
        rule=rule,
        occasion=Occasion(case.application.id, rule.name, anchor, number_of(earlier[-1]) if earlier else 1),
        window=window(rule, start, case.own_calendar, case.rules),
        since=start,
        because=because,
        to=_person(case, referee),
        grounds=Grounds(referee=referee),
        placed=bool(earlier),
    )


def _person(case: Case, referee: RefereeNamed) -> Person | None:
    """The referee as somebody to write to; None where no letter can go."""
    address = referee.address.lower()
    local, _, domain = address.rpartition("@")
    if not local or not domain or len(address.split()) != 1 or case.context.me.is_me(address):
        return None
    if address in {dead.lower() for dead in case.application.dead_addresses}:
        return None
    return Person(referee.name, referee.address, Part.CONTACT)
