"""The account given of a pass: what was read, opened, drafted, put away and is to come, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from agent.cli.page import Page, capital, sentence
from agent.cli.words import FATE, counted, day, draft_of, short_day, title_of, who
from agent.cycle import Pass
from agent.ports import OutboxState
from agent.tracking import ApplicationOpened, Fate, MailFiled

PLACED = {
    OutboxState.PLACED: "drafted. It lies in Drafts, for you to read and send",
    OutboxState.REFUSED: "refused by the server. It is tried again later",
    OutboxState.NEEDS_USER: "refused by the server, and not tried again",
    OutboxState.APPENDING: "on its way to the server",
    OutboxState.AMBIGUOUS: "on its way, but the answer was lost. It is looked for before it is tried again",
}
"""What to say of a draft by the state its placing reached; a settled one needs no word."""

FORETOLD = 3
"""Coming drafts that are named; `afterword plan` shows all."""


def tell_pass(page: Page, done: Pass, zone: tzinfo) -> None:
    """Print what one pass did, for somebody at the terminal."""
    for line in (*_reading(done), *_drafting(done), *_changing(done), *_coming(done, zone)):
        page.say(line)


def journal(account: str, done: Pass) -> str | None:
    """One line for the log: counts only, for no word of any mail may reach a log. None when nothing happened."""
    drafted = sum(intent.state is OutboxState.PLACED for _, intent in done.placed)
    counts = {
        "looked at": done.looked_at,
        "read": done.read,
        "unreadable": done.unreadable,
        "events": len(done.events),
        "drafted": drafted,
        "not drafted": len(done.placed) - drafted + len(done.refused),
        "drafts changed": len(done.changes),
    }
    told = ", ".join(f"{name} {count}" for name, count in counts.items() if count)
    first = "first reading, nothing drafted; " if done.first else ""
    return f"{account}: {first}{told}" if told else None


def _reading(done: Pass) -> Iterator[str]:
    opened = sum(isinstance(event, ApplicationOpened) for event in done.events)
    filed = sum(isinstance(event, MailFiled) for event in done.events)
    if done.looked_at:
        belong = "belongs" if filed == 1 else "belong"
        new = f"; {counted(opened, 'new application')}" if opened else ""
        yield (
            f"Looked at {counted(done.looked_at, 'message')} and read {done.read} closely: {filed} {belong} to your "
            f"applications{new}."
        )
    else:
        yield "No new mail."
    if done.unreadable:
        yield f"{counted(done.unreadable, 'message')} could not be read and {_were(done.unreadable)} set aside."
    if done.first:
        yield (
            "This was the first reading, so nothing is drafted yet, whatever was already due: `afterword plan` shows "
            "what that is, `afterword once --backlog` drafts it."
        )


def _drafting(done: Pass) -> Iterator[str]:
    for action, intent in done.placed:
        if intent.state in PLACED:
            yield f"{capital(draft_of(action.rule))}, to {who(action.to)}: {PLACED[intent.state]}."
    for action, refused in done.refused:
        reasons = "; ".join(problem.sentence for problem in refused.problems)
        yield f"{capital(draft_of(action.rule))}, for {title_of(action.application)}, is not drafted: {reasons}"


def _changing(done: Pass) -> Iterator[str]:
    for change in done.changes:
        if isinstance(change.fate, Fate):
            yield f"The draft to {change.intent.to}: {FATE[change.fate]} ({change.because})."
        elif change.intent.state is OutboxState.NEEDS_USER:
            yield f"The draft to {change.intent.to} could not be placed. {sentence(change.because)}"


def _coming(done: Pass, zone: tzinfo) -> Iterator[str]:
    for coming in done.plan.upcoming[:FORETOLD]:
        to = f" to {who(coming.to)}" if coming.to else ""
        yield f"Next: {short_day(coming.at, zone)}, a draft{to} for {coming.occasion.application}."
    if done.plan.next_due is not None:
        yield f"Nothing changes before {day(done.plan.next_due, zone)}, unless mail arrives."


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
