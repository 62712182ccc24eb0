"""`note --wants`, and what `correct` says of an application beside its names: it shows in the plan."""

from __future__ import annotations

import pytest

from agent.ledger import open_ledger
from agent.reading import Address, Facts, Kind, Meeting, Said, Slot
from agent.tracking import MailFiled, Wish, Wished
from tests.cli.search import PRIYA, at, letter
from tests.cli.terminal import Terminal

MONDAY = ("--at", "2026-03-16T10:00")


def prose(told: str) -> str:
    """The text without its line ends."""
    return " ".join(told.split())


def wished(terminal: Terminal) -> Wished:
    with open_ledger(terminal.ledger) as ledger:
        return next(e for e in reversed(ledger.events()) if isinstance(e, Wished))


def drafts(terminal: Terminal, when: str) -> list[str]:
    return [draft["rule"] for draft in terminal.asks("plan", "--at", when)["drafts"]]


@pytest.fixture
def invited(searching: Terminal) -> Terminal:
    """Northwind asks for a second interview, and Kestrel has fixed one."""
    ann = Address("Ann Lee", "ann.lee@northwind.example")
    invitation = letter("2026-03-16T09:00", ann, "A second interview", Kind.INTERVIEW_INVITE)
    slot = Slot(at("2026-03-18T14:00"), at("2026-03-18T15:00"), "Europe/London", "Wednesday, 14:00")
    fixed = letter(
        "2026-03-13T10:00",
        Address("Kim Park", "kim.park@kestrel.example"),
        "Your interview",
        Kind.INTERVIEW_SCHEDULED,
        facts=Facts(
            role=Said("Insight Analyst", "Insight Analyst"), meeting=Meeting(slot, "interview-2", people=(PRIYA,))
        ),
    )
    with open_ledger(searching.ledger) as ledger:
        filed = (
            MailFiled("northwind", invitation.at, invitation, "it belongs there"),
            MailFiled("kestrel-energy", fixed.at, fixed, "it belongs there"),
        )
        ledger.append_events(filed, recorded_at=at("2026-03-16T09:00"))
    return searching


def test_a_reply_is_drafted_with_the_times_the_user_types(invited: Terminal) -> None:
    told = invited.types(
        *("note", "northwind", "--wants", "reply", *MONDAY),
        *("--slot", "2026-03-24 10:00", "--slot", "2026-03-25 14:00-16:30"),
    )
    assert "Noted on northwind." in told
    assert "`afterword plan` shows the draft" in told
    assert drafts(invited, "2026-03-16T10:05") == ["schedule-reply"]
    wish = wished(invited)
    assert [(s.start, s.end) for s in wish.slots] == [
        (at("2026-03-24T10:00"), at("2026-03-24T11:00")),
        (at("2026-03-25T14:00"), at("2026-03-25T16:30")),
    ]
    assert {s.timezone for s in wish.slots} == {"Europe/London"}
    assert "2026-03-24 10:00; 2026-03-25 14:00" in prose(invited.types("show", "northwind"))


def test_an_interview_is_moved_with_a_reason_and_without_times_too(invited: Terminal) -> None:
    invited.types("note", "kestrel", "I have to be in court that day.", "--wants", "move", *MONDAY)
    assert drafts(invited, "2026-03-16T10:05") == ["reschedule"]
    assert (wished(invited).wish, wished(invited).reason) == (Wish.MOVE_INTERVIEW, "I have to be in court that day.")


def test_when_nobody_came_a_word_is_drafted_that_day_and_it_does_not_count_as_held(invited: Terminal) -> None:
    invited.types("note", "kestrel", "--wants", "no-show", "--at", "2026-03-18T14:25")
    assert drafts(invited, "2026-03-18T14:30") == ["no-show"]
    assert "not held" in prose(invited.types("why", "kestrel"))


def test_an_apology_is_drafted_for_an_interview_that_was_missed(invited: Terminal) -> None:
    invited.types("note", "kestrel", "--wants", "excuse", "--at", "2026-03-18T16:00")
    assert drafts(invited, "2026-03-18T16:05") == ["reschedule"]


