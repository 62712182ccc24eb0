"""What speaks against a draft: one question per gate, asked in a fixed order; the first that objects is named.

`lasting` gates stay shut until something happens, or belong to what time will replace. `passing` gates open by
themselves; they are in `waits`. Distrust is in `distrust`. G4 and G9 look at the other drafts of a plan, and are in
`planning` and `contacts`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from agent.deciding import waits, words
from agent.deciding.candidate import Candidate
from agent.deciding.case import Case
from agent.deciding.correspondence import Turn, utc
from agent.deciding.distrust import grounds_of, untrusted
from agent.deciding.manner import AFTER_INTERVIEW, UNPROMPTED, Manner, rules_in_manner
from agent.deciding.model import Gate, Situation
from agent.deciding.ownwords import user_wrote
from agent.deciding.search import Acceptance
from agent.deciding.waits import Stop
from agent.deciding.wishes import no_contact
from agent.tracking import DraftRecord, Fate, Likeness, Outcome, compare_organisations

_BY_MAIL = frozenset({"", "email", "e-mail", "mail"})
_OTHER_CHANNELS = {
    "phone": "call them instead; what you would have written is a good note to have at hand",
    "linkedin": "answer them there instead",
    "portal": "use their portal instead",
}

_LACKING = {"requisition": "the number of the announcement", "role": "the title of the job"}

_ENDINGS = {
    Outcome.REJECTED: "They turned you down",
    Outcome.WITHDRAWN: "You withdrew",
    Outcome.ACCEPTED: "You accepted their offer",
    Outcome.DECLINED: "You declined their offer",
    Outcome.NO_RESPONSE: "Nothing was heard for so long that this was filed as inactive",
}


_AFTER_THE_END = frozenset({Situation.REJECTED_AFTER_CONTACT, Situation.LONG_AFTER, Situation.REFERENCE_OVER})
"""Situations that begin with an application's end."""


def lasting(candidate: Candidate) -> Stop | None:
    """The first gate that will not open by the mere passing of time."""
    return _first(candidate, LASTING)


def premise(candidate: Candidate) -> Stop | None:
    """The first gate that takes away the reason of a draft that was placed already."""
    return _first(candidate, PREMISES)


def passing(candidate: Candidate, at: datetime) -> Stop | None:
    """The first gate that would be shut at an instant, but opens by itself (`Stop.until`; None: not foreseeable)."""
    stops = (question(candidate, at) for question in PASSING)
    return next((s for s in stops if s is not None and s.gate not in candidate.rule.exempt), None)


def _first(candidate: Candidate, questions: tuple[Callable[[Candidate], Stop | None], ...]) -> Stop | None:
    stops = (question(candidate) for question in questions)
    return next((s for s in stops if s is not None and s.gate not in candidate.rule.exempt), None)


def _closed(candidate: Candidate) -> Stop | None:  # G3
    application = candidate.case.application
    if not application.closed or _speaks_of_the_end(candidate):
        return None
    ending = _ENDINGS[application.outcome] if application.outcome else "This application was closed"
    when = f" on {words.on(candidate.case.home, utc(application.closed_at))}" if application.closed_at else ""
    return Stop(Gate.CLOSED, f"{ending}{when}, so nothing more is written.")


def _speaks_of_the_end(candidate: Candidate) -> bool:
    """Whether an application's end is no reason not to write, because that is what is written about.

    A job may be accepted before the references are asked for on which it hangs.
    """
    if candidate.manner is Manner.LEAVING or candidate.rule.situation in _AFTER_THE_END:
        return True
    accepted = candidate.case.application.outcome is Outcome.ACCEPTED
    return accepted and candidate.rule.situation is Situation.REFERENCE_GIVEN


def _own_employer(candidate: Candidate) -> Stop | None:
    """The user works there, or somewhere of nearly that name, and has not said that they apply all the same."""
    company, rules = candidate.case.application.company, candidate.case.rules
    likeness = {compare_organisations(company, name) for name in rules.own_employers}
    allowed = any(compare_organisations(company, name) is Likeness.SAME for name in rules.own_employers_allowed)
    if allowed or likeness.isdisjoint({Likeness.SAME, Likeness.NEAR}):
        return None
    is_it = "is" if Likeness.SAME in likeness else "may be"
    return Stop(
        Gate.OWN_EMPLOYER,
        f"{_place(candidate.case)} {is_it} your own employer, so nothing is written; if you mean to apply there, put "
        f'own_employer = true under [companies."{company}"] in config.toml.',
    )


