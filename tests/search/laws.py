"""What must hold of every year, each law a function of its own that tells what broke it.

They look at what was told and at the letters on record, not at how deciding came to it: calendars, turns and silences
are worked out here anew, in the plainest way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations, pairwise

from agent.deciding import MANNERS, Manner, PlaceDraft
from agent.happenings import Drafted, NotWritten
from agent.reading import Kind
from agent.tracking import Closed, Corrected, Fate, Form, OfferRecorded, Outcome, Reopened
from agent.writing import draft_text
from tests.search.lived import Lived
from tests.search.offices import business_days_after, business_days_later, is_open
from tests.search.records import (
    KNOWN_RELAYS,
    asked_and_unanswered,
    by_hand,
    dead,
    ended_by_rejection,
    given,
    hand_written,
    held_interviews,
    lies_or_sent,
    offers_standing,
    own_question,
    promised,
    something_happened,
    wrote_to,
)

UNPROMPTED = frozenset({Manner.ASKING, Manner.THANKING, Manner.RENEWING})
AFTER_INTERVIEW = frozenset({"thank-you", "agency-debrief"})
QUARTER, HALF_A_YEAR = timedelta(days=90), timedelta(days=180)
WORDINGS = 2
"""So many ways to say it there are at least, for anybody; of thanks, more by putting paragraphs together."""


def manner(action: PlaceDraft) -> Manner:
    return MANNERS[action.rule.situation]


def named(drafted: Drafted) -> str:
    """A draft, as a sentence about it begins."""
    return f"{drafted.at:%a %d %b %H:%M} {drafted.intent.occasion} to {drafted.intent.to}"


def nobody_is_pressed_twice_within_five_business_days(lived: Lived) -> Iterator[str]:
    by_person: defaultdict[str, list[Drafted]] = defaultdict(list)
    for drafted in lived.drafted:
        if manner(drafted.action) in UNPROMPTED:
            by_person[drafted.intent.to.lower()].append(drafted)
    for drafts in by_person.values():
        for earlier, later in combinations(drafts, 2):
            about_another = earlier.application.id != later.application.id
            since = lies_or_sent(lived, earlier, later.at)
            if about_another and since is not None:
                until = business_days_later(since, 5, later.application.timezone)
                if later.at < until:
                    yield f"{named(later)}, though {named(earlier)}"


def questions_come_in_office_hours_there(lived: Lived) -> Iterator[str]:
    for drafted in lived.drafted:
        asks = manner(drafted.action) in {Manner.ASKING, Manner.RENEWING}
        if asks and not is_open(drafted.at, drafted.application.timezone):
            yield f"{named(drafted)} while nobody works in {drafted.application.timezone or 'England'}"


def nothing_but_thanks_follows_a_rejection(lived: Lived) -> Iterator[str]:
    for drafted in lived.drafted:
        rejected = ended_by_rejection(drafted)
        if rejected is None:
            continue
        rule = drafted.action.rule.name
        in_time = drafted.at < drafted.action.window.until
        if rule == "rejection-thanks" and in_time and business_days_later(rejected, 5, None) > drafted.at:
            continue
        if rule == "reference-thanks" or (rule == "reconnect" and drafted.at - rejected >= QUARTER):
            continue
        yield f"{named(drafted)} after the rejection of {rejected:%a %d %b}"


def no_question_outlives_a_rejection(lived: Lived) -> Iterator[str]:
    """A question nobody has touched does not lie in Drafts once they have said no."""
    for application in lived.applications.values():
        for draft in application.drafts:
            asks = any(d.intent.occasion == draft.occasion and manner(d.action) is Manner.ASKING for d in lived.drafted)
            if asks and draft.fate is Fate.PLACED and application.outcome is Outcome.REJECTED:
                yield f"{draft.occasion} still lies there"


def nothing_unprompted_comes_while_the_user_owes_an_answer(lived: Lived) -> Iterator[str]:
    for drafted in lived.drafted:
        if manner(drafted.action) not in {Manner.ASKING, Manner.THANKING}:
            continue
        request = asked_and_unanswered(drafted)
        if request is None:
            continue
        interview = drafted.action.interview
        met = drafted.action.rule.name in AFTER_INTERVIEW and interview is not None and request.at <= interview.start
        if not met:
            yield f"{named(drafted)}, though they wait for an answer to {request.kind} of {request.at:%a %d %b %H:%M}"


def nothing_is_drafted_that_the_user_wrote_themselves(lived: Lived) -> Iterator[str]:
    for drafted in lived.drafted:
        interview = drafted.action.interview
        if drafted.action.rule.name in AFTER_INTERVIEW and interview is not None:
            thanks = (m for m in by_hand(drafted) if m.at > interview.end and wrote_to(m, drafted.intent.to))
            yield from (f"{named(drafted)}, though the user wrote on {m.at:%a %d %b %H:%M}" for m in thanks)
        elif manner(drafted.action) is Manner.ASKING:
            own = own_question(drafted)
            if own is not None:
                yield f"{named(drafted)}, though the user asked on {own.at:%a %d %b %H:%M}"


def an_acceptance_ends_everything_but_leaving_and_briefing(lived: Lived) -> Iterator[str]:
    """Where the job is firm, at once; where it is not yet, for questions and word of the offer only."""
    taken = lived.applications.get(lived.year.accepted)
    accepted = [e.at for e in taken.events if isinstance(e, Closed) and e.outcome is Outcome.ACCEPTED] if taken else []
    if taken is None or not accepted:
        return
    for drafted in lived.drafted:
        newer = drafted.application.opened_at > accepted[0]
        reopened = any(isinstance(e, Reopened) for e in drafted.application.events)
        if drafted.at <= accepted[0] or newer or reopened:
            continue
        how, own = manner(drafted.action), drafted.application.id == taken.id
        firm = own or _is_firm(lived, drafted.at)
        unwanted = how not in {Manner.LEAVING, Manner.BRIEFING, Manner.RENEWING}
        if unwanted and (firm or how is Manner.ASKING or drafted.action.rule.name == "offer-elsewhere"):
            yield f"{named(drafted)} after the job at {taken.company} was accepted"


def _is_firm(lived: Lived, at: datetime) -> bool:
    """Whether the accepted job was in writing and without conditions by an instant."""
    taken = lived.applications[lived.year.accepted]
    latest = None
    for event in taken.events:
        if event.at > at:
            break
        if isinstance(event, OfferRecorded):
            latest = event.form is Form.WRITTEN and not event.conditional
        elif getattr(event, "reading", None) is not None and event.reading.kind is Kind.OFFER:  # type: ignore[union-attr]  # a mail
            latest = True if latest is None else latest or not _conditional(taken.events, at)
    return bool(latest)


def _conditional(events: tuple[object, ...], at: datetime) -> bool:
    return any(isinstance(e, OfferRecorded) and e.conditional and e.at <= at for e in events)


def every_letter_goes_to_somebody_who_gave_their_address(lived: Lived) -> Iterator[str]:
    for drafted in lived.drafted:
        to = drafted.intent.to.lower()
        local, _, domain = to.rpartition("@")
        if to == "sam@home.example":
            yield f"{named(drafted)}, which is the user"
        if local in {"no-reply", "mailer-daemon"}:
            yield f"{named(drafted)}, whom nobody reads"
        if domain in KNOWN_RELAYS and to not in hand_written(drafted):
            yield f"{named(drafted)}, through a relay the user has never written to"
        if to in dead(drafted):
            yield f"{named(drafted)}, from where mail came back"
        if to not in given(drafted):
            yield f"{named(drafted)}, an address nobody gave"


def one_question_for_each_silence(lived: Lived) -> Iterator[str]:
    by_application: defaultdict[str, list[Drafted]] = defaultdict(list)
    for drafted in lived.drafted:
        if manner(drafted.action) is Manner.ASKING:
            by_application[drafted.application.id].append(drafted)
    for drafts in by_application.values():
        for earlier, later in pairwise(drafts):
            same = earlier.action.rule.name == later.action.rule.name and later.action.occasion.n > 1
            gone = lies_or_sent(lived, earlier, later.at) is None
            if not (same or gone or something_happened(later, earlier.at)):
                yield f"{named(later)}, though nothing had happened since {named(earlier)}"
            if same and later.at < business_days_later(earlier.at, 5, later.application.timezone):
                yield f"{named(later)} too soon after {named(earlier)}"


def one_question_lies_in_drafts_at_a_time(lived: Lived) -> Iterator[str]:
    asked: defaultdict[str, list[Drafted]] = defaultdict(list)
    for drafted in lived.drafted:
        if manner(drafted.action) is Manner.ASKING:
            for earlier in asked[drafted.application.id]:
                if lies_or_sent(lived, earlier, drafted.at) == earlier.at:
                    yield f"{named(drafted)}, while {named(earlier)} still lay there"
            asked[drafted.application.id].append(drafted)


def no_question_comes_before_the_day_they_named(lived: Lived) -> Iterator[str]:
    for drafted in lived.drafted:
        day = promised(drafted)
        asks = manner(drafted.action) is Manner.ASKING and drafted.action.rule.name != "verbal-no-paper"
        if asks and day is not None and drafted.at < business_days_after(day, 2, drafted.application.timezone):
            yield f"{named(drafted)}, though they named {day:%a %d %b}"


def no_more_questions_than_the_ceiling(lived: Lived) -> Iterator[str]:
    asked: defaultdict[str, list[Drafted]] = defaultdict(list)
    for drafted in lived.drafted:
        if manner(drafted.action) is Manner.ASKING:
            earlier = asked[drafted.application.id]
            standing = [d for d in earlier if lies_or_sent(lived, d, drafted.at) is not None]
            if len(standing) >= lived.book.ceiling:
                yield f"{named(drafted)} is number {len(standing) + 1}"
            earlier.append(drafted)


def every_interview_is_thanked_for_or_it_is_on_record_why_not(lived: Lived) -> Iterator[str]:
    thanked: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    occasions = [d.action.occasion for d in lived.drafted] + [r.action.occasion for r in lived.refused]
    for written in occasions:
        thanked[written.application, written.rule].add(written.anchor.rpartition(":")[0])
    for held in lived.held:
        occasion = held.held.occasion
        thanked[occasion.application, occasion.rule].add(occasion.anchor.rpartition(":")[0])
    for application, day in held_interviews(lived):
        known = thanked[application.id, "thank-you"] | thanked[application.id, "agency-debrief"]
        named_here = {name for interview in day for name in (interview.key, *interview.names)}
        end = max(interview.end for interview in day)
        slept = any(begins <= end + timedelta(days=9) and end <= ends for begins, ends in lived.year.off)
        if not (known & named_here or slept):
            yield f"{application.id}: nothing is said of the interview that ended on {end:%a %d %b %H:%M}"


def word_of_an_offer_rests_on_one_in_writing_elsewhere(lived: Lived) -> Iterator[str]:
    for drafted in lived.drafted:
        if drafted.action.rule.name != "offer-elsewhere":
            continue
        offer, standing = drafted.action.grounds.offer, offers_standing(lived, drafted.at)
        elsewhere = [o for name, o in standing.items() if name != drafted.application.id]
        if offer is None or offer.answer_by is None or offer.answer_by <= drafted.at:
            yield f"{named(drafted)} without a day of answer that lies ahead"
        elif offer.answer_by not in elsewhere:
            yield f"{named(drafted)} about an offer of nobody"


def nobody_hears_of_two_offers(lived: Lived) -> Iterator[str]:
    told: defaultdict[str, list[Drafted]] = defaultdict(list)
    for drafted in lived.drafted:
        if drafted.action.rule.name == "offer-elsewhere":
            for earlier in told[drafted.application.id]:
                since = lies_or_sent(lived, earlier, drafted.at)
                if since is not None and since > earlier.at:
                    yield f"{named(drafted)}, though {named(earlier)} was sent"
            told[drafted.application.id].append(drafted)


def no_occasion_comes_twice(lived: Lived) -> Iterator[str]:
    counted = Counter(drafted.intent.occasion for drafted in lived.drafted)
    yield from (f"{occasion} {times} times" for occasion, times in counted.items() if times > 1)


def every_draft_can_be_written(lived: Lived) -> Iterator[str]:
    """But for one to a house that has read every wording of it within half a year: that is left to the user."""
    for one in lived.refused:
        asked = [d for d in lived.drafted if d.at <= one.at and _alike(d, one)]
        many = 3 * WORDINGS if manner(one.action) is Manner.THANKING else WORDINGS
        if len(asked) >= many and {p.lint for p in one.refused.problems} == {"L20"}:
            continue
        why = "; ".join(f"{p.lint} {p.sentence}" for p in one.refused.problems)
        yield f"{one.at:%a %d %b %H:%M} {one.action.occasion}: {why}"


def _alike(drafted: Drafted, one: NotWritten) -> bool:
    """Whether a draft was from the same template, to the same house, not long before."""
    same_house = drafted.application.company == one.application.company
    return same_house and drafted.action.rule == one.action.rule and one.at - drafted.at <= HALF_A_YEAR


def no_two_of_a_panel_read_the_same(lived: Lived) -> Iterator[str]:
    by_interview: defaultdict[str, list[Drafted]] = defaultdict(list)
    for drafted in lived.drafted:
        if drafted.action.rule.name == "thank-you" and drafted.action.interview is not None:
            by_interview[f"{drafted.application.id} {drafted.action.interview.key}"].append(drafted)
    for drafts in by_interview.values():
        for one, other in combinations(drafts, 2):
            mine, theirs = _sentences(one), _sentences(other)
            if one.intent.to != other.intent.to and len(mine & theirs) * 2 > len(mine | theirs):
                yield f"{named(other)} reads like {named(one)}"


def _sentences(drafted: Drafted) -> set[str]:
    """The sentences of a letter, without greeting and signature."""
    paragraphs = draft_text(drafted.intent.raw).strip().split("\n\n")[1:-1]
    return {s.strip() for p in paragraphs for s in " ".join(p.split()).split(". ") if s.strip()}


def nothing_dismissed_is_drafted(lived: Lived) -> Iterator[str]:
    for drafted in lived.drafted:
        for event in drafted.application.events:
            if isinstance(event, Corrected) and event.field == "dismiss" and event.value == drafted.action.rule.name:
                yield f"{named(drafted)}, which the user does not want"


def nothing_is_drafted_in_a_pause(lived: Lived) -> Iterator[str]:
    for drafted in lived.drafted:
        if any(begins <= drafted.at < ends for begins, ends in (*lived.year.paused, *lived.year.off)):
            yield f"{named(drafted)} in a pause"


LAWS = (
    nobody_is_pressed_twice_within_five_business_days,
    questions_come_in_office_hours_there,
    nothing_but_thanks_follows_a_rejection,
    no_question_outlives_a_rejection,
    nothing_unprompted_comes_while_the_user_owes_an_answer,
    nothing_is_drafted_that_the_user_wrote_themselves,
    an_acceptance_ends_everything_but_leaving_and_briefing,
    every_letter_goes_to_somebody_who_gave_their_address,
    one_question_for_each_silence,
    one_question_lies_in_drafts_at_a_time,
    no_question_comes_before_the_day_they_named,
    no_more_questions_than_the_ceiling,
    every_interview_is_thanked_for_or_it_is_on_record_why_not,
    word_of_an_offer_rests_on_one_in_writing_elsewhere,
    nobody_hears_of_two_offers,
    no_occasion_comes_twice,
    every_draft_can_be_written,
    no_two_of_a_panel_read_the_same,
    nothing_dismissed_is_drafted,
    nothing_is_drafted_in_a_pause,
)
"""All of them."""
