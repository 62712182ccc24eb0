"""Two ways to address a reader: which wording is for whom, and that a slip in a heading is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.writing import Templates, template_problems
from agent.writing.composing import draft_of
from agent.writing.lint import lint
from agent.writing.template import parse, wordings_for
from tests.writing.records import ME, PRIYA, SHIPPED, action, application, draft, one_template

SENTENCES = """\
vielen Dank für das Gespräch am {{ interview_date }} über die Stelle {{ role }} bei {{ company }}.
Ich freue mich nach wie vor sehr auf die Aufgabe und liefere gern alles nach, was noch fehlt, wenn es weiterhilft.
"""
FORMAL = (
    f"{{{{ greeting }}}},\n\n{SENTENCES}Können Sie mir sagen, wie es weitergeht?\n\nclosing: Mit freundlichen Grüßen\n"
)
FAMILIAR = f"{{{{ greeting }}}},\n\n{SENTENCES}Kannst du mir sagen, wie es weitergeht?\n\nclosing: Viele Grüße\n"
NEUTRAL = f"{{{{ greeting }}}},\n\n{SENTENCES}Gibt es schon etwas Neues?\n\nclosing: Viele Grüße\n"


def source(*wordings: tuple[str, str]) -> str:
    return "subject: Gespräch\n" + "".join(f"=== {heading}\n{text}" for heading, text in wordings)


def german(text: str) -> Templates:
    return Templates((*SHIPPED.sources, ("status_no_promise.de.txt", text)))


BOTH = source(("formal", FORMAL), ("familiar", FAMILIAR))


@pytest.mark.parametrize(
    ("familiar", "begins", "asks"),
    [(False, "Guten Tag Priya Nair,", "Können Sie"), (True, "Hallo Priya,", "Kannst du")],
)
def test_a_reader_is_addressed_as_they_address_the_user(familiar: bool, begins: str, asks: str) -> None:
    app = application(language="de", familiar=familiar, promise=None)
    written = draft(action(app=app), templates=german(BOTH))
    assert written.text.startswith(begins)
    assert asks in written.text
    assert written.remarks == ()


@pytest.mark.parametrize(("name", "begins"), [("Frau Priya Nair", "Sehr geehrte Frau Nair,"), ("", "Guten Tag Priya")])
def test_a_title_on_record_is_used(name: str, begins: str) -> None:
    app = application(language="de", people=(PRIYA,), promise=None)
    wish = action(app=app, to=replace(PRIYA, name=name))
    assert draft(wish, templates=german(BOTH)).text.startswith(begins)


def test_a_wording_without_a_register_is_for_both() -> None:
    template, problems = parse(source(("first, formal", FORMAL), ("second (familiar)", FAMILIAR), ("third", NEUTRAL)))
    assert problems == ()
    assert [w.register for w in template.wordings] == ["formal", "familiar", ""]
    assert [w.register for w in wordings_for(template, familiar=True)] == ["familiar", ""]
    assert [w.register for w in wordings_for(template, familiar=False)] == ["formal", ""]


@pytest.mark.parametrize(
    ("wordings", "line", "hint"),
    [
        ([("familliar", FAMILIAR), ("formal", FORMAL)], 2, 'did you mean "=== familiar"?'),
        ([("informal", FAMILIAR), ("formal", FORMAL)], 2, 'did you mean "=== familiar"?'),
        ([("Sie", FORMAL)], 2, 'did you mean "=== formal"?'),
        ([("familiar and formal", NEUTRAL)], 2, "familiar or formal"),
        ([("familiar", FAMILIAR)], 2, 'none "=== formal"'),
        ([("formal", FORMAL)], 2, 'none "=== familiar"'),
    ],
)
def test_a_slip_in_a_heading_is_told_with_its_line(wordings: list[tuple[str, str]], line: int, hint: str) -> None:
    _, problems = parse(source(*wordings))
    assert [p.line for p in problems if hint in p.sentence] == [line]


def test_an_ordinary_heading_is_no_register() -> None:
    for heading in ("first wording", "the normal one", "", "formally speaking"):
        assert parse(source((heading, NEUTRAL)))[1] == ()


def test_check_tries_each_wording_on_those_it_is_for() -> None:
    assert [p for p in template_problems("status_no_promise.de.txt", BOTH) if p.hard] == []
    mixed = source(("formal", FAMILIAR), ("familiar", FAMILIAR.replace("schon", "")), ("both", NEUTRAL))
    told = template_problems("status_no_promise.de.txt", mixed)
    assert {(p.line, p.lint) for p in told if p.lint == "L06"} == {(2, "L06")}


@pytest.mark.parametrize(
    ("asks", "slips"),
    [
        ("Pourrions-nous convenir d'un autre rendez-vous ?", []),
        ("Quels jours vous conviendraient, à toi et à ton équipe ?", []),
        ("Pouvez-vous m'en dire plus ?", ["L06"]),
    ],
)
def test_a_french_rendez_vous_is_no_way_to_address_a_stranger(asks: str, slips: list[str]) -> None:
    about = (
        "Merci encore pour notre entretien du {{ interview_date }} au sujet du poste « {{ role }} » chez {{ company }}."
    )
    wording = f"{{{{ greeting }}}},\n\n{about}\n{asks}\n\nclosing: Bien à toi,\n"
    template, problems = parse(source(("familiar", wording), ("formal", wording)))
    assert problems == ()
    wish = action(app=application(language="fr", familiar=True, promise=None))
    written = draft_of(wish, ME, template, template.wordings[0], "fr")
    assert [p.lint for p in lint(written, wish, ME, language="fr") if p.hard] == slips


def test_in_english_one_is_not_asked() -> None:
    app = application(familiar=True, promise=None)
    about = "I write about the {{ role }} role at {{ company }} and my interview on {{ interview_date }}."
    text = draft(
        action(app=app), templates=one_template(about, "Could you tell me more?", greeting="{{ greeting }},")
    ).text
    assert text.startswith("Dear Priya,")
