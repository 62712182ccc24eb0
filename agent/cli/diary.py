"""A replay told to a person: a diary by day, one entry for each thing that happened, and totals at the end.

It leaves out what says nothing new; all of it is in the JSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from agent.cli.letters import subject_of
from agent.cli.page import Page, capital, sentence
from agent.cli.words import (
    FATE,
    GATE,
    KIND,
    KINDS,
    OUTCOME,
    by_name,
    counted,
    draft_of,
    listed,
    stage_of,
    title_of,
    who,
)
from agent.deciding import Gate, RuleBook
from agent.happenings import Asked, Drafted, Filed, Held, Moved, NotWritten, Presumed, TakenBack, Told
from agent.reading import Direction, Kind, Reading
from agent.replaying import Count
from agent.tracking import Application, ApplicationOpened, DraftBecame, MailFiled, Outcome

PLAIN = frozenset({Gate.CLOSED, Gate.DRAFT_OPEN, Gate.DISMISSED})
"""Gates that need no telling: what happened just before says it."""

Entry = tuple[str, tuple[str, ...]]
"""One thing told: its head, and what stands beneath."""


@dataclass(slots=True)
class Totals:
    """What happened, counted."""

    first: datetime | None = None
    last: datetime | None = None
    kinds: Counter[Kind] = field(default_factory=Counter)
    own: int = 0
    drafts: Counter[str] = field(default_factory=Counter)
    taken_back: int = 0
    not_written: int = 0
    questions: int = 0
    held: Counter[Gate] = field(default_factory=Counter)
    applications: dict[str, Application] = field(default_factory=dict)

    def note(self, told: Told) -> None:
        """Count one thing."""
        self.first, self.last = self.first or told.at, told.at
        if isinstance(told, Asked):
            self.questions += 1
            return
        self.applications[told.application.id] = told.application
        match told:
            case Filed(event=MailFiled(reading=reading)) if reading.direction is Direction.INBOUND:
                self.kinds[reading.kind] += 1
            case Filed(event=MailFiled()):
                self.own += 1
            case Drafted():
                self.drafts[draft_of(told.action.rule)] += 1
            case TakenBack():
                self.taken_back += 1
            case NotWritten():
                self.not_written += 1
            case Held():
                self.held[told.held.gate] += 1
            case _:
                pass


@dataclass(slots=True)
class Diary:
    """Pages for people; give it everything that happens, in order of time."""

    page: Page
    zone: tzinfo
    book: RuleBook
    totals: Totals = field(default_factory=Totals)
    _day: date | None = None

    def write(self, told: Told) -> None:
        """Write one thing down, under its day."""
        self.totals.note(told)
        entry = self._entry(told)
        if entry is None:
            return
        at = told.at.astimezone(self.zone)
        if at.date() != self._day:
            self._day = at.date()
            self.page.heading(f"{at:%a %-d %b %Y}")
        head, below = entry
        self.page.entry(f"{at:%H:%M}  {head}", *(line for line in below if line))

    def _entry(self, told: Told) -> Entry | None:  # noqa: PLR0911 - one return for each sort of thing reads best
        match told:
            case Asked():
                return f"A question for you: {_letter(told.stored.reading)}", (_named(told),)
            case Filed():
                return _filed(told)
            case Moved():
                told_by_another = told.before is None or told.application.outcome is Outcome.NO_RESPONSE
                now = f"{title_of(told.application)} is {stage_of(told.application)} now"
                return None if told_by_another else (now, ())
            case Drafted():
                reason = f"{told.action.reason.sentence} [{told.action.rule.name}]"
                head = f"DRAFT: {draft_of(told.action.rule)}, to {who(told.action.to)}"
                return head, (f"“{subject_of(told.intent.raw)}”", reason)
            case NotWritten():
                problems = (sentence(problem.sentence) for problem in told.refused.problems)
                head = f"NOT WRITTEN: {draft_of(told.action.rule)}, to {who(told.action.to)}"
                return head, (*problems, told.action.reason.sentence)
            case TakenBack():
                return f"Taken back: {self._draft(told.action.reason.rule)}", (told.action.reason.sentence,)
            case Presumed():
                return f"{title_of(told.application)} is filed as {OUTCOME[told.action.outcome]}", (
                    told.action.reason.sentence,
                )
            case Held():
                return self._held(told)

    def _held(self, told: Held) -> Entry | None:
        held = told.held
        if held.gate in PLAIN:
            return None
        name = held.occasion.rule
        head = f"Held back ({GATE[held.gate]}): {self._draft(name)}, {title_of(told.application)}"
        return head, (f"{held.reason.sentence} [{name}]",)

    def _draft(self, rule: str) -> str:
        return draft_of(by_name(self.book.rules).get(rule), rule)


def tell_totals(page: Page, totals: Totals, count: Count, zone: tzinfo) -> None:
    """Print what it came to."""
    page.heading("In all")
    page.entry(_read(totals, count, zone))
    if totals.applications:
        stages = Counter(stage_of(application) for application in totals.applications.values())
        told = listed(f"{number} {stage}" for stage, number in stages.most_common())
        page.entry(f"{counted(len(totals.applications), 'application')}: {told}.")
    if totals.drafts:
        told = listed(f"{what} ({number})" for what, number in totals.drafts.most_common())
        back = f" {totals.taken_back} of them taken back again." if totals.taken_back else ""
        page.entry(f"{counted(totals.drafts.total(), 'draft')}: {told}.{back}")
    else:
        page.entry("No drafts.")
    held = [(gate, number) for gate, number in totals.held.most_common() if gate not in PLAIN]
    if held:
        page.entry(f"Held back: {listed(f'{GATE[gate]} ({number})' for gate, number in held)}.")
    if totals.not_written:
        page.entry(f"{counted(totals.not_written, 'draft')} not written, for the lint refused.")
    if totals.questions:
        page.entry(f"{counted(totals.questions, 'message')} only you could have placed.")


def _read(totals: Totals, count: Count, zone: tzinfo) -> str:
    looked = f"{counted(count.looked_at, 'message')} looked at, {count.read} read"
    unreadable = f", {count.unreadable} that could not be read" if count.unreadable else ""
    if totals.first is None or totals.last is None:
        return f"{looked}{unreadable}; none of it about an application."
    span = f"{totals.first.astimezone(zone):%-d %b %Y} to {totals.last.astimezone(zone):%-d %b %Y}"
    kinds: Iterable[str] = (counted(number, *KINDS[kind]) for kind, number in totals.kinds.most_common())
    found = listed([*kinds, *([f"{totals.own} of your own"] if totals.own else [])] or ["none about an application"])
    return f"{span}: {looked}{unreadable}. {capital(found)}."


def _filed(told: Filed) -> Entry | None:
    title = title_of(told.application)
    match told.event:
        case MailFiled(reading=reading, because=because):
            return f"{title}: {_letter(reading)}", (sentence(because),)
        case DraftBecame(fate=fate, because=because):
            return f"{title}: {FATE[fate]}", (sentence(because),)
        case ApplicationOpened():
            return None  # the message that opened it follows
        case event:
            return f"{title}: {event.type.replace('_', ' ')}", ()


def _letter(reading: Reading) -> str:
    subject = f"“{reading.envelope.subject}”" if reading.envelope.subject else "a message without a subject"
    if reading.direction is Direction.OUTBOUND:
        to = ", ".join(address.address for address in reading.envelope.to) or "nobody"
        return f"you wrote {subject} to {to}"
    return f"{KIND[reading.kind]}, {subject}, from {who(reading.envelope.sender)}"


def _named(told: Asked) -> str:
    candidates = told.stored.candidates
    which = f" It may belong to {' or '.join(candidates)}." if candidates else ""
    return f"{sentence(told.stored.because)}{which}"
