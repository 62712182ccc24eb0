"""The values a template may name, each taken from a record of the application or of the user, and from nowhere else.

What is not on record is absent here, so that the sentence that needs it is left out. Nothing is worded here but
dates and lists of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from agent.deciding import PlaceDraft
from agent.reading import Identity, Kind, Part, Person
from agent.tracking import Interview, Offer, Outcome, Wish
from agent.writing import told
from agent.writing.cleaning import believable
from agent.writing.clock import moments_in_words, time_in_words, zone_in_words
from agent.writing.dates import day_in_words, day_of, local, month_in_words, weekday_in_words
from agent.writing.demands import demands_of
from agent.writing.names import full_name, greeting_name, listed, said, spoken_role
from agent.writing.salutation import greeting

VALUES = {
    "greeting": "the whole greeting, such as Dear Ann or Sehr geehrte Frau Baker",
    "name": "how to greet the recipient: the first name, or title and family name",
    "full_name": "the recipient's whole name",
    "role": "the job title, without (m/f/d) and the like",
    "company": "the organisation, without Ltd, GmbH and the like",
    "requisition": "the reference number of the advert",
    "interview_date": "the day of the interview, such as Thursday 12 March",
    "interview_time": "its time, such as 14:00 (London time)",
    "missed_date": "the day of the interview, when it was you who missed it",
    "coming_date": "the day of an interview that lies ahead",
    "interviewers": "the names of the other interviewers, such as Ann Baker and Ben Cole",
    "promised_date": "the day by which they meant to be in touch, such as 20 March",
    "applied_date": "the day of the application, such as 2 March",
    "closing_date": "the last day for applications, once it has passed",
    "submitted_date": "the day on which a test or task was handed in",
    "asked_date": "the day of your earlier question",
    "slots": "the times you gave with your wish that still lie ahead, with the name of your time zone",
    "one_slot": "the time you accept: the only one you gave, and one that they proposed",
    "own_slot": "the only time you gave, or that still lies ahead, if they did not propose it: it is offered",
    "wanted_date": "the day you ask for, such as Wednesday 1 April",
    "reason": "the reason you gave with your wish; a sentence of its own",
    "offer_date": "the day of the offer, such as Tuesday 24 March",
    "answer_by": "the day on which your answer to the offer is due",
    "accepted_role": "the job title, if you accepted this job",
    "topic": "what you talked about, from your note that begins with topic:, or from your debrief",
    "still_keen": "the job title, if your debrief says that you still want the job (3 to 5 of 5)",
    "not_keen": "the job title, if it says that you do not (1 or 2)",
    "met_month": "the month of the last interview, such as March 2026",
    "news": "what is new with you, from your note that begins with news:; a sentence of its own",
    "points": "what the referee might speak of",
    "contact_name": "the person at the employer who is most likely to call the referee",
    "my_name": "your name",
    "phone": "your telephone number",
}
"""Every name a template may use, with what it stands for."""

_MOST_INTERVIEWERS = 4
"""More names than this are not listed; the letter then thanks "the panel"."""

_MOST_SLOTS = 5
"""More times than this are a calendar, not a choice."""


def values(action: PlaceDraft, me: Identity, language: str) -> dict[str, str]:
    """What a template in this language may say of an action, by name; what is unknown is left out."""
    known = dict(_people(action, language)) | dict(_application(action)) | dict(_days(action, me, language))
    known |= dict(_wishes(action, me, language)) | dict(_offer(action, me, language)) | dict(_told(action, language))
    known |= {"my_name": believable(me.name), "phone": believable(me.phone)}
    known["interviewers"] = _listed(_interviewers(action, me), language)
    return {name: value for name, value in known.items() if value}


def interview_of(action: PlaceDraft) -> Interview | None:
    """The interview a draft speaks of: the action's own, else, where one that is over is meant, the latest one held."""
    held = [i for i in action.application.interviews if i.attended and i.was_held(action.at)]
    if action.interview is not None or not demands_of(action).held:
        return action.interview
    return max(held, key=lambda i: i.end, default=None)


def offer_of(action: PlaceDraft) -> Offer | None:
    """The offer a draft speaks of: the one it was decided on; in an answer to an offer, also the application's own."""
    own = action.application.offer if demands_of(action).about_offer else None
    return action.grounds.offer or own


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


def _people(action: PlaceDraft, language: str) -> Iterator[tuple[str, str]]:
    name, familiar = recipient_name(action), action.application.familiar
    yield "greeting", greeting(name, language, _firms(action), familiar=familiar)
    yield "name", greeting_name(name, *_firms(action))
    yield "full_name", full_name(name, *_firms(action))
    yield "contact_name", next(_contacts(action), "")


def _contacts(action: PlaceDraft) -> Iterator[str]:
    """Who at the employer may call a referee: the recruiter, the coordinator, whoever wrote last."""
    people = action.application.people
    asked = [p for part in (Part.RECRUITER, Part.COORDINATOR) for p in reversed(people) if p.part is part]
    wrote = [m.envelope.sender for m in reversed(action.application.received) if m.human and m.envelope.sender]
    addressed = [*asked, *(Person(a.name, a.address, Part.CONTACT) for a in wrote)]
    names = (full_name(p.name, *_firms(action)) for p in addressed if p.address != action.to.address)
    return (name for name in names if " " in name)


