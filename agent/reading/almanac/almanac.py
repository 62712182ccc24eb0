"""The almanac: everything reading knows about how languages tell times, as one value; built from tables and checked.

The tables are the parsed TOML of `rules/times/`, one a language; `en.toml` there says how they are written. No file is
opened here, and no text is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from agent.reading.almanac.holidays import WEEKDAYS, is_holiday
from agent.reading.almanac.lexing import fold
from agent.reading.almanac.tongue import Tongue, Words
from agent.reading.almanac.wording import Items, WordingError, groups_in, parse_wording
from agent.reading.almanac.zones import Zones, zone

UNITS = ("minute", "hour", "day", "business day", "week", "fortnight", "month", "quarter", "year")

GROUPS: Mapping[str, Callable[[str], bool]] = {
    "month": lambda key: key in {str(n) for n in range(1, 13)},
    "weekday": lambda key: key in WEEKDAYS,
    "number": str.isdecimal,
    "spoken": lambda key: key in {str(n) for n in range(1, 13)},
    "nth": lambda key: key in {str(n) for n in range(1, 32)},
    "relative": str.isdecimal,
    "which": lambda key: key in {"this", "next", "after next"},
    "coming": lambda key: key in {"this", "next", "in a week"},
    "later": lambda key: key in {"in a week", "in two weeks"},
    "unit": lambda key: key in UNITS,
    "stage": lambda key: key in {"early", "middle", "late", "first half", "second half"},
    "half": lambda key: key in {"am", "pm"},
    "part": lambda key: key in {"am", "pm"},
    "mark": lambda key: key == "day",
    "holiday": is_holiday,
}
"""The groups of words that mean something, and which meanings they may have."""

BUILT_IN = frozenset({"n", "day", "nth", "year", "hour", "clock", "hours", "point", "date", "zone"})
"""Groups that are figures or capitals, the same in every language."""

SPANS = ("within", "in", "end", "period", "week", "day", "before", "after", "past")
MEDIA = ("phone", "video", "onsite", "one-way-video")
AMOUNT = re.compile(r"(?P<count>\d{1,3}) (?P<unit>hour|day|business day|week|month|year)s?|end of \w+")
_TIME = re.compile(r"exact|past|to|[+-]\d{1,2}|\d{1,2}:\d\d")
_TABLES = {"words", "sets", "days", "times", "ranges", "spans", "amounts", "lengths", "media", "links", "zones"}
_LENGTH = re.compile(r"counted|counted and a half|\d{1,3}")


class AlmanacError(ValueError):
    """An entry of a table is wrong: `path` says where (`words.month.13`), `sentence` what."""

    def __init__(self, path: str, sentence: str) -> None:
        """Keep both; the text is `path: sentence`."""
        super().__init__(f"{path}: {sentence}")
        self.path = path
        self.sentence = sentence


@dataclass(frozen=True)
class Almanac:
    """The words of time of all languages, what zones are called, and the hosts whose links are video meetings."""

    words: Mapping[str, Words]
    zones: Zones
    hosts: frozenset[str] = frozenset()
    _tongues: dict[str, Tongue] = field(default_factory=dict, repr=False, compare=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are words for."""
        return tuple(self.words)

    def tongue(self, language: str) -> Tongue:
        """A language's words and wordings; made on first need, for most mail is in one language."""
        if language not in self._tongues:
            self._tongues[language] = Tongue(self.words[language])
        return self._tongues[language]

    @cached_property
    def host(self) -> re.Pattern[str]:
        """A link to a video meeting."""
        hosts = "|".join(map(re.escape, sorted(self.hosts))) or "(?!)"
        return re.compile(rf"https?://[^\s<>\"')/]{{0,100}}(?:{hosts})(?![\w.-])[^\s<>\"')]*", re.IGNORECASE)


