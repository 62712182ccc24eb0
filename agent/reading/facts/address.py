"""How a writer addresses the user, where the language tells: formally or familiarly; absent where it stays open.

Only the writer's own words count, not what is quoted. A letter that does both says so only where one form clearly
prevails: a footer says `Sie` below a letter that says `du`.
"""

from __future__ import annotations

from collections.abc import Iterable

from agent.reading.model import Said
from agent.reading.phrases.addressing import FAMILIAR, FORMAL
from agent.reading.phrases.language import small_words_in
from agent.reading.phrases.phrasebook import Phrasebook
from agent.reading.phrases.sentences import Sentence

PREVAILS = 3
"""So many times as often as the other a form has to be said."""


def find_address(sentences: Iterable[Sentence], language: str, book: Phrasebook) -> Said | None:
    """`formal` or `familiar`, with the first sentence that says so; `language` is the letter's, if that can be told."""
    own = tuple(one for one in sentences if one.where == "text" and not one.is_quoted)
    spoken = language if language in book.addressing else _spoken_in(own, book)
    if not spoken:
        return None
    counts = {FORMAL: 0, FAMILIAR: 0}
    said: dict[str, Said] = {}
    for sentence in own:
        if sentence.languages and spoken not in sentence.languages:
            continue
        for form, at in book.addressing[spoken].forms_in(sentence.written):
            counts[form] += 1
            if form not in said:
                said[form] = Said(form, sentence.quote(at / len(sentence.written)))
    more = max(counts, key=lambda form: counts[form])
    other = counts[FAMILIAR if more == FORMAL else FORMAL]
    return said.get(more) if counts[more] >= PREVAILS * other else None


def _spoken_in(sentences: Iterable[Sentence], book: Phrasebook) -> str:
    """The language of a letter too short to tell it by: the one that its small words are of, if only one is."""
    counts: dict[str, int] = {}
    for sentence in sentences:
        for language, number in small_words_in(sentence.words).items():
            counts[language] = counts.get(language, 0) + number
    most = max(counts.values(), default=0)
    best = [language for language, number in counts.items() if number == most]
    return best[0] if len(best) == 1 and best[0] in book.addressing else ""
