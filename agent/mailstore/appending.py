"""Putting one draft into Drafts, and taking one away again: the only two things that change anything on the server.

Whether to do either is not decided here, and nothing is ever tried twice.
"""

from __future__ import annotations

import imaplib
import re

from agent.mailstore.client import SafeClient
from agent.ports import AppendAmbiguous, Appended, AppendRefused

_APPENDUID = re.compile(rb"\[APPENDUID ([0-9]+) ([0-9]+)\]", re.IGNORECASE)


def append(client: SafeClient, drafts: bytes, raw: bytes) -> Appended:
    """APPEND once. Raises `AppendRefused` on NO and BAD, `AppendAmbiguous` when the answer does not come."""
    try:
        answer = client.append(drafts, raw)
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        raise AppendAmbiguous(f"no answer to the APPEND ({type(error).__name__})") from error
    if not answer.ok:
        raise AppendRefused(answer.text.decode("utf-8", "replace")[:200])
    uid = _APPENDUID.search(answer.text)
    return Appended(int(uid[1]), int(uid[2])) if uid else Appended(None, None)


def remove(client: SafeClient, drafts: bytes, uidvalidity: int, uid: int) -> bool:
    r"""Remove one UID from Drafts by `\Deleted` and UID EXPUNGE; whether it is gone. Needs UIDPLUS.

    Leaves Drafts by EXAMINE, which closes it without expunging anything else.
    """
    try:
        with client.gate.withdrawing(uid):
            if client.open_drafts(drafts).uidvalidity != uidvalidity:
                return False
            if not (client.mark_deleted(uid) and client.uid_expunge(uid)):
                return False
    finally:
        client.examine(drafts)
    return uid not in client.search(uid, uid)
