"""How deciding grows: one plan of a thousand applications, and of ten thousand, from nothing and with a memory.

The ratio is what counts: ten times the applications should take about ten times as long. Nothing is asserted.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import accumulate

from agent.deciding import Context, Memory, RuleBook, decide
from agent.reading import Kind, Part, Person, Reading
from agent.rehearsing import carried_out
from agent.tracking import Application, ApplicationOpened, Event, MailFiled, fold, replay
from tests.deciding.story import LONG_AGO, ME, mail, meeting, promise, shipped

SIZES = (1_000, 10_000)
ROUNDS = 3
NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)


def main() -> str:
    """A table: what was asked, the milliseconds for each size, and how many times as long the larger took."""
    line = "{:<44} {:>10} {:>10} {:>7}\n"
    out = line.format("deciding about so many applications", *(f"{size:,}" for size in SIZES), "ratio")
    small, large = ([measured(work) for work in works(size)] for size in SIZES)
    names = ("from nothing, ms", "again at its next instant, ms", "again after one message, ms")
    for name, few, many in zip(names, small, large, strict=True):
        out += line.format(name, f"{few * 1000:.1f}", f"{many * 1000:.1f}", f"{many / few:.1f}")
    return out


def measured(work: Callable[[], object]) -> float:
    """The median of a few runs, in seconds."""
    return statistics.median(_seconds(work) for _ in range(ROUNDS))


def works(size: int) -> tuple[Callable[[], object], ...]:
    """What is measured: a first plan, one when the next thing is due, and one after a message has come."""
    rules, context, memory = shipped(), Context(ME, LONG_AGO), Memory()
    applications = _settled([_application(number) for number in range(size)], rules, context)
    due = decide(applications, rules, NOW, context, memory).next_due or NOW
    first, *others = applications
    moved = [*accumulate(range(ROUNDS), _answered, initial=first)][1:]

    def after_one_message() -> object:
        return decide([moved.pop(0), *others], rules, due, context, memory)

    return (
        lambda: decide(applications, rules, NOW, context),
        lambda: decide(applications, rules, due, context, memory),
        after_one_message,
    )


def _settled(applications: list[Application], rules: RuleBook, context: Context) -> list[Application]:
    """The applications once everything is done that a plan asks for now."""
    by_name = {application.id: application for application in applications}
    for action in decide(applications, rules, NOW, context).actions:
        for event in carried_out(action, NOW):
            by_name[event.application] = fold(by_name[event.application], event)
    return list(by_name.values())


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _application(number: int) -> Application:
    """One of a few sorts, begun up to a hundred days ago, at an employer with a domain of its own."""
    name = sha256(f"{number}".encode()).hexdigest()[:12]  # names as unlike each other as those of employers are
    domain = f"{name}.example"
    begun = NOW - timedelta(days=number % 100, hours=number % 7)
    ann = Person(f"Ann Lee{number}", f"ann@{domain}", Part.RECRUITER)
    mails = _mails(number, begun, ann)
    filed = (_arrived(one, number) for one in mails)
    events: list[Event] = [ApplicationOpened(name, begun, name.title(), "Analyst", "added", applied_at=begun)]
    return replay([*events, *(MailFiled(name, one.at, one, "filed") for one in filed)])[name]


def _mails(number: int, begun: datetime, ann: Person) -> list[Reading]:
    """A receipt; then nothing, a refusal, an interview, or an interview and a date named after it."""
    machine = Person("", f"no-reply@{(ann.address or '').partition('@')[2]}", Part.CONTACT)
    mails = [mail(begun + timedelta(minutes=1), Kind.ACKNOWLEDGEMENT, sender=machine)]
    if number % 5 == 1:
        mails.append(mail(begun + timedelta(days=20), Kind.REJECTION, sender=machine))
    if number % 5 in {2, 3}:
        start = begun + timedelta(days=12)
        fixed = meeting(start, uid=f"uid-{number}", people=(replace(ann, part=Part.INTERVIEWER),))
        mails.append(mail(begun + timedelta(days=5), Kind.INTERVIEW_SCHEDULED, sender=ann, facts=fixed))
        mails.append(mail(begun + timedelta(days=5, hours=3), Kind.NOT_JOB, mine=True, to=ann.address or ""))
        if number % 5 == 3:
            named = promise(f"{start + timedelta(days=9):%Y-%m-%d}")
            mails.append(mail(start + timedelta(days=1), Kind.EMPLOYER_REPLY, sender=ann, facts=named))
    return [one for one in mails if one.at <= NOW]


def _arrived(reading: Reading, number: int) -> Reading:
    """The message under a fingerprint of its own: two employers may write at one instant."""
    return replace(
        reading, envelope=replace(reading.envelope, fingerprint=f"{number:08}{reading.envelope.fingerprint[:56]}")
    )


def _answered(application: Application, number: int) -> Application:
    """The application after one more message of theirs."""
    reading = mail(NOW + timedelta(minutes=1 + number), Kind.EMPLOYER_REPLY)
    return fold(application, MailFiled(application.id, reading.at, reading, "filed"))
