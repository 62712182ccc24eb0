"""The rules that result from the shipped files, the profile, the overlays, the user's files and config.toml."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.deciding import Duration, Gate, QuietHours, Rule
from agent.errors import ConfigError
from agent.settings import Profile, Rules, check, load, load_rules, shipped_folder, shipped_rules
from agent.settings.faults import path_in
from agent.settings.overlays import OFF, OVERLAYS
from agent.settings.rulefiles import find_rule_files
from agent.settings.ruleshape import clearly_before, length
from agent.settings.timing import Choices, read_timing
from tests.settings.golden import write

SHORT = """me = { name = "Sam", address = "sam@example.org", country = "GB", subdivision = "SCT" }
[accounts.personal]
host = "localhost"
user = "sam"
password = { credential = "imap" }
"""

SHIPPED = len(shipped_rules().book.rules)
"""How many rules are shipped."""

OWN_RULE = """[rule.NAME]
situation = "interview_silence"
after = "1 day"
suggest = "2 days"
until = "3 days"
at_most = 2
to = ["last_human"]
template = "status_no_promise"
reason = "mine"
code = "R5"
exempt = ["channel"]
"""


def rules(folder: Path, config: str = "", files: dict[str, str] | None = None, top: str = "") -> Rules:
    """The rules with these additions to a short config, and these files in the user's own folder."""
    if files is not None:
        (folder / "own").mkdir()
        top += 'rules_dir = "own"\n'
        write(folder / "own", files)
    write(folder, {"config.toml": top + SHORT + config})
    return load_rules(load(folder / "config.toml", {"HOME": str(folder)}))


def named(found: Rules, name: str) -> Rule:
    return next(rule for rule in found.book.rules if rule.name == name)


def window(rule: Rule) -> tuple[str, str, str]:
    return str(rule.after), str(rule.suggest), str(rule.until)


def test_every_shipped_rule_has_its_template_its_code_and_its_place(tmp_path: Path) -> None:
    found = rules(tmp_path)
    assert all(rule.code and rule.reason and rule.source for rule in found.book.rules)
    assert all(found.templates.source(rule.template, "en") for rule in found.book.rules)
    assert "en" in found.phrases.languages
    assert set(found.origins) == {rule.name for rule in found.book.rules}


def test_every_overlay_names_rules_that_are_shipped(tmp_path: Path) -> None:
    codes = {rule.code for rule in rules(tmp_path).book.rules}
    assert {code for windows in OVERLAYS.values() for code in windows} <= codes


@pytest.mark.parametrize("profile", list(Profile))
def test_a_profile_switches_shipped_rules_off_and_none_on(profile: Profile, tmp_path: Path) -> None:
    found = rules(tmp_path, top=f'profile = "{profile}"\n')
    assert {r.code for r in found.book.rules if not r.enabled} == OFF[profile] & {r.code for r in found.book.rules}


def test_only_the_standard_profile_has_a_last_word_and_the_minimal_one_no_question_but_about_a_promise(
    tmp_path: Path,
) -> None:
    on = {}
    for profile in Profile:
        (tmp_path / profile).mkdir()
        found = rules(tmp_path / profile, top=f'profile = "{profile}"\n')
        on[profile] = {r.code for r in found.book.rules if r.enabled}
    assert [profile for profile in Profile if "R6" in on[profile]] == [Profile.STANDARD]
    kept = {"R2", "R4", *(f"R{n}" for n in range(12, 18)), "R19"}
    assert on[Profile.MINIMAL] == kept & {rule.code for rule in shipped_rules().book.rules}


def test_overlays_say_whom_to_write_to_and_what_has_to_be_known_where_that_differs(tmp_path: Path) -> None:
    found = rules(tmp_path, top='overlays = ["academia", "us_federal"]\n')
    assert named(found, "thank-you").to == ("contact", "coordinator")
    assert named(found, "after-application").needs == ("requisition",)
    assert named(found, "status-after-promise").needs == ()


