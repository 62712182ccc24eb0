"""Reminders as `rules/timing.toml` has them: what may be the user's to do, and when they are reminded of it.

Values only; what there is to do is found in `reminders`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent.deciding.lengths import Duration


class Errand(StrEnum):
    """What the user is reminded of. Nothing is drafted for these: they are the user's own to do."""

    ANSWER_OWED = "answer_owed"  # R21
    DEADLINE_NEAR = "deadline_near"  # R22
    DEBRIEF_MISSING = "debrief_missing"  # R23
    INTERVIEW_NEAR = "interview_near"
    REFERENCES_ASKED = "references_asked"
    CALL_THEM = "call_them"
    WORK_MAILBOX = "work_mailbox"
    DOUBLE_SUBMISSION = "double_submission"


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """One `[reminder.NAME]` of `rules/timing.toml`: of this errand the user is reminded at these moments.

    `when` are lengths of time after what the errand is about, or before it where that lies ahead (a deadline, an
    interview). `until` is how long after it the reminder stands, at most.
    """

    name: str
    errand: Errand
    when: tuple[Duration, ...]
    until: Duration
    reason: str
    source: str = ""
    code: str = ""
    enabled: bool = True
