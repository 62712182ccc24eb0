"""Bytes in, `Reading` out: what a message says, of which kind it is, and the facts it states, each with its evidence.

This room does no I/O and knows nothing of applications, rules of timing or drafts. Nothing in a mail makes it raise.
Others need a `Phrasebook` (from the parsed tables of `rules/phrases/`), an `Almanac` (from those of
`rules/times/`) and a `Reader` made with them.
"""

from agent.reading.almanac.almanac import Almanac, AlmanacError, almanac_from
from agent.reading.deceit.lookalike import KnownDomains, Lookalike, Trick, looks_like
from agent.reading.deceit.weighing import told
from agent.reading.facts.debrief import NEXT_STEP_BY, QUESTIONS, answers_in, fault, interview_in
from agent.reading.kinds.classifier import Classifier, WeightsError, classifier_from
from agent.reading.model import (
    Address,
    Answers,
    Automated,
    Deadline,
    Direction,
    Envelope,
    Evidence,
    Facts,
    Identity,
    Kind,
    Meeting,
    Part,
    Person,
    Reading,
    Said,
    Slot,
    Span,
    Trust,
    Unreadable,
)
from agent.reading.parsing.automated import is_no_reply
from agent.reading.parsing.sieve import Sieve, thread_hash, thread_of
from agent.reading.parsing.trust import organisational_domain
from agent.reading.phrases.phrasebook import Phrasebook, phrasebook_from
from agent.reading.phrases.tables import PhrasebookError
from agent.reading.reader import Reader

__all__ = [
    "NEXT_STEP_BY",
    "QUESTIONS",
    "Address",
    "Almanac",
    "AlmanacError",
    "Answers",
    "Automated",
    "Classifier",
    "Deadline",
    "Direction",
    "Envelope",
    "Evidence",
    "Facts",
    "Identity",
    "Kind",
    "KnownDomains",
    "Lookalike",
    "Meeting",
    "Part",
    "Person",
    "Phrasebook",
    "PhrasebookError",
    "Reader",
    "Reading",
    "Said",
    "Sieve",
    "Slot",
    "Span",
    "Trick",
    "Trust",
    "Unreadable",
    "WeightsError",
    "almanac_from",
    "answers_in",
    "classifier_from",
    "fault",
    "interview_in",
    "is_no_reply",
    "looks_like",
    "organisational_domain",
    "phrasebook_from",
    "thread_hash",
    "thread_of",
    "told",
]
