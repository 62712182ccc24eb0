"""An old acquaintance taken up again, long after an application ended and only with news of the user's own.

Without something new such a letter says "any jobs?", which nobody answers; so it waits for a note that begins "news:".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from agent.deciding import words
from agent.deciding.anchored import anchored
from agent.deciding.candidate import Candidate
from agent.deciding.case import Case
from agent.deciding.correspondence import utc
from agent.deciding.model import Rule
from agent.tracking import Noted, Outcome

_ENDED = frozenset({Outcome.REJECTED, Outcome.NO_RESPONSE, Outcome.DECLINED})
"""How an application may have ended; who withdrew has said their last word, and who accepted is there."""

_NEWS = "news:"


def long_after(case: Case, rule: Rule) -> Iterator[Candidate]:
    """A letter long after the end of an application in which there was an interview, with the latest news."""
    application = case.application
    if application.outcome not in _ENDED or application.closed_at is None or not case.held:
        return
    ended = utc(application.closed_at)
    news = [note for note in application.notes if is_news(note) and utc(note.at) > ended]
    if not news:
        return
    told = utc(news[-1].at)
    for candidate in anchored(
        case,
        rule,
        anchor=f"news@{told:%Y%m%dT%H%M%S%fZ}",
        start=ended,
        since=told,
        because=f"{words.start(words.matter(application))} ended on {words.on(case.home, ended)}, and you noted news "
        f"on {words.on(case.home, told)}",
        in_thread=False,
    ):
        earliest = max(candidate.window.earliest, told if rule.any_hour else case.calendar.in_hours(told))
        suggested = max(candidate.window.suggested, earliest)
        yield replace(candidate, window=replace(candidate.window, earliest=earliest, suggested=suggested))


def is_news(note: Noted) -> bool:
    """Whether a note of the user's is something to write of."""
    text = note.text.strip()
    return text[: len(_NEWS)].casefold() == _NEWS and bool(text[len(_NEWS) :].strip())
