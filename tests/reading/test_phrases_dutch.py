"""What Dutch mail says, in the Netherlands and in Flanders: every kind in many wordings, and each trap by name."""

from __future__ import annotations

import pytest

from agent.reading import Automated, Kind
from agent.reading.message import Message
from tests.reading.handmade import letter, understand

BULK = Automated.BULK
NO_REPLY = Automated.NO_REPLY

PLAIN: list[tuple[Kind, str]] = [
    (Kind.ACKNOWLEDGEMENT, "We hebben je sollicitatie als hovenier goed ontvangen en gaan die zorgvuldig bekijken."),
    (
        Kind.ACKNOWLEDGEMENT,
        "Hartelijk dank voor uw sollicitatie. Wij nemen uw brief zo spoedig mogelijk in behandeling.",
    ),
    (
        Kind.ACKNOWLEDGEMENT,
        "Bedankt voor uw kandidatuur voor de functie van zorgkundige; wij bevestigen de ontvangst ervan.",
    ),
    (Kind.RECRUITER_OUTREACH, "Ik kwam je profiel tegen op LinkedIn. Mijn opdrachtgever zoekt een projectleider."),
    (
        Kind.RECRUITER_OUTREACH,
        "Sta je open voor een nieuwe uitdaging als boekhouder? Ik heb een mooie vacature voor je.",
    ),
    (Kind.INTERVIEW_INVITE, "Graag nodigen wij u uit voor een sollicitatiegesprek. Wanneer schikt het u?"),
    (Kind.INTERVIEW_INVITE, "We zijn enthousiast over je cv en willen graag kennismaken. Welke momenten passen jou?"),
    (
        Kind.INTERVIEW_INVITE,
        "Je bent geselecteerd voor een eerste gesprek voor de vacature. Kies via deze link een moment.",
    ),
    (Kind.INTERVIEW_INVITE, "We willen je graag uitnodigen voor een meeloopdag in ons team."),
    (Kind.INTERVIEW_SCHEDULED, "Hierbij bevestigen wij uw sollicitatiegesprek op donderdag 19 maart om 14.00 uur."),
    (Kind.INTERVIEW_SCHEDULED, "Het kennismakingsgesprek vindt plaats op donderdag om 9 uur bij ons op kantoor."),
    (Kind.INTERVIEW_RESCHEDULED, "Helaas moeten we het sollicitatiegesprek verplaatsen naar vrijdag."),
    (Kind.INTERVIEW_RESCHEDULED, "Uw jobinterview werd verschoven naar 20 maart om 11 uur."),
    (Kind.INTERVIEW_CANCELLED, "Het sollicitatiegesprek van morgen gaat helaas niet door."),
    (Kind.INTERVIEW_CANCELLED, "Wij moeten het kennismakingsgesprek annuleren wegens ziekte."),
    (
        Kind.ASSESSMENT,
        "De volgende stap in je sollicitatie is een online assessment. Wil je de test uiterlijk vrijdag maken?",
    ),
    (Kind.ASSESSMENT, "In de bijlage vind je de casus voor de functie; stuur je uitwerking voor maandag terug."),
    (Kind.INFO_REQUEST, "Wil je ons voor je sollicitatie nog je salarisindicatie en opzegtermijn doorgeven?"),
    (Kind.INFO_REQUEST, "Gelieve ons voor uw kandidatuur een kopie van uw diploma te bezorgen."),
    (Kind.INFO_REQUEST, "Je sollicitatie als kok is nog niet afgerond. Vul je gegevens aan."),
    (Kind.REFERENCE_REQUEST, "Kun je ons twee referenties doorgeven voor de functie?"),
    (Kind.REFERENCE_REQUEST, "In deze fase van de sollicitatieprocedure willen we je vorige leidinggevende bellen."),
    (Kind.EMPLOYER_REPLY, "Wij hebben nog geen beslissing genomen over de vacature."),
    (
        Kind.EMPLOYER_REPLY,
        "De procedure duurt iets langer dan verwacht; we vragen nog even geduld voor je sollicitatie.",
    ),
    (Kind.EMPLOYER_REPLY, "Zoals gevraagd is je sollicitatie ingetrokken."),
    (Kind.OFFER, "Met veel plezier bieden wij je de functie van botanicus aan."),
    (Kind.OFFER, "We hebben voor jou gekozen! In de bijlage vind je de arbeidsovereenkomst."),
    (Kind.OFFER, "Graag doen wij u een aanbod voor de functie: een jaarcontract van 32 uur."),
    (Kind.REJECTION, "Helaas gaan we niet met je verder in de sollicitatieprocedure."),
    (Kind.REJECTION, "Onze keuze is op een andere kandidaat gevallen."),
    (Kind.REJECTION, "Uw kandidatuur werd niet weerhouden."),
    (Kind.REJECTION, "De vacature is inmiddels vervuld."),
    (Kind.REJECTION, "Wij hebben besloten uw sollicitatie niet verder in behandeling te nemen."),
    (Kind.REJECTION, "Er waren kandidaten die beter bij het profiel van de vacature aansluiten."),
    (Kind.REJECTION, "We moeten je teleurstellen: voor deze functie kiezen we voor een interne kandidaat."),
    (Kind.JOB_ALERT, "Nieuwe vacatures voor jou in Utrecht. Bekijk alle vacatures van je zoekopdracht."),
    (Kind.NOT_JOB, "Zullen we zaterdag samen eten?"),
]


