"""The house keeps its own rules: imports, style, types and words are checked with every run of the tests."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from agent.tracking import diagram

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )


def test_the_import_contracts_are_kept() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_ruff_finds_nothing() -> None:
    done = run("ruff", "check", "--no-cache", ".")
    assert done.returncode == 0, done.stdout


def test_the_formatter_would_change_nothing() -> None:
    done = run("ruff", "format", "--no-cache", "--check", ".")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_types_hold_in_code_and_tests() -> None:
    done = run("mypy")
    assert done.returncode == 0, done.stdout


def test_the_state_machine_drawn_for_readers_is_the_one_that_runs() -> None:
    assert diagram().strip() in (ROOT / "ARCHITECTURE.md").read_text()


def sources() -> list[Path]:
    return sorted((ROOT / "agent").rglob("*.py"))


def test_every_module_opens_by_saying_what_it_is_for() -> None:
    without = [str(path) for path in sources() if not path.read_text().lstrip().startswith('"""')]
    assert without == []


def test_no_module_outgrows_a_readers_patience() -> None:
    too_long = {str(path): n for path in sources() if (n := len(path.read_text().splitlines())) > 330}
    assert too_long == {}


def test_the_lock_names_no_host_and_hashes_everything() -> None:
    lock = (ROOT / "requirements.txt").read_text()
    assert not re.search(r"https?://|--index-url|--find-links|file://", lock)
    pinned = re.findall(r"^([a-z0-9._-]+)==", lock, flags=re.MULTILINE)
    assert pinned
    assert all(
        re.search(rf"^{re.escape(name)}==\S+(?: ; [^\\\n]+)? \\\n    --hash=sha256:", lock, flags=re.MULTILINE)
        for name in pinned
    )


def test_the_lock_holds_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    names = {re.split(r"[<>=\[]", line)[0].lower() for line in declared}
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.txt").read_text(), flags=re.MULTILINE))
    assert names <= locked
