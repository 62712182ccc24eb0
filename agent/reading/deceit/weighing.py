"""Signs and what they weigh together: whether a message is suspect, and what to tell the user of each sign.

One strong sign is enough; weaker ones only add to one that is at least middling, so that no heap of small oddities
makes an honest small employer a fraud.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agent.reading.model import Evidence

STRONG, MIDDLING, SLIGHT = 3, 2, 1

SUSPECT = 3
"""Weight from which a message is suspect."""

JUNK = 4
"""Weight from which a message is suspect that has no word of a job in it: a strong sign and another."""

TOLD = {
    "reply-to": "answers to it would go to another address than it came from",
    "named-address": "the sender's name shows another address than the real one",
    "named-domain": "the sender's name shows another organisation's domain than the real one",
    "own-name": "the sender bears your own name, at an address that is not yours",
    "hidden-letters": "the sender's name or address holds letters made to deceive the eye",
    "look-alike": "the sender's address looks like one of somebody else",
    "free-mail": "it comes from a mailbox anybody can have",
    "borrowed-name": "it speaks for a large company, but comes from a mailbox anybody can have",
    "namesake": "somebody you know by this name wrote from their company's address before",
    "fee": "it asks you to pay something to get the job",
    "gift": "it asks you to buy gift cards",
    "cheque": "it sends you a cheque to cash, to buy things with",
    "passing": "it asks you to pass on money or parcels",
    "login": "it asks for the keys to your account, card or phone",
    "chat": "it holds interviews by messenger",
    "hired": "it hires without an interview",
    "bank": "it asks for your bank account",
    "identity": "it asks for your identity papers",
    "messenger": "it moves the talk to a messenger",
    "easy": "it offers much for little",
    "picked": "it has chosen you though you did not apply",
    "urgent": "it presses for time",
}
"""What the user is told of a sign, as half a sentence."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of deceit: its name in `TOLD`, the words or addresses it rests on, and its weight."""

    name: str
    quote: str
    weight: int
    where: str = "header"

    @property
    def evidence(self) -> Evidence:
        """The sign as evidence, its rule called `trust.NAME`."""
        return Evidence(f"trust.{self.name}", self.quote, self.where)


def weighed(signs: Iterable[Sign], at_least: int) -> tuple[Evidence, ...]:
    """The signs as evidence, the heaviest first, when together they make a message suspect; else none."""
    each = {sign.name: sign for sign in sorted(signs, key=lambda s: s.weight)}
    found = sorted(each.values(), key=lambda s: -s.weight)
    if sum(s.weight for s in found) < at_least or found[0].weight < MIDDLING:
        return ()
    return tuple(sign.evidence for sign in found)


def told(sign: Evidence) -> str:
    """What to tell the user of a sign of deceit, as half a sentence."""
    return TOLD.get(sign.rule.removeprefix("trust."), "something about it is not right")
