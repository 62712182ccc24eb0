"""What French mail says: how each kind is worded in France, Belgium, Switzerland and Québec, and the traps by name."""

from __future__ import annotations

import pytest

from agent.reading import Automated, Kind
from agent.reading.message import Message
from tests.reading.handmade import letter, shipped, understand

BULK = Automated.BULK
NO_REPLY = Automated.NO_REPLY

SAID: list[tuple[Kind, str]] = [
    (Kind.REJECTION, "Après étude de votre candidature au poste de comptable, nous ne donnerons pas suite."),
    (Kind.REJECTION, "Nous avons le regret de vous informer que votre profil n'a pas été retenu pour ce poste."),
    (Kind.REJECTION, "Malgré la qualité de votre dossier, notre choix s'est porté sur une autre candidature."),
    (Kind.REJECTION, "Votre candidature n’a malheureusement pas retenu notre attention pour ce recrutement."),
    (Kind.REJECTION, "Nous avons décidé de poursuivre le processus avec d'autres profils pour ce poste."),
    (Kind.REJECTION, "Le poste auquel vous avez postulé a été pourvu. Bonne continuation dans vos recherches."),
    (Kind.REJECTION, "Nous ne sommes pas en mesure de réserver une suite favorable à votre candidature."),
    (Kind.REJECTION, "Désolée, mais on n'ira pas plus loin avec ta candidature pour l'alternance."),
    (Kind.REJECTION, "Vous ne faites pas partie des personnes retenues pour l'entrevue de ce concours."),
    (Kind.OFFER, "Nous sommes ravis de vous proposer le poste de chargée d'études chez nous."),
    (Kind.OFFER, "Vous trouverez ci-joint votre promesse d'embauche, à nous retourner signée."),
    (Kind.OFFER, "Nous avons le plaisir de vous confirmer votre engagement au 1er mars en CDI."),
    (Kind.OFFER, "On te propose de nous rejoindre en tant que cheffe de projet, le poste est à toi !"),
    (
        Kind.INTERVIEW_INVITE,
        "Nous souhaiterions convenir d'un entretien pour le poste de vendeur. Quand seriez-vous libre ?",
    ),
    (Kind.INTERVIEW_INVITE, "Merci de nous communiquer vos disponibilités pour un entretien téléphonique."),
    (
        Kind.INTERVIEW_INVITE,
        "Votre candidature nous intéresse : nous vous invitons à passer une entrevue, à la date de votre choix.",
    ),
    (Kind.INTERVIEW_SCHEDULED, "Je vous confirme votre entretien pour le poste de vendeur jeudi 19 mars à 14h."),
    (Kind.INTERVIEW_SCHEDULED, "Votre entrevue aura lieu le 19 mars à 14 h 30 à nos bureaux de Laval."),
    (Kind.INTERVIEW_RESCHEDULED, "Suite à un empêchement, je dois décaler votre entretien au vendredi 20 mars à 10h."),
    (Kind.INTERVIEW_CANCELLED, "Votre entretien de demain est annulé, toutes nos excuses. Nous reviendrons vers vous."),
    (
        Kind.ASSESSMENT,
        "Merci de réaliser le test technique avant vendredi : le lien est ci-dessous. Poste : développeur.",
    ),
    (Kind.INFO_REQUEST, "Pourriez-vous nous transmettre une copie de votre diplôme pour compléter votre candidature ?"),
    (Kind.INFO_REQUEST, "Pour ce poste, quelles sont vos prétentions salariales ?"),
    (Kind.REFERENCE_REQUEST, "Pourriez-vous nous communiquer les coordonnées de deux références pour ce poste ?"),
    (Kind.ACKNOWLEDGEMENT, "Nous accusons réception de votre candidature et vous en remercions."),
    (Kind.ACKNOWLEDGEMENT, "Nous avons bien reçu ta candidature au poste de barista, merci !"),
    (Kind.EMPLOYER_REPLY, "Votre candidature a été consultée par le recruteur."),
    (
        Kind.EMPLOYER_REPLY,
        "Nous n'avons pas encore pris de décision pour le poste et revenons vers vous la semaine prochaine.",
    ),
    (Kind.EMPLOYER_REPLY, "Le recrutement est actuellement en pause ; nous vous tiendrons informée."),
    (Kind.RECRUITER_OUTREACH, "Je suis tombé sur votre profil. Seriez-vous à l'écoute de nouvelles opportunités ?"),
    (Kind.JOB_ALERT, "5 nouvelles offres d'emploi correspondent à votre recherche. Voir toutes les offres."),
    (
        Kind.REJECTION,
        "Votre parcours est intéressant, cependant il ne correspond pas tout à fait au profil recherché pour ce poste.",
    ),
    (
        Kind.REJECTION,
        (
            "Nous vous remercions de l'intérêt porté à notre groupe mais nous ne pouvons répondre "
            "favorablement à votre candidature."
        ),
    ),
    (
        Kind.REJECTION,
        "Suite à notre entretien, nous avons choisi un candidat dont l'expérience est plus proche de nos besoins.",
    ),
    (Kind.REJECTION, "Nous sommes au regret de ne pouvoir donner une suite positive à votre demande d'emploi."),
    (
        Kind.REJECTION,
        "Après délibération, le jury n'a pas retenu votre candidature au concours de maître de conférences.",
    ),
    (
        Kind.REJECTION,
        "Nous n'avons pas d'opportunité correspondant à votre profil actuellement, mais nous conservons votre CV.",
    ),
    (Kind.REJECTION, "Votre candidature pour le stage n'a pas abouti. Nous vous souhaitons bonne chance."),
    (Kind.REJECTION, "Nous avons finalement décidé de recruter en interne pour ce poste."),
    (Kind.REJECTION, "Le client a décidé de ne pas poursuivre avec vous sur ce poste."),
    (Kind.REJECTION, "Ta candidature n'a pas été sélectionnée pour la suite du process. On te souhaite le meilleur."),
    (Kind.REJECTION, "Nous avons dû faire un choix et il ne s'est pas porté sur votre candidature."),
    (Kind.REJECTION, "Votre dossier ne répond malheureusement pas aux critères du poste."),
    (Kind.REJECTION, "D'autres candidatures nous ont semblé davantage en adéquation avec le poste."),
    (Kind.REJECTION, "Nous mettons un terme à ce recrutement faute de budget, le poste est supprimé."),
    (
        Kind.OFFER,
        (
            "J'ai le plaisir de vous annoncer que vous êtes retenue pour le poste de responsable paie, "
            "toutes nos félicitations !"
        ),
    ),
    (
        Kind.OFFER,
        (
            "Votre candidature a été acceptée : nous vous proposons un contrat à durée indéterminée à "
            "compter du 2 mai pour le poste."
        ),
    ),
    (Kind.OFFER, "Veuillez trouver en pièce jointe votre contrat de travail à signer électroniquement."),
    (
        Kind.OFFER,
        (
            "Nous aimerions que vous rejoigniez notre équipe en tant que comptable, salaire 42 000 EUR brut. "
            "Acceptez-vous notre proposition ?"
        ),
    ),
    (
        Kind.INTERVIEW_INVITE,
        (
            "Votre profil a retenu notre attention et nous aimerions vous rencontrer pour ce poste. Quelles "
            "seraient vos disponibilités la semaine prochaine ?"
        ),
    ),
    (
        Kind.INTERVIEW_INVITE,
        "Seriez-vous disponible pour un échange téléphonique jeudi ou vendredi au sujet de votre candidature ?",
    ),
    (Kind.INTERVIEW_INVITE, "Nous souhaitons vous recevoir en entretien. Merci de réserver un créneau via ce lien."),
    (
        Kind.INTERVIEW_INVITE,
        "Pouvez-vous me rappeler au 01 23 45 67 89 afin de convenir d'un entretien pour le poste ?",
    ),
    (Kind.INTERVIEW_INVITE, "Vous êtes présélectionné(e) pour une entrevue. Veuillez choisir une plage horaire."),
    (Kind.INTERVIEW_INVITE, "On aimerait te rencontrer pour le stage, tu serais dispo quand ?"),
    (
        Kind.INTERVIEW_SCHEDULED,
        "Comme convenu, je vous confirme notre rendez-vous du mardi 17 mars à 9h30 pour le poste d'assistante.",
    ),
    (
        Kind.INTERVIEW_SCHEDULED,
        "Vous êtes convoquée à un entretien de recrutement le lundi 16 mars 2026 à 14h00 en salle B12.",
    ),
    (
        Kind.INTERVIEW_SCHEDULED,
        "C'est noté pour mercredi 18 mars à 10h, vous serez reçue par Mme Petit pour l'entretien.",
    ),
    (
        Kind.INTERVIEW_RESCHEDULED,
        "Nous sommes contraints de reporter votre entretien prévu demain. Seriez-vous disponible jeudi à 15h ?",
    ),
    (Kind.INTERVIEW_RESCHEDULED, "Votre entretien du 12 mars est déplacé au 19 mars à 14h."),
    (
        Kind.INTERVIEW_CANCELLED,
        "Je suis désolé mais nous devons annuler l'entretien de lundi, je reviens vers vous dès que possible.",
    ),
    (
        Kind.ASSESSMENT,
        (
            "Dans le cadre de votre candidature, nous vous invitons à passer un test de personnalité en "
            "ligne d'ici vendredi."
        ),
    ),
    (Kind.ASSESSMENT, "Vous trouverez ci-joint l'étude de cas à nous rendre avant lundi pour le poste de consultant."),
    (
        Kind.INFO_REQUEST,
        (
            "Afin de finaliser votre dossier, merci de nous faire parvenir les documents suivants : RIB, "
            "attestation de sécurité sociale, diplôme."
        ),
    ),
    (Kind.INFO_REQUEST, "Pourriez-vous m'indiquer vos prétentions salariales et votre préavis pour ce poste ?"),
    (Kind.INFO_REQUEST, "Votre candidature n'est pas finalisée : il vous reste à compléter le questionnaire."),
    (
        Kind.REFERENCE_REQUEST,
        (
            "Avant de finaliser, nous souhaitons contacter deux de vos anciens managers : pouvez-vous nous "
            "transmettre leurs coordonnées en référence ?"
        ),
    ),
    (
        Kind.ACKNOWLEDGEMENT,
        (
            "Votre candidature a bien été enregistrée. Si votre profil correspond, nous vous contacterons "
            "sous 15 jours. Sans réponse de notre part, considérez votre candidature comme non retenue."
        ),
    ),
    (Kind.ACKNOWLEDGEMENT, "Merci d'avoir postulé chez Bellerive ! Notre équipe recrutement étudie votre candidature."),
    (Kind.ACKNOWLEDGEMENT, "Nous vous remercions de votre candidature spontanée, qui sera étudiée avec attention."),
    (Kind.EMPLOYER_REPLY, "Le processus prend un peu plus de temps que prévu pour ce poste, merci de votre patience."),
    (
        Kind.EMPLOYER_REPLY,
        "Merci pour votre relance, je n'ai pas encore de retour du manager concernant votre candidature.",
    ),
    (
        Kind.EMPLOYER_REPLY,
        "Merci encore pour notre échange de mardi concernant le poste, je reviens vers vous d'ici vendredi.",
    ),
    (Kind.EMPLOYER_REPLY, "Nous accusons réception du retrait de votre candidature."),
    (
        Kind.RECRUITER_OUTREACH,
        (
            "Je me permets de vous contacter car je recrute pour l'un de mes clients un chef de projet. "
            "Seriez-vous intéressé ?"
        ),
    ),
    (
        Kind.RECRUITER_OUTREACH,
        (
            "Votre profil LinkedIn m'a interpellée. Je recherche un développeur Java pour une startup "
            "lyonnaise, êtes-vous en veille ?"
        ),
    ),
    (Kind.JOB_ALERT, "Votre alerte emploi : 14 nouvelles offres à Lyon. Postuler maintenant."),
    (Kind.NOT_JOB, "Votre contrat d'entretien arrive à échéance. Prenez rendez-vous avec notre technicien."),
    (Kind.NOT_JOB, "Votre candidature à la location a été acceptée par le propriétaire de l'appartement."),
    (Kind.NOT_JOB, "Notre offre spéciale : -30 % sur tout le magasin ce week-end."),
    (Kind.NOT_JOB, "Rendez-vous confirmé avec le Dr Petit le 19 mars à 10h. Consultation."),
    (Kind.REJECTION, "Nous avons le regret de vous annoncer que nous avons porté notre choix sur un autre candidat."),
    (Kind.REJECTION, "Votre postulation n'a malheureusement pas pu être prise en considération pour ce poste."),
    (Kind.REJECTION, "Nous vous informons que le poste 2024-118 a été comblé. Nous vous remercions de votre intérêt."),
    (Kind.REJECTION, "Bonjour, la place est prise, désolé. Bonne chance pour vos recherches d'emploi."),
    (Kind.REJECTION, "Après réflexion avec l'équipe, on préfère ne pas continuer avec toi sur ce poste."),
    (
        Kind.REJECTION,
        ("Au vu du nombre de candidatures, nous ne pourrons malheureusement pas vous rencontrer pour ce poste."),
    ),
    (Kind.REJECTION, "Votre candidature n'a pas été retenue à l'issue de l'étape de présélection."),
    (Kind.REJECTION, "Le comité de sélection a recommandé une autre personne pour le poste."),
    (Kind.REJECTION, "Nous ne souhaitons pas donner suite à votre candidature au poste de vendeuse."),
    (Kind.REJECTION, "Cette fois-ci, nous avons choisi une candidate avec plus d'expérience pour le poste."),
    (Kind.OFFER, "Nous sommes heureux de vous confirmer que le poste d'infirmière vous est attribué."),
    (Kind.OFFER, "La direction a validé votre embauche ! Vous commencez lundi 4 mai à 8h, contrat à signer sur place."),
    (Kind.OFFER, "Suite à nos entretiens, nous aimerions vous engager comme éducatrice à 80 %."),
    (Kind.OFFER, "Veuillez trouver l'offre d'emploi officielle pour le poste de technicien, à retourner signée."),
    (
        Kind.INTERVIEW_INVITE,
        (
            "Êtes-vous libre mardi à 14h ou mercredi à 10h pour passer nous voir au magasin ? C'est pour le "
            "poste de vendeuse."
        ),
    ),
    (Kind.INTERVIEW_INVITE, "Votre CV nous plaît. Peut-on se voir cette semaine pour parler du poste ?"),
    (Kind.INTERVIEW_INVITE, "Merci de nous proposer trois créneaux pour un entretien en visio."),
    (
        Kind.INTERVIEW_SCHEDULED,
        "Nous vous attendons jeudi 19 mars à 9h à l'accueil pour votre entretien, demandez M. Roux.",
    ),
    (Kind.INTERVIEW_SCHEDULED, "Rappel : votre entrevue téléphonique est prévue demain à 10 h 30."),
    (Kind.INTERVIEW_RESCHEDULED, "Pouvons-nous décaler notre entretien à 16h au lieu de 14h ?"),
    (Kind.INTERVIEW_RESCHEDULED, "M. Roux étant souffrant, l'entretien de jeudi est reporté à une date ultérieure."),
    (Kind.INTERVIEW_CANCELLED, "L'entretien de demain n'aura finalement pas lieu. Nous vous recontacterons."),
    (
        Kind.ASSESSMENT,
        ("Voici le lien vers votre test de français, à passer dans les 48 heures, pour le poste d'adjoint."),
    ),
    (Kind.INFO_REQUEST, "Il manque votre lettre de motivation dans votre dossier, pourriez-vous nous l'envoyer ?"),
    (
        Kind.INFO_REQUEST,
        (
            "Pour établir votre contrat, merci de m'envoyer votre carte d'identité, votre RIB et votre "
            "numéro de sécurité sociale."
        ),
    ),
    (
        Kind.ACKNOWLEDGEMENT,
        "Bonjour, merci pour votre candidature, je la regarde cette semaine et je vous tiens au courant.",
    ),
    (Kind.ACKNOWLEDGEMENT, "Nous confirmons avoir reçu votre dossier de candidature au concours 455-2026."),
    (
        Kind.EMPLOYER_REPLY,
        ("Les entretiens pour le poste se terminent vendredi, vous aurez une réponse la semaine prochaine."),
    ),
    (Kind.EMPLOYER_REPLY, "Votre candidature est toujours à l'étude, le recrutement a pris du retard."),
    (Kind.EMPLOYER_REPLY, "Merci pour vos documents, votre dossier de candidature est complet."),
    (
        Kind.RECRUITER_OUTREACH,
        (
            "Bonjour, je recrute un chef de partie pour un restaurant à Annecy, logement fourni. Seriez-vous "
            "intéressé par ce poste ?"
        ),
    ),
    (
        Kind.RECRUITER_OUTREACH,
        (
            "Chasseuse de têtes pour un groupe industriel, je souhaiterais échanger avec vous sur une "
            "opportunité confidentielle."
        ),
    ),
    (Kind.NOT_JOB, "Entretien annuel : merci de remplir votre autoévaluation avant vendredi."),
    (Kind.NOT_JOB, "Appel à bénévoles : rejoignez notre association !"),
    (Kind.NOT_JOB, "Votre demande de crédit n'a pas été retenue après étude de votre dossier."),
]


