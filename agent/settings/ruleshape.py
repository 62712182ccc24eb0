"""How a rule file may be written: the tables of `timing.toml`, their keys, types and bounds.

Which words are spelled right is checked here; what the rules mean is deciding's. The keys are those of
`agent.deciding.Rule` and of `agent.deciding.RuleBook`, and become such values unchanged.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from agent.deciding import (
    NAMED_LENGTHS,
    NEEDED,
    Duration,
    Errand,
    Gate,
    QuietHours,
    ReminderRule,
    Rule,
    Season,
    Situation,
    parse_duration,
)
from agent.settings.fields import Clock, Country, Flag, Text, Whole, choice, words_of, wrong
from agent.settings.shape import Shape, later_than
from agent.settings.words import nearest, shown

UNITS = ("minutes", "hours", "days", "business days", "minute", "hour", "day", "business day")

RECIPIENTS = (
    *("interviewer", "coordinator", "scheduler", "last_human", "promiser"),
    *("contact", "sender", "consultant", "asked", "offerer", "referee"),
)
"""Whom a rule may name: those deciding knows how to find among an application's people."""

HOURS = {"minutes": (1 / 60, 1 / 60), "hours": (1, 1), "days": (24, 24), "business days": (24, 48)}
"""How many hours a unit lasts, at least and at most; a business day may have a weekend before it, half of the time."""


_OF_ITS_DAY = {"days": 24, "business days": 24}
"""How many hours at most are meant by no days: the rest of the day."""


def length(value: object) -> Duration:
    """A length of time from its words; a `Duration` stays one."""
    if isinstance(value, Duration):
        return value
    if not isinstance(value, str):
        raise wrong("is not a length of time", 'write a number and a unit in quotes, as in "5 business days"')
    try:
        return parse_duration(value)
    except ValueError as error:
        raise wrong(*_duration_meant(value, str(error))) from None


def _duration_meant(value: str, objection: str) -> tuple[str, str]:
    """What is wrong, and what was meant when a unit is near, else what deciding says to write."""
    has_number = any(character.isdigit() for character in value)
    if not has_number and (named := nearest(value.strip(), NAMED_LENGTHS, likeness=0.75)):
        return f"{shown(value)} is not a length of time", f'did you mean "{named}"?'
    words = re.fullmatch(r"\s*([0-9]{1,4})\s*(\D+)", value)
    unit = nearest(words[2].strip(), UNITS) if words else ""
    if words and unit and unit != words[2].strip():
        unit = unit if int(words[1]) == 1 else unit.removesuffix("s") + "s"
        return f"{shown(value)} is not a length of time", f'did you mean "{int(words[1])} {unit}"?'
    what, _, instead = objection.partition("; ")
    return what.replace(f'"{value}"', shown(value)), instead


def clearly_before(first: Duration, second: Duration) -> bool:
    """Whether one length of time is shorter than another on every calendar. No days at all still leave the same day."""
    if first.unit == second.unit:
        return first.amount < second.amount
    most = first.amount * HOURS[first.unit][1] if first.amount else _OF_ITS_DAY.get(first.unit, 0)
    return most < second.amount * HOURS[second.unit][0]


def _listed(value: object) -> object:
    """One text or number may stand for a list of one."""
    return [value] if isinstance(value, str | int) else value


def _month_and_day(value: object) -> tuple[int, int]:
    if isinstance(value, str) and (parts := re.fullmatch(r"(\d\d)-(\d\d)", value)):
        month, day = int(parts[1]), int(parts[2])
        try:
            date(2024, month, day)  # a leap year, so that 02-29 is a day
        except ValueError:
            pass
        else:
            return month, day
    raise wrong("is not a day of the year", 'write month-day, as in "12-20"')


