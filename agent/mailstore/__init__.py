"""All IMAP: connect, log in, scan, wait for news, append a draft once, see what became of it, withdraw it untouched.

The room implements `agent.ports.Mailstore` for one account. It gives bytes and places, and understands no mail: what a
message says is reading's business, whether a draft is wanted is deciding's. It cannot send, and it never changes a
message of the user's: everything that goes out passes one gate with a short list of commands (`gate`).
"""

from __future__ import annotations

from agent.mailstore.account import Account, Security, Timeouts
from agent.mailstore.boxes import Found
from agent.mailstore.gate import ForbiddenCommand
from agent.mailstore.refusal import Throttled
from agent.mailstore.store import ImapMailstore
from agent.mailstore.waiting import Wake, Wakeup

__all__ = [
    "Account",
    "ForbiddenCommand",
    "Found",
    "ImapMailstore",
    "Security",
    "Throttled",
    "Timeouts",
    "Wake",
    "Wakeup",
]
