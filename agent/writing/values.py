"""The values a template may name, each taken from a record of the application or of the user, and from nowhere else.

What is not on record is absent here, so that the sentence that needs it is left out. Nothing is worded here but
dates and lists of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.deciding import PlaceDraft, Situation
from agent.reading import Identity, Part
from agent.tracking import Interview
from agent.writing.cleaning import believable
from agent.writing.dates import day_in_words, day_of, weekday_in_words
from agent.writing.names import full_name, greeting_name, said, spoken_role

VALUES = {
    "name": "how to greet the recipient: the first name, or title and family name",
    "full_name": "the recipient's whole name",
    "role": "the job title, without (m/f/d) and the like",
    "company": "the organisation, without Ltd, GmbH and the like",
    "requisition": "the reference number of the advert",
    "interview_date": "the day of the interview, such as Thursday 12 March",
    "interviewers": "the names of the other interviewers, such as Ann Baker and Ben Cole",
    "promised_date": "the day by which they meant to be in touch, such as 20 March",
    "applied_date": "the day of the application, such as 2 March",
    "topic": "what you talked about, from your own note that begins with topic:",
    "my_name": "your name",
    "phone": "your telephone number",
}
"""Every name a template may use, with what it stands for."""

_TOPIC = re.compile(r"^\s*topic\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_MOST_INTERVIEWERS = 4
"""More names than this are not listed; the letter then thanks "the panel"."""


def values(action: PlaceDraft, me: Identity, language: str) -> dict[str, str]:
    """What a template in this language may say of an action, by name; what is unknown is left out."""
    known = dict(_people(action)) | dict(_application(action)) | dict(_days(action, me, language))
    known |= {"topic": _topic(action), "my_name": believable(me.name), "phone": believable(me.phone)}
    known["interviewers"] = _listed(_interviewers(action, me), language)
    return {name: value for name, value in known.items() if value}


def interview_of(action: PlaceDraft) -> Interview | None:
    """The interview a draft speaks of: the action's own, else the latest one held."""
    held = [i for i in action.application.interviews if i.was_held(action.at)]
    return action.interview or max(held, key=lambda i: i.end, default=None)


def template_names(action: PlaceDraft) -> tuple[str, ...]:
    """The templates an action may use, best first: a thank-you to somebody who did not interview has one of its own."""
    name = action.rule.template
    met = action.rule.situation is not Situation.INTERVIEW_HELD or action.to.part is Part.INTERVIEWER
    return (name,) if met else (f"{name}_to_coordinator", name)


def language_of(action: PlaceDraft) -> str:
    """The application's language as templates are named by it: `en` for `en-GB`."""
    return re.split(r"[-_]", action.application.language.lower())[0] or "en"


def recipient_name(action: PlaceDraft) -> str:
    """The recipient's name as spelled on record: the action's, else the latest their address was seen with."""
    application, address = action.application, (action.to.address or "").lower()
    senders = [m.envelope.sender for m in reversed(application.received) if m.envelope.sender]
    known = [p.name for p in application.people if (p.address or "").lower() == address]
    seen = [a.name for a in senders if a.address.lower() == address]
    return next((n for n in (action.to.name, *known, *seen) if full_name(n, *_firms(action))), "")


def _firms(action: PlaceDraft) -> tuple[str, str]:
    return action.application.company, action.application.agency


def _people(action: PlaceDraft) -> Iterator[tuple[str, str]]:
    name = recipient_name(action)
    yield "name", greeting_name(name, *_firms(action))
    yield "full_name", full_name(name, *_firms(action))


def _application(action: PlaceDraft) -> Iterator[tuple[str, str]]:
    yield "role", spoken_role(action.application.role)
    yield "company", said(action.application.company)
    yield "requisition", believable(action.application.requisition)


def _days(action: PlaceDraft, me: Identity, language: str) -> Iterator[tuple[str, str]]:
    application, interview, year = action.application, interview_of(action), day_of(action.at, me.timezone).year
    if interview is not None:
        held_on = day_of(interview.start, interview.timezone)
        yield "interview_date", weekday_in_words(held_on, year, language) or ""
    if application.promise is not None:
        yield "promised_date", day_in_words(application.promise.span.end, year, language) or ""
    if application.applied_at is not None:
        yield "applied_date", day_in_words(day_of(application.applied_at, me.timezone), year, language) or ""


def _topic(action: PlaceDraft) -> str:
    """The user's own words after `topic:` in a note made since the interview began; the latest wins."""
    interview = interview_of(action)
    if interview is None:
        return ""
    notes = [n.text for n in action.application.notes if n.at >= interview.start]
    found = [topic for text in notes for topic in _TOPIC.findall(text)]
    return believable(found[-1]).rstrip(".,;:!? ") if found else ""


def _interviewers(action: PlaceDraft, me: Identity) -> list[str]:
    interview = interview_of(action)
    people = interview.people if interview else ()
    others = [p for p in people if p.part is Part.INTERVIEWER and p.address != action.to.address]
    mine = {full_name(me.name).casefold()}
    names = [full_name(p.name, *_firms(action)) for p in others if not (p.address and me.is_me(p.address))]
    return list(dict.fromkeys(n for n in names if n and n.casefold() not in mine))


def _listed(names: list[str], language: str) -> str:
    conjunction = {"en": " and ", "de": " und ", "fr": " et "}.get(language, ", ")
    if not names or len(names) > _MOST_INTERVIEWERS:
        return ""
    return conjunction.join(part for part in (", ".join(names[:-1]), names[-1]) if part)
