"""`debrief`: asked at the terminal, given in one go, filled in elsewhere, and shown again."""

from __future__ import annotations

from agent.reading import QUESTIONS
from tests.cli.terminal import Terminal


def test_it_asks_every_question_and_keeps_what_was_answered(searching: Terminal) -> None:
    typed = ["Priya Shah, head of data", "Priya: the billing system", *[""] * (len(QUESTIONS) - 2)]
    told = searching.types("debrief", "northwind", feeding="\n".join([*typed, ""]).encode())
    assert all(question in told for question in QUESTIONS.values())
    assert told.endswith("Kept 2 answers on northwind.\n")
    shown = searching.types("debrief", "northwind", "--show")
    assert "Priya: the billing system" in shown
    assert "hardest" not in shown


def test_a_day_nobody_can_read_is_asked_for_again(searching: Terminal) -> None:
    before = list(QUESTIONS).index("next_step_by")
    typed = [*[""] * before, "soon", "2026-03-27", *[""] * (len(QUESTIONS) - before - 1)]
    told = searching.types("debrief", "northwind", feeding="\n".join([*typed, ""]).encode())
    assert "write the day as in 2026-03-27" in told
    (northwind,) = [a for a in searching.asks("status") if a["application"] == "northwind"]
    assert northwind["promised_by"] == "2026-03-27"


def test_answers_given_in_one_go_are_added_to_those_there_are(searching: Terminal) -> None:
    searching.types("debrief", "northwind", "--answer", "hardest=Why leave?")
    assert "Kept 2 answers" in searching.types("debrief", "northwind", "--answer", "interest=4")
    assert "There is no question 'hardset'" in searching.types(
        "debrief", "northwind", "--answer", "hardset=x", expect=2
    )
    assert "1 to 5" in searching.types("debrief", "northwind", "--answer", "interest=much", expect=2)


def test_the_form_can_be_filled_in_elsewhere(searching: Terminal) -> None:
    form = searching.types("debrief", "northwind", "--form")
    question = f"[forgot] {QUESTIONS['forgot']}"
    filled = searching.home / "form.txt"
    filled.write_text(form.replace(question, f"{question}\nthe migration I led"))
    assert "Kept 1 answer on" in searching.types("debrief", "northwind", "--from", str(filled))
    filled.write_text("nothing of the kind")
    assert "no answer in that file" in searching.types("debrief", "northwind", "--from", str(filled), expect=2)


def test_an_interview_is_named_by_its_day(searching: Terminal) -> None:
    told = searching.types("debrief", "northwind", "--interview", "2026-01-01", "--answer", "who=Ann", expect=2)
    assert "No interview of northwind was on '2026-01-01'; there are those of" in told


def test_without_any_answer_nothing_is_kept(searching: Terminal) -> None:
    assert "nothing is kept" in searching.types("debrief", "northwind", feeding=b"\n" * len(QUESTIONS))
    assert "Nothing is written down" in searching.types("debrief", "northwind", "--show")


def test_the_plan_tells_what_to_do_and_how(searching: Terminal) -> None:
    told = searching.types("plan", "--at", "2026-03-13T10:00")
    assert "For you to do" in told
    assert "    afterword debrief northwind\n" in told
    errands = searching.asks("plan", "--at", "2026-03-13T10:00")["reminders"]
    assert ("northwind", "debrief_missing") in [(r["application"], r["errand"]) for r in errands]


def test_the_daily_letter_asks_for_it_too(searching: Terminal) -> None:
    told = searching.types("digest", "--at", "2026-03-13T10:00")
    assert told.startswith("Your search on Fri 13 Mar: ")
    assert "what you write down today serves your thank-you" in " ".join(told.split())
    assert searching.asks("digest", "--at", "2026-03-13T10:00")["text"] in told
