"""The envelope of a message, from its header fields: who wrote to whom, when, in which thread, and if a machine did.

Addresses and dates are read by mail-parser, which recovers what it safely can of broken ones; only of addresses as
nearly every program writes them there is nothing to recover, and they are taken as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.policy import compat32

from mailparser import core, dates, utils

from agent.reading.model import Address, Automated, Envelope
from agent.reading.parsing import headers
from agent.reading.parsing.automated import automated
from agent.reading.parsing.entity import Fields

# mail-parser logs a warning for every odd part, with the mail's own words in it; defects are recorded here instead.
core.log.disabled = utils.log.disabled = True

_ATEXT = r"[A-Za-z0-9_+='#&/!$*-]"
_WORDS = r"[A-Za-z0-9][A-Za-z0-9&'./+-]*(?: [A-Za-z0-9&'./+-]+)*(?<!')"
_SPEC = rf"({_ATEXT}+(?:\.{_ATEXT}+)*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
_PLAIN = re.compile(rf"[ \t]*(?:(?:(?:\"({_WORDS})?\"|({_WORDS}))[ ]+)?<{_SPEC}>|{_SPEC})[ \t]*")
"""One address, bare or behind a name, without anything that could be read in two ways."""

_BARE = re.compile(r"[^\"()<>\[\]:;\\]*")
"""A field in which a comma can only stand between two addresses."""

_PLAIN_REACH = 300
"""Characters of an address that is looked at so; longer ones are mail-parser's to judge."""


def envelope(fields: Fields, enclosed_ids: Sequence[str], name: str, received_at: datetime) -> Envelope:
    """The envelope these fields make. `name` is the message's fingerprint, `enclosed_ids` name what it encloses."""
    written = _Written(fields)
    sender = next(iter(written.people("from") or written.plainly("sender")), None)
    subject = headers.one_line(written.told("subject"), headers.SUBJECT_LIMIT)
    reply_to = written.people("reply-to")
    sign = automated(written.told, sender, reply_to, subject)
    references = headers.message_ids(written.shown("references"))
    date = written.first.get("date")
    told = dates.parse_mail_date(date)
    return Envelope(
        fingerprint=name,
        received_at=received_at,
        sent_at=headers.sent_at(told.value, told.timezone, written.shown("date")),
        message_id=next(iter(headers.message_ids(written.shown("message-id"))), None),
        in_reply_to=headers.message_ids(written.shown("in-reply-to")),
        # A delivery report seldom says what it answers, but it encloses the message that came back.
        references=references or (tuple(enclosed_ids) if sign is Automated.BOUNCE else ()),
        sender=sender,
        reply_to=reply_to,
        to=written.people("to"),
        cc=written.people("cc"),
        subject=subject,
        automated=sign,
    )


def decoded(value: str) -> str:
    """A field in plain Unicode."""
    return headers.clean(headers.words(value)).strip()


@dataclass(slots=True)
class _Written:
    """The fields of a header, the first of each name."""

    first: dict[str, str]

    def __init__(self, fields: Fields) -> None:
        self.first = dict(reversed(fields))

    def told(self, name: str) -> str:
        """A field decoded; empty without one."""
        return decoded(self.first[name]) if name in self.first else ""

    def shown(self, name: str) -> str:
        """A field in which only ASCII means anything."""
        value = self.first.get(name, "")
        return value if value.isascii() else headers.only_ascii(value)

    def people(self, name: str) -> tuple[Address, ...]:
        """The addresses in a field."""
        value = self.first.get(name, "")
        return (_plainly_written(value) or _by_library(name, value)) if value else ()

    def plainly(self, name: str) -> tuple[Address, ...]:
        """The one address a field plainly contains."""
        return headers.addresses((), self.shown(name))


def _plainly_written(value: str) -> tuple[Address, ...]:
    """The addresses of a field that is a list of plain ones; none where some are not, and do not stand apart."""
    found: list[Address] = []
    apart = value.isascii() and _BARE.fullmatch(value) is not None
    for one in value.split(",", headers.ADDRESS_LIMIT):
        match = _PLAIN.fullmatch(one) if len(one) <= _PLAIN_REACH else None
        if match is not None:
            quoted, bare, local, domain, alone, its_domain = match.groups()
            address = f"{local or alone}@{(domain or its_domain).lower()}"
            shown = (quoted or bare or "")[: headers.NAME_LIMIT]
            found.append(Address("" if shown.lower() == address.lower() else shown, address))
        elif apart and "," not in one:
            found += headers.addresses(_parsed(one), "")
        else:
            return ()
    return tuple(found)


def _parsed(value: object) -> list[tuple[str, str]]:
    """What mail-parser finds in a field."""
    found = utils.get_addresses(value, decode_names=True)
    return [("" if shown == address else shown, address) for shown, address in found if address]


def _by_library(name: str, value: str) -> tuple[Address, ...]:
    """The addresses mail-parser finds; it wants octets beyond ASCII as the standard library hands them out."""
    parsed = _parsed(compat32.header_fetch_parse(name, value))
    return headers.addresses(parsed, value if value.isascii() else headers.only_ascii(value))
