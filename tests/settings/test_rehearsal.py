"""Which stories are played, by whose rules, and what is told of a change of the user's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agent.settings import Rehearsal, load, rehearsed, shipped_folder
from tests.settings.golden import write

CONFIG = """rules_dir = "own"
me = { name = "Sam", address = "sam@example.org", timezone = "Europe/London", country = "GB", subdivision = "ENG" }
[accounts.personal]
host = "localhost"
user = "sam"
password = { credential = "imap" }
"""
QUIET = """
[[story]]
title  = "a quiet week"
given  = ["Thu 2026-03-12 14:00 interview with Ann at Acme"]
expect = "Thu 2026-03-19 draft to Ann"
"""
ASKING = f'rule = "status-no-promise"\n{QUIET}'
PATIENT = '[rules.status-no-promise]\nafter = "7 business days"\n'


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped rules, with one story."""
    folder = tmp_path / "shipped"
    shutil.copytree(str(shipped_folder() / "templates"), folder / "templates")
    shutil.copy(str(shipped_folder() / "timing.toml"), folder)
    write(folder, {"stories/asking.toml": ASKING})
    return folder


def played(
    shipped: Path, config: str = "", own: dict[str, str] | None = None, *, top: str = "", news: bool = False
) -> Rehearsal:
    """What comes of the stories with these additions to the config, and these files in the user's own folder."""
    home = shipped.parent
    (home / "own").mkdir(exist_ok=True)
    write(home / "own", own or {})
    write(home, {"config.toml": top + CONFIG + config})
    settings = load(home / "config.toml", {"HOME": str(home)})
    return rehearsed(settings, news=news, shipped_rules=shipped)


def told(rehearsal: Rehearsal, shipped: Path) -> list[str]:
    return [str(problem).replace(f"{shipped.parent}/", "") for problem in rehearsal.problems]


def test_a_shipped_story_is_judged_by_the_shipped_rules_whatever_the_user_changes(shipped: Path) -> None:
    assert played(shipped, PATIENT) == Rehearsal(1, ())
    assert played(shipped, top='profile = "minimal"\noverlays = ["academia"]\n') == Rehearsal(1, ())


def test_what_a_change_does_to_the_shipped_stories_is_told_as_news(shipped: Path) -> None:
    rehearsal = played(shipped, PATIENT, news=True)
    assert rehearsal.problems == ()
    head, example = rehearsal.news
    assert head.startswith("With your rules 1 of 1 shipped stories about status-no-promise (")
    assert "after changed in" in head
    assert example == '  "a quiet week": Mon 2026-03-23 09:00 draft to Ann, instead of Thu 2026-03-19 draft to Ann'


def test_of_many_stories_that_end_otherwise_the_first_few_are_named(shipped: Path) -> None:
    write(shipped, {"stories/asking.toml": 'rule = "status-no-promise"\n' + QUIET * 5})
    *_, last = played(shipped, PATIENT, news=True).news
    assert last == "  … and 2 more"


def test_without_a_change_or_with_one_that_changes_nothing_there_is_no_news(shipped: Path) -> None:
    assert played(shipped, news=True).news == ()
    assert played(shipped, '[rules.thank-you]\nafter = "3 hours"\n', news=True).news == ()


def test_what_holds_for_all_rules_may_change_any_story(shipped: Path) -> None:
    closing = 'rule = "after-application"\n[[story]]\ntitle = "six weeks"\ngiven = ["Mon 2026-03-02 applied to Acme"]\n'
    write(shipped, {"stories/closing.toml": closing + 'expect = "closed Thu 2026-04-16"\n'})
    news = played(shipped, '[defaults]\nclose_after = "30 days"\n', news=True).news
    assert [line for line in news if "six weeks" in line]


