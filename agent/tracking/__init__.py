"""Readings become events, events fold into applications: the state machine of a job search.

This room decides where a message belongs and what stage an application is in. It does not decide what to do about it.
"""

from agent.tracking.corrections import is_on_message
from agent.tracking.correlate import correlate
from agent.tracking.diagram import diagram
from agent.tracking.directory import Directory
from agent.tracking.domains import is_provider, is_relay, own_domain, same_organisation
from agent.tracking.events import (
    ApplicationOpened,
    Closed,
    Corrected,
    Debriefed,
    DraftBecame,
    DraftPlaced,
    Event,
    Fate,
    Form,
    InterviewNoted,
    LessonLearned,
    LessonRemoved,
    MailFiled,
    Noted,
    OfferRecorded,
    Outcome,
    RefereeNamed,
    Reopened,
    Scope,
    Wish,
    Wished,
)
from agent.tracking.filing import file, new_id
from agent.tracking.fold import fold, replay
from agent.tracking.interviews import noted_key
from agent.tracking.lessons import moves, numbers
from agent.tracking.model import (
    UNATTENDED,
    Ambiguous,
    Application,
    Correlation,
    DraftRecord,
    Interview,
    Known,
    New,
    Offer,
    Promise,
    Stage,
    Unrelated,
)
from agent.tracking.names import Likeness, compare_organisations, compare_roles, organisation_key
from agent.tracking.otherside import counterparts
from agent.tracking.taught import Taught, routed, taught_by
from agent.tracking.transitions import CONFIDENT, believed

__all__ = [
    "CONFIDENT",
    "UNATTENDED",
    "Ambiguous",
    "Application",
    "ApplicationOpened",
    "Closed",
    "Corrected",
    "Correlation",
    "Debriefed",
    "Directory",
    "DraftBecame",
    "DraftPlaced",
    "DraftRecord",
    "Event",
    "Fate",
    "Form",
    "Interview",
    "InterviewNoted",
    "Known",
    "LessonLearned",
    "LessonRemoved",
    "Likeness",
    "MailFiled",
    "New",
    "Noted",
    "Offer",
    "OfferRecorded",
    "Outcome",
    "Promise",
    "RefereeNamed",
    "Reopened",
    "Scope",
    "Stage",
    "Taught",
    "Unrelated",
    "Wish",
    "Wished",
    "believed",
    "compare_organisations",
    "compare_roles",
    "correlate",
    "counterparts",
    "diagram",
    "file",
    "fold",
    "is_on_message",
    "is_provider",
    "is_relay",
    "moves",
    "new_id",
    "noted_key",
    "numbers",
    "organisation_key",
    "own_domain",
    "replay",
    "routed",
    "same_organisation",
    "taught_by",
]
