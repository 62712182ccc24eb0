"""A believable application for each kind of message, to try a template on before it is needed.

The people, firms and addresses are made up (RFC 2606); nothing here reaches a real draft.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from agent.deciding import Duration, Occasion, PlaceDraft, Reason, Rule, Situation, Window
from agent.reading import Address, Direction, Envelope, Identity, Kind, Part, Person, Reading, Span
from agent.tracking import Application, Interview, Noted, Promise, Stage

ME = Identity(name="Sam Doe", addresses=("sam@example.org",), phone="+44 20 7946 0018")

_AT = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)
_HELD = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)
_ANN = Person("Ann Baker", "ann.baker@acme.example", Part.INTERVIEWER)
_BEN = Person("Ben Cole", "ben.cole@acme.example", Part.INTERVIEWER)

SITUATIONS = {
    "thank_you": Situation.INTERVIEW_HELD,
    "thank_you_to_coordinator": Situation.INTERVIEW_HELD,
    "status_after_promise": Situation.PROMISE_PASSED,
    "status_no_promise": Situation.INTERVIEW_SILENCE,
    "closing_note": Situation.INTERVIEW_SILENCE,
    "application_nudge": Situation.APPLICATION_SILENCE,
    "rejection_thanks": Situation.REJECTED_AFTER_CONTACT,
}
"""Which situation a template is for, by its name; for other names the rule that uses it says so."""


def sample_actions(template: str, situation: Situation | None = None) -> tuple[PlaceDraft, ...]:
    """Actions that use a template: one where everything is on record, one where only what no letter can spare is."""
    meant = situation or SITUATIONS.get(template, Situation.INTERVIEW_SILENCE)
    full = _action(template, meant)
    spare = replace(full.application, requisition="", notes=(), promise=None)
    if meant is Situation.PROMISE_PASSED:
        spare = replace(spare, promise=full.application.promise)
    bare = replace(full, application=spare, to=replace(full.to, name=""))
    return full, bare


def _action(template: str, situation: Situation) -> PlaceDraft:
    days = Duration(5, "business days")
    rule = Rule(template, situation, days, days, days, 1, ("last_human",), template, "a sample", "a sample")
    interview = Interview("sample", 0, _HELD, _HELD + timedelta(hours=1), "Europe/London", people=(_ANN, _BEN))
    asked = situation is Situation.APPLICATION_SILENCE
    return PlaceDraft(
        occasion=Occasion("sample", template, "sample"),
        application=_application(() if asked else (interview,)),
        rule=rule,
        to=replace(_ANN, part=Part.COORDINATOR) if template == "thank_you_to_coordinator" else _ANN,
        window=Window(_AT, _AT, _AT),
        reason=Reason("a sample", template),
        at=_AT,
        interview=None if asked else interview,
    )


def _application(interviews: tuple[Interview, ...]) -> Application:
    promised = Promise(Span(date(2026, 3, 20), date(2026, 3, 20), "by 20 March"), _HELD, _ANN, "sample")
    return Application(
        id="sample",
        company="Acme Ltd",
        role="Data Engineer",
        opened_at=_HELD - timedelta(days=10),
        stage=Stage.INTERVIEWING if interviews else Stage.ACKNOWLEDGED,
        requisition="DE-2041",
        applied_at=_HELD - timedelta(days=10),
        mails=(_mail(),),
        interviews=interviews,
        promise=promised if interviews else None,
        notes=(Noted("sample", _HELD + timedelta(hours=2), "topic: moving the billing system"),),
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
