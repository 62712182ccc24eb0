"""What deciding hands on: rules and their timing, and the plan of what to do, when, and why.

Values only. Durations are counted in `timing`, gates are in `gates`, the plan is made in `planning`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agent.deciding.errands import Errand, ReminderRule
from agent.deciding.hours import SLOW_SEASONS, QuietHours, Season
from agent.deciding.lengths import Duration
from agent.reading import Identity, Person, Reading
from agent.tracking import Application, Interview, Offer, Outcome, RefereeNamed, Wished


class Situation(StrEnum):
    """What an application is in, that a rule may speak to."""

    INTERVIEW_HELD = "interview_held"
    PROMISE_PASSED = "promise_passed"
    INTERVIEW_SILENCE = "interview_silence"
    APPLICATION_SILENCE = "application_silence"
    REJECTED_AFTER_CONTACT = "rejected_after_contact"
    OFFER_MADE = "offer_made"
    TIME_WANTED = "time_wanted"
    VERBAL_OFFER = "verbal_offer"
    OFFER_ELSEWHERE = "offer_elsewhere"
    WITHDRAWN = "withdrawn"
    ACCEPTED_ELSEWHERE = "accepted_elsewhere"
    OFFER_DECLINED = "offer_declined"
    LONG_AFTER = "long_after"
    REFERENCE_GIVEN = "reference_given"
    REFERENCE_OVER = "reference_over"
    AGENCY_INTERVIEW_HELD = "agency_interview_held"
    QUESTION_UNANSWERED = "question_unanswered"
    TASK_SILENCE = "task_silence"
    TEST_SILENCE = "test_silence"
    INVITATION_TO_ANSWER = "invitation_to_answer"
    SLOTS_UNANSWERED = "slots_unanswered"
    INTERVIEW_MISSED_BY_THEM = "interview_missed_by_them"
    INTERVIEW_TO_MOVE = "interview_to_move"


class Gate(StrEnum):
    """What holds a draft back. G1–G12 are the etiquette's; the rest are our own caution."""

    BALL_WITH_USER = "ball_with_user"  # G1
    USER_WROTE = "user_wrote"  # G2
    CLOSED = "closed"  # G3
    DRAFT_OPEN = "draft_open"  # G4
    NO_CONTACT = "no_contact"  # G5
    NO_ADDRESS = "no_address"  # G6
    PROMISE_OPEN = "promise_open"  # G7
    OUT_OF_OFFICE = "out_of_office"  # G8
    PERSON_CONTACTED = "person_contacted"  # G9
    CAP_REACHED = "cap_reached"  # G10
    INTERVIEW_AHEAD = "interview_ahead"  # G11
    DOUBT = "doubt"  # G12
    BACKLOG = "backlog"
    DISMISSED = "dismissed"
    UNTRUSTED = "untrusted"
    CHANNEL = "channel"
    LATE = "late"
    PAUSED = "paused"
    ON_HOLD = "on_hold"
    INCOMPLETE = "incomplete"
    ACCEPTED = "accepted"
    OFFER_NOT_FIRM = "offer_not_firm"
    OVERLOAD = "overload"
    OWN_EMPLOYER = "own_employer"


@dataclass(frozen=True, slots=True)
class Rule:
    """One table of `rules/timing.toml`: in this situation, after so long, write so often, to whom, with which template.

    `after` is the earliest, `suggest` the best moment, `until` the latest, all counted from the situation's start.
    `again` is how long a further draft waits after the one before was sent; without it, as long as the first. `before`
    is how long before a deadline it is too late, where the situation has one. `to` names recipients in order of
    preference, `exempt` the gates this rule may pass. `needs` are facts of the application, by their names in `NEEDED`,
    without which nothing is drafted.
    """

    name: str
    situation: Situation
    after: Duration
    suggest: Duration
    until: Duration
    at_most: int
    to: tuple[str, ...]
    template: str
    reason: str
    source: str
    code: str = ""
    enabled: bool = True
    exempt: tuple[Gate, ...] = ()
    any_hour: bool = False
    again: Duration | None = None
    needs: tuple[str, ...] = ()
    before: Duration | None = None


