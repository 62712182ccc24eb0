"""The user's word: `add`, `note`, `correct`, `close`. Each becomes an event, and wins over anything read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal, get_args

import click

from agent.cli.desk import Desk, find, instant, now, open_desk
from agent.errors import UserError
from agent.ledger import SqlLedger
from agent.ports import Filing, StoredReading
from agent.reading import Kind
from agent.tracking import (
    Application,
    ApplicationOpened,
    Closed,
    Corrected,
    Event,
    MailFiled,
    Noted,
    Outcome,
    Reopened,
    Stage,
    new_id,
    replay,
)

Contact = Literal["phone", "portal", "in_person", "message"]


@click.command()
@click.option("--company", required=True, help="The employer, as you would write it.")
@click.option("--role", default="", help="The job's title.")
@click.option("--requisition", default="", help="The employer's number for the job.")
@click.option("--applied", metavar="DAY", help="When you applied, as in 2026-03-02; without it, now.")
@click.pass_obj
def add(config: Path | None, company: str, role: str, requisition: str, applied: str | None) -> None:
    """Add an application that left no trace in your mail.

    Mail about it that comes later finds its way to it by the company's name.

    \b
    Example:  afterword add --company "Acme Ltd" --role "Data Analyst" --applied 2026-03-02
    """  # noqa: D301 - \b is click's mark for lines it must not wrap
    desk = open_desk(config)
    at = instant(applied, desk.zone)
    with desk.ledger(beside=True) as ledger:
        name = new_id(replay(ledger.events()), company, role)
        event = ApplicationOpened(name, at, company, role, "you added it", requisition=requisition, applied_at=at)
        ledger.append_events((event,), recorded_at=now())
    click.echo(f"Added {name}.")


@click.command()
@click.argument("application")
@click.argument("text")
@click.option("--contact", type=click.Choice(get_args(Contact)), help="You were in touch, other than by mail.")
@click.option("--by", type=click.Choice(["me", "them"]), default="me", show_default=True, help="Who made that contact.")
@click.option("--at", metavar="TIME", help="When it was, as in 2026-03-19T14:30; without it, now.")
@click.pass_obj
def note(
    config: Path | None, application: str, text: str, contact: Contact | None, by: Literal["me", "them"], at: str | None
) -> None:
    """Note TEXT on an APPLICATION, such as a call that no mail shows.

    With --contact the waiting begins anew at that time, as if a mail had been written.

    \b
    Example:  afterword note acme "Ann rang: still deciding" --contact phone --by them
    """  # noqa: D301 - as above
    desk = open_desk(config)
    with desk.ledger(beside=True) as ledger:
        found = find(replay(ledger.events()), application)
        event = Noted(found.id, instant(at, desk.zone), text, contact=contact or "", by=by)
        ledger.append_events((event,), recorded_at=now())
    click.echo(f"Noted on {found.id}.")


@click.command()
@click.argument("application")
@click.option(
    "--outcome",
    type=click.Choice([outcome.value for outcome in Outcome]),
    default=Outcome.WITHDRAWN.value,
    show_default=True,
    help="How it ended.",
)
@click.option("--because", default="you closed it", help="Why, in your words.")
@click.pass_obj
def close(config: Path | None, application: str, outcome: str, because: str) -> None:
    """Close an APPLICATION: nothing more is drafted for it.

    If you change your mind, `afterword correct APPLICATION --reopen` takes it up again.

    \b
    Example:  afterword close acme --outcome withdrawn --because "too far away"
    """  # noqa: D301 - as above
    desk = open_desk(config)
    with desk.ledger(beside=True) as ledger:
        found = find(replay(ledger.events()), application)
        ledger.append_events((Closed(found.id, now(), Outcome(outcome), because),), recorded_at=now())
    click.echo(f"Closed {found.id}.")


@click.command()
@click.argument("target", metavar="APPLICATION|MESSAGE")
@click.option("--company", help="The employer's right name.")
@click.option("--role", help="The right title.")
@click.option("--stage", type=click.Choice([stage.value for stage in Stage if stage is not Stage.CLOSED]))
@click.option("--promise", metavar="DAY", help="The day they named, as in 2026-03-20, or none.")
@click.option("--interview-held", type=click.Choice(["yes", "no"]), help="Whether the last interview took place.")
@click.option("--no-contact", type=click.Choice(["yes", "no"]), help="Whether they asked not to be written to.")
@click.option("--dismiss", metavar="RULE", help="Never draft by this rule for this application.")
@click.option("--reopen", is_flag=True, help="Take a closed application up again.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    metavar="KIND",
    help=f"What the MESSAGE is: {', '.join(Kind)}.",
)
@click.option("--application", metavar="APP|new|none", help="Where the MESSAGE belongs; `new` opens one.")
@click.pass_obj
def correct(config: Path | None, /, target: str, **words: str | bool | None) -> None:
    """Put right what was read wrongly. Your word wins, and stays.

    Name an APPLICATION to correct what is known of it, or a MESSAGE to say what it is (--kind) or where it belongs
    (--application). A message is named by the digits that `afterword status`, `show` and `why` print with it.

    \b
    Example:  afterword correct acme --role "Data Analyst"
              afterword correct acme --dismiss thank-you
              afterword correct 27f89f22d8 --kind rejection
              afterword correct 27f89f22d8 --application acme
    """  # noqa: D301 - as above
    desk = open_desk(config)
    given = {name: value for name, value in words.items() if value}
    if not given:
        raise UserError("say what is to be corrected; `afterword correct --help` lists what can be")
    with desk.ledger(beside=True) as ledger:
        applications = replay(ledger.events())
        if given.keys() & {"kind", "application"}:
            done = _correct_message(ledger, applications, _message(ledger, target), given)
        else:
            done = _correct_application(desk, ledger, find(applications, target), given)
    click.echo(done)


def _correct_application(
    desk: Desk, ledger: SqlLedger, application: Application, given: Mapping[str, str | bool]
) -> str:
    at = now()
    events: list[Event] = []
    for field, value in given.items():
        if field == "reopen":
            events.append(Reopened(application.id, at, "you took it up again"))
        else:
            events.append(_correction(desk, application, field, str(value), at))
    ledger.append_events(events, recorded_at=at)
    return f"Corrected {application.id}."


def _correction(desk: Desk, application: Application, field: str, value: str, at: datetime) -> Corrected:
    if field == "promise":
        return Corrected(application.id, at, field, "" if value == "none" else _day(value).isoformat())
    if field == "dismiss":
        names = sorted(rule.name for rule in desk.rules.book.rules)
        if value not in names:
            raise UserError(f"there is no rule {value!r}; the rules are {', '.join(names)}")
    if field == "interview_held":
        past = [interview for interview in application.interviews if interview.start <= at]
        if not past:
            raise UserError(f"{application.id} has no interview that could have been held")
        return Corrected(application.id, at, field, value, fingerprint=past[-1].fingerprint)
    return Corrected(application.id, at, field, value)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"{text!r} is not a day; write it as 2026-03-20") from None


def _message(ledger: SqlLedger, prefix: str) -> StoredReading:
    hits: Sequence[StoredReading] = ledger.readings(prefix)
    if not hits:
        raise UserError(f"no message has a fingerprint that starts with {prefix!r}")
    if len(hits) > 1:
        raise UserError(f"{len(hits)} messages have a fingerprint that starts with {prefix!r}; write more of it")
    return hits[0]


def _correct_message(
    ledger: SqlLedger, applications: dict[str, Application], stored: StoredReading, given: Mapping[str, str | bool]
) -> str:
    at = now()
    events: list[Event] = []
    if given.get("application") == "none":
        if stored.filing is Filing.FILED:
            raise _filed_already(stored)
        told = replace(stored, filing=Filing.UNRELATED, because="you said that it belongs to no application")
        ledger.file(((told, ()),), recorded_at=at)
        return "Noted: the message belongs to no application."
    home = stored.application
    if "application" in given:
        if stored.filing is Filing.FILED:
            raise _filed_already(stored)
        opened, home = _home(applications, stored, str(given["application"]))
        events += [*opened, MailFiled(home, stored.reading.at, stored.reading, "you said so")]
    if home is None:
        raise UserError("the message belongs to no application yet; say which with --application")
    if "kind" in given:
        fingerprint = stored.reading.envelope.fingerprint
        events.append(Corrected(home, at, "kind", str(given["kind"]), fingerprint=fingerprint))
    if "application" in given:
        filed = replace(stored, filing=Filing.FILED, application=home, candidates=(), because="you said so")
        ledger.file(((filed, events),), recorded_at=at)
    else:
        ledger.append_events(events, recorded_at=at)
    return f"Corrected, on {home}."


def _filed_already(stored: StoredReading) -> UserError:
    return UserError(
        f"the message is filed under {stored.application} already and stays there; if it says nothing about that "
        "application, correct it with --kind not_job"
    )


def _home(applications: dict[str, Application], stored: StoredReading, wish: str) -> tuple[tuple[Event, ...], str]:
    if wish != "new":
        return (), find(applications, wish).id
    facts = stored.reading.facts
    company = facts.company.value if facts.company else ""
    role = facts.role.value if facts.role else ""
    name = new_id(applications, company, role)
    return (ApplicationOpened(name, stored.reading.at, company, role, "you said that this message opens it"),), name