def _left(candidate: Candidate) -> Stop | None:  # G3 as well
    """The user sent the letter by which they leave; that they did not close the application changes nothing."""
    case = candidate.case
    if case.left_at is None or candidate.manner in {Manner.LEAVING, Manner.BRIEFING}:
        return None
    if candidate.manner is Manner.RENEWING and case.application.outcome is Outcome.DECLINED:
        return None
    when = words.on(case.home, case.left_at)
    return Stop(
        Gate.CLOSED, f"You took leave of {words.place(case.application)} on {when}, so nothing more is written."
    )


def _accepted(candidate: Candidate) -> Stop | None:
    """The user has accepted another job: nothing but leave is taken here.

    While that job is not firm, what is under way here goes on: thanks, and answers to what they ask.
    """
    stop = _accepted_firmly(candidate)
    acceptance = candidate.case.elsewhere.acceptance
    if stop is not None or acceptance is None:
        return stop
    pressing = candidate.asks or candidate.rule.situation is Situation.OFFER_ELSEWHERE
    return _for_another_job(candidate, acceptance) if pressing else None


def _accepted_firmly(candidate: Candidate) -> Stop | None:
    acceptance = candidate.case.elsewhere.acceptance
    if acceptance is None or not acceptance.firm or candidate.manner in {Manner.LEAVING, Manner.BRIEFING}:
        return None
    if candidate.manner is Manner.RENEWING and candidate.since > acceptance.at:
        return None
    return _for_another_job(candidate, acceptance)


def _for_another_job(candidate: Candidate, acceptance: Acceptance) -> Stop:
    when = words.on(candidate.case.home, acceptance.at)
    return Stop(Gate.ACCEPTED, f"You accepted the job at {acceptance.about} on {when}, so this is not written.")


def _objection(candidate: Candidate) -> Stop | None:
    """What the situation itself has against its draft."""
    objection = candidate.objection
    return None if objection is None else Stop(objection.gate, objection.sentence, None, objection.fingerprints)


def _objection_for_good(candidate: Candidate) -> Stop | None:
    """The same, unless it is a mere doubt, which takes nothing back."""
    stop = _objection(candidate)
    return None if stop is None or stop.gate is Gate.DOUBT else stop


def _dismissed(candidate: Candidate) -> Stop | None:
    if candidate.rule.name not in candidate.case.application.dismissed:
        return None
    return Stop(Gate.DISMISSED, f"You said that you do not want this for {words.matter(candidate.case.application)}.")


def _ball_with_user(candidate: Candidate) -> Stop | None:  # G1
    case = candidate.case
    request = case.exchange.open_request
    if request is None or candidate.manner not in UNPROMPTED or not _is_owed(candidate, request):
        return None
    when = words.on(case.home, request.at)
    sentence = f"{_place(case)} {words.wish(request.kind)} on {when}; your answer to that comes first."
    return Stop(Gate.BALL_WITH_USER, sentence, None, _mails(request))


def _is_owed(candidate: Candidate, request: Turn) -> bool:
    """Thanks wait only for what a person asked since the interview began: what was asked before was met by going.

    What was asked before an application ended is nobody's turn any more.
    """
    if candidate.manner is Manner.RENEWING:
        return False
    if candidate.rule.situation not in AFTER_INTERVIEW or candidate.interview is None:
        return True
    return request.human and request.at > utc(candidate.interview.start)


def _cap_reached(candidate: Candidate) -> Stop | None:  # G10
    case = candidate.case
    if not candidate.asks:
        return None
    count = len(case.nudges) + len(_unsent_or_unseen(case))
    if count < case.rules.ceiling:
        return None
    return Stop(
        Gate.CAP_REACHED,
        f"{count} messages of your own have gone to {words.place(case.application)} already; more would not help.",
    )


