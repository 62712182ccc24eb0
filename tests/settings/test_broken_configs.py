"""Every broken config gets all its problems at once, in exactly these words."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.errors import ConfigError
from agent.settings import load
from tests.settings.golden import Case, cases, write

GOOD = """me = { name = "Sam Doe", address = "sam@example.org" }
[accounts.personal]
host = "imap.example.org"
user = "sam"
password = { credential = "imap" }
"""


@pytest.mark.parametrize("case", cases("broken_configs.txt"), ids=lambda case: case.title)
def test_a_broken_config_is_told_in_these_words(case: Case, tmp_path: Path) -> None:
    write(tmp_path, case.files)
    with pytest.raises(ConfigError) as raised:
        load(tmp_path / "config.toml", {"HOME": str(tmp_path)})
    assert str(raised.value).replace(f"{tmp_path}/", "") == case.says


@pytest.mark.parametrize("case", cases("broken_configs.txt"), ids=lambda case: case.title)
def test_no_password_is_ever_repeated(case: Case) -> None:
    assert "hunter2" not in case.says


def says(path: Path) -> str:
    with pytest.raises(ConfigError) as raised:
        load(path, {})
    return str(raised.value).replace(f"{path.parent}/", "")


def test_a_file_in_another_encoding_is_told_with_the_line(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(GOOD.replace("Sam Doe", "Zoë").encode("latin-1"))
    assert says(config) == "config.toml:1: a character that is not UTF-8; save it as UTF-8 in your editor"
    config.write_bytes(GOOD.encode("utf-16"))
    assert says(config) == "config.toml:1: saved as UTF-16; save it as UTF-8 in your editor"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load(config, {}).me.name == "Sam Doe"


def test_a_folder_a_pipe_and_a_huge_file_are_no_config(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert says(tmp_path / "folder") == "folder: is a folder, not a file; name the file in it"
    huge = tmp_path / "huge.toml"
    huge.write_bytes(b"#" * 1_000_001)
    assert says(huge) == "huge.toml: larger than 1 MB; is it the right file?"
    assert says(tmp_path / "absent.toml") == "absent.toml: there is no such file"
    assert says(Path("/dev/null")) == "null: cannot be read (not an ordinary file)"


def test_a_file_that_may_not_be_read_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config.toml"
    config.write_text(GOOD)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert says(config) == "config.toml: may not be read by you; see who owns it with ls -l, or chmod u+r"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = " + "[" * 5000, "nested too deeply"),
        ("x = " + "9" * 5000, "the number is too long"),
        ('x = "\x00"', "an invisible control character"),
        ("x = 1\ry = 2", "a stray carriage return"),
        ('x = """never closed', "a closing quote is missing"),
        ("x = 1\nx.y = 2", "the key is written twice, or once as a value and once as a table"),
        ("a = {b = 1}\na.c = 2", "a { … } table cannot be added to later"),
        ("a = {b = 1, b = 2}", "the key is written twice, or once as a value and once as a table"),
        ("= 1", 'the key before "=" is missing'),
        ("my key = 1", "a key with a space in it needs quotes"),
        ("[a] b = 1", "something follows the closing bracket"),
        ("a = {b = 1", "a comma or the closing } is missing"),
        ("???", "this line cannot be read"),
        ("x = no", "this is not how TOML says no"),
    ],
)
def test_what_is_not_toml_is_told_in_plain_words(text: str, said: str, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes((text + "\n").encode())
    assert said in says(config)


def test_a_file_that_is_something_else_is_told_so_in_a_few_lines(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("dear reader\n" * 500)
    assert len(says(config).splitlines()) == 20


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("AFTERWORD_PROFILE", "sead", '$AFTERWORD_PROFILE: no such profile "sead"; did you mean "seed"?'),
        ("AFTERWORD_POLL_MINUTES", "soon", "$AFTERWORD_POLL_MINUTES: needs a whole number, not text"),
        ("AFTERWORD_POLL_MINUTES", "0", "$AFTERWORD_POLL_MINUTES: must be at least 1"),
        ("AFTERWORD_RULES_DIR", "/nowhere", '$AFTERWORD_RULES_DIR: there is no folder "/nowhere"; make it first'),
    ],
)
def test_a_fault_in_the_environment_is_laid_to_the_variable(
    variable: str, value: str, said: str, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(GOOD)
    with pytest.raises(ConfigError) as raised:
        load(config, {variable: value})
    assert str(raised.value) == said
