"""Where does a message belong: to an application we know, to a new one, to one of several, or to none?

Asked in this order, and the first answer counts: the thread, the calendar UID, the requisition number, organisation
and role, then who writes (`senders`): the person, the role with the sender's support, the employer's own domain, a
similar organisation. A domain alone proves nothing: many employers share one, and one employer has many. Where two
applications fit, the user is asked. A new application is only one whose organisation or role nobody has named before.
What reading doubts is filed by thread, calendar or a known person only. This module looks at one message; it changes
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from agent.reading import Direction, Kind, Reading
from agent.tracking.agreement import (
    MACHINE_REPLIES,
    by_agency_only,
    named_organisations,
    organisations,
    qualified,
    role_of,
    roles,
    stated,
    title_of,
)
from agent.tracking.directory import Directory
from agent.tracking.model import Ambiguous, Application, Correlation, Known, New, Unrelated
from agent.tracking.names import Likeness, role_key
from agent.tracking.senders import at_namesake, by_home, by_known_person, by_person, by_role
from agent.tracking.transitions import believed
from agent.tracking.verdict import Applications, acknowledged_twice, ask, current, forgotten, living, one_of

OPENS: Final = frozenset(
    {
        Kind.ACKNOWLEDGEMENT,
        Kind.INTERVIEW_INVITE,
        Kind.INTERVIEW_SCHEDULED,
        Kind.ASSESSMENT,
        Kind.OFFER,
        Kind.REJECTION,
    }
)
"""Kinds nobody sends to a person who has not applied."""

OPENS_IF_NAMED: Final = frozenset(
    {
        Kind.INFO_REQUEST,
        Kind.EMPLOYER_REPLY,
        Kind.REFERENCE_REQUEST,
        Kind.INTERVIEW_RESCHEDULED,
        Kind.INTERVIEW_CANCELLED,
    }
)
"""Kinds that open an application only when they name the organisation or the role."""

NAMES_PROVE_NOTHING: Final = frozenset({Kind.JOB_ALERT, Kind.NOT_JOB})
"""Kinds whose names prove nothing: a newsletter names every employer there is."""

_NEVER_SENT_TO_APPLY: Final = MACHINE_REPLIES | {Kind.JOB_ALERT, Kind.UNSURE}


def correlate(applications: Mapping[str, Application], reading: Reading) -> Correlation:
    """Where a message belongs, with a reason a job seeker understands.

    Give a `Directory` when there is more than one message to ask about; any other mapping is indexed anew each time.
    """
    directory = applications if isinstance(applications, Directory) else Directory(applications.values())
    certain = _by_thread(directory, reading) or _by_calendar(directory, reading)
    if certain is not None:
        return certain
    inbound = reading.direction is Direction.INBOUND
    if inbound and reading.kind in NAMES_PROVE_NOTHING:
        return _by_writer(directory, reading) or Unrelated("it is not about an application of yours")
    if inbound and (reading.kind is Kind.RECRUITER_OUTREACH or not believed(reading)):
        return _by_writer(directory, reading) or _in_doubt(directory, reading)
    return (
        _by_requisition(directory, reading)
        or _by_names(directory, reading)
        or by_person(directory, reading)
        or by_role(directory, reading)
        or at_namesake(directory, reading)
        or _by_home(directory, reading)
        or _opening(directory, reading)
    )


def _by_writer(directory: Directory, reading: Reading) -> Correlation | None:
    """By a person known already, where the words tell nothing; an advert or an approach is never filed so."""
    adverts = {Kind.JOB_ALERT, Kind.RECRUITER_OUTREACH}
    return None if reading.kind in adverts else by_known_person(directory, reading)


def _by_thread(directory: Directory, reading: Reading) -> Correlation | None:
    """The nearest message it answers that is known; else the message itself, seen before or placed as a draft."""
    envelope = reading.envelope
    for message_id in (*reversed(envelope.thread), envelope.message_id or ""):
        found = directory.in_thread(message_id)
        if found:
            return _in_thread(directory, found, reading)
    return None


def _in_thread(directory: Directory, found: Applications, reading: Reading) -> Correlation | None:
    """A thread is proof, unless the message is plainly about another role: people reuse subjects."""
    fitting = tuple(application for application in found if not _is_another(application, reading))
    if fitting:
        return one_of(_closest(fitting, reading), reading, "it belongs to the conversation about {}")
    elsewhere = _by_names(directory, reading)
    if elsewhere is not None:
        return elsewhere
    if all(organisations(application, reading) is Likeness.OTHER for application in found) and _opens(reading):
        return New(f"it continues an old conversation, but is about {stated(reading)}")
    return ask(found, f"it belongs to the conversation about {title_of(found[0])}, but is about {stated(reading)}")


def _is_another(application: Application, reading: Reading) -> bool:
    """Whether a message in an application's thread is about another role; machines and the user are not asked."""
    weighty = reading.direction is Direction.INBOUND and believed(reading) and reading.kind in OPENS | OPENS_IF_NAMED
    return weighty and roles(application, reading) is Likeness.OTHER


def _by_calendar(directory: Directory, reading: Reading) -> Correlation | None:
    meeting = reading.facts.meeting
    found = () if meeting is None or meeting.uid is None else directory.with_meeting(meeting.uid)
    return one_of(found, reading, "it is the calendar entry of your interview for {}") if found else None


def _by_requisition(directory: Directory, reading: Reading) -> Correlation | None:
    requisition = reading.facts.requisition
    found = () if requisition is None else directory.with_requisition(requisition.value)
    fitting = tuple(a for a in found if organisations(a, reading) is not Likeness.OTHER and current(a, reading))
    return one_of(fitting, reading, "it names the requisition number of {}") if fitting else None


