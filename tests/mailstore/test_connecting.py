"""Connecting and logging in: over TLS or not at all, refused or merely delayed, and what the user is told."""

from __future__ import annotations

import base64
import ssl
from pathlib import Path

import pytest

from agent.errors import LoginRefused, ServerError, UserError
from agent.mailstore import Account, ImapMailstore, Throttled
from agent.mailstore.account import is_loopback
from tests.mailstore.conftest import IMPATIENT, QUICK, MakeStore, Server, digest
from tests.servers.dovecot import Dovecot, require_dovecot
from tests.servers.proxy import FaultProxy
from tests.servers.scripted import Peer, Reply, ScriptedServer, refusing, untagged

Certificate = tuple[Path, ssl.SSLContext]


@pytest.mark.server
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_real_server_is_reached_over_tls(make_store: MakeStore, security: str) -> None:
    require_dovecot()
    with Dovecot(tls=True) as server, FaultProxy(server.tls_port if security == "tls" else server.port) as proxy:
        store = make_store(server, proxy, security=security, ca_file=str(server.ca_file))
        store.connect()
        assert store.drafts() == ()
        assert server.password.encode() not in proxy.said
        assert b"LOGIN" not in proxy.said


@pytest.mark.server
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_nobody_vouches_for_ends_the_connection(make_store: MakeStore, security: str) -> None:
    require_dovecot()
    with Dovecot(tls=True) as server, FaultProxy(server.tls_port if security == "tls" else server.port) as proxy:
        with pytest.raises(ServerError, match="certificate cannot be trusted"):
            make_store(server, proxy, security=security).connect()
        assert b"LOGIN" not in proxy.said


@pytest.mark.parametrize(
    "answers",
    [
        {"STARTTLS": refusing(b"NO not today")},
        {"STARTTLS": lambda peer, tag, _: peer.send(tag + b" OK go\r\n* CAPABILITY IMAP4rev1 SMUGGLED\r\n")},
        {},
    ],
)
def test_without_its_tls_nothing_is_said_in_the_clear(
    make_store: MakeStore, answers: dict[str, Reply], loopback_certificate: Certificate
) -> None:
    offered = b"IMAP4rev1 STARTTLS" if answers else b"IMAP4rev1"
    with ScriptedServer(answers, capabilities=offered) as server:
        store = make_store(server, security="starttls", ca_file=str(loopback_certificate[0]))
        with pytest.raises(ServerError):
            store.connect()
        assert server.said(b"LOGIN") == server.said(b"AUTHENTICATE") == 0


@pytest.mark.parametrize("host", ["imap.example.org", "192.0.2.7", "localhost.example.org", ""])
def test_a_password_never_crosses_a_network_in_the_clear(host: str) -> None:
    with pytest.raises(UserError, match="starttls"):
        Account("personal", host, "sam", security="none")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "localhost", "127.9.9.9"])
def test_this_machine_is_known_by_its_names(host: str) -> None:
    assert is_loopback(host)


def test_a_wrong_password_is_refused_and_not_tried_again(server: Server) -> None:
    passwords = iter(["wrong", "asked twice"])
    account = Account("personal", server.host, server.user, port=server.port, security="none", timeouts=QUICK)
    store = ImapMailstore(account, lambda: next(passwords), digest)
    with pytest.raises(LoginRefused, match=r"refuses the log-in of sam@example\.org"):
        store.connect()
    assert next(passwords) == "asked twice"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", LoginRefused),
        (b"NO [ALERT] Application-specific password required", LoginRefused),
        (b"NO [WEBALERT https://accounts.example/signin] Web login required.", LoginRefused),
        (b"NO LOGIN failed.", LoginRefused),
        (b"NO [AUTHORIZATIONFAILED] no mailbox for you", LoginRefused),
        (b"BAD invalid command", LoginRefused),
        (b"NO [UNAVAILABLE] Temporary authentication failure.", ServerError),
        (b"NO [INUSE] mailbox is being moved", ServerError),
        (b"NO [ALERT] Too many simultaneous connections. (Failure)", Throttled),
        (b"NO [LIMIT] slow down", Throttled),
        (b"BAD User is authenticated but not connected.", ServerError),
        (b"NO Account exceeded bandwidth limits. (Failure)", Throttled),
        (b"BAD Request is throttled. Suggested Backoff Time: 5 seconds", Throttled),
    ],
)
def test_a_refused_log_in_is_told_from_a_server_that_is_busy(
    make_store: MakeStore, answer: bytes, error: type[Exception]
) -> None:
    with ScriptedServer({"LOGIN": refusing(answer)}) as server:
        with pytest.raises((LoginRefused, ServerError)) as raised:
            make_store(server).connect()
        assert type(raised.value) is error
        assert server.password not in str(raised.value)
        assert server.said(b"LOGIN") == 1


