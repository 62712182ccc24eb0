"""Believable applications for each kind of letter, to try a template on before it is needed.

The people, firms and addresses are made up (RFC 2606); nothing here reaches a real draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from agent.deciding import Duration, Grounds, Occasion, PlaceDraft, Reason, Rule, Situation, Window
from agent.reading import Address, Direction, Envelope, Facts, Identity, Kind, Part, Person, Reading, Slot, Span
from agent.tracking import (
    Application,
    Debriefed,
    Form,
    Interview,
    Noted,
    Offer,
    Outcome,
    Promise,
    RefereeNamed,
    Stage,
    Wish,
    Wished,
)
from agent.writing.demands import DEMANDS, kind_of_situation

ME = Identity(
    name="Sam Doe", addresses=("sam@example.org",), phone="+44 20 7946 0018", timezone="Europe/London", country="GB"
)

_AT = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)
_HELD = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)
_ANN = Person("Ann Baker", "ann.baker@acme.example", Part.INTERVIEWER)
_BEN = Person("Ben Cole", "ben.cole@acme.example", Part.INTERVIEWER)
_CLARA = Person("Clara Dean", "clara.dean@acme.example", Part.RECRUITER)
_EVE = Person("Eve Ford", "eve.ford@bridge.example", Part.CONSULTANT)
_REFEREE = Person("Paul Grant", "paul.grant@example.net", Part.CONTACT)

_SITUATIONS: Mapping[str, Situation] = MappingProxyType(
    {
        "thank_you": Situation.INTERVIEW_HELD,
        "thank_you_to_coordinator": Situation.INTERVIEW_HELD,
        "status_after_promise": Situation.PROMISE_PASSED,
        "application_nudge": Situation.APPLICATION_SILENCE,
        "rejection_thanks": Situation.REJECTED_AFTER_CONTACT,
    }
)
"""Situations that matter to how a letter is looked at; of the others only the kind does."""


def sample_actions(template: str, situation: Situation | None = None) -> tuple[PlaceDraft, ...]:
    """Actions that use a template: one where everything is on record, then one where only what no letter can spare is.

    A letter that takes another turn by what is on record has further ones.
    """
    known = template if template in DEMANDS else kind_of_situation(situation) if situation else ""
    kind = known or "status_no_promise"
    full = _of_kind(kind, template, situation or _SITUATIONS.get(kind, Situation.INTERVIEW_SILENCE))
    return (full, _bare(full, kind), *_other_turns(full, kind))


def _of_kind(kind: str, template: str, situation: Situation) -> PlaceDraft:
    """Everything on record."""
    days = Duration(5, "business days")
    interview = _interview(kind)
    return PlaceDraft(
        occasion=Occasion("sample", template, "sample"),
        application=_application(kind, interview),
        rule=Rule(template, situation, days, days, days, 1, ("last_human",), template, "a sample", "a sample"),
        to=_recipient(kind),
        window=Window(_AT, _AT, _AT),
        reason=Reason("a sample", template),
        at=_AT,
        interview=interview,
        grounds=_grounds(kind),
    )


def _bare(full: PlaceDraft, kind: str) -> PlaceDraft:
    """The same with nothing on record that a letter of this kind can do without."""
    grounds, application = full.grounds, full.application
    kept_promise = application.promise if kind == "status_after_promise" else None
    kept_notes = application.notes if kind == "reconnect" else ()
    interview = full.interview and replace(full.interview, timezone=None, people=())
    spare = replace(
        application,
        requisition="",
        promise=kept_promise,
        notes=kept_notes,
        debriefs=(),
        closing=None,
        people=(),
        interviews=() if interview is None else (interview,),
    )
    spared = Grounds(
        offer=grounds.offer and replace(grounds.offer, answer_by=None),
        wish=grounds.wish and replace(grounds.wish, slots=(), reason=""),
        referee=grounds.referee and replace(grounds.referee, points=""),
    )
    to = full.to if DEMANDS[kind].to_referee else replace(full.to, name="")
    return replace(full, application=spare, to=to, interview=interview, grounds=spared)


def _other_turns(full: PlaceDraft, kind: str) -> tuple[PlaceDraft, ...]:
    """The same letter where the records make it say something else."""
    application, wish = full.application, full.grounds.wish
    if kind == "reference_thanks":
        return (replace(full, application=replace(application, outcome=Outcome.ACCEPTED)),)
    if kind == "agency_debrief":
        doubtful = Debriefed("sample", _AT, "sample", (("interest", "2"),))
        return (replace(full, application=replace(application, debriefs=(doubtful,))),)
    if kind == "reschedule_request" and wish is not None and full.interview is not None:
        missed = replace(full.interview, start=_AT - timedelta(hours=2), end=_AT - timedelta(hours=1), held=False)
        why = "my train stood outside the station for two hours, and I could not get through to you"
        excuse = Grounds(wish=replace(wish, wish=Wish.EXCUSE_ABSENCE, reason=why))
        return (replace(full, interview=missed, grounds=excuse),)
    if kind == "schedule_reply" and wish is not None:
        own = replace(full, grounds=Grounds(wish=replace(wish, slots=wish.slots[:1])))
        inviting = replace(_mail(), kind=Kind.INTERVIEW_INVITE, facts=Facts(proposed=wish.slots))
        return (replace(own, application=replace(application, mails=(inviting,))), own)
    return ()


def _recipient(kind: str) -> Person:
    if DEMANDS[kind].to_referee:
        return _REFEREE
    if kind == "thank_you_to_coordinator":
        return replace(_ANN, part=Part.COORDINATOR)
    return _EVE if kind == "agency_debrief" else _ANN


def _interview(kind: str) -> Interview | None:
    """The interview the letter is about: over for most, missed or ahead for some, none for others."""
    if kind in {"application_nudge", "schedule_reply", "schedule_stall"}:
        return None
    start = {"no_show": _AT - timedelta(hours=1), "reschedule_request": _AT + timedelta(days=2)}.get(kind, _HELD)
    return Interview("sample", 0, start, start + timedelta(minutes=45), "Europe/London", people=(_ANN, _BEN))


def _grounds(kind: str) -> Grounds:
    offer = Offer(_AT - timedelta(days=1), Form.WRITTEN, answer_by=_AT + timedelta(days=5))
    wish = Wished("sample", _AT, _wish(kind), _slots(), date(2026, 4, 8), _reason(kind))
    points = "the move of the billing system; how I work with others; the training I gave"
    speaks_of_offer = DEMANDS[kind].about_offer or DEMANDS[kind].of_other_offer
    return Grounds(
        offer=replace(offer, form=Form.VERBAL) if kind == "verbal_no_paper" else offer if speaks_of_offer else None,
        wish=wish,
        referee=RefereeNamed("sample", _AT, _REFEREE.name, _REFEREE.address or "", points),
        asked_at=_HELD + timedelta(days=6),
        submitted_at=_HELD,
    )


def _wish(kind: str) -> Wish:
    wishes = {
        "no_show": Wish.ASK_AFTER_NO_SHOW,
        "offer_extension": Wish.MORE_TIME,
        "reschedule_request": Wish.MOVE_INTERVIEW,
    }
    return wishes.get(kind, Wish.ANSWER_INVITATION)


def _reason(kind: str) -> str:
    reasons = {
        "offer_extension": "My partner is away until Sunday, and we would like to decide on the move together",
        "reschedule_request": "I have to be at the doctor's that morning",
    }
    return reasons.get(kind, "")


def _slots() -> tuple[Slot, ...]:
    starts = (datetime(2026, 3, day, hour, minute, tzinfo=UTC) for day, hour, minute in _FREE)
    return tuple(Slot(start, start + timedelta(hours=1), None, "") for start in starts)


_FREE = ((30, 9, 0), (31, 13, 0), (31, 15, 30))


def _application(kind: str, interview: Interview | None) -> Application:
    promised = Promise(Span(date(2026, 3, 20), date(2026, 3, 20), "by 20 March"), _HELD, _ANN, "sample")
    notes = (
        Noted("sample", _HELD + timedelta(hours=2), "topic: moving the billing system"),
        Noted("sample", _HELD + timedelta(hours=3), "news: I have since led the move of a payroll to a new system"),
    )
    ahead = Interview("next", 0, _AT + timedelta(days=2), _AT + timedelta(days=2, hours=1), "Europe/London")
    return Application(
        id="sample",
        company="Acme Ltd",
        role="Data Engineer",
        agency="Bridge Talent" if kind == "agency_debrief" else "",
        opened_at=_HELD - timedelta(days=10),
        stage=Stage.INTERVIEWING if interview else Stage.ACKNOWLEDGED,
        requisition="DE-2041",
        applied_at=_HELD - timedelta(days=10),
        closing=date(2026, 3, 6),
        mails=(_mail(),),
        people=(_ANN, _CLARA),
        interviews=tuple(i for i in (interview, ahead if kind == "withdraw" else None) if i),
        promise=promised if interview else None,
        notes=notes,
        debriefs=(Debriefed("sample", _AT, "sample", (("interest", "4"), ("topics", "Ben: pipelines"))),),
    )


def _mail() -> Reading:
    envelope = Envelope(
        fingerprint="sample",
        received_at=_HELD - timedelta(days=3),
        sender=Address("", _ANN.address or ""),
        to=(ME.address,),
        subject="Interview",
    )
    return Reading(envelope, Direction.INBOUND, Kind.INTERVIEW_SCHEDULED, 1.0)
