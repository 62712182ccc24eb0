"""Whose fault it is when the server says no: the log-in's or the moment's, and how long to leave it alone.

Servers say it in prose more often than in the codes of RFC 5530, so the prose of the large providers is known here.
What nobody recognises counts as refused at log-in (accounts get locked) and as passing anywhere else.
"""

from __future__ import annotations

import re
import ssl

from agent.errors import AfterwordError, LoginRefused, ServerError
from agent.mailstore.account import Account
from agent.mailstore.wire import Bye

_PASSING = re.compile(
    r"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG|OVERQUOTA)\]|temporar|try again|unavailable|throttl|too many|rate.?limit|"
    r"exceeded (?:command|bandwidth)|bandwidth limit|system error|internal error|shutting down|not connected|overload",
    re.IGNORECASE,
)
_BACKOFF = re.compile(r"back-?off time:?\s*(\d{1,9})\s*(milliseconds|ms|seconds|s)?\b", re.IGNORECASE)
_PAUSES = (
    (re.compile(r"exceeded (?:command|bandwidth)|bandwidth limit", re.IGNORECASE), 3600.0),
    (re.compile(r"too many|throttl|rate.?limit|\[LIMIT\]", re.IGNORECASE), 600.0),
)
"""Gmail counts its allowance by the day; the ghosts of lost connections take minutes to go."""
LONGEST_PAUSE = 86_400.0


class Throttled(ServerError):
    """The server wants to be left alone; `pause` says for how many seconds at least."""

    def __init__(self, text: str, pause: float) -> None:
        """Keep the pause beside the text."""
        super().__init__(text)
        self.pause = pause


def is_passing(text: str) -> bool:
    """Whether a refusal speaks of the moment, not of what was asked."""
    return _PASSING.search(text) is not None


def refused(account: Account, text: str) -> AfterwordError:
    """The error for a log-in that was answered with NO or BAD."""
    if is_passing(text):
        return troubled(account, text)
    return LoginRefused(f"account {account.name}: {account.host} refuses the log-in of {account.user}: {_shown(text)}")


def troubled(account: Account, text: str) -> ServerError:
    """The error for anything else a server says instead of doing what was asked."""
    sentence = f"account {account.name}: {account.host} says: {_shown(text)}"
    pause = _pause(text)
    return Throttled(sentence, pause) if pause else ServerError(sentence)


def broken(account: Account, error: BaseException) -> ServerError:
    """The error for a connection that cannot be made, died, or got out of step. Never quotes what a mail may say."""
    if isinstance(error, Bye):
        return troubled(account, str(error))
    if isinstance(error, ssl.SSLCertVerificationError):
        why = f"its certificate cannot be trusted: {error.verify_message}"
    elif isinstance(error, TimeoutError):
        why = "it does not answer in time"
    elif isinstance(error, OSError):
        why = error.strerror or str(error) or type(error).__name__
    else:
        why = f"the connection broke off or got out of step ({type(error).__name__})"
    return ServerError(f"account {account.name}: {account.host}:{account.port}: {why}")


def _pause(text: str) -> float:
    if match := _BACKOFF.search(text):
        unit = 1000.0 if (match[2] or "ms").lower().startswith("m") else 1.0
        return min(int(match[1]) / unit, LONGEST_PAUSE)
    return next((pause for pattern, pause in _PAUSES if pattern.search(text)), 0.0)


def _shown(text: str) -> str:
    """A server's words, in one line of printable characters, short."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line[:200] or "no reason given"
