"""What kind of message this is, as a verdict with its evidence. Structure speaks first (`structure`), phrases second.

Every kind's phrases add up to a confidence between 0 and 1: strong ones nearly suffice alone, likely ones need a mail
about a job, weak ones never decide. Words of rejection veto every kind that would move an application on. What stays
between is `unsure`: doubt goes to the user.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import prod

from agent.reading.model import Evidence, Kind
from agent.reading.phrases.hits import Hit, Hits

ENOUGH = 0.66
"""The confidence from which a kind is named: a strong phrase, or a likely one and another."""

WORTH_ASKING = 0.45
"""The confidence from which the user is asked, rather than the mail being taken for no concern of ours."""

ALMOST_SURE = 0.98
"""No wording makes more certain than this."""

FOLLOW_ON = 0.8
"""How sure a person's word on how things stand is, when nothing in it hints at more."""

YOU = frozenset(
    {"you", "vous", "te", "t", "toi", "usted", "le", "les", "os", "contigo"}
    | {"ihnen", "sie", "dir", "dich", "euch", "u", "je", "jou", "jullie"}
)
"""How the user is addressed, in plain words of the five languages."""

MOST_EVIDENCE = 4
NOTHING_SAID = "not_job.nothing-said"
WEIGHTS = {"strong": 0.85, "likely": 0.62, "weak": 0.12}
WITHOUT_JOB = {"strong": 0.75, "likely": 0.4, "weak": 0.05}
OTHER_MATTER = {"strong": 0.3, "likely": 0.1, "weak": 0.0}
SENDER_WEIGHT = 0.35
"""What it adds that an applicant tracking system sent the mail, once a phrase has spoken."""

TIME_WEIGHT = 0.25
"""What it adds to kinds about a meeting that a mail which speaks of an interview names a day and a time."""

ABOUT_A_MEETING = frozenset(
    {Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED, Kind.INTERVIEW_CANCELLED}
)

ADVANCING = frozenset(
    {
        Kind.OFFER,
        Kind.INTERVIEW_SCHEDULED,
        Kind.INTERVIEW_INVITE,
        Kind.ASSESSMENT,
        Kind.REFERENCE_REQUEST,
    }
)
"""What a word of rejection in the same mail forbids to believe."""

PRECEDENCE = (
    Kind.OFFER,
    Kind.INTERVIEW_CANCELLED,
    Kind.INTERVIEW_RESCHEDULED,
    Kind.INTERVIEW_SCHEDULED,
    Kind.INTERVIEW_INVITE,
    Kind.ASSESSMENT,
    Kind.REFERENCE_REQUEST,
    Kind.INFO_REQUEST,
)
"""Which of two equally well-spoken kinds is named: the one that says more."""

QUIET = (Kind.ACKNOWLEDGEMENT, Kind.EMPLOYER_REPLY, Kind.RECRUITER_OUTREACH, Kind.JOB_ALERT)
"""Kinds that move nothing: the better-spoken one is named."""

_SCORED = (Kind.REJECTION, *PRECEDENCE, *QUIET)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A kind, how sure of it reading is (0 to 1), and why.

    `torn`: plain words speak for kinds that exclude each other, so nothing but the user can decide.
    """

    kind: Kind
    confidence: float
    evidence: tuple[Evidence, ...]
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds the phrases: who sends this, is it bulk, does it name a time to meet, what does it answer?

    `person_writes`: no machine does; `person_answers`: and in a thread, or with older words below. `promises`: it says
    by when the user will hear.
    """

    from_ats: bool = False
    from_board: bool = False
    bulk: bool = False
    names_a_time: bool = False
    answers_about_a_job: bool = False
    person_writes: bool = False
    person_answers: bool = False
    promises: bool = False


def judge(hits: Hits, setting: Setting, subject: str) -> Verdict:
    """Name the kind the phrases speak for. Total: every mail gets a verdict, and every verdict has evidence."""
    scores = _scores(hits, setting)
    return (
        _no_concern(hits, scores)
        or _rejection(hits, scores)
        or _outreach(hits, scores, setting)
        or _moving(hits, scores)
        or _follow_on(hits, scores, setting)
        or _quiet(hits, scores)
        or _doubt(hits, scores, setting)
        or Verdict(Kind.NOT_JOB, 1 - max(scores.values(), default=0), _nothing(hits, subject))
    )


def is_about_a_job(hits: Hits) -> bool:
    """Whether the mail speaks of positions, candidates, interviews, and of that more than of anything else."""
    return len(_distinct(hits.marked("job"))) > len(_distinct(hits.marked("other")))


def _scores(hits: Hits, setting: Setting) -> dict[Kind, float]:
    weights = _weights(hits, setting)
    scores = {}
    said = {hit.topic for hit in hits.counting}
    for kind in (kind for kind in _SCORED if kind in said):
        found = _best_of_each_rule(hits.of(kind))
        if any(hit.strength != "weak" for hit in found):
            parts = [weights[hit.strength] for hit in found]
            scores[kind] = min(ALMOST_SURE, 1 - prod(1 - part for part in parts) * _doubt_left(kind, hits, setting))
    return scores