NEEDED = ("requisition", "role")
"""What a rule may need to be known of an application."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Everything deciding may be told: the rules and the calendar they are counted in.

    `country` and `subdivision` select public holidays (ISO 3166), the recipient's zone decides the day.
    `weekend` holds weekday numbers, Monday 0. `ceiling` caps candidate-initiated messages per application (etiquette
    §1.4: 4). `person_gap` is G9's. `promise_buffer` is G7's. `close_after` is etiquette §7's presumed end;
    `close_after_interview` (six weeks, the seed's own figure) and `close_after_nudge` (etiquette §7) are its floors.
    `on_hold` is how long nothing is asked once they put it on hold (etiquette §10, case 55).
    `days_off` are further days on which nothing is drafted. A wait of which `slow_days` or more lie in one of
    `slow_seasons` is lengthened by `slow_extra` (etiquette §1.3). `exceptions` are other books for single companies, by
    their names in lower case. To `own_employers`, where the user works, nothing is written, but to those also among
    `own_employers_allowed`.
    """

    rules: tuple[Rule, ...]
    country: str = ""
    subdivision: str = ""
    weekend: frozenset[int] = frozenset({5, 6})
    quiet: QuietHours = QuietHours()
    ceiling: int = 4
    person_gap: Duration = Duration(5, "business days")
    promise_buffer: Duration = Duration(2, "business days")
    close_after: Duration = Duration(45, "days")
    confident: float = 0.75
    paused_until: datetime | None = None
    company_pauses: tuple[tuple[str, datetime | None], ...] = ()
    close_after_interview: Duration = Duration(42, "days")
    close_after_nudge: Duration = Duration(15, "business days")
    on_hold: Duration = Duration(60, "days")
    days_off: frozenset[date] = frozenset()
    slow_seasons: tuple[Season, ...] = SLOW_SEASONS
    slow_days: int = 3
    slow_extra: Duration = Duration(5, "business days")
    reminders: tuple[ReminderRule, ...] = ()
    exceptions: tuple[tuple[str, RuleBook], ...] = ()
    own_employers: tuple[str, ...] = ()
    own_employers_allowed: tuple[str, ...] = ()

    def at(self, company: str) -> RuleBook:
        """The book that holds for a company: its exception, else this one."""
        name = company.strip().casefold()
        return next((book for other, book in self.exceptions if other == name), self) if self.exceptions else self


@dataclass(frozen=True, slots=True)
class Context:
    """What deciding has to know beside applications and rules.

    `first_read_at` is when this account was first read to the end: what was already due then is backlog, never a
    burst of drafts. None means that the first reading is not finished. `release_backlog` is the user's explicit wish.
    `in_question` names the applications a message may belong to that only the user can place: until it is placed,
    nothing is drafted for any of them.
    """

    me: Identity
    first_read_at: datetime | None
    release_backlog: bool = False
    in_question: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Occasion:
    """The idempotency key of a draft: this rule, for this application, about this anchor, the n-th time.

    `anchor` names what the situation started from (an interview's key, a message's fingerprint): stable, no dates.
    """

    application: str
    rule: str
    anchor: str
    n: int = 1

    def __str__(self) -> str:
        """The key as stored."""
        return f"{self.application}/{self.rule}/{self.anchor}/{self.n}"


@dataclass(frozen=True, slots=True)
class Window:
    """When a draft may appear, should appear, and no longer may. Aware instants in UTC."""

    earliest: datetime
    suggested: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: one plain sentence, the rule behind it, and the messages it rests on."""

    sentence: str
    rule: str
    source: str = ""
    fingerprints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grounds:
    """The records a draft speaks of beside its application and interview. Of what is missing here, no sentence speaks.

    `offer` is the offer it is about; in a note to another employer, the one on record elsewhere. `wish` holds the
    times, day and reason the user gave, `referee` who is written to about a reference. `asked_at` is the instant of the
    user's earlier question, `submitted_at` that at which a test or task was handed in.
    """

    offer: Offer | None = None
    wish: Wished | None = None
    referee: RefereeNamed | None = None
    asked_at: datetime | None = None
    submitted_at: datetime | None = None


NOTHING_MORE = Grounds()
"""No records beside the application and the interview."""


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """Put a draft into Drafts. `answers` is the message it replies to; None starts a new thread."""

    occasion: Occasion
    application: Application
    rule: Rule
    to: Person
    window: Window
    reason: Reason
    at: datetime
    answers: Reading | None = None
    interview: Interview | None = None
    grounds: Grounds = NOTHING_MORE


@dataclass(frozen=True, slots=True)
class WithdrawDraft:
    """A placed draft lost its reason: withdraw it if it is still exactly ours, else report it as stale."""

    occasion: str
    application: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class CloseSilent:
    """Long silence: presume the application closed (inactive, not rejected)."""

    application: str
    reason: Reason

    @property
    def outcome(self) -> Outcome:
        """How it ends."""
        return Outcome.NO_RESPONSE


@dataclass(frozen=True, slots=True)
class CloseLeft:
    """The user sent the letter by which they leave: the application ended so, by their own word."""

    application: str
    outcome: Outcome
    reason: Reason


Action = PlaceDraft | WithdrawDraft | CloseSilent | CloseLeft
"""What the cycle may do."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A draft that a rule would place, and the gate that stops it. `until` is when the gate opens, if that is known."""

    occasion: Occasion
    gate: Gate
    reason: Reason
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A draft that is not due yet. `at` is when it will be placed if nothing happens before."""

    occasion: Occasion
    at: datetime
    reason: Reason
    to: Person | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the user had better do themselves, standing since `at`. `points` are what to have at hand for it.

    Its occasion counts the moments that have come: the second reminder of a deadline is another one than the first.
    """

    occasion: Occasion
    errand: Errand
    at: datetime
    reason: Reason
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do at `now`, what comes next, what is held back, and what the user is reminded of.

    `next_due` is when deciding again may say more; a reminder wakes nobody, it is there when one looks.
    """

    now: datetime
    actions: tuple[Action, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    held: tuple[HeldBack, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    next_due: datetime | None = None

    @property
    def drafts(self) -> tuple[PlaceDraft, ...]:
        """The actions that place a draft."""
        return tuple(action for action in self.actions if isinstance(action, PlaceDraft))
