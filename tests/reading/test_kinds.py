"""Every kind is recognised in plain words, with a confidence that means something and evidence that quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading import Automated, Direction, Kind
from agent.reading.message import CalendarEvent
from agent.reading.model import QUOTE_LIMIT
from agent.reading.phrases.literals import Speller
from tests.reading.handmade import event, letter, reader, shipped, understand

PLAIN: list[tuple[Kind, str]] = [
    (Kind.ACKNOWLEDGEMENT, "Thank you for applying to the Botanist position. Your application is under review."),
    (Kind.ACKNOWLEDGEMENT, "We've received your application and our recruiting team will review it shortly."),
    (Kind.RECRUITER_OUTREACH, "I came across your profile and have a Botanist role that might interest you."),
    (
        Kind.RECRUITER_OUTREACH,
        "I'm a recruiter at Foxglove. Are you open to new opportunities? Please send me your updated CV.",
    ),
    (Kind.INTERVIEW_INVITE, "We would like to invite you to interview for the Botanist role. When are you available?"),
    (Kind.INTERVIEW_INVITE, "We'd love to set up a phone screen about the role. Please share your availability."),
    (Kind.INTERVIEW_SCHEDULED, "Your interview is confirmed for Thursday 19 March at 14:00."),
    (
        Kind.INTERVIEW_SCHEDULED,
        "This is a reminder of your upcoming interview for the Botanist position tomorrow at 9am.",
    ),
    (Kind.INTERVIEW_RESCHEDULED, "Your interview has been rescheduled to Friday 20 March at 11:00."),
    (Kind.INTERVIEW_RESCHEDULED, "Ann is ill, so we need to move your interview to next week."),
    (Kind.INTERVIEW_CANCELLED, "Your interview on Thursday has been cancelled."),
    (Kind.ASSESSMENT, "Please complete the coding challenge for the Botanist role within five days."),
    (Kind.ASSESSMENT, "You have been invited to take a HackerRank test as the next step of your application."),
    (
        Kind.INFO_REQUEST,
        "To process your application for the role, please provide your transcripts and a right to work document.",
    ),
    (
        Kind.REFERENCE_REQUEST,
        "Could you send us the names and contact details of two referees for the Botanist position?",
    ),
    (Kind.EMPLOYER_REPLY, "We are still interviewing candidates and have not yet made a decision."),
    (Kind.EMPLOYER_REPLY, "Your application has been withdrawn, as you asked."),
    (Kind.OFFER, "We are delighted to offer you the position of Botanist. Your offer letter is attached."),
    (Kind.OFFER, "I'm thrilled to extend you a formal offer for the Botanist role."),
    (Kind.REJECTION, "After careful consideration, we won't be moving forward with your application."),
    (Kind.REJECTION, "You have not been selected for the Botanist position."),
    (Kind.REJECTION, "We've chosen to pursue other candidates whose experience is a better match for the role."),
    (Kind.JOB_ALERT, "Your job alert: 14 new jobs for you. View all jobs."),
    (Kind.NOT_JOB, "Shall we have dinner on Saturday?"),
]


@pytest.mark.parametrize(("kind", "text"), PLAIN)
def test_a_kind_is_recognised_in_plain_words(kind: Kind, text: str) -> None:
    assert understand(letter(text)).kind is kind


@pytest.mark.parametrize(("kind", "text"), PLAIN)
def test_every_verdict_has_evidence_that_quotes_the_mail(kind: Kind, text: str) -> None:
    reading = understand(letter(text, subject="A letter"))
    whole = f"A letter {text}"
    assert reading.evidence
    assert all(one.quote in whole and len(one.quote) <= QUOTE_LIMIT for one in reading.evidence)
    assert all(one.rule.startswith(f"{kind}.") for one in reading.evidence) or kind is Kind.NOT_JOB


def test_a_verdict_from_a_known_system_is_no_less_sure_than_from_anybody_and_never_certain() -> None:
    text = "Your interview is confirmed for Thursday at 14:00."
    known = understand(letter(text, sender="no-reply@greenhouse.io"))
    anybody = understand(letter(text))
    assert known.kind is anybody.kind is Kind.INTERVIEW_SCHEDULED
    assert anybody.confidence <= known.confidence < 1


def test_one_likely_phrase_alone_is_a_question_not_a_verdict() -> None:
    reading = understand(letter("Would you be available for a chat about a job?", "Tuesday"))
    assert reading.kind is Kind.UNSURE
    assert reading.confidence < 0.5


def test_a_known_system_that_says_nothing_we_know_is_a_question() -> None:
    reading = understand(letter("See the attachment.", "Acme", sender="no-reply@hire.lever.co"))
    assert reading.kind is Kind.UNSURE
    assert [one.rule for one in reading.evidence] == ["sender.ats"]


def test_bulk_mail_that_says_little_moves_nothing() -> None:
    reading = understand(letter("Would you be available for a chat about a job?", automated=Automated.BULK))
    assert reading.kind in {Kind.NOT_JOB, Kind.JOB_ALERT, Kind.RECRUITER_OUTREACH, Kind.UNSURE}


def test_what_a_long_mail_says_late_does_not_count() -> None:
    filler = "\n\n".join(f"Item number {n} of the minutes was discussed." for n in range(60))
    assert understand(letter(f"{filler}\n\nYour interview is confirmed for Thursday.")).kind is Kind.NOT_JOB


def test_a_long_sentence_is_quoted_around_the_words_that_matter() -> None:
    text = f"{'well ' * 80}you were not selected for the position {'indeed ' * 80}"
    (first, *_) = understand(letter(text)).evidence
    assert "not selected" in first.quote
    assert len(first.quote) <= QUOTE_LIMIT


def test_the_users_own_mail_is_outbound_and_decides_nothing() -> None:
    reading = understand(letter("Your interview is confirmed.", sender="sam+jobs@example.org"))
    assert (reading.direction, reading.kind) == (Direction.OUTBOUND, Kind.NOT_JOB)
    assert reading.evidence[0].rule == "direction.outbound"


def test_the_mailbox_says_who_wrote_when_the_sender_does_not() -> None:
    message = letter("Your interview is confirmed for Thursday.")
    assert understand(message, outbound=True).direction is Direction.OUTBOUND
    assert understand(letter("Your interview is confirmed.", sender="")).direction is Direction.INBOUND


CALENDAR: list[tuple[Kind, CalendarEvent]] = [
    (Kind.INTERVIEW_SCHEDULED, event()),
    (Kind.INTERVIEW_SCHEDULED, event("PUBLISH")),
    (Kind.INTERVIEW_SCHEDULED, event(sequence=2)),
    (Kind.INTERVIEW_RESCHEDULED, event(summary="Moved: interview with Acme, rescheduled interview", sequence=2)),
    (Kind.INTERVIEW_CANCELLED, event("CANCEL", sequence=1)),
    (Kind.INTERVIEW_CANCELLED, event(status="CANCELLED")),
    (Kind.UNSURE, event(recurring=True)),
    (Kind.UNSURE, event("COUNTER")),
    (Kind.UNSURE, event(summary="Dentist")),
]


@pytest.mark.parametrize(("kind", "one"), CALENDAR)
def test_a_calendar_speaks_before_the_words(kind: Kind, one: CalendarEvent) -> None:
    reading = understand(letter("Please see the invitation.", "Invitation", calendar=(one,)))
    assert reading.kind is kind
    assert reading.evidence[0].where == "calendar"


def test_a_calendar_without_a_start_leaves_the_word_to_the_words() -> None:
    message = letter("Your interview is confirmed for Thursday.", calendar=(event(start=None, end=None),))
    assert understand(message).evidence[0].rule == "interview_scheduled.interview-confirmed"


def test_a_plain_invitation_counts_when_the_mail_around_it_is_about_a_job() -> None:
    message = letter(
        "We look forward to your interview with the hiring manager.", calendar=(event(summary="Ann / Sam"),)
    )
    reading = understand(message)
    assert reading.kind is Kind.INTERVIEW_SCHEDULED
    assert reading.confidence < 0.9


def test_bounces_and_absence_notes_are_structure() -> None:
    assert understand(letter("", "failure notice", automated=Automated.BOUNCE)).kind is Kind.BOUNCE
    away = letter("I am on annual leave until Monday.", "Re: Hello", automated=Automated.AUTO_REPLIED)
    assert understand(away).kind is Kind.OUT_OF_OFFICE
    by_subject = letter("", "Automatic reply: Interview")
    assert understand(by_subject).kind is Kind.OUT_OF_OFFICE


def test_an_automatic_acknowledgement_is_no_absence_note() -> None:
    message = letter("We have received your application for the Clerk position.", automated=Automated.AUTO_REPLIED)
    assert understand(message).kind is Kind.ACKNOWLEDGEMENT


_WORDS = sorted(
    {
        word
        for phrase in shipped().phrases.phrases
        for texts in Speller().literals(phrase.items).sets
        for text in texts
        for word in text.split()
    }
)


@given(st.lists(st.sampled_from(_WORDS), max_size=60))
def test_any_jumble_of_telling_words_gets_a_verdict_with_evidence(words: list[str]) -> None:
    reading = understand(letter(" ".join(words)))
    assert reading.evidence
    assert 0 <= reading.confidence <= 1


@given(
    st.lists(
        st.sampled_from(
            ["We regret to inform you that you were not selected for the position.", *(t for _, t in PLAIN)]
        )
    )
)
def test_words_of_rejection_forbid_every_advancing_kind(sentences: list[str]) -> None:
    text = "\n\n".join([*sentences, "We have decided not to proceed with your application for the position."])
    advancing = {Kind.OFFER, Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.ASSESSMENT, Kind.REFERENCE_REQUEST}
    assert understand(letter(text)).kind not in advancing


@pytest.mark.parametrize(
    "text",
    [
        "Your interview invitation has expired. You did not choose a time for the interview.",
        "Ihre Einladung zum Vorstellungsgespräch ist leider abgelaufen.",
        "Votre invitation à l'entretien a expiré.",
        "La invitación a la entrevista ha caducado.",
        "De uitnodiging voor het sollicitatiegesprek is verlopen.",
    ],
)
def test_an_invitation_that_has_expired_is_none(text: str) -> None:
    assert reader().look(letter(text)).judged.kind is Kind.INTERVIEW_CANCELLED


@pytest.mark.parametrize(
    "text",
    [
        "We know this is not the news you were hoping for about your application for the job.",
        "Das ist sicher nicht die Antwort, die Sie sich auf Ihre Bewerbung erhofft hatten.",
        "Ce n'est pas la réponse que vous espériez à votre candidature.",
        "No es la respuesta que esperabas a tu candidatura.",
        "Dit is niet het antwoord waarop je hoopte voor de vacature.",
    ],
)
def test_bad_news_that_is_only_hinted_at_is_heard(text: str) -> None:
    assert understand(letter(text)).kind in {Kind.REJECTION, Kind.UNSURE}
