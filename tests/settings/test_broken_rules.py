"""Every broken rule file, and every broken change of a rule, gets all its problems at once, in exactly these words."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.errors import ConfigError
from agent.settings import check, load, load_rules
from agent.settings.rulefiles import find_rule_files, shipped_folder
from agent.settings.timing import Choices, read_timing
from tests.settings.golden import Case, cases, write

BEGINNING = """rules_dir = "rules"
me = { name = "Sam Doe", address = "sam@example.org" }
[accounts.personal]
host = "imap.example.org"
user = "sam"
password = { credential = "imap" }
"""


def said_of(folder: Path, files: dict[str, str]) -> str:
    """What a check says of these files; `config.toml` among them is added to a sound beginning."""
    (folder / "rules").mkdir(exist_ok=True)
    write(folder, {**files, "config.toml": BEGINNING + files.get("config.toml", "")})
    report = check(folder / "config.toml", {"HOME": str(folder)})
    return "\n".join(map(str, report.problems)).replace(f"{folder}/", "")


@pytest.mark.parametrize("case", cases("broken_rules.txt"), ids=lambda case: case.title)
def test_a_broken_rule_is_told_in_these_words(case: Case, tmp_path: Path) -> None:
    assert said_of(tmp_path, case.files) == case.says


@pytest.mark.parametrize("case", cases("broken_rules.txt"), ids=lambda case: case.title)
def test_loading_says_the_same_as_checking(case: Case, tmp_path: Path) -> None:
    said_of(tmp_path, case.files)
    with pytest.raises(ConfigError) as raised:
        load_rules(load(tmp_path / "config.toml", {"HOME": str(tmp_path)}))
    assert str(raised.value).replace(f"{tmp_path}/", "") == case.says


def test_every_fault_of_a_phrase_file_is_told_with_its_own_line(tmp_path: Path) -> None:
    phrases = """
[rejections]
regret = "we regret"

[rejection.stron]
regret = "we regret"

[rejection.strong]
regret = [
  "we regret",
  5,
  "",
]
other = 7
"""
    said = said_of(tmp_path, {"rules/phrases/en.toml": phrases}).splitlines()
    assert [line.partition(": ")[0] for line in said] == [f"rules/phrases/en.toml:{n}" for n in (2, 5, 11, 12, 14)]
    assert "rejection.strong.regret[3]: " in said[3]


def test_phrases_of_one_file_may_use_the_sets_of_another_even_when_a_third_is_broken(tmp_path: Path) -> None:
    said = said_of(
        tmp_path,
        {
            "rules/phrases/aa.toml": '[sets]\nregretting = ["regret", "are sorry"]\n',
            "rules/phrases/bb.toml": '[rejection.strong]\nsorry = "we {regretting} to say"\n',
            "rules/phrases/cc.toml": "[rejection.strong]\nsorry = 5\n",
            "rules/phrases/dd.toml": "[rejection.strong\n",
        },
    )
    assert [line.partition(": ")[0] for line in said.splitlines()] == [
        "rules/phrases/dd.toml:1",
        "rules/phrases/cc.toml:2",
    ]


def test_every_fault_of_a_file_of_times_is_told_with_its_own_line(tmp_path: Path) -> None:
    times = """
language = "en"
[words.month]
13 = "smarch"
[days]
with-month = ["{day} {month}", "{day} {moth}"]
[zones.places]
"Europe/Atlantis" = "atlantis"
"""
    said = said_of(tmp_path, {"rules/times/en.toml": times, "rules/times/de.toml": "[words\n"}).splitlines()
    assert [line.partition(": ")[0] for line in said] == [
        "rules/times/de.toml:1",
        *(f"rules/times/en.toml:{n}" for n in (4, 6, 8)),
    ]
    assert "there is no group {moth}" in said[2]


def test_a_fault_of_a_template_is_told_with_its_line(tmp_path: Path) -> None:
    template = "subject: Thank you\n\n=== one\nDear {{ nmae }},\n\nThank you.\n\nclosing: Kind regards,\n"
    assert said_of(tmp_path, {"rules/templates/thank_you.en.txt": template}).startswith(
        "rules/templates/thank_you.en.txt:4: "
    )
    nameless = said_of(tmp_path, {"rules/templates/thank_you.en.txt": "", "rules/templates/thanks.txt": "x"})
    assert "rules/templates/thanks.txt: " in nameless


@pytest.mark.parametrize("name", ["timing.toml", "phrases/en.toml", "templates/thank_you.en.txt"])
def test_a_rule_file_that_cannot_be_read_is_told_so(name: str, tmp_path: Path) -> None:
    path = tmp_path / "rules" / name
    path.parent.mkdir(parents=True)
    path.write_bytes("# müßig\n".encode("latin-1"))
    assert said_of(tmp_path, {}) == f"rules/{name}:1: a character that is not UTF-8; save it as UTF-8 in your editor"
    path.unlink()
    path.mkdir()
    assert said_of(tmp_path, {}) == f"rules/{name}: is a folder, not a file; name the file in it"


def test_broken_rules_are_told_even_when_the_config_is_broken_too(tmp_path: Path) -> None:
    said = said_of(
        tmp_path,
        {
            "config.toml": "[working]\nweeknd = []\n[rules.thank-yu]\n[rules.thank-you]\nafter = 3\n",
            "rules/timing.toml": "[rule.x]\n",
        },
    ).splitlines()
    assert [line.partition(": ")[0] for line in said] == [
        "config.toml:8",
        *["rules/timing.toml:1"] * 7,
        "config.toml:11",
    ]


def test_sets_that_are_broken_are_told_once_and_not_in_every_file_that_uses_them(tmp_path: Path) -> None:
    said = said_of(
        tmp_path, {"rules/phrases/aa.toml": "[sets]\nx = 5\n", "rules/phrases/bb.toml": '[names]\nx = "{en"\n'}
    )
    assert [line.partition(": ")[0] for line in said.splitlines()] == [
        "rules/phrases/aa.toml:2",
        "rules/phrases/bb.toml:2",
    ]


def test_a_folder_that_vanished_or_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = [find_rule_files(tmp_path / name).problems[0].what for name in ("gone", "file", "x" * 5000)]
    assert told[:2] == ["there is no such folder", "is a file, not a folder"]
    assert told[2].startswith("cannot be read (")


def test_without_any_rule_file_there_are_no_rules(tmp_path: Path) -> None:
    files = find_rule_files(None, tmp_path)
    assert (files.timing, dict(files.phrases)) == ((), {})
    assert read_timing(files.timing, Choices(tmp_path), frozenset()).rules == ()


def test_shipped_rules_lie_in_the_package_as_installed_or_beside_it_in_a_checkout(tmp_path: Path) -> None:
    package = tmp_path / "agent"
    assert shipped_folder(package) == tmp_path / "rules"
    (package / "rules").mkdir(parents=True)
    assert shipped_folder(package) == package / "rules"
