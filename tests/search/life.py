"""One application while it comes to be: an account of what is written and done, in order of time.

Nothing is drawn by lot here but the hours; what happens is told by the plots.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from random import Random
from typing import Literal

from agent.reading import (
    Address,
    Automated,
    Direction,
    Envelope,
    Evidence,
    Facts,
    Identity,
    Kind,
    Meeting,
    Part,
    Person,
    Reading,
    Said,
    Slot,
    Trust,
)
from agent.tracking import (
    ApplicationOpened,
    Closed,
    Corrected,
    Debriefed,
    Event,
    Form,
    MailFiled,
    Noted,
    OfferRecorded,
    Outcome,
    RefereeNamed,
    Wish,
    Wished,
)
from tests.search.cast import Cast, House

ME = Identity("Sam Doe", ("sam@home.example",), "Europe/London", "GB", phone="+44 20 7946 0018")
SUBJECTS = {"en": "Your application: {}", "de": "Ihre Bewerbung: {}", "fr": "Votre candidature : {}"}


@dataclass(slots=True)
class Round:
    """One interview as it stands: the calendar's name for it, when, how long, with whom."""

    uid: str | None
    start: datetime
    minutes: int
    zone: str | None
    people: tuple[Person, ...]
    medium: str
    by: Person
    sequence: int = 0
    key: str = ""

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)


