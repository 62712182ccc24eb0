"""A job search told in short sentences, lived through `decide` the way the daemon would, on a made-up clock.

    story = Story("2026-03-02 09:00 applied")
    story.happens("2026-03-09 10:00 invites", "2026-03-10 10:00 I answer", "2026-03-12 14:00 interview")
    story.until("2026-03-31")
    assert story.drafts == ["Thu 2026-03-12 17:00 thank-you to ann@acme.example", ...]

What happens is folded by tracking into applications; what `decide` says is carried out here and folded too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.deciding import Context, Gate, PlaceDraft, Plan, Rule, RuleBook, WithdrawDraft, decide
from agent.reading import (
    Address,
    Automated,
    Direction,
    Envelope,
    Evidence,
    Facts,
    Identity,
    Kind,
    Meeting,
    Part,
    Person,
    Reading,
    Said,
    Slot,
    Span,
    Trust,
)
from agent.rehearsing import carried_out, message_id
from agent.settings import Settings, load_rules
from agent.tracking import (
    Application,
    ApplicationOpened,
    Closed,
    DraftBecame,
    Event,
    Fate,
    MailFiled,
    Outcome,
    Wish,
    Wished,
    replay,
)

LONDON = "Europe/London"
ME = Identity("Sam Doe", ("sam@home.example",), LONDON, "GB")
ANN = Person("Ann Lee", "ann@acme.example", Part.RECRUITER)
BEN = Person("Ben Cole", "ben@acme.example", Part.INTERVIEWER)
EVE = Person("Eve Ray", "eve@acme.example", Part.INTERVIEWER)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=1)
def shipped() -> RuleBook:
    """The rules as shipped, counted in England."""
    rules = load_rules(Settings(Path("config.toml"), ME, (), Path("ledger.db")))
    return replace(rules.book, country="GB", subdivision="ENG")


def rule(name: str) -> Rule:
    """One shipped rule."""
    return next(r for r in shipped().rules if r.name == name)


def with_rule(name: str, **changes: object) -> RuleBook:
    """The shipped rules with one of them changed."""
    changed = [replace(r, **changes) if r.name == name else r for r in shipped().rules]  # type: ignore[arg-type]  # tests name the fields
    return replace(shipped(), rules=tuple(changed))


def at(text: str, zone: str = LONDON) -> datetime:
    """`2026-03-12 14:00`, or a day alone for its midnight, on a wall in a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def mail(
    when: datetime,
    kind: Kind,
    *,
    sender: Person = ANN,
    mine: bool = False,
    to: str = "ann@acme.example",
    facts: Facts | None = None,
    automated: Automated | None = None,
    confidence: float = 1.0,
    trust: Trust = Trust.UNKNOWN,
    reply_to: str = "",
    rule: str = "a.rule",
    message_id: str | None = None,
) -> Reading:
    """A message, from Ann unless said otherwise, or the user's own."""
    who = Address("Sam Doe", "sam@home.example") if mine else Address(sender.name, sender.address or "")
    key = sha256(repr((when, kind, who, mine, to)).encode()).hexdigest()
    return Reading(
        envelope=Envelope(
            fingerprint=key,
            received_at=when,
            sent_at=when,
            message_id=message_id or f"<{key[:12]}@mail.example>",
            sender=who,
            to=(Address("", to if mine else "sam@home.example"),),
            reply_to=(Address("", reply_to),) if reply_to else (),
            subject="About the job",
            automated=automated,
        ),
        direction=Direction.OUTBOUND if mine else Direction.INBOUND,
        kind=kind,
        confidence=confidence,
        evidence=(Evidence(rule, "words"),),
        facts=facts or Facts(),
        trust=trust,
    )


def meeting(
    start: datetime,
    *,
    minutes: int = 60,
    uid: str = "uid-1",
    sequence: int = 0,
    people: tuple[Person, ...] = (),
    zone: str | None = LONDON,
    medium: str = "video",
) -> Facts:
    """The facts of a message that fixes an interview."""
    return Facts(meeting=Meeting(slot(start, minutes, zone), uid, sequence, medium, "", people))


def slot(start: datetime, minutes: int = 60, zone: str | None = LONDON) -> Slot:
    """A stretch of time, an hour unless told otherwise."""
    return Slot(start, start + timedelta(minutes=minutes), zone, "then")


def restated(fixed: Reading, zone: str | None, *, uid: str | None = "uid-1", sequence: int = 0) -> Reading:
    """The message that fixes an interview, stating it in another zone, or under another name or number."""
    known = fixed.facts.meeting
    if known is None:
        raise ValueError("it fixes no interview")
    changed = replace(known, slot=replace(known.slot, timezone=zone), uid=uid, sequence=sequence)
    return replace(fixed, facts=replace(fixed.facts, meeting=changed))


def arriving(reading: Reading, when: str, fingerprint: str) -> Reading:
    """Much the same message, come at another time."""
    envelope = replace(reading.envelope, received_at=at(when), sent_at=at(when), fingerprint=fingerprint)
    return replace(reading, envelope=envelope)


def promise(day: str) -> Facts:
    """The facts of a message that says by when they will be in touch."""
    return Facts(promise=Span(date.fromisoformat(day), date.fromisoformat(day), f"by {day}"))


