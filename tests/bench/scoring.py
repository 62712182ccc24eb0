"""Scores of reading on labelled mail: kinds, facts, calibration. Reads nothing and prints nothing.

Macro-F1 is the mean F1 over the kinds that are labelled at least once. A false move is an ordinary mail (`not_job`)
read as a kind that moves an application or opens one. `unsure` is no verdict: it costs recall, never precision.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from statistics import fmean

from agent.reading import Facts, Kind, Reading, Slot, Unreadable
from tests.labelled import Labelled

STILL = frozenset({Kind.NOT_JOB, Kind.UNSURE, Kind.RECRUITER_OUTREACH, Kind.JOB_ALERT, Kind.OUT_OF_OFFICE, Kind.BOUNCE})
"""Kinds that neither open an application nor move one; an employer's reply does, in that it resets the silence."""

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0001)
"""Between which confidences verdicts are compared with how often they are right."""

LEGAL = re.compile(
    r"\b(?:inc|llc|ltd|limited|gmbh|corp|corporation|plc|ag|se|bv|b v|sa|sas|sarl|sl|kg|co|company|group)\b"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One labelled message beside what was read."""

    message: Labelled
    kind: Kind
    confidence: float
    facts: Facts | None

    @property
    def right(self) -> bool:
        """Whether the kind is an acceptable one."""
        return self.message.is_right(self.kind)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `share` is None of none."""

    part: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1."""
        return self.part / self.of if self.of else None


@dataclass(slots=True)
class FactScore:
    """How one fact was read: of the messages that state it, and of those where it was found."""

    stated: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        """Right of stated."""
        return self.right / self.stated if self.stated else None

    @property
    def precision(self) -> float | None:
        """Right of found."""
        found = self.right + len(self.wrong) + len(self.invented)
        return self.right / found if found else None


def outcome(message: Labelled, reading: Reading | Unreadable) -> Outcome:
    """What cannot be read is no verdict."""
    if isinstance(reading, Unreadable):
        return Outcome(message, Kind.UNSURE, 0.0, None)
    return Outcome(message, reading.kind, reading.confidence, reading.facts)


def confusion(outcomes: Iterable[Outcome]) -> Counter[tuple[Kind, Kind]]:
    """How often (label, kind read); an acceptable other kind counts as the label."""
    return Counter((o.message.kind, o.message.kind if o.right else o.kind) for o in outcomes)


def precision(counts: Mapping[tuple[Kind, Kind], int], kind: Kind) -> Share:
    """Of the messages read as a kind, those that are of it."""
    return Share(counts.get((kind, kind), 0), sum(n for (_, said), n in counts.items() if said is kind))


def recall(counts: Mapping[tuple[Kind, Kind], int], kind: Kind) -> Share:
    """Of the messages of a kind, those read as it."""
    return Share(counts.get((kind, kind), 0), sum(n for (label, _), n in counts.items() if label is kind))


def f1(counts: Mapping[tuple[Kind, Kind], int], kind: Kind) -> float:
    """The harmonic mean of precision and recall; 0 where nothing was right."""
    right = counts.get((kind, kind), 0)
    return 2 * right / (precision(counts, kind).of + recall(counts, kind).of) if right else 0.0


def macro_f1(counts: Mapping[tuple[Kind, Kind], int]) -> float:
    """The mean over the kinds that are labelled."""
    return fmean([f1(counts, kind) for kind in labelled_kinds(counts)] or [0.0])


def labelled_kinds(counts: Mapping[tuple[Kind, Kind], int]) -> list[Kind]:
    """In the order of `Kind`."""
    labels = {label for label, _ in counts}
    return [kind for kind in Kind if kind in labels]


def false_moves(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Ordinary mails read as a kind that moves something."""
    return [o for o in outcomes if o.message.kind is Kind.NOT_JOB and not o.right and o.kind not in STILL]


def ordinary(outcomes: Iterable[Outcome]) -> int:
    """How many ordinary mails there are."""
    return sum(o.message.kind is Kind.NOT_JOB for o in outcomes)


def unsure(outcomes: Iterable[Outcome]) -> Share:
    """Messages without a verdict, of all."""
    verdicts = [o.kind is Kind.UNSURE for o in outcomes]
    return Share(sum(verdicts), len(verdicts))


def by_source(outcomes: Iterable[Outcome]) -> dict[str, Share]:
    """Of each source, the messages read as a wrong kind; `unsure` counts as wrong."""
    sources: dict[str, list[bool]] = defaultdict(list)
    for o in outcomes:
        sources[o.message.source].append(not o.right)
    return {source: Share(sum(wrong), len(wrong)) for source, wrong in sorted(sources.items())}


def calibration(outcomes: Iterable[Outcome]) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, how many) of the verdicts on job mail and what was taken for it, by confidence.

    Ordinary mail rightly passed over is left out: there is so much of it that it would flatter every figure.
    """
    told = [o for o in outcomes if o.kind is not Kind.UNSURE and not (o.right and o.kind is Kind.NOT_JOB)]
    bands = []
    for low, high in pairwise(EDGES):
        band = [o for o in told if low <= o.confidence < high]
        if band:
            bands.append((fmean(o.confidence for o in band), fmean(o.right for o in band), len(band)))
    return bands


def calibration_error(bands: Sequence[tuple[float, float, int]]) -> float:
    """The mean distance between confidence and share right, weighted by how many (expected calibration error)."""
    total = sum(n for _, _, n in bands)
    return sum(abs(said - right) * n for said, right, n in bands) / total if total else 0.0


def facts(outcomes: Iterable[Outcome]) -> dict[str, FactScore]:
    """A score for each fact, compared whatever kind was read: what a wrong kind kept from being found is missing."""
    scores: dict[str, FactScore] = {name: FactScore() for name in _COMPARED}
    for o in outcomes:
        for name, compare in _COMPARED.items():
            _count(scores[name], o, compare)
    return {name: score for name, score in scores.items() if score.stated or score.invented}


def _count(score: FactScore, o: Outcome, compare: _Compare) -> None:
    stated, found, right = compare(o)
    if stated:
        score.stated += 1
        score.right += right
        if found and not right:
            score.wrong.append(o.message.name)
    elif found and o.message.complete:
        score.invented.append(o.message.name)


_Compare = Callable[[Outcome], tuple[bool, bool, bool]]
"""Whether the message states the fact, whether it was found, and whether what was found is right."""


def _said(name: str) -> _Compare:
    def compare(o: Outcome) -> tuple[bool, bool, bool]:
        wanted = getattr(o.message.expected, name)
        said = getattr(o.facts, name) if o.facts else None
        return bool(wanted), said is not None, bool(wanted and said and same_name(str(wanted), said.value))

    return compare


def same_name(one: str, other: str) -> bool:
    """Whether two names mean the same, without case, punctuation, legal form and brackets.

    One may be the beginning or the end of the other, if it has at least half of its words.
    """
    words, others = _name_words(one), _name_words(other)
    short, long = sorted((words, others), key=len)
    if not short:
        return False
    within = long[: len(short)] == short or long[-len(short) :] == short
    return within and 2 * len(short) >= len(long)


def _name_words(name: str) -> list[str]:
    plain = re.sub(r"\([^()]*\)", " ", name.casefold().replace("&", " and "))
    return LEGAL.sub(" ", re.sub(r"[^\w]+", " ", plain)).split()


def slots_of(found: Facts | None) -> tuple[Slot, ...]:
    """The slots of the meetings, else those proposed."""
    if found is None:
        return ()
    return (found.meeting.slot, *(one.slot for one in found.further)) if found.meeting else found.proposed


def _starts(*, from_calendar: bool) -> _Compare:
    def compare(o: Outcome) -> tuple[bool, bool, bool]:
        wanted = o.message.expected.interview
        if o.message.expected.from_calendar is not from_calendar:
            return False, False, False
        if o.message.kind is Kind.INTERVIEW_CANCELLED:
            # Labels name what is fixed or proposed, not what is called off.
            return False, False, False
        found = slots_of(o.facts)
        return bool(wanted), bool(found), bool(wanted) and {s.start for s in found} == set(wanted)

    return compare


def _when(o: Outcome) -> tuple[bool, bool, bool]:
    """Against words that leave the year, the zone or the day open; rows without a time of day are left out."""
    wanted = o.message.expected.when
    if not re.search(r"\d\d:\d\d", wanted) or "offered" in wanted:
        return False, False, False
    found = slots_of(o.facts)
    return True, bool(found), bool(found) and _agrees(wanted, found[0].start)


def _agrees(words: str, start: datetime) -> bool:
    day = re.search(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b", words)
    month = re.search(r"\b(\d\d-\d\d)\b", words)
    clock = re.search(r"\b(\d\d:\d\d)\b", words)
    return (
        (day is None or f"{start:%a}" == day[1])
        and (month is None or f"{start:%m-%d}" == month[1])
        and (clock is None or f"{start:%H:%M}" == clock[1])
    )


def _minutes(o: Outcome) -> tuple[bool, bool, bool]:
    wanted, found = o.message.expected.minutes, slots_of(o.facts)
    told = wanted is not None and bool(found)
    return wanted is not None, told, told and (found[0].end - found[0].start).total_seconds() == 60 * (wanted or 0)


def _medium(o: Outcome) -> tuple[bool, bool, bool]:
    wanted, meeting = o.message.expected.medium, o.facts.meeting if o.facts else None
    found = meeting.medium if meeting else ""
    return wanted is not None and meeting is not None, bool(found), wanted == found


def _promise(o: Outcome) -> tuple[bool, bool, bool]:
    wanted, found = o.message.expected.promised_by, o.facts.promise if o.facts else None
    return wanted is not None, found is not None, found is not None and found.end == wanted


def _deadline(o: Outcome) -> tuple[bool, bool, bool]:
    """The day where the deadline is; the hour of it is seldom said."""
    wanted, found = o.message.expected.deadline, o.facts.deadline if o.facts else None
    right = wanted is not None and found is not None and found.at.astimezone(wanted.tzinfo).date() == wanted.date()
    return wanted is not None, found is not None, right


def _away(o: Outcome) -> tuple[bool, bool, bool]:
    wanted, found = o.message.expected.away_until, o.facts.away_until if o.facts else None
    return wanted is not None, found is not None, found is not None and found.end == wanted


def _channel(o: Outcome) -> tuple[bool, bool, bool]:
    wanted, found = o.message.expected.channel, o.facts.channel if o.facts else None
    return wanted is not None, found is not None, found is not None and found.value == wanted


def _no_contact(o: Outcome) -> tuple[bool, bool, bool]:
    wanted, found = o.message.expected.no_contact, o.facts.no_contact if o.facts else None
    return wanted, found is not None, found is not None


def _people(o: Outcome) -> tuple[bool, bool, bool]:
    """Everybody named is found with their part, by first name or whole; more people than were labelled do no harm."""
    wanted = [(name.casefold().split(), part) for name, part in o.message.expected.people]
    found = [(p.name.casefold().split(), p.part.value) for p in o.facts.people] if o.facts else []
    right = all(any(part == played and _begins_alike(name, other) for other, played in found) for name, part in wanted)
    return bool(wanted), bool(found) and bool(wanted), right


def _begins_alike(one: list[str], other: list[str]) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and long[: len(short)] == short


def _salary(o: Outcome) -> tuple[bool, bool, bool]:
    """By its figures: how a period is worded does not matter."""
    wanted, found = o.message.expected.salary, o.facts.salary if o.facts else None
    right = wanted is not None and found is not None and _figures(wanted) == _figures(found.value)
    return wanted is not None, found is not None, right


def _figures(words: str) -> list[str]:
    """The numbers, without what groups their digits; `48k` is a number of thousands."""
    numbers = re.findall(r"\d[\d.,'’\s]*(?:\s?k\b)?", words.casefold())
    plain = (re.sub(r"[.,]\d{2}$", "", number.strip(" .,")) for number in numbers)
    return [re.sub(r"\D", "", number.replace("k", "000")) for number in plain]


def _begins(o: Outcome) -> tuple[bool, bool, bool]:
    wanted, found = o.message.expected.starts, o.facts.starts if o.facts else None
    return wanted is not None, found is not None, found is not None and found.start == wanted


_COMPARED: dict[str, _Compare] = {
    "company": _said("company"),
    "role": _said("role"),
    "requisition": _said("requisition"),
    "agency": _said("agency"),
    "interview start, calendar": _starts(from_calendar=True),
    "interview start, text": _starts(from_calendar=False),
    "interview time, as said": _when,
    "interview minutes": _minutes,
    "interview medium": _medium,
    "promise": _promise,
    "deadline": _deadline,
    "away until": _away,
    "channel": _channel,
    "no contact": _no_contact,
    "people": _people,
    "salary": _salary,
    "starts": _begins,
}


def mistakes(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One line for each wrong kind."""
    for o in outcomes:
        if not o.right:
            yield f"{o.message.name}: {o.message.kind}, read as {o.kind} ({o.confidence:.2f})"
