"""Letters as employers, agencies and systems of every sort write them, each read as what it is."""

from __future__ import annotations

import pytest

from agent.reading import Kind
from tests.reading.handmade import letter, understand

LETTERS: list[tuple[Kind, str, str]] = [
    (
        Kind.REJECTION,
        (
            "Thank you for your time and interest in the Product Analyst role. We've had a lot of great "
            "applicants and, after reviewing, we won't be taking your application any further on this "
            "occasion."
        ),
        "",
    ),
    (
        Kind.REJECTION,
        (
            "I'm writing to let you know that you have unfortunately not been shortlisted for interview for "
            "the post of Lecturer."
        ),
        "Lecturer in History - application outcome",
    ),
    (
        Kind.REJECTION,
        (
            "We have now completed shortlisting and I am sorry to tell you that on this occasion your "
            "application has not been successful."
        ),
        "Application for Research Associate",
    ),
    (
        Kind.REJECTION,
        (
            "Although your background is impressive, we are pursuing candidates whose skills more closely "
            "match our requirements for this position."
        ),
        "Update",
    ),
    (
        Kind.REJECTION,
        (
            "Following your interview on Tuesday, we will not be making you an offer on this occasion. The "
            "panel felt another candidate had more relevant experience."
        ),
        "Interview outcome",
    ),
    (
        Kind.REJECTION,
        "We are no longer considering applicants for this requisition.",
        "Update on JR12345",
    ),
    (
        Kind.REJECTION,
        (
            "The hiring team has reviewed your profile and chosen not to advance your candidacy for the UX "
            "Researcher role."
        ),
        "Your application",
    ),
    (
        Kind.REJECTION,
        (
            "Feedback from the client: they've decided to go with another candidate who has more fintech "
            "experience. Sorry it's not better news."
        ),
        "Acme role",
    ),
    (
        Kind.INTERVIEW_INVITE,
        (
            "The team was impressed with your background and we'd like to set up a 30-minute video call with "
            "the hiring manager. Use this link to choose a time: https://calendly.com/x/30"
        ),
        "Next steps with Acme",
    ),
    (
        Kind.INTERVIEW_INVITE,
        (
            "Great speaking with you! We'd like to move you on to the next round, a 60 min technical "
            "interview with two engineers. Can you send over some times that work next week?"
        ),
        "Next steps",
    ),
    (
        Kind.INTERVIEW_INVITE,
        (
            "You have been shortlisted for interview for the above post. Interviews will be held on 24 March "
            "2026. Please confirm whether you are able to attend."
        ),
        "Invitation to interview: Lecturer",
    ),
    (
        Kind.INTERVIEW_INVITE,
        (
            "Hi Sam, thanks for applying! Do you have 20 minutes this week for a quick intro call to talk "
            "about the role?"
        ),
        "Acme <> Sam",
    ),
    (
        Kind.INTERVIEW_INVITE,
        "The client would like to interview you. What's your availability on Thursday and Friday?",
        "Java developer role",
    ),
    (
        Kind.INTERVIEW_SCHEDULED,
        (
            "Hi Sam, you're all set! Your phone interview with Dana Reed is on Friday, March 13, 2026 at "
            "11:00 AM EDT. Dana will call you at the number on your application."
        ),
        "Phone interview details",
    ),
    (
        Kind.INTERVIEW_SCHEDULED,
        (
            "I've booked you in for Tuesday 17th March at 10:30 at our Manchester office. Please ask for "
            "Helen at reception and bring photo ID for the interview."
        ),
        "Interview - Acme",
    ),
    (
        Kind.INTERVIEW_SCHEDULED,
        "Perfect, let's do Monday at 4pm then. I'll send a Zoom invite. Looking forward to our interview!",
        "Re: Interview times",
    ),
    (
        Kind.INTERVIEW_SCHEDULED,
        ("This email confirms your appointment: Onsite interview, Thursday, March 19, 2026, 9:00 AM - 12:00 PM PDT"),
        "Interview confirmation",
    ),
    (
        Kind.INTERVIEW_RESCHEDULED,
        (
            "I'm so sorry but Dana has had something come up. Would it be possible to move our interview to "
            "Thursday at the same time?"
        ),
        "Re: Interview",
    ),
    (
        Kind.INTERVIEW_RESCHEDULED,
        ("Please note that the time of your interview has changed. New time: Thursday, March 19 at 3:00 PM GMT"),
        "Updated: Interview",
    ),
    (
        Kind.INTERVIEW_CANCELLED,
        (
            "Unfortunately Dana is unwell so we'll have to cancel tomorrow's interview. I'll be in touch to "
            "find a new time."
        ),
        "Interview tomorrow",
    ),
    (
        Kind.ASSESSMENT,
        ("As a next step, we'd like you to do a short take-home exercise. Please return it by Friday 20 March."),
        "Next step",
    ),
    (
        Kind.ASSESSMENT,
        (
            "You've been invited to complete a HireVue on-demand video interview for the Store Manager role. "
            "You have until March 20 to finish."
        ),
        "Your digital interview invitation",
    ),
    (
        Kind.ASSESSMENT,
        (
            "Click the link below to start your Plum Discovery Survey, which helps us understand your "
            "talents. The assessment takes 25 minutes."
        ),
        "Complete your assessment for Acme",
    ),
    (
        Kind.INFO_REQUEST,
        (
            "Before we can progress your application, we need a copy of your degree certificate and proof of "
            "right to work."
        ),
        "Documents needed",
    ),
    (
        Kind.INFO_REQUEST,
        ("You started an application for Warehouse Associate but haven't finished it. Pick up where you left off."),
        "Finish your application",
    ),
    (
        Kind.REFERENCE_REQUEST,
        (
            "We're at the reference stage. Could you let me have contact details for two referees, one of "
            "whom should be your current line manager?"
        ),
        "References",
    ),
    (
        Kind.OFFER,
        (
            "I'm pleased to say we'd like to offer you the job! The salary is £42,000 and we'd love you to "
            "start on 1 May. A formal letter will follow."
        ),
        "Good news",
    ),
    (
        Kind.OFFER,
        (
            "Congratulations! Attached is your contract of employment for the role of Night Nurse. Please "
            "sign and return by 20 March."
        ),
        "Your contract",
    ),
    (
        Kind.OFFER,
        (
            "Further to your recent interview, I am delighted to confirm that you have been successful and we"
            " would like to offer you the post of Archivist."
        ),
        "Archivist post",
    ),
    (
        Kind.ACKNOWLEDGEMENT,
        "Hi Sam, we got your application for Baker. A member of our team will take a look soon.",
        "Thanks for applying!",
    ),
    (
        Kind.ACKNOWLEDGEMENT,
        (
            "This is to confirm receipt of your application for the above vacancy. The closing date is 30 "
            "March and shortlisting will take place thereafter."
        ),
        "Job application: Lecturer",
    ),
    (
        Kind.ACKNOWLEDGEMENT,
        (
            "Your application to Senior Nurse at Fern Hospital was submitted on March 3. You can track its "
            "status in your profile."
        ),
        "Application submitted",
    ),
    (
        Kind.ACKNOWLEDGEMENT,
        "Thank you for sending us your CV. We will come back to you as soon as we have reviewed it.",
        "Re: Application as Gardener",
    ),
    (
        Kind.EMPLOYER_REPLY,
        (
            "Just a quick note to say the process is taking a little longer than planned. You're still very "
            "much in the running for the role."
        ),
        "Update",
    ),
    (
        Kind.EMPLOYER_REPLY,
        "I've submitted your CV to the client and will let you know as soon as I hear back.",
        "Re: Java role",
    ),
    (
        Kind.RECRUITER_OUTREACH,
        (
            "I hope you're well. I'm working on a Lead Developer position for a scale-up in Bristol, up to "
            "£80k. Would you be interested in hearing more?"
        ),
        "Lead Developer - Bristol",
    ),
    (
        Kind.RECRUITER_OUTREACH,
        (
            "Saw your GitHub and loved your work on parsers. We're building something new and hiring our "
            "first engineers. Worth a chat?"
        ),
        "Founding engineer",
    ),
    (
        Kind.JOB_ALERT,
        "5 new jobs match your search: Baker in Leeds. Baker - Fern Bakery - Leeds. Apply now",
        "5 new Baker jobs in Leeds",
    ),
    (
        Kind.JOB_ALERT,
        "Jobs you may be interested in: Data Analyst at Fern. See all jobs",
        "Sam, 10 jobs you might like",
    ),
    (
        Kind.NOT_JOB,
        "Use code 384921 to sign in to your Workday account.",
        "Your sign-in code",
    ),
    (
        Kind.NOT_JOB,
        "How would you rate your recent interview experience with Fern? Take our 2 minute survey.",
        "Tell us about your experience",
    ),
    (
        Kind.NOT_JOB,
        "Please confirm your email to activate your candidate account at Fern Careers.",
        "Verify your candidate account",
    ),
    (
        Kind.NOT_JOB,
        "Thanks for a great interview on the show yesterday! The episode goes live Friday.",
        "Podcast episode",
    ),
    (
        Kind.NOT_JOB,
        "Your credit card application has been received and is under review.",
        "Application received",
    ),
    (
        Kind.NOT_JOB,
        (
            "Team, please block time for the candidate interviews on Thursday. We have four applicants for "
            "the analyst role."
        ),
        "Interview panel Thursday",
    ),
    (
        Kind.NOT_JOB,
        "We are pleased to inform you that your paper has been accepted for the conference.",
        "Decision on submission 42",
    ),
    (
        Kind.NOT_JOB,
        "Hi Sam, your appointment with Dr Reed is confirmed for Friday 13 March at 10:00.",
        "Appointment confirmation",
    ),
]


@pytest.mark.parametrize(("kind", "text", "subject"), LETTERS)
def test_a_letter_is_read_as_what_it_is(kind: Kind, text: str, subject: str) -> None:
    reading = understand(letter(text, subject))
    assert reading.kind is kind, reading.evidence


def test_an_answer_without_a_word_of_a_job_keeps_its_promise() -> None:
    text = "Thanks for checking in. We're waiting on sign-off, so no news yet. I'll update you early next week."
    quoting = letter(text, "Re: Following up", quoted="I wanted to ask about my application for the Baker position.")
    reading = understand(quoting)
    assert reading.kind is Kind.EMPLOYER_REPLY
    assert reading.facts.promise is not None
