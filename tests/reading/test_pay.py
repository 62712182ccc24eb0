"""What an offer pays and when the work begins: told from every other sum and day, and absent in all other mail."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.handmade import letter, understand

OFFER = "We are delighted to offer you the position of Baker. "

SALARIES: list[tuple[str, str | None]] = [
    ("Your salary will be £41,000 a year.", "£41,000 a year"),
    ("Base: $148,000, paid twice a month. A sign-on bonus of $7,500 follows.", "$148,000"),
    ("The rate is 63 EUR per hour.", "63 EUR per hour"),
    ("You get 48k euros gross.", "48k euros gross"),
    ("A relocation allowance of £5,000 is paid on your first day.", None),
    ("We are a team of 40.", None),
    ("The office is lovely.", None),
]


@pytest.mark.parametrize(("text", "expected"), SALARIES)
def test_the_pay_is_the_sum_that_words_or_periods_make_it(text: str, expected: str | None) -> None:
    salary = understand(letter(OFFER + text)).facts.salary
    assert (salary.value if salary else None) == expected
    assert salary is None or salary.value in salary.quote


STARTS: list[tuple[str, date | None]] = [
    ("Your start date is Monday 4 May 2026.", date(2026, 5, 4)),
    ("We would like you to start on 1 June.", date(2026, 6, 1)),
    ("Mondays off to start with.", None),
    ("Please sign by 20 March 2026.", None),
    ("You start whenever your notice is up.", None),
]


@pytest.mark.parametrize(("text", "expected"), STARTS)
def test_the_first_day_is_a_date_behind_a_word_for_it(text: str, expected: date | None) -> None:
    starts = understand(letter(OFFER + text)).facts.starts
    assert (starts.start if starts else None) == expected
    assert starts is None or starts.quote in text


def test_only_an_offer_pays() -> None:
    text = "We have received your application for the role. The salary is £41,000 a year and the start date 4 May 2026."
    facts = understand(letter(text)).facts
    assert (facts.salary, facts.starts) == (None, None)