def said(value: str) -> Said:
    """A fact in words."""
    return Said(value, value)


@dataclass
class Story:
    """One application from its opening on, in the daily life of a daemon that is always awake unless told otherwise."""

    rules: RuleBook = field(default_factory=shipped)
    me: Identity = ME
    id: str = "acme"
    company: str = "Acme"
    role: str = "Analyst"
    opened: datetime = field(default_factory=lambda: at("2026-03-02 09:00"))
    first_read_at: datetime | None = LONG_AGO
    release_backlog: bool = False
    in_question: frozenset[str] = frozenset()
    events: list[Event] = field(default_factory=list)
    placed: list[PlaceDraft] = field(default_factory=list)
    withdrawn: list[WithdrawDraft] = field(default_factory=list)

    def __post_init__(self) -> None:
        opening = ApplicationOpened(self.id, self.opened, self.company, self.role, "added", applied_at=self.opened)
        self.events.insert(0, opening)

    # What happens

    def files(self, *mails: Reading) -> Story:
        self.events += [MailFiled(self.id, m.at, m, "filed") for m in mails]
        return self

    def gets(self, when: str, kind: Kind, **more: object) -> Story:
        """A message of theirs arrives."""
        return self.files(mail(at(when), kind, **more))  # type: ignore[arg-type]  # the names are those of `mail`

    def writes(self, when: str, **more: object) -> Story:
        """The user writes, by hand."""
        return self.files(mail(at(when), Kind.NOT_JOB, mine=True, **more))  # type: ignore[arg-type]  # as above

    def meets(self, when: str, *people: Person, uid: str = "uid-1", told: str = "2026-03-06 10:00") -> Story:
        """An interview of an hour is fixed, and will be held unless something comes."""
        fixed = meeting(at(when), uid=uid, people=people)
        return self.gets(told, Kind.INTERVIEW_SCHEDULED, facts=fixed)

    def wishes(self, when: str, wish: Wish, *starts: str, reason: str = "") -> Story:
        """The user wants a draft written, with an hour from each of these starts on."""
        slots = tuple(Slot(at(s), at(s) + timedelta(hours=1), LONDON, s) for s in starts)
        return self.has(Wished(self.id, at(when), wish, slots, None, reason))

    @property
    def first_mail(self) -> Reading:
        """The first message filed."""
        return next(e.reading for e in self.events if isinstance(e, MailFiled))

    def has(self, *events: Event) -> Story:
        self.events += events
        return self

    def ends(self, when: str, outcome: Outcome) -> Story:
        return self.has(Closed(self.id, at(when), outcome, "the user said so"))

    # What is decided

    @property
    def application(self) -> Application:
        return replay(self.events)[self.id]

    def before(self, instant: datetime) -> Application:
        """The application as it was known at an instant: mail that has not come yet is not known."""
        known = [e for e in self.events if e.at <= instant]
        return replay(known or self.events[:1])[self.id]

    @property
    def context(self) -> Context:
        return Context(self.me, self.first_read_at, self.release_backlog, self.in_question)

    def plan(self, when: str | datetime) -> Plan:
        instant = at(when) if isinstance(when, str) else when
        return decide([self.before(instant)], self.rules, instant, self.context)

    def gate(self, when: str, name: str) -> Gate | None:
        """The gate that holds a rule's draft back at an instant."""
        return next((h.gate for h in self.plan(when).held if h.occasion.rule == name), None)

    def why(self, when: str, name: str) -> str:
        return next(h.reason.sentence for h in self.plan(when).held if h.occasion.rule == name)

    def drafted(self, when: str) -> list[str]:
        """What is drafted at an instant, were the daemon to wake just then: rule and recipient."""
        return [f"{a.rule.name} to {a.to.address}" for a in self.plan(when).drafts]

    def live(self, until: str, *, sends: Iterable[str] = ()) -> Story:
        """Wake at every event and whenever a plan says so, and do what it says. Drafts of rules in `sends` are sent."""
        now, end = self.opened, at(until)
        while now < end:
            plan = self.plan(now)
            self.events += [e for a in plan.actions for e in carried_out(a, now)]
            for action in plan.actions:
                if isinstance(action, PlaceDraft):
                    self.placed.append(action)
                    if action.rule.name in sends:
                        self._send(action, now)
                elif isinstance(action, WithdrawDraft):
                    self.withdrawn.append(action)
            later = [e.at for e in self.events if e.at > now]
            nexts = [*later, *([plan.next_due] if plan.next_due else [])]
            now = min(nexts, default=end)
        return self

    def _send(self, action: PlaceDraft, now: datetime) -> None:
        when = now + timedelta(minutes=10)
        occasion = str(action.occasion)
        sent = mail(when, Kind.NOT_JOB, mine=True, to=action.to.address or "", message_id=message_id(occasion))
        self.files(sent).has(DraftBecame(self.id, when, occasion, Fate.SENT, "seen in Sent"))

    @property
    def drafts(self) -> list[str]:
        """Every draft placed so far: weekday, instant on the user's wall, rule and recipient."""
        zone = ZoneInfo(self.me.timezone)
        return [f"{a.at.astimezone(zone):%a %Y-%m-%d %H:%M} {a.rule.name} to {a.to.address}" for a in self.placed]
