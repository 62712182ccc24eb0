"""`correct`: what was read wrongly is put right, of an application or of one message, and stays right.

A correction of a message changes that message and nothing else; what could be learned from it beyond that is told, and
learned only where the user asks (`learning`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.utils import parseaddr
from pathlib import Path
from typing import get_args

import click

from agent.cli.desk import Desk, find, now, open_desk
from agent.cli.learning import Field, Words, learned, tell_learnable, tell_learned
from agent.cli.page import Page, sentence
from agent.errors import UserError
from agent.filing import take_word
from agent.ledger import SqlLedger
from agent.ports import Filing, StoredReading
from agent.reading import Kind
from agent.tracking import (
    Application,
    ApplicationOpened,
    Corrected,
    Event,
    Reopened,
    Scope,
    Stage,
    new_id,
    replay,
    taught_by,
)

DIGITS = re.compile(r"[0-9a-f]{6,64}")
"""What may be the beginning of a message's fingerprint."""

_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")

CHANNELS = ("email", "phone", "portal", "linkedin")
"""Ways in which one may want to be reached."""

FIELDS: tuple[Field, ...] = get_args(Field)

Given = Mapping[str, str | bool]


@click.command()
@click.argument("target", metavar="APPLICATION|MESSAGE")
@click.option("--company", help="The employer's right name.")
@click.option("--role", help="The right title.")
@click.option("--stage", type=click.Choice([stage.value for stage in Stage if stage is not Stage.CLOSED]))
@click.option("--promise", metavar="DAY", help="The day they named, as in 2026-03-20, or none.")
@click.option("--interview-held", type=click.Choice(["yes", "no"]), help="Whether the last interview took place.")
@click.option("--no-contact", type=click.Choice(["yes", "no"]), help="Whether they asked not to be written to.")
@click.option("--requisition", help="The employer's number for the job.")
@click.option("--agency", metavar="NAME", help="The agency that stands between, or none.")
@click.option("--channel", type=click.Choice(CHANNELS), help="How they want to be reached.")
@click.option("--contact", metavar="PERSON", help='Whom to ask there: "Ann Lee <ann@acme.example>".')
@click.option("--closing", metavar="DAY", help="The last day on which the advert takes applications, or none.")
@click.option("--keep-open", type=click.Choice(["yes", "no"]), help="Whether silence must not close it.")
@click.option(
    "--preferred",
    type=click.Choice(["yes", "no"]),
    help="Whether you would rather work there than where you have an offer.",
)
@click.option("--dismiss", metavar="RULE", help="Never draft by this rule for this application.")
@click.option("--reopen", is_flag=True, help="Take a closed application up again.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    metavar="KIND",
    help=f"What the MESSAGE is: {', '.join(Kind)}.",
)
@click.option("--application", metavar="APP|new|none", help="Where the MESSAGE belongs; `new` opens one.")
@click.option("--sender", is_flag=True, help="Learn it for all mail from the address the MESSAGE came from.")
@click.option("--domain", is_flag=True, help="Learn it for all mail from anybody at the sender's domain.")
@click.option("--thread", is_flag=True, help="Learn it for all mail of the conversation.")
@click.pass_obj
def correct(
    config: Path | None, /, target: str, *, sender: bool, domain: bool, thread: bool, **words: str | bool | None
) -> None:
    """Put right what was read wrongly. Your word wins, and stays.

    Name an APPLICATION to correct what is known of it, or a MESSAGE to say what it is (--kind), whom it is about
    (--company, --role) or where it belongs (--application). A message is named by the digits that `afterword status`,
    `show` and `why` print with it.

    A word on a message changes that message alone. With --sender, --domain or --thread it becomes a lesson for other
    mail as well; `afterword lessons` lists them, and takes them away again.

    \b
    Example:  afterword correct acme --role "Data Analyst"
              afterword correct acme --dismiss thank-you
              afterword correct acme --contact "Ann Lee <ann@acme.example>" --closing 2026-03-31
              afterword correct 27f89f22d8 --kind rejection
              afterword correct 27f89f22d8 --application acme
              afterword correct 27f89f22d8 --kind job_alert --sender
    """  # noqa: D301 - \b is click's mark for lines it must not wrap
    desk = open_desk(config)
    given: Given = {name: value for name, value in words.items() if value}
    flags = {Scope.SENDER: sender, Scope.DOMAIN: domain, Scope.THREAD: thread}
    scopes = tuple(scope for scope, wanted in flags.items() if wanted)
    if not given:
        raise UserError("say what is to be corrected; `afterword correct --help` lists what can be")
    with desk.ledger(beside=True) as ledger:
        meant = _meant(ledger, target, of_message=bool(scopes or given.keys() & {"kind", "application"}))
        if isinstance(meant, StoredReading):
            _correct_message(ledger, meant, given, scopes)
        else:
            _correct_application(desk, ledger, meant, given)


def message_of(ledger: SqlLedger, prefix: str) -> StoredReading:
    """The one message whose fingerprint starts so. Raises `UserError`."""
    hits: Sequence[StoredReading] = ledger.readings(prefix)
    if not hits:
        raise UserError(f"no message has a fingerprint that starts with {prefix!r}")
    if len(hits) > 1:
        raise UserError(f"{len(hits)} messages have a fingerprint that starts with {prefix!r}; write more of it")
    return hits[0]