def test_a_story_of_the_users_own_is_judged_by_the_rules_as_they_have_them(shipped: Path) -> None:
    own = {"stories/asking.toml": ASKING.replace("Thu 2026-03-19", "Mon 2026-03-23")}
    assert played(shipped, PATIENT, own) == Rehearsal(2, ())
    (said,) = told(played(shipped, "", own), shipped)
    assert said.startswith(
        'own/stories/asking.toml:6: story "a quiet week": expected is "Mon 2026-03-23 draft to Ann", but what came is '
        '"Thu 2026-03-19 09:00 draft to Ann"; Your interview for the job at Acme'
    )


def test_a_story_may_stand_beside_its_rule(shipped: Path) -> None:
    rule = (shipped / "timing.toml").read_text().partition("[rule.status-no-promise]")[2].partition("\n[")[0]
    mine = f"[rule.status-no-promise]{rule}".replace('"5 business days"', '"6 business days"')
    story = QUIET.replace("[[story]]", "[[rule.status-no-promise.story]]")
    (said,) = told(played(shipped, "", {"timing.toml": f"{mine}\n{story}"}), shipped)
    assert said.startswith("own/timing.toml:")
    assert "Fri 2026-03-20 09:00 draft to Ann" in said


def test_a_story_that_says_what_it_is_about_says_so_for_the_users_rules_too(shipped: Path) -> None:
    own = ASKING.replace('["Thu', '["with overlay academia", "Thu').replace("Thu 2026-03-19", "Mon 2026-04-13")
    assert played(shipped, "", {"stories/mine.toml": own}) == Rehearsal(2, ())
    off = ASKING.replace('["Thu', '["with the rule on", "Thu')
    assert played(shipped, "[rules.status-no-promise]\nenabled = false\n", {"stories/mine.toml": off}) == Rehearsal(
        2, ()
    )


def test_own_stories_are_told_where_the_user_lives_and_no_pause_spoils_them(shipped: Path) -> None:
    own = ASKING.replace("Thu 2026-03-12", "Fri 2026-03-27").replace("Thu 2026-03-19", "Mon 2026-04-06")
    config = '[working]\ncountry = "GB"\nsubdivision = "SCT"\n[companies.Acme]\nnever = true\n'
    rehearsal = played(shipped, config, {"stories/mine.toml": own}, top='pause = "until 2027-01-10"\n')
    assert rehearsal == Rehearsal(2, ())


def test_rules_of_one_company_hold_in_own_stories(shipped: Path) -> None:
    own = ASKING.replace("Thu 2026-03-19", "Mon 2026-04-13")
    config = '[companies.Acme]\noverlays = ["academia"]\n'
    assert played(shipped, config, {"stories/mine.toml": own}) == Rehearsal(2, ())


def test_a_file_of_stories_that_cannot_be_used_is_told_with_its_line(shipped: Path) -> None:
    own = {
        "stories/a.toml": 'rule = "thanks-you"\n' + QUIET,
        "stories/b.toml": 'rule = "thank-you"\n[[story]]\ntitle = "no more"\ngiven = []\n',
        "stories/c.toml": "[[story\n",
        "stories/d.toml": 'rule = "thank-you"\n' + QUIET.replace("title ", 'rule = "nothing"\ntitle '),
    }
    assert [line.partition(";")[0] for line in told(played(shipped, "", own), shipped)] == [
        'own/stories/a.toml:1: rule: there is no rule "thanks-you"',
        "own/stories/b.toml:2: story[1].expect: is missing",
        "own/stories/b.toml:4: story[1].given: is empty",
        "own/stories/c.toml:1: column 8: the closing bracket of the table's name is missing",
        'own/stories/d.toml:4: story[1].rule: there is no rule "nothing"',
    ]


def test_a_slip_in_a_story_is_told_with_the_line_of_its_sentence(shipped: Path) -> None:
    story = ASKING.replace('at Acme"]', 'at Acme",\n  "Mon 2026-03-17 Ann writes",\n]')
    (said,) = told(played(shipped, "", {"stories/mine.toml": story}), shipped)
    assert said == (
        'own/stories/mine.toml:6: story "a quiet week": 2026-03-17 is a Tuesday, not a Mon; '
        'write "Tue 2026-03-17", or mend the date'
    )
