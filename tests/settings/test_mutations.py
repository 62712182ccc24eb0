"""Whatever becomes of the example file, the user gets settings or problems with lines: never a traceback."""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from agent.errors import ConfigError
from agent.settings import Settings, check, load
from agent.settings.sentences import problems_of
from agent.settings.source import parse
from agent.settings.syntax import explain

EXAMPLE = re.sub(r"(?m)^#(?=[a-z\[])", "", (Path(__file__).parents[2] / "config.example.toml").read_text("utf-8"))
BODY = [line for line in EXAMPLE.splitlines() if line and not line.startswith("#")]
SNIPPETS = st.one_of(
    st.sampled_from(
        ['"', "'", '"""', "[", "]", "{", "}", "=", ",", "\\", "#", "\n", "\r", "\x00", "é", "0", "-1", "1.5"]
    ),
    st.sampled_from(
        ["true", "[]", "{}", '""', "2027-01-01", "09:00:00", "99999999999999999999", "nan", "'x'", "[[1]]"]
    ),
    st.text(max_size=4),
)
VALUES = st.one_of(
    SNIPPETS, st.sampled_from(['"until 9999-12-31"', '"\\u0000"', '["x"]', "{ a = 1 }", '"5 days"', '"x" * 9'])
)


@st.composite
def broken_examples(draw: st.DrawFn) -> str:
    """The example after a few slips: lines lost, doubled, swapped, values replaced, characters struck or lost."""
    lines = list(BODY)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lose", "double", "move", "value", "insert", "cut"])):
            case "lose" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "value":
                lines[at] = f"{lines[at].partition('=')[0]}= {draw(VALUES)}"
            case "insert":
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + draw(SNIPPETS) + lines[at][column:]
            case _:
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
    return "\n".join(lines)


def outcome(folder: Path, raw: bytes) -> Settings | ConfigError:
    (folder / "config.toml").write_bytes(raw)
    try:
        return load(folder / "config.toml", {"HOME": str(folder)})
    except ConfigError as error:
        return error


def assert_readable(error: ConfigError, raw: bytes) -> None:
    assert error.problems
    last = raw.count(b"\n") + 1
    for problem in error.problems:
        assert 1 <= problem.line <= last
        assert str(problem).isprintable()
        assert not re.search(
            r"(?i)input should|extra inputs|field required|something that can be used|<class", str(problem)
        )


@pytest.mark.slow
@settings(max_examples=200)
@given(broken_examples())
def test_a_slip_of_the_pen_gives_settings_or_problems_with_lines(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    with tempfile.TemporaryDirectory() as folder:
        found = outcome(Path(folder), raw)
    if isinstance(found, ConfigError):
        assert_readable(found, raw)


@settings(max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_give_settings_or_problems_with_lines(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = outcome(Path(folder), raw)
    assert isinstance(found, ConfigError)
    assert_readable(found, raw)


RULES = (Path(__file__).parents[2] / "rules" / "timing.toml").read_text("utf-8").splitlines()
RULE_LINES = [line for line in RULES if line and not line.startswith("#")]


@pytest.mark.slow
@settings(max_examples=25)
@given(st.integers(0, len(RULE_LINES) - 1), VALUES, st.booleans())
def test_a_slip_in_a_rule_file_gives_problems_with_lines_too(at: int, value: str, cut: bool) -> None:
    lines = list(RULE_LINES)
    lines[at] = lines[at][: len(lines[at]) // 2] if cut else f"{lines[at].partition('=')[0]}= {value}"
    raw = "\n".join(lines).encode("utf-8", "replace")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rules").mkdir()
        (folder / "rules/timing.toml").write_bytes(raw)
        (folder / "config.toml").write_text(f'rules_dir = "rules"\n{"".join(line + chr(10) for line in BODY[7:])}')
        problems = [p for p in check(folder / "config.toml", {"HOME": name}).problems if p.file.endswith("timing.toml")]
    assert all(1 <= p.line <= len(lines) + 4 and str(p).isprintable() for p in problems)


def test_an_error_nobody_foresaw_still_reads_as_a_sentence() -> None:
    class Unforeseen(BaseModel):
        when: date

    try:
        Unforeseen.model_validate({"when": [1]})
    except ValidationError as error:
        (problem,) = problems_of(error, parse("x.toml", "when = [1]"), Unforeseen)
        assert str(problem) == "x.toml:1: when: is not something that can be used here"


def test_a_parser_that_says_something_new_is_still_put_in_plain_words() -> None:
    fault = explain(ValueError("An unheard-of complaint (at line 2, column 3)"), "a = 1\nb = 2\n")
    assert (fault.line, fault.column, fault.what) == (2, 3, "this line cannot be read")
