"""Interviews and what follows from them, drawn by lot: rounds, promises, references, offers, and how it all ends."""

from __future__ import annotations

from datetime import timedelta

from agent.reading import Automated, Deadline, Facts, Kind, Part, Person, Said, Slot, Span
from agent.tracking import Form, Outcome, Wish
from tests.search.life import ME, Life, Round

REFEREES = (
    Person("Paula Grant", "paula.grant@referees.example", Part.CONTACT),
    Person("Jo Field", "jo.field@home.example", Part.CONTACT),
    Person("Max Rahn", "max@rahn.example", Part.CONTACT),
)


def asked_to_come(life: Life, *, accepted: bool = False) -> None:
    """One to three rounds, each after the other, and what they lead to."""
    rounds = life.chance.choice((1, 1, 2, 2, 3))
    for number in range(rounds):
        meeting = _arranged(life, number)
        if meeting is None:
            return
        if not _held(life, meeting, sure=accepted):
            return
        _afterwards(life, meeting)
        if number + 1 < rounds:
            life.passes(2, 12)
    _decided(life, accepted=accepted)


def _arranged(life: Life, number: int) -> Round | None:
    """An invitation, answered in one way or another or not at all, and the message that fixes a time."""
    lot = life.chance.random()
    if lot < 0.75:
        proposed = life.times(life.chance.choice((0, 0, 2, 3)))
        slots = tuple(Slot(s, s + timedelta(hours=1), life.house.place.zone, "then") for s in proposed)
        late = timedelta(days=1, hours=3) if life.lot(0.05) else timedelta()
        life.gets(Kind.INTERVIEW_INVITE, life.other, Facts(proposed=slots), late=late)
        if not _answered(life):
            return None
    start = life.times(1, life.chance.choice((1, 2, 3, 5, 8)))[0]
    meeting = Round(
        uid=f"{life.id}-{number}@{life.house.domain}" if life.lot(0.75) else None,
        start=start,
        minutes=life.chance.choice((30, 45, 60, 60, 90)),
        zone=life.house.place.zone if life.lot(0.85) else None,
        people=_panel(life),
        medium=life.chance.choice(("video", "video", "onsite", "phone", "")) if life.lot(0.95) else "one-way-video",
        by=life.other if life.lot(0.8) else _scheduler(life),
    )
    life.states(meeting, Kind.INTERVIEW_SCHEDULED)
    if life.lot(0.3):
        life.soon(0.1, 3)
        life.writes(meeting.by, "calendar.reply")
    return meeting


def _panel(life: Life) -> tuple[Person, ...]:
    people = life.cast.panel(life.house, life.other)
    if life.lot(0.06):  # a calendar that lists everybody who is asked to come
        people = (*people, Person(ME.name, ME.addresses[0], Part.INTERVIEWER))
    return people


def _scheduler(life: Life) -> Person:
    return life.house.machine if life.lot(0.3) else life.colleague(Part.COORDINATOR)


def _answered(life: Life) -> bool:
    """Whether it goes on after an invitation. The user answers by hand, or with times by a draft, or not at all."""
    lot = life.chance.random()
    life.soon(1, 30)
    if lot < 0.5:
        life.writes(life.other)
    elif lot < 0.88:
        life.wishes(Wish.ANSWER_INVITATION, *life.times(life.chance.randint(1, 4)))
        if life.lot(0.25):
            return life.lot(0.2)
    else:
        return life.lot(0.2)
    life.passes(0.5, 3)
    return True


def _held(life: Life, meeting: Round, *, sure: bool) -> bool:
    """What becomes of the appointment; whether the interview was held."""
    lot = 1.0 if sure else life.chance.random()
    if lot < 0.08:
        life.soon(1, 15)
        life.states(meeting, Kind.INTERVIEW_CANCELLED)
        if life.lot(0.5):
            life.passes(2, 9)
            turned_down(life, by_person=life.lot(0.5))
        return False
    if lot < 0.22:
        _moved(life, meeting)
    elif lot < 0.28:
        _to_move(life, meeting)
    elif lot < 0.33:
        return _missed(life, meeting)
    life.at_least(meeting.end)
    return True


