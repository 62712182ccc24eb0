"""What the domain of an address tells about the organisation behind it: little, and only where nobody else shares it.

Public providers and services that send for many employers tell nothing. Of any other domain the registered part tells
which addresses belong together, and its name may resemble the name of an organisation. Nothing here knows an
application.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final

from agent.reading import organisational_domain
from agent.tracking.names import organisation_key

RELAYS: Final = frozenset(
    {
        *("greenhouse-mail.io", "hire.lever.co", "workablemail.com", "teamtailor-mail.com", "ashbyhq.com"),
        *("smartrecruiters.com", "smartrecruitersmail.com", "myworkday.com", "icims.com", "jobvite.com", "taleo.net"),
        *("oraclecloud.com", "successfactors.com", "successfactors.eu", "recruitee.com", "breezy-mail.com"),
        *("applytojob.com", "bamboohr.com", "bullhornmail.com", "linkedin.com", "indeedemail.com"),
        *("ziprecruiter.com", "calendly.com"),
    }
)
"""Domains whose mail comes from a service, not from the employer; what is sent there mostly reaches nobody."""

PROVIDERS: Final = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "aol.com"),
        *("icloud.com", "me.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "t-online.de", "mail.ru", "yandex.ru"),
        *("orange.fr", "free.fr", "laposte.net", "proton.me", "protonmail.com", "mail.com", "yahoo.co.uk", "qq.com"),
    }
)
"""Mail providers of the public: two addresses there belong to two strangers, not to one organisation."""

_AROUND: Final = "careers?|jobs?|hiring|talent|recruit(?:ing|ment)?|hr|mail|group|corp|inc|hq|team|online|apply"
_TAIL: Final = re.compile(rf"(?<=..)(?:{_AROUND})$")
_HEAD: Final = re.compile(r"^(?:get|join|the|my|apply|careers?|jobs?)(?=..)")
"""What companies put around their name to get a domain."""

_TELLING: Final = 5
"""Fewest letters of a first word that stands for a longer name: "Harbourline" for "Harbourline Logistics"."""

_COMMON_WORDS: Final = frozenset(
    {
        *("american", "british", "central", "digital", "energy", "european", "first", "general", "german", "global"),
        *("green", "health", "international", "london", "medical", "modern", "national", "north", "northern", "public"),
        *("pacific", "royal", "smart", "south", "southern", "state", "talent", "united", "universal", "university"),
    }
)
"""First words so many names share that they stand for none of them."""


class Fit(IntEnum):
    """How well a domain's name fits an organisation's."""

    NONE = 0
    BEGINNING = 1  # the organisation's name goes on where the domain's ends
    WHOLE = 2


@lru_cache(maxsize=4096)
def is_relay(domain: str) -> bool:
    """Whether a service sends from this domain on behalf of many employers."""
    name = domain.lower()
    return any(name == relay or name.endswith(f".{relay}") for relay in RELAYS)


def is_provider(domain: str) -> bool:
    """Whether anybody can have an address there."""
    return registered(domain) in PROVIDERS


def same_organisation(one: str, other: str) -> bool:
    """Whether two domains belong to one organisation: equal under the public suffix, and not a public provider."""
    organisation = registered(one)
    return bool(organisation) and organisation == registered(other) and organisation not in PROVIDERS


def own_domain(address: str) -> str:
    """The registered domain of an address, if one organisation has it to itself as far as we know; else empty."""
    stated = address.rpartition("@")[2]
    domain = registered(stated)
    return "" if domain in PROVIDERS or is_relay(stated) else domain


def fit(address: str, organisation: str) -> Fit:
    """How well an address's own domain fits an organisation's name: `ann@acme-jobs.example` fits "Acme Ltd"."""
    words = tuple(word for word in organisation_key(organisation) if word != "and")
    spellings = labels(address)
    if not words or not spellings:
        return Fit.NONE
    if "".join(words) in spellings:
        return Fit.WHOLE
    return Fit.BEGINNING if spellings & set(beginnings(words)) else Fit.NONE


def labels(address: str) -> frozenset[str]:
    """The name of an address's own domain, as it stands and without what is put around a name; letters and digits."""
    plain = "".join(c for c in own_domain(address).partition(".")[0] if c.isalnum())
    return frozenset({plain, _TAIL.sub("", plain), _HEAD.sub("", plain)} - {""})


def beginnings(words: tuple[str, ...]) -> tuple[str, ...]:
    """The shorter forms of a name of several words that may stand for it."""
    if len(words) < 2 or len(words[0]) < _TELLING or words[0] in _COMMON_WORDS:  # noqa: PLR2004 - one word has no shorter form
        return ()
    return tuple("".join(words[:count]) for count in range(1, len(words)))


@lru_cache(maxsize=4096)
def registered(domain: str) -> str:
    """The domain under its public suffix, in lower case; empty for a suffix itself."""
    return organisational_domain(domain) or ""
