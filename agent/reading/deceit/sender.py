"""Senders who pass themselves off as somebody, by one message's header alone.

Applicant systems, boards and lists write for others by trade, and are never suspected of it here. What earlier mail
tells of a sender is for `deciding`; whether the provider vouches for them is `parsing.trust`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from agent.reading.deceit.lookalike import KnownDomains, Lookalike, Trick, looks_like, mixed_words, mixes_scripts, shown
from agent.reading.deceit.weighing import MIDDLING, SLIGHT, STRONG, Sign
from agent.reading.message import Message
from agent.reading.model import Address, Automated, Identity
from agent.reading.parsing.parse import DISGUISED
from agent.reading.parsing.trust import organisational_domain
from agent.reading.phrases.phrasebook import Phrasebook

_NAMED_ADDRESS = re.compile(r"[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")
_NAMED_DOMAIN = re.compile(
    r"(?<![\w@.-])((?:[A-Za-z0-9-]{2,63}\.){0,2}[A-Za-z0-9-]{4,63}\.[a-z]{2,10}(?:\.[a-z]{2})?)(?![\w.-])"
)
_LETTERS = re.compile(r"[^a-z0-9]")
_SENDS_FOR_OTHERS = ("ats", "boards", "tests")
_KNOWN_WELL = ("brands", "boards", "mail", "ats", "tests")
_LONG_NAME, _LONGER_NAME = 8, 10
"""Letters from which one wrong letter in a well-known name is no neighbour's name; systems are called after words."""

_SHORTEST_LABEL = 4


def sender_signs(message: Message, me: Identity, book: Phrasebook) -> Iterator[Sign]:
    """Every sign of deceit in who a message says it is from."""
    sender = message.envelope.sender
    if sender is None or me.is_me(sender.address):
        return
    if DISGUISED in message.defects or mixed_words(sender.name) or mixes_scripts(sender.domain):
        yield Sign("hidden-letters", f"{sender.name} <{sender.local}@{_as_seen(sender.domain)}>"[:200], STRONG)
    like = "" if _is_well_known(sender.domain, book) else _imitates(sender.domain, book)
    if like:
        yield Sign("look-alike", f"{sender.domain} looks like {like}", STRONG)
    if sends_for_others(sender.domain, book) or message.envelope.automated is Automated.BULK:
        return
    yield from _reply_to(message, sender, book)
    yield from _name(sender, me, book)


def sends_for_others(domain: str, book: Phrasebook) -> bool:
    """Whether a domain belongs to a system or board that writes in the name of employers."""
    return any(book.sender_is(which, domain) for which in _SENDS_FOR_OTHERS)


def is_free_mail(domain: str, book: Phrasebook) -> bool:
    """Whether anybody can have an address there."""
    return book.sender_is("mail", domain)


def _is_well_known(domain: str, book: Phrasebook) -> bool:
    return any(book.sender_is(which, domain) for which in _KNOWN_WELL)


def _as_seen(domain: str) -> str:
    return ".".join(shown(label) for label in domain.split("."))


def _imitates(domain: str, book: Phrasebook) -> str:
    """The well-known domain that this one looks like, or an empty string."""
    near = _laid_out(tuple(book.senders[which] for which in _KNOWN_WELL)).near(domain)
    for which in _KNOWN_WELL if near else ():
        like = looks_like(domain, near & book.senders[which])
        if like is not None and _telling(like, which):
            return like.of
    return ""


@lru_cache(maxsize=4)
def _laid_out(groups: tuple[frozenset[str], ...]) -> KnownDomains:
    """The senders of some groups, laid out once for all messages."""
    return KnownDomains(domain for group in groups for domain in group)


def _telling(like: Lookalike, which: str) -> bool:
    """Whether a resemblance to a well-known name is no accident: of so many names, some have honest neighbours."""
    if like.trick is Trick.SPELLING:
        longest = _LONGER_NAME if which in _SENDS_FOR_OTHERS and which != "boards" else _LONG_NAME
        return len(like.of.partition(".")[0]) >= longest
    return like.trick in {Trick.SHAPES, Trick.INSIDE} or (like.trick is Trick.ADDED and which == "brands")


def _reply_to(message: Message, sender: Address, book: Phrasebook) -> Iterator[Sign]:
    """An answer that would go elsewhere than to the sender's organisation, or to those who write for it."""
    for other in message.envelope.reply_to:
        if sends_for_others(other.domain, book) or _same_side(sender, other, book):
            continue
        quote = f"{sender.address}, but answers to {other.address}"
        to_public = is_free_mail(other.domain, book) and not is_free_mail(sender.domain, book)
        yield Sign("reply-to", quote, STRONG if to_public and not _akin(sender, other) else MIDDLING)
        return


def _same_side(sender: Address, other: Address, book: Phrasebook) -> bool:
    """Whether two addresses are one organisation's, or one person's mailbox; a name and its branches are one."""
    mine, theirs = organisational_domain(sender.domain), organisational_domain(other.domain)
    if mine is None or theirs is None or sender.address.lower() == other.address.lower():
        return True
    if is_free_mail(sender.domain, book) or is_free_mail(other.domain, book):
        return mine != theirs and _letters(sender.local) == _letters(other.local)
    shorter, longer = sorted((_letters(mine.partition(".")[0]), _letters(theirs.partition(".")[0])), key=len)
    return mine == theirs or (len(shorter) >= _SHORTEST_LABEL and shorter in longer)


def _akin(sender: Address, other: Address) -> bool:
    """Whether a free mailbox is called like the sender's domain, as a small shop's is: oakbakery@gmail.com."""
    label = _letters((organisational_domain(sender.domain) or "").partition(".")[0])
    return len(label) >= _SHORTEST_LABEL and label in _letters(other.local)


def _name(sender: Address, me: Identity, book: Phrasebook) -> Iterator[Sign]:
    """A display name that says somebody else than the address does."""
    public = is_free_mail(sender.domain, book)
    own = organisational_domain(sender.domain)
    if " via " in f" {sender.name.lower()} ":
        return
    shown_address = _NAMED_ADDRESS.search(sender.name)
    if shown_address and organisational_domain(shown_address[1]) not in {own, None}:
        yield Sign("named-address", f"{sender.name} <{sender.address}>", STRONG if public else MIDDLING)
    elif domain := _named_domain(sender, own):
        yield Sign("named-domain", f"{domain}, but {sender.address}", STRONG if public else SLIGHT)
    if _words(me.name) == _words(sender.name) and len(_words(me.name)) > 1:
        yield Sign("own-name", f"{sender.name} <{sender.address}>", STRONG)


def _named_domain(sender: Address, own: str | None) -> str:
    """Another organisation's domain in a display name; a name that merely ends like one, as `Node.js`, is none."""
    for match in _NAMED_DOMAIN.finditer(sender.name):
        domain = match[1].lower()
        registered = _real_suffixes().privatesuffix(domain)
        if registered and registered != own:
            label = _letters(registered.partition(".")[0])
            if label not in _letters(sender.domain):
                return domain
    return ""


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.lower())


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", name.casefold()))


@cache
def _real_suffixes() -> PublicSuffixList:
    """The list without its rule that any last part is a suffix."""
    return PublicSuffixList(accept_unknown=False)
