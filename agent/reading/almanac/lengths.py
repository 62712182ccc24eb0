"""How long a talk lasts, as a mail says it: in minutes or hours, with halves and quarters.

Intervals until something happens are read in `spans`; what lasts so long is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from agent.reading.almanac.almanac import Almanac
from agent.reading.almanac.lexing import tokens_of
from agent.reading.almanac.mailtime import MailTime
from agent.reading.almanac.patterns import Found, Text
from agent.reading.almanac.telling import Told, tongues_for
from agent.reading.almanac.tongue import Tongue

SHORTEST, LONGEST = timedelta(minutes=10), timedelta(hours=8)
"""Between these a talk may last."""


def find_lengths(text: str, told: Told, mail: MailTime, almanac: Almanac) -> set[timedelta]:
    """The lengths a sentence names, where they are plausible. `told` are its times, which are none."""
    tokens = tokens_of(text)
    times = [(time_.start, time_.end) for time_ in told.times]
    found = set()
    for tongue in tongues_for(tokens, mail, almanac):
        found |= set(_lengths(tongue.text(text, tokens), tongue, times))
    return found


def _lengths(text: Text, tongue: Tongue, times: list[tuple[int, int]]) -> Iterator[timedelta]:
    for found in tongue.lengths.find(text.codes):
        begins, ends = text.place(found.start, found.end)
        if tongue.follows("not_length", text, found.end) or any(begins < end and start < ends for start, end in times):
            continue
        length = timedelta(minutes=int(found.key)) if found.key.isdecimal() else _counted(text, tongue, found)
        if length and SHORTEST <= length <= LONGEST:
            yield length


def _counted(text: Text, tongue: Tongue, found: Found) -> timedelta | None:
    """So many minutes or hours."""
    hours = found.spans("hours")
    if hours:
        figures = re.findall(r"\d+", text.tokens[hours[0][0]].text)
        return timedelta(hours=int(figures[0]), minutes=int(figures[1]) if len(figures) > 1 else 0)
    number, unit = tongue.number(text, found, "n"), tongue.value("unit", text, found)
    if number is None or unit not in {"minute", "hour"}:
        return None
    half = timedelta(minutes=30) if found.key == "counted and a half" else timedelta()
    return timedelta(**{f"{unit}s": number}) + half