@pytest.mark.parametrize(("kind", "text"), SAID, ids=[text[:60] for _, text in SAID])
def test_a_french_sentence_is_understood(kind: Kind, text: str) -> None:
    reading = understand(letter(f"Bonjour Sam,\n\n{text}\n\nCordialement,", "Votre message"))
    assert reading.kind is kind, reading.evidence


@pytest.mark.parametrize(("kind", "text"), SAID, ids=[text[:60] for _, text in SAID])
def test_a_french_sentence_is_understood_without_its_accents(kind: Kind, text: str) -> None:
    bare = text.translate(str.maketrans("éèêëàâçîïôûùÉÀ’", "eeeeaaciiouuEA'"))
    assert understand(letter(f"Bonjour Sam,\n\n{bare}", "Votre message")).kind is kind


TRAPS: dict[str, tuple[Kind, Message]] = {
    "unable to offer is a rejection, not an offer": (
        Kind.REJECTION,
        letter("Merci d'être venue. Nous ne sommes malheureusement pas en mesure de vous proposer le poste."),
    ),
    "a vacancy is called an offer and is none": (
        Kind.ACKNOWLEDGEMENT,
        letter("Nous avons bien reçu votre candidature à notre offre d'emploi de comptable et vous en remercions."),
    ),
    "a day that does not suit is not a rejection": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Malheureusement mardi n'est pas possible pour l'équipe. Pourriez-vous nous indiquer vos autres "
            "disponibilités pour l'entretien au poste de comptable ?"
        ),
    ),
    "interviews that are expected to be held are not yet scheduled": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Nous avons bien reçu votre candidature au poste d'archiviste. Nous prévoyons d'organiser les entretiens "
            "en avril."
        ),
    ),
    "if you are selected, we will invite you": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Merci pour votre candidature au poste de boulanger. Si votre profil est retenu, nous vous inviterons à un "
            "entretien. Les candidats non retenus seront avertis par courriel."
        ),
    ),
    "silence that will mean no is not yet a no": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Nous avons bien reçu votre candidature. Sans réponse de notre part sous trois semaines, veuillez "
            "considérer que votre candidature n'a pas été retenue."
        ),
    ),
    "not going on with others until we have met you is no rejection": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Avant de vous avoir rencontrée, nous ne souhaitons pas poursuivre avec d'autres candidats. "
            "Nous aimerions vous rencontrer lors d'un entretien. Quelles sont vos disponibilités ?"
        ),
    ),
    "an old rejection that is quoted does not count": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Bonne nouvelle : nous souhaitons finalement organiser un entretien. Quand seriez-vous disponible ?",
            "Re: Votre candidature",
            quoted="Nous avons le regret de vous informer que votre candidature n'a pas été retenue.",
        ),
    ),
    "the subject a reply kept does not count": (
        Kind.REJECTION,
        letter("Nous avons décidé de ne pas donner suite à votre candidature.", "Re: Invitation à un entretien"),
    ),
    "job-ad prose is no interview": (
        Kind.RECRUITER_OUTREACH,
        letter(
            "Je suis tombée sur votre profil. Mon client recherche un responsable de magasin. Vous mènerez les "
            "entretiens de recrutement. Cette opportunité pourrait-elle vous intéresser ?"
        ),
    ),
    "an advertisement for interview training is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Réussissez votre prochain entretien d'embauche avec notre masterclass ! Réservez un créneau.",
            "Nos conseils pour l'entretien",
            automated=BULK,
        ),
    ),
    "a newsletter that quotes a rejection is none": (
        Kind.NOT_JOB,
        letter(
            "« Nous avons décidé de ne pas donner suite à votre candidature. » Vous connaissez. Nos conseils pour "
            "rebondir après un entretien.",
            "Conseils pour l'entretien",
            automated=BULK,
        ),
    ),
    "a survey after the interview is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Merci d'être venu en entretien. Répondez à notre court sondage.",
            "Comment s'est passé votre entretien ? Donnez votre avis",
        ),
    ),
    "a one-time code of a known system is not about a job": (
        Kind.NOT_JOB,
        letter("Votre code de vérification est 482913.", "Code de sécurité", "no-reply@greenhouse.io", "Bellerive"),
    ),
    "an account mail of a known system is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Cliquez ici pour réinitialiser votre mot de passe de l'espace candidat.",
            "Réinitialisation de votre mot de passe",
            "bellerive@myworkday.com",
            "Bellerive",
        ),
    ),
    "an unfinished application is a request": (
        Kind.INFO_REQUEST,
        letter(
            "Votre candidature au poste de cuisinier est incomplète. Finalisez votre candidature.", automated=NO_REPLY
        ),
    ),
    "the user's own mail is not the employer's word": (
        Kind.NOT_JOB,
        letter("Je vous confirme ma présence à l'entretien pour le poste.", sender="sam@example.org", name="Sam Doe"),
    ),
    "a friend's forwarded invitation is for the user to judge": (
        Kind.UNSURE,
        letter(
            "Regarde ce que j'ai reçu !",
            "Fwd: Entretien",
            sender="kim@friends.example",
            forwarded="Nous vous invitons à un entretien pour le poste de cuisinier chez Bellerive.",
        ),
    ),
    "a digest of jobs is an alert": (
        Kind.JOB_ALERT,
        letter(
            "12 nouvelles offres d'emploi pour vous. Postulez en un clic. Voir toutes les offres.",
            "Nouvelles offres : passez un entretien cette semaine",
            "alerte@hellowork.com",
            "HelloWork",
            automated=BULK,
        ),
    ),
    "a scheduling link asks for a meeting": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Nous serions ravis d'échanger avec vous au sujet du poste. Choisissez un créneau ici : "
            "https://calendly.com/bellerive/30min"
        ),
    ),
    "a list header on a real application mail changes nothing": (
        Kind.REJECTION,
        letter(
            "Nous ne donnerons pas suite à votre candidature au poste de planificateur.",
            sender="no-reply@taleez.com",
            automated=BULK,
        ),
    ),
    "a mail that acknowledges and invites is an invitation": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Nous avons bien reçu votre candidature au poste de comptable, merci. Nous souhaitons fixer un entretien : "
            "quelles sont vos disponibilités la semaine prochaine ?"
        ),
    ),
    "a rejection and an invitation in one mail are for the user to judge": (
        Kind.UNSURE,
        letter(
            "Nous ne donnerons pas suite à votre candidature au poste de commis. Toutefois, nous vous invitons à un "
            "entretien pour le poste d'archiviste."
        ),
    ),
    "a flat one applied for is no job": (
        Kind.NOT_JOB,
        letter("Votre dossier pour la location de l'appartement n'a pas été retenu par le propriétaire.", "Logement"),
    ),
    "a place in a nursery that is refused is no job": (
        Kind.NOT_JOB,
        letter("Votre demande de place en crèche n'a pas été retenue par la commission.", "Crèche"),
    ),
    "colleagues who interview somebody else are not the employer": (
        Kind.NOT_JOB,
        letter("Salut, on fait passer l'entretien à la candidate jeudi à 14h, tu peux lire son CV avant ?", "Jeudi"),
    ),
    "maintenance is no interview": (
        Kind.NOT_JOB,
        letter(
            "Votre rendez-vous d'entretien de la chaudière est confirmé pour jeudi 19 mars à 14h.",
            "Entretien de votre chaudière",
        ),
    ),
    "an offer of a shop is no offer": (
        Kind.NOT_JOB,
        letter(
            "Nous avons le plaisir de vous proposer une remise de 20 % : offre exclusive !", "Offre", automated=BULK
        ),
    ),
    "thanks for an interview are no new interview": (
        Kind.EMPLOYER_REPLY,
        letter("Merci pour votre venue à l'entretien pour le poste de commis. Nous reviendrons vers vous rapidement."),
    ),
    "an interview called off because the job is gone is a rejection": (
        Kind.REJECTION,
        letter("Nous devons annuler votre entretien, car le poste a été pourvu."),
    ),
    "an offer taken back is a rejection": (
        Kind.REJECTION,
        letter("Nous sommes contraints de retirer notre offre d'emploi pour le poste de commis."),
    ),
    "a colleague's absence is not about a job": (Kind.NOT_JOB, letter("Je serai absent vendredi.", "Vendredi")),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_french_trap_is_not_stepped_into(name: str) -> None:
    expected, message = TRAPS[name]
    reading = understand(message)
    assert reading.kind is expected, reading.evidence


