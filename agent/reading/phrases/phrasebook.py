"""The phrasebook: everything reading knows about the words of a language, as one frozen value.

It is built from tables (the parsed TOML of `rules/phrases/`), by name, so that a later table adds entries or replaces
those of the same name in its language. No file is opened here, and no message is judged: see `kinds` and `facts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from agent.reading.model import Kind
from agent.reading.phrases.addressing import Addressing, addressing_from
from agent.reading.phrases.literals import has_a_word, slots_in
from agent.reading.phrases.phrase import Named, NamePattern, Phrase
from agent.reading.phrases.picking import SLOT_PATTERNS
from agent.reading.phrases.plain import folded, spelled_out
from agent.reading.phrases.sentences import Sentence
from agent.reading.phrases.spotting import Spotter
from agent.reading.phrases.tables import PhrasebookError, lists_in, table_in, texts_in, unions_of
from agent.reading.phrases.wording import Items, Sets, WordingError, parse_wording

STRENGTHS = ("strong", "likely", "weak", "unless")
"""How far a phrase decides: alone; when the mail is about a job anyway; never alone; or against its kind."""

MARKS = (
    "conditional",
    "hypothetical",
    "job",
    "other",
    "promise",
    "deadline",
    "duty",
    "away",
    "channel",
    "no_contact",
    "agency",
    "meets",
    "scam",
)
"""Groups of phrases that mark something else than a kind; see the comments in `en.toml` and `trust-en.toml`."""

_APOSTROPHE = re.compile("['\u2019\u2018\u00b4`\u02bc]")
_NO_SLOTS = "picks a name out and belongs into patterns of facts only"

HIRING = ("ats", "tests")
"""Senders that write about nothing but jobs: their names alone let a message through the sieve."""

SENDERS = ("ats", "boards", "tests", "services", "mail", "brands")
NAMES = ("company", "role", "requisition", "person")
LABELS = (
    "company",
    "role",
    "requisition",
    "team",
    "team_before",
    "date",
    "time",
    "zone",
    "medium",
    "titles",
    "generic",
    "role_words",
    "places",
    "organisation",
    "legal",
    "agency",
    "agency_domain",
    "via",
    "on_behalf",
    "of",
    "at",
    "from",
    "before_company",
    "after_company",
    "occasions",
    "surnames",
    "for_role",
    "before_role",
    "after_role",
    "within_role",
    "about_role",
    "beside_role",
    "courtesy",
    "recruiters",
    "coordinators",
    "consultants",
    "interviewers",
    "met_behind",
    "salary",
    "currency",
    "not_salary",
    "pay_period",
    "starts",
)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The words of one or several languages: the phrases, the patterns of names, and lists of words."""

    phrases: Spotter[Phrase]
    names: Spotter[NamePattern]
    contractions: Mapping[str, str]
    labels: Mapping[str, frozenset[str]]
    senders: Mapping[str, frozenset[str]]
    sieve_words: tuple[str, ...]
    addressing: Mapping[str, Addressing] = field(default_factory=dict)
    languages: tuple[str, ...] = field(default=())
    spoken: Mapping[str, Phrasebook] = field(default_factory=dict, repr=False, compare=False)

    def speaking(self, language: str) -> Phrasebook:
        """This book with the word lists of one language and English only; all of them where a language has none.

        What is a role in one language is a small word in another: Dutch doctors are `arts`.
        """
        return self.spoken.get(language, self)

    def phrases_in(self, sentence: Sentence, group: str = "") -> Iterator[tuple[Phrase, int]]:
        """Every phrase the sentence contains, of that group if one is named, with where it begins in the plain form."""
        for phrase, at, proven in self.phrases.near(sentence.plain, sentence.languages, sentence.words, group):
            if proven:
                yield phrase, at
            elif span := phrase.span_in(sentence):
                yield phrase, span[0]

    def names_in(self, sentence: Sentence) -> Iterator[Named]:
        """What every pattern of names the sentence fits picks out."""
        # Contractions make other words of those that are written, and it is in those that names are looked for.
        words = None if _APOSTROPHE.search(sentence.written) else sentence.words
        for pattern, _, _ in self.names.near(sentence.plain, sentence.languages, words):
            if names := pattern.names_in(sentence):
                yield Named(sentence, pattern, names)

    def sender_is(self, which: str, domain: str) -> bool:
        """Whether a domain is, or lies below, a known sender of a group: `ats`, `boards`, `mail` and the rest."""
        known = self.senders[which]
        while domain and domain not in known:
            domain = domain.partition(".")[2]
        return bool(domain)


