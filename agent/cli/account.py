"""The account given of a pass: what was read, opened, drafted, held back and asked, in a few lines."""

from __future__ import annotations

from datetime import tzinfo

from rich.console import Console

from agent.cli.words import FATE, day, short_day, who
from agent.cycle import Pass
from agent.ports import OutboxState
from agent.tracking import ApplicationOpened, Fate, MailFiled

PLACED = {
    OutboxState.PLACED: "drafted: it lies in Drafts, for you to read and send",
    OutboxState.REFUSED: "refused by the server; it is tried again later",
    OutboxState.NEEDS_USER: "refused by the server, and not tried again",
    OutboxState.APPENDING: "on its way to the server",
    OutboxState.AMBIGUOUS: "on its way, but the answer was lost; I look for it before trying again",
}
"""What to say of a draft by the state its placing reached; a settled one needs no word."""


def tell_pass(console: Console, done: Pass, zone: tzinfo) -> None:
    """Print what one pass did, for somebody at the terminal."""
    for line in (*_reading(done), *_drafting(done), *_changing(done), *_coming(done, zone)):
        console.print(line, markup=False, highlight=False)


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


def _reading(done: Pass) -> list[str]:
    opened = sum(isinstance(event, ApplicationOpened) for event in done.events)
    filed = sum(isinstance(event, MailFiled) for event in done.events)
    looked = f"Looked at {_many(done.looked_at, 'message')}, read {done.read} closely"
    lines = [f"{looked}; {filed} belong to applications, {_many(opened, 'application')} opened."]
    if done.unreadable:
        lines.append(f"Set aside because they could not be read: {done.unreadable}.")
    if done.first:
        lines.append("This was the first reading, so nothing is drafted yet, whatever was already due.")
        lines.append("`afterword plan` shows what that is, `afterword once --backlog` drafts it.")
    return lines


def _drafting(done: Pass) -> list[str]:
    lines = [
        f"{action.rule.name} to {who(action.to)}: {PLACED[intent.state]}."
        for action, intent in done.placed
        if intent.state in PLACED
    ]
    for action, refused in done.refused:
        reasons = "; ".join(problem.sentence for problem in refused.problems)
        lines.append(f"{action.rule.name} for {action.application.id} is not drafted: {reasons}")
    return lines


def _changing(done: Pass) -> list[str]:
    return [
        f"The {change.intent.rule} draft for {change.intent.application} is {FATE[change.fate]}: {change.because}."
        for change in done.changes
        if isinstance(change.fate, Fate)
    ]


def _coming(done: Pass, zone: tzinfo) -> list[str]:
    lines = [
        f"Next: {coming.occasion.rule} for {coming.occasion.application}, {short_day(coming.at, zone)}."
        for coming in done.plan.upcoming[:5]
    ]
    if done.plan.next_due is not None:
        lines.append(f"Nothing changes before {day(done.plan.next_due, zone)}, unless mail arrives.")
    return lines


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
