"""The verdict on a message that structure does not settle: what the phrases say and what the classifier has learned.

The phrases' verdict is one of the signs the classifier weighs; here its probabilities become a verdict. A kind that
moves an application has to be likelier than others, and words of rejection are never overheard. What stays between is
`unsure`. Nothing is looked up or learned here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agent.reading.kinds.judging import ABOUT_A_MEETING, ALMOST_SURE, FOLLOW_ON, MOST_EVIDENCE, NOTHING_SAID, Verdict
from agent.reading.kinds.signs import concerns_a_job, is_expected, is_said, is_to_many
from agent.reading.model import Evidence, Kind
from agent.reading.phrases.sentences import Sentence

AGREED = 0.3
"""The least probability of a kind that the phrases have named."""

SURE = 0.8
"""From this probability on the classifier is sure enough to overrule phrases that say something else."""

POSSIBLE = 0.1
"""The least probability of a kind that the phrases have named plainly; a rejection is never overheard."""

NOT_OVERHEARD = 0.01
"""The least probability of a rejection that the phrases have named plainly."""

BARELY_HEARD = 0.05
"""Below this probability of what the phrases name, the user is asked."""

DOUBTED = 0.5
"""How sure of it reading is where the phrases are plain and the classifier doubts: not enough to draft anything."""

WEIGHTY = frozenset({Kind.OFFER, Kind.REJECTION}) | ABOUT_A_MEETING
"""Kinds that change what the user does next, and what is drafted."""

EVERYDAY = frozenset({Kind.RECRUITER_OUTREACH, Kind.EMPLOYER_REPLY})
"""Kinds whose words stand in all sorts of mail: people write of jobs, answer and promise."""

WEIGHTY_ENOUGH = 0.55
"""The least probability of a kind that changes what the user does."""

NAMED = 0.4
"""The least probability of any other kind but `not_job`, if a phrase speaks for it, be it a weak one."""

NAMED_ALONE = 0.5
"""The same where no phrase does."""

EVERYDAY_ALONE = 0.72
"""The same for a kind whose words stand in all sorts of mail."""

WORTH_ASKING = 0.5
"""From this probability that it concerns a job at all, a message without a verdict is `unsure` and not `not_job`."""

WORTH_A_GUESS = 0.4
"""Where no phrase speaks for it, the least probability of the kind that makes it worth asking."""

MOST_QUOTED = 2
"""Sentences the classifier quotes for its part."""


def is_final(judged: Verdict, signs: frozenset[str]) -> bool:
    """Whether the phrases' verdict stands whatever the classifier would find, so that it need not be asked."""
    return judged.torn or (judged.kind is Kind.NOT_JOB and not concerns_a_job(signs))


def leaning(judged: Verdict, likely: Mapping[Kind, float]) -> Kind:
    """The kind the phrases name, if the classifier finds it possible; else the likeliest one."""
    plain = NOT_OVERHEARD if judged.kind is Kind.REJECTION else POSSIBLE
    # What follows from a promise alone is not said plainly.
    least = plain if judged.confidence > FOLLOW_ON else AGREED
    if judged.kind is not Kind.NOT_JOB and likely.get(judged.kind, 0.0) >= least:
        return judged.kind
    return max(likely, key=lambda kind: likely[kind])


def ruled(
    judged: Verdict,
    likely: Mapping[Kind, float],
    telling: Sequence[tuple[float, Sentence]],
    signs: frozenset[str] = frozenset(),
) -> Verdict:
    """The verdict, with its evidence; `telling` are the sentences that speak for the kind it is `leaning` to.

    Where no sign says that it is about a job, the classifier has no say; what is written to many decides nothing.
    """
    if is_final(judged, signs) or (_set_aside(judged) and max(likely.values()) < SURE):
        return judged
    kind = leaning(judged, likely)
    agreed = kind is judged.kind is not Kind.NOT_JOB
    if not agreed and not concerns_a_job(signs, kind):
        return judged
    evidence = _evidence(judged, kind, telling)
    if kind in WEIGHTY and is_to_many(signs):
        return Verdict(Kind.UNSURE, round(likely[kind], 2), evidence)
    if agreed:
        return _agreed(judged, likely[kind], evidence)
    return _learned(judged, likely, kind, evidence, signs)


def _agreed(judged: Verdict, probability: float, evidence: tuple[Evidence, ...]) -> Verdict:
    """What the phrases name and the classifier finds possible."""
    if probability < BARELY_HEARD:
        return Verdict(Kind.UNSURE, DOUBTED, evidence)
    together = 1 - (1 - probability) * (1 - judged.confidence)
    confidence = DOUBTED if probability < AGREED else round(min(together, ALMOST_SURE), 2)
    return Verdict(judged.kind, confidence, evidence)


def _learned(
    judged: Verdict, likely: Mapping[Kind, float], kind: Kind, evidence: tuple[Evidence, ...], signs: frozenset[str]
) -> Verdict:
    """What the classifier makes of a message whose phrases name nothing, or something it does not believe."""
    said = is_said(signs, kind)
    if likely[kind] >= _enough(judged, kind, said=said):
        return Verdict(kind, round(likely[kind], 2), evidence)
    nothing = kind is judged.kind is Kind.NOT_JOB
    guess = said or judged.kind is Kind.UNSURE or is_expected(signs) or likely[kind] >= WORTH_A_GUESS
    if 1 - likely[Kind.NOT_JOB] >= WORTH_ASKING and guess and not nothing:
        return Verdict(Kind.UNSURE, round(likely[kind], 2), evidence)
    return Verdict(Kind.NOT_JOB, round(likely[Kind.NOT_JOB], 2), evidence)


def _enough(judged: Verdict, kind: Kind, *, said: bool) -> float:
    """The least probability of a kind that the classifier names; `said`: a phrase speaks for it, if too weakly."""
    if kind is Kind.NOT_JOB:
        return NAMED if judged.kind is Kind.NOT_JOB else SURE
    if kind in WEIGHTY:
        return WEIGHTY_ENOUGH
    if said:
        return NAMED
    return EVERYDAY_ALONE if kind in EVERYDAY else NAMED_ALONE


def _set_aside(judged: Verdict) -> bool:
    """Whether phrases say what else the message is: a code, an account, a survey, advice."""
    rule = judged.evidence[0].rule if judged.evidence else ""
    return judged.kind is Kind.NOT_JOB and rule.startswith("not_job.") and rule != NOTHING_SAID


def _evidence(judged: Verdict, kind: Kind, telling: Sequence[tuple[float, Sentence]]) -> tuple[Evidence, ...]:
    """The phrases' evidence where they agree, then the sentences whose words speak most for the kind."""
    agreed = judged.evidence if judged.kind is kind else ()
    quoted = {evidence.quote for evidence in agreed}
    learned = (Evidence(f"{kind}.words", s.quote(), s.where) for _, s in telling[:MOST_QUOTED])
    return (*agreed, *(e for e in learned if e.quote not in quoted))[:MOST_EVIDENCE] or judged.evidence
