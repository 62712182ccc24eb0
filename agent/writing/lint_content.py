"""Lint rules on what a draft says: length, questions, the facts it must name, and dates.

L01–L06, L20, L21, L26, L28 and L29. Each function returns None if its rule is kept, else the detail to put
into the rule's sentence.
"""

from __future__ import annotations

import re

from agent.deciding import Situation
from agent.tracking import Application, Interview, Wish
from agent.writing.dates import dated_weekdays, day_of
from agent.writing.lint_case import Case
from agent.writing.lint_words import ADDRESSED_AS_A_FRIEND, ADDRESSED_AS_A_STRANGER, REQUEST
from agent.writing.values import interview_of, language_of

SHINGLE = 3
"""Words per shingle when two texts are compared."""

TOO_SIMILAR = 0.6
"""Jaccard similarity of shingles from which two texts count as the same letter."""

_WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*")
_NUMERIC_DATE = re.compile(
    r"\b(?:[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}|(?!24/7\b)[0-9]{1,2}/[0-9]{1,2})\b"
)


def too_long(case: Case) -> str | None:
    """L01, hard: more words than the kind bears."""
    count = len(words(case.body))
    return f"{count} words, at most {case.demands.most}" if count > case.demands.most else None


def unusual_length(case: Case) -> str | None:
    """L01, soft: outside the usual band."""
    count, band = len(words(case.body)), case.demands
    usual = band.least <= count <= band.usual or count > band.most
    return None if usual else f"{count} words, usually {band.least} to {band.usual}"


def wrong_questions(case: Case) -> str | None:
    """L02: the number of questions; a thank-you may ask about the timeline only if they named none."""
    least, most = case.demands.questions
    if case.action.rule.situation is Situation.INTERVIEW_HELD and case.action.application.promise is not None:
        most = 0
    count = case.own_words.count("?")
    asked = "1 question" if count == 1 else f"{count} questions"
    limit = f"exactly {most}" if least == most else f"at most {most}"
    return None if least <= count <= most else f"{asked}, should be {limit}"


def role_missing(case: Case) -> str | None:
    """L03: the role, where it is known; without role and company on record there is nothing to write about."""
    role, company = case.values.get("role", ""), case.values.get("company", "")
    if not role and not company:
        return "neither the role nor the company is on record"
    return None if role.casefold() in case.body.casefold() else f'"{role}" is not mentioned'


def company_missing(case: Case) -> str | None:
    """L04: the company, where it is known; an agency's client need not be named."""
    company = case.values.get("company", "")
    named = company.casefold() in case.body.casefold()
    return None if named or case.action.application.agency else f'"{company}" is not mentioned'


def date_missing(case: Case) -> str | None:
    """L05: the day of the event, where it is known, and no date in figures alone."""
    figures = _NUMERIC_DATE.search(case.own_words)
    if figures:
        return f'"{figures[0]}" can be misread; write the month as a word'
    expected = (case.values.get(name, "") for name in case.demands.names)
    return next((f"{date} is not mentioned" for date in expected if date not in case.body), None)


def name_missing(case: Case) -> str | None:
    """L06: the greeting bears the recipient's name as they spell it, where it is known."""
    name = case.values.get("name")
    ways = (case.values.get(way) for way in ("name", "full_name", "greeting"))
    return None if not name or any(way and way in case.greeting for way in ways) else f'"{name}" is not in the greeting'


def wrong_register(case: Case) -> str | None:
    """L06: the reader is addressed as they address the user, where the language has two ways."""
    table = ADDRESSED_AS_A_STRANGER if case.action.application.familiar else ADDRESSED_AS_A_FRIEND
    pattern = table.get(case.language)
    found = re.search(pattern, case.own_words) if pattern else None
    return f'"{found[0]}"' if found else None


def repeats_itself(case: Case) -> str | None:
    """L20: too much like a text that went to the same organisation before."""
    closest = max((similarity(case.body, text) for text in case.sent_before), default=0.0)
    return f"{closest:.0%} the same" if closest >= TOO_SIMILAR else None


def other_language(case: Case) -> str | None:
    """L21, soft: the thread's language has no template, so the draft is in another."""
    spoken = language_of(case.action)
    return None if spoken == case.language else f'"{spoken}"'


def asks_in_a_final_note(case: Case) -> str | None:
    """L26: a final note asks for nothing."""
    if not case.demands.final:
        return None
    found = re.search(rf"\b(?:{'|'.join(REQUEST)})\b|\?", case.own_words, re.IGNORECASE)
    return f'"{found[0]}"' if found else None


def wrong_interview(case: Case) -> str | None:
    """L28: the interview spoken of has been held, and none was held on a later day."""
    interview, now = interview_of(case.action), case.action.at
    if interview is None or not case.demands.held:
        return None
    if not interview.was_held(now):
        return "it has not been held"
    application = case.action.application
    held = (i for i in application.interviews if i.attended and i.was_held(now) and not _to_be_moved(application, i))
    later = [i for i in held if i.start > interview.start]
    spoken = day_of(interview.start, interview.timezone)
    return "there was a later one" if any(day_of(i.start, i.timezone) > spoken for i in later) else None


def _to_be_moved(application: Application, interview: Interview) -> bool:
    """Whether it is the next one after the user asked to move one: then nobody knows that it took place."""
    asked = (wish.at for wish in application.wishes if wish.wish is Wish.MOVE_INTERVIEW)
    ahead = (min((i.start for i in application.interviews if i.start > at), default=None) for at in asked)
    return interview.held is None and interview.start in ahead


def weekday_contradicts_date(case: Case) -> str | None:
    """L29: a weekday written beside a date is that date's weekday."""
    return next((f'"{d.text}"' for d in dated_weekdays(case.body) if not d.agrees(case.action.at.year)), None)


def words(text: str) -> list[str]:
    """The words of a text; "follow-up" and "don't" are one each."""
    return _WORD.findall(text)


def similarity(one: str, other: str) -> float:
    """Jaccard similarity of the texts' word shingles, from 0 to 1."""
    first, second = _shingles(one), _shingles(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def _shingles(text: str) -> set[tuple[str, ...]]:
    lower = [w.casefold() for w in words(text)]
    return {tuple(lower[i : i + SHINGLE]) for i in range(len(lower) - SHINGLE + 1)}
