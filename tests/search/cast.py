"""Who there is in a made-up year: houses in four countries, agencies, and the people in them. All names are made up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from zoneinfo import ZoneInfo

from agent.reading import Part, Person

FIRST = (
    *("Alder", "Birch", "Cobalt", "Dover", "Ember", "Fallow", "Granite", "Hazel", "Iron", "Juniper", "Kestrel"),
    *("Lantern", "Marlow", "Nettle", "Orchard", "Pebble", "Quarry", "Rowan", "Sable", "Tarn", "Umber", "Willow"),
)
LAST = ("works", "field", "gate", "haven", "land", "mere", "point", "ridge", "stone", "well", "bank", "hurst", "mill")
GIVEN = ("Ann", "Tom", "Priya", "Mia", "Carl", "Nora", "Omar", "Jane", "Felix", "Ruth", "Hugo", "Lena", "Ivo", "Kim")
FAMILY = ("Lee", "Berg", "Shah", "Wolf", "Moss", "Park", "Reid", "Novak", "Lund", "Okoro", "Hale", "Ferro", "Voss")
ROLES = (
    *("Data Analyst", "Web Developer", "Account Manager", "Project Coordinator", "Research Assistant"),
    *("Payroll Officer", "Content Editor", "Support Engineer", "Buyer", "Quality Inspector", "Planner", "Archivist"),
)
RELAYS = ("us.greenhouse-mail.io", "hire.lever.co")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a house is: its zone, its country, and what is spoken there."""

    zone: str
    country: str
    language: str

    @property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


GB = Place("Europe/London", "GB", "en")
DE = Place("Europe/Berlin", "DE", "de")
FR = Place("Europe/Paris", "FR", "fr")
US = Place("America/New_York", "US", "en")


@dataclass(frozen=True, slots=True)
class House:
    """An employer or an agency. `familiar` tells that they say `du` or `tu` there."""

    name: str
    domain: str
    place: Place
    language: str
    familiar: bool

    @property
    def machine(self) -> Person:
        return Person(f"{self.name} Careers", f"no-reply@{self.domain}", Part.CONTACT)


@dataclass(slots=True)
class Cast:
    """Houses and people as they are called for, none twice."""

    chance: Random
    _houses: set[str] = field(default_factory=set)
    _people: set[str] = field(default_factory=set)

    def house(self, *, agency: bool = False) -> House:
        """A new house; half of them are where the user lives."""
        while True:
            name = self.chance.choice(FIRST) + self.chance.choice(LAST)
            if len(self._houses) >= len(FIRST) * len(LAST):
                name = f"{name}{len(self._houses)}"  # every name has been given: from here on they are numbered
            if name not in self._houses:
                break
        self._houses.add(name)
        place = GB if agency else self.chance.choice((GB, GB, GB, DE, DE, FR, US))
        language = place.language if self.chance.random() < 0.8 else "en"
        title = f"{name} Talent" if agency else name
        return House(title, f"{title.lower().replace(' ', '-')}.example", place, language, self.chance.random() < 0.3)

    def person(self, house: House, part: Part) -> Person:
        """Somebody new who works there; now and then their mail comes through a hiring system's relay."""
        while True:
            given, family = self.chance.choice(GIVEN), self.chance.choice(FAMILY)
            local = f"{given}.{family}".lower()
            if f"{local}@{house.domain}" not in self._people:
                break
        self._people.add(f"{local}@{house.domain}")
        domain = self.chance.choice(RELAYS) if part is Part.RECRUITER and self.chance.random() < 0.06 else house.domain
        return Person(f"{given} {family}", f"{local}@{domain}", part)

    def panel(self, house: House, recruiter: Person) -> tuple[Person, ...]:
        """One to four interviewers; some addresses are not told, and sometimes the recruiter sits in."""
        many = self.chance.choice((1, 1, 2, 2, 3, 4))
        people = [self.person(house, Part.INTERVIEWER) for _ in range(many)]
        people = [replace(p, address=None) if self.chance.random() < 0.25 else p for p in people]
        if self.chance.random() < 0.15:
            people[0] = replace(recruiter, part=Part.INTERVIEWER)
        return tuple(people)
