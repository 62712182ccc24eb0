"""The measurements count what they say: a score that flatters is worse than none."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from agent.reading import Facts, Kind, Said, Slot, Span
from agent.reading.model import Meeting
from tests.bench import reading, scoring
from tests.bench.scoring import Outcome
from tests.labelled import SAM, Expected, Labelled, labelled

AT = datetime(2026, 3, 19, 14, 0, tzinfo=UTC)


def message(label: Kind, expected: Expected | None = None, *, also: frozenset[Kind] = frozenset()) -> Labelled:
    return Labelled(
        "one", b"", label, also, "here", "ours", "en", SAM, AT, complete=True, expected=expected or Expected()
    )


def told(label: Kind, said: Kind, confidence: float = 0.9, *, also: frozenset[Kind] = frozenset()) -> Outcome:
    return Outcome(message(label, also=also), said, confidence, Facts())


def stating(expected: Expected, found: Facts) -> dict[str, scoring.FactScore]:
    return scoring.facts([Outcome(message(Kind.INTERVIEW_SCHEDULED, expected), Kind.INTERVIEW_SCHEDULED, 0.9, found)])


def test_unsure_costs_recall_and_never_precision() -> None:
    counts = scoring.confusion(
        [told(Kind.OFFER, Kind.OFFER), told(Kind.OFFER, Kind.UNSURE), told(Kind.NOT_JOB, Kind.NOT_JOB)]
    )
    assert scoring.precision(counts, Kind.OFFER).share == 1
    assert scoring.recall(counts, Kind.OFFER).share == 0.5
    assert scoring.macro_f1(counts) == pytest.approx((2 / 3 + 1) / 2)


def test_another_acceptable_kind_is_right() -> None:
    allowed = frozenset({Kind.INTERVIEW_INVITE})
    counts = scoring.confusion([told(Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_INVITE, also=allowed)])
    assert scoring.f1(counts, Kind.INTERVIEW_SCHEDULED) == 1


def test_only_ordinary_mail_that_moves_something_is_a_false_move() -> None:
    outcomes = [
        told(Kind.NOT_JOB, Kind.OFFER),
        told(Kind.NOT_JOB, Kind.UNSURE),
        told(Kind.NOT_JOB, Kind.JOB_ALERT),
        told(Kind.ACKNOWLEDGEMENT, Kind.OFFER),
    ]
    assert [o.kind for o in scoring.false_moves(outcomes)] == [Kind.OFFER]
    assert scoring.ordinary(outcomes) == 3


def test_confidence_is_compared_with_how_often_it_was_right() -> None:
    outcomes = [told(Kind.OFFER, Kind.OFFER, 0.9), told(Kind.REJECTION, Kind.OFFER, 0.9)]
    outcomes += [told(Kind.NOT_JOB, Kind.NOT_JOB, 1.0)] * 50
    bands = scoring.calibration(outcomes)
    assert bands == [(0.9, 0.5, 2)]
    assert scoring.calibration_error(bands) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Acme", "ACME Ltd.", True),
        ("Harbour Line", "Harbour Line Shipping", True),
        ("Pricing Analyst (m/f/d)", "pricing analyst", True),
        ("Bell & Sons", "Bell and Sons", True),
        ("Acme", "Acme Weather Balloon Services", False),
        ("Acme", "Apex", False),
        ("", "Apex", False),
    ],
)
def test_names_are_the_same_without_their_trimmings(one: str, other: str, same: bool) -> None:
    assert scoring.same_name(one, other) is same


def test_a_fact_is_right_wrong_missing_or_invented() -> None:
    right = stating(Expected(company="Acme"), Facts(company=Said("Acme Ltd", "")))["company"]
    wrong = stating(Expected(company="Acme"), Facts(company=Said("Apex", "")))["company"]
    missing = stating(Expected(company="Acme"), Facts())["company"]
    invented = stating(Expected(), Facts(company=Said("Apex", "")))["company"]
    assert (right.recall, right.precision) == (1, 1)
    assert (wrong.recall, wrong.precision) == (0, 0)
    assert (missing.recall, missing.precision) == (0, None)
    assert (invented.recall, invented.precision) == (None, 0)


def test_an_interview_starts_at_one_instant_only() -> None:
    meeting = Meeting(Slot(AT, AT + timedelta(minutes=45), "UTC", ""), medium="video")
    expected = Expected(interview=(AT,), minutes=45, medium="video")
    scores = stating(expected, Facts(meeting=meeting))
    assert [scores[name].recall for name in ("interview start, text", "interview minutes", "interview medium")] == [
        1
    ] * 3
    late = stating(Expected(interview=(AT + timedelta(hours=1),)), Facts(meeting=meeting))
    assert late["interview start, text"].recall == 0


def test_a_time_in_words_is_compared_as_far_as_it_goes() -> None:
    meeting = Meeting(Slot(AT, AT, None, ""))
    said = {when: stating(Expected(when=when), Facts(meeting=meeting)) for when in ("Thu 14:00", "Thu 03-20 14:00")}
    assert said["Thu 14:00"]["interview time, as said"].recall == 1
    assert said["Thu 03-20 14:00"]["interview time, as said"].recall == 0


def test_the_end_of_a_promise_counts() -> None:
    found = Facts(promise=Span(date(2026, 3, 10), date(2026, 3, 20), ""))
    assert stating(Expected(promised_by=date(2026, 3, 20)), found)["promise"].recall == 1
    assert stating(Expected(promised_by=date(2026, 3, 10)), found)["promise"].recall == 0


def test_a_corpus_and_letters_are_read_alike_and_reported_whole(tmp_path: Path) -> None:
    rows = [
        {
            "id": "a",
            "label": "rejection",
            "kind": "real",
            "text": "You were not selected for the position.",
            "from": "Ann",
        },
        {"id": "b", "label": "not_job", "kind": "synthetic", "text": "Dinner?", "from": "b@c.example", "source": "s"},
    ]
    (tmp_path / "mail.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "en-one.toml").write_text(
        'language = "en"\n[[letter]]\nkind = "offer"\nfrom = "Ann <ann@acme.example>"\nsubject = "Offer"\n'
        'date = "2026-03-09T10:12:00+00:00"\ncompany = "Acme"\n'
        'body = "We are delighted to offer you the position of Botanist at Acme."\n',
        "utf-8",
    )
    titles = [title for title, _ in reading.collections([tmp_path, letters])]
    assert titles == [f"{tmp_path.name}, real mail", f"{tmp_path.name}, made-up mail", tmp_path.name, "letters"]
    outcomes = reading.read(labelled(tmp_path)) + reading.read(labelled(letters))
    assert [o.right for o in outcomes] == [True, True, True]
    text = "\n".join(reading.report("all", outcomes, mistakes=True))
    assert "macro-F1 1.000 over 3 kinds" in text
    assert "false moves 0 of 1 ordinary mails" in text
    assert "| `offer`: precision, recall | 1.000, 1.000 |" in reading.short_table([("all", outcomes)])


def test_a_folder_without_mail_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="neither"):
        labelled(tmp_path)


def test_a_readme_quotes_the_table_between_its_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("before\n{}\nold\n{}\nafter\n".format(*reading.MARKS), "utf-8")
    reading.quote(readme, "| new |\n")
    assert readme.read_text("utf-8") == "before\n{}\n| new |\n{}\nafter\n".format(*reading.MARKS)