def _by_names(directory: Directory, reading: Reading) -> Correlation | None:
    """By organisation, and by role where one is stated."""
    named = named_organisations(reading)
    if not named:
        return None
    there = {a.id: a for name in named for a in directory.at_organisation(name)}
    fitting = tuple(a for a in there.values() if organisations(a, reading) > Likeness.NEAR and current(a, reading))
    if not role_key(role_of(reading)):
        return _at_organisation(fitting, reading)
    return _with_role(fitting, reading)


def _at_organisation(fitting: Applications, reading: Reading) -> Correlation | None:
    """No role stated: the only application there, or a question. What was closed long ago is not taken for granted."""
    if not fitting:
        return None
    if all(forgotten(application, reading) for application in fitting):
        return ask(fitting, f"it is from {stated(reading)}, where your application was closed long ago")
    return _unless_another_client(fitting, reading, "it names no role, and {} is the only one there")


def _unless_another_client(fitting: Applications, reading: Reading, because: str) -> Correlation:
    """The only one that fits; but an agency that names neither role nor client may write about any of its clients."""
    if any(by_agency_only(application, reading) for application in fitting):
        return ask(fitting, f"it is from {stated(reading)}, an agency, and may be about another client of theirs")
    return one_of(fitting, reading, because)


def _with_role(fitting: Applications, reading: Reading) -> Correlation | None:
    near = tuple(application for application in fitting if roles(application, reading) is Likeness.NEAR)
    for likeness in (Likeness.SAME, Likeness.ALIKE):
        equal = tuple(application for application in fitting if roles(application, reading) is likeness)
        if equal and (living(equal) or not living(near)):
            return one_of(equal, reading, "it names {}")
    if near:
        return _with_role_like(near, fitting, reading)
    because = "it names {}, whose role was not known so far"
    unstated = _without_role(fitting, reading)
    return _unless_another_client(unstated, reading, because) if unstated else None


def _without_role(fitting: Applications, reading: Reading) -> Applications:
    return tuple(application for application in fitting if roles(application, reading) is Likeness.UNSTATED)


def _with_role_like(near: Applications, fitting: Applications, reading: Reading) -> Correlation:
    """One title says more than the other: the same role where it is the only live one there, else a question.

    A second acknowledgement is of a second application, and one that has ended under that very name may be meant too.
    """
    only = near[0]
    namesakes = tuple(application for application in fitting if roles(application, reading) >= Likeness.ALIKE)
    alone = living(fitting) == near == (only,) and not namesakes and not by_agency_only(only, reading)
    if alone and qualified(only, reading) and not acknowledged_twice(only, reading):
        return Known(only.id, f"it is about {stated(reading)}, and you have no other live application there")
    others = (*near, *_without_role(fitting, reading), *namesakes)
    return ask(others, f"it is about {stated(reading)}, which may be the same role or another one")


def _by_home(directory: Directory, reading: Reading) -> Correlation | None:
    """By the domain, for what says something; of a machine's mail only what nobody sends without an application."""
    kinds = OPENS | OPENS_IF_NAMED if reading.human else OPENS
    return by_home(directory, reading) if reading.kind in kinds else None


def _in_doubt(directory: Directory, reading: Reading) -> Correlation:
    """What we are not sure to understand, or an approach about a new job, may be a question and is never filed."""
    unclear = "it is not clear what it says"
    doubt = "it reads like an approach about a new job" if reading.kind is Kind.RECRUITER_OUTREACH else unclear
    match _by_requisition(directory, reading) or (_by_names(directory, reading) if role_of(reading) else None):
        case Known(application, because):
            return Ambiguous((application,), f"{because}, but {doubt}")
        case Ambiguous() as question:
            return question
    match by_role(directory, reading):
        case Known(application, because):
            return Ambiguous((application,), f"{because}, but {doubt}")
    company = reading.facts.company
    if reading.kind in OPENS and company is not None:
        known = living(directory.at_organisation(company.value))
        if known:
            return ask(known, f"it names {stated(reading)}, where you have applied, but {doubt}")
        return Ambiguous((), f"it may be about {stated(reading)}, which is new, but {doubt}")
    return Unrelated(f"{doubt}, and nothing ties it to an application of yours")


def _opening(directory: Directory, reading: Reading) -> Correlation:
    if not _opens(reading):
        return Unrelated("nothing ties it to an application of yours")
    named = stated(reading)
    if reading.direction is Direction.OUTBOUND:
        return New(f"you wrote about {named}, which is new")
    if named:
        return New(f"it is about {named}, which is new")
    if any(not application.closed for application in directory.values()):
        return Ambiguous((), "it names neither organisation nor role, and may be about any of your applications")
    return New("it is about an application not known so far")


def _opens(reading: Reading) -> bool:
    """Whether a message that fits nothing opens an application; the user's own has to name both company and role."""
    facts = reading.facts
    if reading.direction is Direction.OUTBOUND:
        return facts.company is not None and facts.role is not None and reading.kind not in _NEVER_SENT_TO_APPLY
    named = facts.company is not None or facts.role is not None
    return reading.kind in OPENS or (reading.kind in OPENS_IF_NAMED and named)


def _closest(fitting: Applications, reading: Reading) -> Applications:
    """Of several applications in one thread, those whose organisation and role agree best."""
    agreement = {a.id: (roles(a, reading), organisations(a, reading)) for a in fitting}
    best = max(agreement.values())
    return tuple(application for application in fitting if agreement[application.id] == best)
