"""An interview that no mail tells of, as the user noted it: what it does to an application.

How it joins the other interviews is in `interviews`.
"""

from __future__ import annotations

from dataclasses import replace

from agent.tracking.events import InterviewNoted, Outcome
from agent.tracking.interviews import noted
from agent.tracking.model import Application, Stage
from agent.tracking.persons import merged
from agent.tracking.transitions import earlier, reopen


def interview_noted(application: Application, event: InterviewNoted) -> Application:
    """The application with the interview and who was there; one filed as inactive is open again."""
    if application.outcome is Outcome.NO_RESPONSE and not application.closed_by_user:
        application = reopen(application)
    after = replace(
        application,
        interviews=noted(application.interviews, event),
        people=merged(application.people, event.people),
    )
    if application.closed or not earlier(application.stage, Stage.INTERVIEWING):
        return after
    return replace(after, stage=Stage.INTERVIEWING, reached=Stage.INTERVIEWING)
