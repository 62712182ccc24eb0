"""What happened, past tense: the events an application is folded from, and the user's lessons. They are the only truth.

Values only. How events fold is in `fold`; what the user's words and lessons do to a message is in `taught`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from agent.reading import Person, Reading, Slot


class Outcome(StrEnum):
    """How a closed application ended. `NO_RESPONSE` means inactive, never rejected: any later mail reopens it."""

    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NO_RESPONSE = "no_response"


class Fate(StrEnum):
    """What became of a draft."""

    PLACED = "placed"
    EDITED = "edited"
    SENT = "sent"
    DELETED = "deleted"
    WITHDRAWN = "withdrawn"
    STALE = "stale"


class Scope(StrEnum):
    """What mail a lesson is about: all of one address, all of one organisation's domain, or all of one thread."""

    SENDER = "sender"
    DOMAIN = "domain"
    THREAD = "thread"


class Wish(StrEnum):
    """What the user wants a draft for, which no mail can tell."""

    ANSWER_INVITATION = "answer_invitation"
    MOVE_INTERVIEW = "move_interview"
    EXCUSE_ABSENCE = "excuse_absence"
    ASK_AFTER_NO_SHOW = "ask_after_no_show"
    MORE_TIME = "more_time"


class Form(StrEnum):
    """How an offer was made. Only a written one is spoken of to others, or resigned on."""

    WRITTEN = "written"
    VERBAL = "verbal"


@dataclass(frozen=True, slots=True)
class ApplicationOpened:
    """An application came to be: from the message `fingerprint`, or because the user said so (`add`).

    One opened by a message is there as long as that message belongs to it, under the names that message is understood
    to state.
    """

    application: str
    at: datetime
    company: str
    role: str
    because: str
    requisition: str = ""
    applied_at: datetime | None = None
    fingerprint: str = ""
    type: Literal["application_opened"] = "application_opened"


@dataclass(frozen=True, slots=True)
class MailFiled:
    """A message, from either side, was found to belong to an application.

    `reading` is what was read, before any word or lesson of the user's. `lessons` are the numbers of those the finding
    rests on: once one of them is removed, it is as if it had never been found.
    """

    application: str
    at: datetime
    reading: Reading
    because: str
    lessons: tuple[int, ...] = ()
    type: Literal["mail_filed"] = "mail_filed"


@dataclass(frozen=True, slots=True)
class DraftPlaced:
    """A draft was put into Drafts. `occasion` is the idempotency key, `answers` the message id it replies to."""

    application: str
    at: datetime
    occasion: str
    rule: str
    message_id: str
    to: str
    answers: str | None
    type: Literal["draft_placed"] = "draft_placed"


@dataclass(frozen=True, slots=True)
class DraftBecame:
    """A placed draft was seen to have been edited, sent, deleted, or was withdrawn or went stale."""

    application: str
    at: datetime
    occasion: str
    fate: Fate
    because: str
    type: Literal["draft_became"] = "draft_became"


@dataclass(frozen=True, slots=True)
class Noted:
    """The user's own note. `contact` says that the user was in touch another way (`phone`, `portal`, …)."""

    application: str
    at: datetime
    text: str
    contact: Literal["", "phone", "portal", "in_person", "message"] = ""
    by: Literal["me", "them"] = "me"
    type: Literal["noted"] = "noted"


@dataclass(frozen=True, slots=True)
class Corrected:
    """The user's word on one field; it wins over anything read.

    Of an application `field` is `company`, `role`, `requisition`, `agency` (empty for none), `stage` (or an outcome, to
    close with), `interview_held` (`yes`/`no`, of the meeting `fingerprint` filed), `promise` (an ISO date, or empty for
    none), `no_contact` (`yes`/`no`), `channel` (`email`, `phone`, …), `contact` (`Name <address>`), `closing` (the ISO
    date until which the advert takes applications), `keep_open` (`yes`/`no`), `preferred` (`yes`/`no`: whether the user
    would rather have this job than one offered elsewhere) or `dismiss` (a rule's name). Of the message `fingerprint` it
    is `kind`, `company`, `role` or `application` (where it belongs; empty for nowhere). Then `application` is where the
    message lay when it was said, and is empty for one that lay nowhere; the word goes wherever the message goes.
    """

    application: str
    at: datetime
    field: str
    value: str
    fingerprint: str = ""
    type: Literal["corrected"] = "corrected"


