"""The table of transitions, kind by kind, and what closes and reopens an application."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.reading import Automated, Kind, Reading
from agent.tracking import (
    CONFIDENT,
    Application,
    Closed,
    Corrected,
    Event,
    Outcome,
    Reopened,
    Stage,
    diagram,
)
from agent.tracking.transitions import MOVES
from tests.tracking.mails import APP, facts, mail, meeting, on, told

LIVE = [stage for stage in Stage if stage is not Stage.CLOSED]
ORDER = {stage: n for n, stage in enumerate(Stage)}

LEADS_TO = [
    (Kind.ACKNOWLEDGEMENT, Stage.ACKNOWLEDGED),
    (Kind.RECRUITER_OUTREACH, None),
    (Kind.ASSESSMENT, Stage.ASSESSMENT),
    (Kind.INTERVIEW_INVITE, Stage.INTERVIEWING),
    (Kind.INTERVIEW_SCHEDULED, Stage.INTERVIEWING),
    (Kind.INTERVIEW_RESCHEDULED, Stage.INTERVIEWING),
    (Kind.INTERVIEW_CANCELLED, None),
    (Kind.OFFER, Stage.OFFER),
    (Kind.REJECTION, Stage.CLOSED),
    (Kind.INFO_REQUEST, None),
    (Kind.REFERENCE_REQUEST, None),
    (Kind.EMPLOYER_REPLY, None),
    (Kind.JOB_ALERT, None),
    (Kind.OUT_OF_OFFICE, None),
    (Kind.BOUNCE, None),
    (Kind.NOT_JOB, None),
    (Kind.UNSURE, None),
]


def at_stage(stage: Stage) -> Event:
    return Corrected(APP, on(0), "stage", stage)


def test_the_table_speaks_of_every_kind() -> None:
    assert {kind for kind, _ in LEADS_TO} == set(MOVES) == set(Kind)


@pytest.mark.parametrize("start", LIVE)
@pytest.mark.parametrize(("kind", "stage"), LEADS_TO)
def test_a_mail_leads_forward_to_the_stage_of_its_kind_and_never_back(
    start: Stage, kind: Kind, stage: Stage | None
) -> None:
    after = told(at_stage(start), mail(kind, 1)).stage
    assert after is (stage if stage is not None and ORDER[stage] > ORDER[start] else start)


@pytest.mark.parametrize("kind", Kind)
def test_a_mail_below_the_threshold_moves_nothing(kind: Kind) -> None:
    unsure = mail(kind, 1, confidence=CONFIDENT - 0.01)
    application = told(at_stage(Stage.ACKNOWLEDGED), unsure)
    assert application.stage is Stage.ACKNOWLEDGED
    assert application.mails == (unsure,)


@pytest.mark.parametrize("kind", Kind)
def test_the_users_own_mail_moves_nothing(kind: Kind) -> None:
    assert told(at_stage(Stage.ACKNOWLEDGED), mail(kind, 1, sent=True)).stage is Stage.ACKNOWLEDGED


def test_an_approach_is_screening_only_where_the_user_has_written() -> None:
    approach = mail(Kind.RECRUITER_OUTREACH, 2)
    assert told(mail(Kind.ACKNOWLEDGEMENT, 0), approach).stage is Stage.ACKNOWLEDGED
    assert told(mail(Kind.NOT_JOB, 1, sent=True), approach).stage is Stage.SCREENING


PHONE_SCREENS = [
    mail(Kind.INTERVIEW_INVITE, 1, subject="Phone screen with Acme"),
    mail(Kind.INTERVIEW_INVITE, 1, quote="we would like to set up a screening call"),
    mail(Kind.INTERVIEW_SCHEDULED, 1, facts(interview=meeting(3, medium="phone"))),
    mail(Kind.INTERVIEW_SCHEDULED, 1, facts(interview=meeting(3, uid="u", medium="phone"))),
]


@pytest.mark.parametrize("screen", PHONE_SCREENS)
def test_a_first_phone_screen_is_screening(screen: Reading) -> None:
    assert told(screen).stage is Stage.SCREENING


@pytest.mark.parametrize("screen", PHONE_SCREENS)
def test_a_phone_call_after_another_interview_is_interviewing(screen: Reading) -> None:
    earlier = mail(Kind.INTERVIEW_SCHEDULED, 0, facts(interview=meeting(0.5, medium="phone")))
    assert told(earlier, screen).stage is Stage.INTERVIEWING


def test_a_recording_made_alone_is_an_assessment() -> None:
    alone = facts(interview=meeting(3, medium="one-way-video"))
    assert told(mail(Kind.INTERVIEW_SCHEDULED, 1, alone)).stage is Stage.ASSESSMENT


def test_a_stated_medium_outranks_the_words_phone_screen() -> None:
    onsite = facts(interview=meeting(3, medium="onsite"))
    assert told(mail(Kind.INTERVIEW_SCHEDULED, 1, onsite, subject="Re: phone screen")).stage is Stage.INTERVIEWING


def test_a_moved_phone_screen_is_a_phone_screen() -> None:
    fixed = mail(Kind.INTERVIEW_SCHEDULED, 0, facts(interview=meeting(3, uid="u", medium="phone")))
    moved = mail(Kind.INTERVIEW_RESCHEDULED, 1, facts(interview=meeting(4, uid="u", sequence=1, medium="phone")))
    assert told(fixed, moved).stage is Stage.SCREENING


def ended(application: Application) -> tuple[Stage, Outcome | None, object]:
    return application.stage, application.outcome, application.closed_at


SILENCE = Closed(APP, on(60), Outcome.NO_RESPONSE, "no sign for 45 days")
WITHDRAWN = Closed(APP, on(60), Outcome.WITHDRAWN, "you withdrew")
INTERVIEWED = mail(Kind.INTERVIEW_SCHEDULED, 1, facts(interview=meeting(3)))


def test_a_rejection_closes_and_is_dated() -> None:
    assert ended(told(INTERVIEWED, mail(Kind.REJECTION, 9))) == (Stage.CLOSED, Outcome.REJECTED, on(9))


def test_a_second_rejection_changes_nothing() -> None:
    twice = told(mail(Kind.REJECTION, 9), mail(Kind.REJECTION, 12))
    assert ended(twice) == (Stage.CLOSED, Outcome.REJECTED, on(9))


def test_silence_closes_as_no_response() -> None:
    assert ended(told(INTERVIEWED, SILENCE)) == (Stage.CLOSED, Outcome.NO_RESPONSE, on(60))


def test_silence_does_not_close_again_what_is_closed() -> None:
    assert ended(told(mail(Kind.REJECTION, 9), SILENCE)) == (Stage.CLOSED, Outcome.REJECTED, on(9))


def test_a_persons_mail_that_was_under_way_breaks_the_silence() -> None:
    delayed = mail(Kind.EMPLOYER_REPLY, 58, late=4)
    assert told(INTERVIEWED, SILENCE, delayed).stage is Stage.INTERVIEWING


def test_a_machines_mail_that_was_under_way_does_not() -> None:
    delayed = mail(Kind.EMPLOYER_REPLY, 58, late=4, automated=Automated.BULK)
    assert told(INTERVIEWED, SILENCE, delayed).closed


def test_a_person_reopens_what_silence_closed_at_the_stage_it_had() -> None:
    application = told(INTERVIEWED, SILENCE, mail(Kind.EMPLOYER_REPLY, 70))
    assert ended(application) == (Stage.INTERVIEWING, None, None)


def test_a_machine_reopens_what_silence_closed_only_when_its_word_names_a_stage() -> None:
    survey = mail(Kind.EMPLOYER_REPLY, 70, automated=Automated.AUTO_GENERATED)
    test = mail(Kind.ASSESSMENT, 70, automated=Automated.AUTO_GENERATED)
    assert told(SILENCE, survey).closed
    assert told(SILENCE, test).stage is Stage.ASSESSMENT


@pytest.mark.parametrize("kind", [Kind.JOB_ALERT, Kind.OUT_OF_OFFICE, Kind.BOUNCE, Kind.NOT_JOB, Kind.UNSURE])
def test_what_says_nothing_about_the_application_breaks_no_silence(kind: Kind) -> None:
    assert told(INTERVIEWED, SILENCE, mail(kind, 70)).closed


def test_a_late_rejection_after_silence_updates_the_outcome() -> None:
    assert ended(told(INTERVIEWED, SILENCE, mail(Kind.REJECTION, 90))) == (Stage.CLOSED, Outcome.REJECTED, on(90))


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        (Kind.INTERVIEW_INVITE, Stage.INTERVIEWING),
        (Kind.INTERVIEW_SCHEDULED, Stage.INTERVIEWING),
        (Kind.OFFER, Stage.OFFER),
        (Kind.ASSESSMENT, Stage.CLOSED),
        (Kind.EMPLOYER_REPLY, Stage.CLOSED),
        (Kind.ACKNOWLEDGEMENT, Stage.CLOSED),
    ],
)
def test_rejected_then_invited_is_reopened_and_the_history_kept(kind: Kind, stage: Stage) -> None:
    application = told(mail(Kind.ACKNOWLEDGEMENT, 0), mail(Kind.REJECTION, 5), mail(kind, 20))
    assert application.stage is stage
    assert [m.kind for m in application.mails] == [Kind.ACKNOWLEDGEMENT, Kind.REJECTION, kind]


def test_an_invitation_after_a_rescinded_offer_goes_back_to_where_it_was() -> None:
    rescinded = (mail(Kind.OFFER, 0), mail(Kind.REJECTION, 5))
    assert told(*rescinded).outcome is Outcome.REJECTED
    assert told(*rescinded, mail(Kind.INTERVIEW_INVITE, 9)).stage is Stage.OFFER


@pytest.mark.parametrize("kind", Kind)
def test_no_mail_overrules_the_users_word_that_it_is_over(kind: Kind) -> None:
    late = mail(kind, 70)
    application = told(INTERVIEWED, WITHDRAWN, late)
    assert ended(application) == (Stage.CLOSED, Outcome.WITHDRAWN, on(60))
    assert application.mails[-1] == late


def test_accepted_then_rescinded_waits_for_the_user() -> None:
    accepted = Closed(APP, on(60), Outcome.ACCEPTED, "you accepted")
    gone = mail(Kind.REJECTION, 70)
    assert told(mail(Kind.OFFER, 50), accepted, gone).outcome is Outcome.ACCEPTED
    assert told(mail(Kind.OFFER, 50), accepted, gone, Reopened(APP, on(71), "")).stage is Stage.OFFER


def test_the_users_word_outranks_a_rejection_by_mail() -> None:
    assert told(mail(Kind.REJECTION, 9), WITHDRAWN).outcome is Outcome.WITHDRAWN


def test_reopening_goes_back_to_the_stage_reached_and_mail_counts_again() -> None:
    reopened = Reopened(APP, on(65), "they rang")
    assert told(INTERVIEWED, WITHDRAWN, reopened).stage is Stage.INTERVIEWING
    assert told(INTERVIEWED, WITHDRAWN, reopened, mail(Kind.OFFER, 70)).stage is Stage.OFFER


def test_reopening_what_is_open_changes_nothing() -> None:
    assert told(INTERVIEWED, Reopened(APP, on(5), "")).stage is Stage.INTERVIEWING


def test_two_roles_at_one_company_end_apart() -> None:
    rejected = told(mail(Kind.REJECTION, 3))
    other = told(replace(mail(Kind.INTERVIEW_INVITE, 3), facts=facts(company="Acme", role="Welder")))
    assert (rejected.closed, other.closed) == (True, False)


def test_the_diagram_shows_every_move_of_the_table() -> None:
    drawn = diagram()
    assert drawn.startswith("stateDiagram-v2\n")
    assert drawn.endswith("\n")
    for kind, move in MOVES.items():
        assert (kind in drawn) is (move.stage is not None or move.outcome is not None or bool(move.reopens))
    assert "applied --> acknowledged: acknowledgement\n" in drawn
    assert "live --> closed: rejection (rejected)\n" in drawn
    assert "closed --> live: after rejected, interview_invite, interview_scheduled, offer\n" in drawn
