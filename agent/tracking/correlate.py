"""Where does a message belong: to an application we know, to a new one, to one of several, or to none?

Asked in this order, and the first answer counts: the thread, the calendar UID, the requisition number, organisation
and role, the person who writes, a similar organisation, the role alone. A sender's domain proves nothing: many
employers share one, and one employer has many. Where two applications fit, the user is asked. What reading doubts is
filed by thread or calendar only. This module looks at one message; it changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from agent.reading import Direction, Kind, Reading
from agent.tracking.directory import Directory
from agent.tracking.model import Ambiguous, Application, Correlation, Known, New, Unrelated
from agent.tracking.names import Likeness, compare_organisations, compare_roles, role_key
from agent.tracking.order import instant
from agent.tracking.transitions import believed

FORGOTTEN: Final = timedelta(days=90)
"""After so long a closed application is history: an acknowledgement then is of a new one.

Etiquette R18: 90 days is when one may write anew to an employer who said no.
"""

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
"""Kinds nobody sends to a person who has not applied: they open an application even when they name nothing."""

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

BY_THREAD_ONLY: Final = frozenset({Kind.JOB_ALERT, Kind.NOT_JOB})
"""Kinds whose names and senders prove nothing: a newsletter names every employer there is."""

_MACHINE_REPLIES: Final = frozenset({Kind.OUT_OF_OFFICE, Kind.BOUNCE})
_NEVER_SENT_TO_APPLY: Final = _MACHINE_REPLIES | {Kind.JOB_ALERT, Kind.UNSURE}

Applications = tuple[Application, ...]


def correlate(applications: Mapping[str, Application], reading: Reading) -> Correlation:
    """Where a message belongs, with a reason a job seeker understands.

    Give a `Directory` when there is more than one message to ask about; any other mapping is indexed anew each time.
    """
    directory = applications if isinstance(applications, Directory) else Directory(applications.values())
    certain = _by_thread(directory, reading) or _by_calendar(directory, reading)
    if certain is not None:
        return certain
    inbound = reading.direction is Direction.INBOUND
    if inbound and reading.kind in BY_THREAD_ONLY:
        return Unrelated("it is not about an application of yours")
    if inbound and (reading.kind is Kind.RECRUITER_OUTREACH or not believed(reading)):
        return _in_doubt(directory, reading)
    return (
        _by_requisition(directory, reading)
        or _by_names(directory, reading)
        or _by_person(directory, reading)
        or _at_namesake(directory, reading)
        or _by_role_alone(directory, reading)
        or _opening(reading)
    )


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
        return _one_of(_closest(fitting, reading), reading, "it belongs to the conversation about {}")
    elsewhere = _by_names(directory, reading)
    if elsewhere is not None:
        return elsewhere
    if all(_organisations(application, reading) is Likeness.OTHER for application in found) and _opens(reading):
        return New(f"it continues an old conversation, but is about {_stated(reading)}")
    return _ask(found, f"it belongs to the conversation about {_title(found[0])}, but is about {_stated(reading)}")


def _is_another(application: Application, reading: Reading) -> bool:
    """Whether a message in an application's thread is about another role; machines and the user are not asked."""
    weighty = reading.direction is Direction.INBOUND and believed(reading) and reading.kind in OPENS | OPENS_IF_NAMED
    return weighty and _roles(application, reading) is Likeness.OTHER


def _by_calendar(directory: Directory, reading: Reading) -> Correlation | None:
    meeting = reading.facts.meeting
    found = () if meeting is None or meeting.uid is None else directory.with_meeting(meeting.uid)
    return _one_of(found, reading, "it is the calendar entry of your interview for {}") if found else None


def _by_requisition(directory: Directory, reading: Reading) -> Correlation | None:
    requisition = reading.facts.requisition
    found = () if requisition is None else directory.with_requisition(requisition.value)
    fitting = tuple(a for a in found if _organisations(a, reading) is not Likeness.OTHER and _current(a, reading))
    return _one_of(fitting, reading, "it names the requisition number of {}") if fitting else None


