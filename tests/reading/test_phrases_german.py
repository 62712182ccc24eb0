"""What German mail says: every kind in many wordings, and each trap by name."""

from __future__ import annotations

import pytest

from agent.reading import Automated, Kind
from agent.reading.message import Message
from tests.reading.handmade import letter, understand

BULK = Automated.BULK
NO_REPLY = Automated.NO_REPLY

PLAIN: list[tuple[Kind, str]] = [
    (
        Kind.ACKNOWLEDGEMENT,
        "Wir bestätigen den Eingang Ihrer Bewerbung als Gärtnerin (m/w/d) und bitten um etwas Geduld.",
    ),
    (Kind.ACKNOWLEDGEMENT, "Vielen Dank für deine Bewerbung! Wir schauen uns deine Unterlagen nun in Ruhe an."),
    (Kind.ACKNOWLEDGEMENT, "Ihr Dossier ist bei uns eingetroffen. Die Stelle stösst auf grosses Interesse."),
    (
        Kind.ACKNOWLEDGEMENT,
        "wir haben Ihre Bewerbungsunterlagen fuer die Stelle dankend erhalten und werden sie pruefen.",
    ),
    (
        Kind.RECRUITER_OUTREACH,
        "Ich bin auf Ihr XING-Profil aufmerksam geworden. Mein Mandant sucht einen Leiter Einkauf.",
    ),
    (Kind.RECRUITER_OUTREACH, "Wären Sie grundsätzlich offen für eine neue berufliche Herausforderung als Bauleiter?"),
    (
        Kind.INTERVIEW_INVITE,
        "Gerne möchten wir Sie zu einem persönlichen Vorstellungsgespräch einladen. Wann passt es Ihnen?",
    ),
    (
        Kind.INTERVIEW_INVITE,
        "Deine Bewerbung hat uns neugierig gemacht, und wir würden dich gern persönlich kennenlernen.",
    ),
    (Kind.INTERVIEW_INVITE, "Ihre Bewerbung gefällt uns. Hätten Sie nächste Woche Zeit für ein Telefonat?"),
    (Kind.INTERVIEW_INVITE, "Komm doch einen Tag zum Probearbeiten! Wir laden dich gerne zum Schnuppertag ein."),
    (Kind.INTERVIEW_INVITE, "Bitte wählen Sie über folgenden Link einen Termin für das Kennenlerngespräch aus."),
    (Kind.INTERVIEW_SCHEDULED, "Hiermit bestätigen wir Ihr Vorstellungsgespräch am 19. März um 14 Uhr."),
    (Kind.INTERVIEW_SCHEDULED, "Das Bewerbungsgespräch findet am Donnerstag um 9 Uhr in unserem Büro statt."),
    (Kind.INTERVIEW_RESCHEDULED, "Leider müssen wir das Vorstellungsgespräch auf Freitag verschieben."),
    (Kind.INTERVIEW_RESCHEDULED, "Ihr Interview wurde auf den 20. März, 11 Uhr verlegt."),
    (Kind.INTERVIEW_CANCELLED, "Wir müssen Ihr Vorstellungsgespräch am Donnerstag leider absagen."),
    (Kind.INTERVIEW_CANCELLED, "Das Kennenlerngespräch morgen entfällt krankheitsbedingt."),
    (Kind.ASSESSMENT, "Als nächsten Schritt Ihrer Bewerbung bitten wir Sie, unseren Online-Test zu absolvieren."),
    (Kind.ASSESSMENT, "Wir laden Sie zum Eignungstest für den Ausbildungsplatz ein."),
    (Kind.ASSESSMENT, "Anbei findest du die Fallstudie für die Stelle; schick uns deine Lösung bitte bis Montag."),
    (
        Kind.INFO_REQUEST,
        "Bitte senden Sie uns für die Bewerbung noch Ihre Arbeitszeugnisse und Ihre Gehaltsvorstellung zu.",
    ),
    (Kind.INFO_REQUEST, "In Ihren Bewerbungsunterlagen fehlt uns noch das Abschlusszeugnis."),
    (Kind.INFO_REQUEST, "Ihre Bewerbung als Koch ist unvollständig. Reichen Sie bitte den Lebenslauf nach."),
    (Kind.REFERENCE_REQUEST, "Könnten Sie uns bitte zwei Referenzen für die Stelle nennen?"),
    (Kind.REFERENCE_REQUEST, "Wir möchten im Bewerbungsverfahren gerne mit Ihrem früheren Vorgesetzten sprechen."),
    (Kind.EMPLOYER_REPLY, "Wir haben über Ihre Bewerbung noch keine Entscheidung getroffen."),
    (Kind.EMPLOYER_REPLY, "Das Auswahlverfahren verzögert sich leider; wir bitten noch um etwas Geduld."),
    (Kind.EMPLOYER_REPLY, "Wie gewünscht haben wir Ihre Bewerbung zurückgezogen."),
    (Kind.OFFER, "Wir freuen uns, Ihnen die Stelle als Botanikerin anbieten zu können."),
    (Kind.OFFER, "Wir haben uns für Sie entschieden! Anbei erhalten Sie den Arbeitsvertrag."),
    (Kind.OFFER, "Das Gremium hat entschieden, Sie zum 1. Mai unbefristet als Sachbearbeiterin einzustellen."),
    (
        Kind.OFFER,
        "Wir möchten dich gern ab dem 1. Mai als neue Kollegin bei uns begrüßen. Der Vertrag liegt im Anhang.",
    ),
    (Kind.REJECTION, "Wir haben uns für einen anderen Bewerber entschieden."),
    (Kind.REJECTION, "Nach sorgfältiger Prüfung können wir Ihre Bewerbung nicht berücksichtigen."),
    (Kind.REJECTION, "Die Stelle wurde inzwischen intern besetzt."),
    (
        Kind.REJECTION,
        "Auf Ihre Bewerbung müssen wir Ihnen heute leider absagen. Für Ihren Weg alles Gute.",
    ),
    (Kind.REJECTION, "Von Ihrer Bewerbung können wir derzeit keinen Gebrauch machen."),
    (Kind.REJECTION, "Andere Bewerbungen entsprechen dem Anforderungsprofil der Stelle noch genauer."),
    (
        Kind.REJECTION,
        "Wir mussten eine Auswahl treffen; Ihre Bewerbungsunterlagen senden wir Ihnen anbei zurück.",
    ),
    (Kind.REJECTION, "Wir koennen Ihre Bewerbung fuer die Stelle nicht weiter beruecksichtigen."),
    (Kind.JOB_ALERT, "Ihr Suchagent hat 12 neue Stellenangebote für Sie gefunden."),
    (Kind.NOT_JOB, "Wollen wir am Samstag grillen?"),
]


