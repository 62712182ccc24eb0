"""Whose mailbox files are from: the address the mail is mostly sent from and delivered to, and the name beside it.

Where that is not clear it is not guessed: the user is asked to say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from agent.cli.mailfiles import headers
from agent.cli.words import counted
from agent.errors import UserError
from agent.reading import Identity

ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
NAMED = re.compile(r'\s*"?(?P<name>[^"<>@]{1,120}?)"?\s*<(?P<address>[^<>\s]{3,320})>')

WRITERS, READERS = ("from",), ("to", "cc")
DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
"""Fields in which a server says into whose mailbox it put a message."""

MOST, NEXT = 0.6, 0.8
"""The owner is in at least so many of the messages, and nobody else in more than so many of theirs."""


def owner_of(mails: Sequence[bytes]) -> str:
    """The owner's address, lower case. Raises `UserError` where it is not clear."""
    if not mails:
        raise UserError("there is no mail to tell whose it is; say so with --me ADDRESS")
    weights: Counter[str] = Counter()
    arrived = [any(headers(raw, "received")) for raw in mails]
    for raw, came in zip(mails, arrived, strict=True):
        weights.update(_weights(raw))
        if any(arrived):  # what came was to the owner, and what did not come was from them
            weights.update(dict.fromkeys(_addresses(raw, *(READERS if came else WRITERS)), 1))
    (first, most), *others = weights.most_common(3) or [("", 0)]
    runner_up = others[0][1] if others else 0
    if most < MOST * len(mails) or runner_up > NEXT * most:
        named = " or ".join(address for address, _ in ((first, most), *others[:1]) if address)
        seen = f" ({named}?)" if named else ""
        whose = f"it is not clear whose mail this is{seen}, from {counted(len(mails), 'message')}"
        raise UserError(f"{whose}; say so with --me ADDRESS")
    return first


def name_beside(mails: Sequence[bytes], addresses: Sequence[str]) -> str:
    """The display name most often written beside one of these addresses; empty when there is none."""
    names: Counter[str] = Counter()
    for raw in mails:
        for field, value in headers(raw, *WRITERS, *READERS):
            for found in NAMED.finditer(value):
                name = _decoded(found["name"].strip(" ,;'"))
                if found["address"].lower() in addresses and name and "@" not in name:
                    names[name] += 2 if field in WRITERS else 1
    return names.most_common(1)[0][0] if names else ""


def is_in(mails: Sequence[bytes], me: Identity) -> bool:
    """Whether any of the mail is from or to this user."""
    return any(me.is_me(address) for raw in mails for address in _weights(raw))


def writer_of(raw: bytes) -> str:
    """The address in From, lower case; empty when there is none."""
    _, value = next(headers(raw, "from"), ("", ""))
    found = ADDRESS.findall(value)
    return found[-1].lower() if found else ""


def _weights(raw: bytes) -> Counter[str]:
    """Everybody a message names in its header, once; whom it was delivered to counts once more."""
    weights = Counter(dict.fromkeys(_addresses(raw, *WRITERS, *READERS, *DELIVERED), 1))
    weights.update(dict.fromkeys(_addresses(raw, *DELIVERED), 1))
    return weights


def _addresses(raw: bytes, *fields: str) -> Iterator[str]:
    for _, value in headers(raw, *fields):
        yield from (address.lower() for address in ADDRESS.findall(value[:8192]))


def _decoded(name: str) -> str:
    """A display name in Unicode; as it is written where it cannot be decoded."""
    try:
        return str(make_header(decode_header(name)))
    except (HeaderParseError, LookupError, ValueError):
        return name
