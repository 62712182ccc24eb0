"""`correct MESSAGE` and `lessons`: a word on one message stays, learned for others only where asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agent.filing import file_pending
from agent.ports import Box, Cursor, Filing, Gathered
from agent.reading import Address, Facts, Kind, Reading, Said, Trust
from tests.cli.search import SAM, at, letter, named
from tests.cli.terminal import Terminal
from tests.mails import NORTHWIND
from tests.scenarios.player import World

NOON = at("2026-03-20T12:00")
ACME_JOBS = Address("Acme Jobs", "noreply@jobs.acme.example")
KIM = Address("Kim Agent", "kim@brightside.example")
GREENHOUSE = Address("Greenhouse", "noreply@greenhouse-mail.io")

RECEIPT = letter("2026-03-02T09:00", ACME_JOBS, "We have it", Kind.ACKNOWLEDGEMENT, facts=named("Acme", "Data Analyst"))
ADVERT = letter("2026-03-03T09:00", ACME_JOBS, "Come and talk to us", Kind.INTERVIEW_INVITE, facts=named("Acme", ""))
SECOND_ADVERT = letter("2026-03-10T09:00", ACME_JOBS, "New at Acme this week", Kind.UNSURE)
SURE_ADVERT = letter(
    "2026-03-11T09:00", ACME_JOBS, "Meet us on Friday", Kind.INTERVIEW_INVITE, facts=named("Acme", "Data Analyst")
)
VAGUE = letter("2026-03-05T09:00", KIM, "A quick word", Kind.UNSURE)


def prose(told: str) -> str:
    return " ".join(told.split())


def digits(reading: Reading) -> str:
    return reading.envelope.fingerprint[:10]


class Inbox:
    """Mail as it comes in, read already, and filed as the next pass would."""

    def __init__(self, world: World, terminal: Terminal) -> None:
        self.world, self.terminal, self.uid = world, terminal, 0

    def gets(self, *readings: Reading) -> None:
        for reading in readings:
            self.uid += 1
            box = Box.SENT if reading.envelope.sender == SAM else Box.INBOX
            self.world.ledger.record("personal", Gathered(box, Cursor(1, self.uid), ((self.uid, reading),)))
            file_pending(self.world.ledger, NOON)

    def applications(self) -> dict[str, Any]:
        return {one["application"]: one for one in self.terminal.asks("status")}

    def home(self, reading: Reading) -> tuple[Filing, str | None]:
        (stored,) = self.world.ledger.readings(reading.envelope.fingerprint)
        return stored.filing, stored.application

    def everything(self) -> Any:  # noqa: ANN401 - JSON is of any shape
        shown = {name: self.terminal.asks("show", name) for name in self.applications()}
        places = [(row.filing, row.application, row.because) for row in self.world.ledger.readings("")]
        return shown, places


@pytest.fixture
def inbox(world: World, terminal: Terminal) -> Inbox:
    return Inbox(world, terminal)


class TestAWordOnOneMessage:
    def test_its_company_and_role_name_the_application_it_opened(self, inbox: Inbox, terminal: Terminal) -> None:
        inbox.gets(RECEIPT)
        told = terminal.types("correct", digits(RECEIPT), "--company", "Acme Robotics", "--role", "Analyst")
        assert told.startswith("Corrected, on acme.\n")
        acme = inbox.applications()["acme"]
        assert (acme["company"], acme["role"]) == ("Acme Robotics", "Analyst")
        assert "You said which company the message" in prose(terminal.types("why", "acme"))

    def test_it_stays_when_the_mailbox_is_read_anew(self, inbox: Inbox, terminal: Terminal) -> None:
        inbox.gets(RECEIPT)
        terminal.types("correct", digits(RECEIPT), "--company", "Initech")
        inbox.gets(RECEIPT)
        assert inbox.applications()["acme"]["company"] == "Initech"

    def test_a_message_that_belongs_nowhere_may_be_corrected_and_finds_its_place(
        self, inbox: Inbox, terminal: Terminal
    ) -> None:
        inbox.gets(RECEIPT, VAGUE)
        assert inbox.home(VAGUE) == (Filing.UNRELATED, None)
        told = terminal.types("correct", digits(VAGUE), "--role", "Nurse")
        assert told.startswith("Corrected. The message belongs to no application; if it should, say which with")
        terminal.types("correct", digits(VAGUE), "--kind", "rejection", "--company", "Acme")
        assert inbox.applications()["acme"]["outcome"] is None, "the role said before makes it another application"
        terminal.types("correct", digits(VAGUE), "--role", "Data Analyst", "--application", "acme")
        assert inbox.applications()["acme"]["outcome"] == "rejected"

    def test_a_filed_message_is_moved_as_if_it_had_been_filed_there_at_once(
        self, inbox: Inbox, terminal: Terminal
    ) -> None:
        other = letter("2026-03-04T09:00", KIM, "Globex", Kind.ACKNOWLEDGEMENT, facts=named("Globex", "Nurse"))
        offer = replace(letter("2026-03-09T09:00", ACME_JOBS, "Offer", Kind.OFFER), facts=named("Acme", "Data Analyst"))
        inbox.gets(RECEIPT, other, offer)
        assert inbox.applications()["acme"]["stage"] == "offer"
        told = terminal.types("correct", digits(offer), "--application", "globex")
        assert told.startswith("Corrected, on globex.\nIt was taken out of acme.\n")
        stages = {name: one["stage"] for name, one in inbox.applications().items()}
        assert stages == {"acme": "acknowledged", "globex": "offer"}
        assert inbox.home(offer) == (Filing.FILED, "globex")
        assert "You said where the message" in prose(terminal.types("show", "globex"))

        terminal.types("correct", digits(offer), "--application", "acme")
        assert {name: one["stage"] for name, one in inbox.applications().items()} == {
            "acme": "offer",
            "globex": "acknowledged",
        }

    def test_an_application_that_loses_its_only_message_is_gone(self, inbox: Inbox, terminal: Terminal) -> None:
        twin = letter("2026-03-04T09:00", KIM, "Hello", Kind.ACKNOWLEDGEMENT, facts=named("Acme Group", "Surveyor"))
        inbox.gets(RECEIPT, twin)
        told = terminal.types("correct", digits(twin), "--application", "acme")
        assert "It was taken out of acme-group, which is gone: it had nothing else." in prose(told)
        assert list(inbox.applications()) == ["acme"]
        terminal.types("correct", digits(twin), "--application", "none")
        assert inbox.home(twin) == (Filing.UNRELATED, None)

    def test_a_message_may_open_an_application_under_the_names_said_with_it(
        self, inbox: Inbox, terminal: Terminal
    ) -> None:
        inbox.gets(RECEIPT, SURE_ADVERT)
        told = terminal.types("correct", digits(SURE_ADVERT), "--application", "new", "--company", "Initech")
        assert told.startswith("Corrected, on initech.\nIt was taken out of acme.\n")
        assert inbox.applications()["initech"]["company"] == "Initech"

    def test_what_could_be_learned_is_said_with_the_command_and_not_learned(
        self, inbox: Inbox, terminal: Terminal
    ) -> None:
        inbox.gets(RECEIPT, ADVERT)
        told = terminal.types("correct", digits(ADVERT), "--kind", "job_alert")
        assert "No other message is changed. If the same holds for other mail, you can make it" in told
        assert "All mail from noreply@jobs.acme.example is a job alert." in prose(told)
        for flag in ("--sender", "--domain", "--thread"):
            assert f"afterword correct {digits(ADVERT)} --kind job_alert {flag}\n" in told
        assert "There are no lessons." in terminal.types("lessons")

    def test_that_a_person_writes_one_kind_of_mail_is_not_suggested(self, inbox: Inbox, terminal: Terminal) -> None:
        inbox.gets(RECEIPT, VAGUE)
        told = terminal.types("correct", digits(VAGUE), "--kind", "rejection")
        assert "No other message" not in told

    def test_a_message_is_corrected_by_names_alone_and_what_is_of_an_application_is_refused(
        self, inbox: Inbox, terminal: Terminal
    ) -> None:
        inbox.gets(RECEIPT)
        told = terminal.types("correct", digits(RECEIPT), "--kind", "offer", "--stage", "offer", expect=2)
        assert told == "--stage is about an application; name one instead of a message.\n"
        assert terminal.types("correct", "acme", "--company", "Acme Robotics") == "Corrected acme.\n"


class TestALesson:
    def test_of_a_sender_is_taken_where_reading_is_not_sure(self, inbox: Inbox, terminal: Terminal) -> None:
        inbox.gets(RECEIPT, ADVERT)
        told = prose(terminal.types("correct", digits(ADVERT), "--kind", "job_alert", "--sender"))
        assert "Lesson 1: all mail from noreply@jobs.acme.example is a job alert." in told
        assert "afterword lessons --remove 1" in told
        inbox.gets(replace(SECOND_ADVERT, facts=named("Acme", "Data Analyst")))
        assert inbox.world.ledger.questions() == ()
        (lesson,) = terminal.asks("lessons")
        said = {name: lesson[name] for name in ("lesson", "scope", "field", "value", "touched")}
        assert said == {"lesson": 1, "scope": "sender", "field": "kind", "value": "job_alert", "touched": 1}
        assert lesson["message"] == ADVERT.envelope.fingerprint

    def test_against_what_reading_is_sure_of_is_a_question(self, inbox: Inbox, terminal: Terminal) -> None:
        inbox.gets(RECEIPT, ADVERT)
        terminal.types("correct", digits(ADVERT), "--kind", "job_alert", "--sender")
        inbox.gets(SURE_ADVERT)
        assert inbox.applications()["acme"]["stage"] == "acknowledged"
        (question,) = inbox.world.ledger.questions()
        assert question.candidates == ("acme",)
        terminal.types("correct", digits(SURE_ADVERT), "--application", "acme")
        told = prose(terminal.types("why", "acme"))
        assert "Your lesson 1 says: all mail from noreply@jobs.acme.example is a job alert. The words of this" in told
        assert inbox.applications()["acme"]["stage"] == "acknowledged", "where it belongs is said, not what it is"
        terminal.types("correct", digits(SURE_ADVERT), "--kind", "interview_invite")
        assert inbox.applications()["acme"]["stage"] == "interviewing", "the word on the message wins over the lesson"

    def test_of_mail_read_before_changes_how_it_stands_and_its_removal_changes_it_back(
        self, inbox: Inbox, terminal: Terminal
    ) -> None:
        inbox.gets(RECEIPT, ADVERT, SURE_ADVERT, SECOND_ADVERT)
        before = inbox.everything()
        assert inbox.applications()["acme"]["stage"] == "interviewing"
        told = prose(terminal.types("correct", digits(SURE_ADVERT), "--kind", "not_job", "--sender"))
        assert "So far it decides something about 3 messages." in told, "it is absolute, even of the receipt"
        assert inbox.applications()["acme"]["stage"] == "applied"
        word = inbox.everything()
        told = prose(terminal.types("lessons", "--remove", "1"))
        assert "Lesson 1 is gone: all mail from noreply@jobs.acme.example has nothing to do" in told
        assert "3 messages it decided about are read without it now." in told
        assert inbox.everything() != word
        terminal.types("correct", digits(SURE_ADVERT), "--kind", "interview_invite")
        assert inbox.applications()["acme"]["stage"] == before[0]["acme"]["stage"]

    def test_of_a_company_answers_questions_and_asks_them_again_when_it_is_removed(
        self, inbox: Inbox, terminal: Terminal
    ) -> None:
        inbox.gets(RECEIPT)
        first, second = (
            letter(f"2026-03-0{day}T09:00", KIM, f"News {day}", Kind.ASSESSMENT, facts=Facts()) for day in (6, 7)
        )
        inbox.gets(first, second)
        assert [inbox.home(mail)[0] for mail in (first, second)] == [Filing.AMBIGUOUS, Filing.AMBIGUOUS]
        before = inbox.everything()
        terminal.types("correct", digits(first), "--company", "Acme", "--sender")
        assert [inbox.home(mail) for mail in (first, second)] == [(Filing.FILED, "acme")] * 2
        later = letter("2026-03-08T09:00", KIM, "Re: News 7", Kind.REJECTION, answers=second.envelope.message_id)
        inbox.gets(later)
        assert inbox.applications()["acme"]["outcome"] == "rejected"
        told = prose(terminal.types("why", "acme"))
        assert "Your lesson 1 says: all mail from kim@brightside.example is about the company Acme." in told

        terminal.types("correct", digits(first), "--application", "none")
        terminal.types("lessons", "--remove", "1")
        assert inbox.home(second) == (Filing.AMBIGUOUS, None)
        assert inbox.home(first) == (Filing.UNRELATED, None), "what was said of one message stays"
        assert inbox.home(later)[1] is None, "it was only its thread that brought it there"
        assert inbox.applications()["acme"]["outcome"] is None
        assert before[0]["acme"]["outcome"] is None

    def test_of_a_thread_moves_all_of_it_and_back(self, inbox: Inbox, terminal: Terminal) -> None:
        globex = letter("2026-03-04T09:00", KIM, "Globex", Kind.ACKNOWLEDGEMENT, facts=named("Globex", "Nurse"))
        mine = letter("2026-03-05T09:00", SAM, "Re: Globex", Kind.NOT_JOB, to=KIM, answers=globex.envelope.message_id)
        reply = letter("2026-03-06T09:00", KIM, "Re: Globex", Kind.OFFER, answers=globex.envelope.message_id)
        inbox.gets(RECEIPT, globex, mine, reply)
        before = inbox.everything()
        told = prose(terminal.types("correct", digits(globex), "--application", "acme", "--thread"))
        assert "Lesson 1: all mail of this conversation belongs to acme." in told
        assert {inbox.home(mail) for mail in (globex, mine, reply)} == {(Filing.FILED, "acme")}
        assert {name: one["stage"] for name, one in inbox.applications().items()} == {"acme": "offer"}
        assert "Filed here because your lesson 1 says so." in prose(terminal.types("why", "acme"))

        terminal.types("correct", digits(globex), "--application", "none")
        terminal.types("lessons", "--remove", "1")
        assert inbox.home(reply) == (Filing.FILED, "globex")
        assert inbox.applications()["globex"]["stage"] == before[0]["globex"]["stage"]

    def test_is_listed_with_where_it_came_from_and_is_never_numbered_twice(
        self, inbox: Inbox, terminal: Terminal
    ) -> None:
        inbox.gets(RECEIPT, ADVERT)
        terminal.types("correct", digits(ADVERT), "--kind", "job_alert", "--sender")
        assert "The lesson was there already" in terminal.types(
            "correct", digits(ADVERT), "--kind", "job_alert", "--sender"
        )
        assert terminal.types("show", "acme").count("You said what the message") == 1
        told = prose(terminal.types("lessons"))
        assert "1 All mail from noreply@jobs.acme.example is a job alert" in told
        assert "you said so of “Come and talk to us”, by Acme Jobs <noreply@jobs.acme.example>." in told
        assert terminal.asks("lessons", "--remove", "1") == []
        terminal.types("correct", digits(ADVERT), "--kind", "job_alert", "--domain")
        assert [lesson["lesson"] for lesson in terminal.asks("lessons")] == [2]
        told = terminal.types("lessons", "--remove", "1", expect=2)
        assert told == "There is no lesson 1; `afterword lessons` lists them.\n"

    def test_before_the_first_reading_there_are_none(self, terminal: Terminal) -> None:
        terminal.ledger.unlink(missing_ok=True)
        assert terminal.asks("lessons") == []

    @pytest.mark.parametrize(
        ("mail", "words", "sentence"),
        [
            (
                GREENHOUSE,
                ["--kind", "not_job", "--sender"],
                "noreply@greenhouse-mail.io writes for many",
            ),
            (
                GREENHOUSE,
                ["--company", "Acme", "--sender"],
                "noreply@greenhouse-mail.io writes for many",
            ),
            (GREENHOUSE, ["--kind", "job_alert", "--domain"], "is shared by many"),
            (
                Address("Al", "al@gmail.com"),
                ["--kind", "not_job", "--domain"],
                "gmail.com is shared by many",
            ),
            (KIM, ["--role", "Nurse", "--sender"], "One sender writes about many roles, so --role is not learned by"),
            (KIM, ["--application", "none", "--domain"], "say --kind not_job with --domain"),
            (SAM, ["--kind", "not_job", "--sender"], "You wrote this message yourself, so --sender would find no"),
        ],
    )
    def test_that_would_say_too_much_is_refused_before_anything_is_written(
        self, inbox: Inbox, terminal: Terminal, mail: Address, words: list[str], sentence: str
    ) -> None:
        odd = letter("2026-03-03T09:00", mail, "Hello", Kind.UNSURE, to=KIM)
        inbox.gets(RECEIPT, odd)
        before = inbox.world.ledger.events()
        assert sentence in prose(terminal.types("correct", digits(odd), *words, expect=2))
        assert inbox.world.ledger.events() == before

    def test_makes_nobody_more_trusted(self, inbox: Inbox, terminal: Terminal) -> None:
        inbox.gets(RECEIPT, ADVERT)
        terminal.types("correct", digits(ADVERT), "--kind", "offer", "--sender")
        forged = replace(SECOND_ADVERT, trust=Trust.FAILED, facts=Facts(company=Said("Acme", "Acme")))
        inbox.gets(forged)
        (lesson,) = terminal.asks("lessons")
        assert lesson["touched"] == 0


def test_a_lesson_holds_for_mail_that_comes_with_the_next_pass(world: World, terminal: Terminal) -> None:
    """Real mail through the real reading, with the daemon holding the ledger."""
    world.run(at("2026-03-02T09:00"))
    world.deliver(NORTHWIND.acknowledges(at("2026-03-03T09:00")))
    world.run(at("2026-03-03T10:00"))
    message = terminal.types("show", "northwind").rpartition("Message ")[2].strip()
    terminal.types("correct", message, "--company", "Northwind Analytics", "--sender")

    another = replace(NORTHWIND, role="Software Engineer")
    world.deliver(another.acknowledges(at("2026-03-05T09:00")).replace(b"<ack@", b"<ack-2@"))
    world.run(at("2026-03-05T10:00"))
    companies = {one["role"]: one["company"] for one in terminal.asks("status")}
    assert companies == {"Data Analyst": "Northwind Analytics", "Software Engineer": "Northwind Analytics"}

    terminal.types("lessons", "--remove", "1")
    companies = {one["role"]: one["company"] for one in terminal.asks("status")}
    assert companies == {"Data Analyst": "Northwind Analytics", "Software Engineer": "Northwind"}
    assert world.run(at("2026-03-05T11:00")).events == (), "the command has filed it anew itself"