@dataclass(frozen=True, slots=True)
class Closed:
    """The application ended by the user's word or by long silence (a rejection closes it by its mail instead)."""

    application: str
    at: datetime
    outcome: Outcome
    because: str
    type: Literal["closed"] = "closed"


@dataclass(frozen=True, slots=True)
class Reopened:
    """The user took a closed application up again."""

    application: str
    at: datetime
    because: str
    type: Literal["reopened"] = "reopened"


@dataclass(frozen=True, slots=True)
class Wished:
    """The user wants a draft: to answer an invitation, to move an interview, to ask for more time.

    `slots` are the times that suit them, `until` the day they ask for, `reason` a sentence of theirs for the draft, in
    the language of the thread. All may be missing; a draft then does without.
    """

    application: str
    at: datetime
    wish: Wish
    slots: tuple[Slot, ...] = ()
    until: date | None = None
    reason: str = ""
    type: Literal["wished"] = "wished"


@dataclass(frozen=True, slots=True)
class OfferRecorded:
    """The user has an offer no mail told of, or knows better. `answer_by` is the instant their answer is due.

    `conditional` tells that it depends on references, a visa or the like.
    """

    application: str
    at: datetime
    form: Form
    answer_by: datetime | None = None
    conditional: bool = False
    type: Literal["offer_recorded"] = "offer_recorded"


@dataclass(frozen=True, slots=True)
class Debriefed:
    """How an interview went, in the user's words: an answer for each question, by the question's name.

    `interview` is the interview's key, empty for one no mail told of.
    """

    application: str
    at: datetime
    interview: str
    answers: tuple[tuple[str, str], ...]
    type: Literal["debriefed"] = "debriefed"

    def answer(self, question: str) -> str:
        """What was answered; empty when it was not."""
        return dict(self.answers).get(question, "")


@dataclass(frozen=True, slots=True)
class RefereeNamed:
    """The user gave this employer somebody's name as a reference. `points` is what the referee might speak of."""

    application: str
    at: datetime
    name: str
    address: str
    points: str = ""
    type: Literal["referee_named"] = "referee_named"


@dataclass(frozen=True, slots=True)
class InterviewNoted:
    """The user was interviewed, and no mail tells of it: from `start` to `end`, by `people`.

    `timezone` (IANA) is that of the clock it was told by, the user's own.
    """

    application: str
    at: datetime
    start: datetime
    end: datetime
    timezone: str | None = None
    people: tuple[Person, ...] = ()
    type: Literal["interview_noted"] = "interview_noted"


@dataclass(frozen=True, slots=True)
class LessonLearned:
    """What the user said of one message, and asked to be taken for all mail of its sender, its domain or its thread.

    `whose` is the address or the domain, in lower case, or the message ids of the thread. `field` and `value` are those
    of a `Corrected` on a message; `instead` is what the message `fingerprint`, from which it was learned, was read to
    say. `number` names the lesson and is never given again. It belongs to no application.
    """

    number: int
    at: datetime
    scope: Scope
    whose: tuple[str, ...]
    field: Literal["kind", "company", "role", "application"]
    value: str
    fingerprint: str
    because: str
    instead: str = ""
    application: Literal[""] = ""
    type: Literal["lesson_learned"] = "lesson_learned"


@dataclass(frozen=True, slots=True)
class LessonRemoved:
    """The user took a lesson away, for good: everything is as if it had never been learned."""

    number: int
    at: datetime
    because: str
    application: Literal[""] = ""
    type: Literal["lesson_removed"] = "lesson_removed"


Event = (
    ApplicationOpened
    | MailFiled
    | DraftPlaced
    | DraftBecame
    | Noted
    | Corrected
    | Closed
    | Reopened
    | Wished
    | OfferRecorded
    | Debriefed
    | RefereeNamed
    | InterviewNoted
    | LessonLearned
    | LessonRemoved
)
"""Everything that can happen, to an application or to what is taken for all mail of a kind."""