def test_more_time_is_wished_for_until_a_day(invited: Terminal) -> None:
    invited.types(
        "note", "northwind", "I want to talk it over.", "--wants", "more-time", "--until", "2026-03-30", *MONDAY
    )
    assert str(wished(invited).until) == "2026-03-30"


def test_a_wish_whose_rule_is_off_says_so(invited: Terminal) -> None:
    invited.config.write_text('profile = "minimal"\n' + invited.config.read_text())
    told = prose(invited.types("note", "kestrel", "--wants", "move", *MONDAY))
    assert "Nothing will be drafted, though: the rule reschedule is off" in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--wants", "reply"), "which times suit you"),
        (("--slot", "2026-03-24 10:00"), "add --wants"),
        (("--until", "2026-03-24"), "add --wants"),
        (("--wants", "reply", "--slot", "Tuesday at ten"), "write it as"),
        (("--wants", "reply", "--slot", "2026-02-30 10:00"), "is not a day"),
        (("--wants", "reply", "--slot", "2026-03-24 25:00"), "not a time of day"),
        (("--wants", "reply", "--slot", "2026-03-24 10:00-09:00"), "ends before it begins"),
        (("--wants", "reply", "--slot", "2026-03-16 09:00"), "is over already"),
        (("--wants", "more-time", "--slot", "2026-03-24 10:00"), "--until 2026-03-30 instead"),
        (("--wants", "more-time", "--until", "2026-03-16"), "is over already"),
        (("--wants", "more-time", "--until", "soon"), "is not a day"),
        (("--wants", "no-show", "--until", "2026-03-30"), "belongs to --wants more-time"),
        (("--wants", "move"), "no interview ahead that could be moved"),
        (("--wants", "reply", "--slot", "2026-03-24 10:00", "--contact", "phone"), "note of its own"),
        ((), "what you note"),
    ],
)
def test_a_slip_is_told_and_nothing_is_noted(words: tuple[str, ...], says: str, invited: Terminal) -> None:
    with open_ledger(invited.ledger) as ledger:
        before = len(ledger.events())
    assert says in prose(invited.types("note", "northwind", *words, *MONDAY, expect=2))
    with open_ledger(invited.ledger) as ledger:
        assert len(ledger.events()) == before


def test_nobody_can_have_missed_an_interview_that_has_not_begun(invited: Terminal) -> None:
    told = invited.types("note", "kestrel", "--wants", "excuse", *MONDAY, expect=2)
    assert "has no interview that could have been missed" in prose(told)


def test_whom_the_user_names_is_asked_about_an_application(searching: Terminal) -> None:
    when = "2026-03-17T10:00"
    assert drafts(searching, when) == []
    searching.types("correct", "kestrel", "--contact", "Kim Park <kim.park@kestrel.example>")
    assert drafts(searching, when) == ["after-application"]
    searching.types("correct", "kestrel", "--closing", "2026-03-13")
    assert drafts(searching, when) == []
    searching.types("correct", "kestrel", "--closing", "none")
    assert drafts(searching, when) == ["after-application"]
    searching.types("correct", "kestrel", "--channel", "phone")
    assert drafts(searching, when) == []
    assert "the day the advert closes: none" in prose(searching.types("show", "kestrel"))


def test_an_agency_that_stands_between_is_named_and_taken_away_again(searching: Terminal) -> None:
    searching.types("correct", "northwind", "--agency", "Bright Talent", "--requisition", "NW-7", "--preferred", "no")
    told = prose(searching.types("show", "northwind"))
    assert "the agency: Bright Talent" in told
    assert "the number of the announcement: NW-7" in told
    searching.types("correct", "northwind", "--agency", "none")
    assert "the agency: none" in prose(searching.types("show", "northwind"))


def test_what_is_kept_open_is_never_filed_as_inactive(searching: Terminal) -> None:
    when = ("plan", "--at", "2028-03-17T10:00")
    assert "Kestrel Energy, Insight Analyst: filed as inactive" in prose(searching.types(*when))
    searching.types("correct", "kestrel", "--keep-open", "yes")
    assert "Kestrel Energy, Insight Analyst: filed as inactive" not in prose(searching.types(*when))


def test_a_contact_without_an_address_is_none(searching: Terminal) -> None:
    assert "names no address" in prose(searching.types("correct", "kestrel", "--contact", "Kim Park", expect=2))
