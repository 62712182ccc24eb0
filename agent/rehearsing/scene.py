"""Who and what a story speaks of: its people and their addresses, its applications, and the events told so far.

The vocabularies tell a scene what happened; it keeps the thread ("Ann writes": about which application?) and makes the
events. Addresses are made up from names, under .example. Nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from agent.deciding import Context, RuleBook
from agent.reading import Automated, Facts, Identity, Kind, Part, Person
from agent.rehearsing.days import moment_of, on_the_clock
from agent.rehearsing.forms import Found
from agent.rehearsing.letters import a_letter, in_copy
from agent.rehearsing.model import Conditions, SlipError
from agent.rehearsing.places import Place, place_named
from agent.tracking import ApplicationOpened, Corrected, Event, MailFiled, Noted

HOUR = timedelta(hours=1)
AN_APPLICATION = 'begin with a sentence such as "Mon 2026-03-02 applied to Acme as Analyst"'
LONG_AGO = timedelta(days=3650)
NO_REPLY = "no-reply"
MAILBOX = "the jobs mailbox"


@dataclass(slots=True)
class Told:
    """An interview of the story, as last stated: `by` whom, and in the message `fingerprint`."""

    uid: str | None
    start: datetime
    length: timedelta
    zone: str | None
    by: Person
    people: tuple[Person, ...]
    medium: str = "video"
    sequence: int = 0
    fingerprint: str = ""

    @property
    def key(self) -> str:
        """The name tracking knows it by."""
        return self.uid or self.fingerprint


@dataclass(slots=True)
class Matter:
    """One application of the story.

    `spoke` are the people of the other side in the order they were last heard of. `tester` is who set the last test or
    task.
    """

    id: str
    company: str
    role: str
    opened_at: datetime
    agency: str = ""
    place: Place | None = None
    meetings: list[Told] = field(default_factory=list)
    spoke: list[Person] = field(default_factory=list)
    tester: Person | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What the user does with a draft that lies there at that instant; `to` and `rule` say which, where one must."""

    at: datetime
    verb: str
    to: str
    rule: str
    line: int


