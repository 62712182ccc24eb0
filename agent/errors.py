"""The errors a person may see, by whose fault they are; the command line turns each into a sentence and an exit code.

A single bad mail is never an error (it is an `Unreadable`), and a bug is not caught here.
"""

from __future__ import annotations

from dataclasses import dataclass


class AfterwordError(Exception):
    """The root; never raised itself."""


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """One thing wrong with what the user wrote: where, which key, what is wrong, what to write instead."""

    file: str
    line: int
    key: str
    what: str
    instead: str = ""

    def __str__(self) -> str:
        """`file:line: key: what is wrong; what to write instead`."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        key = f"{self.key}: " if self.key else ""
        return f"{where}: {key}{self.what}" + (f"; {self.instead}" if self.instead else "")


class ConfigError(AfterwordError):
    """Config or rules cannot be used; carries every problem at once. Exit code 78."""

    def __init__(self, problems: tuple[ConfigProblem, ...]) -> None:
        """Keep the problems; the text is one line each."""
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


class LoginRefused(AfterwordError):
    """The server refused the log-in: do not retry, accounts get locked. Exit code 77."""


class ServerError(AfterwordError, ConnectionError):
    """The server cannot be reached or answered out of order: try again later. Exit code 75."""


class LedgerError(AfterwordError):
    """The ledger cannot be opened or written. Exit code 74."""


class UserError(AfterwordError):
    """The user named something that does not exist or cannot be done; the text says what to do. Exit code 2."""