@pytest.mark.parametrize(("kind", "text"), PLAIN)
def test_a_kind_is_recognised_in_plain_german(kind: Kind, text: str) -> None:
    reading = understand(letter(text))
    assert reading.kind is kind, reading.evidence


TRAPS: dict[str, tuple[Kind, Message]] = {
    "no job to offer is a rejection, not an offer": (
        Kind.REJECTION,
        letter("Danke für Ihr Kommen. Wir können Ihnen leider keine Stelle als Nachtportier anbieten."),
    ),
    "a wish that everybody could be offered a job is no offer": (
        Kind.REJECTION,
        letter("Gerne hätten wir allen eine Stelle angeboten. Wir haben uns jedoch anders entschieden."),
    ),
    "a day that does not suit is not a rejection": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Leider passt der Dienstag bei uns nicht. Welche anderen Termine würden Ihnen für das Vorstellungsgespräch "
            "passen?",
            "Ihr Vorstellungsgespräch",
        ),
    ),
    "interviews that are planned are not yet scheduled": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Ihre Bewerbung als Archivar ist bei uns eingegangen. Voraussichtlich im April werden wir zu Gesprächen "
            "einladen."
        ),
    ),
    "interviews that take place in general are not yet scheduled": (
        Kind.ACKNOWLEDGEMENT,
        letter("Wir haben Ihre Bewerbung erhalten. Die Vorstellungsgespräche finden Mitte Mai statt."),
    ),
    "should you be shortlisted, we will invite you": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Vielen Dank für Ihre Bewerbung als Bäcker. Sollten Sie in die engere Auswahl kommen, laden wir "
            "Sie zu einem "
            "Vorstellungsgespräch ein. Andernfalls erhalten Sie eine schriftliche Nachricht."
        ),
    ),
    "if your profile fits, we will invite you": (
        Kind.ACKNOWLEDGEMENT,
        letter("Danke für deine Bewerbung bei uns! Wenn dein Profil passt, laden wir dich zum Kennenlerngespräch ein."),
    ),
    "we will tell you whether we invite you": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Ihre Unterlagen für die Stelle liegen uns vor. Sie erhalten bis Ende Mai Nachricht, ob wir Sie zu einem "
            "Vorstellungsgespräch einladen."
        ),
    ),
    "not until we have spoken to you is no rejection": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Bevor wir uns für andere Bewerber entscheiden, wollen wir Sie hören. Wir laden Sie herzlich zum "
            "Vorstellungsgespräch für die Stelle ein. Wann passt es Ihnen?"
        ),
    ),
    "an old rejection that is quoted does not count": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Gute Nachrichten: Wir möchten Sie nun doch zum Vorstellungsgespräch einladen. Wann passt es Ihnen?",
            "AW: Ihre Bewerbung",
            quoted="Leider müssen wir Ihnen mitteilen, dass wir uns für andere Bewerber entschieden haben.",
        ),
    ),
    "the subject a reply kept does not count": (
        Kind.REJECTION,
        letter(
            "Wir haben uns gegen Ihre Bewerbung entschieden und wünschen alles Gute.",
            "AW: Einladung zum Vorstellungsgespräch",
        ),
    ),
    "job-ad prose is no offer and no interview": (
        Kind.RECRUITER_OUTREACH,
        letter(
            "Ich bin auf Ihr Profil gestoßen. Unser Mandant sucht eine Personalreferentin (m/w/d). Sie führen "
            "Vorstellungsgespräche, erstellen Arbeitsverträge und betreuen das Auswahlverfahren. Wir bieten ein "
            "attraktives Gehalt, 30 Urlaubstage und Jobticket."
        ),
    ),
    "an advertisement for interview training is not about a job": (
        Kind.NOT_JOB,
        letter(
            "So überzeugen Sie im nächsten Vorstellungsgespräch: unser Bewerbungstraining. Jetzt buchen!",
            "Webinar: Vorstellungsgespräch meistern",
            automated=BULK,
        ),
    ),
    "an offer of a discount is no offer": (
        Kind.NOT_JOB,
        letter(
            "Wir freuen uns, Ihnen ein besonderes Angebot machen zu können: 20 Prozent Rabatt auf alles.",
            "Unser Angebot für Sie",
            automated=BULK,
        ),
    ),
    "a consultation about a loan is no interview": (
        Kind.NOT_JOB,
        letter(
            "Ihre Bank lädt Sie zum persönlichen Gespräch über Ihre Finanzierung und Ihren Kredit ein. Vereinbaren Sie "
            "einen Termin!",
            "Ihr Beratungsgespräch",
            automated=BULK,
        ),
    ),
    "a survey after the interview is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Danke für das Gespräch mit uns. Bitte nehmen Sie an unserer kurzen Umfrage teil.",
            "Wie war Ihr Vorstellungsgespräch?",
        ),
    ),
    "a survey that a rejection announces does not hide the rejection": (
        Kind.REJECTION,
        letter(
            "Wir haben uns für eine andere Kandidatin entschieden. Über die Teilnahme an unserer Umfrage "
            "freuen wir uns."
        ),
    ),
    "a one-time code of a known system is not about a job": (
        Kind.NOT_JOB,
        letter("Ihr Sicherheitscode lautet 482913.", "Bestätigungscode", "no-reply@softgarden.io", "Kranich"),
    ),
    "an account mail of a known system is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Ihr Bewerberkonto wurde angelegt. Bitte bestätigen Sie Ihre E-Mail-Adresse.",
            "Registrierung bestätigen",
            "noreply@rexx-systems.com",
            "Kranich",
        ),
    ),
    "an incomplete application is a request": (
        Kind.INFO_REQUEST,
        letter(
            "Ihre Bewerbung als Koch wurde noch nicht abgeschickt. Bitte vervollständigen Sie Ihre Bewerbung.",
            automated=NO_REPLY,
        ),
    ),
    "the user's own application is not the employer's word": (
        Kind.NOT_JOB,
        letter("Hiermit bewerbe ich mich um die Stelle als Koch.", sender="sam@example.org", name="Sam Doe"),
    ),
    "a friend's forwarded invitation is for the user to judge": (
        Kind.UNSURE,
        letter(
            "Schau mal!",
            "WG: Einladung",
            sender="kim@friends.example",
            forwarded="Wir möchten Sie zu einem Vorstellungsgespräch für die Stelle als Koch einladen.",
        ),
    ),
    "a digest of jobs is an alert": (
        Kind.JOB_ALERT,
        letter(
            "12 neue Jobs für dich in Hamburg. Jetzt bewerben. Alle Jobs ansehen.",
            "Neue Stellenangebote: Vorstellungsgespräch noch diese Woche",
            "jobagent@stepstone.de",
            "StepStone",
            automated=BULK,
        ),
    ),
    "a scheduling link asks for a meeting": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Wir würden dich gern kennenlernen und über die Stelle sprechen. Buch dir einfach einen Termin: "
            "https://calendly.com/kranich/30min"
        ),
    ),
    "a list header on a real application mail changes nothing": (
        Kind.REJECTION,
        letter(
            "Wir haben uns für andere Kandidaten entschieden, die besser zur Stelle passen.",
            sender="no-reply@smartrecruiters.com",
            automated=BULK,
        ),
    ),
    "a mail that thanks for the application and invites is an invitation": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Vielen Dank für Ihre Bewerbung als Gärtner, die wir mit Interesse gelesen haben. Gerne laden "
            "wir Sie zu einem "
            "Vorstellungsgespräch ein. Welcher Tag würde Ihnen passen?"
        ),
    ),
    "a mail that confirms and promises is a confirmation": (
        Kind.ACKNOWLEDGEMENT,
        letter("Wir haben Ihre Bewerbung erhalten und melden uns innerhalb von zwei Wochen bei Ihnen."),
    ),
    "an application that was viewed moves nothing": (
        Kind.EMPLOYER_REPLY,
        letter("Der Arbeitgeber hat Ihre Bewerbung angesehen.", "Ihre Bewerbung wurde angesehen", "x@indeed.com"),
    ),
    "a temporary hold moves nothing": (
        Kind.EMPLOYER_REPLY,
        letter("Die Besetzung der Stelle ist vorübergehend ausgesetzt; wir melden uns, sobald es weitergeht."),
    ),
    "thanks for an interview are no new interview": (
        Kind.EMPLOYER_REPLY,
        letter("Vielen Dank für das angenehme Vorstellungsgespräch am Montag. Wir beraten intern und melden uns."),
    ),
    "a completed test is no new test": (
        Kind.EMPLOYER_REPLY,
        letter("Danke für die Teilnahme am Online-Test für die Stelle. Wir werten ihn nun aus."),
    ),
    "an interview called off is no rejection": (
        Kind.INTERVIEW_CANCELLED,
        letter("Leider müssen wir das Vorstellungsgespräch morgen absagen, da Frau Lee erkrankt ist."),
    ),
    "an interview called off because the job is gone is a rejection": (
        Kind.REJECTION,
        letter("Wir müssen unser Gespräch absagen. Die Stelle wurde bereits anderweitig besetzt."),
    ),
    "an offer taken back is a rejection": (
        Kind.REJECTION,
        letter("Zu unserem Bedauern müssen wir unser Vertragsangebot für die Stelle zurückziehen."),
    ),
    "asking for word in case of hindrance cancels nothing": (
        Kind.INTERVIEW_SCHEDULED,
        letter(
            "Wir bestätigen Ihr Vorstellungsgespräch am 19. März um 14 Uhr. Sollten Sie den Termin nicht wahrnehmen "
            "können oder verschieben wollen, bitten wir um Absage."
        ),
    ),
    "a rejection and an invitation in one mail are for the user to judge": (
        Kind.UNSURE,
        letter(
            "Für die Stelle als Clerk haben wir uns für eine andere Bewerberin entschieden. Wir laden Sie "
            "aber gern zu einem "
            "Vorstellungsgespräch für die Stelle als Archivarin ein."
        ),
    ),
    "a flat one applied for is no job": (
        Kind.NOT_JOB,
        letter(
            "Leider haben wir uns für einen anderen Mietinteressenten für die Wohnung entschieden. Der Vermieter",
            "Wohnung",
        ),
    ),
    "a study place that is refused is no job": (
        Kind.NOT_JOB,
        letter("Ihre Bewerbung um einen Studienplatz im Studiengang Botanik wurde abgelehnt.", "Zulassung"),
    ),
    "an absence note is told by its subject": (
        Kind.OUT_OF_OFFICE,
        letter(
            "Ich bin bis einschließlich 20. März im Urlaub. In dringenden Fällen hilft Frau Lee.",
            "Abwesenheitsnotiz: Ihre Nachricht",
        ),
    ),
    "an accepted invitation is not a reply": (Kind.NOT_JOB, letter("Ann Lee", "Angenommen: Vorstellungsgespräch")),
    "a bare sad word decides nothing": (Kind.NOT_JOB, letter("Leider ist der Aufzug wieder defekt.", "Aufzug")),
    "a dentist's appointment is no interview": (
        Kind.NOT_JOB,
        letter("Wir bestätigen Ihren Termin in der Sprechstunde am 19. März. Ihr Praxisteam", "Ihr Arzttermin"),
    ),
    "greeting somebody at a meeting is no offer": (
        Kind.INTERVIEW_SCHEDULED,
        letter("Wir freuen uns, Sie am 19. März um 14 Uhr zum Vorstellungsgespräch bei uns begrüßen zu dürfen."),
    ),
    "an invitation to one fixed time fixes it": (
        Kind.INTERVIEW_SCHEDULED,
        letter("Wir laden Sie zum Vorstellungsgespräch am Donnerstag, 19. März 2026 um 14:00 Uhr in unser Büro ein."),
    ),
    "an invitation that asks whether a time suits does not fix it": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Wir laden Sie gern zum Vorstellungsgespräch für die Stelle ein. Passt Ihnen der 19. März 2026 "
            "um 14:00 Uhr? "
            "Bitte um kurze Rückmeldung."
        ),
    ),
    "colleagues who interview others are not the user's employer": (
        Kind.NOT_JOB,
        letter(
            "Die Bewerber für unsere Stelle kommen am Montag. Feedback zu den Kandidaten bitte bis Mittwoch.",
            "Interviewleitfaden",
        ),
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_german_trap_is_not_stepped_into(name: str) -> None:
    expected, message = TRAPS[name]
    reading = understand(message)
    assert reading.kind is expected, reading.evidence
    assert reading.evidence
