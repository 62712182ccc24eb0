"""What the user wrote themselves that makes a draft superfluous (G2).

The other gates, and the order in which they are asked, are in `gates`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from agent.deciding import words
from agent.deciding.candidate import Candidate, anchor_of
from agent.deciding.correspondence import Purpose, Turn, letters_to, utc
from agent.deciding.manner import AFTER_INTERVIEW, Manner, rules_in_manner
from agent.deciding.model import Gate, Grounds, Situation
from agent.deciding.waits import Stop
from agent.tracking import DraftRecord, Interview

_SINCE = {
    Manner.ASKING: "; the next word is theirs",
    Manner.THANKING: ", after the interview, so no thanks are drafted",
    Manner.ANSWERING: ", so this is taken for answered",
    Manner.LEAVING: ", so this is taken for said",
    Manner.RENEWING: ", after your news, so nothing more is drafted",
    Manner.BRIEFING: ", so this is taken for said",
}
"""What follows from the user's having written."""


def user_wrote(candidate: Candidate) -> Stop | None:
    """The user has written, or was in touch, so that this draft has nothing left to say."""
    turns = list(_own_words(candidate))
    if not turns:
        return None
    turn = turns[0] if candidate.asks else turns[-1]
    did = "wrote to them" if turn.mail else "were in touch with them"
    since = _SINCE[candidate.manner]
    if candidate.rule.situation is Situation.REJECTED_AFTER_CONTACT:
        since = ", after their answer, so nothing more is drafted"
    sentence = f"You {did} yourself on {words.on(candidate.case.home, turn.at)}{since}."
    return Stop(Gate.USER_WROTE, sentence, None, () if turn.mail is None else (turn.key,))


def _own_words(candidate: Candidate) -> Iterator[Turn]:
    """What the user wrote that makes a draft superfluous, the latest first.

    For thanks: anything to this person since the interview, and anything but an answer to others. For a question: what
    they wrote of their own accord since the employer was last heard of, and since what the question speaks of, this
    occasion's own earlier drafts apart. For what the user wished to have written: anything since they said so. An
    answer is not given, and leave not taken, by what was drafted here for another reason. To a referee only what went
    to them counts.
    """
    case, interview, wish = candidate.case, candidate.interview, candidate.grounds.wish
    if candidate.rule.situation in AFTER_INTERVIEW and interview is not None:
        turns = (t for t in reversed(case.exchange.mine) if t.at > case.may_be_over(interview))
        yield from (t for t in turns if _thanks_enough(candidate, interview, t))
        return
    if candidate.manner is Manner.BRIEFING:
        letters = letters_to(case.application, candidate.address)
        yield from (t for t in letters if t.at > candidate.since and not _same_occasion(t.draft, candidate))
        return
    heard, written = (case.last_heard_at, case.nudges) if candidate.asks else (candidate.since, case.exchange.mine)
    if wish is not None and candidate.manner is Manner.ANSWERING:
        heard = utc(wish.at)
    heard = max([heard, *(utc(at) for at in _spoken_of(candidate.grounds))])
    turns = (t for t in reversed(written) if t.at > heard and not _same_occasion(t.draft, candidate))
    yield from (t for t in turns if _says_it(candidate, t))


def _says_it(candidate: Candidate, turn: Turn) -> bool:
    """Whether what the user wrote may have been what this draft would say."""
    if turn.draft is None or candidate.manner not in {Manner.ANSWERING, Manner.LEAVING}:
        return True
    if candidate.manner is Manner.LEAVING:
        return turn.draft.rule in rules_in_manner(candidate.case.rules, Manner.LEAVING)
    return turn.draft.rule == candidate.rule.name


def _spoken_of(grounds: Grounds) -> Iterator[datetime]:
    """What a question itself speaks of: the earlier question, or what was handed in."""
    yield from (at for at in (grounds.asked_at, grounds.submitted_at) if at is not None)


def _thanks_enough(candidate: Candidate, interview: Interview, turn: Turn) -> bool:
    """Whether a turn since the interview makes thanks superfluous: it was to this person, or to nobody in special."""
    if candidate.address in turn.addresses:
        return True
    if turn.purpose is Purpose.ANSWER or (turn.draft is not None and turn.draft.rule == candidate.rule.name):
        return False
    return not turn.addresses & {(p.address or "").lower() for p in interview.people}


def _same_occasion(draft: DraftRecord | None, candidate: Candidate) -> bool:
    if draft is None or draft.rule != candidate.rule.name:
        return False
    return anchor_of(draft, candidate.case.application.id) == candidate.occasion.anchor
