"""All applications at a glance, and what waits for the user's word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from agent.cli.page import Page, sentence
from agent.cli.words import counted, short_day, stage_of, title_of, who
from agent.ports import Intent, Question
from agent.tracking import Application

STAGE_WIDTH = 12
"""Columns for the longest stage."""


def tell_applications(page: Page, applications: Mapping[str, Application], zone: tzinfo) -> None:
    """Print every application in two lines, live ones first, the newest news on top."""
    if not applications:
        page.say("No applications yet. `afterword once` reads your mail; `afterword add` adds one by hand.")
    going_on = [a for a in by_recency(applications.values()) if not a.closed]
    closed = [a for a in by_recency(applications.values()) if a.closed]
    for heading, part in (("Going on", going_on), ("Closed", closed)):
        if part:
            page.heading(heading)
        for application in part:
            page.columns(stage_of(application), title_of(application), STAGE_WIDTH)
            page.columns("", f"{application.id}; last news {short_day(last_news(application), zone)}", STAGE_WIDTH)


def by_recency(applications: Iterable[Application]) -> list[Application]:
    """Live ones first, the newest news on top."""
    return sorted(applications, key=lambda a: (a.closed, -last_news(a).timestamp(), a.id))


def last_news(application: Application) -> datetime:
    """When something last happened to an application."""
    return max((event.at for event in application.events), default=application.opened_at)


def tell_waiting(page: Page, questions: Sequence[Question], stuck: Sequence[Intent], zone: tzinfo) -> None:
    """Print what only the user can settle."""
    if questions:
        page.heading(f"Waiting for your word: {counted(len(questions), 'message')} that may belong to an application")
    for question in questions:
        _question(page, question, zone)
    if questions:
        page.say("APP is the name of an application as above, `new` for one of its own, `none` for no application.", 2)
    if stuck:
        page.heading("Drafts that could not be placed; write these yourself")
    for intent in stuck:
        to = f" to {intent.to}" if intent.to else ""
        page.entry(f"{intent.application}: {intent.rule}{to}", sentence(intent.note))


def _question(page: Page, question: Question, zone: tzinfo) -> None:
    envelope = question.reading.envelope
    head = f"{short_day(question.reading.at, zone)}  {who(envelope.sender)}: “{envelope.subject or 'no subject'}”"
    perhaps = f" Perhaps {' or '.join(question.candidates)}." if question.candidates else ""
    page.entry(head, f"{sentence(question.because)}{perhaps}")
    page.command(f"afterword correct {envelope.fingerprint[:10]} --application APP")
