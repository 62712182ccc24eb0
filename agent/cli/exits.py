"""Exit codes by whose turn it is, after sysexits.h, and how a bug is told without a word of any mail."""

from __future__ import annotations

import traceback

from agent.errors import ConfigError, LedgerError, LoginRefused, ServerError, UserError

USAGE, BUG, LEDGER, TRY_AGAIN, REFUSED, CONFIG = 2, 70, 74, 75, 77, 78

BY_ERROR = {UserError: USAGE, LedgerError: LEDGER, ServerError: TRY_AGAIN, LoginRefused: REFUSED, ConfigError: CONFIG}
"""What each of our errors ends with."""


def place_of(bug: BaseException) -> str:
    """Where a bug struck and of which type it is; its message may quote a mail, and a log must not."""
    frames = "".join(traceback.format_tb(bug.__traceback__))
    return f"This is a bug in Afterword: {type(bug).__name__} at\n{frames}".rstrip()
