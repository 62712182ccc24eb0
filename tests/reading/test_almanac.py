"""The almanac's tables: what is wrong with one is told with its place, and a file of one's own adds a language."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from agent.reading import AlmanacError, almanac_from
from agent.reading.almanac.holidays import coming_holiday, is_holiday
from agent.reading.almanac.telling import tell
from tests.reading.handmade import almanac
from tests.reading.test_days_and_times import WEDNESDAY, mail_of

WRONG: list[tuple[dict[str, object], str]] = [
    ({"langage": "en"}, "langage: there is no such table"),
    ({}, "language: the code"),
    ({"language": "English"}, "language: the code"),
    ({"language": "en", "clock": 13}, "clock: write 12"),
    ({"language": "en", "words": 5}, "words: a table"),
    ({"language": "en", "words": {"month": 5}}, "words.month: a table"),
    ({"language": "en", "words": {"month": {"13": "smarch"}}}, "words.month.13: '13' is nothing that a month"),
    ({"language": "en", "words": {"weekday": {"mon": "Mon"}}}, "words.weekday.mon: 'mon' is nothing"),
    ({"language": "en", "words": {"unit": {"day": []}}}, "words.unit.day: the list is empty"),
    ({"language": "en", "words": {"unit": {"day": 5}}}, "words.unit.day: words in quotation marks"),
    ({"language": "en", "words": {"unit": {"day": ["day", ""]}}}, "words.unit.day[1]: words in quotation marks"),
    ({"language": "en", "words": {"unit": {"day": "-"}}}, "words.unit.day[0]: a word is expected"),
    ({"language": "en", "words": {"unit": {"day": "24h"}}}, "words.unit.day[0]: a word is expected"),
    ({"language": "en", "words": {"days": {}}}, "words.days: it is not used"),
    ({"language": "en", "words": {"holiday": {"12-32": "x"}}}, "words.holiday.12-32: '12-32' is nothing"),
    ({"language": "en", "sets": {"by": "(by|until"}}, "sets.by[0]: '(' is not closed"),
    ({"language": "en", "days": {"a": "by {moth}"}}, "days.a[0]: there is no group {moth}"),
    ({"language": "en", "days": {"a": "[the]"}}, "days.a[0]: something has to be there"),
    ({"language": "en", "days": {"a": "by the)"}}, "days.a[0]: ')' closes nothing"),
    ({"language": "en", "days": {"a": "by ()"}}, "days.a[0]: there is nothing between"),
    ({"language": "en", "days": {"a": "by {"}}, "days.a[0]: '{' without its counterpart"),
    ({"language": "en", "days": {"a": "((((((((x))))))))"}}, "days.a[0]: there are too many brackets"),
    ({"language": "en", "days": {"a": "the 4th of {month}"}}, "days.a[0]: a figure would stand for any"),
    ({"language": "en", "times": {"late": "late"}}, "times.late: 'late' means nothing here"),
    ({"language": "en", "ranges": {"half": "x"}}, "ranges.half: 'half' means nothing here"),
    ({"language": "en", "spans": {"soon": "soon"}}, "spans.soon: 'soon' means nothing here"),
    ({"language": "en", "amounts": {"a few": "x"}}, "amounts.a few: 'a few' means nothing here"),
    ({"language": "en", "amounts": {"end of time": "x"}}, "amounts.end of time: 'end of time' means nothing here"),
    ({"language": "en", "lengths": {"long": "x"}}, "lengths.long: 'long' means nothing here"),
    ({"language": "en", "media": {"fax": "fax"}}, "media.fax: 'fax' means nothing here"),
    ({"language": "en", "links": {"audio": "x"}}, "links.audio: it is not used"),
    ({"language": "en", "zones": {"towns": {}}}, "zones.towns: it is not used"),
    ({"language": "en", "zones": {"places": {"Europe/Atlantis": "x"}}}, "zones.places.Europe/Atlantis: 'Europe/"),
    ({"language": "en", "zones": {"abbreviations": {"cet": "UTC"}}}, "zones.abbreviations.cet: an abbreviation"),
    ({"language": "en", "zones": {"abbreviations": {"CET": "Berlin"}}}, "zones.abbreviations.CET[0]: 'Berlin'"),
    ({"language": "en", "zones": {"wordings": ["time"]}}, "zones.wordings[0]: a wording of a zone has {place}"),
    ({"language": "en", "zones": {"homes": ["London"]}}, "zones.homes[0]: 'London'"),
    ({"language": "en", "zones": {"countries": {"uk": "London"}}}, "zones.countries.uk: 'London'"),
]


@pytest.mark.parametrize(("table", "told"), WRONG)
def test_a_fault_of_a_table_is_told_with_its_place(table: dict[str, object], told: str) -> None:
    with pytest.raises(AlmanacError) as raised:
        almanac_from([table])
    assert str(raised.value).startswith(told)


def test_a_language_may_be_added_by_its_words_alone() -> None:
    italian: dict[str, object] = {
        "language": "it",
        "words": {"weekday": {"monday": "lunedì"}, "month": {"3": "marzo"}, "part": {"pm": "sera"}},
        "sets": {"at": "alle", "either": "o"},
        "days": {"date": "[{weekday}] {day} {month}", "day": "([un]|[il]) {weekday} [{part}]", "none": "{part}"},
        "times": {"exact": "{clock}"},
    }
    book = almanac_from([italian])
    told = tell("lunedì 16 marzo alle 14:30", mail_of(WEDNESDAY, "it"), book)
    assert tell("di sera", mail_of(WEDNESDAY, "it"), book).days == ()
    assert [(str(day.day), str(told.times[0].begins)) for day in told.days] == [("2026-03-16", "14:30:00")]
    assert book.languages == ("it",)
    assert book.host.search("https://zoom.us/j/1") is None


def test_without_any_table_nothing_is_read() -> None:
    told = tell("Monday 16 March at 14:30", mail_of(WEDNESDAY), almanac_from([]))
    assert (told.days, told.times) == ((), ())


@pytest.mark.parametrize(
    ("holiday", "day", "first", "last"),
    [
        ("easter", "2026-03-11", "2026-04-05", "2026-04-05"),
        ("easter-2..easter+1", "2026-03-11", "2026-04-03", "2026-04-06"),
        ("easter+49..easter+50", "2027-01-01", "2027-05-16", "2027-05-17"),
        ("12-24..01-01", "2025-12-30", "2025-12-24", "2026-01-01"),
        ("12-24..01-01", "2026-01-01", "2025-12-24", "2026-01-01"),
        ("thursday 11-22", "2026-03-11", "2026-11-26", "2026-11-26"),
        ("02-29", "2026-03-11", "2026-12-31", "2026-12-31"),
    ],
)
def test_a_holiday_has_its_days_in_every_year(holiday: str, day: str, first: str, last: str) -> None:
    assert is_holiday(holiday)
    found = coming_holiday(holiday, date.fromisoformat(day))
    assert tuple(map(str, found)) == (first, last)


@pytest.mark.parametrize("text", ["easter+x", "13-01", "smarchday 11-22", "", "12-24..", "1-1"])
def test_what_is_no_holiday_is_refused(text: str) -> None:
    assert not is_holiday(text)


HOSTILE = ["1 ", "1 May ", "monday 1 ", "10:00 - ", "at 1 ", "1, ", "1.1.", "(1) ", "9.00, ", "um 10 uhr oder ", "9"]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("language", ["en", "other"])
def test_a_sentence_meant_to_be_slow_is_not(piece: str, language: str) -> None:
    mail = mail_of(WEDNESDAY, language)
    short, long = (piece * 40)[:120], (piece * 4000)[:12_000]
    tell(long, mail, almanac())
    started = perf_counter()
    tell(short, mail, almanac())
    middle = perf_counter()
    tell(long, mail, almanac())
    # Behind so many tokens nothing is looked at, so a hundred times the text may not cost a hundred times the work.
    assert perf_counter() - middle < 60 * (middle - started) + 0.2
