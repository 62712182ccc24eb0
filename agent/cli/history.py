"""What happened to an application, event by event, each told in a sentence with the grounds beneath it.

It decides nothing and prints nothing; layout is the page's, and JSON that of `shapes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from agent.cli.page import sentence
from agent.cli.words import ENDED, FATE, KIND, lesson_says, listed, who
from agent.reading import Direction, Evidence, Kind, Reading, Trust, told
from agent.tracking import (
    Application,
    ApplicationOpened,
    Closed,
    Corrected,
    Debriefed,
    DraftBecame,
    DraftPlaced,
    Event,
    InterviewNoted,
    MailFiled,
    Noted,
    OfferRecorded,
    RefereeNamed,
    Reopened,
    Wish,
    Wished,
    is_on_message,
    numbers,
)

SURE, FAIRLY_SURE = 0.9, 0.75
"""Above the first a reading is called sure; below the second the user is asked."""

FINGERPRINT = 10
"""Digits of a fingerprint that name a message to the user; more than enough for one mailbox."""

WHERE = {"subject": "in the subject", "calendar": "in the invitation", "header": "in the headers"}
"""Places of evidence other than the text."""


UNMOVED = "Nothing in it changes how the application stands"
"""What is said of a message that belongs to an application and says nothing of it."""


CAUTION = {Trust.FAILED: "; it may be forged", Trust.SUSPECT: "; it looks like a fake"}
"""What is said at once of a message that is not to be trusted."""


CORRECTED = {
    "company": "the company",
    "role": "the role",
    "stage": "the stage",
    "promise": "the date they named",
    "interview_held": "whether the interview was held",
    "no_contact": "whether they asked not to be written to",
    "agency": "the agency",
    "channel": "how they would like to be reached",
    "contact": "whom to write to",
    "closing": "the day the advert closes",
    "keep_open": "whether silence may close it",
    "preferred": "whether you would rather have this job",
    "requisition": "the number of the announcement",
}
"""What a correction is about; a message's kind and a dismissed rule have sentences of their own."""


WISH = {
    Wish.ANSWER_INVITATION: "to answer their invitation",
    Wish.MOVE_INTERVIEW: "to move the interview",
    Wish.EXCUSE_ABSENCE: "to excuse that you missed the interview",
    Wish.ASK_AFTER_NO_SHOW: "to write because they did not come to the interview",
    Wish.MORE_TIME: "more time to decide",
}
"""What each wish of the user's is for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: when, what, the grounds beneath it, and the message it came by, if any."""

    at: datetime
    what: str
    grounds: tuple[str, ...] = ()
    message: str | None = None


def timeline(application: Application) -> tuple[Step, ...]:
    """Everything that happened to an application, oldest first."""
    return tuple(_step(event, application) for event in sorted(application.events, key=_when))


def named(step: Step) -> tuple[str, ...]:
    """The line that names a step's message, if it came by one."""
    return (f"Message {step.message}",) if step.message else ()


def _when(event: Event) -> tuple[datetime, bool]:
    """By time; what the user wrote comes after the draft it was made from, which bears the same time."""
    return event.at, isinstance(event, MailFiled) and event.reading.direction is Direction.OUTBOUND


def _step(event: Event, application: Application) -> Step:
    return _mail(event, application) if isinstance(event, MailFiled) else Step(event.at, _what(event))


def _what(event: Event) -> str:  # noqa: C901, PLR0911, PLR0912 - one return for each kind of event reads best
    match event:
        case ApplicationOpened():
            return f"This application begins: {event.because}"
        case DraftPlaced():
            return f"Afterword put a draft to {event.to} into Drafts [{event.rule}]"
        case DraftBecame():
            return f"Of that draft: {FATE[event.fate]} ({event.because})"
        case Noted():
            return f"{_contact(event)}: {event.text}"
        case Corrected():
            return _correction(event)
        case Closed():
            return f"{ENDED[event.outcome]}: {event.because}"
        case Reopened():
            return f"Taken up again: {event.because}"
        case Wished():
            return _wish(event)
        case OfferRecorded():
            due = f", to be answered by {event.answer_by:%Y-%m-%d}" if event.answer_by else ""
            return f"You recorded {'a conditional' if event.conditional else 'an'} offer ({event.form}){due}"
        case Debriefed():
            return f"You wrote down how the interview went ({len(event.answers)} answers)"
        case RefereeNamed():
            return f"You gave them {event.name or event.address} as a reference"
        case InterviewNoted():
            return _interview(event)
        case _:
            return ""  # mail is told elsewhere, and lessons belong to no application


