"""Lengths of time as rules name them. How they are read and counted is in `timing`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["minutes", "hours", "days", "business days"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as people say it: "2 hours", "5 business days"."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        """The words it was written in, in the plural where it is due."""
        unit = self.unit if self.amount != 1 else self.unit.removesuffix("s")
        return f"{self.amount} {unit}"
