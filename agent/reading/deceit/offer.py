"""Job offers that are none, by their words: the phrases of `[scam]` in `rules/phrases/trust-*.toml`, with weights.

A company that warns of fraud speaks of the same things; such sentences, and the few after a warning, do not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from agent.reading.deceit.sender import is_free_mail
from agent.reading.deceit.weighing import MIDDLING, SLIGHT, STRONG, Sign
from agent.reading.message import Message
from agent.reading.model import Facts
from agent.reading.phrases.hits import Hit, Hits
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.sentences import Sentence

WEIGHTS = {
    **dict.fromkeys(("fee", "gift", "cheque", "passing", "login"), STRONG),
    **dict.fromkeys(("chat", "hired"), MIDDLING),
    **dict.fromkeys(("bank", "identity", "messenger", "easy", "picked", "urgent"), SLIGHT),
}
"""What each entry of `[scam]` weighs; an entry of any other name weighs nothing."""

WARNED = 8
"""Sentences after a warning of fraud that still belong to it: lists of what the company never does."""


def offer_signs(
    message: Message, sentences: tuple[Sentence, ...], hits: Hits, facts: Facts, book: Phrasebook
) -> Iterator[Sign]:
    """Every sign in its words that an offer is none, with what the sender's free mailbox adds to them."""
    found = [hit for hit in _meant(sentences, hits) if hit.phrase.name in WEIGHTS]
    if any(hit.phrase.name == "chat" for hit in found):
        found = [hit for hit in found if hit.phrase.name != "messenger"]  # the same thing, said of the interview
    for hit in found:
        yield Sign(hit.phrase.name, hit.evidence.quote, WEIGHTS[hit.phrase.name], hit.sentence.where)
    sender = message.envelope.sender
    if sender is None or not is_free_mail(sender.domain, book):
        return
    if brand := _brand(facts, book):
        yield Sign("borrowed-name", f"{brand}, but {sender.address}", MIDDLING)
    if found or brand:
        yield Sign("free-mail", sender.address, SLIGHT)


def _meant(sentences: tuple[Sentence, ...], hits: Hits) -> Iterator[Hit]:
    """The hits of sentences that neither take them back nor stand under a warning."""
    marked = hits.marked("scam")
    if not marked:
        return
    taken_back = {id(hit.sentence) for hit in marked if hit.phrase.name in {"unless", "warning"}}
    warnings = {id(hit.sentence) for hit in marked if hit.phrase.name == "warning"}
    for at, sentence in enumerate(sentences):
        if id(sentence) in warnings:
            taken_back |= {id(later) for later in sentences[at : at + WARNED]}
    yield from (hit for hit in marked if id(hit.sentence) not in taken_back)


def _brand(facts: Facts, book: Phrasebook) -> str:
    """The large company a message speaks for, when it names one."""
    company = "" if facts.company is None else facts.company.value
    key = "".join(c for c in company.lower() if c.isalnum())
    return company if key and key in {brand.partition(".")[0] for brand in book.senders["brands"]} else ""
