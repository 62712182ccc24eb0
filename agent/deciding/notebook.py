"""What the user wrote down after interviews, across all applications, for use before the next one.

Made once for a plan. It words nothing of its own beyond a lead, and forgets nothing but what is too much for one look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from agent.tracking import Application

_LEADS = {
    "who": "Who was there",
    "topics": "What they spoke of",
    "hardest": "The hardest question",
    "forgot": "What you had forgotten to say",
    "learned": "What you learned",
}
"""Answers about the same employer that are brought back before a later round (etiquette §6: 1, 2, 5, 6, 7)."""

_FROM_ELSEWHERE = 5
"""Most answers of interviews elsewhere that are brought back, the latest first."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """Every debrief with its application, the latest first."""

    debriefs: tuple[tuple[str, str, str], ...] = ()

    def before(self, application: Application) -> tuple[str, ...]:
        """What to look at before an application's next interview: its own debriefs, then hard questions elsewhere."""
        own = (
            f"{lead}: {answer}"
            for debrief in reversed(application.debriefs)
            for question, lead in _LEADS.items()
            if (answer := debrief.answer(question).strip())
        )
        elsewhere = (f"{lead}: {answer}" for name, lead, answer in self.debriefs if name != application.id)
        return tuple(dict.fromkeys((*own, *islice(elsewhere, _FROM_ELSEWHERE))))


def notebook_of(applications: Iterable[Application]) -> Notebook:
    """Gather what is of use elsewhere too: hard questions, and what the user meant to do before the next interview."""
    found = sorted(_of_use(applications), key=lambda one: one[0], reverse=True)
    return Notebook(tuple(rest for _, rest in found))


def _of_use(applications: Iterable[Application]) -> Iterator[tuple[tuple[float, str], tuple[str, str, str]]]:
    for application in applications:
        for debrief in application.debriefs:
            for question, lead in (("hardest", "A hard question elsewhere"), ("actions", "You meant to")):
                if answer := debrief.answer(question).strip():
                    yield (debrief.at.timestamp(), application.id), (application.id, lead, answer)
