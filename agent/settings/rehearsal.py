"""Plays the stories of the rules, and says in plain words which end otherwise than they should, or than they did.

A shipped story tells what a shipped rule does, so it is judged by the rules as shipped, whatever the user has changed:
its failing is a fault of the rule file it belongs to. A story of the user's own is judged by the rules as they have
them. What a change of theirs would do to the shipped stories is told too, as news and not as a fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from itertools import groupby
from pathlib import Path
from typing import Any

from agent.deciding import RuleBook
from agent.errors import ConfigProblem
from agent.reading import Identity
from agent.rehearsing import SAM, Books, Conditions, SlipError, Story, Verdict, rehearse
from agent.settings.model import Override, Profile, Settings
from agent.settings.overlays import OVERLAYS
from agent.settings.rulefiles import RuleFiles, find_rule_files
from agent.settings.rules import book_of, calendar_of, choices_of
from agent.settings.source import Source, read_source
from agent.settings.stories import read_stories
from agent.settings.templates import template_names
from agent.settings.timing import Choices, Timing, timing_of
from agent.settings.words import shown, suggestion

IN_ENGLAND: Mapping[str, Any] = {"country": "GB", "subdivision": "ENG"}
"""The calendar of a shipped story that does not say otherwise."""

TITLE = 200
"""Longest title, or sentence, repeated in a problem, in characters."""

EXAMPLES = 3
"""Stories that would end otherwise are named one by one up to so many for each rule, the simplest first."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of the stories: how many were played, what is to be mended, and what the user's changes change."""

    played: int
    problems: tuple[ConfigProblem, ...]
    news: tuple[str, ...] = ()


@dataclass(slots=True)
class Shelf:
    """The rules under any conditions, made when first asked for. `calendar` holds for all of them."""

    sources: Sequence[Source]
    templates: frozenset[str]
    choices: Choices
    calendar: Mapping[str, Any]
    _made: dict[Conditions, RuleBook] = field(default_factory=dict)

    def timing(self, conditions: Conditions) -> Timing:
        """The rules with a story's conditions laid over the choices they rest on."""
        return timing_of(self.sources, _under(self.choices, conditions), self.templates)

    def book(self, conditions: Conditions) -> RuleBook:
        """As `agent.rehearsing.Books`."""
        if conditions not in self._made:
            timing = self.timing(conditions)
            if timing.problems:
                problem = timing.problems[0]
                key = problem.key.rpartition(".")[2]
                raise SlipError(f"{key} {problem.what}".strip(), problem.instead)
            self._made[conditions] = book_of(timing, self.calendar, self._exceptions(conditions))
        return self._made[conditions]

    def _exceptions(self, conditions: Conditions) -> list[tuple[str, Timing]]:
        """The rules single companies have, under the same conditions."""
        choices = _under(self.choices, conditions)
        return [(one.name, timing_of(self.sources, choices.at(one), self.templates)) for one in choices.companies]


def _under(choices: Choices, conditions: Conditions) -> Choices:
    profile = choices.profile
    if conditions.profile:
        if conditions.profile not in set(Profile):
            raise SlipError(f"no such profile {shown(conditions.profile)}", suggestion(conditions.profile, Profile))
        profile = Profile(conditions.profile)
    for overlay in conditions.overlays:
        if overlay not in OVERLAYS:
            raise SlipError(f"no such overlay {shown(overlay)}", suggestion(overlay, OVERLAYS))
    return replace(
        choices,
        profile=profile,
        overlays=(*choices.overlays, *conditions.overlays),
        overrides=(*choices.overrides, *(Override(*change, line=0) for change in conditions.changes)),
    )


def shipped_shelf(files: RuleFiles) -> Shelf:
    """The rules as shipped, in England."""
    sources = tuple(read_source(file) for file in files.timing[:1])
    return Shelf(sources, template_names(files.templates), Choices(Path("config.toml")), IN_ENGLAND)


def rehearsed(settings: Settings, *, news: bool = False, shipped_rules: Traversable | None = None) -> Rehearsal:
    """Play every story there is; with `news`, also tell what the user's changes do to those shipped.

    The settings and the rules must be sound. Never raises for what is in a story. `shipped_rules` is the folder of the
    shipped rules, where it is not the usual one.
    """
    files = find_rule_files(settings.rules_dir, shipped_rules)
    shipped = shipped_shelf(files)
    sources = (*shipped.sources, *(read_source(file) for file in files.timing[1:]))
    mine = Shelf(sources, shipped.templates, choices_of(settings), {})
    timing = mine.timing(Conditions())
    at_home = replace(mine, calendar=_without_pauses(calendar_of(settings, timing)))
    ground, faults = _shipped_stories(files, shipped)
    own_stories, own_faults = read_stories(files.own_stories, _names(timing), own=True)
    own_stories = (*(story for story in timing.stories if story.own), *own_stories)
    told = [*_faults_of(ground, shipped), *_told(_verdicts(own_stories, at_home.book, settings.me))]
    abroad = replace(mine, choices=replace(mine.choices, companies=()), calendar=IN_ENGLAND)
    changed = _changes(shipped, abroad, ground) if news and not told else ()
    return Rehearsal(len(ground) + len(own_stories), (*faults, *own_faults, *told), tuple(changed))