def _by_names(directory: Directory, reading: Reading) -> Correlation | None:
    """By organisation, and by role where one is stated."""
    named = _named_organisations(reading)
    if not named:
        return None
    there = {a.id: a for name in named for a in directory.at_organisation(name)}
    fitting = tuple(a for a in there.values() if _organisations(a, reading) > Likeness.NEAR and _current(a, reading))
    if not role_key(_role(reading)):
        return _at_organisation(fitting, reading)
    return _with_role(fitting, reading)


def _at_organisation(fitting: Applications, reading: Reading) -> Correlation | None:
    """No role stated: the only application there, or a question. What was closed long ago is not taken for granted."""
    if not fitting:
        return None
    if all(_forgotten(application, reading) for application in fitting):
        return _ask(fitting, f"it is from {_stated(reading)}, where your application was closed long ago")
    return _one_of(fitting, reading, "it names no role, and {} is the only one there")


def _with_role(fitting: Applications, reading: Reading) -> Correlation | None:
    for likeness in (Likeness.SAME, Likeness.ALIKE):
        equal = tuple(application for application in fitting if _roles(application, reading) is likeness)
        if equal:
            return _one_of(equal, reading, "it names {}")
    unstated = tuple(application for application in fitting if _roles(application, reading) is Likeness.UNSTATED)
    near = tuple(application for application in fitting if _roles(application, reading) is Likeness.NEAR)
    if near:
        return _ask((*near, *unstated), f"it is about {_stated(reading)}, which may be the same role or another one")
    return _one_of(unstated, reading, "it names {}, whose role was not known so far") if unstated else None


def _at_namesake(directory: Directory, reading: Reading) -> Correlation | None:
    """The same role at an organisation whose name begins or goes on likewise: a branch, or a namesake."""
    near = {
        a.id: a
        for name in _named_organisations(reading)
        for a in directory.near_organisation(name)
        if _organisations(a, reading) is Likeness.NEAR and _roles(a, reading) >= Likeness.ALIKE and _current(a, reading)
    }
    if not near:
        return None
    return _ask(tuple(near.values()), f"it is about {_stated(reading)}, which may be the same organisation or another")


def _by_person(directory: Directory, reading: Reading) -> Correlation | None:
    """The people on the other side; only if the message names nothing that contradicts."""
    there = {a.id: a for address in _persons(reading) for a in directory.with_contact(address)}
    fitting = tuple(
        a
        for a in there.values()
        if _organisations(a, reading) is not Likeness.OTHER
        and _roles(a, reading) is not Likeness.OTHER
        and not _forgotten(a, reading)
    )
    return _one_of(fitting, reading, "it is from, or to, a person you know from {}") if fitting else None


def _by_role_alone(directory: Directory, reading: Reading) -> Correlation | None:
    """A role without an organisation is a hint, not a proof."""
    if _named_organisations(reading) or not _role(reading):
        return None
    live = tuple(
        a for a in directory.with_role(_role(reading)) if not a.closed and _roles(a, reading) >= Likeness.ALIKE
    )
    return _ask(live, f"it names the role {_role(reading)}, but not the organisation") if live else None


def _in_doubt(directory: Directory, reading: Reading) -> Correlation:
    """What we are not sure to understand, or an approach about a new job, may be a question and is never filed."""
    unclear = "it is not clear what it says"
    doubt = "it reads like an approach about a new job" if reading.kind is Kind.RECRUITER_OUTREACH else unclear
    match _by_requisition(directory, reading) or (_by_names(directory, reading) if _role(reading) else None):
        case Known(application, because):
            return Ambiguous((application,), f"{because}, but {doubt}")
        case Ambiguous() as question:
            return question
    if reading.kind in OPENS and reading.facts.company is not None:
        return Ambiguous((), f"it may be about {_stated(reading)}, which is new, but {doubt}")
    return Unrelated(f"{doubt}, and nothing ties it to an application of yours")


