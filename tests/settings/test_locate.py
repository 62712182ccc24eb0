"""Every value of a TOML text is found on its line, however it is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.settings.locate import KeyPath, locate

TEXT = """\
title = "x"                   # 1
a.b.c = 1                     # 2
"quoted key" = 2              # 3
'single.dotted' . plain = 3   # 4
multi = \"\"\"
  [not.a.table]
  key = "\\\\\"\"\"\"
after = '''
'' not yet '''''
list = [ # 10
  1,
  { inner = [2,
             3] },

  "four",    # 15
]
empty = []
nothing = {}
when = 1979-05-27 07:32:00  # 18
"esc\\u0061ped" = true

[table] # 21
key = 1
[table."sub table"]
[[array]]
x = 1
[[array]] # 26
y = { z = "}", w = [[1], [2]] }
[array.sub]
v = 1
[[array.deep]]  # 30
u = 1
[[array.deep]]
u = 2
[late.table.first]
t = 1
[late]
s = 1
[late.table]
r.q = 1
r.p = 2  # 40
"""

PLACES: list[tuple[KeyPath, int]] = [
    (("title",), 1),
    (("a",), 2),
    (("a", "b", "c"), 2),
    (("quoted key",), 3),
    (("single.dotted", "plain"), 4),
    (("multi",), 5),
    (("after",), 8),
    (("list",), 10),
    (("list", 0), 11),
    (("list", 1, "inner"), 12),
    (("list", 1, "inner", 1), 13),
    (("list", 2), 15),
    (("empty",), 17),
    (("nothing",), 18),
    (("when",), 19),
    (("escaped",), 20),
    (("table",), 22),
    (("table", "key"), 23),
    (("table", "sub table"), 24),
    (("array",), 25),
    (("array", 0), 25),
    (("array", 0, "x"), 26),
    (("array", 1), 27),
    (("array", 1, "y", "z"), 28),
    (("array", 1, "y", "w", 1, 0), 28),
    (("array", 1, "sub", "v"), 30),
    (("array", 1, "deep", 1, "u"), 34),
    (("late", "table", "first", "t"), 36),
    (("late",), 37),
    (("late", "table"), 39),
    (("late", "table", "r", "p"), 41),
    (("title", "no such key"), 1),
    (("table", "missing"), 22),
    (("missing",), 1),
]


@pytest.mark.parametrize(("path", "line"), PLACES, ids=str)
def test_a_value_is_found_on_its_line(path: KeyPath, line: int) -> None:
    tomllib.loads(TEXT)
    assert locate(TEXT).of(path) == line


def paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:  # noqa: ANN401 — whatever TOML holds
    """Every path of a value of TOML."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield (*path, key)
        yield from paths(below, (*path, key))


@pytest.mark.parametrize(
    "name", ["config.example.toml", "rules/timing.toml", "rules/phrases/en.toml", "pyproject.toml"]
)
def test_every_value_of_a_real_file_is_found(name: str) -> None:
    text = (Path(__file__).parents[2] / name).read_text("utf-8")
    found = locate(text)
    assert [p for p in paths(tomllib.loads(text)) if p not in found.known] == []


KEYS = st.sampled_from(["a", "b", '"c d"', "'e'", "a.b", 'b."c d"'])
SCALARS = st.sampled_from(["1", "true", '"x"', "'y'", '"\\""', '"""m\nn"""', "'''o\n'''", "2027-01-01", "1.5", '"]}#"'])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda vs: "[ " + ",\n # note\n ".join(vs) + " ]"),
        st.lists(st.tuples(KEYS, SCALARS), max_size=2).map(
            lambda ps: "{ " + ", ".join(f"{k} = {v}" for k, v in ps) + " }"
        ),
    ),
    max_leaves=4,
)
LINES = st.one_of(
    st.builds("{} = {}".format, KEYS, VALUES),
    KEYS.map("[{}]".format),
    KEYS.map("[[{}]]".format),
    st.sampled_from(["", "# [note]", "   "]),
)


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_what_the_parser_finds_is_located_and_never_beyond_the_end(text: str) -> None:
    found = locate(text)
    assert all(1 <= line <= text.count("\n") + 1 for line in found.known.values())
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(paths(values)) == set(found.known)


@given(st.text(alphabet="ab\"'\\[]{}=.,# \n\t1", max_size=60))
@example("[" * 3000)
@example('a = {b = "')
@example('"\\q" = 1')
def test_any_text_is_walked_without_an_error(text: str) -> None:
    assert 1 <= locate(text).last_statement <= text.count("\n") + 1