@pytest.mark.parametrize(
    ("text", "role", "company"),
    [
        (
            "Votre candidature au poste de chargée de communication chez Bellerive",
            "chargée de communication",
            "Bellerive",
        ),
        (
            "Nous avons bien reçu votre candidature pour le poste d'assistant administratif H/F.",
            "assistant administratif",
            "",
        ),
        (
            "Intitulé du poste : Chargé(e) de mission H/F\nEntreprise : Crédit Bellerive",
            "Chargé(e) de mission",
            "Crédit Bellerive",
        ),
        ("Votre candidature au poste de technicien HSE (H/F) a été reçue.", "technicien HSE", ""),
    ],
)
def test_french_roles_and_companies_are_named_as_written(text: str, role: str, company: str) -> None:
    facts = understand(letter(f"{text}\n\nMerci pour votre candidature.", "Votre candidature")).facts
    assert (facts.role.value if facts.role else "") == role
    assert (facts.company.value if facts.company else "") == company


def test_an_automatic_answer_in_french_is_an_absence() -> None:
    message = letter(
        "Je suis absente jusqu'au 20 mars.", "Réponse automatique : Candidature", automated=Automated.AUTO_REPLIED
    )
    assert understand(message).kind is Kind.OUT_OF_OFFICE


def test_french_marks_say_that_silence_means_no_and_a_deaf_mailbox_names_no_channel() -> None:
    facts = understand(
        letter(
            "Nous avons bien reçu votre candidature. Seuls les candidats retenus seront contactés. Merci de ne pas "
            "répondre à ce courriel."
        )
    ).facts
    assert facts.no_contact is not None
    assert facts.channel is None
    assert facts.language == "fr"


def test_french_phrases_are_in_the_shipped_book() -> None:
    assert "fr" in shipped().languages