@pytest.mark.parametrize(
    ("overlay", "days"), [("de_at_ch", 60), ("public_uk", 120), ("us_federal", 120), ("academia", 180), ("uk", 45)]
)
def test_where_people_are_slower_silence_ends_an_application_later(overlay: str, days: int, tmp_path: Path) -> None:
    assert rules(tmp_path, top=f'overlays = ["{overlay}"]\n').book.close_after == Duration(days, "days")


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_an_overlay_moves_windows_and_keeps_them_in_order(overlay: str, tmp_path: Path) -> None:
    found = rules(tmp_path, top=f'overlays = ["{overlay}"]\n')
    for rule in found.book.rules:
        assert not clearly_before(rule.suggest, rule.after)
        assert not clearly_before(rule.until, rule.suggest)
    assert {code for code in OVERLAYS[overlay] if any(r.code == code for r in found.book.rules)} == set(
        OVERLAYS[overlay]
    )


def test_of_two_overlays_the_later_holds(tmp_path: Path) -> None:
    found = rules(tmp_path, top='overlays = ["us_federal", "academia", "fr"]\n')
    assert window(named(found, "status-no-promise"))[0] == "20 business days"
    assert window(named(found, "after-application"))[0] == "20 business days"
    assert window(named(found, "thank-you"))[0] == "1 business day"
    assert found.book.close_after == Duration(180, "days")


def test_config_changes_single_keys_and_the_origin_tells_it(tmp_path: Path) -> None:
    found = rules(tmp_path, '[rules.status-no-promise]\nafter = "7 business days"\nany_hour = true\n')
    rule = named(found, "status-no-promise")
    assert window(rule) == ("7 business days", "7 business days", "20 business days")
    assert rule.any_hour
    config = tmp_path / "config.toml"
    origin = str(found.origins["status-no-promise"])
    assert origin.startswith(f"{shipped_folder() / 'timing.toml'}:")
    assert origin.endswith(f", after changed in {config}:7, any_hour changed in {config}:8")


def test_a_later_start_moves_the_best_moment_along_unless_that_is_given_too(tmp_path: Path) -> None:
    found = rules(tmp_path, '[rules.thank-you]\nafter = "3 hours"\n[rules.status-no-promise]\nafter = "1 day"\n')
    assert window(named(found, "thank-you"))[:2] == ("3 hours", "3 hours")
    assert window(named(found, "status-no-promise"))[:2] == ("1 day", "7 business days")


def test_an_overlay_or_profile_is_told_in_the_origin(tmp_path: Path) -> None:
    found = rules(tmp_path, top='profile = "minimal"\noverlays = ["academia"]\n')
    assert str(found.origins["status-no-promise"]).endswith(", off in profile minimal, as overlay academia has it")


def test_config_wins_over_profile_and_overlay(tmp_path: Path) -> None:
    changed = '[rules.status-no-promise]\nenabled = true\nafter = "4 business days"\n'
    rule = named(rules(tmp_path, changed, top='profile = "minimal"\noverlays = ["academia"]\n'), "status-no-promise")
    assert rule.enabled
    assert window(rule) == ("4 business days", "22 business days", "35 business days")


def test_a_rule_in_the_users_file_replaces_the_shipped_one_whole(tmp_path: Path) -> None:
    files = {"timing.toml": OWN_RULE.replace("NAME", "status-no-promise")}
    found = rules(tmp_path, files=files, top='profile = "minimal"\noverlays = ["academia"]\n')
    rule = named(found, "status-no-promise")
    assert (window(rule), rule.at_most, rule.enabled) == (("1 day", "2 days", "3 days"), 2, True)
    assert (rule.reason, rule.source, rule.exempt) == ("mine", "", (Gate.CHANNEL,))
    assert str(found.origins["status-no-promise"]) == f"{tmp_path / 'own' / 'timing.toml'}:1"
    assert len(found.book.rules) == SHIPPED


def test_a_new_rule_is_added_and_config_may_change_it(tmp_path: Path) -> None:
    found = rules(tmp_path, "[rules.mine]\nat_most = 1\n", {"timing.toml": OWN_RULE.replace("NAME", "mine")})
    assert (len(found.book.rules), named(found, "mine").at_most) == (SHIPPED + 1, 1)


