"""What becomes of one application, drawn by lot: the plots up to an interview. Interviews and offers are in `rounds`.

Every kind of message and of word the rules know is there, and things happen when one would rather they did not.
"""

from __future__ import annotations

from datetime import timedelta

from agent.reading import Automated, Deadline, Facts, Kind, Said, Span, Trust
from agent.tracking import Outcome
from tests.search.life import ME, Life
from tests.search.rounds import asked_to_come, bounces, turned_down


def lives(life: Life, *, accepted: bool = False) -> None:
    """One application from beginning to end. The one whose offer is `accepted` goes all the way."""
    life.opens()
    if accepted:
        _acknowledged(life)
        life.passes(4, 10)
        asked_to_come(life, accepted=True)
        return
    _said_at_once(life)
    lot = life.chance.random()
    if lot < 0.07:
        _approached(life)
    elif life.lot(0.85):
        _acknowledged(life)
    if lot < 0.22:
        _silent(life)
    elif lot < 0.38:
        life.passes(4, 40)
        turned_down(life, by_person=life.lot(0.25))
    elif lot < 0.52:
        _tested(life)
    else:
        life.passes(3, 16)
        asked_to_come(life)
    _at_last(life)


def _said_at_once(life: Life) -> None:
    """What the user says of an application when they make it."""
    if life.lot(0.15):
        life.says("closing", (life.now + timedelta(days=life.chance.randint(3, 25))).date().isoformat())
    if life.lot(0.15):
        who = life.colleague()
        life.says("contact", f"{who.name} <{who.address}>")
    if life.lot(0.06):
        life.says("preferred", "no")
    if life.lot(0.04):
        life.says("keep_open", "yes")
    if life.lot(0.12):
        rule = life.chance.choice(("thank-you", "after-application", "status-no-promise", "rejection-thanks"))
        life.says("dismiss", rule)
    if life.lot(0.04):
        life.says("channel", "phone")


def _acknowledged(life: Life) -> None:
    """A receipt, by a machine mostly; some say by when one hears, or that silence means no."""
    life.soon(0.01, 3)
    facts = Facts()
    if life.lot(0.12):
        day = (life.now + timedelta(days=life.chance.randint(10, 30))).date()
        facts = Facts(
            no_contact=Said("silence-means-no", "assume that you were not chosen"), promise=Span(day, day, "by")
        )
    elif life.lot(0.12):
        facts = Facts(no_contact=Said("do-not-ask", "please do not contact us about your application"))
    elif life.lot(0.15):
        day = (life.now + timedelta(days=life.chance.randint(7, 21))).date()
        facts = Facts(promise=Span(day, day, "by"))
    if life.lot(0.75) and life.agency is None:
        life.gets(Kind.ACKNOWLEDGEMENT, life.house.machine, facts)
    else:
        life.passes(1, 3)
        life.gets(Kind.ACKNOWLEDGEMENT, life.other, facts)


def _approached(life: Life) -> None:
    """A recruiter writes of their own accord; the user answers, or does not yet."""
    life.soon(1, 30)
    life.gets(Kind.RECRUITER_OUTREACH, life.other)
    if life.lot(0.7):
        life.soon(2, 40)
        life.writes(life.other)


def _silent(life: Life) -> None:
    """Nothing, or next to nothing: a job alert, an absence, a word that it is on hold, a question of the user's own."""
    if life.lot(0.3):
        life.passes(5, 12)
        life.gets(Kind.EMPLOYER_REPLY, life.other)
    if life.lot(0.2):
        life.passes(2, 12)
        life.gets(Kind.JOB_ALERT, life.house.machine, automated=Automated.BULK)
    if life.lot(0.3):
        life.passes(8, 16)
        life.writes(life.other)
        if life.lot(0.3):
            away(life)
        elif life.lot(0.2):
            life.soon(0.02, 0.3)
            bounces(life)
        elif life.lot(0.4):
            life.passes(1, 4)
            life.gets(Kind.EMPLOYER_REPLY, life.other, _by_day(life, 5, 12))
    if life.lot(0.2):
        life.passes(40, 90)
        turned_down(life, by_person=life.lot(0.3))


def _by_day(life: Life, least: int, most: int) -> Facts:
    last = (life.now + timedelta(days=life.chance.randint(least, most))).date()
    return Facts(promise=Span(last - timedelta(days=life.chance.choice((0, 0, 4))), last, "by then"))


def away(life: Life) -> None:
    """Whoever speaks for them is away for some days."""
    life.soon(0.01, 0.1)
    until = (life.now + timedelta(days=life.chance.randint(2, 15))).date()
    facts = Facts(away_until=Span(life.now.date(), until, "until"))
    life.gets(Kind.OUT_OF_OFFICE, life.other, facts, automated=Automated.AUTO_REPLIED)


def _tested(life: Life) -> None:
    """A test by a machine or a task by a person, handed in by mail, in a portal, or not at all."""
    life.passes(3, 12)
    by_person = life.lot(0.5) or life.agency is not None
    sender = life.other if by_person else life.house.machine
    due = life.now + timedelta(days=life.chance.randint(3, 8))
    life.gets(Kind.ASSESSMENT, sender, Facts(deadline=Deadline(due, "by then") if life.lot(0.7) else None))
    if life.lot(0.85):
        life.passes(1, 5)
        if by_person and life.lot(0.6):
            life.writes(life.other)
        else:
            life.notes("Done.", "portal")
    lot = life.chance.random()
    if lot < 0.3:
        life.passes(4, 20)
        turned_down(life, by_person=life.lot(0.4))
    elif lot < 0.7:
        life.passes(4, 18)
        asked_to_come(life)
    elif lot < 0.8:
        life.passes(3, 10)
        life.gets(Kind.EMPLOYER_REPLY, life.other, _by_day(life, 4, 9))


def _at_last(life: Life) -> None:
    """What may still come long after: doubtful mail, a wish not to be written to, a withdrawal, news of the user's."""
    if life.lot(0.04):
        life.passes(1, 12)
        life.gets(Kind.UNSURE, life.other, confidence=0.4)
    if life.lot(0.02):
        life.passes(1, 12)
        life.gets(Kind.EMPLOYER_REPLY, life.other, trust=Trust.SUSPECT)
    if life.lot(0.03):
        life.passes(1, 9)
        wish = Said("do-not-ask", "please do not write to us, we will be in touch")
        life.gets(Kind.EMPLOYER_REPLY, life.other, Facts(no_contact=wish))
    if life.lot(0.05):
        life.passes(2, 20)
        life.ends(Outcome.WITHDRAWN)
        if life.lot(0.3):
            life.soon(1, 20)
            life.writes(life.other)
    if life.lot(0.12):
        life.passes(95, 200)
        life.notes("news: I led the move to a new billing system.")
    if life.lot(0.03):
        life.says("contact", f"{ME.name} <{ME.addresses[0]}>")  # a slip of the user's: nobody writes to themselves
