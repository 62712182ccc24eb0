"""A domain that resembles a known one is told by the trick it uses; honest neighbours are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading.deceit.lookalike import (
    KnownDomains,
    Trick,
    looks_like,
    mixed_words,
    mixes_scripts,
    one_edit,
    skeleton,
)

KNOWN = frozenset({"acme.com", "paypal.com", "harbour-line.co.uk", "microsoft.com", "greenhouse-mail.io", "bmw.de"})


@pytest.mark.parametrize(
    ("domain", "of", "trick"),
    [
        ("paypa1.com", "paypal.com", Trick.SHAPES),
        ("paypaI.com".lower(), "paypal.com", Trick.SHAPES),
        ("rnicrosoft.com", "microsoft.com", Trick.SHAPES),
        ("micr0s0ft.net", "microsoft.com", Trick.SHAPES),
        ("p\u0430ypal.com", "paypal.com", Trick.SHAPES),
        ("xn--pypal-4ve.com", "paypal.com", Trick.SHAPES),
        ("harbourline.co.uk", "harbour-line.co.uk", Trick.SHAPES),
        ("acme.co", "acme.com", Trick.ENDING),
        ("acme.com.evil.example", "acme.com", Trick.INSIDE),
        ("mail.acme.com.jobs-portal.net", "acme.com", Trick.INSIDE),
        ("microsofft.com", "microsoft.com", Trick.SPELLING),
        ("micorsoft.com", "microsoft.com", Trick.SPELLING),
        ("greenhouse-mails.io", "greenhouse-mail.io", Trick.SPELLING),
        ("acme-careers.com", "acme.com", Trick.ADDED),
        ("hr-acme.net", "acme.com", Trick.ADDED),
        ("acmejobs.com", "acme.com", Trick.ADDED),
        ("mail.acme-recruitment.org", "acme.com", Trick.ADDED),
    ],
)
def test_a_domain_that_resembles_a_known_one_is_told_with_its_trick(domain: str, of: str, trick: Trick) -> None:
    like = looks_like(domain, KNOWN)
    assert like is not None
    assert (like.of, like.trick) == (of, trick)


@pytest.mark.parametrize(
    "domain",
    [
        "acme.com",
        "mail.hr.acme.com",
        "acme.de",  # a branch abroad has the same name
        "acme-group.com",  # so has a parent company
        "acne.com",  # a short name has honest neighbours
        "acmedical.com",
        "paypalace.com",
        "bmw-jobs.de",  # three letters say too little
        "example.org",
        "localhost",
        "",
        "a..b",
        "com",
        "xn--.com",
        "xn--99999999999999999.com",
    ],
)
def test_a_domain_that_is_known_or_merely_near_is_left_alone(domain: str) -> None:
    assert looks_like(domain, KNOWN) is None


@given(st.text(max_size=80), st.sets(st.sampled_from(sorted(KNOWN))))
def test_no_text_makes_it_raise_and_what_is_known_resembles_nothing(text: str, known: set[str]) -> None:
    looks_like(text, known)
    mixes_scripts(text)
    mixed_words(text)
    skeleton(text)
    assert all(looks_like(domain, known) is None for domain in known)


@given(st.text("abc", min_size=1, max_size=12), st.integers(0, 11), st.sampled_from("abc"))
def test_one_edit_is_what_one_edit_makes(word: str, at: int, letter: str) -> None:
    at %= len(word)
    added, gone, other = word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    for edited in (added, gone, other, swapped):
        assert one_edit(word, edited) is (edited != word)
        assert one_edit(edited, word) is (edited != word)
    assert not one_edit(word, word + "xx")


def test_letters_of_two_scripts_in_one_word_are_no_accident() -> None:
    assert mixed_words("Rеcruiter at Acme")  # noqa: RUF001 - a Cyrillic letter
    assert not mixed_words("Яндекс Team")
    assert not mixed_words("株式会社Acme Müller")
    assert mixes_scripts("xn--pypal-4ve.com")
    assert not mixes_scripts("xn--bcher-kva.de")


@given(
    st.sampled_from(sorted(KNOWN)),
    st.integers(0, 20),
    st.sampled_from(["", "a", "0", "rn", "-jobs", ".com.evil", "careers"]),
    st.integers(0, 2),
    st.sampled_from(["", "mail.", "jobs-", "www.acme.com."]),
)
def test_a_domain_looks_like_none_of_the_known_ones_but_those_near_it(
    domain: str, at: int, put: str, left_out: int, before: str
) -> None:
    asked = before + domain[:at] + put + domain[at + left_out :]
    assert looks_like(asked, KnownDomains(KNOWN).near(asked)) == looks_like(asked, KNOWN)
