"""An offer as mail and the user's word tell of it."""

from __future__ import annotations

from dataclasses import replace

from agent.reading import Deadline, Facts, Kind
from agent.tracking import Closed, Form, OfferRecorded, Outcome, Stage
from tests.tracking.mails import APP, mail, on, told

DUE = on(20)
DATED = replace(Facts(), deadline=Deadline(DUE, "by the 22nd"))


def test_a_mail_that_makes_an_offer_is_one_in_writing_with_its_deadline_and_its_writer() -> None:
    offer = told(mail(Kind.OFFER, 3, DATED, name="the offer")).offer
    assert offer is not None
    assert (offer.form, offer.made_at, offer.answer_by, offer.fingerprint) == (Form.WRITTEN, on(3), DUE, "the offer")
    assert offer.by is not None
    assert offer.by.address == "ann@acme.example"


def test_a_mail_nobody_is_sure_about_makes_no_offer() -> None:
    assert told(mail(Kind.OFFER, 3, DATED, confidence=0.6)).offer is None


def test_a_verbal_offer_the_user_tells_of_brings_the_application_to_that_stage() -> None:
    application = told(mail(Kind.INTERVIEW_INVITE, 1), OfferRecorded(APP, on(5), Form.VERBAL))
    assert application.stage is Stage.OFFER
    assert application.offer is not None
    assert application.offer.form is Form.VERBAL


def test_paper_after_a_verbal_offer_keeps_the_day_that_was_named_by_word_of_mouth() -> None:
    application = told(OfferRecorded(APP, on(5), Form.VERBAL, DUE), mail(Kind.OFFER, 8, name="paper"))
    assert application.offer is not None
    assert (application.offer.form, application.offer.answer_by) == (Form.WRITTEN, DUE)


def test_the_users_word_on_an_offer_replaces_what_was_read_of_it() -> None:
    known = told(mail(Kind.OFFER, 3, DATED, name="paper"), OfferRecorded(APP, on(4), Form.WRITTEN, on(9), True)).offer
    assert known is not None
    assert (known.answer_by, known.conditional, known.fingerprint) == (on(9), True, "paper")


def test_an_offer_recorded_on_a_closed_application_does_not_open_it() -> None:
    application = told(Closed(APP, on(2), Outcome.WITHDRAWN, ""), OfferRecorded(APP, on(5), Form.VERBAL))
    assert application.closed
