"""What Spanish mail says: how each kind is worded in Spain, Mexico, Argentina and Colombia, and the traps by name."""

from __future__ import annotations

import pytest

from agent.reading import Automated, Kind
from agent.reading.message import Message
from tests.reading.handmade import letter, shipped, understand

BULK = Automated.BULK
NO_REPLY = Automated.NO_REPLY

SAID: list[tuple[Kind, str]] = [
    (Kind.REJECTION, "Hemos decidido continuar el proceso con otros perfiles para el puesto."),
    (Kind.REJECTION, "Lamentamos comunicarle que su candidatura no ha sido seleccionada para la vacante."),
    (Kind.REJECTION, "En esta ocasión no continuarás en el proceso de selección. ¡Mucha suerte en tu búsqueda!"),
    (Kind.REJECTION, "Tu postulación fue descartada para la búsqueda de analista."),
    (Kind.REJECTION, "La vacante ya ha sido cubierta. Gracias por tu interés en el puesto."),
    (Kind.REJECTION, "Lamentablemente no avanzaremos con tu candidatura, aunque nos gustó conocerte."),
    (Kind.REJECTION, "Finalmente nos hemos decantado por otra persona con más experiencia en el puesto."),
    (Kind.REJECTION, "No fuiste seleccionada para la siguiente etapa de la convocatoria."),
    (Kind.REJECTION, "Hemos cerrado el proceso y no formas parte de los finalistas para el puesto."),
    (Kind.OFFER, "Nos complace ofrecerle el puesto de contable con fecha de inicio el 1 de mayo."),
    (Kind.OFFER, "¡Enhorabuena! Has sido seleccionado para el puesto de dependiente."),
    (Kind.OFFER, "Adjuntamos la carta oferta con las condiciones; por favor devuélvela firmada."),
    (Kind.OFFER, "Queremos que te incorpores al equipo: el puesto es tuyo si lo querés."),
    (Kind.INTERVIEW_INVITE, "Nos gustaría concertar una entrevista contigo para el puesto. ¿Qué día te viene bien?"),
    (Kind.INTERVIEW_INVITE, "Queremos coordinar una entrevista. ¿Podrías indicarnos tu disponibilidad?"),
    (Kind.INTERVIEW_INVITE, "Le invitamos a una entrevista para la vacante; elija su horario en el enlace."),
    (Kind.INTERVIEW_SCHEDULED, "Tu entrevista ha quedado agendada para el jueves 19 de marzo a las 10:00."),
    (
        Kind.INTERVIEW_SCHEDULED,
        "Le confirmamos la entrevista para el puesto el 19 de marzo a las 16:30 en nuestra oficina.",
    ),
    (Kind.INTERVIEW_RESCHEDULED, "Por un imprevisto tenemos que reprogramar tu entrevista para el viernes a las 12."),
    (Kind.INTERVIEW_CANCELLED, "La entrevista de mañana queda cancelada. Disculpa las molestias."),
    (
        Kind.ASSESSMENT,
        "Te enviamos la prueba técnica para el puesto de desarrollador; tienes 72 horas para completarla.",
    ),
    (Kind.INFO_REQUEST, "Por favor, envíanos la siguiente documentación para el puesto: DNI y título."),
    (Kind.INFO_REQUEST, "Para avanzar con la vacante, ¿cuál es tu pretensión salarial?"),
    (Kind.REFERENCE_REQUEST, "¿Podrías facilitarnos dos referencias laborales para el puesto?"),
    (Kind.ACKNOWLEDGEMENT, "Hemos recibido correctamente tu candidatura para la oferta de camarero."),
    (Kind.ACKNOWLEDGEMENT, "Gracias por postularte a la vacante de analista. Revisaremos tu perfil."),
    (Kind.EMPLOYER_REPLY, "Tu candidatura ha sido vista por la empresa."),
    (Kind.EMPLOYER_REPLY, "Seguimos valorando candidaturas para el puesto y aún no hemos tomado una decisión."),
    (Kind.EMPLOYER_REPLY, "El proceso de selección está en pausa; te avisaremos en cuanto sepamos algo."),
    (Kind.RECRUITER_OUTREACH, "He visto tu perfil en LinkedIn y tengo una vacante que podría interesarte."),
    (Kind.JOB_ALERT, "8 nuevas ofertas de empleo para ti. Ver todas las ofertas."),
    (Kind.REJECTION, "Tras valorar tu perfil, hemos decidido no seguir adelante con tu candidatura."),
    (
        Kind.REJECTION,
        (
            "Agradecemos tu interés, pero en esta ocasión hemos optado por un perfil que se ajusta más a lo "
            "que buscamos para el puesto."
        ),
    ),
    (Kind.REJECTION, "Le comunicamos que no ha superado la fase de entrevistas para la plaza convocada."),
    (Kind.REJECTION, "Sentimos informarte de que tu candidatura no ha sido elegida para continuar en el proceso."),
    (Kind.REJECTION, "El cliente ha decidido no continuar con tu candidatura."),
    (Kind.REJECTION, "La búsqueda quedó cancelada por la empresa. Tendremos en cuenta tu CV para futuras vacantes."),
    (Kind.REJECTION, "Por el momento no contamos con vacantes acordes a su perfil."),
    (Kind.REJECTION, "Te agradecemos el tiempo, pero no has sido la persona seleccionada para el puesto."),
    (Kind.REJECTION, "Finalmente la vacante fue cubierta internamente."),
    (Kind.REJECTION, "Decidimos avanzar con otro candidato para la posición."),
    (Kind.REJECTION, "Lamentablemente tu perfil no cumple con los requisitos de la vacante."),
    (
        Kind.REJECTION,
        "Tu proceso para el puesto de auxiliar ha finalizado. No has sido preseleccionado en esta oportunidad.",
    ),
    (Kind.REJECTION, "No vamos a seguir con tu candidatura, suerte con la búsqueda de empleo."),
    (Kind.REJECTION, "Queríamos informarle que el puesto al que se postuló ya no está disponible."),
    (
        Kind.OFFER,
        (
            "Nos alegra comunicarte que queremos que formes parte de nuestro equipo. Te adjunto la oferta "
            "económica para el puesto."
        ),
    ),
    (Kind.OFFER, "Hemos decidido ofrecerte el puesto de diseñador con un salario de 32.000 euros brutos."),
    (Kind.OFFER, "¡Felicidades! Fuiste elegida para el puesto. Tu ingreso sería el lunes 4 de mayo."),
    (Kind.OFFER, "Te enviamos tu contrato de trabajo para que lo firmes antes del viernes."),
    (
        Kind.INTERVIEW_INVITE,
        (
            "Tu perfil nos ha parecido interesante y nos gustaría conocerte. ¿Tendrías disponibilidad esta "
            "semana para una entrevista?"
        ),
    ),
    (Kind.INTERVIEW_INVITE, "¿Te viene bien que hablemos el jueves por teléfono sobre tu candidatura?"),
    (Kind.INTERVIEW_INVITE, "Has pasado a la siguiente fase. Reserva hora para tu entrevista en este enlace."),
    (
        Kind.INTERVIEW_INVITE,
        "Buenas tardes, lo contacto por su postulación. ¿Podría asistir a una entrevista esta semana?",
    ),
    (Kind.INTERVIEW_INVITE, "Hola, vimos tu CV y queremos hacerte una entrevista, ¿qué días podés?"),
    (
        Kind.INTERVIEW_SCHEDULED,
        "Te confirmo la entrevista el martes 17 de marzo a las 10:00 con Ana López, directora de marketing.",
    ),
    (
        Kind.INTERVIEW_SCHEDULED,
        "Queda citado para la entrevista personal el lunes 16 de marzo a las 9:30 h en nuestras oficinas.",
    ),
    (Kind.INTERVIEW_SCHEDULED, "Recordatorio: mañana a las 11:00 tienes tu entrevista para el puesto de analista."),
    (Kind.INTERVIEW_RESCHEDULED, "Necesitamos mover tu entrevista del jueves al viernes 20 de marzo a las 12:00."),
    (Kind.INTERVIEW_RESCHEDULED, "Por motivos de agenda la entrevista se aplaza al 24 de marzo a las 16:00."),
    (
        Kind.INTERVIEW_CANCELLED,
        "Lamentamos tener que cancelar la entrevista de mañana; nos pondremos en contacto para fijar otra.",
    ),
    (
        Kind.ASSESSMENT,
        "Como siguiente paso, te invitamos a realizar una evaluación psicométrica en línea antes del viernes.",
    ),
    (Kind.ASSESSMENT, "Adjuntamos un caso práctico que deberás entregar en 5 días para el puesto de consultor."),
    (Kind.INFO_REQUEST, "Para continuar con el proceso necesitamos que nos envíes copia de tu DNI y titulación."),
    (Kind.INFO_REQUEST, "¿Cuál es tu expectativa salarial y tu preaviso para el puesto?"),
    (Kind.INFO_REQUEST, "Por favor, complete el formulario de solicitud de empleo adjunto."),
    (Kind.REFERENCE_REQUEST, "¿Nos puedes pasar el contacto de dos antiguos jefes como referencia?"),
    (
        Kind.ACKNOWLEDGEMENT,
        (
            "Hemos recibido tu CV. Si tu perfil encaja con la vacante nos pondremos en contacto contigo; si "
            "no recibes noticias en un mes, entiende que el proceso ha continuado con otros candidatos."
        ),
    ),
    (Kind.ACKNOWLEDGEMENT, "Gracias por inscribirte en nuestra oferta. Tu candidatura está siendo evaluada."),
    (Kind.ACKNOWLEDGEMENT, "Confirmamos la recepción de su solicitud de empleo; será valorada por el departamento."),
    (Kind.EMPLOYER_REPLY, "El proceso se está alargando más de lo previsto, disculpa la espera; sigues en el proceso."),
    (
        Kind.EMPLOYER_REPLY,
        "Gracias por tu mensaje, todavía no tengo novedades del cliente sobre la vacante. Te aviso la próxima semana.",
    ),
    (Kind.EMPLOYER_REPLY, "Un placer conocerte ayer en la entrevista. Te diremos algo antes del viernes."),
    (Kind.EMPLOYER_REPLY, "Hemos registrado la retirada de tu candidatura."),
    (
        Kind.RECRUITER_OUTREACH,
        (
            "Soy consultora de selección y estoy buscando un jefe de obra para una constructora. ¿Te "
            "interesaría escuchar la propuesta?"
        ),
    ),
    (
        Kind.RECRUITER_OUTREACH,
        (
            "Encontré tu perfil en LinkedIn y creo que encajas con una posición que tenemos abierta. ¿Estás "
            "abierto a nuevas oportunidades?"
        ),
    ),
    (Kind.JOB_ALERT, "Nuevos empleos para ti: 7 ofertas de contable en Madrid. Ver oferta."),
    (Kind.NOT_JOB, "Su solicitud de préstamo no ha sido aprobada."),
    (Kind.NOT_JOB, "Tu cita con el médico está confirmada para el 19 de marzo a las 10:00."),
    (Kind.NOT_JOB, "Oferta especial: aprovecha un 30 % de descuento en toda la tienda."),
    (Kind.NOT_JOB, "Tu pedido ha sido cancelado. Te devolveremos el importe."),
    (
        Kind.NOT_JOB,
        "Lamentamos informarle de que su solicitud de admisión al máster no ha sido aceptada por la universidad.",
    ),
    (Kind.REJECTION, "Buenas, el puesto ya está cogido, lo siento. Suerte."),
    (Kind.REJECTION, "Le informamos que en esta convocatoria usted no resultó seleccionado para el cargo."),
    (Kind.REJECTION, "Nos vamos a quedar con otro candidato para el puesto, gracias por venir."),
    (Kind.REJECTION, "La empresa optó por un perfil con mayor experiencia para la vacante."),
    (Kind.REJECTION, "Hemos completado el proceso de selección y tu candidatura no ha sido finalista."),
    (Kind.REJECTION, "Tu candidatura ya no está siendo considerada para la vacante."),
    (Kind.REJECTION, "Siento decirte que no has pasado a la siguiente ronda de entrevistas."),
    (Kind.REJECTION, "Por el momento hemos decidido no cubrir la vacante, así que cerramos el proceso."),
    (Kind.REJECTION, "Preferimos continuar con perfiles que residan en la zona para este puesto."),
    (
        Kind.OFFER,
        (
            "Nos complace informarle que ha sido seleccionada para ocupar el cargo de coordinadora; "
            "adjuntamos carta oferta."
        ),
    ),
    (
        Kind.OFFER,
        (
            "Estás contratada. Empiezas el lunes a las 8, trae el DNI y el número de cuenta. El contrato lo "
            "firmamos aquí."
        ),
    ),
    (Kind.OFFER, "Quedaste seleccionado para el puesto. Te mandamos la propuesta económica para tu aprobación."),
    (Kind.OFFER, "Hemos decidido hacerte una oferta para incorporarte como técnico de laboratorio."),
    (
        Kind.INTERVIEW_INVITE,
        "¿Podrías pasarte mañana por el restaurante para una entrevista? Dime a qué hora te viene bien.",
    ),
    (Kind.INTERVIEW_INVITE, "Nos interesa tu candidatura. Indícanos tres horarios posibles para una videollamada."),
    (
        Kind.INTERVIEW_INVITE,
        ("Quisiéramos agendar una entrevista virtual para la vacante, favor de confirmar su disponibilidad."),
    ),
    (
        Kind.INTERVIEW_INVITE,
        "Me gustó tu CV, ¿te parece si hablamos esta semana sobre el puesto? Pásame tu disponibilidad.",
    ),
    (Kind.INTERVIEW_SCHEDULED, "Te esperamos el jueves 19 de marzo a las 9:00 en nuestra oficina para la entrevista."),
    (Kind.INTERVIEW_SCHEDULED, "Tu entrevista será el martes 17 de marzo a las 11:00 por Google Meet."),
    (Kind.INTERVIEW_RESCHEDULED, "¿Podemos cambiar la entrevista a las 17:00? Me ha surgido una reunión."),
    (Kind.INTERVIEW_CANCELLED, "La entrevista del lunes se cancela por enfermedad del responsable; ya te avisaremos."),
    (Kind.ASSESSMENT, "Para avanzar en el proceso, completa el test de personalidad en el siguiente enlace."),
    (Kind.ASSESSMENT, "Debes rendir los exámenes psicométricos antes del viernes para la vacante."),
    (Kind.INFO_REQUEST, "Falta adjuntar la hoja de vida y los certificados laborales para completar su postulación."),
    (Kind.INFO_REQUEST, "Mándame por favor tu CV actualizado y tus pretensiones económicas para el puesto."),
    (Kind.ACKNOWLEDGEMENT, "Hola, recibimos tu CV, muchas gracias. Lo vamos a revisar y te avisamos."),
    (Kind.ACKNOWLEDGEMENT, "Se ha inscrito correctamente en la oferta Técnico de mantenimiento."),
    (Kind.EMPLOYER_REPLY, "Estamos en la fase final del proceso y esperamos tener una decisión la semana que viene."),
    (Kind.EMPLOYER_REPLY, "Gracias por enviarnos la documentación; tu expediente de candidatura está completo."),
    (Kind.EMPLOYER_REPLY, "Le confirmamos que su candidatura sigue en proceso de valoración."),
    (
        Kind.RECRUITER_OUTREACH,
        (
            "Te escribo porque buscamos camareros para la temporada en Ibiza, alojamiento incluido. ¿Te "
            "interesa el trabajo?"
        ),
    ),
    (
        Kind.RECRUITER_OUTREACH,
        (
            "Le contacto de parte de una multinacional que busca incorporar un director de planta. ¿Estaría "
            "interesado en conocer el proyecto?"
        ),
    ),
    (Kind.NOT_JOB, "Evaluación anual de desempeño: complete su autoevaluación antes del viernes."),
    (Kind.NOT_JOB, "Buscamos voluntarios para el refugio, ¡apúntate!"),
]