def test_templates_and_phrases_of_the_user_take_the_place_of_those_shipped_by_file_name(tmp_path: Path) -> None:
    shipped = find_rule_files(None)
    text = shipped.templates["thank_you.en.txt"].read_text("utf-8")
    files = {
        "templates/thank_you.en.txt": f"# mine\n{text}",
        "templates/thank_you.en.txt~": "an editor's copy",
        "phrases/zz.toml": 'language = "zz"\n',
        "README": "mine",
        ".git/config": "[core]",
    }
    found = rules(tmp_path, files=files)
    assert (found.templates.source("thank_you", "en") or "").startswith("# mine\n")
    assert len(found.templates.sources) == len(shipped.templates)
    assert found.phrases.languages[-1] == "zz"


def test_what_holds_for_all_rules_comes_from_the_later_word(tmp_path: Path) -> None:
    own = {"timing.toml": '[defaults]\nceiling = 2\nslow_days = 9\nquiet = { opens = "10:00", closes = "18:00" }\n'}
    config = '[defaults]\nceiling = 3\nslow_seasons = []\nperson_gap = "1 day"\n[working]\ncloses = "19:30"\n'
    book = rules(tmp_path, config, own).book
    assert (book.ceiling, book.slow_days, book.slow_seasons) == (3, 9, ())
    assert book.person_gap == Duration(1, "days")
    assert book.quiet == QuietHours(time(10), time(19, 30))


def test_calendar_and_pauses_reach_the_rule_book(tmp_path: Path) -> None:
    config = '[working]\nweekend = ["Friday"]\ndays_off = [2027-01-02]\n[companies.Acme]\nnever = true\n'
    book = rules(tmp_path, config, top='pause = "until 2027-01-10"\n').book
    assert (book.country, book.subdivision, book.weekend) == ("GB", "SCT", frozenset({4}))
    assert book.days_off == frozenset({date(2027, 1, 2)})
    assert book.paused_until == datetime(2027, 1, 10, tzinfo=UTC)
    assert book.company_pauses == (("Acme", None),)


def test_a_company_may_have_other_rules_than_the_others(tmp_path: Path) -> None:
    config = (
        '[companies."Westshire Council"]\noverlays = ["public_uk"]\n'
        '[companies.Initech.rules.status-no-promise]\nafter = "8 business days"\n'
    )
    book = rules(tmp_path, config).book

    def after(company: str) -> str:
        return next(str(rule.after) for rule in book.at(company).rules if rule.name == "status-no-promise")

    assert [after(name) for name in ("Acme", "westshire council ", "Initech")] == [
        "5 business days",
        "10 business days",
        "8 business days",
    ]
    assert book.at("Initech").country == book.country


def test_stories_are_handed_out_with_their_place(tmp_path: Path) -> None:
    story = '[[rule.mine.story]]\ntitle = "one"\ngiven = ["a", "b"]\nexpect = "c"\n'
    write(tmp_path, {"own/timing.toml": OWN_RULE.replace("NAME", "mine") + story})
    files = [find_rule_files(tmp_path / "own").timing[1]]
    (only,) = read_timing(files, Choices(tmp_path), frozenset({"status_no_promise"})).stories
    assert (only.title, only.given, only.expect, only.line) == ("one", ("a", "b"), ("c",), 12)
    assert only.file == str(tmp_path / "own" / "timing.toml")


def test_a_check_counts_what_is_sound(tmp_path: Path) -> None:
    found = rules(tmp_path, "[rules.thank-you]\nenabled = false\n")
    report = check(tmp_path / "config.toml", {"HOME": str(tmp_path)})
    assert report.sound
    assert (report.accounts, report.rules) == (1, SHIPPED)
    assert report.rules_on == sum(rule.enabled for rule in found.book.rules)
    assert (report.templates, report.languages) == (len(found.templates.sources), found.phrases.languages)


