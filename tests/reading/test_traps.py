"""Mail that looks like something it is not: each trap by name."""

from __future__ import annotations

import pytest

from agent.reading import Automated, Kind
from agent.reading.message import Message
from tests.reading.handmade import event, letter, understand

BULK = Automated.BULK
NO_REPLY = Automated.NO_REPLY

TRAPS: dict[str, tuple[Kind, Message]] = {
    "unable to offer is a rejection, not an offer": (
        Kind.REJECTION,
        letter("Thank you for coming in. Sadly we are unable to offer you the position of Night Porter."),
    ),
    "a wish that we could offer everybody a job is no offer": (
        Kind.REJECTION,
        letter(
            "We wish we could offer everyone a place. We have decided to proceed with other candidates for this role."
        ),
    ),
    "a day that does not suit is not a rejection": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Unfortunately Tuesday does not work for the panel. Could you let us know which other times would suit you "
            "for the interview?",
            "Your interview for Data Analyst",
        ),
    ),
    "interviews that are expected to be scheduled are not yet scheduled": (
        Kind.ACKNOWLEDGEMENT,
        letter("We received your application for the Archivist position. We expect to schedule interviews in April."),
    ),
    "not moving on with others until we have met you is no rejection": (
        Kind.INTERVIEW_INVITE,
        letter(
            "We are not moving forward with other candidates until we have spoken to you. "
            "We would like to invite you to an interview for the Archivist role. What times suit you?"
        ),
    ),
    "if you are selected, we will invite you": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Thank you for applying for the Baker position. If you are selected for an interview, we will call you. "
            "If you are not selected, we will let you know, too."
        ),
    ),
    "unsuccessful candidates will be told": (
        Kind.ACKNOWLEDGEMENT,
        letter("Your application for the Gardener role has been received. Should you be unsuccessful, we will write."),
    ),
    "an old rejection that is quoted does not count": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Good news: we would like to invite you to interview for the Gardener role after all. When are you free?",
            "Re: Your application",
            quoted="We regret to inform you that we have decided not to proceed with your application.",
        ),
    ),
    "the subject a reply kept does not count": (
        Kind.REJECTION,
        letter("We have decided not to move forward with your application for the role.", "Re: Interview invitation"),
    ),
    "job-ad prose is no interview": (
        Kind.RECRUITER_OUTREACH,
        letter(
            "I came across your profile. My client is looking for a Site Manager. You will conduct interviews, assess "
            "candidates and extend offers. Would this be of interest?"
        ),
    ),
    "an advertisement for interview training is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Ace your next interview with our masterclass! Book a time with a coach today.",
            "Interview tips",
            automated=BULK,
        ),
    ),
    "a survey after the interview is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Thank you for interviewing with us. Please take our short survey.", "How was your interview experience?"
        ),
    ),
    "a survey that a rejection announces does not hide the rejection": (
        Kind.REJECTION,
        letter(
            "We have decided not to proceed with your application. Please take this short survey about the process."
        ),
    ),
    "a one-time code of a known system is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Your verification code is 482913.", "Security code for your application", "no-reply@greenhouse.io", "Acme"
        ),
    ),
    "an account mail of a known system is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Please reset your password for the candidate portal.", "Reset your password", "acme@myworkday.com", "Acme"
        ),
    ),
    "an unfinished application is a request": (
        Kind.INFO_REQUEST,
        letter(
            "Your application for the Cook position is incomplete. Please finish your application.", automated=NO_REPLY
        ),
    ),
    "the user's own mail is not the employer's word": (
        Kind.NOT_JOB,
        letter(
            "I was pleased to be invited to interview for the Cook position.", sender="sam@example.org", name="Sam Doe"
        ),
    ),
    "a friend's forwarded invitation is for the user to judge": (
        Kind.UNSURE,
        letter(
            "Look what I got!",
            "Fwd: Interview",
            sender="kim@friends.example",
            forwarded="We would like to invite you to interview for the Cook position at Acme.",
        ),
    ),
    "a forwarded recipe is nobody's application": (
        Kind.NOT_JOB,
        letter("Try this!", "Fwd: Soup", sender="kim@friends.example", forwarded="Chop the leeks and stir."),
    ),
    "a digest of jobs is an alert": (
        Kind.JOB_ALERT,
        letter(
            "12 new jobs match your saved search. Easy apply. View all jobs.",
            "New jobs for you: interview this week",
            "alerts@indeed.com",
            "Indeed",
            automated=BULK,
        ),
    ),
    "a scheduling link asks for a meeting": (
        Kind.INTERVIEW_INVITE,
        letter(
            "We would love to speak with you about the Planner role. Please pick a time: https://calendly.com/acme/30min"
        ),
    ),
    "a list header on a real application mail changes nothing": (
        Kind.REJECTION,
        letter(
            "We have decided not to move forward with your application for the Planner position.",
            sender="no-reply@smartrecruiters.com",
            automated=BULK,
        ),
    ),
    "a mail that confirms and promises is a confirmation": (
        Kind.ACKNOWLEDGEMENT,
        letter("We have received your application for the Clerk position and will be in touch within two weeks."),
    ),
    "a confirmation that mentions a possible rejection is a confirmation": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "We received your application for the Clerk role. If you are not selected for this position, keep an eye "
            "on our jobs page."
        ),
    ),
    "an application that was viewed moves nothing": (
        Kind.EMPLOYER_REPLY,
        letter(
            "Good news, your application was viewed by the employer.", "Your application was viewed", "x@indeed.com"
        ),
    ),
    "a position that was cancelled is a rejection": (
        Kind.REJECTION,
        letter("We are sorry: the Clerk position you applied for has been cancelled."),
    ),
    "a position that was filled is a rejection": (
        Kind.REJECTION,
        letter("The position has now been filled and we are no longer accepting applications."),
    ),
    "a temporary hold moves nothing": (
        Kind.EMPLOYER_REPLY,
        letter("Hiring for the Clerk role is currently on hold; we will update you as soon as we know more."),
    ),
    "an accepted invitation is not a reply": (
        Kind.NOT_JOB,
        letter("", "Accepted: Interview with Acme", calendar=(event("REPLY"),)),
    ),
    "an accepted invitation without its calendar is not a reply either": (
        Kind.NOT_JOB,
        letter("Ann Lee has accepted.", "Accepted: Interview with Acme"),
    ),
    "a meeting with colleagues is no interview": (
        Kind.UNSURE,
        letter("", "Weekly sync", calendar=(event(summary="Weekly sync"),)),
    ),
    "a rejection and an invitation in one mail are for the user to judge": (
        Kind.UNSURE,
        letter(
            "We have decided not to move forward with your application for the Clerk role. "
            "However, we would like to invite you to an interview for the Archivist role."
        ),
    ),
    "a regret about a date is no rejection": (
        Kind.INTERVIEW_RESCHEDULED,
        letter(
            "Unfortunately, I regret to inform you that Ann is ill. Your interview has been moved to Friday at 3pm."
        ),
    ),
    "a loan that is refused is no application that was": (
        Kind.NOT_JOB,
        letter("We regret to inform you that your loan application was not successful.", "Your mortgage loan"),
    ),
    "a flat one applied for is no job": (
        Kind.NOT_JOB,
        letter(
            "We received your rental application for the apartment. The landlord will be in touch.",
            "Application received",
        ),
    ),
    "an invitation to a podcast is no interview": (
        Kind.NOT_JOB,
        letter(
            "We would love to have you on our podcast for an interview. Which episode suits you?", "Interview request"
        ),
    ),
    "an offer of a discount is no offer": (
        Kind.NOT_JOB,
        letter("We are pleased to offer you 20 % off everything this week.", "An offer for you", automated=BULK),
    ),
    "a bare sad word decides nothing": (Kind.NOT_JOB, letter("Unfortunately the lift is out of order again.", "Lift")),
    "a meeting link decides nothing": (Kind.NOT_JOB, letter("Join us: https://zoom.us/j/1", "Book club")),
    "thanks for an interview are no new interview": (
        Kind.EMPLOYER_REPLY,
        letter("Thank you for attending your interview for the Clerk position. We will contact you with the outcome."),
    ),
    "a completed test is no new test": (
        Kind.EMPLOYER_REPLY,
        letter("Thank you for completing the online assessment for the Clerk role. We will be in touch soon."),
    ),
    "an interview called off is no rejection": (
        Kind.INTERVIEW_CANCELLED,
        letter("Unfortunately we need to cancel your interview tomorrow, as Ann is ill. We will propose a new date."),
    ),
    "an interview called off because the job is gone is a rejection": (
        Kind.REJECTION,
        letter("We have to cancel your interview, as the position has been filled."),
    ),
    "an offer taken back is a rejection": (
        Kind.REJECTION,
        letter("We are sorry that we have to withdraw our offer of employment for the Clerk position."),
    ),
    "a colleague's vacation is not about a job": (
        Kind.NOT_JOB,
        letter("I will be out of the office on Friday.", "Friday"),
    ),
    "a board that poses as somebody who found the user sends an alert": (
        Kind.JOB_ALERT,
        letter("We came across your profile. Here are new jobs for you, and 3 similar jobs.", sender="x@indeed.com"),
    ),
    "an offer by somebody who found the user is an offer": (
        Kind.OFFER,
        letter("I came across your profile some time ago. We are delighted to offer you the position of Clerk."),
    ),
    "a word of reassurance outweighs a vague wish to talk": (
        Kind.EMPLOYER_REPLY,
        letter(
            "We are still reviewing candidates for the role and have not made a decision. Thank you for attending your "
            "interview. Are you free for a chat next week? You can pick a time here.",
        ),
    ),
    "a password mentioned in a confirmation does not hide it": (
        Kind.ACKNOWLEDGEMENT,
        letter("We received your application for the Clerk role. Reset your password in the portal at any time."),
    ),
    "tips in the subject of a confirmed interview are for the user to judge": (
        Kind.UNSURE,
        letter("Your interview is confirmed for Friday at 9am.", "Interview tips"),
    ),
    "an invitation to one fixed time fixes it": (
        Kind.INTERVIEW_SCHEDULED,
        letter(
            "We are pleased to invite you to an interview for the Clerk role on Thursday 19 March at 2pm in our office."
        ),
    ),
    "an invitation that asks whether a time suits does not fix it": (
        Kind.INTERVIEW_INVITE,
        letter(
            "We are pleased to invite you to an interview for the Clerk role. Would you be free on 19 March at 2pm? "
            "Please confirm your availability."
        ),
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_not_stepped_into(name: str) -> None:
    expected, message = TRAPS[name]
    reading = understand(message)
    assert reading.kind is expected, reading.evidence
    assert reading.evidence
