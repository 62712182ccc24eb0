"""Finding Drafts and Sent among what a server lists, in every tongue, and refusing to guess."""

from __future__ import annotations

import pytest
from imapclient import imap_utf7

from agent.mailstore.boxes import Listed, find, listed
from agent.ports import Box
from tests.mailstore.conftest import MakeStore
from tests.servers.dovecot import Dovecot, require_dovecot
from tests.servers.scripted import ScriptedServer, untagged


def boxes(*lines: bytes) -> tuple[Listed, ...]:
    return listed([[b"* LIST " + line] for line in lines])


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ((rb'(\HasNoChildren \Drafts) "/" "[Gmail]/Entw&APw-rfe"', rb'() "/" Drafts'), "[Gmail]/Entwürfe"),
        ((rb'(\drafts) "." INBOX.Concepten',), "INBOX.Concepten"),
        ((rb'() "/" INBOX', rb'() "/" Drafts'), "Drafts"),
        ((rb'() "." INBOX.Drafts',), "INBOX.Drafts"),
        ((rb'() "/" "Entw&APw-rfe"',), "Entwürfe"),
        ((rb'() "/" "Borradores"',), "Borradores"),
        (((b'() "/" "' + imap_utf7.encode("Черновики") + b'"'),), "Черновики"),
        (('() "/" "Entwürfe"'.encode(),), "Entwürfe"),
        ((rb'() NIL "Draft"',), "Draft"),
        ((rb'() "/" DRAFTS',), "DRAFTS"),
        ((rb'(\Drafts) "/" Old/Drafts', rb'(\Drafts) "/" Drafts'), "Drafts"),
    ],
)
def test_drafts_is_found_by_its_mark_or_else_by_its_name(lines: tuple[bytes, ...], name: str) -> None:
    assert find(Box.DRAFTS, boxes(*lines)).name == name


@pytest.mark.parametrize(
    "lines",
    [
        (rb'() "/" INBOX', rb'() "/" Archive'),
        (rb'(\Noselect) "/" Drafts',),
        (rb'(\NonExistent \Drafts) "/" Drafts',),
        (rb'() "/" Archive/2019/Drafts',),
        (rb'() "/" Projects/Drafts',),
        (rb'() "/" "My drafts of a novel"',),
        (),
    ],
)
def test_what_may_be_something_else_is_not_taken_for_drafts(lines: tuple[bytes, ...]) -> None:
    found = find(Box.DRAFTS, boxes(*lines))
    assert (found.name, found.raw) == ("", b"")
    assert found.how


def test_the_users_word_wins_over_the_mark_and_is_never_corrected() -> None:
    mailboxes = boxes(rb'(\Drafts) "/" Drafts', rb'() "/" "Entw&APw-rfe"')
    assert find(Box.DRAFTS, mailboxes, "Entwürfe").raw == b"Entw&APw-rfe"
    assert find(Box.DRAFTS, mailboxes, "Entw&APw-rfe").raw == b"Entw&APw-rfe"
    missing = find(Box.DRAFTS, mailboxes, "Entwuerfe")
    assert (missing.raw, "Entwuerfe" in missing.how) == (b"", True)


def test_the_drafts_of_others_are_not_ours() -> None:
    mailboxes = boxes(rb'(\Drafts) "/" "Other Users/ann/Drafts"', rb'() "/" Drafts')
    assert find(Box.DRAFTS, mailboxes, foreign=("Other Users/",)).name == "Drafts"


def test_sent_goes_by_many_names_and_inbox_by_one() -> None:
    mailboxes = boxes(rb'() "/" INBOX', rb'() "/" "Gesendete Elemente"')
    assert find(Box.SENT, mailboxes).name == "Gesendete Elemente"
    assert find(Box.INBOX, ()).raw == b"INBOX"


@pytest.mark.parametrize(
    ("pieces", "raw"),
    [
        ([rb'* LIST () "/" "a \"quoted\" \\ name"'], rb'a "quoted" \ name'),
        ([rb'* LIST () "/" {6}', b"Drafts", b""], b"Drafts"),
        ([rb'* LIST () "\\" 2024'], b"2024"),
        ([rb"* list (\marked) NIL inbox"], b"inbox"),
        ([rb'* LIST () "/" Drafts ("CHILDINFO" ("SUBSCRIBED"))'], b"Drafts"),
    ],
)
def test_names_are_kept_as_the_server_spells_them(pieces: list[bytes | None], raw: bytes) -> None:
    assert [mailbox.name for mailbox in listed([pieces])] == [raw]


def test_a_line_that_cannot_be_read_is_left_out() -> None:
    assert [m.name for m in listed([[b"* LIST nonsense"], [b"* OK fine"], [rb'* LIST () "/" INBOX']])] == [b"INBOX"]


def test_a_name_that_is_no_modified_utf7_is_shown_somehow() -> None:
    (mailbox,) = boxes(b'() "/" "a&b"')
    assert mailbox.shown


def test_the_namespaces_of_others_are_asked_for(make_store: MakeStore) -> None:
    answers = {
        "NAMESPACE": untagged(rb'NAMESPACE (("" "/")) (("Other/" "/")) NIL'),
        "LIST": untagged(rb'LIST (\Drafts) "/" Other/Drafts', rb'LIST () "/" Drafts'),
    }
    with ScriptedServer(answers, capabilities=b"IMAP4rev1 NAMESPACE") as server:
        assert "Drafts" in {found.name for found in make_store(server).mailboxes()}


@pytest.mark.parametrize("answer", [rb"NAMESPACE nonsense", rb"NAMESPACE NIL NIL NIL"])
def test_a_namespace_that_cannot_be_read_is_none(make_store: MakeStore, answer: bytes) -> None:
    with ScriptedServer({"NAMESPACE": untagged(answer)}, capabilities=b"IMAP4rev1 NAMESPACE") as server:
        assert len(make_store(server).mailboxes()) == 3


@pytest.mark.server
def test_localised_mailboxes_are_used_under_their_own_names(make_store: MakeStore) -> None:
    require_dovecot()
    names = '\n  mailbox "Entwürfe" {\n    auto = create\n  }\n  mailbox "Gesendet" {\n    auto = create\n  }\n'
    with Dovecot(mailboxes=names, extra="imap_capability = IMAP4rev1 UIDPLUS") as server:
        store = make_store(server)
        store.append(b"Subject: x\r\n\r\nx\r\n")
        assert len(store.drafts()) == 1
        assert store.all_mailboxes() == ("Entwürfe", "Gesendet", "INBOX")
