"""Tables of phrases as parsed TOML: the texts, lists and tables in them, or what is wrong and where.

What the texts mean is for `phrasebook` and `wording`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from agent.reading.phrases.plain import folded

LONGEST_FORM = 40
"""Letters of what a contraction stands for; with an apostrophe in it, it could be spelled out again and again."""


class PhrasebookError(ValueError):
    """An entry of a phrase table is wrong: `path` says where (`rejection.strong.regret[1]`), `sentence` what."""

    def __init__(self, path: str, sentence: str) -> None:
        """Keep both; the text is `path: sentence`."""
        super().__init__(f"{path}: {sentence}")
        self.path = path
        self.sentence = sentence


def table_in(table: Mapping[str, object], key: str, path: str) -> Mapping[str, object]:
    """The table of that key, empty without one; `path` names it in a complaint."""
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise PhrasebookError(path, "a table is expected here, of names and phrases")
    return value


def texts_in(table: Mapping[str, object], key: str) -> dict[str, str]:
    """The texts of a table of texts, by name."""
    found = {}
    for name, value in table_in(table, key, key).items():
        if not isinstance(value, str):
            raise PhrasebookError(f"{key}.{name}", "a text in quotation marks is expected")
        if "'" in value or len(value) > LONGEST_FORM:
            raise PhrasebookError(f"{key}.{name}", f"at most {LONGEST_FORM} letters without an apostrophe are expected")
        found[name] = value
    return found


def lists_in(table: Mapping[str, object], key: str, path: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every (name, texts) of a table of texts or lists of texts."""
    for name, value in table_in(table, key, path or key).items():
        where = f"{path or key}.{name}"
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list):
            raise PhrasebookError(where, "a phrase in quotation marks, or a list of them, is expected")
        for i, text in enumerate(texts):
            if not isinstance(text, str) or not text.strip():
                raise PhrasebookError(f"{where}[{i}]", "a phrase in quotation marks is expected")
        yield name, tuple(texts)


def unions_of(tables: Sequence[Mapping[str, object]], key: str, wanted: Sequence[str]) -> dict[str, frozenset[str]]:
    """Every text of each name, in lower case, as it is spelled and without accents."""
    texts: dict[str, list[str]] = {name: [] for name in wanted}
    for table in tables:
        for name, found in lists_in(table, key):
            if name in texts:
                texts[name] += map(str.lower, found)
    return {name: frozenset((*found, *map(folded, found))) for name, found in texts.items()}
