"""Trust rests on the provider's own results, found by a configured anchor; everything unclear is not verified."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading.message import Message
from agent.reading.model import Address, Envelope, Trust
from agent.reading.parsing.trust import WITHOUT_ID, aligned, organisational_domain, trust_of

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
MX = "mx.google.com"


def message(*results: str, sender: str = "ann@acme.com") -> Message:
    address = Address("Ann", sender) if sender else None
    envelope = Envelope(fingerprint="f", received_at=NOW, sender=address)
    return Message(envelope=envelope, text="", headers=tuple(("authentication-results", value) for value in results))


@pytest.mark.parametrize(
    "value", ["mx.google.com; dmarc=pass header.from=acme.com", "mx.google.com; dmarc=fail header.from=acme.com"]
)
def test_without_an_anchor_nothing_is_known(value: str) -> None:
    assert trust_of(message(value), None) is Trust.UNKNOWN
    assert trust_of(message(value), "") is Trust.UNKNOWN


@pytest.mark.parametrize(
    "value",
    [
        "mx.google.com; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=acme.com",
        "MX.Google.com 1; spf=pass smtp.mailfrom=x.example; dmarc=pass header.from=Acme.com",
        "mx.google.com;\r\n dkim=pass header.i=@mail.acme.com header.s=s1 header.b=abc",
        "mx.google.com; dkim=pass (2048-bit key) header.d=acme.com",
        'mx.google.com; dkim=pass reason="good; signature" header.d=acme.com',
        "mx.google.com; dkim=fail header.d=acme.com; dkim=pass header.d=acme.com",
        "mx.google.com; dkim/1=pass header.d=acme.com",
    ],
)
def test_an_aligned_pass_under_the_anchor_verifies(value: str) -> None:
    assert trust_of(message(value), MX) is Trust.VERIFIED


@pytest.mark.parametrize(
    "value",
    [
        "mx.google.com; spf=pass smtp.mailfrom=acme.com",
        "mx.google.com; dkim=pass header.d=evil.example",
        "mx.google.com; dmarc=pass header.from=evil.example",
        "mx.google.com; dmarc=pass",
        "mx.google.com; dmarc=none header.from=acme.com",
        "mx.google.com; none",
        "other.example; dmarc=pass header.from=acme.com",
        "mx.google.com.evil.example; dmarc=pass header.from=acme.com",
        "dmarc=pass header.from=acme.com",
        "mx.google.com; spf=pass (dmarc=pass header.from=acme.com) smtp.mailfrom=x.example",
        'mx.google.com; spf=pass smtp.mailfrom="a; dmarc=pass header.from=acme.com"@x.example',
        'mx.google.com; spf=pass smtp.mailfrom="a\\"; dmarc=pass header.from=acme.com',
        "mx.google.com; spf=pass smtp.mailfrom=x (; dmarc=pass header.from=acme.com",
        "mx.google.com; spf=pass ); dmarc=pass header.from=acme.com",
        "mx.google.com; x=pass; spf=pass smtp.mailfrom=a\\; dmarc=pass header.from=acme.com\\",
        "(mx.google.com) evil.example; dmarc=pass header.from=acme.com",
        "mx.google.com; dkim=pass header.from=acme.com",
        "mx.google.com; dmarc=passed header.from=acme.com; dkim=pass-ish header.d=acme.com",
        "mx.google.com; " + "(" * 5000 + "; dmarc=pass header.from=acme.com",
        "mx.google.com; dmarc=pass header.from=acme.com " + "x" * 4096,
        "",
    ],
)
def test_anything_else_does_not(value: str) -> None:
    assert trust_of(message(value), MX) is Trust.UNVERIFIED


@pytest.mark.parametrize(
    "values",
    [
        ("mx.google.com; dmarc=fail header.from=acme.com",),
        ("mx.google.com; dkim=pass header.d=acme.com; dmarc=fail header.from=acme.com",),
        ("mx.google.com; dmarc=fail header.from=acme.com", "mx.google.com; dmarc=pass header.from=acme.com"),
        ("mx.google.com; dmarc=pass header.from=acme.com", "mx.google.com; dmarc=permerror"),
    ],
)
def test_a_dmarc_failure_wins_over_every_pass(values: tuple[str, ...]) -> None:
    assert trust_of(message(*values), MX) is Trust.FAILED


def test_results_below_another_servers_do_not_count_and_a_run_of_the_anchors_does() -> None:
    forged = "mx.google.com; dmarc=pass header.from=acme.com"
    assert trust_of(message("relay.example; spf=pass", forged), MX) is Trust.UNVERIFIED
    assert trust_of(message("mx.google.com; spf=pass", forged), MX) is Trust.VERIFIED


def test_results_without_a_server_count_only_topmost_and_only_under_that_anchor() -> None:
    microsoft = (
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=acme.com;dmarc=pass action=none header.from=acme.com;x=y"
    )
    assert trust_of(message(microsoft), WITHOUT_ID) is Trust.VERIFIED
    assert trust_of(message(microsoft), MX) is Trust.UNVERIFIED
    assert trust_of(message("mx.evil.example; dmarc=pass header.from=acme.com"), WITHOUT_ID) is Trust.UNVERIFIED
    assert trust_of(message("spf=none", microsoft), WITHOUT_ID) is Trust.UNVERIFIED
    assert trust_of(message(), WITHOUT_ID) is Trust.UNVERIFIED


def test_without_a_sender_nobody_is_verified() -> None:
    assert trust_of(message("mx.google.com; dmarc=pass header.from=acme.com", sender=""), MX) is Trust.UNVERIFIED
    assert trust_of(message("mx.google.com; dmarc=pass header.from=acme.com", sender="ann@"), MX) is Trust.UNVERIFIED


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("acme.com", "mail.hr.acme.com", True),
        ("ACME.com.", "acme.com", True),
        ("acme.co.uk", "other.co.uk", False),
        ("co.uk", "co.uk", False),
        ("a.github.io", "b.github.io", False),
        ("bücher.de", "xn--bcher-kva.de", True),
        ("acme", "acme", False),
        ("", "", False),
        ("a..b", "a..b", False),
    ],
)
def test_an_organisation_ends_where_its_public_suffix_begins(one: str, other: str, same: bool) -> None:
    assert aligned(one, other) is same


def test_the_organisation_of_a_domain_has_its_ascii_name() -> None:
    assert organisational_domain("mail.bücher.de") == "xn--bcher-kva.de"


PIECES = st.sampled_from(
    [*list('();"\\= .@'), "dmarc", "pass", "header.from", "acme.com", "mx.google.com", "spf", "smtp.mailfrom"]
)


@given(st.lists(PIECES, max_size=40))
def test_what_a_sender_can_put_into_a_comment_or_a_quotation_never_verifies(pieces: list[str]) -> None:
    inner = "".join(pieces)
    quoted = inner.replace("\\", "\\\\").replace('"', '\\"')
    comment = "".join(c for c in inner if c not in "()\\")
    assert trust_of(message(f'{MX}; spf=pass smtp.mailfrom="{quoted}"@evil.example'), MX) is Trust.UNVERIFIED
    assert trust_of(message(f"{MX}; spf=pass ({comment}) smtp.mailfrom=evil.example"), MX) is Trust.UNVERIFIED
    trust_of(message(inner), MX)
    trust_of(message(inner), WITHOUT_ID)
