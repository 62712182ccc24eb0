"""`note --offer` and `note --referee`: what the user tells of offers and references shows in the next plan."""

from __future__ import annotations

import pytest

from agent.ledger import open_ledger
from agent.tracking import Application, Form, Noted, Offer, RefereeNamed, replay
from tests.cli.search import at
from tests.cli.terminal import Terminal

AT = ("--at", "2026-03-18T10:00")
MORNING = ("--at", "2026-03-19T10:00")
JO = "Jo Field <jo@home.example>"


def application(terminal: Terminal, name: str) -> Application:
    with open_ledger(terminal.ledger, read_only=True) as ledger:
        return replay(ledger.events())[name]


def offer(terminal: Terminal, name: str = "kestrel-energy") -> Offer:
    found = application(terminal, name).offer
    assert found is not None
    return found


def prose(told: str) -> str:
    """The text without its line ends."""
    return " ".join(told.split())


def knows(terminal: Terminal, *tables: str) -> None:
    """Put more into the config."""
    terminal.config.write_text(terminal.config.read_text() + "\n" + "\n".join(tables) + "\n")


class TestAnOffer:
    def test_a_day_alone_is_the_end_of_business_by_the_users_clock(self, searching: Terminal) -> None:
        words = ("--offer", "written", "--answer-by", "2026-04-01")
        told = searching.types("note", "kestrel", "it came by post", *words, *AT)
        assert told == "Noted on kestrel-energy.\n"
        known = offer(searching)
        assert (known.form, known.answer_by, known.conditional) == (Form.WRITTEN, at("2026-04-01T17:00+01:00"), False)
        assert application(searching, "kestrel-energy").notes[-1].text == "it came by post"

    @pytest.mark.parametrize(
        ("written", "meant"),
        [("2026-04-01 12:00", "2026-04-01T12:00+01:00"), ("2026-03-27T12:00-04:00", "2026-03-27T16:00+00:00")],
    )
    def test_a_time_of_day_is_the_users_too_unless_it_names_an_offset(
        self, searching: Terminal, written: str, meant: str
    ) -> None:
        searching.types("note", "kestrel", "", "--offer", "written", "--answer-by", written, "--conditional", *AT)
        assert (offer(searching).answer_by, offer(searching).conditional) == (at(meant), True)
        assert application(searching, "kestrel-energy").notes == ()

    def test_a_written_one_is_told_to_who_has_interviewed(self, searching: Terminal) -> None:
        searching.types("note", "kestrel", "", "--offer", "written", "--answer-by", "2026-03-27", *AT)
        plan = searching.asks("plan", *MORNING)
        assert ("northwind", "offer-elsewhere") in [(d["application"], d["rule"]) for d in plan["drafts"]]

    @pytest.mark.parametrize("form", [("verbal",), ("written", "--conditional")])
    def test_any_other_is_not(self, searching: Terminal, form: tuple[str, ...]) -> None:
        searching.types("note", "kestrel", "", "--offer", *form, "--answer-by", "2026-03-27", *AT)
        plan = searching.asks("plan", *MORNING)
        rules = {d["rule"] for d in (*plan["drafts"], *plan["held"], *plan["upcoming"])}
        assert "offer-elsewhere" not in rules

    def test_nor_where_the_user_would_not_rather_work(self, searching: Terminal) -> None:
        searching.types("note", "kestrel", "", "--offer", "written", "--answer-by", "2026-03-27", *AT)
        searching.types("correct", "northwind", "--preferred", "no")
        assert "offer-elsewhere" not in {d["rule"] for d in searching.asks("plan", *MORNING)["drafts"]}

    def test_one_that_was_told_on_the_telephone_is_a_contact_too(self, searching: Terminal) -> None:
        words = ("--offer", "verbal", "--contact", "phone", "--by", "them")
        searching.types("note", "northwind", "Ann rang with an offer", *words, *AT)
        (note,) = application(searching, "northwind").notes
        assert (note.contact, note.by) == ("phone", "them")
        assert offer(searching, "northwind").form is Form.VERBAL

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("--answer-by", "2026-03-27"), "add --offer written or --offer verbal"),
            (("--conditional",), "--conditional says more of an offer"),
            (("--offer", "written", "--answer-by", "Friday"), "'Friday' is no time"),
            (("--offer", "written", "--answer-by", "2026-03-01"), "is over when the offer is made"),
        ],
    )
    def test_a_slip_is_told_and_nothing_noted(self, searching: Terminal, words: tuple[str, ...], says: str) -> None:
        before = application(searching, "kestrel-energy")
        assert says in prose(searching.types("note", "kestrel", "x", *words, *AT, expect=2))
        assert application(searching, "kestrel-energy") == before


