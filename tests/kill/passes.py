"""Makes passes on request, each in a forked child, and kills that child at the step asked for.

One JSON object a line comes in (`port`, `user`, `password`, `ledger`, `at`, and `kill`: a step's number or null); one
goes out when the child has ended: its exit status, negative for a signal, and the steps it took.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from agent.cycle import Cycle
from agent.ledger import open_ledger
from agent.mailstore import Account, ImapMailstore
from agent.mailstore.wire import Answer, Wire
from agent.reading import Identity
from agent.settings import Rules, shipped_rules
from agent.writing import draft_digest

ME = Identity(
    name="Sam Doe", addresses=("sam@example.org",), timezone="Europe/London", country="GB", signature="Sam Doe"
)


class Steps:
    """Counts the steps of this process into a file that survives it, and kills it at one of them."""

    def __init__(self, kill: int | None, out: int) -> None:
        self._kill, self._out, self._count = kill, out, 0

    def take(self, what: str) -> None:
        self._count += 1
        os.write(self._out, f"{what}\n".encode())
        if self._count == self._kill:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Step at every transaction and at every turn of the conversation with the server."""
        event.listen(Engine, "commit", lambda _connection: self.take("commit"))
        send, finish = Wire.send, Wire.finish

        def stepping_send(wire: Wire, data: bytes) -> None:
            self.take(f"before {_name(data)}")
            send(wire, data)
            self.take(f"sent {_name(data)}")

        def stepping_finish(wire: Wire, tag: bytes) -> Answer:
            answer = finish(wire, tag)
            self.take("answered")
            return answer

        setattr(Wire, "send", stepping_send)  # noqa: B010 - in this process only, which ends with the pass
        setattr(Wire, "finish", stepping_finish)  # noqa: B010 - likewise


def _name(data: bytes) -> str:
    words = data[:40].split()
    return words[1].decode("ascii", "replace") if len(words) > 1 and words[0].isalnum() else "literal"


def one_pass(order: dict[str, Any], rules: Rules) -> None:
    account = Account(name="personal", host="127.0.0.1", user=order["user"], port=order["port"], security="none")
    ledger = open_ledger(Path(order["ledger"]))
    store = ImapMailstore(account, lambda: str(order["password"]), draft_digest)
    cycle = Cycle("personal", store, ledger, rules.reader(ME), rules.book, rules.templates, ME)
    cycle.run(datetime.fromisoformat(order["at"]))
    store.close()
    ledger.close()


def main() -> None:
    rules = shipped_rules()
    for line in sys.stdin:
        order = json.loads(line)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            Steps(order["kill"], writer).watch()
            one_pass(order, rules)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as taken:
            steps = taken.read().splitlines()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(json.dumps({"status": status, "steps": steps}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