def _faults_of(stories: tuple[Story, ...], shipped: Shelf) -> tuple[ConfigProblem, ...]:
    """What is wrong with the shipped stories. They are played once as long as neither they nor their rules change."""
    key = (tuple(repr(source.values) for source in shipped.sources), stories)
    if key not in _PLAYED:
        _PLAYED.clear()
        _PLAYED[key] = tuple(_told(_verdicts(stories, shipped.book, SAM)))
    return _PLAYED[key]


_PLAYED: dict[tuple[tuple[str, ...], tuple[Story, ...]], tuple[ConfigProblem, ...]] = {}
"""The faults of the shipped stories as they were played last: a service takes up many an edit of the user's."""


def _told(verdicts: Iterable[Verdict]) -> list[ConfigProblem]:
    return [problem for verdict in verdicts for problem in _problems(verdict)]


_OF_THE_USER = frozenset({"paused_until", "company_pauses", "own_employers", "own_employers_allowed"})
"""What config.toml says of the user alone, and not of what the rules are."""


def _without_pauses(calendar: Mapping[str, Any]) -> dict[str, Any]:
    """The user's calendar; a pause of theirs, or where they work, says nothing about what the rules are."""
    return {key: value for key, value in calendar.items() if key not in _OF_THE_USER}


def shipped_stories(files: RuleFiles) -> tuple[Story, ...]:
    """Every shipped story that can be read."""
    return _shipped_stories(files, shipped_shelf(files))[0]


def _shipped_stories(files: RuleFiles, shipped: Shelf) -> tuple[tuple[Story, ...], tuple[ConfigProblem, ...]]:
    """The shipped stories, and what is wrong with their files."""
    timing = shipped.timing(Conditions())
    stories, faults = read_stories(files.stories, _names(timing), own=False)
    return (*timing.stories, *stories), faults


def _names(timing: Timing) -> list[str]:
    """What a story may be about: the rules, and the reminders."""
    return [*(rule.name for rule in timing.rules), *(reminder.name for reminder in timing.reminders)]


def _verdicts(stories: Iterable[Story], books: Books, me: Identity) -> list[Verdict]:
    return [rehearse(story, books, me) for story in stories]


def _problems(verdict: Verdict) -> Iterator[ConfigProblem]:
    """What came of a story, as problems of the file it stands in."""
    story = verdict.story
    about = f"story {shown(story.title, TITLE)}"
    for slip in verdict.slips:
        yield ConfigProblem(story.file, slip.line, about, slip.what, slip.instead)
    for failure in verdict.failures:
        what = f"expected is {shown(failure.expected, TITLE)}, but what came is {shown(failure.happened, TITLE)}"
        yield ConfigProblem(story.file, failure.line, about, what, failure.why)


def _changes(shipped: Shelf, mine: Shelf, stories: Sequence[Story]) -> Iterator[str]:
    """What the user's rules do to the shipped stories, rule by rule."""
    ground, changed = shipped.book(Conditions()), mine.book(Conditions())
    if ground == changed:
        return
    before = {rule.name: rule for rule in ground.rules}
    everything = replace(ground, rules=()) != replace(changed, rules=())
    differs = {rule.name for rule in changed.rules if before.get(rule.name) != rule}
    concerned = sorted((s for s in stories if everything or not s.rule or s.rule in differs), key=lambda s: s.rule)
    origins = mine.timing(Conditions()).origins
    for rule, own in groupby(concerned, key=lambda story: story.rule):
        verdicts = _verdicts(own, mine.book, SAM)
        otherwise = sorted((v for v in verdicts if not v.passed), key=lambda verdict: len(verdict.story.given))
        if otherwise:
            where = f" ({origins[rule]})" if rule in origins else ""
            what = f"{rule}{where}" if rule else "all rules together"
            yield f"With your rules {len(otherwise)} of {len(verdicts)} shipped stories about {what} end otherwise:"
            yield from (f"  {_otherwise(verdict)}" for verdict in otherwise[:EXAMPLES])
            more = len(otherwise) - EXAMPLES
            if more > 0:
                yield f"  … and {more} more"


def _otherwise(verdict: Verdict) -> str:
    title = shown(verdict.story.title, TITLE)
    if verdict.slips:
        return f"{title}: {verdict.slips[0].what}"
    failure = verdict.failures[0]
    return f"{title}: {failure.happened}, instead of {failure.expected}"