@pytest.mark.parametrize(("kind", "text"), SAID, ids=[text[:60] for _, text in SAID])
def test_a_spanish_sentence_is_understood(kind: Kind, text: str) -> None:
    reading = understand(letter(f"Hola Sam:\n\n{text}\n\nUn saludo,", "Tu mensaje"))
    assert reading.kind is kind, reading.evidence


@pytest.mark.parametrize(("kind", "text"), SAID, ids=[text[:60] for _, text in SAID])
def test_a_spanish_sentence_is_understood_without_its_accents(kind: Kind, text: str) -> None:
    bare = text.translate(str.maketrans("áéíóúñü", "aeiounu", "¿¡"))
    assert understand(letter(f"Hola Sam:\n\n{bare}", "Tu mensaje")).kind is kind


TRAPS: dict[str, tuple[Kind, Message]] = {
    "unable to offer is a rejection, not an offer": (
        Kind.REJECTION,
        letter("Gracias por venir. Lamentablemente no podemos ofrecerte el puesto de portero de noche."),
    ),
    "a vacancy is called an offer and is none": (
        Kind.ACKNOWLEDGEMENT,
        letter("Hemos recibido tu inscripción en la oferta de empleo de contable. Gracias por tu interés."),
    ),
    "a day that does not suit is not a rejection": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Lamentablemente el martes no es posible. ¿Podrías indicarnos tu disponibilidad para la entrevista del "
            "puesto de contable?"
        ),
    ),
    "interviews that are expected to be held are not yet scheduled": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Hemos recibido tu candidatura para el puesto de archivero. Esperamos realizar las entrevistas en abril."
        ),
    ),
    "if you are selected, we will invite you": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Gracias por tu candidatura para el puesto de panadero. Si tu perfil encaja, te citaremos para una "
            "entrevista. Los candidatos no seleccionados serán avisados por correo."
        ),
    ),
    "silence that will mean no is not yet a no": (
        Kind.ACKNOWLEDGEMENT,
        letter(
            "Hemos recibido tu candidatura. Si no recibes noticias nuestras en tres semanas, entiende que no has sido "
            "seleccionado."
        ),
    ),
    "an old rejection that is quoted does not count": (
        Kind.INTERVIEW_INVITE,
        letter(
            "¡Buenas noticias! Finalmente queremos invitarte a una entrevista para el puesto. ¿Cuándo podrías?",
            "Re: Tu candidatura",
            quoted="Lamentamos comunicarte que no has sido seleccionada para el puesto.",
        ),
    ),
    "the subject a reply kept does not count": (
        Kind.REJECTION,
        letter("Hemos decidido no continuar con tu candidatura para el puesto.", "Re: Invitación a una entrevista"),
    ),
    "job-ad prose is no interview": (
        Kind.RECRUITER_OUTREACH,
        letter(
            "He visto tu perfil en LinkedIn. Mi cliente busca un jefe de tienda. Realizarás las entrevistas de "
            "selección. ¿Te podría interesar?"
        ),
    ),
    "an advertisement for interview training is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Triunfa en tu próxima entrevista con nuestra masterclass. Reserva tu plaza hoy.",
            "Consejos para tu entrevista",
            automated=BULK,
        ),
    ),
    "a newsletter that quotes a rejection is none": (
        Kind.NOT_JOB,
        letter(
            "«Hemos decidido continuar el proceso con otros candidatos». ¿Te suena? Consejos para tu entrevista.",
            "Consejos para la entrevista",
            automated=BULK,
        ),
    ),
    "a survey after the interview is not about a job": (
        Kind.NOT_JOB,
        letter("Gracias por tu entrevista. Responde a nuestra breve encuesta.", "¿Cómo fue tu entrevista?"),
    ),
    "a one-time code of a known system is not about a job": (
        Kind.NOT_JOB,
        letter("Tu código de verificación es 482913.", "Código de seguridad", "no-reply@greenhouse.io", "Naviera"),
    ),
    "an account mail of a known system is not about a job": (
        Kind.NOT_JOB,
        letter(
            "Pulsa aquí para restablecer tu contraseña del portal de empleo.",
            "Restablecer tu contraseña",
            "naviera@myworkday.com",
            "Naviera",
        ),
    ),
    "an unfinished application is a request": (
        Kind.INFO_REQUEST,
        letter(
            "Tu candidatura para el puesto de cocinero está incompleta. Completa tu candidatura.", automated=NO_REPLY
        ),
    ),
    "the user's own mail is not the employer's word": (
        Kind.NOT_JOB,
        letter("Confirmo la entrevista para el puesto.", sender="sam@example.org", name="Sam Doe"),
    ),
    "a friend's forwarded invitation is for the user to judge": (
        Kind.UNSURE,
        letter(
            "¡Mira lo que me ha llegado!",
            "Fwd: Entrevista",
            sender="kim@friends.example",
            forwarded="Nos gustaría invitarte a una entrevista para el puesto de cocinero en Naviera Luna.",
        ),
    ),
    "a digest of jobs is an alert": (
        Kind.JOB_ALERT,
        letter(
            "12 nuevas ofertas para ti. Inscríbete ahora. Ver todas las ofertas.",
            "Nuevas ofertas: haz una entrevista esta semana",
            "alertas@infojobs.net",
            "InfoJobs",
            automated=BULK,
        ),
    ),
    "a scheduling link asks for a meeting": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Nos encantaría charlar contigo sobre el puesto. Elige un horario aquí: https://calendly.com/naviera/30min"
        ),
    ),
    "a list header on a real application mail changes nothing": (
        Kind.REJECTION,
        letter(
            "Hemos decidido no continuar con tu candidatura para el puesto de planificador.",
            sender="no-reply@viterbit.com",
            automated=BULK,
        ),
    ),
    "a mail that acknowledges and invites is an invitation": (
        Kind.INTERVIEW_INVITE,
        letter(
            "Hemos recibido tu candidatura para el puesto, gracias. Nos gustaría agendar una entrevista: ¿cuál es tu "
            "disponibilidad la próxima semana?"
        ),
    ),
    "a rejection and an invitation in one mail are for the user to judge": (
        Kind.UNSURE,
        letter(
            "Hemos decidido no continuar con tu candidatura para el puesto de auxiliar. Sin embargo, queremos "
            "invitarte a una entrevista para el puesto de archivero."
        ),
    ),
    "a flat one applied for is no job": (
        Kind.NOT_JOB,
        letter("Tu solicitud de alquiler del piso no ha sido aceptada por el propietario de la vivienda.", "El piso"),
    ),
    "a grant that is refused is no job": (
        Kind.NOT_JOB,
        letter("Lamentamos informarle que su solicitud de beca no ha sido seleccionada por la universidad.", "Beca"),
    ),
    "colleagues who interview somebody else are not the employer": (
        Kind.NOT_JOB,
        letter("Hola, mañana entrevistamos a la candidata a las 10, ¿puedes leer su CV?", "Mañana"),
    ),
    "a test of a shop is no assessment": (
        Kind.NOT_JOB,
        letter("Haz la prueba gratis de nuestro producto y consigue un descuento.", "Prueba gratis", automated=BULK),
    ),
    "an offer of a shop is no offer": (
        Kind.NOT_JOB,
        letter("Nos complace ofrecerte un descuento: oferta exclusiva esta semana.", "Una oferta", automated=BULK),
    ),
    "a view of the user's profile is no application viewed": (
        Kind.NOT_JOB,
        letter("3 personas han visto tu perfil esta semana.", "Tu semana", "notifications@linkedin.com", "LinkedIn"),
    ),
    "thanks for an interview are no new interview": (
        Kind.EMPLOYER_REPLY,
        letter("Gracias por tu entrevista para el puesto de auxiliar. Te contactaremos con el resultado."),
    ),
    "an interview called off because the job is gone is a rejection": (
        Kind.REJECTION,
        letter("Tenemos que cancelar tu entrevista, ya que la vacante ha sido cubierta."),
    ),
    "an offer taken back is a rejection": (
        Kind.REJECTION,
        letter("Sentimos tener que retirar nuestra oferta de empleo para el puesto de auxiliar."),
    ),
    "a colleague's absence is not about a job": (Kind.NOT_JOB, letter("Estaré de vacaciones el viernes.", "Viernes")),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_spanish_trap_is_not_stepped_into(name: str) -> None:
    expected, message = TRAPS[name]
    reading = understand(message)
    assert reading.kind is expected, reading.evidence