def _moved(life: Life, meeting: Round) -> None:
    """They move it, once or twice; at times without saying to when."""
    for _ in range(life.chance.choice((1, 1, 2))):
        life.soon(1, 12)
        if life.lot(0.2):
            life.gets(Kind.INTERVIEW_RESCHEDULED, meeting.by)
            life.soon(3, 30)
        meeting.start = life.times(1, life.chance.choice((1, 2, 4)))[0]
        life.states(meeting, Kind.INTERVIEW_RESCHEDULED)


def _to_move(life: Life, meeting: Round) -> None:
    """The user asks to move it, and it is moved."""
    if life.now + timedelta(hours=5) < meeting.start:
        life.soon(0.5, 4)
        life.wishes(Wish.MOVE_INTERVIEW, *life.times(2), reason="I have to be elsewhere that morning.")
        life.soon(5, 40)
        meeting.start = life.times(1, 2)[0]
        life.states(meeting, Kind.INTERVIEW_RESCHEDULED)


def _missed(life: Life, meeting: Round) -> bool:
    """One side does not come; often there is another time, and then it is held."""
    life.at_least(meeting.start)
    by_me = life.lot(0.4)
    wish = Wish.EXCUSE_ABSENCE if by_me else Wish.ASK_AFTER_NO_SHOW
    life.says("interview_held", "no", meeting.key)
    life.wishes(wish, *life.times(2), reason="My train stood still." if by_me else "")
    if life.lot(0.4):
        return False
    life.passes(0.3, 3)
    meeting.start, meeting.uid, meeting.key = life.times(1, 2)[0], f"{meeting.uid}-again" if meeting.uid else None, ""
    life.states(meeting, Kind.INTERVIEW_SCHEDULED)
    life.at_least(meeting.end)
    return True


def _afterwards(life: Life, meeting: Round) -> None:
    """What is written and said in the days after an interview."""
    if life.lot(0.4):
        life.soon(0.2, 5)
        life.debriefs(meeting, ("topics", "the billing system"), ("interest", str(life.chance.randint(1, 5))))
    if life.lot(0.12):
        life.soon(1, 12)
        life.writes(life.chance.choice([p for p in (*meeting.people, life.other) if p.address]))
    if life.lot(0.04):
        life.says("interview_held", "no", meeting.key)
    if life.lot(0.06):
        life.soon(1, 20)
        life.gets(Kind.EMPLOYER_REPLY, life.other, Facts(channel=Said("phone", "give me a ring")))
    if life.lot(0.08):
        life.soon(1, 20)
        life.gets(Kind.INFO_REQUEST, life.other)
        if life.lot(0.7):
            life.soon(2, 50)
            life.writes(life.other)
    if life.lot(0.07):
        _references(life)
    _promises(life)


def _promises(life: Life) -> None:
    """A day is named, and kept, broken or put off; by mail or by phone."""
    for _ in range(life.chance.choice((0, 0, 1, 1, 2))):
        life.passes(0.3, 4)
        last = (life.now + timedelta(days=life.chance.randint(3, 12))).date()
        if life.lot(0.85):
            late = timedelta(days=2) if life.lot(0.05) else timedelta()
            life.gets(Kind.EMPLOYER_REPLY, life.other, Facts(promise=Span(last, last, "by")), late=late)
        else:
            life.notes(f"{life.other.name} rang", "phone", "them")
            life.says("promise", last.isoformat())
        if life.lot(0.6):
            life.passes((last - life.now.date()).days, (last - life.now.date()).days + 8)
    if life.lot(0.08):
        life.soon(1, 40)
        until = (life.now + timedelta(days=life.chance.randint(2, 12))).date()
        facts = Facts(away_until=Span(life.now.date(), until, "until"))
        life.gets(Kind.OUT_OF_OFFICE, life.other, facts, automated=Automated.AUTO_REPLIED)
    if life.lot(0.06):
        life.soon(1, 40)
        life.notes("I rang", "phone", "me")
    if life.lot(0.06):
        bounces(life)


