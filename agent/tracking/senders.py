"""Where a message belongs by who writes it, together with the role it names; for messages that name no employer.

A person known from one application only is enough, unless what they say contradicts. An address that fits the
employer's name supports a role, and never stands against another role. An agency's consultant writes about many
clients: what they send outside a thread has to name one of them, or the role.
"""

from __future__ import annotations

from agent.reading import Direction, Part, Reading
from agent.tracking.agreement import (
    MACHINE_REPLIES,
    at_another_home,
    at_home,
    named_organisations,
    organisations,
    other_side,
    people_meant,
    qualified,
    role_of,
    roles,
    stated,
    supported_by,
    title_of,
)
from agent.tracking.directory import Directory
from agent.tracking.domains import Fit, own_domain
from agent.tracking.model import Application, Correlation, Known
from agent.tracking.names import Likeness, role_key
from agent.tracking.verdict import Applications, acknowledged_twice, ask, current, forgotten, living, one_of


def by_person(directory: Directory, reading: Reading) -> Correlation | None:
    """The people on the other side; only if the message names nothing that contradicts."""
    there = {a.id: a for address in people_meant(reading) for a in directory.with_contact(address)}
    fitting = tuple(a for a in there.values() if not _contradicts(a, reading) and not forgotten(a, reading))
    if not fitting:
        return None
    likest = _likest(living(fitting) or fitting, reading)
    if len(likest) == 1 and reading.direction is Direction.INBOUND and reading.kind not in MACHINE_REPLIES:
        beside = _beside(directory, likest[0], reading)
        if beside or _may_be_another_client(likest[0], reading):
            because = f"it is from a person you know from {title_of(likest[0])}, but does not say what it is about"
            return ask((*likest, *beside), because)
    return one_of(likest, reading, "it is from, or to, a person you know from {}")


def _beside(directory: Directory, known: Application, reading: Reading) -> Applications:
    """Other applications the same person may as well mean: live ones at the same employer, when no role is named."""
    if role_of(reading):
        return ()
    return tuple(a for a in living(directory.at_organisation(known.company)) if a.id != known.id)


def _may_be_another_client(known: Application, reading: Reading) -> bool:
    """Whether an agency's consultant writes without naming the role."""
    senders = {address.lower() for address in people_meant(reading)}
    consultants = {(p.address or "").lower() for p in known.people if p.part is Part.CONSULTANT}
    return (bool(known.agency) or bool(senders & consultants)) and roles(known, reading) < Likeness.ALIKE


def by_known_person(directory: Directory, reading: Reading) -> Correlation | None:
    """A person known from exactly one live application, writing from their organisation, whatever the wording.

    For mail that reading does not understand, or takes for private. A mailbox at a public provider is not enough.
    """
    if reading.direction is Direction.OUTBOUND or not reading.human:
        return None
    addresses = tuple(address for address in people_meant(reading) if own_domain(address))
    there = {a.id: a for address in addresses for a in living(directory.with_contact(address))}
    if len(there) != 1:
        return None
    known = next(iter(there.values()))
    if _contradicts(known, reading) or _beside(directory, known, reading) or _may_be_another_client(known, reading):
        return None
    return Known(known.id, f"it is from a person you know from {title_of(known)}")


def by_role(directory: Directory, reading: Reading) -> Correlation | None:
    """The role, supported by the sender's side; without support it is a hint, and the user is asked.

    Where the message names an organisation, only applications whose employer nobody has named so far can be meant.
    """
    agreeing = tuple(a for a in living(_of_that_role(directory, reading)) if not _is_second(a, reading))
    supported = _likest(tuple(a for a in agreeing if supported_by(a, reading)), reading)
    if supported:
        return _supported(directory, supported, reading)
    if not role_key(role_of(reading)) or reading.direction is Direction.OUTBOUND:
        return None
    hinted = _likest(tuple(a for a in agreeing if not at_another_home(a, reading)), reading)
    if named_organisations(reading):
        hinted = tuple(a for a in hinted if roles(a, reading) >= Likeness.ALIKE)
        return ask(hinted, f"it is about {stated(reading)}, and {_NAMELESS}") if hinted else None
    return ask(hinted, f"it names the role {role_of(reading)}, but not the organisation") if hinted else None


_NAMELESS = "you have an application for such a role whose organisation is not known"


def _of_that_role(directory: Directory, reading: Reading) -> Applications:
    title, named = role_of(reading), named_organisations(reading)
    if not role_key(title):
        return directory.nameless() if named else ()
    found = (a for a in directory.with_words_of_role(title) if organisations(a, reading) is Likeness.UNSTATED)
    return tuple(
        a for a in found if (roles(a, reading) >= Likeness.ALIKE or qualified(a, reading)) and not (named and a.company)
    )


def _supported(directory: Directory, likest: Applications, reading: Reading) -> Correlation:
    if len(likest) > 1:
        return ask(likest, f"it fits {len(likest)} of your applications ({stated(reading)})")
    only = likest[0]
    because = f"it is about {stated(reading)}, and {supported_by(only, reading)}"
    others = tuple(a for a in living(directory.at_organisation(only.company)) if a.id != only.id)
    if roles(only, reading) is Likeness.NEAR and (others or acknowledged_twice(only, reading)):
        return ask((only, *others), f"{because}, but it may be the same role or another one")
    return Known(only.id, because)


def by_home(directory: Directory, reading: Reading) -> Correlation | None:
    """Who names nothing, but writes from an employer's own domain; a machine there may write for the whole group."""
    if named_organisations(reading) or role_of(reading) or reading.direction is Direction.OUTBOUND:
        return None
    there = {a.id: a for address in other_side(reading) for a in directory.near_domain(address.address)}
    homes = {a.id: at_home(a, reading) for a in living(there.values())}
    fitting = tuple(there[name] for name, fits in homes.items() if fits > Fit.NONE and not there[name].agency)
    if not fitting:
        return None
    if reading.human and all(homes[a.id] is Fit.WHOLE for a in fitting):
        return one_of(fitting, reading, "it comes from the employer of {}, the only one there")
    return ask(fitting, "it seems to come from there, but names neither role nor organisation")


def at_namesake(directory: Directory, reading: Reading) -> Correlation | None:
    """The same role at an organisation whose name begins or goes on likewise: a branch, or a namesake."""
    near = {
        a.id: a
        for name in named_organisations(reading)
        for a in directory.near_organisation(name)
        if organisations(a, reading) is Likeness.NEAR and roles(a, reading) >= Likeness.ALIKE and current(a, reading)
    }
    if not near:
        return None
    return ask(near.values(), f"it is about {stated(reading)}, which may be the same organisation or another")


def _contradicts(application: Application, reading: Reading) -> bool:
    return Likeness.OTHER in {organisations(application, reading), roles(application, reading)}


def _is_second(application: Application, reading: Reading) -> bool:
    """Whether a message that names its organisation acknowledges another application for the same role."""
    return bool(named_organisations(reading)) and acknowledged_twice(application, reading)


def _likest(applications: Applications, reading: Reading) -> Applications:
    """Those whose role agrees best."""
    best = max((roles(a, reading) for a in applications), default=Likeness.OTHER)
    return tuple(a for a in applications if roles(a, reading) is best)
