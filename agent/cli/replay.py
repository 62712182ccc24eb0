"""`afterword replay`: a mailbox in files lived through again on a simulated clock; nothing is sent and nothing touched.

How it is lived is in `agent.replaying`. Here the mail is gathered, the user found, the rules loaded; what happened is
told by `diary`, what other rules would change by `differing`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from agent.cli.desk import instant
from agent.cli.diary import Diary, tell_totals
from agent.cli.differing import compared, tell_changes
from agent.cli.happened import change_shape, told_shape
from agent.cli.mailfiles import LARGEST, PLAUSIBLE, dated, messages, received
from agent.cli.owner import is_in, name_beside, owner_of, writer_of
from agent.cli.page import Page
from agent.errors import ConfigError, UserError
from agent.happenings import Told
from agent.ports import Box, Posted
from agent.reading import Identity
from agent.replaying import Count, World, play
from agent.settings import Rules, Settings, find_config, load, load_rules, shipped_rules

SENT = frozenset({"sent", "sent items", "sent mail", "sent messages"})
"""What mail clients call the mailbox of sent mail, after the last dot."""


@dataclass(frozen=True, slots=True)
class Mailbag:
    """What is played: the mail, whose it is, from when to when; `undated` messages could not be placed in time."""

    posted: tuple[Posted, ...]
    me: Identity
    begins: datetime | None
    until: datetime | None
    undated: int

    @property
    def zone(self) -> ZoneInfo:
        """The user's time zone."""
        return ZoneInfo(self.me.timezone)

    def world(self, rules: Rules) -> World:
        """A world by these rules in which nothing has happened yet."""
        return World(rules.reader(self.me), rules.book, rules.templates, self.me, first_read_at=self.begins)

    def play(self, world: World) -> Iterator[Told]:
        """Live through the mail."""
        return play(world, self.posted, begins=self.begins, until=self.until)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--from", "begins", metavar="TIME", help="Begin as if installed then; older mail is read, not drafted for."
)
@click.option("--until", metavar="TIME", help="End then; else when nothing more can come due.")
@click.option(
    "--me", multiple=True, metavar="ADDRESS", help="Your address in this mail; more than once if you have more."
)
@click.option(
    "--rules", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Play by the rules in this folder."
)
@click.option(
    "--diff", type=click.Path(path_type=Path), metavar="DIR", help="Show only what the rules in DIR would change."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, for scripts.")
@click.pass_obj
def replay(
    config: Path | None,
    paths: tuple[str, ...],
    begins: str | None,
    until: str | None,
    me: tuple[str, ...],
    folder: Path | None,
    diff: Path | None,
    as_json: bool,
) -> None:
    """Live through a mailbox again: what would have been drafted, when and why.

    PATH is an mbox, a Maildir, or a folder with either or with .eml files in it; received and sent mail together tell
    most. Every message becomes known when it was received, and what is due comes due, on a made-up clock. No account is
    needed, nothing is sent and nothing changed. With a configuration, your own rules and time zone are used.

    \b
    Example:  afterword replay ~/Mail/jobs.mbox
              afterword replay ~/Mail --me sam@example.org --from 2026-01-01 --until 2026-04-01
              afterword replay jobs.mbox --diff ~/try-these-rules
    """  # noqa: D301 - \b is click's mark for lines it must not wrap
    settings = _settings(config)
    rules = _rules(settings, folder)
    others = _rules(settings, diff) if diff is not None else None
    bag = _mailbag(settings, paths, me, begins, until)
    if others is not None:
        _tell_difference(bag, rules, others, as_json=as_json)
    else:
        _tell(bag, rules, as_json=as_json)


def _tell(bag: Mailbag, rules: Rules, *, as_json: bool) -> None:
    world = bag.world(rules)
    if as_json:
        for told in bag.play(world):
            click.echo(json.dumps(told_shape(told), ensure_ascii=False))
        return
    page = Page()
    diary = Diary(page, bag.zone, rules.book)
    for told in bag.play(world):
        diary.write(told)
    _tell_end(page, bag, world.count, diary)


def _tell_end(page: Page, bag: Mailbag, count: Count, diary: Diary) -> None:
    tell_totals(page, diary.totals, count, bag.zone)
    page.gap()
    times = f"The mail is taken to be {bag.me.address.address}'s; times are those of {bag.me.timezone}."
    page.say(times)
    if bag.undated:
        page.say(f"Left out, for nothing says when they came: {bag.undated} of the messages.")


def _tell_difference(bag: Mailbag, rules: Rules, others: Rules, *, as_json: bool) -> None:
    changes = compared(list(bag.play(bag.world(rules))), list(bag.play(bag.world(others))), rules.book, others.book)
    if as_json:
        for change in changes:
            click.echo(json.dumps(change_shape(change), ensure_ascii=False))
    else:
        tell_changes(Page(), changes, bag.zone)


def _settings(config: Path | None) -> Settings | None:
    """The configuration where there is one; replaying needs none."""
    try:
        path = find_config(str(config) if config else None, os.environ)
    except ConfigError:
        if config is not None:
            raise
        return None
    return load(path, os.environ)


def _rules(settings: Settings | None, folder: Path | None) -> Rules:
    if settings is None:
        return shipped_rules(folder) if folder is not None else shipped_rules()
    return load_rules(settings if folder is None else replace(settings, rules_dir=folder))


def _mailbag(
    settings: Settings | None, paths: Sequence[str], me: Sequence[str], begins: str | None, until: str | None
) -> Mailbag:
    mails = [(path, raw[:LARGEST]) for path, _, raw in messages(paths) if raw.strip()]
    user = _user(settings, [raw for _, raw in mails], me)
    zone = ZoneInfo(user.timezone)
    first, last = _option("--from", begins, zone), _option("--until", until, zone)
    if first is not None and last is not None and last <= first:
        raise UserError(f"--until {until} is not after --from {begins}")
    posted = tuple(one for path, raw in mails if (one := _posted(path, raw, user)) is not None)
    return Mailbag(posted, user, first, last, len(mails) - len(posted))


def _option(name: str, text: str | None, zone: ZoneInfo) -> datetime | None:
    """Take an instant, within the years mail can come from."""
    if text is None:
        return None
    at = instant(text, zone, name)
    if at.year not in PLAUSIBLE:
        raise UserError(f"{name} {text} lies outside the years {PLAUSIBLE.start} to {PLAUSIBLE.stop - 1}")
    return at


def _user(settings: Settings | None, mails: Sequence[bytes], me: Sequence[str]) -> Identity:
    """Who the user is: by `--me`, else by the configuration where this is that user's mail, else by the mail itself."""
    known = settings.me if settings is not None else None
    addresses = tuple(address.strip().lower() for address in me)
    if wrong := next((address for address in addresses if "@" not in address.strip("@")), None):
        raise UserError(f"--me {wrong!r} is not an address; write it like sam@example.org")
    if not addresses and known is not None and is_in(mails, known):
        return known
    addresses = addresses or (owner_of(mails),)
    name = name_beside(mails, addresses)
    if known is None:
        return Identity(name, addresses)
    if any(known.is_me(address) for address in addresses):
        return replace(known, addresses=tuple(dict.fromkeys((*addresses, *known.addresses))))
    return Identity(name, addresses, known.timezone, known.country)


def _posted(path: str, raw: bytes, me: Identity) -> Posted | None:
    """The message with the mailbox it lay in: what the user wrote in Sent, at its own date; None without any date."""
    own = me.is_me(writer_of(raw)) or _is_sent(Path(path))
    at = (dated(raw) if own else None) or received(raw)
    return None if at is None else Posted(at, Box.SENT if own else Box.INBOX, raw)


def _is_sent(path: Path) -> bool:
    """Whether a file lies in, or is, a mailbox of sent mail by the name mail clients give it."""
    names = (path.name.removesuffix(".mbox"), path.parent.name, path.parent.parent.name)
    return any(name.lower().rpartition(".")[2] in SENT for name in names)
