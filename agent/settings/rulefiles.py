"""Finds the rule files: the shipped ones, and the user's in `rules_dir`, which take their place by name.

It lists and names files; what is in them is for `timing`, `stories`, `phrases`, `times`, `weights` and `templates`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from agent.errors import ConfigProblem
from agent.settings.words import shown, suggestion

KINDS = {"phrases": ".toml", "stories": ".toml", "templates": ".txt", "times": ".toml", "weights": ".tsv"}
"""The folders of a rules directory, and how the names of their files end."""

TIMING = "timing.toml"

TOLERATED = frozenset({TIMING, "config.toml", "config.example.toml"})
"""TOML files that may lie in a rules directory; any other was meant to be read and would not be."""


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """Which files count. `timing` is the shipped file first, then the user's; the others are by name, one each.

    Stories are the exception: the user's stand beside those shipped, whatever they are called.
    """

    timing: tuple[Traversable, ...]
    phrases: Mapping[str, Traversable]
    templates: Mapping[str, Traversable]
    times: Mapping[str, Traversable]
    weights: Mapping[str, Traversable]
    problems: tuple[ConfigProblem, ...] = field(default=())
    shipped_templates: frozenset[str] = frozenset()
    stories: tuple[Traversable, ...] = ()
    own_stories: tuple[Traversable, ...] = ()


def shipped_folder(package: Traversable | None = None) -> Traversable:
    """The shipped rules: inside the package as installed, beside it in a checkout of the source."""
    home = package or files("agent")
    installed = home / "rules"
    return installed if installed.is_dir() else Path(str(home)).parent / "rules"


def find_rule_files(rules_dir: Path | None, shipped: Traversable | None = None) -> RuleFiles:
    """List the files that count; a user's file with a name that means nothing is a problem, not passed over."""
    ground = shipped or shipped_folder()
    own, problems = _own_folder(rules_dir)
    return RuleFiles(
        timing=tuple(f for folder in (ground, *own) if (f := folder / TIMING).is_file() or f.is_dir()),
        phrases=_layered("phrases", ground, own),
        templates=_layered("templates", ground, own),
        times=_layered("times", ground, own),
        weights=_layered("weights", ground, own),
        problems=problems,
        shipped_templates=frozenset(_named("templates", ground))
        - {name for o in own for name in _named("templates", o)},
        stories=tuple(_layered("stories", ground, ()).values()),
        own_stories=tuple(file for o in own for file in _layered("stories", o, ()).values()),
    )


def _own_folder(rules_dir: Path | None) -> tuple[tuple[Traversable, ...], tuple[ConfigProblem, ...]]:
    if rules_dir is None:
        return (), ()
    try:
        return (rules_dir,), tuple(_misnamed(rules_dir))
    except FileNotFoundError:
        problem = ConfigProblem(
            str(rules_dir), 0, "rules_dir", "there is no such folder", "make it, or take the line out"
        )
    except NotADirectoryError:
        problem = ConfigProblem(str(rules_dir), 0, "rules_dir", "is a file, not a folder", "name the folder it is in")
    except OSError as error:
        problem = ConfigProblem(str(rules_dir), 0, "rules_dir", f"cannot be read ({error.strerror})")
    return (), (problem,)


def _misnamed(folder: Path) -> list[ConfigProblem]:
    """Rule files that would never be read. Other files (a README, an editor's copy) may lie there in peace."""
    problems = []
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and entry.name not in {*KINDS, TIMING}:
            problems.append(_unknown(entry, "folder of rules", KINDS))
        elif entry.suffix == ".toml" and entry.name not in TOLERATED:
            problems.append(_unknown(entry, "rule file", (TIMING,)))
    for name, ending in KINDS.items():
        inside = sorted((folder / name).iterdir()) if (folder / name).is_dir() else []
        wrong = (f for f in inside if f.suffix in {".toml", ".txt"} and f.suffix != ending)
        problems += [ConfigProblem(str(f), 0, "", f"files in {name} end in {ending}", "rename it") for f in wrong]
    return problems


def _unknown(entry: Path, called: str, known: Mapping[str, str] | tuple[str, ...]) -> ConfigProblem:
    return ConfigProblem(str(entry), 0, "", f"no such {called} {shown(entry.name)}", suggestion(entry.name, known))


def _layered(kind: str, ground: Traversable, own: tuple[Traversable, ...]) -> dict[str, Traversable]:
    """The files of a folder by name, in order of name; the user's take the place of those shipped."""
    found: dict[str, Traversable] = {}
    for folder in (ground, *own):
        found |= _named(kind, folder)
    return dict(sorted(found.items()))


def _named(kind: str, folder: Traversable) -> dict[str, Traversable]:
    inside = folder / kind
    if not inside.is_dir():
        return {}
    return {f.name: f for f in inside.iterdir() if f.name.endswith(KINDS[kind]) and not f.name.startswith(".")}
