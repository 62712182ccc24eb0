"""A plan told to the user: what is drafted now, what comes next, what is held back and why, and how to say otherwise.

It decides nothing: every line is in the plan already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from agent.cli.page import Page, capital
from agent.cli.words import ERRAND, GATE, OUTCOME, by_name, day, draft_of, short_day, title_of, who
from agent.deciding import Errand, Gate, HeldBack, PlaceDraft, Plan, Reminder, Rule, WithdrawDraft
from agent.tracking import Application

OTHERWISE = {
    Gate.BACKLOG: ("To have drafted what was due before the first reading:", "once --backlog"),
    Gate.DOUBT: ("To say what a message is, of the kinds in `afterword correct --help`:", "correct {mail} --kind KIND"),
    Gate.BALL_WITH_USER: ("If you have answered them another way:", 'note {app} "called them" --contact phone'),
    Gate.NO_CONTACT: ("If they do not mind being written to:", "correct {app} --no-contact no"),
    Gate.ACCEPTED: ("To go on with an application all the same:", "correct {app} --reopen"),
    Gate.PROMISE_OPEN: ("If they named another day:", "correct {app} --promise DAY"),
}
"""What the user may type when they see it otherwise than a gate; of the other gates the sentence says it."""


SETTLED_BY = {
    Errand.DEBRIEF_MISSING: "debrief {app}",
    Errand.REFERENCES_ASKED: 'note {app} "what they might speak of" --referee "NAME <ADDRESS>"',
}
"""The command by which an errand is done; the others are done elsewhere, and seen there."""


def tell_plan(
    page: Page, plan: Plan, applications: Mapping[str, Application], rules: Iterable[Rule], zone: tzinfo
) -> None:
    """Print a plan, leaving out the parts that are empty."""
    known = by_name(rules)
    page.title(f"Plan for {day(plan.now, zone)}")
    _now(page, plan, applications)
    _to_do(page, plan.reminders, applications)
    _next(page, plan, known, zone)
    _held(page, plan.held, applications, zone)
    if not (plan.actions or plan.upcoming or plan.held or plan.reminders):
        page.gap()
        page.say("Nothing to draft, nothing coming, nothing held back.")
    if plan.next_due is not None:
        page.gap()
        page.say(f"Nothing changes before {day(plan.next_due, zone)}, unless mail arrives.")
    _otherwise(page, plan)


def _now(page: Page, plan: Plan, applications: Mapping[str, Application]) -> None:
    if plan.drafts:
        page.heading("To draft now")
    for action in plan.drafts:
        below = f"{action.reason.sentence} [{action.rule.name}]"
        page.entry(f"{capital(draft_of(action.rule))}, to {who(action.to)}", below)
    others = [action for action in plan.actions if not isinstance(action, PlaceDraft)]
    if others:
        page.heading("To put away now")
    for other in others:
        what = "its draft is out of date" if isinstance(other, WithdrawDraft) else f"filed as {OUTCOME[other.outcome]}"
        page.entry(f"{_title(applications, other.application)}: {what}", other.reason.sentence)


def _to_do(page: Page, reminders: Iterable[Reminder], applications: Mapping[str, Application]) -> None:
    """Print what the user had better do themselves, with what to have at hand, and the command that settles it."""
    standing = list(reminders)
    if standing:
        page.heading("For you to do")
    for reminder in standing:
        name = reminder.occasion.application
        below = f"{reminder.reason.sentence} [{reminder.occasion.rule}]"
        page.entry(f"{_title(applications, name)}: {ERRAND[reminder.errand]}", " ".join((below, *reminder.points)))
        if reminder.errand in SETTLED_BY:
            page.command(f"afterword {SETTLED_BY[reminder.errand].format(app=name)}")


def _next(page: Page, plan: Plan, rules: Mapping[str, Rule], zone: tzinfo) -> None:
    if plan.upcoming:
        page.heading("Next, if nothing happens before")
    for coming in plan.upcoming:
        name = coming.occasion.rule
        to = f", to {who(coming.to)}" if coming.to else ""
        head = f"{short_day(coming.at, zone)}  {draft_of(rules.get(name), name)}{to}"
        page.entry(head, f"{coming.reason.sentence} [{name}]")


def _held(page: Page, held: Iterable[HeldBack], applications: Mapping[str, Application], zone: tzinfo) -> None:
    shown = [one for one in held if one.gate is not Gate.CLOSED]
    closed = [one for one in held if one.gate is Gate.CLOSED]
    if shown or closed:
        page.heading("Held back")
    for one in shown:
        until = f" Until {day(one.until, zone)}." if one.until else ""
        head = f"{_title(applications, one.occasion.application)}: {GATE[one.gate]}"
        page.entry(head, f"{one.reason.sentence}{until} [{one.occasion.rule}]")
    if closed:
        titles = dict.fromkeys(_title(applications, one.occasion.application) for one in closed)
        page.entry("Closed, so nothing more is written", "; ".join(titles))


def _otherwise(page: Page, plan: Plan) -> None:
    """Say how to say otherwise: one example of each way that fits."""
    ways = dict(_ways(plan))
    if ways:
        page.heading("If you see it otherwise")
    for case, command in ways.items():
        page.entry(case)
        page.command(f"afterword {command}")


def _ways(plan: Plan) -> Iterator[tuple[str, str]]:
    for occasion in (*(a.occasion for a in plan.drafts), *(u.occasion for u in plan.upcoming))[:1]:
        yield "If you do not want such a draft:", f"correct {occasion.application} --dismiss {occasion.rule}"
    for held in reversed(plan.held):
        if held.gate not in OTHERWISE or (held.gate is Gate.DOUBT and not held.reason.fingerprints):
            continue
        case, command = OTHERWISE[held.gate]
        mail = held.reason.fingerprints[0][:10] if held.reason.fingerprints else ""
        yield case, command.format(app=held.occasion.application, mail=mail)


def _title(applications: Mapping[str, Application], name: str) -> str:
    return title_of(applications[name]) if name in applications else name