def _opening(reading: Reading) -> Correlation:
    if not _opens(reading):
        return Unrelated("nothing ties it to an application of yours")
    if reading.direction is Direction.OUTBOUND:
        return New(f"you wrote about {_stated(reading)}, which is new")
    stated = _stated(reading)
    return New(f"it is about {stated}, which is new" if stated else "it is about an application not known so far")


def _opens(reading: Reading) -> bool:
    """Whether a message that fits nothing opens an application; the user's own has to name both company and role."""
    facts = reading.facts
    if reading.direction is Direction.OUTBOUND:
        return facts.company is not None and facts.role is not None and reading.kind not in _NEVER_SENT_TO_APPLY
    named = facts.company is not None or facts.role is not None
    return reading.kind in OPENS or (reading.kind in OPENS_IF_NAMED and named)


def _one_of(fitting: Applications, reading: Reading, because: str) -> Correlation:
    """The only one, a live one before a closed one; else a question."""
    live = tuple(application for application in fitting if not application.closed) or fitting
    if len(live) == 1:
        return Known(live[0].id, because.format(_title(live[0])))
    return _ask(live, f"it fits {len(live)} of your applications ({_stated(reading) or 'it does not say which'})")


def _ask(candidates: Applications, because: str) -> Ambiguous:
    return Ambiguous(tuple(sorted(application.id for application in candidates)), because)


def _closest(fitting: Applications, reading: Reading) -> Applications:
    """Of several applications in one thread, those whose organisation and role agree best."""
    agreement = {a.id: (_roles(a, reading), _organisations(a, reading)) for a in fitting}
    best = max(agreement.values())
    return tuple(application for application in fitting if agreement[application.id] == best)


def _current(application: Application, reading: Reading) -> bool:
    """Whether a message may be about it still: an acknowledgement long after the end is of a new application."""
    return not (reading.kind is Kind.ACKNOWLEDGEMENT and _forgotten(application, reading))


def _forgotten(application: Application, reading: Reading) -> bool:
    ended = application.closed_at
    return ended is not None and instant(reading.at) - instant(ended) > FORGOTTEN


def _organisations(application: Application, reading: Reading) -> Likeness:
    """How the organisation stated compares: employers first, then agencies.

    An employer on one side and an agency on the other do not contradict: an agency may name its client late.
    """
    facts = reading.facts
    company = "" if facts.company is None else facts.company.value
    agency = "" if facts.agency is None else facts.agency.value
    employers = compare_organisations(application.company, company)
    agencies = compare_organisations(application.agency, agency)
    if employers is not Likeness.UNSTATED:
        return employers
    if agencies is not Likeness.UNSTATED:
        return agencies
    crossed = compare_organisations(application.company or application.agency, company or agency)
    return Likeness.SAME if crossed is Likeness.SAME else Likeness.UNSTATED


def _roles(application: Application, reading: Reading) -> Likeness:
    return compare_roles(application.role, _role(reading))


def _role(reading: Reading) -> str:
    return "" if reading.facts.role is None else reading.facts.role.value


def _named_organisations(reading: Reading) -> tuple[str, ...]:
    return tuple(said.value for said in (reading.facts.company, reading.facts.agency) if said is not None)


def _persons(reading: Reading) -> tuple[str, ...]:
    """Addresses of people on the other side: a human sender, the user's recipients, or whom a machine's reply names."""
    envelope = reading.envelope
    if reading.direction is Direction.OUTBOUND:
        return tuple(address.address for address in envelope.to)
    if reading.kind is Kind.BOUNCE:
        return tuple(person.address for person in reading.facts.people if person.address)
    machine = not reading.human and reading.kind not in _MACHINE_REPLIES
    return () if machine or envelope.sender is None else (envelope.sender.address,)


def _title(application: Application) -> str:
    return _named(application.role, application.company or application.agency) or application.id


def _stated(reading: Reading) -> str:
    return _named(_role(reading), next(iter(_named_organisations(reading)), ""))


def _named(role: str, organisation: str) -> str:
    return " at ".join(name for name in (role, organisation) if name)
