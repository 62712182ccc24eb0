"""Turns what pydantic found into problems a person can act on: which line, which key, what is wrong, what to write.

No value is repeated here (it may be a secret); the checks in `fields` repeat those that are safe to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeGuard, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from agent.errors import ConfigProblem
from agent.settings.locate import KeyPath
from agent.settings.source import Source
from agent.settings.words import nearest, suggestion, type_word

WANTED = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "text in quotes",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
}
"""What a value should have been, by pydantic's type of error."""

BOUNDS = {
    "greater_than_equal": ("must be at least {ge:g}", ""),
    "less_than_equal": ("must be at most {le:g}", ""),
    "string_too_long": ("must be at most {max_length} characters long", ""),
    "finite_number": ("must be an ordinary number", ""),
    "too_short": ("is empty", ""),
    "string_pattern_mismatch": ('must not hold a "/"', "write the name alone"),
}
"""What bound a value breaks, by pydantic's type of error."""


def problems_of(
    error: ValidationError, source: Source, shape: type[BaseModel], under: KeyPath = ()
) -> list[ConfigProblem]:
    """Every problem of one table, in the order of its lines.

    `under` is where the table stands in its file. Where the syntax has faults, what is missing is not said: it may
    stand in a line that could not be read.
    """
    found = error.errors(include_url=False)
    misspelt = {(*e["loc"][:-1], n) for e in found if e["type"] == "extra_forbidden" and (n := _meant(e, shape))}
    told: list[ConfigProblem] = []
    for e in found:
        path = _path(e)
        if _absent(e) and (source.problems or path in misspelt or any(key[:-1] == path for key in misspelt)):
            continue
        if e["type"] == "too_short" and any(_within(o, path) for o in found):
            continue  # what is in it is wrong, and has been told
        told.append(source.problem((*under, *path), *_sentence(e, shape)))
    return sorted(told, key=lambda p: p.line)


def _within(e: ErrorDetails, path: KeyPath) -> bool:
    return len(e["loc"]) > len(path) and e["loc"][: len(path)] == path


def _context(e: ErrorDetails) -> Mapping[str, Any]:
    return e.get("ctx", {})


def _path(e: ErrorDetails) -> KeyPath:
    """What the problem is about: the key that was checked, or the one beside or around it that the check named."""
    about = _context(e).get("about")
    return e["loc"] if about is None else (*e["loc"][:-1], *([about] if about else []))


def _absent(e: ErrorDetails) -> bool:
    return e["type"] == "missing" or bool(_context(e).get("absent"))


def _sentence(e: ErrorDetails, shape: type[BaseModel]) -> tuple[str, str]:
    """What is wrong, and what to write instead."""
    kind, context = e["type"], _context(e)
    if kind == "wrong":
        return context["what"], context["instead"]
    if kind == "missing":
        return "is missing", _example(e, shape)
    if kind == "extra_forbidden":
        return "there is no such key", _known_key(e, shape)
    if kind in WANTED:
        return f"needs {WANTED[kind]}, not {type_word(e['input'])}", _example(e, shape)
    if kind in BOUNDS:
        what, instead = BOUNDS[kind]
        return what.format_map(context), instead or _example(e, shape)
    return "is not something that can be used here", _example(e, shape)


def _example(e: ErrorDetails, shape: type[BaseModel]) -> str:
    """`write key = …`, from the examples of the field."""
    key = str(e["loc"][-1])
    field = fields_at(shape, e["loc"][:-1]).get(key)
    examples = (field.examples if field else None) or []
    if not examples:
        return ""
    return f"write {key} = {examples[0]}" if examples[0][0] in '"{[0123456789' else f"write {examples[0]}"


def _meant(e: ErrorDetails, shape: type[BaseModel]) -> str:
    return nearest(str(e["loc"][-1]), fields_at(shape, e["loc"][:-1]))


def _known_key(e: ErrorDetails, shape: type[BaseModel]) -> str:
    """The key that was meant, or the table in which there is such a key, or the keys there are."""
    key, here = str(e["loc"][-1]), fields_at(shape, e["loc"][:-1])
    if near := nearest(key, here):
        return f'did you mean "{near}"?'
    elsewhere = next((table for table, fields in _tables(shape) if key in fields), "")
    return f"it belongs {elsewhere}" if elsewhere else suggestion(key, here)


def _tables(shape: type[BaseModel], name: str = "") -> Iterator[tuple[str, Mapping[str, FieldInfo]]]:
    """Every table of a shape with its keys, named as one would write its heading."""
    yield f"under [{name}]" if name else "at the top, before any [table]", shape.model_fields
    for key, field in shape.model_fields.items():
        inner = _plain(field.annotation)
        if get_origin(inner) is dict and _is_shape(named := _plain(get_args(inner)[1])):
            yield from _tables(named, f"{name}.{key}.NAME".lstrip("."))
        elif _is_shape(inner):
            yield from _tables(inner, f"{name}.{key}".lstrip("."))


def fields_at(shape: type[BaseModel], path: KeyPath) -> Mapping[str, FieldInfo]:
    """The keys of the table at a path of a shape; none where the path leads to no table."""
    here: object = shape
    for part in path:
        if get_origin(here) is dict:
            here = _plain(get_args(here)[1])
        elif get_origin(here) is tuple:
            here = _plain(get_args(here)[0])
        elif _is_shape(here) and part in here.model_fields:
            here = _plain(here.model_fields[str(part)].annotation)
        else:
            return {}
    return here.model_fields if _is_shape(here) else {}


def _plain(annotation: object) -> object:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _is_shape(annotation: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