@pytest.mark.parametrize(("kind", "text"), PLAIN)
def test_a_kind_is_recognised_in_plain_dutch(kind: Kind, text: str) -> None:
    reading = understand(letter(text))
    assert reading.kind is kind, reading.evidence


TRAPS: dict[str, tuple[Kind, Message]] = {
    "no job to offer is a rejection, not an offer": (
        Kind.REJECTION,
        letter("Bedankt voor je komst. Helaas kunnen wij je geen baan als nachtportier aanbieden."),
    ),
    "a choice that did not fall on the user is no offer": (
        Kind.REJECTION,
        letter("Tot onze spijt is de keuze voor deze functie niet op u gevallen."),
    ),
    "a day that does not suit is not a rejection": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Helaas lukt dinsdag ons niet. Welke andere momenten schikken jou voor het sollicitatiegesprek?",
            "Je sollicitatiegesprek",
        ),
    ),
    "interviews that are planned are not yet scheduled": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "We hebben je sollicitatie als archivaris ontvangen. In april verwachten we kandidaten uit te nodigen voor "
            "een sollicitatiegesprek."
        ),
    ),
    "interviews that take place in general are not yet scheduled": (
        Kind.ACKNOWLEDGEMENT,
        letter("Wij hebben uw sollicitatie ontvangen. De sollicitatiegesprekken vinden plaats in week 20."),
    ),
    "should you be selected, we will invite you": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Bedankt voor je sollicitatie als bakker. Mocht je geselecteerd worden, dan nodigen we je uit voor een "
            "sollicitatiegesprek. Ook als we niet met je verder gaan, laten we het je weten."
        ),
    ),
    "we will tell you whether we invite you": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Je sollicitatie voor de functie is goed ontvangen. Binnen tien dagen laten we je weten of we "
            "je uitnodigen voor "
            "een kennismakingsgesprek."
        ),
    ),
    "not until we have spoken to you is no rejection": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Voordat we met andere kandidaten verder gaan, spreken we jou graag. We nodigen je uit voor een "
            "sollicitatiegesprek. Wanneer schikt het?"
        ),
    ),
    "an old rejection that is quoted does not count": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Goed nieuws: we willen je toch graag uitnodigen voor een sollicitatiegesprek. Wanneer kun je?",
            "Re: Je sollicitatie",
            quoted="Helaas gaan we niet met je verder in de procedure.",
        ),
    ),
    "the subject a reply kept does not count": (
        Kind.REJECTION,
        letter(
            "We hebben gekozen voor een andere kandidaat en wensen je veel succes.",
            "Antw: Uitnodiging sollicitatiegesprek",
        ),
    ),
    "job-ad prose is no offer and no interview": (
        Kind.RECRUITER_OUTREACH,
        letter(
            "Ik kwam je profiel tegen. Mijn opdrachtgever zoekt een personeelsadviseur. Je voert "
            "sollicitatiegesprekken, "
            "stelt arbeidsovereenkomsten op en begeleidt kandidaten. Wij bieden een goed salaris en 27 vakantiedagen."
        ),
    ),
    "an advertisement for interview training is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Zo overtuig je in elk sollicitatiegesprek: onze sollicitatietraining. Schrijf je nu in!",
            "Webinar: tips voor je sollicitatiegesprek",
            automated=BULK,
        ),
    ),
    "an offer of a discount is no offer": (
        Kind.NOT_JOB,
        letter("Graag doen wij u een aanbod: 20 procent korting op alles.", "Ons aanbod voor u", automated=BULK),
    ),
    "a consultation about a mortgage is no interview": (
        Kind.NOT_JOB,
        letter(
            "Wij nodigen u graag uit voor een gesprek over uw hypotheek en verzekering. Maak een afspraak!",
            "Uw adviesgesprek",
            automated=BULK,
        ),
    ),
    "a survey after the interview is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Bedankt voor het gesprek. Wil je onze korte enquête invullen?",
            "Hoe heb je de sollicitatieprocedure ervaren?",
        ),
    ),
    "a survey that a rejection announces does not hide the rejection": (
        Kind.REJECTION,
        letter("We gaan niet met je verder voor deze functie. Wil je onze enquête over de procedure invullen?"),
    ),
    "a one-time code of a known system is not about a job": (
        Kind.NOT_JOB,
        letter("Je verificatiecode is 482913.", "Beveiligingscode", "no-reply@recruitee.com", "Waterlijn"),
    ),
    "an account mail of a known system is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Je account is aangemaakt. Bevestig je e-mailadres.",
            "Bevestig je account",
            "noreply@carerix.com",
            "Waterlijn",
        ),
    ),
    "an incomplete application is a request": (
        Kind.INFO_REQUEST,
        letter("Je sollicitatie als kok is onvolledig. Rond je sollicitatie af.", automated=NO_REPLY),
    ),
    "the user's own application is not the employer's word": (
        Kind.NOT_JOB,
        letter("Hierbij solliciteer ik naar de functie van kok.", sender="sam@example.org", name="Sam Doe"),
    ),
    "a friend's forwarded invitation is for the user to judge": (
        Kind.UNSURE,
        letter(
            "Kijk eens!",
            "Fwd: Uitnodiging",
            sender="kim@friends.example",
            forwarded="We nodigen je graag uit voor een sollicitatiegesprek voor de functie van kok.",
        ),
    ),
    "a digest of jobs is an alert": (
        Kind.JOB_ALERT,
        letter(
            "12 nieuwe vacatures voor jou in Gent. Solliciteer nu. Bekijk alle vacatures.",
            "Nieuwe jobs: deze week nog op gesprek",
            "jobs@vdab.be",
            "VDAB",
            automated=BULK,
        ),
    ),
    "a scheduling link asks for a meeting": (
        Kind.INTERVIEW_INVITE,
        letter(
            "We maken graag kennis met je voor de vacature. Plan zelf een moment in: "
            "https://calendly.com/waterlijn/30min"
        ),
    ),
    "a list header on a real application mail changes nothing": (
        Kind.REJECTION,
        letter(
            "We hebben gekozen voor andere kandidaten, die beter aansluiten bij de functie.",
            sender="no-reply@smartrecruiters.com",
            automated=BULK,
        ),
    ),
    "a mail that thanks for the application and invites is an invitation": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Bedankt voor je sollicitatie als hovenier, we hebben die met plezier gelezen. Graag nodigen we "
            "je uit voor een "
            "kennismakingsgesprek. Welke dag schikt jou?"
        ),
    ),
    "a mail that confirms and promises is a confirmation": (
        Kind.ACKNOWLEDGEMENT,
        letter("We hebben je sollicitatie ontvangen. Binnen twee weken hoor je van ons."),
    ),
    "an application that was viewed moves nothing": (
        Kind.EMPLOYER_REPLY,
        letter("De werkgever heeft je sollicitatie bekeken.", "Je sollicitatie is bekeken", "x@indeed.com"),
    ),
    "a temporary hold moves nothing": (
        Kind.EMPLOYER_REPLY,
        letter("De vacature is tijdelijk on hold gezet; zodra we meer weten, laten we het je weten."),
    ),
    "thanks for an interview are no new interview": (
        Kind.EMPLOYER_REPLY,
        letter("Bedankt voor het prettige sollicitatiegesprek van maandag. We overleggen intern en komen erop terug."),
    ),
    "a completed test is no new test": (
        Kind.EMPLOYER_REPLY,
        letter("Bedankt voor het maken van het online assessment voor de functie. We bekijken de resultaten."),
    ),
    "an interview called off is no rejection": (
        Kind.INTERVIEW_CANCELLED,
        letter("Helaas moeten we het sollicitatiegesprek van morgen afzeggen, want mevrouw Lee is ziek."),
    ),
    "an interview called off because the job is gone is a rejection": (
        Kind.REJECTION,
        letter("We moeten ons gesprek annuleren. De vacature is namelijk al ingevuld."),
    ),
    "an offer taken back is a rejection": (
        Kind.REJECTION,
        letter("Tot onze spijt moeten wij ons aanbod voor de functie intrekken."),
    ),
    "asking for word in case of hindrance cancels nothing": (
        Kind.INTERVIEW_SCHEDULED,
        letter(
            "Wij bevestigen uw sollicitatiegesprek op 19 maart om 14 uur. Mocht u verhinderd zijn of de "
            "afspraak willen "
            "verzetten of annuleren, dan horen wij dat graag."
        ),
    ),
    "a rejection and an invitation in one mail are for the user to judge": (
        Kind.UNSURE,
        letter(
            "Voor de functie van klerk hebben we gekozen voor een andere kandidaat. Wel nodigen we je graag "
            "uit voor een "
            "sollicitatiegesprek voor de functie van archivaris."
        ),
    ),
    "a flat one applied for is no job": (
        Kind.NOT_JOB,
        letter(
            "Helaas is de keuze van de verhuurder voor het appartement op een andere huurder gevallen.", "De woning"
        ),
    ),
    "an absence note is told by its subject": (
        Kind.OUT_OF_OFFICE,
        letter("Ik ben tot en met 20 maart met vakantie en lees mijn mail niet.", "Automatisch antwoord: Je bericht"),
    ),
    "an accepted invitation is not a reply": (Kind.NOT_JOB, letter("Ann Lee", "Geaccepteerd: Sollicitatiegesprek")),
    "a bare sad word decides nothing": (Kind.NOT_JOB, letter("Helaas is de lift weer kapot.", "Lift")),
    "a dentist's appointment is no interview": (
        Kind.NOT_JOB,
        letter("Wij bevestigen uw afspraak bij de tandarts op 19 maart om 9.20 uur.", "Uw afspraak"),
    ),
    "an invitation to one fixed time fixes it": (
        Kind.INTERVIEW_SCHEDULED,
        letter(
            "Wij nodigen u uit voor een sollicitatiegesprek op donderdag 19 maart 2026 om 14:00 uur op ons kantoor."
        ),
    ),
    "an invitation that asks whether a time suits does not fix it": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Graag nodigen wij u uit voor een sollicitatiegesprek voor de functie. Schikt het u op 19 maart "
            "2026 om 14:00 "
            "uur? Laat het ons even weten."
        ),
    ),
    "colleagues who interview others are not the user's employer": (
        Kind.NOT_JOB,
        letter(
            "Maandag komen twee sollicitanten voor onze vacature langs. Jullie feedback over de kandidaten graag voor "
            "woensdag.",
            "Wie schuift er aan?",
        ),
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_dutch_trap_is_not_stepped_into(name: str) -> None:
    expected, message = TRAPS[name]
    reading = understand(message)
    assert reading.kind is expected, reading.evidence
    assert reading.evidence