@dataclass(slots=True)
class Life:
    """One application. `now` is how far it has been told; `other` is whoever speaks for the employer, or the agency.

    `luck` is how often rounds of interviews end in an offer.
    """

    id: str
    house: House
    role: str
    chance: Random
    cast: Cast
    now: datetime
    other: Person
    agency: House | None = None
    luck: float = 0.3
    events: list[Event] = field(default_factory=list)
    last_from: dict[str, str] = field(default_factory=dict)
    count: int = 0

    # Time

    def lot(self, share: float) -> bool:
        """Whether something happens that happens so often."""
        return self.chance.random() < share

    def passes(self, least: float, most: float) -> None:
        """Some days, up to an hour of work where the employer is."""
        clock = self.house.place.clock
        day = (self.now + timedelta(days=self.chance.uniform(least, most))).astimezone(clock).date()
        while day.weekday() > 4:
            day += timedelta(days=1)
        at = datetime.combine(day, time(9), clock).astimezone(UTC)
        at += timedelta(minutes=self.chance.randrange(8 * 60), seconds=self.chance.randrange(1, 60))
        self.now = max(at, self.now + timedelta(minutes=self.chance.randint(2, 90)))

    def soon(self, least: float, most: float) -> None:
        """Some hours, whatever the clock says then."""
        self.now += timedelta(hours=self.chance.uniform(least, most), seconds=self.chance.randrange(1, 60))

    def at_least(self, instant: datetime) -> None:
        """Go on after an instant."""
        self.now = max(self.now, instant.astimezone(UTC) + timedelta(minutes=self.chance.randint(1, 30)))

    def tick(self) -> datetime:
        """The next instant; no two things happen at one."""
        self.now += timedelta(seconds=1, microseconds=self.chance.randrange(1000))
        return self.now

    # What is written

    def opens(self) -> None:
        because = "you applied"
        opened = ApplicationOpened(self.id, self.tick(), self.house.name, self.role, because, applied_at=self.now)
        self.events.append(opened)
        if self.agency is not None:
            self.says("agency", self.agency.name)

    def gets(
        self,
        kind: Kind,
        sender: Person,
        facts: Facts | None = None,
        *,
        automated: Automated | None = None,
        late: timedelta = timedelta(),
        confidence: float = 1.0,
        trust: Trust = Trust.UNKNOWN,
        copied: tuple[Person, ...] = (),
    ) -> Reading:
        """A message of theirs arrives now; one that is `late` was written so long before."""
        local = (sender.address or "").partition("@")[0]
        automated = automated or (Automated.NO_REPLY if local == "no-reply" else None)
        told = replace(facts or Facts(), language=self.house.language)
        if automated is None:
            told = replace(told, people=(sender, *told.people), address=self._way())
        written = self.tick() - late
        distrust = (Evidence("trust.fee", "a fee of 50 pounds"),) if trust is Trust.SUSPECT else ()
        reading = Reading(
            envelope=replace(
                self._envelope(written, Address(sender.name, sender.address or ""), ME.address),
                received_at=self.now,
                automated=automated,
                cc=tuple(Address(p.name, p.address or "") for p in copied),
            ),
            direction=Direction.INBOUND,
            kind=kind,
            confidence=confidence,
            evidence=(Evidence("told", "words"),),
            facts=told,
            trust=trust,
            distrust=distrust,
        )
        self.events.append(MailFiled(self.id, self.now, reading, "it is told so"))
        self.last_from[sender.address or ""] = reading.envelope.message_id or ""
        return reading

    def _way(self) -> Said | None:
        if self.house.language == "en":
            return None
        way = "familiar" if self.house.familiar else "formal"
        return Said(way, way)

    def _envelope(self, at: datetime, sender: Address, to: Address) -> Envelope:
        self.count += 1
        key = sha256(f"{self.id} {self.count} {at.isoformat()}".encode()).hexdigest()
        return Envelope(
            fingerprint=key,
            received_at=at,
            sent_at=at,
            message_id=f"<{key[:20]}@{sender.address.rpartition('@')[2]}>",
            sender=sender,
            to=(to,),
            subject=SUBJECTS[self.house.language].format(self.role),
        )

    def writes(self, to: Person, rule: str = "a hand") -> None:
        """The user writes, by hand, in answer to what came last from there, if anything did."""
        if not to.address:
            return
        answered = self.last_from.get(to.address, "")
        envelope = self._envelope(self.tick(), ME.address, Address(to.name, to.address))
        envelope = replace(envelope, in_reply_to=(answered,) if answered else ())
        reading = Reading(envelope, Direction.OUTBOUND, Kind.NOT_JOB, 1.0, (Evidence(rule, "words"),))
        self.events.append(MailFiled(self.id, self.now, reading, "it is told so"))

    # What is said

    def says(self, field: str, value: str, about: str = "") -> None:
        """The user's word on something."""
        self.events.append(Corrected(self.id, self.tick(), field, value, about))

    def notes(
        self,
        text: str,
        contact: Literal["", "phone", "portal", "in_person", "message"] = "",
        by: Literal["me", "them"] = "me",
    ) -> None:
        self.events.append(Noted(self.id, self.tick(), text, contact, by))

    def wishes(self, wish: Wish, *starts: datetime, days: int | None = None, reason: str = "") -> None:
        """The user wants a draft, with an hour from each of these starts on, or until so many days from now."""
        slots = tuple(Slot(s, s + timedelta(hours=1), ME.timezone, "then") for s in sorted(starts))
        until = None if days is None else (self.now + timedelta(days=days)).date()
        self.events.append(Wished(self.id, self.tick(), wish, slots, until, reason))

    def times(self, many: int, least: float = 1.5) -> tuple[datetime, ...]:
        """So many times of day ahead, none sooner than so many days."""
        first = (self.now + timedelta(days=least)).astimezone(self.house.place.clock).date()
        days = [first + timedelta(days=n) for n in range(10)]
        days = [day for day in days if day.weekday() < 5][:many]
        clock = self.house.place.clock
        return tuple(datetime.combine(day, time(self.chance.randint(9, 16)), clock).astimezone(UTC) for day in days)

    def states(self, meeting: Round, kind: Kind, *, late: timedelta = timedelta()) -> None:
        """The message that fixes, moves or calls off an interview."""
        slot = Slot(meeting.start, meeting.end, meeting.zone, "then")
        facts = Facts(
            meeting=Meeting(slot, meeting.uid, meeting.sequence, meeting.medium, "", meeting.people),
        )
        reading = self.gets(kind, meeting.by, facts, late=late)
        meeting.key = meeting.key or meeting.uid or reading.envelope.fingerprint
        meeting.sequence += 1

    def debriefs(self, meeting: Round, *answers: tuple[str, str]) -> None:
        self.events.append(Debriefed(self.id, self.tick(), meeting.key, answers))

    def has_offer(self, form: Form, days: int | None, *, conditional: bool = False) -> None:
        """The user records an offer, to be answered within so many days."""
        by = None if days is None else self.now + timedelta(days=days)
        self.events.append(OfferRecorded(self.id, self.tick(), form, by, conditional))

    def names(self, referee: Person) -> None:
        told = RefereeNamed(self.id, self.tick(), referee.name, referee.address or "", "the move to new premises")
        self.events.append(told)

    def ends(self, outcome: Outcome) -> None:
        self.events.append(Closed(self.id, self.tick(), outcome, "you said so"))

    def colleague(self, part: Part = Part.CONTACT) -> Person:
        """Somebody else at the employer's."""
        return self.cast.person(self.house, part)
