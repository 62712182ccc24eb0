"""Compares what came of a story with what it expects, and says of every difference what came instead, and why.

The reasons are those deciding gives: the sentence of the gate that was shut, or that of the draft that came unexpected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from agent.deciding import CloseLeft, CloseSilent, HeldBack, PlaceDraft, Plan, WithdrawDraft
from agent.rehearsing.days import told, told_day
from agent.rehearsing.expecting import Claim, When, noon
from agent.rehearsing.model import Failure, Story
from agent.rehearsing.playing import Done, Play
from agent.tracking import Application

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Judge:
    """One story with its play."""

    story: Story
    play: Play

    def failures(self, claims: Sequence[Claim]) -> Iterator[Failure]:
        """Everything that did not come as expected."""
        yield from self._idle()
        yield from self._drafts([c for c in claims if c.what in {"draft", "none"}])
        for claim in claims:
            if claim.what == "withdrawn":
                yield from self._withdrawn(claim)
            elif claim.what == "kept":
                yield from self._kept(claim)
            elif claim.what == "held":
                yield from self._held(claim)
            elif claim.what in {"reminder", "no reminder"}:
                yield from self._reminded(claim)
            elif claim.what in {"closed", "open"}:
                yield from self._closed(claim)

    # Acts that had no draft

    def _idle(self) -> Iterator[Failure]:
        for act in self.play.idle:
            when = self._moment(act.at)
            yield Failure(act.line, f"a draft to {act.verb} on {when}", "no draft lay there", self._drafts_told())

    def _drafts_told(self) -> str:
        drafts = [self._told(done) for done in self._placed()]
        return f"what was drafted in the whole story: {', '.join(drafts)}" if drafts else self._nothing(self.story.rule)

    # Drafts

    def _drafts(self, claims: Sequence[Claim]) -> Iterator[Failure]:
        """Match claims and drafts one to one, and tell those left over, in pairs as long as there are both."""
        left = [d for d in self._placed() if self._is_own(d)]
        others = [d for d in self._placed() if not self._is_own(d)]
        missing: list[Claim] = []
        for claim in claims:
            pool = left if claim.rule in {"", self.story.rule} or not self.story.rule else others
            done = next((d for d in pool if claim.what == "draft" and self._is(d, claim)), None)
            if done is not None:
                pool.remove(done)
            elif claim.what == "draft":
                missing.append(claim)
        for claim in missing:
            instead = self._nearest(left, claim)
            if instead is not None:
                left.remove(instead)
            happened = self._told(instead) if instead else "no such draft"
            yield Failure(claim.line, claim.text, happened, self._why_not(claim, instead))
        none = next((c for c in claims if c.what == "none"), None)
        for done in left:
            expected = none.text if none else "nothing more"
            line = none.line if none else self.story.line_of(len(self.story.given))
            yield Failure(line, expected, self._told(done), _because(done))

    def _placed(self) -> Iterator[Done]:
        yield from (d for d in self.play.done if isinstance(d.action, PlaceDraft))

    def _is_own(self, done: Done) -> bool:
        return not self.story.rule or done.rule == self.story.rule

    def _is(self, done: Done, claim: Claim) -> bool:
        action = done.action
        if not isinstance(action, PlaceDraft) or not self._on(done.at, claim.when):
            return False
        to = (action.to.address or "").lower()
        return to == claim.to and claim.rule in {"", done.rule} and _about(action.application, claim)

    def _nearest(self, left: Sequence[Done], claim: Claim) -> Done | None:
        """The draft that came instead of one expected: to the same person, else on the same day, else the first."""
        same = [d for d in left if isinstance(d.action, PlaceDraft) and (d.action.to.address or "").lower() == claim.to]
        on_the_day = [d for d in left if self._on(d.at, claim.when)]
        return next(iter([*same, *on_the_day, *left]), None)

    def _on(self, at: datetime, when: When | None) -> bool:
        if when is None:
            return True
        return at == when.at if when.at else at.astimezone(self.play.scene.zone).date() == when.day

    def _why_not(self, claim: Claim, instead: Done | None) -> str:
        """Why a draft did not appear when it was expected, as deciding says of that day."""
        assert claim.when is not None  # noqa: S101 - a draft is always expected on some day
        rule = claim.rule or self.story.rule
        plan = self.play.plan(noon(claim.when, self.play.scene))
        held = next((h for h in plan.held if h.occasion.rule == rule or not rule), None)
        if held is not None:
            return f"on that day it was held back ({held.gate}): {held.reason.sentence}"
        if instead is not None:
            return _because(instead)
        coming = next((u for u in plan.upcoming if u.occasion.rule == rule or not rule), None)
        if coming is not None:
            return f"on that day it was still to come, on {self._moment(coming.at)}: {coming.reason.sentence}"
        own = [self._told(done) for done in self._placed() if done.rule == rule]
        return f"what the rule drafted in the whole story: {', '.join(own)}" if own else self._nothing(rule)

    def _nothing(self, name: str) -> str:
        """Why a rule says nothing at all."""
        rule = next((r for r in self.play.rules.rules if r.name == name), None)
        if rule is None:
            return "no rule asked for any draft that day"
        if not rule.enabled:
            return f"the rule {name} is switched off; a story may say “with the rule on”"
        return f"nothing in the story is then the rule's situation, {rule.situation}"

    # Withdrawn, held back, closed

    def _withdrawn(self, claim: Claim) -> Iterator[Failure]:
        gone = [d for d in self._gone() if d.rule == (claim.rule or self.story.rule) or not self.story.rule]
        if any(self._on(d.at, claim.when) for d in gone):
            return
        happened = f"withdrawn {self._moment(gone[0].at)}" if gone else "nothing was withdrawn"
        yield Failure(claim.line, claim.text, happened, _because(gone[0]) if gone else self._drafts_told())

    def _kept(self, claim: Claim) -> Iterator[Failure]:
        """No draft may be taken back; that those of an application that ends are is another matter."""
        ended = {(d.at, d.action.application) for d in self.play.done if isinstance(d.action, CloseSilent | CloseLeft)}
        for done in self._gone():
            if self._is_own(done) and (done.at, done.action.application) not in ended:
                yield Failure(claim.line, claim.text, f"withdrawn {self._moment(done.at)}", _because(done))

    def _gone(self) -> Iterator[Done]:
        yield from (d for d in self.play.done if isinstance(d.action, WithdrawDraft))

    def _held(self, claim: Claim) -> Iterator[Failure]:
        seen: list[tuple[datetime, HeldBack]] = []
        for at in self._looks(claim):
            for held in self._holding(self.play.plan(at), claim):
                if held.gate is claim.gate and (claim.until is None or self._opens(held, claim.until)):
                    return
                seen.append((at, held))
        happened = f"{_gate(seen[0][1])}{self._opening(seen[0][1])}" if seen else "it was not held back"
        why = seen[0][1].reason.sentence if seen else self._drafts_told()
        yield Failure(claim.line, claim.text, happened, why)

    def _looks(self, claim: Claim) -> Iterable[datetime]:
        """When to look: on the day named, else day by day until the story ends."""
        scene = self.play.scene
        if claim.when is not None:
            return (noon(claim.when, scene),)
        first = noon(When(scene.begins.astimezone(scene.zone).date()), scene)
        days = (self.play.ends - first).days + 1
        return (first + DAY * n for n in range(days))

    def _holding(self, plan: Plan, claim: Claim) -> Iterator[HeldBack]:
        rule = claim.rule or self.story.rule
        applications = {a.id: a for a in self.play.applications(plan.now)}
        yield from (
            h
            for h in plan.held
            if (h.occasion.rule == rule or not rule) and _about(applications[h.occasion.application], claim)
        )

    def _opens(self, held: HeldBack, until: When) -> bool:
        return held.until is not None and self._on(held.until, until)

    def _opening(self, held: HeldBack) -> str:
        return f" until {self._moment(held.until)}" if held.until else ""

    def _reminded(self, claim: Claim) -> Iterator[Failure]:
        """A reminder stands from its moment on; it is looked for at the instant named, or at the end of the day."""
        scene, name = self.play.scene, claim.rule or self.story.rule
        looks = list(self._looks(claim))
        if claim.what == "reminder" and claim.when is not None and claim.when.at is None:
            looks = [datetime.combine(claim.when.day, time(23, 59), scene.zone)]
        standing = [r for at in looks for r in self.play.plan(at).reminders if r.occasion.rule == name or not name]
        if claim.what == "no reminder":
            for reminder in standing[:1]:
                happened = f"{self._moment(reminder.at)} reminder by {reminder.occasion.rule}"
                yield Failure(claim.line, claim.text, happened, reminder.reason.sentence)
        elif not any(self._on(r.at, claim.when) for r in standing):
            happened = f"{self._moment(standing[0].at)} reminder" if standing else "no reminder stood then"
            yield Failure(claim.line, claim.text, happened, standing[0].reason.sentence if standing else "")

    def _closed(self, claim: Claim) -> Iterator[Failure]:
        closed = [
            d for d in self.play.done if isinstance(d.action, CloseSilent | CloseLeft) and self._was_about(d, claim)
        ]
        if claim.what == "open":
            for done in closed:
                yield Failure(claim.line, claim.text, f"closed {self._moment(done.at)}", _because(done))
        elif not any(self._on(d.at, claim.when) for d in closed):
            happened = f"closed {self._moment(closed[0].at)}" if closed else "it stayed open, or ended another way"
            yield Failure(claim.line, claim.text, happened, _because(closed[0]) if closed else "")

    def _was_about(self, done: Done, claim: Claim) -> bool:
        assert isinstance(done.action, CloseSilent | CloseLeft)  # noqa: S101 - nothing else is asked about
        name = done.action.application
        return any(a.id == name and _about(a, claim) for a in self.play.applications(done.at))

    # In words

    def _told(self, done: Done) -> str:
        """`Thu 2026-03-19 09:00 draft to Ann`."""
        assert isinstance(done.action, PlaceDraft)  # noqa: S101 - only drafts are told so
        to = done.action.to
        by = "" if done.rule == self.story.rule else f" by {done.rule}"
        return f"{self._moment(done.at)} draft to {self._name(to.address or '') or to.name or to.address}{by}"

    def _name(self, address: str) -> str:
        return self.play.scene.called(address)

    def _moment(self, at: datetime) -> str:
        return told(at, self.play.scene.zone)

    def _day(self, at: datetime) -> str:
        return told_day(at, self.play.scene.zone)


def _gate(held: HeldBack) -> str:
    return f"held back: {held.gate}"


def _because(done: Done) -> str:
    """The reason of what was done, with the figures of the rule that did it."""
    why = done.action.reason.sentence
    if not isinstance(done.action, PlaceDraft):
        return why
    rule = done.action.rule
    return f'{why} The rule {rule.name} says after = "{rule.after}", until = "{rule.until}".'


def _about(application: Application, claim: Claim) -> bool:
    company, role = application.company.casefold(), application.role.casefold()
    return claim.company.casefold() in {"", company} and claim.role.casefold() in {"", role}