def _unsent_or_unseen(case: Case) -> tuple[DraftRecord, ...]:
    """Questions that lie in Drafts, or were sent but have not been seen among the sent mail yet."""
    seen = {t.draft.occasion for t in case.exchange.mine if t.draft is not None}
    asking = rules_in_manner(case.rules, Manner.ASKING)
    return tuple(
        d
        for d in case.application.drafts
        if d.rule in asking and d.occasion not in seen and (d.open or d.fate is Fate.SENT)
    )


def _no_address(candidate: Candidate) -> Stop | None:  # G6
    if candidate.to is not None:
        return None
    if candidate.manner is Manner.BRIEFING:
        return Stop(Gate.NO_ADDRESS, "No address is known at which this referee can be written to.")
    who = "a person by name" if candidate.rule.situation is Situation.APPLICATION_SILENCE else "anyone who reads mail"
    return Stop(
        Gate.NO_ADDRESS,
        f"No address of {who} at {words.place(candidate.case.application)} is known, and none is guessed; you could "
        "use their portal, a phone number or mailbox given in the advert, or find the recruiter on their site.",
    )


def _channel(candidate: Candidate) -> Stop | None:
    channel = candidate.case.application.channel.strip().lower()
    if channel in _BY_MAIL or candidate.manner not in UNPROMPTED:
        return None
    advice = _OTHER_CHANNELS.get(channel, "reach them that way instead")
    return Stop(Gate.CHANNEL, f"{_place(candidate.case)} prefers contact by {channel}, so {advice}.")


def _incomplete(candidate: Candidate) -> Stop | None:
    """A fact the rule needs is not known of the application."""
    application = candidate.case.application
    lacking = next((need for need in candidate.rule.needs if not str(getattr(application, need)).strip()), None)
    if lacking is None:
        return None
    named = _LACKING[lacking]
    return Stop(
        Gate.INCOMPLETE,
        f"{words.start(named)} is not known of {words.matter(application)}, and belongs into such a letter; "
        f"say it with `afterword correct {application.id} --{lacking}`.",
    )


def _doubt(candidate: Candidate) -> Stop | None:  # G12
    case = candidate.case
    grounds = {m.envelope.fingerprint for m in grounds_of(candidate)}
    for mail in case.doubts:
        if utc(mail.at) >= candidate.since or mail.envelope.fingerprint in grounds:
            sender = mail.envelope.sender.address if mail.envelope.sender else "somebody"
            when = words.on(case.home, utc(mail.at))
            sentence = f"It is not clear what the message from {sender} of {when} says; please look."
            return Stop(Gate.DOUBT, sentence, None, (mail.envelope.fingerprint,))
    if case.application.id in case.context.in_question:
        return Stop(Gate.DOUBT, f"A message may belong to {words.matter(case.application)} or not; please say which.")
    return None


def too_late(candidate: Candidate) -> Stop:
    """The window has passed, or will before the office opens again."""
    over = words.on(candidate.case.home, candidate.window.until)
    sentence = f"{candidate.because}; the time for this ended on {over}, and later it does more harm than good."
    return Stop(Gate.LATE, sentence)


def _late(candidate: Candidate) -> Stop | None:
    return too_late(candidate) if candidate.case.now >= candidate.window.until else None


def _place(case: Case) -> str:
    """The employer at the head of a sentence."""
    return words.start(words.place(case.application))


def _mails(turn: Turn) -> tuple[str, ...]:
    return () if turn.mail is None else (turn.key,)


PREMISES = (
    _own_employer,
    _accepted_firmly,
    _closed,
    _left,
    _objection_for_good,
    no_contact,
    user_wrote,
    _ball_with_user,
    untrusted,
    waits.on_hold_now,
    waits.interview_ahead,
    waits.promise_open,
)
"""Gates that, shutting later, take back a draft that lies in Drafts untouched."""

LASTING = (
    _own_employer,
    _closed,
    _left,
    _accepted,
    _dismissed,
    _objection,
    no_contact,
    user_wrote,
    _ball_with_user,
    _cap_reached,
    _no_address,
    _channel,
    _incomplete,
    untrusted,
    _doubt,
    _late,
    waits.promise_open,
    waits.silence_ends_soon,
    waits.backlog,
)
"""Gates asked first, in this order, so that the most final objection is the one named."""

PASSING = (waits.paused, waits.on_hold, waits.promise_passing, waits.interview_passing, waits.out_of_office)
"""Gates asked again for every moment at which a draft might appear."""
