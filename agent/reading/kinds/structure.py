"""What a message is by structure alone: the user's own, a bounce, an absence note, a calendar's invitation or answer.

Structure is believed before words. Where it does not decide, `settled_by_structure` says None and phrases speak.
"""

from __future__ import annotations

import re

from agent.reading.kinds.judging import Verdict, is_about_a_job
from agent.reading.message import CalendarEvent, Message
from agent.reading.model import QUOTE_LIMIT, Automated, Evidence, Kind
from agent.reading.phrases.ending import split_sentences
from agent.reading.phrases.hits import MOVING, Hits, find_hits
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.plain import plain_form
from agent.reading.phrases.sentences import Sentence

AUTOMATIC = "automatic-reply"
"""The entry of `out_of_office` that tells an absence note by its subject alone."""

QUOTED_REACH = 4_000
"""Characters of a quotation that may say what an answer is about."""

ANSWERS = (
    *("accepted:", "declined:", "tentative:", "tentatively accepted:", "new time proposed:"),
    *("accepté:", "acceptée:", "refusé:", "refusée:", "provisoire:", "peut-être:", "nouvel horaire proposé:"),
    *("aceptado:", "aceptada:", "rechazado:", "rechazada:", "provisional:", "nueva hora propuesta:"),
    *("zugesagt:", "angenommen:", "abgelehnt:", "mit vorbehalt:", "vorläufig:", "neue uhrzeit vorgeschlagen:"),
    *("geaccepteerd:", "geweigerd:", "voorlopig:", "nieuwe tijd voorgesteld:"),
)
"""How calendars begin the subject of an answer to an invitation; an answer is not a reply."""

_MOVED = re.compile(
    r"\b(?:updated?|moved|rescheduled|changed?|postponed|new (?:time|date)"
    r"|reportée?|décalée?|déplacée?|modifiée?|mise? à jour|nouvelle date|nouvel horaire"
    r"|reprogramad[oa]|aplazad[oa]|cambiad[oa]|actualizad[oa]|nueva (?:fecha|hora)"
    r"|verschoben|verlegt|aktualisiert|geändert|neuer termin|verzet|verplaatst|gewijzigd|bijgewerkt"
    r"|nieuwe (?:datum|tijd))\b",
    re.IGNORECASE,
)
"""How a subject says that a meeting has another time now."""


def settled_by_structure(message: Message, hits: Hits, calendar_hits: Hits, *, outbound: bool) -> Verdict | None:
    """The verdict structure gives, or None. `calendar_hits` are those of the calendar's own words."""
    if outbound:
        return Verdict(Kind.NOT_JOB, 1.0, (_header("direction.outbound", message),))
    if message.envelope.automated is Automated.BOUNCE:
        return Verdict(Kind.BOUNCE, 0.98, (_header("automated.bounce", message),))
    if _is_calendar_answer(message):
        return Verdict(Kind.NOT_JOB, 0.95, (_header("calendar.reply", message),))
    return _absence(message, hits) or _calendar(message, hits, calendar_hits)


def only_forwarded(message: Message, book: Phrasebook) -> Evidence | None:
    """Evidence that a mail forwards something that would be of concern if it were addressed to the user."""
    texts = split_sentences(message.forwarded[:8000])
    forms = [(text, plain_form(text, book.contractions)) for text in texts]
    hits = find_hits(
        (Sentence(text, form, frozenset(form.split()), "text") for text, form in forms), book, subject_is_old=True
    )
    strong = next((hit for hit in hits.counting if hit.strength == "strong" and hit.topic in MOVING), None)
    return Evidence("structure.forwarded", strong.sentence.quote()) if strong and is_about_a_job(hits) else None


def answers_about_a_job(message: Message, book: Phrasebook) -> bool:
    """Whether what a message quotes speaks of a job: its own few words may well not."""
    if not message.quoted:
        return False
    plain = plain_form(message.quoted[:QUOTED_REACH], book.contractions)
    sentence = Sentence("", plain, frozenset(plain.split()), "quoted")
    return any(True for _ in book.phrases_in(sentence, "job"))


def main_event(message: Message) -> CalendarEvent | None:
    """The calendar event a message is about: the latest sequence of the first that has a start."""
    events = [event for event in message.calendar if event.start is not None]
    return max(events, key=lambda event: event.sequence, default=None)


def _is_calendar_answer(message: Message) -> bool:
    methods = {event.method for event in message.calendar}
    subject = message.envelope.subject.lower().lstrip().replace(" :", ":", 1)
    return methods == {"REPLY"} or (not methods and subject.startswith(ANSWERS))


def _absence(message: Message, hits: Hits) -> Verdict | None:
    found = hits.of(Kind.OUT_OF_OFFICE)
    said = tuple(hit.evidence for hit in found[:2])
    if message.envelope.automated is Automated.AUTO_REPLIED and found:
        return Verdict(Kind.OUT_OF_OFFICE, 0.97, said)
    automatic = any(hit.phrase.name == AUTOMATIC and hit.sentence.where == "subject" for hit in found)
    return Verdict(Kind.OUT_OF_OFFICE, 0.9, said) if automatic else None


def _calendar(message: Message, hits: Hits, calendar_hits: Hits) -> Verdict | None:
    """An invitation, a change or a cancellation, if the calendar or the mail around it is about a job."""
    event = main_event(message)
    if event is None or event.method not in {"REQUEST", "PUBLISH", "CANCEL", "COUNTER"}:
        return None
    rule = f"calendar.{event.method.lower()}"
    evidence = (Evidence(rule, event.summary[:QUOTE_LIMIT], "calendar"),)
    if event.recurring or event.method == "COUNTER" or not (is_about_a_job(calendar_hits) or is_about_a_job(hits)):
        return Verdict(Kind.UNSURE, 0.4, evidence)
    confidence = 0.97 if is_about_a_job(calendar_hits) else 0.8
    if event.method == "CANCEL" or event.status == "CANCELLED":
        return Verdict(Kind.INTERVIEW_CANCELLED, confidence, evidence)
    # Without the first invitation, a later sequence does not tell whether the time is another: only words do.
    if event.sequence > 0 and (
        hits.of(Kind.INTERVIEW_RESCHEDULED)
        or calendar_hits.of(Kind.INTERVIEW_RESCHEDULED)
        or _MOVED.search(f"{message.envelope.subject[:QUOTE_LIMIT]} {event.summary}")
    ):
        return Verdict(Kind.INTERVIEW_RESCHEDULED, confidence, evidence)
    return Verdict(Kind.INTERVIEW_SCHEDULED, confidence, evidence)


def _header(rule: str, message: Message) -> Evidence:
    return Evidence(rule, message.envelope.subject[:QUOTE_LIMIT], "header")