@pytest.mark.parametrize(
    "reply",
    [
        lambda peer, _, __: peer.hang_up(),
        lambda peer, _, __: peer.send(b"* BYE Too busy\r\n"),
        lambda peer, _, __: peer.send(b"nonsense\r\n"),
        lambda *_: None,
    ],
)
def test_a_connection_lost_at_the_log_in_is_no_refusal(make_store: MakeStore, reply: Reply) -> None:
    with ScriptedServer({"LOGIN": reply, "AUTHENTICATE": reply}) as server:
        for oauth in ("", "XOAUTH2"):
            with pytest.raises(ServerError):
                make_store(server, timeouts=IMPATIENT, oauth=oauth).connect()


@pytest.mark.parametrize("greeting", [b"* BYE too many connections\r\n", b"220 smtp ready\r\n", b""])
def test_something_else_than_an_imap_server_is_an_error(make_store: MakeStore, greeting: bytes) -> None:
    with ScriptedServer(greeting=greeting) as server, pytest.raises(ServerError):
        make_store(server, timeouts=IMPATIENT).connect()


class Sasl:
    """Takes one SASL response and answers so."""

    def __init__(self, answer: bytes, challenge: bytes = b"") -> None:
        self.responses: list[bytes] = []
        self._answer, self._challenge = answer, challenge

    def __call__(self, peer: Peer, tag: bytes, mechanism: bytes) -> None:
        peer.send(b"+ \r\n")
        self.responses.append(mechanism + b" " + base64.b64decode(peer.line()))
        if self._challenge:
            peer.send(b"+ " + base64.b64encode(self._challenge) + b"\r\n")
            self.responses.append(base64.b64decode(peer.line()))
        peer.send(tag + b" " + self._answer + b"\r\n")


@pytest.mark.parametrize(
    ("oauth", "response"),
    [
        ("XOAUTH2", b"XOAUTH2 user=sam\1auth=Bearer secret\1\1"),
        ("OAUTHBEARER", b"OAUTHBEARER n,a=sam,\1auth=Bearer secret\1\1"),
    ],
)
def test_an_access_token_is_presented_as_the_account_says(make_store: MakeStore, oauth: str, response: bytes) -> None:
    sasl = Sasl(b"OK welcome")
    with ScriptedServer({"AUTHENTICATE": sasl}) as server:
        make_store(server, oauth=oauth).connect()
        assert server.said(b"LOGIN") == 0
    assert sasl.responses == [response]


@pytest.mark.parametrize(("oauth", "acknowledged"), [("XOAUTH2", b""), ("OAUTHBEARER", b"\1")])
def test_a_refused_token_is_a_refused_log_in(make_store: MakeStore, oauth: str, acknowledged: bytes) -> None:
    sasl = Sasl(b"NO [AUTHENTICATIONFAILED] token expired", b'{"status":"400"}')
    with ScriptedServer({"AUTHENTICATE": sasl}) as server, pytest.raises(LoginRefused, match="token expired"):
        make_store(server, oauth=oauth).connect()
    assert sasl.responses[1:] == [acknowledged]


def test_a_password_beyond_ascii_goes_by_sasl(make_store: MakeStore) -> None:
    sasl = Sasl(b"OK welcome")
    with ScriptedServer({"AUTHENTICATE": sasl}) as server:
        server.password = "gehéim"
        make_store(server).connect()
    assert sasl.responses == ["PLAIN \0sam\0gehéim".encode()]


@pytest.mark.parametrize("secret", ["secret\n", "x\r\nA9 LOGOUT", "nul\0"])
def test_a_password_that_cannot_be_sent_is_refused_before_it_is(make_store: MakeStore, secret: str) -> None:
    with ScriptedServer() as server:
        server.password = secret
        with pytest.raises(LoginRefused, match="line break or control character"):
            make_store(server).connect()
        assert server.said(b"LOGIN") == 0


def test_what_a_server_offers_is_asked_again_after_the_log_in(make_store: MakeStore) -> None:
    offers = iter([b"IMAP4rev1 LOGIN-REFERRALS", b"IMAP4rev1 IDLE ID UIDPLUS"])

    def capability(peer: Peer, tag: bytes, _: bytes) -> None:
        peer.send(b"* CAPABILITY " + next(offers) + b"\r\n")
        peer.ok(tag)

    with ScriptedServer({"CAPABILITY": capability, "ID": untagged(b"ID NIL")}) as server:
        assert make_store(server).capabilities() == ("ID", "IDLE", "IMAP4REV1", "UIDPLUS")
        assert server.said(b"ID") == 1


def test_a_preauthenticated_connection_needs_no_password(make_store: MakeStore) -> None:
    with ScriptedServer(greeting=b"* PREAUTH welcome\r\n") as server:
        make_store(server).connect()
        assert server.said(b"LOGIN") == 0


def test_the_text_of_a_broken_response_is_never_shown(make_store: MakeStore) -> None:
    with ScriptedServer({"EXAMINE": lambda peer, _, __: peer.send(b"Dear Sam, the salary is 9\r\n")}) as server:
        with pytest.raises(ServerError) as raised:
            make_store(server, timeouts=QUICK).fence()
        assert "salary" not in str(raised.value)


def test_a_server_that_cannot_be_found_is_an_error_that_names_it(make_store: MakeStore) -> None:
    with ScriptedServer() as server:
        pass
    with pytest.raises(ServerError, match=rf"127\.0\.0\.1:{server.port}"):
        make_store(server).connect()
