"""What the frame of a message says of the writer's organisation: display name, signature, sign-off, calendar, subject.

Everything here is a `Claim`: a name, where it stood, and whether it needs another to bear it out. Weighing is in
`company`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.reading.facts.naming import clean_name, of_an_agency, without_relay, without_team
from agent.reading.kinds.structure import main_event
from agent.reading.message import Message
from agent.reading.model import QUOTE_LIMIT, Automated, Identity
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.sentences import own_subject

CLOSING_LINES = 6
SIGNATURE_LINES = 12
LONGEST_LINE = 80
"""Characters of a line that may be a signature's; longer ones are sentences."""

_BESIDE_A_PERSON = re.compile(
    r"^(?P<person>[^()|@]{2,40}?)\s*(?:\(|\s(?:from|at)\s|\s@\s?|\s[-–|]\s|,\s)(?P<company>[^()|]{2,60}?)\)?$"
)
_TITLE_AND_COMPANY = re.compile(
    r"^(?P<title>[^,|@]{3,60}?)(?P<link>,\s+|\s+[-–|·•]\s+|\s+(?:at|@)\s+)(?P<company>[^,|·•@]{2,60}?)[\s.,|]*$"
)
_PARTS = re.compile(
    r"\s*(?:<>|<->|\s[xX\u00d7]\s|[/|:;!?()\[\]]|\s[-–—]\s|,\s|\s&\s(?=[A-Z])|\s(?:with|at|and|from|for|to|of)\s)\s*"
)
_GREETING = re.compile(r"^(?:dear|hi|hello|hey)\b", re.IGNORECASE)
_LOOKS_LIKE_A_NAME = re.compile(
    r"^(?:The\s+)?[^\W_a-zà-öø-ÿ]\S*(?:\s+(?:[^\W_a-zà-öø-ÿ]\S*|&|and|of|for|the|de|van|von)){0,5}$"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A name that may be the organisation's; one that is not `sure` needs another claim, or the domain, beside it."""

    name: str
    quote: str
    source: str
    sure: bool
    agency: bool = False


def claims(message: Message, book: Phrasebook, me: Identity) -> Iterator[Claim]:
    """Every claim of the frame, the display name's first."""
    yield from _display_name(message, book)
    yield from _signature(message, book)
    yield from _sign_off(message, book)
    event = main_event(message)
    for text, source in (
        (own_subject(message.envelope.subject), "subject"),
        (event.summary if event else "", "calendar"),
    ):
        for part in _PARTS.split(text):
            name = clean_name(without_team(part, book), book)
            if name and _LOOKS_LIKE_A_NAME.match(name) and name.lower() not in me.name.lower():
                yield Claim(name, text[:QUOTE_LIMIT], source, sure=False)


def _display_name(message: Message, book: Phrasebook) -> Iterator[Claim]:
    """`Acme Hiring Team`, `Acme via Greenhouse`, `Ann Lee (Acme)`, `Ann from Acme`; `Acme` alone needs bearing out."""
    sender = message.envelope.sender
    if sender is None or not sender.name or book.sender_is("boards", sender.domain):
        return
    shown = " ".join(sender.name.strip("\"' ").split())
    own = without_relay(shown)
    team = without_team(own, book)
    match = _BESIDE_A_PERSON.match(own)
    if team and (team != own or own != shown):
        name, sure = clean_name(team, book), True
    elif match:
        name, sure = clean_name(without_team(match["company"], book), book), True
    else:
        machine = message.envelope.automated in {Automated.NO_REPLY, Automated.AUTO_GENERATED, Automated.AUTO_REPLIED}
        name, sure = clean_name(own, book), machine and book.sender_is("ats", sender.domain)
    if name:
        yield Claim(name, shown[:QUOTE_LIMIT], "display", sure=sure)


def _signature(message: Message, book: Phrasebook) -> Iterator[Claim]:
    """`Talent Partner, Acme` and its like, in the signature or a letter's last lines."""
    for line in _closing(message):
        match = _TITLE_AND_COMPANY.match(line)
        if match is None or not _is_title(match["title"], book):
            continue
        name = clean_name(match["company"], book)
        if name and _LOOKS_LIKE_A_NAME.match(name):
            certain = " " in name or match["link"].strip() in {"at", "@"}
            sure = certain and not (set(name.lower().split()) & book.labels["places"])
            hires_for_others = of_an_agency(name) or "consultant" in match["title"].lower()
            yield Claim(name, line[:QUOTE_LIMIT], "signature", sure, agency=hires_for_others and of_an_agency(name))


def _sign_off(message: Message, book: Phrasebook) -> Iterator[Claim]:
    """`The Acme Hiring Team` below a letter; `The Acme Team` may be a department's, and `Acme` alone anybody's."""
    for line in _closing(message):
        team = without_team(line, book)
        name = clean_name(team, book)
        if name and len(name.split()) <= CLOSING_LINES and _LOOKS_LIKE_A_NAME.match(name):
            hires = not line.lower().endswith(" team") or len(line.split()) - len(team.split()) > 1
            sure = team != line and hires
            yield Claim(name, line[:QUOTE_LIMIT], "sign-off", sure)


def _closing(message: Message) -> list[str]:
    """The signature's first lines, and the last ones of the letter."""
    lines = [" ".join(line.split()).strip(" *_-–—") for line in message.text.splitlines() if line.strip()]
    signed = [" ".join(line.split()).strip(" *_-–—") for line in message.signature.splitlines() if line.strip()]
    last = [line for line in lines[-CLOSING_LINES:] if len(line) <= LONGEST_LINE and not _GREETING.match(line)]
    return [*last, *(line for line in signed[:SIGNATURE_LINES] if len(line) <= LONGEST_LINE)]


def _is_title(text: str, book: Phrasebook) -> bool:
    words = {word.rstrip("s") for word in re.findall(r"[a-z]+", text.lower())} | set(
        re.findall(r"[a-z]+", text.lower())
    )
    return bool(words & (book.labels["role_words"] | book.labels["titles"]))
