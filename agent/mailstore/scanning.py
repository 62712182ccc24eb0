"""Reading many messages of an opened mailbox: sizes first, then bodies in lumps of bounded bytes, nobody left behind.

Every UID asked for ends as a message or as missing. A message is missing only when the server says so, answers
nonsense for it alone, or has hung up on it again and again; a server that is merely ill raises and is asked later.
"""

from __future__ import annotations

import imaplib
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from agent.errors import ServerError
from agent.mailstore.client import SafeClient, Status
from agent.mailstore.gate import MOST_UIDS
from agent.mailstore.headers import date_of
from agent.mailstore.responses import Items, internal_date
from agent.ports import Batch, Box, Cursor, Fetched

LUMP_BYTES = 4 * 1024 * 1024
"""Most bytes asked for in one command, and so about what is held in memory at a time."""
BATCH = 250
SEARCH_SPAN = 50_000
"""UIDs searched at a time: the answer's line stays below a megabyte."""
MOST_SEARCHES = 64
SHRINK = 5
GIVE_UP = 7
"""Where a fetch kills the connection, the next ones are a fifth as big: 500, 100, 20, 4, 1, 1, 1 UIDs, then none."""
ILL = 5
"""So many messages in a row that cannot be had one by one mean that the server is ill, not they."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of a message before its body is fetched."""

    uid: int
    size: int
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Lump:
    """What came of one command: the messages, and the UIDs that could not be had."""

    messages: tuple[Fetched, ...]
    missing: tuple[int, ...]


