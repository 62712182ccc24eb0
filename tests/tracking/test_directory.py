"""The directory finds applications by what is known of them now, and forgets names that were corrected."""

from __future__ import annotations

from agent.reading import Address, Kind
from agent.tracking import ApplicationOpened, Corrected, Directory, DraftPlaced, MailFiled
from tests.tracking.mails import APP, facts, mail, on


def grown() -> Directory:
    directory = Directory()
    directory.fold(ApplicationOpened(APP, on(0), "Acme Ltd", "Data Engineer", "added", "REQ-1234"))
    return directory


def test_it_is_a_mapping_of_applications() -> None:
    directory = grown()
    assert list(directory) == [APP]
    assert len(directory) == 1
    assert directory[APP].company == "Acme Ltd"
    assert directory.get("globex") is None


def test_an_application_is_found_by_each_of_its_names() -> None:
    directory = grown()
    (application,) = directory.at_organisation("ACME")
    assert directory.near_organisation("Acme Robotics") == (application,)
    assert directory.near_organisation("Acme") == directory.near_organisation("Apex Robotics") == ()
    assert directory.with_words_of_role("Senior Data Engineer") == (application,)
    assert directory.with_requisition("req 1234") == (application,)


def test_an_application_is_found_by_what_its_employers_domain_may_be_called() -> None:
    directory = Directory()
    application = directory.fold(ApplicationOpened(APP, on(0), "Harbour & Freight Ltd", "", "added"))
    for domain in ("harbour.example", "mail.harbourfreight.co.uk", "harbourfreight-careers.example"):
        assert directory.near_domain(f"ann@{domain}") == (application,)
    assert directory.near_domain("ann@freight.example") == directory.near_domain("harbour@gmail.com") == ()
    wrote = mail(Kind.EMPLOYER_REPLY, 1, sender=Address("Ann", "ann@hf-group.example"))
    known = directory.fold(MailFiled(APP, on(1), wrote, ""))
    assert directory.near_domain("max@hf-group.example") == (known,)


def test_an_application_without_any_employer_is_found_as_such_until_one_is_named() -> None:
    directory = Directory()
    nameless = directory.fold(ApplicationOpened(APP, on(0), "", "Cook", "added"))
    assert directory.nameless() == (nameless,)
    directory.fold(MailFiled(APP, on(1), mail(Kind.OFFER, 1, facts(company="Acme")), ""))
    assert directory.nameless() == ()


def test_a_longer_name_is_found_by_its_beginning() -> None:
    directory = Directory()
    application = directory.fold(ApplicationOpened(APP, on(0), "Acme Road Traps", "", "added"))
    assert directory.near_organisation("Acme") == directory.near_organisation("acme road") == (application,)


def test_a_corrected_name_is_forgotten() -> None:
    directory = grown()
    after = directory.fold(Corrected(APP, on(1), "company", "Globex"))
    assert directory.at_organisation("Acme") == ()
    assert directory.at_organisation("Globex") == (after,)


def test_a_draft_makes_its_message_and_its_recipient_known() -> None:
    directory = grown()
    after = directory.fold(DraftPlaced(APP, on(1), "acme/x/y/1", "x", "<d@x>", "Ann@acme.example", None))
    assert directory.in_thread("<d@x>") == directory.with_contact("ann@acme.example") == (after,)


def test_nothing_is_found_by_nothing() -> None:
    directory = grown()
    directory.fold(MailFiled(APP, on(1), mail(Kind.EMPLOYER_REPLY, 1, facts(), sender=None), ""))
    assert directory.in_thread("") == directory.at_organisation("") == directory.with_words_of_role("") == ()
    assert directory.with_requisition("") == directory.with_contact("") == directory.with_meeting("") == ()