class TestAReferee:
    def test_they_hear_from_the_user_at_once(self, searching: Terminal) -> None:
        searching.types("note", "northwind", "the billing system", "--referee", JO, *AT)
        named = application(searching, "northwind").referees
        assert named == (
            RefereeNamed("northwind", at("2026-03-18T10:00"), "Jo Field", "jo@home.example", "the billing system"),
        )
        drafts = searching.asks("plan", *MORNING)["drafts"]
        assert ("reference-headsup", "jo@home.example") in [(d["rule"], d["to"]) for d in drafts]

    @pytest.mark.parametrize("who", ["Jo Field", "jo field", "Jo Field <jo@home.example>", "jo@home.example"])
    def test_a_name_that_stands_in_the_config_needs_no_address(self, searching: Terminal, who: str) -> None:
        knows(searching, '[referees."Jo Field"]', 'address = "jo@home.example"', 'about = "how I work with others"')
        searching.types("note", "northwind", "", "--referee", who, *AT)
        (named,) = application(searching, "northwind").referees
        assert (named.name, named.address, named.points) == ("Jo Field", "jo@home.example", "how I work with others")

    def test_what_is_said_here_goes_before_what_stands_there(self, searching: Terminal) -> None:
        knows(searching, '[referees."Jo Field"]', 'address = "jo@home.example"', 'about = "how I work with others"')
        searching.types("note", "northwind", "the billing system", "--referee", "Jo Field <jo@new.example>", *AT)
        (named,) = application(searching, "northwind").referees
        assert (named.address, named.points) == ("jo@new.example", "the billing system")

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("--referee", "Lou Hart"), "'Lou Hart' has no address"),
            (("--referee", "Lou <lou>"), "has no address"),
            (("--referee", "Sam Doe <sam@example.org>"), "is your own address"),
            (("--referee", "Ann Lee <Ann.Lee@northwind.example>"), "wrote to you about this job"),
            (("--referee", JO, "--offer", "written"), "--referee is a note of its own"),
            (("--referee", JO, "--contact", "phone"), "--referee is a note of its own"),
        ],
    )
    def test_a_slip_is_told_and_nobody_named(self, searching: Terminal, words: tuple[str, ...], says: str) -> None:
        assert says in prose(searching.types("note", "northwind", "", *words, *AT, expect=2))
        assert application(searching, "northwind").referees == ()

    def test_whom_the_config_knows_is_said_with_the_slip(self, searching: Terminal) -> None:
        knows(searching, '[referees."Jo Field"]', 'address = "jo@home.example"')
        told = prose(searching.types("note", "northwind", "", "--referee", "Jo Fields", *AT, expect=2))
        assert "there you have Jo Field" in told


def test_leave_is_taken_by_saying_how_it_ended(searching: Terminal) -> None:
    searching.types("note", "kestrel", "", "--offer", "written", *AT)
    searching.types("close", "kestrel", "--outcome", "accepted", "--at", "2026-03-18T11:00")
    drafts = searching.asks("plan", *MORNING)["drafts"]
    assert [(d["application"], d["rule"]) for d in drafts] == [("northwind", "withdraw-elsewhere")]


def test_news_are_an_ordinary_note(searching: Terminal) -> None:
    searching.types("note", "oldcastle", "news: I passed the exam", *AT)
    assert application(searching, "oldcastle-insurance").notes == (
        Noted("oldcastle-insurance", at("2026-03-18T10:00"), "news: I passed the exam"),
    )
