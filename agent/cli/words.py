"""How things are called when we speak to the user: kinds, stages, outcomes, fates, drafts, days and times.

Only vocabulary and dates; no layout and no decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

from agent.deciding import Errand, Gate, Rule, Situation
from agent.reading import Address, Kind, Person
from agent.tracking import Application, Fate, LessonLearned, Outcome, Scope, Stage

KIND = {
    Kind.ACKNOWLEDGEMENT: "an acknowledgement of your application",
    Kind.RECRUITER_OUTREACH: "a recruiter writing about a job you did not apply for",
    Kind.INTERVIEW_INVITE: "an invitation to an interview",
    Kind.INTERVIEW_SCHEDULED: "an interview with a fixed time",
    Kind.INTERVIEW_RESCHEDULED: "an interview moved to another time",
    Kind.INTERVIEW_CANCELLED: "an interview called off",
    Kind.ASSESSMENT: "a test or task for you",
    Kind.INFO_REQUEST: "a request for something from you",
    Kind.REFERENCE_REQUEST: "a request for references",
    Kind.EMPLOYER_REPLY: "a reply that changes nothing",
    Kind.OFFER: "an offer",
    Kind.REJECTION: "a rejection",
    Kind.JOB_ALERT: "a job alert",
    Kind.OUT_OF_OFFICE: "an out-of-office reply",
    Kind.BOUNCE: "a mail that could not be delivered",
    Kind.NOT_JOB: "nothing to do with an application",
    Kind.UNSURE: "unclear",
}
"""What a message is, as the object of "I read it as …"."""

KINDS = {
    Kind.ACKNOWLEDGEMENT: ("acknowledgement", "acknowledgements"),
    Kind.RECRUITER_OUTREACH: ("letter from a recruiter out of the blue", "letters from recruiters out of the blue"),
    Kind.INTERVIEW_INVITE: ("invitation to an interview", "invitations to an interview"),
    Kind.INTERVIEW_SCHEDULED: ("interview with a fixed time", "interviews with a fixed time"),
    Kind.INTERVIEW_RESCHEDULED: ("interview moved", "interviews moved"),
    Kind.INTERVIEW_CANCELLED: ("interview called off", "interviews called off"),
    Kind.ASSESSMENT: ("test or task", "tests or tasks"),
    Kind.INFO_REQUEST: ("request for something", "requests for something"),
    Kind.REFERENCE_REQUEST: ("request for references", "requests for references"),
    Kind.EMPLOYER_REPLY: ("reply that changes nothing", "replies that change nothing"),
    Kind.OFFER: ("offer", "offers"),
    Kind.REJECTION: ("rejection", "rejections"),
    Kind.JOB_ALERT: ("job alert", "job alerts"),
    Kind.OUT_OF_OFFICE: ("out-of-office reply", "out-of-office replies"),
    Kind.BOUNCE: ("mail that came back", "mails that came back"),
    Kind.NOT_JOB: ("message not about an application", "messages not about an application"),
    Kind.UNSURE: ("message that is not clear", "messages that are not clear"),
}
"""Kinds to be counted: one of them, and several."""

STAGE = {
    Stage.APPLIED: "applied",
    Stage.ACKNOWLEDGED: "acknowledged",
    Stage.SCREENING: "screening",
    Stage.ASSESSMENT: "assessment",
    Stage.INTERVIEWING: "interviewing",
    Stage.OFFER: "offer",
    Stage.CLOSED: "closed",
}

OUTCOME = {
    Outcome.REJECTED: "turned down",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.ACCEPTED: "accepted",
    Outcome.DECLINED: "declined",
    Outcome.NO_RESPONSE: "inactive",
}

ENDED = {
    Outcome.REJECTED: "Closed: they turned you down",
    Outcome.WITHDRAWN: "Closed: you withdrew",
    Outcome.ACCEPTED: "Closed: you accepted their offer",
    Outcome.DECLINED: "Closed: you declined their offer",
    Outcome.NO_RESPONSE: "Filed as inactive, for nothing was heard; any mail reopens it",
}

FATE = {
    Fate.PLACED: "it lies in Drafts",
    Fate.EDITED: "it lies in Drafts, edited by you",
    Fate.SENT: "you sent it",
    Fate.DELETED: "you deleted it",
    Fate.WITHDRAWN: "it was taken back",
    Fate.STALE: "it lies in Drafts, but is out of date",
}

GATE = {
    Gate.BALL_WITH_USER: "your turn",
    Gate.USER_WROTE: "you wrote",
    Gate.CLOSED: "closed",
    Gate.DRAFT_OPEN: "another draft waits",
    Gate.NO_CONTACT: "asked not to",
    Gate.NO_ADDRESS: "no address",
    Gate.PROMISE_OPEN: "date promised",
    Gate.OUT_OF_OFFICE: "out of office",
    Gate.PERSON_CONTACTED: "same person",
    Gate.CAP_REACHED: "enough written",
    Gate.INTERVIEW_AHEAD: "interview ahead",
    Gate.DOUBT: "not clear",
    Gate.BACKLOG: "from before the first reading",
    Gate.DISMISSED: "not wanted",
    Gate.UNTRUSTED: "not to be trusted",
    Gate.CHANNEL: "another way",
    Gate.LATE: "too late",
    Gate.PAUSED: "paused",
    Gate.ON_HOLD: "on hold",
    Gate.INCOMPLETE: "something missing",
    Gate.ACCEPTED: "another job accepted",
    Gate.OFFER_NOT_FIRM: "better to wait",
    Gate.OVERLOAD: "asked of often",
    Gate.OWN_EMPLOYER: "your own employer",
}
"""A gate in a few words; the sentence beside it says the rest."""

ERRAND = {
    Errand.ANSWER_OWED: "answer them",
    Errand.DEADLINE_NEAR: "a deadline",
    Errand.DEBRIEF_MISSING: "write down how it went",
    Errand.INTERVIEW_NEAR: "prepare for the interview",
    Errand.REFERENCES_ASKED: "name your referees",
    Errand.CALL_THEM: "ring them",
    Errand.WORK_MAILBOX: "mail at work",
    Errand.DOUBLE_SUBMISSION: "sent in twice",
}
"""What the user is reminded of, in a few words."""

DRAFT = {
    Situation.INTERVIEW_HELD: "thanks for an interview",
    Situation.PROMISE_PASSED: "a question after the date they named",
    Situation.INTERVIEW_SILENCE: "a question after an interview",
    Situation.APPLICATION_SILENCE: "a question about an application",
    Situation.REJECTED_AFTER_CONTACT: "thanks after a rejection",
    Situation.OFFER_MADE: "thanks for an offer",
    Situation.TIME_WANTED: "a request for more time",
    Situation.VERBAL_OFFER: "a question about an offer made by word of mouth",
    Situation.OFFER_ELSEWHERE: "a note that another offer has to be answered",
    Situation.WITHDRAWN: "a withdrawal",
    Situation.ACCEPTED_ELSEWHERE: "a withdrawal, for another job is accepted",
    Situation.OFFER_DECLINED: "an answer that declines an offer",
    Situation.LONG_AFTER: "a word after a long time",
    Situation.REFERENCE_GIVEN: "word to a referee",
    Situation.REFERENCE_OVER: "thanks to a referee",
    Situation.AGENCY_INTERVIEW_HELD: "a word to the agency after an interview",
    Situation.QUESTION_UNANSWERED: "a last word after a question",
    Situation.TASK_SILENCE: "a question about a task",
    Situation.TEST_SILENCE: "a question about a test",
    Situation.INVITATION_TO_ANSWER: "an answer to an invitation",
    Situation.SLOTS_UNANSWERED: "a question about the times you offered",
    Situation.INTERVIEW_MISSED_BY_THEM: "a word after nobody came",
    Situation.INTERVIEW_TO_MOVE: "a request to move an interview",
}
"""What a rule drafts."""


MAIL_OF = {
    Scope.SENDER: "all mail from {}",
    Scope.DOMAIN: "all mail from anybody at {}",
    Scope.THREAD: "all mail of this conversation",
}
"""What mail a lesson is about; a thread has no name of its own."""


def lesson_says(lesson: LessonLearned) -> str:
    """What a lesson says, as a clause: `all mail from news@acme.example is a job alert`."""
    mail = MAIL_OF[lesson.scope].format(lesson.whose[0])
    if lesson.value == Kind.NOT_JOB:
        return f"{mail} has nothing to do with an application"
    if lesson.field == "kind":
        return f"{mail} is {KIND[Kind(lesson.value)]}"
    if lesson.field == "application":
        return f"{mail} belongs to {lesson.value or 'no application'}"
    return f"{mail} is about the {lesson.field} {lesson.value}"


def draft_of(rule: Rule | None, name: str = "") -> str:
    """Say what a rule drafts; of a rule there is no more, its name."""
    return DRAFT[rule.situation] if rule is not None else f"a draft by the rule {name}"


def by_name(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    """Rules by their names."""
    return {rule.name: rule for rule in rules}


def counted(number: int, one: str, several: str = "") -> str:
    """`1 message`, `2 messages`."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def listed(parts: Iterable[str]) -> str:
    """`a, b and c`."""
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def stage_of(application: Application) -> str:
    """The stage, or how it ended."""
    return OUTCOME[application.outcome] if application.outcome is not None else STAGE[application.stage]


def title_of(application: Application) -> str:
    """Company and role, as far as they are known."""
    return ", ".join(part for part in (application.company, application.role) if part) or application.id


def day(at: datetime, zone: tzinfo) -> str:
    """`Thu 12 Mar 2026, 17:00` in the user's zone."""
    return f"{at.astimezone(zone):%a %-d %b %Y, %H:%M}"


def short_day(at: datetime, zone: tzinfo) -> str:
    """`Thu 12 Mar 17:00` in the user's zone, where the year is plain."""
    return f"{at.astimezone(zone):%a %-d %b %H:%M}"


def who(person: Address | Person | None) -> str:
    """A person by name and address, as far as they are known."""
    if person is None:
        return "an unknown sender"
    if person.name and person.address:
        return f"{person.name} <{person.address}>"
    return person.name or person.address or "an unknown sender"