def _meant(ledger: SqlLedger, target: str, *, of_message: bool) -> Application | StoredReading:
    """What the user names: a message where only one can be meant, else an application before a message."""
    if of_message:
        return message_of(ledger, target)
    applications = replay(ledger.events())
    if target in applications or not (DIGITS.fullmatch(target) and ledger.readings(target)):
        return find(applications, target)
    if any(name.startswith(target) for name in applications):
        raise UserError(
            f"{target!r} begins the name of an application and of a message; write more of the one you mean"
        )
    return message_of(ledger, target)


def _correct_application(desk: Desk, ledger: SqlLedger, application: Application, given: Given) -> None:
    at = now()
    events: list[Event] = []
    for field, value in given.items():
        if field == "reopen":
            events.append(Reopened(application.id, at, "you took it up again"))
        else:
            events.append(_correction(desk, application, field, str(value), at))
    ledger.append_events(events, recorded_at=at)
    click.echo(f"Corrected {application.id}.")


def _correction(desk: Desk, application: Application, field: str, value: str, at: datetime) -> Corrected:
    if field in {"promise", "closing"}:
        return Corrected(application.id, at, field, "" if value == "none" else _day(value).isoformat())
    if field == "agency" and value == "none":
        return Corrected(application.id, at, field, "")
    if field == "contact" and not _ADDRESS.fullmatch(parseaddr(value)[1]):
        raise UserError(f'{value!r} names no address; write it as "Ann Lee <ann@acme.example>"')
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


def _correct_message(ledger: SqlLedger, stored: StoredReading, given: Given, scopes: Sequence[Scope]) -> None:
    others = sorted(given.keys() - set(FIELDS))
    if others:
        raise UserError(f"--{others[0].replace('_', '-')} is about an application; name one instead of a message")
    at = now()
    happened = ledger.events()
    before = replay(happened)
    said, opened = _said(happened, before, stored, given, at)
    words = {field: word.value for word in said for field in FIELDS if word.field == field}
    companies = {a.id: a.company for a in before.values()} | {event.application: event.company for event in opened}
    lessons = learned(happened, companies, stored.reading, words, scopes, at)
    known = taught_by(happened).words.get(stored.reading.envelope.fingerprint, {})
    new = [word for word in said if known.get(word.field) != word.value]
    take_word(ledger, (*opened, *new, *lessons), stored, at)

    after = message_of(ledger, stored.reading.envelope.fingerprint)
    page = Page()
    _tell_done(page, stored, after, words, replay(ledger.events()))
    if scopes:
        tell_learned(page, ledger, lessons)
    else:
        tell_learnable(page, happened, companies, stored.reading, words)


def _said(
    happened: Sequence[Event],
    applications: dict[str, Application],
    stored: StoredReading,
    given: Given,
    at: datetime,
) -> tuple[list[Corrected], list[ApplicationOpened]]:
    """The user's words on a message, and the opening of the application they want for it, if any."""
    fingerprint = stored.reading.envelope.fingerprint
    lay = stored.application or ""
    names = [field for field in ("kind", "company", "role") if field in given]
    said = [Corrected(lay, at, field, str(given[field]), fingerprint) for field in names]
    wish = given.get("application")
    if wish is None:
        return said, []
    opened: list[ApplicationOpened] = []
    if wish == "none":
        home = ""
    elif wish == "new":
        if lay in applications and [mail.envelope.fingerprint for mail in applications[lay].mails] == [fingerprint]:
            raise UserError(f"the message has {lay} to itself already")
        facts = taught_by((*happened, *said)).understood(stored.reading).facts
        company, role = (name.value if name else "" for name in (facts.company, facts.role))
        home = new_id(applications, company, role)
        because = "you said that this message opens it"
        opened.append(ApplicationOpened(home, stored.reading.at, company, role, because, fingerprint=fingerprint))
    else:
        home = find(applications, str(wish)).id
    return [*said, Corrected(lay, at, "application", home, fingerprint)], opened


def _tell_done(
    page: Page,
    before: StoredReading,
    after: StoredReading,
    words: Words,
    applications: Mapping[str, Application],
) -> None:
    """What became of the message, and where it is now."""
    lay, lies = before.application, after.application
    if after.filing is Filing.FILED and lies:
        page.say(f"Corrected, on {lies}.")
        known = applications[lies].company if lies in applications else ""
        if "company" in words and "application" not in words and words["company"] != known:
            page.say(f"The message stays with {lies}; to put it elsewhere, say where with --application.")
    elif words.get("application") == "":
        page.say("Noted: the message belongs to no application.")
    elif after.filing is Filing.AMBIGUOUS:
        page.say(f"Corrected. {sentence(after.because)} Say which application it belongs to with --application.")
    else:
        page.say("Corrected. The message belongs to no application; if it should, say which with --application.")
    if lay and lay != lies:
        page.say(f"It was taken out of {lay}{'' if lay in applications else ', which is gone: it had nothing else'}.")