@pytest.mark.parametrize(
    ("text", "role", "company"),
    [
        (
            "Tu candidatura para el puesto de técnico de laboratorio en Naviera Luna",
            "técnico de laboratorio",
            "Naviera Luna",
        ),
        ("Hemos recibido su postulación para la vacante de analista contable.", "analista contable", ""),
        ("Puesto: Jefe/a de Planificación\nEmpresa: Grupo Alborán", "Jefe/a de Planificación", "Grupo Alborán"),
    ],
)
def test_spanish_roles_and_companies_are_named_as_written(text: str, role: str, company: str) -> None:
    facts = understand(letter(f"{text}\n\nGracias por tu candidatura.", "Tu candidatura")).facts
    assert (facts.role.value if facts.role else "") == role
    assert (facts.company.value if facts.company else "") == company


def test_an_automatic_answer_in_spanish_is_an_absence() -> None:
    message = letter(
        "Estoy de vacaciones hasta el 20 de marzo.",
        "Respuesta automática: Candidatura",
        automated=Automated.AUTO_REPLIED,
    )
    assert understand(message).kind is Kind.OUT_OF_OFFICE


def test_spanish_marks_say_that_silence_means_no_and_a_deaf_mailbox_names_no_channel() -> None:
    facts = understand(
        letter(
            "Hemos recibido tu candidatura. Solo contactaremos con las personas preseleccionadas. Por favor, no "
            "respondas a este correo."
        )
    ).facts
    assert facts.no_contact is not None
    assert facts.channel is None
    assert facts.language == "es"


def test_spanish_phrases_are_in_the_shipped_book() -> None:
    assert "es" in shipped().languages
