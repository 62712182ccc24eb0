"""The message lint: every rule of the etiquette that a draft and its records decide, as one table.

A hard finding keeps a draft from being written. L30 is not here: whether the premise still holds, the cycle asks anew
before it places a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agent.deciding import PlaceDraft
from agent.reading import Identity
from agent.writing import lint_content, lint_message, lint_offers, lint_tone, lint_words
from agent.writing.lint_case import Case
from agent.writing.model import Draft, Problem
from agent.writing.values import values


@dataclass(frozen=True, slots=True)
class LintRule:
    """One rule: its id, what the user reads when it is broken, and the check that gives the detail."""

    id: str
    sentence: str
    check: Callable[[Case], str | None]
    hard: bool = True


RULES = (
    LintRule("L01", "the message is too long", lint_content.too_long),
    LintRule("L01", "the length is unusual", lint_content.unusual_length, hard=False),
    LintRule("L02", "the number of questions is not right", lint_content.wrong_questions),
    LintRule("L03", "the role is missing", lint_content.role_missing),
    LintRule("L04", "the company is missing", lint_content.company_missing),
    LintRule("L05", "the date is missing or unclear", lint_content.date_missing),
    LintRule("L06", "the name is missing", lint_content.name_missing),
    LintRule("L06", "the reader is addressed in another way than they write", lint_content.wrong_register),
    LintRule("L07", "a draft goes to exactly one person", lint_message.not_one_recipient),
    LintRule("L08", "nobody reads mail at this address", lint_message.nobody_reads),
    LintRule("L09", "this letter is not for them", lint_message.wrong_party),
    LintRule("L10", "it speaks of an attachment, and there is none", lint_tone.phrases(lint_words.ATTACHMENT)),
    LintRule("L11", "something is still to be filled in", lint_tone.placeholder),
    LintRule("L12", "this puts pressure on the reader", lint_tone.phrases(lint_words.PRESSURE)),
    LintRule("L12", "a deadline is theirs to set", lint_offers.deadline),
    LintRule("L12", "this may sound pressing", lint_tone.phrases(lint_words.PRESSURE_MILD), hard=False),
    LintRule("L13", "this sounds desperate", lint_tone.phrases(lint_words.DESPERATION)),
    LintRule("L13", "this may sound too eager", lint_tone.phrases(lint_words.DESPERATION_MILD), hard=False),
    LintRule("L14", "a sentence that says nothing", lint_tone.filler),
    LintRule("L15", "this blames the reader", lint_tone.phrases(lint_words.BLAME)),
    LintRule("L16", "this is too loud", lint_tone.shouting),
    LintRule("L17", "money and conditions do not belong here", lint_offers.money),
    LintRule("L18", "other offers are not mentioned", lint_offers.bluff),
    LintRule("L19", "this is more than is known", lint_offers.not_on_record),
    LintRule("L20", "too much like a message sent before", lint_content.repeats_itself),
    LintRule("L21", "the thread is in another language", lint_content.other_language, hard=False),
    LintRule("L22", "a draft speaks of one application", lint_message.several_applications),
    LintRule("L23", "the signature or telephone number is not the profile's", lint_message.wrong_signature),
    LintRule("L24", "a draft is plain text", lint_message.not_plain_text),
    LintRule("L25", "the subject or thread is not right", lint_message.wrong_thread),
    LintRule("L26", "a final note asks for nothing", lint_content.asks_in_a_final_note),
    LintRule("L27", "no threats, no law", lint_tone.phrases(lint_words.THREAT)),
    LintRule("L28", "this is not the latest interview held", lint_content.wrong_interview),
    LintRule("L29", "the weekday is not that date's", lint_content.weekday_contradicts_date),
)


def lint(
    draft: Draft, action: PlaceDraft, me: Identity, sent_before: Sequence[str] = (), language: str = "en"
) -> tuple[Problem, ...]:
    """Every rule the draft breaks, in order of their ids, hard and soft.

    `sent_before` holds texts sent to the same organisation in the last 180 days (L20), `language` is the draft's.
    """
    case = Case(draft, action, me, values(action, me, language), tuple(sent_before), language)
    findings = ((rule, rule.check(case)) for rule in RULES)
    return tuple(
        Problem(rule.id, f"{rule.sentence}: {detail}", hard=rule.hard)
        for rule, detail in findings
        if detail is not None
    )
