"""What other rules would change: two replays of one mailbox compared, draft by draft, and the changes told.

Drafts are the same where their occasion is; why one has gone is told by the gate that now holds it back, by the lint,
or by the settings of its rule that differ. Nothing is played here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta, tzinfo
from difflib import ndiff

from agent.cli.letters import subject_of, text_of
from agent.cli.page import Page, capital, sentence
from agent.cli.words import GATE, counted, draft_of, listed, short_day, title_of
from agent.deciding import Gate, Rule, RuleBook
from agent.happenings import Drafted, Held, NotWritten, Told


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting that the two sets of rules have otherwise; no rule where it holds for all of them."""

    rule: str
    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One draft that would be another: `earlier`, `later`, `gone`, `new`, or only its words (`text`).

    `by` is how much later the draft would come, negative for earlier. `gate` is what holds it back where it is not
    written: of a draft that is gone, by the new rules; of a new one, by the present rules. `settings` are those of its
    rule that differ.
    """

    what: str
    occasion: str
    before: Drafted | None = None
    after: Drafted | None = None
    by: timedelta | None = None
    gate: Gate | None = None
    reason: str = ""
    settings: tuple[Setting, ...] = ()

    @property
    def at(self) -> datetime:
        """When the draft appears now, else when it would."""
        drafted = self.before or self.after
        assert drafted is not None  # noqa: S101 - a change is of one draft at least
        return drafted.at


@dataclass(slots=True)
class _Life:
    """One replay by occasion: what was drafted, and what was last in the way of what was not."""

    book: RuleBook
    drafted: dict[str, Drafted] = field(default_factory=dict)
    held: dict[str, Held] = field(default_factory=dict)
    refused: dict[str, NotWritten] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Iterable[Told], book: RuleBook) -> _Life:
        life = cls(book)
        for one in told:
            if isinstance(one, Drafted):
                life.drafted[one.intent.occasion] = one
            elif isinstance(one, Held):
                life.held[str(one.held.occasion)] = one
            elif isinstance(one, NotWritten):
                life.refused[str(one.action.occasion)] = one
        return life

    def why_not(self, draft: Drafted) -> tuple[Gate | None, str]:
        """What was in the way of a draft that another set of rules writes."""
        occasion, name = draft.intent.occasion, draft.action.rule.name
        refused, held = self.refused.get(occasion), self.held.get(occasion)
        if refused is not None:
            return None, "; ".join(sentence(problem.sentence) for problem in refused.refused.problems)
        if held is not None:
            return held.held.gate, held.held.reason.sentence
        rule = _rule(self.book, name)
        if rule is None:
            return None, f"There is no rule {name}."
        if not rule.enabled:
            return None, f"The rule {name} is switched off."
        return None, "Nothing calls for it."


def compared(before: Iterable[Told], after: Iterable[Told], present: RuleBook, others: RuleBook) -> tuple[Change, ...]:
    """What would be otherwise, in order of time."""
    old, new = _Life.of(before, present), _Life.of(after, others)
    changes = [change for name in {**old.drafted, **new.drafted} for change in _changes(name, old, new)]
    return tuple(sorted(changes, key=lambda change: (change.at, change.occasion)))


def _changes(occasion: str, old: _Life, new: _Life) -> Iterator[Change]:
    before, after = old.drafted.get(occasion), new.drafted.get(occasion)
    drafted = before or after
    settings = () if drafted is None else tuple(_settings(drafted.action.rule.name, old.book, new.book))
    if before is None and after is not None:
        gate, reason = old.why_not(after)
        yield Change("new", occasion, None, after, None, gate, reason, settings)
    elif after is None and before is not None:
        gate, reason = new.why_not(before)
        yield Change("gone", occasion, before, None, None, gate, reason, settings)
    elif before is not None and after is not None:
        by = after.at - before.at
        if by:
            yield Change("later" if by > timedelta() else "earlier", occasion, before, after, by, settings=settings)
        if _words(before) != _words(after):
            yield Change("text", occasion, before, after, settings=settings)


def _words(drafted: Drafted) -> tuple[str, str, str]:
    raw = drafted.intent.raw
    return drafted.intent.to, subject_of(raw), text_of(raw)


def _settings(name: str, present: RuleBook, others: RuleBook) -> Iterator[Setting]:
    """What differs in a rule's own settings and in those that hold for all rules."""
    yield from _unlike(name, _rule(present, name), _rule(others, name), Rule)
    yield from _unlike("", present, others, RuleBook)


