"""Hypothesis strategies for readings, events and applications.

Values come from small pools, so that threads, UIDs, people, fingerprints and instants collide as they do in life, and
worse. Everything is within the types of the contract; nothing is implausible on purpose but combinations.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from agent.reading import (
    Address,
    Automated,
    Deadline,
    Direction,
    Envelope,
    Evidence,
    Facts,
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
from agent.tracking import (
    Application,
    ApplicationOpened,
    Closed,
    Corrected,
    Debriefed,
    DraftBecame,
    DraftPlaced,
    Event,
    Fate,
    Form,
    InterviewNoted,
    LessonLearned,
    LessonRemoved,
    MailFiled,
    Noted,
    OfferRecorded,
    Outcome,
    RefereeNamed,
    Reopened,
    Scope,
    Stage,
    Wish,
    Wished,
    replay,
)

IDS = ("acme", "globex", "application")
ADDRESSES = ("ann@acme.example", "ben@agency.example", "no-reply@ats.example", "sam@home.example")
COMPANIES = ("Acme", "ACME Ltd.", "Acme Robotics", "Globex GmbH", "ÅÄÖ", "")
ROLES = ("Engineer", "Senior Engineer", "Data Engineer (m/w/d)", "Junior Engineer", "")
FINGERPRINTS = tuple(f"{n:064x}" for n in range(8))
UIDS = ("uid-1@cal.example", "uid-2@cal.example")
MESSAGE_IDS = tuple(f"<{n}@mail.example>" for n in range(6))
ZONES = (UTC, ZoneInfo("Europe/London"), ZoneInfo("America/New_York"))
START = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)


def instants() -> SearchStrategy[datetime]:
    """Aware instants on a grid of half hours about the end of summer time, then on one of days; ties are common."""
    near = st.integers(0, 12).map(lambda n: timedelta(minutes=30 * n))
    far = st.integers(0, 200).map(lambda n: timedelta(days=n))
    return st.builds(lambda zone, ahead: (START + ahead).astimezone(zone), st.sampled_from(ZONES), near | far)


def people() -> SearchStrategy[Person]:
    """People with and without an address."""
    return st.builds(
        Person,
        name=st.sampled_from(("Ann Lee", "Ben", "")),
        address=st.none() | st.sampled_from(ADDRESSES),
        part=st.sampled_from(Part),
    )


def slots() -> SearchStrategy[Slot]:
    """Slots of up to two hours; the zone stated may be none."""
    return st.builds(
        lambda start, minutes, zone: Slot(start, start + timedelta(minutes=minutes), zone, "then"),
        instants(),
        st.integers(0, 120),
        st.sampled_from((None, "UTC", "Europe/London", "America/New_York")),
    )


def meetings() -> SearchStrategy[Meeting]:
    """Meetings from calendars and from words."""
    return st.builds(
        Meeting,
        slot=slots(),
        uid=st.none() | st.sampled_from(UIDS),
        sequence=st.integers(0, 3),
        medium=st.sampled_from(("", "phone", "video", "onsite", "one-way-video")),
        people=st.lists(people(), max_size=2).map(tuple),
    )


def spans() -> SearchStrategy[Span]:
    """Intervals of a few days."""
    return st.builds(
        lambda start, days: Span(start, start + timedelta(days=days), "soon"),
        st.dates(date(2026, 10, 1), date(2027, 3, 1)),
        st.integers(0, 10),
    )


def _said(values: tuple[str, ...]) -> SearchStrategy[Said | None]:
    return st.none() | st.sampled_from(values).map(lambda value: Said(value, value))


def facts() -> SearchStrategy[Facts]:
    """Any combination of facts, whether or not it makes sense."""
    return st.builds(
        Facts,
        company=_said(COMPANIES),
        role=_said(ROLES),
        requisition=_said(("REQ-1234", "7")),
        agency=_said(("Bright Talent",)),
        people=st.lists(people(), max_size=2).map(tuple),
        meeting=st.none() | meetings(),
        proposed=st.lists(slots(), max_size=2).map(tuple),
        promise=st.none() | spans(),
        deadline=st.none() | st.builds(Deadline, at=instants(), quote=st.just("by then")),
        away_until=st.none() | spans(),
        channel=_said(("phone", "portal")),
        no_contact=_said(("please do not call",)),
        language=st.sampled_from(("en", "de")),
        address=_said(("formal", "familiar")),
        further=st.lists(meetings(), max_size=1).map(tuple),
    )


def envelopes() -> SearchStrategy[Envelope]:
    """Envelopes that share threads, people and instants, and may be late by days."""
    ids = st.lists(st.sampled_from(MESSAGE_IDS), max_size=2).map(tuple)
    addresses = st.builds(Address, name=st.sampled_from(("Ann Lee", "")), address=st.sampled_from(ADDRESSES))
    return st.builds(
        Envelope,
        fingerprint=st.sampled_from(FINGERPRINTS),
        received_at=instants(),
        sent_at=st.none() | instants(),
        message_id=st.none() | st.sampled_from(MESSAGE_IDS),
        in_reply_to=ids,
        references=ids,
        sender=st.none() | addresses,
        reply_to=st.lists(addresses, max_size=1).map(tuple),
        to=st.lists(addresses, max_size=2).map(tuple),
        subject=st.sampled_from(("Your application", "Re: phone screen", "")),
        automated=st.none() | st.sampled_from(Automated),
    )


def readings(
    kinds: SearchStrategy[Kind] | None = None, confidences: SearchStrategy[float] | None = None
) -> SearchStrategy[Reading]:
    """Readings of any kind, confidence and direction."""
    return st.builds(
        Reading,
        envelope=envelopes(),
        direction=st.sampled_from(Direction),
        kind=st.sampled_from(Kind) if kinds is None else kinds,
        confidence=st.sampled_from((0.0, 0.5, 0.74, 0.75, 0.9, 1.0)) if confidences is None else confidences,
        evidence=st.lists(
            st.builds(Evidence, rule=st.just("a.rule"), quote=st.just("a screening call")), max_size=1
        ).map(tuple),
        facts=facts(),
        trust=st.sampled_from(Trust),
    )


def corrections(application: SearchStrategy[str]) -> SearchStrategy[Corrected]:
    """Corrections of every field, sensible or not."""
    values = (*Stage, *Outcome, *Kind, *IDS, "yes", "no", "2026-11-02", "Initech", "thank-you", "", "nonsense")
    of_applications = ("stage", "interview_held", "promise", "no_contact", "dismiss", "unheard-of")
    fields = (*of_applications, "company", "role", "kind", "application")
    return st.builds(
        Corrected,
        application=application,
        at=instants(),
        field=st.sampled_from(fields),
        value=st.sampled_from(values).map(str),
        fingerprint=st.sampled_from(("", *FINGERPRINTS, *UIDS)),
    )


def lessons(numbers: SearchStrategy[int] | None = None) -> SearchStrategy[LessonLearned]:
    """Lessons about the senders, domains and threads there are, sensible or not."""
    whose = {Scope.SENDER: ADDRESSES, Scope.DOMAIN: ("acme.example", "ats.example"), Scope.THREAD: MESSAGE_IDS}
    values = {"kind": (*Kind, "nonsense"), "company": COMPANIES, "role": ROLES, "application": (*IDS, "")}
    return st.tuples(st.sampled_from(Scope), st.sampled_from(tuple(values))).flatmap(
        lambda of: st.builds(
            LessonLearned,
            number=st.integers(1, 4) if numbers is None else numbers,
            at=instants(),
            scope=st.just(of[0]),
            whose=st.lists(st.sampled_from(whose[of[0]]), min_size=1, max_size=2).map(tuple),
            field=st.just(of[1]),
            value=st.sampled_from(values[of[1]]).map(str),
            fingerprint=st.sampled_from(FINGERPRINTS),
            because=st.just("you said so"),
            instead=st.sampled_from(("", *Kind, *COMPANIES, *ROLES)).map(str),
        )
    )


def teachings() -> SearchStrategy[Event]:
    """Lessons, removals, words on messages, and mail that was filed upon a lesson."""
    upon = st.lists(st.integers(1, 4), max_size=2).map(tuple)
    filed = st.builds(
        lambda name, reading, numbers: MailFiled(name, reading.at, reading, "filed", numbers),
        st.sampled_from(IDS),
        readings(),
        upon,
    )
    opened = st.builds(
        ApplicationOpened,
        application=st.sampled_from(IDS),
        at=instants(),
        company=st.sampled_from(COMPANIES),
        role=st.sampled_from(ROLES),
        because=st.just("a mail"),
        fingerprint=st.sampled_from(FINGERPRINTS),
    )
    removed = st.builds(LessonRemoved, number=st.integers(1, 4), at=instants(), because=st.just(""))
    return st.one_of(lessons(), removed, filed, opened, corrections(st.sampled_from(("", *IDS))))


def events(application: SearchStrategy[str] | None = None) -> SearchStrategy[Event]:
    """Events of every type; by default all of one application."""
    of = st.just(IDS[0]) if application is None else application
    occasions = st.sampled_from(("acme/thank-you/uid-1/1", "acme/status/uid-1/1"))
    return st.one_of(
        st.builds(
            ApplicationOpened,
            application=of,
            at=instants(),
            company=st.sampled_from(COMPANIES),
            role=st.sampled_from(ROLES),
            because=st.just("added"),
            applied_at=st.none() | instants(),
        ),
        st.builds(MailFiled, application=of, at=instants(), reading=readings(), because=st.just("filed")),
        st.builds(lambda name, reading: MailFiled(name, reading.at, reading, "filed"), of, readings()),
        st.builds(
            DraftPlaced,
            application=of,
            at=instants(),
            occasion=occasions,
            rule=st.just("thank-you"),
            message_id=st.sampled_from(MESSAGE_IDS),
            to=st.sampled_from(ADDRESSES),
            answers=st.none() | st.sampled_from(MESSAGE_IDS),
        ),
        st.builds(
            DraftBecame,
            application=of,
            at=instants(),
            occasion=occasions,
            fate=st.sampled_from(Fate),
            because=st.just(""),
        ),
        st.builds(
            Noted,
            application=of,
            at=instants(),
            text=st.just("called them"),
            contact=st.sampled_from(("", "phone")),
            by=st.sampled_from(("me", "them")),
        ),
        corrections(of),
        st.builds(Closed, application=of, at=instants(), outcome=st.sampled_from(Outcome), because=st.just("")),
        st.builds(Reopened, application=of, at=instants(), because=st.just("")),
        st.builds(
            Wished,
            application=of,
            at=instants(),
            wish=st.sampled_from(Wish),
            slots=st.lists(slots(), max_size=2).map(tuple),
            until=st.none() | spans().map(lambda span: span.end),
        ),
        st.builds(
            OfferRecorded,
            application=of,
            at=instants(),
            form=st.sampled_from(Form),
            answer_by=st.none() | instants(),
            conditional=st.booleans(),
        ),
        st.builds(
            Debriefed,
            application=of,
            at=instants(),
            interview=st.sampled_from(UIDS),
            answers=st.just((("topics", "the billing system"),))
            | spans().map(lambda s: (("next_step_by", str(s.end)),)),
        ),
        st.builds(
            lambda name, when, slot: InterviewNoted(name, when, slot.start, slot.end, slot.timezone),
            of,
            instants(),
            slots(),
        ),
        st.builds(
            RefereeNamed, application=of, at=instants(), name=st.just("Jo Field"), address=st.sampled_from(ADDRESSES)
        ),
    )


def applications(name: str = IDS[0], max_events: int = 12) -> SearchStrategy[Application]:
    """Applications as some events of theirs made them; words on messages that are nowhere make none."""
    own = st.lists(events(st.just(name)), min_size=1, max_size=max_events)
    return own.map(replay).filter(lambda made: name in made).map(lambda made: made[name])