def phrasebook_from(tables: Sequence[Mapping[str, object]]) -> Phrasebook:
    """Build a phrasebook. Raises `PhrasebookError` for the first entry that cannot be understood."""
    contractions = {folded(k): v for t in tables for k, v in texts_in(t, "contractions").items()}
    fold = partial(spelled_out, contractions=contractions)
    listed: dict[str, dict[str, tuple[str, ...]]] = {}
    for table in tables:
        listed.setdefault(_language(table), {}).update(lists_in(table, "sets"))
    sets = {language: Sets(found, fold) for language, found in listed.items()}
    phrases: dict[tuple[str, str, str], list[Phrase]] = {}
    names: dict[tuple[str, str], list[NamePattern]] = {}
    for table in tables:
        _refuse_unknown(table)
        language = _language(table)
        known = sets[language]
        for group, name, wordings in _entries(table):
            phrases[language, group, name] = [
                _phrase(group, name, wording, _Where(f"{group}.{name}[{i}]", language, known))
                for i, wording in enumerate(wordings)
            ]
        for name, wordings in lists_in(table, "names"):
            names[language, name] = [
                _name_pattern(name, wording, _Where(f"names.{name}[{i}]", language, known))
                for i, wording in enumerate(wordings)
            ]
    senders = unions_of(tables, "senders", SENDERS)
    book = Phrasebook(
        phrases=Spotter(phrase for found in phrases.values() for phrase in found),
        names=Spotter(pattern for found in names.values() for pattern in found),
        contractions=contractions,
        labels=unions_of(tables, "labels", LABELS),
        senders=senders,
        sieve_words=tuple(
            sorted(unions_of(tables, "sieve", ("words",))["words"].union(*(senders[which] for which in HIRING)))
        ),
        addressing=addressing_from(tables),
        languages=tuple(dict.fromkeys(str(table["language"]) for table in tables if "language" in table)),
    )
    return replace(book, spoken={language: _speaking(book, language, tables) for language in sets})


def _speaking(book: Phrasebook, language: str, tables: Sequence[Mapping[str, object]]) -> Phrasebook:
    own = [table for table in tables if _language(table) in {language, "en"}]
    return replace(book, labels=unions_of(own, "labels", LABELS))


def _language(table: Mapping[str, object]) -> str:
    """Whose sets a table uses and whose entries it replaces: those of its language, English when it names none."""
    return str(table.get("language", "en"))


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a wording stands, in which language, and what it may use."""

    path: str
    language: str
    sets: Sets


def _phrase(group: str, name: str, wording: str, where: _Where) -> Phrase:
    return Phrase(group, name, _items(wording, where, frozenset()), where.language)


def _name_pattern(name: str, wording: str, where: _Where) -> NamePattern:
    return NamePattern("names", name, _items(wording, where, frozenset(SLOT_PATTERNS)), where.language)


def _items(wording: str, where: _Where, slots: frozenset[str]) -> Items:
    """A wording read; one that could never be looked for, or has other slots than these, is refused."""
    try:
        items = parse_wording(wording, where.sets)
    except WordingError as error:
        raise PhrasebookError(where.path, str(error)) from error
    if unknown := sorted(slots_in(items) - slots):
        known = f"is not known here; there are {', '.join(sorted(slots))}" if slots else _NO_SLOTS
        raise PhrasebookError(where.path, f"<{unknown[0]}> {known}")
    if not has_a_word(items):
        raise PhrasebookError(where.path, "it needs at least one whole word that is always there, without ~ or [ ]")
    return items


def _entries(table: Mapping[str, object]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every (group, name, wordings) of the kinds and marks of one table."""
    for kind in Kind:
        strengths = table_in(table, str(kind), str(kind))
        for strength in strengths:
            if strength not in STRENGTHS:
                raise PhrasebookError(f"{kind}.{strength}", f"a strength is one of {', '.join(STRENGTHS)}")
            for name, wordings in lists_in(strengths, strength, f"{kind}.{strength}"):
                yield f"{kind}.{strength}", name, wordings
    for mark in MARKS:
        for name, wordings in lists_in(table, mark):
            yield mark, name, wordings


def _refuse_unknown(table: Mapping[str, object]) -> None:
    known = {
        *map(str, Kind),
        *MARKS,
        "language",
        "sets",
        "contractions",
        "address",
        "names",
        "labels",
        "senders",
        "sieve",
    }
    for key in table:
        if key not in known:
            raise PhrasebookError(key, f"there is no such group; the kinds and {', '.join(sorted(MARKS))} are known")
    for key, allowed in (("labels", LABELS), ("senders", SENDERS), ("sieve", ("words",))):
        for name in table_in(table, key, key):
            if name not in allowed:
                raise PhrasebookError(f"{key}.{name}", f"it is not used; there are {', '.join(allowed)}")