def _unlike(name: str, before: object, after: object, kind: type[Rule | RuleBook]) -> Iterator[Setting]:
    for key in (one.name for one in fields(kind) if one.name not in {"rules", "reminders"}):
        values = [None if side is None else getattr(side, key) for side in (before, after)]
        if values[0] != values[1]:
            yield Setting(name, key, *(None if value is None else _shown(value) for value in values))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | frozenset):
        return (
            ", ".join(sorted(str(one) for one in value)) if isinstance(value, frozenset) else ", ".join(map(str, value))
        )
    return str(value)


def _rule(book: RuleBook, name: str) -> Rule | None:
    return next((rule for rule in book.rules if rule.name == name), None)


# --- told to a person -----------------------------------------------------------------------------------------------


def tell_changes(page: Page, changes: Sequence[Change], zone: tzinfo) -> None:
    """Print every change, and how many there are."""
    if not changes:
        page.say("Nothing would change: the same drafts at the same time, in the same words.")
        return
    page.title("With those rules, and this mail")
    for change in changes:
        page.gap()
        page.entry(_head(change, zone), *_below(change, zone))
    page.gap()
    counts = [counted(n, one, several) for what, (one, several) in COUNTED.items() if (n := _count(changes, what))]
    page.say(f"In all: {listed(counts)}.")


COUNTED = {
    "earlier": ("draft earlier", "drafts earlier"),
    "later": ("draft later", "drafts later"),
    "gone": ("draft gone", "drafts gone"),
    "new": ("draft new", "drafts new"),
    "text": ("draft in other words", "drafts in other words"),
}
"""Changes to be counted."""


def _count(changes: Sequence[Change], what: str) -> int:
    return sum(change.what == what for change in changes)


def _head(change: Change, zone: tzinfo) -> str:
    drafted = change.before or change.after
    if drafted is None:
        return ""
    who = drafted.action.to.name or drafted.intent.to
    return (
        f"{short_day(change.at, zone)}  {capital(draft_of(drafted.action.rule))}, to {who} "
        f"({title_of(drafted.application)}): {_what(change)}"
    )


def _what(change: Change) -> str:
    match change.what:
        case "later" | "earlier":
            return f"{_length(change.by)} {change.what}"
        case "text":
            return "in other words"
        case what:
            return what


def _below(change: Change, zone: tzinfo) -> Iterator[str]:
    if change.after is not None and change.by is not None:
        yield f"It would come on {short_day(change.after.at, zone)}."
    if change.reason:
        held = f"{capital(GATE[change.gate])}: " if change.gate else ""
        yield f"{'Until now: ' if change.what == 'new' else ''}{held}{change.reason}"
    for setting in change.settings:
        whose = f"{setting.rule}, " if setting.rule else ""
        yield f"{whose}{setting.key}: {setting.before or 'none'} → {setting.after or 'none'}"
    if change.what == "text":
        yield from _text(change)


def _text(change: Change) -> Iterator[str]:
    """The lines that differ, those of now after a minus, the new ones after a plus."""
    if change.before is None or change.after is None:
        return
    before, after = ("\n".join(_words(one)).splitlines() for one in (change.before, change.after))
    yield from (line for line in ndiff(before, after) if line[:1] in {"-", "+"} and line[2:].strip())


def _length(by: timedelta | None) -> str:
    """A length of time in days and hours, else minutes."""
    minutes = round(abs(by or timedelta()).total_seconds() / 60)
    days, hours = minutes // 1440, minutes % 1440 // 60
    parts = [counted(n, word) for n, word in ((days, "day"), (hours, "hour")) if n]
    return listed(parts) if parts else counted(minutes, "minute")
