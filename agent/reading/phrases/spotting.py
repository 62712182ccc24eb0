"""Finds which phrases a sentence may contain, by the literals one of which each of them needs.

All literals are looked for at once (Aho and Corasick), so that their number costs nothing; only a phrase one of whose
literals is there has to be tried. What it then says is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Generic, Protocol, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from agent.reading.phrases.wording import Literals


class Spotted(Protocol):
    """Whatever can be found by its literals."""

    @property
    def literals(self) -> Literals:
        """What a sentence has to contain for it."""
        ...

    @property
    def language(self) -> str:
        """The language it is a wording of."""
        ...


S = TypeVar("S", bound=Spotted)


class Spotter(Generic[S]):
    """Phrases, and the automaton that finds their literals in a plain sentence."""

    def __init__(self, phrases: Iterable[S]) -> None:
        """Take the phrases; a sentence's are told in this order."""
        self.phrases = tuple(phrases)
        owners: dict[str, dict[str, list[int]]] = {}
        for number, phrase in enumerate(self.phrases):
            for text in sorted(phrase.literals.sets[0]):
                owners.setdefault(text, {}).setdefault(phrase.language, []).append(number)
        # Every sentence has a space; those that need no more are tried in each, without its spaces being looked for.
        self._anywhere = tuple(owners.pop(" ", {}).items())
        self._owners = tuple(tuple(spoken.items()) for spoken in owners.values())
        self._automaton = AhoCorasick(
            list(owners), matchkind=MatchKind.Standard, store_patterns=False, implementation=Implementation.DFA
        )

    def near(self, plain: str, languages: AbstractSet[str] = frozenset()) -> list[tuple[S, int]]:
        """The phrases all of whose pieces stand in a plain sentence, and where the most telling piece first does.

        `languages` are those the sentence may be in; empty stands for any.
        """
        if not self.phrases:
            return []
        matches = self._automaton.find_matches_as_indexes(plain, overlapping=True)
        # A literal may stand there many times, and only its first place counts: the last one written here.
        first = {literal: start for literal, start, _ in reversed(matches)}
        found: dict[int, int] = {}
        for start, owners in ((0, self._anywhere), *((start, self._owners[at]) for at, start in first.items())):
            for language, numbers in owners:
                if not languages or language in languages:
                    for number in numbers:
                        if start < found.get(number, len(plain)):
                            found[number] = start
        return [(phrase, found[number]) for number in sorted(found) if _fits(phrase := self.phrases[number], plain)]


def _fits(phrase: Spotted, plain: str) -> bool:
    """Whether the pieces the automaton does not look for are there, too."""
    for texts in phrase.literals.sets[1:]:
        for text in texts:
            if text in plain:
                break
        else:
            return False
    return True