Length = Annotated[Duration, BeforeValidator(length)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
YearDay = Annotated[tuple[int, int], BeforeValidator(_month_and_day)]


class StoryShape(Shape):
    """`[[rule.NAME.story]]`: a test written beside the rule it is about. `case` numbers the edge cases it tells."""

    title: Text = Field(examples=['"a quiet week"'])
    given: Texts = Field(min_length=1, examples=['["Thu 2026-03-12 14:00 interview with Ann at Acme"]'])
    expect: Texts = Field(min_length=1, examples=['"Thu 2026-03-19 draft to Ann"'])
    case: Annotated[tuple[Whole, ...], BeforeValidator(_listed)] = ()


class RuleShape(Shape):
    """`[rule.NAME]`."""

    situation: Annotated[str, choice(words_of(Situation), "situation")] = Field(examples=['"interview_held"'])
    after: Length = Field(examples=['"5 business days"'])
    suggest: Length = Field(examples=['"7 business days"'])
    until: Length = Field(examples=['"20 business days"'])
    at_most: Whole = Field(default=1, ge=1, le=5)
    to: tuple[Annotated[str, choice(RECIPIENTS, "recipient")], ...] = Field(min_length=1, examples=['["last_human"]'])
    template: Text = Field(examples=['"thank_you"'])
    reason: Text = Field(examples=['"why this is the right moment"'])
    source: Text = ""
    code: Text = ""
    enabled: Flag = True
    any_hour: Flag = False
    again: Length | None = None
    before: Length | None = None
    needs: tuple[Annotated[str, choice(NEEDED, "fact")], ...] = ()
    exempt: tuple[Annotated[str, choice(words_of(Gate), "gate")], ...] = ()
    story: tuple[StoryShape, ...] = ()

    @field_validator("suggest", "until")
    @classmethod
    def _in_order(cls, this: Duration, seen: ValidationInfo) -> Duration:
        before = {"suggest": "after", "until": "suggest"}[str(seen.field_name)]
        if before in seen.data and clearly_before(this, seen.data[before]):
            raise wrong(
                f"{this} is earlier than {before}, {seen.data[before]}", "after, suggest, until go in this order"
            )
        return this

    def rule(self, name: str) -> Rule:
        """The rule as deciding has it."""
        return Rule(
            name=name,
            situation=Situation(self.situation),
            after=self.after,
            suggest=self.suggest,
            until=self.until,
            at_most=self.at_most,
            to=self.to,
            template=self.template,
            reason=self.reason,
            source=self.source,
            code=self.code,
            enabled=self.enabled,
            exempt=tuple(Gate(g) for g in self.exempt),
            any_hour=self.any_hour,
            again=self.again,
            before=self.before,
            needs=self.needs,
        )


class QuietShape(Shape):
    """`quiet = { opens, closes }`."""

    opens: Clock = time(9, 0)
    closes: Clock = Field(default=time(17, 0), validate_default=True)

    @field_validator("closes")
    @classmethod
    def _after_opening(cls, closes: time, seen: ValidationInfo) -> time:
        return later_than(seen.data.get("opens"), closes)


class SeasonShape(Shape):
    """One entry of `slow_seasons`."""

    first: YearDay = Field(examples=['"12-20"'])
    last: YearDay = Field(examples=['"01-04"'])
    countries: tuple[Country, ...] = ()


class DefaultsShape(Shape):
    """`[defaults]`: what holds for every rule. What is not written keeps the value deciding has for it."""

    ceiling: Whole = Field(default=0, ge=1, le=20)
    person_gap: Length | None = None
    promise_buffer: Length | None = None
    close_after: Length | None = None
    close_after_interview: Length | None = None
    close_after_nudge: Length | None = None
    on_hold: Length | None = None
    confident: Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)] = 0
    quiet: QuietShape | None = None
    slow_days: Whole = Field(default=0, ge=1, le=60)
    slow_extra: Length | None = None
    slow_seasons: tuple[SeasonShape, ...] = ()

    def chosen(self) -> dict[str, Any]:
        """The keys that are written, as fields of `agent.deciding.RuleBook`."""
        values: dict[str, Any] = {key: getattr(self, key) for key in self.model_fields_set}
        if self.quiet:
            values["quiet"] = QuietHours(self.quiet.opens, self.quiet.closes)
        if "slow_seasons" in values:
            values["slow_seasons"] = tuple(Season(s.first, s.last, s.countries) for s in self.slow_seasons)
        return values


class ReminderShape(Shape):
    """`[reminder.NAME]`."""

    errand: Annotated[str, choice(words_of(Errand), "errand")] = Field(examples=['"answer_owed"'])
    when: Annotated[tuple[Length, ...], BeforeValidator(_listed)] = Field(min_length=1, examples=['"24 hours"'])
    until: Length = Field(examples=['"10 business days"'])
    reason: Text = Field(examples=['"why this matters"'])
    source: Text = ""
    code: Text = ""
    enabled: Flag = True

    def reminder(self, name: str) -> ReminderRule:
        """The reminder as deciding has it."""
        return ReminderRule(
            name, Errand(self.errand), self.when, self.until, self.reason, self.source, self.code, self.enabled
        )


class TimingShape(Shape):
    """A whole `timing.toml`."""

    defaults: DefaultsShape = DefaultsShape()
    reminder: dict[str, ReminderShape] = Field(default_factory=dict)
    rule: dict[str, RuleShape] = Field(default_factory=dict)


class ToldShape(StoryShape):
    """`[[story]]` in a file of stories: one about a rule, or, without any, about all of them together."""

    rule: Text = ""


class StoriesShape(Shape):
    """A whole file of `stories/`. `rule` is what its stories are about where they do not say otherwise."""

    rule: Text = ""
    story: tuple[ToldShape, ...] = Field(min_length=1, examples=["a table [[story]]"])