def _wish(event: Wished) -> str:
    until = f" until {event.until:%Y-%m-%d}" if event.until else ""
    slots = "; ".join(f"{slot.start:%Y-%m-%d %H:%M}" for slot in event.slots)
    return f"You want {WISH[event.wish]}{until}" + (f": {slots}" if slots else "")


def _interview(event: InterviewNoted) -> str:
    with_whom = f" with {listed(p.name or p.address or 'somebody' for p in event.people)}" if event.people else ""
    return f"You noted an interview{with_whom} on {event.start:%Y-%m-%d %H:%M} that no mail tells of"


def _contact(event: Noted) -> str:
    if not event.contact:
        return "You noted"
    by = "You were in touch with them" if event.by == "me" else "They were in touch with you"
    ways = {"phone": "by telephone", "portal": "on the portal", "in_person": "in person", "message": "by message"}
    return f"{by} {ways[event.contact]}"


def _correction(event: Corrected) -> str:
    if is_on_message(event):
        return _word_on_message(event)
    about = f" (message {event.fingerprint[:FINGERPRINT]})" if event.fingerprint else ""
    if event.field == "dismiss":
        return f"You said that you want no draft here by the rule {event.value}"
    return f"You corrected {CORRECTED.get(event.field, event.field)}{about}: {event.value or 'none'}"


def _word_on_message(event: Corrected) -> str:
    message = f"the message {event.fingerprint[:FINGERPRINT]}"
    match event.field:
        case "kind":
            return f"You said what {message} is: {KIND[Kind(event.value)]}"
        case "application":
            return f"You said where {message} belongs: {event.value or 'to no application'}"
        case _:
            return f"You said which {event.field} {message} is about: {event.value or 'none'}"


def _mail(event: MailFiled, application: Application) -> Step:
    reading = event.reading
    belongs = f"Filed here because {event.because}."
    message = reading.envelope.fingerprint[:FINGERPRINT]
    if reading.direction is Direction.OUTBOUND:
        to = ", ".join(address.address for address in reading.envelope.to) or "nobody"
        what = f"You wrote {_subject(reading)} to {to}"
        return Step(event.at, what, (belongs, *_by_lessons(reading, application)), message)
    what = f"{who(reading.envelope.sender)} wrote {_subject(reading)}{CAUTION.get(reading.trust, '')}"
    grounds = (*understood(reading, UNMOVED), *_by_lessons(reading, application), belongs)
    return Step(event.at, what, grounds, message)


def _by_lessons(reading: Reading, application: Application) -> Iterator[str]:
    """What the user's lessons made of a message."""
    fingerprint = reading.envelope.fingerprint
    after = next((mail for mail in application.mails if mail.envelope.fingerprint == fingerprint), reading)
    decided = {lesson.number: lesson for lesson in application.lessons}
    for number in numbers(after):
        lesson = decided[number]
        said = f"Your lesson {number} says: {lesson_says(lesson)}."
        doubted = after.kind is Kind.UNSURE and lesson.value != Kind.UNSURE
        yield f"{said} The words of this message say otherwise, so it counts as unclear." if doubted else said


def _subject(reading: Reading) -> str:
    return f"“{reading.envelope.subject}”" if reading.envelope.subject else "a message without a subject"


def understood(reading: Reading, nothing: str = "") -> Iterator[str]:
    """What a message was read as, and the words that say so. `nothing` is said of one that is not about a job."""
    if reading.direction is Direction.OUTBOUND:
        yield "Your own message."
        return
    as_what = nothing if nothing and reading.kind is Kind.NOT_JOB else f"Read as {KIND[reading.kind]}"
    yield f"{as_what}; {_sureness(reading.confidence)}."
    for (where, quote), group in groupby(_by_quote(reading), key=lambda e: (e.where, e.quote)):
        place = WHERE.get(where, "in the text")
        rules = ", ".join(evidence.rule for evidence in group)
        yield f"“{quote}” {place} [{rules}]" if quote else sentence(f"{place} [{rules}]")
    if reading.trust is Trust.FAILED:
        yield "Be careful: your mail provider could not confirm who sent it."
    for sign in reading.distrust:
        yield f"Be careful: {told(sign)}; “{sign.quote}” {WHERE.get(sign.where, 'in the text')} [{sign.rule}]"


def _by_quote(reading: Reading) -> list[Evidence]:
    """Put evidence that quotes the same words side by side, in order of first mention."""
    order = list(dict.fromkeys((e.where, e.quote) for e in reading.evidence))
    return sorted(reading.evidence, key=lambda e: order.index((e.where, e.quote)))


def _sureness(confidence: float) -> str:
    word = "sure" if confidence >= SURE else "fairly sure" if confidence >= FAIRLY_SURE else "not sure"
    return f"{word}, {confidence:.0%}"
