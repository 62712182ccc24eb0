"""What the user tells with `note` beside a text: an offer they have, and whom they named as a reference.

It makes the events and says what is wrong with the words; `userword` files them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from email.utils import parseaddr

from agent.cli.desk import Desk
from agent.cli.wishing import Words
from agent.errors import UserError
from agent.settings import Referee
from agent.tracking import Application, Form, OfferRecorded, RefereeNamed

END_OF_DAY = time(17)
"""What a day alone means as a deadline: the end of business, by the user's clock."""

_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")


def offer_told(desk: Desk, application: str, at: datetime, words: Words) -> Iterator[OfferRecorded]:
    """The offer of `--offer`, with `--answer-by` and `--conditional`. Raises `UserError`."""
    if not words["offer"]:
        for name in ("answer_by", "conditional"):
            if words[name]:
                option = name.replace("_", "-")
                raise UserError(f"--{option} says more of an offer; add --offer written or --offer verbal")
        return
    answer_by = None if words["answer_by"] is None else _deadline(str(words["answer_by"]), desk.zone)
    if answer_by is not None and answer_by <= at:
        raise UserError(f"--answer-by {words['answer_by']!r} is over when the offer is made")
    yield OfferRecorded(application, at, Form(str(words["offer"])), answer_by, conditional=bool(words["conditional"]))


def referee_named(
    desk: Desk, application: Application, at: datetime, text: str, words: Words
) -> Iterator[RefereeNamed]:
    """The referee of `--referee`, by the user's record where one is known by that name. Raises `UserError`."""
    if not words["referee"]:
        return
    if words["offer"] or words["contact"]:
        raise UserError("--referee is a note of its own: TEXT is what they might speak of; note the rest separately")
    referee = _known(desk, str(words["referee"]))
    if any(m.envelope.sender and m.envelope.sender.address.lower() == referee.address for m in application.received):
        raise UserError(f"{referee.address} wrote to you about this job; a referee is somebody of your own")
    yield RefereeNamed(application.id, at, referee.name, referee.address, text.strip() or referee.about)


def _known(desk: Desk, who: str) -> Referee:
    name, address = parseaddr(who) if "@" in who else (who.strip(), "")
    same = (r for r in desk.settings.referees if _same(r, name, address))
    known = next(same, None)
    if known is not None and address in {"", known.address}:
        return known
    if not _ADDRESS.fullmatch(address):
        names = ", ".join(r.name for r in desk.settings.referees)
        listed = f"; there you have {names}" if names else ""
        raise UserError(
            f'{who!r} has no address; write "Jo Field <jo@home.example>", or put them into config.toml under '
            f"[referees]{listed}"
        )
    if desk.settings.me.is_me(address):
        raise UserError(f"{address} is your own address; nobody is their own reference")
    return Referee(name.strip(), address.lower(), known.about if known else "")


def _same(referee: Referee, name: str, address: str) -> bool:
    return referee.name.casefold() == name.casefold() if name else referee.address == address.lower()


def _deadline(text: str, zone: tzinfo) -> datetime:
    """A day, which ends with business for the user, or an instant."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        pass
    else:
        return datetime.combine(day, END_OF_DAY, zone)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UserError(f'--answer-by {text!r} is no time; write 2026-03-27 or "2026-03-27 12:00"') from None
    return at if at.tzinfo else at.replace(tzinfo=zone)
