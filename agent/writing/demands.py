"""What is asked of each kind of letter: its length, its questions, what it must name and rests on, what it may say.

One table, by template name; the figures are the etiquette's (section 3.2), those marked so our own. A template of the
user's own naming is held to the kind that its rule's situation asks for. Nothing is checked here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from agent.deciding import MANNERS, Manner, PlaceDraft, Rule, Situation
from agent.reading import Part


@dataclass(frozen=True, slots=True)
class Demands:
    """What one kind of letter must keep to.

    Below `least` or above `usual` words is worth a remark, above `most` is refused; `questions` is the range of their
    number. `names` are the values it must mention where they are known (L05), `rests_on` what must be on record, or it
    would speak of something that is not there (L19). `final` letters ask for nothing (L26). `held` ones speak of an
    interview that is over (L28), the others may speak of one ahead. `about_offer` ones may speak of the offer they
    answer and of its deadline, `of_other_offer` ones of a written one made elsewhere (L18). `to_referee` ones go to the
    referee (L09).
    """

    least: int
    usual: int
    most: int
    questions: tuple[int, int]
    names: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    final: bool = False
    held: bool = True
    about_offer: bool = False
    of_other_offer: bool = False
    to_referee: bool = False


_ASKING, _PERHAPS, _TELLING = (1, 1), (0, 1), (0, 0)

DEMANDS: Mapping[str, Demands] = MappingProxyType(
    {
        "thank_you": Demands(60, 150, 180, _PERHAPS, ("interview_date",)),
        "thank_you_to_coordinator": Demands(40, 120, 150, _PERHAPS, ("interview_date",)),  # our own
        "status_after_promise": Demands(40, 100, 125, _ASKING, ("interview_date",)),
        "status_no_promise": Demands(40, 100, 125, _ASKING, ("interview_date",)),
        "closing_note": Demands(30, 70, 80, _TELLING, ("interview_date",), final=True),
        "application_nudge": Demands(40, 100, 110, _ASKING, ("applied_date",)),
        "schedule_reply": Demands(20, 90, 110, _PERHAPS, ("slots",), held=False),
        "schedule_stall": Demands(30, 80, 90, _ASKING, ("slots",), held=False),
        "no_show": Demands(30, 80, 90, _ASKING, ("interview_date", "slots"), held=False),
        "reschedule_request": Demands(30, 90, 110, _ASKING, ("interview_date", "slots"), held=False),
        "assessment_nudge": Demands(30, 80, 90, _ASKING, ("submitted_date",)),
        "offer_ack": Demands(40, 100, 120, _PERHAPS, ("answer_by",), ("an offer",), about_offer=True),
        "offer_extension": Demands(
            50, 120, 140, _ASKING, ("wanted_date",), ("an offer", "a day to ask for"), about_offer=True
        ),
        "offer_timing": Demands(50, 120, 130, _ASKING, ("answer_by",), of_other_offer=True),
        "verbal_no_paper": Demands(30, 80, 90, _ASKING, ("offer_date",), ("an offer",), about_offer=True),
        "withdraw": Demands(30, 80, 90, _TELLING, ("coming_date",), final=True),
        "decline_offer": Demands(40, 90, 100, _TELLING, (), ("an offer",), final=True, about_offer=True),
        "rejection_thanks": Demands(40, 100, 120, _PERHAPS),
        "reconnect": Demands(50, 110, 120, _PERHAPS, ("met_month",), ("anything new",)),
        "reference_headsup": Demands(80, 180, 220, _PERHAPS, to_referee=True),
        "reference_thanks": Demands(40, 120, 150, _TELLING, to_referee=True),  # our own
        "agency_debrief": Demands(60, 150, 180, _PERHAPS, ("interview_date",)),
    }
)
"""By template name."""

_OF_SITUATION: Mapping[str, str] = {
    "invitation_to_answer": "schedule_reply",
    "interview_held": "thank_you",
    "agency_interview_held": "agency_debrief",
    "promise_passed": "status_after_promise",
    "interview_silence": "status_no_promise",
    "question_unanswered": "closing_note",
    "application_silence": "application_nudge",
    "slots_unanswered": "schedule_stall",
    "interview_missed_by_them": "no_show",
    "interview_to_move": "reschedule_request",
    "task_silence": "assessment_nudge",
    "test_silence": "assessment_nudge",
    "offer_made": "offer_ack",
    "time_wanted": "offer_extension",
    "verbal_offer": "verbal_no_paper",
    "offer_elsewhere": "offer_timing",
    "withdrawn": "withdraw",
    "accepted_elsewhere": "withdraw",
    "offer_declined": "decline_offer",
    "rejected_after_contact": "rejection_thanks",
    "long_after": "reconnect",
    "reference_given": "reference_headsup",
    "reference_over": "reference_thanks",
}
"""The kind a situation asks for, by its word in `timing.toml`."""

_OF_MANNER: Mapping[Manner, str] = {
    Manner.ASKING: "status_no_promise",
    Manner.THANKING: "rejection_thanks",
    Manner.ANSWERING: "schedule_reply",
    Manner.LEAVING: "withdraw",
    Manner.RENEWING: "reconnect",
    Manner.BRIEFING: "reference_headsup",
}
"""The strictest kind of a manner, for a situation that has no kind of its own."""


def kind_of_situation(situation: Situation) -> str:
    """The kind of letter that a situation asks for."""
    return _OF_SITUATION.get(situation.value) or _OF_MANNER[MANNERS[situation]]


def kind_of(action: PlaceDraft) -> str:
    """What kind of letter an action asks for: its template's name, else what its situation asks for."""
    return next((name for name in template_names(action) if name in DEMANDS), "") or kind_of_situation(
        action.rule.situation
    )


def demands_of(action: PlaceDraft) -> Demands:
    """What the letter of an action must keep to."""
    return DEMANDS[kind_of(action)]


def template_names(action: PlaceDraft) -> tuple[str, ...]:
    """The templates an action may use, best first: a thank-you to somebody who did not interview has one of its own."""
    name = action.rule.template
    return (
        (name,)
        if not _is_thanks(action.rule) or action.to.part is Part.INTERVIEWER
        else (f"{name}_to_coordinator", name)
    )


def _is_thanks(rule: Rule) -> bool:
    return rule.situation is Situation.INTERVIEW_HELD