def bounces(life: Life) -> None:
    """Mail to whoever spoke for them comes back."""
    daemon = f"mailer-daemon@{(life.other.address or '').partition('@')[2]}"
    postmaster = Person("Mail Delivery", daemon, Part.CONTACT)
    life.gets(Kind.BOUNCE, postmaster, Facts(people=(life.other,)), automated=Automated.BOUNCE)


def _references(life: Life) -> None:
    """They ask for references, and the user names one or two."""
    life.passes(0.5, 3)
    life.gets(Kind.REFERENCE_REQUEST, life.other)
    life.soon(1, 40)
    life.writes(life.other)
    for referee in life.chance.sample(REFEREES, life.chance.choice((1, 2))):
        life.names(referee)


def _decided(life: Life, *, accepted: bool) -> None:
    """What it comes to: the chosen one's offer, another offer, a refusal, or silence."""
    lot = life.chance.random()
    life.passes(3, 14)
    if accepted or lot < life.luck:
        _offered(life, accepted=accepted)
    elif lot < life.luck + 0.35:
        turned_down(life, by_person=life.lot(0.6), after_interview=True)
    elif lot < life.luck + 0.42:
        life.ends(Outcome.WITHDRAWN)


def _offered(life: Life, *, accepted: bool) -> None:
    """An offer, by word of mouth first or in writing at once, with a day or without."""
    if life.lot(0.35):
        life.notes(f"{life.other.name} rang with an offer", "phone", "them")
        life.has_offer(Form.VERBAL, life.chance.choice((None, 12)))
        if not accepted and life.lot(0.4):
            return
        life.passes(2, 12)
    _in_writing(life)
    life.passes(1.5, 6)
    if accepted:
        if life.lot(0.6):
            life.writes(life.other)
        life.ends(Outcome.ACCEPTED)
    elif life.lot(0.6):
        life.ends(Outcome.DECLINED)
    elif life.lot(0.3):
        life.passes(1, 4)
        turned_down(life, by_person=True)
    if accepted and life.lot(0.5):  # what was open in it is settled after all
        life.soon(20, 90)
        life.has_offer(Form.WRITTEN, 5)


def _in_writing(life: Life) -> None:
    """The paper, at times on a condition; the user may want more time."""
    if life.lot(0.5):
        _references(life)
        life.passes(1, 4)
    due = life.now + timedelta(days=life.chance.randint(4, 15))
    deadline = Deadline(due, "by then") if life.lot(0.8) else None
    life.gets(Kind.OFFER, life.other, Facts(deadline=deadline))
    if life.lot(0.2):
        life.soon(1, 5)
        life.has_offer(Form.WRITTEN, 9, conditional=True)
    if life.lot(0.3):
        life.soon(2, 40)
        life.wishes(Wish.MORE_TIME, days=life.chance.randint(12, 20), reason="I have one more interview that week.")


def turned_down(life: Life, *, by_person: bool, after_interview: bool = False) -> None:
    """A refusal; now and then one that is taken back, or said twice, or answered by the user."""
    life.gets(Kind.REJECTION, life.other if by_person else life.house.machine)
    if life.lot(0.1):
        life.soon(0.1, 40)
        life.gets(Kind.REJECTION, life.house.machine)
    if life.lot(0.1):
        life.soon(1, 30)
        life.writes(life.other)
    if life.lot(0.12 if after_interview else 0.03):
        life.passes(3, 15)
        meeting = _arranged(life, 9)
        if meeting is not None and _held(life, meeting, sure=True):
            _afterwards(life, meeting)
