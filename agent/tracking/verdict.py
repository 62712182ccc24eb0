"""Applications that fit a message become an answer: the only one, or a question to the user.

Shared by `correlate` and `senders`. What makes an application fit is decided there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from agent.reading import Kind, Reading
from agent.tracking.agreement import stated, title_of
from agent.tracking.model import Ambiguous, Application, Correlation, Known
from agent.tracking.order import instant
from agent.tracking.transitions import believed

FORGOTTEN: Final = timedelta(days=90)
"""After so long a closed application is history: an acknowledgement then is of a new one.

Etiquette R18: 90 days is when one may write anew to an employer who said no.
"""

Applications = tuple[Application, ...]


def one_of(fitting: Applications, reading: Reading, because: str) -> Correlation:
    """The only one, a live one before a closed one; else a question."""
    live = living(fitting) or fitting
    if len(live) == 1:
        return Known(live[0].id, because.format(title_of(live[0])))
    return ask(live, f"it fits {len(live)} of your applications ({stated(reading) or 'it does not say which'})")


def ask(candidates: Iterable[Application], because: str) -> Ambiguous:
    """The question which application is meant."""
    return Ambiguous(tuple(sorted(application.id for application in candidates)), because)


def living(applications: Iterable[Application]) -> Applications:
    """Those that have not ended."""
    return tuple(application for application in applications if not application.closed)


def current(application: Application, reading: Reading) -> bool:
    """Whether a message may be about it still: an acknowledgement long after the end is of a new application."""
    return not (reading.kind is Kind.ACKNOWLEDGEMENT and forgotten(application, reading))


def forgotten(application: Application, reading: Reading) -> bool:
    """Whether it ended long before the message was written."""
    ended = application.closed_at
    return ended is not None and instant(reading.at) - instant(ended) > FORGOTTEN


def acknowledged_twice(application: Application, reading: Reading) -> bool:
    """Whether a message acknowledges what was acknowledged before: each application is, once."""
    known = (m for m in application.received if m.kind is Kind.ACKNOWLEDGEMENT and believed(m))
    return reading.kind is Kind.ACKNOWLEDGEMENT and any(known)