def almanac_from(tables: Sequence[Mapping[str, object]]) -> Almanac:
    """Build an almanac. Raises `AlmanacError` for the first entry that cannot be understood."""
    short = {name: places for table in tables for name, places in _abbreviations(table)}
    words = {read.language: read for read in (_words(table, tuple(sorted(short))) for table in tables)}
    places = {fold(name): place for table in tables for place, names in _places(table, "places") for name in names}
    names = {fold(name): place for table in tables for place, names in _places(table, "names") for name in names}
    zones = Zones(
        abbreviations=short,
        places=places | names,
        alone=frozenset(names),
        wordings=tuple(text for table in tables for text in _zone_wordings(table)),
        homes={str(table["language"]): _homes(table) for table in tables},
        countries={key: place for table in tables for key, place in _countries(table)},
    )
    hosts = (host for table in tables for _, found in _lists(table, "links", ("video",)) for host in found)
    return Almanac(words, zones, frozenset(hosts))


def _words(table: Mapping[str, object], abbreviations: tuple[str, ...]) -> Words:
    for key in table:
        if key not in _TABLES | {"language", "clock"}:
            raise AlmanacError(key, f"there is no such table; there are {', '.join(sorted(_TABLES))}")
    language, clock = table.get("language"), table.get("clock", 24)
    if not isinstance(language, str) or not re.fullmatch(r"[a-z]{2}", language):
        raise AlmanacError("language", 'the code of the language in two letters is expected: language = "en"')
    if clock not in {12, 24}:
        raise AlmanacError("clock", "write 12 where hours count to twelve, else 24")
    groups = {group: _group(table, group, means) for group, means in GROUPS.items()}
    _refuse_other(_table(table, "words"), "words", tuple(GROUPS))
    known = BUILT_IN | frozenset(GROUPS)
    sets = {name: _wordings(texts, f"sets.{name}", known) for name, texts in _lists(table, "sets")}
    known |= frozenset(sets)
    return Words(
        language=language,
        twelve_hours=clock == 12,  # noqa: PLR2004 — the clock of twelve hours
        groups=groups,
        sets=sets,
        days=tuple(w for name, texts in _lists(table, "days") for w in _wordings(texts, f"days.{name}", known)),
        times=_keyed(table, "times", known, _TIME.fullmatch, "exact, past, to, +30, -15 or 12:00"),
        ranges=_keyed(table, "ranges", known | {"time", "sure"}, {"whole", "any"}.__contains__, "whole or any"),
        spans=_keyed(table, "spans", known, SPANS.__contains__, ", ".join(SPANS)),
        amounts=_keyed(table, "amounts", known, _is_amount, '"2 weeks", "5 business days" or "end of month"'),
        lengths=_keyed(table, "lengths", known, _LENGTH.fullmatch, "counted, counted and a half, or minutes as 90"),
        media=_keyed(table, "media", known, MEDIA.__contains__, ", ".join(MEDIA)),
        abbreviations=abbreviations,
    )


def _is_amount(key: str) -> bool:
    return AMOUNT.fullmatch(key) is not None and (not key.startswith("end of ") or key[7:] in UNITS)


def _group(table: Mapping[str, object], group: str, means: Callable[[str], bool]) -> dict[str, tuple[str, ...]]:
    """The words of a group by their meaning."""
    found = {}
    words = _table(table, "words")
    for meaning, texts in _lists(words, group, path=f"words.{group}"):
        if not means(meaning):
            raise AlmanacError(f"words.{group}.{meaning}", f"{meaning!r} is nothing that a {group} can mean")
        for i, text in enumerate(texts):
            if re.search(r"\d", text) or (not re.search(r"\w", text) and group != "mark"):
                raise AlmanacError(f"words.{group}.{meaning}[{i}]", "a word is expected, without figures")
        found[meaning] = texts
    return found


def _keyed(
    table: Mapping[str, object], name: str, known: frozenset[str], is_key: Callable[[str], object], keys: str
) -> dict[str, tuple[Items, ...]]:
    found = {}
    for key, texts in _lists(table, name):
        if not is_key(key):
            raise AlmanacError(f"{name}.{key}", f"{key!r} means nothing here; write {keys}")
        found[key] = _wordings(texts, f"{name}.{key}", known)
    return found


