"""Files of weights are read with the line of what is wrong in them; the user's take the place of those shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.errors import ConfigError
from agent.settings import shipped_rules


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "en.tsv").write_text(text, "utf-8")
    return tmp_path


def test_the_shipped_weights_know_five_languages() -> None:
    assert set(shipped_rules().classifier.words) == {"en", "de", "fr", "es", "nl"}


def test_a_wrong_weight_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        shipped_rules(folder(tmp_path, "# mine\noffer\tyours\tmuch\n"))
    (problem,) = error.value.problems
    assert problem.file.endswith("en.tsv")
    assert (problem.line, problem.what) == (2, "'much' is no number; write one such as 1.25")


def test_a_file_of_one_s_own_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    classifier = shipped_rules(folder(tmp_path, "offer\tyours\t2.5\n")).classifier
    assert list(classifier.words["en"]) == ["yours"]
    assert "stelle" in classifier.words["de"]


def test_a_file_that_is_no_text_is_told_as_such(tmp_path: Path) -> None:
    rules = folder(tmp_path, "")
    (rules / "weights" / "en.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UTF-16"):
        shipped_rules(rules)
