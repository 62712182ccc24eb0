"""Exit codes by whose turn it is, after sysexits.h; how an error is told, and a bug, without a word of any mail."""

from __future__ import annotations

import traceback

from agent.cli.page import sentence
from agent.errors import AfterwordError, ConfigError, LedgerError, LoginRefused, ServerError, UserError

USAGE, BUG, LEDGER, TRY_AGAIN, REFUSED, CONFIG = 2, 70, 74, 75, 77, 78

BY_ERROR = {UserError: USAGE, LedgerError: LEDGER, ServerError: TRY_AGAIN, LoginRefused: REFUSED, ConfigError: CONFIG}
"""What each of our errors ends with."""


def place_of(bug: BaseException) -> str:
    """Where a bug struck and of which type it is; its message may quote a mail, and a log must not."""
    frames = "".join(traceback.format_tb(bug.__traceback__))
    return f"This is a bug in Afterword: {type(bug).__name__} at\n{frames}".rstrip()


def explain(error: AfterwordError) -> str:
    """Say what is wrong and what to do about it."""
    match error:
        case ConfigError():
            count = len(error.problems)
            return f"{count} problem{'s' if count != 1 else ''} in the configuration:\n{error}"
        case LoginRefused():
            return f"The mail server refused the log-in: {error}\nNothing is tried again until you have mended it."
        case ServerError():
            return f"The mail server: {error}\nNothing is lost; try again later."
        case LedgerError():
            return sentence(str(error))
        case _:
            return sentence(str(error))
