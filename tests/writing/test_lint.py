"""Every rule of the message lint, kept and broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from agent.deciding import Grounds, PlaceDraft
from agent.reading import Address, Automated, Identity, Part, Person
from agent.tracking import Form, Interview, Offer, Outcome, RefereeNamed, Wish, Wished
from agent.writing import Draft, lint
from agent.writing.lint import RULES
from agent.writing.lint_content import similarity, words
from tests.writing.records import (
    HELD,
    INTERVIEW,
    LENA,
    ME,
    NOW,
    PRIYA,
    action,
    answering,
    application,
    changed,
    draft,
    mail,
)

GOOD = (
    "Dear Priya,\n\nThank you for the interview for the Operations Analyst role at Harbour Freight Analytics on "
    "Thursday 12 March. I enjoyed it and am still very interested in the work that you described to me that day.\n\n"
    "Could you tell me what the next steps are?\n\nKind regards,\nRobin Marsh\n"
)


def broken(text: str = GOOD, wish: PlaceDraft | None = None, me: Identity = ME, **parts: object) -> dict[str, bool]:
    """The rules a text breaks, and whether each is hard."""
    wish = wish or action()
    written = changed(replace(draft(wish), text=text), parts)
    return {p.lint: p.hard for p in lint(written, wish, me)}


def adding(sentence: str) -> str:
    return GOOD.replace("Could you", f"{sentence} Could you")


def test_a_good_message_breaks_nothing() -> None:
    assert broken() == {}


def test_every_rule_decided_here_is_in_the_table_in_order() -> None:
    ids = [rule.id for rule in RULES]
    assert ids == sorted(ids)
    elsewhere = {"L30"}
    assert set(ids) == {f"L{n:02}" for n in range(1, 30)} - elsewhere


SAYS = [
    ("L01", adding("word " * 100 + ".")),
    ("L01", adding("word " * 60 + ".")),
    ("L01", "Dear Priya, the Operations Analyst role at Harbour Freight Analytics of Thursday 12 March: how is it?"),
    ("L02", GOOD.replace("?", ".")),
    ("L02", adding("Is it far?")),
    ("L03", GOOD.replace("Operations Analyst", "other")),
    ("L04", GOOD.replace("Harbour Freight Analytics", "your firm")),
    ("L05", GOOD.replace("Thursday 12 March", "that day")),
    ("L05", adding("We met on 12/03/2026.")),
    ("L05", adding("We met on 12.3.26.")),
    ("L05", adding("We met on 2026-03-12.")),
    ("L05", adding("We met on 12/3.")),
    ("L06", GOOD.replace("Dear Priya", "Dear Prya")),
    ("L06", GOOD.replace("Dear Priya", "Hello")),
    ("L10", adding("My CV is attached.")),
    ("L10", adding("Mein Zeugnis ist beigefügt.")),
    ("L10", adding("Mon CV en pièce jointe.")),
    ("L11", adding("I like [topic].")),
    ("L11", adding("I like {{ topic }}.")),
    ("L11", adding("TODO say more.")),
    ("L11", adding("I like ____.")),
    ("L12", adding("I need this ASAP.")),
    ("L12", adding("As promised, I wait.")),
    ("L12", adding("Why haven’t you written.")),
    ("L12", adding("Es ist dringend.")),
    ("L12", adding("J’attends toujours.")),
    ("L12", adding("Write at your earliest convenience.")),
    ("L13", adding("I am desperate.")),
    ("L13", adding("It is my dream job.")),
    ("L14", adding("Just checking in.")),
    ("L14", adding("I am bumping this up.")),
    ("L15", adding("I notice you haven't replied.")),
    ("L15", adding("This is the second time I am writing.")),
    ("L15", adding("You never answered.")),
    ("L16", adding("Yes! Yes!")),
    ("L16", adding("I like it \N{SMILING FACE WITH SMILING EYES}.")),
    ("L16", adding("I REALLY like it.")),
    ("L17", adding("My salary matters.")),
    ("L17", adding("Mein Gehalt ist wichtig.")),
    ("L18", adding("I have another offer.")),
    ("L18", adding("I have received a written offer.")),
    ("L18", adding("There are other companies.")),
    ("L23", GOOD.replace("Robin Marsh", "R.M.")),
    ("L23", adding("Call me on +44 161 496 0001.")),
    ("L24", adding("I like <b>it</b>.")),
    ("L27", adding("I will complain.")),
    ("L27", adding("My lawyer says so.")),
    ("L12", adding("Is there a deadline.")),
    ("L19", adding("Let us talk on 30 June.")),
    ("L19", adding("Let us talk on June 30th.")),
    ("L19", adding("Call me at 10:30.")),
    ("L19", adding("Call me at 3 pm.")),
    ("L29", adding("We met on Monday 12 March.")),
]

SAYS_IN = [
    ("de", "L10", "Die Unterlagen finden Sie im Anhang."),
    ("de", "L12", "Bitte antworten Sie so schnell wie möglich."),
    ("de", "L12", "Ich warte noch immer auf Nachricht."),
    ("de", "L13", "Ich bin verzweifelt."),
    ("de", "L13", "Ich brauche diesen Job."),
    ("de", "L14", "Ich wollte nur kurz nachfragen."),
    ("de", "L15", "Sie haben sich leider nicht gemeldet."),
    ("de", "L15", "Ich habe nichts von Ihnen gehört."),
    ("de", "L17", "Meine Gehaltsvorstellung kennen Sie."),
    ("de", "L18", "Mir liegt ein schriftliches Angebot vor."),
    ("de", "L18", "Ich spreche auch mit anderen Unternehmen."),
    ("de", "L27", "Ich werde mich beschweren."),
    ("de", "L27", "Mein Anwalt sieht das anders."),
    ("fr", "L10", "Vous trouverez mon CV ci-joint."),
    ("fr", "L10", "Mon CV est en pièce jointe."),
    ("fr", "L12", "Merci de répondre dans les plus brefs délais."),
    ("fr", "L12", "J’attends toujours votre appel."),
    ("fr", "L13", "Je suis désespérée."),
    ("fr", "L14", "Je me permets de vous relancer."),
    ("fr", "L15", "Vous n'avez toujours pas répondu."),
    ("fr", "L15", "Je suis sans nouvelles de votre part."),
    ("fr", "L17", "Mes prétentions sont connues."),
    ("fr", "L18", "J'ai reçu une autre offre."),
    ("fr", "L18", "Je parle aussi à d'autres entreprises."),
    ("fr", "L27", "Je vais porter plainte."),
]


@pytest.mark.parametrize(("language", "rule", "sentence"), SAYS_IN)
def test_words_that_break_a_rule_are_told_in_other_languages(language: str, rule: str, sentence: str) -> None:
    wish = action(app=application(language=language, promise=None))
    written = replace(draft(action()), text=adding(sentence))
    assert rule in {p.lint for p in lint(written, wish, ME, language=language)}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Vielen Dank, dass Sie sich die Zeit genommen haben; ich freue mich auf Ihre Nachricht."),
        ("de", "Gern erzähle ich Ihnen mehr von meiner Arbeit an der Anlage."),
        ("de", "Es hat mich gefreut, von Ihnen und Ihrem Team zu hören."),
        ("fr", "Je vous remercie du temps que vous m’avez consacré."),
        ("fr", "Nous pensions aux mêmes choses, et ce fut un plaisir de vous rencontrer."),
        ("fr", "Y a-t-il une question à laquelle je puisse répondre."),
    ],
)
def test_polite_words_of_other_languages_break_nothing(language: str, sentence: str) -> None:
    wish = action(app=application(language=language, promise=None))
    told = lint(replace(draft(action()), text=adding(sentence)), wish, ME, language=language)
    assert {p.lint for p in told} <= {"L05"}


@pytest.mark.parametrize(
    ("language", "familiar", "sentence", "kept"),
    [
        ("de", False, "Ich danke dir für deine Zeit.", False),
        ("de", False, "Ich danke euch.", False),
        ("de", False, "Ich danke Ihnen für Ihre Zeit.", True),
        ("de", True, "Ich danke Ihnen für Ihre Zeit.", False),
        ("de", True, "Ich danke dir. Sie waren alle so freundlich.", True),
        ("fr", False, "Je te remercie.", False),
        ("fr", False, "Je t’écris.", False),
        ("fr", False, "A-t-on décidé.", True),
        ("fr", True, "Pourriez-vous me dire.", False),
        ("fr", True, "Je te remercie, et toute ton équipe.", True),
        ("en", True, "It was good to hear from you.", True),
    ],
)
def test_the_reader_is_addressed_as_they_address_the_user(
    language: str, familiar: bool, sentence: str, kept: bool
) -> None:
    wish = action(app=application(language=language, familiar=familiar, promise=None))
    told = lint(replace(draft(action()), text=adding(sentence)), wish, ME, language=language)
    assert ("L06" not in {p.lint for p in told}) is kept


@pytest.mark.parametrize(("rule", "text"), SAYS)
def test_words_that_break_a_rule_are_told(rule: str, text: str) -> None:
    assert rule in broken(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is good that we met on Thursday 12 March.",
        "I know 24/7 support, and 9.5 of 10 is fine.",
        "I was glad to hear of forecasting!",
        "I would be glad to offer more detail.",
        "I am just following up on the Operations Analyst role.",
        "It pays attention to detail.",
    ],
)
def test_words_that_only_look_like_it_are_left_alone(sentence: str) -> None:
    assert broken(adding(sentence)) == {}


@pytest.mark.parametrize(
    ("company", "role"),
    [
        ("Urgent Care", "Compensation and Benefits Analyst"),
        ("Legal Aid", "Attachment Specialist"),
        ("Guess?", "Visa Adviser"),
        ("Yahoo!", "Lawyer"),
        ("[24]7", "Deadline Editor"),
        ("1 March Movement", "Offers from Employers Lead"),
        ("ACME CORP", "NOC ENGINEER"),
    ],
)
def test_what_stands_on_record_is_nobodys_tone(company: str, role: str) -> None:
    wish = action(app=application(company=company, role=role, promise=None))
    assert [p for p in lint(draft(wish), wish, ME) if p.hard] == []


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        (adding("word " * 60 + "."), False),
        (adding("word " * 100 + "."), True),
        (adding("Write at your earliest convenience."), False),
        (adding("It is my dream job."), False),
        (adding("I am desperate."), True),
    ],
)
def test_a_remark_does_not_stand_in_the_way_and_a_fault_does(text: str, hard: bool) -> None:
    assert set(broken(text).values()) == {hard}


def test_a_thank_you_may_ask_about_timing_only_if_they_named_none() -> None:
    text = draft(action("thank_you")).text.replace("Dear Priya,\n", "Dear Priya,\n\nWhen will you decide?\n")
    assert "L02" not in broken(text, action("thank_you"))
    assert "L02" in broken(text, action("thank_you", app=application()))


def test_without_role_and_company_there_is_nothing_to_write_about() -> None:
    wish = action()
    nothing = replace(wish, application=application(role="", company="", promise=None))
    assert [p.lint for p in lint(draft(wish), nothing, ME)] == ["L03"]


def test_an_agencys_client_need_not_be_named() -> None:
    wish = action(app=application(agency="Bridge Talent", promise=None), to=CONSULTANT)
    assert "L04" not in broken(GOOD.replace(" at Harbour Freight Analytics", ""), wish)


def test_a_full_name_greets_as_well_as_a_first_name() -> None:
    assert broken(GOOD.replace("Dear Priya,", "Dear Priya Nair,")) == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"To: Priya Nair <priya.nair@harbour.example>", b"To: priya.nair@harbour.example, tom@harbour.example"),
        (b"To: Priya Nair <priya.nair@harbour.example>", b"To: tom@harbour.example"),
        (b"Subject:", b"Cc: tom@harbour.example\r\nSubject:"),
        (b"Subject:", b"Bcc: tom@harbour.example\r\nSubject:"),
    ],
)
def test_a_message_to_more_than_the_one_is_told(old: bytes, new: bytes) -> None:
    assert "L07" in broken(raw=draft(action()).raw.replace(old, new))


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("ann@harbour.example", True),
        ("anne.no@harbour.example", True),
        ("nora.reply@harbour.example", True),
        ("no-reply@harbour.example", False),
        ("noreply+123@harbour.example", False),
        ("careers-donotreply@harbour.example", False),
        ("notifications@harbour.example", False),
        ("MAILER-DAEMON@harbour.example", False),
        ("jobs-request@lists.harbour.example", False),
        ("keine-antwort@harbour.example", False),
        ("gone@harbour.example", False),
        ("reply-a8f3@eu.greenhouse-mail.io", False),
        ("reply-77aa@eu.greenhouse-mail.io", True),
    ],
)
def test_a_draft_goes_where_somebody_reads_it(address: str, read: bool) -> None:
    machine = mail(sender=Person("Harbour", "reply-a8f3@eu.greenhouse-mail.io", Part.CONTACT), automated=Automated.BULK)
    relayed = mail(reply_to=(Address("Lena Ortiz", "reply-77aa@eu.greenhouse-mail.io"),))
    app = application(mails=(machine, relayed), dead_addresses=("gone@harbour.example",), promise=None)
    wish = action(app=app)
    assert ("L08" not in broken(wish=wish, to=address)) is read


def test_a_text_much_like_one_sent_before_is_told() -> None:
    written = draft(action())
    again = lint(written, action(), ME, [written.text.replace("Priya", "Tom")])
    assert [p.lint for p in again] == ["L20"]
    assert lint(written, action(), ME, ["Dear Tom,\n\nsomething else.\n", ""]) == ()
    assert similarity("", "") == 0.0


def test_another_language_than_the_threads_is_remarked() -> None:
    wish = action(app=application(language="de", promise=None))
    assert broken(wish=wish) == {"L21": False}


def test_a_draft_speaks_of_one_application() -> None:
    wish = answering()
    for mixed in (
        replace(wish, occasion=replace(wish.occasion, application="other")),
        replace(wish, application=application(mails=(), promise=None)),
    ):
        assert [p.lint for p in lint(draft(wish), mixed, ME)] == ["L22"]


def test_a_number_in_the_text_is_the_profiles() -> None:
    me = replace(ME, phone="+44 161 496 0001")
    text = adding("Call me on (+44) 161 4960001.") + me.phone + "\n"
    assert "L23" not in broken(text, me=me)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"text/plain", b"text/html"),
        (b"Subject:", b"Disposition-Notification-To: robin@marsh.example\r\nSubject:"),
    ],
)
def test_anything_but_plain_text_is_told(old: bytes, new: bytes) -> None:
    assert "L24" in broken(raw=draft(action()).raw.replace(old, new))


@pytest.mark.parametrize("subject", ["x" * 61, "Urgent: my application", "Hello!", ""])
def test_a_new_subject_is_short_and_calm(subject: str) -> None:
    assert "L25" in broken(subject=subject)


def test_in_a_thread_the_threads_subject_and_ids_are_kept() -> None:
    wish = answering()
    written = draft(wish)
    assert lint(written, wish, ME) == ()
    for other in (
        replace(written, subject="My interview"),
        replace(written, raw=written.raw.replace(b"In-Reply-To: <invite-7", b"In-Reply-To: <other")),
        replace(written, raw=written.raw.replace(b"References: <invite-7", b"References: <other")),
    ):
        assert [p.lint for p in lint(other, wish, ME)] == ["L25"]


@pytest.mark.parametrize(("sentence", "kept"), [("I wish you well.", True), ("Please write.", False), ("Well?", False)])
def test_a_final_note_asks_for_nothing(sentence: str, kept: bool) -> None:
    wish = replace(action(), rule=replace(action().rule, template="closing_note"))
    text = GOOD.replace("Could you tell me what the next steps are?", sentence)
    written = replace(draft(action()), text=text)
    assert ("L26" not in {p.lint for p in lint(written, wish, ME)}) is kept


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (replace(INTERVIEW, key="2", start=HELD + timedelta(days=5), end=HELD + timedelta(days=5)), True),
        (replace(INTERVIEW, key="2", start=HELD + timedelta(hours=2), end=HELD + timedelta(hours=3)), False),
        (replace(INTERVIEW, key="2", start=HELD - timedelta(days=5), end=HELD - timedelta(days=5)), False),
        (replace(INTERVIEW, key="2", start=NOW + timedelta(days=5), end=NOW + timedelta(days=6)), False),
        (
            replace(INTERVIEW, key="2", start=HELD + timedelta(days=5), end=HELD + timedelta(days=5), cancelled=True),
            False,
        ),
        (
            replace(
                INTERVIEW,
                key="2",
                start=HELD + timedelta(days=5),
                end=HELD + timedelta(days=5),
                medium="one-way-video",
            ),
            False,
        ),
    ],
)
def test_the_interview_spoken_of_is_the_latest_held(other: Interview, told: bool) -> None:
    wish = action()
    app = replace(wish.application, interviews=(INTERVIEW, other))
    written = draft(wish)
    assert ("L28" in {p.lint for p in lint(written, replace(wish, application=app), ME)}) is told


def test_an_interview_the_user_asked_to_move_is_none_that_was_surely_held() -> None:
    wish = action()
    other = replace(INTERVIEW, key="2", start=HELD + timedelta(days=5), end=HELD + timedelta(days=5))
    asked = Wished(wish.application.id, HELD + timedelta(days=4), Wish.MOVE_INTERVIEW)
    app = replace(wish.application, interviews=(INTERVIEW, other), wishes=(asked,))
    assert "L28" not in {p.lint for p in lint(draft(wish), replace(wish, application=app), ME)}
    took_place = replace(app, interviews=(INTERVIEW, replace(other, held=True)))
    assert "L28" in {p.lint for p in lint(draft(wish), replace(wish, application=took_place), ME)}


def test_an_interview_that_was_called_off_is_not_spoken_of() -> None:
    wish = action()
    off = replace(wish, interview=replace(INTERVIEW, cancelled=True))
    assert [p.lint for p in lint(draft(wish), off, ME)] == ["L28"]


def test_words_are_counted_as_a_reader_counts_them() -> None:
    assert words("A follow-up, don’t you think – R&D?") == ["A", "follow-up", "don’t", "you", "think", "R&D"]


def test_the_sentence_names_what_it_stumbled_on() -> None:
    written: Draft = replace(draft(action()), text=adding("I am still waiting."))
    (problem,) = lint(written, action(), ME)
    assert problem.sentence == 'this puts pressure on the reader: "still waiting"'


CONSULTANT = Person("Ivo Lang", "ivo@bridge.example", Part.CONSULTANT)


@pytest.mark.parametrize(
    ("to", "people", "kept"),
    [
        (CONSULTANT, (), True),
        (PRIYA, (), False),
        (replace(CONSULTANT, part=Part.INTERVIEWER), (CONSULTANT,), True),
        (LENA, (), True),
    ],
)
def test_where_an_agency_stands_between_its_clients_interviewers_are_not_written_to(
    to: Person, people: tuple[Person, ...], kept: bool
) -> None:
    wish = action(app=application(agency="Bridge Talent", people=people, promise=None), to=to)
    assert ("L09" not in {p.lint for p in lint(_plain(wish), wish, ME)}) is kept


def test_a_draft_never_goes_to_the_user_themselves() -> None:
    assert "L09" in broken(to="robin+jobs@marsh.example")


REFEREE = RefereeNamed("harbour-operations-analyst", NOW, "Paul Grant", "paul@grant.example")


@pytest.mark.parametrize(
    ("grounds", "kept"),
    [
        (Grounds(referee=REFEREE), True),
        (Grounds(referee=replace(REFEREE, address="x@y.example")), False),
        (Grounds(), False),
    ],
)
def test_what_is_for_the_referee_goes_to_nobody_else(grounds: Grounds, kept: bool) -> None:
    to = Person("Paul Grant", "paul@grant.example", Part.CONTACT)
    wish = action("reference_headsup", to=to, grounds=grounds)
    assert ("L09" not in {p.lint for p in lint(_plain(wish), wish, ME)}) is kept


ELSEWHERE = Offer(NOW, Form.WRITTEN, by=Person("Kim Wolf", "kim@wolf.example", Part.CONTACT))
OWN = replace(ELSEWHERE, by=Person("Hugo Berg", "hugo@hr.harbour.example", Part.CONTACT))
VERBAL = replace(ELSEWHERE, form=Form.VERBAL)


@pytest.mark.parametrize(
    ("template", "offer", "rules"),
    [
        ("offer_timing", ELSEWHERE, set()),
        ("offer_timing", OWN, {"L09"}),
        ("offer_timing", VERBAL, {"L18"}),
        ("offer_timing", None, {"L18"}),
        ("status_no_promise", ELSEWHERE, {"L18"}),
        ("offer_extension", ELSEWHERE, {"L18", "L19"}),
        ("rejection_thanks", None, {"L18"}),
    ],
)
def test_another_offer_is_spoken_of_only_where_it_is_the_matter_and_there_in_writing(
    template: str, offer: Offer | None, rules: set[str]
) -> None:
    wish = action(template, grounds=Grounds(offer=offer))
    written = replace(_plain(wish), text=adding("I have received another offer."))
    assert {p.lint for p in lint(written, wish, ME)} & {"L09", "L18", "L19"} == rules


@pytest.mark.parametrize(
    ("template", "sentence", "rules"),
    [
        ("offer_ack", "Thank you for the offer and its details on salary and pension.", set()),
        ("offer_ack", "Is there a deadline for my answer?", set()),
        ("offer_ack", "I am happy to accept.", {"L19"}),
        ("offer_ack", "I accept your offer.", {"L19"}),
        ("offer_timing", "The salary there is good.", {"L17"}),
        ("decline_offer", "The salary is too low.", {"L17"}),
        ("status_no_promise", "Is there a deadline?", {"L12"}),
        ("status_no_promise", "I accept that this takes time.", set()),
    ],
)
def test_what_may_be_said_of_an_offer_depends_on_the_letter(template: str, sentence: str, rules: set[str]) -> None:
    wish = action(template, grounds=Grounds(offer=ELSEWHERE))
    written = replace(_plain(wish), text=adding(sentence))
    assert {p.lint for p in lint(written, wish, ME)} & {"L12", "L17", "L18", "L19"} == rules


@pytest.mark.parametrize(
    ("template", "grounds"),
    [
        ("offer_ack", Grounds()),
        ("decline_offer", Grounds()),
        ("offer_extension", Grounds(offer=OWN)),
        ("reconnect", Grounds()),
    ],
)
def test_a_letter_without_what_it_rests_on_says_more_than_is_known(template: str, grounds: Grounds) -> None:
    wish = action(template, grounds=grounds)
    assert "L19" in {p.lint for p in lint(_plain(wish), wish, ME)}


def test_who_declined_had_an_offer() -> None:
    wish = action("decline_offer", app=application(outcome=Outcome.DECLINED, promise=None))
    assert "L19" not in {p.lint for p in lint(_plain(wish), wish, ME)}


def test_a_letter_about_an_interview_ahead_may_name_it() -> None:
    ahead = replace(INTERVIEW, start=NOW + timedelta(days=2), end=NOW + timedelta(days=2, hours=1))
    for template, kept in (("reschedule_request", True), ("thank_you", False)):
        wish = action(template, interview=ahead)
        assert ("L28" not in {p.lint for p in lint(_plain(wish), wish, ME)}) is kept


def _plain(wish: PlaceDraft) -> Draft:
    """A draft of this action in the good message's words, whatever they have to do with it."""
    return replace(draft(action()), text=GOOD, to=wish.to.address or "")
