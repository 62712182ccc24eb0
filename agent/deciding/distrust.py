"""What speaks against believing the messages a draft rests on: forged, suspect, or a newcomer who resembles somebody.

A draft is held back, never a message hidden. Where the user has written to an address themselves, they know it: only
what the words of a message ask for still counts then, and what the user's own provider says. A message the user has
said the kind of is one they have looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from agent.deciding import words
from agent.deciding.acquaintances import arrived
from agent.deciding.candidate import Candidate
from agent.deciding.correspondence import utc
from agent.deciding.manner import Manner
from agent.deciding.model import Gate
from agent.deciding.waits import Stop
from agent.reading import Evidence, Reading, Trust, told
from agent.tracking import is_provider, is_relay, same_organisation

_WORDS_ENOUGH = 2
"""Words of a full name; a first name alone could be anybody's."""


def untrusted(candidate: Candidate) -> Stop | None:
    """Why the messages behind a draft, or its recipient, are not to be believed."""
    if candidate.manner is Manner.BRIEFING:
        return None
    grounds = tuple(grounds_of(candidate))
    for mail in grounds:
        if mail.trust is Trust.FAILED:
            return _stop(
                candidate,
                mail,
                "may be forged: your mail provider could not confirm who sent it, so it is not answered",
            )
    for mail in candidate.case.application.received:
        signs = _signs(candidate, mail) if mail in grounds or _same_side(candidate, mail, grounds) else ()
        if signs:
            return _stop(
                candidate,
                mail,
                f"looks like a fake: {_listed(signs)}; nothing is drafted unless you say, with `correct`, what it is",
            )
    return None


def grounds_of(candidate: Candidate) -> Iterator[Reading]:
    """The messages a draft rests on."""
    if candidate.answers is not None:
        yield candidate.answers
    yield from (m for f in candidate.fingerprints if (m := candidate.case.mails.get(f)) is not None)


def _signs(candidate: Candidate, mail: Reading) -> tuple[Evidence, ...]:
    """Why a message is suspect: by itself, and by what is known of others."""
    if any(
        c.field == "kind" and c.fingerprint == mail.envelope.fingerprint for c in candidate.case.application.corrections
    ):
        return ()
    sender = mail.envelope.sender
    known = sender is not None and sender.address.lower() in candidate.case.exchange.written_to
    own = tuple(s for s in mail.distrust if not (known and s.where == "header")) if mail.trust is Trust.SUSPECT else ()
    return own if known else (*own, *_impostor(candidate, mail))


def _impostor(candidate: Candidate, mail: Reading) -> Iterator[Evidence]:
    """Signs that somebody new passes themselves off as somebody known."""
    sender = mail.envelope.sender
    if sender is None:
        return
    like = candidate.case.known.imitated_by(sender.domain)
    if like is not None:
        yield Evidence("trust.look-alike", f"{sender.domain} looks like {like.of}", "header")
    elif is_provider(sender.domain) and (other := _namesake(candidate, mail)):
        yield Evidence("trust.namesake", f"{sender.name} wrote from {other} before", "header")


def _namesake(candidate: Candidate, mail: Reading) -> str:
    """The address at a company from which somebody of the sender's full name wrote before; else empty."""
    sender = mail.envelope.sender
    if sender is None or len(sender.name.split()) < _WORDS_ENOUGH:
        return ""
    before = (m.envelope.sender for m in candidate.case.application.received if arrived(m) < arrived(mail))
    return next(
        (
            a.address
            for a in before
            if a is not None
            and a.name.casefold() == sender.name.casefold()
            and not (is_provider(a.domain) or is_relay(a.domain))
        ),
        "",
    )


def _same_side(candidate: Candidate, mail: Reading, grounds: tuple[Reading, ...]) -> bool:
    """Whether a message is from the recipient or their organisation, or from that of a message the draft rests on."""
    sender = mail.envelope.sender
    if sender is None:
        return False
    others = [candidate.address, *(g.envelope.sender.address for g in grounds if g.envelope.sender)]
    return any(
        sender.address.lower() == other.lower() or same_organisation(sender.domain, other.rpartition("@")[2])
        for other in others
    )


def _listed(signs: tuple[Evidence, ...]) -> str:
    """Each reason with the words or addresses behind it, the first three."""
    return "; ".join(f"{told(sign)} (“{sign.quote}”)" for sign in signs[:3])


def _stop(candidate: Candidate, mail: Reading, what: str) -> Stop:
    sender = mail.envelope.sender.address if mail.envelope.sender else "somebody"
    when = words.on(candidate.case.home, utc(mail.at))
    sentence = f"The message from {sender} of {when} {what}."
    return Stop(Gate.UNTRUSTED, sentence, None, (mail.envelope.fingerprint,))