def _weights(hits: Hits, setting: Setting) -> Mapping[str, float]:
    jobs, others = len(_distinct(hits.marked("job"))), len(_distinct(hits.marked("other")))
    if others and others >= jobs and not setting.from_ats:
        return OTHER_MATTER
    if not (jobs or setting.from_ats or setting.answers_about_a_job):
        return WITHOUT_JOB
    if setting.bulk and not setting.from_ats:
        return {**WEIGHTS, "likely": WEIGHTS["likely"] / 2}
    return WEIGHTS


def _doubt_left(kind: Kind, hits: Hits, setting: Setting) -> float:
    """What structure leaves of the doubt, once a phrase has spoken: the system that sent it, the time it names."""
    about_an_interview = any(hit.phrase.name == "interview" for hit in hits.marked("job"))
    timely = setting.names_a_time and about_an_interview and not hits.marked("other") and kind in ABOUT_A_MEETING
    return (1 - SENDER_WEIGHT if setting.from_ats else 1.0) * (1 - TIME_WEIGHT if timely else 1.0)


def _no_concern(hits: Hits, scores: Mapping[Kind, float]) -> Verdict | None:
    """Codes, accounts, surveys, advice, one's own applications: the subject says so, or nothing else is said.

    A mail that also rejects, or moves the application in strong words, is not set aside for a code in its subject.
    """
    found = hits.of(Kind.NOT_JOB)
    if not found or scores.get(Kind.REJECTION, 0) >= ENOUGH:
        return None
    said = [kind for kind, score in scores.items() if score >= ENOUGH]
    if not said:
        return Verdict(Kind.NOT_JOB, 0.8, _evidence(found))
    if not any(hit.sentence.where == "subject" for hit in found):
        return None
    moving = [kind for kind in said if kind in PRECEDENCE and _has_strong(hits, kind)]
    return _torn(hits, moving) if moving else Verdict(Kind.NOT_JOB, 0.9, _evidence(found))


def _rejection(hits: Hits, scores: Mapping[Kind, float]) -> Verdict | None:
    """A rejection; or a doubt, when the same mail also moves the application on."""
    if scores.get(Kind.REJECTION, 0) < ENOUGH:
        return None
    strong = _has_strong(hits, Kind.REJECTION)
    rivals = [kind for kind in PRECEDENCE if scores.get(kind, 0) >= ENOUGH and _has_strong(hits, kind)]
    if any(kind in ADVANCING for kind in rivals):
        return _torn(hits, (Kind.REJECTION, *rivals))
    if rivals and not strong:
        return None
    return _named(Kind.REJECTION, hits, scores)


def _outreach(hits: Hits, scores: Mapping[Kind, float], setting: Setting) -> Verdict | None:
    """Somebody who found the user, not one whom the user wrote to: what they ask for is not part of an application."""
    if scores.get(Kind.RECRUITER_OUTREACH, 0) < ENOUGH or scores.get(Kind.ACKNOWLEDGEMENT, 0) >= ENOUGH:
        return None
    if max(scores.get(Kind.OFFER, 0), scores.get(Kind.INTERVIEW_SCHEDULED, 0)) >= ENOUGH:
        return None
    alert = scores.get(Kind.JOB_ALERT, 0)
    if alert >= ENOUGH and (setting.bulk or setting.from_board or alert > scores[Kind.RECRUITER_OUTREACH]):
        return _named(Kind.JOB_ALERT, hits, scores)
    return _named(Kind.RECRUITER_OUTREACH, hits, scores)


def _moving(hits: Hits, scores: Mapping[Kind, float]) -> Verdict | None:
    """The kind that says most, strong wording before likely."""
    named = [kind for kind in PRECEDENCE if scores.get(kind, 0) >= ENOUGH]
    if not named:
        return None
    best = min(named, key=lambda kind: (not _has_strong(hits, kind), PRECEDENCE.index(kind)))
    quiet = max(QUIET, key=lambda kind: scores.get(kind, 0))
    if not _has_strong(hits, best) and scores.get(quiet, 0) > scores[best] and _has_strong(hits, quiet):
        return _named(quiet, hits, scores)
    return _named(best, hits, scores)


