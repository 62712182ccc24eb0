"""Intervals, counted from the day of the mail; promises, deadlines, and how long somebody is away."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading import Automated, Kind, Span
from agent.reading.almanac.spans import add_business_days
from agent.reading.almanac.spans import find_span as span_in
from tests.reading.handmade import almanac, letter, reader, understand
from tests.reading.test_days_and_times import mail_of

WEDNESDAY = date(2026, 3, 11)


def find_span(text: str, day: date, language: str = "en") -> Span | None:
    """The interval a text names in a mail of a day."""
    return span_in(text, mail_of(day, language), almanac())


SPANS: list[tuple[str, str]] = [
    ("by the end of next week", "2026-03-20"),
    ("by the end of the week", "2026-03-13"),
    ("by the end of the month", "2026-03-31"),
    ("by the end of next month", "2026-04-30"),
    ("by the end of the year", "2026-12-31"),
    ("by close of business", "2026-03-11"),
    ("in two to three weeks", "2026-04-01"),
    ("in a couple of weeks", "2026-03-25"),
    ("within a fortnight", "2026-03-25"),
    ("in a month", "2026-04-11"),
    ("in about a week", "2026-03-18"),
    ("in the next few days", "2026-03-15"),
    ("in the next two weeks", "2026-03-25"),
    ("within the next week or so", "2026-03-18"),
    ("in the coming days", "2026-03-18"),
    ("in the coming weeks", "2026-04-08"),
    ("in the next day or two", "2026-03-13"),
    ("by Friday 20 March", "2026-03-20"),
    ("by Friday", "2026-03-13"),
    ("by tomorrow", "2026-03-12"),
    ("by the 20th", "2026-03-20"),
    ("by the 5th", "2026-04-05"),
    ("early next week", "2026-03-18"),
    ("mid next week", "2026-03-19"),
    ("late next week", "2026-03-20"),
    ("later this week", "2026-03-13"),
    ("next week", "2026-03-20"),
    ("the week of the 16th", "2026-03-20"),
    ("week commencing 16 March", "2026-03-20"),
    ("in March", "2026-03-31"),
    ("in early May", "2026-05-10"),
    ("by mid-April", "2026-04-15"),
    ("in mid-April", "2026-04-20"),
    ("in January", "2027-01-31"),
    ("next month", "2026-04-30"),
    ("later this month", "2026-03-31"),
    ("within 5 business days", "2026-03-18"),
    ("within 5-7 working days", "2026-03-20"),
    ("take up to ten working days", "2026-03-25"),
    ("two (2) weeks", "2026-03-25"),
    ("within 24 hours", "2026-03-12"),
    ("within 72 hours", "2026-03-14"),
    ("by EOD", "2026-03-11"),
    ("by EOW", "2026-03-13"),
    ("by EOM", "2026-03-31"),
]


@pytest.mark.parametrize(("text", "end"), SPANS)
def test_an_interval_ends_when_people_mean_it_to(text: str, end: str) -> None:
    span = find_span(f"We will be in touch {text}.", WEDNESDAY)
    assert span is not None
    assert span.end.isoformat() == end
    assert span.start <= span.end


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "shortly",
        "after the bank holiday",
        "two weeks ago",
        "five years of experience",
        "week of fun",
        "by 1 March",
        "by the 45th",
    ],
)
def test_what_is_no_interval_gives_none(text: str) -> None:
    assert find_span(f"We will be in touch {text}.", WEDNESDAY) is None


def test_an_interval_is_relative_to_the_mail_not_to_its_reading() -> None:
    december = datetime(2025, 12, 20, 9, 0, tzinfo=UTC)
    message = letter(
        "We are still reviewing candidates for the role and will contact you by 12 January.", sent_at=december
    )
    promise = understand(message).facts.promise
    assert promise is not None
    assert promise.end == date(2026, 1, 12)


def test_the_end_of_the_week_said_on_a_weekend_is_the_next_one() -> None:
    span = find_span("by the end of the week", date(2026, 3, 14))
    assert span is not None
    assert span.end == date(2026, 3, 20)


def test_the_first_interval_of_a_sentence_is_taken() -> None:
    span = find_span("You will hear from us within a week, at the latest by the end of the month.", WEDNESDAY)
    assert span is not None
    assert span.end == date(2026, 3, 18)


PROMISES: list[tuple[str, str | None]] = [
    ("We have received your application for the role and will be in touch within two weeks.", "2026-03-25"),
    ("We received your application for the role. Expect a decision by Friday 20 March.", "2026-03-20"),
    (
        "We received your application for the role. We aim to respond to all applicants within two to three weeks.",
        "2026-04-01",
    ),
    ("We received your application for the role. Please get back to us by Friday 20 March.", None),
    ("We received your application. If you have not heard from us within two weeks, please assume it was a no.", None),
    ("We received your application for the role and will be in touch.", None),
]


@pytest.mark.parametrize(("text", "end"), PROMISES)
def test_a_promise_is_theirs_and_has_a_date(text: str, end: str | None) -> None:
    promise = understand(letter(text)).facts.promise
    assert (promise.end.isoformat() if promise else None) == end
    assert promise is None or promise.quote in text


ANSWERS: list[tuple[str, str | None]] = [
    ("Sorry for the wait, I will ping you Friday whatever happens with your application.", "2026-03-13"),
    (
        "No decision on your application yet; I hope to be able to tell you something by the end of next week.",
        "2026-03-20",
    ),
    ("We are reading every application; everyone gets an answer within two weeks.", "2026-03-25"),
    ("Your application is with the panel, give us until the middle of April.", "2026-04-15"),
    ("Feedback on your interview is expected by Monday.", "2026-03-16"),
    ("Please allow up to three weeks for us to review your application.", "2026-04-01"),
    ("If you have not heard from us by the end of April, please ring about your application.", "2026-04-30"),
    ("You should have word from me in about two weeks, and please tell me if your plans change.", "2026-03-25"),
    ("Whether or not you are chosen, you will hear from us by 20 March about your application.", "2026-03-20"),
    ("In the coming days we will get back to you about your application.", "2026-03-18"),
    ("As soon as we have read your application we will be in touch, by 20 March.", "2026-03-20"),
    # Whose time it is, and from when it counts.
    ("Thank you for your application. Let me know by Friday if you have questions.", None),
    ("Thank you for your application. Just to let you know that the panel met on Tuesday.", None),
    ("Your application is in. You will hear within three weeks of the closing date.", None),
    ("About your application: I would tell you what we build in half an hour.", None),
    ("About your application: today we can tell you that the panel has met.", None),
    ("Sie erhalten bis Ende März eine Rückmeldung zu Ihrer Bewerbung.", "2026-03-31"),
    ("Zu Ihrer Bewerbung: Wir bitten um Verständnis, dass die Sichtung bis zu vier Wochen dauern kann.", "2026-04-08"),
    ("Danke für deine Bewerbung, ich sage dir spätestens am Freitag Bescheid.", "2026-03-13"),
    ("Wird Ihre Bewerbung ausgewählt, melden wir uns innerhalb von zwei Wochen bei Ihnen.", None),
    ("Ihre Bewerbung ist da. Bitte geben Sie uns bis Freitag Bescheid, ob Sie den Führerschein haben.", None),
    ("Votre candidature est chez le directeur, vous aurez une réponse avant la fin du mois.", "2026-03-31"),
    ("Pour ta candidature, on se décide la semaine prochaine et je te dis.", "2026-03-20"),
    ("Laissez-nous encore deux semaines pour votre candidature.", "2026-03-25"),
    ("Tu candidatura sigue en marcha; el cliente quiere decidir la semana que viene.", "2026-03-20"),
    ("Gracias por tu candidatura para el puesto; todavía no hay decisión, danos hasta el viernes.", "2026-03-13"),
    ("Over je sollicitatie: ik verwacht dat ik je uiterlijk eind volgende week uitsluitsel kan geven.", "2026-03-20"),
    ("Je sollicitatie ligt bij de directie, ik bel je vrijdag.", "2026-03-13"),
]


@pytest.mark.parametrize(("text", "end"), ANSWERS)
def test_people_promise_an_answer_in_many_words(text: str, end: str | None) -> None:
    promise = reader().understand(letter(text), expected=True).facts.promise
    assert (promise.end.isoformat() if promise else None) == end


def test_who_says_no_promises_nothing() -> None:
    text = (
        "Unfortunately we will not be moving forward with your application for the role. We will get back to you "
        "within two weeks if anything changes."
    )
    reading = understand(letter(text))
    assert reading.kind is Kind.REJECTION
    assert reading.facts.promise is None


DEADLINES: list[tuple[str, str | None]] = [
    ("Please complete the coding challenge by Friday 20 March.", "2026-03-20T23:59:00+00:00"),
    ("Please complete the coding challenge by 20 March at 5pm EST.", "2026-03-20T17:00:00-04:00"),
    ("Please complete the coding challenge within 72 hours.", "2026-03-14T10:00:00+00:00"),
    ("Please complete the coding challenge. You have one week to submit it.", "2026-03-18T10:00:00+00:00"),
    ("Please complete the coding challenge. The deadline was 1 March.", None),
    (
        "Please complete the coding challenge. Send me the slides by noon on Monday 16 March.",
        "2026-03-16T12:00:00+00:00",
    ),
    ("Please complete the coding challenge. We will get back to you by Friday 20 March.", None),
    ("Please complete the coding challenge. If your laptop fails, we will lend you one by Friday 20 March.", None),
    ("Please complete the coding challenge. Would you know by Friday 20 March?", None),
    ("Please complete the coding challenge. Could you let me know by Friday 20 March?", "2026-03-20T23:59:00+00:00"),
    ("Please complete the coding challenge. Closes Friday 20 March at noon.", "2026-03-20T12:00:00+00:00"),
    ("Please complete the coding challenge. The link runs out in 7 days.", "2026-03-18T10:00:00+00:00"),
    ("Please complete the coding challenge whenever you fancy in the next 5 days.", "2026-03-16T10:00:00+00:00"),
    ("Please complete the coding challenge.", None),
]


@pytest.mark.parametrize(("text", "at"), DEADLINES)
def test_a_deadline_is_the_users(text: str, at: str | None) -> None:
    reading = understand(letter(text))
    assert reading.kind is Kind.ASSESSMENT
    assert (reading.facts.deadline.at.isoformat() if reading.facts.deadline else None) == at


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("We will get back to you within two weeks.", True),
        ("We will get back to you within two weeks if your profile fits.", True),
        ("If your profile fits, we will get back to you within two weeks.", False),
        ("Shall we get back to you within two weeks?", False),
    ],
)
def test_what_hangs_on_a_condition_before_it_or_is_asked_is_no_promise(text: str, promised: bool) -> None:
    facts = understand(
        letter(f"Thank you for applying to the role of Pricing Analyst. We have received your application. {text}")
    ).facts
    assert (facts.promise is not None) == promised


def test_a_deadline_is_no_slot_for_an_interview() -> None:
    text = "We would like to invite you to an interview for the role. Please book a slot by Friday 13 March at 5pm."
    facts = understand(letter(text)).facts
    assert facts.deadline is not None
    assert facts.meeting is None


AWAY: list[tuple[str, str | None]] = [
    ("I am out of the office until Monday 16 March.", "2026-03-16"),
    ("I am on annual leave from 9 March to 20 March.", "2026-03-20"),
    ("I am out of the office and will return on Monday 16 March.", "2026-03-15"),
    ("I am out of office, back in the office on 18 March.", "2026-03-17"),
    ("I am out of the office.", None),
    ("I was out of the office until 2 March.", None),
]


@pytest.mark.parametrize(("text", "last"), AWAY)
def test_an_absence_lasts_until_the_day_before_the_return(text: str, last: str | None) -> None:
    reading = understand(letter(text, "Automatic reply: Hello", automated=Automated.AUTO_REPLIED))
    assert reading.kind is Kind.OUT_OF_OFFICE
    assert (reading.facts.away_until.end.isoformat() if reading.facts.away_until else None) == last


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 60))
def test_so_many_business_days_later_is_a_business_day(day: date, count: int) -> None:
    later = add_business_days(day, count)
    assert later >= day
    assert count == 0 or later.weekday() < 5


@given(st.text(max_size=120), st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_any_text_gives_an_interval_in_order_or_none(text: str, day: date) -> None:
    span = find_span(text, day)
    assert span is None or day <= span.end


@given(st.sampled_from([text for text, _ in SPANS]), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_on_any_day_an_interval_is_not_over_before_it_is_named(text: str, day: date) -> None:
    span = find_span(text, day)
    assert span is None or span.end >= day
