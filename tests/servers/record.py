"""What servers were told over a whole run of the tests, and what they may be told at most."""

from __future__ import annotations

import re
from collections import Counter

ALLOWED = frozenset(
    {
        "CAPABILITY", "ID", "STARTTLS", "LOGIN", "AUTHENTICATE", "LIST", "NAMESPACE", "STATUS", "EXAMINE", "UID SEARCH",
        "UID FETCH", "IDLE", "NOOP", "APPEND", "LOGOUT",
        # only to take back a draft that is still exactly ours:
        "SELECT", "UID STORE", "UID EXPUNGE",
    }
)  # fmt: skip
"""Every IMAP command Afterword has a use for. Written out here anew: the gate's own list must not vouch for itself."""

heard: Counter[str] = Counter()
"""The commands that passed through any recorder, over the whole run."""

_LITERAL = re.compile(rb"\{(\d+)\+?\}$")


def commands_in(said: bytes) -> Counter[str]:
    """The names of the commands in what a client said, `UID X` as one; literals and what TLS hides are passed over."""
    names: Counter[str] = Counter()
    place, within_literal = 0, False
    while place < len(said):
        end = said.find(b"\r\n", place)
        line = said[place : end if end >= 0 else len(said)]
        place = end + 2 if end >= 0 else len(said)
        words = line.split()
        if not within_literal and len(words) > 1 and re.fullmatch(rb"[ -~]+", line):
            name = words[1:3] if words[1] == b"UID" else words[1:2]
            names[b" ".join(name).decode("ascii", "replace").upper()] += 1
        literal = _LITERAL.search(line)
        within_literal = literal is not None
        place += int(literal[1]) if literal else 0
    return names
