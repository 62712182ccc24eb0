"""The user's word wins over anything read."""

from __future__ import annotations

from datetime import date

import pytest

from agent.reading import Kind
from agent.tracking import Closed, Corrected, Event, Outcome, Stage
from tests.tracking.mails import APP, facts, mail, on, span, told


def word(field: str, value: str, *, day: float = 5, fingerprint: str = "") -> Corrected:
    return Corrected(APP, on(day), field, value, fingerprint)


@pytest.mark.parametrize("field", ["company", "role"])
@pytest.mark.parametrize("day", [-1, 5])
def test_a_name_corrected_stays_whatever_mail_says_before_or_after(field: str, day: float) -> None:
    mails = [mail(Kind.EMPLOYER_REPLY, n, facts(company="Acme", role="Engineer")) for n in (0, 9)]
    assert getattr(told(word(field, " Initech ", day=day), *mails), field) == "Initech"
    assert getattr(told(word(field, "", day=day), *mails), field) == ""


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
@pytest.mark.parametrize(
    "before", [mail(Kind.OFFER, 1), mail(Kind.REJECTION, 1), Closed(APP, on(1), Outcome.ACCEPTED, "")]
)
def test_a_stage_may_be_corrected_either_way(stage: Stage, before: Event) -> None:
    application = told(*([before]), word("stage", stage))
    assert (application.stage, application.outcome, application.closed_at) == (stage, None, None)
    assert application.reached is stage


def test_mail_after_a_corrected_stage_counts_again() -> None:
    assert told(mail(Kind.OFFER, 1), word("stage", "applied"), mail(Kind.ASSESSMENT, 8)).stage is Stage.ASSESSMENT


def test_a_stage_corrected_to_an_outcome_is_closed_with_it_and_no_mail_changes_that() -> None:
    application = told(word("stage", "Withdrawn"), mail(Kind.INTERVIEW_INVITE, 8))
    assert (application.stage, application.outcome, application.closed_at) == (Stage.CLOSED, Outcome.WITHDRAWN, on(5))


def test_a_stage_corrected_to_closed_keeps_the_outcome_there_is() -> None:
    assert told(mail(Kind.REJECTION, 1), word("stage", "closed")).outcome is Outcome.REJECTED
    unsaid = told(mail(Kind.OFFER, 1), word("stage", "closed"))
    assert (unsaid.stage, unsaid.outcome) == (Stage.CLOSED, None)


def test_a_message_corrected_in_kind_is_read_anew_from_the_start() -> None:
    misread = mail(Kind.REJECTION, 1, facts(promise=span(20)), name="misread", confidence=0.8)
    application = told(misread, mail(Kind.ASSESSMENT, 3), word("kind", "employer_reply", fingerprint="misread"))
    assert (application.stage, application.outcome) == (Stage.ASSESSMENT, None)
    assert application.promise is not None
    assert (application.mails[0].kind, application.mails[0].confidence) == (Kind.EMPLOYER_REPLY, 1.0)


def test_a_doubtful_message_named_by_the_user_moves_the_stage() -> None:
    unsure = mail(Kind.UNSURE, 1, name="odd", confidence=0.2)
    assert told(unsure, word("kind", "offer", fingerprint="odd")).stage is Stage.OFFER


def test_the_last_word_on_a_kind_counts_and_a_kind_that_is_none_does_not() -> None:
    odd = mail(Kind.UNSURE, 1, name="odd")
    words = [
        word("kind", value, day=day, fingerprint="odd") for day, value in ((5, "offer"), (6, "assessment"), (7, "?"))
    ]
    assert told(odd, *words).stage is Stage.ASSESSMENT


def test_a_promise_made_by_phone_is_kept_until_the_next_word() -> None:
    promised = word("promise", "2026-03-20")
    promise = told(promised).promise
    assert promise is not None
    assert (promise.span.end, promise.by, promise.stated_at) == (date(2026, 3, 20), None, on(5))
    assert told(promised, mail(Kind.REJECTION, 8)).promise is None


@pytest.mark.parametrize(("value", "kept"), [("", False), ("next week", True)])
def test_a_promise_may_be_taken_away_but_not_garbled(value: str, kept: bool) -> None:
    promised = mail(Kind.EMPLOYER_REPLY, 1, facts(promise=span(9)))
    assert (told(promised, word("promise", value)).promise is not None) is kept


@pytest.mark.parametrize(("value", "wish"), [("yes", "you asked for no contact"), ("no", ""), ("?", "do not call")])
def test_the_users_word_on_contact_outlasts_what_mail_says(value: str, wish: str) -> None:
    asked = mail(Kind.EMPLOYER_REPLY, 1, facts(no_contact="do not call"))
    again = mail(Kind.EMPLOYER_REPLY, 9, facts(no_contact="do not chase us"))
    assert told(asked, word("no_contact", value), again).no_contact == wish


def test_a_rule_is_dismissed_once() -> None:
    assert told(word("dismiss", "thank-you"), word("dismiss", "thank-you", day=6)).dismissed == ("thank-you",)


def test_a_correction_of_an_unknown_field_is_kept_and_changes_nothing() -> None:
    unknown = word("colour", "blue")
    application = told(mail(Kind.OFFER, 1), unknown)
    assert application.corrections == (unknown,)
    assert application.stage is Stage.OFFER


def test_a_contact_the_user_names_comes_before_all_others_and_needs_an_address() -> None:
    known = mail(Kind.EMPLOYER_REPLY, 1)
    people = told(known, word("contact", "Jo Field <jo@acme.example>")).people
    assert [(p.name, p.address) for p in people] == [
        ("Jo Field", "jo@acme.example"),
        ("Ann Lee", "ann@acme.example"),
    ]
    assert told(known, word("contact", "Jo Field")).people == told(known).people


@pytest.mark.parametrize(
    ("field", "value", "attribute", "expected"),
    [
        ("agency", "Bright Talent", "agency", "Bright Talent"),
        ("channel", "Phone", "channel", "phone"),
        ("closing", "2026-03-20", "closing", date(2026, 3, 20)),
        ("closing", "in spring", "closing", None),
        ("keep_open", "yes", "keep_open", True),
        ("keep_open", "perhaps", "keep_open", False),
        ("preferred", "no", "preferred", False),
    ],
)
def test_a_word_on_the_application_is_taken_when_it_makes_sense(
    field: str, value: str, attribute: str, expected: object
) -> None:
    assert getattr(told(word(field, value)), attribute) == expected


def test_the_agency_and_the_channel_the_user_named_stay_whatever_mail_says_later() -> None:
    later = mail(Kind.EMPLOYER_REPLY, 8, facts(agency="Other Talent", channel="email"))
    application = told(word("agency", ""), word("channel", "phone"), later)
    assert (application.agency, application.channel) == ("", "phone")