def test_a_report_reads_as_problems_and_a_last_line(tmp_path: Path) -> None:
    found = rules(tmp_path)
    config = tmp_path / "config.toml"
    counts = (
        f"1 account, {SHIPPED} rules (1 off), {len(found.templates.sources)} templates, "
        f"phrases in {', '.join(found.phrases.languages)}"
    )
    assert str(check(config, {"HOME": str(tmp_path)})) == f"{config}: all is well; sound: {counts}"
    config.write_text("")
    lines = str(check(config, {"HOME": str(tmp_path)})).splitlines()
    assert lines[0].startswith(f"{config}:1: me: is missing; ")
    assert lines[-1] == f"2 problems to mend; sound: {counts.replace('1 account', '0 accounts')}"


def test_rules_can_be_had_without_a_config(tmp_path: Path) -> None:
    assert shipped_rules().book.rules == rules(tmp_path).book.rules
    write(tmp_path, {"mine/timing.toml": OWN_RULE.replace("NAME", "mine")})
    assert named(shipped_rules(tmp_path / "mine"), "mine").at_most == 2


def test_a_check_of_a_config_that_is_not_there_still_checks_the_shipped_rules(tmp_path: Path) -> None:
    report = check(tmp_path / "absent.toml", {})
    assert [p.what for p in report.problems] == ["there is no such file"]
    assert (report.accounts, report.rules) == (0, SHIPPED)


@pytest.mark.parametrize(
    ("first", "second", "before"),
    [
        ("2 hours", "3 hours", True),
        ("3 hours", "3 hours", False),
        ("2 hours", "1 business day", True),
        ("90 minutes", "1 hour", False),
        ("5 business days", "6 days", False),
        ("6 days", "5 business days", False),
        ("1 day", "5 business days", True),
        ("5 business days", "1 day", False),
        ("1 day", "30 hours", True),
    ],
)
def test_one_length_of_time_is_before_another_only_when_it_is_on_every_calendar(
    first: str, second: str, before: bool
) -> None:
    assert clearly_before(length(first), length(second)) is before


@settings(max_examples=50)
@given(
    st.recursive(
        st.just(1),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3),
            st.dictionaries(st.sampled_from(["a", "a.b", "b", "c[0]"]), inner, min_size=1, max_size=3),
        ),
    ).filter(lambda value: isinstance(value, dict)),
    st.text(alphabet="abc.[]01", max_size=12),
)
def test_any_path_reading_may_name_leads_somewhere_or_stops(table: dict[str, object], text: str) -> None:
    here: object = table
    for part in path_in(table, text):
        here = here[part]  # type: ignore[index]  # a path only ever leads through lists and tables
    assert here is not None


@pytest.mark.parametrize(
    ("first", "second", "before"),
    [("same day", "20 minutes", False), ("same day", "1 day", True), ("same day", "2 business days", True)],
)
def test_the_same_day_is_not_before_a_part_of_it(first: str, second: str, before: bool) -> None:
    assert clearly_before(length(first), length(second)) is before


@pytest.mark.parametrize(
    ("slip", "meant"), [("same-dya", "same day"), ("next busines morning", "next business morning")]
)
def test_a_slip_in_a_length_of_time_in_words_is_understood(slip: str, meant: str, tmp_path: Path) -> None:
    config = f'[rules.thank-you]\nafter = "{slip}"\n'
    write(tmp_path, {"config.toml": SHORT + config})
    (problem,) = check(tmp_path / "config.toml", {"HOME": str(tmp_path)}).problems
    assert problem.instead == f'did you mean "{meant}"?'


def test_a_fault_in_a_phrase_waits_for_whoever_reads_mail_and_is_told_at_once_to_whoever_will(tmp_path: Path) -> None:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / "own.toml").write_text('[rejection.strong]\nodd = "(never closed"\n', "utf-8")
    config = tmp_path / "config.toml"
    config.write_text(f'rules_dir = "{tmp_path}"\n{SHORT}', "utf-8")
    mine = load(config, {})
    later = load_rules(mine, for_reading=False)
    assert later.book.rules
    for read in (lambda: later.reader(mine.me), lambda: load_rules(mine)):
        with pytest.raises(ConfigError, match=r"own\.toml"):
            read()
