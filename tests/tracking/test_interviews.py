"""Interviews as mails fix, move and call them off (etiquette, edge cases 1 to 12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from agent.reading import Kind, Meeting, Part, Person, Reading
from agent.tracking import Corrected, Interview, Stage, Wish, Wished, replay
from tests.tracking.mails import APP, NOTHING, facts, filed, mail, meeting, on, told

ANN = Person("Ann Lee", "ann@acme.example", Part.INTERVIEWER)
BEN = Person("Ben Cho", None, Part.INTERVIEWER)


def fixed(day: float, what: Meeting, name: str = "") -> Reading:
    return mail(Kind.INTERVIEW_SCHEDULED, day, facts(interview=what), name=name)


def moved(day: float, what: Meeting | None = None) -> Reading:
    return mail(Kind.INTERVIEW_RESCHEDULED, day, NOTHING if what is None else facts(interview=what))


def cancelled(day: float, what: Meeting | None = None) -> Reading:
    return mail(Kind.INTERVIEW_CANCELLED, day, NOTHING if what is None else facts(interview=what))


def interviews(*mails: Reading) -> tuple[Interview, ...]:
    return told(*mails).interviews


def test_a_calendar_fixes_an_interview_under_its_uid() -> None:
    (interview,) = interviews(fixed(0, meeting(5, uid="u", medium="video", people=(ANN,)), "m"))
    assert (interview.key, interview.start, interview.end) == ("u", on(5, 14), on(5, 15))
    assert (interview.timezone, interview.medium, interview.people) == ("Europe/London", "video", (ANN,))
    assert interview.from_calendar
    assert interview.fingerprint == "m"
    assert (interview.was_held(on(5, 14)), interview.was_held(on(5, 15))) == (False, True)


def test_words_fix_an_interview_under_the_fingerprint_of_their_message() -> None:
    (interview,) = interviews(fixed(0, meeting(5), "m"))
    assert (interview.key, interview.from_calendar) == ("m", False)


def with_further(kind: Kind, day: float, first: Meeting, *more: Meeting) -> Reading:
    return mail(kind, day, replace(facts(interview=first), further=more))


def test_a_calendar_of_several_events_fixes_and_calls_off_them_all() -> None:
    first, second = meeting(5, uid="u", hour=10), meeting(6, uid="v", hour=11)
    both = with_further(Kind.INTERVIEW_SCHEDULED, 0, first, second)
    assert [(i.key, i.start) for i in interviews(both)] == [("u", on(5, 10)), ("v", on(6, 11))]
    later = replace(second, slot=meeting(7, hour=12).slot, sequence=1)
    moved_second = with_further(Kind.INTERVIEW_RESCHEDULED, 1, replace(first, sequence=1), later)
    assert [(i.key, i.start) for i in interviews(both, moved_second)] == [("u", on(5, 10)), ("v", on(7, 12))]
    off = with_further(Kind.INTERVIEW_CANCELLED, 1, first, second)
    assert [i.cancelled for i in interviews(both, off)] == [True, True]


def test_a_higher_sequence_replaces_and_a_lower_one_is_ignored() -> None:
    first = fixed(0, meeting(5, uid="u", sequence=0))
    second = fixed(1, meeting(6, uid="u", sequence=2))
    stale = fixed(2, meeting(4, uid="u", sequence=1))
    (interview,) = interviews(first, second, stale)
    assert (interview.start, interview.sequence) == (on(6, 14), 2)


def test_an_interview_may_be_rescheduled_twice() -> None:
    (interview,) = interviews(
        fixed(0, meeting(5, uid="u")),
        moved(1, meeting(6, uid="u", sequence=1)),
        moved(2, meeting(8, uid="u", sequence=2)),
    )
    assert interview.start == on(8, 14)


def test_of_equal_sequences_the_later_message_counts() -> None:
    (interview,) = interviews(fixed(0, meeting(5, uid="u")), fixed(1, meeting(6, uid="u")))
    assert interview.start == on(6, 14)


def test_a_cancelled_interview_is_kept_and_is_no_rejection() -> None:
    application = told(fixed(0, meeting(5, uid="u")), cancelled(1, meeting(5, uid="u", sequence=1)))
    (interview,) = application.interviews
    assert interview.cancelled
    assert not interview.was_held(on(9))
    assert application.stage is Stage.INTERVIEWING


def test_a_cancellation_of_an_older_sequence_is_ignored() -> None:
    (interview,) = interviews(fixed(0, meeting(5, uid="u", sequence=3)), cancelled(1, meeting(5, uid="u", sequence=1)))
    assert not interview.cancelled


def test_a_cancelled_interview_may_be_fixed_again_under_the_same_uid() -> None:
    (interview,) = interviews(
        fixed(0, meeting(5, uid="u")),
        cancelled(1, meeting(5, uid="u", sequence=1)),
        fixed(2, meeting(7, uid="u", sequence=2)),
    )
    assert (interview.cancelled, interview.start) == (False, on(7, 14))


@pytest.mark.parametrize("minutes", [0, 15, -15])
def test_words_and_a_calendar_of_the_same_start_are_one_interview(minutes: int) -> None:
    words = meeting(5, medium="video", zone=None)
    calendar = meeting(5, hour=14 + minutes / 60, uid="u", people=(ANN,))
    for mails in ((fixed(0, words), fixed(1, calendar)), (fixed(0, calendar), fixed(1, words))):
        (interview,) = interviews(*mails)
        assert (interview.key, interview.start) == ("u", on(5, 14) + timedelta(minutes=minutes))
        assert (interview.medium, interview.people, interview.timezone) == ("video", (ANN,), "Europe/London")


def test_an_interview_answers_to_every_name_it_ever_had_whatever_came_first() -> None:
    words, calendar = fixed(0, meeting(5), "words"), fixed(1, meeting(5, uid="u"), "calendar")
    moved = mail(Kind.INTERVIEW_RESCHEDULED, 2, facts(interview=meeting(6, uid="v")), name="moved")
    for mails in ((words, calendar, moved), (calendar, moved, words)):
        (interview,) = interviews(*mails)
        assert interview.names == ("calendar", "moved", "u", "v", "words")
        assert all(interview.is_called(name) for name in (interview.key, *interview.names))
        assert not interview.is_called("another")


def test_two_starts_further_apart_are_two_interviews_in_order_of_time() -> None:
    two = interviews(fixed(0, meeting(5, hour=16)), fixed(1, meeting(5, hour=14, uid="u")))
    assert [i.start for i in two] == [on(5, 14), on(5, 16)]


def test_two_calendars_of_one_start_stay_two() -> None:
    assert len(interviews(fixed(0, meeting(5, uid="u")), fixed(1, meeting(5, uid="v")))) == 2


def test_the_old_calendar_called_off_leaves_the_new_one_standing() -> None:
    old, new = fixed(0, meeting(5, uid="u")), fixed(1, meeting(5, uid="v"))
    assert [i.cancelled for i in interviews(old, new, cancelled(2, meeting(5, uid="u", sequence=1)))] == [True, False]
    assert [i.cancelled for i in interviews(old, cancelled(2, meeting(5, uid="v")))] == [False]


def test_moved_in_words_moves_the_latest_interview_still_ahead() -> None:
    done = fixed(0, meeting(1, uid="first"))
    ahead = fixed(2, meeting(5, uid="second"))
    first, second = interviews(done, ahead, moved(3, meeting(7)))
    assert (first.key, first.start) == ("first", on(1, 14))
    assert (second.key, second.start) == ("second", on(7, 14))


def test_moved_in_words_without_a_new_time_loses_the_old_slot() -> None:
    (interview,) = interviews(fixed(0, meeting(5, uid="u")), moved(3))
    assert interview.cancelled


def test_moved_in_words_with_nothing_ahead_fixes_an_interview_or_does_nothing() -> None:
    assert [i.start for i in interviews(moved(3, meeting(7)))] == [on(7, 14)]
    assert interviews(moved(3)) == ()


def test_a_new_calendar_for_a_moved_interview_takes_the_old_ones_place() -> None:
    (interview,) = interviews(fixed(0, meeting(5, uid="u", sequence=4)), moved(1, meeting(6, uid="v")))
    assert (interview.key, interview.sequence, interview.start) == ("v", 0, on(6, 14))


def test_called_off_in_words_calls_off_the_latest_interview_still_ahead() -> None:
    done, ahead = interviews(fixed(0, meeting(1)), fixed(2, meeting(5)), cancelled(3))
    assert (done.cancelled, ahead.cancelled) == (False, True)


def test_called_off_in_words_that_name_the_time_calls_off_that_one() -> None:
    near, far = interviews(fixed(0, meeting(5)), fixed(1, meeting(8)), cancelled(3, meeting(5)))
    assert (near.cancelled, far.cancelled) == (True, False)


def test_calling_off_what_nobody_knows_changes_nothing() -> None:
    assert interviews(cancelled(3), cancelled(4, meeting(5, uid="u"))) == ()


def test_an_invitation_and_a_confirmation_without_a_time_fix_nothing() -> None:
    tentative = mail(Kind.INTERVIEW_INVITE, 0, facts(interview=meeting(5, uid="u")))
    assert interviews(tentative, mail(Kind.INTERVIEW_SCHEDULED, 1)) == ()


def test_a_restatement_that_leaves_people_out_keeps_those_known() -> None:
    (interview,) = interviews(
        fixed(0, meeting(5, uid="u", people=(ANN, BEN))), fixed(1, meeting(5, uid="u", sequence=1))
    )
    assert interview.people == (ANN, BEN)


def test_the_zone_is_that_of_the_latest_interview_that_states_one() -> None:
    stated = fixed(0, meeting(5, zone="Europe/Berlin"))
    assert told(stated, fixed(1, meeting(9, zone=None))).timezone == "Europe/Berlin"
    assert told(stated, fixed(1, meeting(9, zone="UTC"))).timezone == "Europe/Berlin"
    assert told(stated, fixed(1, meeting(9, zone="America/New_York"))).timezone == "America/New_York"
    assert told(fixed(0, meeting(5, zone=None))).timezone is None


def held(value: str, fingerprint: str = "", day: float = 6) -> Corrected:
    return Corrected(APP, on(day), "interview_held", value, fingerprint)


@pytest.mark.parametrize("named", ["u", "m", "words", ""])
def test_the_user_says_whether_it_was_held_by_key_by_message_or_the_last_one(named: str) -> None:
    calendar, words = fixed(0, meeting(5, uid="u"), "m"), fixed(1, meeting(5), "words")
    (interview,) = told(calendar, words, held("no", named)).interviews
    assert interview.held is False
    assert not interview.was_held(on(9))


@pytest.mark.parametrize("correction", [held("no", "unheard-of"), held("perhaps", "u"), held("no", "", day=4)])
def test_a_correction_that_fits_no_interview_changes_none(correction: Corrected) -> None:
    (interview,) = told(fixed(0, meeting(5, uid="u")), correction).interviews
    assert interview.held is None


def test_a_message_without_a_meeting_names_no_interview() -> None:
    invite = mail(Kind.INTERVIEW_INVITE, 0, name="invite")
    (interview,) = told(invite, fixed(0, meeting(5, uid="u")), held("no", "invite")).interviews
    assert interview.held is None


def test_a_missed_interview_moved_to_another_day_may_yet_be_held() -> None:
    missed = (fixed(0, meeting(5, uid="u")), held("no", "u"))
    (same_slot,) = told(*missed, fixed(7, meeting(5, uid="u", sequence=1))).interviews
    (new_slot,) = told(*missed, fixed(7, meeting(9, uid="u", sequence=1))).interviews
    assert (same_slot.held, new_slot.held) == (False, None)


def test_the_same_calendar_filed_twice_is_one_interview() -> None:
    first, again = fixed(0, meeting(5, uid="u")), fixed(0.1, meeting(5, uid="u"))
    assert len(told(*filed(first, again, first)).interviews) == 1


@pytest.mark.parametrize("wish", [Wish.ASK_AFTER_NO_SHOW, Wish.EXCUSE_ABSENCE])
def test_an_interview_somebody_missed_was_not_held_unless_it_had_not_begun(wish: Wish) -> None:
    agreed = filed(fixed(0, meeting(5, uid="u")))
    missed = Wished(APP, on(5, 14.5), wish)
    (interview,) = replay([*agreed, missed])[APP].interviews
    assert interview.held is False
    (interview,) = replay([*agreed, Wished(APP, on(4), wish)])[APP].interviews
    assert interview.held is None
    (interview,) = replay([*agreed, missed, Corrected(APP, on(6), "interview_held", "yes")])[APP].interviews
    assert interview.held
    (interview,) = replay([*agreed, missed, *filed(moved(6, meeting(8, uid="u", sequence=1)))])[APP].interviews
    assert interview.held is None


def test_of_several_interviews_the_one_begun_last_was_missed_and_a_wish_for_another_time_says_nothing_of_it() -> None:
    agreed = filed(*(fixed(day / 10, meeting(day, uid=f"u{day}")) for day in (3, 5, 8)))
    missed = replay([*agreed, Wished(APP, on(5, 14.5), Wish.EXCUSE_ABSENCE)])[APP]
    assert [i.held for i in missed.interviews] == [None, False, None]
    wanted = replay([*agreed, Wished(APP, on(4), Wish.MOVE_INTERVIEW)])[APP]
    assert [i.held for i in wanted.interviews] == [None, None, None]
