"""What happened, durably: events, readings, how far each mailbox has been read, and the outbox of drafts.

The only room that speaks SQL. It keeps and gives back; it does not decide, does not read mail, and reads no clock.
"""

from agent.ledger.ledger import SqlLedger
from agent.ledger.opening import open_ledger

__all__ = ["SqlLedger", "open_ledger"]
