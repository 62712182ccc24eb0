"""`why`: how an application stands and what happens next, then the reasons, then the mails with their words.

For somebody who knows nothing of the program. It decides nothing: the plan and the events say it all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from agent.cli.history import FINGERPRINT, named, timeline
from agent.cli.page import Page, capital, sentence
from agent.cli.words import ENDED, FATE, GATE, OUTCOME, STAGE, by_name, day, draft_of, title_of, who
from agent.deciding import CloseLeft, CloseSilent, Gate, HeldBack, PlaceDraft, Plan, Rule, Upcoming, WithdrawDraft
from agent.ports import Intent, OutboxState
from agent.reading import Kind
from agent.settings import Rules
from agent.tracking import Application, Closed, DraftRecord, Interview

STUCK = frozenset({OutboxState.NEEDS_USER, OutboxState.REFUSED, OutboxState.AMBIGUOUS})
"""States of a draft that was meant to be placed and is not, or not surely."""


@dataclass(frozen=True, slots=True)
class Case:
    """One application with everything the plan and the outbox say of it."""

    application: Application
    now: datetime
    due: tuple[PlaceDraft, ...]
    put_away: tuple[WithdrawDraft | CloseSilent | CloseLeft, ...]
    upcoming: tuple[Upcoming, ...]
    held: tuple[HeldBack, ...]
    stuck: tuple[Intent, ...]

    @classmethod
    def of(cls, application: Application, plan: Plan, intents: Sequence[Intent]) -> Case:
        """Pick what concerns one application; that a closed one is closed is not said twice."""
        name = application.id
        others = (action for action in plan.actions if not isinstance(action, PlaceDraft))
        return cls(
            application=application,
            now=plan.now,
            due=tuple(action for action in plan.drafts if action.occasion.application == name),
            put_away=tuple(action for action in others if action.application == name),
            upcoming=tuple(coming for coming in plan.upcoming if coming.occasion.application == name),
            held=tuple(h for h in plan.held if h.occasion.application == name and h.gate is not Gate.CLOSED),
            stuck=tuple(i for i in intents if i.application == name and i.state in STUCK),
        )


def tell_why(page: Page, case: Case, rules: Rules, zone: tzinfo) -> None:
    """Print the answer, the reasons and the grounds, in this order."""
    page.title(title_of(case.application))
    page.heading("How it stands")
    for line in _standing(case, zone):
        page.say(line, 2)
    page.heading("What happens next")
    _next(page, case, rules, zone)
    if case.held:
        page.heading("Held back")
    for held in case.held:
        until = f" Until {day(held.until, zone)}." if held.until else ""
        name = held.occasion.rule
        head = f"{capital(draft_of(_rule(rules, name), name))}: {GATE[held.gate]}"
        page.entry(head, f"{held.reason.sentence}{until} [{_origin(rules, name)}]")
    _drafts(page, case, rules, zone)
    page.heading("What this rests on")
    for step in timeline(case.application):
        page.entry(f"{day(step.at, zone)}  {step.what}", *step.grounds, *named(step))
    _otherwise(page, case)


def _standing(case: Case, zone: tzinfo) -> Iterator[str]:
    application = case.application
    if application.outcome is not None:
        when = f" on {day(application.closed_at, zone)}" if application.closed_at else ""
        yield f"{ENDED[application.outcome]}{when}."
        because = next((e.because for e in reversed(application.events) if isinstance(e, Closed)), "")
        if because:
            yield sentence(because)
    else:
        yield f"Stage: {STAGE[application.stage]}."
    for interview in application.interviews:
        yield _interview(interview, case.now, zone)
    if application.promise is not None:
        span = application.promise.span
        yield f"They named a date: by {span.end:%a %-d %b %Y} (“{span.quote}”)."
    yield from _terms(application)
    if application.no_contact:
        yield f"They asked not to be written to: “{application.no_contact}”."
    yield f"Afterword calls it {application.id}."


def _terms(application: Application) -> Iterator[str]:
    """What the latest offer says of pay and the first day, with its words."""
    offers = [mail.facts for mail in application.mails if mail.kind is Kind.OFFER]
    salary = next((facts.salary for facts in reversed(offers) if facts.salary), None)
    starts = next((facts.starts for facts in reversed(offers) if facts.starts), None)
    if salary is not None:
        yield f"They offer {salary.value} (“{salary.quote}”)."
    if starts is not None:
        yield f"It begins on {starts.start:%a %-d %b %Y} (“{starts.quote}”)."


def _interview(interview: Interview, now: datetime, zone: tzinfo) -> str:
    people = ", ".join(dict.fromkeys(person.name or person.address or "" for person in interview.people))
    with_whom = f" with {people}" if people else ""
    zoned = interview.timezone or "the time zone was not stated"
    return f"Interview on {day(interview.start, zone)} ({zoned}){with_whom}: {_held_or_not(interview, now)}."


def _held_or_not(interview: Interview, now: datetime) -> str:
    if interview.cancelled:
        return "called off"
    if interview.held is False:
        return "not held, as you said"
    return "held" if interview.was_held(now) else "to come"


def _next(page: Page, case: Case, rules: Rules, zone: tzinfo) -> None:
    for action in case.due:
        head = f"Now: {draft_of(action.rule)}, to {who(action.to)}"
        best = f"Best sent by {day(action.window.suggested, zone)}."
        page.entry(head, f"{action.reason.sentence} {best} [{_origin(rules, action.rule.name)}]")
    for other in case.put_away:
        what = (
            "a draft is out of date" if isinstance(other, WithdrawDraft) else f"it is filed as {OUTCOME[other.outcome]}"
        )
        page.entry(f"Now: {what}", other.reason.sentence)
    for coming in case.upcoming:
        name = coming.occasion.rule
        to = f", to {who(coming.to)}" if coming.to else ""
        head = f"{day(coming.at, zone)}: {draft_of(_rule(rules, name), name)}{to}, if nothing happens before"
        page.entry(head, f"{coming.reason.sentence} [{_origin(rules, name)}]")
    stuck = () if case.application.closed else case.stuck
    for intent in stuck:
        page.entry(f"A draft{f' to {intent.to}' if intent.to else ''} could not be placed", sentence(intent.note))
    if not (case.due or case.put_away or case.upcoming or stuck):
        page.say(_nothing(case), 2)


def _nothing(case: Case) -> str:
    if any(draft.open for draft in case.application.drafts):
        return "Nothing by itself: a draft lies in Drafts, for you to read and send."
    if case.application.closed:
        return "Nothing: it is closed, and no more is drafted."
    if case.held:
        return "Nothing for now: what could be drafted is held back, for the reason below."
    return "Nothing for now: none of your rules asks for a draft as it stands."


def _drafts(page: Page, case: Case, rules: Rules, zone: tzinfo) -> None:
    if case.application.drafts:
        page.heading("Drafted so far")
    for draft in case.application.drafts:
        rule = _rule(rules, draft.rule)
        head = f"{day(draft.placed_at, zone)}  {draft_of(rule, draft.rule)}, to {draft.to}; {_fate(draft, zone)}"
        page.entry(head, *([f"{_grounds_of(rule)} [{_origin(rules, draft.rule)}]"] if rule else []))


def _fate(draft: DraftRecord, zone: tzinfo) -> str:
    seen = f" (seen {day(draft.fate_at, zone)})" if draft.fate_at else ""
    return f"{FATE[draft.fate]}{seen}"


def _grounds_of(rule: Rule) -> str:
    often = "once" if rule.at_most == 1 else f"at most {rule.at_most} times"
    return (
        f"{sentence(rule.reason)} It may appear from {rule.after} to {rule.until} afterwards, is best sent after "
        f"{rule.suggest}, and comes {often}. Source: {rule.source}."
    )


def _otherwise(page: Page, case: Case) -> None:
    page.heading("If something is wrong here")
    if case.application.received:
        message = case.application.received[-1].envelope.fingerprint[:FINGERPRINT]
        page.say("To say what a message is, by its digits, for instance:", 2)
        page.command(f"afterword correct {message} --kind KIND")
    if case.application.closed:
        page.say("To take it up again:", 2)
        page.command(f"afterword correct {case.application.id} --reopen")
    page.say("Anything else (`afterword correct --help` lists it), for instance:", 2)
    page.command(f'afterword correct {case.application.id} --role "…"')


def _rule(rules: Rules, name: str) -> Rule | None:
    return by_name(rules.book.rules).get(name)


def _origin(rules: Rules, name: str) -> str:
    """Name a rule and the place where it stands, so that it can be changed."""
    origin = rules.origins.get(name)
    return ", ".join((name, f"{Path(origin.file).name}:{origin.line}", *origin.changed)) if origin else name
