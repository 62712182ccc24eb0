"""What was worked out for an earlier plan and still holds: it makes the next plan quicker, and never another.

Worth keeping by whoever decides thousands of times about hundreds of applications of which one has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from agent.deciding.acquaintances import Acquaintances, arrived
from agent.deciding.calendars import Calendars
from agent.deciding.candidate import Candidate
from agent.deciding.case import case_of
from agent.deciding.considering import Considered, consider
from agent.deciding.contacts import Contact
from agent.deciding.correspondence import utc
from agent.deciding.model import Context, Occasion, Reminder, RuleBook
from agent.deciding.notebook import Notebook, notebook_of
from agent.deciding.reminders import Reminded, reminded
from agent.deciding.search import Search, search_of
from agent.deciding.waits import Stop
from agent.reading import Reading
from agent.tracking import Application

Possible = tuple[datetime | None, Stop | None]
"""When a draft may appear, and the first thing in its way."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What everything remembered rests on."""

    rules: RuleBook
    context: Context
    calendars: Calendars


@dataclass(slots=True)
class Memory:
    """Applications as they were considered last, the search as it stands, who is known. Empty at first."""

    search: Search = field(default_factory=Search)

    _ground: _Ground | None = None
    _at: datetime | None = None
    _known: Acquaintances = field(default_factory=Acquaintances)
    _applications: dict[str, Application] = field(default_factory=dict)
    _considered: dict[str, Considered] = field(default_factory=dict)
    _reminded: dict[str, tuple[Considered, Notebook, Reminded]] = field(default_factory=dict)
    _notebook: Notebook = field(default_factory=Notebook)
    _possible: dict[Occasion, tuple[Candidate, tuple[Contact, ...], Possible]] = field(default_factory=dict)

    def consider(
        self, applications: Sequence[Application], rules: RuleBook, now: datetime, context: Context
    ) -> tuple[Considered, ...]:
        """Every application as it is to be considered at an instant; anew only what may have become otherwise."""
        ground = self._stand_on(rules, now, context)
        self._meet(applications)
        before, self.search = self.search, search_of(applications, rules, now, context)
        as_before = self.search == before
        was_asked = frozenset[str]() if self._ground is None else self._ground.context.in_question
        for application in applications:
            name = application.id
            known = self._considered.get(name)
            same = known is not None and self._applications.get(name) is application
            if same and as_before and known is not None:
                elsewhere = known.case.elsewhere
            else:
                elsewhere = self.search.seen_from(application)
            same = same and known is not None and known.case.elsewhere == elsewhere
            if not same or _over(known, now) or (name in was_asked) != (name in context.in_question):
                case = case_of(application, rules, context, now, ground.calendars, self._known, elsewhere)
                self._considered[name] = consider(case)
        self._ground, self._at = ground, now
        self._applications = {application.id: application for application in applications}
        return tuple(self._considered[application.id] for application in applications)

    def notebook(self, applications: Sequence[Application]) -> Notebook:
        """What is written down; the very same as long as it says the same."""
        fresh = notebook_of(applications)
        self._notebook = self._notebook if self._notebook == fresh else fresh
        return self._notebook

    def reminded(self, one: Considered, notebook: Notebook, now: datetime) -> tuple[Reminder, ...]:
        """The reminders that stand in a case, worked out anew once one may have come or gone."""
        name = one.case.application.id
        known = self._reminded.get(name)
        if known is not None and known[0] is one and known[1] is notebook and not _past(known[2].until, now):
            return known[2].standing
        found = reminded(one.case, notebook, now)
        self._reminded[name] = (one, notebook, found)
        return found.standing

    @property
    def good_until(self) -> datetime | None:
        """When something of what is remembered may be otherwise by the mere passing of time, if ever.

        Earlier than a plan's `next_due` where only what is held back would be told differently.
        """
        return min((known.until for known in self._considered.values() if known.until is not None), default=None)

    def possible(self, candidate: Candidate, contacts: tuple[Contact, ...]) -> Possible | None:
        """When a draft whose time has not come may appear, if it was worked out for the same contacts before."""
        known = self._possible.get(candidate.occasion)
        return known[2] if known is not None and known[0] is candidate and known[1] == contacts else None

    def note(self, candidate: Candidate, contacts: tuple[Contact, ...], possible: Possible) -> None:
        """Remember that."""
        self._possible[candidate.occasion] = (candidate, contacts, possible)

    def _stand_on(self, rules: RuleBook, now: datetime, context: Context) -> _Ground:
        """Forget everything where the rules, the user or the order of time are others; a question concerns its own."""
        ground = self._ground
        if ground is not None and self._holds_on(ground, rules, now, context):
            return replace(ground, context=context)
        self._forget()
        return _Ground(rules, context, Calendars(rules, context.me))

    def _holds_on(self, ground: _Ground, rules: RuleBook, now: datetime, context: Context) -> bool:
        later = self._at is not None and self._at <= now
        return later and ground.rules is rules and replace(ground.context, in_question=context.in_question) == context

    def _meet(self, applications: Sequence[Application]) -> None:
        """Meet whom new mail names; from the beginning where it did not simply come after all that is known."""
        fresh = self._fresh(applications)
        latest = self._known.latest
        if fresh is None or (latest is not None and any(arrived(mail) <= latest for mail in fresh)):
            self._forget()
            fresh = [mail for application in applications for mail in application.mails]
        self._known.meet(fresh)

    def _fresh(self, applications: Sequence[Application]) -> list[Reading] | None:
        """The mail not met yet; None where some that was met is gone or understood in another way."""
        if not self._applications.keys() <= {application.id for application in applications}:
            return None
        fresh: list[Reading] = []
        for application in applications:
            known = self._applications.get(application.id)
            if known is application:
                continue
            before = () if known is None else known.mails
            if application.mails[: len(before)] != before:
                return None
            fresh += application.mails[len(before) :]
        return fresh

    def _forget(self) -> None:
        self._ground = None
        self._known = Acquaintances()
        self._applications, self._considered, self._reminded, self._possible = {}, {}, {}, {}


def _over(known: Considered | None, now: datetime) -> bool:
    return known is None or _past(known.until, now)


def _past(until: datetime | None, now: datetime) -> bool:
    return until is not None and utc(now) >= until