def _follow_on(hits: Hits, scores: Mapping[Kind, float], setting: Setting) -> Verdict | None:
    """A person's plain word in a thread about a job ("you will hear from us by Friday"): a reply that moves nothing.

    Not where anything hints at a decision or at something to do: that is a doubt. Outside a thread, a promise alone is
    too little; it takes another word on how things stand.
    """
    hinted = hits.of(Kind.REJECTION) or any(scores.get(kind, 0) >= WORTH_ASKING for kind in PRECEDENCE)
    confirms = scores.get(Kind.ACKNOWLEDGEMENT, 0) >= WEIGHTS["likely"]
    if hinted or (confirms and (not setting.person_answers or _has_strong(hits, Kind.ACKNOWLEDGEMENT))):
        return None
    if not (setting.person_writes and _about(hits, setting)) or scores.get(Kind.JOB_ALERT, 0) >= ENOUGH:
        return None
    said = tuple(hit for hit in hits.of(Kind.EMPLOYER_REPLY) if hit.strength != "weak")
    promised = _promises(hits) if setting.promises else _promises_to_write(hits)
    enough = promised or _has_strong(hits, Kind.EMPLOYER_REPLY) if setting.person_answers else promised and said
    if not enough:
        return None
    confidence = max(FOLLOW_ON, round(scores.get(Kind.EMPLOYER_REPLY, 0), 2))
    words = tuple(replace(hit.evidence, rule="employer_reply.promise") for hit in promised)
    return Verdict(Kind.EMPLOYER_REPLY, confidence, (*_evidence(said), *words)[:MOST_EVIDENCE])


def _about(hits: Hits, setting: Setting) -> bool:
    return is_about_a_job(hits) or (setting.answers_about_a_job and not hits.marked("other"))


def _promises(hits: Hits) -> tuple[Hit, ...]:
    """The words of a promise to the user, who is asked nothing in the same sentence, and without an if."""
    return tuple(
        hit
        for hit in hits.marked("promise")
        if hit.sentence.where == "text" and not hits.marks_on(hit.sentence) & {"duty", "conditional", "hypothetical"}
    )


def _promises_to_write(hits: Hits) -> tuple[Hit, ...]:
    """Those that say that the user will hear, with or without a date."""
    return tuple(h for h in _promises(hits) if h.phrase.name == "hear-from-us" and h.sentence.words & YOU)


def _quiet(hits: Hits, scores: Mapping[Kind, float]) -> Verdict | None:
    best = max(QUIET, key=lambda kind: (scores.get(kind, 0), -QUIET.index(kind)))
    enough = WEIGHTS["likely"] if best is Kind.ACKNOWLEDGEMENT else ENOUGH
    return _named(best, hits, scores) if scores.get(best, 0) >= enough else None


def _doubt(hits: Hits, scores: Mapping[Kind, float], setting: Setting) -> Verdict | None:
    """Something was said, but not enough to act on; worth a question unless it is bulk mail of no known system."""
    near = [kind for kind, score in scores.items() if score >= WORTH_ASKING or _hinted_at(kind, hits, setting)]
    if near and not setting.bulk:
        return _unsure(hits, near)
    return Verdict(Kind.UNSURE, 0.3, (Evidence("sender.ats", "", "header"),)) if setting.from_ats else None


def _hinted_at(kind: Kind, hits: Hits, setting: Setting) -> bool:
    """Whether a person's answer about a job has a likely word of a kind that decides something."""
    decides = kind is Kind.REJECTION or kind in PRECEDENCE
    return decides and setting.person_answers and bool(hits.marked("job") or setting.answers_about_a_job)


def _named(kind: Kind, hits: Hits, scores: Mapping[Kind, float]) -> Verdict:
    return Verdict(kind, round(scores[kind], 2), _evidence(hits.of(kind)))


def _unsure(hits: Hits, kinds: Iterable[Kind]) -> Verdict:
    found = tuple(evidence for kind in kinds for evidence in _evidence(hits.of(kind))[:2])
    return Verdict(Kind.UNSURE, 0.4, found[:MOST_EVIDENCE])


def _torn(hits: Hits, kinds: Iterable[Kind]) -> Verdict:
    return replace(_unsure(hits, kinds), torn=True)


def _nothing(hits: Hits, subject: str) -> tuple[Evidence, ...]:
    found = _evidence(hits.counting)
    return found or (Evidence(NOTHING_SAID, subject[:200], "subject"),)


def _evidence(found: tuple[Hit, ...]) -> tuple[Evidence, ...]:
    """The most telling hits first; one for each rule."""
    order = {"strong": 0, "likely": 1, "weak": 2}
    best = sorted(_best_of_each_rule(found), key=lambda hit: order[hit.strength])
    return tuple(hit.evidence for hit in best[:MOST_EVIDENCE])


def _best_of_each_rule(found: tuple[Hit, ...]) -> list[Hit]:
    """One hit for each rule: saying a thing twice does not make it truer."""
    return list({hit.phrase.rule: hit for hit in reversed(found)}.values())[::-1]


def _has_strong(hits: Hits, kind: Kind) -> bool:
    return any(hit.strength == "strong" for hit in hits.of(kind))


def _distinct(found: tuple[Hit, ...]) -> frozenset[str]:
    return frozenset(hit.phrase.pattern for hit in found)