@dataclass(slots=True)
class Scene:
    """A story as far as it has been told. `off` are stretches in which the computer is switched off."""

    me: Identity
    rule: str = ""
    conditions: Conditions = field(default_factory=Conditions)
    country: str = ""
    subdivision: str = ""
    paused_until: datetime | None = None
    pauses: list[tuple[str, datetime | None]] = field(default_factory=list)
    employers: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    days_off: set[date] = field(default_factory=set)
    matters: list[Matter] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    off: list[tuple[datetime, datetime]] = field(default_factory=list)
    sends: set[str] = field(default_factory=set)
    in_doubt: list[tuple[str, datetime, datetime | None]] = field(default_factory=list)
    first_read_at: datetime | None = None
    ends: datetime | None = None
    line: int = 0
    _people: dict[str, Person] = field(default_factory=dict)
    _last_at: datetime | None = None

    # When

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the user's own clock, by which a story is told."""
        return ZoneInfo(self.me.timezone)

    def instant(self, day: date, clock: str) -> datetime:
        """When a dated sentence happens: at its time, else at ten, or an hour after the sentence before it that day."""
        at = on_the_clock(day, clock or "10:00", self.zone)
        if not clock and self._last_at is not None and self._last_at.astimezone(self.zone).date() == day:
            at = max(at, self._last_at + HOUR)
        self._last_at = at
        return at

    def moment(self, text: str) -> datetime:
        """The instant a gap names."""
        return moment_of(text, self.zone)

    # About what

    def matter(self, found: Found, *speakers: str) -> Matter:
        """The application a sentence is about: the one it names, or in which these people are known, or the only one.

        A company named for the first time opens an application, as mail from it would.
        """
        named = [m for m in self.matters if _fits(found.company, m.company) and _fits(found.role, m.role)]
        if found.company and not any(_fits(found.company, m.company) for m in self.matters):
            return self.opens(found, found.company, found.role, None)
        if not named and (found.company or found.role):
            raise SlipError(f"there is no application {_called(found)}", AN_APPLICATION)
        known = [m for m in named if any(self._speaks_in(m, name) for name in speakers)]
        about = known if known and not (found.company and found.role) else named
        if len(about) == 1:
            return about[0]
        if not about:
            raise SlipError("it is not said which application this is about", AN_APPLICATION)
        each = " or ".join(f'"at {m.company}{f" as {m.role}" * bool(m.role)}"' for m in about)
        raise SlipError("this could be about several applications", f"say which: {each}")

    def opens(self, found: Found, company: str, role: str, applied_at: datetime | None) -> Matter:
        """A new application, because the user applied, or because mail came about one."""
        at = found.at or datetime.max.replace(tzinfo=self.zone)
        if any(
            (m.company.casefold(), m.role.casefold()) == (company.casefold(), role.casefold()) for m in self.matters
        ):
            raise SlipError(f"there is an application to {company}{f' as {role}' * bool(role)} already")
        name = _slug(f"{company} {role}" if self._taken(_slug(company)) else company)
        place = self.place(found.place) if found.place else None
        matter = Matter(name, company, role, at, found.agency, place)
        self.matters.append(matter)
        because = "you applied" if applied_at else "a mail"
        self.events.append(ApplicationOpened(name, at, company, role, because, applied_at=applied_at))
        if found.agency:
            self.corrects(matter, at, "agency", found.agency)
        return matter

    def _taken(self, name: str) -> bool:
        return any(m.id == name for m in self.matters)

    def _speaks_in(self, matter: Matter, name: str) -> bool:
        return any(p.name.casefold().startswith(name.partition(" of ")[0].casefold()) for p in matter.spoke)

    def place(self, name: str) -> Place:
        """A place by name."""
        found = place_named(name)
        if found is None:
            raise SlipError(f'no place "{name}" is known', "name a large city or a country, in English")
        return found

    # Who

    def person(self, name: str, matter: Matter, part: Part = Part.CONTACT) -> Person:
        """Somebody by the name a story gives them; the same name is the same person throughout.

        A person belongs to the employer they are first met at, unless the story says `Jo of Bright Talent`.
        """
        if name == "they":
            return self._they(matter)
        if name in {NO_REPLY, MAILBOX}:
            local = NO_REPLY if name == NO_REPLY else "jobs"
            return Person(f"{matter.company} Careers", f"{local}@{domain_of(matter.company)}", Part.CONTACT)
        if "@" in name:
            return Person("", name.lower(), Part.CONTACT)
        called, _, house = name.partition(" of ")
        known = self._people.get(called)
        if known is None:
            full = called if " " in called else f"{called} Gray"
            known = Person(full, f"{_slug(called)}@{domain_of(house or matter.company)}", Part.CONTACT)
            self._people[called] = known
        at_agency = matter.agency and (known.address or "").endswith(f"@{domain_of(matter.agency)}")
        return replace(known, part=Part.CONSULTANT if at_agency else part)

    def known(self, name: str) -> Person | None:
        """Somebody the story has spoken of already."""
        return self._people.get(name.partition(" of ")[0])

    def called(self, address: str) -> str:
        """What the story calls the person of an address; empty when it has not spoken of one."""
        return next((name for name, p in self._people.items() if (p.address or "") == address.lower()), "")

    def knows(self, name: str, person: Person) -> None:
        """Somebody who has an address of their own making, such as a referee."""
        self._people.setdefault(name, person)

    def _they(self, matter: Matter) -> Person:
        if matter.spoke:
            return matter.spoke[-1]
        raise SlipError("it is not known yet who they are", 'name somebody, or write "no-reply"')

    # What happens

    def gets(
        self,
        matter: Matter,
        at: datetime,
        kind: Kind,
        sender: Person,
        facts: Facts | None = None,
        automated: Automated | None = None,
        *,
        copied: tuple[Person, ...] = (),
        **more: object,
    ) -> MailFiled:
        """A message of the other side arrives."""
        facts = facts or Facts()
        if sender.part is not Part.CONTACT:
            facts = replace(facts, people=(sender, *facts.people))
        local = (sender.address or "").partition("@")[0]
        automated = automated or (Automated.NO_REPLY if local == NO_REPLY else None)
        letter = a_letter(len(self.events), at, kind, self.me, sender, facts, automated, **more)  # type: ignore[arg-type]  # the names are those of a letter
        event = MailFiled(matter.id, at, in_copy(letter, *copied), "it is told so")
        self.events.append(event)
        if automated is None:
            matter.spoke = [p for p in matter.spoke if p.address != sender.address] + [sender]
        return event

    def writes(self, matter: Matter, at: datetime, to: Person, rule: str = "a hand") -> None:
        """The user writes, by hand."""
        letter = a_letter(len(self.events), at, Kind.NOT_JOB, self.me, to, Facts(), None, mine=True, rule=rule)
        self.events.append(MailFiled(matter.id, at, letter, "it is told so"))

    def notes(self, matter: Matter, at: datetime, text: str, **more: str) -> None:
        """The user notes something, such as a call."""
        self.events.append(Noted(matter.id, at, text, **more))  # type: ignore[arg-type]  # contact and by

    def corrects(self, matter: Matter, at: datetime, what: str, value: str, fingerprint: str = "") -> None:
        """The user's word on a field."""
        self.events.append(Corrected(matter.id, at, what, value, fingerprint))

    # For the play

    @property
    def begins(self) -> datetime:
        """When the first thing happens."""
        return min(event.at for event in self.events)

    @property
    def last(self) -> datetime:
        """When the last thing happens that is told."""
        return max([e.at for e in self.events] + [a.at for a in self.acts])

    @property
    def turns(self) -> tuple[datetime, ...]:
        """When a question is put or settled that no event tells of."""
        return tuple(at for _, since, until in self.in_doubt for at in (since, until) if at is not None)

    def context(self, now: datetime) -> Context:
        """What deciding has to know beside applications and rules, at an instant."""
        doubt = (name for name, since, until in self.in_doubt if since <= now and (until is None or now < until))
        return Context(self.me, self.first_read_at or self.begins - LONG_AGO, in_question=frozenset(doubt))

    def book(self, ground: RuleBook) -> RuleBook:
        """The rules with the story's own calendar and pauses."""
        moved = bool(self.country)
        return replace(
            ground,
            country=self.country if moved else ground.country,
            subdivision=self.subdivision if moved else ground.subdivision,
            paused_until=self.paused_until,
            company_pauses=tuple(self.pauses),
            own_employers=tuple(self.employers),
            own_employers_allowed=tuple(self.allowed),
            days_off=ground.days_off | self.days_off,
        )


def domain_of(organisation: str) -> str:
    """The domain an organisation of a story writes from."""
    return f"{_slug(organisation)}.example"


def names_in(text: str) -> Iterable[str]:
    """The names in a list such as `Ben, Eve (no address) and Jo`."""
    return (name.strip() for name in re.split(r", and |, | and ", text) if name.strip())


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _fits(wanted: str, has: str) -> bool:
    return not wanted or wanted.casefold() == has.casefold()


def _called(found: Found) -> str:
    return " ".join(filter(None, (f"at {found.company}" * bool(found.company), f"as {found.role}" * bool(found.role))))
