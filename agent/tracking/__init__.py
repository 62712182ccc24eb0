"""Readings become events, events fold into applications: the state machine of a job search.

This room decides where a message belongs and what stage an application is in. It does not decide what to do about it.
"""

from agent.tracking.model import (
    Ambiguous,
    Application,
    ApplicationOpened,
    Closed,
    Corrected,
    Correlation,
    DraftBecame,
    DraftPlaced,
    DraftRecord,
    Event,
    Fate,
    Interview,
    Known,
    MailFiled,
    New,
    Noted,
    Outcome,
    Promise,
    Reopened,
    Stage,
    Unrelated,
)

__all__ = [
    "Ambiguous",
    "Application",
    "ApplicationOpened",
    "Closed",
    "Corrected",
    "Correlation",
    "DraftBecame",
    "DraftPlaced",
    "DraftRecord",
    "Event",
    "Fate",
    "Interview",
    "Known",
    "MailFiled",
    "New",
    "Noted",
    "Outcome",
    "Promise",
    "Reopened",
    "Stage",
    "Unrelated",
]
