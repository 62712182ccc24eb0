"""The verdict on a message that structure does not settle: what the phrases say and what the classifier has learned.

The phrases' verdict is one of the signs the classifier weighs; here its probabilities become a verdict. A kind that
moves an application has to be likelier than others, and words of rejection are never overheard. What stays between is
`unsure`. Nothing is looked up or learned here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agent.reading.kinds.judging import ABOUT_A_MEETING, ALMOST_SURE, MOST_EVIDENCE, NOTHING_SAID, Verdict
from agent.reading.model import Evidence, Kind
from agent.reading.phrases.sentences import Sentence

AGREED = 0.3
"""The least probability of a kind that the phrases have named."""

PLAIN = 0.8
"""From this confidence on the phrases have been plain: a strong one in a mail about a job."""

POSSIBLE = 0.2
"""The least probability of a kind that the phrases have named plainly; a rejection is never overheard."""

NOT_OVERHEARD = 0.01
"""The least probability of a rejection that the phrases have named plainly."""

DOUBTED = 0.5
"""How sure of it reading is where the phrases are plain and the classifier doubts: not enough to draft anything."""

WEIGHTY = frozenset({Kind.OFFER, Kind.REJECTION}) | ABOUT_A_MEETING
"""Kinds that change what the user does next, and what is drafted."""

WEIGHTY_ENOUGH = 0.65
"""The least probability of such a kind."""

NAMED = 0.45
"""The least probability of any other kind but `not_job`."""

WORTH_ASKING = 0.5
"""From this probability that it concerns a job at all, a message without a verdict is `unsure` and not `not_job`."""

MOST_QUOTED = 2
"""Sentences the classifier quotes for its part."""


def is_final(judged: Verdict, *, concerns: bool) -> bool:
    """Whether the phrases' verdict stands whatever the classifier would find, so that it need not be asked."""
    return judged.torn or (judged.kind is Kind.NOT_JOB and not concerns)


def leaning(judged: Verdict, likely: Mapping[Kind, float]) -> Kind:
    """The kind the phrases name, if the classifier finds it possible; else the likeliest one."""
    plain = NOT_OVERHEARD if judged.kind is Kind.REJECTION else POSSIBLE
    least = plain if judged.confidence >= PLAIN else AGREED
    if judged.kind is not Kind.NOT_JOB and likely.get(judged.kind, 0.0) >= least:
        return judged.kind
    return max(likely, key=lambda kind: likely[kind])


def ruled(
    judged: Verdict, likely: Mapping[Kind, float], telling: Sequence[tuple[float, Sentence]], *, concerns: bool = True
) -> Verdict:
    """The verdict, with its evidence; `telling` are the sentences that speak for the kind it is `leaning` to.

    `concerns`: the message has a word of a job, or stands where others have. Without, the classifier has no say.
    """
    if is_final(judged, concerns=concerns) or (_set_aside(judged) and max(likely.values()) < PLAIN):
        return judged
    kind = leaning(judged, likely)
    if kind is judged.kind is not Kind.NOT_JOB:
        return _agreed(judged, likely[kind], telling)
    return _learned(judged, likely, kind, telling) if concerns else judged


def _agreed(judged: Verdict, probability: float, telling: Sequence[tuple[float, Sentence]]) -> Verdict:
    """What the phrases name and the classifier finds possible."""
    together = 1 - (1 - probability) * (1 - judged.confidence)
    confidence = DOUBTED if probability < AGREED else round(min(together, ALMOST_SURE), 2)
    return Verdict(judged.kind, confidence, _evidence(judged, judged.kind, telling))


def _learned(
    judged: Verdict, likely: Mapping[Kind, float], kind: Kind, telling: Sequence[tuple[float, Sentence]]
) -> Verdict:
    """What the classifier makes of a message whose phrases name nothing, or something it does not believe."""
    evidence = _evidence(judged, kind, telling)
    overruled = kind is Kind.NOT_JOB and judged.kind is not Kind.NOT_JOB
    if likely[kind] >= (PLAIN if overruled else WEIGHTY_ENOUGH if kind in WEIGHTY else NAMED):
        return Verdict(kind, round(likely[kind], 2), evidence)
    nothing = kind is judged.kind is Kind.NOT_JOB
    if 1 - likely[Kind.NOT_JOB] >= WORTH_ASKING and not nothing:
        return Verdict(Kind.UNSURE, round(likely[kind], 2), evidence)
    return Verdict(Kind.NOT_JOB, round(likely[Kind.NOT_JOB], 2), evidence)


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
