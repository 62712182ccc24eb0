"""Readings and events as JSON text and back.

Every instant inside keeps its own UTC offset. What a newer Afterword wrote and this one does not know is an error with
a sentence, never a guess.
"""

from __future__ import annotations

import json
from typing import Annotated, TypeVar

from pydantic import Discriminator, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from agent.errors import LedgerError
from agent.reading import Reading
from agent.tracking import Event

EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Discriminator("type")])
READING: TypeAdapter[Reading] = TypeAdapter(Reading)
Stored = TypeVar("Stored")


def write_event(event: Event) -> str:
    """An event as JSON, its `type` among the fields."""
    return _write(EVENT, event)


def write_reading(reading: Reading) -> str:
    """A reading as JSON."""
    return _write(READING, reading)


def read_event(text: str, seq: int) -> Event:
    """The event of that number. Raises `LedgerError` when its type or a field is not known here."""
    try:
        return EVENT.validate_json(text)
    except ValidationError as error:
        raise LedgerError(f"event {seq} of the ledger cannot be read: {_reason(error)}") from error


def read_reading(text: str, fingerprint: str) -> Reading:
    """The reading of that message. Raises `LedgerError` as `read_event`."""
    try:
        return READING.validate_json(text)
    except ValidationError as error:
        raise LedgerError(f"reading {fingerprint[:12]} of the ledger cannot be read: {_reason(error)}") from error


def _write(adapter: TypeAdapter[Stored], value: Stored) -> str:
    """JSON in which lone surrogates, which no database stores, have become `?`."""
    try:
        return adapter.dump_json(value).decode()
    except PydanticSerializationError:
        tree = adapter.dump_python(value, mode="json")
        return json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace").decode()


def _reason(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    if first["type"] == "union_tag_invalid":
        return f"its type `{first['ctx']['tag']}` is not known here, so a newer Afterword wrote it: install that one"
    where = ".".join(str(step) for step in first["loc"])
    return f"{first['msg']} ({where})"
