"""The words by which a language tells how a writer addresses the reader: formally (`Sie`, `vous`) or familiarly (`du`).

Words are looked for as written, because a capital may be all that tells `Ihre` (your) from `ihre` (her). What a letter
adds up to is decided in `facts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agent.reading.phrases.tables import PhrasebookError, lists_in

FORMAL, FAMILIAR = "formal", "familiar"
NEITHER = "neither"
"""Wordings that hold such a word and say nothing: `per Du`, `rendez vous`."""

_WITHIN = r"(?<=[\w,]\s)"
"""What stands before a word within a sentence; a capital behind anything else may be that of a beginning."""


@dataclass(frozen=True, slots=True)
class Addressing:
    """One language's words, ready to be found. A word written with a capital needs it, and not at a beginning."""

    pattern: re.Pattern[str]

    def forms_in(self, written: str) -> Iterator[tuple[str, int]]:
        """Every form of address in a sentence as written, and where it stands."""
        for match in self.pattern.finditer(written):
            if match.lastgroup in {FORMAL, FAMILIAR}:
                yield match.lastgroup, match.start()


def addressing_from(tables: Sequence[Mapping[str, object]]) -> dict[str, Addressing]:
    """By language, from the tables `[address]`; of two in one language the later list of a name counts."""
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for table in tables:
        language = str(table.get("language", "en"))
        for name, texts in lists_in(table, "address"):
            if name not in {FORMAL, FAMILIAR, NEITHER}:
                raise PhrasebookError(f"address.{name}", f"write {FORMAL}, {FAMILIAR} or {NEITHER}")
            words.setdefault(language, {})[name] = texts
    return {language: Addressing(_pattern(found)) for language, found in words.items()}


def _pattern(words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """What says nothing is tried first, so that it is not taken for the word in it."""
    groups = [
        f"(?P<{name}>{'|'.join(map(_word, sorted(words[name], key=len, reverse=True)))})"
        for name in (NEITHER, FORMAL, FAMILIAR)
        if name in words
    ]
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(groups)})")


def _word(text: str) -> str:
    """A wording as a pattern: `du` is also `Du`, `Sie` only that; `t'` stands before a word, `#` for a number."""
    pattern = r"\s+".join(map(_cased, text.split()))
    pattern += r"(?=\w)" if text.endswith("'") else r"(?![\w-])"
    return _WITHIN + pattern if text[0].isupper() else pattern


def _cased(word: str) -> str:
    first, rest = word[0], re.escape(word[1:]).replace("'", "['’]")
    return rf"\d{{1,4}}{rest}" if first == "#" else f"[{first}{first.upper()}]{rest}"
