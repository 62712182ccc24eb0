"""One measured scan: `python -m tests.bench.scan bare|ours PORT USER PASSWORD` prints JSON: seconds and peak memory."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from imapclient import IMAPClient

from agent.cycle import Cycle
from agent.ledger import open_ledger
from agent.mailstore import Account, ImapMailstore
from agent.reading import Identity
from agent.settings import shipped_rules
from agent.writing import draft_digest
from tests.bench.mailbox import LAST

SINCE = LAST - timedelta(days=90)
CHUNK = 100
"""Messages in one FETCH of the bare loop: larger chunks made it no faster, and cost it memory."""

ME = Identity(name="Sam Doe", addresses=("sam@example.org",), timezone="Europe/London")


def bare(port: int, user: str, password: str) -> int:
    """Fetch every message in full with imapclient, and look at none."""
    client = IMAPClient("127.0.0.1", port, ssl=False)
    client.login(user, password)
    client.select_folder("INBOX", readonly=True)
    uids = client.search(["SINCE", SINCE.date()])
    for start in range(0, len(uids), CHUNK):
        client.fetch(uids[start : start + CHUNK], ["BODY.PEEK[]"])
    client.logout()
    return len(uids)


def ours(port: int, user: str, password: str) -> int:
    """The first pass: read everything, file it, plan."""
    rules = shipped_rules()
    account = Account(name="bench", host="127.0.0.1", user=user, port=port, security="none")
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "ledger.db")
        store = ImapMailstore(account, lambda: password, draft_digest)
        reader = rules.reader(ME)
        began = time.perf_counter()
        done = Cycle("bench", store, ledger, reader, rules.book, rules.templates, ME).run(LAST)
        _report(done.looked_at, time.perf_counter() - began)
        store.close()
        ledger.close()
    return done.looked_at


def main() -> None:
    """Measure one of the two. What is not the scan itself (imports, rules) is not counted."""
    which, port, user, password = sys.argv[1:]
    if which == "ours":
        ours(int(port), user, password)
    else:
        _timed(bare, int(port), user, password)


def _timed(scan: Callable[[int, str, str], int], port: int, user: str, password: str) -> None:
    began = time.perf_counter()
    count = scan(port, user, password)
    _report(count, time.perf_counter() - began)


def _report(count: int, seconds: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"messages": count, "seconds": seconds, "peak_mb": peak}) + "\n")


if __name__ == "__main__":
    main()
