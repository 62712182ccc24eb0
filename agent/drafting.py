"""What follows from an action: the draft it asks for as an intent, or a refusal for the user; a quiet end as an event.

Whether to act is decided in `agent.deciding`, the words are `agent.writing`'s; bringing a draft into Drafts is the
business of `agent.placing`.
"""

from __future__ import annotations

from datetime import datetime

from agent.deciding import CloseLeft, CloseSilent, PlaceDraft
from agent.placing import Outbox
from agent.ports import Intent, OutboxState
from agent.reading import Identity
from agent.tracking import Closed
from agent.writing import Draft, Refused, Templates, compose, draft_digest, draft_text


def composed(action: PlaceDraft, written: Outbox, me: Identity, templates: Templates) -> Intent | Refused:
    """The draft of an action; what was intended before a crash is as it was composed then."""
    known = written.get(action)
    if known is not None:
        return known
    before = tuple(draft_text(raw) for raw in written.to_the_same(action))
    draft = compose(action, me, templates, before)
    return draft if isinstance(draft, Refused) else _intent(action, draft)


def for_the_user(action: PlaceDraft, refused: Refused, now: datetime) -> Intent:
    """A draft that broke the lint, kept as an intent only the user can settle, so that it is told once."""
    return Intent(
        occasion=str(action.occasion),
        application=action.application.id,
        rule=action.rule.name,
        message_id="",
        to=action.to.address or "",
        answers=None,
        raw=b"",
        digest="",
        state=OutboxState.NEEDS_USER,
        decided_at=now,
        note="; ".join(problem.sentence for problem in refused.problems),
    )


def ended(action: CloseSilent | CloseLeft, now: datetime) -> Closed:
    """The event by which an application is presumed closed, or ends with the letter that left it."""
    return Closed(application=action.application, at=now, outcome=action.outcome, because=action.reason.sentence)


def _intent(action: PlaceDraft, draft: Draft) -> Intent:
    return Intent(
        occasion=draft.occasion,
        application=action.application.id,
        rule=action.rule.name,
        message_id=draft.message_id,
        to=draft.to,
        answers=action.answers.envelope.message_id if action.answers else None,
        raw=draft.raw,
        digest=draft_digest(draft.raw),
        state=OutboxState.INTENDED,
        decided_at=action.at,
    )
