"""Applications, rules and an instant in; a plan out: what to draft now, what comes next, what is held back and why.

This room reads no clock and writes no words; the instant is an argument, and the sentences of a draft are writing's.
"""

from agent.deciding.calendars import region_is_known
from agent.deciding.errands import Errand, ReminderRule
from agent.deciding.hours import QuietHours, Season
from agent.deciding.lengths import Duration
from agent.deciding.manner import MANNERS, Manner
from agent.deciding.memory import Memory
from agent.deciding.model import (
    NEEDED,
    Action,
    CloseLeft,
    CloseSilent,
    Context,
    Gate,
    Grounds,
    HeldBack,
    Occasion,
    PlaceDraft,
    Plan,
    Reason,
    Reminder,
    Rule,
    RuleBook,
    Situation,
    Upcoming,
    Window,
    WithdrawDraft,
)
from agent.deciding.planning import decide
from agent.deciding.timing import NAMED_LENGTHS, parse_duration
from agent.deciding.zones import COUNTRY_OF_ZONE

__all__ = [
    "COUNTRY_OF_ZONE",
    "MANNERS",
    "NAMED_LENGTHS",
    "NEEDED",
    "Action",
    "CloseLeft",
    "CloseSilent",
    "Context",
    "Duration",
    "Errand",
    "Gate",
    "Grounds",
    "HeldBack",
    "Manner",
    "Memory",
    "Occasion",
    "PlaceDraft",
    "Plan",
    "QuietHours",
    "Reason",
    "Reminder",
    "ReminderRule",
    "Rule",
    "RuleBook",
    "Season",
    "Situation",
    "Upcoming",
    "Window",
    "WithdrawDraft",
    "decide",
    "parse_duration",
    "region_is_known",
]
