"""All that the user has said of messages, one by one and by lessons: how each is understood, and where it belongs.

A word on one message wins over every lesson, and the last word counts. Of several lessons, that of the thread comes
before that of the sender, and this before that of the domain; among equals the newest. A lesson removed is as one
never learned: what rests on it (`MailFiled.lessons`) no longer counts, wherever it is.
What a lesson makes of a message is in `lessons`. Nothing here folds; `routed` says which events an application is
folded from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from agent.reading import Direction, Kind, Reading, Said
from agent.tracking.corrections import is_on_message
from agent.tracking.domains import registered
from agent.tracking.events import (
    ApplicationOpened,
    Event,
    LessonLearned,
    LessonRemoved,
    MailFiled,
    Scope,
)
from agent.tracking.lessons import applied, numbers
from agent.tracking.order import in_order, instant

Words = Mapping[str, str]
"""What was said of one message, by field."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the user said that a message belongs: an application, or none when it is empty; and by which lesson."""

    application: str
    because: str
    lesson: int | None = None


@dataclass(frozen=True, slots=True)
class Taught:
    """The user's words on messages, by fingerprint, and the lessons in force, by number."""

    words: Mapping[str, Words] = field(default_factory=dict)
    lessons: Mapping[int, LessonLearned] = field(default_factory=dict)
    _by_sign: Mapping[tuple[Scope, str], tuple[LessonLearned, ...]] = field(default_factory=dict)

    def understood(self, reading: Reading) -> Reading:
        """A message as it is to be understood; the very same reading where nothing was said that changes it."""
        words = self.words.get(reading.envelope.fingerprint, {})
        after = reading
        for lesson in self._asked(reading):
            after = after if lesson.field in words else applied(after, lesson)
        return _as_said(after, words)

    def home(self, reading: Reading) -> Home | None:
        """Where a message belongs by the user's word or by a lesson; None when nothing was said."""
        word = self.words.get(reading.envelope.fingerprint, {}).get("application")
        if word is not None:
            return Home(word, "you said so")
        lesson = next((lesson for lesson in self._asked(reading) if lesson.field == "application"), None)
        if lesson is None:
            return None
        return Home(lesson.value, f"your lesson {lesson.number} says so", lesson.number)

    def touching(self, reading: Reading) -> tuple[int, ...]:
        """The lessons that decide something about a message, in order."""
        home = self.home(reading)
        at_home = () if home is None or home.lesson is None else (home.lesson,)
        return tuple(sorted({*numbers(self.understood(reading)), *at_home}))

    def counts(self, event: MailFiled) -> bool:
        """Whether everything a finding rests on is in force."""
        return self.lessons.keys() >= set(event.lessons)

    def _asked(self, reading: Reading) -> tuple[LessonLearned, ...]:
        """The one lesson for each field that has a say on a message: the first in order of precedence."""
        found: dict[str, LessonLearned] = {}
        for sign in self._signs(reading) if self._by_sign else ():
            for lesson in self._by_sign.get(sign, ()):
                known = found.get(lesson.field)
                if known is None or (known.scope is lesson.scope and _newer(lesson, known)):
                    found[lesson.field] = lesson
        return tuple(found[name] for name in ("kind", "company", "role", "application") if name in found)

    def _signs(self, reading: Reading) -> Iterator[tuple[Scope, str]]:
        """What lessons know a message by; the user's own mail only by its thread."""
        envelope = reading.envelope
        for message_id in (envelope.message_id, *envelope.thread):
            if message_id:
                yield Scope.THREAD, message_id
        if envelope.sender is not None and reading.direction is Direction.INBOUND:
            yield Scope.SENDER, envelope.sender.address.lower()
            yield Scope.DOMAIN, registered(envelope.sender.domain)


NOTHING_TAUGHT = Taught()


def taught_by(events: Iterable[Event]) -> Taught:
    """What the user has said of messages, by all events, in whatever order they come."""
    words: defaultdict[str, dict[str, str]] = defaultdict(dict)
    learned: dict[int, LessonLearned] = {}
    removed: set[int] = set()
    for event in in_order(e for e in events if is_on_message(e) or isinstance(e, LessonLearned | LessonRemoved)):
        match event:
            case LessonLearned():
                learned[event.number] = event
            case LessonRemoved():
                removed.add(event.number)
            case _ if is_on_message(event) and (event.field != "kind" or _kind(event.value)):
                words[event.fingerprint][event.field] = event.value.strip()
    lessons = {number: lesson for number, lesson in sorted(learned.items()) if number not in removed}
    by_sign: defaultdict[tuple[Scope, str], tuple[LessonLearned, ...]] = defaultdict(tuple)
    for lesson in lessons.values():
        for one in lesson.whose:
            by_sign[lesson.scope, one] += (lesson,)
    return Taught(dict(words), lessons, dict(by_sign))


def routed(events: Iterable[Event], taught: Taught) -> Iterator[Event]:
    """The events applications are folded from: each with the application it belongs to as the user has it.

    A message moved is as if it had been filed there at once. An opening goes where its message goes not: it counts only
    where the message lies. A word on a message is told where that message lies.
    """
    happened = tuple(events)
    filed = [mail for event in happened if isinstance(event, MailFiled) for mail in _at_home(event, taught)]
    lies: defaultdict[str, dict[str, Reading]] = defaultdict(dict)
    for mail in filed:
        lies[mail.reading.envelope.fingerprint][mail.application] = mail.reading
    yield from filed
    for event in happened:
        if isinstance(event, ApplicationOpened):
            if not event.fingerprint:
                yield event
            elif event.application in lies.get(event.fingerprint, {}):
                yield _renamed(event, lies[event.fingerprint][event.application], taught)
        elif is_on_message(event):
            yield from (replace(event, application=name) for name in lies.get(event.fingerprint, {}))
        elif not isinstance(event, MailFiled | LessonLearned | LessonRemoved):
            yield event


def _at_home(event: MailFiled, taught: Taught) -> Iterator[MailFiled]:
    if not taught.counts(event):
        return
    home = taught.home(event.reading)
    if home is None or home.application == event.application:
        yield event
    elif home.application:
        yield replace(event, application=home.application, because=home.because)


def _renamed(event: ApplicationOpened, reading: Reading, taught: Taught) -> ApplicationOpened:
    """An opening under the names its message is understood to state."""
    before, after = reading.facts, taught.understood(reading).facts
    company = event.company if after.company == before.company else _text(after.company)
    role = event.role if after.role == before.role else _text(after.role)
    return replace(event, company=company, role=role)


def _as_said(reading: Reading, words: Words) -> Reading:
    """A message as the user says it is to be understood; the user is always sure."""
    kind = _kind(words.get("kind", ""))
    if kind is not None:
        reading = replace(reading, kind=kind, confidence=1.0)
    facts = reading.facts
    if "company" in words:
        facts = replace(facts, company=_said(words["company"]))
    if "role" in words:
        facts = replace(facts, role=_said(words["role"]))
    return reading if facts is reading.facts else replace(reading, facts=facts)


def _said(value: str) -> Said | None:
    return Said(value, value) if value else None


def _kind(value: str) -> Kind | None:
    word = value.strip().lower()
    return Kind(word) if word in set(Kind) else None


def _newer(one: LessonLearned, other: LessonLearned) -> bool:
    return (instant(one.at), one.number) > (instant(other.at), other.number)


def _text(said: Said | None) -> str:
    return "" if said is None else said.value
