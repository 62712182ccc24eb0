"""A mailbox that lives in memory: holds state like a server, and can be told to lose an answer or to refuse.

Implements `agent.ports.Mailstore`. What a real server adds to this is checked by the contract suite in
`tests/mailstore`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.utils import getaddresses, parsedate_to_datetime
from enum import Enum, auto

from agent.errors import ServerError
from agent.ports import AppendAmbiguous, Appended, AppendRefused, Batch, Box, Cursor, Fence, Fetched, Seen
from agent.writing import draft_digest


class Trouble(Enum):
    """What the next APPEND meets."""

    LOST_BEFORE = auto()
    """The connection dies before the server stored anything."""

    LOST_AFTER = auto()
    """The server stores the draft, its answer is lost."""

    LATE = auto()
    """The connection dies, and the draft appears when `land()` is called."""

    NO = auto()
    """The server refuses."""

    SILENT_OK = auto()
    """The server stores the draft and says OK, without APPENDUID."""


@dataclass(slots=True)
class Stored:
    uid: int
    received_at: datetime
    raw: bytes


@dataclass(slots=True)
class Mailbox:
    uidvalidity: int = 1
    uidnext: int = 1
    messages: list[Stored] = field(default_factory=list)

    def add(self, raw: bytes, received_at: datetime) -> int:
        uid = self.uidnext
        self.messages.append(Stored(uid, received_at, raw))
        self.uidnext += 1
        return uid


@dataclass(slots=True)
class FakeMailstore:
    batch: int = 50
    troubles: list[Trouble] = field(default_factory=list)
    boxes: dict[Box, Mailbox] = field(default_factory=lambda: {box: Mailbox() for box in Box})
    appends: int = 0
    can_withdraw: bool = True
    clock: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    _late: list[bytes] = field(default_factory=list)
    _down: bool = False

    def deliver(self, raw: bytes, at: datetime, box: Box = Box.INBOX) -> int:
        """Put a message where it belongs, as another client or the outside world would."""
        return self.boxes[box].add(raw, at)

    def land(self) -> None:
        """Let appends land that were still under way when their connection died."""
        for raw in self._late:
            self.boxes[Box.DRAFTS].add(raw, self.clock)
        self._late.clear()

    def remove(self, box: Box, uid: int) -> bytes:
        """Expunge a message, as the user's own client would; its bytes."""
        found = next(m for m in self.boxes[box].messages if m.uid == uid)
        self.boxes[box].messages.remove(found)
        return found.raw

    def renumber(self, box: Box) -> None:
        """Give a mailbox a new UIDVALIDITY and new UIDs, as a restore from backup does."""
        old = self.boxes[box]
        new = Mailbox(uidvalidity=old.uidvalidity + 1)
        for message in old.messages:
            new.add(message.raw, message.received_at)
        self.boxes[box] = new

    def reconnect(self) -> None:
        """Log in again after the connection died."""
        self._down = False

    def scan(self, box: Box, cursor: Cursor | None, since: date) -> Iterator[Batch]:
        self._up()
        mailbox = self.boxes[box]
        if cursor is not None and cursor.uidvalidity == mailbox.uidvalidity:
            news = [m for m in mailbox.messages if m.uid > cursor.uid]
        else:
            news = [m for m in mailbox.messages if m.received_at.date() >= since]
        for start in range(0, len(news), self.batch):
            part = news[start : start + self.batch]
            yield Batch(
                box=box,
                messages=tuple(self._fetched(box, m) for m in part),
                cursor=Cursor(mailbox.uidvalidity, part[-1].uid),
                done=start + len(part),
                total=len(news),
            )

    def fetch(self, box: Box, uidvalidity: int, uids: Sequence[int]) -> tuple[Fetched, ...]:
        self._up()
        mailbox = self.boxes[box]
        if uidvalidity != mailbox.uidvalidity:
            return ()
        return tuple(self._fetched(box, m) for m in mailbox.messages if m.uid in uids)

    def fence(self) -> Fence:
        self._up()
        return Fence(self.boxes[Box.DRAFTS].uidvalidity, self.boxes[Box.DRAFTS].uidnext)

    def append(self, raw: bytes) -> Appended:
        self._up()
        self.appends += 1
        trouble = self.troubles.pop(0) if self.troubles else None
        drafts = self.boxes[Box.DRAFTS]
        if trouble is Trouble.NO:
            raise AppendRefused("[OVERQUOTA] Quota exceeded")
        if trouble in {Trouble.LOST_BEFORE, Trouble.LATE}:
            self._late += [raw] if trouble is Trouble.LATE else []
            self._down = True
            raise AppendAmbiguous("connection lost")
        uid = drafts.add(raw, self.clock)
        if trouble is Trouble.LOST_AFTER:
            self._down = True
            raise AppendAmbiguous("connection lost")
        return Appended(None, None) if trouble is Trouble.SILENT_OK else Appended(drafts.uidvalidity, uid)

    def drafts(self, since: Fence | None = None) -> tuple[Seen, ...]:
        self._up()
        mailbox = self.boxes[Box.DRAFTS]
        behind = since.uidnext if since and since.uidvalidity == mailbox.uidvalidity else 0
        return tuple(self._seen(Box.DRAFTS, m) for m in mailbox.messages if m.uid >= behind)

    def sent_since(self, when: date) -> tuple[Seen, ...]:
        self._up()
        return tuple(self._seen(Box.SENT, m) for m in self.boxes[Box.SENT].messages if m.received_at.date() >= when)

    def withdraw(self, uidvalidity: int, uid: int, digest: str) -> bool:
        self._up()
        mailbox = self.boxes[Box.DRAFTS]
        found = next((m for m in mailbox.messages if m.uid == uid), None)
        ours = found is not None and mailbox.uidvalidity == uidvalidity and draft_digest(found.raw) == digest
        if not (self.can_withdraw and ours and found):
            return False
        mailbox.messages.remove(found)
        return True

    def _up(self) -> None:
        if self._down:
            raise ServerError("not connected")

    def _fetched(self, box: Box, message: Stored) -> Fetched:
        return Fetched(
            box, self.boxes[box].uidvalidity, message.uid, message.received_at, len(message.raw), message.raw
        )

    def _seen(self, box: Box, stored: Stored) -> Seen:
        message = message_from_bytes(stored.raw)
        to = getaddresses([str(message["To"] or ""), str(message["Cc"] or "")])
        date_header = message["Date"]
        return Seen(
            box=box,
            uidvalidity=self.boxes[box].uidvalidity,
            uid=stored.uid,
            message_id=message["Message-ID"],
            in_reply_to=tuple(str(message["In-Reply-To"] or "").split()),
            references=tuple(str(message["References"] or "").split()),
            to=tuple(address.lower() for _, address in to),
            sent_at=parsedate_to_datetime(date_header) if date_header else None,
            digest=draft_digest(stored.raw) if box is Box.DRAFTS else None,
        )
