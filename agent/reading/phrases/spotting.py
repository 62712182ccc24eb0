"""Finds which phrases a sentence may contain, by the words and strings each of them needs.

Of each phrase the most telling strings are looked for, all at once (Aho and Corasick), so that their number costs
nothing; only a phrase whose other words are there, too, has to be tried. What it then says is not judged here. The
automaton of a language is made when the first sentence of that language comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, Protocol, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from agent.reading.phrases.literals import Literals, Speller
from agent.reading.phrases.wording import Items


class Spotted(Protocol):
    """Whatever can be found by what its wording needs."""

    @property
    def items(self) -> Items:
        """The wording."""
        ...

    @property
    def group(self) -> str:
        """What it speaks for."""
        ...

    @property
    def language(self) -> str:
        """The language it is a wording of."""
        ...


S = TypeVar("S", bound=Spotted)


class Spotter(Generic[S]):
    """Phrases, and the automata that find their strings in a plain sentence."""

    def __init__(self, phrases: Iterable[S]) -> None:
        """Take the phrases; a sentence's are told in this order."""
        self.phrases = tuple(phrases)
        self._numbers: dict[str, list[int]] = {}
        self._groups: defaultdict[str, set[int]] = defaultdict(set)
        for number, phrase in enumerate(self.phrases):
            self._numbers.setdefault(phrase.language, []).append(number)
            self._groups[phrase.group].add(number)
        self._tongues: dict[str, _Tongue] = {}

    def near(
        self,
        plain: str,
        languages: AbstractSet[str] = frozenset(),
        words: AbstractSet[str] | None = None,
        group: str = "",
    ) -> list[tuple[S, int, bool]]:
        """The phrases that a plain sentence may hold, each with its place and whether that is proof.

        The place is the first of its most telling string; it is proof where no more has to be there.
        `languages` are those the sentence may be in; empty stands for any. `words` are its words, None where they do
        not tell. With a `group`, only phrases of that one.
        """
        wanted = self._groups[group] if group else None
        found: list[tuple[int, int, bool]] = []
        for language in self._numbers:
            if not languages or language in languages:
                found += self._tongue(language).near(plain, words, wanted)
        found.sort()
        return [(self.phrases[number], at, proven) for number, at, proven in found]

    def _tongue(self, language: str) -> _Tongue:
        if language not in self._tongues:
            numbers = self._numbers[language]
            self._tongues[language] = _Tongue({number: self.phrases[number].items for number in numbers})
        return self._tongues[language]


class _Tongue:
    """The phrases of one language, by their numbers."""

    def __init__(self, wordings: dict[int, Items]) -> None:
        speller = Speller()
        self._literals = {number: speller.literals(items) for number, items in wordings.items()}
        owners: dict[str, list[int]] = {}
        for number, literals in self._literals.items():
            for text in sorted(literals.sets[0]):
                owners.setdefault(text, []).append(number)
        # Every sentence has a space; those that need no more are tried in each, without its spaces being looked for.
        self._anywhere: Sequence[int] = owners.pop(" ", ())
        self._owners = list(owners.values())
        self._automaton = AhoCorasick(
            list(owners),
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def near(
        self, plain: str, words: AbstractSet[str] | None, wanted: AbstractSet[int] | None
    ) -> list[tuple[int, int, bool]]:
        """The numbers of the phrases that may stand in a sentence, each with its place and whether that is proof."""
        first = dict.fromkeys(self._anywhere, 0)
        owners, beyond = self._owners, len(plain)
        for literal, start, _ in self._automaton.find_matches_as_indexes(plain, overlapping=True):
            for number in owners[literal]:
                if start < first.get(number, beyond):
                    first[number] = start
        found = []
        for number, at in first.items():
            literals = self._literals[number]
            if (wanted is None or number in wanted) and (literals.exact or _fits(literals, plain, words)):
                found.append((number, at, literals.exact))
        return found


def _fits(literals: Literals, plain: str, words: AbstractSet[str] | None) -> bool:
    """Whether what the automaton does not look for is there, too."""
    if words is not None:
        for needed in literals.words:
            if needed.isdisjoint(words):
                return False
    for texts in literals.sets[1:]:
        for text in texts:
            if text in plain:
                break
        else:
            return False
    return True
