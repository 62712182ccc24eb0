"""The one place where what a library raises on matter from outside turns into a value; nothing is repaired here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """A library raised; `reason` names the exception's class, never its text, which may quote the mail."""

    reason: str


def attempt(work: Callable[[], T]) -> T | Failure:
    """Run what calls a library on matter from outside."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - libraries raise nearly anything on hostile input; a value comes back
        return Failure(type(error).__name__)
