"""`add`, `note`, `correct`, `close`: what the user says shows in the next plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from agent.ports import Box, Cursor, Filing, Gathered
from agent.reading import Address, Facts, Kind, Said
from tests.cli.search import at, letter
from tests.cli.terminal import Terminal
from tests.scenarios.player import World

STORIES = Path(__file__).parent.parent / "scenarios"
MORNING = ("--at", "2026-03-19T10:00")
INVITATION = letter(
    "2026-03-09T10:00",
    Address("Kim Agent", "kim@agency.example"),
    "Interview",
    Kind.INTERVIEW_INVITE,
    facts=Facts(role=Said("Data Analyst", "Data Analyst")),
)


def prose(told: str) -> str:
    """The text without its line ends."""
    return " ".join(told.split())


def due(terminal: Terminal, *when: str) -> list[str]:
    return [draft["rule"] for draft in terminal.asks("plan", *(when or MORNING))["drafts"]]


def gates(terminal: Terminal, *when: str) -> dict[str, str]:
    held = terminal.asks("plan", *(when or MORNING))["held"]
    return {one["application"]: one["gate"] for one in held}


def test_a_rule_dismissed_is_not_drafted_by(searching: Terminal) -> None:
    assert due(searching) == ["status-no-promise"]
    assert searching.types("correct", "northwind", "--dismiss", "status-no-promise") == "Corrected northwind.\n"
    assert due(searching) == []
    assert gates(searching)["northwind"] == "dismissed"


def test_a_telephone_call_begins_the_wait_anew(searching: Terminal) -> None:
    note = ("note", "northwind", "Ann rang: still deciding", "--contact", "phone", "--by", "them")
    assert searching.types(*note, "--at", "2026-03-18T11:00") == "Noted on northwind.\n"
    assert due(searching) == []
    (coming,) = searching.asks("plan", *MORNING)["upcoming"]
    assert coming["rule"] == "status-no-promise"
    assert datetime.fromisoformat(coming["at"]) >= at("2026-03-25T09:00")
    assert "They were in touch with you by telephone: Ann rang" in searching.types("show", "northwind")


def test_a_closed_application_gets_nothing_until_it_is_taken_up_again(searching: Terminal) -> None:
    assert searching.types("close", "northwind", "--because", "too far away") == "Closed northwind.\n"
    assert due(searching) == []
    (northwind,) = [a for a in searching.asks("status") if a["application"] == "northwind"]
    assert (northwind["stage"], northwind["outcome"]) == ("closed", "withdrawn")
    assert "Closed: you withdrew" in searching.types("why", "northwind")
    assert "Too far away." in searching.types("why", "northwind")

    searching.types("correct", "northwind", "--reopen")
    (northwind,) = [a for a in searching.asks("status") if a["application"] == "northwind"]
    assert (northwind["stage"], northwind["outcome"]) == ("interviewing", None)


def test_what_is_known_of_an_application_is_as_the_user_says(searching: Terminal) -> None:
    searching.types("correct", "kestrel", "--role", "Senior Analyst", "--company", "Kestrel", "--stage", "screening")
    kestrel = searching.asks("show", "kestrel-energy")
    assert (kestrel["company"], kestrel["role"], kestrel["stage"]) == ("Kestrel", "Senior Analyst", "screening")


def test_a_promise_told_by_the_user_is_waited_for_and_can_be_taken_back(searching: Terminal) -> None:
    searching.types("correct", "northwind", "--promise", "2026-03-27")
    assert searching.asks("show", "northwind")["promised_by"] == "2026-03-27"
    assert due(searching) == []
    searching.types("correct", "northwind", "--promise", "none")
    assert searching.asks("show", "northwind")["promised_by"] is None


def test_an_interview_that_did_not_take_place_is_not_asked_about(searching: Terminal) -> None:
    searching.types("correct", "northwind", "--interview-held", "no")
    assert due(searching) == []
    assert "with Priya Shah: not held, as you said." in prose(searching.types("why", "northwind"))


def test_an_application_added_by_hand_is_listed(terminal: Terminal) -> None:
    told = terminal.types("add", "--company", "Acme Ltd", "--role", "Analyst", "--applied", "2026-03-02")
    assert told == "Added acme.\n"
    (acme,) = terminal.asks("status")
    assert (acme["company"], acme["role"], acme["applied_at"]) == ("Acme Ltd", "Analyst", "2026-03-02T00:00:00+00:00")


class TestBesideTheDaemon:
    """The world holds the ledger, as the daemon would; its mail went through the real reading."""

    @pytest.fixture(autouse=True)
    def _interview(self, world: World) -> None:
        world.run(at("2026-03-02T09:00"))
        story = STORIES / "a_quiet_week_after_the_interview"
        world.deliver((story / "01-invitation.eml").read_bytes().replace(b"\n", b"\r\n"))
        world.run(at("2026-03-09T18:00"))

    def test_a_message_is_named_by_the_digits_that_show_prints(self, terminal: Terminal) -> None:
        told = terminal.types("show", "northwind")
        message = told.rpartition("Message ")[2].strip()
        terminal.types("correct", message, "--kind", "rejection")
        (northwind,) = terminal.asks("status")
        assert northwind["outcome"] == "rejected"
        assert "You said what the message" in terminal.types("show", "northwind")

    def test_a_message_that_is_alone_in_its_application_opens_no_other(self, terminal: Terminal) -> None:
        message = terminal.types("show", "northwind").rpartition("Message ")[2].strip()
        told = terminal.types("correct", message, "--application", "new", expect=2)
        assert told == "The message has northwind to itself already.\n"

    def test_an_interview_moved_to_another_application_is_thanked_for_there(self, terminal: Terminal) -> None:
        terminal.types("add", "--company", "Harbour Line", "--role", "Pricing Analyst", "--applied", "2026-03-01")
        message = terminal.types("show", "northwind").rpartition("Message ")[2].strip()
        told = terminal.types("correct", message, "--application", "harbour", "--company", "Harbour Line")
        assert told.startswith("Corrected, on harbour-line.\nIt was taken out of northwind, which is gone")
        (draft,) = terminal.asks("plan", "--at", "2026-03-12T17:00")["drafts"]
        assert (draft["application"], draft["rule"]) == ("harbour-line", "thank-you")

    def test_the_plan_can_be_looked_at(self, terminal: Terminal) -> None:
        assert due(terminal, "--at", "2026-03-12T17:00") == ["thank-you"]

    def test_a_second_pass_is_refused(self, terminal: Terminal) -> None:
        assert "afterword" in terminal.types("once", expect=74).lower()


class TestAQuestion:
    """A message that names a role but not the company: only the user knows."""

    MESSAGE = INVITATION.envelope.fingerprint[:10]

    @pytest.fixture(autouse=True)
    def _question(self, world: World) -> None:
        world.ledger.record("personal", Gathered(Box.INBOX, Cursor(1, 1), ((1, INVITATION),)))
        (stored,) = world.ledger.pending(1)
        because = "it names the role Data Analyst, but not the organisation"
        asked = replace(stored, filing=Filing.AMBIGUOUS, candidates=("acme", "globex"), because=because)
        world.ledger.file(((asked, ()),), recorded_at=at("2026-03-09T18:00"))

    def test_it_is_asked_with_the_command_that_answers_it(self, terminal: Terminal) -> None:
        told = terminal.types("status")
        assert "It names the role Data Analyst, but not the organisation. Perhaps acme or\n    globex." in told
        assert "Waiting for your word: 1 message that may belong to an application" in told
        assert f"afterword correct {self.MESSAGE} --application APP" in told

    def test_it_opens_an_application_of_its_own(self, terminal: Terminal, world: World) -> None:
        assert terminal.types("correct", self.MESSAGE, "--application", "new").startswith("Corrected, on ")
        (opened,) = terminal.asks("status")
        assert (opened["company"], opened["role"]) == (None, "Data Analyst")
        assert world.ledger.questions() == ()

    def test_it_goes_to_the_application_named_and_can_be_read_anew(self, terminal: Terminal) -> None:
        terminal.types("add", "--company", "Acme", "--applied", "2026-03-01")
        told = terminal.types("correct", self.MESSAGE, "--application", "acme", "--kind", "rejection")
        assert told.startswith("Corrected, on acme.\n")
        (acme,) = terminal.asks("status")
        assert acme["outcome"] == "rejected"

    def test_it_belongs_to_none(self, terminal: Terminal, world: World) -> None:
        assert "belongs to no application" in terminal.types("correct", self.MESSAGE, "--application", "none")
        assert world.ledger.questions() == ()
        assert terminal.asks("status") == []

    def test_its_kind_alone_has_it_looked_at_anew(self, terminal: Terminal, world: World) -> None:
        assert terminal.types("correct", self.MESSAGE, "--kind", "offer").startswith("Corrected, on data-analyst.")
        assert world.ledger.questions() == ()

    def test_its_kind_alone_leaves_a_question_where_it_may_belong_to_another(self, terminal: Terminal) -> None:
        terminal.types("add", "--company", "Acme", "--role", "Data Analyst", "--applied", "2026-03-01")
        terminal.types("add", "--company", "Globex", "--role", "Data Analyst", "--applied", "2026-03-01")
        told = prose(terminal.types("correct", self.MESSAGE, "--kind", "offer"))
        assert told.startswith("Corrected. It names the role Data Analyst, but not the organisation. Say which")
        assert f"afterword correct {self.MESSAGE} --application APP" in terminal.types("status")


class TestAnInterviewThatNoMailTellsOf:
    HELD = ("note", "northwind", "--held", "2026-03-18 14:00-14:30", "--at", "2026-03-18T16:00")

    def test_it_is_thanked_for_and_told(self, searching: Terminal) -> None:
        with_ben = ("--with", "Ben Cole <ben.cole@northwind.example>", "--with", "Eve Ray")
        assert searching.types(*self.HELD, *with_ben) == "Noted on northwind.\n"
        (draft,) = searching.asks("plan", "--at", "2026-03-18T17:00")["drafts"]
        assert (draft["rule"], draft["to"]) == ("thank-you", "ben.cole@northwind.example")
        told = prose(searching.types("show", "northwind"))
        assert "You noted an interview with Ben Cole and Eve Ray on 2026-03-18 14:00 that no mail tells of" in told

    def test_what_is_said_beside_it_is_noted_too(self, searching: Terminal) -> None:
        searching.types("note", "northwind", "topic: the billing system", *self.HELD[2:])
        assert "topic: the billing system" in searching.types("show", "northwind")

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("--held", "2026-03-18 15:30"), "is not over yet"),
            (("--held", "yesterday"), "is not a time"),
            (("--held", "2026-03-18 14:00", "--contact", "phone"), "a note of its own"),
            (("--held", "2026-03-18 14:00", "--wants", "no-show"), "a note of its own"),
            (("--held", "2026-03-18 14:00", "--with", "Ann <ann>, @"), "names nobody"),
            (("--held", "2026-03-18 14:00", "--with", "sam@example.org"), "your own address"),
            (("--with", "Ann Lee"), "add --held"),
        ],
    )
    def test_what_makes_no_sense_is_refused_in_a_sentence(
        self, searching: Terminal, words: tuple[str, ...], says: str
    ) -> None:
        told = searching.types("note", "northwind", *words, "--at", "2026-03-18T16:00", expect=2)
        assert says in prose(told)
