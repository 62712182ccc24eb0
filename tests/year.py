"""A made-up year of looking for work: some hundred applications and all the mail around them, the same for each seed.

What is tried on it is how much there is and how it interleaves; how well letters are read is tried elsewhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parseaddr

from agent.ports import Box, Posted
from tests.mails import ME, Employer, letter

START = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)
"""A Monday."""

FIRST_PARTS = (
    *("Alder", "Birch", "Cinder", "Dover", "Ember", "Fallow", "Granite", "Hazel", "Iron", "Juniper"),
    *("Kestrel", "Lantern", "Marlow", "Nettle", "Orchard", "Pebble", "Quarry", "Rowan", "Sable", "Tarn"),
)
LAST_PARTS = (
    *("brook", "field", "gate", "haven", "land", "mere", "point", "ridge", "stone", "well"),
    *("bank", "cliff", "dale", "ford", "hurst", "leigh", "mill", "shaw", "thorpe", "wick"),
)
ROLES = (
    *("Data Analyst", "Web Developer", "Account Manager", "Project Coordinator", "Research Assistant"),
    *("Payroll Officer", "Content Editor", "Support Engineer", "Buyer", "Quality Inspector"),
)
GIVEN = ("Ann", "Tom", "Priya", "Mia", "Carl", "Nora", "Omar", "Jane", "Felix", "Ruth", "Hugo", "Lena")
FAMILY = ("Lee", "Berg", "Shah", "Wolf", "Moss", "Park", "Reid", "Novak", "Lund", "Okoro", "Hale", "Ferro")


def year(applications: int = 300, messages: int = 3000, seed: int = 1) -> tuple[Posted, ...]:
    """So many applications, none begun in the last month, and other mail up to about so many messages, in order."""
    chance = random.Random(seed)  # noqa: S311 - the same year every time
    names = [first + last for first in FIRST_PARTS for last in LAST_PARTS]
    chance.shuffle(names)
    posted: list[Posted] = []
    for number in range(applications):
        begun = _at_work(START + timedelta(days=330 * number / applications), chance)
        posted += _Search(_employer(names[number % len(names)], number, chance), chance).plot(begun)
    others = max(0, messages - len(posted))
    posted += [_other(number, START + timedelta(days=365 * number / max(1, others))) for number in range(others)]
    return tuple(sorted(posted, key=lambda one: one.at))


def as_mbox(posted: tuple[Posted, ...]) -> bytes:
    """The messages as an mbox, each with the postmark and the Received line a server writes."""
    return b"".join(_with_postmark(one) for one in posted)


def _with_postmark(one: Posted) -> bytes:
    received = b""
    if one.box is Box.INBOX:
        received = f"Received: from mx.example by mail.example.org; {format_datetime(one.at)}\n".encode()
    text = received + one.raw.replace(b"\r\n", b"\n")
    quoted = b"\n".join(b">" + line if line.startswith(b"From ") else line for line in text.split(b"\n"))
    return f"From sender@mail.example {one.at:%a %b %d %H:%M:%S %Y}\n".encode() + quoted + b"\n"


def _employer(name: str, number: int, chance: random.Random) -> Employer:
    people = chance.sample([f"{given} {family}" for given in GIVEN for family in FAMILY], k=2)
    return Employer(name, ROLES[number % len(ROLES)], *people)


def _at_work(at: datetime, chance: random.Random) -> datetime:
    """Some minute of a working day, not before `at`."""
    at = at.replace(hour=9, minute=0) + timedelta(minutes=chance.randrange(8 * 60), seconds=chance.randrange(60))
    return at + timedelta(days=max(0, 7 - at.isoweekday())) if at.weekday() > 4 else at


@dataclass(frozen=True, slots=True)
class _Search:
    """One application; its plot is drawn by lot."""

    employer: Employer
    chance: random.Random

    def plot(self, begun: datetime) -> Iterator[Posted]:
        """A third hear nothing more, a quarter are turned down by a machine, the others are invited."""
        yield Posted(begun, Box.INBOX, self.employer.acknowledges(begun))
        lot = self.chance.random()
        if lot < 0.35:
            return
        if lot < 0.6:
            yield self._turns_down(self._later(begun, 4, 40))
            return
        yield from self._meets(self._later(begun, 3, 15))

    def _meets(self, invited: datetime) -> Iterator[Posted]:
        employer = self.employer
        start = self._later(invited, 3, 9).replace(minute=0, second=0)
        yield Posted(invited, Box.INBOX, employer.invites(invited, start))
        answered = invited + timedelta(hours=self.chance.randrange(1, 20))
        yield self._hears("accepts", answered, "That is fine with me, I look forward to it.")
        if self.chance.random() < 0.2:
            moved = self._later(answered, 0, 1)
            start = self._later(start, 1, 6).replace(minute=0, second=0)
            yield Posted(moved, Box.INBOX, employer.moves(moved, start, 1))
        if self.chance.random() < 0.1:
            off = start - timedelta(hours=5)
            yield Posted(off, Box.INBOX, employer.calls_off(off, start, 2))
            return
        if self.chance.random() < 0.3:
            yield self._hears("thanks", start + timedelta(hours=2), "Thank you for your time today.")
        if self.chance.random() < 0.5:
            told = self._later(start, 1, 2)
            day = self._later(told, 5, 10)
            text = f"Thank you for coming in. We will be in touch by {day:%A %-d %B} with a decision."
            yield Posted(told, Box.INBOX, employer.writes("promise", told, text))
        yield from self._ends(start)

    def _ends(self, start: datetime) -> Iterator[Posted]:
        lot = self.chance.random()
        if lot < 0.4:
            yield self._turns_down(self._later(start, 6, 25))
        elif lot < 0.5:
            at = self._later(start, 6, 20)
            text = f"We are delighted to offer you the position of {self.employer.role}. The contract is attached."
            yield Posted(at, Box.INBOX, self.employer.writes("offer", at, text))
            yield self._hears("declines", self._later(at, 1, 3), "Thank you, I shall think about it.")
        elif lot < 0.7:
            at = self._later(start, 8, 12)
            yield self._hears("asks", at, "May I ask whether there is any news about my application?")
            back = self._later(at, 1, 5)
            text = "Thank you for your patience. We are still interviewing and have not decided yet."
            yield Posted(back, Box.INBOX, self.employer.writes("patience", back, text))

    def _turns_down(self, at: datetime) -> Posted:
        employer = self.employer
        body = (
            f"Dear Sam,\n\nThank you for your interest in the {employer.role} position at {employer.company}. "
            "Unfortunately, we have decided not to move forward with your application.\n\nThe hiring team\n"
        )
        sender = f"{employer.company} Careers <no-reply@{employer.domain}>"
        subject = f"Your application for {employer.role} at {employer.company}"
        return Posted(at, Box.INBOX, letter(sender, subject, employer.id("no"), at, body))

    def _hears(self, name: str, at: datetime, text: str) -> Posted:
        return Posted(at, Box.SENT, self.employer.hears(name, at, text))

    def _later(self, at: datetime, least: int, most: int) -> datetime:
        return _at_work(at + timedelta(days=self.chance.randint(max(1, least), max(1, most))), self.chance)


def _other(number: int, at: datetime) -> Posted:
    """What else comes in: a board's alerts, a shop's offers, a friend, and now and then a word to the friend."""
    friend, me = "Dora Quill <dora@quill.example>", parseaddr(ME)[1]
    match number % 8:
        case 0 | 1 | 2:
            body = (
                "Your daily alert\n\n1. Data Analyst - Hillcrest Homes - Leeds\n2. Buyer - Tollgate Foods - York\n\n"
                "You receive this because you saved a search.\n"
            )
            raw = letter("Jobcatcher <alerts@jobcatcher.example>", f"{number} new jobs", _id(number), at, body)
            raw = raw.replace(b"MIME-Version", b"List-Unsubscribe: <https://jobcatcher.example/stop>\r\nMIME-Version")
        case 3 | 4 | 5:
            body = "Ten per cent off all tulips until Sunday.\n" * 12
            raw = letter("News <news@shop.example>", f"Spring offers {number}", _id(number), at, body)
        case 6:
            raw = letter(friend, "Sunday", _id(number), at, "Are you coming on Sunday? Bring the cake tin.\n")
        case _:
            raw = letter(ME, "Re: Sunday", f"<other-{number}@{me}>", at, "I am. Sam\n", _id(number - 1), to=friend)
            return Posted(at, Box.SENT, raw)
    return Posted(at, Box.INBOX, raw)


def _id(number: int) -> str:
    return f"<other-{number}@post.example>"
