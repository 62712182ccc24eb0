"""A draft from an action: the template filled from the records, made into bytes, and linted before anyone sees it.

The same action gives the same bytes. This module does not decide whether or to whom to write, and keeps no memory:
texts sent before are an argument.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import product

from agent.deciding import MANNERS, Manner, PlaceDraft
from agent.reading import Address, Identity
from agent.writing.dates import zone_of
from agent.writing.demands import template_names
from agent.writing.lint import lint
from agent.writing.lint_case import sign_off
from agent.writing.lint_message import LONGEST_NEW_SUBJECT
from agent.writing.message import Letter, mailable, message_id_of, wire
from agent.writing.model import Draft, Problem, Refused, Templates
from agent.writing.template import Template, Wording, body, fillings, mixtures, parse, wordings_for
from agent.writing.thread import my_address, references, reply_subject, well_formed
from agent.writing.values import interview_of, language_of, recipient_name, values

LONGEST_TEXT = 32_768
"""Most octets of a draft's text."""


def compose(action: PlaceDraft, me: Identity, templates: Templates, sent_before: Sequence[str] = ()) -> Draft | Refused:
    """Write the draft of an action, or say why it must not be written.

    The template is the one of the application's language, else the English one. Of its wordings those that address the
    reader as they address the user are tried, from the one that this occasion and recipient select, until one is not
    too much like a text of `sent_before` (L20). Where all thanks are, their paragraphs are put together anew.
    """
    occasion = str(action.occasion)
    template, language, problems = _template(action, templates)
    problems = (*problems, *_address_problems(action, me))
    if problems:
        return Refused(occasion, problems)
    refused: tuple[Problem, ...] = ()
    for wording in _in_turn(wordings_for(template, familiar=action.application.familiar), action):
        draft = draft_of(action, me, template, wording, language)
        if len(draft.text.encode()) > LONGEST_TEXT:
            return Refused(occasion, (Problem("L01", "the text is larger than 32 kB"),))
        found = lint(draft, action, me, sent_before, language)
        hard = tuple(p for p in found if p.hard)
        if not hard:
            return replace(draft, remarks=found)
        refused = refused or hard
        if all(p.lint != "L20" for p in refused):
            break
    return Refused(occasion, refused)


def draft_of(action: PlaceDraft, me: Identity, template: Template, wording: Wording, language: str) -> Draft:
    """The draft in one wording, not linted. Both addresses must be `mailable`."""
    known = values(action, me, language)
    text = f"{body(wording, known)}\n{sign_off(me)}".rstrip() + "\n"
    subject = _subject(action, template, known)
    sender, to = my_address(action, me), mailable(action.to.address or "") or ""
    answered = action.answers
    answered_id = answered.envelope.message_id if answered else None
    letter = Letter(
        sender=sender,
        to=Address(recipient_name(action) or action.to.name, to),
        subject=subject,
        text=text,
        date=action.at.astimezone(zone_of(me.timezone) or action.at.tzinfo),
        message_id=message_id_of(str(action.occasion), mailable(sender.address) or ""),
        in_reply_to=answered_id if well_formed(answered_id) else None,
        references=references(answered) if answered else (),
    )
    return Draft(str(action.occasion), letter.message_id, to, subject, text, wire(letter))


def _template(action: PlaceDraft, templates: Templates) -> tuple[Template, str, tuple[Problem, ...]]:
    """The template for an action with its language, or what is wrong with it."""
    for language, name in product(dict.fromkeys((language_of(action), "en")), template_names(action)):
        source = templates.source(name, language)
        if source is not None:
            template, problems = parse(source)
            return template, language, problems
    return Template(), "en", (Problem("template", f"there is no template {action.rule.template}.en.txt"),)


def _in_turn(wordings: list[Wording], action: PlaceDraft) -> Iterator[Wording]:
    """All wordings, beginning at the place of the recipient in the panel, counted from a place this interview selects.

    So the members of one panel get neighbouring wordings, never the same while there are enough. Thanks may go to many
    at one house: of these, the mixtures follow.
    """
    interview = interview_of(action)
    panel = sorted({p.address for p in interview.people if p.address}) if interview else []
    seat = panel.index(action.to.address) if action.to.address in panel else len(panel)
    anchor = interview.key if interview else action.occasion.anchor
    key = f"{action.occasion.application}/{action.rule.name}/{anchor}".encode("utf-8", "surrogatepass")
    start = int.from_bytes(sha256(key).digest()[:4], "big") + seat + action.occasion.n - 1
    ordered = [wordings[(start + i) % len(wordings)] for i in range(len(wordings))]
    yield from ordered
    if MANNERS[action.rule.situation] is Manner.THANKING:
        yield from mixtures(ordered)


def _address_problems(action: PlaceDraft, me: Identity) -> Iterator[Problem]:
    if mailable(action.to.address or "") is None:
        yield Problem("L07", "no mail can be written to this address")
    if mailable(my_address(action, me).address) is None:
        yield Problem("L07", "no mail can be written from your address")


def _subject(action: PlaceDraft, template: Template, known: dict[str, str]) -> str:
    """The thread's subject; for a new thread the first of the template's that can be filled and is short enough."""
    kept = reply_subject(action.answers.envelope.subject) if action.answers else ""
    own = list(fillings(template.subject, known))
    fitting = (s for s in own if len(s) <= LONGEST_NEW_SUBJECT)
    return kept or next(fitting, own[0] if own else "")
