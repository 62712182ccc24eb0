"""What a debrief teaches an application beside its words: the next step they promised. It asks no questions itself.

The questions are in `agent.reading`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agent.reading import NEXT_STEP_BY, Span
from agent.tracking.events import Debriefed
from agent.tracking.model import Application, Promise


def debriefed(application: Application, event: Debriefed) -> Application:
    """The application with a debrief: a later one of the same interview takes the place of the earlier."""
    others = tuple(d for d in application.debriefs if d.interview != event.interview)
    return replace(application, debriefs=(*others, event), promise=_promise(application, event))


def _promise(application: Application, event: Debriefed) -> Promise | None:
    """The day they named when parting; a day that makes no sense changes nothing."""
    try:
        day = date.fromisoformat(event.answer(NEXT_STEP_BY).strip())
    except ValueError:
        return application.promise
    return Promise(Span(day, day, event.answer("next_step") or day.isoformat()), event.at, None, event.interview)
