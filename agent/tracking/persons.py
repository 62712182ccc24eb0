"""People without repetition: who is the same person, and what each statement adds to what is known of them.

Nothing here knows what a person has to do with an application.
"""

from __future__ import annotations

from collections.abc import Iterable

from agent.reading import Part, Person


def merged(known: tuple[Person, ...], told: Iterable[Person]) -> tuple[Person, ...]:
    """People without repetition, in the order they appeared; what is said later only makes a person better known."""
    people = list(known)
    for person in told:
        index = next((i for i, other in enumerate(people) if _same_person(other, person)), None)
        if index is None:
            people.append(person)
        else:
            people[index] = _better_known(people[index], person)
    return tuple(people)


def _same_person(one: Person, other: Person) -> bool:
    if one.address and other.address:
        return same_address(one.address, other.address)
    return bool(one.name) and one.name.casefold() == other.name.casefold()


def _better_known(known: Person, told: Person) -> Person:
    """A consultant who sits in on an interview, or fixes one, is still the agency's."""
    stays = told.part is Part.CONTACT or known.part is Part.CONSULTANT
    part = known.part if stays else told.part
    return Person(known.name or told.name, known.address or told.address, part)


def same_address(one: str | None, other: str) -> bool:
    """Whether two addresses are one; None is nobody's."""
    return one is not None and one.lower() == other.lower()