def _application(action: PlaceDraft) -> Iterator[tuple[str, str]]:
    application, role = action.application, spoken_role(action.application.role)
    yield "role", role
    yield "company", said(application.company)
    yield "requisition", believable(application.requisition)
    yield "accepted_role", role if application.outcome is Outcome.ACCEPTED else ""


def _days(action: PlaceDraft, me: Identity, language: str) -> Iterator[tuple[str, str]]:
    application, today = action.application, day_of(action.at, me.timezone)
    if application.promise is not None:
        yield "promised_date", day_in_words(application.promise.span.end, today.year, language) or ""
    if application.closing is not None and application.closing < today:
        yield "closing_date", day_in_words(application.closing, today.year, language) or ""
    instants = {
        "applied_date": application.applied_at,
        "asked_date": action.grounds.asked_at,
        "submitted_date": action.grounds.submitted_at,
    }
    for name, at in instants.items():
        if at is not None:
            yield name, day_in_words(day_of(at, me.timezone), today.year, language) or ""
    yield from _interview_days(action, me, language, today)


def _interview_days(action: PlaceDraft, me: Identity, language: str, today: date) -> Iterator[tuple[str, str]]:
    interview = interview_of(action)
    if interview is not None:
        on = weekday_in_words(day_of(interview.start, interview.timezone), today.year, language) or ""
        yield "interview_date", on
        yield "interview_time", _time_of(interview, me, language)
        wish = action.grounds.wish
        yield "missed_date", on if wish is not None and wish.wish is Wish.EXCUSE_ABSENCE else ""
    ahead = [i for i in action.application.interviews if i.attended and i.start > action.at and not i.cancelled]
    if ahead:
        first = min(ahead, key=lambda i: i.start)
        yield "coming_date", weekday_in_words(day_of(first.start, first.timezone), today.year, language) or ""
    held = [i for i in action.application.interviews if i.attended and i.was_held(action.at)]
    if held:
        last = max(held, key=lambda i: i.end)
        yield "met_month", month_in_words(day_of(last.start, last.timezone), language) or ""


def _time_of(interview: Interview, me: Identity, language: str) -> str:
    """The time of an interview with its zone; where none was stated, without one, if the user's clock agrees."""
    there = local(interview.start, interview.timezone or me.timezone)
    time = None if there is None else time_in_words(there, language)
    if there is None or time is None:
        return ""
    if interview.timezone is not None:
        return f"{time} ({zone_in_words(interview.timezone, there, language)})"
    return time if there.utcoffset() == interview.start.utcoffset() else ""


def _wishes(action: PlaceDraft, me: Identity, language: str) -> Iterator[tuple[str, str]]:
    wish, year = action.grounds.wish, day_of(action.at, me.timezone).year
    if wish is None:
        return
    ahead = sorted({slot.start for slot in wish.slots if slot.start > action.at})[:_MOST_SLOTS]
    slots = moments_in_words(ahead, me.timezone, year, language)
    yield "slots", slots
    accepted = len(wish.slots) == 1 and wish.slots[0].start in _proposed(action)
    yield "one_slot", slots if accepted else ""
    yield "own_slot", slots if len(ahead) == 1 and not accepted else ""
    if wish.until is not None:
        yield "wanted_date", weekday_in_words(wish.until, year, language) or ""
    yield "reason", told.own_sentence(wish.reason)


def _proposed(action: PlaceDraft) -> frozenset[datetime]:
    """The instants they proposed, in the message answered or in their latest invitation: no others can be accepted."""
    inviting = (m for m in action.application.received if m.kind is Kind.INTERVIEW_INVITE or m.facts.proposed)
    latest = max(inviting, key=lambda m: m.at, default=None)
    return frozenset(slot.start for mail in (action.answers, latest) if mail for slot in mail.facts.proposed)


def _offer(action: PlaceDraft, me: Identity, language: str) -> Iterator[tuple[str, str]]:
    offer, year = offer_of(action), day_of(action.at, me.timezone).year
    if offer is None:
        return
    yield "offer_date", weekday_in_words(day_of(offer.made_at, me.timezone), year, language) or ""
    if offer.answer_by is not None:
        # Friday evening there may be Saturday here: the earlier of the two days is the one that keeps the offer.
        due = min(day_of(offer.answer_by, None), day_of(offer.answer_by, me.timezone))
        yield "answer_by", weekday_in_words(due, year, language) or ""


def _told(action: PlaceDraft, language: str) -> Iterator[tuple[str, str]]:
    application, interview = action.application, interview_of(action)
    name = full_name(recipient_name(action), *_firms(action))
    yield "topic", told.topic_for(application, interview, (name,) if name else ())
    yield "news", told.news_in(application)
    interest, role = told.interest_in(application, interview), spoken_role(application.role)
    yield "still_keen", role if interest is not None and interest >= told.KEEN else ""
    yield "not_keen", role if interest is not None and interest < told.KEEN else ""
    if action.grounds.referee is not None:
        yield "points", told.points_in(action.grounds.referee.points, language)


def _interviewers(action: PlaceDraft, me: Identity) -> list[str]:
    interview = interview_of(action)
    people = interview.people if interview else ()
    others = [p for p in people if p.part is Part.INTERVIEWER and p.address != action.to.address]
    mine = {full_name(me.name).casefold()}
    names = [full_name(p.name, *_firms(action)) for p in others if not (p.address and me.is_me(p.address))]
    return list(dict.fromkeys(n for n in names if n and n.casefold() not in mine))


def _listed(names: list[str], language: str) -> str:
    return "" if len(names) > _MOST_INTERVIEWERS else listed(names, language)