def _wordings(texts: tuple[str, ...], path: str, known: frozenset[str]) -> tuple[Items, ...]:
    found = []
    for i, text in enumerate(texts):
        try:
            items = parse_wording(text)
        except WordingError as error:
            raise AlmanacError(f"{path}[{i}]", str(error)) from error
        if re.search(r"\d", text):
            raise AlmanacError(f"{path}[{i}]", "a figure would stand for any; write {n}, {day}, {hour} or {clock}")
        for group in sorted(groups_in(items) - known):
            raise AlmanacError(f"{path}[{i}]", f"there is no group {{{group}}}; there are {', '.join(sorted(known))}")
        found.append(items)
    return tuple(found)


def _places(table: Mapping[str, object], key: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for place, names in _lists(_table(table, "zones"), key, path=f"zones.{key}"):
        yield _known_zone(place, f"zones.{key}.{place}"), names


def _abbreviations(table: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    zones = _table(table, "zones")
    _refuse_other(zones, "zones", ("places", "names", "abbreviations", "wordings", "homes", "countries"))
    for name, places in _lists(zones, "abbreviations", path="zones.abbreviations"):
        if not re.fullmatch(r"[A-Z]{1,5}", name):
            raise AlmanacError(f"zones.abbreviations.{name}", "an abbreviation is written in capitals")
        for i, place in enumerate(places):
            _known_zone(place.removesuffix(" summer"), f"zones.abbreviations.{name}[{i}]")
        yield name, places


def _zone_wordings(table: Mapping[str, object]) -> tuple[str, ...]:
    texts = dict(_lists(_wrapped(table, "wordings"), "zones")).get("wordings", ())
    for i, text in enumerate(texts):
        if text.count("{place}") != 1:
            raise AlmanacError(f"zones.wordings[{i}]", 'a wording of a zone has {place} in it: "{place} time"')
    return texts


def _homes(table: Mapping[str, object]) -> tuple[str, ...]:
    texts = dict(_lists(_wrapped(table, "homes"), "zones")).get("homes", ())
    return tuple(_known_zone(text, f"zones.homes[{i}]") for i, text in enumerate(texts))


def _wrapped(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    """One list of the zones, as a table by itself."""
    zones = _table(table, "zones")
    return {"zones": {key: zones[key]} if key in zones else {}}


def _countries(table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, texts in _lists(_table(table, "zones"), "countries", path="zones.countries"):
        yield name, _known_zone(texts[0], f"zones.countries.{name}")


def _known_zone(name: str, path: str) -> str:
    if zone(name) is None:
        raise AlmanacError(path, f"{name!r} is no time zone; write its name as in Europe/Berlin")
    return name


def _refuse_other(table: Mapping[str, object], path: str, known: Sequence[str]) -> None:
    for key in table:
        if key not in known:
            raise AlmanacError(f"{path}.{key}", f"it is not used; there are {', '.join(known)}")


def _table(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise AlmanacError(key, "a table is expected here")
    return value


def _lists(
    table: Mapping[str, object], key: str, known: Sequence[str] = (), path: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every (name, texts) of a table of texts or lists of texts."""
    path = path or key
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise AlmanacError(path, "a table is expected here")
    if known:
        _refuse_other(value, path, known)
    for name, texts in value.items():
        yield name, _texts(texts, f"{path}.{name}")


def _texts(value: object, path: str) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list):
        raise AlmanacError(path, "words in quotation marks are expected, or a list of them")
    for i, text in enumerate(texts):
        if not isinstance(text, str) or not text.strip():
            raise AlmanacError(f"{path}[{i}]", "words in quotation marks are expected")
    if not texts:
        raise AlmanacError(path, "the list is empty; take the line out")
    return tuple(texts)