def new_uids(client: SafeClient, status: Status, after: int, since: date | None) -> array[int]:
    """UIDs above `after`, received since a day, ascending; four bytes each, however large the mailbox."""
    first, found = after + 1, array("I")
    if min(status.exists, status.uidnext - first) <= SEARCH_SPAN:
        found.extend(client.search(first, None, since))
        return found
    span = max(SEARCH_SPAN, (status.uidnext - first) // MOST_SEARCHES + 1)
    for low in range(first, status.uidnext, span):
        found.extend(client.search(low, low + span - 1, since))
    return found


class Bodies:
    """Fetches messages by UID, and remembers which ones the connection died on."""

    def __init__(self) -> None:
        self._deaths: Counter[tuple[Box, int, int]] = Counter()

    def plan(self, box: Box, uidvalidity: int, uids: Sequence[int]) -> Iterator[Sequence[int]]:
        """The UIDs in commands' worth, in order: small ones where the connection died before."""
        lump: list[int] = []
        limit = MOST_UIDS
        for uid in uids:
            own = max(1, MOST_UIDS // SHRINK ** self._deaths[box, uidvalidity, uid])
            if lump and len(lump) >= min(own, limit):
                yield lump
                lump, limit = [], MOST_UIDS
            lump.append(uid)
            limit = min(limit, own)
        if lump:
            yield lump

    def take(self, client: SafeClient, box: Box, status: Status, uids: Sequence[int]) -> Iterator[Lump]:
        """The messages of at most `MOST_UIDS` UIDs, in lumps of about `LUMP_BYTES`."""
        hopeless = [uid for uid in uids if self._deaths[box, status.uidvalidity, uid] >= GIVE_UP]
        asked = [uid for uid in uids if uid not in hopeless]
        with self._remembering(box, status.uidvalidity, asked):
            metas = _metas(client, asked)
        known = {meta.uid for meta in metas}
        gone = sorted({*hopeless, *(uid for uid in asked if uid not in known)})
        limit = client.account.body_limit
        for lump in _lumps(metas, limit):
            wanted = [meta.uid for meta in lump]
            with self._remembering(box, status.uidvalidity, wanted):
                bodies = _bodies(client, lump)
            self._acquit(box, status.uidvalidity, wanted)
            given = (_fetched(box, status.uidvalidity, meta, bodies.get(meta.uid), limit) for meta in lump)
            messages = tuple(message for message in given if message)
            below = [uid for uid in gone if uid < wanted[-1]]
            gone = gone[len(below) :]
            yield Lump(messages, tuple(sorted({*below, *wanted} - {message.uid for message in messages})))
        if gone:
            yield Lump((), tuple(gone))

    @contextmanager
    def _remembering(self, box: Box, uidvalidity: int, uids: Sequence[int]) -> Iterator[None]:
        try:
            yield
        except ServerError:
            raise  # it spoke, so it lives
        except (imaplib.IMAP4.error, OSError):
            self.blame(box, uidvalidity, uids)
            raise

    def blame(self, box: Box, uidvalidity: int, uids: Sequence[int]) -> None:
        """Remember that the connection died on one of these."""
        self._deaths.update((box, uidvalidity, uid) for uid in uids)

    def _acquit(self, box: Box, uidvalidity: int, uids: Sequence[int]) -> None:
        for uid in uids:
            self._deaths.pop((box, uidvalidity, uid), None)


def _metas(client: SafeClient, uids: Sequence[int]) -> list[Meta]:
    found = _one_by_one(client, uids, "UID INTERNALDATE RFC822.SIZE", b"RFC822.SIZE")
    return [
        Meta(uid, _number(items.get(b"RFC822.SIZE")), internal_date(items.get(b"INTERNALDATE")))
        for uid, items in sorted(found.items())
    ]


def _bodies(client: SafeClient, lump: Sequence[Meta]) -> dict[int, bytes]:
    limit = client.account.body_limit
    whole = [meta.uid for meta in lump if meta.size <= limit]
    large = [meta.uid for meta in lump if meta.size > limit]
    found = _one_by_one(client, whole, "UID BODY.PEEK[]", b"BODY[]")
    found |= _one_by_one(client, large, f"UID BODY.PEEK[]<0.{limit}>", b"BODY[]")
    return {uid: body for uid, items in found.items() if (body := items.get(b"BODY[]")) is not None}


def _one_by_one(client: SafeClient, uids: Sequence[int], items: str, key: bytes) -> dict[int, Items]:
    """What a FETCH gives for each UID; those a doubtful answer left out are asked for singly."""
    if not uids:
        return {}
    taken = client.fetch(uids, items)
    found = {uid: taken.found[uid] for uid in uids if taken.found.get(uid, {}).get(key) is not None}
    left = [uid for uid in uids if uid not in found] if taken.doubtful and len(uids) > 1 else []
    in_vain = 0
    for uid in left:
        single = client.fetch([uid], items)
        got = single.found.get(uid, {})
        if got.get(key) is not None:
            found[uid] = got
        in_vain = in_vain + 1 if single.doubtful and uid not in found else 0
        if in_vain >= ILL:
            raise ServerError(f"account {client.account.name}: the server gives none of its messages")
    return found


def _number(value: bytes | None) -> int:
    return int(value) if value and value.isdigit() else 0


def _lumps(metas: Sequence[Meta], limit: int) -> Iterator[list[Meta]]:
    lump: list[Meta] = []
    held = 0
    for meta in metas:
        weight = min(meta.size, limit)
        if lump and held + weight > LUMP_BYTES:
            yield lump
            lump, held = [], 0
        lump.append(meta)
        held += weight
    if lump:
        yield lump


def _fetched(box: Box, uidvalidity: int, meta: Meta, body: bytes | None, limit: int) -> Fetched | None:
    if body is None:
        return None
    received_at = meta.received_at or date_of(body)
    if received_at is None:
        return None
    raw = body[:limit]
    truncated = meta.size > limit or len(body) > limit
    size = max(meta.size, len(body)) if truncated else len(raw)
    return Fetched(box, uidvalidity, meta.uid, received_at, size, raw, truncated)


def batches(box: Box, uidvalidity: int, lump: Lump, done: int, total: int) -> Iterator[Batch]:
    """A lump as batches of at most `BATCH` UIDs, each with the cursor that holds once it is durable."""
    by_uid: dict[int, Fetched | None] = dict.fromkeys(lump.missing)
    by_uid |= {m.uid: m for m in lump.messages}
    uids = sorted(by_uid)
    for place in range(0, len(uids), BATCH):
        part = uids[place : place + BATCH]
        messages = tuple(m for uid in part if (m := by_uid[uid]))
        missing = tuple(uid for uid in part if not by_uid[uid])
        yield Batch(box, messages, Cursor(uidvalidity, part[-1]), done + place + len(part), total, missing)


def finished(batch: Batch, status: Status) -> Batch:
    """The last batch of a scan: every UID the mailbox had given out when it was opened is dealt with."""
    return replace(batch, cursor=Cursor(status.uidvalidity, max(batch.cursor.uid, status.uidnext - 1)))
