"""What the domain of an address tells, and what it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.tracking import is_relay, same_organisation
from agent.tracking.domains import Fit, fit, labels, own_domain


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("mail.acme.co.uk", "acme.co.uk", True),
        ("ACME.example", "jobs.acme.example", True),
        ("acme.co.uk", "other.co.uk", False),
        ("gmail.com", "gmail.com", False),
        ("", "", False),
        ("co.uk", "co.uk", False),
    ],
)
def test_an_organisation_is_what_stands_under_the_public_suffix(one: str, other: str, *, same: bool) -> None:
    assert same_organisation(one, other) is same


@pytest.mark.parametrize(
    ("domain", "relay"),
    [
        ("hire.lever.co", True),
        ("eu.hire.lever.co", True),
        ("lever.co", False),
        ("us.greenhouse-mail.io", True),
        ("notgreenhouse-mail.io", False),
        ("", False),
    ],
)
def test_a_relay_sends_for_many_employers(domain: str, *, relay: bool) -> None:
    assert is_relay(domain) is relay
    assert bool(own_domain(f"x@{domain}")) is (not relay and bool(domain))


@pytest.mark.parametrize(
    ("address", "organisation", "expected"),
    [
        ("ann@kestrel-energy.example", "Kestrel Energy plc", Fit.WHOLE),
        ("ann@mail.bramblefinch.example", "Bramble & Finch", Fit.WHOLE),
        ("ann@acme-careers.example", "Acme", Fit.WHOLE),
        ("ann@joinacme.example", "Acme", Fit.WHOLE),
        ("ann@harbourline.example", "Harbourline Logistics", Fit.BEGINNING),
        ("ann@first.example", "First Light", Fit.NONE),
        ("ann@acme.example", "Globex", Fit.NONE),
        ("ann@acme.example", "", Fit.NONE),
        ("acme@gmail.com", "Acme", Fit.NONE),
        ("acme@hire.lever.co", "Acme", Fit.NONE),
        ("", "Acme", Fit.NONE),
    ],
)
def test_a_domain_fits_a_name_wholly_partly_or_not(address: str, organisation: str, expected: Fit) -> None:
    assert fit(address, organisation) is expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_address_and_no_name_is_too_strange(address: str, name: str) -> None:
    assert fit(address, name) in Fit
    assert "" not in labels(address)
