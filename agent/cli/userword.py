"""The user's word on applications: `add`, `note`, `close`. Each becomes an event, and wins over anything read.

What was read wrongly is put right in `correcting`.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal, cast, get_args

import click

from agent.cli.desk import find, instant, now, open_desk
from agent.cli.interviewed import interview_told
from agent.cli.offerings import offer_told, referee_named
from agent.cli.wishing import WANTS, Words, what_comes, wish_told
from agent.errors import UserError
from agent.tracking import (
    ApplicationOpened,
    Closed,
    Event,
    Form,
    Noted,
    Outcome,
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
@click.argument("text", default="")
@click.option("--contact", type=click.Choice(get_args(Contact)), help="You were in touch, other than by mail.")
@click.option("--by", type=click.Choice(["me", "them"]), default="me", show_default=True, help="Who made that contact.")
@click.option("--at", metavar="TIME", help="When it was, as in 2026-03-19T14:30; without it, now.")
@click.option("--wants", type=click.Choice(list(WANTS)), help="You want a draft for it; TEXT is your reason, if any.")
@click.option(
    "--slot", metavar="TIME", multiple=True, help='A time that suits you: "2026-03-24 10:00", or "… 10:00-11:00".'
)
@click.option("--until", metavar="DAY", help="With --wants more-time: the day you ask for.")
@click.option("--offer", type=click.Choice([form.value for form in Form]), help="They offered you the job so.")
@click.option("--answer-by", metavar="DAY", help='By when you answer it: 2026-03-27 (at 17:00) or "2026-03-27 12:00".')
@click.option("--conditional", is_flag=True, help="It hangs on references, a visa or the like.")
@click.option("--referee", metavar="NAME", help='Whom you named, as in "Jo Field <jo@home.example>".')
@click.option("--held", metavar="TIME", help='An interview no mail tells of: "2026-03-12 14:00", or "… 14:00-14:30".')
@click.option("--with", "people", metavar="WHO", multiple=True, help='Who was there: "Ann Lee <ann@acme.example>".')
@click.pass_obj
def note(config: Path | None, /, application: str, text: str, **words: str | bool | tuple[str, ...] | None) -> None:
    """Note TEXT on an APPLICATION, such as a call that no mail shows.

    With --contact the waiting begins anew at that time, as if a mail had been written. With --wants a letter is drafted
    that no mail can tell you want: a reply to an invitation, with the one time of theirs you accept or times of your
    own (reply), a request for another time (move), an apology for an interview you missed (excuse), a word when nobody
    came (no-show), or a request for more time to think an offer over (more-time).

    With --offer an offer is on record that no mail told of, or told of otherwise. With --referee they hear from you
    before they are called; TEXT is what they may speak of, and a name that stands in config.toml under [referees] needs
    no address. With --held an interview is on record that no mail tells of: it is thanked for, and its silence counts.

    \b
    Example:  afterword note acme "Ann rang: still deciding" --contact phone --by them
              afterword note acme --wants reply --slot "2026-03-24 10:00" --slot "2026-03-25 14:00-16:00"
              afterword note acme "I have to be in court that day." --wants move --slot "2026-03-26 09:30"
              afterword note acme --wants no-show
              afterword note acme "Ann rang with an offer" --offer verbal --answer-by 2026-03-27
              afterword note acme "the billing system" --referee "Jo Field <jo@home.example>"
              afterword note acme --held "2026-03-12 14:00" --with "Ann Lee <ann@acme.example>"
              afterword note acme "news: I passed the exam"
    """  # noqa: D301 - as above
    desk = open_desk(config)
    at = instant(None if words["at"] is None else str(words["at"]), desk.zone)
    with desk.ledger(beside=True) as ledger:
        found = find(replay(ledger.events()), application)
        wishes = list(wish_told(desk, found, at, text, words))
        told: list[Event] = [*offer_told(desk, found.id, at, words), *interview_told(desk, found.id, at, words)]
        events: list[Event] = [*wishes, *told, *referee_named(desk, found, at, text, words)]
        if not events or (told and text.strip()):
            events.insert(0, _noted(found.id, at, text, words))
        ledger.append_events(events, recorded_at=now())
    click.echo(f"Noted on {found.id}.")
    for wish in wishes:
        click.echo(what_comes(desk, wish))


def _noted(application: str, at: datetime, text: str, words: Words) -> Noted:
    if not text.strip():
        raise UserError('say what you note, as in: afterword note acme "Ann rang: still deciding"')
    contact, by = words["contact"], words["by"]
    return Noted(application, at, text, contact=cast("Contact", contact or ""), by=cast("Literal['me', 'them']", by))


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
@click.option("--at", metavar="TIME", help="When it ended, as in 2026-03-19T14:30; without it, now.")
@click.pass_obj
def close(config: Path | None, application: str, outcome: str, because: str, at: str | None) -> None:
    """Close an APPLICATION: nothing more is drafted for it, but for the leave you take.

    Whoever was in touch there hears from you that you withdrew or declined. Once you accepted a job that is yours in
    writing, so do the others. If you change your mind, `afterword correct APPLICATION --reopen` takes it up again.

    \b
    Example:  afterword close acme --outcome withdrawn --because "too far away"
    """  # noqa: D301 - as above
    desk = open_desk(config)
    with desk.ledger(beside=True) as ledger:
        found = find(replay(ledger.events()), application)
        event = Closed(found.id, instant(at, desk.zone), Outcome(outcome), because)
        ledger.append_events((event,), recorded_at=now())
    click.echo(f"Closed {found.id}.")
